"""How sure is a difference between two arms? Paired comparison of replications.

Arms share their luck replication by replication, so the difference is taken within each replication first and
only then averaged. The interval therefore covers what differs between replications, and nothing else.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.stats import t as student_t

from experiments.results import IndicatorWords, Results, reported_regions

__all__ = [
    "FIRST_YEAR",
    "SUMMARY_COLUMNS",
    "Comparison",
    "PairedDifference",
    "aggregate",
    "default_windows",
    "index_summary",
    "paired_difference",
    "replications_needed",
    "summarise",
    "yearly",
]

Reals = NDArray[np.float64]

FIRST_YEAR = 2012
"""Calendar year of month 0."""

_MONTHS_PER_YEAR = 12
_ROUND_YEARS = 5

SUMMARY_COLUMNS = (
    "arm",
    "reference",
    "indicator",
    "group",
    "region",
    "window",
    "reference_mean",
    "arm_mean",
    "difference",
    "lower_95",
    "upper_95",
    "probability_wrong_sign",
    "variance_ratio",
    "replications",
)


class PairedDifference(NamedTuple):
    """Arm minus reference over replications; every field but the last has the shape of one replication.

    Attributes
    ----------
    reference_mean, arm_mean : ndarray of float64
        Means over replications.
    difference : ndarray of float64
        Mean of the paired differences.
    lower, upper : ndarray of float64
        Student-t interval of that mean; NaN with a single replication unless all differences are zero.
    probability_wrong_sign : ndarray of float64
        Chance in [0, 0.5] that the true mean difference has the other sign; NaN where there is no sign or
        where a single replication leaves it unknown.
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
    """One row of the summary, without its key; units of the indicator."""

    reference_mean: float
    arm_mean: float
    difference: float
    lower_95: float
    upper_95: float
    probability_wrong_sign: float
    variance_ratio: float
    replications: int


def paired_difference(arm: Reals, reference: Reals, confidence: float = 0.95) -> PairedDifference:
    """Compare an arm with the reference, replication by replication.

    Parameters
    ----------
    arm, reference : ndarray of float64, shape (replication, ...)
        Outcomes; row `k` of both was made with the same luck.
    confidence : float
        Confidence of the interval, in (0, 1).

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
    if not 0.0 < confidence < 1.0:
        raise ValueError(f"confidence is {confidence}; give a number between 0 and 1")
    pairs = arm.shape[0]
    differences = arm - reference
    mean = differences.mean(axis=0)
    same = np.all(differences == 0.0, axis=0)
    unknown = np.full(mean.shape, np.nan)
    half_width, wrong, ratio = unknown.copy(), unknown.copy(), unknown.copy()
    if pairs > 1:
        variance = differences.var(axis=0, ddof=1)
        error = np.sqrt(variance / pairs)
        half_width = error * student_t.ppf(0.5 + confidence / 2.0, pairs - 1)
        with np.errstate(divide="ignore", invalid="ignore"):
            wrong = student_t.sf(np.abs(mean) / error, pairs - 1)
            independent = arm.var(axis=0, ddof=1) + reference.var(axis=0, ddof=1)
            ratio = np.where(variance > 0.0, independent / variance, np.nan)
    half_width = np.where(same, 0.0, half_width)
    return PairedDifference(
        reference_mean=reference.mean(axis=0),
        arm_mean=arm.mean(axis=0),
        difference=mean,
        lower=mean - half_width,
        upper=mean + half_width,
        probability_wrong_sign=np.where(same, np.nan, wrong),
        variance_ratio=ratio,
        replications=pairs,
    )


def replications_needed(standard_deviation: float, half_width: float, confidence: float = 0.95) -> int:
    """Fewest replications whose interval is expected to be this narrow.

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

    def wide_enough(pairs: int) -> bool:
        factor = float(student_t.ppf(0.5 + confidence / 2.0, pairs - 1))
        return factor * standard_deviation / math.sqrt(pairs) <= half_width

    upper = 2
    while not wide_enough(upper):
        upper *= 2
    lower = upper // 2
    while upper - lower > 1:
        middle = (lower + upper) // 2
        lower, upper = (lower, middle) if middle >= 2 and wide_enough(middle) else (middle, upper)
    return upper


def aggregate(values: Reals, kind: str, axis: int) -> Reals:
    """Sum a flow or average a stock or a rate along an axis of months, leaving undefined months out.

    Parameters
    ----------
    values : ndarray of float64
        Monthly values.
    kind : str
        ``stock``, ``flow`` or ``rate``.
    axis : int
        Axis of the months.

    Raises
    ------
    ValueError
        If `kind` is none of the three.
    """
    if kind not in ("stock", "flow", "rate"):
        raise ValueError(f"kind is {kind!r}; an indicator is a stock, a flow or a rate")
    defined = np.isfinite(values)
    count = defined.sum(axis=axis)
    total = np.where(defined, values, 0.0).sum(axis=axis)
    if kind != "flow":
        total = total / np.maximum(count, 1)
    return np.where(count > 0, total, np.nan)


