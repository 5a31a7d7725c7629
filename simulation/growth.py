"""How many jobs each sector wants, month by month: the demand side of a scenario.

Up to 2019 total demand follows the jobs that the published employment rate and the population imply, so the level of
employment in those years is partly an input and no test of the model; unemployment, vacancies and who works are.
Sectors differ by their growth of 2010-2015 (table 6 of the 2013 study), which fades; care grows with the old. After
2019 growth is an assumption.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from agents.region import SECTORS, RegionFigures
from simulation.calendar import FIRST_YEAR
from simulation.demography import Projection
from simulation.parameters import Parameters

Doubles = npt.NDArray[np.float64]

CARE_SECTORS = (SECTORS.index("health_care"), SECTORS.index("social_services"))
LAST_PUBLISHED_YEAR = 2019
LARGEST_SECTOR_TREND = 0.03
"""Limit to the yearly growth of a sector relative to the mean (share, assumption)."""

LONGER_WORKING_YEARS = 2.0
"""Years by which exits after fifty move in the "longer working" variant (table 6 of the 2013 study: the 55+)."""


def growth_path(
    figures: RegionFigures,
    projection: Projection,
    parameters: Parameters,
    jobs_by_sector: Doubles,
    months: int,
) -> Doubles:
    """Return employment wanted by sector relative to January 2012.

    Parameters
    ----------
    figures : RegionFigures
        Employment rates and sector trends.
    projection : Projection
        Population by age.
    parameters : Parameters
        Growth after the last published year, elasticity of care, fading of trends.
    jobs_by_sector : ndarray of float64, shape (20,)
        Jobs at the start, as weights.
    months : int
        Months from January 2012.

    Returns
    -------
    ndarray of float64, shape (months, 20)
    """
    years = np.arange(months) / 12.0
    total = _total_path(figures, projection, years)
    old = projection.population[:, :, :, 75:].sum(axis=(1, 2, 3))
    old_index = np.interp(years, np.arange(len(old)), old / old[0])
    care = old_index**parameters.care_demand_elasticity

    weights = jobs_by_sector / jobs_by_sector.sum()
    trend = np.clip(
        figures.growth_by_sector - weights @ figures.growth_by_sector,
        -LARGEST_SECTOR_TREND,
        LARGEST_SECTOR_TREND,
    )
    fade = np.log(2.0) / parameters.sector_trend_half_life_years
    reached = (1.0 - np.exp(-fade * years)) / fade
    path = np.exp(trend[None, :] * reached[:, None])
    path[:, CARE_SECTORS] = care[:, None]
    others = np.ones(len(weights), bool)
    others[list(CARE_SECTORS)] = False
    published = years <= LAST_PUBLISHED_YEAR - FIRST_YEAR + 0.5
    wanted_elsewhere = (total - path[:, ~others] @ weights[~others]) / weights[others].sum()
    now = path[:, others] @ weights[others] / weights[others].sum()
    last = int(np.flatnonzero(published)[-1])
    later = np.exp(parameters.demand_growth_after_2019 * (years - years[last]))
    level = np.where(published, wanted_elsewhere, wanted_elsewhere[last] * later)
    path[:, others] *= (level / now)[:, None]
    return np.asarray(path)


def _total_path(figures: RegionFigures, projection: Projection, years: Doubles) -> Doubles:
    """Return all jobs relative to the start: employment rate 20-64 times residents 20-64, centred on mid-year."""
    calendar = np.arange(FIRST_YEAR, LAST_PUBLISHED_YEAR + 1)
    residents = projection.population[:, :, :, 20:65].sum(axis=(1, 2, 3))
    mid_year = 0.5 * (residents[: len(calendar)] + residents[1 : len(calendar) + 1])
    jobs = np.array([figures.employment_rate[int(year)] for year in calendar]) * mid_year
    return np.asarray(
        np.interp(
            years,
            np.concatenate([[0.0], calendar - FIRST_YEAR + 0.5]),
            np.concatenate([[jobs[0]], jobs]) / jobs[0],
        )
    )
