"""Which gap stops meetings of people and vacancies: by persona and by sub-region, and what the measures change."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Patch

from experiments.intervals import estimate
from experiments.pictures.personas import PERSONA_ORDER
from experiments.pictures.since_start import Contrast, Series, draw_contrast, level, measured, per_year
from experiments.pictures.style import INK, Material, Picture, Sheet, styled
from experiments.texts import number, percent, say
from simulation.meetings import GAPS

__all__ = [
    "draw_gap_differences_by_persona",
    "draw_gap_differences_by_region",
    "draw_gaps",
    "gaps_by_region_measured",
    "gaps_measured",
]

_FAILED = "failed_meetings"
_PEOPLE = (*PERSONA_ORDER, "at_work")
GAP_COLOURS = {"skill": "#1F4E79", "search": "#F2C66D", "organisation": "#A65A2E"}
_HATCHES = {"organisation": "////"}
_NARROW = 5.0
_WIDE = 145.0


def gaps_measured(material: Material) -> bool:
    """Whether failed meetings were measured by gap and persona."""
    return measured(material, [series for row in _by_persona(material) for series in row])


def gaps_by_region_measured(material: Material) -> bool:
    """Whether failed meetings by gap are reported for every region."""
    return measured(material, [series for row in _by_region(material) for series in row])


@styled
def draw_gaps(material: Material) -> Picture:
    """Draw failed meetings of a year in the reference as stacked bars by gap: a panel by persona, one by region.

    Parameters
    ----------
    material : Material
        Results for which :func:`gaps_measured` holds; the panel by region is left out where it is not reported.
    """
    results, language = material.results, material.language
    panels = [(_words_of_people(language), _by_persona(material), "gaps_by_persona")]
    if gaps_by_region_measured(material):
        panels.append(([str(place) for place in _places(material)], _by_region(material), "gaps_by_region"))
    spread = results.replications > 1
    caption = say("gaps_caption", language, window=material.windows[-1])
    lengths = [len(words) for words, _, _ in panels]
    sheet = Sheet(
        height=1.0 + 0.45 * len(panels) + 0.34 * sum(lengths),
        title=say("gaps_title", language, region=results.province, arm=material.reference),
        caption=f"{caption} {say('gaps_spread' if spread else 'no_spread', language)}",
        run_id=material.run_id,
    )
    grid = np.atleast_1d(sheet.room.subplots(len(panels), 1, height_ratios=lengths))
    alternative, tables = [], []
    for (words, rows, head), axes in zip(panels, grid, strict=True):
        table = _draw_bars(material, axes, rows)
        tables.append(table)
        axes.set_yticks(range(len(words)), words)
        axes.set_ylim(len(words) - 0.5, -0.5)
        axes.set_title(say(head, language), loc="left", fontweight="bold")
        axes.set_title(say("gaps_number", language), loc="right", fontsize=8.5)
        axes.set_xlim(0.0, _WIDE)
        axes.set_xticks(range(0, 101, 20))
        axes.spines["bottom"].set_bounds(0.0, 100.0)
        axes.grid(visible=False, axis="y")
        axes.tick_params(axis="y", length=0)
        for word, (_, shown) in zip(words, table.groupby(["persona", "region"], sort=False), strict=True):
            shares = ", ".join(
                f"{say(f'gap_{gap}', language)} {percent(float(share), language, 0)}"
                for gap, share in zip(shown["gap"], shown["share_percent"], strict=True)
            )
            alternative.append(f"{' '.join(word.split())}: {shares}.")
    grid[-1].set_xlabel(say("gaps_axis", language))
    sheet.legend(
        [
            Patch(facecolor=colour, hatch=_HATCHES.get(gap), edgecolor="white", label=say(f"gap_{gap}", language))
            for gap, colour in GAP_COLOURS.items()
        ]
    )
    return sheet.finish("gaps", " ".join(alternative), pd.concat(tables, ignore_index=True))


def draw_gap_differences_by_persona(material: Material) -> Picture:
    """Draw what each arm changes in the number of failed meetings, by gap and persona.

    Parameters
    ----------
    material : Material
        Results with at least two arms for which :func:`gaps_measured` holds.
    """
    rows = _words_of_people(material.language)
    return _differences(material, "gap_differences_by_persona", "persona", rows, _by_persona(material))


def draw_gap_differences_by_region(material: Material) -> Picture:
    """Draw what each arm changes in the number of failed meetings, by gap and region.

    Parameters
    ----------
    material : Material
        Results with at least two arms for which :func:`gaps_by_region_measured` holds.
    """
    rows = _places(material)
    return _differences(material, "gap_differences_by_region", "region", rows, _by_region(material))


def _differences(material: Material, name: str, kind: str, rows: list[str], series: list[list[Series]]) -> Picture:
    language = material.language
    caption = say("contrast_caption", language, reference=material.reference, window=material.windows[-1])
    return draw_contrast(
        material,
        Contrast(
            name,
            say(f"gap_differences_{kind}", language, reference=material.reference),
            f"{caption} {say('gap_differences_note', language)}",
            say("contrast_axis", language),
            [say(f"gap_short_{gap}", language) for gap in GAPS],
            rows,
            [[row[place] for row in series] for place in range(len(GAPS))],
        ),
    )


def _draw_bars(material: Material, axes: Axes, rows: list[list[Series]]) -> pd.DataFrame:
    """Draw a bar per row, divided by gap, with the number of failures and its interval to the right of it."""
    arm, language, design = material.results.reference, material.language, material.results.design
    shown: list[tuple[Any, ...]] = []
    for row, series in enumerate(rows):
        whole = estimate(np.sum([per_year(material, arm, *one) for one in series], axis=0), design)
        left = 0.0
        for (gap, colour), (indicator, group, region) in zip(GAP_COLOURS.items(), series, strict=True):
            found = level(material, arm, indicator, group, region)
            share = 100.0 * float(found.mean) / (float(whole.mean) or np.nan)
            axes.barh(
                row,
                share,
                left=left,
                height=0.68,
                color=colour,
                hatch=_HATCHES.get(gap),
                edgecolor="white",
                linewidth=0.6,
            )
            # The last part is too narrow for its number, which stands beside it.
            beside = gap == tuple(GAP_COLOURS)[-1]
            if beside or share >= _NARROW:
                axes.text(
                    101.5 if beside else left + share / 2.0,
                    row,
                    percent(share, language, 0),
                    ha="left" if beside else "center",
                    va="center",
                    fontsize=7.5,
                    color="white" if gap == "skill" else INK,
                )
            left += share
            of = group.partition(" ")[2].removeprefix("persona=") or "all"
            ends = (float(found.lower), float(found.upper))
            shown.append((arm, gap, of, region, float(found.mean), *ends, share))
        told = number(round(float(whole.mean), -2), language, 0)
        if np.isfinite(whole.lower):
            told += f" ±{number(round(float(whole.upper - whole.lower) / 2.0, -2), language, 0)}"
        axes.text(_WIDE, row, told, ha="right", va="center", fontsize=7.5)
    names = ["arm", "gap", "persona", "region", "per_year", "lower_95", "upper_95", "share_percent"]
    return pd.DataFrame(shown, columns=names)


def _by_persona(material: Material) -> list[list[Series]]:
    province = material.results.province
    return [[(_FAILED, f"gap={gap} persona={persona}", province) for gap in GAPS] for persona in _PEOPLE]


def _by_region(material: Material) -> list[list[Series]]:
    return [[(_FAILED, f"gap={gap}", place) for gap in GAPS] for place in _places(material)]


def _places(material: Material) -> list[str]:
    return list(material.results.regions[:-1])


def _words_of_people(language: str) -> list[str]:
    return [say(f"persona_{name}", language).replace(" (", "\n(") for name in _PEOPLE]
