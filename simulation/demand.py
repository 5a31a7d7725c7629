"""Labour demand: what employers want, which vacancies open, age, adapt and disappear.

Employment wanted per job design follows the growth path of its sector and a shock of its employer. Replacement demand
is not written anywhere: it emerges because people leave and positions fall empty. An employer that splits off what is
hard in a job opens part of its vacancies as simple jobs, as long as the team carries it.
"""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt

from agents.compiled import compiled, rows, rule
from agents.draws import Key, mix, uniform, uniform_pair
from agents.employers import Employers
from agents.handing import phase
from agents.job_designs import JobDesigns, Vacancies
from simulation.calendar import DAYS_PER_MONTH
from simulation.parameters import Parameters
from simulation.tallies import (
    CANCELLED_NO_CANDIDATE,
    CLOSED_OVER_90,
    CLOSED_OVER_180,
    OPENED,
    WITHDRAWN,
    Tallies,
)

SEPARABLE = 0.10
"""Least share of the load that must be able to move to colleagues before a job can be made simple (assumption)."""

MOST_RESISTANCE = 0.6
"""Resistance of a team above which no further job is made simple (share, assumption)."""

OLD_DAYS = 90.0
"""Days after which an employer starts to think of another job than the one it advertised (assumption)."""

_SERIAL_STRIDE = np.uint64(0xD1B54A32D192ED03)


@rule
def vacancy_identity(design_identity: np.uint64, serial: int) -> np.uint64:
    """Return the lasting identity of the n-th vacancy of a job design."""
    return mix(design_identity + np.uint64(serial + 1) * _SERIAL_STRIDE)


@phase
def set_targets(
    designs: JobDesigns,
    growth: npt.NDArray[np.float64],
    shock: npt.NDArray[np.float64],
    parameters: Parameters,
    rounding_key: Key,
) -> None:
    """Set how many positions every design wants filled this month.

    Parameters
    ----------
    designs : JobDesigns
        Table; ``target`` and ``abandoned`` are changed in place.
    growth : ndarray of float64, shape (20,)
        Employment wanted by sector relative to the start.
    shock : ndarray of float64, shape (employers,)
        Employment wanted by each employer relative to its sector.
    parameters : Parameters
        Behaviour.
    rounding_key : Key
        Luck that decides, once for each design, when a growing fraction becomes a position.
    """
    for design in rows(0, len(designs.target)):
        designs.abandoned[design] *= 1.0 - parameters.abandoned_recovery
        wanted = designs.positions[design] * growth[designs.sector[design]] * shock[designs.employer[design]]
        wanted -= designs.abandoned[design]
        target = math.floor(wanted + uniform(rounding_key, designs.identity[design]))
        designs.target[design] = max(0, target)
        surplus = designs.headcount[design] - designs.on_notice[design] - designs.target[design]
        designs.overstaffed[design] = surplus / designs.headcount[design] if surplus > 0 else 0.0


@phase
def close_vacancies(
    vacancies: Vacancies,
    designs: JobDesigns,
    count: int,
    month: int,
    parameters: Parameters,
    key: Key,
    tallies: Tallies,
) -> int:
    """Cancel vacancies without prospect and withdraw those no longer wanted; keep the others in order.

    Returns
    -------
    int
        Vacancies still open.
    """
    kept = 0
    for row in rows(0, count):
        design = vacancies.design[row]
        if design < 0:
            continue
        days_open = month * DAYS_PER_MONTH - vacancies.opened_day[row]
        luck = uniform(key, vacancies.identity[row])
        surplus = designs.headcount[design] + designs.open_vacancies[design] - designs.target[design]
        gone = -1
        if surplus > 0 and luck < parameters.withdrawal_rate * min(1.0, surplus / designs.open_vacancies[design]):
            gone = WITHDRAWN
        elif days_open > 90.0 and luck > 1.0 - parameters.cancellation_hazard:
            gone = CANCELLED_NO_CANDIDATE
            designs.abandoned[design] += 1.0
        if gone >= 0:
            region = designs.sub_region[design]
            occupation = designs.occupation[design]
            designs.open_vacancies[design] -= 1
            designs.simple_vacancies[design] -= vacancies.simple[row]
            tallies.vacancies[gone, region, occupation] += 1
            if days_open > 90.0:
                tallies.vacancies[CLOSED_OVER_90, region, occupation] += 1
            if days_open > 180.0:
                tallies.vacancies[CLOSED_OVER_180, region, occupation] += 1
            continue
        vacancies.identity[kept] = vacancies.identity[row]
        vacancies.design[kept] = design
        vacancies.opened_day[kept] = vacancies.opened_day[row]
        vacancies.adverts[kept] = vacancies.adverts[row]
        vacancies.simple[kept] = vacancies.simple[row]
        kept += 1
    return kept


