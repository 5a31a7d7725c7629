"""People arrive in the month they should, grow older, and leave with everything they held set free."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from support.markets import filled, small_market, some_designs, some_employers, some_persons

from agents.barriers import (
    OUTSIDE_THE_UNION_FACTOR,
    PROBLEM_FACTOR_WITHOUT_WORK,
    PROBLEM_SHARES,
    YOUNG_CHILD_FACTOR,
)
from agents.coaches import Coaches
from agents.draws import Luck
from agents.handing import handed
from agents.persons import LONG_AGO
from agents.vocabulary import ABSENT, CHILDCARE, DOCUMENTS, EMPLOYED, HOME, NOBODY, STUDENT
from scenarios.build import build_market, population_projection
from scenarios.setup import Setup
from simulation.lives import arrive, depart, live
from simulation.model import LabourMarket
from simulation.parameters import default_parameters
from simulation.rates import Rates
from simulation.tallies import ARRIVALS, DEATHS, DEPARTURES, Tallies, no_tallies

SCALE = 0.05
YEARS = 5
LUCK = Luck(8, 0)


@pytest.fixture(scope="module")
def market() -> LabourMarket:
    return build_market(Setup(scale=SCALE), 0)


def rates(die: float = 0.0, emigrate: float = 0.0) -> Rates:
    hazards = {"die": np.full((2, 55), die), "emigrate": np.full((5, 2, 4, 55), emigrate)}
    return small_market(0.001).rates._replace(**hazards, departure_bound=die + emigrate)


def let_live(persons: Any, month: int, hazards: Rates, **changes: float) -> tuple[Tallies, Any, Any]:
    designs, coaches, tallies = some_designs(headcount=5), filled(Coaches, 1, caseload=5), no_tallies()
    still = {name: 0.0 for name in default_parameters()._fields if name.endswith("_hazard")}
    live(
        persons,
        some_employers(),
        designs,
        coaches,
        0,
        len(persons.age),
        month,
        hazards,
        small_market(0.001).surroundings.life_course,
        handed(default_parameters()._replace(**{**still, **changes})),
        LUCK.key("life", month),
        LUCK.key("household"),
        LUCK.key("car"),
        tallies,
    )
    return tallies, designs, coaches.caseload


class TestArrivals:
    def test_everyone_arrives_in_the_month_written_down(self, market: LabourMarket) -> None:
        for month in range(market.surroundings.months):
            first, last = market.arrivals(month)
            assert (market.persons.arrival_month[first:last] == month).all()
        assert market.arrivals(0)[0] == market.present
        assert last == (market.persons.arrival_month < market.surroundings.months).sum()

    def test_those_who_turn_fifteen_are_the_projection_by_sub_region_and_sex(self, market: LabourMarket) -> None:
        persons = market.persons
        projection = population_projection("west_flanders", "recent_rates").population
        for year in range(YEARS):
            rows = (persons.arrival_month // 12 == year) & (persons.arrival_status == STUDENT)
            rows &= persons.birth_month == persons.arrival_month - 12 * 15
            counted = np.zeros((5, 2))
            np.add.at(counted, (persons.sub_region[rows], persons.sex[rows]), 1)
            expected = projection[year + 1, :, :, 15] * SCALE
            # People of fifteen who move in add a few.
            assert (np.abs(counted - expected) <= 3).all()
            assert counted.sum() == pytest.approx(expected.sum(), rel=0.03)

    def test_arrivals_are_spread_over_the_months_of_a_year(self, market: LabourMarket) -> None:
        months = market.persons.arrival_month[market.present :]
        by_month = np.bincount(months % 12, minlength=12)
        assert by_month.min() > 0.85 * by_month.mean()

    def test_pupils_arrive_at_fifteen_and_are_counted_at_fifteen(self) -> None:
        persons = some_persons(arrival_status=STUDENT, birth_month=-80, age=15, arrival_month=100)
        persons.status[:] = ABSENT
        arrive(persons, some_designs(), 0, 1, no_tallies())
        let_live(persons, 100, rates())
        assert (persons.status[0], persons.age[0]) == (STUDENT, 15)
        for month in range(101, 113):
            let_live(persons, month, rates())
        assert persons.age[0] == 16

    def test_who_arrives_with_a_job_is_counted_at_the_employer(self) -> None:
        persons, designs, tallies = (
            some_persons(arrival_status=EMPLOYED, design=0),
            some_designs(),
            no_tallies(),
        )
        persons.status[:] = ABSENT
        arrive(persons, designs, 0, 1, tallies)
        assert (persons.status[0], designs.headcount[0], tallies.persons[ARRIVALS, 0, 0]) == (EMPLOYED, 1, 1)


class TestLeaving:
    def test_who_leaves_frees_job_and_coach(self) -> None:
        persons, designs = some_persons(status=EMPLOYED, design=0, coach=0), some_designs(headcount=3)
        coaches = filled(Coaches, 1, caseload=7)
        depart(persons, designs, coaches, 0)
        assert (persons.status[0], persons.design[0], persons.coach[0]) == (ABSENT, NOBODY, NOBODY)
        assert (designs.headcount[0], coaches.caseload[0]) == (2, 6)

    def test_the_seventieth_birthday_ends_life_as_an_agent(self) -> None:
        persons = some_persons(2, age=69, birth_month=[-12 * 70 + 5, -12 * 70 + 6])
        tallies, _, _ = let_live(persons, 5, rates())
        assert (persons.status == ABSENT).tolist() == [True, False]
        assert tallies.persons[[DEATHS, DEPARTURES]].sum() == 0

    def test_deaths_and_departures_happen_at_their_rates(self) -> None:
        persons = some_persons(20_000, birth_month=-12 * 40 - 5, sub_region=2)
        tallies, _, _ = let_live(persons, 0, rates(die=0.01, emigrate=0.02))
        died, left = tallies.persons[DEATHS, 2, 0], tallies.persons[DEPARTURES, 2, 0]
        assert (persons.status == ABSENT).sum() == died + left
        # Three standard deviations.
        assert abs(died - 200) < 43
        assert abs(left - 400) < 60


class TestBirthdays:
    def test_a_year_at_work_is_a_year_of_experience_and_weighs_work_and_life_anew(self) -> None:
        worker = {"status": EMPLOYED, "design": 0, "age": 40, "birth_month": 6 - 12 * 41, "organisation_gap": 0.9}
        persons = some_persons(2, **worker, experience_months=50)
        persons.status[1], persons.design[1] = HOME, NOBODY
        let_live(persons, 6, rates())
        assert persons.age.tolist() == [41, 41]
        assert persons.experience_months.tolist() == [62, 50]
        assert persons.organisation_gap[0] != np.float32(0.9)


class TestEvents:
    def test_only_couples_and_single_parents_between_twenty_and_forty_two_have_children(self) -> None:
        persons = some_persons(
            6,
            household=[1, 2, 3, 1, 1, 0],
            age=[30, 30, 30, 19, 42, 30],
            birth_month=-365,
            youngest_child_birth=LONG_AGO,
        )
        let_live(persons, 3, rates(), child_hazard=1.0)
        assert (persons.youngest_child_birth == 3).tolist() == [True, True, False, False, False, False]

    def test_each_event_happens_at_its_own_hazard(self) -> None:
        hazards = {"care_start_hazard": 0.05, "problem_end_hazard": 0.1, "child_hazard": 0.04}
        # Parents of a small child born abroad can have every problem.
        persons = some_persons(20_000, birth_month=-365, youngest_child_birth=-10, origin=2, status=HOME)
        let_live(persons, 3, rates(), **hazards)
        assert (persons.informal_care == 1).mean() == pytest.approx(0.05, abs=0.005)
        factors = {CHILDCARE: YOUNG_CHILD_FACTOR, DOCUMENTS: OUTSIDE_THE_UNION_FACTOR}
        shares = [PROBLEM_FACTOR_WITHOUT_WORK * share * factors.get(flag, 1.0) for flag, share in PROBLEM_SHARES]
        starts = 0.1 * sum(share / (1.0 - share) for share in shares)
        assert (persons.problems > 0).mean() == pytest.approx(starts, rel=0.1)
        assert (persons.youngest_child_birth == 3).mean() == pytest.approx(0.04, abs=0.005)
        # At most one event a month.
        events = (persons.informal_care == 1).astype(int) + (persons.problems > 0)
        assert (events + (persons.youngest_child_birth == 3)).max() == 1

    def test_care_problems_and_limitations_end(self) -> None:
        persons = some_persons(30_000, informal_care=1, problems=255, health_limitation=0.5, birth_month=-365)
        ending = {"care_end_hazard": 0.1, "problem_end_hazard": 0.05, "recovery_hazard": 0.1}
        let_live(persons, 3, rates(), **ending)
        for ended in (persons.informal_care == 0, persons.health_limitation < 0.4):
            assert ended.mean() == pytest.approx(0.1, abs=0.01)
        # Each of the eight problems has the same chance.
        assert (persons.problems < 255).mean() == pytest.approx(8 * 0.05, abs=0.01)
        assert set(np.unique(persons.problems)) == {255 - 2**flag for flag in range(8)} | {255}

    def test_shares_of_problems_hold_their_own(self) -> None:
        persons = some_persons(20_000, status=HOME, birth_month=-365, youngest_child_birth=LONG_AGO)
        for month in range(240):
            let_live(persons, month, rates(), problem_end_hazard=0.05)
        for number, (flag, share) in enumerate(PROBLEM_SHARES):
            expected = 0.0 if flag in (CHILDCARE, DOCUMENTS) else PROBLEM_FACTOR_WITHOUT_WORK * share
            having = ((persons.problems >> number) & 1).mean()
            assert having == pytest.approx(expected, rel=0.15, abs=0.005), flag


def test_graduates_in_their_twenties_leave_more_often_and_the_total_stays() -> None:
    market = small_market(0.05)
    rates = market.rates
    ages = slice(20 - 15, 35 - 15)
    high, mid = rates.emigrate[:, :, 2, ages], rates.emigrate[:, :, 1, ages]
    leaving = mid > 0.0
    assert leaving.any()
    np.testing.assert_allclose(high[leaving] / mid[leaving], market.parameters.graduate_departure)
    graduated = market.surroundings.profile.graduated[None, :, ages]
    total = graduated * high + (1.0 - graduated) * mid
    np.testing.assert_allclose(total, market.surroundings.emigrate[0][:, :, ages])
    older = slice(40 - 15, 60 - 15)
    np.testing.assert_array_equal(rates.emigrate[:, :, 2, older], rates.emigrate[:, :, 0, older])
