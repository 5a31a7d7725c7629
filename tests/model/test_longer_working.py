"""Two years longer at work: exits after fifty fall as the 2013 study projected, and fewer people must be replaced."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import numpy.typing as npt
import pytest

from agents.region import SECTORS
from calibration.exit_checks import final_exit_rate, published_outflow
from calibration.reading import Evidence
from scenarios.build import build_market, region_figures
from scenarios.setup import Setup

REPLICATIONS, MONTHS, LAST_YEAR = 2, 36, 2014
CARE = ("health_care", "social_services")


@lru_cache
def world(demand: str) -> Evidence:
    """Three years from January 2012, in which exits come as they did, or two years later."""
    runs = []
    for replication in range(REPLICATIONS):
        market = build_market(Setup(scale=0.03, seed=1, demand=demand), replication)
        market.run_until(MONTHS)
        runs.append(market.measurements.values)
    return Evidence(np.mean(runs, axis=0), region_figures("west_flanders"))


def yearly(indicator: str, group: str = "all") -> npt.NDArray[np.float64]:
    """Return a yearly flow with exits as they were, and two years later."""
    worlds = (world("business_as_usual"), world("longer_working"))
    return np.array([12.0 * entry.mean(indicator, 2012, LAST_YEAR, group) for entry in worlds])


def test_older_employees_leave_less_and_younger_ones_as_before() -> None:
    older = sum(yearly("exits_by_reason", f"reason=retirement age={age}") for age in ("50-54", "55-59", "60-64"))
    assert older[1] < 0.85 * older[0]
    usual, longer = yearly("exits_by_reason", "reason=illness age=25-49")
    assert longer == pytest.approx(usual, rel=0.1)


@pytest.mark.parametrize(("sectors", "margin"), [(SECTORS, 0.15), (CARE, 0.3)])
def test_the_fall_is_about_as_large_as_projected(sectors: tuple[str, ...], margin: float) -> None:
    # Read per year: as totals of five years the outflow would be a tenth of it. Only the fall is compared, for the
    # published outflow also holds people under fifty, whom longer working does not concern.
    usual, longer = world("business_as_usual"), world("longer_working")
    fall = final_exit_rate(usual, sectors, last_year=LAST_YEAR) - final_exit_rate(longer, sectors, last_year=LAST_YEAR)
    projected = published_outflow(usual.figures, sectors) - published_outflow(usual.figures, sectors, True)
    assert 0.3 < projected < 0.6
    assert fall == pytest.approx(projected, abs=margin)


def test_fewer_people_must_be_replaced_and_jobs_wanted_stay_the_same() -> None:
    exits, opened = yearly("final_exits"), yearly("vacancies_opened")
    assert opened[0] - opened[1] > 0.5 * (exits[0] - exits[1]) > 0.0
    jobs = yearly("jobs_held")
    assert jobs[1] == pytest.approx(jobs[0], rel=0.01)


def test_the_age_at_which_people_stop_rises() -> None:
    worlds = (world("business_as_usual"), world("longer_working"))
    usual, longer = (entry.course("exit_age", LAST_YEAR, LAST_YEAR)[-1] for entry in worlds)
    assert usual < longer < usual + 2.0
