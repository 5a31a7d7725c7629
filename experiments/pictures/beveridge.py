"""Whether vacancies and jobseekers find each other: unemployment against vacancies, year by year."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from experiments.pictures.style import GREY, Material, Picture, Sheet, number_axis, styled
from experiments.statistics import FIRST_YEAR, yearly
from experiments.texts import percent, say

__all__ = ["BEVERIDGE_SERIES", "draw_beveridge"]

BEVERIDGE_SERIES = ("unemployment_rate", "vacancies_open", "employed")
"""Indicators that the curve needs."""

_LOW, _HIGH = 0.05, 0.95
_LABEL_WIDTH, _LABEL_HEIGHT = 24.0, 14.0


@styled
def draw_beveridge(material: Material) -> Picture:
    """Draw the Beveridge curve of the reference in the province, with the yearly spread of the replications.

    Parameters
    ----------
    material : Material
        Results that hold `BEVERIDGE_SERIES`.
    """
    results, language = material.results, material.language

    def by_year(indicator: str) -> tuple[np.ndarray, np.ndarray]:
        kind = material.indicators[indicator].kind
        return yearly(results.monthly(results.reference, indicator), results.first_month, kind)

    years, unemployment = by_year("unemployment_rate")
    _, vacancies = by_year("vacancies_open")
    _, employed = by_year("employed")
    vacancy_rate = 100.0 * vacancies / (vacancies + employed)
    horizontal, vertical = unemployment.mean(axis=0), vacancy_rate.mean(axis=0)
    caption = say("beveridge_caption", language)
    spread = results.replications > 1
    sheet = Sheet(
        height=4.3,
        title=say(
            "beveridge_title",
            language,
            region=results.province,
            first=years[0],
            last=years[-1],
            arm=material.reference,
        ),
        caption=caption if spread else f"{caption} {say('no_spread', language)}",
        run_id=material.run_id,
    )
    axes = sheet.room.subplots()
    axes.plot(horizontal, vertical, color=GREY, linewidth=0.9, zorder=2)
    if spread:
        for values, place in ((unemployment, vertical), (vacancy_rate, horizontal)):
            low, high = np.quantile(values, (_LOW, _HIGH), axis=0)
            lines = axes.hlines if values is unemployment else axes.vlines
            lines(place, low, high, color=GREY, alpha=0.45, linewidth=1.0, zorder=1)
    dots = axes.scatter(
        horizontal, vertical, c=years, cmap="viridis_r", s=34, edgecolor="white", linewidth=0.6, zorder=3
    )
    named = {0, len(years) - 1}
    if material.policy_start is not None:
        named.add(int(np.searchsorted(years, FIRST_YEAR + material.policy_start // 12)))
    axes.margins(0.09)
    labels: list[np.ndarray] = []
    # The ends come first: only the year between them can go to the other side.
    for place in sorted(named & set(range(len(years))), key=lambda place: 0 < place < len(years) - 1):
        offset = np.array(_label_offset(horizontal, vertical, place))
        dot = _in_points(axes, horizontal[place], vertical[place])
        if any((np.abs(dot + offset - label) < (_LABEL_WIDTH, _LABEL_HEIGHT)).all() for label in labels):
            offset = -offset
        labels.append(dot + offset)
        axes.annotate(
            str(years[place]),
            (horizontal[place], vertical[place]),
            xytext=tuple(offset),
            textcoords="offset points",
            ha="center",
            va="center",
            fontweight="bold",
            fontsize=8.5,
            bbox={"facecolor": "white", "edgecolor": "none", "alpha": 0.75, "pad": 0.8},
        )
    number_axis(axes, "x", language)
    number_axis(axes, "y", language)
    axes.set_xlabel(say("beveridge_x", language))
    axes.set_ylabel(say("beveridge_y", language))
    bar = sheet.room.colorbar(dots, ax=axes, aspect=30, pad=0.02)
    bar.set_label(say("year", language))
    bar.ax.yaxis.set_major_formatter(lambda value, _: f"{value:.0f}")
    bar.outline.set_visible(False)
    if spread:
        sheet.legend([Line2D([], [], color=GREY, marker="+", markersize=9, label=say("spread_cross", language))])
    alternative = " ".join(
        f"{years[place]}: {percent(horizontal[place], language)}, {percent(vertical[place], language)}."
        for place in sorted(named & set(range(len(years))))
    )
    table = pd.DataFrame({"arm": results.reference, "year": years})
    for name, values in (("unemployment_rate", unemployment), ("vacancy_rate", vacancy_rate)):
        low, high = np.quantile(values, (_LOW, _HIGH), axis=0)
        table[name], table[f"{name}_quantile_5"], table[f"{name}_quantile_95"] = values.mean(axis=0), low, high
    return sheet.finish("beveridge", alternative, table)


def _in_points(axes: Axes, horizontal: float, vertical: float) -> np.ndarray:
    """Where a dot lies in the picture, in points."""
    axes.autoscale_view()
    return np.asarray(axes.transData.transform((horizontal, vertical))) * 72.0 / axes.figure.dpi


def _label_offset(horizontal: np.ndarray, vertical: np.ndarray, place: int) -> tuple[float, float]:
    """Where a label does not cover the line: before its start, beyond its end, beside the rest; in points."""
    last = len(horizontal) - 1
    before, after = max(place - 1, 0), min(place + 1, last)
    along = np.array(
        [
            (horizontal[after] - horizontal[before]) / (np.ptp(horizontal) or 1.0),
            (vertical[after] - vertical[before]) / (np.ptp(vertical) or 1.0),
        ]
    )
    along /= np.hypot(*along) or 1.0
    if place == 0:
        along = -along
    elif place != last:
        along = np.array([along[1], -along[0]])
    return float(along[0] * _LABEL_WIDTH), float(along[1] * _LABEL_HEIGHT)
