"""Replications that share a draw have the same assumptions and other luck."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import numpy as np

from experiments.intervals import Design
from experiments.results import Results, read_results, write_results
from experiments.statistics import summarise
from scenarios.arms import load_library, resolve_arm
from scenarios.levers import LEVERS
from scenarios.policy import MeasuresPolicy, build_policy
from scenarios.setup import Setup


def assumed(replication: int, luck_per_draw: int, uncertainty: bool = True) -> list[dict[str, float]]:
    arm = resolve_arm("bundel_van_drie", load_library(LEVERS))
    policy = build_policy(arm.interventions, Setup(luck_per_draw=luck_per_draw, uncertainty=uncertainty), replication)
    assert isinstance(policy, MeasuresPolicy)
    return [dict(values) for measure in policy.measures for _, values in measure._uses]


def test_successive_replications_share_a_draw() -> None:
    assert assumed(0, 2) == assumed(1, 2) != assumed(2, 2)
    assert assumed(2, 2) == assumed(3, 2)
    assert assumed(4, 3) == assumed(5, 3) == assumed(3, 3)


def test_without_sharing_every_replication_draws_for_itself() -> None:
    drawn = [assumed(replication, 1) for replication in range(4)]
    assert all(one != other for position, one in enumerate(drawn) for other in drawn[:position])
    # The draws themselves are those of a run without sharing, so that a nested run is comparable with a default one.
    assert [assumed(2 * number, 2) for number in range(4)] == drawn


def test_without_uncertainty_nothing_is_drawn() -> None:
    assert assumed(0, 1, uncertainty=False) == assumed(5, 1, uncertainty=False)


def test_the_design_comes_back_with_the_results(tmp_path: Path) -> None:
    values = np.arange(4.0 * 24.0).reshape(4, 24, 1, 1)
    results = Results(("a", "b"), (("employed", "all"),), ("Alles",), 0, {"a": values, "b": values}, Design(2))
    words = dataclasses.make_dataclass("Words", ["kind"])("stock")
    settings = {"configuration": {"luck_per_draw": 2, "uncertainty": True}}
    write_results(tmp_path, results, summarise(results, {"employed": words}, {"2012": (0, 12)}), settings)
    assert read_results(tmp_path).design == Design(2)
    write_results(tmp_path, results, summarise(results, {"employed": words}, {"2012": (0, 12)}), {})
    assert read_results(tmp_path).design == Design()
