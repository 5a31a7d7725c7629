"""What makes a difference vary over replications: assumptions about the measures, behaviour, or luck.

Three things are known of every replication: the difference, the values that were drawn for it, and the difference in
each sub-region. Sub-regions share the values but not the luck, so differences that go up and down together tell of the
values, and those that do not of luck. Which values it were shows where the differences follow them. Both are put
together in one variance components model (Searle, Casella and McCulloch 1992, "Variance Components", chapter 9): the
differences are normal, their covariance over replications is a sum of one part per kind of values and one of luck, and
every division of the variance is as likely beforehand as any other. What is given is the division after seeing the
differences: its mean, and the range that holds 95% of it. With few replications that range is wide, and it is said.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.stats import norm, rankdata

__all__ = ["LUCK", "Correlation", "Share", "determined", "rank_correlations", "split_variance", "spread_within_places"]

Reals = NDArray[np.float64]

LUCK = "luck"

_CONFIDENCE = 0.95
_WIDEST = 0.6
_STEPS = {1: 40, 2: 20}
"""Steps of a share, by the number of kinds of values."""
_BENT = (0.0, 0.2, 0.4)
"""Part of what values do that is not along straight lines, each as likely; a product of two has 0.14, of three 0.25."""
_COUPLING = (0.5, 0.7, 1.0, 1.4)
"""Luck of the whole as a multiple of what independent places would give, each as likely. Measured without uncertainty
(1% scale, 24 replications, three measures, four indicators): 0.4 to 1.7, in the middle 0.8. People commute, and a job
that one place gains another may lose."""
_MOST = 200
"""Most replications that are looked at; more hardly narrow the range and take the time of their third power."""


class Share(NamedTuple):
    """A share of the variance in [0, 1], with the range that holds 95% of what is likely."""

    share: float
    lower: float
    upper: float


class Correlation(NamedTuple):
    """Spearman's rank correlation in [-1, 1] with an interval that holds for all values looked at together."""

    correlation: float
    lower: float
    upper: float


class Within(NamedTuple):
    """How far places differ within replications: a sum of squares on the scale of the whole, and its freedom."""

    squares: float
    freedom: int


def determined(share: Share) -> bool:
    """Tell whether the range of a share is narrow enough to name the share."""
    return share.upper - share.lower <= _WIDEST


def spread_within_places(differences: Reals, weights: Reals) -> Within:
    """Measure how far places go their own way within replications: what luck does.

    Luck of a place is taken to have a variance that grows with the size of the place; the effect of a measure is taken
    to grow with it as well.

    Parameters
    ----------
    differences : ndarray of float64, shape (replication, place)
        Paired differences of places that add up to the whole.
    weights : ndarray of float64, shape (place,)
        Size of each place, above 0.

    Returns
    -------
    Within
        The sum of squares divided by its freedom estimates the variance of the whole by luck, if luck of a place is
        independent of that elsewhere.
    """
    shares = weights / weights.sum()
    on_whole = differences / shares
    centred = on_whole - differences.sum(axis=1, keepdims=True)
    own = centred - centred.mean(axis=0)
    replications, places = differences.shape
    return Within(float((shares * own**2).sum()), (replications - 1) * (places - 1))


def split_variance(differences: Reals, values: Mapping[str, Reals], within: Within | None = None) -> dict[str, Share]:
    """Split the variance of a difference over kinds of values and luck.

    Parameters
    ----------
    differences : ndarray of float64, shape (replication,)
        Paired differences.
    values : mapping of str to ndarray of float64, shape (replication, value)
        Drawn values by kind; replications with the same values share a draw.
    within : Within or None
        Result of :func:`spread_within_places` for the same replications.

    Returns
    -------
    dict of str to Share
        By kind, and under `LUCK`; together they are 1. Empty where nothing varies or there are fewer than four
        replications.
    """
    known = differences[:_MOST]
    if len(known) < 4 or np.ptp(known) == 0.0:
        return {}
    kinds = [name for name, drawn in values.items() if drawn.shape[1]]
    if not kinds:
        return {LUCK: Share(1.0, 1.0, 1.0)}
    alike = [_alike(values[name][: len(known)]) for name in kinds]
    if within is not None and len(known) < len(differences):
        kept = (len(known) - 1) / (len(differences) - 1)
        within = Within(within.squares * kept, round(within.freedom * kept))
    divisions = _divisions(len(kinds))
    bent = [[(1.0 - part) * straight + part * same for straight, same in alike] for part in _BENT]
    couplings = (1.0,) if within is None else _COUPLING
    open_ends = [(covariances, coupling) for covariances in bent for coupling in couplings]
    weights = _weights(np.stack([_likelihood(known, divisions, *ends, within) for ends in open_ends]))
    columns = dict(zip((*kinds, LUCK), divisions.T, strict=True))
    return {name: _summary(column, weights) for name, column in columns.items()}


