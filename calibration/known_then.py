"""What was known then: a labour market built without employment rates that were published later.

The jobs wanted follow the published employment rate as long as there is one (:mod:`simulation.growth`). A forecast
from a past year must not look at later ones, so here the jobs per resident grow from that year on at the rate assumed
for the time after the last published figure, the parameter ``demand_growth_after_2019``.

Three inputs are not taken back in time: net migration is the mean of 2009-2014, mortality moves towards the life table
of 2019, and sectors differ by the growth that the study of May 2013 expected. All three change the rates of the
province little. Parameters are those of the set-up; whoever forecasts has to fit them on figures of that time.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from agents.region import SECTORS, RegionFigures
from scenarios.build import build_market, population_projection, region_figures
from scenarios.setup import Setup
from simulation.growth import growth_path
from simulation.model import LabourMarket


def figures_known_in(figures: RegionFigures, year: int) -> RegionFigures:
    """Return the figures with the survey rates up to and including a year.

    Raises
    ------
    ValueError
        If no employment rate is published up to that year.
    """
    rates = [
        {then: rate for then, rate in by_year.items() if then <= year}
        for by_year in (figures.employment_rate, figures.unemployment_rate)
    ]
    if not rates[0]:
        raise ValueError(
            f"No employment rate is published up to {year}; choose {min(figures.employment_rate)} or later."
        )
    return replace(figures, employment_rate=rates[0], unemployment_rate=rates[1])


def build_market_known_in(setup: Setup, replication: int, year: int) -> LabourMarket:
    """Build a market whose demand for labour knows the survey rates up to and including a year.

    Parameters
    ----------
    setup : Setup
        As for :func:`scenarios.build.build_market`.
    replication : int
        Number of the replication, 0 or more.
    year : int
        Last known year.

    Returns
    -------
    LabourMarket
    """
    market = build_market(setup, replication)
    growth = growth_path(
        figures_known_in(region_figures(setup.region), year),
        population_projection(setup.region, setup.demography),
        market.parameters,
        np.bincount(market.designs.sector, market.designs.headcount, minlength=len(SECTORS)).astype(np.float64),
        market.surroundings.months,
    )
    market.surroundings = replace(market.surroundings, growth=growth)
    return market
