"""What single levers leave alone: gates of the law, places that run out, finite hours, partners that are missing."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from support.levers import (
    AT_ONCE,
    COACHES,
    ELSEWHERE,
    NOT_ASKED,
    YEAR_AND_MORE,
    let_act,
    market_of_coaches,
    measure,
    strongest,
    untouched,
)
from support.markets import differing, state

from agents.columns import out_of_bounds
from agents.employers import NOT_ADOPTED
from agents.job_designs import JobDesigns
from agents.vocabulary import (
    AFTERCARE,
    NO_TRAJECTORY,
    NOBODY,
    OTHER_FOREIGN_DIPLOMA,
    SKILLS_AND_ATTITUDES,
    STAFF_NETWORK,
    UNEMPLOYED,
    WAITING,
)
from scenarios.intervention import Amounts, Intervention, LeverUse, Quantity, Target
from scenarios.levers import LEVERS
from scenarios.policy import build_policy
from scenarios.setup import Setup
from simulation.caseloads import coaches_leave
from simulation.model import LabourMarket
from simulation.reach import chances_of_contact


@pytest.fixture
def market() -> LabourMarket:
    return market_of_coaches()


def test_a_diploma_of_the_law_and_the_least_dutch_stay(market: LabourMarket) -> None:
    before = state(market)
    let_act(market, measure("entry_requirements"), 2)
    assert np.array_equal(market.designs.diploma, before["designs.diploma"])
    assert np.array_equal(market.designs.dutch_minimum, before["designs.dutch_minimum"])
    asked_less = market.designs.dutch_ideal < before["designs.dutch_ideal"]
    assert asked_less.any()
    assert (market.designs.dutch_ideal[asked_less] >= market.designs.dutch_minimum[asked_less] - 1e-6).all()
    assert (market.employers.requirements_relaxed_since < NOT_ADOPTED).any()


def designs_at(market: LabourMarket, employers: np.ndarray) -> tuple[JobDesigns, np.ndarray]:
    return market.designs, employers[market.designs.employer]


def test_a_growth_path_without_simple_jobs_is_nothing(market: LabourMarket) -> None:
    acting = let_act(market.branch(market.policy), measure("job_redesign", only="growth_path_gain"), YEAR_AND_MORE)
    assert differing(untouched(market, YEAR_AND_MORE), acting) == []


def test_hours_change_only_where_colleagues_can_stand_in(market: LabourMarket) -> None:
    before = market.designs.hours_flexibility.copy()
    designs, replaceable = designs_at(market, market.employers.interchangeability >= 0.3)
    let_act(market, measure("work_conditions", only="hours_flexibility_gain"), 3)
    changed = designs.hours_flexibility != before
    assert changed.any()
    assert not (changed & ~replaceable).any()


def test_trials_need_somebody_to_carry_the_newcomer(market: LabourMarket) -> None:
    market.employers.buddy_places[::2] = 0.9
    before = market.employers.trial_days.copy()
    let_act(market, measure("selection", only="trial_days"), 2)
    changed = market.employers.trial_days != before
    assert changed.any()
    assert not changed[::2].any()


def test_language_coaches_are_few_and_employers_wait_for_a_place(market: LabourMarket) -> None:
    employers = market.employers
    market.persons.dutch[:] = 0.5
    before = employers.language_coaching.copy()
    many = {"language_coach_places": Quantity(1000.0, 1000.0, 1000.0, "assumption")}
    policy = measure("workplace_language", only="coaching", parameters=many)
    here = employers.sub_region < ELSEWHERE

    def coached() -> np.ndarray:
        return np.bincount(employers.sub_region[here & (employers.language_coaching != before)], minlength=5)

    let_act(market, policy, 3)
    first = coached()
    assert (first > 0).all()
    assert (first <= 1000.0 * market.surroundings.scale).all()
    assert first.sum() < here.sum()
    let_act(market, policy, 3)
    assert np.array_equal(coached(), first), "nobody makes room"


def test_recruiting_by_the_staff_alone_adds_that_channel_only(market: LabourMarket) -> None:
    before = market.employers.recruitment_channels.copy()
    let_act(market, measure("recruitment", only="staff_network"), 2)
    assert set(np.unique(market.employers.recruitment_channels ^ before)) == {0, STAFF_NETWORK}


def test_outreach_leaves_hours_for_clients(market: LabourMarket) -> None:
    market.coaches.contact_hours[::2] = 30.0
    let_act(market, measure("outreach", only="outreach_hours"), 2)
    assert (market.coaches.outreach_hours <= 0.4 * market.coaches.contact_hours + 1e-4).all()


def test_coaches_are_hired_month_by_month_until_the_factor_is_reached(market: LabourMarket) -> None:
    double = {"coaches_factor": Quantity(2.0, 2.0, 2.0, "assumption")}
    policy = measure("coach_capacity", only="coaches_factor", parameters=double)
    staff = [len(let_act(market, policy, 1).coaches.identity) for _ in range(30)]
    assert staff[-1] == pytest.approx(2 * COACHES, abs=5)
    assert max(np.diff(staff)) <= 5
    assert staff[4] < staff[12] < staff[-1]
    assert staff[-1] == staff[24]
    coaches = market.coaches
    assert len(set(coaches.identity.tolist())) == len(coaches.identity)
    hired = slice(COACHES, None)
    assert (coaches.contact_hours[hired] == 90.0).all()
    assert (coaches.caseload_limit[hired] == 80).all()
    assert (coaches.caseload[hired] == 0).all()
    assert np.array_equal(coaches.sanctioning[hired], coaches.organisation[hired] == 0)
    by_region = np.bincount(coaches.sub_region[hired], minlength=5)
    assert (by_region > 0).all()
    assert out_of_bounds(coaches) == []


def test_the_hours_of_hired_coaches_are_reported(market: LabourMarket) -> None:
    lever, months = LEVERS["coach_capacity"], np.zeros(COACHES, np.int64)
    values = {**{name: declared.value for name, declared in lever.parameters.items()}, "limit_factor": 1.0}
    for factor, hired in ((1.0, False), (1.5, True)):
        months[:] = 24
        acting = market.branch(market.policy)
        done = lever.act(acting, months, {**values, "coaches_factor": factor})
        assert (done.persons == 0).all()
        assert bool(done.hours.sum() > 0.0) is hired
    expected = 140.0 * 0.5 * np.bincount(market.coaches.sub_region, minlength=5)
    np.testing.assert_allclose(done.hours, expected, atol=140.0)


def test_hired_coaches_leave_with_the_project_and_their_clients_wait(market: LabourMarket) -> None:
    policy = measure("coach_capacity", only="coaches_factor", duration_months=12)
    let_act(market, policy, 12)
    hired = len(market.coaches.identity) - COACHES
    assert hired > 0
    clients = np.flatnonzero(market.persons.trajectory_step == SKILLS_AND_ATTITUDES)[:4]
    market.persons.coach[clients] = COACHES
    market.coaches.caseload[COACHES] = 4
    trust = market.persons.trust[clients].copy()
    let_act(market, policy, 2)
    assert len(market.coaches.identity) == COACHES + hired
    assert (market.coaches.caseload_limit[COACHES:] == 0).all()
    assert (market.coaches.caseload[COACHES:] == 0).all()
    assert (market.coaches.caseload_limit[:COACHES] == 80).all()
    assert (market.persons.coach[clients] == NOBODY).all()
    assert (market.persons.trajectory_step[clients] == WAITING).all()
    assert (market.persons.trust[clients] <= np.maximum(0.0, trust - 0.24)).all()


def test_a_lever_after_hiring_finds_the_new_coaches(market: LabourMarket) -> None:
    uses = (LeverUse("coach_capacity", strongest("coach_capacity", "coaches_factor")), LeverUse("outreach"))
    intervention = Intervention(
        "both", "", "", "", "", (), "assumption", uses, Target(), 1.0, AT_ONCE, NOT_ASKED, Amounts()
    )
    let_act(market, build_policy([intervention], Setup(uncertainty=False), 0), 10)
    assert len(market.coaches.identity) > COACHES
    assert (market.coaches.outreach_hours[COACHES:] > 0.0).all()


def test_more_clients_come_as_more_coaches_take_part(market: LabourMarket) -> None:
    double = {"clients_factor": Quantity(2.0, 2.0, 2.0, "assumption")}
    let_act(market, measure("coach_capacity", coverage=0.5, only="clients_factor", parameters=double), 3)
    part = market.coaching_demand - 1.0
    assert 0.2 < part.mean() < 0.8
    assert ((part >= 0.0) & (part <= 1.0)).all()


def test_places_in_group_training_are_few(market: LabourMarket) -> None:
    before = market.persons.skills.copy()
    few = {"training_places": Quantity(200.0, 200.0, 200.0, "assumption")}
    let_act(market, measure("group_training", parameters=few), 1)
    taught = np.flatnonzero((market.persons.skills != before).any(axis=1))
    per_month = 200.0 * market.surroundings.scale / 3
    assert len(taught) > 0
    assert (np.bincount(market.persons.sub_region[taught], minlength=5) <= per_month + 1).all()


def test_who_gave_up_gains_nothing_from_lessons(market: LabourMarket) -> None:
    market.persons.trust[:] = 0.2
    market.persons.discouragement[:] = 0.8
    before = market.persons.skills.copy()
    let_act(market, measure("group_training"), 2)
    assert np.array_equal(market.persons.skills, before)


def test_a_mentor_takes_over_only_where_the_coach_is_welcome(market: LabourMarket) -> None:
    persons = market.persons
    let_act(market, measure("employer_ties", only="handover_to_mentor"), 1)
    helped = np.flatnonzero(persons.mentor > 0.0)
    assert len(helped)
    employer = market.designs.employer[persons.design[helped]]
    assert (market.employers.coach_welcome[employer] == 1).all()


def test_recognition_asks_some_dutch_and_opens_the_gate(market: LabourMarket) -> None:
    persons = market.persons
    waiting = np.flatnonzero(persons.foreign_diploma > 0)
    persons.dutch[waiting[::3]] = 0.2
    codes, before = persons.foreign_diploma[waiting].copy(), persons.diploma[waiting].copy()
    let_act(market, measure("barrier_services", only="recognition_speed"), 12)
    recognised = persons.foreign_diploma[waiting] == 0
    assert recognised.any()
    assert not recognised[::3].any()
    opened = np.where(recognised & (codes != OTHER_FOREIGN_DIPLOMA), codes, before)
    assert np.array_equal(persons.diploma[waiting], opened)


def hosting(market: LabourMarket) -> LabourMarket:
    """Let every employer be able to train a group."""
    market.employers.training[:] = 0.6
    market.employers.partnership[:] = 0.6
    market.persons.trajectory_step[market.persons.status == UNEMPLOYED] = NO_TRAJECTORY
    market.persons.coach[market.persons.status == UNEMPLOYED] = NOBODY
    return market


def test_side_entry_starts_groups_after_the_preparation_where_there_are_partners(market: LabourMarket) -> None:
    hosting(market).employers.partnership[::2] = 0.0
    parameters = {"preparation_months": Quantity(3.0, 3.0, 3.0, "assumption")}
    policy = measure("side_entry", parameters=parameters)
    let_act(market, policy, 3)
    assert market.entry_groups == ()
    let_act(market, policy, 1)
    assert market.entry_groups
    hosts = market.designs.employer[[group.design for group in market.entry_groups]]
    assert (hosts % 2 == 1).all()
    for group in market.entry_groups:
        assert (market.persons.work_learning_employer[group.people] >= 0).all()
        assert group.terms.duration_months == LEVERS["side_entry"].parameters["duration_months"].value


@pytest.mark.parametrize("change", [{"coverage": 0.0}, {"only": "none of them"}])
def test_side_entry_does_nothing_without_coverage_or_places(market: LabourMarket, change: dict[str, Any]) -> None:
    hosting(market)
    assert (
        differing(untouched(market, 12), let_act(market.branch(market.policy), measure("side_entry", **change), 12))
        == []
    )


def test_side_entry_does_nothing_without_partners(market: LabourMarket) -> None:
    hosting(market).employers.partnership[:] = 0.0
    assert differing(untouched(market, 12), let_act(market.branch(market.policy), measure("side_entry"), 12)) == []


def test_what_levers_set_for_coaches_is_read(market: LabourMarket) -> None:
    coaches, parameters, key = market.coaches, market.parameters, market.luck.key("a_test")
    unreached = np.full((5, 3), 1000)
    before = chances_of_contact(coaches, unreached, 0, parameters)
    coaches.referral_contacts[:] = 5.0
    assert (chances_of_contact(coaches, unreached, 0, parameters)[0] > before[0]).all()
    coaches.turnover[:] = 0.0
    coaches.turnover[::2] = 1.0
    always = parameters._replace(coach_turnover=1.0)
    leaving = np.zeros(COACHES, np.bool_)
    coaches_leave(coaches, leaving, 0, always, key)
    assert np.array_equal(leaving, np.arange(COACHES) % 2 == 0)


def test_more_demand_fills_the_waiting_list_where_it_is_higher(market: LabourMarket) -> None:
    market.persons.trajectory_step[:] = NO_TRAJECTORY
    market.persons.coach[:] = NOBODY
    market.coaches.caseload[:] = 0
    market.coaching_demand[:] = (0.0, 1.0, 0.0, 3.0, 0.0)
    market.step()
    asked = np.bincount(market.persons.sub_region[market.persons.trajectory_step != NO_TRAJECTORY], minlength=5)
    assert asked[[0, 2, 4]].sum() == 0
    assert (asked[[1, 3]] > 0).all()


def test_longer_aftercare_keeps_the_coach(market: LabourMarket) -> None:
    persons = market.persons
    followed = np.flatnonzero(persons.trajectory_step == AFTERCARE)
    persons.trajectory_step_since[followed] = -8
    market.employers.coach_welcome[:] = 1
    market.coaches.longer_aftercare[::2] = 6.0
    coach = persons.coach[followed].copy()
    market.step()
    still = persons.trajectory_step[followed] == AFTERCARE
    assert still[coach % 2 == 0].mean() > 0.9
    assert not still[coach % 2 == 1].any()
