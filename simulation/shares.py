"""How phases that take people one by one run on several processors, with the same outcome as on one.

In such a phase a rule reads whatever it likes and writes only to the person it is about. What people have in common -
headcounts, caseloads, tallies, short lists - each share of the people counts for itself, and afterwards the shares are
added up. Whole numbers add up the same in any order, and luck belongs to identities, so the number of processors shows
in the time and in nothing else.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from queue import SimpleQueue
from typing import TYPE_CHECKING, NamedTuple, TypeVar

import numpy as np

from agents.coaches import Coaches
from agents.employers import Employers
from agents.job_designs import JobDesigns
from simulation.tallies import Tallies, no_tallies

if TYPE_CHECKING:
    from simulation.model import LabourMarket

Outcome = TypeVar("Outcome")

WORTH_SHARING = 200_000
"""People in the market below which handing out shares takes longer than it saves."""

PIECES_PER_THREAD = 6
"""A thread that finishes early takes the next piece: some stretches of people are more work than others."""


class Share(NamedTuple):
    """A stretch of the people that one thread takes, and where that thread counts what all have in common.

    Attributes
    ----------
    thread : int
        Number of the thread, 0 first.
    first, last : int
        First row and one past the last.
    employers, designs, coaches : Employers, JobDesigns, Coaches
        Tables whose learners of Dutch, headcounts and caseload may be changed here; they need not hold the
        whole number.
    tallies : Tallies
        Counts of this thread.
    """

    thread: int
    first: int
    last: int
    employers: Employers
    designs: JobDesigns
    coaches: Coaches
    tallies: Tallies


def in_shares(market: LabourMarket, first: int, last: int, phase: Callable[[Share], Outcome]) -> list[Outcome]:
    """Run a phase over rows ``first`` up to ``last``, in stretches that threads take one after the other.

    Parameters
    ----------
    market : LabourMarket
        Its headcounts, caseloads and tallies are up to date again on return.
    first, last : int
        First row, and one past the last.
    phase : callable
        Works through one stretch; may change its own rows, headcounts, caseloads and tallies, and nothing else.

    Returns
    -------
    list
        What the phase returned for each stretch, in order of rows.
    """
    threads = market.threads if market.present >= WORTH_SHARING else 1
    if threads == 1:
        return [phase(Share(0, first, last, market.employers, market.designs, market.coaches, market.tallies))]
    pieces = threads * PIECES_PER_THREAD
    borders = [first + (last - first) * piece // pieces for piece in range(pieces + 1)]
    shares = [_own_counts(market, thread) for thread in range(threads)]
    free: SimpleQueue[Share] = SimpleQueue()
    for share in shares:
        free.put(share)

    def take(piece: int) -> Outcome:
        share = free.get()
        outcome = phase(share._replace(first=borders[piece], last=borders[piece + 1]))
        free.put(share)
        return outcome

    outcomes = list(_pool(threads).map(take, range(pieces)))
    for share in shares:
        for own, counted in (
            (market.employers.language_learners, share.employers.language_learners),
            (market.designs.headcount, share.designs.headcount),
            (market.designs.simple_headcount, share.designs.simple_headcount),
            (market.coaches.caseload, share.coaches.caseload),
        ):
            np.add(own, counted, out=own)
        for total, part in zip(market.tallies, share.tallies, strict=True):
            np.add(total, part, out=total)
    return outcomes


def _own_counts(market: LabourMarket, thread: int) -> Share:
    """Return a share without rows whose counts begin at nought."""
    employers, designs, coaches = market.employers, market.designs, market.coaches
    return Share(
        thread,
        0,
        0,
        employers._replace(language_learners=np.zeros_like(employers.language_learners)),
        designs._replace(
            headcount=np.zeros_like(designs.headcount), simple_headcount=np.zeros_like(designs.simple_headcount)
        ),
        coaches._replace(caseload=np.zeros_like(coaches.caseload)),
        no_tallies(),
    )


@cache
def _pool(threads: int) -> ThreadPoolExecutor:
    """Keep one pool of threads per size; rules let go of the interpreter while they run."""
    return ThreadPoolExecutor(threads, thread_name_prefix="westwerk")
