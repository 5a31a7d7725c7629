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
from typing import TYPE_CHECKING, NamedTuple, TypeVar

import numpy as np

from agents.coaches import Coaches
from agents.employers import Employers
from agents.job_designs import JobDesigns
from simulation.tallies import Tallies, no_tallies

if TYPE_CHECKING:
    from simulation.model import LabourMarket

Outcome = TypeVar("Outcome")

WORTH_SHARING = 20_000
"""People below which handing out shares takes longer than it saves."""


class Share(NamedTuple):
    """One share of the people, and where it counts what all have in common.

    Attributes
    ----------
    number : int
        Number of the share, 0 first.
    first, last : int
        First row and one past the last.
    employers, designs, coaches : Employers, JobDesigns, Coaches
        Tables whose learners of Dutch, headcounts and caseload may be changed in this share; they need not hold the
        whole number.
    tallies : Tallies
        Counts of this share.
    """

    number: int
    first: int
    last: int
    employers: Employers
    designs: JobDesigns
    coaches: Coaches
    tallies: Tallies


def in_shares(market: LabourMarket, rows: int, phase: Callable[[Share], Outcome]) -> list[Outcome]:
    """Run a phase over rows 0 up to ``rows``, in as many shares as the market has threads.

    Parameters
    ----------
    market : LabourMarket
        Its headcounts, caseloads and tallies are up to date again on return.
    rows : int
        Number of rows, 0 or more.
    phase : callable
        Works through one share; may change its own rows, headcounts, caseloads and tallies, and nothing else.

    Returns
    -------
    list
        What the phase returned for each share, in order.
    """
    threads = market.threads if rows >= WORTH_SHARING else 1
    if threads == 1:
        return [phase(Share(0, 0, rows, market.employers, market.designs, market.coaches, market.tallies))]
    borders = [rows * number // threads for number in range(threads + 1)]
    shares = [
        Share(
            number,
            borders[number],
            borders[number + 1],
            market.employers._replace(language_learners=np.zeros_like(market.employers.language_learners)),
            market.designs._replace(
                headcount=np.zeros_like(market.designs.headcount),
                simple_headcount=np.zeros_like(market.designs.simple_headcount),
            ),
            market.coaches._replace(caseload=np.zeros_like(market.coaches.caseload)),
            no_tallies(),
        )
        for number in range(threads)
    ]
    outcomes = list(_pool(threads).map(phase, shares))
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


@cache
def _pool(threads: int) -> ThreadPoolExecutor:
    """Keep one pool of threads per size; rules let go of the interpreter while they run."""
    return ThreadPoolExecutor(threads, thread_name_prefix="westwerk")
