"""Offers and acceptance: every employer offers to the best applicant, every person takes the best offer."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from agents.compiled import rows, rule
from agents.draws import uniform_pair
from agents.employers import Employers
from agents.handing import phase
from agents.job_designs import JobDesigns, Vacancies
from agents.persons import Persons
from agents.vocabulary import NOBODY
from simulation.calendar import DAYS_PER_MONTH, ROUNDS_PER_MONTH
from simulation.diary import (
    HIRED,
    POSTPONED,
    UNKNOWN,
    Diary,
    begin_of_stretch,
    write_meeting,
    write_placement,
)
from simulation.jobs import start_job
from simulation.marketplace import SearchKeys, Shortlist, enter
from simulation.meetings import DECLINED
from simulation.parameters import Parameters
from simulation.tallies import CLOSED_OVER_90, CLOSED_OVER_180, FILL_BIN_DAYS, FILL_BINS, FILLED, Tallies

FILLED_ROW = -1
"""Design of a vacancy row whose position has been filled; the row is dropped when the next month begins."""


@phase
def match(
    persons: Persons,
    employers: Employers,
    designs: JobDesigns,
    vacancies: Vacancies,
    shortlist: Shortlist,
    best_offer: npt.NDArray[np.int32],
    count: int,
    month: int,
    week: int,
    keys: SearchKeys,
    parameters: Parameters,
    tallies: Tallies,
    diary: Diary | None = None,
) -> None:
    """Turn short lists into jobs at the end of a round.

    An employer that decides this round offers to its best applicant. A person with several offers takes the one of
    highest value; the other vacancies stay open. The outcome does not depend on the order of rows.

    Parameters
    ----------
    persons, employers, designs, vacancies
        Tables, changed in place.
    shortlist : Shortlist
        Best applicant per vacancy; emptied.
    best_offer : ndarray of int32, shape (persons,)
        Scratch of -1, returned as it came.
    count : int
        Rows of vacancies in use.
    month, week : int
        Month number, and round within the month.
    keys : SearchKeys
        Luck of the round.
    parameters : Parameters
        Behaviour.
    tallies : Tallies
        Counts, changed in place.
    diary : Diary, optional
        Where placements, and meetings of watched people, are written down.
    """
    moment = np.uint64(month * ROUNDS_PER_MONTH + week)
    day = (month + (week + 1.0) / ROUNDS_PER_MONTH) * DAYS_PER_MONTH
    for row in rows(0, count):
        person = shortlist.person[row]
        if person == NOBODY:
            continue
        if uniform_pair(keys.decide, vacancies.identity[row], moment) > parameters.decision_rate:
            shortlist.person[row] = NOBODY
            if diary is not None:
                write_meeting(diary, vacancies, person, row, day, POSTPONED, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN)
            continue
        rival = best_offer[person]
        if (
            rival == NOBODY
            or shortlist.value[row] > shortlist.value[rival]
            or (shortlist.value[row] == shortlist.value[rival] and vacancies.identity[row] < vacancies.identity[rival])
        ):
            best_offer[person] = row
    for row in rows(0, count):
        person = shortlist.person[row]
        if person == NOBODY:
            continue
        shortlist.person[row] = NOBODY
        if best_offer[person] != row:
            tallies.search[DECLINED, persons.persona[person], persons.sub_region[person]] += 1
            if diary is not None:
                write_meeting(diary, vacancies, person, row, day, DECLINED, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN)
            continue
        best_offer[person] = NOBODY
        design = vacancies.design[row]
        since, left = begin_of_stretch(persons, person), persons.design[person]
        start_job(persons, employers, designs, person, design, shortlist.simple[row], month, tallies)
        if diary is not None:
            write_placement(diary, persons, vacancies, person, row, month * ROUNDS_PER_MONTH + week, since, left)
            write_meeting(diary, vacancies, person, row, day, HIRED, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN)
        close_as_filled(designs, vacancies, row, design, day, tallies)


@phase
def join_shortlists(persons: Persons, shortlist: Shortlist, other: Shortlist, count: int) -> None:
    """Bring the best applicants of two groups of searchers together in the first list, and empty the second.

    Parameters
    ----------
    persons : Persons
        Table.
    shortlist, other : Shortlist
        Best applicants of each group; changed in place.
    count : int
        Rows of vacancies in use.
    """
    for row in rows(0, count):
        if other.person[row] != NOBODY:
            enter(persons, shortlist, row, other.person[row], other.score[row], other.value[row], other.simple[row])
            other.person[row] = NOBODY


@rule
def close_as_filled(
    designs: JobDesigns, vacancies: Vacancies, row: int, design: int, day: float, tallies: Tallies
) -> None:
    """Take a filled vacancy off the market and count how long it was open."""
    region = designs.sub_region[design]
    occupation = designs.occupation[design]
    days_open = day - vacancies.opened_day[row]
    tallies.vacancies[FILLED, region, occupation] += 1
    if days_open > 90.0:
        tallies.vacancies[CLOSED_OVER_90, region, occupation] += 1
    if days_open > 180.0:
        tallies.vacancies[CLOSED_OVER_180, region, occupation] += 1
    tallies.days_to_fill[region, min(FILL_BINS - 1, max(0, int(days_open / FILL_BIN_DAYS)))] += 1
    designs.open_vacancies[design] -= 1
    designs.simple_vacancies[design] -= vacancies.simple[row]
    vacancies.design[row] = FILLED_ROW
