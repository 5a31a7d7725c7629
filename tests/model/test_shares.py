"""Threads show in the time and in nothing else."""

from __future__ import annotations

import numpy as np
import pytest
from support.markets import Meddler, differing, small_market

import simulation.shares
from agents.handing import phase
from agents.job_designs import JobDesigns
from simulation.marketplace import Searchers, close_ranks, nobody_searches
from simulation.model import LabourMarket
from simulation.tallies import Tallies

MONTHS = 20


@pytest.fixture(autouse=True)
def shares_of_any_size(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(simulation.shares, "WORTH_SHARING", 1)
    monkeypatch.setattr(simulation.shares, "LEAST_PIECE", 1)


def lived(threads: int) -> LabourMarket:
    market = small_market(0.003, coaching_intake=0.2)
    market.use_threads(threads)
    market.run_until(MONTHS // 2)
    branch = market.branch(Meddler())
    branch.run_until(MONTHS)
    return branch


@pytest.mark.parametrize("threads", [2, 3])
def test_any_number_of_threads_gives_the_same_agents_and_counts(threads: int) -> None:
    alone, together = lived(1), lived(threads)
    assert differing(together, alone) == []


def test_shares_cover_every_row_once() -> None:
    market = small_market(0.003)
    market.use_threads(3)
    seen = simulation.shares.in_shares(market, 20, 120, lambda share: range(share.first, share.last))
    assert [row for rows in seen for row in rows] == list(range(20, 120))


@phase
def everyone_leaves(designs: JobDesigns, design: int, people: int, tallies: Tallies) -> None:
    designs.headcount[design] -= people
    tallies.search[0, 7, 4] += 1


def test_what_shares_count_is_added_to_what_was_counted() -> None:
    market = small_market(0.003)
    market.use_threads(2)
    headcount = market.designs.headcount.copy()

    def leave(share: simulation.shares.Share) -> None:
        everyone_leaves(share.designs, share.thread, share.last - share.first, share.tallies)

    market.tallies.search[0, 7, 4] = 5
    simulation.shares.in_shares(market, 0, 100, leave, moves_staff=True)
    assert (headcount - market.designs.headcount)[:2].sum() == 100
    assert (market.designs.headcount[2:] == headcount[2:]).all()
    assert market.tallies.search[0, 7, 4] == 5 + 2 * simulation.shares.PIECES_PER_THREAD


def test_searchers_listed_in_stretches_close_ranks_in_order() -> None:
    rows = np.array([4, 5, 0, 0, 7, 0, 8, 9, 6], dtype=np.int32)
    searchers = Searchers(*(rows.astype(column.dtype) for column in nobody_searches(0)))
    count = close_ranks(searchers, [(0, 2), (4, 1), (6, 3)])
    assert searchers.row[:count].tolist() == [4, 5, 7, 8, 9, 6]
    assert searchers.visits[:count].tolist() == [4.0, 5.0, 7.0, 8.0, 9.0, 6.0]
