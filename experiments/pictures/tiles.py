"""Where each scenario makes a difference: a map of the sub-regions as tiles."""

from __future__ import annotations

import math
import textwrap

import numpy as np
from matplotlib.cm import ScalarMappable
from matplotlib.colors import Normalize
from matplotlib.patches import FancyBboxPatch

from experiments.pictures.differences import table_of_differences
from experiments.pictures.style import GREY, INK, Material, Picture, Sheet, number_axis, styled
from experiments.texts import say

__all__ = ["TILES", "draw_tiles"]

TILES = {
    "Oostende": (0.5, 2.0),
    "Brugge": (1.5, 2.0),
    "Westhoek": (0.0, 1.0),
    "Midden-West-Vlaanderen": (1.0, 1.0),
    "Zuid-West-Vlaanderen": (1.0, 0.0),
}
"""Lower left corner of each tile: the coast in the north-west, the French border in the south."""

_NAMES = {
    "Midden-West-Vlaanderen": "Midden-West-\nVlaanderen",
    "Zuid-West-Vlaanderen": "Zuid-West-\nVlaanderen",
}
_SIDE = 0.95
_EXTENT = (2.5, 3.0)
_DARK = 0.55
_FLATNESS = 0.68
_TITLE_CHARACTERS = 40


@styled
def draw_tiles(material: Material, indicator: str, window: str) -> Picture:
    """Draw one map per arm, coloured by the difference, with the number and its interval in every tile.

    Parameters
    ----------
    material : Material
        Results with at least two arms.
    indicator : str
        A measured indicator of everybody.
    window : str
        Window of the summary.
    """
    results, language = material.results, material.language
    others = results.arms[1:]
    places = [place for place in results.regions[:-1] if place in TILES]
    found = {
        (arm, place): material.compared[arm, indicator, "all", place, window]
        for arm in others
        for place in (*places, results.province)
    }
    sizes = [abs(found[arm, place].difference) for arm in others for place in places]
    largest = max((size for size in sizes if math.isfinite(size)), default=0.0) or 1.0
    columns = min(2, len(others))
    rows = math.ceil(len(others) / columns)
    caption = say("tile_caption", language, reference=material.reference)
    sheet = Sheet(
        height=0.8 + 2.72 * rows,
        title=say(
            "tile_title",
            language,
            indicator=material.indicator(indicator),
            reference=material.reference,
            window=window,
        ),
        caption=caption if results.replications > 1 else f"{caption} {say('no_spread', language)}",
        run_id=material.run_id,
    )
    grid = np.atleast_1d(sheet.room.subplots(rows, columns)).ravel()
    colours = ScalarMappable(Normalize(-largest, largest), cmap="PuOr")
    alternative = []
    for arm, axes in zip(others, grid, strict=False):
        for place in places:
            value = found[arm, place]
            left, low = TILES[place]
            share = value.difference / largest if math.isfinite(value.difference) else 0.0
            ink = "white" if abs(share) > _DARK else INK
            axes.add_patch(
                FancyBboxPatch(
                    (left + 0.04, low + 0.04),
                    _SIDE - 0.04,
                    _SIDE - 0.04,
                    boxstyle="round,pad=0,rounding_size=0.06",
                    facecolor=colours.to_rgba(value.difference if math.isfinite(value.difference) else 0.0),
                    edgecolor=GREY,
                    linewidth=0.7,
                )
            )
            middle = left + (_SIDE + 0.04) / 2
            axes.text(middle, low + 0.88, _NAMES.get(place, place), ha="center", va="top", fontsize=7.5, color=ink)
            axes.text(
                middle,
                low + 0.42,
                material.written(indicator, value.difference, sign=True),
                ha="center",
                va="center",
                fontsize=11,
                fontweight="bold",
                color=ink,
            )
            if math.isfinite(value.lower_95):
                interval = say(
                    "interval",
                    language,
                    lower=material.written(indicator, value.lower_95, sign=True),
                    upper=material.written(indicator, value.upper_95, sign=True),
                )
                axes.text(middle, low + 0.19, interval, ha="center", va="center", fontsize=7, color=ink)
            alternative.append(
                f"{material.arm(arm)}, {place}: {material.written(indicator, value.difference, sign=True)}."
            )
        total = material.written(indicator, found[arm, results.province].difference, sign=True)
        title = say("tile_panel", language, arm=textwrap.fill(material.arm(arm), _TITLE_CHARACTERS), difference=total)
        axes.set_title(title, fontsize=9)
        axes.set_xlim(0.0, _EXTENT[0])
        axes.set_ylim(0.0, _EXTENT[1])
        axes.set_aspect(_FLATNESS)
        axes.axis("off")
    for axes in grid[len(others) :]:
        axes.remove()
    bar = sheet.room.colorbar(
        colours, ax=list(grid[: len(others)]), orientation="horizontal", aspect=45, shrink=0.7, pad=0.02
    )
    bar.outline.set_visible(False)
    unit = material.unit(indicator, difference=True)
    if material.indicators[indicator].kind == "flow" and "-" not in window:
        unit = say("per_year_flow", language, unit=unit)
    bar.set_label(say("difference_axis", language, unit=unit))
    number_axis(bar.ax, "x", language)
    table = table_of_differences(material, indicator, (window,))
    return sheet.finish(f"tiles_{indicator}", " ".join(alternative), table)
