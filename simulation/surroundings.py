"""What is given to a market from outside and is the same in every arm."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from agents.education import Education
from agents.life_course import LifeCourse
from simulation.rates import Profile

Doubles = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Surroundings:
    """What is given to the market from outside and is the same in every arm.

    Attributes
    ----------
    scale : float
        Agents per person.
    months : int
        Months from January 2012 that can be run.
    profile : Profile
        Participation by sex, education and age at the census.
    life_course : LifeCourse
        Household position and car by age.
    die : ndarray of float64, shape (years, 2, 55)
        Monthly hazards of death by sex and age 15..69.
    emigrate : ndarray of float64, shape (years, 5, 2, 55)
        Monthly hazards of departure.
    growth : ndarray of float64, shape (months, 20)
        Employment wanted by sector relative to the start.
    arrivals_by_month : ndarray of int64
        First row of the people who arrive in each month; the last entry ends the last month.
    education : Education
        Shares behind the choices of pupils.
    usual_burden : float
        Mean burden of people out of the labour force at the start, see :func:`simulation.minds.burden`.
    longer_working : bool
        Whether exits of the 55+ are shifted by two years.
    outside_population : ndarray of float64, shape (months, 5, 4)
        Residents 0-14, 70 and over, 80 and over, at the end of each month (persons, not agents); the fourth
        column holds residents 15-69 of the projection, to compare the agents with.
    """

    scale: float
    months: int
    profile: Profile
    life_course: LifeCourse
    die: Doubles
    emigrate: Doubles
    growth: Doubles
    arrivals_by_month: npt.NDArray[np.int64]
    education: Education
    usual_burden: float
    longer_working: bool
    outside_population: Doubles
