"""How long open vacancies have been open, beside the published shares."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.patches import Patch

from experiments.pictures.style import Material, Picture, Sheet, number_axis, styled
from experiments.statistics import FIRST_YEAR, yearly
from experiments.texts import number, percent, say

__all__ = ["PUBLISHED_SHARES", "VACANCY_AGE_SERIES", "draw_vacancy_age"]

VACANCY_AGE_SERIES = (
    "vacancies_open",
    "vacancies_open_over_90_days",
    "vacancies_open_over_180_days",
    "vacancies_open_over_365_days",
)
"""Indicators that the picture needs; each counts part of the one before."""

PUBLISHED_SHARES = (
    "open_vacancies_over_90_days",
    "open_vacancies_over_180_days",
    "open_vacancies_over_365_days",
)
"""Identifiers of the published shares of the open stock, in percent."""

_CLASSES = ("age_up_to_90", "age_90_to_180", "age_180_to_365", "age_over_365")
_COLOURS = ("#BFD7EA", "#6BAED6", "#2171B5", "#08306B")
_DARK = 2
_NARROW = 4.0
_LOW, _HIGH = 0.05, 0.95


@styled
def draw_vacancy_age(material: Material) -> Picture:
    """Draw open vacancies by age class: the published shares and some years of the reference.

    Parameters
    ----------
    material : Material
        Results that hold `VACANCY_AGE_SERIES`; the published bar is left out when its figures are missing.
    """
    results, language = material.results, material.language
    counts = []
    for indicator in VACANCY_AGE_SERIES:
        years, values = yearly(results.monthly(results.reference, indicator), results.first_month, "stock")
        counts.append(values)
    open_stock, over_90, over_180, over_365 = counts
    classes = np.stack([open_stock - over_90, over_90 - over_180, over_180 - over_365, over_365])
    with np.errstate(divide="ignore", invalid="ignore"):
        shares = 100.0 * classes / open_stock
    chosen = _chosen_years(years, material.policy_start)
    bars = [(str(years[place]), shares[:, :, place].mean(axis=1)) for place in chosen]
    published = [material.published.get(name) for name in PUBLISHED_SHARES]
    complete = [figure for figure in published if figure is not None]
    if len(complete) == len(PUBLISHED_SHARES):
        limits = np.array([100.0, *(figure[0] for figure in complete), 0.0])
        bars.insert(0, (say("age_published", language, period=complete[0][2]), -np.diff(limits)))
    spread = ""
    if results.replications > 1:
        low, high = np.nanquantile(shares[:, :, chosen], (_LOW, _HIGH), axis=1)
        spread = say("age_spread", language, points=number(float(np.nanmax(high - low)), language, 1))
    key = "age_caption" if len(complete) == len(PUBLISHED_SHARES) else "age_caption_unpublished"
    caption = say(key, language, spread=spread, arm=material.reference)
    sheet = Sheet(
        height=1.15 + 0.46 * len(bars),
        title=say("age_title", language, region=results.province),
        caption=caption if results.replications > 1 else f"{caption} {say('no_spread', language)}",
        run_id=material.run_id,
    )
    axes = sheet.room.subplots()
    for row, (_, parts) in enumerate(bars):
        left = 0.0
        for place, part in enumerate(np.nan_to_num(parts)):
            axes.barh(row, part, left=left, height=0.68, color=_COLOURS[place], edgecolor="white", linewidth=0.8)
            if part >= _NARROW:
                axes.text(
                    left + part / 2,
                    row,
                    number(float(part), language, 1),
                    ha="center",
                    va="center",
                    fontsize=8.5,
                    color="white" if place >= _DARK else "#222222",
                )
            left += float(part)
    axes.set_yticks(range(len(bars)), [label for label, _ in bars])
    axes.set_ylim(len(bars) - 0.5, -0.5)
    axes.set_xlim(0.0, 100.0)
    axes.grid(visible=False, axis="y")
    axes.tick_params(axis="y", length=0)
    number_axis(axes, "x", language)
    axes.set_xlabel(say("age_axis", language))
    words = [say(name, language) for name in _CLASSES]
    sheet.legend([Patch(color=colour, label=word) for colour, word in zip(_COLOURS, words, strict=True)])
    alternative = " ".join(
        f"{' '.join(label.split())}: "
        + ", ".join(f"{word} {percent(float(part), language, 1)}" for word, part in zip(words, parts, strict=True))
        + "."
        for label, parts in bars
    )
    table = pd.DataFrame(
        [
            (" ".join(label.split()), name, float(part))
            for label, parts in bars
            for name, part in zip(_CLASSES, parts, strict=True)
        ],
        columns=["bar", "age_class", "share_percent"],
    )
    return sheet.finish("vacancy_age", alternative, table)


def _chosen_years(years: np.ndarray, policy_start: int | None) -> list[int]:
    """Positions of the first years, of the last year before the measures, and of every later tenth year."""
    start = int(years[-1]) if policy_start is None else FIRST_YEAR + policy_start // 12
    wanted = {int(years[0]), int(years[0]) + 3, start - 1, int(years[-1])}
    wanted |= {int(year) for year in years if year % 10 == 0 and year > start}
    return [place for place, year in enumerate(years) if int(year) in wanted]
