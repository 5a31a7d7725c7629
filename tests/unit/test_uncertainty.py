"""The split of a variance finds a known answer, and the values that matter are found."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from numpy.typing import NDArray

from experiments.draws_table import BEHAVIOUR, DRAW_COLUMNS, MEASURE, draws_table
from experiments.uncertainty import LUCK, Share, determined, rank_correlations, split_variance, spread_within_places
from scenarios.arms import load_library, resolve_arms
from scenarios.assumed import assumptions_of
from scenarios.levers import LEVERS
from scenarios.policy import MeasuresPolicy, build_policy
from scenarios.setup import Setup

Reals = NDArray[np.float64]
SIZES = np.array([0.24, 0.13, 0.18, 0.2, 0.25])
VALUES = 6


def standard(column: Reals) -> Reals:
    return np.sqrt(12.0) * (column - 0.5)


def nothing(values: Reals) -> Reals:
    return np.zeros(len(values))


def first(values: Reals) -> Reals:
    return standard(values[:, 0])


def two(values: Reals) -> Reals:
    return (standard(values[:, 0]) - standard(values[:, 1])) / np.sqrt(2.0)


def split(effect: Callable[[Reals], Reals], luck: float, replications: int, seed: int, places: bool = True) -> Share:
    generator = np.random.default_rng(seed)
    values = generator.uniform(size=(replications, VALUES))
    chance = generator.normal(size=(replications, len(SIZES))) * np.sqrt(luck * SIZES)
    by_place = 100.0 * (3.0 + effect(values))[:, None] * SIZES + 100.0 * chance
    within = spread_within_places(by_place, SIZES) if places else None
    return split_variance(by_place.sum(axis=1), {MEASURE: values}, within)[MEASURE]


@pytest.mark.parametrize(
    ("effect", "luck", "truth"),
    [(nothing, 1.0, 0.0), (first, 1e-4, 1.0), (first, 1.0, 0.5), (two, 1.0, 0.5), (two, 0.25, 0.8)],
)
def test_a_known_share_is_found_in_a_default_run(effect: Callable[[Reals], Reals], luck: float, truth: float) -> None:
    found = [split(effect, luck, 16, seed) for seed in range(20)]
    covered = [share.lower - 0.03 <= truth <= share.upper + 0.03 for share in found]
    assert sum(covered) >= 18
    # With 16 replications a flat beginning still pulls towards the middle.
    assert np.mean([share.share for share in found]) == pytest.approx(truth, abs=0.3)


@pytest.mark.parametrize(("effect", "luck", "truth"), [(nothing, 1.0, 0.0), (first, 1e-4, 1.0), (two, 1.0, 0.5)])
def test_more_replications_narrow_the_answer(effect: Callable[[Reals], Reals], luck: float, truth: float) -> None:
    found = [split(effect, luck, 48, seed) for seed in range(6)]
    assert np.mean([share.share for share in found]) == pytest.approx(truth, abs=0.17)
    few = [split(effect, luck, 16, seed) for seed in range(6)]
    assert np.mean([share.upper - share.lower for share in found]) <= np.mean([s.upper - s.lower for s in few])


def test_an_even_split_cannot_be_told_from_sixteen_replications_without_places() -> None:
    assert not any(determined(split(two, 1.0, 16, seed, places=False)) for seed in range(5))


def test_behaviour_and_measures_are_told_apart() -> None:
    generator = np.random.default_rng(4)
    values, behaviour = generator.uniform(size=(60, 4)), generator.uniform(size=(60, 8))
    chance = generator.normal(size=(60, 5)) * np.sqrt(0.5 * SIZES)
    by_place = (first(behaviour) + 0.1 * first(values))[:, None] * SIZES + chance
    found = split_variance(
        by_place.sum(axis=1), {MEASURE: values, BEHAVIOUR: behaviour}, spread_within_places(by_place, SIZES)
    )
    assert found[BEHAVIOUR].share > 0.45 > found[LUCK].share + 0.05
    assert found[MEASURE].share < 0.15
    assert sum(share.share for share in found.values()) == pytest.approx(1.0)


def test_nothing_is_said_where_nothing_varies_or_too_little_is_seen() -> None:
    values = {MEASURE: np.random.default_rng(1).uniform(size=(16, 2))}
    assert split_variance(np.zeros(16), values) == {}
    assert split_variance(np.arange(3.0), {MEASURE: values[MEASURE][:3]}) == {}
    assert split_variance(np.arange(16.0), {MEASURE: np.empty((16, 0))}) == {LUCK: Share(1.0, 1.0, 1.0)}


def test_the_spread_within_places_is_the_luck_of_the_whole() -> None:
    generator = np.random.default_rng(2)
    chance = generator.normal(size=(400, 5)) * np.sqrt(9.0 * SIZES)
    by_place = generator.normal(0.0, 50.0, 400)[:, None] * SIZES + chance
    within = spread_within_places(by_place, SIZES)
    assert within.squares / within.freedom == pytest.approx(9.0, rel=0.1)


def test_the_value_that_matters_is_found_and_the_others_are_not() -> None:
    generator = np.random.default_rng(3)
    values = generator.uniform(size=(30, VALUES))
    found = rank_correlations(-first(values) + generator.normal(0.0, 0.4, 30), values)
    assert found[0].upper < 0.0
    assert all(other.lower < 0.0 < other.upper for other in found[1:])


def test_a_correlation_is_not_given_for_too_little() -> None:
    assert np.isnan(rank_correlations(np.arange(4.0), np.arange(4.0)[:, None])[0].correlation)
    assert np.isnan(rank_correlations(np.zeros(9), np.arange(9.0)[:, None])[0].lower)


def test_no_value_is_called_clear_more_often_than_stated() -> None:
    generator = np.random.default_rng(6)
    false = 0
    for _ in range(300):
        found = rank_correlations(generator.normal(size=16), generator.uniform(size=(16, 8)))
        false += any(one.lower > 0.0 or one.upper < 0.0 for one in found)
    assert false / 300 < 0.08


def test_drawn_values_are_those_that_the_policy_used() -> None:
    arms = resolve_arms(["baseline", "bundel_van_drie"], load_library(LEVERS))
    setup = Setup(seed=5, luck_per_draw=2)
    table = draws_table(arms, LEVERS, setup, 4)
    assert tuple(table.columns) == DRAW_COLUMNS and set(table["kind"]) == {MEASURE}
    for replication in range(4):
        rows = table[table["replication"] == replication].set_index(["measure", "name"])["value"]
        policy = build_policy(arms[1].interventions, setup, replication)
        assert isinstance(policy, MeasuresPolicy)
        for measure in policy.measures:
            for participants, values in measure._uses:
                for name, value in values.items():
                    key = (measure.intervention.name, name)
                    if key in rows.index:
                        assert rows[key] == value
                for side, share in participants._shares.items():
                    assert rows[measure.intervention.name, f"support.{side}"] == share


def test_behaviour_stands_beside_the_measures_and_nothing_is_drawn_without_uncertainty() -> None:
    arms = resolve_arms(["baseline", "zelfroosteren"], load_library(LEVERS))
    behaviour = [{"return_latent": 0.1}, {"return_latent": 0.2}]
    table = draws_table(arms, LEVERS, Setup(uncertainty=False), 2, behaviour)
    assert table["value"].tolist() == [0.1, 0.2] and set(table["kind"]) == {BEHAVIOUR}
    with pytest.raises(ValueError, match="1 of 2 replications"):
        draws_table(arms, LEVERS, Setup(), 2, behaviour[:1])


def test_only_what_can_change_an_outcome_explains_it() -> None:
    measure = load_library(LEVERS)["zelfroosteren"]
    acting = {entry.name for entry in assumptions_of(measure, LEVERS) if entry.acts}
    assert acting == {"control_gain", "absence_reduction", "support.staff", "support.management"}
