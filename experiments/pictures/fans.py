"""How an indicator runs in each scenario, and how much of that is chance."""

from __future__ import annotations

import math
import textwrap

import numpy as np
import pandas as pd
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from experiments.pictures.style import (
    GREY,
    INK,
    Material,
    Picture,
    Sheet,
    arm_colour,
    number_axis,
    styled,
    year_axis,
)
from experiments.statistics import FIRST_YEAR, yearly
from experiments.texts import say

__all__ = ["draw_fan"]

_COLUMNS = 3
_TITLE_CHARACTERS = 26
_QUANTILES = (0.05, 0.25, 0.5, 0.75, 0.95)


@styled
def draw_fan(material: Material, indicator: str) -> Picture:
    """Draw the median and bands of the replications per year, one panel per arm, for the province.

    Parameters
    ----------
    material : Material
        Results to draw.
    indicator : str
        A measured indicator of everybody.
    """
    results, language = material.results, material.language
    kind = material.indicators[indicator].kind
    spread = results.replications > 1
    single = len(results.arms) == 1
    columns = min(_COLUMNS, len(results.arms))
    rows = math.ceil(len(results.arms) / columns)
    caption = say("fan_caption_single" if single else "fan_caption", language, reference=material.reference)
    sheet = Sheet(
        height=3.3 if rows == 1 else 0.75 + 1.95 * rows,
        title=say("fan_title", language, indicator=material.indicator(indicator), region=results.province),
        caption=caption if spread else f"{caption} {say('no_spread', language)}",
        run_id=material.run_id,
    )
    grid = np.atleast_1d(sheet.room.subplots(rows, columns, sharex=True, sharey=True)).ravel()
    first: np.ndarray | None = None
    alternative, tables = [], []
    for position, (arm, axes) in enumerate(zip(results.arms, grid, strict=False)):
        years, values = yearly(results.monthly(arm, indicator), results.first_month, kind)
        quantiles = np.nanquantile(values, _QUANTILES, axis=0)
        low, quarter, middle, three_quarters, high = quantiles
        named = {f"quantile_{round(100 * share)}": row for share, row in zip(_QUANTILES, quantiles, strict=True)}
        tables.append(pd.DataFrame({"arm": arm, "indicator": indicator, "year": years, **named}))
        colour = INK if position == 0 else arm_colour(position)
        if spread:
            axes.fill_between(years, low, high, color=colour, alpha=0.18, linewidth=0)
            axes.fill_between(years, quarter, three_quarters, color=colour, alpha=0.32, linewidth=0)
        if first is not None:
            axes.plot(years, first, color=GREY, linewidth=1.1, linestyle="--")
        axes.plot(years, middle, color=colour, linewidth=1.6)
        first = middle if first is None else first
        if material.policy_start is not None and not single:
            axes.axvline(FIRST_YEAR + material.policy_start / 12 - 0.5, color=GREY, linewidth=0.8, linestyle=":")
        axes.set_title(textwrap.fill(material.arm(arm), _TITLE_CHARACTERS), loc="left")
        axes.tick_params(labelbottom=True)
        number_axis(axes, "y", language, ticks=5)
        year_axis(axes, language, ticks=4)
        alternative.append(
            f"{material.arm(arm)}: {material.written(indicator, float(middle[0]))} ({years[0]}), "
            f"{material.written(indicator, float(middle[-1]))} ({years[-1]})."
        )
    for axes in grid[len(results.arms) :]:
        axes.remove()
    for row in range(rows):
        grid[row * columns].set_ylabel(textwrap.fill(material.yearly_unit(indicator), _TITLE_CHARACTERS))
    handles: list[Line2D | Patch] = [
        Line2D([], [], color=INK, linewidth=1.6, label=say("median" if spread else "single_run", language))
    ]
    if spread:
        handles.append(Patch(color=INK, alpha=0.45, linewidth=0, label=say("band_50", language)))
        handles.append(Patch(color=INK, alpha=0.18, linewidth=0, label=say("band_90", language)))
    if not single:
        reference = say("reference_median", language, reference=material.arm(results.reference))
        handles.append(Line2D([], [], color=GREY, linewidth=1.1, linestyle="--", label=reference))
        if material.policy_start is not None:
            label = say("policy_start", language)
            handles.append(Line2D([], [], color=GREY, linewidth=0.8, linestyle=":", label=label))
    sheet.legend(handles)
    return sheet.finish(f"fan_{indicator}", " ".join(alternative), pd.concat(tables, ignore_index=True))
