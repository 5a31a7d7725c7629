"""Structure that nothing was fitted to: every moment on hand-made series with a known answer, and shapes likewise."""

from __future__ import annotations

import math
from collections.abc import Mapping

import numpy as np
import pytest

from agents.region import SUB_REGIONS
from calibration.check import CHECKS
from calibration.reading import FIT, PROVINCE, VALIDATE, Check, Evidence
from calibration.shapes import beveridge_points, exit_hazards, monthly_flows, yearly_flows
from calibration.structure_checks import STRUCTURE_CHECKS
from calibration.workplace_checks import WORKPLACE_CHECKS
from scenarios.region_pack import load_region
from simulation.indicators import SERIES
from simulation.jobseeker_indicators import DURATION_GROUPS

FIGURES = load_region()
ROWS: dict[str, Check] = {check.name: check for check in (*STRUCTURE_CHECKS, *WORKPLACE_CHECKS)}
BRUGGE, MIDDEN = SUB_REGIONS.index("Brugge"), SUB_REGIONS.index("Midden-West-Vlaanderen")
MONTHS = 96
DECEMBERS = np.arange(MONTHS) % 12 == 11

Known = Mapping[tuple[str, str, int], float]


def evidence(known: Known, seen: str = "monthly") -> Evidence:
    """Make a run in which some series have one value throughout, or in December only, and all others are undefined."""
    monthly = np.full((MONTHS, PROVINCE + 1, len(SERIES)), np.nan)
    months = DECEMBERS if seen == "december" else np.ones(MONTHS, np.bool_)
    for (indicator, group, region), value in known.items():
        monthly[months, region, SERIES.index((indicator, group))] = value
    return Evidence(monthly, FIGURES)


def value(name: str, known: Known, seen: str = "monthly") -> float:
    return ROWS[name].value(evidence(known, seen))


def test_every_row_validates_and_has_a_published_figure_and_a_reasoned_tolerance() -> None:
    assert len(ROWS) == len(STRUCTURE_CHECKS) + len(WORKPLACE_CHECKS)
    assert set(ROWS) <= {check.name for check in CHECKS}
    for check in ROWS.values():
        assert check.role in (FIT, VALIDATE)
        assert check.target in FIGURES.targets
        assert check.definition > 0.0
        assert check.tolerance == pytest.approx(2.0 * math.hypot(check.sampling, check.definition))


@pytest.mark.parametrize(
    ("name", "group"),
    [
        ("men", "sex=men"),
        ("under_25", "age=15-24"),
        ("25_44", "age=25-44"),
        ("45_plus", "age=45-64"),
        ("low", "education=low"),
        ("mid", "education=mid"),
        ("high", "education=high"),
    ],
)
def test_profile_of_jobseekers_is_a_share_in_brugge(name: str, group: str) -> None:
    known = {
        ("registered_jobseekers", group, BRUGGE): 1_500.0,
        ("registered_jobseekers", "all", BRUGGE): 6_000.0,
        ("registered_jobseekers", group, PROVINCE): 9_999.0,
        ("registered_jobseekers", "all", PROVINCE): 30_000.0,
    }
    assert value(f"jobseekers_brugge_{name}", known) == pytest.approx(25.0)


@pytest.mark.parametrize(
    ("name", "share"), [("under_1_year", 60.0), ("1_2_years", 10.0), ("2_5_years", 20.0), ("over_5_years", 10.0)]
)
def test_durations_of_jobseekers_are_shares_in_brugge(name: str, share: float) -> None:
    stocks = dict(zip(DURATION_GROUPS, (20.0, 15.0, 25.0, 10.0, 20.0, 10.0), strict=True))
    known = {("registered_by_duration", group, BRUGGE): 50.0 * stock for group, stock in stocks.items()}
    known["registered_by_duration", "all", BRUGGE] = 5_000.0
    assert value(f"jobseekers_brugge_{name}", known) == pytest.approx(share)


