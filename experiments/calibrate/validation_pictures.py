"""Pictures of the validation: forecasts from past years, field experiments, and shapes that nobody fitted."""

from __future__ import annotations

import math
import textwrap
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from matplotlib.ticker import MaxNLocator

from calibration.hindcast import MODEL, MODEL_FROM_LAST, RIVALS
from experiments.calibrate.report_material import Findings, records
from experiments.calibrate.report_pictures import HIT, MISS, striped
from experiments.pictures.style import GREY, INK, Picture, Sheet, number_axis, styled
from experiments.texts import say

__all__ = [
    "KINDS",
    "NO_EFFECT",
    "draw_beveridge",
    "draw_field_experiments",
    "draw_hazards",
    "draw_hindcasts",
    "duration_words",
]

KINDS = ("independent", "built_in", "no_mechanism")
"""Kinds of comparison with a field experiment, the most telling first."""

NO_EFFECT = {"days": 0.0, "percentage points": 0.0, "ratio": 1.0}
"""Value without effect, by unit; a plain percentage has none."""

_LINES = {"naive": ":", "ar1": "--", "trend": "-."}
_COLUMNS = 3
_PANEL = 1.55
_NAME_WIDTH = 50
_NEVER_NEGATIVE = ("percent", "ratio")
_CROSS: dict[str, Any] = {"color": GREY, "linewidth": 0.8, "alpha": 0.5, "zorder": 1}
_APART = 0.17


def draw_hindcasts(found: Findings, rates: Sequence[str]) -> Iterator[Picture]:
    """Draw the forecasts of each rate, a panel for each starting year."""
    table = found.tables["hindcast"]
    for rate in rates:
        yield _hindcast(found, rate, table[table["rate"] == rate])


@styled
def _hindcast(found: Findings, rate: str, table: pd.DataFrame) -> Picture:
    starts = sorted(table["start"].unique())
    down = math.ceil(len(starts) / _COLUMNS)
    title = found.named("rates", rate)
    sheet = Sheet(
        0.85 + _PANEL * down,
        found.say("hindcast_picture", rate=title),
        found.say("hindcast_caption"),
        found.identity,
    )
    panels = sheet.room.subplots(down, _COLUMNS, sharex=True, sharey=True, squeeze=False)
    table = table.assign(year=table["start"] + table["horizon"])
    seen = table.groupby("year")["observed"].first()
    for start, axes in zip(starts, panels.flat, strict=False):
        _forecasts(axes, table[table["start"] == start])
        axes.plot(seen.index, seen, "o-", color=INK, markersize=3, linewidth=0.8, zorder=4)
        axes.set_title(found.say("from_start", year=start), fontsize=8.5)
        axes.xaxis.set_major_locator(MaxNLocator(nbins=4, integer=True))
        axes.xaxis.set_major_formatter(lambda value, _: f"{value:.0f}")
        number_axis(axes, "y", found.lang, 5)
    for axes in list(panels.flat)[len(starts) :]:
        axes.set_visible(False)
    for column in range(_COLUMNS):
        used = [panels[row, column] for row in range(down) if row * _COLUMNS + column < len(starts)]
        if used:
            used[-1].tick_params(labelbottom=True)
    handles: list[Any] = [
        Line2D([], [], marker="o", color=INK, markersize=3, linewidth=0.8, label=found.say("observed")),
        Line2D([], [], color=HIT, linewidth=1.8, label=found.named("methods", MODEL)),
        Patch(color=HIT, alpha=0.2, label=found.say("model_interval")),
        Line2D([], [], color=MISS, linewidth=1.2, label=found.named("methods", MODEL_FROM_LAST)),
    ]
    handles += [
        Line2D([], [], color=GREY, linestyle=style, linewidth=1.1, label=found.named("methods", name))
        for name, style in _LINES.items()
    ]
    sheet.legend(handles)
    model = table[table["method"] == MODEL]
    spoken = " ".join(
        f"{row['start']}, {row['year']}: {found.number(row['forecast'], 1)} / {found.number(row['observed'], 1)}."
        for row in records(model)
    )
    return sheet.finish(f"hindcast_{rate}", spoken, table)


