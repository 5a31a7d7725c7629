"""What an extra lasting job or filled vacancy costs in euros and in hours, and when there is no sensible answer.

Cost and effect are differences from the reference, taken within each replication. Their ratio gets the interval of
Fieller (1954), which exists only where the effect itself differs from zero. Elsewhere no number is given: any cost per
unit, however high or negative, would agree with the results. Hours of people's work are treated as euros are.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.stats import t as student_t

from experiments.intervals import estimate, mean_by_draw
from experiments.results import IndicatorWords, Results
from experiments.windows import FIRST_YEAR, aggregate, default_windows

__all__ = [
    "COST",
    "COST_COLUMNS",
    "HOURS",
    "UNITS",
    "Ratio",
    "cost_table",
    "ratio_of_means",
    "spent_and_gained",
]

Reals = NDArray[np.float64]

COST = "policy_cost_eur"
"""Indicator that holds the spending."""

HOURS = "policy_hours"
"""Indicator that holds the hours of people's work."""

UNITS = ("lasting_jobs_from_non_employment", "lasting_jobs", "vacancies_filled", "employed")
"""Indicators whose extra units are bought; a stock counts as years, so `employed` gives years of work."""

COST_COLUMNS = (
    "arm",
    "indicator",
    "region",
    "window",
    "cost_eur",
    "cost_eur_low",
    "cost_eur_high",
    "units",
    "units_lower_95",
    "units_upper_95",
    "cost_per_unit_eur",
    "lower_95",
    "upper_95",
    "cost_per_unit_eur_low",
    "cost_per_unit_eur_high",
    "verdict",
    "hours",
    "hours_low",
    "hours_high",
    "hours_per_unit",
    "hours_per_unit_lower_95",
    "hours_per_unit_upper_95",
    "hours_verdict",
    "replications",
)

_LOW, _HIGH = 0.05, 0.95
_MONTHS_PER_YEAR = 12.0


class Ratio(NamedTuple):
    """Mean cost divided by mean effect.

    Attributes
    ----------
    value, lower, upper : float
        Ratio with its interval; NaN unless `verdict` is ``ratio`` or ``free``.
    verdict : str
        ``ratio``; ``unclear`` where the effect cannot be told from zero; ``fewer`` where it is below zero; ``free``
        where nothing is spent for a positive effect; ``nothing`` where nothing is spent and nothing changes;
        ``unknown_cost`` where nobody knows what is spent; ``single`` where one replication leaves the rest unknown.
    """

    value: float
    lower: float
    upper: float
    verdict: str


def ratio_of_means(cost: Reals, units: Reals, confidence: float = 0.95) -> Ratio:
    """Divide a mean cost by a mean effect, with an interval where one exists.

    Parameters
    ----------
    cost : ndarray of float64, shape (replication,)
        Cost in each replication, 0 or more; NaN where unknown.
    units : ndarray of float64, shape (replication,)
        Extra units in the same replications.
    confidence : float
        Confidence of the interval, in (0, 1).

    Returns
    -------
    Ratio
        The interval holds every ratio ``r`` for which the mean of ``cost - r * units`` does not differ from zero in a
        Student-t test; since a cost is never below zero, neither is its lower end.

    Raises
    ------
    ValueError
        If the shapes differ, there is no replication or `confidence` is out of range.
    """
    if cost.shape != units.shape or cost.ndim != 1 or not cost.size:
        raise ValueError(f"cost {cost.shape} and units {units.shape} must have the same replications")
    if not 0.0 < confidence < 1.0:
        raise ValueError(f"confidence is {confidence}; give a number between 0 and 1")

    def none(verdict: str) -> Ratio:
        return Ratio(math.nan, math.nan, math.nan, verdict)

    pairs = cost.size
    if not np.isfinite(cost).all():
        return none("unknown_cost")
    free = not cost.any()
    if free and not units.any():
        return none("nothing")
    if pairs < 2:
        return none("single")
    critical = float(student_t.ppf(0.5 + confidence / 2.0, pairs - 1))
    mean_cost, mean_units = float(cost.mean()), float(units.mean())
    # Variances of the means, each times the squared critical value: what a mean may be off, squared.
    of_cost, both, _, of_units = (np.cov(cost, units, ddof=1) * critical**2 / pairs).ravel()
    leading = mean_units**2 - of_units
    certain = estimate(units, confidence=confidence)
    if leading <= 0.0 or certain.lower <= 0.0 <= certain.upper:
        return none("unclear")
    if mean_units < 0.0:
        return none("fewer")
    if free:
        return Ratio(0.0, 0.0, 0.0, "free")
    middle = mean_cost * mean_units - both
    root = math.sqrt(max(middle**2 - leading * (mean_cost**2 - of_cost), 0.0))
    lower, upper = (middle - root) / leading, (middle + root) / leading
    return Ratio(mean_cost / mean_units, max(lower, 0.0), upper, "ratio")


