"""The table of the check as a picture: which published figures the model meets."""

from __future__ import annotations

import textwrap

import pandas as pd

from experiments.pictures.style import GREY, Material, Picture, Sheet, styled
from experiments.texts import number, say, signed, unit_word

__all__ = ["draw_check"]

_MET, _MISSED = "#0072B2", "#D55E00"
_COLUMNS = (
    ("check_figure", 0.0, "left"),
    ("check_published", 0.545, "right"),
    ("check_model", 0.66, "right"),
    ("check_deviation", 0.77, "right"),
    ("check_tolerance", 0.86, "right"),
    ("check_verdict", 0.885, "left"),
)
_CHARACTERS = 48
_LINE = 0.165
_GAP = 0.07


@styled
def draw_check(material: Material) -> Picture:
    """Draw the published figure, model, deviation, margin and verdict, one row per figure.

    Parameters
    ----------
    material : Material
        Material with at least one row in `check`.
    """
    language = material.language
    titles = [
        textwrap.wrap(f"{row[f'title_{language}']} ({unit_word(str(row['unit']), language)})", _CHARACTERS)
        for row in material.check
    ]
    met = sum(bool(row["within"]) for row in material.check)
    height = 0.5 + sum(len(lines) * _LINE + _GAP for lines in titles)
    sheet = Sheet(
        height=height,
        title=say("check_title", language),
        caption=say("check_caption", language, met=met, total=len(material.check)),
        run_id=material.run_id,
    )
    axes = sheet.room.subplots()
    axes.axis("off")
    axes.set_xlim(0.0, 1.0)
    axes.set_ylim(height - 0.1, 0.0)
    for key, place, align in _COLUMNS:
        axes.text(place, 0.12, say(key, language), ha=align, va="center", fontsize=8, fontweight="bold")
    top = 0.27
    axes.axhline(top, color=GREY, linewidth=0.9)
    for row, lines in zip(material.check, titles, strict=True):
        bottom = top + len(lines) * _LINE + _GAP
        middle = (top + bottom) / 2
        within = bool(row["within"])
        axes.text(0.0, middle, "\n".join(lines), va="center", fontsize=7.5, linespacing=1.15)
        cells = (
            number(float(row["target"]), language),
            number(float(row["value"]), language),
            signed(float(row["deviation"]), language),
            number(float(row["tolerance"]), language),
        )
        for (_, place, align), cell in zip(_COLUMNS[1:5], cells, strict=True):
            axes.text(place, middle, cell, ha=align, va="center", fontsize=7.5)
        verdict = f"✓ {say('check_met', language)}" if within else f"✗ {say('check_missed', language)}"
        axes.text(
            _COLUMNS[5][1],
            middle,
            verdict,
            va="center",
            fontsize=7.5,
            fontweight="normal" if within else "bold",
            color=_MET if within else _MISSED,
        )
        axes.axhline(bottom, color="#E3E3E3", linewidth=0.6)
        top = bottom
    missed = [str(row[f"title_{language}"]) for row in material.check if not row["within"]]
    alternative = f"{say('check_missed', language)}: {'; '.join(missed)}." if missed else ""
    table = pd.DataFrame(
        [
            (
                row[f"title_{language}"],
                *(float(row[key]) for key in ("target", "value", "deviation", "tolerance")),
                str(row["unit"]),
                bool(row["within"]),
                str(row["source"]),
            )
            for row in material.check
        ],
        columns=["figure", "published", "model", "deviation", "tolerance", "unit", "within", "source"],
    )
    return sheet.finish("check", alternative or say("check_met", language), table)
