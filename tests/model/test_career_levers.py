"""Levers on careers: whom each reaches and whom not, what it moves, where its places end, and what fades afterwards."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from support.levers import AT_ONCE, CAREER_LEVERS, NOT_ASKED, let_act, measure, put, strongest, untouched
from support.markets import Numbers, differing, small_market, state

from agents.careers import PROACTIVE, PROACTIVE_BY_LEARNING, REACTIVE
from agents.columns import out_of_bounds
from agents.persons import NEVER
from agents.vocabulary import EMPLOYED
from scenarios.intervention import Amounts, Intervention, LeverUse, Quantity, Target
from scenarios.levers import LEVERS
from scenarios.levers.career_guidance import AGAIN_AFTER_MONTHS
from scenarios.policy import build_policy
from scenarios.setup import Setup
from simulation import tallies
from simulation.model import LabourMarket
from simulation.policy import NoPolicy, Policy

WARNED = slice(0, 400, 4)
PLENTY = {"support_places": Quantity(1e4, 1e4, 1e4, "assumption")}


@pytest.fixture
def market() -> LabourMarket:
    """A market in which some workers heard last month that their job ends."""
    small = small_market(0.01)
    persons = small.persons
    at_work = np.flatnonzero((persons.status == EMPLOYED) & (np.arange(len(persons.status)) < small.present))
    local = at_work[small.designs.sub_region[persons.design[at_work]] < 5]
    warned = local[WARNED]
    persons.notice_until[warned] = strongest("transition_support")["notice_months"].value - 1
    np.add.at(small.designs.on_notice, persons.design[warned], 1)
    return small


def everyone(market: LabourMarket, **values: Any) -> LabourMarket:
    """Set columns of all persons."""
    put("persons", **values)(market)
    return market


EXPECTED: dict[str, tuple[tuple[str, ...], tuple[str, ...], Callable[[LabourMarket], None]]] = {
    "career_awareness": ((), ("persons.inertia",), put("persons", notice_until=6)),
    "career_information": (("persons.application_skill",), ("persons.inertia",), put("persons", notice_until=6)),
    "career_guidance": (("persons.proactive", "persons.skills"), ("persons.inertia",), put("persons", notice_until=6)),
    "career_openness": (("employers.side_entrants",), (), put("employers", training=0.1)),
    "transition_support": (
        ("employers.notice_months", "persons.application_skill", "persons.skills"),
        ("persons.inertia",),
        put("employers", leadership=0.2),
    ),
}
"""What each lever moves up and down, and how its precondition can be made to fail."""


@pytest.mark.parametrize("name", CAREER_LEVERS)
class TestEveryLever:
    def test_it_moves_what_it_names_in_the_direction_it_names(self, market: LabourMarket, name: str) -> None:
        up, down, _ = EXPECTED[name]
        before = state(untouched(market, 3))
        parameters = PLENTY if name == "transition_support" else {}
        acting = let_act(market.branch(market.policy), measure(name, parameters=parameters), 3)
        after = state(acting)
        assert sorted(set(differing(before, after)) - {"persons.field"}) == sorted(up + down)
        assert all((after[column] >= before[column]).all() for column in up)
        assert all((after[column] <= before[column]).all() for column in down)
        tables = (acting.persons, acting.employers, acting.designs)
        assert [complaint for table in tables for complaint in out_of_bounds(table)] == []

    def test_it_does_nothing_at_zero_coverage(self, market: LabourMarket, name: str) -> None:
        assert differing(untouched(market, 3), let_act(market.branch(market.policy), measure(name, 0.0), 3)) == []

    def test_it_does_nothing_where_its_precondition_fails(self, market: LabourMarket, name: str) -> None:
        EXPECTED[name][2](market)
        assert differing(untouched(market, 3), let_act(market.branch(market.policy), measure(name), 3)) == []

    def test_parts_that_are_not_used_do_nothing(self, market: LabourMarket, name: str) -> None:
        acting = let_act(market.branch(market.policy), measure(name, only="none of them"), 3)
        assert differing(untouched(market, 3), acting) == []


@pytest.mark.parametrize(
    ("name", "part", "column"),
    [
        ("career_information", "exploration_gain", "persons.inertia"),
        ("career_information", "overview_gain", "persons.application_skill"),
        ("career_guidance", "reorientation_gain", "persons.inertia"),
        ("career_guidance", "ownership_gain", "persons.proactive"),
        ("career_guidance", "retraining_gain", "persons.skills"),
        ("transition_support", "notice_months", "employers.notice_months"),
    ],
)
def test_every_part_does_one_thing_by_itself(market: LabourMarket, name: str, part: str, column: str) -> None:
    acting = let_act(market.branch(market.policy), measure(name, only=part), 3)
    assert differing(untouched(market, 3), acting) == [column]


class TestWhomItIsFor:
    def changed(self, market: LabourMarket, policy: Policy, months: int = 3) -> np.ndarray:
        before = market.persons.inertia.copy()
        return let_act(market, policy, months).persons.inertia != before

    @pytest.mark.parametrize("name", ["career_awareness", "career_information", "career_guidance"])
    def test_offers_for_a_career_pass_by_who_is_about_to_lose_the_job(self, market: LabourMarket, name: str) -> None:
        warned = market.persons.notice_until != NEVER
        reached = self.changed(market, measure(name))
        assert reached.any()
        assert not (reached & warned).any()
        assert (market.persons.status[reached] == EMPLOYED).all()

    def test_help_at_redundancy_reaches_nobody_else(self, market: LabourMarket) -> None:
        warned = market.persons.notice_until != NEVER
        reached = self.changed(market, measure("transition_support", parameters=PLENTY))
        assert reached.any()
        assert not (reached & ~warned).any()

    def test_who_looks_ahead_comes_and_who_holds_on_does_not(self, market: LabourMarket) -> None:
        persons = market.persons
        persons.inertia[::2], persons.inertia[1::2] = 0.9, 0.1
        at_work = (persons.status == EMPLOYED) & (persons.notice_until == NEVER)
        came = self.changed(market, measure("career_information"), 1)

        def share(group: np.ndarray) -> float:
            return float(came[group & at_work].mean())

        firm = np.arange(len(came)) % 2 == 0
        ahead = persons.proactive == PROACTIVE
        assert share(firm) < 0.15 < 0.5 < share(~firm)
        assert share(ahead & ~firm) > 1.5 * share(~ahead & ~firm)

    def test_awareness_brings_more_people_to_information(self, market: LabourMarket) -> None:
        few = self.changed(market.branch(NoPolicy()), measure("career_information"), 1).sum()
        everyone(market, inertia=market.persons.inertia * 0.7)
        assert self.changed(market, measure("career_information"), 1).sum() > 1.1 * few

    def test_older_workers_alone_when_it_is_meant_for_them(self, market: LabourMarket) -> None:
        uses = (LeverUse("career_guidance", strongest("career_guidance")),)
        older = Intervention(
            "older", "", "", "", "", (), "assumption", uses, Target(youngest=50), 1.0, AT_ONCE, NOT_ASKED, Amounts()
        )
        reached = self.changed(market, build_policy([older], Setup(uncertainty=False), 0))
        assert reached.any()
        assert (market.persons.age[reached] >= 50).all()


class TestPlaces:
    @pytest.mark.parametrize(
        ("name", "places"), [("career_guidance", "guidance_places"), ("transition_support", "support_places")]
    )
    def test_no_more_people_are_helped_in_a_month_than_there_are_places(
        self, market: LabourMarket, name: str, places: str
    ) -> None:
        before = market.persons.inertia.copy()
        few = {places: Quantity(200.0, 200.0, 200.0, "assumption")}
        let_act(market, measure(name, parameters=few), 1)
        helped = np.flatnonzero(market.persons.inertia != before)
        by_place = np.bincount(market.persons.sub_region[helped], minlength=5)
        assert by_place.sum() > 0
        assert (by_place <= 200.0 * market.surroundings.scale + 1.0).all()

    def test_who_finds_no_place_gets_one_in_a_later_month(self, market: LabourMarket) -> None:
        few = {"guidance_places": Quantity(200.0, 200.0, 200.0, "assumption")}
        policy, before = measure("career_guidance", parameters=few), market.persons.inertia.copy()
        helped = [int((let_act(market, policy, 1).persons.inertia != before).sum()) for _ in range(4)]
        assert helped == sorted(set(helped))

    def test_a_lasting_offer_can_be_used_again_after_years(self, market: LabourMarket) -> None:
        many = {"guidance_places": Quantity(1e6, 1e6, 1e6, "assumption")}
        policy, before = measure("career_guidance", parameters=many), market.persons.inertia.copy()
        once = let_act(market, policy, 1).persons.inertia.copy()
        first = once != before
        assert np.array_equal(let_act(market, policy, AGAIN_AFTER_MONTHS - 1).persons.inertia[first], once[first])
        assert (let_act(market, policy, 2).persons.inertia[first] < once[first]).all()


class TestGuidanceAndTraining:
    def trained(self, market: LabourMarket, **parts: float) -> tuple[np.ndarray, LabourMarket]:
        values = {**strongest("career_guidance", "none"), "guidance_places": Quantity(1e6, 1e6, 1e6, "assumption")}
        values |= {part: Quantity(value, value, value, "assumption") for part, value in parts.items()}
        before = market.persons.field.copy()
        let_act(market, measure("career_guidance", only="none", parameters=values), 1)
        return market.persons.field != before, market

    def test_training_alone_leaves_people_in_their_field(self, market: LabourMarket) -> None:
        before = market.persons.skills.copy()
        changed, market = self.trained(market, retraining_gain=0.5)
        assert not changed.any()
        assert (market.persons.skills > before).any()

    def test_after_guidance_training_aims_at_related_work_but_not_away_from_a_protected_diploma(
        self, market: LabourMarket
    ) -> None:
        fields = market.persons.field.copy()
        changed, market = self.trained(market, retraining_gain=0.5, reorientation_gain=0.5)
        assert changed.any()
        assert (market.persons.diploma[changed] == 0).all()
        related = market.marketplace.related[fields[changed]]
        assert (related == market.persons.field[changed][:, None]).any(axis=1).all()

    def test_ownership_is_learned_by_people_who_only_reacted(self, market: LabourMarket) -> None:
        before = market.persons.proactive.copy()
        self.trained(market, ownership_gain=0.4)
        learned = market.persons.proactive != before
        assert learned.any()
        assert (before[learned] == REACTIVE).all()
        assert (market.persons.proactive[learned] == PROACTIVE_BY_LEARNING).all()


def yearly_inertia(policy: Policy, months: int) -> Numbers:
    market = small_market(0.01, policy=policy)
    market.run_until(months)
    persons_at_work = market.counts.people[:months, ..., EMPLOYED].sum(axis=(1, 2, 3, 4))
    by_month = market.counts.inertia[:months].sum(axis=(1, 2)) / persons_at_work
    return np.asarray(by_month.reshape(-1, 12).mean(axis=1))


def test_a_project_fades_after_its_end_and_a_lasting_policy_stays() -> None:
    months = 120
    plain = yearly_inertia(NoPolicy(), months)
    lasting = plain - yearly_inertia(measure("career_awareness"), months)
    project = plain - yearly_inertia(measure("career_awareness", duration_months=36), months)
    np.testing.assert_array_equal(lasting[:3], project[:3])
    assert lasting[-1] > lasting[2] > 0.0
    assert abs(project[-1]) < 0.3 * project[2]


def test_openness_is_given_up_when_the_project_ends() -> None:
    market = small_market(0.01)
    let_act(market, measure("career_openness", duration_months=18), 18)
    assert market.employers.side_entrants.max() > 0.5
    # The strongest gain, to the full, cannot be taken back: the part that was there before is no longer known.
    given = {"side_entrants_gain": Quantity(0.5, 0.5, 0.5, "assumption")}
    other = small_market(0.01)
    let_act(other, measure("career_openness", parameters=given, duration_months=18), 20)
    assert other.employers.side_entrants.max() < 1e-4


def test_support_in_the_time_of_notice_brings_more_people_from_work_to_work() -> None:
    shares = []
    for only in ("notice_months", ""):
        moved = run_out = 0
        for replication in range(3):
            parameters = {"notice_months": Quantity(4.0, 4.0, 4.0, "assumption")}
            parameters |= {"support_places": Quantity(300.0, 300.0, 300.0, "assumption")}
            policy = measure("transition_support", only=only, parameters=parameters)
            market = small_market(0.02, replication=replication, policy=policy)
            market.run_until(24)
            events = market.counts.careers[:24].sum(axis=(0, 2, 3))
            moved += events[tallies.MOVES_ON_NOTICE]
            run_out += events[tallies.NOTICES_RUN_OUT]
        shares.append(moved / (moved + run_out))
    assert shares[1] > shares[0] > 0.0


def test_notice_ends_with_the_measure() -> None:
    policy = measure("transition_support", duration_months=12)
    market = small_market(0.01, policy=policy)
    market.run_until(12)
    assert market.counts.careers[:12, tallies.NOTICES].sum() > 0
    market.run_until(36)
    assert (market.employers.notice_months == 0).all()
    assert (market.persons.notice_until == NEVER).all()
    assert market.counts.careers[13:36, tallies.NOTICES].sum() == 0


def test_every_effect_may_be_nothing() -> None:
    for name in CAREER_LEVERS:
        for parameter in LEVERS[name].parameters.values():
            if parameter.neutral is not None:
                assert parameter.lower == 0.0 == parameter.neutral
