"""The ledger of real months: it closes, agrees with the counts and with a patient clerk, and sees no ghosts."""

from __future__ import annotations

import numpy as np
import pytest
from support.markets import Bystander, Meddler, small_market
from support.naive_ledger import categories

from experiments.ledger import (
    ARM_CATEGORIES,
    MEASURES,
    REFERENCE_CATEGORIES,
    ROWS,
    VACANCY_CATEGORIES,
    ledger_block,
    settle,
)
from experiments.ledger_tables import imbalance, ledger_table
from simulation import tallies
from simulation.model import LabourMarket
from simulation.policy import NoPolicy

BEGIN, END = 14, 62
REGIONS = ("A", "B", "C", "D", "E", "all")


@pytest.fixture(scope="module")
def arms() -> dict[str, LabourMarket]:
    history = small_market(0.003)
    history.run_until(BEGIN)
    markets = {}
    for name, policy in (("reference", NoPolicy()), ("bystander", Bystander()), ("meddler", Meddler())):
        markets[name] = history.branch(policy)
        markets[name].keep_diary()
        markets[name].run_until(END)
    return markets


def test_every_kind_of_placement_happens_and_a_clerk_agrees(arms: dict[str, LabourMarket]) -> None:
    pair = arms["meddler"].logbook, arms["reference"].logbook
    assert pair[0] is not None
    assert pair[1] is not None
    ledger = settle(pair[0], pair[1])
    expected = categories(pair[0], pair[1])
    found = (
        [ARM_CATEGORIES[code] for code in ledger.arm.category],
        [REFERENCE_CATEGORIES[code] for code in ledger.reference.category],
        [VACANCY_CATEGORIES[code] for code in ledger.arm.vacancy],
        [VACANCY_CATEGORIES[code] for code in ledger.reference.vacancy],
    )
    assert found == expected
    assert set(found[0]) == set(ARM_CATEGORIES)
    assert set(found[1]) == set(REFERENCE_CATEGORIES)
    assert set(found[2]) == set(VACANCY_CATEGORIES)


def test_the_books_close_and_are_the_hires_that_were_counted(arms: dict[str, LabourMarket]) -> None:
    block = ledger_block(arms["meddler"].logbook, arms["reference"].logbook)
    assert imbalance(ledger_table(block[None, None], ("baseline", "meddler"), REGIONS, 1.0)) == 0.0
    for world, name in (("arm", "meddler"), ("reference", "reference")):
        rows = [row[:2] == (world, "person") for row in ROWS]
        listed = block[rows].sum(axis=0)
        flows = arms[name].counts.person_flows[BEGIN:END, :, :, 0].sum(axis=0)
        entries, moves = flows[tallies.HIRES_FROM_NON_EMPLOYMENT], flows[tallies.MOVES]
        assert listed[..., 0].tolist() == [entries.tolist(), moves.tolist()]


def test_a_measure_that_touches_nobody_leaves_every_placement_the_same(arms: dict[str, LabourMarket]) -> None:
    block = ledger_block(arms["bystander"].logbook, arms["reference"].logbook)
    same = np.array([row[2] in ("same", "same_person") for row in ROWS])
    assert block[same].sum() > 0
    assert block[~same].sum() == 0
    assert block[..., MEASURES.index("months_later")].sum() == 0
