"""What do the results say about Defence? Four lists filled by rules, with the number behind every line."""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import partial
from typing import Any

import pandas as pd

from experiments.pictures.style import Material
from experiments.report_layout import Section, Sheet, with_interval
from experiments.swot import QUADRANTS
from experiments.tables_export import Table

__all__ = ["swot_section"]


def swot_section(
    table: pd.DataFrame | None, material: Material, words: Mapping[str, Any], window: str
) -> Section | None:
    """Make the section with strengths, weaknesses, opportunities and threats for Defence.

    Parameters
    ----------
    table : pandas.DataFrame or None
        Result of :func:`experiments.swot.swot_table`.
    material : Material
        The comparison.
    words : mapping
        Words of the report.
    window : str
        Window of the lists on the page.

    Returns
    -------
    Section or None
        None without an arm of Defence.
    """
    if table is None or not len(table):
        return None
    heading, note = words["swot_heading"], words["swot_intro"].format(reference=material.reference, window=window)
    rows = table[table["window"] == window]
    sheets = [_sheet(rows[rows["quadrant"] == name], name, material, words) for name in QUADRANTS]
    return Section(
        "swot",
        heading,
        note,
        sheets,
        exports=[Table("swot", "", heading, note, table)],
        notes_heading=words["swot_rules_heading"],
        notes=[words["swot_rules"][name] for name in QUADRANTS],
    )


def _sheet(rows: pd.DataFrame, quadrant: str, material: Material, words: Mapping[str, Any]) -> Sheet:
    """One list: why a line stands there, and the difference with its interval; an empty list says that it is."""
    cells = []
    for row in rows.itertuples(index=False):
        name = str(row.indicator)
        written = partial(material.written, name, sign=True)
        subject = material.indicator(name)
        if row.group != "all":
            subject = f"{subject}: {words['codes']['group'].get(row.group, row.group)}"
        cells.append(
            (
                words["codes"]["rule"][row.rule],
                material.arm(row.arm),
                subject,
                "–" if math.isnan(row.reference_mean) else material.written(name, row.reference_mean),
                with_interval((row.difference, row.lower_95, row.upper_95), words, written),
            )
        )
    heads = ("swot_why", "scenario", "indicator", "swot_reference", "swot_difference")
    title = words["codes"]["quadrant"][quadrant]
    return Sheet(title, [words[head] for head in heads], cells or [(words["swot_empty"], "", "", "", "")], (3, 4))
