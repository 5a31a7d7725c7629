"""The rows of the tables of the report, from the summary and the run information."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

from experiments.pictures.style import Material
from experiments.report_cells import HEADLINES, certainty_text, interval_text, percent_text
from experiments.report_words import source_text, undated, unit_text
from experiments.texts import number, percent, say, signed

__all__ = ["check_rows", "configuration_rows", "effect_rows", "region_rows", "variance_rows"]

_TABLE = (
    *HEADLINES,
    "vacancies_open_over_90_days",
    "vacancies_filled",
    "lasting_jobs",
    "unemployment_rate",
    "employment_rate_20_64",
)
_MANY = 10_000


def effect_rows(material: Material, words: Mapping[str, Any], windows: Sequence[str]) -> list[tuple[str, ...]]:
    """Scenario, indicator and per window the difference, interval, certainty and chance of the opposite."""
    results, language = material.results, material.language
    rows = []
    for arm in results.arms[1:]:
        for name in _TABLE:
            if not results.has(name):
                continue
            cells = []
            for window in windows:
                row = material.compared[arm, name, "all", results.province, window]
                difference = material.written(name, row.difference, sign=True)
                chance = percent_text(row.probability_wrong_sign, language)
                cells.append(
                    f"{difference} ({interval_text(material, words, name, row)})\n"
                    f"{certainty_text(words, row, language)}; {chance}"
                )
            title = f"{material.indicator(name)} ({material.unit(name, difference=True)})"
            rows.append((material.arm(arm), title, *cells))
    return rows


def region_rows(material: Material, words: Mapping[str, Any], window: str) -> list[tuple[str, ...]]:
    """Difference with interval per sub-region and headline indicator, one column per arm."""
    results = material.results
    rows = []
    for region in results.regions:
        for name in HEADLINES:
            if not results.has(name):
                continue
            cells = []
            for arm in results.arms[1:]:
                row = material.compared[arm, name, "all", region, window]
                interval = interval_text(material, words, name, row)
                cells.append(f"{material.written(name, row.difference, sign=True)}\n({interval})")
            rows.append((region, material.indicator(name), *cells))
    return rows


def variance_rows(material: Material, windows: Sequence[str]) -> list[tuple[str, ...]]:
    """How many times pairing shrinks the variance, what makes the rest vary, and the replications that are needed."""
    results, language = material.results, material.language
    rows: list[tuple[str, ...]] = []
    if results.replications < 2:
        return rows
    for arm in results.arms[1:]:
        for name in HEADLINES:
            if not results.has(name):
                continue
            for window in windows:
                row = material.compared[arm, name, "all", results.province, window]
                share = row.variance_share_parameters
                rows.append(
                    (
                        material.arm(arm),
                        material.indicator(name),
                        window,
                        _times(row.variance_ratio, language),
                        "–" if math.isnan(share) else percent(100.0 * share, language, 0),
                        _needed(row.replications_for_ten_percent, language),
                    )
                )
    return rows


def check_rows(material: Material) -> tuple[list[dict[str, Any]], list[str]]:
    """Rows of the check as text, the misses first, and the sources that their numbers refer to."""
    language = material.language
    rows = []
    sources: dict[str, int] = {}
    for row in sorted(material.check, key=lambda row: bool(row["within"])):
        within = bool(row["within"])
        verdict = say("check_met" if within else "check_missed", language)
        rows.append(
            {
                "title": f"{row[f'title_{language}']} ({unit_text(str(row['unit']), language)})",
                "numbers": (
                    number(float(row["target"]), language),
                    number(float(row["value"]), language),
                    signed(float(row["deviation"]), language),
                    number(float(row["tolerance"]), language),
                ),
                "verdict": f"{'✓' if within else '✗'}\u00a0{verdict}",
                "within": within,
                "source": sources.setdefault(source_text(undated(str(row["source"])), language), len(sources) + 1),
            }
        )
    return rows, list(sources)


def configuration_rows(settings: Mapping[str, Any], prefix: str = "") -> list[tuple[str, str]]:
    """List settings as name and value; a nested setting gets a dotted name."""
    rows: list[tuple[str, str]] = []
    for name, value in settings.items():
        if isinstance(value, Mapping) and value:
            rows.extend(configuration_rows(value, f"{prefix}{name}."))
        else:
            items = isinstance(value, Sequence) and not isinstance(value, str)
            rows.append((f"{prefix}{name}", ", ".join(map(str, value)) if items else str(value)))
    return rows


def _needed(replications: float, language: str) -> str:
    """Write a number of replications; a dash where no number is enough or none is known."""
    if not math.isfinite(replications):
        return "–"
    return f"> {number(_MANY, language)}" if replications > _MANY else number(float(replications), language, 0)


def _times(ratio: float, language: str) -> str:
    """Write how many times a variance is smaller; beyond some point the number says no more."""
    return f"> {number(_MANY, language)}" if ratio > _MANY else number(ratio, language, 1)
