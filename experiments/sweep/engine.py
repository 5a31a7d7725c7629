"""How rows are computed: by any executor of futures, in any order, with lost workers made good."""

from __future__ import annotations

import multiprocessing
import time
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Executor, Future, ProcessPoolExecutor, wait
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from experiments.runner import follow_parent, interrupts_held_back
from scenarios.errors import UserMistake

__all__ = ["Computed", "Engine", "Failed", "RowTask", "compute_rows", "dask_engine", "process_engine"]

Reals = NDArray[np.float64]

_IN_FLIGHT = 2
"""Pieces of work handed out per worker: one in hand and one waiting, so that nobody idles and little is repeated."""

_TRIALS = 2
"""Times a row may take its worker down, computed alone, before it counts as failed."""


class RowTask(Protocol):
    """What is computed for one row of a design; it must survive the way to another process."""

    def __call__(self, values: Sequence[float], /) -> Reals:
        """Return readings, shape (replication, arm, indicator), for one value of each factor."""


@dataclass(frozen=True, eq=False)
class Computed:
    """Readings of one row and how long they took."""

    number: int
    values: Reals
    seconds: float


@dataclass(frozen=True)
class Failed:
    """A row that could not be computed, and why."""

    number: int
    reason: str


Outcome = Computed | Failed
Piece = tuple[tuple[int, tuple[float, ...]], ...]
Engine = Callable[[int], AbstractContextManager[Executor]]
"""Makes an executor with so many workers."""


_last_task: list[RowTask] = []


def compute_piece(task: RowTask, piece: Piece) -> list[Outcome]:
    """Compute a few rows in one worker; what goes wrong in a row stays in that row."""
    outcomes: list[Outcome] = []
    # Every piece brings its own copy of the task; the one this process has used knows what it kept for speed.
    if _last_task and _last_task[0] == task:
        task = _last_task[0]
    else:
        _last_task[:] = [task]
    for number, values in piece:
        started = time.perf_counter()
        try:
            readings = np.asarray(task(values), dtype=np.float64)
        except Exception as problem:
            text = problem.sentence("en") if isinstance(problem, UserMistake) else str(problem)
            first_line = text.strip().splitlines()[0] if text.strip() else ""
            outcomes.append(Failed(number, f"{type(problem).__name__}: {first_line}".rstrip(": ")))
            continue
        outcomes.append(Computed(number, readings, time.perf_counter() - started))
    return outcomes


def compute_rows(
    task: RowTask, pieces: Iterable[Piece], engine: Engine, workers: int
) -> Generator[Outcome, None, None]:
    """Compute rows in whatever order they finish.

    A worker that disappears takes nothing with it: the rows it may have held are computed again, one by one, and
    only a row that takes its worker down again and again is given up.

    Parameters
    ----------
    task : RowTask
        What to compute.
    pieces : iterable of pieces
        Rows with their values, asked for as workers come free; rows of a piece go to the same worker, in order.
    engine : Engine
        Makes the executor.
    workers : int
        Number of workers, at least 1.

    Yields
    ------
    Computed or Failed
        Every row once.
    """
    source = iter(pieces)
    suspects: list[Piece] = []
    lost: list[Piece] = []
    ended = False
    while not ended:
        with engine(workers) as executor:
            lost, ended = yield from _drain(task, source, executor, workers * _IN_FLIGHT)
        suspects.extend((row,) for piece in lost for row in piece)
    trials: dict[int, int] = {}
    while suspects:
        # One row at a time and one worker, so that a worker that dies accuses nobody else.
        alone = iter(suspects)
        with engine(1) as executor:
            lost, _ = yield from _drain(task, alone, executor, 1)
        suspects = list(alone)
        for piece in lost:
            number = piece[0][0]
            trials[number] = trials.get(number, 0) + 1
            if trials[number] < _TRIALS:
                suspects.append(piece)
            else:
                yield Failed(number, "the worker process ended while computing this row, perhaps for lack of memory")


def _drain(
    task: RowTask, pieces: Iterator[Piece], executor: Executor, most: int
) -> Generator[Outcome, None, tuple[list[Piece], bool]]:
    """Compute pieces until none is left or a worker is lost; return what was lost, and whether none is left."""
    waiting: dict[Future[list[Outcome]], Piece] = {}
    lost: list[Piece] = []
    ended = False
    while True:
        while not (ended or lost) and len(waiting) < most:
            piece = next(pieces, None)
            if piece is None:
                ended = True
                break
            try:
                with interrupts_held_back():
                    waiting[executor.submit(compute_piece, task, piece)] = piece
            except RuntimeError:
                # A pool that lost a process takes no more work.
                lost.append(piece)
        if not waiting:
            return lost, ended
        finished, _ = wait(waiting, return_when=FIRST_COMPLETED)
        for future in finished:
            piece = waiting.pop(future)
            if future.exception() is None:
                yield from future.result()
            else:
                lost.append(piece)


@contextmanager
def process_engine(workers: int) -> Iterator[Executor]:
    """Offer worker processes on this machine, which end when this process ends, however that happens."""
    executor = ProcessPoolExecutor(workers, mp_context=multiprocessing.get_context("spawn"), initializer=follow_parent)
    before = set(multiprocessing.active_children())
    try:
        yield executor
    except BaseException:
        for worker in set(multiprocessing.active_children()) - before:
            worker.terminate()
        raise
    finally:
        executor.shutdown(wait=True, cancel_futures=True)


def dask_engine(address: str) -> Engine:
    """Return an engine that hands rows to Dask.

    Parameters
    ----------
    address : str
        Address of a running scheduler, such as ``tcp://node1:8786``; empty to start a cluster on this machine.

    Returns
    -------
    Engine

    Raises
    ------
    UserMistake
        If Dask is not installed.
    """
    try:
        import distributed
    except ImportError as problem:
        raise UserMistake(
            nl="Voor engine=dask is het pakket Dask nodig; installeer het met: pip install 'westwerk[cluster]'.",
            en="engine=dask needs the package Dask; install it with: pip install 'westwerk[cluster]'.",
        ) from problem

    @contextmanager
    def offer(workers: int) -> Iterator[Executor]:
        local = {"n_workers": workers, "threads_per_worker": 1, "dashboard_address": None}
        options: dict[str, Any] = {"address": address} if address else local
        try:
            connect: Any = distributed.Client
            # Processes of a cluster on this machine do not hear Ctrl-C either; only this process answers it.
            with interrupts_held_back():
                client = connect(**options, set_as_default=False)
        except OSError as error:
            raise UserMistake(
                nl=f"Op '{address}' antwoordt geen Dask-scheduler ({error}); controleer scheduler=.",
                en=f"No Dask scheduler answers at '{address}' ({error}); check scheduler=.",
            ) from error
        with client:
            # Rows are kept by this process, so a worker that dies costs its rows only, and they are computed again.
            yield client.get_executor(pure=False)

    return offer
