"""Barriers at the start: life situation and state of mind of every person.

Household position and birthplace follow the census of 1 January 2011. For the other barriers no prevalences are
published; means and spreads are assumptions, worse for people long out of work as the studies describe.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from agents.draws import Luck, uniforms
from agents.life_course import read_life_course
from agents.persons import FIRST_AGE, LAST_AGE, LONG_AGO, Persons
from agents.region import RegionFigures
from agents.sampling import Doubles, bell, choose
from agents.vocabulary import (
    CHILDCARE,
    DEBT,
    DOCUMENTS,
    EMPLOYED,
    HOME,
    HOUSING,
    ILL,
    INCOME_RISK,
    JUSTICE,
    LATENT,
    OTHER,
    SEARCHING_UNAVAILABLE,
    SELF_EMPLOYED,
    STUDENT,
    UNEMPLOYED,
)

COUPLE, SINGLE_PARENT = 1, 2

PROBLEM_SHARES = (
    (CHILDCARE, 0.03),
    (DEBT, 0.04),
    (HOUSING, 0.03),
    (JUSTICE, 0.01),
    (DOCUMENTS, 0.01),
    (INCOME_RISK, 0.05),
)
"""Share of people at work with each open problem (assumption)."""

PROBLEM_FACTOR_WITHOUT_WORK = 3.0
"""How much more common problems are among people without work (assumption)."""

CAR_FACTOR_WITHOUT_WORK = 0.8
"""How much less common a car is among people without work (assumption)."""


def _jobless(persons: Persons) -> npt.NDArray[np.bool_]:
    return np.isin(persons.status, (UNEMPLOYED, SEARCHING_UNAVAILABLE, LATENT, ILL, HOME, OTHER))


def describe_lives(figures: RegionFigures, persons: Persons, luck: Luck) -> None:
    """Fill household, children, care, car, origin, Dutch, health and problems.

    Parameters
    ----------
    figures : RegionFigures
        Census tables of households and birthplaces.
    persons : Persons
        Table with age, sex, sub-region, education and status filled; changed in place.
    luck : Luck
        Keys of the replication.
    """

    def draw(name: str) -> Doubles:
        return uniforms(luck.key(name), persons.identity)

    age = persons.age.astype(np.int64)
    sex = persons.sex.astype(np.int64)
    band = np.clip((age - FIRST_AGE) // 5, 0, 10)
    at_work = (persons.status == EMPLOYED) | (persons.status == SELF_EMPLOYED)
    jobless = _jobless(persons)

    life_course = read_life_course(figures.household)
    position = np.clip(age - FIRST_AGE, 0, LAST_AGE - FIRST_AGE)
    cumulative = life_course.household[persons.sub_region, sex, position]
    persons.household[:] = (cumulative <= draw("household")[:, None]).sum(axis=1).clip(0, 4)
    parent_shares = np.interp(age, [17, 22, 28, 36, 44, 50, 56], [0.0, 0.10, 0.50, 0.85, 0.80, 0.45, 0.0])
    with_partner = (persons.household == COUPLE) | (persons.household == SINGLE_PARENT)
    parent = with_partner & (draw("parent") < np.where(persons.household == SINGLE_PARENT, 1.0, parent_shares))
    youngest = np.clip((age - np.interp(age, [18, 30, 45, 60], [20, 28.5, 32, 33])) * 12.0, 1.0, 400.0)
    months_old = np.clip(youngest * (0.35 + 1.0 * draw("youngest_child")), 0.0, 600.0)
    start = np.maximum(persons.arrival_month.astype(np.float64), 0.0)
    persons.youngest_child_birth[:] = np.where(parent, start - months_old, LONG_AGO)

    caring = np.interp(age, [30, 45, 55, 65], [0.02, 0.06, 0.12, 0.10]) * np.where(persons.status == HOME, 2.5, 1.0)
    persons.informal_care[:] = draw("informal_care") < caring
    share = life_course.car[position] * np.where(jobless, CAR_FACTOR_WITHOUT_WORK, 1.0)
    persons.car[:] = draw("car") < share

    group = np.where(at_work, 0, np.where(persons.status == UNEMPLOYED, 1, 2))
    persons.origin[:] = choose(figures.origin[sex, band, persons.education, group], draw("origin"))
    dutch_mean = np.array([0.93, 0.66, 0.60])[persons.origin] - np.where(jobless & (persons.origin > 0), 0.12, 0.0)
    spread = np.array([0.05, 0.22, 0.22])[persons.origin]
    persons.dutch[:] = np.clip(dutch_mean + spread * (2.0 * draw("dutch") - 1.0) * 1.7, 0.05, 1.0)

    limited = np.interp(age, [20, 40, 55, 65], [0.02, 0.06, 0.13, 0.20])
    mean = limited + np.where(persons.status == ILL, 0.45, 0.0) + np.where(jobless, 0.05, 0.0)
    persons.health_limitation[:] = bell(mean, 0.12, draw("health"))

    problems = np.zeros(len(age), np.int64)
    factor = np.where(jobless, PROBLEM_FACTOR_WITHOUT_WORK, 1.0)
    young_child = start - persons.youngest_child_birth < 72
    for flag, share in PROBLEM_SHARES:
        chance = share * factor
        if flag == CHILDCARE:
            chance = np.where(young_child, 4.0 * chance, 0.0)
        if flag == DOCUMENTS:
            chance = np.where(persons.origin == 2, 6.0 * chance, 0.0)
        problems |= np.where(draw(f"problem_{flag}") < chance, flag, 0)
    persons.problems[:] = problems


def describe_minds(persons: Persons, luck: Luck) -> None:
    """Fill work wish, trust, confidence, discouragement, fear, goal clarity, disapproval and application skill."""

    def share(name: str, mean: Doubles, spread: float) -> Doubles:
        return bell(mean, spread, uniforms(luck.key(name), persons.identity))

    status = persons.status
    jobless = _jobless(persons)
    months_out = np.where(
        jobless, np.maximum(persons.arrival_month, 0) - persons.non_employed_since.astype(np.float64), 0.0
    )
    worn = 1.0 - np.exp(-months_out / 36.0)
    ones = np.ones(len(status))

    wish = np.select(
        [
            status == UNEMPLOYED,
            status == SEARCHING_UNAVAILABLE,
            status == LATENT,
            np.isin(status, (HOME, OTHER)),
            status == ILL,
        ],
        [0.85, 0.80, 0.55, 0.30, 0.35],
        0.85,
    )
    level = np.where(persons.education == 3, 0.5, persons.education.astype(np.float64))
    persons.work_wish[:] = share("work_wish", wish, 0.15)
    persons.trust[:] = share("trust", 0.70 * ones - 0.20 * worn, 0.16)
    persons.confidence[:] = share("confidence", 0.68 * ones - 0.18 * worn, 0.15)
    persons.discouragement[:] = share("discouragement", 0.10 + 0.35 * worn, 0.12)
    persons.fear_of_risk[:] = share("fear_of_risk", 0.25 + 0.20 * worn, 0.15)
    persons.goal_clarity[:] = share("goal_clarity", 0.62 - 0.12 * worn, 0.15)
    disapproval = np.where((persons.origin == 2) & (persons.sex == 0), 0.32, 0.08)
    persons.disapproval[:] = share("disapproval", disapproval, 0.15)
    digital = 0.42 + 0.12 * level - 0.002 * np.maximum(persons.age - 45.0, 0.0)
    persons.application_skill[:] = share("application_skill", digital + 0.15 * (status == STUDENT), 0.13)
