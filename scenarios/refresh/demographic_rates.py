"""Recompute the demographic tables of a region pack that are derived from other tables.

From the stocks (``population``) and the national life table (``life_table``) follow mortality by sex,
fertility, net migration and the adjustments that reproduce the projection published in 2013. Run it after the
stocks were refreshed::

    python -m scenarios.refresh.demographic_rates PACK_FOLDER

Every derivation states its assumptions; none of the results is published in this form.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.optimize import least_squares, minimize_scalar
from scipy.stats import norm

from agents.region import SEXES, SUB_REGIONS, RegionFigures
from scenarios.region_pack import load_region
from simulation.demography import (
    OLDEST,
    death_probability,
    dependency_ratio,
    internal_ageing,
    project,
    throughput_coefficient,
    with_adjustments,
)

__all__ = ["derive_fertility", "derive_mortality", "derive_net_migration", "fit_published_projection"]

Reals = NDArray[np.float64]
Counts = NDArray[np.int64]

# Ages around which the difference between men and women is pooled: (first, last, age it stands for).
SEX_CONTRAST_AGES = ((61, 77, 70), (78, 83, 80), (84, 92, 88), (93, 98, 96))
# Below 79 moves hide deaths in the stocks, so the level is measured above and carried down.
LEVEL_AGES = ((79, 90, 84), (91, 98, 94))
NO_MIGRATION_FROM_AGE = 90
MIGRATION_SMOOTHING_YEARS = 1.2
# Part of the infant hazard that falls before the first 1 January.
INFANT_SHARE_BEFORE_FIRST_JANUARY = 0.9
FIRST_FERTILE_AGE, LAST_FERTILE_AGE = 14, 49
# Live births by calendar year and residents aged 0 on the following 1 January (Statbel).
PUBLISHED_BIRTHS = {2011: 11665, 2014: 11003}
# Mean age of mothers (Statistiek Vlaanderen) and births by age of mother in 2018 (Kind en Gezin), Flanders.
MEAN_AGE_OF_MOTHERS = {2010: 29.7, 2017: 30.5}
SHARES_BY_AGE_OF_MOTHER_2018 = {(20, 25): 0.096, (30, 35): 0.366, (35, 40): 0.148}

KNOTS = np.array([0, 3, 6, 10, 14, 18, 23, 28, 35, 45, 55, 62, 70, 78, 86, 95], dtype=np.int64)
PUBLISHED_YEAR = 2025
# Deviations that count as one unit in the fit: far below the rounding of the publication.
SHARE_UNIT, PERSON_UNIT = 0.01, 10.0
# Size of an adjustment that costs as much as any other. Fertility is held tightest: the published changes
# imply far more children than recent births give; what moves of young families can explain, they should.
MIGRATION_UNIT, MORTALITY_UNIT, FERTILITY_UNIT = 0.004, 0.10, 0.01


def derive_mortality(population: Counts, life_table: Reals) -> tuple[Reals, Reals]:
    """Hazards by sex for 2009-2014 and for 2019.

    The life table is for both sexes. The difference between men and women comes from the cohorts in
    the stocks: at ages 61-98 women and men disappear at clearly different rates, and net migration is assumed
    equal for both there. The relative difference is pooled over age groups and interpolated; below 70 it is
    held at its value for 61-77. The level of 2009-2014 against 2019 is measured at 79-98, where
    migration is negligible, and the value for 79-90 is carried to all younger ages (assumption).

    Parameters
    ----------
    population : ndarray of int64, shape (year, sub_region, sex, 101)
        Stocks on consecutive 1 Januaries.
    life_table : ndarray of float64, shape (age,)
        Hazard by age, both sexes, 2019.

    Returns
    -------
    recent, later : ndarray of float64, shape (2, 111)
        Women and men.
    """
    stocks = population.sum(axis=1)
    table = np.concatenate([life_table[:100], np.full(OLDEST + 1 - 100, life_table[100:].mean())])
    before = stocks[:-1, :, :99].sum(axis=0)
    after = stocks[1:, :, 1:100].sum(axis=0)
    between_ages = (table[:99] + table[1:100]) / 2
    contrast_age, contrast = [], []
    for first, last, age in SEX_CONTRAST_AGES:
        chosen = slice(first, last + 1)
        hazard = -np.log(after[:, chosen] / before[:, chosen])
        weight = before[:, chosen].sum(axis=0)
        contrast_age.append(age)
        contrast.append(np.average((hazard[1] - hazard[0]) / between_ages[chosen], weights=weight))
    level_age, level = [], []
    for first, last, age in LEVEL_AGES:
        chosen = slice(first, last + 1)
        lost = before[:, chosen].sum() - after[:, chosen].sum()
        expected = (before[:, chosen].sum(axis=0) * (1 - np.exp(-between_ages[chosen]))).sum()
        level_age.append(age)
        level.append(lost / expected)
    ages = np.arange(OLDEST + 1)
    difference = np.interp(ages, contrast_age, contrast)
    women_share = np.empty(OLDEST + 1)
    women_share[:101] = stocks[:, 0].sum(axis=0) / stocks.sum(axis=(0, 1))
    women_share[99:] = stocks[:, 0, 99:].sum() / stocks[:, :, 99:].sum()
    later = np.stack([table * (1 - difference * (1 - women_share)), table * (1 + difference * women_share)])
    return later * np.interp(ages, level_age, level), later


def derive_fertility(population: Counts) -> tuple[Reals, Reals, float, float]:
    """Derive births per woman by age, factor per sub-region, births per resident aged 0 and share of boys.

    The shape is a normal distribution of births by age of mother: its spread is fitted to the published
    shares of 2018, its mean interpolated to 2009-2014. The level makes births of 2009-2014 match the
    residents aged 0 on the following 1 January, scaled with the two years for which births are published.

    Parameters
    ----------
    population : ndarray of int64, shape (year, sub_region, sex, 101)
        Stocks on consecutive 1 Januaries from 2009.

    Returns
    -------
    fertility : ndarray of float64, shape (111,)
        By age of the mother on 1 January.
    factors : ndarray of float64, shape (sub_region,)
        Mean 1 when weighted with expected births.
    births_per_infant, boys_share : float
    """

    def misfit(spread: float) -> float:
        mean = MEAN_AGE_OF_MOTHERS[2017] + (MEAN_AGE_OF_MOTHERS[2017] - MEAN_AGE_OF_MOTHERS[2010]) / 7
        shares = [
            float(norm.cdf(high, mean, spread) - norm.cdf(low, mean, spread)) - share
            for (low, high), share in SHARES_BY_AGE_OF_MOTHER_2018.items()
        ]
        return float(np.square(shares).sum())

    spread = float(minimize_scalar(misfit, bounds=(3.0, 7.0), method="bounded").x)
    mean = float(np.interp(2012.0, list(MEAN_AGE_OF_MOTHERS), list(MEAN_AGE_OF_MOTHERS.values())))
    ages = np.arange(OLDEST + 1)
    # A woman of completed age x on 1 January is on average x + 1 years old at a birth during the year.
    shape = norm.pdf(ages + 1.0, mean, spread)
    shape[(ages < FIRST_FERTILE_AGE) | (ages > LAST_FERTILE_AGE)] = 0.0

    infants = population[..., 0].sum(axis=(1, 2))
    published = sum(PUBLISHED_BIRTHS.values())
    births_per_infant = published / float(sum(infants[year + 1 - 2009] for year in PUBLISHED_BIRTHS))
    births = population[1:, :, :, 0].sum(axis=(0, 2)) * births_per_infant
    women = population[:-1, :, 0, :].sum(axis=0)
    expected = women @ shape[: women.shape[-1]]
    level = births.sum() / expected.sum()
    boys_share = float(population[1:, :, 1, 0].sum() / population[1:, ..., 0].sum())
    return shape * level, births / expected / level, births_per_infant, boys_share


def derive_net_migration(population: Counts, mortality: Reals) -> tuple[Reals, Reals]:
    """Net migration by age on 1 January: what survival leaves unexplained between stocks.

    Rates are smoothed over single ages (Gaussian weights) and shifted within each five-year band so that
    the stocks of the band still close exactly over the period. From age 90 on none is assumed: the
    residual there is noise of mortality.

    Parameters
    ----------
    population : ndarray of int64, shape (year, sub_region, sex, 101)
        Stocks on consecutive 1 Januaries.
    mortality : ndarray of float64, shape (2, 111)
        Hazards of the same period.

    Returns
    -------
    persons : ndarray of float64, shape (sub_region, sex, 101)
        Mean per year.
    rates : ndarray of float64, same shape
        Per resident.
    """
    staying = 1 - death_probability(mortality)[:, :100]
    before = population[:-1, ..., :100].sum(axis=0).astype(np.float64)
    residual = population[1:, ..., 1:].sum(axis=0) - before * staying
    ages = np.arange(NO_MIGRATION_FROM_AGE)
    before, residual = before[..., ages], residual[..., ages]
    kernel = np.exp(-0.5 * np.square((ages[:, None] - ages[None, :]) / MIGRATION_SMOOTHING_YEARS))
    rates = (residual @ kernel) / (before @ kernel)
    for first in range(0, NO_MIGRATION_FROM_AGE, 5):
        band = slice(first, first + 5)
        gap = residual[..., band].sum(axis=-1) - (rates[..., band] * before[..., band]).sum(axis=-1)
        rates[..., band] += (gap / before[..., band].sum(axis=-1))[..., None]
    complete = np.zeros((*rates.shape[:-1], 101))
    complete[..., : len(ages)] = rates
    persons = np.zeros_like(complete)
    persons[..., : len(ages)] = rates * before / (len(population) - 1)
    return persons, complete


def published_projection_targets(figures: RegionFigures) -> list[tuple[str, float, float]]:
    """List the published values for 2025: id of the figure, value, and unit of deviation in the fit.

    Parameters
    ----------
    figures : RegionFigures
        Figures with their targets; rows flagged as unreliable are left out by their id.

    Returns
    -------
    list of (str, float, float)
    """
    result: list[tuple[str, float, float]] = []
    for key, figure in figures.targets.items():
        if key.startswith("projection_2025_") and "unreliable" not in figure.note:
            unit = PERSON_UNIT if figure.unit == "persons" else SHARE_UNIT
            result.append((key, figure.value, unit))
    return result


def projected_values(figures: RegionFigures, keys: list[str]) -> Reals:
    """Compute the values of the ``dc_noise_2013`` variant for the ids of published projection figures.

    Parameters
    ----------
    figures : RegionFigures
        Figures with adjustments.
    keys : list of str
        Ids such as ``projection_2025_dependency_ratio_oostende``.

    Returns
    -------
    ndarray of float64, shape (len(keys),)
        In the units of the figures.
    """
    start, end = (project(figures, "dc_noise_2013", PUBLISHED_YEAR - 1).population[i].sum(axis=1) for i in (0, -1))
    places = {name.lower().replace("-", "_"): i for i, name in enumerate(SUB_REGIONS)}
    measures = {
        "throughput_coefficient": throughput_coefficient,
        "dependency_ratio": dependency_ratio,
        "internal_ageing": internal_ageing,
    }
    province = end.sum(axis=0)
    values = []
    for key in keys:
        name = key.removeprefix("projection_2025_")
        if name == "population_growth":
            values.append(100 * (province.sum() / start.sum() - 1))
        elif name == "population_16_64":
            values.append(province[16:65].sum())
        elif name == "population_65_plus":
            values.append(province[65:].sum())
        else:
            measure, place = next(
                (measure, name.removeprefix(label + "_"))
                for label, measure in measures.items()
                if name.startswith(label)
            )
            values.append(float(measure(end[places[place]] if place in places else province)))
    return np.array(values)


def fit_published_projection(figures: RegionFigures) -> RegionFigures:
    """Fit smooth adjustments of migration, mortality and fertility to the projection published in 2013.

    Regularised least squares: published values weigh heavily, adjustments are pulled to none and neighbouring
    ages to each other, so that of all adjustments that meet the publication a small and smooth one is chosen.
    The Brugge row is left out as unreliable; Brugge follows from the province total.

    Parameters
    ----------
    figures : RegionFigures
        Figures with `projection_ages` set; existing adjustments are ignored.

    Returns
    -------
    RegionFigures
        With fitted adjustments.
    """
    knots = len(figures.projection_ages)
    regions = len(SUB_REGIONS)
    wanted = published_projection_targets(figures)
    keys = [key for key, _, _ in wanted]
    values = np.array([value for _, value, _ in wanted])
    units = np.array([unit for _, _, unit in wanted])

    def unpack(parameters: Reals) -> RegionFigures:
        shift = parameters[: regions * knots].reshape(regions, knots) * MIGRATION_UNIT
        factor = np.exp(parameters[regions * knots : -1] * MORTALITY_UNIT)
        return with_adjustments(figures, shift, factor, float(np.exp(parameters[-1] * FERTILITY_UNIT)))

    def residuals(parameters: Reals) -> Reals:
        missed = (projected_values(unpack(parameters), keys) - values) / units
        by_age = parameters[:-1].reshape(regions + 1, knots)
        return np.concatenate([missed, 0.1 * parameters, 0.2 * np.diff(by_age, axis=1).ravel()])

    solution = least_squares(residuals, np.zeros((regions + 1) * knots + 1), method="trf", max_nfev=60)
    return unpack(np.asarray(solution.x, dtype=np.float64))


def refresh(folder: Path) -> None:
    """Rewrite the derived demographic tables of a pack.

    Parameters
    ----------
    folder : Path
        Region pack with ``population.csv`` and ``life_table.csv``.
    """
    frame = pd.read_csv(folder / "population.csv").sort_values(["year", "age"])
    years = frame["year"].nunique()
    population = np.empty((years, len(SUB_REGIONS), len(SEXES), 101), dtype=np.int64)
    for place, name in enumerate(SUB_REGIONS):
        rows = frame[frame["sub_region"] == name]
        for sex, label in enumerate(SEXES):
            population[:, place, sex] = rows[label].to_numpy(dtype=np.int64).reshape(years, 101)
    life_table = pd.read_csv(folder / "life_table.csv")["hazard"].to_numpy(dtype=np.float64)

    recent, later = derive_mortality(population, life_table)
    hazards = np.vstack([recent, later]).T
    columns = ["women_recent", "men_recent", "women_2019", "men_2019"]
    _write(folder, "mortality", pd.DataFrame(hazards.round(7), columns=columns).rename_axis("age").reset_index())

    fertility, factors, births_per_infant, boys_share = derive_fertility(population)
    ages = np.arange(FIRST_FERTILE_AGE, LAST_FERTILE_AGE + 1)
    _write(folder, "fertility", pd.DataFrame({"age": ages, "births_per_woman": fertility[ages].round(7)}))
    _write(folder, "births", pd.DataFrame({"sub_region": SUB_REGIONS, "fertility_factor": factors.round(6)}))
    infant = INFANT_SHARE_BEFORE_FIRST_JANUARY * recent[:, 0]
    shares = np.array([1 - boys_share, boys_share])
    newborns = {"sex": SEXES, "share_of_births": shares.round(6), "mortality": infant.round(6)}
    _write(folder, "newborns", pd.DataFrame(newborns))
    newborn_rate = 1 / births_per_infant - (1 - float(infant @ shares))
    _write(folder, "newborn_migration", pd.DataFrame({"sub_region": SUB_REGIONS, "rate": round(newborn_rate, 6)}))

    persons, rates = derive_net_migration(population, recent)
    pieces = []
    for place, name in enumerate(SUB_REGIONS):
        piece = pd.DataFrame({"sub_region": name, "age": np.arange(101)})
        for sex, label in enumerate(SEXES):
            piece[label] = persons[place, sex].round(3)
            piece[f"{label}_rate"] = rates[place, sex].round(8)
        pieces.append(piece[["sub_region", "age", *SEXES, *(f"{label}_rate" for label in SEXES)]])
    _write(folder, "net_migration", pd.concat(pieces))


def refit(folder: Path) -> None:
    """Rewrite the adjustments that reproduce the projection published in 2013.

    Parameters
    ----------
    folder : Path
        Complete region pack.
    """
    none = [["fertility_factor", "all", "", 1.0]]
    none += [["mortality_factor", "all", int(age), 1.0] for age in KNOTS]
    none += [["migration_rate_shift", name, int(age), 0.0] for name in SUB_REGIONS for age in KNOTS]
    columns = ["parameter", "sub_region", "age", "value"]
    _write(folder, "projection_2013", pd.DataFrame(none, columns=columns))
    fitted = fit_published_projection(load_region(directory=folder))
    rows: list[list[object]] = [["fertility_factor", "all", "", round(fitted.projection_fertility_factor, 8)]]
    for age, factor in zip(KNOTS, fitted.projection_mortality_factor, strict=True):
        rows.append(["mortality_factor", "all", int(age), round(float(factor), 8)])
    for name, shifts in zip(SUB_REGIONS, fitted.projection_migration_shift, strict=True):
        rows += [
            ["migration_rate_shift", name, int(age), round(float(shift), 10)]
            for age, shift in zip(KNOTS, shifts, strict=True)
        ]
    _write(folder, "projection_2013", pd.DataFrame(rows, columns=columns))


def _write(folder: Path, table: str, frame: pd.DataFrame) -> None:
    frame.to_csv(folder / f"{table}.csv", index=False, lineterminator="\n")


if __name__ == "__main__":
    pack = Path(sys.argv[1])
    refresh(pack)
    refit(pack)
