"""Every lever: what it moves and where, that it does nothing without its precondition, and that it knows its bounds."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np
import pytest
from support.markets import differing, small_market, state

from agents.columns import out_of_bounds, resize
from agents.employers import NOT_ADOPTED
from agents.job_designs import JobDesigns
from agents.vocabulary import (
    AFTERCARE,
    EMPLOYED,
    HOME,
    NO_TRAJECTORY,
    NOBODY,
    OTHER_FOREIGN_DIPLOMA,
    SKILLS_AND_ATTITUDES,
    STAFF_NETWORK,
    UNEMPLOYED,
    WAITING,
)
from scenarios.intervention import Cost, Intervention, LeverUse, Quantity, RollOut, Support, Target
from scenarios.levers import LEVERS
from scenarios.levers.gains import cut, empty, fill, restore
from scenarios.policy import build_policy
from scenarios.setup import Setup
from simulation.caseloads import COACH_KIND, coaches_leave
from simulation.model import LabourMarket
from simulation.policy import Policy
from simulation.reach import chances_of_contact

AT_ONCE = RollOut(0, 1.0, 0)
NOT_ASKED = Support(None, None, True)
YEAR_AND_MORE = 14
COACHES = 40
ELSEWHERE = 5
NEW_LEVERS = [name for name in LEVERS if name not in ("schedule_control", "workplace_learning", "side_entry")]


class Expected(NamedTuple):
    """What a lever used whole moves: columns up, columns down, and how its precondition can be made to fail."""

    up: tuple[str, ...]
    down: tuple[str, ...]
    prevent: Callable[[LabourMarket], None]


def put(table: str, **values: Any) -> Callable[[LabourMarket], None]:
    """Return something that sets columns to one value for everybody."""

    def change(market: LabourMarket) -> None:
        for name, value in values.items():
            getattr(getattr(market, table), name)[:] = value

    return change


DISCRIMINATION = (
    "employers.origin_discrimination",
    "employers.age_discrimination",
    "employers.disability_discrimination",
)
NO_HOURS = put("coaches", contact_hours=0.0)

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
}


@pytest.fixture
def market() -> LabourMarket:
    """A market with coaches of every kind, clients at the steps that matter, and diplomas from abroad."""
    small = small_market(0.005)
    small.coaches = resize(small.coaches, COACHES)
    coaches, persons = small.coaches, small.persons
    coaches.sub_region[:] = np.arange(COACHES) // 8
    place = coaches.sub_region.astype(np.uint64) << np.uint64(32)
    coaches.identity[:] = COACH_KIND + place + np.arange(COACHES, dtype=np.uint64) % np.uint64(8)
    coaches.organisation[:] = np.arange(COACHES) % 4
    coaches.sanctioning[:] = coaches.organisation == 0
    coaches.contact_hours[:] = 90.0
    coaches.caseload_limit[:] = 80
    coaches.caseload[:] = 20
    coaches.referral_care[:] = 0.5
    coaches.employer_ties[:] = 0.2
    coaches.outreach_hours[:] = np.where(coaches.organisation == 0, 0.0, 8.0)
    coaches.bridges_to_origin[:] = -1
    persons.coach[:] = NOBODY
    persons.trajectory_step[:] = NO_TRAJECTORY
    jobless, working = np.flatnonzero(persons.status == UNEMPLOYED), np.flatnonzero(persons.status == EMPLOYED)[:200]
    persons.coach[jobless] = np.arange(len(jobless)) % COACHES
    persons.trajectory_step[jobless] = SKILLS_AND_ATTITUDES
    persons.coach[working] = np.arange(len(working)) % COACHES
    persons.trajectory_step[working] = AFTERCARE
    at_home = np.flatnonzero(persons.status == HOME)
    persons.foreign_diploma[at_home] = np.where(np.arange(len(at_home)) % 2 == 0, OTHER_FOREIGN_DIPLOMA, 2)
    persons.diploma[at_home] = 0
    persons.dutch[at_home] = 0.5
    small.employers.coach_welcome[::2] = 0
    return small


def strongest(name: str, only: str = "") -> dict[str, Quantity]:
    """Return the parameters of a lever at the end furthest from neutral, all of them or only one."""
    values = {}
    for key, declared in LEVERS[name].parameters.items():
        number = declared.value
        if declared.neutral is not None:
            far = max((declared.lower, declared.upper), key=lambda end, at=declared.neutral: abs(end - at))
            number = far if only in ("", key) else declared.neutral
        values[key] = Quantity(number, number, number, "assumption")
    return values


def measure(name: str, coverage: float = 1.0, only: str = "", **changes: Any) -> Policy:
    """Make the policy of one lever at its strongest."""
    use = LeverUse(name, {**strongest(name, only), **changes.pop("parameters", {})})
    settings: dict[str, Any] = {"end": None, "duration_months": None, **changes}
    intervention = Intervention(
        name, "", "", "", "", (), "assumption", (use,), Target(), coverage, AT_ONCE, NOT_ASKED, Cost(), **settings
    )
    return build_policy([intervention], Setup(uncertainty=False), 0)


def let_act(market: LabourMarket, policy: Policy, months: int) -> LabourMarket:
    """Let only the measure act, month after month; clients begin a step or a job every month."""
    for _ in range(months):
        persons = market.persons
        persons.trajectory_step_since[persons.trajectory_step == SKILLS_AND_ATTITUDES] = market.month - 1
        persons.job_start[persons.trajectory_step == AFTERCARE] = market.month - 1
        policy.act(market)
        market.month += 1
    return market


def untouched(market: LabourMarket, months: int) -> LabourMarket:
    """Let the same time pass without a measure."""
    return let_act(market.branch(market.policy), market.policy, months)


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
    EXPECTED[name].prevent(market)
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


@pytest.mark.parametrize("name", [name for name in NEW_LEVERS if name not in ("group_training", "employer_ties")])
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
        "both", "", "", "", "", (), "assumption", uses, Target(), 1.0, AT_ONCE, NOT_ASKED, Cost()
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
    assert np.array_equal(coaches_leave(coaches, 0, always, key), np.arange(COACHES) % 2 == 0)


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
