"""Whether coaches can take everybody who wants one, and how many of those they reach get to lasting work."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from experiments.pictures.since_start import level, measured
from experiments.pictures.style import (
    GREY,
    INK,
    MARKERS,
    Material,
    Picture,
    Sheet,
    arm_colour,
    legend_columns,
    number_axis,
    styled,
    year_axis,
)
from experiments.statistics import FIRST_YEAR, yearly
from experiments.texts import number, say

__all__ = ["FUNNEL", "QUEUE", "draw_funnel", "draw_queue", "funnel_measured"]

QUEUE = (
    "coaching_waiting",
    "coaching_wait_months",
    "coaching_clients",
    "coaching_places",
    "coaching_occupancy",
    "hours_per_client",
)
"""Indicators of the queue and the caseload, in the order of the panels."""

FUNNEL = (
    "coaching_reached",
    "coaching_starts",
    "trusting",
    "with_goal",
    "led_to_work",
    "coaching_jobs",
    "coaching_lasting_jobs",
)
"""Steps from being reached to a lasting job."""

_LOW, _HIGH = 0.05, 0.95
_COLUMNS = 2
_BEFORE = 3
_FEW = 4
_HATCHES = ("", "////", "....", "xxxx", "\\\\\\\\", "----")
_ROOM_FOR_WORDS = 1.28
_HEADROOM = 1.03


@styled
def draw_queue(material: Material) -> Picture:
    """Draw the queue and the caseload of coaches per year and arm, from some years before the measures.

    Parameters
    ----------
    material : Material
        Results that hold `QUEUE`.
    """
    results, language = material.results, material.language
    spread = results.replications > 1
    single = len(results.arms) == 1
    start = material.policy_start
    bands = spread and len(results.arms) <= _FEW
    told = "queue_spread" if bands else "queue_spread_in_table" if spread else "no_spread"
    sheet = Sheet(
        height=0.25 + _legend_height(material) + 1.75 * (len(QUEUE) // _COLUMNS),
        title=say("queue_title", language, region=results.province),
        caption=f"{say('queue_caption', language)} {say(told, language)}",
        run_id=material.run_id,
    )
    grid = sheet.room.subplots(len(QUEUE) // _COLUMNS, _COLUMNS, sharex=True).ravel()
    alternative, tables = [], []
    for indicator, axes in zip(QUEUE, grid, strict=True):
        kind = material.indicators[indicator].kind
        for position, arm in enumerate(results.arms):
            years, values = yearly(results.monthly(arm, indicator), results.first_month, kind)
            shown = years >= years[0] if start is None else years >= FIRST_YEAR + start // 12 - _BEFORE
            years, values = years[shown], values[:, shown]
            means = _means(values)
            low, high = _quantiles(values)
            colour = arm_colour(position)
            if bands:
                axes.fill_between(years, low, high, color=colour, alpha=0.1, linewidth=0)
            axes.plot(years, means, color=colour, markersize=3.5, linewidth=1.3, **_look(position))
            table = {"arm": arm, "indicator": indicator, "year": years, "mean": means}
            tables.append(pd.DataFrame({**table, "quantile_5": low, "quantile_95": high}))
            alternative.append(
                f"{material.indicator(indicator)}, {material.arm(arm)}: "
                f"{material.written(indicator, float(means[0]))} ({years[0]}), "
                f"{material.written(indicator, float(means[-1]))} ({years[-1]})."
            )
        if start is not None and not single:
            axes.axvline(FIRST_YEAR + start / 12 - 0.5, color=GREY, linewidth=0.8, linestyle=":")
        axes.set_title(material.indicator(indicator), loc="left", fontweight="bold")
        axes.set_ylabel(material.unit(indicator))
        if indicator == "coaching_occupancy":
            axes.axhline(100.0, color=GREY, linewidth=0.9)
        axes.set_ylim(0.0, _HEADROOM * axes.get_ylim()[1])
        number_axis(axes, "y", language, ticks=4)
        axes.tick_params(labelbottom=True)
    for axes in grid:
        year_axis(axes, language, ticks=5)
        axes.set_xlabel("")
    for axes in grid[-_COLUMNS:]:
        axes.set_xlabel(say("year", language))
    handles = [
        Line2D(
            [],
            [],
            color=arm_colour(position),
            markersize=3.5,
            linewidth=1.3,
            label=material.arm(arm),
            **_look(position),
        )
        for position, arm in enumerate(results.arms)
    ]
    if start is not None and not single:
        label = say("policy_start", language)
        handles.append(Line2D([], [], color=GREY, linewidth=0.8, linestyle=":", label=label))
    sheet.legend(handles)
    return sheet.finish("coaching_queue", " ".join(alternative), pd.concat(tables, ignore_index=True))


def funnel_measured(material: Material) -> bool:
    """Whether every step of the funnel was measured."""
    return measured(material, [(name, "all", material.results.province) for name in FUNNEL])


@styled
def draw_funnel(material: Material) -> Picture:
    """Draw how many people a year take each step from being reached by a coach to a lasting job, a bar per arm.

    Parameters
    ----------
    material : Material
        Results for which :func:`funnel_measured` holds.
    """
    results, language = material.results, material.language
    arms = results.arms
    spread = results.replications > 1
    caption = say("funnel_caption", language, window=material.windows[-1])
    sheet = Sheet(
        height=0.55 + _legend_height(material) + len(FUNNEL) * (0.16 + 0.16 * max(len(arms), 2)),
        title=say("funnel_title", language, region=results.province),
        caption=f"{caption} {say('funnel_spread' if spread else 'no_spread', language)}",
        run_id=material.run_id,
    )
    axes = sheet.room.subplots()
    thickness = 0.82 / max(len(arms), 2)
    reach, rows, alternative = 1.0, [], []
    for position, arm in enumerate(arms):
        shift = (position - (len(arms) - 1) / 2) * thickness
        reached = float(level(material, arm, FUNNEL[0]).mean)
        words = []
        for row, step in enumerate(FUNNEL):
            found = level(material, arm, step)
            mean, lower, upper = (float(value) for value in found[:3])
            share = 100.0 * mean / reached if reached else float("nan")
            axes.barh(
                row + shift,
                mean,
                height=0.9 * thickness,
                color=arm_colour(position),
                hatch=_HATCHES[position % len(_HATCHES)],
                edgecolor="white",
                linewidth=0.4,
            )
            end = mean
            if np.isfinite(lower):
                axes.plot([max(lower, 0.0), upper], [row + shift] * 2, color=INK, linewidth=1.0, solid_capstyle="butt")
                end = max(mean, upper)
            reach = max(reach, end)
            told = say("funnel_step", language, people=number(mean, language, 0), share=number(share, language, 0))
            axes.annotate(
                told if row else number(mean, language, 0),
                (end, row + shift),
                xytext=(4.0, 0.0),
                textcoords="offset points",
                va="center",
                fontsize=7.0,
            )
            rows.append((arm, step, mean, lower, upper, share))
            words.append(f"{say(f'funnel_{step}', language)} {told if row else number(mean, language, 0)}")
        alternative.append(f"{material.arm(arm)}: {', '.join(words)}.")
    axes.set_yticks(range(len(FUNNEL)), [say(f"funnel_{step}", language) for step in FUNNEL])
    axes.set_ylim(len(FUNNEL) - 0.5, -0.5)
    axes.set_xlim(0.0, _ROOM_FOR_WORDS * reach)
    axes.grid(visible=False, axis="y")
    axes.tick_params(axis="y", length=0)
    number_axis(axes, "x", language)
    axes.set_xlabel(say("funnel_axis", language))
    sheet.legend(
        [
            Patch(
                facecolor=arm_colour(position),
                hatch=_HATCHES[position % len(_HATCHES)],
                edgecolor="white",
                label=material.arm(arm),
            )
            for position, arm in enumerate(arms)
        ]
    )
    names = ["arm", "indicator", "per_year", "lower_95", "upper_95", "per_100_reached"]
    return sheet.finish("coaching_funnel", " ".join(alternative), pd.DataFrame(rows, columns=names))


def _look(position: int) -> dict[str, str]:
    """Marker and line of an arm; the reference is dashed and has no marker."""
    if position == 0:
        return {"linestyle": "--"}
    return {"linestyle": "-", "marker": MARKERS[(position - 1) % len(MARKERS)]}


def _legend_height(material: Material) -> float:
    """Inches that a legend of the arms and the start of the measures takes."""
    words = [*(material.arm(arm) for arm in material.results.arms), say("policy_start", material.language)]
    return 0.22 * -(-len(words) // legend_columns(words))


def _means(values: np.ndarray) -> np.ndarray:
    """Mean over the replications in which a year is defined; not a number where it is in none."""
    defined = np.isfinite(values)
    total = np.where(defined, values, 0.0).sum(axis=0)
    return np.where(defined.any(axis=0), total / np.maximum(defined.sum(axis=0), 1), np.nan)


def _quantiles(values: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Low and high quantile over the replications in which a year is defined."""
    low, high = np.full(values.shape[1], np.nan), np.full(values.shape[1], np.nan)
    seen = np.isfinite(values).any(axis=0)
    if seen.any():
        low[seen], high[seen] = np.nanquantile(values[:, seen], (_LOW, _HIGH), axis=0)
    return low, high
