"""How sure is a mean over replications? Interval, chance of a wrong sign, what makes it vary, how many more are needed.

Replications that share one draw of the assumed parameters are averaged first: the draws are what is independent.

Effects whose range begins at zero give skewed samples, and Student's interval of a skewed sample misses the truth too
often: with 16 replications of a product of three uniform numbers it covers 91% instead of 95%. Hall's transformation
removes that skewness (Hall 1992, "On the removal of skewness by transformation", Journal of the Royal Statistical
Society B 54, 221-228) but covers too little when a sample is symmetric with heavy tails. Each end given here is the
farther of the two. `tests/unit/test_coverage.py` measures how often it covers a known truth. No interval can be trusted
where fewer than about five replications differ from zero: then too little was seen.
"""

from __future__ import annotations

import math
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.stats import f as variance_ratio_distribution
from scipy.stats import norm
from scipy.stats import t as student_t

__all__ = [
    "ONE_DRAW_EACH",
    "Design",
    "Estimate",
    "VarianceShares",
    "estimate",
    "mean_by_draw",
    "replications_needed",
    "replications_needed_each",
    "variance_shares",
]

Reals = NDArray[np.float64]

_TABLE_LENGTH = 10_000
_FEWEST_FOR_SKEWNESS = 4
_CONFIDENCE = 0.95


class Design(NamedTuple):
    """How luck and assumptions were varied over replications.

    Attributes
    ----------
    luck_per_draw : int
        Successive replications that share one draw of the assumed parameters, 1 or more.
    uncertainty : bool
        Whether assumed parameters were drawn at all.
    """

    luck_per_draw: int = 1
    uncertainty: bool = True


ONE_DRAW_EACH = Design()
"""The design of a default run: every replication draws its own parameters."""


class Estimate(NamedTuple):
    """A mean over replications; every field has the shape of one replication.

    Attributes
    ----------
    mean : ndarray of float64
        Mean.
    lower, upper : ndarray of float64
        Interval of the mean; NaN with a single draw unless all replications are zero.
    probability_wrong_sign : ndarray of float64
        Chance in [0, 0.5] that the true mean has the other sign; NaN where there is no sign or where a single draw
        leaves it unknown.
    """

    mean: Reals
    lower: Reals
    upper: Reals
    probability_wrong_sign: Reals


class VarianceShares(NamedTuple):
    """What makes a single replication vary; every field has the shape of one replication, shares in [0, 1].

    Attributes
    ----------
    parameters : ndarray of float64
        Share of the variance that comes from the draws of assumed parameters; the rest is luck. NaN where nothing
        varies, or where each draw has only one replication, so that the two cannot be told apart.
    lower, upper : ndarray of float64
        95% interval of that share, exact for normal effects.
    """

    parameters: Reals
    lower: Reals
    upper: Reals


def mean_by_draw(samples: Reals, design: Design) -> Reals:
    """Average replications that share a draw of the parameters.

    Parameters
    ----------
    samples : ndarray of float64, shape (replication, ...)
        Outcomes; successive replications share a draw.
    design : Design
        How many do.

    Returns
    -------
    ndarray of float64, shape (draw, ...)

    Raises
    ------
    ValueError
        If the replications do not make whole draws.
    """
    shared = design.luck_per_draw
    if samples.ndim == 0 or len(samples) == 0 or shared < 1 or len(samples) % shared:
        raise ValueError(f"replications of shape {samples.shape} do not make whole draws of {shared}")
    return samples if shared == 1 else samples.reshape(-1, shared, *samples.shape[1:]).mean(axis=1)


def estimate(samples: Reals, design: Design = ONE_DRAW_EACH, confidence: float = _CONFIDENCE) -> Estimate:
    """Estimate a mean with its interval.

    Parameters
    ----------
    samples : ndarray of float64, shape (replication, ...)
        Outcomes or paired differences.
    design : Design
        How luck and assumptions were varied.
    confidence : float
        Confidence of the interval, in (0, 1).

    Returns
    -------
    Estimate
        Fields of shape ``samples.shape[1:]``.

    Raises
    ------
    ValueError
        If the replications do not make whole draws or `confidence` is out of range.
    """
    if not 0.0 < confidence < 1.0:
        raise ValueError(f"confidence is {confidence}; give a number between 0 and 1")
    draws = mean_by_draw(samples, design)
    number = len(draws)
    mean = draws.mean(axis=0)
    nothing = np.all(samples == 0.0, axis=0)
    lower, upper, wrong = (np.full(mean.shape, np.nan) for _ in range(3))
    if number > 1:
        deviation = draws.std(axis=0, ddof=1)
        skewness = _skewness(draws, mean)
        quantile = float(student_t.ppf(0.5 + confidence / 2.0, number - 1)) / math.sqrt(number)
        lower = mean - deviation * np.maximum(quantile, _untransformed(quantile, skewness, number))
        upper = mean + deviation * np.maximum(quantile, -_untransformed(-quantile, skewness, number))
        with np.errstate(divide="ignore", invalid="ignore"):
            standardised = mean / deviation
            size = np.minimum(np.abs(standardised), np.sign(mean) * _transformed(standardised, skewness, number))
        wrong = np.where(deviation > 0.0, student_t.sf(np.maximum(size, 0.0) * math.sqrt(number), number - 1), 0.0)
    return Estimate(
        mean,
        np.where(nothing, 0.0, lower),
        np.where(nothing, 0.0, upper),
        np.where(nothing, np.nan, wrong),
    )


