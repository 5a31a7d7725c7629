"""How household position and car go with age: the same luck, read against the shares of each age.

A person keeps one number for the household and one for the car for life. Against the shares of the census by age that
number says where the person stands: a child of the parents first, with a partner or alone later. So people move
through life and the shares of each age stay those of the census.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from agents.persons import FIRST_AGE, LAST_AGE

CAR_BY_AGE = ((15, 17, 18, 26), (0.0, 0.0, 0.45, 1.0))
"""Share of the final share of car owners that each age has reached (assumption)."""

CAR_SHARE = 0.88
"""Share of adults with a licence and a car (assumption)."""


class LifeCourse(NamedTuple):
    """Shares by age 15..69.

    Attributes
    ----------
    household : ndarray of float64, shape (5, 2, 55, 5)
        Cumulative shares of household positions by sub-region, sex and age.
    car : ndarray of float64, shape (55,)
        Share with a licence and a car.
    """

    household: npt.NDArray[np.float64]
    car: npt.NDArray[np.float64]


def read_life_course(household: npt.NDArray[np.int64]) -> LifeCourse:
    """Read the shares from the census.

    Parameters
    ----------
    household : ndarray of int64, shape (5, 2, 11, 5)
        Residents by sub-region, sex, five-year age band and household position.

    Returns
    -------
    LifeCourse
        Shares between the middles of the bands are interpolated.
    """
    ages = np.arange(FIRST_AGE, LAST_AGE + 1)
    middles = FIRST_AGE + 2.0 + 5.0 * np.arange(household.shape[2])
    cumulative = np.cumsum(household, axis=3) / household.sum(axis=3, keepdims=True)
    by_age = np.empty((5, 2, len(ages), 5))
    for region in range(5):
        for sex in range(2):
            for position in range(5):
                by_age[region, sex, :, position] = np.interp(ages, middles, cumulative[region, sex, :, position])
    return LifeCourse(by_age, CAR_SHARE * np.interp(ages, *CAR_BY_AGE))
