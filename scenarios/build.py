"""From figures to a market: build the region, its demography and its demand for one replication."""

from __future__ import annotations

from collections import OrderedDict
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from agents.cohorts import Newcomers
from agents.columns import allocate, duplicate
from agents.draws import Luck, uniforms
from agents.employers import Employers
from agents.job_designs import JobDesigns, Vacancies
from agents.life_course import read_life_course
from agents.persons import FIRST_AGE, LAST_AGE
from agents.population import Society, build_society
from agents.region import SECTORS, RegionFigures
from agents.vocabulary import CARE_ASSISTANT, CRAFT_WORKER, ENGINEER, NURSE, OCCUPATIONS, TEACHER_SOCIAL, TECHNICIAN
from scenarios.defence_file import defence_terms
from scenarios.horizon import HORIZONS
from scenarios.posterior import posterior_of
from scenarios.region_pack import load_region
from scenarios.setup import Setup
from simulation.caseloads import hire_coaches, start_with_clients
from simulation.defence import enlist
from simulation.demand import OLD_DAYS, put_vacancy
from simulation.demography import FIRST_YEAR, Projection, project
from simulation.growth import growth_path
from simulation.jobs import settle_in
from simulation.marketplace import build_marketplace
from simulation.minds import mean_burden
from simulation.model import LabourMarket
from simulation.parameters import Parameters, default_parameters
from simulation.rates import read_profile
from simulation.surroundings import Surroundings

AGES = slice(FIRST_AGE, LAST_AGE + 1)

