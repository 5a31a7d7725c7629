"""Cohort-component projection of the population by single age, sex and sub-region.

Everyone who lives in the region on 1 January either dies, stays or leaves during the year; others
arrive and children are born. The projection is exogenous: it is computed once and is the same in every
arm, except where a measure acts on migration itself.

Variants
--------
recent_rates
    Births per woman and net migration per resident as in 2009-2014; mortality moves from its 2009-2014
    level to that of the 2019 life table and stays there. No trend is continued beyond what was measured.
dc_noise_2013
    `recent_rates` with smooth adjustments fitted so that the projection published in 2013 is met at its
    published years (table ``projection_2013`` of the region pack).
low_migration, high_migration
    `recent_rates` with net migration below age 50 lowered or raised for good by half the distance
    between the lowest and the highest yearly total of 2009-2014. Assumption: a future level may differ
    from the mean by as much as single recent years did; later moves, mostly retirement to the coast,
    are left as they were.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from agents.region import RegionFigures

__all__ = [
    "VARIANTS",
    "Projection",
    "death_probability",
    "dependency_ratio",
    "internal_ageing",
    "project",
    "throughput_coefficient",
    "with_adjustments",
]

VARIANTS: tuple[str, ...] = ("recent_rates", "dc_noise_2013", "low_migration", "high_migration")

FIRST_YEAR = 2012
OLDEST = 110
# The stocks of 1 January 2009-2015 describe mortality centred on 1 January 2012; the life table on mid-2019.
RECENT_MORTALITY_TIME = 2012.0
LATER_MORTALITY_TIME = 2019.5
# Infant deaths cluster in the first weeks, so only a small part falls after the first 1 January.
INFANT_HAZARD_AFTER_FIRST_JANUARY = 0.1
MIGRATION_VARIANT_OLDEST = 49

Reals = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Projection:
    """A projected population and the flows that produce it.

    Everywhere ``population[next] = population - deaths + net_migration``, moved up one age, plus
    ``births - newborn_deaths + newborn_net_migration`` at age 0. Ages run 0..110, the last is open.

    Attributes
    ----------
    variant : str
        One of `VARIANTS`.
    first_year : int
        Calendar year of index 0 of every array.
    population : ndarray of float64, shape (year + 1, sub_region, sex, 111)
        Persons on 1 January, from `first_year` to one year after the last projected year.
    death_probability : ndarray of float64, shape (year, sex, 111)
        Probability in [0, 1] of dying during the year, by age on 1 January.
    deaths : ndarray of float64, shape (year, sub_region, sex, 111)
        Deaths of residents of 1 January, persons during the year.
    net_migration : ndarray of float64, shape (year, sub_region, sex, 111)
        Arrivals minus departures, persons during the year, by age on 1 January; may be negative.
    births : ndarray of float64, shape (year, sub_region, sex)
        Live births during the year.
    newborn_deaths, newborn_net_migration : ndarray of float64, shape (year, sub_region, sex)
        Deaths and net migration of children born in the year, before the next 1 January.
    """

    variant: str
    first_year: int
    population: Reals
    death_probability: Reals
    deaths: Reals
    net_migration: Reals
    births: Reals
    newborn_deaths: Reals
    newborn_net_migration: Reals

    @property
    def last_year(self) -> int:
        """Last projected calendar year."""
        return self.first_year + len(self.births) - 1

    def population_at(self, year: int, month: int = 1) -> Reals:
        """Give the population at the start of a month, linear between two 1 Januaries.

        Parameters
        ----------
        year : int
            From `first_year` to the year after `last_year`; in that year only January exists.
        month : int
            1..12.

        Returns
        -------
        ndarray of float64, shape (sub_region, sex, 111)
            Persons.

        Raises
        ------
        ValueError
            If the moment lies outside the projection.
        """
        index = year - self.first_year
        if not 1 <= month <= 12 or index < 0 or index + (month > 1) >= len(self.population):
            raise ValueError(
                f"{year}-{month:02d} is outside the projection; choose a month from {self.first_year}-01 to "
                f"{self.last_year + 1}-01."
            )
        if month == 1:
            return np.array(self.population[index], dtype=np.float64)
        passed = (month - 1) / 12
        before, after = self.population[index], self.population[index + 1]
        return np.asarray(before + passed * (after - before), dtype=np.float64)


def project(figures: RegionFigures, variant: str = "recent_rates", last_year: int = 2040) -> Projection:
    """Project the population of a region from 1 January 2012.

    Parameters
    ----------
    figures : RegionFigures
        Stocks, mortality, fertility and net migration of the region.
    variant : str
        One of `VARIANTS`; see the module description.
    last_year : int
        Last calendar year whose births, deaths and moves are projected, at least 2012.

    Returns
    -------
    Projection
        Stocks to 1 January of ``last_year + 1`` and all flows.

    Raises
    ------
    ValueError
        If the variant is unknown, the last year is before 2012 or the pack holds no stock for 2012.
    """
    if variant not in VARIANTS:
        raise ValueError(f"Unknown demographic variant '{variant}'; choose one of {', '.join(VARIANTS)}.")
    if last_year < FIRST_YEAR:
        raise ValueError(f"The last projected year is {last_year}; it must be {FIRST_YEAR} or later.")
    start = FIRST_YEAR - figures.population_first_year
    if not 0 <= start < len(figures.population):
        raise ValueError(f"The region pack has no population for 1 January {FIRST_YEAR}; add that year.")

    ages = np.arange(OLDEST + 1)
    years = last_year - FIRST_YEAR + 1
    sub_regions, sexes = figures.population.shape[1:3]

    migration_rate = np.zeros((sub_regions, sexes, OLDEST + 1))
    migration_rate[..., : figures.net_migration_rate.shape[-1]] = figures.net_migration_rate
    mortality_factor = np.ones(OLDEST + 1)
    fertility = figures.fertility
    if variant == "dc_noise_2013":
        knots = figures.projection_ages
        shift = np.stack([np.interp(ages, knots, row) for row in figures.projection_migration_shift])
        migration_rate = migration_rate + shift[:, None, :]
        mortality_factor = np.interp(ages, knots, figures.projection_mortality_factor)
        fertility = fertility * figures.projection_fertility_factor
    elif variant in ("low_migration", "high_migration"):
        change = _migration_variant_shift(figures)
        sign = -1.0 if variant == "low_migration" else 1.0
        migration_rate = migration_rate + np.where(ages <= MIGRATION_VARIANT_OLDEST, sign * change, 0.0)

    population = np.empty((years + 1, sub_regions, sexes, OLDEST + 1))
    dying = np.empty((years, sexes, OLDEST + 1))
    deaths = np.empty((years, sub_regions, sexes, OLDEST + 1))
    migration = np.empty_like(deaths)
    births = np.empty((years, sub_regions, sexes))
    newborn_deaths = np.empty_like(births)
    newborn_migration = np.empty_like(births)
    sex_shares = np.array([1 - figures.boys_share, figures.boys_share])

    population[0] = _open_ages(figures.population[start].astype(np.float64), figures.mortality)
    for index in range(years):
        middle = FIRST_YEAR + index + 0.5
        hazard = _hazard(figures, middle) * mortality_factor
        dying[index] = death_probability(hazard)
        now = population[index]
        deaths[index] = now * dying[index]
        # Departures cannot exceed those who survive.
        migration[index] = now * np.maximum(migration_rate, -(1 - dying[index]))
        stay = now - deaths[index] + migration[index]
        women = now[:, 0, :]
        total_births = figures.fertility_by_sub_region * (women * fertility).sum(axis=1)
        births[index] = total_births[:, None] * sex_shares
        newborn_deaths[index] = births[index] * figures.newborn_mortality
        newborn_migration[index] = births[index] * figures.newborn_net_migration_rate[:, None]
        following = population[index + 1]
        following[..., 1:] = stay[..., :-1]
        following[..., -1] += stay[..., -1]
        following[..., 0] = births[index] - newborn_deaths[index] + newborn_migration[index]

    return Projection(
        variant=variant,
        first_year=FIRST_YEAR,
        population=population,
        death_probability=dying,
        deaths=deaths,
        net_migration=migration,
        births=births,
        newborn_deaths=newborn_deaths,
        newborn_net_migration=newborn_migration,
    )


def death_probability(hazard: Reals) -> Reals:
    """Probability of dying during a calendar year by age on 1 January.

    Parameters
    ----------
    hazard : ndarray of float64, shape (..., 111)
        Yearly hazard by age in completed years.

    Returns
    -------
    ndarray of float64, same shape
        In [0, 1]. A person spends on average half the year at the age of 1 January and half at the next.
    """
    exposed = hazard.copy()
    exposed[..., :-1] = (hazard[..., :-1] + hazard[..., 1:]) / 2
    exposed[..., 0] = INFANT_HAZARD_AFTER_FIRST_JANUARY * hazard[..., 0] + hazard[..., 1] / 2
    return 1 - np.exp(-exposed)


def throughput_coefficient(population: NDArray[np.generic]) -> Reals:
    """Persons aged 15-24 per 100 persons aged 55-64 (2013 study, Table 2).

    Parameters
    ----------
    population : ndarray, shape (..., age)
        Persons by single age from 0.

    Returns
    -------
    ndarray of float64, shape (...)
        Times 100.
    """
    return _ratio(_sum(population, 15, 24), _sum(population, 55, 64))


def dependency_ratio(population: NDArray[np.generic]) -> Reals:
    """Persons aged 0-19 and 60 or over per 100 persons aged 20-59 (2013 study, Table 2).

    Parameters
    ----------
    population : ndarray, shape (..., age)
        Persons by single age from 0.

    Returns
    -------
    ndarray of float64, shape (...)
        Times 100.
    """
    return _ratio(_sum(population, 0, 19) + _sum(population, 60, OLDEST), _sum(population, 20, 59))


def internal_ageing(population: NDArray[np.generic]) -> Reals:
    """Persons aged 80 or over per 100 persons aged 60 or over (2013 study, Table 2).

    Parameters
    ----------
    population : ndarray, shape (..., age)
        Persons by single age from 0.

    Returns
    -------
    ndarray of float64, shape (...)
        Times 100.
    """
    return _ratio(_sum(population, 80, OLDEST), _sum(population, 60, OLDEST))


def _sum(population: NDArray[np.generic], youngest: int, oldest: int) -> Reals:
    return np.asarray(population[..., youngest : oldest + 1].sum(axis=-1), dtype=np.float64)


def _ratio(numerator: Reals, denominator: Reals) -> Reals:
    return np.asarray(100 * numerator / denominator, dtype=np.float64)


def _hazard(figures: RegionFigures, time: float) -> Reals:
    """Hazard by sex and age, geometric between the two measured levels and constant outside them."""
    passed = (time - RECENT_MORTALITY_TIME) / (LATER_MORTALITY_TIME - RECENT_MORTALITY_TIME)
    weight = min(max(passed, 0.0), 1.0)
    return np.asarray(figures.mortality ** (1 - weight) * figures.mortality_later**weight, dtype=np.float64)


def _open_ages(stock: Reals, mortality: Reals) -> Reals:
    """Spread the open last age of a stock over the ages up to 110 in proportion to survival."""
    youngest_open = stock.shape[-1] - 1
    result = np.zeros((*stock.shape[:-1], OLDEST + 1))
    result[..., :youngest_open] = stock[..., :youngest_open]
    survival = 1 - death_probability(mortality)[:, youngest_open:OLDEST]
    shares = np.concatenate([np.ones((len(mortality), 1)), np.cumprod(survival, axis=1)], axis=1)
    shares /= shares.sum(axis=1, keepdims=True)
    result[..., youngest_open:] = stock[..., youngest_open, None] * shares
    return result


def _migration_variant_shift(figures: RegionFigures) -> float:
    """Change of the migration rate below age 50 for the low and high variants, per person and year.

    Half the range of the yearly totals of net migration, obtained as what births and deaths leave
    unexplained between the observed stocks, divided by the residents it is spread over.
    """
    stocks = figures.population.astype(np.float64)
    yearly = []
    for now, following in pairwise(stocks):
        opened = _open_ages(now, figures.mortality)
        survivors = (opened * (1 - death_probability(figures.mortality))).sum()
        yearly.append(following[..., 1:].sum() - survivors)
    young = stocks[:-1, ..., : MIGRATION_VARIANT_OLDEST + 1].sum() / (len(stocks) - 1)
    return float((max(yearly) - min(yearly)) / 2 / young)


def with_adjustments(
    figures: RegionFigures, migration_shift: Reals, mortality_factor: Reals, fertility_factor: float
) -> RegionFigures:
    """Copy the figures with other adjustments for ``dc_noise_2013``, as needed while fitting them.

    Parameters
    ----------
    figures : RegionFigures
        Figures whose `projection_ages` are kept.
    migration_shift : ndarray of float64, shape (sub_region, knot)
        Per person and year.
    mortality_factor : ndarray of float64, shape (knot,)
        Above 0.
    fertility_factor : float
        Above 0.

    Returns
    -------
    RegionFigures
        A changed copy; the arrays that did not change are shared.
    """
    return replace(
        figures,
        projection_migration_shift=migration_shift,
        projection_mortality_factor=mortality_factor,
        projection_fertility_factor=fertility_factor,
    )
