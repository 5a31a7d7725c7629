"""Careers: how far people hold on to the job and the line of work they have, and who looks ahead.

Inertia is a state. It has a level that is usual for tenure and age, and what sets someone apart from it fades year by
year; a new job breaks the habit, and awareness, information and guidance lower it for as long as they go on. Some
people look around while nothing threatens, most only when something does. The studies describe both and give no numbers
(w2w_integrated_career_approach, w2w_career_ownership), so levels and shares are assumptions, chosen so that the job
changes of the baseline stay what was published (FLO-04).
"""

from __future__ import annotations

from typing import Final

from agents.compiled import compiled, rows, rule
from agents.draws import Key, Luck, uniform
from agents.persons import Persons
from agents.vocabulary import NOBODY

INERTIA_OF_BEGINNERS: Final = 0.30
"""Usual inertia of someone young in a new job (share, assumption, 0.1 to 0.5)."""

INERTIA_OF_TENURE, FULL_TENURE_MONTHS = 0.20, 120.0
"""Inertia that ten years with one employer add, evenly over the months (share, assumption, 0 to 0.4)."""

INERTIA_OF_AGE, FIRST_AGE_OF_INERTIA, LAST_AGE_OF_INERTIA = 0.35, 45, 60
"""Inertia that the years from 45 to 60 add, evenly (share, assumption, 0 to 0.5)."""

USUAL_INERTIA: Final = 0.49
"""Mean inertia of employees at the start; of them, inertia changes nothing in how they look around."""

MOST_OPEN: Final = 1.0 / (1.0 - USUAL_INERTIA)
"""Openness to move of people without any inertia, where inertia holds back in proportion."""

REACTIVE, PROACTIVE, PROACTIVE_BY_LEARNING = 0, 1, 2
"""Who looks around only when something threatens; also while nothing does; and who learned the latter."""

PROACTIVE_SHARE: Final = 0.35
"""Share of people who look ahead of themselves (assumption, 0.2 to 0.5; most are said to be reactive, 004)."""

KEPT_LESSON: Final = 0.05
"""Inertia below the usual level down to which people who learned to look ahead still do so (share, assumption)."""


@rule
def usual_inertia(age: int, tenure: int) -> float:
    """Return the inertia that is usual at an age, after some months with the same employer."""
    tenured = min(1.0, max(0.0, tenure / FULL_TENURE_MONTHS))
    aged = (age - FIRST_AGE_OF_INERTIA) / (LAST_AGE_OF_INERTIA - FIRST_AGE_OF_INERTIA)
    return INERTIA_OF_BEGINNERS + INERTIA_OF_TENURE * tenured + INERTIA_OF_AGE * min(1.0, max(0.0, aged))


@rule
def openness_to_move(persons: Persons, person: int, strength: float) -> float:
    """Return how readily someone looks around and looks further, 1 at the mean inertia of the start.

    Parameters
    ----------
    persons : Persons
        Table.
    person : int
        Row.
    strength : float
        How far inertia holds people back: not at all at 0, in proportion at 1, more than that above it.

    Returns
    -------
    float
    """
    return float(((1.0 - persons.inertia[person]) / (1.0 - USUAL_INERTIA)) ** strength)


@rule
def settle(persons: Persons, person: int, month: int, pace: float) -> None:
    """Let inertia grow as is usual with a year of age and tenure; what sets someone apart fades, and so do lessons.

    Parameters
    ----------
    persons : Persons
        Table, changed in place.
    person, month : int
        Row of an employee, and months since January 2012.
    pace : float
        Part of the distance to the usual level that a year takes away.
    """
    tenure = month - persons.job_start[person]
    usual = usual_inertia(persons.age[person], tenure)
    apart = persons.inertia[person] - usual_inertia(persons.age[person] - 1, tenure - 12)
    persons.inertia[person] = min(1.0, max(0.0, usual + (1.0 - pace) * apart))
    if persons.proactive[person] == PROACTIVE_BY_LEARNING and persons.inertia[person] > usual - KEPT_LESSON:
        persons.proactive[person] = REACTIVE


@rule
def begin_anew(persons: Persons, person: int) -> None:
    """Let a new job break the habit: nobody holds on to it more than a beginner of the same age."""
    persons.inertia[person] = min(float(persons.inertia[person]), usual_inertia(persons.age[person], 0))


def describe_careers(persons: Persons, luck: Luck) -> None:
    """Fill inertia and who looks ahead.

    Parameters
    ----------
    persons : Persons
        Table with age and job filled; changed in place.
    luck : Luck
        Keys of the replication.
    """
    _begin_careers(persons, luck.key("proactive"))


@compiled
def _begin_careers(persons: Persons, nature: Key) -> None:
    """Give everyone the inertia that is usual for age and tenure, and luck decides who looks ahead."""
    for person in rows(0, len(persons.identity)):
        tenure = 0
        if persons.design[person] != NOBODY:
            tenure = max(0, persons.arrival_month[person]) - persons.job_start[person]
        persons.inertia[person] = usual_inertia(persons.age[person], tenure)
        looks_ahead = uniform(nature, persons.identity[person]) < PROACTIVE_SHARE
        persons.proactive[person] = PROACTIVE if looks_ahead else REACTIVE