def _forecasts(axes: Axes, table: pd.DataFrame) -> None:
    """Draw the forecasts from one start: the model with its interval, its change, and its rivals as thin lines."""
    courses = {str(name): rows.sort_values("year") for name, rows in table.groupby("method")}
    for name in RIVALS:
        if name in courses:
            axes.plot(courses[name]["year"], courses[name]["forecast"], _LINES[name], color=GREY, linewidth=1.1)
    if MODEL_FROM_LAST in courses:
        shifted = courses[MODEL_FROM_LAST]
        axes.plot(shifted["year"], shifted["forecast"], color=MISS, linewidth=1.2, marker="s", markersize=2)
    if MODEL in courses:
        course = courses[MODEL]
        # A single year would have no width; its bar shows the interval instead.
        axes.errorbar(
            course["year"],
            course["forecast"],
            yerr=np.array([course["forecast"] - course["lower"], course["upper"] - course["forecast"]]),
            color=HIT,
            elinewidth=0.8,
            linewidth=1.8,
            marker="o",
            markersize=2.5,
        )
        axes.fill_between(course["year"], course["lower"], course["upper"], color=HIT, alpha=0.2, linewidth=0)


def draw_field_experiments(found: Findings) -> Iterator[Picture]:
    """Draw what was published beside what was simulated, a picture for each unit."""
    table = found.tables["field_experiments"]
    for unit in table["unit"].unique():
        yield _field(found, str(unit), table[table["unit"] == unit])


@styled
def _field(found: Findings, unit: str, table: pd.DataFrame) -> Picture:
    rows = [row for kind in KINDS for row in records(table) if row["kind"] == kind]
    written = found.named("units", unit)
    sheet = Sheet(
        1.15 + 0.34 * len(rows),
        found.say("field_picture", unit=found.named("unit_titles", unit)),
        found.say("field_caption"),
        found.identity,
    )
    axes = sheet.room.subplots()
    for place, row in enumerate(rows):
        _span(axes, row, "published", place - _APART, INK, "D")
        colour = HIT if row["kind"] == KINDS[0] else GREY
        _span(axes, row, "simulated", place + _APART, colour, "o" if row["kind"] != KINDS[2] else "X")
    no_effect = NO_EFFECT.get(unit)
    axes.set_xlim(*_field_limits(rows, no_effect))
    if unit in _NEVER_NEGATIVE:
        axes.set_xlim(left=0.0)
    if no_effect is not None:
        axes.axvline(no_effect, color=GREY, linewidth=0.8)
    names = ["\n".join(textwrap.wrap(found.title(row), _NAME_WIDTH)) for row in rows]
    striped(axes, names, 7.0)
    number_axis(axes, "x", found.lang)
    axes.set_xlabel(written)
    marks = {"independent": ("o", HIT), "built_in": ("o", GREY), "no_mechanism": ("X", GREY)}
    sheet.legend(
        [
            Line2D([], [], marker="D", color=INK, markersize=4, linewidth=1.2, label=found.say("published_bar")),
            *(
                Line2D([], [], marker=shape, color=colour, markersize=5, linewidth=1.2, label=found.say(f"bar_{kind}"))
                for kind, (shape, colour) in marks.items()
                if any(row["kind"] == kind for row in rows)
            ),
        ]
    )
    spoken = " ".join(
        f"{found.title(row)}: {found.number(row['published'])} / {found.number(row['simulated'])}." for row in rows
    )
    name = unit.replace(" ", "_")
    return sheet.finish(f"field_{name}", spoken, table.drop(columns=["note_nl", "note_en"], errors="ignore"))


def _span(axes: Axes, row: dict[str, Any], which: str, height: float, colour: str, shape: str) -> None:
    """Draw one value and its interval; nothing where it is unknown."""
    value, lower, upper = (float(row[name]) for name in (which, f"{which}_lower", f"{which}_upper"))
    if math.isnan(value):
        return
    if math.isfinite(lower) and math.isfinite(upper):
        axes.plot([lower, upper], [height, height], color=colour, linewidth=1.3)
    axes.plot(value, height, shape, color=colour, markersize=4.5)


def _field_limits(rows: list[dict[str, Any]], no_effect: float | None) -> tuple[float, float]:
    """Return limits that hold every value and published interval; simulated intervals may run over the edge."""
    names = ("published", "published_lower", "published_upper", "simulated")
    values = np.array([float(row[name]) for row in rows for name in names])
    if no_effect is not None:
        values = np.append(values, no_effect)
    values = values[np.isfinite(values)]
    if not len(values):
        return 0.0, 1.0
    room = 0.35 * (float(np.ptp(values)) or abs(float(values[0])) or 1.0)
    return float(values.min()) - room, float(values.max()) + room


