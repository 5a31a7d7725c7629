"""Do the measures strengthen each other? One sentence per headline indicator, and the table behind it."""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import partial
from typing import Any

import pandas as pd

from experiments.interaction import BETWEEN_MEMBERS
from experiments.pictures.style import Material
from experiments.report_cells import HEADLINES, UNCLEAR, listed
from experiments.report_layout import Section, Sheet, with_interval
from experiments.tables_export import Table
from experiments.texts import certainty

__all__ = ["interaction_section", "interaction_sentences"]


def interaction_section(
    table: pd.DataFrame | None, material: Material, words: Mapping[str, Any], window: str
) -> Section | None:
    """Make the section about bundles whose measures are compared alone as well.

    Parameters
    ----------
    table : pandas.DataFrame or None
        Result of :func:`experiments.interaction.interaction_table`.
    material : Material
        The comparison.
    words : mapping
        Words of the report.
    window : str
        Window of the sentences and of the table on the page.

    Returns
    -------
    Section or None
        None without such a bundle.
    """
    if table is None or not len(table):
        return None
    whole = table[table["indicator"].isin(HEADLINES)].reset_index(drop=True)
    rows = whole[(whole["region"] == material.results.province) & (whole["window"] == window)]
    heading, note = (
        words["interaction_heading"],
        words["interaction_intro"].format(reference=material.reference, window=window),
    )
    return Section(
        "interaction",
        heading,
        note,
        [_sheet(rows, material, words, window)],
        exports=[Table("interaction_headlines", "", heading, note, whole)],
        findings=interaction_sentences(rows, material, words),
    )


def interaction_sentences(rows: pd.DataFrame, material: Material, words: Mapping[str, Any]) -> list[str]:
    """Say of every bundle and headline indicator what the measures do together beyond the sum of each alone.

    Parameters
    ----------
    rows : pandas.DataFrame
        Rows of one region and window.
    material : Material
        The comparison.
    words : mapping
        Words of the report.
    """
    sentences = []
    for bundle in dict.fromkeys(rows["bundle"]):
        for name in HEADLINES:
            for row in rows[(rows["bundle"] == bundle) & (rows["indicator"] == name)].itertuples(index=False):
                written = partial(material.written, name, sign=True)
                found = words["interaction_found"].format(
                    indicator=material.indicator(name),
                    bundle=material.arm(bundle),
                    together=written(row.bundle_difference),
                    alone=written(row.sum_of_alone),
                    unit=material.unit(name, difference=True),
                    members=listed([f"‘{material.arm(member)}’" for member in _members(row.members)], words),
                )
                verdict = words[_verdict(row)].format(
                    difference=written(row.interaction),
                    interval=words["interval_words"].format(lower=written(row.lower_95), upper=written(row.upper_95)),
                    certainty=certainty(row.probability_wrong_sign, material.language),
                )
                sentences.append(f"{found}; {verdict}")
    return sentences


def _verdict(row: Any) -> str:
    """Name the end of the sentence: more or less than the sum, unclear, nothing at all, or unknown."""
    if row.interaction == row.lower_95 == row.upper_95 == 0.0:
        return "interaction_none"
    if math.isnan(row.probability_wrong_sign):
        return "interaction_unknown"
    if row.probability_wrong_sign >= UNCLEAR:
        return "interaction_unclear"
    return "interaction_more" if row.interaction > 0.0 else "interaction_less"


def _sheet(rows: pd.DataFrame, material: Material, words: Mapping[str, Any], window: str) -> Sheet:
    """Together, the sum of each alone, and the interaction with its interval."""
    cells = []
    for bundle in dict.fromkeys(rows["bundle"]):
        for name in HEADLINES:
            written = partial(material.written, name, sign=True)
            for row in rows[(rows["bundle"] == bundle) & (rows["indicator"] == name)].itertuples(index=False):
                cells.append(
                    (
                        material.arm(bundle),
                        material.indicator(name),
                        written(row.bundle_difference),
                        written(row.sum_of_alone),
                        with_interval((row.interaction, row.lower_95, row.upper_95), words, written),
                        certainty(row.probability_wrong_sign, material.language) or words["unknown"],
                    )
                )
    heads = (
        "scenario",
        "indicator",
        "interaction_together",
        "interaction_alone",
        "interaction_cell",
        "pairs_certainty",
    )
    title = words["interaction_table"].format(window=window)
    return Sheet(title, [words[head] for head in heads], cells, (2, 3, 4))


def _members(text: str) -> list[str]:
    """Names of the arms with one measure each."""
    return text.split(BETWEEN_MEMBERS)
