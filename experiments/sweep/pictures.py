"""Pictures of a sweep: the order of the factors, influence against interaction, and whether the order has settled."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import Patch, Rectangle

from experiments.pictures.style import GREY, INK, MARKERS, Picture, Sheet, arm_colour, number_axis, styled
from experiments.sweep.analysis import MAIN_INDEX
from experiments.sweep.factors import LEVERS, UNCERTAINTIES
from experiments.sweep.words import say
from experiments.texts import number

__all__ = ["Subject", "draw_subject"]

_MOST_FACTORS = 30
_MOST_LINES = 6
_MOST_NAMES = 8
_COLOURS: Final = {LEVERS: arm_colour(2), UNCERTAINTIES: arm_colour(1)}
_SHAPES: Final = {LEVERS: "D", UNCERTAINTIES: "o"}
_CHANCE = "#DADADA"
_SECOND: Final = {"sobol": "first", "fast": "first"}


@dataclass(frozen=True, eq=False)
class Subject:
    """One outcome that is drawn.

    Attributes
    ----------
    name : str
        Ending of the names of the files.
    outcome, unit : str
        The outcome and its unit in words.
    method, lang, run_id : str
        Method, language and identity of the run.
    indices, convergence : pandas.DataFrame
        Rows of this outcome only.
    titles : mapping of str to str
        Titles of the factors.
    """

    name: str
    outcome: str
    unit: str
    method: str
    lang: str
    run_id: str
    indices: pd.DataFrame
    convergence: pd.DataFrame
    titles: Mapping[str, str]

    def of(self, index: str) -> dict[str, dict[str, Any]]:
        """Return the rows of one index by factor."""
        rows = self.indices[self.indices["index"] == index].to_dict("records")
        return {row["factor"]: {str(name): value for name, value in row.items()} for row in rows}

    @property
    def ordered(self) -> list[str]:
        """Factors, the most influential first."""
        main = self.of(MAIN_INDEX[self.method])
        return sorted(main, key=lambda name: -main[name]["value"])

    @property
    def axis(self) -> str:
        """What the main index says, in words."""
        return say(f"{self.method}_axis", self.lang, unit=self.unit)


def draw_subject(subject: Subject) -> list[Picture]:
    """Draw every picture that the method allows."""
    pictures = [_ranked(subject)]
    if subject.method == "morris":
        pictures.append(_screen(subject))
    if subject.convergence["rows"].nunique() > 1:
        pictures.append(_convergence(subject))
    return pictures


def _chance(rows: Mapping[str, Mapping[str, Any]]) -> float:
    """Return what chance alone gives the factor in the middle; NaN if unknown."""
    return float(np.median([row["by_chance"] for row in rows.values()]))


def _legend(groups: Collection[str], lang: str) -> list[Line2D | Patch]:
    return [
        Line2D([], [], marker=_SHAPES[group], color=_COLOURS[group], linestyle="", markersize=5, label=say(group, lang))
        for group in (LEVERS, UNCERTAINTIES)
        if group in groups
    ]


@styled
def _ranked(subject: Subject) -> Picture:
    """Dot and whisker for each factor, the most influential on top."""
    lang = subject.lang
    main = subject.of(MAIN_INDEX[subject.method])
    shown = subject.ordered[:_MOST_FACTORS]
    chance = _chance(main)
    caption = say("ranked_caption", lang) + (f" {say('chance_caption', lang)}" if chance > 0 else "")
    sheet = Sheet(0.95 + 0.24 * len(shown), say("ranked_title", lang, outcome=subject.outcome), caption, subject.run_id)
    axes = sheet.room.subplots()
    second = subject.of(_SECOND[subject.method]) if subject.method in _SECOND else None
    for row, name in enumerate(shown):
        found = main[name]
        colour, shape = _COLOURS[found["group"]], _SHAPES[found["group"]]
        if row % 2 == 0:
            axes.axhspan(row - 0.5, row + 0.5, color="#F4F4F4", linewidth=0)
        if found["by_chance"] > 0:
            axes.barh(row, found["by_chance"], height=0.5, color=_CHANCE, linewidth=0, zorder=1.5)
        if math.isfinite(found["upper_95"]):
            axes.plot([found["lower_95"], found["upper_95"]], [row, row], color=colour, linewidth=1.6)
        axes.plot(found["value"], row, shape, color=colour, markersize=5)
        if second is not None:
            axes.plot(second[name]["value"], row, shape, color=colour, markersize=5, markerfacecolor="white")
    handles = _legend({row["group"] for row in main.values()}, lang)
    if second is not None:
        for key, face in (("total", INK), ("first", "white")):
            handles.append(
                Line2D([], [], marker="o", color=INK, linestyle="", markerfacecolor=face, label=say(key, lang))
            )
    if chance > 0:
        handles.append(Patch(color=_CHANCE, label=say("chance", lang)))
    axes.axvline(0.0, color=GREY, linewidth=0.8)
    axes.set_yticks(range(len(shown)), [subject.titles[name] for name in shown])
    axes.set_ylim(len(shown) - 0.5, -0.5)
    axes.grid(axis="y", visible=False)
    axes.tick_params(axis="y", length=0)
    axes.set_xlabel(subject.axis)
    number_axis(axes, "x", lang)
    sheet.legend(handles)
    top = "; ".join(f"{subject.titles[name]}: {number(main[name]['value'], lang)}" for name in shown[:_MOST_NAMES])
    return sheet.finish(f"factors_{subject.name}", " ".join([*subject.axis.split(), f"{top}."]), subject.indices)


@styled
def _screen(subject: Subject) -> Picture:
    """Scatter of influence against interaction, the most influential factors named."""
    lang = subject.lang
    influence, interaction = subject.of("mu_star"), subject.of("sigma")
    chance = _chance(influence), _chance(interaction)
    sheet = Sheet(4.4, say("screen_title", lang, outcome=subject.outcome), say("screen_caption", lang), subject.run_id)
    axes = sheet.room.subplots()
    if chance[0] > 0:
        axes.add_patch(Rectangle((0, 0), *chance, color=_CHANCE, zorder=0, linewidth=0))
    for name in subject.ordered:
        group = influence[name]["group"]
        x, y = influence[name]["value"], interaction[name]["value"]
        axes.plot(x, y, _SHAPES[group], color=_COLOURS[group], markersize=5.5)
    width = max(max(row["value"] for row in influence.values()), chance[0] if chance[0] > 0 else 0.0) or 1.0
    height = max(max(row["value"] for row in interaction.values()), chance[1] if chance[1] > 0 else 0.0) or 1.0
    axes.set_xlim(0.0, width * 1.08)
    axes.set_ylim(0.0, height * 1.15)
    _name_points(axes, subject, influence, interaction, width * 1.08, height * 1.15)
    axes.set_xlabel(subject.axis)
    axes.set_ylabel(say("screen_y", lang, unit=subject.unit))
    number_axis(axes, "x", lang)
    number_axis(axes, "y", lang)
    handles = _legend({row["group"] for row in influence.values()}, lang)
    if chance[0] > 0:
        handles.append(Patch(color=_CHANCE, label=say("chance", lang)))
    sheet.legend(handles)
    top = "; ".join(
        f"{subject.titles[name]}: {number(influence[name]['value'], lang)} / {number(interaction[name]['value'], lang)}"
        for name in subject.ordered[:_MOST_NAMES]
    )
    return sheet.finish(f"interaction_{subject.name}", f"{top}.", subject.indices)


def _name_points(
    axes: Axes,
    subject: Subject,
    influence: Mapping[str, Mapping[str, Any]],
    interaction: Mapping[str, Mapping[str, Any]],
    width: float,
    height: float,
) -> None:
    """Write names beside the most influential points, moved apart where they would touch."""
    taken: list[tuple[float, float, float]] = []
    line = height * 0.042
    for name in subject.ordered[:_MOST_NAMES]:
        x, y = influence[name]["value"], interaction[name]["value"]
        left = x < 0.55 * width
        reach = len(subject.titles[name]) * width * 0.0105
        first, last = (x, x + reach) if left else (x - reach, x)
        place = y
        tries = [y + sign * step * line for step in range(12) for sign in (1, -1)]
        for candidate in tries:
            free = all(abs(candidate - other) >= line or last < low or first > high for other, low, high in taken)
            if free and 0.02 * height < candidate < 0.98 * height:
                place = candidate
                break
        taken.append((place, first, last))
        axes.annotate(
            subject.titles[name],
            (x, y),
            (x + (0.012 if left else -0.012) * width, place),
            fontsize=7.5,
            va="center",
            ha="left" if left else "right",
            arrowprops={"arrowstyle": "-", "color": GREY, "linewidth": 0.5} if abs(place - y) > line / 2 else None,
        )


@styled
def _convergence(subject: Subject) -> Picture:
    """Draw the main index from ever more rows, for the factors that matter most in the end."""
    lang = subject.lang
    shown = subject.ordered[:_MOST_LINES]
    caption = say("convergence_caption", lang, count=len(shown))
    sheet = Sheet(5.0, say("convergence_title", lang, outcome=subject.outcome), caption, subject.run_id)
    axes = sheet.room.subplots()
    for name in subject.ordered[_MOST_LINES:]:
        course = subject.convergence[subject.convergence["factor"] == name]
        axes.plot(course["rows"], course["value"], color="#D5D5D5", linewidth=0.8, zorder=1)
    handles = []
    for position, name in enumerate(shown, start=1):
        course = subject.convergence[subject.convergence["factor"] == name]
        colour = arm_colour(position)
        if position <= 3:
            low, high = course["lower_95"].to_numpy(float), course["upper_95"].to_numpy(float)
            axes.fill_between(course["rows"], low, high, color=colour, alpha=0.13, linewidth=0, zorder=2)
        (drawn,) = axes.plot(
            course["rows"],
            course["value"],
            marker=MARKERS[position - 1],
            color=colour,
            markersize=4.5,
            linewidth=1.5,
            label=subject.titles[name],
            zorder=3,
        )
        handles.append(drawn)
    finite = subject.convergence[subject.convergence["factor"].isin(shown)]["value"].to_numpy(float)
    top = float(np.nanmax(finite)) if len(finite) else 1.0
    axes.set_ylim(0.0, max(top, 1e-9) * 1.25)
    if subject.method in ("sobol", "pawn", "fast"):
        axes.set_xscale("log", base=2)
        axes.set_xticks(sorted(subject.convergence["rows"].unique()))
        axes.set_xticklabels([number(float(rows), lang, 0) for rows in sorted(subject.convergence["rows"].unique())])
        axes.minorticks_off()
    else:
        number_axis(axes, "x", lang)
    axes.set_xlabel(say("convergence_x", lang))
    axes.set_ylabel(subject.axis)
    number_axis(axes, "y", lang)
    sheet.legend(handles)
    last = subject.convergence["rows"].max()
    names = ", ".join(subject.titles[name] for name in shown)
    return sheet.finish(f"convergence_{subject.name}", f"{names}: {last}.", subject.convergence)
