"""Where a placement can lead: whose path it is linked with, through the same vacancy or a job that was left."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from experiments.ledger import ALONE, SAME, Ledger, Side
from simulation.calendar import ROUNDS_PER_MONTH
from simulation.diary import Logbook

__all__ = ["CHAIN", "Placement", "Trail"]

CHAIN = 4
"""Most steps from hand to hand that are followed."""

Placement = tuple[int, int]
"""World (0 arm, 1 reference) and position of a placement in the diary of that world."""


class Trail:
    """Links between the placements of an arm and those of the reference.

    Parameters
    ----------
    ledger : Ledger
        Every placement with its category.
    logs : sequence of Logbook
        Diaries of the arm and of the reference.
    """

    def __init__(self, ledger: Ledger, logs: Sequence[Logbook]) -> None:
        self.sides: tuple[Side, Side] = (ledger.arm, ledger.reference)
        self._logs = logs

    @cached_property
    def first(self) -> dict[int, Placement]:
        """For everyone whose path differs, the first placement that is not the same in both worlds."""
        found: dict[int, tuple[int, int, int]] = {}
        for world, side in enumerate(self.sides):
            positions = np.flatnonzero(side.category != SAME)
            people, moments = (side.placements[name][positions].tolist() for name in ("person", "moment"))
            for person, moment, position in zip(people, moments, positions.tolist(), strict=True):
                if person not in found or moment < found[person][0]:
                    found[person] = (moment, world, position)
        return {person: (world, position) for person, (_, world, position) in found.items()}

    @cached_property
    def _opened(self) -> list[tuple[NDArray[np.uint64], NDArray[np.int64]]]:
        """Identities of the vacancies of each world in ascending order, and the months in which they opened."""
        known = []
        for log in self._logs:
            identities = np.concatenate(log.vacancies)
            months = np.repeat(np.arange(len(log.vacancies)), [len(group) for group in log.vacancies])
            order = np.argsort(identities, kind="stable")
            known.append((identities[order], log.first_month - 1 + months[order]))
        return known

    def opened(self, world: int, vacancy: int) -> int | None:
        """Return the month in which a vacancy opened in a world; None where it never did."""
        identities, months = self._opened[world]
        place = int(np.searchsorted(identities, np.uint64(vacancy)))
        return int(months[place]) if place < len(identities) and int(identities[place]) == vacancy else None

    def person(self, placement: Placement) -> int:
        """Return the row of the person who was placed."""
        return int(self.sides[placement[0]].placements["person"][placement[1]])

    def rival(self, placement: Placement) -> Placement | None:
        """Find the placement of someone else in the same vacancy in the other world."""
        world, position = placement
        successor = int(self.sides[world].successor[position])
        if successor == ALONE or self.person((1 - world, successor)) == self.person(placement):
            return None
        return 1 - world, successor

    @cached_property
    def _by_left(self) -> list[dict[int, list[int]]]:
        """Positions of the placements that left each job design and differ between the worlds."""
        found: list[dict[int, list[int]]] = [{}, {}]
        for world, side in enumerate(self.sides):
            positions = np.flatnonzero((side.category != SAME) & (side.placements["left"] >= 0))
            for position, design in zip(positions.tolist(), side.placements["left"][positions].tolist(), strict=True):
                found[world].setdefault(design, []).append(position)
        return found

    def who_left(self, placement: Placement) -> Placement | None:
        """Find who last left the same work at the same employer for another job, not so in the other world.

        The position that this person left is why a vacancy opened in one world and not in the other.
        """
        world, position = placement
        line = self.sides[world].placements[position]
        opened = self.opened(world, int(line["vacancy"]))
        if opened is None:
            return None
        moments = self.sides[world].placements["moment"]
        leavers = self._by_left[world].get(int(line["design"]), ())
        before = [
            leaver
            for leaver in leavers
            if int(moments[leaver]) < (opened + 1) * ROUNDS_PER_MONTH and not self._also_elsewhere((world, leaver))
        ]
        return (world, before[-1]) if before else None

    def _also_elsewhere(self, placement: Placement) -> bool:
        """Tell whether the person got the same vacancy at the same moment in the other world, out of another job."""
        world, position = placement
        line = self.sides[world].placements[position]
        twin = self.at(1 - world, int(line["person"]), int(line["moment"]))
        return twin is not None and bool(self.sides[1 - world].placements["vacancy"][twin[1]] == line["vacancy"])

    def at(self, world: int, person: int, moment: int) -> Placement | None:
        """Find the placement of a person in a world at a moment."""
        moments = self.sides[world].placements["moment"]
        begin, end = np.searchsorted(moments, [moment, moment + 1])
        found = np.flatnonzero(self.sides[world].placements["person"][begin:end] == person)
        return (world, int(begin + found[0])) if len(found) else None

    def people(self, placements: Sequence[Placement]) -> set[int]:
        """List everybody who may appear in the explanation of some placements.

        Returns
        -------
        set of int
            Rows of persons.
        """
        met: set[Placement] = set()
        front = set(placements)
        for _ in range(CHAIN):
            met |= front
            following: set[Placement] = set()
            for placement in front:
                line = self.sides[placement[0]].placements[placement[1]]
                person = int(line["person"])
                linked = (
                    self.rival(placement),
                    self.who_left(placement),
                    self.first.get(person),
                    self.at(1 - placement[0], person, int(line["moment"])),
                )
                following.update(link for link in linked if link is not None)
            front = following - met
        return {self.person(placement) for placement in met}
