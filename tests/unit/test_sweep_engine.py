"""A row that goes wrong stays alone, and a worker that dies takes nothing with it."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pytest
from support.sweep_functions import DIES, FAILS, FunctionTask, threads

from experiments.sweep.engine import Computed, Engine, Failed, Piece, compute_rows, dask_engine, process_engine
from scenarios.errors import UserMistake

TASK = FunctionTask("ishigami", 1)
PIECES: list[Piece] = [
    ((0, (-1.0, 0.0, 0.0)), (1, (-2.0, 0.0, 0.0))),
    ((2, (1.0, 0.0, 0.0)),),
    ((3, (-3.0, 0.0, 0.0)),),
]


def computed(engine: Engine) -> tuple[list[int], list[Failed]]:
    """Return the numbers of the rows with readings, and the failures."""
    outcomes = list(compute_rows(TASK, PIECES, engine, 2))
    done = sorted(outcome.number for outcome in outcomes if isinstance(outcome, Computed))
    return done, [outcome for outcome in outcomes if isinstance(outcome, Failed)]


def test_a_row_that_cannot_be_computed_is_a_row_with_a_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(FAILS, "1")
    done, failed = computed(threads)
    assert done == [0, 1, 3]
    assert failed == [Failed(2, "ValueError: no such world")]


def test_rows_of_a_worker_that_dies_are_computed_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(DIES, str(tmp_path / "died"))
    assert computed(process_engine) == ([0, 1, 2, 3], [])
    assert (tmp_path / "died").exists()


def test_a_row_that_kills_every_worker_fails_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(DIES, str(tmp_path / "always"))
    done, failed = computed(process_engine)
    assert done == [0, 1, 3]
    assert [entry.number for entry in failed] == [2]
    assert "worker process ended" in failed[0].reason


def test_any_executor_of_futures_will_do() -> None:
    made = []

    @contextmanager
    def engine(workers: int) -> Iterator[Executor]:
        made.append(workers)
        with ThreadPoolExecutor(workers) as executor:
            yield executor

    assert computed(engine) == ([0, 1, 2, 3], [])
    assert made == [2]


def test_dask_computes_the_same_rows_and_tells_when_nobody_answers() -> None:
    dask = pytest.importorskip("dask")
    assert computed(dask_engine("")) == ([0, 1, 2, 3], [])
    with (
        dask.config.set({"distributed.comm.timeouts.connect": "200ms"}),
        pytest.raises(UserMistake, match="scheduler="),
    ):
        computed(dask_engine("tcp://127.0.0.1:9"))
