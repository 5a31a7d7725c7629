"""Shares of a bundle: the axioms, exact and sampled, and the table that a comparison writes."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from numpy.typing import NDArray
from support.tiny_market import tiny_model

from experiments.attribution import ATTRIBUTION_COLUMNS, INTERACTION, AttributionPlan, plan_attribution
from experiments.cells import choose_cells, everybody
from experiments.compare import compare
from experiments.intervals import ONE_DRAW_EACH
from experiments.run import run
from experiments.shapley import exact_shares, interaction, shares_in_order
from experiments.summary_tables import read_attribution
from scenarios.arms import Arm
from scenarios.errors import UserMistake

Reals = NDArray[np.float64]

MEMBERS = 4
EFFECTS = arrays(
    np.float64, (1 << MEMBERS, 3), elements=st.floats(-1e6, 1e6, allow_nan=False, allow_subnormal=False)
).map(lambda effects: effects - effects[0])


@given(EFFECTS)
def test_shares_add_up_to_the_joint_effect(effects: Reals) -> None:
    size = np.abs(effects).max()
    np.testing.assert_allclose(exact_shares(effects).sum(axis=0), effects[-1], rtol=0, atol=1e-12 * (1.0 + size))


@given(EFFECTS)
def test_who_adds_nothing_gets_exactly_nothing(effects: Reals) -> None:
    for combination in range(1 << MEMBERS):
        effects[combination | 0b0100] = effects[combination & ~0b0100]
    assert not exact_shares(effects)[2].any()


@given(EFFECTS)
def test_equals_get_equal_shares(effects: Reals) -> None:
    # Members 0 and 3 may be exchanged in every combination without changing its effect.
    for combination in range(1 << MEMBERS):
        exchanged = combination & 0b0110 | (combination & 1) << 3 | combination >> 3
        effects[max(combination, exchanged)] = effects[min(combination, exchanged)]
    shares = exact_shares(effects)
    np.testing.assert_allclose(shares[0], shares[3], rtol=0, atol=1e-12 * (1.0 + np.abs(effects).max()))


@given(EFFECTS)
@settings(max_examples=25)
def test_exact_shares_are_the_mean_over_all_orders(effects: Reals) -> None:
    by_order = []
    for order in itertools.permutations(range(MEMBERS)):
        joined = [sum(1 << member for member in order[: length + 1]) for length in range(MEMBERS)]
        by_order.append(shares_in_order([effects[combination] for combination in joined], order))
    size = 1.0 + np.abs(effects).max()
    np.testing.assert_allclose(np.mean(by_order, axis=0), exact_shares(effects), rtol=0, atol=1e-11 * size)


def test_shares_and_interaction_by_hand() -> None:
    # Alone 10 and 20, together 50: the 20 that exist only together are divided equally.
    effects = np.array([0.0, 10.0, 20.0, 50.0])
    assert exact_shares(effects).tolist() == [20.0, 30.0]
    assert interaction(np.float64(50.0), np.array([10.0, 20.0])) == 20.0
    with pytest.raises(ValueError, match="all combinations"):
        exact_shares(np.zeros(6))


def bundle_of(number: int) -> Arm:
    names = [f"measure_{letter}" for letter in "abcdefghij"[:number]]
    return Arm("bundle", "Bundel", "Bundle", tuple(cast(Any, SimpleNamespace(name=name)) for name in names))


def one_cell() -> Any:
    words = {"employed": SimpleNamespace(kind="stock")}
    return choose_cells([("employed", "all")], ["West-Vlaanderen"], words, {"2027": (0, 1)})


def computed(
    plan: AttributionPlan, outcome: Callable[[frozenset[str], int], float], replications: int
) -> dict[str, Reals]:
    """Values as the runner would give them, from the outcome of a set of interventions in a replication."""

    def of(arm: Arm, replication: int) -> float:
        return outcome(frozenset(entry.name for entry in arm.interventions), replication)

    values = {
        arm.name: np.array([of(arm, replication) for replication in range(replications)]).reshape(-1, 1, 1, 1)
        for arm in plan.asked
    }
    side = [[of(arm, replication) for arm in plan.arms(replication)] for replication in range(replications)]
    for name, column in zip(plan.names, np.array(side).T, strict=True):
        values[name] = column[:, None]
    return values


def test_only_what_nobody_asked_for_is_computed_beside() -> None:
    bundle = bundle_of(3)
    first, second, third = bundle.interventions
    baseline = Arm("baseline", "", "", ())
    asked = (baseline, Arm("alone", "", "", (second,)), bundle, Arm("measure_b+measure_a", "", "", (second, first)))
    plan = plan_attribution([bundle], asked, one_cell(), 1)
    assert plan is not None
    # Levers act in the order of the arm, so the same two in another order are another arm.
    assert set(plan.names) == {
        "measure_a",
        "measure_c",
        "measure_a+measure_b",
        "measure_a+measure_c",
        "measure_b+measure_c",
    }
    assert [arm.interventions for arm in plan.arms(0)][-2:] == [(first, third), (second, third)]
    assert plan_attribution([], asked, one_cell(), 1) is None


def test_a_bundle_needs_neither_itself_nor_the_baseline_among_the_arms() -> None:
    bundle = bundle_of(2)
    plan = AttributionPlan((bundle,), (), one_cell(), 1)
    assert set(plan.names) == {"baseline", "measure_a", "measure_b", "measure_a+measure_b"}
    table = plan.table(computed(plan, lambda chosen, replication: 3.0 * len(chosen) + replication, 4), ONE_DRAW_EACH)
    assert table["share"].tolist() == [3.0, 3.0, 0.0] and table["component"].iloc[-1] == INTERACTION
    assert (table["bundle_difference"] == 6.0).all() and table["part_of_bundle"].tolist() == [0.5, 0.5, 0.0]


def outcome_of_seven(chosen: frozenset[str], replication: int) -> float:
    """Additive, with a strong pair, a pair in each other's way, a dummy, and an effect that varies."""
    alone = {f"measure_{letter}": size for letter, size in zip("abcdef", (1.0, 2.0, 3.0, 4.0, 5.0, 6.0), strict=True)}
    pair = 8.0 * ({"measure_a", "measure_b"} <= chosen) - 6.0 * ({"measure_c", "measure_d"} <= chosen)
    strength = 1.0 + 0.25 * (-1) ** replication
    return 100.0 * replication + strength * (sum(alone.get(name, 0.0) for name in chosen) + pair)