def yearly(values: Reals, first_month: int, kind: str) -> tuple[NDArray[np.int64], Reals]:
    """Aggregate months into the calendar years that were measured completely.

    Parameters
    ----------
    values : ndarray of float64, shape (replication, month)
        Monthly values.
    first_month : int
        Month number of the first column, in months since January 2012.
    kind : str
        ``stock``, ``flow`` or ``rate``.

    Returns
    -------
    years : ndarray of int64, shape (year,)
        Calendar years.
    values : ndarray of float64, shape (replication, year)
        Sums of a flow, means of the others.
    """
    skip = -first_month % _MONTHS_PER_YEAR
    whole = (values.shape[1] - skip) // _MONTHS_PER_YEAR if values.shape[1] > skip else 0
    block = values[:, skip : skip + whole * _MONTHS_PER_YEAR].reshape(values.shape[0], whole, _MONTHS_PER_YEAR)
    first_year = FIRST_YEAR + (first_month + skip) // _MONTHS_PER_YEAR
    return np.arange(first_year, first_year + whole), aggregate(block, kind, axis=2)


def default_windows(first_month: int, months: int, policy_start: int) -> dict[str, tuple[int, int]]:
    """Windows over which arms are compared: single calendar years and the whole policy period.

    The years are the first full year after the start and every later year that ends on 0 or 5. With measures
    from January 2027 to December 2040 that gives 2028, 2030, 2035, 2040 and 2027-2040.

    Parameters
    ----------
    first_month : int
        Month number of the first measurement, in months since January 2012.
    months : int
        Number of measured months, above 0.
    policy_start : int
        Month number in which the measures start.

    Returns
    -------
    dict of str to (int, int)
        Name of the window, then its first month and the month after its last one.

    Raises
    ------
    ValueError
        If the measures start outside the measured months.
    """
    end = first_month + months
    if not first_month <= policy_start < end:
        raise ValueError(f"measures start in month {policy_start}; give a month from {first_month} to {end - 1}")
    start_year = FIRST_YEAR + policy_start // _MONTHS_PER_YEAR
    last_full_year = FIRST_YEAR + end // _MONTHS_PER_YEAR - 1
    years = [
        year for year in range(start_year + 1, last_full_year + 1) if year == start_year + 1 or year % _ROUND_YEARS == 0
    ]
    windows = {}
    for year in years:
        first = (year - FIRST_YEAR) * _MONTHS_PER_YEAR
        windows[str(year)] = (first, first + _MONTHS_PER_YEAR)
    windows[f"{start_year}-{FIRST_YEAR + (end - 1) // _MONTHS_PER_YEAR}"] = (policy_start, end)
    return windows


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
    kinds = np.array([indicators[name].kind for name, _ in results.series])
    places = [
        (place, number)
        for number, (name, group) in enumerate(results.series)
        for place in reported_regions(name, group, len(results.regions))
    ]
    chosen = np.array(places, dtype=np.int64).reshape(-1, 2).T
    outcomes = {arm: _windowed(results, arm, kinds, windows)[:, :, *chosen] for arm in results.arms}
    others = results.arms[1:] or results.arms
    rows = len(places) * len(windows)
    frames = []
    for arm in others:
        compared = paired_difference(outcomes[arm], outcomes[results.reference])
        alone = arm == results.reference
        columns: dict[str, object] = {
            "arm": [arm] * rows,
            "reference": [results.reference] * rows,
            "indicator": [results.series[number][0] for _, number in places for _ in windows],
            "group": [results.series[number][1] for _, number in places for _ in windows],
            "region": [results.regions[place] for place, _ in places for _ in windows],
            "window": list(windows) * len(places),
        }
        numbers = compared[:-1]
        for position, (name, field) in enumerate(zip(SUMMARY_COLUMNS[6:-1], numbers, strict=True)):
            column = field.T.ravel()
            columns[name] = np.full(rows, np.nan) if alone and position >= 2 else column
        columns["replications"] = np.full(rows, compared.replications)
        frames.append(pd.DataFrame(columns, columns=list(SUMMARY_COLUMNS)))
    return pd.concat(frames, ignore_index=True)


def index_summary(summary: pd.DataFrame) -> dict[tuple[str, str, str, str, str], Comparison]:
    """Rows of a summary by (arm, indicator, group, region, window)."""
    return {
        (row.arm, row.indicator, row.group, row.region, row.window): Comparison(*row[6:])
        for row in summary.itertuples(index=False, name="Row")
    }


def _windowed(results: Results, arm: str, kinds: NDArray[np.str_], windows: Mapping[str, tuple[int, int]]) -> Reals:
    """Outcome of one arm per window, shape (replication, window, region, series)."""
    values = results.values[arm]
    outcome = np.empty((values.shape[0], len(windows), *values.shape[2:]))
    flows = kinds == "flow"
    for position, (name, (first, after)) in enumerate(windows.items()):
        begin, end = first - results.first_month, after - results.first_month
        if not 0 <= begin < end <= values.shape[1]:
            raise ValueError(f"window {name} lies outside the measured months")
        months = values[:, begin:end]
        outcome[:, position] = np.where(flows, aggregate(months, "flow", 1), aggregate(months, "stock", 1))
    return outcome
