"""The table of the check: known answers on hand-made values, and nothing left out in silence."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from agents.region import SUB_REGIONS
from calibration.check import CHECKS, check_table
from experiments.check import table_of
from scenarios.region_pack import load_region
from simulation.indicators import SERIES

FIGURES = load_region()
PROVINCE = len(SUB_REGIONS)
KEYS = {
    *("id", "title_nl", "title_en", "unit", "target", "value", "deviation", "tolerance", "within", "source", "role"),
}
DEMOGRAPHIC = ("projection_", "observed_", "population_")


def quiet_values(months: int, replications: int = 1) -> np.ndarray:
    """Values of a run in which every series is one everywhere, but two people work."""
    values = np.ones((replications, months, PROVINCE + 1, len(SERIES)))
    values[..., column("employed")] = 2.0
    return values


def column(indicator: str, group: str = "all") -> int:
    return SERIES.index((indicator, group))


def by_id(rows: Iterable[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    return {row["id"]: row for row in rows}


def test_rows_are_complete_and_survive_json() -> None:
    rows = check_table(quiet_values(96), FIGURES)
    assert len(rows) == len(CHECKS)
    assert all(set(row) == KEYS for row in rows)
    assert len({row["id"] for row in rows}) == len(rows)
    assert json.loads(json.dumps(rows, allow_nan=False)) == rows
    assert all(row["title_nl"] and row["title_en"] and row["source"] and row["unit"] for row in rows)
    assert all(row["title_nl"] != row["title_en"] for row in rows)


def test_deviation_and_verdict_follow_from_value_and_target() -> None:
    for row in check_table(quiet_values(96), FIGURES):
        assert row["deviation"] == pytest.approx(row["value"] - row["target"])
        assert row["within"] == (abs(row["deviation"]) <= row["tolerance"])


def test_yearly_rate_is_the_mean_of_its_own_months_and_of_replications() -> None:
    values = quiet_values(36, replications=2)
    rate = column("employment_rate_20_64")
    values[0, 12:24, PROVINCE, rate] = np.arange(12.0) + 68.0
    values[1, 12:24, PROVINCE, rate] = np.arange(12.0) + 70.0
    row = by_id(check_table(values, FIGURES))["employment_rate_20_64_2013"]
    assert row["target"] == 73.3
    assert row["value"] == pytest.approx(74.5)
    assert row["within"]
    values[:, 12:24, PROVINCE, rate] += 5.0
    row = by_id(check_table(values, FIGURES))["employment_rate_20_64_2013"]
    assert row["deviation"] == pytest.approx(6.2)
    assert not row["within"]


def test_flow_per_year_and_shares_of_a_stock() -> None:
    values = quiet_values(48)
    values[..., column("employed")] = 500_000.0
    values[..., column("job_to_job_moves")] = 2_500.0
    values[..., column("vacancies_open")] = 10_000.0
    values[..., column("vacancies_open_over_180_days")] = 1_900.0
    rows = by_id(check_table(values, FIGURES))
    assert rows["job_to_job_moves"]["value"] == pytest.approx(6.0)
    assert rows["open_vacancies_over_180_days"]["value"] == pytest.approx(19.0)
    assert rows["open_vacancies_over_180_days"]["within"]


def test_shares_over_the_past_year_are_read_in_december() -> None:
    values = quiet_values(48)
    values[:, 11:48:12, PROVINCE, column("median_days_to_fill")] = [50.0, 52.0, 54.0, 56.0]
    assert by_id(check_table(values, FIGURES))["vacancy_median_fill_days"]["value"] == pytest.approx(53.0)


def test_residents_are_read_at_the_end_of_december() -> None:
    values = quiet_values(12)
    values[:, 11, PROVINCE, column("population_20_64")] = 679_000.0
    row = by_id(check_table(values, FIGURES))["agents_20_64_2013"]
    assert row["deviation"] == pytest.approx(-334.0)
    assert row["within"]


@pytest.mark.parametrize("months", [0, 11, 12, 47, 95])
def test_rows_beyond_the_run_are_left_out(months: int) -> None:
    rows = by_id(check_table(quiet_values(months), FIGURES))
    last_year = 2011 + months // 12
    assert ("employment_rate_20_64_2012" in rows) == (last_year >= 2012)
    assert ("employment_rate_20_64_2019" in rows) == (last_year >= 2019)
    assert ("vacancy_median_fill_days" in rows) == (last_year >= 2015)
    demographic = [check for check in CHECKS if check.name.startswith(DEMOGRAPHIC)]
    assert all(check.name in rows for check in demographic)


def test_demography_of_the_pack_is_within_tolerance() -> None:
    rows = [row for row in check_table(quiet_values(0), FIGURES) if row["id"].startswith(DEMOGRAPHIC)]
    assert len(rows) == 3 + 18 + 15 + 18
    assert [row["id"] for row in rows if not row["within"]] == []


def test_unreliable_row_of_the_publication_is_no_target() -> None:
    names = {row["id"] for row in check_table(quiet_values(0), FIGURES)}
    assert "projection_2025_dependency_ratio_brugge" not in names
    assert "observed_2012_dependency_ratio_brugge" in names


def test_undefined_value_and_unpublished_figure_are_left_out() -> None:
    values = quiet_values(96)
    values[..., column("bottleneck_share", "occupation=nurse")] = np.nan
    targets = {name: figure for name, figure in FIGURES.targets.items() if name != "neet_rate_15_29"}
    left = by_id(check_table(values, replace(FIGURES, targets=targets)))
    assert {check.name for check in CHECKS} - set(left) == {"bottleneck_share_nurse", "neet_rate_15_29"}


def test_shares_of_nothing_are_left_out() -> None:
    rows = by_id(check_table(np.zeros((1, 96, PROVINCE + 1, len(SERIES))), FIGURES))
    assert "commuting_share_working_in_province" not in rows
    assert "open_vacancies_over_180_days" not in rows
    assert rows["unemployment_rate_2012"]["deviation"] == pytest.approx(-3.9)


def test_the_last_line_tells_misses_that_nothing_was_fitted_to() -> None:
    row = {"title_nl": "a", "title_en": "a", "unit": "percent", "target": 1.0, "value": 2.0, "deviation": 1.0}
    row |= {"tolerance": 0.5, "within": False}
    rows = [{**row, "role": "fit"}, {**row, "role": "validate"}, {**row, "role": "validate", "within": True}]
    assert table_of(rows, "nl").splitlines()[-1].startswith("3 cijfers getoetst, 2 buiten de marge; aan 1 daarvan")
    assert table_of(rows[:1], "en").splitlines()[-1] == "1 figures tested, 1 outside the tolerance."
