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
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

import numpy as np
import numpy.typing as npt

from agents.coaches import Coaches
from agents.employers import Employers
from agents.handing import handed
from agents.job_designs import JobDesigns
from simulation.tallies import Tallies, in_a_row, no_tallies

if TYPE_CHECKING:
    from simulation.model import LabourMarket

Outcome = TypeVar("Outcome")

WORTH_SHARING = 50_000
"""People in the market below which handing out shares takes longer than it saves."""

PIECES_PER_THREAD = 6
"""A thread that finishes early takes the next piece: some stretches of people are more work than others."""

LEAST_PIECE = 15_000
"""People in the market for each piece: handing out smaller pieces takes longer than the waiting that they save."""


class Share(NamedTuple):
    """A stretch of the people that one thread takes, and where that thread counts what all have in common.

    Attributes
    ----------
    thread : int
        Number of the thread, 0 first.
    first, last : int
        First row and one past the last.
    employers, designs, coaches : Employers, JobDesigns, Coaches
        Tables, as phases take them. In a phase that moves staff their learners of Dutch, headcounts, staff on a course
        and caseload may be changed here; they need not hold the whole number. In any other they are as in the market.
    tallies : Tallies
        Counts of this thread, as phases take them.
    """

    thread: int
    first: int
    last: int
    employers: Employers
    designs: JobDesigns
    coaches: Coaches
    tallies: Tallies


def in_shares(
    market: LabourMarket, first: int, last: int, phase: Callable[[Share], Outcome], *, moves_staff: bool = False
) -> list[Outcome]:
    """Run a phase over rows ``first`` up to ``last``, in stretches that threads take one after the other.

    Parameters
    ----------
    market : LabourMarket
        Its headcounts, caseloads and tallies are up to date again on return.
    first, last : int
        First row, and one past the last.
    phase : callable
        Works through one stretch; may change its own rows and tallies, and nothing else.
    moves_staff : bool
        Whether the phase changes headcounts, learners or caseloads too.

    Returns
    -------
    list
        What the phase returned for each stretch, in order of rows.
    """
    threads = market.threads if market.present >= WORTH_SHARING else 1
    if threads == 1:
        tables = market.handed
        return [phase(Share(0, first, last, tables.employers, tables.designs, tables.coaches, market.counting))]
    pieces = threads * max(1, min(PIECES_PER_THREAD, market.present // (threads * LEAST_PIECE)))
    borders = [first + (last - first) * piece // pieces for piece in range(pieces + 1)]
    own_counts = _own_counts(market, threads, moves_staff)
    tables = market.handed
    common = tables.employers, tables.designs, tables.coaches
    left = iter(range(pieces))
    outcomes: dict[int, Outcome] = {}

    def work(thread: int) -> None:
        own = own_counts[thread]
        for piece in left:
            counted = own.handed if moves_staff else common
            outcomes[piece] = phase(Share(thread, borders[piece], borders[piece + 1], *counted, own.counting))

    # This thread works along: it begins while the others are still waking up.
    others = [_pool(threads - 1).submit(work, thread) for thread in range(1, threads)]
    work(0)
    for other in others:
        other.result()
    for own in own_counts:
        if moves_staff:
            for total, counted in zip(_common_counts(market), own.columns, strict=True):
                np.add(total, counted, out=total)
        np.add(in_a_row(market.tallies), in_a_row(own.tallies), out=in_a_row(market.tallies))
    return [outcomes[piece] for piece in range(pieces)]


def listed(market: LabourMarket, write: Callable[[Share], int]) -> npt.NDArray[np.int32]:
    """List people among all who are present, in stretches that threads take one after the other.

    Parameters
    ----------
    market : LabourMarket
        Its scratch rows are overwritten.
    write : callable
        Writes the rows of those chosen in one stretch into the scratch rows, from the first row of the stretch on, and
        returns how many they are.

    Returns
    -------
    ndarray of int32
        Rows of all who were chosen, in order.
    """
    first, last = market.first_present, market.present
    stretches = in_shares(market, first, last, lambda share: (share.first, write(share)))
    return np.concatenate([market.scratch_rows[start : start + count] for start, count in stretches])


class OwnCounts(NamedTuple):
    """What one thread counts for itself.

    Attributes
    ----------
    columns : tuple of ndarray
        Columns in the place of those of :func:`_common_counts`.
    handed : tuple of Employers, JobDesigns and Coaches
        Tables, as phases take them, that hold these columns.
    tallies, counting : Tallies
        Tallies of this thread, and as phases take them.
    """

    columns: tuple[npt.NDArray[Any], ...]
    handed: tuple[Employers, JobDesigns, Coaches]
    tallies: Tallies
    counting: Tallies


def _common_counts(market: LabourMarket) -> tuple[npt.NDArray[Any], ...]:
    """Return the columns in which phases count what people have in common."""
    designs = market.designs
    return (
        market.employers.language_learners,
        designs.headcount,
        designs.simple_headcount,
        designs.studying,
        designs.on_notice,
        market.coaches.caseload,
    )


def _own_counts(market: LabourMarket, threads: int, moves_staff: bool) -> list[OwnCounts]:
    """Return the counts of each thread, all nought; the same ones for as long as the tables are the same."""
    tables = market.handed
    if market.own_counts is None or market.own_counts[0] is not tables:
        market.own_counts = tables, [_new_counts(market) for _ in range(threads)]
    for own in market.own_counts[1]:
        for column in own.columns if moves_staff else ():
            column.fill(0)
        in_a_row(own.tallies).fill(0)
    return market.own_counts[1]


def _new_counts(market: LabourMarket) -> OwnCounts:
    """Make room for the counts of one thread."""
    columns = tuple(map(np.empty_like, _common_counts(market)))
    learners, heads, simple_heads, studying, on_notice, caseload = columns
    employers = market.employers._replace(language_learners=learners)
    designs = market.designs._replace(
        headcount=heads, simple_headcount=simple_heads, studying=studying, on_notice=on_notice
    )
    coaches = market.coaches._replace(caseload=caseload)
    tallies = no_tallies()
    return OwnCounts(columns, (handed(employers), handed(designs), handed(coaches)), tallies, handed(tallies))


@cache
def _pool(threads: int) -> ThreadPoolExecutor:
    """Keep one pool of threads per size; rules let go of the interpreter while they run."""
    return ThreadPoolExecutor(threads, thread_name_prefix="westwerk")
