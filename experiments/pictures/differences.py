"""What difference each scenario makes, where and when, and how sure that is."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.lines import Line2D

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
from experiments.statistics import FIRST_YEAR, paired_difference, yearly
from experiments.texts import say

__all__ = ["draw_differences", "draw_differences_over_time", "table_of_differences"]

_FEW = 5
_SHOWN = ["arm", "indicator", "region", "window", "difference", "lower_95", "upper_95", "probability_wrong_sign"]


def table_of_differences(material: Material, indicator: str, windows: tuple[str, ...]) -> pd.DataFrame:
    """Select the rows of the summary that a picture of one indicator shows, for everybody."""
    summary = material.summary
    rows = (summary["indicator"] == indicator) & (summary["group"] == "all") & summary["window"].isin(windows)
    return summary.loc[rows, _SHOWN].reset_index(drop=True)


@styled
def draw_differences(material: Material, indicator: str, windows: tuple[str, ...]) -> Picture:
    """Draw a dot and whisker per arm, region and window.

    Parameters
    ----------
    material : Material
        Results with at least two arms.
    indicator : str
        A measured indicator of everybody.
    windows : tuple of str
        Windows of the summary, one panel each.
    """
    results, language = material.results, material.language
    others = results.arms[1:]
    places = (results.province, *results.regions[:-1])
    caption = say("difference_caption", language, reference=material.reference)
    legend_rows = -(-len(others) // legend_columns([material.arm(arm) for arm in others]))
    sheet = Sheet(
        height=0.85 + 0.22 * legend_rows + len(places) * (0.18 + 0.115 * max(len(others), 2)),
        title=say(
            "difference_title",
            language,
            indicator=material.indicator(indicator),
            reference=material.reference,
        ),
        caption=caption if results.replications > 1 else f"{caption} {say('no_spread', language)}",
        run_id=material.run_id,
    )
    panels = np.atleast_1d(sheet.room.subplots(1, len(windows), sharey=True))
    step = 0.76 / max(len(others), 2)
    alternative = []
    for window, axes in zip(windows, panels, strict=True):
        axes.axvline(0.0, color=INK, linewidth=0.9)
        for row in range(0, len(places), 2):
            axes.axhspan(row - 0.5, row + 0.5, color="#F4F4F4", linewidth=0)
        for position, arm in enumerate(others, start=1):
            shift = (position - (len(others) + 1) / 2) * step
            for row, place in enumerate(places):
                found = material.compared[arm, indicator, "all", place, window]
                axes.plot(
                    [found.lower_95, found.upper_95],
                    [row + shift] * 2,
                    color=arm_colour(position),
                    linewidth=1.5,
                )
                axes.plot(
                    found.difference,
                    row + shift,
                    MARKERS[(position - 1) % len(MARKERS)],
                    color=arm_colour(position),
                    markersize=4.5,
                )
                if row == 0:
                    written = material.written(indicator, found.difference, sign=True)
                    alternative.append(f"{material.arm(arm)}, {window}: {written}.")
        axes.set_title(window, loc="left", fontweight="bold")
        axes.set_xlabel(say("difference_axis", language, unit=material.unit(indicator, difference=True)))
        axes.grid(visible=False, axis="y")
        axes.tick_params(axis="y", length=0)
        if not any(axes.dataLim.intervalx):
            axes.set_xlim(-1.0, 1.0)
        number_axis(axes, "x", language, ticks=5)
    panels[0].set_yticks(range(len(places)), places)
    panels[0].get_yticklabels()[0].set_fontweight("bold")
    panels[0].set_ylim(len(places) - 0.5, -0.5)
    handles = [
        Line2D(
            [],
            [],
            color=arm_colour(position),
            marker=MARKERS[(position - 1) % len(MARKERS)],
            markersize=4.5,
            label=material.arm(arm),
        )
        for position, arm in enumerate(others, start=1)
    ]
    sheet.legend(handles)
    words = " ".join([f"{results.province}.", *alternative])
    return sheet.finish(f"difference_{indicator}", words, table_of_differences(material, indicator, windows))


@styled
def draw_differences_over_time(material: Material, indicators: tuple[str, ...]) -> Picture:
    """Draw the yearly paired difference with its interval for the province, one panel per indicator.

    Parameters
    ----------
    material : Material
        Results with at least two arms.
    indicators : tuple of str
        Measured indicators of everybody.
    """
    results, language = material.results, material.language
    others = results.arms[1:]
    caption = say("time_caption", language, reference=material.reference)
    legend_rows = -(-len(others) // legend_columns([material.arm(arm) for arm in others]))
    sheet = Sheet(
        height=0.3 + 0.22 * legend_rows + 1.85 * len(indicators),
        title=say("time_title", language, reference=material.reference, region=results.province),
        caption=caption if results.replications > 1 else f"{caption} {say('no_spread', language)}",
        run_id=material.run_id,
    )
    panels = np.atleast_1d(sheet.room.subplots(len(indicators), 1, sharex=True))
    start = 0 if material.policy_start is None else material.policy_start
    alternative, tables = [], []
    for indicator, axes in zip(indicators, panels, strict=True):
        kind = material.indicators[indicator].kind
        years, reference = yearly(results.monthly(results.reference, indicator), results.first_month, kind)
        shown = years >= FIRST_YEAR + start // 12 - 1
        axes.axhline(0.0, color=INK, linewidth=0.9)
        for position, arm in enumerate(others, start=1):
            _, values = yearly(results.monthly(arm, indicator), results.first_month, kind)
            found = paired_difference(values[:, shown], reference[:, shown], design=results.design)
            tables.append(
                pd.DataFrame(
                    {
                        "arm": arm,
                        "indicator": indicator,
                        "year": years[shown],
                        "difference": found.difference,
                        "lower_95": found.lower,
                        "upper_95": found.upper,
                    }
                )
            )
            colour = arm_colour(position)
            axes.fill_between(
                years[shown],
                found.lower,
                found.upper,
                color=colour,
                alpha=0.22 if len(others) <= _FEW else 0.08,
                linewidth=0,
            )
            axes.plot(
                years[shown],
                found.difference,
                color=colour,
                marker=MARKERS[(position - 1) % len(MARKERS)],
                markersize=3.5,
                linewidth=1.3,
                label=material.arm(arm),
            )
            alternative.append(
                f"{material.indicator(indicator)}, {material.arm(arm)}, {years[-1]}: "
                f"{material.written(indicator, float(found.difference[-1]), sign=True)}."
            )
        axes.axvline(FIRST_YEAR + start / 12 - 0.5, color=GREY, linewidth=0.8, linestyle=":")
        axes.set_title(material.indicator(indicator), loc="left", fontweight="bold")
        unit = material.unit(indicator, difference=True)
        axes.set_ylabel(say("per_year_flow", language, unit=unit) if kind == "flow" else unit)
        number_axis(axes, "y", language, ticks=4)
    year_axis(panels[-1], language, ticks=8)
    handles, _ = panels[0].get_legend_handles_labels()
    handles.append(Line2D([], [], color=GREY, linewidth=0.8, linestyle=":", label=say("policy_start", language)))
    sheet.legend(handles)
    return sheet.finish("difference_over_time", " ".join(alternative), pd.concat(tables, ignore_index=True))