def _skewness(draws: Reals, mean: Reals) -> Reals:
    """Sample skewness, adjusted for the number of draws; zero where there are too few or nothing varies."""
    number = len(draws)
    if number < _FEWEST_FOR_SKEWNESS:
        return np.zeros(mean.shape)
    centred = draws - mean
    spread = np.sqrt(np.mean(centred**2, axis=0))
    with np.errstate(divide="ignore", invalid="ignore"):
        standard = np.where(spread > 0.0, np.mean(centred**3, axis=0) / spread**3, 0.0)
    return np.asarray(standard * math.sqrt(number * (number - 1)) / (number - 2))


def _transformed(standardised: Reals, skewness: Reals, number: int) -> Reals:
    """Hall's monotone cubic: a standardised mean without its skewness."""
    third = skewness / 3.0
    return np.asarray(
        standardised + third * standardised**2 + third**2 * standardised**3 / 3.0 + skewness / (6.0 * number)
    )


def _untransformed(value: float, skewness: Reals, number: int) -> Reals:
    """Inverse of :func:`_transformed`."""
    third = skewness / 3.0
    shifted = value - skewness / (6.0 * number)
    curved = np.abs(third) > 1e-9
    safe = np.where(curved, third, 1.0)
    return np.where(curved, (np.cbrt(1.0 + 3.0 * safe * shifted) - 1.0) / safe, shifted)


def variance_shares(samples: Reals, design: Design) -> VarianceShares:
    """Split the variance of a replication into assumed parameters and luck.

    A one-way analysis of variance over draws with several replications each; the share is the intraclass correlation,
    with the exact interval of normal theory (Searle 1971, "Linear Models", section 9.9). By the law of total variance
    the estimate of the two parts needs no normality. Without uncertainty all variance is luck.

    Parameters
    ----------
    samples : ndarray of float64, shape (replication, ...)
        Paired differences.
    design : Design
        How luck and assumptions were varied.

    Returns
    -------
    VarianceShares
        Fields of shape ``samples.shape[1:]``.

    Raises
    ------
    ValueError
        If the replications do not make whole draws.
    """
    draws = mean_by_draw(samples, design)
    shared, number = design.luck_per_draw, len(draws)
    varies = np.ptp(samples, axis=0) > 0.0
    if not design.uncertainty:
        none = np.where(varies, 0.0, np.nan)
        return VarianceShares(none, none, none)
    if shared == 1 or number < 2:
        unknown = np.full(varies.shape, np.nan)
        return VarianceShares(unknown, unknown, unknown)
    groups = samples.reshape(number, shared, *samples.shape[1:])
    within = groups.var(axis=1, ddof=1).mean(axis=0)
    between = shared * draws.var(axis=0, ddof=1)
    freedom = (number - 1, number * (shared - 1))
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = between / within

    def share(of: Reals) -> Reals:
        with np.errstate(invalid="ignore"):
            found = np.where(np.isinf(of), 1.0, (of - 1.0) / (of + shared - 1.0))
        return np.where(varies, np.clip(found, 0.0, 1.0), np.nan)

    tail = 0.5 - _CONFIDENCE / 2.0
    return VarianceShares(
        share(ratio),
        share(ratio / variance_ratio_distribution.isf(tail, *freedom)),
        share(ratio * variance_ratio_distribution.isf(tail, *freedom[::-1])),
    )


def replications_needed(standard_deviation: float, half_width: float, confidence: float = _CONFIDENCE) -> int:
    """Fewest replications whose Student interval is expected to be this narrow.

    Parameters
    ----------
    standard_deviation : float
        Standard deviation of the paired differences, at least 0.
    half_width : float
        Wanted half-width of the interval in the same unit, above 0.
    confidence : float
        Confidence of the interval, in (0, 1).

    Returns
    -------
    int
        Number of replications, at least 2.

    Raises
    ------
    ValueError
        If an argument is out of range.
    """
    if not (standard_deviation >= 0.0 and half_width > 0.0 and 0.0 < confidence < 1.0):
        raise ValueError("give a standard deviation of 0 or more, a half-width above 0 and a confidence in (0, 1)")
    return int(replications_needed_each(np.asarray(standard_deviation / half_width), confidence))


def replications_needed_each(deviation_over_half_width: Reals, confidence: float = _CONFIDENCE) -> Reals:
    """Fewest replications for many precisions at once; see :func:`replications_needed`.

    Parameters
    ----------
    deviation_over_half_width : ndarray of float64
        Standard deviation of the paired differences divided by the wanted half-width, 0 or more; NaN for no answer.
    confidence : float
        Confidence of the interval, in (0, 1).

    Returns
    -------
    ndarray of float64
        Whole numbers, at least 2; NaN where no answer was asked for. Above 10,000 to within one replication.
    """
    wanted = np.asarray(deviation_over_half_width, dtype=np.float64)
    reach = _reach(confidence)
    # The reach grows with the number of replications, so the fewest is found by position.
    found = np.searchsorted(reach, wanted * (1.0 - 1e-12)) + 2.0
    normal = float(norm.ppf(0.5 + confidence / 2.0))
    many = np.ceil((normal * wanted) ** 2 + (1.0 + normal**2) / 2.0)
    return np.where(np.isnan(wanted), np.nan, np.where(wanted > reach[-1], many, found))


@lru_cache(maxsize=8)
def _reach(confidence: float) -> Reals:
    """Return the standard deviations over half-widths that 2, 3, ... replications can answer for."""
    number = np.arange(2, _TABLE_LENGTH + 1)
    reach: Reals = np.sqrt(number) / student_t.ppf(0.5 + confidence / 2.0, number - 1)
    return reach
