"""What is seen once a year, on 31 December: how long people hold their job, where they work, what a year has changed.

A look back compares people and establishments with what they were a year before, as yearly statistics do. Who did not
live here then, and who left since, is compared with nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import numpy.typing as npt

from agents.compiled import rows
from agents.handing import phase
from agents.job_designs import JobDesigns
from agents.persons import Persons
from agents.region import OUTSIDE
from agents.vocabulary import ABSENT, EMPLOYED, IN_WORK, NOT_COUNTED
from simulation.labour_states import STATES, WORKING_AGE_ENDS, labour_state

if TYPE_CHECKING:
    from simulation.counting import Counts

DECEMBER = 11
MONTHS_PER_YEAR = 12

TENURE_YEARS = 50
"""Completed years in the present job are counted one by one; the last count holds all longer ones."""

PLACES = OUTSIDE + 1
"""Sub-regions of the workplace, and outside the province."""

CREATED, DESTROYED = 0, 1
"""Jobs that establishments have more, and fewer, than a year ago."""

BOTH_YEARS, OTHER_JOB = 0, 1
"""People who work now and worked a year ago, and those among them who began their job since."""

FIRST_AGES = (15, 20, 25, 55, 65)
"""First ages of the groups in which changes of job are counted."""


class Look(NamedTuple):
    """What is counted at one look; nothing in a month without a look.

    Attributes
    ----------
    tenure : ndarray of int32, shape (5, 50)
        Employees by sub-region of residence and completed years in the job.
    tenure_months : ndarray of int32, shape (5,)
        Sum of their completed months in the job.
    workplaces : ndarray of int32, shape (5, 6)
        Employees by sub-region of residence and of the workplace (5 is outside).
    yearly_flows : ndarray of int32, shape (5, 4, 4)
        People of 15-64 who were here a year ago, by sub-region, state then and state now.
    changes_of_job : ndarray of int32, shape (2, 5, 5)
        People at work then and now, and with another job, by sub-region and age group.
    staff_changes : ndarray of int32, shape (2, 5)
        Jobs created and destroyed by growing and shrinking establishments, by sub-region of the workplace.
    """

    tenure: npt.NDArray[np.int32]
    tenure_months: npt.NDArray[np.int32]
    workplaces: npt.NDArray[np.int32]
    yearly_flows: npt.NDArray[np.int32]
    changes_of_job: npt.NDArray[np.int32]
    staff_changes: npt.NDArray[np.int32]


SHAPES: dict[str, tuple[int, ...]] = {
    "tenure": (5, TENURE_YEARS),
    "tenure_months": (5,),
    "workplaces": (5, PLACES),
    "yearly_flows": (5, STATES, STATES),
    "changes_of_job": (2, 5, len(FIRST_AGES)),
    "staff_changes": (2, 5),
}
"""Shape of each count of a look, in their order."""


def look_of(counts: Counts, month: int) -> Look:
    """Return where the look of one month is counted."""
    return Look(*(getattr(counts, name)[month] for name in Look._fields))


@phase
def look_back(persons: Persons, designs: JobDesigns, first: int, last: int, month: int, look: Look) -> None:
    """Count everyone's job, workplace and state of a year ago, and note the state for the next look.

    Parameters
    ----------
    persons, designs
        Tables; the state of the last look is changed in place.
    first, last : int
        First row, and one past the last, of the people this is about.
    month : int
        Months since January 2012.
    look : Look
        Counts of this month, changed in place.
    """
    for person in rows(first, last):
        status = persons.status[person]
        if status == ABSENT:
            continue
        region, age = persons.sub_region[person], persons.age[person]
        since = persons.status_since[person]
        if status == EMPLOYED:
            since = persons.job_start[person]
            tenure = month - since
            look.tenure[region, min(tenure // MONTHS_PER_YEAR, TENURE_YEARS - 1)] += 1
            look.tenure_months[region] += tenure
            look.workplaces[region, designs.sub_region[persons.design[person]]] += 1
        before, now = persons.labour_state_a_year_ago[person], labour_state(status)
        persons.labour_state_a_year_ago[person] = now
        if before == NOT_COUNTED:
            continue
        if age < WORKING_AGE_ENDS:
            look.yearly_flows[region, before - 1, now - 1] += 1
        if before == IN_WORK and now == IN_WORK:
            group = 0
            while group + 1 < len(FIRST_AGES) and age >= FIRST_AGES[group + 1]:
                group += 1
            look.changes_of_job[BOTH_YEARS, region, group] += 1
            if since > month - MONTHS_PER_YEAR:
                look.changes_of_job[OTHER_JOB, region, group] += 1


def compare_staff(designs: JobDesigns, month: int, changes: npt.NDArray[np.int32]) -> None:
    """Count what establishments of the province grew and shrank in a year, and note their staff for the next look.

    An establishment is an employer at one place; only Defence has several.

    Parameters
    ----------
    designs : JobDesigns
        Staff at the last look is changed in place.
    month : int
        Months since January 2012; at the first look there is nothing to compare with.
    changes : ndarray of int32, shape (2, 5)
        Jobs created and destroyed by sub-region, changed in place.
    """
    if month > DECEMBER:
        establishment = designs.employer * PLACES + designs.sub_region
        growth = np.bincount(establishment, designs.headcount - designs.headcount_a_year_ago)
        growth = np.pad(growth, (0, -len(growth) % PLACES)).reshape(-1, PLACES)[:, :OUTSIDE]
        changes[CREATED] = np.maximum(growth, 0).sum(axis=0)
        changes[DESTROYED] = np.maximum(-growth, 0).sum(axis=0)
    designs.headcount_a_year_ago[:] = designs.headcount
