"""Following people: what everybody's labour status was, month after month, and the days that follow from it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from agents.vocabulary import EMPLOYED, LATENT, SEARCHING_UNAVAILABLE, SELF_EMPLOYED, UNEMPLOYED
from simulation.calendar import DAYS_PER_MONTH
from simulation.model import LabourMarket

Course = npt.NDArray[np.int8]
Rows = npt.NDArray[np.intp]
Mask = npt.NDArray[np.bool_]
Doubles = npt.NDArray[np.float64]

AT_WORK = (EMPLOYED, SELF_EMPLOYED)
REGISTERED = (UNEMPLOYED, SEARCHING_UNAVAILABLE, LATENT)
"""Statuses of registered jobseekers: nearly all people of the first two are registered, and four in five of the third
(:data:`simulation.jobseeker_indicators.REGISTERED_SHARES`)."""


def follow(market: LabourMarket, months: int) -> Course:
    """Run some months and write down everybody's status.

    Parameters
    ----------
    market : LabourMarket
        The market, run on.
    months : int
        Number of months.

    Returns
    -------
    ndarray of int8, shape (months, persons)
        Labour status at the end of each month.
    """
    course = np.empty((months, len(market.persons.status)), np.int8)
    for row in course:
        market.step()
        row[:] = market.persons.status
    return course


def days_in(course: Course, statuses: Sequence[int], people: Rows, first: npt.ArrayLike, months: int) -> Doubles:
    """Count days in some statuses.

    Parameters
    ----------
    course : ndarray of int8, shape (months, persons)
        Statuses as :func:`follow` writes them down.
    statuses : sequence of int
        Statuses that count.
    people : ndarray of int
        Rows of persons.
    first : int, or ndarray of int
        Month of the course in which counting begins, for all or for each person.
    months : int
        Months that are looked at.

    Returns
    -------
    ndarray of float64, shape (people,)
        Days; a month counts whole, by the status at its end.
    """
    upto = np.zeros((len(course) + 1, len(people)), np.int32)
    np.cumsum(np.isin(course[:, people], statuses), axis=0, out=upto[1:])
    begin = np.broadcast_to(np.asarray(first, np.intp), len(people))
    each = np.arange(len(people))
    return np.asarray((upto[begin + months, each] - upto[begin, each]) * DAYS_PER_MONTH)


def mean_difference(values: Doubles, treated: Mask) -> float:
    """Return the mean of the treated less that of the others, not-a-number where one group is empty."""
    if treated.all() or not treated.any():
        return float("nan")
    return float(values[treated].mean() - values[~treated].mean())
