"""How one difference is written: its interval, how sure it is, and whether it is there at all."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

from experiments.pictures.style import Material
from experiments.statistics import Comparison
from experiments.texts import certainty, percent

__all__ = [
    "HEADLINES",
    "MOST_SENTENCES",
    "UNCLEAR",
    "certainty_text",
    "exactly_zero",
    "interval_text",
    "listed",
    "percent_text",
    "shortened",
]

HEADLINES = ("lasting_jobs_from_non_employment", "employed", "vacancies_open")
"""Indicators that the summary and the tables of differences show first."""

UNCLEAR = 0.20
"""Chance of the opposite from which a difference is called unclear."""

MOST_SENTENCES = 4
"""Most arms that all get a sentence of their own in each part of the summary; of more, only the first few do."""

_FEW = 2

_SMALL_CHANCE = 0.001


def interval_text(material: Material, words: Mapping[str, Any], name: str, row: Comparison) -> str:
    """Write the interval of a difference; a dash where there is none."""
    if math.isnan(row.lower_95):
        return "–"
    return str(
        words["interval_words"].format(
            lower=material.written(name, row.lower_95, sign=True),
            upper=material.written(name, row.upper_95, sign=True),
        )
    )


def certainty_text(words: Mapping[str, Any], row: Comparison, language: str) -> str:
    """Say how sure the direction of a difference is."""
    if exactly_zero(row):
        return str(words["no_difference"])
    if math.isnan(row.probability_wrong_sign):
        return str(words["unknown"])
    return certainty(row.probability_wrong_sign, language)


def percent_text(probability: float, language: str) -> str:
    """Write a chance in percent, never as zero."""
    if math.isnan(probability):
        return "–"
    if probability < _SMALL_CHANCE:
        return f"< {percent(100.0 * _SMALL_CHANCE, language, 1)}"
    return percent(100.0 * probability, language, 1)


def exactly_zero(row: Comparison) -> bool:
    """Tell whether every replication had the same outcome in both arms."""
    return row.difference == 0.0 and row.lower_95 == 0.0 and row.upper_95 == 0.0


def listed(items: Sequence[str], words: Mapping[str, Any]) -> str:
    """Join items as a sentence does: a, b and c."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {words['and']} {items[-1]}"


def shortened(sentences: Sequence[tuple[float, str]], words: Mapping[str, Any], more: str) -> list[str]:
    """Keep the sentences of greatest weight, in their order, and say how many there are besides.

    Parameters
    ----------
    sentences : sequence of (float, str)
        Weight and sentence of each arm.
    words : mapping
        Words of the report.
    more : str
        Name of the sentence that tells where the others are.
    """
    if len(sentences) <= MOST_SENTENCES:
        return [text for _, text in sentences]
    heaviest = sorted(range(len(sentences)), key=lambda place: -sentences[place][0])[:_FEW]
    kept = [sentences[place][1] for place in sorted(heaviest)]
    return [*kept, words[more].format(number=len(sentences) - _FEW)]
