"""Which pictures belong to a comparison, in which order, and only those whose series were measured."""

from __future__ import annotations

from collections.abc import Iterator

from experiments.pictures.beveridge import BEVERIDGE_SERIES, draw_beveridge
from experiments.pictures.checks import draw_check
from experiments.pictures.coaching import QUEUE, draw_funnel, draw_queue, funnel_measured
from experiments.pictures.cost import draw_cost, priced_arms
from experiments.pictures.differences import draw_differences, draw_differences_over_time
from experiments.pictures.fans import draw_fan
from experiments.pictures.gaps import (
    draw_gap_differences_by_persona,
    draw_gap_differences_by_region,
    draw_gaps,
    gaps_by_region_measured,
    gaps_measured,
)
from experiments.pictures.persona_flows import (
    draw_persona_flows,
    draw_persona_steps,
    flows_measured,
    steps_measured,
)
from experiments.pictures.personas import draw_personas, measured_personas
from experiments.pictures.population import POPULATION_MEASURES, draw_population
from experiments.pictures.style import Material, Picture
from experiments.pictures.tiles import draw_tiles
from experiments.pictures.vacancy_age import VACANCY_AGE_SERIES, draw_vacancy_age

__all__ = ["draw_gallery", "shown_windows"]

_OVER_TIME = ("vacancies_open", "lasting_jobs_from_non_employment", "employed")
_DIFFERENCES = ("vacancies_open", "lasting_jobs_from_non_employment", "employed")
_TILES = ("lasting_jobs_from_non_employment", "employed")
_FANS = ("employed", "unemployment_rate", "vacancies_open", "lasting_jobs_from_non_employment")


def draw_gallery(material: Material) -> Iterator[Picture]:
    """Draw the pictures one by one; without a second arm the pictures of differences are left out."""
    results = material.results
    windows = shown_windows(material)
    if len(results.arms) > 1:
        measured = tuple(name for name in _OVER_TIME if results.has(name))
        if measured:
            yield draw_differences_over_time(material, measured)
        for indicator in _DIFFERENCES:
            if results.has(indicator):
                yield draw_differences(material, indicator, windows)
        for indicator in _TILES:
            if results.has(indicator):
                yield draw_tiles(material, indicator, windows[-1])
        priced = priced_arms(material)
        if priced:
            yield draw_cost(material, priced)
    for indicator in _FANS:
        if results.has(indicator):
            yield draw_fan(material, indicator)
    if all(results.has(name) for name in BEVERIDGE_SERIES):
        yield draw_beveridge(material)
    if all(results.has(name) for name in VACANCY_AGE_SERIES):
        yield draw_vacancy_age(material)
    yield from _people(material)
    if all(results.has(name) for name in POPULATION_MEASURES):
        yield draw_population(material)
    if material.check:
        yield draw_check(material)


def _people(material: Material) -> Iterator[Picture]:
    """Draw who is without work, how they move, what keeps them from vacancies, and what coaches do."""
    results = material.results
    several = len(results.arms) > 1
    if measured_personas(material):
        yield draw_personas(material)
    if flows_measured(material):
        yield draw_persona_flows(material)
    if several and steps_measured(material):
        yield draw_persona_steps(material)
    if gaps_measured(material):
        yield draw_gaps(material)
        if several:
            yield draw_gap_differences_by_persona(material)
    if several and gaps_by_region_measured(material):
        yield draw_gap_differences_by_region(material)
    if all(results.has(name) for name in QUEUE):
        yield draw_queue(material)
    if funnel_measured(material):
        yield draw_funnel(material)


def shown_windows(material: Material) -> tuple[str, ...]:
    """Choose the two windows that are shown: a round year some years after the start, and the whole period.

    With measures from January 2027 to December 2040 these are 2030 and 2027-2040; with less than two full years
    only the whole period. The whole period averages over many months, so it says most with the fewest replications.
    """
    years = [name for name in material.windows if "-" not in name]
    whole = material.windows[-1]
    return (years[1], whole) if len(years) > 1 else (whole,)
