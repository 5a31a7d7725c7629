"""The five levers of Defence, and the invitation of young people: direction, precondition, zero coverage, capacity."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from support.levers import AT_ONCE, NOT_ASKED, measure, strongest
from support.markets import differing, small_market, state

from agents.vocabulary import IN_NEITHER, NO_TRAJECTORY, NOBODY, UNEMPLOYED, WAITING
from scenarios.intervention import Amounts, Intervention, LeverUse, Quantity, Target
from scenarios.levers import LEVERS
from scenarios.policy import build_policy
from scenarios.setup import Setup
from simulation.defence import serve
from simulation.model import LabourMarket

SCALE = 0.02
DEFENCE_LEVERS = [name for name in LEVERS if name.startswith("defence_")]
NOT_LED: Callable[[LabourMarket], None] = lambda market: market.employers.leadership.fill(0.1)  # noqa: E731
NOT_TRAINED: Callable[[LabourMarket], None] = lambda market: market.employers.training.fill(0.2)  # noqa: E731
PREVENT: dict[str, Callable[[LabourMarket], None]] = {
    "defence_recruitment": lambda market: market.designs.open_vacancies.fill(0),
    "defence_selection": NOT_TRAINED,
    "defence_training": NOT_TRAINED,
    "defence_job_design": NOT_LED,
    "defence_retention": NOT_LED,
}


@pytest.fixture
def market() -> LabourMarket:
    lived = small_market(SCALE)
    lived.run_until(3)
    return lived


def fixed(**values: float) -> dict[str, Quantity]:
    return {name: Quantity(value, value, value, "assumption") for name, value in values.items()}


def act(market: LabourMarket, name: str, months: int = 1, **settings: object) -> LabourMarket:
    """Let one lever act for some months in which nothing else happens."""
    acting = market.branch(market.policy)
    policy = measure(name, **settings)  # type: ignore[arg-type]
    for _ in range(months):
        policy.act(acting)
        acting.month += 1
    return acting


def defence_state(market: LabourMarket) -> dict[str, object]:
    assert market.defence is not None
    return {
        "service": market.defence.service,
        "prepared": market.defence.prepared.tolist(),
        "accompanied": market.defence.accompanied.tolist(),
    }


def unchanged(market: LabourMarket, acting: LabourMarket) -> bool:
    changed = set(differing(state(market), state(acting))) - {"clock"}
    return not changed and defence_state(market) == defence_state(acting)


@pytest.mark.parametrize("name", DEFENCE_LEVERS)
def test_a_lever_touches_only_defence_and_those_it_meets(market: LabourMarket, name: str) -> None:
    acting = act(market, name, 3)
    assert not unchanged(market, acting)
    assert market.defence is not None
    here, designs = market.defence.employer, market.designs
    for field in market.employers._fields:
        before, after = getattr(market.employers, field), getattr(acting.employers, field)
        assert np.array_equal(np.delete(before, here, axis=0), np.delete(after, here, axis=0)), field
    for field in designs._fields:
        before, after = getattr(designs, field), getattr(acting.designs, field)
        assert np.array_equal(before[designs.employer != here], after[designs.employer != here]), field


@pytest.mark.parametrize("name", DEFENCE_LEVERS)
def test_a_lever_does_nothing_without_coverage_precondition_or_defence(market: LabourMarket, name: str) -> None:
    assert unchanged(market, act(market, name, coverage=0.0))
    assert unchanged(market, act(market, name, only="none of them"))
    PREVENT[name](market)
    assert unchanged(market, act(market, name, 3))
    market.defence = None
    acting = act(market, name, 2)
    assert set(differing(state(market), state(acting))) <= {"clock"}


@pytest.mark.parametrize("name", DEFENCE_LEVERS)
def test_a_project_that_ends_gives_back_what_it_changed(market: LabourMarket, name: str) -> None:
    before = defence_state(market)
    acting = act(market, name, 4, duration_months=3)
    after = defence_state(acting)
    assert market.defence is not None
    lasting = ("culture_women", "culture_abroad")
    for field, value in before["service"]._asdict().items():  # type: ignore[attr-defined]
        if field not in lasting:
            assert getattr(after["service"], field) == pytest.approx(value), field
    assert after["prepared"] == after["accompanied"] == []
    here = market.defence.employer
    for field in ("youth_reach", "norms_later", "second_chance", "buddy_places", "internal_mobility", "drawn"):
        start, end = getattr(market.employers, field)[here], getattr(acting.employers, field)[here]
        np.testing.assert_allclose(end, start, atol=1e-4, err_msg=field)


def test_recruiters_meet_as_many_young_people_as_they_can_and_some_begin_to_search(market: LabourMarket) -> None:
    assert market.defence is not None
    few = act(market, "defence_recruitment", 12, only="meetings", parameters=fixed(meetings=100.0, response=0.3))
    many = act(market, "defence_recruitment", 12, only="meetings", parameters=fixed(meetings=100.0, response=0.6))
    know = np.flatnonzero(few.persons.work_learning_employer == market.defence.employer)
    assert 0 < len(know) <= 12 * 100 * SCALE + 12
    assert (few.persons.youth_camp[know] == IN_NEITHER).all()
    assert (few.persons.age[know] <= 29).all() and (few.persons.age[know] >= 18).all()
    assert (few.persons.status[know] == UNEMPLOYED).all()
    also = np.flatnonzero(many.persons.work_learning_employer == market.defence.employer)
    assert len(also) > len(know)


def test_selection_lets_more_pass_and_asks_less_strictly(market: LabourMarket) -> None:
    assert market.defence is not None
    here, acting = market.defence.employer, act(market, "defence_selection")
    for field in ("norms_later", "second_chance", "selection_simplicity"):
        assert getattr(acting.employers, field)[here] > getattr(market.employers, field)[here]
    for field in ("selection_strictness", "origin_discrimination"):
        assert getattr(acting.employers, field)[here] < getattr(market.employers, field)[here]
    for field in ("youngest", "oldest", "nationality"):
        assert np.array_equal(getattr(acting.employers, field)[here], getattr(market.employers, field)[here])


def begin_together(market: LabourMarket) -> LabourMarket:
    """Let everybody at Defence have enlisted last month."""
    assert market.defence is not None
    since = np.full(len(market.defence.staff), market.month - 1)
    market.defence = replace(market.defence, since=since)
    return market


def test_trainers_prepare_as_many_recruits_as_they_can_carry(market: LabourMarket) -> None:
    before, places = begin_together(market).defence, fixed(number_of_trainers=10.0, recruits_per_trainer=10.0)
    one, two = (act(market, "defence_training", months, parameters=places).defence for months in (1, 2))
    assert before is not None and one is not None and two is not None
    assert len(one.prepared) == pytest.approx(100 * SCALE, abs=1)
    assert len(one.prepared) < len(before.staff)
    assert one.service.training_months > before.service.training_months
    assert one.service.drop_out < before.service.drop_out
    assert two.prepared.tolist() == one.prepared.tolist(), "places are taken"


def test_mentors_beds_and_welcome_come_at_defence(market: LabourMarket) -> None:
    assert market.defence is not None
    acting, here = act(market, "defence_job_design", 12), market.defence.employer
    assert acting.defence is not None
    for field in ("buddy_places", "welcome"):
        assert getattr(acting.employers, field)[here] > getattr(market.employers, field)[here]
    posts = market.designs.employer == here
    for field in ("lodging", "schedule_control", "team_culture", "hours_flexibility"):
        assert (getattr(acting.designs, field)[posts] > getattr(market.designs, field)[posts]).all(), field
    gain = LEVERS["defence_job_design"].parameters["culture_for_all"].upper
    culture = market.defence.service.culture_women
    assert acting.defence.service.culture_women == pytest.approx(1.0 - (1.0 - culture) * (1.0 - gain))


def test_advisers_accompany_as_many_as_they_can(market: LabourMarket) -> None:
    assert market.defence is not None
    acting = act(market, "defence_retention", 3, parameters=fixed(advisers=1.0, people_per_adviser=100.0))
    assert acting.defence is not None
    assert len(acting.defence.accompanied) == pytest.approx(100 * SCALE, abs=1)
    served = acting.month - acting.defence.since[np.isin(acting.defence.staff, acting.defence.accompanied)]
    assert (served <= acting.defence.service.early_months + 3).all()
    assert acting.defence.service.relief == LEVERS["defence_retention"].parameters["early_exits_cut"].upper


@pytest.mark.parametrize("name", ["defence_training", "defence_retention"])
def test_preparation_and_advice_keep_people_in_service(market: LabourMarket, name: str) -> None:
    """The same people with the same luck: nobody leaves who would have stayed."""
    if name == "defence_training":
        begin_together(market)
    assert market.defence is not None
    service = market.defence.service._replace(early_exit=0.05, early_months=240.0, drop_out=0.8)
    market.defence = replace(market.defence, service=service)
    places = {"defence_training": {"number_of_trainers": 30.0}, "defence_retention": {"advisers": 30.0}}[name]
    staying = []
    for policy in (market.policy, measure(name, parameters=fixed(**places))):
        acting = market.branch(policy)
        for _ in range(6):
            policy.act(acting)
            serve(acting)
            acting.month += 1
        staying.append(set(np.flatnonzero(acting.persons.design != NOBODY).tolist()))
    without, kept = staying
    assert without < kept


def invite(market: LabourMarket, months: int, coverage: float = 1.0, **values: float) -> LabourMarket:
    """Invite young people of 15 to 29 for some months in which nothing else happens."""
    use = LeverUse("invitation", {**strongest("invitation"), **fixed(**values)})
    target = Target(youngest=15, oldest=29)
    words = ("young", "", "", "", "", (), "assumption")
    policy = build_policy(
        [Intervention(*words, (use,), target, coverage, AT_ONCE, NOT_ASKED, Amounts())], Setup(uncertainty=False), 0
    )
    acting = market.branch(market.policy)
    for _ in range(months):
        policy.act(acting)
        acting.month += 1
    return acting


def test_young_people_out_of_work_are_invited_once_within_the_invitations_there_are(market: LabourMarket) -> None:
    before = market.persons.trajectory_step.copy()
    acting = invite(market, 3, invitations=200.0)
    came = np.flatnonzero((acting.persons.trajectory_step == WAITING) & (before == NO_TRAJECTORY))
    assert 0 < len(came) <= 3 * 200 * SCALE + 3
    assert (acting.persons.age[came] <= 29).all()
    assert len(np.flatnonzero(invite(market, 6, invitations=200.0).persons.trajectory_step == WAITING)) > len(came)
    fewer = invite(market, 3, invitations=200.0, acceptance=0.2)
    assert np.count_nonzero(fewer.persons.trajectory_step == WAITING) < np.count_nonzero(
        acting.persons.trajectory_step == WAITING
    )


def test_nobody_is_invited_without_coaches_or_coverage(market: LabourMarket) -> None:
    assert set(differing(state(market), state(invite(market, 2, coverage=0.0)))) <= {"clock"}
    assert set(differing(state(market), state(invite(market, 2, acceptance=0.0)))) <= {"clock"}
    market.coaches.contact_hours[:] = 0.0
    assert set(differing(state(market), state(invite(market, 2)))) <= {"clock"}