@pytest.mark.parametrize(
    ("name", "indicator", "group"),
    [
        ("unemployed_to_work_within_year", "unemployed_a_year_later", "now=work"),
        ("unemployed_to_inactive_within_year", "unemployed_a_year_later", "now=inactivity"),
        ("unemployed_still_after_year", "unemployed_a_year_later", "now=unemployment"),
        ("job_change_rate_55_plus", "job_change_rate", "age=55-64"),
        ("job_creation_rate", "job_creation_rate", "all"),
        ("job_destruction_rate", "job_destruction_rate", "all"),
        ("job_creation_rate_belgium", "job_creation_rate", "all"),
        ("job_destruction_rate_belgium", "job_destruction_rate", "all"),
        ("hires_per_100_jobs", "hire_rate", "all"),
        ("exits_per_100_jobs", "exit_rate", "all"),
    ],
)
def test_rates_are_means_over_the_decembers_of_the_later_years(name: str, indicator: str, group: str) -> None:
    made = evidence({})
    made.monthly[11::12, PROVINCE, SERIES.index((indicator, group))] = [0.0, 0.0, 0.0, 0.0, 3.0, 4.0, 5.0, 8.0]
    assert ROWS[name].value(made) == pytest.approx(5.0)


def test_tenure_is_read_in_months_and_in_shares() -> None:
    known = {
        ("mean_tenure", "all", PROVINCE): 9.5,
        ("median_tenure", "all", PROVINCE): 6.5,
        ("employees_by_tenure", "all", PROVINCE): 400.0,
        ("employees_by_tenure", "tenure=5-9", PROVINCE): 80.0,
        ("employees_by_tenure", "tenure=10+", PROVINCE): 120.0,
    }
    answers = {"job_tenure_mean": 114.0, "job_tenure_median": 78.0}
    answers |= {"job_tenure_over_5_years": 50.0, "job_tenure_over_10_years": 30.0}
    for name, answer in answers.items():
        assert value(name, known, "december") == pytest.approx(answer)


def test_hires_per_job_created_compare_twelve_months_with_one_december() -> None:
    made = evidence(
        {("jobs_created", "all", PROVINCE): 2_400.0, ("jobs_destroyed", "all", PROVINCE): 3_000.0}, "december"
    )
    for indicator in ("hires", "separations"):
        made.monthly[:, PROVINCE, SERIES.index((indicator, "all"))] = 600.0
    assert ROWS["hires_per_job_created"].value(made) == pytest.approx(3.0)
    assert ROWS["exits_per_job_destroyed"].value(made) == pytest.approx(2.4)


def test_tightness_is_jobseekers_per_vacancy_and_relative_to_the_province() -> None:
    known = {
        ("registered_jobseekers", "all", PROVINCE): 30_000.0,
        ("vacancies_open", "all", PROVINCE): 6_000.0,
        ("registered_jobseekers", "all", MIDDEN): 5_000.0,
        ("vacancies_open", "all", MIDDEN): 2_000.0,
    }
    assert value("jobseekers_per_vacancy_2017", known) == pytest.approx(5.0)
    assert value("relative_tightness_midden_west_vlaanderen", known) == pytest.approx(0.5)
    assert "relative_tightness_oostende" not in ROWS


def test_workplaces_are_shares_of_the_employees_of_a_sub_region() -> None:
    known = {("employees_by_workplace", "all", region): 1_000.0 for region in range(PROVINCE)}
    known |= {
        ("employees_by_workplace", "workplace=own_sub_region", region): 600.0 + region for region in range(PROVINCE)
    }
    known |= {
        ("employees_by_workplace", "workplace=outside_province", region): 100.0 + region for region in range(PROVINCE)
    }
    known["employees_by_workplace", "workplace=Brugge", SUB_REGIONS.index("Oostende")] = 170.0
    for region, name in enumerate(SUB_REGIONS):
        slug = name.lower().replace("-", "_")
        assert value(f"commuting_self_containment_{slug}", known, "december") == pytest.approx(60.0 + region / 10)
        assert value(f"commuting_outside_province_{slug}", known, "december") == pytest.approx(10.0 + region / 10)
    assert value("commuting_oostende_to_brugge", known, "december") == pytest.approx(17.0)


