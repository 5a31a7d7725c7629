"""Levers at schools: places, hosts, girls, coordination, grants by result, and pupils who complete after all."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from support.levers import measure
from support.markets import small_market

from agents.vocabulary import STUDENT, TECHNICAL_STUDIES
from scenarios.arms import load_library
from scenarios.intervention import Quantity
from scenarios.levers import LEVERS
from scenarios.levers.company_contact import guidance_room, host
from scenarios.levers.school import FEBRUARY, SATURATED, TECHNICAL, add_pull, pupils_aged, whom_they_meet
from scenarios.levers.school_grants import SchoolGrants
from scenarios.levers.workplace_learning import complete
from simulation.model import USUAL_SCHOOL_COORDINATION, LabourMarket
from simulation.study_choice import SEPTEMBER
from simulation.tallies import AT_14


@pytest.fixture
def market() -> LabourMarket:
    market = small_market(0.02)
    market.month = FEBRUARY
    return market


def exactly(value: float) -> Quantity:
    return Quantity(value, value, value, "assumption")


def act(market: LabourMarket, name: str, coverage: float = 1.0, **values: float) -> None:
    measure(name, coverage=coverage, parameters={key: exactly(value) for key, value in values.items()}).act(market)


def test_a_centre_takes_as_many_groups_as_it_has_places_for(market: LabourMarket) -> None:
    act(market, "school_contact", groups_per_year=48.0, pupils_per_group=40.0)
    met = np.flatnonzero(market.persons.school_contacts)
    assert len(met) == pytest.approx(48 * 40 * 0.02, abs=5)
    ages = (market.month // 12) - market.persons.birth_month[met] // 12
    assert ages.min() >= 11 and ages.max() <= 14


def test_the_documented_visits_of_the_centre_are_those_of_the_intervention() -> None:
    use = load_library(LEVERS)["beroepenhuis"].levers[0]
    groups = use.parameters["groups_per_year"]
    assert (groups.value, groups.lower, groups.upper) == (48, 47, 54)
    assert LEVERS["school_contact"].parameters["pupils_per_group"].upper == 60


def test_places_for_girls_go_to_girls(market: LabourMarket) -> None:
    act(market, "school_contact", girls_share=1.0)
    met = market.persons.school_contacts > 0
    assert met.any() and (market.persons.sex[met] == 0).all()


def test_contacts_happen_once_a_school_year(market: LabourMarket) -> None:
    market.month = SEPTEMBER
    act(market, "school_contact")
    assert not market.persons.school_contacts.any()


def test_a_pull_is_bounded() -> None:
    column = np.zeros((3, 2), np.float32)
    for _ in range(100):
        add_pull(column, np.array([0, 1]), 0.0, 0.3)
    assert column[0, TECHNICAL] <= SATURATED and column[2].sum() == 0.0 and (column[:, 0] == 0.0).all()


def test_companies_take_no_more_pupils_than_their_staff_can_guide(market: LabourMarket) -> None:
    act(market, "company_contact", pupils_per_host=300.0, guidance_per_pupil=0.2)
    room = guidance_room(market)
    assert (market.employers.guidance_given <= room + 1e-5).all()
    assert market.employers.guidance_given.sum() > 0


def test_initiatives_compete_for_the_same_companies(market: LabourMarket) -> None:
    everyone = np.ones(len(market.employers.identity), bool)
    market.school_coordination[:] = 0.0
    first = host(market, everyone, 20.0, 0.1).sum()
    second = host(market, everyone, 20.0, 0.1).sum()
    assert second < 0.75 * first


def test_a_coordinated_region_passes_refused_pupils_on(market: LabourMarket) -> None:
    asked = np.arange(len(market.employers.identity)) % 2 == 0
    places = {}
    for coordination in (0.0, 0.8):
        twin = market.branch(market.policy)
        twin.school_coordination[:] = coordination
        places[coordination] = host(twin, asked, 20.0, 0.1)
    assert (places[0.0][~asked] == 0.0).all()
    assert places[0.8].sum() > places[0.0].sum()
    assert (places[0.8] <= guidance_room(market) / 0.1 + 1e-3).all()


def test_coordinated_initiatives_meet_other_pupils(market: LabourMarket) -> None:
    pupils = pupils_aged(market, 11, 14)
    places = np.full(5, 0.4 * len(pupils) / 5)
    met_twice = {}
    for coordination in (0.0, 1.0):
        twin = market.branch(market.policy)
        twin.school_coordination[:] = coordination
        for name in ("one", "another"):
            whom_they_meet(twin, pupils, places, 0.5, name)
        met_twice[coordination] = int((twin.persons.school_contacts > 1).sum())
    assert met_twice[1.0] < 0.3 * met_twice[0.0]


def test_a_platform_builds_up_and_loses_all_when_it_ends(market: LabourMarket) -> None:
    policy = measure("promotion_platform", duration_months=24)
    course = []
    for _ in range(26):
        policy.act(market)
        course.append(market.school_coordination.mean())
        market.month += 1
    assert all(later > earlier for earlier, later in itertools.pairwise(course[:24]))
    assert course[-1] == pytest.approx(USUAL_SCHOOL_COORDINATION)


def test_a_platform_with_few_days_coordinates_less(market: LabourMarket) -> None:
    reached = []
    for days in (1.0, 5.0):
        twin = market.branch(market.policy)
        policy = measure("promotion_platform", parameters={"days_per_week": exactly(days)})
        for _ in range(24):
            policy.act(twin)
            twin.month += 1
        reached.append(twin.school_coordination.mean() - USUAL_SCHOOL_COORDINATION)
    assert reached[0] == pytest.approx(reached[1] / 5.0)


def test_the_platform_of_the_study_costs_what_its_budget_says(market: LabourMarket) -> None:
    cost = load_library(LEVERS)["platform_promotie_techniek"].cost
    assert cost is not None and cost.per_month is not None
    assert 12 * cost.per_month.value == 570_240


@pytest.mark.parametrize(("before", "after", "paid"), [(300, 330, True), (300, 310, False)])
def test_schools_are_paid_only_when_the_share_has_risen_as_agreed(
    market: LabourMarket, before: int, after: int, paid: bool
) -> None:
    choices = market.counts.choices
    choices[SEPTEMBER, AT_14, :, :] = 350
    choices[SEPTEMBER, AT_14, TECHNICAL_STUDIES] = before
    choices[SEPTEMBER + 12, AT_14, :, :] = 350
    choices[SEPTEMBER + 12, AT_14, TECHNICAL_STUDIES] = after
    market.month = 12 + 12 + FEBRUARY
    market.pupils = market.pupils * 50
    months = np.full(5, 13)
    values = {name: entry.value for name, entry in SchoolGrants.parameters.items()}
    values["agreed_rise"] = 0.05
    done = SchoolGrants().act(market, months, values)
    assert bool(done.persons.sum() > 0) is paid


def test_who_completes_after_all_leaves_a_year_later_with_a_diploma(market: LabourMarket) -> None:
    persons = market.persons
    pupils = np.flatnonzero((persons.status == STUDENT) & (persons.age < 19))
    before = persons.school_exit_month[pupils].copy()
    early = persons.final_education[pupils] == 0
    complete(persons, pupils)
    moved = persons.school_exit_month[pupils] != before
    assert moved.any() and (early[moved]).all()
    assert (persons.school_exit_month[pupils][moved] == before[moved] + 12).all()
    assert (persons.final_education[pupils][moved] == 1).all()


def test_hosts_of_workplace_learning_have_less_room_for_visits(market: LabourMarket) -> None:
    market.month = SEPTEMBER
    act(market, "workplace_learning")
    given = market.employers.guidance_given.copy()
    assert given.sum() > 0
    # Places are whole: the last pupil may take a little more than there is.
    assert (given < guidance_room(market) + 0.2).all()
