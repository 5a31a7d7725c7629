"""Where the spread of every headline difference comes from: one bar per arm and indicator, divided in parts."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Patch

from experiments.pictures.style import INK, Material, Picture, Sheet, styled
from experiments.texts import percent, say

__all__ = ["PARTS", "PART_COLOURS", "draw_uncertainty"]

PARTS = ("measure", "behaviour", "luck")
"""Parts of the variance in the order in which they are drawn."""
PART_COLOURS = {"measure": "#0072B2", "behaviour": "#934178", "luck": "#C9CED3"}
_MIXED = "#D5CBE0"
"""Of parts that are known together but not apart."""
_ROOM_FOR_A_NUMBER = 0.09
_ROW = 0.27
_THICK = 0.72
_LINES = "#B9BFC5"
_LABEL = {"facecolor": "white", "edgecolor": "none", "pad": 1.5}


@styled
def draw_uncertainty(material: Material, table: pd.DataFrame) -> Picture:
    """Draw the division of the variance.

    Parameters
    ----------
    material : Material
        The comparison.
    table : pandas.DataFrame
        Shares of :func:`experiments.uncertainty_table.uncertainty_tables`, not empty.
    """
    language = material.language
    bars = list(table.groupby(["arm", "indicator"], sort=False))
    arms = list(dict.fromkeys(table["arm"]))
    sheet = Sheet(
        height=_ROW * (len(bars) + len(arms)) + 0.85,
        title=say("uncertainty_title", language, window=table["window"].iloc[0]),
        caption=say("uncertainty_caption", language),
        run_id=material.run_id,
    )
    axes = sheet.room.subplots()
    place, ticks, labels, told = 0.0, [], [], []
    last = None
    for (arm, name), rows in bars:
        if arm != last:
            axes.text(-0.012, place, material.arm(arm), ha="right", va="center", fontweight="bold", fontsize=9.0)
            place, last = place + 1.0, arm
        told.append(_draw_bar(axes, place, rows, material))
        ticks.append(place)
        labels.append(material.indicator(name))
        place += 1.0
    axes.set_yticks(ticks, labels)
    axes.set_ylim(place - 0.4, -0.6)
    axes.set_xlim(0.0, 1.0)
    axes.set_xticks(
        [0.0, 0.25, 0.5, 0.75, 1.0], [percent(100.0 * tick, language, 0) for tick in (0, 0.25, 0.5, 0.75, 1)]
    )
    axes.tick_params(axis="y", length=0)
    axes.grid(visible=False, axis="y")
    axes.spines["left"].set_visible(False)
    shown = [part for part in PARTS if (table["part"] == part).any()]
    handles = [Patch(facecolor=PART_COLOURS[part], label=say(f"uncertainty_{part}", language)) for part in shown]
    if not table["determined"].all():
        hatched = say("uncertainty_hatched", language)
        handles.append(Patch(facecolor="white", edgecolor=_LINES, hatch="///", label=hatched))
    sheet.legend(handles)
    return sheet.finish("uncertainty", " ".join(told), table)


def _draw_bar(axes: Axes, place: float, rows: pd.DataFrame, material: Material) -> str:
    """Draw one bar and say in words what it shows; one empty bar where no part can be told."""
    language, start, words = material.language, 0.0, []
    unsure = say("uncertainty_unsure", language)
    by_part = {row.part: row for row in rows.itertuples(index=False)}
    hidden = not rows["determined"].any()
    if hidden:
        _hatch(axes, place, 0.0, 1.0)
        axes.text(0.5, place, unsure, ha="center", va="center", fontsize=8.0, bbox=_LABEL)
    parts = [] if hidden else [part for part in PARTS if part in by_part]
    apart = [part for part in parts if by_part[part].determined]
    together = sum(float(by_part[part].variance_share) for part in parts if part not in apart)
    if together:
        written = f"{say('uncertainty_together', language)} {percent(100.0 * together, language, 0)}"
        axes.barh(place, together, height=_THICK, color=_MIXED)
        _hatch(axes, place, 0.0, together)
        axes.text(together / 2.0, place, written, ha="center", va="center", fontsize=8.0, bbox=_LABEL)
        words.append(written)
        start = together
    for part in apart:
        share = float(by_part[part].variance_share)
        written = percent(100.0 * share, language, 0)
        axes.barh(place, share, left=start, height=_THICK, color=PART_COLOURS[part])
        if share >= _ROOM_FOR_A_NUMBER:
            colour = INK if part == "luck" else "white"
            axes.text(start + share / 2.0, place, written, ha="center", va="center", fontsize=8.0, color=colour)
        words.append(f"{say(f'uncertainty_{part}', language)} {written}")
        start += share
    first = rows.iloc[0]
    told = unsure if hidden else ", ".join(words)
    return f"{material.arm(first['arm'])}, {material.indicator(first['indicator'])}: {told}."


def _hatch(axes: Axes, place: float, start: float, share: float) -> None:
    axes.barh(place, share, left=start, height=_THICK, facecolor="none", edgecolor=_LINES, hatch="///", linewidth=0.0)
