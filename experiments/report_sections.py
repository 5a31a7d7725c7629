"""Sections of the report for what only some runs make: ranking, pairs, interaction, Defence and attribution."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import pandas as pd

from experiments.attribution import INTERACTION
from experiments.ledger_tables import read_ledger
from experiments.pictures.style import Material
from experiments.report_cells import HEADLINES, certainty_text, interval_text, percent_text
from experiments.report_grounds import grounds_section
from experiments.report_interaction import interaction_section
from experiments.report_layout import Section, Sheet, with_interval
from experiments.report_ledger import ledger_section
from experiments.report_order import order_section
from experiments.report_swot import swot_section
from experiments.statistics import Comparison
from experiments.summary_tables import (
    read_attribution,
    read_interaction,
    read_order,
    read_pairs,
    read_ranking,
    read_table,
)
from experiments.tables_export import Table
from experiments.texts import percent

__all__ = ["best_sentence", "further_sections"]


def further_sections(
    directory: Path, material: Material, words: Mapping[str, Any], run: Mapping[str, Any]
) -> list[Section]:
    """Make the sections whose files are in a result directory.

    Parameters
    ----------
    directory : Path
        Result directory.
    material : Material
        The comparison.
    words : mapping
        Words of the report.
    run : mapping
        Content of ``run.json``.

    Returns
    -------
    list of Section
        In the order of the report.
    """
    made = [
        grounds_section(directory, material, words, run),
        order_section(read_order(directory), material, words),
        _ranking(read_ranking(directory), read_pairs(directory), material, words),
        interaction_section(read_interaction(directory), material, words, material.windows[-1]),
        swot_section(read_table(directory, "swot"), material, words, material.windows[-1]),
        _attribution(read_attribution(directory), material, words, run),
        ledger_section(read_ledger(directory), material, words),
        _trace(directory / f"trace_{material.language}.txt", words),
    ]
    return [section for section in made if section is not None]


def best_sentence(directory: Path, material: Material, words: Mapping[str, Any], window: str) -> list[str]:
    """Say which scenario most likely has the best mean, where there are at least three to choose from."""
    rows = _here(read_ranking(directory), material, (window,))
    if rows is None or len(material.results.arms) < 3:
        return []
    indicator = next((name for name in HEADLINES if (rows["indicator"] == name).any()), None)
    rows = rows[(rows["indicator"] == indicator) & rows["probability_best_on_average"].notna()]
    if indicator is None or not len(rows):
        return []
    best = rows.iloc[int(rows["probability_best_on_average"].to_numpy().argmax())]
    return [
        words["best_sentence"].format(
            arm=material.arm(best["arm"]),
            chance=percent_text(float(best["probability_best_on_average"]), material.language),
        )
    ]


def _here(table: pd.DataFrame | None, material: Material, windows: Sequence[str]) -> pd.DataFrame | None:
    """Rows of everybody in the province; None where there are none."""
    if table is None:
        return None
    rows = table[
        (table["group"] == "all") & (table["region"] == material.results.province) & table["window"].isin(windows)
    ]
    return rows if len(rows) else None


def _ranking(
    ranking: pd.DataFrame | None, pairs: pd.DataFrame | None, material: Material, words: Mapping[str, Any]
) -> Section | None:
    """Which scenario is best, and which of two is ahead."""
    language, window = material.language, material.windows[-1]
    rows = _here(ranking, material, (window,))
    if rows is None:
        return None
    listed = []
    for name in HEADLINES:
        for _, row in rows[rows["indicator"] == name].sort_values("mean_rank", kind="stable").iterrows():
            ends = [row["probability_best_lower_95"], row["probability_best_upper_95"]]
            between = words["interval_words"].format(
                lower=percent_text(ends[0], language), upper=percent_text(ends[1], language)
            )
            listed.append(
                (
                    material.indicator(name),
                    material.arm(row["arm"]),
                    f"{percent_text(row['probability_best'], language)}\n({between})",
                    material.written(name, row["expected_regret"]),
                    percent_text(row["probability_best_on_average"], language),
                    material.written(name, row["regret_on_average"]),
                )
            )
    heads = ("indicator", "scenario", "ranking_best", "ranking_regret", "ranking_best_on_average", "ranking_shortfall")
    sheets = [
        Sheet(words["ranking_table"].format(window=window), [words[head] for head in heads], listed, (2, 3, 4, 5))
    ]
    exports = [
        Table("ranking_headlines", "", words["ranking_heading"], words["ranking_intro"], _headlines(ranking, material))
    ]
    ahead = _here(pairs, material, (window,))
    if ahead is not None:
        sheets.append(_pairs_sheet(ahead, material, words, window))
        note = words["pairs_note"]
        exports.append(Table("pairs_headlines", "", words["pairs_heading"], note, _headlines(pairs, material)))
    return Section("ranking", words["ranking_heading"], words["ranking_intro"], sheets, exports=exports)


def _pairs_sheet(rows: pd.DataFrame, material: Material, words: Mapping[str, Any], window: str) -> Sheet:
    """One scenario against another, without the reference between them."""
    listed = []
    for name in HEADLINES:
        for row in rows[rows["indicator"] == name].itertuples(index=False):
            found = Comparison(*row[6:])
            listed.append(
                (
                    material.indicator(name),
                    words["pairs_of"].format(arm=material.arm(row.arm), other=material.arm(row.reference)),
                    f"{material.written(name, found.difference, sign=True)}\n"
                    f"({interval_text(material, words, name, found)})",
                    certainty_text(words, found, material.language),
                )
            )
    heads = [words[head] for head in ("indicator", "pairs_which", "pairs_difference", "pairs_certainty")]
    return Sheet(words["pairs_table"].format(window=window), heads, listed, (2,))


def _attribution(
    table: pd.DataFrame | None, material: Material, words: Mapping[str, Any], run: Mapping[str, Any]
) -> Section | None:
    """Divide the effect of bundles over their measures."""
    window = material.windows[-1]
    rows = _here(table, material, (window,))
    if rows is None:
        return None
    titles = {entry["name"]: str(entry[f"title_{material.language}"]) for entry in run.get("interventions", ())}
    titles[INTERACTION] = words["attribution_interaction"]
    sheets = []
    for bundle in dict.fromkeys(rows["bundle"]):
        listed = []
        for name in HEADLINES:
            written = partial(material.written, name, sign=True)
            for row in rows[(rows["bundle"] == bundle) & (rows["indicator"] == name)].itertuples(index=False):
                listed.append(
                    (
                        material.indicator(name),
                        titles.get(row.component, row.component),
                        with_interval((row.share, row.lower_95, row.upper_95), words, written),
                        with_interval((row.alone, row.alone_lower_95, row.alone_upper_95), words, written),
                        "–"
                        if math.isnan(row.part_of_bundle)
                        else percent(100.0 * row.part_of_bundle, material.language, 0),
                    )
                )
        heads = ("indicator", "attribution_component", "attribution_share", "attribution_alone", "attribution_part")
        title = words["attribution_table"].format(bundle=material.arm(bundle), window=window)
        sheets.append(Sheet(title, [words[head] for head in heads], listed, (2, 3, 4)))
    exports = [
        Table(
            "attribution_headlines",
            "",
            words["attribution_heading"],
            words["attribution_intro"],
            _headlines(table, material),
        )
    ]
    return Section("attribution", words["attribution_heading"], words["attribution_intro"], sheets, exports=exports)


def _trace(path: Path, words: Mapping[str, Any]) -> Section | None:
    """Tell the stories of people whose path differs, as ``westwerk trace`` wrote them."""
    if not path.is_file():
        return None
    stories: list[tuple[str, list[str]]] = []
    for block in path.read_text(encoding="utf-8").strip().split("\n\n"):
        first, _, below = block.partition("\n")
        if below and not below.strip("="):
            stories.append((first, []))
        elif stories:
            stories[-1][1].append(" ".join(block.split()))
        else:
            stories.append(("", [" ".join(block.split())]))
    return Section("trace", words["trace_heading"], words["trace_intro"], stories=stories)


def _headlines(table: pd.DataFrame | None, material: Material) -> pd.DataFrame:
    """Rows for the workbook: everybody, the headline indicators, every region and period."""
    assert table is not None
    rows = table[(table["group"] == "all") & table["indicator"].isin(HEADLINES)]
    return rows.reset_index(drop=True)
