"""Why a person got a vacancy in one world and not in the other: what happened between the two in both worlds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np

from experiments.trace.conditions import CONDITIONS, levers_that_eased
from experiments.trace.replay import Replay
from experiments.trace.trail import CHAIN, Placement, Trail
from scenarios.intervention import Intervention
from simulation import diary, meetings
from simulation.calendar import ROUNDS_PER_MONTH

__all__ = ["KINDS", "Facts", "Link", "Reasons"]

KINDS: Final = (
    "deterred",
    "does_not_fit",
    "does_not_fit_after_all",
    "not_qualified",
    "no_diploma",
    "lost_in_procedure",
    "not_invited",
    "too_early",
    "not_recognised",
    "preferred_another",
    "outranked",
    "took_another",
    "already_placed",
    "taken",
    "not_open",
    "not_met",
    "hired_too",
)
"""What stood between person and vacancy in the world without the placement."""

_KIND_OF_OUTCOME: Final[dict[int, str]] = {
    meetings.SHRANK_BACK: "deterred",
    meetings.DOES_NOT_FIT: "does_not_fit",
    meetings.NOT_QUALIFIED: "not_qualified",
    meetings.NO_GATE: "no_diploma",
    meetings.LOST_IN_PROCEDURE: "lost_in_procedure",
    meetings.REFUSED_DISCRIMINATION: "not_invited",
    meetings.REFUSED_PAST: "not_invited",
    meetings.TRIED_IN_VAIN: "does_not_fit_after_all",
    meetings.TOO_EARLY: "too_early",
    meetings.NOT_RECOGNISED: "not_recognised",
    meetings.PASSED_OVER: "preferred_another",
    diary.WITHIN_REACH: "preferred_another",
    diary.OUTRANKED: "outranked",
    diary.SHORTLISTED: "outranked",
    diary.POSTPONED: "outranked",
    meetings.DECLINED: "took_another",
    diary.HIRED: "hired_too",
}

_READ: Final = (meetings.SHRANK_BACK, meetings.DOES_NOT_FIT, diary.WITHIN_REACH)
_JUDGED: Final = (meetings.NOT_QUALIFIED, diary.OUTRANKED, diary.SHORTLISTED)

_RELAXATION: Final = "entry_requirements"
_ASKED_LESS: Final = ("deterred", "not_qualified", "preferred_another", "outranked")
"""Obstacles that a lower requirement of the vacancy itself can take away."""

_LEVERS_OF_PUPILS: Final = ("workplace_learning",)
_PERSONAL: Final = ("not_recognised", "not_met", "deterred", "not_qualified")


@dataclass(frozen=True)
class Facts:
    """What is known of a meeting in one world; gaps and limits are not a number where nobody looked.

    The skill gap is what the person saw in the advert, against what he or she dares; the judged gap is what the
    employer saw after training, against what it tolerates. `conditions` are those of
    :data:`experiments.trace.conditions.EASED` at the employer, by name of the column.
    """

    outcome: int
    skill_gap: float
    skill_limit: float
    judged_gap: float
    judged_limit: float
    organisation_gap: float
    organisation_limit: float
    relaxation: float
    conditions: Mapping[str, float]

    @property
    def schedule_control(self) -> float:
        """Say over the roster, 0 to 1."""
        return self.conditions["schedule_control"]


@dataclass(frozen=True)
class Link:
    """One step of an explanation.

    Attributes
    ----------
    placement : (int, int)
        World (0 arm, 1 reference) and position of a placement that the other world does not have at that moment.
    kind : str
        One of `KINDS`.
    here, there : Facts or None
        The meeting in the world of the placement and in the other one.
    measures : tuple of (Intervention, int)
        Measures that made the difference directly, and the month since when they are in use there.
    at_employer : tuple of (Intervention, int)
        Measures in use at the employer by then, whether or not they made this difference.
    levers : tuple of str
        Levers of `measures` that changed something at the employer which made the difference.
    """

    placement: Placement
    kind: str
    here: Facts | None
    there: Facts | None
    measures: tuple[tuple[Intervention, int], ...]
    at_employer: tuple[tuple[Intervention, int], ...]
    levers: tuple[str, ...]


class Reasons:
    """Explains placements of a replay.

    Parameters
    ----------
    replay : Replay
        An arm and the reference, with the meetings of the people to be explained.
    """

    def __init__(self, replay: Replay) -> None:
        self.replay = replay
        self.trail = Trail(replay.ledger, [world.log for world in replay.worlds])

    @cached_property
    def _meetings(self) -> tuple[dict[tuple[int, int, int], list[int]], ...]:
        """Positions of the lines of every meeting, by world and by person, vacancy and moment."""
        books = []
        for world in self.replay.worlds:
            found: dict[tuple[int, int, int], list[int]] = {}
            lines = world.log.meetings
            keys = zip(lines["person"].tolist(), lines["vacancy"].tolist(), lines["moment"].tolist(), strict=True)
            for position, key in enumerate(keys):
                found.setdefault(key, []).append(position)
            books.append(found)
        return tuple(books)

    def explain(self, placement: Placement) -> list[Link]:
        """Follow the reasons for a placement, from hand to hand, until a measure is met or the trail ends.

        Parameters
        ----------
        placement : (int, int)
            World and position of a placement that differs between the worlds.

        Returns
        -------
        list of Link
            At least one, at most `CHAIN`.
        """
        links: list[Link] = []
        following: Placement | None = placement
        while following is not None and len(links) < CHAIN and following not in [link.placement for link in links]:
            link, following = self._step(following)
            links.append(link)
            if link.measures:
                break
        return links

    def _step(self, placement: Placement) -> tuple[Link, Placement | None]:
        """Explain one placement, and name the placement that explains it in turn, if any."""
        world, position = placement
        line = self.replay.sides[world].placements[position]
        person, vacancy, moment = int(line["person"]), int(line["vacancy"]), int(line["moment"])
        here, there = (self._facts(place, person, vacancy, moment) for place in (world, 1 - world))
        following = None
        if there is None:
            kind, following = self._absence(placement)
        else:
            kind = _KIND_OF_OUTCOME.get(there.outcome, "not_met")
            if kind == "outranked":
                following = self.trail.rival(placement)
            elif kind in ("preferred_another", "took_another"):
                following = self.trail.at(1 - world, person, moment)
        if following is not None and not self._watched(self.trail.person(following)):
            following = None
        in_use = self._in_use(int(line["design"]), moment // ROUNDS_PER_MONTH)
        measures = self._of_pupils(kind, person)
        levers = self._levers_that_decided(kind, placement, here, there)
        measures += tuple(entry for entry in in_use if _uses(entry[0], levers))
        used = {use.lever for measure, _ in measures for use in measure.levers}
        decided = tuple(lever for lever in levers if lever in used)
        return Link(placement, kind, here, there, measures, in_use, decided), following

    def _absence(self, placement: Placement) -> tuple[str, Placement | None]:
        """Tell why person and vacancy did not meet in the other world at that moment."""
        world, position = placement
        line = self.replay.sides[world].placements[position]
        moment, vacancy = int(line["moment"]), int(line["vacancy"])
        moments = self.replay.sides[1 - world].placements["moment"]
        first, rival = self.trail.first.get(int(line["person"])), self.trail.rival(placement)
        if first is not None and first[0] == 1 - world and int(moments[first[1]]) <= moment:
            return "already_placed", first
        if rival is not None and int(moments[rival[1]]) < moment:
            return "taken", rival
        opened = self.trail.opened(1 - world, vacancy)
        if opened is None or opened > moment // ROUNDS_PER_MONTH:
            return "not_open", self.trail.who_left(placement)
        return "not_met", None

    def _watched(self, person: int) -> bool:
        return all(bool(world.log.diary.watched[person]) for world in self.replay.worlds)

    def _facts(self, world: int, person: int, vacancy: int, moment: int) -> Facts | None:
        """Put together all stages of one meeting; after several visits to one place, those of the last."""
        rows = self._meetings[world].get((person, vacancy, moment))
        if rows is None:
            return None
        book = self.replay.worlds[world]
        lines = book.log.meetings[rows]
        # Who has tried the work no longer goes by an advert for it, in whatever visit that was read; who was hired
        # applied when the vacancy was within reach, whatever a later visit in the same days looked like.
        read: tuple[int, ...] = _READ
        if (lines["outcome"] == diary.TRIED).any():
            read = (diary.TRIED,)
        elif lines["outcome"][-1] == diary.HIRED and (lines["outcome"] == diary.WITHIN_REACH).any():
            read = (diary.WITHIN_REACH,)

        def seen(name: str, stages: Sequence[int]) -> float:
            values = lines[name][np.isin(lines["outcome"], stages)]
            return float(values[-1]) if len(values) else np.nan

        return Facts(
            outcome=int(lines["outcome"][-1]),
            skill_gap=seen("skill_gap", read),
            skill_limit=seen("skill_limit", read),
            judged_gap=seen("skill_gap", _JUDGED),
            judged_limit=seen("skill_limit", _JUDGED),
            organisation_gap=seen("organisation_gap", read),
            organisation_limit=seen("organisation_limit", read),
            relaxation=float(lines["relaxation"][-1]),
            conditions={name: float(book.conditions[name][rows[-1]]) for name in CONDITIONS.names or ()},
        )

    def _of_pupils(self, kind: str, person: int) -> tuple[tuple[Intervention, int], ...]:
        """Name the measures that taught this person something before, where that can have made the difference."""
        arm, reference = (world.market.persons for world in self.replay.worlds)
        if kind not in _PERSONAL or arm.work_learning_employer[person] == reference.work_learning_employer[person]:
            return ()
        since = int(arm.work_learning_start[person])
        return tuple((entry, since) for entry in self.replay.arm.interventions if _uses(entry, _LEVERS_OF_PUPILS))

    def _levers_that_decided(
        self, kind: str, placement: Placement, here: Facts | None, there: Facts | None
    ) -> tuple[str, ...]:
        """Name the levers by which the employer asks less or offers more in the world of the placement."""
        if here is None or there is None:
            return ()
        asks_less = kind in _ASKED_LESS and here.relaxation > there.relaxation
        if kind == "preferred_another":
            asks_less = asks_less and here.skill_gap < there.skill_gap
        levers = levers_that_eased(kind, here, there)
        if asks_less and _RELAXATION not in levers:
            levers = (_RELAXATION, *levers)
        if kind != "outranked" or not levers:
            return levers
        # Somebody else was better in the other world: the requirement decides only if both applied in both worlds.
        world, position = placement
        line, rival = self.replay.sides[world].placements[position], self.trail.rival(placement)
        if rival is None:
            return ()
        met = self._facts(world, self.trail.person(rival), int(line["vacancy"]), int(line["moment"]))
        return levers if met is not None and met.outcome in (diary.OUTRANKED, diary.SHORTLISTED) else ()

    def _in_use(self, design: int, month: int) -> tuple[tuple[Intervention, int], ...]:
        """Name the measures of the arm that the employer of a design took part in by some month, and since when."""
        arm = self.replay.worlds[0].market
        employer = int(arm.designs.employer[design])
        found = []
        for measure in getattr(arm.policy, "measures", ()):
            months = int(measure.months_in_use[employer]) if len(measure.months_in_use) else -1
            since = arm.month - 1 - months
            if months >= 0 and since <= month:
                found.append((measure.intervention, since))
        return tuple(found)


def _uses(intervention: Intervention, levers: Sequence[str]) -> bool:
    """Tell whether an intervention uses one of these levers."""
    return any(use.lever in levers for use in intervention.levers)