@pytest.mark.parametrize(
    ("name", "home", "work"),
    [
        ("midden_to_zuid", "Midden-West-Vlaanderen", "Zuid-West-Vlaanderen"),
        ("zuid_to_midden", "Zuid-West-Vlaanderen", "Midden-West-Vlaanderen"),
    ],
)
def test_neighbours_are_read_from_home_to_work(name: str, home: str, work: str) -> None:
    known = {
        ("employees_by_workplace", f"workplace={work}", SUB_REGIONS.index(home)): 80.0,
        ("employees_by_workplace", "all", SUB_REGIONS.index(home)): 1_000.0,
    }
    assert value(f"commuting_{name}", known, "december") == pytest.approx(8.0)


def test_illness_is_a_share_of_the_residents_of_that_age() -> None:
    known = {("ill", f"age={ages}", PROVINCE): 10.0 for ages in ("15-24", "25-54", "55-64")}
    known |= {("population_15_64", "all", PROVINCE): 1_000.0, ("ill", "all", PROVINCE): 99.0}
    assert value("employed_but_ill_share", known) == pytest.approx(3.0)


def test_beveridge_points_hold_every_place_and_year() -> None:
    known = {("unemployment_rate", "all", region): 3.0 + region for region in range(PROVINCE + 1)}
    known |= {("vacancies_open", "all", region): 20.0 for region in range(PROVINCE + 1)}
    known |= {("jobs_held", "all", region): 980.0 for region in range(PROVINCE + 1)}
    points = beveridge_points(evidence(known), 2014, 2016)
    assert [(point.region, point.year) for point in points] == [
        (region, year) for region in range(PROVINCE + 1) for year in (2014, 2015, 2016)
    ]
    assert points[-1].unemployment_rate == pytest.approx(8.0)
    assert points[-1].vacancy_rate == pytest.approx(2.0)


def test_hazard_divides_exits_by_the_stock_of_the_month_before() -> None:
    made = evidence({("unemployed_by_duration", group, PROVINCE): 0.0 for group in DURATION_GROUPS})
    stock = SERIES.index(("unemployed_by_duration", "duration=3-5"))
    exits = SERIES.index(("exits_to_work_by_duration", "duration=3-5"))
    made.monthly[:12, PROVINCE, stock] = [*[100.0] * 11, 1e9]
    made.monthly[:12, PROVINCE, exits] = [1e9, *[15.0] * 11]
    rows = exit_hazards(made, 2012, 2012)
    assert [row.duration for row in rows] == list(DURATION_GROUPS)
    assert rows[1] == ("duration=3-5", pytest.approx(100.0), pytest.approx(15.0), pytest.approx(15.0))
    assert math.isnan(rows[0].hazard)


def test_monthly_flows_are_shares_of_the_stock_of_the_month_before() -> None:
    ages = ("age=15-24", "age=25-54", "age=55-64")
    stocks = {"employed": 200.0, "unemployed": 10.0, "inactive": 100.0}
    known = {(name, age, PROVINCE): stock for name, stock in stocks.items() for age in ages}
    for before in ("work", "unemployment", "inactivity"):
        for now in ("work", "unemployment", "inactivity"):
            if before != now:
                known["labour_flow", f"flow={before}>{now}", PROVINCE] = 3.0
    rows = {(row.before, row.now): row for row in monthly_flows(evidence(known), 2012, 2013)}
    assert len(rows) == 9
    assert rows["unemployment", "work"][2:] == (pytest.approx(3.0), pytest.approx(10.0))
    assert rows["unemployment", "unemployment"][2:] == (pytest.approx(24.0), pytest.approx(80.0))
    assert rows["work", "inactivity"].probability == pytest.approx(0.5)


def test_yearly_flows_are_shares_of_who_was_there_a_year_before() -> None:
    known = {("yearly_labour_flow", f"flow=unemployment>{now}", PROVINCE): 10.0 for now in ("work", "inactivity")}
    known["yearly_labour_flow", "flow=unemployment>unemployment", PROVINCE] = 30.0
    rows = {(row.before, row.now): row for row in yearly_flows(evidence(known, "december"), 2013, 2014)}
    assert rows["unemployment", "work"].probability == pytest.approx(20.0)
    assert rows["unemployment", "unemployment"].probability == pytest.approx(60.0)
    assert math.isnan(rows["work", "work"].probability)
