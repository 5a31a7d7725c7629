"""Moves inside an employer: to a better job that stands open, or away from a team that does not welcome.

Twice a year, counted from the start of the job, workers look at what stands open elsewhere in the house. How many do
depends on how easily the employer lets people move. It knows what they can do, so it forgives them a larger gap than a
stranger. A move fills a vacancy and leaves a position empty; it is neither a hire nor a separation, and the job goes
on: tenure is with the employer.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from agents.compiled import existing, rows, rule
from agents.draws import Key, uniform
from agents.employers import Employers
from agents.gaps import organisation_gap, skill_gap, trained_away
from agents.handing import phase
from agents.job_designs import JobDesigns, Vacancies
from agents.occupation_profiles import related_occupations
from agents.persons import Persons
from agents.vocabulary import EMPLOYED, NOBODY, OCCUPATIONS
from simulation.appeal import job_value
from simulation.calendar import DAYS_PER_MONTH
from simulation.jobs import move_inside, tolerance_for_known
from simulation.marketplace import Shortlist, enter
from simulation.matching import close_as_filled
from simulation.parameters import Parameters
from simulation.shares import Share, in_shares
from simulation.tallies import Tallies
from simulation.teams import felt_culture
from simulation.transitions import UNWELCOMING

if TYPE_CHECKING:
    from simulation.model import LabourMarket

HALF_YEAR = 6
"""Months between two looks at what stands open inside."""

WARMER = 0.5
"""Culture of a team from which it is worth moving to for the welcome alone (share, assumption)."""

LEAST_PAY = 0.95
"""Least pay, relative to the present job, for which people move to a warmer team (assumption)."""

ROWS = np.int32


def next_designs(designs: JobDesigns) -> npt.NDArray[np.int32]:
    """Return, per design, the nearest related design of the same employer that pays better, or none."""
    related = related_occupations()
    row_of = np.full((int(designs.employer.max(initial=0)) + 1, len(OCCUPATIONS)), NOBODY, ROWS)
    row_of[designs.employer, designs.occupation] = np.arange(len(designs.employer), dtype=ROWS)
    found = np.full(len(designs.employer), NOBODY, ROWS)
    for nearness in range(related.shape[1]):
        other = row_of[designs.employer, related[designs.occupation, nearness]]
        better = (found == NOBODY) & (other != NOBODY) & (designs.pay[other] > designs.pay)
        found[better] = other[better]
    return found


def move_inside_employers(market: LabourMarket) -> None:
    """Let workers look for another job inside, and employers choose among those who ask for the same one."""
    easiest = float(market.employers.internal_mobility.max(initial=0.0))
    if easiest <= 0.0 or market.parameters.internal_move_rate <= 0.0:
        return
    tables = market.handed
    newest = np.full(len(market.employers.identity), NOBODY, ROWS)
    older = np.full(len(market.vacancies.design), NOBODY, ROWS)
    list_openings(tables.vacancies, tables.designs, market.open_count, newest, older)
    key = market.key("move_inside")

    def look(share: Share) -> tuple[int, int]:
        count = look_inside(
            tables.persons,
            tables.employers,
            tables.designs,
            tables.vacancies,
            newest,
            older,
            market.best_offer,
            market.scratch_rows,
            share.first,
            share.last,
            market.month,
            easiest,
            tables.parameters,
            key,
        )
        return share.first, count

    for first, count in in_shares(market, market.first_present, market.present, look):
        ask(tables.persons, market.best_offer, market.scratch_rows[first : first + count], tables.shortlists[0])
    choose(
        tables.persons,
        tables.employers,
        tables.designs,
        tables.vacancies,
        tables.shortlists[0],
        market.open_count,
        market.month,
        market.counting,
    )


@phase
def list_openings(
    vacancies: Vacancies,
    designs: JobDesigns,
    count: int,
    newest: npt.NDArray[np.int32],
    older: npt.NDArray[np.int32],
) -> None:
    """Link the open vacancies of each employer: the last row, and from each row the one before."""
    for row in rows(0, count):
        design = vacancies.design[row]
        if design >= 0:
            employer = existing(designs.employer[design])
            older[row] = newest[employer]
            newest[employer] = row


@phase
def look_inside(
    persons: Persons,
    employers: Employers,
    designs: JobDesigns,
    vacancies: Vacancies,
    newest: npt.NDArray[np.int32],
    older: npt.NDArray[np.int32],
    wanted: npt.NDArray[np.int32],
    askers: npt.NDArray[np.int32],
    first: int,
    last: int,
    month: int,
    easiest: float,
    parameters: Parameters,
    key: Key,
) -> int:
    """Let workers whose half-yearly moment it is look for a better place inside.

    Parameters
    ----------
    persons, employers, designs, vacancies
        Tables.
    newest, older : ndarray of int32
        Open vacancies by employer, see :func:`list_openings`.
    wanted : ndarray of int32, shape (persons,)
        Scratch of -1; receives the vacancy each asker wants.
    askers : ndarray of int32
        Receives the rows of those who ask, from ``first`` on.
    first, last : int
        First row, and one past the last, of the people this is about.
    month : int
        Months since January 2012.
    easiest : float
        Internal mobility of the employer where moving is easiest.
    parameters : Parameters
        Behaviour.
    key : Key
        Luck of the month.

    Returns
    -------
    int
        Number of people who ask.
    """
    due = 0
    for person in rows(first, last):
        # Without jumps, because most rows fail: every row is written down, and the next one overwrites who is not due.
        tenure = month - persons.job_start[person]
        moment = np.uint32(max(tenure, 0)) % np.uint32(HALF_YEAR) == 0
        askers[first + due] = person
        due += (persons.status[person] == EMPLOYED) & (tenure >= HALF_YEAR) & moment
    count = 0
    for index in range(first, first + due):
        person = askers[index]
        luck = uniform(key, persons.identity[person])
        if luck >= parameters.internal_move_rate * easiest:
            continue
        employer = existing(designs.employer[persons.design[person]])
        if newest[employer] == NOBODY or luck >= parameters.internal_move_rate * employers.internal_mobility[employer]:
            continue
        best = _best_opening(persons, employers, designs, vacancies, newest, older, person, month, parameters)
        if best != NOBODY:
            wanted[person] = best
            askers[first + count] = person
            count += 1
    return count


@rule
def _best_opening(
    persons: Persons,
    employers: Employers,
    designs: JobDesigns,
    vacancies: Vacancies,
    newest: npt.NDArray[np.int32],
    older: npt.NDArray[np.int32],
    person: int,
    month: int,
    parameters: Parameters,
) -> int:
    """Return the vacancy inside that is worth most to a worker and that the employer would give, or none."""
    present = persons.design[person]
    simple = persons.task_share[person] < 1.0
    pay = designs.pay[present] * (parameters.simple_pay if simple else 1.0)
    value = job_value(designs, present, persons.organisation_gap[person])
    flees = felt_culture(employers, designs, present, parameters) < UNWELCOMING
    bearable = parameters.reservation_floor + parameters.reservation_wish * persons.work_wish[person]
    bearable = max(bearable, persons.organisation_gap[person])
    best, best_value = NOBODY, -1.0e9
    row = newest[designs.employer[present]]
    while row != NOBODY:
        design = vacancies.design[row]
        offered = designs.pay[design] * (parameters.simple_pay if vacancies.simple[row] == 1 else 1.0)
        warmer = flees and offered >= LEAST_PAY * pay and felt_culture(employers, designs, design, parameters) > WARMER
        # Nobody gives up the whole of a job for the simple part of another.
        fits = simple or vacancies.simple[row] == 0
        if design != present and fits and (offered > pay or warmer):
            days_open = month * DAYS_PER_MONTH - vacancies.opened_day[row]
            misfit = organisation_gap(persons, employers, designs, person, design, month)
            there = job_value(designs, design, misfit)
            better = there > best_value or (there == best_value and vacancies.identity[row] < vacancies.identity[best])
            if (
                better
                and days_open >= parameters.selection_days
                and misfit <= bearable
                and (warmer or there > value)
                and is_able(persons, employers, designs, vacancies, person, row, days_open, parameters)
            ):
                best, best_value = row, there
        row = older[row]
    return best


@rule
def is_able(
    persons: Persons,
    employers: Employers,
    designs: JobDesigns,
    vacancies: Vacancies,
    person: int,
    row: int,
    days_open: float,
    parameters: Parameters,
) -> bool:
    """Tell whether an employer thinks that a worker it knows can do another job after training."""
    design = vacancies.design[row]
    relaxation, simple = vacancies.relaxation[row], vacancies.simple[row]
    gap = skill_gap(persons, employers, designs, person, design, relaxation, simple)
    gap = trained_away(persons, employers, designs, person, design, relaxation, simple, gap)
    tolerance = tolerance_for_known(employers, designs.employer[design], parameters)
    tolerance += parameters.offer_adaptation * days_open / DAYS_PER_MONTH
    return bool(gap <= tolerance)


@phase
def ask(persons: Persons, wanted: npt.NDArray[np.int32], askers: npt.NDArray[np.int32], shortlist: Shortlist) -> None:
    """Put every asker on the list of the vacancy wanted; the most experienced stands first, ties go by identity."""
    for person in askers:
        enter(persons, shortlist, wanted[person], person, float(persons.experience_months[person]), 0.0, 0)
        wanted[person] = NOBODY


@phase
def choose(
    persons: Persons,
    employers: Employers,
    designs: JobDesigns,
    vacancies: Vacancies,
    shortlist: Shortlist,
    count: int,
    month: int,
    tallies: Tallies,
) -> None:
    """Let whoever stands first for a vacancy move there, and empty the lists."""
    for row in rows(0, count):
        person = shortlist.person[row]
        if person != NOBODY:
            shortlist.person[row] = NOBODY
            design = vacancies.design[row]
            move_inside(persons, employers, designs, person, design, vacancies.simple[row], month, tallies)
            close_as_filled(designs, vacancies, row, design, month * DAYS_PER_MONTH, tallies)
