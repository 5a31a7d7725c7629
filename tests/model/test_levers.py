"""Every lever: what it moves and where, that it does nothing without its precondition, and that it knows its bounds."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
import pytest
from support.levers import (
    NEW_LEVERS,
    SCHOOL_LEVERS,
    YEAR_AND_MORE,
    let_act,
    market_of_coaches,
    measure,
    put,
    untouched,
)
from support.markets import differing, state

from agents.columns import out_of_bounds
from scenarios.intervention import Quantity
from scenarios.levers import LEVERS
from scenarios.levers.gains import cut, empty, fill, restore
from simulation.model import LabourMarket


@pytest.fixture
def market() -> LabourMarket:
    return market_of_coaches()


class Expected(NamedTuple):
    """What a lever used whole moves: columns up, columns down, and how its precondition can be made to fail."""

    up: tuple[str, ...]
    down: tuple[str, ...]
    prevent: Callable[[LabourMarket], None] | None
    """None for a lever that asks nothing."""


DISCRIMINATION = (
    "employers.origin_discrimination",
    "employers.age_discrimination",
    "employers.disability_discrimination",
)
NO_HOURS = put("coaches", contact_hours=0.0)
NO_PUPILS = put("persons", school_exit_month=-1)

EXPECTED: dict[str, Expected] = {
    "entry_requirements": Expected(
        ("designs.relaxation", "employers.training", "employers.guidance_months"),
        (
            "designs.dutch_ideal",
            "designs.education_ideal",
            "designs.experience_ideal",
            "employers.requirements_relaxed_since",
        ),
        put("employers", training=0.2),
    ),
    "job_redesign": Expected(
        ("designs.simple_share", "designs.growth_path", "employers.involvement", "employers.internal_mobility"),
        (),
        put("employers", leadership=0.2),
    ),
    "work_conditions": Expected(
        ("designs.hours_flexibility", "designs.environment", "designs.facilities", "employers.open_policy"),
        (),
        put("employers", adaptability=0.2),
    ),
    "workplace_support": Expected(
        (
            "employers.welcome",
            "employers.buddy_places",
            "employers.guidance_months",
            "employers.training",
            "employers.leadership",
        ),
        (),
        put("employers", buddy_places=0.4),
    ),
    "workplace_language": Expected(
        ("employers.language_coaching", "employers.language_help"),
        (),
        lambda market: (put("employers", openness=0.2)(market), put("persons", dutch=0.9)(market))[0],
    ),
    "inclusive_team": Expected(
        ("designs.team_culture", "employers.leadership", "employers.internal_mobility"),
        DISCRIMINATION,
        put("employers", leadership=0.1),
    ),
    "recruitment": Expected(
        (
            "employers.advert_tone",
            "employers.recruitment_channels",
            "employers.channel_breadth",
            "employers.openness",
        ),
        (),
        put("employers", openness=0.1),
    ),
    "selection": Expected(
        ("employers.selection_simplicity", "employers.trial_days"),
        ("employers.selection_strictness", "employers.duration_stereotype", *DISCRIMINATION),
        put("designs", headcount=0),
    ),
    "guidance_partnership": Expected(
        ("employers.partnership", "employers.coach_welcome"), (), put("employers", openness=0.2)
    ),
    "coach_capacity": Expected(
        ("coaches.caseload_limit", "coaches.warm_handover", "coaches.turnover", "coaching_demand"),
        ("coaches.sanctioning",),
        NO_HOURS,
    ),
    "outreach": Expected(
        (
            "coaches.outreach_hours",
            "coaches.referral_contacts",
            "coaches.bridges_to_origin",
            "coaches.digital_outreach",
        ),
        (),
        put("coaches", outreach_hours=60.0),
    ),
    "coaching_methods": Expected(("coaches.method",), (), NO_HOURS),
    "group_training": Expected(("persons.skills",), (), put("coaches", caseload=1000)),
    "careful_referral": Expected(("coaches.referral_care",), (), NO_HOURS),
    "employer_ties": Expected(
        ("coaches.employer_ties", "coaches.longer_aftercare", "persons.mentor"), (), put("coaches", caseload=1000)
    ),
    "barrier_services": Expected(
        ("service_coordination", "quick_help", "persons.diploma"), ("persons.foreign_diploma",), NO_HOURS
    ),
    "school_contact": Expected(("persons.interest", "persons.parents_view", "persons.school_contacts"), (), NO_PUPILS),
    "company_contact": Expected(
        (
            "persons.interest",
            "persons.school_contacts",
            "persons.acquaintance",
            "persons.work_learning_employer",
            "employers.guidance_given",
        ),
        (),
        put("employers", training=0.1),
    ),
    "study_climate": Expected(
        ("persons.parents_view", "persons.school_contacts", "image_of_studies", "view_of_teachers"), (), None
    ),
    "school_grants": Expected(("view_of_teachers",), (), None),
    "promotion_platform": Expected(("school_coordination",), (), None),
}


def test_every_lever_is_tested() -> None:
    assert sorted(EXPECTED) == sorted(NEW_LEVERS)


@pytest.mark.parametrize("name", NEW_LEVERS)
def test_a_lever_moves_what_it_names_in_the_direction_it_names(market: LabourMarket, name: str) -> None:
    expected = EXPECTED[name]
    parameters = {"coaches_factor": Quantity(1.0, 1.0, 1.0, "assumption")} if name == "coach_capacity" else {}
    before = state(untouched(market, YEAR_AND_MORE))
    acting = let_act(market.branch(market.policy), measure(name, parameters=parameters), YEAR_AND_MORE)
    after = state(acting)
    assert sorted(differing(before, after)) == sorted(expected.up + expected.down)
    for column in expected.up:
        assert (after[column] >= before[column]).all(), column
    for column in expected.down:
        assert (after[column] <= before[column]).all(), column
    tables = (acting.persons, acting.employers, acting.designs, acting.coaches)
    assert [complaint for table in tables for complaint in out_of_bounds(table)] == []


@pytest.mark.parametrize("name", NEW_LEVERS)
def test_a_lever_does_nothing_at_zero_coverage(market: LabourMarket, name: str) -> None:
    acting = let_act(market.branch(market.policy), measure(name, coverage=0.0), 3)
    assert differing(untouched(market, 3), acting) == []


@pytest.mark.parametrize("name", NEW_LEVERS)
def test_a_lever_does_nothing_where_its_precondition_fails(market: LabourMarket, name: str) -> None:
    prevent = EXPECTED[name].prevent
    if prevent is None:
        pytest.skip("this lever asks nothing")
    prevent(market)
    acting = let_act(market.branch(market.policy), measure(name), 3)
    assert differing(untouched(market, 3), acting) == []


@pytest.mark.parametrize("name", NEW_LEVERS)
def test_parts_that_are_not_used_do_nothing(market: LabourMarket, name: str) -> None:
    acting = let_act(market.branch(market.policy), measure(name, only="none of them"), 3)
    changed = differing(untouched(market, 3), acting)
    assert changed in ([], ["employers.requirements_relaxed_since"])


@pytest.mark.parametrize(
    ("name", "part"),
    [
        (name, part)
        for name in NEW_LEVERS
        for part, declared in LEVERS[name].parameters.items()
        if declared.neutral is not None
    ],
)
def test_every_part_does_something_by_itself(market: LabourMarket, name: str, part: str) -> None:
    if (name, part) == ("job_redesign", "growth_path_gain"):
        market.designs.simple_share[::2] = 0.1
    acting = let_act(market.branch(market.policy), measure(name, only=part), 3)
    assert set(differing(untouched(market, 3), acting)) - {"employers.requirements_relaxed_since"}


LASTING = ("group_training", "employer_ties", *SCHOOL_LEVERS)


@pytest.mark.parametrize("name", [name for name in NEW_LEVERS if name not in LASTING])
def test_a_gain_comes_to_its_end(market: LabourMarket, name: str) -> None:
    market.persons.foreign_diploma[:] = 0
    policy = measure(
        name, parameters={"coaches_factor": Quantity(1.0, 1.0, 1.0, "assumption")} if "capa" in name else {}
    )
    after_a_year = state(let_act(market, policy, YEAR_AND_MORE))
    later = state(let_act(market, policy, 12))
    moved = {"clock", "persons.trajectory_step_since", "persons.job_start"}
    assert set(differing(after_a_year, later)) <= moved


@pytest.mark.parametrize(
    ("name", "given_back"),
    [
        ("workplace_support", ("employers.buddy_places", "employers.guidance_months", "employers.training")),
        ("workplace_language", ("employers.language_coaching",)),
        ("guidance_partnership", ("employers.partnership",)),
        ("coach_capacity", ("coaches.caseload_limit", "coaches.warm_handover", "coaches.turnover", "coaching_demand")),
        ("outreach", ("coaches.outreach_hours", "coaches.referral_contacts", "coaches.digital_outreach")),
        ("coaching_methods", ("coaches.method",)),
        ("careful_referral", ("coaches.referral_care",)),
        ("employer_ties", ("coaches.employer_ties", "coaches.longer_aftercare")),
        ("barrier_services", ("service_coordination", "quick_help")),
        ("promotion_platform", ("school_coordination",)),
    ],
)
@pytest.mark.parametrize("months", [5, 18])
def test_a_project_that_ends_takes_back_what_it_gave(
    market: LabourMarket, name: str, given_back: tuple[str, ...], months: int
) -> None:
    before = state(market)
    policy = measure(name, duration_months=months)
    during = state(let_act(market, policy, months))
    after = state(let_act(market, policy, 2))
    for column in given_back:
        first = slice(0, len(before[column]))
        assert not np.array_equal(before[column], during[column][first]), column
        np.testing.assert_allclose(after[column][first], before[column], atol=1e-4, err_msg=column)


def test_two_gains_on_one_column_each_close_part_of_what_is_missing() -> None:
    column, months = np.array([0.2, 0.2], np.float32), np.array([-1, 0])
    for _ in range(20):
        fill(column, months, 0.5)
        fill(column, months, 0.4, full_effect_months=1)
        months = np.where(months >= 0, months + 1, months)
    np.testing.assert_allclose(column, [0.2, 1 - 0.8 * 0.5 * 0.6], atol=1e-5)
    empty(column, months - 1, 0.5)
    np.testing.assert_allclose(column[1], 1 - 0.8 * 0.6, atol=1e-5)


def test_a_cut_is_even_over_the_months_and_can_be_given_back() -> None:
    column, months, course = np.array([0.8], np.float32), np.array([0]), []
    for _ in range(14):
        cut(column, months, 0.6)
        course.append(float(column[0]))
        months = months + 1
    np.testing.assert_allclose(course[:12], 0.8 * (1 - 0.6 * np.arange(1, 13) / 12), atol=1e-5)
    assert course[11] == course[13]
    restore(column, months - 1, 0.6)
    np.testing.assert_allclose(column, [0.8], atol=1e-5)


def test_a_full_gain_fills_the_column() -> None:
    column = np.array([0.3], np.float32)
    for month in range(12):
        fill(column, np.array([month]), 1.0)
    np.testing.assert_allclose(column, [1.0], atol=1e-6)
