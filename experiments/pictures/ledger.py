"""Who starts work additionally under each scenario, and in whose place: stacked bars to both sides of zero."""

from __future__ import annotations

import textwrap

import numpy as np
import pandas as pd
from matplotlib.patches import Patch
from matplotlib.ticker import FuncFormatter

from experiments.ledger import ORIGINS
from experiments.ledger_tables import EXTRA, MISSED, balances, displacement
from experiments.ledger_words import CATEGORY_WORDS, PICTURE_WORDS
from experiments.pictures.style import INK, Material, Picture, Sheet, number_axis, styled
from experiments.texts import number, say, signed

__all__ = ["draw_ledger"]

_COLOURS = {
    "earlier": "#BFD7EA",
    "later": "#BFD7EA",
    "net_new": "#006E50",
    "net_lost": "#006E50",
    "taken_over": "#E69F00",
    "at_expense": "#B2480A",
    "displaced": "#8C5A3C",
}
_HATCHES = {"later": "////", "net_lost": "////", "displaced": "////"}
_WHITE_TEXT = ("net_new", "at_expense")
_NARROW = 0.055
_MONTHS_PER_YEAR = 12.0
_LABEL = 22
_LEGEND_ROWS = 4


@styled
def draw_ledger(material: Material, ledger: pd.DataFrame) -> Picture:
    """Draw entries from non-employment that are extra and that are missed, by category, a bar per arm.

    Parameters
    ----------
    material : Material
        Results with at least two arms.
    ledger : pandas.DataFrame
        Result of :func:`experiments.ledger_tables.read_ledger`.
    """
    results, language = material.results, material.language
    position = 0 if language == "nl" else 1
    arms = results.arms[1:]
    start = 0 if material.policy_start is None else material.policy_start - results.first_month
    years = (results.months - start) / _MONTHS_PER_YEAR
    table = displacement(ledger, results.design)
    table = table[(table["region"] == results.province) & (table["origin"] == ORIGINS[0])]
    keys = zip(table["arm"], table["category"], strict=True)
    persons = dict(zip(keys, (table["persons"].to_numpy(np.float64) / years).tolist(), strict=True))
    weighed = balances(ledger, results.design).query("balance == 'extra' and origin == @ORIGINS[0]")
    weighed = weighed[weighed["region"] == results.province]
    numbers = weighed[["difference", "lower_95", "upper_95"]].to_numpy(np.float64) / years
    balance_of = dict(zip(weighed["arm"], numbers.tolist(), strict=True))
    words = {name: getattr(CATEGORY_WORDS[name], f"title_{language}") for name in (*EXTRA, *MISSED)}
    caption = PICTURE_WORDS["caption"][position].format(reference=material.reference)
    sheet = Sheet(
        height=0.95 + 0.22 * _LEGEND_ROWS + 0.62 * len(arms),
        title=PICTURE_WORDS["title"][position].format(region=results.province, window=material.windows[-1]),
        caption=caption if results.replications > 1 else f"{caption} {say('no_spread', language)}",
        run_id=material.run_id,
    )
    axes = sheet.room.subplots()
    reach = max(sum(persons[arm, name] for name in part) for arm in arms for part in (EXTRA, MISSED)) or 1.0
    alternative = []
    for row, arm in enumerate(arms):
        for part, side in ((EXTRA, 1.0), (MISSED, -1.0)):
            edge = 0.0
            for category in part:
                length = persons[arm, category]
                axes.barh(
                    row,
                    side * length,
                    left=edge,
                    height=0.5,
                    color=_COLOURS[category],
                    hatch=_HATCHES.get(category),
                    edgecolor="white",
                    linewidth=0.6,
                )
                if length > _NARROW * 2.0 * reach:
                    axes.text(
                        edge + side * length / 2.0,
                        row,
                        number(length, language, 0),
                        ha="center",
                        va="center",
                        fontsize=8.0,
                        color="white" if category in _WHITE_TEXT else INK,
                        bbox=None
                        if category not in _HATCHES
                        else {"facecolor": "white", "edgecolor": "none", "pad": 0.8, "alpha": 0.85},
                    )
                edge += side * length
        balance = _written(balance_of[arm], language)
        axes.text(
            0.0,
            row - 0.31,
            balance,
            ha="center",
            va="bottom",
            fontsize=8.0,
            bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.8},
        )
        lengths = [
            ", ".join(f"{words[name]} {number(persons[arm, name], language, 0)}" for name in part)
            for part in (EXTRA, MISSED)
        ]
        alternative.append(
            PICTURE_WORDS["alternative"][position].format(
                arm=material.arm(arm), extra=lengths[0], missed=lengths[1], balance=balance
            )
        )
    axes.axvline(0.0, color=INK, linewidth=0.8)
    axes.set_yticks(range(len(arms)), [textwrap.fill(material.arm(arm), _LABEL) for arm in arms])
    axes.set_ylim(len(arms) - 0.55, -0.7)
    axes.set_xlim(-1.04 * reach, 1.04 * reach)
    axes.grid(visible=False, axis="y")
    axes.tick_params(axis="y", length=0)
    number_axis(axes, "x", language)
    axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: number(abs(value), language, 0)))
    axes.set_xlabel(PICTURE_WORDS["axis"][position])
    sheet.legend(
        [
            Patch(facecolor=_COLOURS[name], hatch=_HATCHES.get(name), edgecolor="white", label=words[name])
            for name in (*EXTRA, *MISSED)
        ]
    )
    shown = table.drop(columns=["region", "origin"]).reset_index(drop=True)
    return sheet.finish("ledger", " ".join(alternative), shown)


def _written(balance: list[float], language: str) -> str:
    """Write a balance with its interval, where there is one."""
    key = "balance" if np.isfinite(balance[1]) else "balance_single"
    difference, lower, upper = (signed(value, language, 0) for value in balance)
    return PICTURE_WORDS[key][language == "en"].format(difference=difference, lower=lower, upper=upper)
