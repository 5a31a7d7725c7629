"""Moves inside an employer that somebody helps with: an adviser looks for a place that fits, a student gets a post.

Other moves inside follow from what people look for themselves (:mod:`simulation.internal_moves`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from agents.compiled import existing, rule
from agents.employers import Employers
from agents.gaps import organisation_gap
from agents.handing import phase
from agents.job_designs import JobDesigns, Vacancies
from agents.persons import Persons
from agents.vocabulary import NOBODY
from simulation.calendar import DAYS_PER_MONTH
from simulation.internal_moves import is_able, list_openings
from simulation.jobs import move_inside
from simulation.matching import close_as_filled
from simulation.parameters import Parameters
from simulation.tallies import Tallies

if TYPE_CHECKING:
    from simulation.model import LabourMarket

Rows = npt.NDArray[np.int64]
Openings = npt.NDArray[np.int32]

ANY = -1
"""Any occupation: what counts is that the work fits better."""

BETTER_FIT = 0.02
"""How much smaller the organisation gap must be for an adviser to propose a place (gap, assumption)."""

LEAST_PAY = 0.9
"""Least pay, relative to the present job, of a place that an adviser proposes (assumption)."""


def guide_careers(market: LabourMarket, clients: Rows, outside_help: float) -> int:
    """Find clients of an adviser a place inside that fits better; help the others on their way outside.

    Parameters
    ----------
    market : LabourMarket
        Persons, designs and vacancies are changed.
    clients : ndarray of int64
        Rows of employees.
    outside_help : float
        Part of the missing clarity of goal and skill in applying that the others gain.

    Returns
    -------
    int
        People who moved inside.
    """
    moved = _place(market, clients, ANY)
    persons, others = market.persons, clients[~moved]
    for column in (persons.goal_clarity, persons.application_skill):
        column[others] += (outside_help * (1.0 - column[others])).astype(np.float32)
    return int(moved.sum())


def take_open_post(market: LabourMarket, people: Rows, occupation: int) -> int:
    """Let people move to an open post of one occupation at their employer; returns how many do."""
    return int(_place(market, people, occupation).sum())


def _place(market: LabourMarket, people: Rows, occupation: int) -> npt.NDArray[np.bool_]:
    """Move who can be moved, one after the other; tells who was."""
    moved = np.zeros(len(people), np.bool_)
    if len(people) == 0:
        return moved
    tables = market.handed
    newest = np.full(len(market.employers.identity), NOBODY, np.int32)
    older = np.full(len(market.vacancies.design), NOBODY, np.int32)
    list_openings(tables.vacancies, tables.designs, market.open_count, newest, older)
    place_inside(
        tables.persons,
        tables.employers,
        tables.designs,
        tables.vacancies,
        newest,
        older,
        np.asarray(people, np.int64),
        moved,
        occupation,
        market.month,
        tables.parameters,
        market.counting,
    )
    return moved


@phase
def place_inside(
    persons: Persons,
    employers: Employers,
    designs: JobDesigns,
    vacancies: Vacancies,
    newest: Openings,
    older: Openings,
    people: Rows,
    moved: npt.NDArray[np.bool_],
    occupation: int,
    month: int,
    parameters: Parameters,
    tallies: Tallies,
) -> None:
    """Give each of some employees the open place at their employer that fits best, if there is one.

    Parameters
    ----------
    persons, employers, designs, vacancies
        Tables, changed in place.
    newest, older : ndarray of int32
        Open vacancies by employer, see :func:`simulation.internal_moves.list_openings`.
    people : ndarray of int64
        Rows of employees, in the order in which they have their turn.
    moved : ndarray of bool, same shape
        Receives who moved.
    occupation : int
        Occupation of the places, or :data:`ANY`.
    month : int
        Months since January 2012.
    parameters : Parameters
        Behaviour.
    tallies : Tallies
        Counts, changed in place.
    """
    for turn in range(len(people)):
        person = people[turn]
        row = _best_fit(persons, employers, designs, vacancies, newest, older, person, occupation, month, parameters)
        if row != NOBODY:
            design = vacancies.design[row]
            move_inside(persons, employers, designs, person, design, vacancies.simple[row], month, tallies)
            close_as_filled(designs, vacancies, row, design, month * DAYS_PER_MONTH, tallies)
            moved[turn] = True


@rule
def _best_fit(
    persons: Persons,
    employers: Employers,
    designs: JobDesigns,
    vacancies: Vacancies,
    newest: Openings,
    older: Openings,
    person: int,
    occupation: int,
    month: int,
    parameters: Parameters,
) -> int:
    """Return the vacancy inside that fits life best and that the employer would give, or none."""
    present = existing(persons.design[person])
    least_pay = LEAST_PAY * designs.pay[present]
    best, smallest = NOBODY, 9.0
    if occupation == ANY:
        smallest = persons.organisation_gap[person] - BETTER_FIT
    row = newest[designs.employer[present]]
    while row != NOBODY:
        design = vacancies.design[row]
        wanted = design >= 0 and (occupation == ANY or designs.occupation[design] == occupation)
        whole = vacancies.simple[row] == 0 and designs.pay[design] >= least_pay
        if wanted and whole and design != present:
            misfit = organisation_gap(persons, employers, designs, person, design, month)
            better = misfit < smallest or (
                misfit == smallest and best != NOBODY and vacancies.identity[row] < vacancies.identity[best]
            )
            days_open = max(0.0, month * DAYS_PER_MONTH - vacancies.opened_day[row])
            if better and is_able(persons, employers, designs, vacancies, person, row, days_open, parameters):
                best, smallest = row, misfit
        row = older[row]
    return best
