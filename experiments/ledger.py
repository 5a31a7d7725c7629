"""The displacement ledger: which placements are new, merely earlier, or at the expense of someone else.

Two worlds that share their past and their luck are put side by side: an arm and the reference. Both keep a diary of
placements (:mod:`simulation.diary`); a placement is a vacancy filled by a person. Every placement of either world gets
exactly one category, in three steps.

**Same.** A placement of the same person in the same vacancy at the same moment, from the same origin (out of work, or
in another job). The vacancy is the same when it is the n-th of the same job design.

**Paired.** What is left of a person is paired in order of time, entries from non-employment apart from job-to-job
moves, never across a placement that is the same in both worlds, and only when the stretches before the two placements
overlap: out of work in both worlds at some time, or both in the job that was left. So "earlier" means that the person
would have ended *this* stretch without work later. Pairing the k-th with the k-th placement instead would call it
earlier when somebody finds a first job now who, in the reference, lost a job and found another one ten years later.

**Chains.** A placement without a partner is followed from hand to hand: its vacancy went to someone else in the other
world, who in this world got another vacancy, which in the other world went to someone else, and so on. Each placement
has at most one partner by person and at most one by vacancy, so chains do not branch; they end in a vacancy that stays
empty in the other world, or with a person who has no such placement in the other world. Chains come in pairs of ends,
and that is why totals close: placements of the arm less those of the reference are the placements without partner in
the arm less those in the reference, and also the vacancies filled only in the arm less those filled only in the
reference.

The period ends with the horizon: who would have been placed after it counts as never placed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from agents.compiled import compiled
from agents.region import SUB_REGIONS
from agents.vocabulary import EMPLOYED
from simulation.calendar import ROUNDS_PER_MONTH
from simulation.diary import Lines, Logbook

__all__ = [
    "ALONE",
    "ARM_CATEGORIES",
    "MEASURES",
    "ORIGINS",
    "REFERENCE_CATEGORIES",
    "ROWS",
    "VACANCY_CATEGORIES",
    "Ledger",
    "Side",
    "ledger_block",
    "settle",
]

Integers = NDArray[np.int64]
Reals = NDArray[np.float64]
Mask = NDArray[np.bool_]

ARM_CATEGORIES: Final = (
    "same",
    "other_job",
    "earlier",
    "later",
    "net_new",
    "taken_over",
    "at_expense",
    "again",
)
"""What a placement of the arm is, compared with the reference."""

REFERENCE_CATEGORIES: Final = ("same", "other_job", "earlier", "later", "net_lost", "displaced", "not_needed")
"""What became of a placement of the reference in the arm; the first four are the other half of a pair."""

VACANCY_CATEGORIES: Final = ("same_person", "someone_else", "not_filled", "not_opened")
"""What became in the other world of the vacancy that was filled."""

SAME, OTHER_JOB, EARLIER, LATER = 0, 1, 2, 3
NET_NEW, TAKEN_OVER, AT_EXPENSE, AGAIN = 4, 5, 6, 7
NET_LOST, DISPLACED, NOT_NEEDED = 4, 5, 6
SAME_PERSON, SOMEONE_ELSE, NOT_FILLED, NOT_OPENED = 0, 1, 2, 3

ORIGINS: Final = ("non_employment", "job")
"""Where a placed person came from: entries into work, and job-to-job moves."""

MEASURES: Final = ("placements", "lasting", "months_later")
"""Placements; those still held after twelve months; months between both halves of a pair, added up."""

ROWS: Final = (
    *(("arm", "person", category) for category in ARM_CATEGORIES),
    *(("reference", "person", category) for category in REFERENCE_CATEGORIES),
    *(("arm", "vacancy", category) for category in VACANCY_CATEGORIES),
    *(("reference", "vacancy", category) for category in VACANCY_CATEGORIES),
)
"""World, view and category of every row of a block."""

ALONE: Final = -1
"""Stands for no partner."""


@dataclass(frozen=True, eq=False)
class Side:
    """The placements of one world, each compared with the other world.

    Attributes
    ----------
    placements : structured array of ``PLACEMENT``, shape (placements,)
        In the order in which they happened.
    origin : ndarray of int64
        0 from non-employment, 1 from another job; see `ORIGINS`.
    category : ndarray of int64
        Position in `ARM_CATEGORIES` or `REFERENCE_CATEGORIES`.
    vacancy : ndarray of int64
        Position in `VACANCY_CATEGORIES`.
    partner, successor : ndarray of int64
        Placement of the other world with the same person, and with the same vacancy; `ALONE` for none.
    at_work_elsewhere : ndarray of bool
        Whether the person was at work in the other world at the end of that month.
    """

    placements: Lines
    origin: Integers
    category: Integers
    vacancy: Integers
    partner: Integers
    successor: Integers
    at_work_elsewhere: Mask


@dataclass(frozen=True, eq=False)
class Ledger:
    """Every placement of an arm and of the reference, with its category.

    Attributes
    ----------
    arm, reference : Side
        The two worlds.
    chain : ndarray of int64, shape (placements of the arm + placements of the reference,)
        Number of the chain each placement belongs to, the arm first.
    """

    arm: Side
    reference: Side
    chain: Integers


def settle(arm: Logbook, reference: Logbook) -> Ledger:
    """Compare every placement of two worlds with a common past.

    Parameters
    ----------
    arm, reference : Logbook
        Diaries of the same months of the same replication, kept from the moment the worlds part.

    Returns
    -------
    Ledger
    """
    ours, theirs = arm.placements, reference.placements
    our_origin, their_origin = _origin(ours), _origin(theirs)
    our_successor, their_successor = _by_vacancy(ours, theirs)
    same = our_successor != ALONE
    for column in ("person", "moment"):
        same[same] = ours[column][same] == theirs[column][our_successor[same]]
    same[same] = our_origin[same] == their_origin[our_successor[same]]
    their_same = np.zeros(len(theirs), np.bool_)
    their_same[our_successor[same]] = True
    our_partner, their_partner = _by_person(ours, our_origin, same, theirs, their_origin, their_same)
    chain = _chains(our_partner, our_successor, len(theirs))
    our_work = reference.was_at_work(_month(ours), ours["person"].astype(np.int64))
    their_work = arm.was_at_work(_month(theirs), theirs["person"].astype(np.int64))
    our_category = _timing(ours, our_partner, theirs, same)
    their_category = np.full(len(theirs), ALONE)
    their_category[our_partner[our_partner != ALONE]] = our_category[our_partner != ALONE]
    extra, lost = our_partner == ALONE, their_partner == ALONE
    ends = chain.max(initial=ALONE) + 1
    loser = np.full(ends, ALONE)
    loser[chain[len(ours) :][lost]] = np.flatnonzero(lost)
    gainer = np.full(ends, ALONE)
    gainer[chain[: len(ours)][extra]] = np.flatnonzero(extra)
    other_end = loser[chain[: len(ours)][extra]]
    our_category[extra] = np.select(
        [our_work[extra] & (our_origin[extra] == 0), other_end == ALONE, np.append(their_work, False)[other_end]],
        [AGAIN, NET_NEW, TAKEN_OVER],
        AT_EXPENSE,
    )
    other_end = gainer[chain[len(ours) :][lost]]
    their_category[lost] = np.select(
        [their_work[lost] & (their_origin[lost] == 0), other_end == ALONE], [NOT_NEEDED, NET_LOST], DISPLACED
    )
    our_vacancy = _fate(ours, our_successor, theirs, reference)
    their_vacancy = _fate(theirs, their_successor, ours, arm)
    return Ledger(
        Side(ours, our_origin, our_category, our_vacancy, our_partner, our_successor, our_work),
        Side(theirs, their_origin, their_category, their_vacancy, their_partner, their_successor, their_work),
        chain,
    )


def ledger_block(arm: Logbook, reference: Logbook) -> Reals:
    """Count the placements of two worlds by category.

    Parameters
    ----------
    arm, reference : Logbook
        See :func:`settle`.

    Returns
    -------
    ndarray of float64, shape (len(ROWS), len(ORIGINS), 5, len(MEASURES))
        Agents (and months) by row, origin, sub-region of residence and measure.
    """
    ledger = settle(arm, reference)
    ours, theirs = ledger.arm, ledger.reference
    block = np.zeros((len(ROWS), len(ORIGINS), len(SUB_REGIONS), len(MEASURES)))
    first = 0
    for side, category, categories, months_later in (
        (ours, ours.category, len(ARM_CATEGORIES), _months_later(ours, theirs)),
        (theirs, theirs.category, len(REFERENCE_CATEGORIES), -_months_later(theirs, ours)),
        (ours, ours.vacancy, len(VACANCY_CATEGORIES), np.zeros(len(ours.vacancy))),
        (theirs, theirs.vacancy, len(VACANCY_CATEGORIES), np.zeros(len(theirs.vacancy))),
    ):
        place = np.ravel_multi_index(
            (first + category, side.origin, arm.sub_region[side.placements["person"]]), block.shape[:3]
        )
        for measure, amounts in enumerate((None, side.placements["lasted"], months_later)):
            counted = np.bincount(place, amounts, minlength=block[..., 0].size)
            block[..., measure] += counted.reshape(block.shape[:3])
        first += categories
    return block


def _months_later(ours: Side, theirs: Side) -> Reals:
    """Return how much later than its partner each placement came, in months; 0 without a partner."""
    later = np.zeros(len(ours.category))
    paired = ours.partner != ALONE
    rounds = ours.placements["moment"][paired].astype(np.float64) - theirs.placements["moment"][ours.partner[paired]]
    later[paired] = rounds / ROUNDS_PER_MONTH
    return later


def _origin(placements: Lines) -> Integers:
    return np.asarray(placements["status"] == EMPLOYED, np.int64)


def _month(placements: Lines) -> Integers:
    return np.asarray(placements["moment"], np.int64) // ROUNDS_PER_MONTH


def _by_vacancy(ours: Lines, theirs: Lines) -> tuple[Integers, Integers]:
    """Find the placements of the same vacancy; a vacancy is filled at most once in a world."""
    successor = np.asarray(pd.Index(theirs["vacancy"].copy()).get_indexer(ours["vacancy"].copy()), np.int64)
    back = np.full(len(theirs), ALONE)
    back[successor[successor != ALONE]] = np.flatnonzero(successor != ALONE)
    return successor, back


def _by_person(
    ours: Lines, our_origin: Integers, our_same: Mask, theirs: Lines, their_origin: Integers, their_same: Mask
) -> tuple[Integers, Integers]:
    """Pair the placements of each person, entries and moves apart, in order of time."""
    partner, back = np.full(len(ours), ALONE), np.full(len(theirs), ALONE)
    our_key = ours["person"].astype(np.int64) * 2 + our_origin
    their_key = theirs["person"].astype(np.int64) * 2 + their_origin
    # A diary is in order of time already; it stays so within each person.
    our_order = np.argsort(our_key * (len(ours) + 1) + np.arange(len(ours)))
    their_order = np.argsort(their_key * (len(theirs) + 1) + np.arange(len(theirs)))
    found = np.full(len(ours), ALONE)
    pair_in_order(
        (our_key[our_order], _month(ours)[our_order], ours["since"].astype(np.int64)[our_order], our_same[our_order]),
        (
            their_key[their_order],
            _month(theirs)[their_order],
            theirs["since"].astype(np.int64)[their_order],
            their_same[their_order],
        ),
        found,
    )
    paired = found != ALONE
    partner[our_order[paired]] = their_order[found[paired]]
    back[their_order[found[paired]]] = our_order[paired]
    return partner, back


@compiled
def pair_in_order(
    ours: tuple[Integers, Integers, Integers, Mask], theirs: tuple[Integers, Integers, Integers, Mask], found: Integers
) -> None:
    """Walk along two lists, person by person and in order of time, and pair what belongs together.

    Parameters
    ----------
    ours, theirs : tuple of arrays of the same length
        Key of the person and origin, ascending; month of the placement, ascending within a key; month in which the
        stretch before began; whether the placement is the same in both worlds.
    found : ndarray of int64, shape (len(ours),)
        Filled with the position of the partner in ``theirs``; left as it was without one.
    """
    our_key, our_month, our_since, our_same = ours
    their_key, their_month, their_since, their_same = theirs
    here, there = 0, 0
    while here < len(our_key) and there < len(their_key):
        if our_key[here] != their_key[there]:
            forward = our_key[here] < their_key[there]
        elif our_same[here] != their_same[there]:
            # One list has come to a placement that is the same in both worlds; the other must catch up.
            forward = their_same[there]
        elif our_same[here] or (our_since[here] <= their_month[there] and their_since[there] <= our_month[here]):
            found[here] = there
            here += 1
            there += 1
            continue
        else:
            forward = our_month[here] < their_month[there]
        if forward:
            here += 1
        else:
            there += 1


def _timing(ours: Lines, partner: Integers, theirs: Lines, same: Mask) -> Integers:
    """Tell for paired placements whether they came earlier, later, or at the same moment in another job."""
    category = np.full(len(ours), ALONE)
    paired = partner != ALONE
    shift = ours["moment"][paired].astype(np.int64) - theirs["moment"][partner[paired]]
    category[paired] = np.select([shift < 0, shift > 0], [EARLIER, LATER], OTHER_JOB)
    category[same] = SAME
    return category


def _chains(partner: Integers, successor: Integers, theirs: int) -> Integers:
    """Give a number to each chain that runs from hand to hand through both worlds."""
    ours = len(partner)
    paired, followed = np.flatnonzero(partner != ALONE), np.flatnonzero(successor != ALONE)
    start = np.concatenate([paired, followed])
    end = ours + np.concatenate([partner[paired], successor[followed]])
    links = coo_array((np.ones(len(start), np.int8), (start, end)), shape=(ours + theirs, ours + theirs))
    return np.asarray(connected_components(links, directed=False)[1], np.int64)


def _fate(ours: Lines, successor: Integers, theirs: Lines, other: Logbook) -> Integers:
    """Tell what became of each filled vacancy in the other world."""
    filled = successor != ALONE
    known = pd.Index(ours["vacancy"][~filled]).isin(np.concatenate(other.vacancies))
    fate = np.full(len(ours), ALONE)
    fate[~filled] = np.where(known, NOT_FILLED, NOT_OPENED)
    by_same = ours["person"][filled] == theirs["person"][successor[filled]]
    fate[filled] = np.where(by_same, SAME_PERSON, SOMEONE_ELSE)
    return np.asarray(fate, np.int64)
