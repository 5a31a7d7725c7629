"""The order of the measures: best first, those without a price last, and the first year in which an effect shows."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from experiments.order import COST_PER_JOB, HOURS_PER_JOB, ORDER_COLUMNS, order_of_arms, time_to_effect
from experiments.results import Results
from experiments.windows import default_windows
from simulation.indicators import INDICATORS

REGIONS = ("Brugge", "West-Vlaanderen")
SERIES = (("lasting_jobs_from_non_employment", "all"), ("vacancies_filled_care", "all"))
START, MONTHS = 180, 348


def outcomes(extra: np.ndarray, replications: int = 6) -> np.ndarray:
    """Monthly values in which lasting jobs differ by ``extra`` a month, with a little luck."""
    values = np.full((replications, MONTHS, len(REGIONS), len(SERIES)), 100.0)
    wave = np.sin(np.arange(replications))[:, None]
    values[:, START:, :, 0] += (extra + 0.01 * wave * (extra != 0.0))[:, :, None]
    return values


@pytest.fixture
def results() -> Results:
    months = np.arange(MONTHS - START)
    late = np.where(months >= 72, 5.0, 0.0)
    arms = {"baseline": np.zeros(len(months)), "at_once": np.full(len(months), 1.0), "late": late}
    return Results(tuple(arms), SERIES, REGIONS, 0, {name: outcomes(extra) for name, extra in arms.items()})


@pytest.fixture
def table(results: Results) -> pd.DataFrame:
    windows = default_windows(0, MONTHS, START)
    whole = list(windows)[-1]
    cost = pd.DataFrame(
        {
            "arm": ["at_once", "late"],
            "indicator": "lasting_jobs_from_non_employment",
            "region": "West-Vlaanderen",
            "window": whole,
            "cost_per_unit_eur": [np.nan, 5000.0],
            "lower_95": [np.nan, 4000.0],
            "upper_95": [np.nan, 6000.0],
            "hours_per_unit": [120.0, 80.0],
            "hours_per_unit_lower_95": [100.0, 70.0],
            "hours_per_unit_upper_95": [140.0, 90.0],
        }
    )
    return order_of_arms(results, INDICATORS, windows, cost)


def test_the_largest_effect_comes_first(table: pd.DataFrame) -> None:
    assert tuple(table.columns) == ORDER_COLUMNS
    rows = table[table["indicator"] == "lasting_jobs_from_non_employment"]
    assert list(rows["arm"]) == ["late", "at_once"]
    assert list(rows["place"]) == [1, 2]
    assert rows["difference"].to_list() == pytest.approx([5.0 * 96, 168.0], abs=2.0)


def test_the_time_to_effect_is_counted_from_the_start(table: pd.DataFrame) -> None:
    rows = table[table["indicator"] == "lasting_jobs_from_non_employment"].set_index("arm")
    assert rows.loc["at_once", "years_to_effect"] == 1 and rows.loc["at_once", "first_clear_year"] == 2027
    assert rows.loc["late", "years_to_effect"] == 7 and rows.loc["late", "first_clear_year"] == 2033


def test_what_never_differs_has_no_time_to_effect(table: pd.DataFrame) -> None:
    rows = table[table["indicator"] == "vacancies_filled_care"]
    assert (rows["difference"] == 0.0).all() and rows["years_to_effect"].isna().all()


def test_what_has_no_price_comes_last(table: pd.DataFrame) -> None:
    rows = table[table["indicator"] == COST_PER_JOB]
    assert list(rows["arm"]) == ["late", "at_once"]
    assert rows["place"].iloc[0] == 1 and np.isnan(rows["place"].iloc[1])


def test_hours_give_an_order_where_the_price_is_unknown(table: pd.DataFrame) -> None:
    rows = table[table["indicator"] == HOURS_PER_JOB]
    assert list(rows["arm"]) == ["late", "at_once"]
    assert list(rows["place"]) == [1, 2]
    assert list(rows["difference"]) == [80.0, 120.0]


@pytest.mark.parametrize(
    ("whole", "lower", "upper", "year"),
    [
        (5.0, [-1, 1, 1, 1], [1, 3, 3, 3], 1),
        (5.0, [1, -1, 1, 1], [3, 3, 3, 3], 2),
        (5.0, [1, 1, -3, 1], [3, 3, -1, 3], None),
        (5.0, [1, 1, -3, 1, 1], [3, 3, -1, 3, 3], 3),
        (-5.0, [-3, -3, -3], [1, -1, -1], 1),
        (5.0, [-1, -1, -1], [3, 3, 3], None),
        (5.0, [np.nan, np.nan], [np.nan, np.nan], None),
    ],
)
def test_an_effect_shows_when_it_goes_on_showing(
    whole: float, lower: list[float], upper: list[float], year: int | None
) -> None:
    assert time_to_effect(whole, lower, upper) == year
