"""How many jobs each sector wants, month by month: the demand side of a scenario.

As long as an employment rate is published, total demand follows the jobs that this rate and the population imply, so
the level of employment in those years is partly an input and no test of the model; unemployment, vacancies and who
works are. Sectors differ by their growth of 2010-2015 (table 6 of the 2013 study), which fades; care grows with the
old, and what is left of the total goes to the other sectors. After the last published year jobs per resident of 20-64
grow at an assumed rate, so demand follows the people who can work.
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
    total = _total_path(figures, projection, years, parameters.demand_growth_after_2019)
    old = projection.population[:, :, :, 75:].sum(axis=(1, 2, 3))
    old_index = np.interp(years, np.arange(len(old)), old / old[0])
    care = old_index**parameters.care_demand_elasticity

    weights = jobs_by_sector / jobs_by_sector.sum()
    trend = np.clip(
        figures.growth_by_sector - (weights * figures.growth_by_sector).sum(),
        -LARGEST_SECTOR_TREND,
        LARGEST_SECTOR_TREND,
    )
    fade = np.log(2.0) / parameters.sector_trend_half_life_years
    reached = (1.0 - np.exp(-fade * years)) / fade
    path = np.exp(trend[None, :] * reached[:, None])
    path[:, CARE_SECTORS] = care[:, None]
    others = np.ones(len(weights), bool)
    others[list(CARE_SECTORS)] = False
    wanted_elsewhere = (total - (path[:, ~others] * weights[~others]).sum(axis=1)) / weights[others].sum()
    now = (path[:, others] * weights[others]).sum(axis=1) / weights[others].sum()
    path[:, others] *= (wanted_elsewhere / now)[:, None]
    return np.asarray(path)


def _total_path(figures: RegionFigures, projection: Projection, years: Doubles, later_growth: float) -> Doubles:
    """Return all jobs relative to the start: jobs per resident 20-64 times those residents, centred on mid-year."""
    residents = projection.population[:, :, :, 20:65].sum(axis=(1, 2, 3))
    mid_year = 0.5 * (residents[:-1] + residents[1:])
    calendar = FIRST_YEAR + np.arange(len(mid_year))
    last_year = max(figures.employment_rate)
    later = figures.employment_rate[last_year] * np.exp(later_growth * (calendar - last_year))
    rates = [figures.employment_rate.get(int(year), rate) for year, rate in zip(calendar, later, strict=True)]
    jobs = np.array(rates) * mid_year
    return np.asarray(
        np.interp(
            years,
            np.concatenate([[0.0], calendar - FIRST_YEAR + 0.5]),
            np.concatenate([[jobs[0]], jobs]) / jobs[0],
        )
    )