def cost_table(results: Results, indicators: Mapping[str, IndicatorWords], policy_start: int) -> pd.DataFrame:
    """Compute the cost per extra unit of every arm, region and window since the start of the measures.

    Every window begins at the start, because spending comes first and lasting jobs follow a year or more later.

    Parameters
    ----------
    results : Results
        Measurements; without spending, without units or with a single arm the table is empty. Replications that share
        a draw of the assumptions count as one.
    indicators : mapping of str to IndicatorWords
        Kind of each indicator.
    policy_start : int
        Month in which the measures start, in months since January 2012.

    Returns
    -------
    pandas.DataFrame
        Columns `COST_COLUMNS`. `cost_eur` is the mean difference in spending and `cost_eur_low` to `cost_eur_high` its
        5th to 95th percentile over the draws: the range that the assumed amounts leave. `units` is the mean number of
        extra units with its 95% interval. `cost_per_unit_eur_low` and `_high` divide the low and the high cost by the
        mean units. Hours have the same columns, and a verdict of their own; unknown where they were not measured.

    Raises
    ------
    ValueError
        If the measures start outside the measured months.
    """
    found = [name for name in UNITS if results.has(name)]
    if len(results.arms) < 2 or not results.has(COST) or not found:
        return pd.DataFrame(columns=list(COST_COLUMNS))
    rows = []
    for arm in results.arms[1:]:
        for name in found:
            for region in results.regions:
                for window, months in _since_start(results, policy_start).items():
                    numbers = _numbers(*spent_and_gained(results, indicators, arm, name, region, months))
                    hours = _hours(*spent_and_gained(results, indicators, arm, name, region, months, HOURS))
                    rows.append((arm, name, region, window, *numbers, *hours, results.replications))
    return pd.DataFrame(rows, columns=list(COST_COLUMNS))


def spent_and_gained(
    results: Results,
    indicators: Mapping[str, IndicatorWords],
    arm: str,
    indicator: str,
    region: str | None = None,
    months: tuple[int, int] | None = None,
    means: str = COST,
) -> tuple[Reals, Reals]:
    """Give extra spending, or other means, and extra units of an arm, draw by draw.

    Parameters
    ----------
    results : Results
        Measurements.
    indicators : mapping of str to IndicatorWords
        Kind of each indicator.
    arm, indicator : str
        What is compared with the reference, and in which units.
    region : str, optional
        Name of a region; the province by default.
    months : tuple of (int, int), optional
        First month and month after the last one; all measured months by default.
    means : str
        Indicator of what is spent: euros, or hours; NaN where it was not measured.

    Returns
    -------
    spent, gained : ndarray of float64, shape (draw,)
        Euros or hours, and units: the sum of a flow, or of a stock in years. NaN where a month is undefined.
    """
    first, after = (results.first_month, results.first_month + results.months) if months is None else months

    def total(which: str, name: str, kind: str) -> Reals:
        if not results.has(name):
            return np.full(results.replications, np.nan)
        values = results.monthly(which, name, region=region)[
            :, first - results.first_month : after - results.first_month
        ]
        summed = aggregate(values, "flow", axis=1) / (1.0 if kind == "flow" else _MONTHS_PER_YEAR)
        return np.where(np.isfinite(values).all(axis=1), summed, np.nan)

    spent, gained = (
        mean_by_draw(total(arm, name, kind) - total(results.reference, name, kind), results.design)
        for name, kind in ((means, "flow"), (indicator, indicators[indicator].kind))
    )
    return spent, gained


def _since_start(results: Results, policy_start: int) -> dict[str, tuple[int, int]]:
    """Windows that all begin at the start of the measures; the last is the whole period."""
    year = FIRST_YEAR + policy_start // int(_MONTHS_PER_YEAR)
    windows = default_windows(results.first_month, results.months, policy_start)
    return {(name if "-" in name else f"{year}-{name}"): (policy_start, after) for name, (_, after) in windows.items()}


def _numbers(spent: Reals, units: Reals) -> tuple[float | str, ...]:
    """Spending and units with their ranges, and the cost per unit."""
    ratio = ratio_of_means(spent, units)
    mean_spent, low, high = _over_draws(spent)
    extra = estimate(units)
    mean = float(extra.mean)
    per_unit = (low / mean, high / mean) if ratio.verdict == "ratio" else (math.nan, math.nan)
    return (mean_spent, low, high, mean, float(extra.lower), float(extra.upper), *ratio[:3], *per_unit, ratio.verdict)


def _hours(spent: Reals, units: Reals) -> tuple[float | str, ...]:
    """Hours with the range of the draws, and hours per unit with its interval."""
    ratio = ratio_of_means(spent, units)
    return (*_over_draws(spent), *ratio[:3], ratio.verdict)


def _over_draws(spent: Reals) -> tuple[float, float, float]:
    """Mean, and the range of 9 in 10 draws."""
    known = bool(np.isfinite(spent).all())
    low, high = np.quantile(spent, (_LOW, _HIGH)) if known and spent.size > 1 else (math.nan, math.nan)
    return float(spent.mean()), float(low), float(high)