@styled
def draw_beveridge(found: Findings) -> Picture:
    """Draw unemployment against vacancies by year, a panel for each place."""
    table = found.tables["beveridge"]
    regions = list(table["region"].unique())
    down = math.ceil(len(regions) / _COLUMNS)
    sheet = Sheet(0.7 + 1.9 * down, found.say("beveridge_picture"), found.say("beveridge_caption"), found.identity)
    panels = sheet.room.subplots(down, _COLUMNS, squeeze=False)
    for region, axes in zip(regions, panels.flat, strict=False):
        course = table[table["region"] == region].sort_values("year")
        horizontal, vertical = course["unemployment_rate"], course["vacancy_rate"]
        for _, point in course.iterrows():
            axes.plot([point["unemployment_lower"], point["unemployment_upper"]], [point["vacancy_rate"]] * 2, **_CROSS)
            axes.plot([point["unemployment_rate"]] * 2, [point["vacancy_lower"], point["vacancy_upper"]], **_CROSS)
        axes.plot(horizontal, vertical, "o-", color=HIT, markersize=3.5, linewidth=1.1, zorder=3)
        _name_years(axes, course)
        axes.margins(0.14)
        axes.set_title(found.place(region))
        number_axis(axes, "x", found.lang, 4)
        number_axis(axes, "y", found.lang, 4)
    for axes in list(panels.flat)[len(regions) :]:
        axes.set_visible(False)
    sheet.room.supxlabel(say("beveridge_x", found.lang), fontsize=9.0)
    sheet.room.supylabel(found.say("vacancy_axis"), fontsize=9.0)
    spoken = " ".join(
        f"{found.place(row['region'])} {row['year']}: {found.number(row['unemployment_rate'], 1)} / "
        f"{found.number(row['vacancy_rate'], 1)}."
        for row in records(table)
    )
    return sheet.finish("beveridge", spoken, table)


def _name_years(axes: Axes, course: pd.DataFrame) -> None:
    """Write the first and the last year beyond the ends of the line."""
    points = course[["unemployment_rate", "vacancy_rate"]].to_numpy(float)
    reach = np.ptp(points, axis=0)
    reach[reach == 0.0] = 1.0
    for end, beside in ((0, 1), (-1, -2)):
        along = (points[end] - points[beside]) / reach if len(points) > 1 else np.ones(2)
        along /= np.hypot(*along) or 1.0
        axes.annotate(
            str(course["year"].iloc[end]),
            points[end],
            xytext=(15.0 * along[0], 9.0 * along[1]),
            textcoords="offset points",
            fontsize=7.0,
            fontweight="bold",
            ha="center",
            va="center",
            bbox={"facecolor": "white", "edgecolor": "none", "alpha": 0.75, "pad": 0.6},
            zorder=5,
        )


@styled
def draw_hazards(found: Findings) -> Picture:
    """Draw the chance of finding work within a month by time without work."""
    table = found.tables["hazards"]
    sheet = Sheet(2.6, found.say("hazards_picture"), found.say("hazards_caption"), found.identity)
    axes = sheet.room.subplots()
    places = np.arange(len(table))
    for place, row in enumerate(records(table)):
        axes.plot([place, place], [row["lower"], row["upper"]], color=HIT, linewidth=1.4)
    axes.plot(places, table["hazard"], "o-", color=HIT, markersize=5, linewidth=1.2)
    axes.set_xticks(places, [duration_words(found, name) for name in table["duration"]])
    axes.set_ylim(0.0, None)
    axes.grid(axis="x", visible=False)
    axes.set_xlabel(found.say("duration_axis"))
    axes.set_ylabel(found.say("hazard_axis"))
    number_axis(axes, "y", found.lang)
    spoken = " ".join(
        f"{duration_words(found, row['duration'])}: {found.number(row['hazard'], 1)}." for row in records(table)
    )
    return sheet.finish("hazards", spoken, table)


def duration_words(found: Findings, name: str) -> str:
    """Write a group of completed months such as ``duration=3-5`` in words."""
    months = name.partition("=")[2]
    if months.endswith("+"):
        return found.say("duration_open", first=months[:-1])
    return found.say("between", lower=months.split("-")[0], upper=months.split("-")[-1])
