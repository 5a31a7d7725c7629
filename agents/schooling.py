"""When pupils and students leave education and with which diploma, read from the census by single age.

The census of 1 January 2011 gives the share of students and the diplomas of those who are not, by single age. Read
as one cohort growing older, the fall in the share of students is the distribution of leaving ages, and the rise in
diplomas among the others is the distribution of final diplomas at each leaving age.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from agents.persons import FIRST_AGE
from agents.sampling import Doubles, Rows, choose

LAST_STUDENT_AGE = 34
"""Age by which everyone has left initial education (years; the census counts 0.3% students at 30-34)."""

STUDENT_ACTIVITY = 3
LEAVING_MONTHS = ((0, 0.05), (1, 0.05), (6, 0.45), (7, 0.10), (8, 0.18), (9, 0.12), (10, 0.05))
"""Months of the year, from 0, at whose start people leave education, and their shares: most in July, others after the
second session of exams or in the course of the school year (assumption)."""


class Schooling(NamedTuple):
    """Leaving ages and final diplomas.

    Attributes
    ----------
    leaving : ndarray of float64, shape (2, 20)
        Share of a cohort, by sex, that leaves in the year it was 15..34 on 1 January; rows sum to 1.
    diploma : ndarray of float64, shape (2, 20, 4)
        Final education among those leaving at each age; sums to 1 over education.
    """

    leaving: Doubles
    diploma: Doubles


def read_schooling(activity: npt.NDArray[np.int64]) -> Schooling:
    """Derive leaving ages and final diplomas from the census.

    Parameters
    ----------
    activity : ndarray of int64, shape (2, 55, 4, 6)
        Residents by sex, single age from 15, education and activity.

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
    return Schooling(leaving, rise / rise.sum(axis=2, keepdims=True))


def draw_leaving(
    schooling: Schooling, sex: Rows, age: Rows, leaving_luck: Doubles, diploma_luck: Doubles
) -> tuple[Rows, Rows]:
    """Draw, for people in education now, the age on 1 January of the year they leave and their final diploma.

    Parameters
    ----------
    schooling : Schooling
    sex, age : ndarray of int64, shape (n,)
        Sex and completed age on 1 January.
    leaving_luck, diploma_luck : ndarray of float64, shape (n,)
        Numbers in (0, 1).

    Returns
    -------
    leaving_age, education : ndarray of int64, shape (n,)
    """
    position = np.clip(age - FIRST_AGE, 0, schooling.leaving.shape[1] - 1)
    later = np.arange(schooling.leaving.shape[1])[None, :] >= position[:, None]
    leaving = choose(np.where(later, schooling.leaving[sex], 0.0) + 1e-12 * later, leaving_luck)
    education = choose(schooling.diploma[sex, leaving], diploma_luck)
    return leaving + FIRST_AGE, education


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
