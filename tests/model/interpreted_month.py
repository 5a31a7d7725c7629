"""Run a small market for some months and print a digest of everything, compiled or interpreted.

Run as a program: ``python interpreted_month.py SCALE MONTHS NAME=VALUE ...`` with parameters that differ.

Machine code computes in double precision as soon as one number of an operation is double, and counts in
64 bits. NumPy does not when the other number is a plain Python number. So that the same source gives the
same bits, the columns of an interpreted market hand out numbers that follow the rules of the machine code.
"""

from __future__ import annotations

import hashlib
import json
import sys
from typing import Any

import numpy as np

import agents.columns
from agents.compiled import compilation_is_on
from agents.vocabulary import EMPLOYED


class Single(float):
    """A single-precision number that stays single only among its own kind."""

    def __add__(self, other: Any) -> Any:
        return _combine(self, other, float.__add__(self, other))

    def __sub__(self, other: Any) -> Any:
        return _combine(self, other, float.__sub__(self, other))

    def __mul__(self, other: Any) -> Any:
        return _combine(self, other, float.__mul__(self, other))

    def __truediv__(self, other: Any) -> Any:
        # Division by zero is infinite or not a number in machine code, never an exception.
        return _combine(self, other, float(np.divide(float(self), float(other))))

    def __neg__(self) -> Single:
        return Single(-float(self))


def _combine(one: Single, other: Any, exact: Any) -> Any:
    # Rounding the double result of two singles gives the single result: 53 bits exceed twice 24 plus two.
    return Single(np.float32(exact)) if type(other) is Single else exact


class MachineColumn(np.ndarray):
    """A column whose single values follow the arithmetic of machine code."""

    def __getitem__(self, index: Any) -> Any:
        value = super().__getitem__(index)
        if isinstance(value, np.float32):
            return Single(value)
        if isinstance(value, np.integer) and value.dtype != np.uint64:
            return int(value)
        return value


def _allocate_machine_columns(allocate: Any) -> Any:
    def allocate_and_wrap(table: Any, rows: int) -> Any:
        return table(*(array.view(MachineColumn) for array in allocate(table, rows)))

    return allocate_and_wrap


def digests(market: Any) -> dict[str, str]:
    """Return a digest of every column of every table and of every array of counts."""
    result = {}
    for name in ("persons", "employers", "designs", "vacancies", "coaches", "counts"):
        table = getattr(market, name)
        for field in table._fields:
            content = np.ascontiguousarray(getattr(table, field)).tobytes()
            result[f"{name}.{field}"] = hashlib.blake2b(content, digest_size=8).hexdigest()
    return result


def make_defence_large(market: Any) -> None:
    """Let the largest employer be Defence, from which many leave, and half of all employers select by its norms."""
    from agents.vocabulary import NOBODY, YOUNG_PEOPLE
    from simulation.defence import Defence, Service

    persons, employers, designs = market.persons, market.employers, market.designs
    employers.recruitment_channels[:] |= np.uint8(YOUNG_PEOPLE)
    for name, value in (
        ("own_norms", 1),
        ("youngest", 18),
        ("oldest", 50),
        ("nationality", 0.6),
        ("drawn", 0.7),
        ("fitness_norm", 0.1),
        ("catch_up", 0.3),
        ("norms_later", 0.5),
        ("bad_day", 0.4),
        ("second_chance", 0.5),
        ("youth_reach", 0.5),
    ):
        getattr(employers, name)[::2] = value
    designs.lodging[::2] = 0.5
    largest = int(np.asarray(employers.size).argmax())
    held = np.flatnonzero(np.asarray(persons.design) != NOBODY)
    staff = held[np.asarray(designs.employer)[np.asarray(persons.design)[held]] == largest]
    since = np.asarray(persons.job_start)[staff].astype(np.int64)
    service = Service(6.0, 0.5, 400.0, 0.02, 0.01, 0.5, 0.4, 0.4, 0.3, 0.3)
    market.defence = Defence(largest, service, staff, since, staff[::3], staff[::4])


def main(scale: float, months: int, differences: dict[str, float]) -> dict[str, Any]:
    """Run the months and return digests of the start and of every month, and what happened."""
    if not compilation_is_on():
        agents.columns.allocate = _allocate_machine_columns(agents.columns.allocate)  # type: ignore[assignment]
    # Imported late, so that the tables are made with the columns above.
    from scenarios.build import build_market
    from scenarios.setup import Setup
    from simulation import tallies
    from simulation.guided_moves import guide_careers

    with np.errstate(over="ignore"):
        market = build_market(Setup(scale=scale, parameters=differences), 0)
        market.designs.simple_share[:] = 0.5
        market.designs.growth_path[::2] = 1.0
        market.employers.internal_mobility[:] = 1.0
        market.employers.language_coaching[:] = 1.0
        market.employers.recognition[::2] = 0.5
        market.employers.flex_pool[::3] = 0.5
        market.designs.age_fit[::2] = 0.5
        market.designs.staying_bonus[::3] = 0.1
        market.employers.side_entrants[:] = 0.5
        market.employers.notice_months[:] = 3
        make_defence_large(market)
        states = [digests(market)]
        for _ in range(months):
            market.step()
            guide_careers(market, np.flatnonzero(market.persons.status == EMPLOYED)[::5], 0.3)
            states.append(digests(market))
    flows = market.counts.person_flows[:months, :, :, 0].sum(axis=2)
    return {
        "compiled": compilation_is_on(),
        "persons": int(market.present),
        "months": states,
        "school_leavers_in_july": int(flows[6, tallies.SCHOOL_LEAVERS]) if months > 6 else 0,
        "hires": int(flows[:, tallies.HIRES].sum()),
        "coaching_starts": int(flows[:, tallies.COACHING_STARTS].sum()),
        "careers": market.counts.careers[:months].sum(axis=(0, 2, 3)).tolist(),
        "left_defence": int(market.counts.defence[:months, 3:6].sum()),
        "youth_flows": int(market.counts.youth_flows[:months].sum()),
        "growth": market.counts.growth[:months].sum(axis=(0, 2)).tolist(),
        "furthest_coaching_step": int(market.persons.trajectory_step.max()),
    }


if __name__ == "__main__":
    pairs = (argument.split("=") for argument in sys.argv[3:])
    json.dump(main(float(sys.argv[1]), int(sys.argv[2]), {name: float(value) for name, value in pairs}), sys.stdout)
