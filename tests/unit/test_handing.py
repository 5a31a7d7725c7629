"""Tables reach phases as addresses: the same table, kept alive, and refused when it is not what was declared."""

from __future__ import annotations

import gc
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pytest

from agents.columns import allocate, block, column, within
from agents.compiled import compilation_is_on, rows
from agents.handing import handed, phase

compiled_only = pytest.mark.skipif(not compilation_is_on(), reason="nothing is handed over when rules are interpreted")


class Plots(NamedTuple):
    trees: npt.NDArray[np.int16] = column(np.int16, "trees", 0, 100, "trees on the plot")
    soil: npt.NDArray[np.float32] = column(np.float32, "share", 0, 1, "sand, silt and clay", width=3)


class Paths(NamedTuple):
    steps: npt.NDArray[np.int32] = block(np.int32, None)
    crossings: npt.NDArray[np.float64] = block(np.float64, 2, 3, 2)


class Garden(NamedTuple):
    gates: npt.NDArray[np.int8] = block(np.int8, None, 2)
    paths: Paths = within(Paths)


class Growth(NamedTuple):
    trees: float
    clay: float


@phase
def grow(plots: Plots, growth: Growth, first: int, last: int) -> float:
    clay = 0.0
    for plot in rows(first, last):
        plots.trees[plot] += growth.trees
        plots.soil[plot, 2] += growth.clay
        clay += plots.soil[plot, 2]
    return clay


@phase
def walk(garden: Garden) -> float:
    paths = garden.paths
    for step in rows(0, len(paths.steps)):
        paths.steps[step] += garden.gates[len(garden.gates) - 1, 1]
    paths.crossings[1, 2, 0] += len(paths.steps)
    return paths.crossings[1, 2, 0] + paths.crossings[0, 1, 1]


def plots(count: int = 4) -> Plots:
    made = allocate(Plots, count)
    made.trees[:] = np.arange(count)
    return made


@pytest.mark.parametrize("hand", [handed, lambda table: table], ids=["handed", "as it is"])
def test_a_phase_reads_and_writes_the_table_itself(hand) -> None:  # type: ignore[no-untyped-def]
    garden = plots()
    assert grow(hand(garden), hand(Growth(2.0, 0.5)), 1, 4) == pytest.approx(1.5)
    assert garden.trees.tolist() == [0, 3, 4, 5]
    assert garden.soil.tolist() == [[0.0, 0.0, 0.0]] + [[0.0, 0.0, 0.5]] * 3


@compiled_only
def test_what_is_handed_keeps_the_table_alive() -> None:
    passed = handed(plots(100_000))
    gc.collect()
    others = [plots(100_000) for _ in range(20)]
    assert grow(passed, handed(Growth(0.0, 0.25)), 0, 100_000) == pytest.approx(25_000.0)
    assert all((other.soil == 0.0).all() for other in others)


@compiled_only
@pytest.mark.parametrize(
    "wrong",
    [
        plots()._replace(trees=np.zeros(4, np.int64)),
        plots()._replace(trees=np.zeros(3, np.int16)),
        plots()._replace(trees=np.zeros(8, np.int16)[::2]),
        plots()._replace(soil=np.zeros((4, 2), np.float32)),
    ],
    ids=["type", "rows", "gaps", "width"],
)
def test_a_column_that_is_not_as_declared_is_refused(wrong: Plots) -> None:
    with pytest.raises(TypeError, match=r"Plots\.(trees|soil) holds .* but is declared as"):
        handed(wrong)


def garden(**other: npt.NDArray[np.float64]) -> Garden:
    crossings = np.arange(12.0).reshape(2, 3, 2)
    gates = np.array([[0, 1], [2, 3], [4, 5]], np.int8)
    return Garden(gates, Paths(np.zeros(5, np.int32), other.get("crossings", crossings)))


@pytest.mark.parametrize("hand", [handed, lambda table: table], ids=["handed", "as it is"])
def test_a_bundle_may_hold_arrays_of_any_length_and_other_bundles(hand) -> None:  # type: ignore[no-untyped-def]
    place = garden()
    assert walk(hand(place)) == (10.0 + 5.0) + 3.0
    assert place.paths.steps.tolist() == [5] * 5 and place.paths.crossings[1, 2, 0] == 15.0


@compiled_only
def test_a_block_of_another_shape_is_refused() -> None:
    with pytest.raises(TypeError, match=r"Paths\.crossings holds float64 \(3, 2, 2\), .* \(2, 3, 2\)"):
        handed(garden(crossings=np.zeros((3, 2, 2))))
