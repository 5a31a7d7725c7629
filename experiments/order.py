"""The order of the measures, and when each begins to show.

Arms are put in order by lasting jobs, by vacancies filled in care and in technical work, and by what a lasting job
takes in euros and in hours of people's work. Vacancies filled also count who changes jobs, and a measure that makes
people fit better lets fewer positions fall empty; so demand that nobody fills stands beside it. Studies promoted today
reach the labour market years from now, so the order over the whole period comes with the time to effect: the first of
the calendar years, counted from the start of the measures, from which the difference of every later year has the sign
of the whole and two years in a row exclude zero.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from experiments.cells import choose_cells, outcomes_by_arm
from experiments.intervals import estimate
from experiments.ranking import BETTER
from experiments.results import IndicatorWords, Results

__all__ = ["ORDERED_BY", "ORDER_COLUMNS", "order_of_arms", "time_to_effect"]

Reals = NDArray[np.float64]

ORDERED_BY: Final = (
    "lasting_jobs_from_non_employment",
    "vacancies_filled_care",
    "vacancies_filled_technical",
    "unfilled_demand_care",
    "unfilled_demand_technical",
)
"""Indicators that arms are put in order by, beside cost."""

COST_PER_JOB: Final = "cost_per_lasting_job"
"""Stands for the order by cost; its unit is euro for each extra lasting job, and the cheapest comes first."""

HOURS_PER_JOB: Final = "hours_per_lasting_job"
"""Stands for the order by hours of people's work for each extra lasting job; the fewest come first."""

PRICED_BY: Final = "lasting_jobs_from_non_employment"

ORDER_COLUMNS = (
    "indicator",
    "place",
    "arm",
    "difference",
    "lower_95",
    "upper_95",
    "probability_wrong_sign",
    "years_to_effect",
    "first_clear_year",
)

_IN_A_ROW = 2
_WITH_ENDS = ("difference", "lower_95", "upper_95")
_HOURS = ("hours_per_unit", "hours_per_unit_lower_95", "hours_per_unit_upper_95")


def order_of_arms(
    results: Results,
    indicators: Mapping[str, IndicatorWords],
    windows: Mapping[str, tuple[int, int]],
    cost: pd.DataFrame,
) -> pd.DataFrame:
    """Put the arms in order.

    Parameters
    ----------
    results : Results
        Measurements of at least two arms.
    indicators : mapping of str to IndicatorWords
        Kind of each indicator.
    windows : mapping of str to (int, int)
        As :func:`experiments.windows.default_windows` gives them; the last is the whole period of the measures.
    cost : pandas.DataFrame
        Result of :func:`experiments.cost.cost_table`.

    Returns
    -------
    pandas.DataFrame
        Columns `ORDER_COLUMNS`; per indicator a row for each arm but the reference, best first. Years are missing where
        no effect shows clearly within the horizon.
    """
    whole = list(windows)[-1]
    start, end = windows[whole]
    years = _years(start, end)
    names = [name for name in ORDERED_BY if results.has(name)]
    chosen = choose_cells(
        results.series,
        results.regions,
        indicators,
        {whole: (start, end), **{str(year): months for year, months in years.items()}},
        results.first_month,
        lambda indicator, group: indicator in names and group == "all",
    )
    outcomes = outcomes_by_arm(results, chosen)
    keys = chosen.keys
    priced = [
        _by_price(cost, results, whole, COST_PER_JOB, ("cost_per_unit_eur", "lower_95", "upper_95")),
        _by_price(cost, results, whole, HOURS_PER_JOB, _HOURS),
    ]
    frames = []
    for name in names:
        in_province = (keys["indicator"] == name) & (keys["region"] == results.province)
        total = np.flatnonzero(in_province & (keys["window"] == whole))
        yearly = np.flatnonzero(in_province & (keys["window"] != whole))
        rows = []
        for arm in results.arms[1:]:
            difference = outcomes[arm] - outcomes[results.reference]
            found = estimate(difference[:, total], results.design)
            by_year = estimate(difference[:, yearly], results.design)
            waited = time_to_effect(float(found.mean[0]), by_year.lower, by_year.upper)
            year = None if waited is None else list(years)[waited]
            rows.append(
                {
                    "indicator": name,
                    "arm": arm,
                    "difference": found.mean[0],
                    "lower_95": found.lower[0],
                    "upper_95": found.upper[0],
                    "probability_wrong_sign": found.probability_wrong_sign[0],
                    "years_to_effect": np.nan if waited is None else waited + 1,
                    "first_clear_year": np.nan if year is None else year,
                }
            )
        frames.append(_placed(pd.DataFrame(rows), -BETTER[name]))
    return pd.concat(frames + priced, ignore_index=True)[list(ORDER_COLUMNS)]


def time_to_effect(whole: float, lower: Sequence[float] | Reals, upper: Sequence[float] | Reals) -> int | None:
    """Find the first year in which an effect shows, and goes on showing.

    Parameters
    ----------
    whole : float
        Difference over the whole period; its sign is the effect that is looked for.
    lower, upper : sequence of float
        Interval of the difference in every calendar year since the start.

    Returns
    -------
    int or None
        Number of the year, 0 for the first: from it on no interval lies on the other side of zero, and it and the next
        one exclude zero. None where that never happens; one year alone, the last of the horizon, says too little.
    """
    toward = np.asarray(lower) if whole > 0.0 else -np.asarray(upper)
    away = np.asarray(upper) if whole > 0.0 else -np.asarray(lower)
    for year in range(len(toward) - _IN_A_ROW + 1):
        shows = toward[year : year + _IN_A_ROW] > 0.0
        if shows.all() and not (away[year:] < 0.0).any():
            return year
    return None


def _years(start: int, end: int) -> dict[int, tuple[int, int]]:
    """Return the years since the start of the measures, by the calendar year in which each begins."""
    return {2012 + month // 12: (month, month + 12) for month in range(start, end - 11, 12)}


def _by_price(
    cost: pd.DataFrame, results: Results, whole: str, name: str, columns: tuple[str, str, str]
) -> pd.DataFrame:
    """Put arms in order by what an extra lasting job takes; those of which it cannot be said come last."""
    rows = cost[(cost["indicator"] == PRICED_BY) & (cost["region"] == results.province) & (cost["window"] == whole)]
    table = pd.DataFrame(
        {
            "indicator": name,
            "arm": rows["arm"].to_numpy(),
            **{key: rows[column].to_numpy() for key, column in zip(_WITH_ENDS, columns, strict=True)},
            "probability_wrong_sign": np.nan,
            "years_to_effect": np.nan,
            "first_clear_year": np.nan,
        }
    )
    return _placed(table, 1)


def _placed(table: pd.DataFrame, direction: int) -> pd.DataFrame:
    """Sort rows, the best first, and number them; 1 where less is better and -1 where more is."""
    order = np.argsort(np.where(table["difference"].isna(), np.inf, direction * table["difference"]), kind="stable")
    placed = table.iloc[order].reset_index(drop=True)
    return placed.assign(place=np.where(placed["difference"].isna(), np.nan, np.arange(1, len(placed) + 1)))
