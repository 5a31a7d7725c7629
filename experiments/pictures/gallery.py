"""Which pictures belong to a comparison, in which order, and only those whose series were measured."""

from __future__ import annotations

from collections.abc import Iterator

from experiments.pictures.beveridge import BEVERIDGE_SERIES, draw_beveridge
from experiments.pictures.checks import draw_check
from experiments.pictures.cost import draw_cost, priced_arms
from experiments.pictures.differences import draw_differences, draw_differences_over_time
from experiments.pictures.fans import draw_fan
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
    if measured_personas(material):
        yield draw_personas(material)
    if all(results.has(name) for name in POPULATION_MEASURES):
        yield draw_population(material)
    if material.check:
        yield draw_check(material)


def shown_windows(material: Material) -> tuple[str, ...]:
    """Choose the two windows that are shown: a round year some years after the start, and the whole period.

    With measures from January 2027 to December 2040 these are 2030 and 2027-2040; with less than two full years
    only the whole period. The whole period averages over many months, so it says most with the fewest replications.
    """
    years = [name for name in material.windows if "-" not in name]
    whole = material.windows[-1]
    return (years[1], whole) if len(years) > 1 else (whole,)
