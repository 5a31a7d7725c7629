"""The ledger as a patient clerk would keep it: one placement at a time, with dictionaries, following every chain."""

from __future__ import annotations

from typing import Any

import numpy as np

from agents.vocabulary import EMPLOYED
from simulation.calendar import ROUNDS_PER_MONTH
from simulation.diary import PLACEMENT, Diary, Lines, Logbook


def logbook(
    placements: list[dict[str, Any]], at_work: np.ndarray, known: set[int], regions: np.ndarray, first_month: int
) -> Logbook:
    """Make a logbook; ``at_work`` has shape (months, persons)."""
    lines = np.zeros(len(placements), PLACEMENT)
    for line, placement in zip(lines, placements, strict=True):
        for name, value in placement.items():
            line[name] = value
    return Logbook(
        first_month,
        Diary(lines, np.zeros(0), np.array([len(lines), 0]), np.zeros(0, np.int8)),
        regions,
        [np.packbits(month) for month in at_work],
        [np.array(sorted(known), np.uint64)],
    )


def _month(line: Any) -> int:
    return int(line["moment"]) // ROUNDS_PER_MONTH


def _is_same(one: Any, other: Any) -> bool:
    kinds = [bool(line["status"] == EMPLOYED) for line in (one, other)]
    return bool(one["person"] == other["person"] and one["moment"] == other["moment"] and kinds[0] == kinds[1])


def _pairs(ours: Lines, theirs: Lines) -> dict[int, int]:
    """Pair placements of the same person and origin: same ones first, the others first come first served."""
    by_vacancy = {int(line["vacancy"]): position for position, line in enumerate(theirs)}
    paired = {}
    for position, line in enumerate(ours):
        match = by_vacancy.get(int(line["vacancy"]))
        if match is not None and _is_same(line, theirs[match]):
            paired[position] = match
    anchors = dict(paired)
    for person in {int(line["person"]) for line in ours}:
        for moving in (False, True):
            mine = [
                position
                for position, line in enumerate(ours)
                if line["person"] == person and (line["status"] == EMPLOYED) == moving
            ]
            fixed = sorted(int(ours[position]["moment"]) for position in mine if position in anchors)
            last = -1
            for position in mine:
                if position in anchors:
                    last = anchors[position]
                    continue
                line = ours[position]
                stretch = sum(moment < line["moment"] for moment in fixed)
                for candidate, other in enumerate(theirs):
                    free = candidate > last and candidate not in paired.values()
                    fits = other["person"] == person and (other["status"] == EMPLOYED) == moving
                    between = sum(moment < other["moment"] for moment in fixed) == stretch
                    overlap = line["since"] <= _month(other) and other["since"] <= _month(line)
                    if free and fits and between and overlap:
                        paired[position] = last = candidate
                        break
    return paired


def _was_at_work(book: Logbook, line: Any) -> bool:
    bits = np.unpackbits(book.at_work[_month(line) - book.first_month])
    return bool(bits[line["person"]])


def categories(arm: Logbook, reference: Logbook) -> tuple[list[str], list[str], list[str], list[str]]:
    """Name the category of each placement: of the arm, of the reference, and of the vacancies of both."""
    worlds = (arm.placements, reference.placements)
    books = (arm, reference)
    forward = _pairs(*worlds)
    partner = (forward, {there: here for here, there in forward.items()})
    where = [{int(line["vacancy"]): position for position, line in enumerate(world)} for world in worlds]

    def end_of_chain(world: int, position: int) -> int | None:
        """Follow vacancy and person in turn; the placement at the end, or None where a vacancy stays empty."""
        while True:
            other = where[1 - world].get(int(worlds[world][position]["vacancy"]))
            if other is None:
                return None
            if other not in partner[1 - world]:
                return other
            position = partner[1 - world][other]

    named: tuple[list[str], list[str]] = ([], [])
    fates: tuple[list[str], list[str]] = ([], [])
    for world in (0, 1):
        for position, line in enumerate(worlds[world]):
            moving = bool(line["status"] == EMPLOYED)
            successor = where[1 - world].get(int(line["vacancy"]))
            if position in partner[world]:
                other = worlds[1 - world][partner[world][position]]
                shift = (int(line["moment"]) - int(other["moment"])) * (1 if world == 0 else -1)
                if shift:
                    named[world].append("earlier" if shift < 0 else "later")
                else:
                    named[world].append("same" if line["vacancy"] == other["vacancy"] else "other_job")
            else:
                end = end_of_chain(world, position)
                if _was_at_work(books[1 - world], line) and not moving:
                    named[world].append("again" if world == 0 else "not_needed")
                elif end is None:
                    named[world].append("net_new" if world == 0 else "net_lost")
                elif world == 1:
                    named[world].append("displaced")
                else:
                    loser_works = _was_at_work(books[0], worlds[1][end])
                    named[world].append("taken_over" if loser_works else "at_expense")
            if successor is None:
                known = {int(identity) for group in books[1 - world].vacancies for identity in group}
                fates[world].append("not_filled" if int(line["vacancy"]) in known else "not_opened")
            else:
                same_person = line["person"] == worlds[1 - world][successor]["person"]
                fates[world].append("same_person" if same_person else "someone_else")
    return named[0], named[1], fates[0], fates[1]
