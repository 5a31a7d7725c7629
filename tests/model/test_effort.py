"""What measures ask for: every euro and every hour, counted once, drawn together, unknown where nobody knows."""

from __future__ import annotations

import numpy as np
import pytest
from support.probes import AT_ONCE, NOT_ASKED, Probe, certain, market_with_coaches, measure, month_after

from agents.vocabulary import ABSENT
from scenarios import policy
from scenarios.intervention import (
    AS_REPORTED,
    Amounts,
    Intervention,
    LeverUse,
    Quantity,
    Target,
)
from scenarios.setup import Setup
from simulation.model import LabourMarket


@pytest.fixture
def market() -> LabourMarket:
    return market_with_coaches()


@pytest.mark.parametrize("kind", ["cost", "hours"])
def test_every_euro_and_every_hour_is_asked_for_something(
    market: LabourMarket, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    everything = Amounts(*(certain(amount) for amount in (1.0, 10.0, 100.0, 1000.0, 10000.0, 100000.0, 1e6)))
    levers = (
        Probe("one", "employers", persons=2),
        Probe("two", "employers"),
        Probe("three", "coaches", hours=0.5),
    )
    acting = measure(monkeypatch, *levers, **{kind: everything})
    employers = np.bincount(market.employers.sub_region, minlength=6)[:5]
    coaches = np.bincount(market.coaches.sub_region, minlength=5)
    always = employers * 10.0 + coaches * 10000.0 + 2 * 100.0 + 0.5 * 100000.0

    def asked() -> np.ndarray:
        effort = acting.act(market)
        found, other = (effort.euro, effort.hours) if kind == "cost" else (effort.hours, effort.euro)
        assert (other == 0.0).all()
        here = market.persons.sub_region[: market.present][market.persons.status[: market.present] != ABSENT]
        fixed = 1e6 * np.bincount(here, minlength=5) / len(here)
        return (found - fixed) * market.surroundings.scale

    first = asked()
    month_after(market)
    np.testing.assert_allclose(first, always + employers * 1.0 + coaches * 1000.0)
    np.testing.assert_allclose(asked(), always)


def test_hours_that_levers_report_count_once_beside_those_of_the_measure(
    market: LabourMarket, monkeypatch: pytest.MonkeyPatch
) -> None:
    working = Probe("working", "sub_regions", hours=8.0)
    per_month = Amounts(per_hour=AS_REPORTED, per_month=certain(100.0))
    effort = measure(monkeypatch, working, Probe("idle", "persons"), hours=per_month).act(market)
    assert effort.hours.sum() == pytest.approx(5 * 8.0 / market.surroundings.scale + 100.0)


def test_a_measure_without_participants_asks_no_hours_of_theirs(
    market: LabourMarket, monkeypatch: pytest.MonkeyPatch
) -> None:
    nobody = Probe("nobody", "employers", able=False)
    per_one = Amounts(per_employer_start=certain(1.0), per_employer_month=certain(1.0), per_person=certain(1.0))
    assert (measure(monkeypatch, nobody, hours=per_one).act(market).hours == 0.0).all()


def test_hours_and_euros_are_unknown_each_on_their_own(market: LabourMarket, monkeypatch: pytest.MonkeyPatch) -> None:
    probe = Probe("probe", "sub_regions", persons=1)
    paid = measure(monkeypatch, probe, cost=Amounts(per_person=certain(1.0)), hours=None).act(market)
    worked = measure(monkeypatch, probe, cost=None, hours=Amounts(per_person=certain(1.0))).act(market)
    assert np.isnan(paid.hours).all() and (paid.euro > 0.0).all()
    assert np.isnan(worked.euro).all() and (worked.hours > 0.0).all()


def test_a_bundle_asks_the_sum_of_its_parts(market: LabourMarket, monkeypatch: pytest.MonkeyPatch) -> None:
    one, other = (
        measure(monkeypatch, Probe("probe", "coaches"), hours=Amounts(per_coach_month=certain(x))) for x in (2.0, 3.0)
    )
    together = policy.MeasuresPolicy([*one.measures, *other.measures]).act(market)
    coaches = np.bincount(market.coaches.sub_region, minlength=5)
    np.testing.assert_allclose(together.hours * market.surroundings.scale, 5.0 * coaches)


def test_hours_are_drawn_from_their_range_with_the_luck_of_their_euros(
    market: LabourMarket, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(policy, "LEVERS", {"probe": Probe("probe", "coaches")})
    hours, cost = (Amounts(per_coach_month=Quantity(1.0, 0.0, top, "assumption")) for top in (4.0, 200.0))
    entry = Intervention(
        "probe",
        "",
        "",
        "",
        "",
        (),
        "assumption",
        (LeverUse("probe"),),
        Target(),
        1.0,
        AT_ONCE,
        NOT_ASKED,
        cost,
        hours=hours,
    )
    drawn = [policy.build_policy([entry], Setup(uncertainty=True), replication).act(market) for replication in range(4)]
    per_coach = [effort.hours.sum() * market.surroundings.scale / 40 for effort in drawn]
    assert len(set(per_coach)) == 4
    assert all(0.0 < hours < 4.0 for hours in per_coach)
    for effort in drawn:
        np.testing.assert_allclose(effort.euro, 50.0 * effort.hours)
