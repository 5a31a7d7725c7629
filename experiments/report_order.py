"""The order of the measures in the report: one table for each aim, with intervals and the time to effect."""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import partial
from typing import Any

import pandas as pd

from experiments.order import COST_PER_JOB, HOURS_PER_JOB, ORDERED_BY
from experiments.pictures.style import Material
from experiments.report_layout import Section, Sheet, with_interval
from experiments.tables_export import Table
from experiments.texts import certainty, number

__all__ = ["order_section"]

_LEAST_ARMS = 2


def order_section(table: pd.DataFrame | None, material: Material, words: Mapping[str, Any]) -> Section | None:
    """Make the section that puts the measures in order.

    Parameters
    ----------
    table : pandas.DataFrame or None
        Result of :func:`experiments.order.order_of_arms`.
    material : Material
        The comparison.
    words : mapping
        Words of the report.

    Returns
    -------
    Section or None
        None without at least two arms to put in order.
    """
    if table is None or table["arm"].nunique() < _LEAST_ARMS:
        return None
    window = material.windows[-1]
    sheets = []
    for name in ORDERED_BY:
        rows = table[table["indicator"] == name]
        if len(rows):
            sheets.append(_by_effect(rows, name, material, words, window))
    for name, key in ((COST_PER_JOB, "cost"), (HOURS_PER_JOB, "hours")):
        priced = table[(table["indicator"] == name)]
        if priced["difference"].notna().any():
            sheets.append(_by_price(priced, key, material, words, window))
    heading, note = words["order_heading"], words["order_intro"].format(window=window)
    return Section("order", heading, note, sheets, exports=[Table("order", "", heading, note, table)])


def _by_effect(rows: pd.DataFrame, name: str, material: Material, words: Mapping[str, Any], window: str) -> Sheet:
    """List, for one aim, place, measure, difference with interval, certainty, and when it begins to show."""
    written = partial(material.written, name, sign=True)
    cells = [
        (
            number(row.place, material.language, 0),
            material.arm(row.arm),
            with_interval((row.difference, row.lower_95, row.upper_95), words, written),
            _sure(row, words, material.language),
            _waited(row, words, material.language),
        )
        for row in rows.itertuples(index=False)
    ]
    heads = ("order_place", "scenario", "order_difference", "pairs_certainty", "order_time")
    title = words["order_table"].format(indicator=material.indicator(name), window=window)
    return Sheet(title, [words[head] for head in heads], cells, (0, 2))


def _sure(row: Any, words: Mapping[str, Any], language: str) -> str:
    """Say how sure the direction is."""
    if row.difference == row.lower_95 == row.upper_95 == 0.0:
        return str(words["no_difference"])
    if math.isnan(row.probability_wrong_sign):
        return str(words["unknown"])
    return certainty(row.probability_wrong_sign, language)


def _waited(row: Any, words: Mapping[str, Any], language: str) -> str:
    """Say in which year the effect first shows."""
    if math.isnan(row.years_to_effect):
        return str(words["order_not_clear"])
    return str(
        words["order_year"].format(years=number(row.years_to_effect, language, 0), year=int(row.first_clear_year))
    )


def _by_price(rows: pd.DataFrame, key: str, material: Material, words: Mapping[str, Any], window: str) -> Sheet:
    """List what an extra lasting job takes, in euros or in hours, the least first."""

    def whole(amount: float) -> str:
        return number(amount, material.language, 0)

    cells = [
        (
            "–" if math.isnan(row.place) else number(row.place, material.language, 0),
            material.arm(row.arm),
            words[f"order_no_{key}"]
            if math.isnan(row.difference)
            else with_interval((row.difference, row.lower_95, row.upper_95), words, whole),
        )
        for row in rows.itertuples(index=False)
    ]
    heads = ("order_place", "scenario", f"order_{key}")
    return Sheet(words[f"order_{key}_table"].format(window=window), [words[head] for head in heads], cells, (0, 2))
