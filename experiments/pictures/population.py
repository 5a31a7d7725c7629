"""Whether the population of the model ages as the projection published in 2013 says."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.lines import Line2D

from experiments.pictures.style import INK, Material, Picture, Sheet, number_axis, styled
from experiments.statistics import FIRST_YEAR
from experiments.texts import number, say

__all__ = ["POPULATION_MEASURES", "draw_population", "published_measure"]

POPULATION_MEASURES = ("throughput_coefficient", "dependency_ratio", "internal_ageing")
"""Indicators that the picture needs."""

_YEARS = ((2012, "o", "#0072B2"), (2025, "D", "#D55E00"))
_ORIGINS = {2012: "observed_2012", 2025: "projection_2025"}
_PROVINCES = {"West-Vlaanderen": "west_flanders"}
_DOUBT = "unreliable"


def published_measure(measure: str, region: str, year: int) -> str:
    """Name a published measure, for instance ``projection_2025_dependency_ratio_oostende``."""
    return f"{_ORIGINS[year]}_{measure}_{_PROVINCES.get(region, region.lower().replace('-', '_'))}"


@styled
def draw_population(material: Material) -> Picture:
    """Draw the model and the published value on 1 January of 2012 and 2025, by region, one panel per measure.

    Parameters
    ----------
    material : Material
        Results that hold `POPULATION_MEASURES`.
    """
    results, language = material.results, material.language
    places = (results.province, *results.regions[:-1])
    doubtful = {
        (place, year)
        for place in places
        for year, _, _ in _YEARS
        if _DOUBT in _note(material, POPULATION_MEASURES[0], place, year)
    }
    note = say("population_doubtful", language) if doubtful else ""
    sheet = Sheet(
        height=3.9,
        title=say("population_title", language),
        caption=say("population_caption", language, note=note, demography=material.demography or "–"),
        run_id=material.run_id,
    )
    panels = sheet.room.subplots(1, len(POPULATION_MEASURES), sharey=True)
    alternative, rows = [], []
    for measure, axes in zip(POPULATION_MEASURES, panels, strict=True):
        for row in range(0, len(places), 2):
            axes.axhspan(row - 0.5, row + 0.5, color="#F4F4F4", linewidth=0)
        for row, place in enumerate(places):
            for position, (year, marker, colour) in enumerate(_YEARS):
                height = row + (position - 0.5) * 0.36
                modelled = _modelled(material, measure, place, year)
                published = _published(material, measure, place, year)
                rows.append((measure, place, year, modelled.mean(), modelled.min(), modelled.max(), published))
                axes.plot(modelled.mean(), height, marker, color=colour, markersize=4.2)
                if modelled.size > 1:
                    axes.plot([modelled.min(), modelled.max()], [height] * 2, color=colour, linewidth=1.2)
                if published is not None:
                    axes.plot(published, height, marker, markersize=9, markerfacecolor="none", color=INK)
                    if (place, year) in doubtful:
                        axes.annotate("*", (published, height), xytext=(6, -3), textcoords="offset points")
                if row == 0:
                    stated = "–" if published is None else number(published, language, 1)
                    alternative.append(
                        f"{material.indicator(measure)} {year}: {say('model', language).lower()} "
                        f"{number(float(modelled.mean()), language, 1)}, "
                        f"{say('published', language).lower()} {stated}."
                    )
        axes.set_xlabel(say(f"population_{measure}", language), fontsize=8.5)
        axes.grid(visible=False, axis="y")
        axes.tick_params(axis="y", length=0)
        axes.margins(x=0.1)
        number_axis(axes, "x", language, ticks=5)
    panels[0].set_yticks(range(len(places)), places)
    panels[0].get_yticklabels()[0].set_fontweight("bold")
    panels[0].set_ylim(len(places) - 0.5, -0.5)
    handles = []
    for year, marker, colour in _YEARS:
        label = say("population_model", language, year=year)
        handles.append(Line2D([], [], color=colour, marker=marker, markersize=4.2, linewidth=0, label=label))
        label = say("population_published", language, year=year)
        handles.append(
            Line2D(
                [],
                [],
                color=INK,
                marker=marker,
                markersize=9,
                markerfacecolor="none",
                linewidth=0,
                label=label,
            )
        )
    sheet.legend(handles)
    columns = ["indicator", "region", "year", "model", "model_lowest", "model_highest", "published"]
    table = pd.DataFrame(rows, columns=columns)
    return sheet.finish("population_measures", f"{results.province}. " + " ".join(alternative), table)


def _modelled(material: Material, measure: str, region: str, year: int) -> np.ndarray:
    """Value in January of every replication; undefined outside the measured months."""
    results = material.results
    month = (year - FIRST_YEAR) * 12 - results.first_month
    if not 0 <= month < results.months:
        return np.array([np.nan])
    return results.monthly(results.reference, measure, region=region)[:, month]


def _note(material: Material, measure: str, region: str, year: int) -> str:
    figure = material.published.get(published_measure(measure, region, year))
    return "" if figure is None else str(figure[4])


def _published(material: Material, measure: str, region: str, year: int) -> float | None:
    figure = material.published.get(published_measure(measure, region, year))
    return None if figure is None else float(figure[0])
