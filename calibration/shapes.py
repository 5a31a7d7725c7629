"""Shapes of a labour market that no published figure fixes for the region, read from a run for a picture and a table.

The Beveridge curve, the chance of finding work by time without work, and the flows between work, unemployment and
inactivity. These are pure functions of :class:`calibration.reading.Evidence`; each row names what it is about.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from agents.region import SUB_REGIONS
from calibration.reading import PROVINCE, Evidence, percentage
from simulation.jobseeker_indicators import DURATION_GROUPS
from simulation.structure_indicators import SURVEY_STATES

Doubles = npt.NDArray[np.float64]

AGES_15_64 = ("age=15-24", "age=25-54", "age=55-64")

STOCKS = {"work": "employed", "unemployment": "unemployed", "inactivity": "inactive"}
"""Indicator of the people in each state."""


class BeveridgePoint(NamedTuple):
    """One year of one place.

    Attributes
    ----------
    region : int
        Sub-region by its code; the province is last.
    year : int
        Calendar year.
    unemployment_rate : float
        Unemployed in per cent of the labour force of 15-64, mean over the year.
    vacancy_rate : float
        Open vacancies in per cent of all jobs, held or open, in the place of work, mean over the year.
    """

    region: int
    year: int
    unemployment_rate: float
    vacancy_rate: float


class ExitHazard(NamedTuple):
    """The chance of leaving unemployment for work within a month, of people equally long without work.

    Attributes
    ----------
    duration : str
        Completed months without work, as in ``duration=3-5``.
    unemployed : float
        Unemployed of this duration at the end of a month, mean (persons).
    exits : float
        Of those, at work a month later, mean per month (persons).
    hazard : float
        Exits per 100 unemployed and month; not-a-number when nobody was unemployed that long.
    """

    duration: str
    unemployed: float
    exits: float
    hazard: float


class Flow(NamedTuple):
    """People who went from one state to another, or stayed.

    Attributes
    ----------
    before, now : str
        ``work``, ``unemployment`` or ``inactivity``.
    persons : float
        Mean number of people of 15-64 per month, or per year.
    probability : float
        Per 100 people in the state before.
    """

    before: str
    now: str
    persons: float
    probability: float


def beveridge_points(evidence: Evidence, first_year: int, last_year: int) -> list[BeveridgePoint]:
    """Return the unemployment rate against the vacancy rate, by year, for each sub-region and the province.

    Parameters
    ----------
    evidence : Evidence
        A run of the baseline.
    first_year, last_year : int
        Span of years.

    Returns
    -------
    list of BeveridgePoint
        By region, then by year.
    """
    points = []
    for region in range(len(SUB_REGIONS) + 1):
        for year in range(first_year, last_year + 1):
            unemployment, vacancies, held = (
                evidence.mean(name, year, year, region=region)
                for name in ("unemployment_rate", "vacancies_open", "jobs_held")
            )
            points.append(BeveridgePoint(region, year, unemployment, percentage(vacancies, vacancies + held)))
    return points


def exit_hazards(evidence: Evidence, first_year: int, last_year: int, region: int = PROVINCE) -> list[ExitHazard]:
    """Return how likely the unemployed are to find work within a month, by how long they have been without work.

    Parameters
    ----------
    evidence : Evidence
        A run of the baseline.
    first_year, last_year : int
        Span of years; the first month only serves as the stock that the second month's exits come from.
    region : int
        Sub-region, or the province.

    Returns
    -------
    list of ExitHazard
        By duration, the shortest first.
    """

    def hazard(duration: str) -> ExitHazard:
        stocks = evidence.course("unemployed_by_duration", first_year, last_year, duration, region)[:-1]
        exits = evidence.course("exits_to_work_by_duration", first_year, last_year, duration, region)[1:]
        stock, mean_exits = float(stocks.mean()), float(exits.mean())
        return ExitHazard(duration, stock, mean_exits, percentage(mean_exits, stock))

    return [hazard(duration) for duration in DURATION_GROUPS]


def monthly_flows(evidence: Evidence, first_year: int, last_year: int, region: int = PROVINCE) -> list[Flow]:
    """Return the gross flows between work, unemployment and inactivity from one month to the next.

    Who did not change counts as having stayed, also the few who died, left the province or turned 65 in the month.

    Parameters
    ----------
    evidence : Evidence
        A run of the baseline.
    first_year, last_year : int
        Span of years; the first month only serves as the stock that the second month's flows come from.
    region : int
        Sub-region, or the province.

    Returns
    -------
    list of Flow
        Nine rows, by state before and state now.
    """
    rows = []
    for before in SURVEY_STATES:
        courses = [evidence.course(STOCKS[before], first_year, last_year, ages, region)[:-1] for ages in AGES_15_64]
        stock = float(np.add.reduce(courses).mean())
        moved = {
            now: float(evidence.course("labour_flow", first_year, last_year, f"flow={before}>{now}", region)[1:].mean())
            for now in SURVEY_STATES
            if now != before
        }
        moved[before] = stock - sum(moved.values())
        rows += [Flow(before, now, moved[now], percentage(moved[now], stock)) for now in SURVEY_STATES]
    return rows


def yearly_flows(evidence: Evidence, first_year: int, last_year: int, region: int = PROVINCE) -> list[Flow]:
    """Return what people do in December by what they did a year before, among those who were here both times.

    Parameters
    ----------
    evidence : Evidence
        A run of the baseline.
    first_year, last_year : int
        Span of the later Decembers, 2013 at the earliest.
    region : int
        Sub-region, or the province.

    Returns
    -------
    list of Flow
        Nine rows, by state before and state now.
    """
    rows = []
    for before in SURVEY_STATES:
        people = {
            now: float(
                evidence.course("yearly_labour_flow", first_year, last_year, f"flow={before}>{now}", region)[
                    11::12
                ].mean()
            )
            for now in SURVEY_STATES
        }
        whole = sum(people.values())
        rows += [Flow(before, now, people[now], percentage(people[now], whole)) for now in SURVEY_STATES]
    return rows
