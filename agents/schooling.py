"""When pupils and students leave education and with which diploma, read from the census by single age.

The census of 1 January 2011 gives the share of students and the diplomas of those who are not, by single age. Read
as one cohort growing older, the fall in the share of students is the distribution of leaving ages, and the rise in
diplomas among the others is the distribution of final diplomas at each leaving age. Its totals are those of the leavers
of 2011-2012 in the 2013 study (Table 4), whose diplomas are all known.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from agents.draws import Luck, uniforms
from agents.persons import FIRST_AGE, NEVER, Persons
from agents.region import SCHOOL_LEVEL_EDUCATION
from agents.sampling import Doubles, Rows, choose, fit_margins
from agents.vocabulary import STUDENT

LAST_STUDENT_AGE = 34
"""Age by which everyone has left initial education (years; the census counts 0.3% students at 30-34)."""

STUDENT_ACTIVITY = 3
LOW, UNKNOWN = 0, 3

LAST_AGE_OF_EARLY_LEAVERS = 19
"""Oldest age on 1 January of the year in which people leave without a diploma of secondary school (assumption)."""

LEAVING_MONTHS = ((0, 0.05), (1, 0.05), (6, 0.45), (7, 0.10), (8, 0.18), (9, 0.12), (10, 0.05))
"""Months of the year, from 0, at whose start people leave education, and their shares: most in July, others after the
second session of exams or in the course of the school year (assumption)."""


class Schooling(NamedTuple):
    """Leaving ages and final diplomas.

    Attributes
    ----------
    leaving : ndarray of float64, shape (2, 20)
        Share of a cohort, by sex, that leaves in the year it was 15..34 on 1 January; rows sum to 1.
    diploma : ndarray of float64, shape (2, 20, 3)
        Final education (low, mid, high) among those leaving at each age; sums to 1 over education.
    reached : ndarray of float64, shape (2, 20, 3)
        Education that students of each age have reached so far; sums to 1 over education.
    """

    leaving: Doubles
    diploma: Doubles
    reached: Doubles


def read_schooling(activity: npt.NDArray[np.int64], leavers: npt.NDArray[np.int64]) -> Schooling:
    """Derive leaving ages and final diplomas from the census and from the leavers of one year.

    Parameters
    ----------
    activity : ndarray of int64, shape (2, 55, 4, 6)
        Residents by sex, single age from 15, education and activity.
    leavers : ndarray of int64, shape (14,)
        Leavers by level, :data:`agents.region.SCHOOL_LEVELS`.

    Returns
    -------
    Schooling
    """
    ages = LAST_STUDENT_AGE - FIRST_AGE + 1
    counts = activity[:, : ages + 1].astype(np.float64)
    residents = counts.sum(axis=(2, 3))
    in_education = counts[..., STUDENT_ACTIVITY].sum(axis=2) / residents
    in_education[:, 0] = 1.0
    in_education[:, -1] = 0.0
    in_education = np.minimum.accumulate(in_education, axis=1)
    leaving = in_education[:, :-1] - in_education[:, 1:]

    others = np.delete(counts, STUDENT_ACTIVITY, axis=3).sum(axis=3) / residents[..., None]
    rise = np.clip(np.diff(others, axis=1), 0.0, None)
    overall = counts[:, -1].sum(axis=2)[:, None, :] / residents[:, -1][:, None, None]
    rise += 1e-3 * overall
    # Who has no diploma of secondary school at twenty leaves without one before; later rises are newcomers.
    rise[:, LAST_AGE_OF_EARLY_LEAVERS + 1 - FIRST_AGE :, LOW] = 0.0
    known = rise[..., :UNKNOWN] / rise[..., :UNKNOWN].sum(axis=2, keepdims=True)
    totals = np.bincount(SCHOOL_LEVEL_EDUCATION, leavers)
    # The leavers of one year come from cohorts of unequal size.
    in_a_year = leaving * residents[:, :ages]
    fitted = fit_margins(
        in_a_year[..., None] * known, [((0, 1), in_a_year), ((2,), totals * in_a_year.sum() / totals.sum())]
    )
    diploma = np.where(fitted.sum(axis=2, keepdims=True) > 0.0, fitted, known)
    students = counts[:, :ages, :UNKNOWN, STUDENT_ACTIVITY]
    students[..., LOW] += counts[:, :ages, UNKNOWN, STUDENT_ACTIVITY] + 1e-9
    reached = students / students.sum(axis=2, keepdims=True)
    return Schooling(leaving, diploma / diploma.sum(axis=2, keepdims=True), reached)


def draw_leaving_age(schooling: Schooling, sex: Rows, age: Rows, luck: Doubles) -> Rows:
    """Draw, for people in education now, the age on 1 January of the year they leave.

    Parameters
    ----------
    schooling : Schooling
    sex, age : ndarray of int64, shape (n,)
        Sex and completed age on 1 January.
    luck : ndarray of float64, shape (n,)
        Numbers in (0, 1).

    Returns
    -------
    ndarray of int64, shape (n,)
    """
    position = np.clip(age - FIRST_AGE, 0, schooling.leaving.shape[1] - 1)
    later = np.arange(schooling.leaving.shape[1])[None, :] >= position[:, None]
    return choose(np.where(later, schooling.leaving[sex], 0.0) + 1e-12 * later, luck) + FIRST_AGE


def diploma_of_students(schooling: Schooling, sex: Rows, age: Rows, leaving_age: Rows, reached: Rows) -> Doubles:
    """Return the chances of each final diploma for people in education, given the one they have by now.

    Part of the students of an age have a diploma already; the others make up what is missing to the shares of those
    who leave at the same age.

    Parameters
    ----------
    schooling : Schooling
    sex, age, leaving_age, reached : ndarray of int64, shape (n,)
        Sex, age on 1 January, age on 1 January of the year of leaving, and education by now (low, mid, high).

    Returns
    -------
    ndarray of float64, shape (n, 3)
    """
    final = schooling.diploma[sex, leaving_age - FIRST_AGE]
    by_now = schooling.reached[sex, np.clip(age - FIRST_AGE, 0, schooling.reached.shape[1] - 1)]
    high = np.clip((final[:, 2] - by_now[:, 2]) / np.maximum(by_now[:, 0] + by_now[:, 1], 1e-9), 0.0, 1.0)
    low = np.clip(final[:, 0] / np.maximum(by_now[:, 0], 1e-9), 0.0, 1.0 - high)
    low = np.where(reached == 0, low, 0.0)
    chances = np.stack([low, 1.0 - low - high, high], axis=1)
    chances[reached == 2] = (0.0, 0.0, 1.0)
    return np.asarray(chances)


def draw_leaving_month(luck: Doubles) -> Rows:
    """Draw in which months of the calendar year, from 0, people leave education.

    Parameters
    ----------
    luck : ndarray of float64, shape (n,)
        Numbers in (0, 1).

    Returns
    -------
    ndarray of int64, shape (n,)
    """
    months, shares = np.array(LEAVING_MONTHS).T
    return np.asarray(months[choose(shares, luck)], np.int64)


def assign_schooling(persons: Persons, schooling: Schooling, luck: Luck) -> None:
    """Draw when people in education leave it, and with which diploma.

    Parameters
    ----------
    persons : Persons
        Table with status and education filled; changed in place.
    schooling : Schooling
        Leaving ages and diplomas.
    luck : Luck
        Keys of the replication.
    """
    persons.school_exit_month[:] = NEVER
    persons.final_education[:] = persons.education
    rows = np.flatnonzero(persons.status == STUDENT)
    identity = persons.identity[rows]
    entry = np.maximum(persons.arrival_month[rows].astype(np.int64), 0)
    year = entry // 12
    age_on_new_year = ((12 * year - persons.birth_month[rows] - 1) // 12).astype(np.int64)
    sex = persons.sex[rows].astype(np.int64)
    leaving_age = draw_leaving_age(schooling, sex, age_on_new_year, uniforms(luck.key("leaving_age"), identity))
    leaving_month = draw_leaving_month(uniforms(luck.key("leaving_month"), identity))
    month = (year + leaving_age - age_on_new_year) * 12 + leaving_month
    persons.school_exit_month[rows] = np.where(month <= entry, month + 12, month)
    reached = persons.education[rows].astype(np.int64) % UNKNOWN
    chances = diploma_of_students(schooling, sex, age_on_new_year, leaving_age, reached)
    persons.final_education[rows] = choose(chances, uniforms(luck.key("final_diploma"), identity))
