"""Which published figures the model meets, and how far it is from the others."""

from __future__ import annotations

import textwrap

import numpy as np
import pandas as pd
from matplotlib.lines import Line2D
from matplotlib.patheffects import withStroke

from experiments.pictures.style import INK, Material, Picture, Sheet, number_axis, styled
from experiments.texts import number, say, signed, unit_word

__all__ = ["draw_check"]

_MET, _MISSED, _BAND = "#0072B2", "#C2410C", "#EDEDED"
_ROWS_OF_A_MISS = 5.0
_INCHES_OF_A_ROW = 0.026
_CHARACTERS = 62
_LEAST_REACH = 1.6


@styled
def draw_check(material: Material) -> Picture:
    """Draw a mark for every figure, at its deviation from the published one in units of the margin; name the misses.

    Parameters
    ----------
    material : Material
        Material with at least one row in `check`.
    """
    language = material.language
    table = _table(material)
    margins = (table["deviation"] / table["tolerance"]).to_numpy(np.float64)
    order = np.argsort(-margins, kind="stable")
    within = table["within"].to_numpy(bool)[order]
    rows = np.cumsum(np.where(within, 1.0, _ROWS_OF_A_MISS)) - np.where(within, 0.5, _ROWS_OF_A_MISS / 2.0)
    reach = max(_LEAST_REACH, 1.15 * float(np.nanmax(np.abs(margins), initial=0.0)))
    # The name of the last miss stays clear of the axis.
    depth = max(float(rows[-1]) + _ROWS_OF_A_MISS, 3.0 * _ROWS_OF_A_MISS)
    sheet = Sheet(
        height=1.25 + _INCHES_OF_A_ROW * depth,
        title=say("check_picture_title", language),
        caption=f"{say('check_picture_caption', language)} "
        f"{say('check_caption', language, met=int(within.sum()), total=len(table))}",
        run_id=material.run_id,
    )
    axes = sheet.room.subplots()
    axes.axvspan(-1.0, 1.0, color=_BAND, linewidth=0)
    axes.axvline(0.0, color=INK, linewidth=0.9)
    placed = margins[order]
    axes.plot(placed[within], rows[within], "o", color=_MET, markersize=2.6, linewidth=0)
    axes.plot(placed[~within], rows[~within], "X", color=_MISSED, markersize=7, linewidth=0)
    for place in np.flatnonzero(~within):
        inward = -1.0 if placed[place] > 0.0 else 1.0
        axes.annotate(
            textwrap.shorten(str(table["figure"].iloc[order[place]]).split(" (")[0], _CHARACTERS, placeholder=" …"),
            (placed[place], rows[place]),
            xytext=(9.0 * inward, 0.0),
            textcoords="offset points",
            ha="right" if inward < 0.0 else "left",
            va="center",
            fontsize=7.5,
            path_effects=[withStroke(linewidth=3.0, foreground=_BAND)],
        )
    axes.set_xlim(-reach, reach)
    axes.set_ylim(depth, 0.0)
    axes.set_yticks([])
    axes.spines["left"].set_visible(False)
    axes.grid(visible=False, axis="y")
    number_axis(axes, "x", language)
    axes.set_xlabel(say("check_axis", language))
    sheet.legend(
        [
            Line2D([], [], color=_MET, marker="o", markersize=4, linewidth=0, label=say("check_met", language)),
            Line2D([], [], color=_MISSED, marker="X", markersize=7, linewidth=0, label=say("check_missed", language)),
        ]
    )
    missed = [
        f"{row.figure}: {number(row.published, language)}, {say('model', language).lower()} "
        f"{number(row.model, language)} ({signed(row.deviation, language)} {unit_word(row.unit, language)})"
        for row in table[~table["within"]].itertuples(index=False)
    ]
    told = f"{say('check_missed', language)}: {'; '.join(missed)}." if missed else say("check_all_met", language)
    return sheet.finish("check", told, table)


def _table(material: Material) -> pd.DataFrame:
    """Rows of the check with their titles in the language of the picture."""
    return pd.DataFrame(
        [
            (
                str(row[f"title_{material.language}"]),
                *(float(row[key]) for key in ("target", "value", "deviation", "tolerance")),
                str(row["unit"]),
                bool(row["within"]),
                str(row["source"]),
            )
            for row in material.check
        ],
        columns=["figure", "published", "model", "deviation", "tolerance", "unit", "within", "source"],
    )
