"""How sure is a difference between two arms? Paired comparison of replications.

Arms share their luck replication by replication, so the difference is taken within each replication first and
only then averaged. The interval therefore covers what differs between replications, and nothing else.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from itertools import combinations
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from experiments.cells import CELL_COLUMNS, Cells, choose_cells, everybody, outcomes_by_arm
from experiments.intervals import (
    ONE_DRAW_EACH,
    Design,
    estimate,
    mean_by_draw,
    replications_needed,
    replications_needed_each,
    variance_shares,
)
from experiments.results import IndicatorWords, Results
from experiments.windows import FIRST_YEAR, aggregate, default_windows, month_windows, yearly

__all__ = [
    "FIRST_YEAR",
    "SUMMARY_COLUMNS",
    "Comparison",
    "PairedDifference",
    "aggregate",
    "compare_pairs",
    "default_windows",
    "index_summary",
    "month_windows",
    "paired_difference",
    "replications_needed",
    "summarise",
    "yearly",
]

Reals = NDArray[np.float64]

_STATED_PRECISION = 0.10

SUMMARY_COLUMNS = (
    "arm",
    "reference",
    *CELL_COLUMNS,
    "reference_mean",
    "arm_mean",
    "difference",
    "lower_95",
    "upper_95",
    "probability_wrong_sign",
    "variance_ratio",
    "replications",
    "variance_share_parameters",
    "variance_share_luck",
    "variance_share_parameters_lower_95",
    "variance_share_parameters_upper_95",
    "replications_for_ten_percent",
    "replications_different",
)
_LEVELS = ("reference_mean", "arm_mean", "replications")


class PairedDifference(NamedTuple):
    """Arm minus reference over replications; every field but `replications` has the shape of one replication.

    Attributes
    ----------
    reference_mean, arm_mean : ndarray of float64
        Means over replications.
    difference : ndarray of float64
        Mean of the paired differences.
    lower, upper : ndarray of float64
        Interval of that mean, see :mod:`experiments.intervals`; NaN with a single draw unless all differences are zero.
    probability_wrong_sign : ndarray of float64
        Chance in [0, 0.5] that the true mean difference has the other sign; NaN where there is no sign or
        where a single draw leaves it unknown.
    variance_ratio : ndarray of float64
        Variance of a difference with independent seeds divided by that of the paired difference; NaN where
        the paired differences do not vary.
    replications : int
        Number of pairs.
    """

    reference_mean: Reals
    arm_mean: Reals
    difference: Reals
    lower: Reals
    upper: Reals
    probability_wrong_sign: Reals
    variance_ratio: Reals
    replications: int


class Comparison(NamedTuple):
    """One row of the summary, without its key; units of the indicator, shares in [0, 1], NaN where unknown."""

    reference_mean: float
    arm_mean: float
    difference: float
    lower_95: float
    upper_95: float
    probability_wrong_sign: float
    variance_ratio: float
    replications: int
    variance_share_parameters: float = math.nan
    variance_share_luck: float = math.nan
    variance_share_parameters_lower_95: float = math.nan
    variance_share_parameters_upper_95: float = math.nan
    replications_for_ten_percent: float = math.nan
    replications_different: float = math.nan


def paired_difference(
    arm: Reals,
    reference: Reals,
    confidence: float = 0.95,
    design: Design = ONE_DRAW_EACH,
) -> PairedDifference:
    """Compare an arm with the reference, replication by replication.

    Parameters
    ----------
    arm, reference : ndarray of float64, shape (replication, ...)
        Outcomes; row `k` of both was made with the same luck.
    confidence : float
        Confidence of the interval, in (0, 1).
    design : Design
        How luck and assumptions were varied; ``results.design`` of measured results.

    Returns
    -------
    PairedDifference
        Fields of shape ``arm.shape[1:]``.

    Raises
    ------
    ValueError
        If the shapes differ, there is no replication or `confidence` is out of range.
    """
    if arm.shape != reference.shape or arm.ndim == 0 or arm.shape[0] == 0:
        raise ValueError(f"arm {arm.shape} and reference {reference.shape} must have the same replications")
    differences = arm - reference
    found = estimate(differences, design, confidence)
    ratio = np.full(found.mean.shape, np.nan)
    if len(arm) > 1:
        variance = differences.var(axis=0, ddof=1)
        independent = arm.var(axis=0, ddof=1) + reference.var(axis=0, ddof=1)
        with np.errstate(divide="ignore", invalid="ignore"):
            ratio = np.where(variance > 0.0, independent / variance, np.nan)
    return PairedDifference(
        reference_mean=reference.mean(axis=0),
        arm_mean=arm.mean(axis=0),
        difference=found.mean,
        lower=found.lower,
        upper=found.upper,
        probability_wrong_sign=found.probability_wrong_sign,
        variance_ratio=ratio,
        replications=len(arm),
    )


def summarise(
    results: Results, indicators: Mapping[str, IndicatorWords], windows: Mapping[str, tuple[int, int]]
) -> pd.DataFrame:
    """Compare every arm with the reference, for every reported series, region and window.

    Parameters
    ----------
    results : Results
        Measurements; with a single arm only its own means are given.
    indicators : mapping of str to IndicatorWords
        Kind of each indicator in `results`.
    windows : mapping of str to (int, int)
        First month and month after the last one of each window, as :func:`default_windows` gives them.

    Returns
    -------
    pandas.DataFrame
        Columns `SUMMARY_COLUMNS`; rows ordered by arm, indicator and group, region, window.

    Raises
    ------
    ValueError
        If a window lies outside the measured months.
    KeyError
        If an indicator is unknown.
    """
    cells = choose_cells(results.series, results.regions, indicators, windows, results.first_month)
    outcomes = outcomes_by_arm(results, cells)
    others = results.arms[1:] or results.arms
    return _compare([(arm, results.reference) for arm in others], outcomes, cells, results.design)


def compare_pairs(
    results: Results,
    indicators: Mapping[str, IndicatorWords],
    windows: Mapping[str, tuple[int, int]],
    wanted: Callable[[str, str], bool] = everybody,
) -> pd.DataFrame:
    """Compare every arm with every other arm but the reference, to see which of two is ahead.

    Parameters
    ----------
    results : Results
        Measurements.
    indicators : mapping of str to IndicatorWords
        Kind of each indicator in `results`.
    windows : mapping of str to (int, int)
        As for :func:`summarise`.
    wanted : callable
        Tells of an indicator and a group whether it is compared; only everybody together by default.

    Returns
    -------
    pandas.DataFrame
        Columns `SUMMARY_COLUMNS`, where `reference` is the other arm of the pair; no rows with fewer than three arms.
    """
    cells = choose_cells(results.series, results.regions, indicators, windows, results.first_month, wanted)
    pairs = [(later, earlier) for earlier, later in combinations(results.arms[1:], 2)]
    if not pairs:
        return pd.DataFrame(columns=list(SUMMARY_COLUMNS))
    return _compare(pairs, outcomes_by_arm(results, cells), cells, results.design)


def _compare(
    pairs: Sequence[tuple[str, str]], outcomes: Mapping[str, Reals], cells: Cells, design: Design
) -> pd.DataFrame:
    """Compare arm and reference of each pair, cell by cell; an arm against itself has no difference."""
    frames = []
    for arm, reference in pairs:
        compared = paired_difference(outcomes[arm], outcomes[reference], design=design)
        differences = outcomes[arm] - outcomes[reference]
        shares = variance_shares(differences, design)
        columns: dict[str, object] = {
            "arm": arm,
            "reference": reference,
            "reference_mean": compared.reference_mean,
            "arm_mean": compared.arm_mean,
            "difference": compared.difference,
            "lower_95": compared.lower,
            "upper_95": compared.upper,
            "probability_wrong_sign": compared.probability_wrong_sign,
            "variance_ratio": compared.variance_ratio,
            "replications": compared.replications,
            "variance_share_parameters": shares.parameters,
            "variance_share_luck": 1.0 - shares.parameters,
            "variance_share_parameters_lower_95": shares.lower,
            "variance_share_parameters_upper_95": shares.upper,
            "replications_for_ten_percent": _for_stated_precision(differences, compared.difference, design),
            "replications_different": np.count_nonzero(differences, axis=0),
        }
        if arm == reference:
            columns.update(dict.fromkeys(set(SUMMARY_COLUMNS[6:]) - set(_LEVELS), math.nan))
        numbers = pd.DataFrame(columns, index=cells.keys.index)
        frames.append(pd.concat([cells.keys, numbers], axis=1)[list(SUMMARY_COLUMNS)])
    return pd.concat(frames, ignore_index=True)


def _for_stated_precision(differences: Reals, mean: Reals, design: Design) -> Reals:
    """Replications for an interval of a tenth of the difference to either side; NaN where there is no difference."""
    draws = mean_by_draw(differences, design)
    if len(draws) < 2:
        return np.full(mean.shape, np.nan)
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = np.where(mean == 0.0, np.nan, draws.std(axis=0, ddof=1) / (_STATED_PRECISION * np.abs(mean)))
    return replications_needed_each(ratio) * design.luck_per_draw


def index_summary(summary: pd.DataFrame) -> dict[tuple[str, str, str, str, str], Comparison]:
    """Rows of a summary by (arm, indicator, group, region, window)."""
    return {
        (arm, indicator, group, region, window): Comparison(*numbers)
        for arm, _, indicator, group, region, window, *numbers in summary.itertuples(index=False, name=None)
    }
