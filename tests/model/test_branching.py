"""A branch is a future of its own: it shares the past and the luck of its parent and nothing else."""

from __future__ import annotations

import numpy as np
import pytest
from support.markets import TABLES, Bystander, Meddler, differing, small_market, state

from simulation.model import LabourMarket
from simulation.policy import NoPolicy


@pytest.fixture
def parent() -> LabourMarket:
    market = small_market(0.003, coaching_intake=0.2)
    market.run_until(14)
    return market


def test_a_branch_never_changes_its_parent(parent: LabourMarket) -> None:
    before = state(parent)
    branch = parent.branch(Meddler())
    branch.run_until(30)
    assert differing(parent, before) == []
    assert "persons.status" in differing(branch, before)


def test_a_parent_never_changes_its_branch(parent: LabourMarket) -> None:
    branch = parent.branch(NoPolicy())
    before = state(branch)
    parent.run_until(30)
    assert differing(branch, before) == []
    branch.run_until(30)
    assert differing(branch, parent) == []


def test_a_branch_shares_no_memory_with_its_parent(parent: LabourMarket) -> None:
    branch = parent.branch(NoPolicy())
    for name in (*TABLES, "counts"):
        for field, one, other in zip(
            getattr(parent, name)._fields, getattr(parent, name), getattr(branch, name), strict=True
        ):
            assert not np.shares_memory(one, other), f"{name}.{field}"
    for one, other in zip(parent.shortlists[0], branch.shortlists[0], strict=True):
        assert not np.shares_memory(one, other), "shortlists"
    for name in ("best_offer", "scratch_rows"):
        assert not np.shares_memory(getattr(parent, name), getattr(branch, name)), name
    assert not np.shares_memory(parent.marketplace.slot_start, branch.marketplace.slot_start), "slot_start"
    for one, other in zip(parent.marketplace.adverts, branch.marketplace.adverts, strict=True):
        assert not np.shares_memory(one, other), "adverts"


def test_two_branches_do_not_feel_each_other(parent: LabourMarket) -> None:
    alone = parent.branch(Meddler())
    alone.run_until(26)
    one, other = parent.branch(Meddler()), parent.branch(NoPolicy())
    while one.month < 26:
        one.step()
        other.step()
    parent.run_until(26)
    assert differing(one, alone) == []
    assert differing(other, parent) == []


def test_a_branch_of_a_branch_keeps_the_policy_until_it_changes(parent: LabourMarket) -> None:
    straight = parent.branch(Meddler())
    straight.run_until(30)
    middle = parent.branch(Meddler())
    middle.run_until(20)
    grandchild = middle.branch(Meddler())
    stopped = middle.branch(Bystander())
    grandchild.run_until(30)
    stopped.run_until(30)
    assert differing(grandchild, straight) == []
    assert stopped.counts.cost_eur[14:20].sum() > 0
    assert stopped.counts.cost_eur[20:30].sum() == 0


def test_arms_share_their_history(parent: LabourMarket) -> None:
    branch = parent.branch(Meddler())
    branch.run_until(24)
    past = branch.measurements.values[:14]
    assert np.array_equal(past, parent.measurements.values, equal_nan=True)
    assert len(branch.measurements.values) == 24
