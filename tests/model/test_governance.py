"""How a measure is brought in decides what it does: everywhere at once, without support, as a project that ends."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from support.levers import measure
from support.markets import small_market, state

from scenarios.arms import load_library
from scenarios.errors import UserMistake
from scenarios.intervention import Intervention, RollOut
from scenarios.intervention_file import read_intervention
from scenarios.levers import LEVERS
from scenarios.policy import MeasuresPolicy, build_policy, haste
from scenarios.setup import Setup
from simulation.model import LabourMarket
from simulation.teams import CALM

CERTAIN = Setup(scale=0.05, uncertainty=False)


@pytest.fixture(scope="module")
def library() -> dict[str, Intervention]:
    return load_library(LEVERS)


@pytest.fixture
def market() -> LabourMarket:
    return small_market(0.05)


def let_it_act(market: LabourMarket, intervention: Intervention, months: int) -> np.ndarray:
    """Let a measure act and return how many employers use it, month by month."""
    policy = build_policy([intervention], CERTAIN, 0)
    assert isinstance(policy, MeasuresPolicy)
    using = []
    for _ in range(months):
        policy.act(market)
        using.append(int((policy.measures[0].months_in_use >= 0).sum()))
        market.month += 1
    return np.array(using)


@pytest.mark.parametrize(
    ("roll_out", "months", "expected"),
    [
        (RollOut(12, 0.1, 36), 0, 0.0),
        (RollOut(12, 0.1, 36), 20, 0.0),
        (RollOut(12, 0.1, 0), 12, 0.75 * (0.9 - 1 / 12) / (1 - 1 / 12)),
        (RollOut(0, 1.0, 0), 0, 1.0),
        (RollOut(0, 0.0, 36), 5, 0.25),
    ],
)
def test_haste_comes_from_crowds_and_from_starting_untried(roll_out: RollOut, months: int, expected: float) -> None:
    assert haste(roll_out, months) == pytest.approx(expected)


def test_everywhere_at_once_loses_support_and_stirs_up_teams(
    market: LabourMarket, library: dict[str, Intervention]
) -> None:
    calm = market.branch(market.policy)
    step_by_step = let_it_act(calm, library["zelfroosteren"], 60)[-1]
    at_once = let_it_act(market, library["zelfroosteren_ineens"], 60)[-1]
    assert at_once < 0.75 * step_by_step
    assert (market.employers.resistance > CALM + 0.2).sum() == at_once
    assert (calm.employers.resistance <= CALM + 1e-6).all()


def test_without_the_staff_hardly_anybody_begins(market: LabourMarket, library: dict[str, Intervention]) -> None:
    calm = market.branch(market.policy)
    backed = let_it_act(calm, library["zelfroosteren"], 60)[-1]
    alone = let_it_act(market, library["zelfroosteren_zonder_draagvlak"], 60)[-1]
    assert alone < 0.15 * backed


def test_a_project_of_two_years_leaves_nothing_of_the_roster(
    market: LabourMarket, library: dict[str, Intervention]
) -> None:
    before = state(market)
    let_it_act(market, library["zelfroosteren_tijdelijk"], 23)
    assert (market.designs.absence < before["designs.absence"] - 1e-6).any()
    policy = build_policy([library["zelfroosteren_tijdelijk"]], CERTAIN, 0)
    again = small_market(0.05)
    for _ in range(26):
        policy.act(again)
        again.month += 1
    np.testing.assert_allclose(again.designs.absence, before["designs.absence"], rtol=1e-4)
    np.testing.assert_allclose(again.designs.schedule_control, before["designs.schedule_control"], atol=1e-4)


def test_a_campaign_that_asks_nothing_of_teams_cannot_rush_them(
    market: LabourMarket, library: dict[str, Intervention]
) -> None:
    using = let_it_act(market, library["wervingscampagnes"], 3)
    assert using[-1] > 0
    assert (market.employers.resistance <= CALM + 1e-6).all()


def test_a_pilot_of_a_year_keeps_support(market: LabourMarket, library: dict[str, Intervention]) -> None:
    tried = replace(library["zelfroosteren"], roll_out=RollOut(12, 0.1, 24))
    untried = replace(library["zelfroosteren"], roll_out=RollOut(0, 0.1, 24))
    other = market.branch(market.policy)
    assert let_it_act(market, tried, 48)[-1] > let_it_act(other, untried, 48)[-1]


def test_variants_reach_the_same_employers_in_the_same_order(
    market: LabourMarket, library: dict[str, Intervention]
) -> None:
    other = market.branch(market.policy)
    let_it_act(market, library["zelfroosteren"], 20)
    let_it_act(other, library["zelfroosteren_tijdelijk"], 20)
    assert np.array_equal(market.employers.schedule_control_since, other.employers.schedule_control_since)


def test_scattered_initiatives_reach_less_than_coordinated_ones() -> None:
    reached = {}
    for coordination in (0.0, 0.8):
        market = small_market(0.05)
        market.school_coordination[:] = coordination
        market.month = 1
        for lever in ("company_contact", "school_contact"):
            measure(lever, coverage=0.5).act(market)
        reached[coordination] = int((market.persons.school_contacts > 0).sum())
    assert reached[0.8] > reached[0.0]


def test_a_variant_of_nothing_is_refused(tmp_path) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path / "proef.yaml"
    path.write_text("variant_of: bestaat_niet\ntitle_nl: Proef\n", encoding="utf-8")
    with pytest.raises(UserMistake, match="variant_of") as problem:
        read_intervention(path, LEVERS)
    assert "noem er een" in problem.value.nl and "name one" in problem.value.en


def test_a_variant_takes_over_what_it_does_not_say(tmp_path) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path / "kort.yaml"
    path.write_text("variant_of: zelfroosteren\ntitle_nl: Kort\ncovers: []\nduration_months: 12\n", encoding="utf-8")
    variant, base = read_intervention(path, LEVERS), load_library(LEVERS)["zelfroosteren"]
    assert (variant.title_nl, variant.duration_months, variant.family) == ("Kort", 12, "zelfroosteren")
    assert (variant.levers, variant.target, variant.support, variant.cost) == (
        base.levers,
        base.target,
        base.support,
        base.cost,
    )
