"""Personas: a reading of the barriers of one person without work, made anew each month.

The six personas and their dominant traits come from the summary study on employers and non-active persons. The
study prints no prevalences; the thresholds below are assumptions.
"""

from __future__ import annotations

from agents.compiled import rule
from agents.persons import Persons
from agents.vocabulary import (
    ABSENT,
    DISCOURAGED_OUTSIDER,
    DISTRUSTFUL_OUTSIDER,
    EMPLOYED,
    EXCLUDED_PROMISE,
    FALLING_SHORT_PROMISE,
    FORCED_HURDLER,
    HESITANT_ONLOOKER,
    ILL,
    NO_FOREIGN_DIPLOMA,
    NO_PERSONA,
    READY,
    RETIRED,
    SELF_EMPLOYED,
    STUDENT,
)

LOW_TRUST = 0.30
HIGH_DISCOURAGEMENT = 0.60
SPIRAL = 3
DISCOURAGEMENT_IN_A_SPIRAL = 0.45
FAIR_WISH = 0.50
HIGH_DISAPPROVAL = 0.60
HIGH_EXPECTED_DISCRIMINATION = 0.60
LOW_CONFIDENCE = 0.35
HIGH_FEAR = 0.60
HIGH_LIMITATION = 0.50
LOW_DUTCH = 0.45
LOW_APPLICATION_SKILL = 0.35
LOW_GOAL_CLARITY = 0.35


@rule
def read_persona(persons: Persons, person: int) -> int:
    """Read the persona of one person from the barriers of this month.

    Returns
    -------
    int
        Code of :data:`agents.vocabulary.PERSONAS`; not applicable to people at work, in school or retired.
    """
    status = persons.status[person]
    if status == EMPLOYED or status == SELF_EMPLOYED or status == STUDENT or status == RETIRED or status == ABSENT:
        return NO_PERSONA
    problems = 0
    for flag in range(8):
        problems += (persons.problems[person] >> flag) & 1
    if persons.trust[person] < LOW_TRUST:
        return DISTRUSTFUL_OUTSIDER
    if problems >= 2 or status == ILL or persons.health_limitation[person] > HIGH_LIMITATION:
        return FORCED_HURDLER
    in_a_spiral = persons.short_jobs[person] >= SPIRAL and persons.discouragement[person] > DISCOURAGEMENT_IN_A_SPIRAL
    if persons.discouragement[person] > HIGH_DISCOURAGEMENT or in_a_spiral:
        return DISCOURAGED_OUTSIDER
    if persons.work_wish[person] > FAIR_WISH and (
        persons.disapproval[person] > HIGH_DISAPPROVAL
        or persons.expected_discrimination[person] > HIGH_EXPECTED_DISCRIMINATION
        or persons.foreign_diploma[person] != NO_FOREIGN_DIPLOMA
    ):
        return EXCLUDED_PROMISE
    if persons.confidence[person] < LOW_CONFIDENCE or persons.fear_of_risk[person] > HIGH_FEAR:
        return HESITANT_ONLOOKER
    if (
        persons.dutch[person] < LOW_DUTCH
        or persons.application_skill[person] < LOW_APPLICATION_SKILL
        or persons.goal_clarity[person] < LOW_GOAL_CLARITY
    ):
        return FALLING_SHORT_PROMISE
    return READY