def test_sampled_shares_of_a_large_bundle() -> None:
    replications = 200
    plan = AttributionPlan((bundle_of(7),), (), one_cell(), 3)
    # Nothing, seven alone, everything, and of two orders the first two to the first six: not 128.
    assert len(plan.names) == 1 + 7 + 1 + 2 * 5
    assert plan.names == tuple(arm.name for arm in plan.arms(17))
    table = plan.table(computed(plan, outcome_of_seven, replications), ONE_DRAW_EACH).set_index("component")
    shares = table["share"].drop(INTERACTION)
    assert shares.sum() == pytest.approx(table["bundle_difference"].iloc[0])
    assert shares.tolist() == pytest.approx([5.0, 6.0, 0.0, 1.0, 5.0, 6.0, 0.0], abs=1e-9)
    assert tuple(table.loc["measure_g", ["share", "lower_95", "upper_95"]]) == (0.0, 0.0, 0.0)
    assert table.loc[INTERACTION, "share"] == pytest.approx(2.0)
    assert table.loc["measure_a", "lower_95"] < 5.0 < table.loc["measure_a", "upper_95"]


def test_an_order_and_its_reverse_are_exact_for_pairs_and_not_for_triples() -> None:
    def triple(chosen: frozenset[str], replication: int) -> float:
        return 60.0 * ({"measure_a", "measure_b", "measure_c"} <= chosen)

    plan = AttributionPlan((bundle_of(6),), (), one_cell(), 3)
    table = plan.table(computed(plan, triple, 400), ONE_DRAW_EACH).set_index("component")
    # What the choice of orders adds shows in the interval, and the truth lies in it.
    for name in ("measure_a", "measure_b", "measure_c"):
        assert table.loc[name, "lower_95"] < 20.0 < table.loc[name, "upper_95"]
        assert 1.0 < table.loc[name, "upper_95"] - table.loc[name, "lower_95"] < 6.0
    assert (table.loc[["measure_d", "measure_e", "measure_f"], "share"] == 0.0).all()


def test_a_comparison_writes_the_shares(tmp_path: Path) -> None:
    words = ["horizon=study2013", "replications=2", "arms=[baseline,werkplekleren]", "attribution=[bundel_van_drie]"]
    tables = set()
    for workers in (1, 2):
        directory = compare([*words, f"workers={workers}", f"output={tmp_path / str(workers)}"], tiny_model())
        tables.add((directory / "attribution.csv").read_bytes())
    assert len(tables) == 1
    table = read_attribution(directory)
    assert table is not None and tuple(table.columns) == ATTRIBUTION_COLUMNS
    rows = table[(table["indicator"] == "employed") & (table["window"] == "2014-2025")]
    province = rows[rows["region"] == "West-Vlaanderen"].set_index("component")["share"]
    # The tiny market adds ten for every unit of coverage, which is 0.5, 0.4 and 0.5.
    assert province.to_dict() == pytest.approx(
        {"zelfroosteren": 5.0, "werkplekleren": 4.0, "vereisten_versoepelen": 5.0, INTERACTION: 0.0}, abs=1e-9
    )
    # The side arms are no part of the results.
    assert set((directory / "run.json").read_text().split('"')) >= {"werkplekleren", "bundel_van_drie"}
    assert not (directory / "monthly.parquet").read_bytes().count(b"zelfroosteren+")


def test_a_single_run_has_nothing_to_divide() -> None:
    with pytest.raises(UserMistake, match="westwerk compare"):
        run(["attribution=[bundel_van_drie]"], tiny_model())


def test_the_plan_is_the_same_in_every_process() -> None:
    plan = AttributionPlan((bundle_of(8),), (), one_cell(), 5)
    twin = replace(plan)
    assert [arm.interventions for arm in plan.arms(3)] == [arm.interventions for arm in twin.arms(3)]
    assert [arm.interventions for arm in plan.arms(3)] != [arm.interventions for arm in plan.arms(4)]


def test_cells_leave_groups_out() -> None:
    series = [("employed", "all"), ("employed", "sex=women")]
    words = {"employed": SimpleNamespace(kind="stock")}
    cells = choose_cells(series, ["Oostende", "West-Vlaanderen"], words, {"a": (0, 1), "b": (0, 2)}, wanted=everybody)
    values = np.arange(8.0).reshape(2, 2, 2)
    assert list(cells.keys.itertuples(index=False, name=None)) == [
        ("employed", "all", "Oostende", "a"),
        ("employed", "all", "Oostende", "b"),
        ("employed", "all", "West-Vlaanderen", "a"),
        ("employed", "all", "West-Vlaanderen", "b"),
    ]
    assert cells.of(values).tolist() == [0.0, 2.0, 2.0, 4.0]
