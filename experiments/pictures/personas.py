"""Which barriers keep non-working people from work, and how that mix changes."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.patches import Patch

from experiments.pictures.style import INK, Material, Picture, Sheet, number_axis, styled, year_axis
from experiments.statistics import yearly
from experiments.texts import number, say

__all__ = ["PERSONA_INDICATOR", "PERSONA_ORDER", "draw_personas", "measured_personas"]

PERSONA_INDICATOR = "persons_by_persona"
"""Indicator whose groups are the personas."""

_COLOURS = {
    "hesitant_onlooker": "#0072B2",
    "distrustful_outsider": "#D55E00",
    "discouraged_outsider": "#E69F00",
    "excluded_promise": "#009E73",
    "falling_short_promise": "#56B4E9",
    "forced_hurdler": "#CC79A7",
    "ready": "#BBBBBB",
}
PERSONA_ORDER = tuple(_COLOURS)
"""Personas in the order in which pictures show them."""

_LOW, _HIGH = 0.05, 0.95


def measured_personas(material: Material) -> tuple[str, ...]:
    """Personas of non-working people that were measured, in the order in which they are stacked."""
    return tuple(name for name in _COLOURS if material.results.has(PERSONA_INDICATOR, f"persona={name}"))


@styled
def draw_personas(material: Material) -> Picture:
    """Draw stacked areas of persons by persona per year, reference arm, province.

    Parameters
    ----------
    material : Material
        Results with at least one persona.
    """
    results, language = material.results, material.language
    names = measured_personas(material)
    layers = []
    for name in names:
        monthly = results.monthly(results.reference, PERSONA_INDICATOR, f"persona={name}")
        years, values = yearly(monthly, results.first_month, "stock")
        layers.append(values)
    counts = np.stack(layers)
    spread = results.replications > 1
    caption = say("persona_caption", language, spread=say("persona_spread", language) if spread else "")
    sheet = Sheet(
        height=4.6,
        title=say("persona_title", language, region=results.province, arm=material.reference),
        caption=caption if spread else f"{caption} {say('no_spread', language)}",
        run_id=material.run_id,
    )
    axes = sheet.room.subplots()
    means = counts.mean(axis=1)
    colours = [_COLOURS[name] for name in names]
    axes.stackplot(years, means, colors=colours, edgecolor="white", linewidth=0.5)
    if spread:
        for edge in np.quantile(counts.sum(axis=0), (_LOW, _HIGH), axis=0):
            axes.plot(years, edge, color=INK, linewidth=0.9, linestyle=":")
    axes.set_xlim(years[0], max(years[-1], years[0] + 1))
    axes.set_ylim(bottom=0.0)
    number_axis(axes, "y", language)
    year_axis(axes, language, ticks=8)
    axes.set_ylabel(say("per_year_stock", language, unit=say("persona_axis", language)))
    words = [say(f"persona_{name}", language) for name in names]
    sheet.legend([Patch(color=colour, label=word) for colour, word in zip(colours[::-1], words[::-1], strict=True)])
    alternative = " ".join(
        f"{word}: {number(float(row[0]), language, 0)} ({years[0]}), "
        f"{number(float(row[-1]), language, 0)} ({years[-1]})."
        for word, row in zip(words, means, strict=True)
    )
    table = pd.concat(
        [
            pd.DataFrame({"arm": results.reference, "persona": name, "year": years, "persons": row})
            for name, row in zip(names, means, strict=True)
        ],
        ignore_index=True,
    )
    return sheet.finish("personas", alternative, table)
