"""Barriers of life at the start: household, care, health, language, diplomas, problems and needs of every person.

Household position and birthplace follow the census of 1 January 2011. For the other barriers no prevalences are
published; means and spreads are assumptions, worse for people long out of work as the studies describe.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from agents.draws import Luck, uniforms
from agents.gaps import FELT_LIMITATION
from agents.life_course import read_life_course
from agents.persons import FIRST_AGE, LAST_AGE, LONG_AGO, Persons
from agents.region import RegionFigures
from agents.sampling import Doubles, bell, choose
from agents.vocabulary import (
    ADDICTION,
    ADMINISTRATION,
    AIDS,
    CHILDCARE,
    DEBT,
    DOCUMENTS,
    EMPLOYED,
    FACILITIES,
    HOME,
    HOUSING,
    ILL,
    INCOME_RISK,
    JUSTICE,
    LATENT,
    OTHER,
    OTHER_FOREIGN_DIPLOMA,
    QUIET,
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
    (ADDICTION, 0.01),
    (ADMINISTRATION, 0.03),
)
"""Share of people at work with each open problem, in the order of the flags (assumption)."""

PROBLEM_FACTOR_WITHOUT_WORK = 3.0
"""How much more common problems are among people without work (assumption)."""

YOUNG_CHILD_FACTOR = 4.0
"""How much more common a problem of childcare is with a child under six; without one there is none (assumption)."""

OUTSIDE_THE_UNION_FACTOR = 6.0
"""How much more common a problem of residence papers is among people born outside the EU; others have none."""

YOUNG_CHILD_MONTHS = 72

NEWCOMER_DUTCH = -0.15
"""Dutch of people who arrive from abroad later, against those of the same origin here at the start (assumption)."""

FOREIGN_DIPLOMA_SHARES = (0.0, 0.15, 0.30)
"""Share of mid and high educated people with an unrecognised diploma from abroad, by origin (assumption)."""

NEEDS_SHARES = ((FACILITIES, 0.02, 0.23, 0.0), (QUIET, 0.03, 0.0, 0.25), (AIDS, 0.0, 0.0, 0.30))
"""Share of people with each need, more when born outside the EU, more with a limitation by health (assumption)."""

CAR_FACTOR_WITHOUT_WORK = 0.8
"""How much less common a car is among people without work (assumption)."""


def jobless(persons: Persons) -> npt.NDArray[np.bool_]:
    """Tell who is out of work and neither in school nor retired."""
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
    without_work = jobless(persons)

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
    share = life_course.car[position] * np.where(without_work, CAR_FACTOR_WITHOUT_WORK, 1.0)
    persons.car[:] = draw("car") < share

    group = np.where(at_work, 0, np.where(persons.status == UNEMPLOYED, 1, 2))
    persons.origin[:] = choose(figures.origin[sex, band, persons.education, group], draw("origin"))
    dutch_mean = np.array([0.93, 0.66, 0.60])[persons.origin] - np.where(without_work & (persons.origin > 0), 0.12, 0.0)
    dutch_mean = dutch_mean + np.where((persons.origin > 0) & (persons.arrival_month >= 0), NEWCOMER_DUTCH, 0.0)
    spread = np.array([0.05, 0.22, 0.22])[persons.origin]
    persons.dutch[:] = np.clip(dutch_mean + spread * (2.0 * draw("dutch") - 1.0) * 1.7, 0.05, 1.0)

    limited = np.interp(age, [20, 40, 55, 65], [0.02, 0.06, 0.13, 0.20])
    mean = limited + np.where(persons.status == ILL, 0.45, 0.0) + np.where(without_work, 0.05, 0.0)
    persons.health_limitation[:] = bell(mean, 0.12, draw("health"))

    problems = np.zeros(len(age), np.int64)
    factor = np.where(without_work, PROBLEM_FACTOR_WITHOUT_WORK, 1.0)
    young_child = start - persons.youngest_child_birth < YOUNG_CHILD_MONTHS
    for flag, share in PROBLEM_SHARES:
        chance = share * factor
        if flag == CHILDCARE:
            chance = np.where(young_child, YOUNG_CHILD_FACTOR * chance, 0.0)
        if flag == DOCUMENTS:
            chance = np.where(persons.origin == 2, OUTSIDE_THE_UNION_FACTOR * chance, 0.0)
        problems |= np.where(draw(f"problem_{flag}") < chance, flag, 0)
    persons.problems[:] = problems

    needs = np.zeros(len(age), np.int64)
    felt = persons.health_limitation > FELT_LIMITATION
    for flag, share, from_outside, limited_by_health in NEEDS_SHARES:
        chance = share + from_outside * (persons.origin == 2) + limited_by_health * felt
        needs |= np.where(draw(f"need_{flag}") < chance, flag, 0)
    persons.needs[:] = needs

    # Who works in a profession that the law protects has had the diploma recognised.
    educated = np.isin(persons.final_education, (1, 2)) & ~(at_work & (persons.diploma > 0))
    unrecognised = draw("foreign_diploma") < np.array(FOREIGN_DIPLOMA_SHARES)[persons.origin]
    rows = np.flatnonzero(educated & unrecognised & (persons.status != STUDENT))
    persons.foreign_diploma[rows] = np.where(persons.diploma[rows] > 0, persons.diploma[rows], OTHER_FOREIGN_DIPLOMA)
    persons.diploma[rows] = 0
