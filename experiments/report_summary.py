"""The page for a council member: what changes, where, and at what cost, in a few sentences and one table."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from experiments.pictures.style import Material
from experiments.report_cells import (
    HEADLINES,
    UNCLEAR,
    certainty_text,
    exactly_zero,
    interval_text,
    listed,
    shortened,
)
from experiments.report_cost import cost_cells
from experiments.statistics import Comparison
from experiments.texts import certainty

__all__ = ["introductions", "summary_sentences", "summary_table", "where_sentences"]

_MOST_PLACES = 2


def summary_sentences(material: Material, words: Mapping[str, Any], window: str) -> list[str]:
    """One sentence per arm with a clear difference in what matters most, and one for the others together."""
    results = material.results
    indicator = _first(material)
    if indicator is None:
        return []
    sentences, grouped = [], dict[str, list[str]]()
    for arm in results.arms[1:]:
        row = material.compared[arm, indicator, "all", results.province, window]
        kind = _kind(row)
        if kind in ("sentence_none", "sentence_unclear"):
            grouped.setdefault(kind, []).append(material.arm(arm))
        else:
            text = _sentence(material, words, arm, indicator, row, kind)
            sentences.append((abs(row.difference), text))
    told = shortened(sentences, words, "more_in_table")
    for kind, arms in grouped.items():
        told.append(words[kind].format(arms=listed(arms, words)))
    return told


def summary_table(material: Material, words: Mapping[str, Any], window: str) -> dict[str, Any]:
    """Headline differences and cost over the whole period: a row per arm with cells of three texts."""
    results, language = material.results, material.language
    names = [name for name in HEADLINES if results.has(name)]
    heads = [f"{material.indicator(name)}, {window}" for name in names]
    rows = []
    for arm in results.arms[1:]:
        cells = []
        for name in names:
            row = material.compared[arm, name, "all", results.province, window]
            cells.append(
                (
                    material.written(name, row.difference, sign=True),
                    interval_text(material, words, name, row),
                    certainty_text(words, row, language),
                )
            )
        rows.append({"title": material.arm(arm), "cells": cells + cost_cells(material, words, arm)})
    if any(len(row["cells"]) > len(names) for row in rows):
        heads += [words["cost_column"].format(window=window), words["cost_per_column"].format(window=window)]
    return {"heads": heads, "rows": rows}


def where_sentences(material: Material, words: Mapping[str, Any], window: str) -> list[str]:
    """Per arm the sub-regions whose difference is clear, the largest first; the arms without any together."""
    results = material.results
    indicator = _first(material)
    if indicator is None:
        return []
    sentences, without = [], []
    for arm in results.arms[1:]:
        rows = {region: material.compared[arm, indicator, "all", region, window] for region in results.regions[:-1]}
        clear = [region for region, row in rows.items() if row.lower_95 > 0.0 or row.upper_95 < 0.0]
        if not clear:
            without.append(material.arm(arm))
            continue
        clear.sort(key=lambda region: -abs(rows[region].difference))
        places = [
            words["where_place"].format(
                region=region,
                difference=material.written(indicator, rows[region].difference, sign=True),
                interval=interval_text(material, words, indicator, rows[region]),
            )
            for region in clear[:_MOST_PLACES]
        ]
        weight = max(abs(rows[region].difference) for region in clear)
        sentences.append((weight, words["where_clear"].format(arm=material.arm(arm), places=listed(places, words))))
    told = shortened(sentences, words, "more_in_regions")
    if without:
        told.append(words["where_unclear"].format(arms=listed(without, words)))
    return told


def introductions(material: Material, words: Mapping[str, Any], window: str) -> dict[str, str]:
    """Say what the sentences about effects and about places are about; empty where nothing was measured."""
    indicator = _first(material)
    titles = {} if indicator is None else {"indicator": material.indicator(indicator), "window": window}
    return {name: words[name].format(**titles) if titles else "" for name in ("effect_intro_short", "where_intro")}


def _first(material: Material) -> str | None:
    """Headline indicator that was measured first of all."""
    return next((name for name in HEADLINES if material.results.has(name)), None)


def _kind(row: Comparison) -> str:
    if exactly_zero(row):
        return "sentence_none"
    if math.isnan(row.probability_wrong_sign):
        return "sentence_unknown"
    if row.probability_wrong_sign >= UNCLEAR:
        return "sentence_unclear"
    return "sentence_more" if row.difference > 0.0 else "sentence_less"


def _sentence(material: Material, words: Mapping[str, Any], arm: str, name: str, row: Comparison, kind: str) -> str:
    """Fill in the sentence for one arm and one indicator."""
    text: str = words[kind].format(
        arm=material.arm(arm),
        unit=material.unit(name, difference=True),
        size=material.written(name, abs(row.difference)),
        difference=material.written(name, row.difference, sign=True),
        interval=interval_text(material, words, name, row),
        certainty=certainty(row.probability_wrong_sign, material.language),
    )
    return text
