"""How replications are computed: one history each, one branch per arm, over processes, in order."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Generator, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import closing, contextmanager
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from experiments.progress import ProgressReport
from scenarios.arms import Arm
from scenarios.errors import RunFailure
from scenarios.intervention import Intervention

Reals = NDArray[np.float64]
Finished = Generator[tuple[int, list[Reals]], None, None]


class Measurements(Protocol):
    """Monthly measurements of a market."""

    @property
    def values(self) -> Reals:
        """Array of float64, shape (month, region, series)."""


class Market(Protocol):
    """What the runner asks of a labour market."""

    @property
    def measurements(self) -> Measurements:
        """What was measured so far."""

    def run_until(self, month: int) -> None:
        """Step until a month, exclusive."""

    def branch(self, policy: Any) -> Market:
        """Copy the market and install a policy."""


class BuildMarket(Protocol):
    """Builds the market of one replication at January 2012, without policy."""

    def __call__(self, setup: Any, replication: int, /) -> Market:
        """Build it; the setup is the model's own."""


class BuildPolicy(Protocol):
    """Builds the policy of one arm."""

    def __call__(self, interventions: Sequence[Intervention], setup: Any, replication: int, /) -> Any:
        """Build it; without interventions it is the policy of the baseline."""


class SideArms(Protocol):
    """Arms that are computed beside those asked for, and of which only what is needed leaves the process."""

    @property
    def names(self) -> tuple[str, ...]:
        """Names, other than those of the arms asked for."""

    def arms(self, replication: int, /) -> Sequence[Arm]:
        """Return the arms in the order of the names; what they hold may differ between replications."""

    def condense(self, values: Reals, /) -> Reals:
        """Return what to keep of the measurements of one arm, shape (month, region, series)."""


@dataclass(frozen=True)
class Recipe:
    """All that a worker process needs to compute a replication.

    Attributes
    ----------
    setup : object
        The setup of the market, picklable.
    arms : tuple of Arm
        The futures, the reference first.
    policy_start, end : int
        Month in which the arms part, and month after the last.
    build_market, build_policy : callable
        Functions at the top level of a module, so that every process can find them.
    side_arms : SideArms or None
        Arms that are needed beside those asked for.
    """

    setup: Any
    arms: tuple[Arm, ...]
    policy_start: int
    end: int
    build_market: BuildMarket
    build_policy: BuildPolicy
    side_arms: SideArms | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """Names of everything that is computed, in order."""
        return tuple(arm.name for arm in self.arms) + (() if self.side_arms is None else self.side_arms.names)


def run_replication(recipe: Recipe, replication: int) -> list[Reals]:
    """Compute one replication: a shared history, then every arm.

    Parameters
    ----------
    recipe : Recipe
        What to compute.
    replication : int
        Number of the replication, 0 or more.

    Returns
    -------
    list of ndarray of float64, shape (month, region, series)
        Measurements of every arm from January 2012 on, history included; then what is kept of every side arm.
    """
    market = recipe.build_market(recipe.setup, replication)
    market.run_until(recipe.policy_start)

    def measure(arm: Arm) -> Reals:
        future = market.branch(recipe.build_policy(arm.interventions, recipe.setup, replication))
        future.run_until(recipe.end)
        return np.array(future.measurements.values, dtype=np.float64)

    measured = [measure(arm) for arm in recipe.arms]
    if recipe.side_arms is not None:
        measured += [recipe.side_arms.condense(measure(arm)) for arm in recipe.side_arms.arms(replication)]
    return measured


def run_replications(recipe: Recipe, replications: int, workers: int, progress: ProgressReport) -> dict[str, Reals]:
    """Compute all replications.

    Parameters
    ----------
    recipe : Recipe
        What to compute.
    replications : int
        Number of replications, at least 1.
    workers : int
        Number of processes; 0 for one per processor, 1 to stay in this process. Results do not depend on it.
    progress : ProgressReport
        Is told of every finished replication.

    Returns
    -------
    dict of str to ndarray of float64, shape (replication, month, region, series)
        Measurements by arm, replications in order; of a side arm what is kept of it.

    Raises
    ------
    RunFailure
        If a worker process disappears.
    KeyboardInterrupt
        If the user stops; by then every worker process has ended.
    """
    processes = min(workers or os.cpu_count() or 1, replications)
    values: dict[str, Reals] = {}
    computed = _inline if processes == 1 else _in_processes
    with closing(computed(recipe, replications, processes)) as finished:
        for replication, measured in finished:
            for name, series in zip(recipe.names, measured, strict=True):
                if name not in values:
                    values[name] = np.empty((replications, *series.shape))
                values[name][replication] = series
            progress.advance()
    return values


def _inline(recipe: Recipe, replications: int, processes: int) -> Finished:
    """Compute replications one after the other in this process."""
    for replication in range(replications):
        yield replication, run_replication(recipe, replication)


def _in_processes(recipe: Recipe, replications: int, processes: int) -> Finished:
    """Compute replications in worker processes, yielded as they finish."""
    executor = ProcessPoolExecutor(
        processes, mp_context=multiprocessing.get_context("spawn"), initializer=follow_parent
    )
    try:
        with interrupts_held_back():
            waiting: dict[Future[list[Reals]], int] = {
                executor.submit(run_replication, recipe, replication): replication
                for replication in range(replications)
            }
        for future in as_completed(waiting):
            # A finished block is large; forget it here as soon as the caller has taken it.
            yield waiting.pop(future), future.result()
    except BrokenProcessPool as problem:
        raise RunFailure(
            nl=(
                f"Een rekenproces stopte onverwacht, wellicht door te weinig geheugen ({processes} samen); "
                "probeer workers=1 of een kleinere scale."
            ),
            en=(
                f"A worker process stopped unexpectedly, perhaps for lack of memory ({processes} at a time); "
                "try workers=1 or a smaller scale."
            ),
        ) from problem
    except BaseException:
        for worker in multiprocessing.active_children():
            worker.terminate()
        raise
    finally:
        executor.shutdown(wait=True, cancel_futures=True)


@contextmanager
def interrupts_held_back() -> Iterator[None]:
    """Start worker processes deaf to Ctrl-C: they inherit the mask, and only the parent answers it, right after."""
    previous = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, previous)


def follow_parent() -> None:
    """End this worker when its parent ends, however that happens."""
    parent = multiprocessing.parent_process()

    def follow() -> None:
        if parent is not None:
            parent.join()
            os._exit(1)

    threading.Thread(target=follow, daemon=True).start()
