"""What the report says about cost in euros and in hours: amounts where they mean something, words where not."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import pandas as pd

from experiments.cost import UNITS
from experiments.pictures.style import Material
from experiments.report_cells import listed, shortened
from experiments.report_layout import with_interval
from experiments.texts import euros, euros_between, number

__all__ = ["cost_cells", "cost_content", "cost_sentences"]

_STOCKS = ("employed",)
_NUMBERS = ("ratio", "free")


def cost_cells(material: Material, words: Mapping[str, Any], arm: str) -> list[tuple[str, str, str]]:
    """Two cells of the summary table, spending and cost per extra lasting job; none where cost was not measured."""
    rows = _rows(material, UNITS[0])
    if rows is None:
        return []
    row = rows[rows["arm"] == arm].iloc[-1]
    spent = (_euros_or_unknown(row["cost_eur"], words, material), _spread(row, "cost_eur", material), "")
    if row["verdict"] in _NUMBERS:
        interval = euros_between(row["lower_95"], row["upper_95"], material.language)
        return [spent, (euros(row["cost_per_unit_eur"], material.language), interval, "")]
    return [spent, ("–", words["cost_verdicts_short"][row["verdict"]], "")]


def cost_sentences(material: Material, words: Mapping[str, Any], uncertain: bool) -> list[str]:
    """Say what an extra job costs, which arms have no such amount and why, and what the amounts leave out."""
    rows = _rows(material, UNITS[0])
    if rows is None:
        return []
    sentences, grouped = [], dict[str, list[str]]()
    for arm in material.results.arms[1:]:
        row = rows[rows["arm"] == arm].iloc[-1]
        if row["verdict"] == "ratio":
            interval = euros_between(row["lower_95"], row["upper_95"], material.language)
            value = euros(row["cost_per_unit_eur"], material.language)
            text = words["cost_sentence"].format(arm=material.arm(arm), value=value, interval=interval)
            sentences.append((-float(row["cost_per_unit_eur"]), text))
        else:
            grouped.setdefault(_group(row["verdict"]), []).append(material.arm(arm))
    told = shortened(sentences, words, "more_in_cost")
    for group, arms in grouped.items():
        told.append(words[f"cost_{group}_sentence"].format(arms=listed(arms, words)))
    return [*told, words["cost_note" if uncertain else "cost_note_fixed"]]


def cost_content(material: Material, words: Mapping[str, Any]) -> dict[str, Any] | None:
    """Rows of the tables about spending, hours and what a unit takes; None where cost was not measured."""
    first = _rows(material, UNITS[0])
    if first is None:
        return None
    windows = list(dict.fromkeys(first["window"]))
    spending, hours = [], []
    for arm in material.results.arms[1:]:
        rows = first[first["arm"] == arm].set_index("window")
        cells = [
            f"{_euros_or_unknown(rows.loc[window, 'cost_eur'], words, material)}\n"
            f"{_spread(rows.loc[window], 'cost_eur', material)}"
            for window in windows
        ]
        spending.append((material.arm(arm), *cells))
        worked = [
            _hours_cell(rows.loc[window], ("hours", "hours_low", "hours_high"), words, material) for window in windows
        ]
        hours.append((material.arm(arm), *worked))
    units = []
    for arm in material.results.arms[1:]:
        for name in UNITS:
            of_unit = _rows(material, name)
            if of_unit is not None:
                units.append(_unit_row(material, words, of_unit[of_unit["arm"] == arm].iloc[-1], name))
    return {
        "windows": windows,
        "spending": spending,
        "hours": hours,
        "units": units,
        "unit_table": words["cost_unit_table"].format(window=windows[-1]),
        "unit_heads": [
            words[name]
            for name in ("scenario", "cost_unit", "cost_units", "cost_per_unit", "cost_low_high", "hours_per_unit")
        ],
    }


def _unit_row(material: Material, words: Mapping[str, Any], row: pd.Series, name: str) -> tuple[str, ...]:
    """One arm and one unit: extra units, cost per unit with its interval or the reason why not, low to high."""
    language = material.language
    gained = material.written(name, row["units"], sign=True)
    if math.isfinite(row["units_lower_95"]):
        ends = (material.written(name, row[key], sign=True) for key in ("units_lower_95", "units_upper_95"))
        gained += "\n(" + words["interval_words"].format(**dict(zip(("lower", "upper"), ends, strict=True))) + ")"
    if row["verdict"] in _NUMBERS:
        interval = euros_between(row["lower_95"], row["upper_95"], language)
        price = f"{euros(row['cost_per_unit_eur'], language)}\n({interval})"
    else:
        price = words["codes"]["verdict"][row["verdict"]]
    title = words["cost_years_of_work"] if name in _STOCKS else material.indicator(name)
    spread = _spread(row, "cost_per_unit_eur", material) or "–"
    return (material.arm(row["arm"]), title, gained, price, spread, _hours_per_unit(row, words, material))


def _hours_per_unit(row: pd.Series, words: Mapping[str, Any], material: Material) -> str:
    """Write hours per unit, or the reason why not, unless the price has said so already."""
    if row["hours_verdict"] in _NUMBERS:
        return _hours_cell(
            row, ("hours_per_unit", "hours_per_unit_lower_95", "hours_per_unit_upper_95"), words, material
        )
    if row["hours_verdict"] == row["verdict"]:
        return "–"
    return str(words["codes"]["hours_verdict"][row["hours_verdict"]])


def _hours_cell(row: pd.Series, names: tuple[str, str, str], words: Mapping[str, Any], material: Material) -> str:
    """Write hours in three figures, with the range below where there is one."""
    value, lower, upper = (float(row[name]) for name in names)
    if not math.isfinite(value):
        return str(words["cost_verdicts_short"]["unknown_cost"])

    def written(hours: float) -> str:
        return number(float(f"{hours:.3g}"), material.language, 0)

    return written(value) if lower == upper else with_interval((value, lower, upper), words, written)


def _rows(material: Material, name: str) -> pd.DataFrame | None:
    """Rows of the cost table for one unit in the province; None where there are none."""
    table = material.cost
    if table is None:
        return None
    rows = table[(table["indicator"] == name) & (table["region"] == material.results.province)]
    return rows if len(rows) else None


def _group(verdict: str) -> str:
    return {"nothing": "free", "unknown_cost": "unknown"}.get(verdict, verdict)


def _euros_or_unknown(value: float, words: Mapping[str, Any], material: Material) -> str:
    return euros(value, material.language) if math.isfinite(value) else words["cost_verdicts_short"]["unknown_cost"]


def _spread(row: pd.Series, name: str, material: Material) -> str:
    """Low to high over the draws; empty where there is no such range."""
    low, high = float(row[f"{name}_low"]), float(row[f"{name}_high"])
    if not math.isfinite(low) or low == high:
        return ""
    return euros_between(low, high, material.language)