def _divisions(kinds: int) -> Reals:
    """List the divisions of the variance over one or two kinds and luck, shape (division, kind + 1)."""
    steps = (np.arange(_STEPS[kinds]) + 0.5) / _STEPS[kinds]
    if kinds == 1:
        return np.column_stack([steps, 1.0 - steps])
    first, second = (grid.ravel() for grid in np.meshgrid(steps, steps))
    inside = first + second < 1.0 - 0.25 / _STEPS[kinds]
    return np.column_stack([first[inside], second[inside], 1.0 - (first + second)[inside]])


def _alike(drawn: Reals) -> tuple[Reals, Reals]:
    """Tell how alike replications are in their values, along straight lines and in that they are the same."""
    ranks = np.column_stack([_standard(column) for column in drawn.T])
    straight = ranks @ ranks.T / ranks.shape[1]
    same = (np.abs(ranks[:, None, :] - ranks[None, :, :]).max(axis=2) < 1e-12).astype(np.float64)
    return straight, same


def _standard(column: Reals) -> Reals:
    """Put a value on a scale with mean 0 and variance 1, even over its range."""
    ranks = rankdata(column)
    spread = ranks.std()
    return np.zeros(len(column)) if spread == 0.0 else np.asarray((ranks - ranks.mean()) / spread)


def _likelihood(
    known: Reals, divisions: Reals, covariances: list[Reals], coupling: float, within: Within | None
) -> Reals:
    """Logarithm of how well divisions agree with the differences; mean and total variance are left open."""
    number = len(known)
    # Contrasts take the mean out of the differences.
    contrasts = np.linalg.svd(np.eye(number) - 1.0 / number)[0][:, : number - 1]
    seen = contrasts.T @ known
    parts = [contrasts.T @ covariance @ contrasts for covariance in covariances] + [np.eye(number - 1)]
    squares, freedom = within or Within(0.0, 0)
    logarithms = np.empty(len(divisions))
    for place, division in enumerate(divisions):
        covariance = sum(share * part for share, part in zip(division, parts, strict=True))
        factor = np.linalg.cholesky(covariance)
        white = np.linalg.solve(factor, seen)
        luck = division[-1]
        logarithms[place] = (
            -np.log(np.diag(factor)).sum()
            - 0.5 * freedom * math.log(luck / coupling)
            - 0.5 * (number - 1 + freedom) * math.log(white @ white + coupling * squares / luck)
        )
    return logarithms


def _weights(logarithms: Reals) -> Reals:
    """Weigh divisions over all that is equally likely beforehand; shape (division,) from (other, division)."""
    weights = np.exp(logarithms - logarithms.max()).sum(axis=0)
    return np.asarray(weights / weights.sum())


def _summary(column: Reals, weights: Reals) -> Share:
    """Mean and middle 95% of a share."""
    order = np.argsort(column, kind="stable")
    cumulative = np.cumsum(weights[order])
    tail = 0.5 - _CONFIDENCE / 2.0
    ends = [column[order][min(np.searchsorted(cumulative, end), len(order) - 1)] for end in (tail, 1.0 - tail)]
    return Share(float(column @ weights), *(float(end) for end in ends))


def rank_correlations(differences: Reals, drawn: Reals) -> list[Correlation]:
    """Tell how closely a difference follows each value.

    Parameters
    ----------
    differences : ndarray of float64, shape (draw,)
        Paired differences, averaged over replications that share a draw.
    drawn : ndarray of float64, shape (draw, value)
        Drawn values.

    Returns
    -------
    list of Correlation
        NaN with fewer than six draws or where nothing varies. The interval is that of Bonett and Wright (2000), wide
        enough to hold for all values together with 95% chance (Šidák).
    """
    number, values = drawn.shape
    followed = _standard(differences)
    found = []
    for column in drawn.T:
        correlation = float(_standard(column) @ followed / number)
        if number < 6 or np.ptp(differences) == 0.0 or np.ptp(column) == 0.0:
            found.append(Correlation(math.nan, math.nan, math.nan))
            continue
        each = _CONFIDENCE ** (1.0 / values)
        half = float(norm.ppf(0.5 + each / 2.0)) * math.sqrt((1.0 + correlation**2 / 2.0) / (number - 3))
        middle = math.atanh(min(max(correlation, -1.0 + 1e-12), 1.0 - 1e-12))
        found.append(Correlation(correlation, math.tanh(middle - half), math.tanh(middle + half)))
    return found
