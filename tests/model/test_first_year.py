"""January 2012 is a photograph of a running market: the first year looks like those after."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pytest
from support.markets import small_market

from simulation import tallies
from simulation.model import LabourMarket

Numbers = npt.NDArray[np.float64]


@pytest.fixture(scope="module")
def market() -> LabourMarket:
    market = small_market(0.05)
    market.run_until(36)
    return market


def flow_of_persons(market: LabourMarket, kind: int) -> Numbers:
    return np.asarray(market.counts.person_flows[:36, kind, :, 0].sum(axis=1), np.float64)


def flow_of_vacancies(market: LabourMarket, kind: int) -> Numbers:
    return np.asarray(market.counts.vacancy_flows[:36, kind].sum(axis=(1, 2)), np.float64)


def test_the_first_month_withdraws_no_wave_of_vacancies(market: LabourMarket) -> None:
    withdrawn = flow_of_vacancies(market, tallies.WITHDRAWN)
    assert withdrawn[0] < 3 * withdrawn[12:].mean()


def test_open_vacancies_start_near_the_level_of_the_second_year(market: LabourMarket) -> None:
    open_vacancies = market.counts.open_vacancies[:36].sum(axis=(1, 2, 3))
    assert open_vacancies[:3].mean() == pytest.approx(open_vacancies[12:24].mean(), rel=0.25)


def test_positions_given_up_before_are_in_balance_with_those_given_up_later(market: LabourMarket) -> None:
    given_up = market.counts.abandoned[:36].sum(axis=(1, 2))
    wanted = market.designs.positions.sum()
    assert 0.005 * wanted < given_up[0]
    assert given_up[24:].mean() == pytest.approx(given_up[0], rel=0.2)


def test_what_is_given_up_at_the_start_does_not_change_what_is_wanted() -> None:
    few, many = (small_market(0.01, cancellation_hazard=hazard) for hazard in (0.0, 0.05))
    more = many.designs.positions - few.designs.positions
    assert more.sum() > 0.03 * few.designs.positions.sum()
    assert more == pytest.approx(many.designs.abandoned, abs=1e-3)
    assert not few.designs.abandoned.any()


@pytest.mark.parametrize("kind", ["HIRES", "SEPARATIONS", "MOVES", "RETIREMENTS"])
def test_flows_of_the_first_year_are_those_of_the_years_after(market: LabourMarket, kind: str) -> None:
    flow = flow_of_persons(market, getattr(tallies, kind))
    assert flow[:12].mean() == pytest.approx(flow[12:].mean(), rel=0.25)


def test_lasting_jobs_of_the_first_year_came_from_where_later_ones_came_from(market: LabourMarket) -> None:
    lasting = flow_of_persons(market, tallies.LASTING_JOBS)
    from_outside = flow_of_persons(market, tallies.LASTING_FROM_NON_EMPLOYMENT)
    first, later = (from_outside[months].sum() / lasting[months].sum() for months in (slice(12), slice(24, 36)))
    assert first == pytest.approx(later, abs=0.15)


@pytest.mark.parametrize("status", range(10))
def test_no_status_jumps_in_the_first_month(market: LabourMarket, status: int) -> None:
    stock = market.counts.people[:36, ..., status].sum(axis=(1, 2, 3, 4)).astype(float)
    usual = np.abs(np.diff(stock)).mean()
    start = np.count_nonzero(small_market(0.05).persons.status == status)
    assert abs(stock[0] - start) <= 4 * usual + 5