LAST_YEAR = max(FIRST_YEAR + (horizon.end - 1) // 12 for horizon in HORIZONS.values())
YEARS_OF_PUPILS = 4
"""Years before they become agents in which pupils can be met by those who promote studies: from 11 to 14."""

VACATED_SHARE = 0.011
"""Positions left empty in a month and not advertised yet, as a share (about a month of separations)."""

AGE_OF_OPEN_VACANCIES = ((0.0, 2.0 / 3.0, 0.83, 0.955, 1.0), (0.0, 90.0, 182.0, 365.0, 730.0))
"""Shares and days: two thirds of open vacancies at most 90 days old, 17% over 182, 4.5% over 365 (VAC-03)."""


HARD_TO_FILL = (NURSE, CARE_ASSISTANT, ENGINEER, TECHNICIAN, CRAFT_WORKER, TEACHER_SOCIAL)
HARD_TO_FILL_SHIFT = 0.5
"""How far vacancies for these occupations move up in the order of age at the start (share of the order, assumption)."""


@lru_cache(maxsize=4)
def region_figures(region: str) -> RegionFigures:
    """Return the figures of a region, read once per process."""
    return load_region(region)


@lru_cache(maxsize=8)
def population_projection(region: str, demography: str) -> Projection:
    """Return the projection of a region, computed once per process."""
    return project(region_figures(region), demography, LAST_YEAR + YEARS_OF_PUPILS)


def behaviour(setup: Setup, replication: int) -> Parameters:
    """Return the behavioural parameters of a replication: declared or drawn, with the differences of a set-up."""
    return default_parameters()._replace(**{**drawn_behaviour(setup, replication), **setup.parameters})


def drawn_behaviour(setup: Setup, replication: int) -> dict[str, float]:
    """Return what a replication draws from the posterior of its region, by name; empty where nothing is drawn."""
    posterior = posterior_of(setup.region) if setup.posterior else None
    if posterior is None:
        return {}
    drawn = posterior.draw(setup.seed, replication // setup.luck_per_draw)
    return {name: value for name, value in drawn.items() if name not in setup.parameters}


def build_market(setup: Setup, replication: int) -> LabourMarket:
    """Build the market of one replication at January 2012, without measures.

    Parameters
    ----------
    setup : Setup
        Region, scale, horizon, variants and seed.
    replication : int
        Number of the replication, 0 or more.

    Returns
    -------
    LabourMarket
    """
    figures = region_figures(setup.region)
    projection = population_projection(setup.region, setup.demography)
    parameters = behaviour(setup, replication)
    luck = Luck(setup.seed, replication)
    months = HORIZONS[setup.horizon].end
    society = _society(setup, replication)
    designs, employers = society.designs, society.employers
    terms = defence_terms(setup.defence)
    defence = enlist(society.persons, employers, designs, terms)
    _want_more_than_held(designs, parameters)
    if defence is not None:
        posts = designs.employer == defence.employer
        designs.positions[posts] = designs.headcount[posts] / (1.0 - terms.open_share - VACATED_SHARE)
    vacancies, open_count = _open_at_start(employers, designs, luck)
    _have_given_up(designs, vacancies, open_count, parameters)
    jobs_by_sector = np.bincount(designs.sector, designs.headcount, minlength=len(SECTORS)).astype(np.float64)
    residents = projection.population[0][:, :, AGES].sum(axis=(1, 2))
    surroundings = Surroundings(
        scale=setup.scale,
        months=months,
        profile=read_profile(figures.activity),
        life_course=read_life_course(figures.household),
        die=_monthly_death(projection),
        emigrate=_monthly_departure(projection),
        growth=growth_path(figures, projection, parameters, jobs_by_sector, months),
        arrivals_by_month=_cover_all_months(society.arrivals_by_month, len(society.persons.identity), months),
        education=society.education,
        usual_burden=mean_burden(society.persons, int(society.arrivals_by_month[0])),
        longer_working=setup.demand == "longer_working",
        outside_population=_outside_population(projection, months),
    )
    coaches = hire_coaches(residents / residents.sum(), parameters, setup.scale)
    start_with_clients(society.persons, coaches, luck)
    return LabourMarket(
        persons=society.persons,
        employers=employers,
        designs=designs,
        vacancies=vacancies,
        coaches=coaches,
        open_count=open_count,
        marketplace=build_marketplace(
            designs,
            figures.commuting,
            parameters.opening_share,
            parameters.adverts_per_place,
            parameters.search_beyond_home,
            len(vacancies.design),
        ),
        surroundings=surroundings,
        parameters=parameters,
        luck=luck,
        defence=defence,
    )


def keep_societies(count: int) -> None:
    """Let this process keep the people and employers it has built, for markets that differ in behaviour only.

    Parameters
    ----------
    count : int
        How many to keep, those used last; 0, the start, keeps none. A kept society takes as much memory as a market.
    """
    global _kept_count
    _kept_count = count
    while len(_kept) > count:
        _kept.popitem(last=False)


_kept_count = 0
_kept: OrderedDict[tuple[object, ...], Society] = OrderedDict()


def _society(setup: Setup, replication: int) -> Society:
    """Return the people, employers and job designs of a replication; behaviour plays no part in them."""
    key = (setup.region, setup.demography, setup.horizon, setup.scale, setup.seed, setup.defence, replication)
    society = _kept.pop(key, None)
    if society is None:
        projection = population_projection(setup.region, setup.demography)
        newcomers = _newcomers(projection, HORIZONS[setup.horizon].end)
        luck = Luck(setup.seed, replication)
        figures, terms = region_figures(setup.region), defence_terms(setup.defence)
        society = build_society(figures, projection.population[0], newcomers, luck, setup.scale, terms)
        settle_in(society.persons, society.employers, society.designs)
    if _kept_count == 0:
        return society
    _kept[key] = society
    while len(_kept) > _kept_count:
        _kept.popitem(last=False)
    # A market changes its tables; the kept ones stay as they were built.
    return society._replace(
        persons=duplicate(society.persons),
        employers=duplicate(society.employers),
        designs=duplicate(society.designs),
    )


def _newcomers(projection: Projection, months: int) -> Newcomers:
    """Return who turns 15 and who moves in, per year, from the projection."""
    years = min((months + 11) // 12, len(projection.net_migration))
    # Pupils choose before they are agents, so those who will turn fifteen after the horizon are there as well.
    fifteen = projection.population[1 : years + YEARS_OF_PUPILS + 1, :, :, FIRST_AGE]
    immigrants = np.clip(projection.net_migration[:years, :, :, AGES], 0.0, None)
    # Arrivals of the year in which someone turns 15 are already among the residents of 15.
    return Newcomers(fifteen, immigrants)


def _monthly_death(projection: Projection) -> npt.NDArray[np.float64]:
    """Return monthly hazards of death by year, sex and age 15..69."""
    return np.asarray(1.0 - (1.0 - projection.death_probability[:, :, AGES]) ** (1.0 / 12.0))


def _monthly_departure(projection: Projection) -> npt.NDArray[np.float64]:
    """Return monthly hazards of leaving by year, sub-region, sex and age, where more people leave than arrive."""
    leavers = np.clip(-projection.net_migration[:, :, :, AGES], 0.0, None)
    residents = np.maximum(projection.population[: len(leavers), :, :, AGES], 1.0)
    return np.asarray(1.0 - (1.0 - np.clip(leavers / residents, 0.0, 0.9)) ** (1.0 / 12.0))


def _cover_all_months(starts: npt.NDArray[np.int64], rows: int, months: int) -> npt.NDArray[np.int64]:
    """Give every month of the horizon its first row of arrivals."""
    covered = np.full(months + 1, rows, np.int64)
    covered[: min(len(starts), months + 1)] = starts[: months + 1]
    return covered


def _outside_population(projection: Projection, months: int) -> npt.NDArray[np.float64]:
    """Return residents 0-14, 70+, 80+ and 15-69 by sub-region at the end of every month."""
    stock = projection.population.sum(axis=2)
    groups = np.stack(
        [
            stock[..., :FIRST_AGE].sum(axis=-1),
            stock[..., LAST_AGE + 1 :].sum(axis=-1),
            stock[..., 80:].sum(axis=-1),
            stock[..., AGES].sum(axis=-1),
        ],
        axis=-1,
    )
    moments = (np.arange(months) + 1.0) / 12.0
    year = np.minimum(moments.astype(np.int64), len(groups) - 2)
    part = (moments - year)[:, None, None]
    return np.asarray(groups[year] * (1.0 - part) + groups[year + 1] * part)


def _want_more_than_held(designs: JobDesigns, parameters: Parameters) -> None:
    """Let employers want more positions than are held: vacancies open, and positions just left empty."""
    scarce = np.isin(designs.occupation, (NURSE, ENGINEER, TECHNICIAN))
    share = np.where(scarce, parameters.opening_share_bottleneck, parameters.opening_share)
    designs.positions[:] = designs.headcount / (1.0 - share - VACATED_SHARE)


def _open_at_start(employers: Employers, designs: JobDesigns, luck: Luck) -> tuple[Vacancies, int]:
    """Open the vacancies of January 2012, as old as open vacancies were found to be."""
    # The same luck rounds targets in the first month, so that none of these vacancies is withdrawn at once.
    rounding = uniforms(luck.key("rounding_of_targets"), designs.identity)
    wanted = np.floor(designs.positions.astype(np.float64) + rounding).astype(np.int64)
    advertised = 1.0 - VACATED_SHARE / (designs.positions - designs.headcount) * designs.positions
    chance = uniforms(luck.key("advertised_at_start"), designs.identity)
    missing = np.floor(np.maximum(wanted - designs.headcount, 0) * advertised + chance).astype(np.int64)
    count = int(missing.sum())
    vacancies = allocate(Vacancies, 2 * count + 64)
    for row, design in enumerate(np.repeat(np.arange(len(missing)), missing)):
        put_vacancy(vacancies, employers, designs, row, int(design), 0.0)
    # The vacancies that are still open are the hard ones: these occupations stand higher in the order of age.
    hard = np.isin(designs.occupation[vacancies.design[:count]], HARD_TO_FILL)
    order = np.argsort(
        uniforms(luck.key("age_at_start"), vacancies.identity[:count]) + HARD_TO_FILL_SHIFT * hard, kind="stable"
    )
    rank = np.empty(count)
    rank[order] = (np.arange(count) + 0.5) / max(count, 1)
    vacancies.opened_day[:count] = -np.interp(rank, *AGE_OF_OPEN_VACANCIES)
    return vacancies, count


def _have_given_up(designs: JobDesigns, vacancies: Vacancies, count: int, parameters: Parameters) -> None:
    """Let employers have given up as many positions as keep in balance with what they give up and take up again later.

    Without them more positions would be given up than taken up again in the first years, whatever demand does.
    """
    old = vacancies.opened_day[:count] < -OLD_DAYS
    occupation = designs.occupation[vacancies.design[:count]]
    given_up_a_month = parameters.cancellation_hazard * np.bincount(occupation[old], minlength=len(OCCUPATIONS))
    positions = np.bincount(designs.occupation, designs.positions, minlength=len(OCCUPATIONS))
    share = given_up_a_month / parameters.abandoned_recovery / np.maximum(positions, 1.0)
    designs.abandoned[:] = designs.positions * share[designs.occupation]
    designs.positions[:] += designs.abandoned
