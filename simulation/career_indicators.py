"""How indicators of careers follow from counts: borders crossed, direction, whether moves last, notice, inertia."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np
import numpy.typing as npt

from agents.vocabulary import EMPLOYED
from simulation import tallies
from simulation.counting import THOUSANDTHS
from simulation.totals import Totals, share

Doubles = npt.NDArray[np.float64]
Groups = dict[str, Doubles]

BORDERS = {
    "border=employer": tallies.TO_EMPLOYER,
    "border=sector": tallies.TO_SECTOR,
    "border=occupation": tallies.TO_OCCUPATION,
    "border=sector_and_occupation": tallies.TO_SECTOR_AND_OCCUPATION,
    "border=to_self_employment": tallies.TO_SELF_EMPLOYMENT,
    "border=from_self_employment": tallies.FROM_SELF_EMPLOYMENT,
}
"""Moves by the furthest border that they cross."""

OTHER_WORK = (tallies.TO_SECTOR, tallies.TO_OCCUPATION, tallies.TO_SECTOR_AND_OCCUPATION)
"""Moves to another sector or occupation."""

DIRECTIONS = {
    "direction=up": tallies.UPWARD,
    "direction=sideways": tallies.SIDEWAYS,
    "direction=down": tallies.DOWNWARD,
}
"""Moves of employees by pay."""

LENGTHS = {"length=lasting": tallies.MOVE_LASTED, "length=temporary": tallies.MOVE_ENDED}
"""What became of moves between jobs, in the month in which it shows."""

AGES = {"age=15-24": 0, "age=25-54": 1, "age=55-64": 2}
AGE_LIMITS = ((15, 24), (25, 54), (55, 64), (65, 69))


def _events(totals: Totals, events: tuple[int, ...], age: int | None = None) -> Doubles:
    """Return people with one of some events in the month, of one age or of all, shape (months, 6)."""
    counted = totals.counts.careers[:, list(events)].sum(axis=1, dtype=np.float64)
    return totals.with_province((counted.sum(axis=2) if age is None else counted[:, :, age]) / totals.scale)


def _by_age(*events: int) -> Callable[[Totals], Groups]:
    def compute(totals: Totals) -> Groups:
        groups = {"all": _events(totals, events)}
        groups.update({name: _events(totals, events, age) for name, age in AGES.items()})
        return groups

    return compute


def _by_kind(kinds: Mapping[str, int]) -> Callable[[Totals], Groups]:
    def compute(totals: Totals) -> Groups:
        groups = _by_age(*kinds.values())(totals)
        groups.update({name: _events(totals, (event,)) for name, event in kinds.items()})
        return groups

    return compute


moves_by_border = _by_kind(BORDERS)
moves_to_other_work = _by_age(*OTHER_WORK)
moves_by_direction = _by_kind(DIRECTIONS)
moves_by_length = _by_kind(LENGTHS)
proactive_moves = _by_age(tallies.PROACTIVE_MOVES)
notices = _by_age(tallies.NOTICES)
moves_on_notice = _by_age(tallies.MOVES_ON_NOTICE)
notices_run_out = _by_age(tallies.NOTICES_RUN_OUT)


def inertia(totals: Totals) -> Groups:
    """Return the mean career inertia of employees, 0 to 100."""

    def mean(first: int, last: int) -> Doubles:
        held = totals.with_province(totals.counts.inertia[:, :, first : last + 1].sum(axis=2, dtype=np.float64))
        staff = totals.people(AGE_LIMITS[first][0], AGE_LIMITS[last][1], (EMPLOYED,))
        return share(held / THOUSANDTHS / totals.scale, staff)

    groups = {"all": mean(0, 3)}
    groups.update({name: mean(age, age) for name, age in AGES.items()})
    return groups
