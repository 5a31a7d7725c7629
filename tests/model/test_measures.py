"""Measures at work: whom each lever reaches, in which order, who must back it and how it ends."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pytest
from support.markets import differing
from support.probes import AT_ONCE, NOT_ASKED, Probe, certain, market_with_coaches, measure, month_after

from agents.columns import resize
from agents.vocabulary import ABSENT, EMPLOYED, HOME, UNEMPLOYED
from scenarios import policy
from scenarios.intervention import (
    Amounts,
    Intervention,
    LeverUse,
    RollOut,
    Scope,
    Support,
    Target,
)
from scenarios.levers import Lever, Reached
from scenarios.setup import Setup
from simulation.model import LabourMarket
from simulation.policy import NoPolicy


@pytest.fixture
def market() -> LabourMarket:
    return market_with_coaches()


@pytest.mark.parametrize(
    ("scope", "target"),
    [
        ("coaches", Target(organisations=("union", "non_profit"), sub_regions=("Brugge", "Westhoek"))),
        ("sub_regions", Target(sub_regions=("Brugge", "Westhoek"))),
        ("employers", Target(sub_regions=("Brugge", "Westhoek"))),
    ],
)
def test_a_lever_reaches_those_of_its_scope_who_are_in_the_target(
    market: LabourMarket, monkeypatch: pytest.MonkeyPatch, scope: Scope, target: Target
) -> None:
    probe = Probe("probe", scope)
    measure(monkeypatch, probe, target=target).act(market)
    expected = {
        "coaches": np.isin(market.coaches.sub_region, (0, 2)) & np.isin(market.coaches.organisation, (2, 3)),
        "sub_regions": np.isin(np.arange(5), (0, 2)),
        "employers": np.isin(market.employers.sub_region, (0, 2)),
    }[scope]
    assert expected.any()
    assert np.array_equal(probe.months[0], np.where(expected, 0, -1))


def test_a_lever_reaches_the_persons_its_target_describes(
    market: LabourMarket, monkeypatch: pytest.MonkeyPatch
) -> None:
    market.run_until(1)
    persons = market.persons
    target = Target(
        sub_regions=("Oostende", "Westhoek"),
        personas=("falling_short_promise", "forced_hurdler"),
        origins=("belgium",),
        statuses=("unemployed", "home"),
        sexes=("women",),
        youngest=25,
        oldest=59,
        minimum_months_out=6,
    )
    probe = Probe("probe", "persons")
    measure(monkeypatch, probe, target=target).act(market)
    expected = [
        persons.sub_region[row] in (1, 2)
        and persons.persona[row] in (5, 6)
        and persons.origin[row] == 0
        and persons.status[row] in (UNEMPLOYED, HOME)
        and persons.sex[row] == 0
        and 25 <= persons.age[row] <= 59
        and market.month - int(persons.non_employed_since[row]) >= 6
        for row in range(len(persons.identity))
    ]
    assert any(expected)
    assert np.array_equal(probe.months[0] == 0, expected)


def test_nobody_at_work_is_out_of_work_for_months(market: LabourMarket, monkeypatch: pytest.MonkeyPatch) -> None:
    probe = Probe("probe", "persons")
    measure(monkeypatch, probe, target=Target(minimum_months_out=12)).act(market)
    reached = probe.months[0] == 0
    assert reached.any()
    assert not (market.persons.status[reached] <= 1).any()
    assert not (market.persons.status[reached] == ABSENT).any()


def test_persons_join_when_they_come_to_be_in_the_target_and_stay_until_they_leave(
    market: LabourMarket, monkeypatch: pytest.MonkeyPatch
) -> None:
    persons = market.persons
    dismissed, leaver = np.flatnonzero(persons.status == EMPLOYED)[0], np.flatnonzero(persons.status == UNEMPLOYED)[0]
    probe = Probe("probe", "persons")
    acting = measure(monkeypatch, probe, target=Target(statuses=("unemployed",)))
    acting.act(market)
    month_after(market)
    persons.status[dismissed] = UNEMPLOYED
    acting.act(market)
    month_after(market)
    persons.status[dismissed] = EMPLOYED
    persons.status[leaver] = ABSENT
    acting.act(market)
    assert [months[dismissed] for months in probe.months] == [-1, 0, 1]
    assert [months[leaver] for months in probe.months] == [0, 1, -1]


def test_a_precondition_of_persons_is_looked_at_every_month_and_one_of_employers_once(
    market: LabourMarket, monkeypatch: pytest.MonkeyPatch
) -> None:
    people = Probe("people", "persons", able=lambda market: market.month > 0)
    employers = Probe("employers", "employers", able=lambda market: market.month > 0)
    acting = measure(monkeypatch, people, employers)
    acting.act(market)
    month_after(market)
    acting.act(market)
    assert people.months[1].max() == 0
    assert employers.months[1].max() == -1


def test_each_lever_acts_where_its_own_precondition_holds(
    market: LabourMarket, monkeypatch: pytest.MonkeyPatch
) -> None:
    large = market.employers.size >= 10
    one, other = Probe("one", "employers", able=large), Probe("other", "employers", able=~large)
    both = Probe("both", "employers")
    measure(monkeypatch, one, other, both, coverage=0.5).act(market)
    used = [probe.months[0] == 0 for probe in (one, other, both)]
    assert used[0].any() and used[1].any()
    assert not (used[0] & ~large).any()
    assert not (used[1] & large).any()
    assert np.array_equal(used[0] | used[1], used[2]), "the same employers come first with every lever"


def test_ranks_do_not_depend_on_the_other_levers(market: LabourMarket, monkeypatch: pytest.MonkeyPatch) -> None:
    alone, together = Probe("coaches", "coaches"), Probe("coaches", "coaches")
    measure(monkeypatch, alone, coverage=0.5).act(market)
    measure(monkeypatch, Probe("first", "persons"), together, coverage=0.5).act(market)
    assert np.array_equal(alone.months[0], together.months[0])


@pytest.mark.parametrize("uncertain", [True, False])
def test_a_neutral_parameter_is_neutral_in_every_replication(
    market: LabourMarket, monkeypatch: pytest.MonkeyPatch, uncertain: bool
) -> None:
    probe = Probe("probe", "coaches")
    monkeypatch.setattr(policy, "LEVERS", {"probe": probe})
    use = LeverUse("probe", {"strength": certain(0.0)})
    intervention = Intervention(
        "probe", "", "", "", "", (), "assumption", (use,), Target(), 1.0, AT_ONCE, NOT_ASKED, Amounts()
    )
    for replication in range(3):
        policy.build_policy([intervention], Setup(uncertainty=uncertain), replication).act(market)
        assert probe.values == {"strength": 0.0}


def test_sub_regions_join_one_by_one(market: LabourMarket, monkeypatch: pytest.MonkeyPatch) -> None:
    probe = Probe("probe", "sub_regions")
    acting = measure(monkeypatch, probe, coverage=0.8, roll_out=RollOut(0, 0.0, 4))
    for _ in range(5):
        acting.act(market)
        month_after(market)
    assert [int((months >= 0).sum()) for months in probe.months] == [1, 2, 3, 4, 4]


def test_coaches_who_come_later_are_looked_up_when_they_are_there(
    market: LabourMarket, monkeypatch: pytest.MonkeyPatch
) -> None:
    probe = Probe("probe", "coaches")
    acting = measure(monkeypatch, probe, target=Target(sub_regions=("Brugge",)))
    acting.act(market)
    month_after(market)
    before = len(market.coaches.identity)
    market.coaches = resize(market.coaches, before + 2)
    market.coaches.sub_region[before:] = (0, 1)
    acting.act(market)
    assert probe.months[1][before:].tolist() == [0, -1]
    assert np.array_equal(probe.months[1][:before], np.where(probe.months[0] == 0, 1, -1))


@pytest.mark.parametrize("scope", ["coaches", "sub_regions", "persons"])
def test_only_employers_are_asked_unless_the_file_asks_others(
    market: LabourMarket, monkeypatch: pytest.MonkeyPatch, scope: Scope
) -> None:
    refused = {"staff": certain(0.0), "management": certain(0.0), "required": True}
    unasked, asked = Probe("unasked", scope), Probe("asked", scope)
    measure(monkeypatch, unasked, support=Support(**refused)).act(market)
    measure(monkeypatch, asked, support=Support(**refused, **{scope: certain(0.0)})).act(market)
    assert unasked.months[0].max() == 0
    assert asked.months[0].max() == -1


def test_coaches_of_one_organisation_in_one_place_are_of_one_mind(
    market: LabourMarket, monkeypatch: pytest.MonkeyPatch
) -> None:
    probe = Probe("probe", "coaches")
    support = Support(None, None, True, coaches=certain(0.5))
    measure(monkeypatch, probe, support=support).act(market)
    teams = market.coaches.organisation * 5 + market.coaches.sub_region
    backing = probe.months[0] == 0
    assert 0 < backing.sum() < len(backing)
    assert all(len(set(backing[teams == team].tolist())) == 1 for team in np.unique(teams))


def test_support_that_is_not_required_stops_nobody(market: LabourMarket, monkeypatch: pytest.MonkeyPatch) -> None:
    probe = Probe("probe", "employers")
    measure(monkeypatch, probe, support=Support(certain(0.0), certain(0.0), False)).act(market)
    assert probe.months[0].max() == 0


@pytest.mark.parametrize("ending", [{"duration_months": 3}, {"end": 3}])
def test_a_measure_that_ends_is_withdrawn_once_and_costs_nothing_more(
    market: LabourMarket, monkeypatch: pytest.MonkeyPatch, ending: dict[str, int]
) -> None:
    probe = Probe("probe", "coaches")
    acting = measure(monkeypatch, probe, cost=Amounts(per_coach_month=certain(1.0)), **ending)
    paid = []
    for _ in range(6):
        paid.append(acting.act(market).euro.sum() > 0)
        month_after(market)
    assert paid == [True] * 3 + [False] * 3
    assert [months.max() for months in probe.months] == [0, 1, 2]
    assert len(probe.withdrawn) == 1
    month, months = probe.withdrawn[0]
    assert month == 3
    assert months.max() == 2


def test_a_measure_that_ends_before_it_starts_does_nothing(
    market: LabourMarket, monkeypatch: pytest.MonkeyPatch
) -> None:
    probe = Probe("probe", "coaches")
    market.month = 5
    acting = measure(monkeypatch, probe, end=5)
    acting.act(market)
    assert probe.months == []
    assert probe.withdrawn == []


def test_what_is_not_withdrawn_stays(market: LabourMarket, monkeypatch: pytest.MonkeyPatch) -> None:
    class Gift(Probe):
        def act(self, market: LabourMarket, months_in_use: np.ndarray, values: Mapping[str, float]) -> Reached:
            market.coaches.contact_hours[months_in_use == 0] = 77.0
            return super().act(market, months_in_use, values)

        withdraw = Lever.withdraw

    acting = measure(monkeypatch, Gift("gift", "coaches"), duration_months=1)
    acting.act(market)
    month_after(market)
    acting.act(market)
    assert (market.coaches.contact_hours == 77.0).all()


class Helping(Probe):
    """A lever on persons that changes them."""

    def act(self, market: LabourMarket, months_in_use: np.ndarray, values: Mapping[str, float]) -> Reached:
        rows = np.flatnonzero(months_in_use == 0)
        market.persons.trust[rows] = 1.0
        super().act(market, months_in_use, values)
        return Reached(np.bincount(market.persons.sub_region[rows], minlength=5))


@pytest.mark.parametrize(
    "changes",
    [
        {"coverage": 0.0},
        {"support": Support(None, None, True, persons=certain(0.0))},
        {"target": Target(statuses=("unemployed",), minimum_months_out=480)},
    ],
)
def test_a_lever_that_reaches_nobody_changes_nothing(
    market: LabourMarket, monkeypatch: pytest.MonkeyPatch, changes: dict[str, Any]
) -> None:
    cost = Amounts(per_person=certain(1.0))
    touched = market.branch(measure(monkeypatch, Helping("helping", "persons"), cost=cost, **changes))
    left_alone = market.branch(NoPolicy())
    touched.run_until(3)
    left_alone.run_until(3)
    assert differing(touched, left_alone) == []


def test_a_lever_on_persons_reaches_whom_it_should_in_a_market_that_runs(
    market: LabourMarket, monkeypatch: pytest.MonkeyPatch
) -> None:
    helping = Helping("helping", "persons")
    acting = measure(monkeypatch, helping, cost=Amounts(per_person=certain(1.0)))
    touched, left_alone = market.branch(acting), market.branch(NoPolicy())
    touched.run_until(2)
    left_alone.run_until(2)
    assert "persons.trust" in differing(touched, left_alone)
    helped = [int((months == 0).sum()) for months in helping.months]
    assert helped[0] > helped[1] > 0, "in the second month only those who arrived since"
    np.testing.assert_allclose(touched.counts.cost_eur[:2].sum(axis=1) * 0.005, helped)
