"""Numbers of a year since the start of the measures, and dots with whiskers for what the measures change in them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.lines import Line2D
from numpy.typing import NDArray

from experiments.intervals import Estimate, estimate
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
from experiments.statistics import FIRST_YEAR, paired_difference
from experiments.texts import say, signed

__all__ = ["Contrast", "Series", "draw_contrast", "level", "measured", "per_year"]

Reals = NDArray[np.float64]
Series = tuple[str, str, str]
"""Indicator, group and region."""

_MONTHS_PER_YEAR = 12.0
_ROW, _ARM_ROW = 0.2, 0.115
_NUMBERS = (
    "reference_per_year",
    "difference",
    "lower_95",
    "upper_95",
    "percent",
    "percent_lower_95",
    "percent_upper_95",
)


@dataclass(frozen=True)
class Contrast:
    """What a picture of differences shows.

    Attributes
    ----------
    name, title, caption, axis : str
        Name of its files and its words.
    panels : sequence of str
        Titles of the panels, side by side.
    rows : sequence of str
        Words of the rows.
    series : sequence of sequence of (str, str, str)
        What stands in each panel, row by row; of groups such as ``gap=skill persona=ready``.
    """

    name: str
    title: str
    caption: str
    axis: str
    panels: Sequence[str]
    rows: Sequence[str]
    series: Sequence[Sequence[Series]]


def per_year(material: Material, arm: str, indicator: str, group: str = "all", region: str | None = None) -> Reals:
    """Persons or events of a flow in a year, averaged from the start of the measures to the end, by replication.

    Parameters
    ----------
    material : Material
        Results that hold the series.
    arm, indicator, group : str
        The series.
    region : str, optional
        The province unless a region is named.

    Returns
    -------
    ndarray of float64, shape (replication,)
        Not a number where the series is not reported.
    """
    results = material.results
    start = material.policy_start
    if start is None:
        start = (int(material.windows[-1][:4]) - FIRST_YEAR) * int(_MONTHS_PER_YEAR)
    months = results.monthly(arm, indicator, group, region)[:, max(start - results.first_month, 0) :]
    return np.asarray(_MONTHS_PER_YEAR * months.mean(axis=1))


def level(material: Material, arm: str, indicator: str, group: str = "all", region: str | None = None) -> Estimate:
    """Mean of a year over the replications with its 95% interval; as :func:`per_year`."""
    return estimate(per_year(material, arm, indicator, group, region), material.results.design)


def measured(material: Material, series: Sequence[Series]) -> bool:
    """Whether all of these were measured and are reported for their region."""
    results = material.results
    return all(
        results.has(indicator, group)
        and bool(np.isfinite(per_year(material, results.reference, indicator, group, region)).all())
        for indicator, group, region in series
    )


@styled
def draw_contrast(material: Material, contrast: Contrast) -> Picture:
    """Draw the difference from the reference in percent of its mean: a dot and whisker per arm, row and panel.

    Parameters
    ----------
    material : Material
        Results with at least two arms.
    contrast : Contrast
        Measured series.
    """
    results, language = material.results, material.language
    others = results.arms[1:]
    legend_rows = -(-len(others) // legend_columns([material.arm(arm) for arm in others]))
    caption = contrast.caption
    sheet = Sheet(
        height=0.9 + 0.22 * legend_rows + len(contrast.rows) * (_ROW + _ARM_ROW * max(len(others), 2)),
        title=contrast.title,
        caption=caption if results.replications > 1 else f"{caption} {say('no_spread', language)}",
        run_id=material.run_id,
    )
    panels = np.atleast_1d(sheet.room.subplots(1, len(contrast.panels), sharey=True))
    step = 0.76 / max(len(others), 2)
    alternative: list[str] = []
    rows: list[dict[str, Any]] = []
    for title, series, axes in zip(contrast.panels, contrast.series, panels, strict=True):
        axes.axvline(0.0, color=INK, linewidth=0.9)
        for row in range(0, len(contrast.rows), 2):
            axes.axhspan(row - 0.5, row + 0.5, color="#F4F4F4", linewidth=0)
        for position, arm in enumerate(others, start=1):
            shift = (position - (len(others) + 1) / 2) * step
            colour, marker = arm_colour(position), MARKERS[(position - 1) % len(MARKERS)]
            for row, (indicator, group, region) in enumerate(series):
                values, reference = (
                    per_year(material, name, indicator, group, region)[:, None] for name in (arm, results.reference)
                )
                found = paired_difference(values, reference, design=results.design)
                numbers = [float(part[0]) for part in (found.difference, found.lower, found.upper)]
                whole = float(reference.mean()) or np.nan
                difference, lower, upper = (100.0 * part / whole for part in numbers)
                axes.plot([lower, upper], [row + shift] * 2, color=colour, linewidth=1.5)
                axes.plot(difference, row + shift, marker, color=colour, markersize=4.5)
                key = {"arm": arm, "indicator": indicator, **dict(part.split("=") for part in group.split(" "))}
                named = dict(zip(_NUMBERS, [whole, *numbers, difference, lower, upper], strict=True))
                rows.append({**key, "region": region, **named})
            first = signed(rows[-len(series)]["percent"], language, 1)
            alternative.append(f"{title}, {' '.join(contrast.rows[0].split())}, {material.arm(arm)}: {first} %.")
        axes.set_title(title, loc="left", fontweight="bold")
        axes.grid(visible=False, axis="y")
        axes.tick_params(axis="y", length=0)
        if not any(axes.dataLim.intervalx):
            axes.set_xlim(-1.0, 1.0)
        number_axis(axes, "x", language, ticks=4)
    panels[len(panels) // 2].set_xlabel(contrast.axis)
    panels[0].set_yticks(range(len(contrast.rows)), contrast.rows)
    panels[0].set_ylim(len(contrast.rows) - 0.5, -0.5)
    sheet.legend(
        [
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
    )
    return sheet.finish(contrast.name, " ".join(alternative), pd.DataFrame(rows))
