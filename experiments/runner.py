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

ACCOUNT = "(account)"
"""Name of what an account says; no arm can have it."""

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

    def use_threads(self, threads: int) -> None:
        """Spread the work of this market over threads, without effect on results."""

    def branch(self, policy: Any) -> Market:
        """Copy the market and install a policy."""

    def keep_diary(self) -> None:
        """Write down every placement from now on; only asked for with an account."""

    @property
    def logbook(self) -> Any:
        """What was written down."""


class BuildMarket(Protocol):
    """Builds the market of one replication at January 2012, without policy."""

    def __call__(self, setup: Any, replication: int, /) -> Market:
        """Build it; the setup is the model's own."""


class BuildPolicy(Protocol):
    """Builds the policy of one arm."""

    def __call__(self, interventions: Sequence[Intervention], setup: Any, replication: int, /) -> Any:
        """Build it; without interventions it is the policy of the baseline."""


class Account(Protocol):
    """Compares what was written down in an arm and in the reference."""

    def __call__(self, arm: Any, reference: Any, /) -> Reals:
        """Count; the shape is the same for every arm and replication."""


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
    account : Account or None
        What to make of the diaries of the arms; without it no diary is kept.
    """

    setup: Any
    arms: tuple[Arm, ...]
    policy_start: int
    end: int
    build_market: BuildMarket
    build_policy: BuildPolicy
    side_arms: SideArms | None = None
    account: Account | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """Names of everything that is computed, in order."""
        names = tuple(arm.name for arm in self.arms) + (() if self.side_arms is None else self.side_arms.names)
        return names if self.account is None else (*names, ACCOUNT)


def run_replication(recipe: Recipe, replication: int, threads: int = 1) -> list[Reals]:
    """Compute one replication: a shared history, then every arm.

    Parameters
    ----------
    recipe : Recipe
        What to compute.
    replication : int
        Number of the replication, 0 or more.
    threads : int
        Threads within this process; results do not depend on it.

    Returns
    -------
    list of ndarray of float64, shape (month, region, series)
        Measurements of every arm from January 2012 on, history included; then what is kept of every side arm; then,
        with an account, what it says of every arm but the reference, stacked.
    """
    market = recipe.build_market(recipe.setup, replication)
    market.use_threads(threads)
    market.run_until(recipe.policy_start)

    def run(arm: Arm, diary: bool) -> tuple[Reals, Any]:
        future = market.branch(recipe.build_policy(arm.interventions, recipe.setup, replication))
        if diary:
            future.keep_diary()
        future.run_until(recipe.end)
        return np.array(future.measurements.values, dtype=np.float64), future.logbook if diary else None

    values, reference = run(recipe.arms[0], recipe.account is not None)
    measured, accounts = [values], []
    for arm in recipe.arms[1:]:
        values, logbook = run(arm, recipe.account is not None)
        measured.append(values)
        if recipe.account is not None:
            accounts.append(recipe.account(logbook, reference))
    if recipe.side_arms is not None:
        measured += [recipe.side_arms.condense(run(arm, False)[0]) for arm in recipe.side_arms.arms(replication)]
    return measured if recipe.account is None else [*measured, np.stack(accounts)]


def run_replications(recipe: Recipe, replications: int, workers: int, progress: ProgressReport) -> dict[str, Reals]:
    """Compute all replications.

    Parameters
    ----------
    recipe : Recipe
        What to compute.
    replications : int
        Number of replications, at least 1.
    workers : int
        Number of processes, each with one thread; 1 to stay in this process. 0 to use every processor: a process
        for each, or threads where there are fewer replications than processors. Results do not depend on it.
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
    processes = min(workers or processors(), replications)
    threads = 1 if workers else max(1, processors() // processes)
    values: dict[str, Reals] = {}
    computed = _inline if processes == 1 else _in_processes
    with closing(computed(recipe, replications, processes, threads)) as finished:
        for replication, measured in finished:
            for name, series in zip(recipe.names, measured, strict=True):
                if name not in values:
                    values[name] = np.empty((replications, *series.shape))
                values[name][replication] = series
            progress.advance()
    return values


def processors() -> int:
    """Return the number of processors that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _inline(recipe: Recipe, replications: int, processes: int, threads: int) -> Finished:
    """Compute replications one after the other in this process."""
    for replication in range(replications):
        yield replication, run_replication(recipe, replication, threads)


def _in_processes(recipe: Recipe, replications: int, processes: int, threads: int) -> Finished:
    """Compute replications in worker processes, yielded as they finish."""
    executor = ProcessPoolExecutor(
        processes, mp_context=multiprocessing.get_context("spawn"), initializer=follow_parent
    )
    try:
        with interrupts_held_back():
            waiting: dict[Future[list[Reals]], int] = {
                executor.submit(run_replication, recipe, replication, threads): replication
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
