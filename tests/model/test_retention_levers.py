"""Measures that keep staff: what each moves, what it needs, where its places end, and what is lost when it ends."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
import pytest
from support.levers import let_act, measure, put, untouched
from support.markets import differing, small_market, state

from agents.columns import out_of_bounds
from agents.gaps import NURSE_DIPLOMA
from agents.persons import NEVER
from agents.region import SECTORS
from agents.vocabulary import CARE_ASSISTANT, DIGITAL_SKILL, EMPLOYED, HOME, NURSE, UNEMPLOYED
from scenarios.intervention import Quantity
from scenarios.levers import LEVERS
from scenarios.levers.career_paths import CareerPaths
from scenarios.levers.places import seated, staff_rows
from simulation.model import LabourMarket

FIXED_PAY = SECTORS.index("education")
SIX_YEARS = 72


def fixed(**values: float) -> dict[str, Quantity]:
    return {name: Quantity(value, value, value, "assumption") for name, value in values.items()}


@pytest.fixture
def market() -> LabourMarket:
    """A market after a month, with vacancies at employers that let people move."""
    small = small_market(0.005)
    small.step()
    persons, designs = small.persons, small.designs
    assistants = np.flatnonzero((persons.status == EMPLOYED) & (designs.occupation[persons.design] == CARE_ASSISTANT))
    persons.job_start[assistants] = -60
    persons.age[assistants[::2]] = 35
    persons.diploma[assistants] = 2
    at_home = np.flatnonzero(persons.status == HOME)
    persons.diploma[at_home[::3]] = NURSE_DIPLOMA
    persons.work_wish[at_home] = 0.5
    return small


class Expected(NamedTuple):
    """What a lever used whole moves, and how its precondition can be made to fail."""

    up: tuple[str, ...]
    down: tuple[str, ...]
    prevent: Callable[[LabourMarket], None]


SIMPLE: dict[str, Expected] = {
    "life_phase_policy": Expected(
        ("designs.age_fit", "designs.hours_flexibility"), ("designs.absence",), put("employers", leadership=0.2)
    ),
    "base_roster": Expected(
        ("designs.schedule_control", "employers.flex_pool", "employers.resistance"),
        ("designs.absence",),
        put("employers", interchangeability=0.4),
    ),
    "retention_bonus": Expected(("designs.staying_bonus",), (), put("employers", sector=FIXED_PAY)),
    "recognition": Expected(("employers.recognition",), (), put("employers", leadership=0.2)),
    "staff_development": Expected(
        ("employers.development", "persons.skills"), ("persons.skill_gap",), put("employers", training=0.1)
    ),
    "workability_plans": Expected((), ("persons.organisation_gap",), put("employers", adaptability=0.2)),
}
PREVENT = {name: expected.prevent for name, expected in SIMPLE.items()} | {
    "career_paths": put("employers", internal_mobility=0.05),
    "upskilling": put("designs", occupation=CARE_ASSISTANT),
    "refresher": put("persons", diploma=0),
}


@pytest.mark.parametrize("name", SIMPLE)
def test_a_lever_moves_what_it_names_in_the_direction_it_names(market: LabourMarket, name: str) -> None:
    expected = SIMPLE[name]
    before = state(untouched(market, SIX_YEARS))
    acting = let_act(market.branch(market.policy), measure(name), SIX_YEARS)
    after = state(acting)
    assert sorted(differing(before, after)) == sorted(expected.up + expected.down)
    for column in expected.up:
        assert (after[column] >= before[column]).all(), column
    for column in expected.down:
        assert (after[column] <= before[column]).all(), column
    assert [
        fault for table in (acting.persons, acting.employers, acting.designs) for fault in out_of_bounds(table)
    ] == []


@pytest.mark.parametrize("name", PREVENT)
def test_without_its_precondition_or_coverage_a_lever_does_nothing(market: LabourMarket, name: str) -> None:
    without = let_act(market.branch(market.policy), measure(name, coverage=0.0), 12)
    assert differing(untouched(market, 12), without) == []
    PREVENT[name](market)
    acting = let_act(market.branch(market.policy), measure(name), 12)
    assert differing(untouched(market, 12), acting) == []


@pytest.mark.parametrize("name", PREVENT)
def test_values_lie_in_ranges_and_what_was_not_measured_may_do_nothing(name: str) -> None:
    declared = LEVERS[name].parameters
    assert all(entry.lower <= entry.value <= entry.upper for entry in declared.values())
    # How many places there are is a matter of means; what a place brings may be nothing.
    effects = [
        entry for part, entry in declared.items() if part.endswith(("gain", "reduction", "bonus", "relief", "help"))
    ]
    assert all(entry.lower == 0.0 for entry in effects)


@pytest.mark.parametrize(
    ("name", "given_back"),
    [
        ("life_phase_policy", ("designs.age_fit", "designs.absence")),
        ("base_roster", ("employers.flex_pool",)),
        ("retention_bonus", ("designs.staying_bonus",)),
        ("recognition", ("employers.recognition",)),
        ("staff_development", ("employers.development",)),
        ("career_paths", ("employers.internal_mobility",)),
    ],
)
def test_what_a_measure_gave_is_lost_when_it_ends(market: LabourMarket, name: str, given_back: tuple[str, ...]) -> None:
    before = state(market)
    policy = measure(name, duration_months=30)
    during = state(let_act(market, policy, 30))
    after = state(let_act(market, policy, 2))
    for column in given_back:
        assert not np.array_equal(before[column], during[column]), column
        np.testing.assert_allclose(after[column], before[column], atol=1e-4, err_msg=column)


class TestPlaces:
    def test_no_employer_gives_more_places_than_it_has(self, market: LabourMarket) -> None:
        staff = staff_rows(market, np.ones(len(market.employers.identity), bool))
        places = np.arange(len(market.employers.identity)) % 3
        chosen = seated(market, staff, places, "test")
        employer = market.designs.employer[market.persons.design[chosen]]
        given = np.bincount(employer, minlength=len(places))
        working = np.bincount(market.designs.employer[market.persons.design[staff]], minlength=len(places))
        assert np.array_equal(given, np.minimum(places, working))
        assert len(set(chosen.tolist())) == len(chosen)

    def test_the_most_urgent_stand_first(self, market: LabourMarket) -> None:
        staff = staff_rows(market, np.ones(len(market.employers.identity), bool))
        urgency = market.persons.organisation_gap[staff].astype(np.float64)
        largest = np.bincount(market.designs.employer[market.persons.design[staff]]).argmax()
        places = np.zeros(len(market.employers.identity), np.int64)
        places[largest] = 3
        chosen = seated(market, staff, places, "test", urgency)
        here = urgency[market.designs.employer[market.persons.design[staff]] == largest]
        np.testing.assert_allclose(np.sort(market.persons.organisation_gap[chosen]), np.sort(here)[-3:])

    def test_courses_are_few_and_alone_at_a_screen_only_for_who_handles_one(self, market: LabourMarket) -> None:
        before = market.persons.skills.copy()
        alone = fixed(courses_per_100_staff=6.0, on_their_own=1.0, development_gain=0.0)
        let_act(market, measure("staff_development", parameters=alone), 12)
        taught = (market.persons.skills != before).any(axis=1)
        assert 0 < taught.sum() <= 0.07 * (market.persons.status == EMPLOYED).sum()
        assert (before[taught, DIGITAL_SKILL] >= 0.4).all()

    def test_plans_are_as_many_as_the_places_of_a_year(self, market: LabourMarket) -> None:
        before = market.persons.organisation_gap.copy()
        market.persons.organisation_gap[market.persons.status == EMPLOYED] = 0.5
        let_act(market, measure("workability_plans", parameters=fixed(plans_per_100_staff=6.0)), 12)
        planned = (market.persons.organisation_gap < 0.5) & (market.persons.status == EMPLOYED)
        able = market.employers.adaptability[market.designs.employer[market.persons.design]] >= 0.25
        staff = (market.persons.status == EMPLOYED) & able & (before >= 0.0)
        assert 0 < planned.sum() <= 0.09 * staff.sum()


def test_thanks_and_bonuses_reach_what_a_job_is_worth_and_nothing_else(market: LabourMarket) -> None:
    let_act(market, measure("retention_bonus"), 2)
    bonus = market.designs.staying_bonus
    assert set(np.unique(bonus).tolist()) == {0.0, float(np.float32(0.09))}
    fixed_pay = np.isin(market.employers.sector, (SECTORS.index("public_administration"), FIXED_PAY))
    assert (bonus[fixed_pay[market.designs.employer]] == 0.0).all()


def test_a_roster_brought_in_at_once_costs_goodwill_before_it_brings_any(market: LabourMarket) -> None:
    world = market.branch(measure("base_roster"))
    course = []
    for months in (3, 45):
        for one in (market, world):
            for _ in range(months):
                one.step()
        used = world.employers.flex_pool[world.designs.employer] > 0.0
        rostered = used & (world.designs.schedule != 0)
        course.append(float((world.designs.satisfaction - market.designs.satisfaction)[rostered].mean()))
    assert course[0] < 0.0 < course[1]


class TestCareerPaths:
    def moves(self, market: LabourMarket, **values: float) -> tuple[int, int]:
        """Return who changed jobs inside in half a year, and who was helped on the way outside."""
        twin = market.branch(market.policy)
        design, goal = twin.persons.design.copy(), twin.persons.goal_clarity.copy()
        let_act(twin, measure("career_paths", parameters=fixed(**values)), 6)
        assert (twin.designs.employer[twin.persons.design] == twin.designs.employer[design])[
            twin.persons.design >= 0
        ].all()
        return int((twin.persons.design != design).sum()), int((twin.persons.goal_clarity != goal).sum())

    def test_people_who_are_stuck_move_inside_or_are_helped_outside(self, market: LabourMarket) -> None:
        market.vacancies.opened_day[:] -= 60.0
        market.vacancies.relaxation[:] = 1.0
        market.persons.organisation_gap[market.persons.status == EMPLOYED] += 0.1
        inside, outside = self.moves(market, tracks_per_adviser=80.0)
        assert inside > 0
        assert outside > 0

    def test_twice_the_advisers_guide_about_twice_as_many(self, market: LabourMarket) -> None:
        few = sum(self.moves(market, advisers_per_1000_staff=0.5, mobility_gain=0.0))
        many = sum(self.moves(market, advisers_per_1000_staff=1.0, mobility_gain=0.0))
        staff = int((market.persons.status == EMPLOYED).sum())
        assert 1.4 * few < many < 2.8 * few
        assert many <= 1.3 * staff * 80 * 0.001 / 2

    def test_the_hours_paid_are_those_of_the_advisers(self, market: LabourMarket) -> None:
        lever = CareerPaths()
        months = np.zeros(len(market.employers.identity), np.int64)
        values = {name: entry.value for name, entry in lever.parameters.items()}
        done = lever.act(market, months, values)
        np.testing.assert_allclose(done.hours, done.persons * 40.0)


class TestUpskilling:
    def admitted(self, market: LabourMarket) -> tuple[LabourMarket, np.ndarray]:
        twin = market.branch(market.policy)
        twin.month = 8
        policy = measure("upskilling", parameters=fixed(completion=1.0, students_per_100_assistants=5.0))
        twin.policy = policy
        policy.act(twin)
        return twin, np.flatnonzero(twin.persons.study_end != NEVER)

    def test_only_experienced_care_assistants_are_admitted_and_only_in_september(self, market: LabourMarket) -> None:
        twin, students = self.admitted(market)
        assert len(students) > 0
        assert (twin.designs.occupation[twin.persons.design[students]] == CARE_ASSISTANT).all()
        assert (twin.month - twin.persons.job_start[students] >= 36).all()
        assistants = twin.designs.headcount[twin.designs.occupation == CARE_ASSISTANT].sum()
        assert len(students) <= 0.05 * assistants + (np.bincount(twin.designs.employer) > 0).sum()
        assert twin.designs.studying.sum() == len(students)
        winter = let_act(market.branch(market.policy), measure("upskilling"), 3)
        assert (winter.persons.study_end == NEVER).all()

    def test_after_three_years_they_are_nurses_and_take_open_posts(self, market: LabourMarket) -> None:
        twin, students = self.admitted(market)
        twin.month += 36
        twin.policy.act(twin)
        assert (twin.persons.diploma[students] == NURSE_DIPLOMA).all()
        assert (twin.persons.field[students] == NURSE).all()
        assert (twin.persons.study_end[students] == NEVER).all()
        working = twin.persons.design[twin.persons.status == EMPLOYED]
        held = np.bincount(working, minlength=len(twin.designs.headcount))
        assert np.array_equal(held, twin.designs.headcount)

    def test_colleagues_carry_the_work_and_who_leaves_stops_studying(self, market: LabourMarket) -> None:
        twin, students = self.admitted(market)
        other = market.branch(market.policy)
        other.month = 8
        for world in (twin, other):
            world.step()
        concerned = np.unique(twin.persons.design[students])
        assert (twin.designs.workload[concerned] >= other.designs.workload[concerned]).all()
        assert (twin.designs.workload[concerned] > other.designs.workload[concerned]).any()
        for _ in range(24):
            twin.step()
        studying = np.flatnonzero(twin.persons.study_end != NEVER)
        assert set(studying.tolist()) <= set(range(len(twin.persons.status)))
        counted = np.bincount(twin.persons.design[studying], minlength=len(twin.designs.studying))
        assert np.array_equal(counted, twin.designs.studying)

    def test_when_the_money_stops_so_does_the_study(self, market: LabourMarket) -> None:
        market.month = 8
        policy = measure("upskilling", duration_months=12)
        let_act(market, policy, 12)
        assert (market.persons.study_end != NEVER).any()
        let_act(market, policy, 1)
        assert (market.persons.study_end == NEVER).all()
        assert market.designs.studying.sum() == 0


class TestRefresher:
    def test_nurses_at_home_come_back_with_fresher_skills_and_more_heart(self, market: LabourMarket) -> None:
        nurses = (market.persons.diploma == NURSE_DIPLOMA) & (market.persons.status == HOME)
        market.persons.skills[nurses] = 0.2
        before = state(untouched(market, 5))
        policy = measure("refresher", parameters=fixed(refresher_places=2000.0))
        after = state(let_act(market, policy, 5))
        back = (after["persons.status"] == UNEMPLOYED) & (before["persons.status"] == HOME)
        assert back.any()
        assert not back[~nurses].any()
        assert (after["persons.skills"][back] > before["persons.skills"][back]).any(axis=1).all()
        assert (after["persons.confidence"][back] > before["persons.confidence"][back]).all()

    def test_no_more_than_the_places_follow_it_at_a_time(self, market: LabourMarket) -> None:
        places = 400.0
        policy = measure("refresher", parameters=fixed(refresher_places=places))
        let_act(market, policy, 3)
        months = policy.measures[0]._uses[0][0].months_in_use
        busy = (months >= 0) & (months < 3)
        by_region = np.bincount(market.persons.sub_region[busy], minlength=5)
        assert 0 < by_region.max() <= np.ceil(places * market.surroundings.scale)
