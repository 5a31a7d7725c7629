"""Living one replication again: an arm and the reference, with the meetings of a few people written down."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from agents.draws import uniforms
from experiments.ledger import ARM_CATEGORIES, REFERENCE_CATEGORIES, Ledger, Side, settle
from experiments.ledger_tables import EXTRA, MISSED
from experiments.runner import Recipe
from experiments.trace.conditions import conditions_of
from experiments.trace.trail import Placement, Trail
from scenarios.arms import Arm
from simulation.diary import Lines, Logbook

__all__ = ["CANDIDATES", "Replay", "World", "candidates", "relive"]

CANDIDATES = 300
"""People looked at more closely for every category of the ledger."""


@dataclass(frozen=True, eq=False)
class World:
    """One of the two futures.

    Attributes
    ----------
    market : LabourMarket
        At the end of its months.
    log : Logbook
        Its diary, with the meetings of the watched people.
    conditions : structured array of `experiments.trace.conditions.CONDITIONS`, shape (meetings,)
        Of every meeting, in the order of the diary.
    """

    market: Any
    log: Logbook
    conditions: Lines


@dataclass(frozen=True, eq=False)
class Replay:
    """An arm and the reference of one replication.

    Attributes
    ----------
    arm, reference : Arm
        What was done in each.
    worlds : tuple of World
        The arm and the reference.
    ledger : Ledger
        Every placement with its category.
    chosen : list of (int, int)
        Candidates in keyed order: world and position of the placement in which each path first differs.
    differing : int
        Agents of whom at least one placement differs.
    """

    arm: Arm
    reference: Arm
    worlds: tuple[World, World]
    ledger: Ledger
    chosen: list[Placement]
    differing: int

    @property
    def sides(self) -> tuple[Side, Side]:
        """The placements of the arm and of the reference."""
        return self.ledger.arm, self.ledger.reference

    def category(self, difference: Placement) -> str:
        """Name the category of a placement."""
        world, position = difference
        names = (ARM_CATEGORIES, REFERENCE_CATEGORIES)[world]
        return names[self.sides[world].category[position]]


def relive(recipe: Recipe, arms: Sequence[Arm], replication: int) -> list[Replay]:
    """Live the arms and the reference twice: once to find whose path differs, once to watch those people.

    Parameters
    ----------
    recipe : Recipe
        What a comparison computed.
    arms : sequence of Arm
        Arms of the recipe, without the reference.
    replication : int
        Number of the replication.

    Returns
    -------
    list of Replay
        One per arm.
    """
    history: Any = recipe.build_market(recipe.setup, replication)
    history.run_until(recipe.policy_start)
    reference = recipe.arms[0]

    def live(arm: Arm, watched: Iterable[int]) -> World:
        market = history.branch(recipe.build_policy(arm.interventions, recipe.setup, replication))
        market.keep_diary(sorted(watched))
        seen = []
        for month in range(recipe.policy_start, recipe.end):
            begin = len(market.logbook.meetings)
            market.run_until(month + 1)
            seen.append(conditions_of(market, market.logbook.meetings[begin:]["design"]))
        return World(market, market.logbook, np.concatenate(seen))

    plain = live(reference, ())
    ledgers, chosen, watched, differing = [], [], [], []
    for arm in arms:
        log = live(arm, ()).log
        ledgers.append(settle(log, plain.log))
        trail = Trail(ledgers[-1], (log, plain.log))
        chosen.append(candidates(trail, history))
        watched.append(trail.people(chosen[-1]))
        differing.append(len(trail.first))
    again = live(reference, set().union(*watched))
    return [
        Replay(arm, reference, (live(arm, people), again), ledger, first, number)
        for arm, people, ledger, first, number in zip(arms, watched, ledgers, chosen, differing, strict=True)
    ]


def candidates(trail: Trail, market: Any) -> list[Placement]:
    """Choose people whose path differs: a number of every category, by keyed luck.

    Parameters
    ----------
    trail : Trail
        Placements of an arm and of the reference.
    market : LabourMarket
        Any branch of the replication, for identities and luck.

    Returns
    -------
    list of (int, int)
        Placements from non-employment in which a path first differs, extra or missed, in keyed order.
    """
    first = trail.first
    people = np.array(sorted(first), np.int64)
    luck = uniforms(market.luck.key("trace"), market.persons.identity[people])
    left = dict.fromkeys((*EXTRA, *MISSED), CANDIDATES)
    chosen = []
    for person in people[np.argsort(luck, kind="stable")].tolist():
        world, position = first[person]
        side = trail.sides[world]
        category = (ARM_CATEGORIES, REFERENCE_CATEGORIES)[world][side.category[position]]
        wanted = (EXTRA, MISSED)[world]
        if side.origin[position] == 0 and category in wanted and left[category] > 0:
            left[category] -= 1
            chosen.append((world, position))
    return chosen