@phase
def open_vacancies(
    vacancies: Vacancies,
    employers: Employers,
    designs: JobDesigns,
    count: int,
    month: int,
    parameters: Parameters,
    key: Key,
    day_key: Key,
    simple_key: Key,
    tallies: Tallies,
) -> int:
    """Open vacancies for wanted positions that are neither held nor advertised yet, some of them as simple jobs.

    Returns
    -------
    int
        Vacancies open now, or minus the number of rows needed when the table is too short.
    """
    needed = count
    for design in rows(0, len(designs.target)):
        needed += max(0, designs.target[design] - designs.headcount[design] - designs.open_vacancies[design])
    if needed > len(vacancies.design):
        return -needed
    for design in rows(0, len(designs.target)):
        missing = designs.target[design] - designs.headcount[design] - designs.open_vacancies[design]
        for _ in range(missing):
            identity = vacancy_identity(designs.identity[design], designs.next_serial[design])
            if uniform_pair(key, identity, np.uint64(month)) > parameters.vacancy_opening_rate:
                break
            moment = uniform(day_key, identity)
            put_vacancy(vacancies, employers, designs, count, design, (month + moment) * DAYS_PER_MONTH)
            if (
                room_for_simple(employers, designs, design)
                and uniform(simple_key, identity) < designs.simple_share[design]
            ):
                make_simple(vacancies, designs, count)
            tallies.vacancies[OPENED, designs.sub_region[design], designs.occupation[design]] += 1
            count += 1
    return count


@compiled
def put_vacancy(
    vacancies: Vacancies, employers: Employers, designs: JobDesigns, row: int, design: int, opened_day: float
) -> None:
    """Write the next vacancy of a design into a row of the table."""
    vacancies.identity[row] = vacancy_identity(designs.identity[design], designs.next_serial[design])
    vacancies.design[row] = design
    vacancies.opened_day[row] = opened_day
    vacancies.adverts[row] = 1 + int(employers.channel_breadth[designs.employer[design]] * 2.999)
    vacancies.simple[row] = 0
    designs.next_serial[design] += 1
    designs.open_vacancies[design] += 1


@rule
def room_for_simple(employers: Employers, designs: JobDesigns, design: int) -> bool:
    """Tell whether one more job of a design may be made simple: work that splits, places left, a team that bears it."""
    share = designs.simple_share[design]
    if share <= 0.0 or designs.moved_load[design] < SEPARABLE:
        return False
    simple = designs.simple_headcount[design] + designs.simple_vacancies[design]
    return bool(
        simple < share * designs.target[design] and employers.resistance[designs.employer[design]] <= MOST_RESISTANCE
    )


@rule
def make_simple(vacancies: Vacancies, designs: JobDesigns, row: int) -> None:
    """Offer an open vacancy as a simple job from now on."""
    vacancies.simple[row] = 1
    designs.simple_vacancies[vacancies.design[row]] += 1


@phase
def rethink_old_vacancies(
    vacancies: Vacancies,
    employers: Employers,
    designs: JobDesigns,
    count: int,
    month: int,
    parameters: Parameters,
    key: Key,
) -> None:
    """Let open-minded employers make a simple job of a vacancy that stays open, where there is room for one."""
    for row in rows(0, count):
        design = vacancies.design[row]
        if vacancies.simple[row] == 1 or not room_for_simple(employers, designs, design):
            continue
        hazard = parameters.simple_when_old * employers.openness[designs.employer[design]]
        old = month * DAYS_PER_MONTH - vacancies.opened_day[row] > OLD_DAYS
        if old and uniform(key, vacancies.identity[row]) < hazard:
            make_simple(vacancies, designs, row)
