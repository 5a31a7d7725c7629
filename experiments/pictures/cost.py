"""What the measures cost against what they bring, replication by replication."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.lines import Line2D

from experiments.cost import COST, UNITS, spent_and_gained
from experiments.pictures.style import (
    INK,
    MARKERS,
    Material,
    Picture,
    Sheet,
    arm_colour,
    legend_columns,
    number_axis,
    styled,
)
from experiments.texts import number, say

__all__ = ["draw_cost", "priced_arms"]

_MILLION = 1e6


def priced_arms(material: Material) -> tuple[str, ...]:
    """Arms with a known cost; none where spending or lasting jobs were not measured."""
    results = material.results
    if not (results.has(COST) and results.has(UNITS[0])):
        return ()
    return tuple(
        arm
        for arm in results.arms[1:]
        if np.isfinite(spent_and_gained(results, material.indicators, arm, UNITS[0])[0]).all()
    )


@styled
def draw_cost(material: Material, arms: tuple[str, ...]) -> Picture:
    """Draw extra spending against extra lasting jobs: a small mark per draw and a large one for the mean.

    Parameters
    ----------
    material : Material
        Results with spending and lasting jobs.
    arms : tuple of str
        Result of :func:`priced_arms`, not empty.
    """
    results, language = material.results, material.language
    indicator = UNITS[0]
    spread = results.replications > 1
    caption = say("cost_caption" if spread else "cost_caption_single", language, reference=material.reference)
    legend_rows = -(-len(arms) // legend_columns([material.arm(arm) for arm in arms]))
    sheet = Sheet(
        height=3.5 + 0.22 * legend_rows,
        title=say(
            "cost_title",
            language,
            indicator=material.indicator(indicator),
            region=results.province,
            window=material.windows[-1],
        ),
        caption=caption if spread else f"{caption} {say('no_spread', language)}",
        run_id=material.run_id,
    )
    axes = sheet.room.subplots()
    axes.axvline(0.0, color=INK, linewidth=0.9)
    alternative, tables, handles = [], [], []
    for arm in arms:
        position = results.arms.index(arm)
        spent, gained = spent_and_gained(results, material.indicators, arm, indicator)
        colour, marker = arm_colour(position), MARKERS[(position - 1) % len(MARKERS)]
        if spread:
            axes.plot(gained, spent / _MILLION, marker, color=colour, markersize=3.2, alpha=0.5, linewidth=0)
        axes.plot(gained.mean(), spent.mean() / _MILLION, marker, color=colour, markersize=9, markeredgecolor="white")
        handles.append(Line2D([], [], color=colour, marker=marker, markersize=6, linewidth=0, label=material.arm(arm)))
        draws = np.arange(spent.size)
        tables.append(pd.DataFrame({"arm": arm, "draw": draws, "units": gained, "cost_eur": spent}))
        alternative.append(
            f"{material.arm(arm)}: {material.written(indicator, float(gained.mean()), sign=True)} "
            f"{material.unit(indicator)}, {number(float(spent.mean()) / _MILLION, language)} "
            f"{say('million_euro', language)}."
        )
    axes.set_ylim(bottom=0.0)
    axes.set_xlabel(say("difference_axis", language, unit=f"{material.indicator(indicator).lower()}"))
    axes.set_ylabel(say("cost_axis", language))
    number_axis(axes, "x", language)
    number_axis(axes, "y", language)
    sheet.legend(handles)
    return sheet.finish("cost", " ".join(alternative), pd.concat(tables, ignore_index=True))
