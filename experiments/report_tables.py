"""The sentences and the rows of the report, from the summary and the run information."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from scipy.stats import t as student_t

from experiments.pictures.style import Material
from experiments.statistics import Comparison, replications_needed
from experiments.texts import certainty, number, say, signed, unit_word

__all__ = [
    "check_rows",
    "configuration_rows",
    "effect_rows",
    "intervention_words",
    "region_rows",
    "summary_sentences",
    "summary_table",
    "variance_rows",
    "where_sentences",
]

_HEADLINES = ("lasting_jobs_from_non_employment", "employed", "vacancies_open")
_TABLE = (
    *_HEADLINES,
    "vacancies_open_over_90_days",
    "vacancies_filled",
    "lasting_jobs",
    "unemployment_rate",
    "employment_rate_20_64",
    "policy_cost_eur",
)
_WHERE = ("lasting_jobs_from_non_employment", "employed", "vacancies_open")
_UNCLEAR = 0.20
_SMALL_CHANCE = 0.001
_NARROW = 0.10
_MANY = 10_000


def summary_sentences(material: Material, words: Mapping[str, Any], window: str) -> list[str]:
    """One sentence per arm: the difference in the outcome that matters most, and how sure it is."""
    results = material.results
    indicator = next((name for name in _WHERE if results.has(name)), None)
    if indicator is None:
        return []
    return [
        _sentence(
            material,
            words,
            arm,
            indicator,
            window,
            material.compared[arm, indicator, "all", results.province, window],
        )
        for arm in results.arms[1:]
    ]


def summary_table(material: Material, words: Mapping[str, Any], windows: Sequence[str]) -> dict[str, Any]:
    """Headline differences: a column per indicator and window, a row per arm with cells of three texts."""
    results = material.results
    columns = [(name, window) for name in _HEADLINES if results.has(name) for window in windows]
    rows = []
    for arm in results.arms[1:]:
        cells = []
        for name, window in columns:
            row = material.compared[arm, name, "all", results.province, window]
            cells.append(
                {
                    "difference": material.written(name, row.difference, sign=True),
                    "interval": _interval(material, words, name, row),
                    "certainty": _certainty(material, words, row),
                }
            )
        rows.append({"title": material.arm(arm), "cells": cells})
    return {"heads": [f"{material.indicator(name)}, {window}" for name, window in columns], "rows": rows}


def where_sentences(material: Material, words: Mapping[str, Any], window: str) -> list[str]:
    """Per arm the sub-regions with the largest and the smallest difference."""
    results = material.results
    indicator = next((name for name in _WHERE if results.has(name)), None)
    if indicator is None or len(results.arms) < 2:
        return []
    sentences = []
    for arm in results.arms[1:]:
        rows = {region: material.compared[arm, indicator, "all", region, window] for region in results.regions[:-1]}
        if all(_exactly_zero(row) for row in rows.values()):
            sentences.append(words["where_none"].format(arm=material.arm(arm)))
            continue
        most = max(rows, key=lambda region: rows[region].difference)
        least = min(rows, key=lambda region: rows[region].difference)
        sentences.append(
            words["where_sentence"].format(
                arm=material.arm(arm),
                indicator=material.indicator(indicator),
                window=window,
                most=most,
                least=least,
                most_value=material.written(indicator, rows[most].difference, sign=True),
                least_value=material.written(indicator, rows[least].difference, sign=True),
                most_interval=_interval(material, words, indicator, rows[most]),
                least_interval=_interval(material, words, indicator, rows[least]),
            )
        )
    return sentences


def effect_rows(material: Material, words: Mapping[str, Any], windows: Sequence[str]) -> list[tuple[str, ...]]:
    """Scenario, indicator and per window the difference, interval, certainty and chance of the opposite."""
    results = material.results
    rows = []
    for arm in results.arms[1:]:
        for name in _TABLE:
            if not results.has(name):
                continue
            cells = []
            for window in windows:
                row = material.compared[arm, name, "all", results.province, window]
                difference = material.written(name, row.difference, sign=True)
                chance = _percent(row.probability_wrong_sign, material.language)
                cells.append(
                    f"{difference} ({_interval(material, words, name, row)})\n"
                    f"{_certainty(material, words, row)}; {chance}"
                )
            title = f"{material.indicator(name)} ({material.unit(name, difference=True)})"
            rows.append((material.arm(arm), title, *cells))
    return rows


def region_rows(material: Material, words: Mapping[str, Any], window: str) -> list[tuple[str, ...]]:
    """Difference with interval per sub-region and headline indicator, one column per arm."""
    results = material.results
    rows = []
    for region in results.regions:
        for name in _HEADLINES:
            if not results.has(name):
                continue
            cells = []
            for arm in results.arms[1:]:
                row = material.compared[arm, name, "all", region, window]
                interval = _interval(material, words, name, row)
                cells.append(f"{material.written(name, row.difference, sign=True)}\n({interval})")
            rows.append((region, material.indicator(name), *cells))
    return rows


def variance_rows(material: Material, windows: Sequence[str]) -> list[tuple[str, ...]]:
    """How many times pairing shrinks the variance, and the replications for a half-width of a tenth."""
    results, language = material.results, material.language
    rows: list[tuple[str, ...]] = []
    if results.replications < 2:
        return rows
    factor = float(student_t.ppf(0.975, results.replications - 1)) / math.sqrt(results.replications)
    for arm in results.arms[1:]:
        for name in _HEADLINES:
            if not results.has(name):
                continue
            for window in windows:
                row = material.compared[arm, name, "all", results.province, window]
                deviation = (row.upper_95 - row.lower_95) / 2.0 / factor
                needed = "–"
                if row.difference != 0.0 and math.isfinite(deviation):
                    pairs = replications_needed(deviation, _NARROW * abs(row.difference))
                    needed = f"> {number(_MANY, language)}" if pairs > _MANY else number(pairs, language)
                rows.append(
                    (
                        material.arm(arm),
                        material.indicator(name),
                        window,
                        number(row.variance_ratio, language, 1),
                        needed,
                    )
                )
    return rows


def check_rows(material: Material) -> list[dict[str, Any]]:
    """Rows of the check as text."""
    language = material.language
    rows = []
    for row in material.check:
        within = bool(row["within"])
        verdict = say("check_met" if within else "check_missed", language)
        rows.append(
            {
                "title": f"{row[f'title_{language}']} ({unit_word(str(row['unit']), language)})",
                "numbers": (
                    number(float(row["target"]), language),
                    number(float(row["value"]), language),
                    signed(float(row["deviation"]), language),
                    number(float(row["tolerance"]), language),
                ),
                "verdict": f"{'✓' if within else '✗'} {verdict}",
                "within": within,
                "source": str(row["source"]),
            }
        )
    return rows


def intervention_words(
    interventions: Iterable[Mapping[str, Any]], words: Mapping[str, Any], language: str
) -> list[dict[str, Any]]:
    """Interventions in the language of the report, with the rows of their assumptions."""
    described = []
    for intervention in interventions:
        rows = []
        for item in intervention.get("assumptions", ()):
            limits = words["interval_words"].format(
                lower=_plain(item.get("lower"), language), upper=_plain(item.get("upper"), language)
            )
            source = str(item.get("source", ""))
            rows.append(
                (
                    str(item["lever"]),
                    str(item["parameter"]),
                    _plain(item["value"], language),
                    limits,
                    unit_word(str(item.get("unit", "")), language),
                    words["assumption"] if source.strip().lower() == "assumption" else source,
                )
            )
        described.append(
            {
                "name": str(intervention["name"]),
                "title": str(intervention[f"title_{language}"]),
                "description": str(intervention[f"description_{language}"]),
                "evidence": [str(item) for item in intervention.get("evidence", ())],
                "assumptions": rows,
            }
        )
    return described


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


def _sentence(material: Material, words: Mapping[str, Any], arm: str, name: str, window: str, row: Comparison) -> str:
    if _exactly_zero(row):
        kind = "sentence_none"
    elif math.isnan(row.probability_wrong_sign):
        kind = "sentence_unknown"
    elif row.probability_wrong_sign >= _UNCLEAR:
        kind = "sentence_unclear"
    else:
        kind = "sentence_more" if row.difference > 0.0 else "sentence_less"
    text: str = words[kind].format(
        arm=material.arm(arm),
        indicator=material.indicator(name),
        window=window,
        unit=material.unit(name, difference=True),
        size=material.written(name, abs(row.difference)),
        difference=material.written(name, row.difference, sign=True),
        interval=_interval(material, words, name, row),
        certainty=certainty(row.probability_wrong_sign, material.language),
        chance=words["chance"].format(chance=_chance(row.probability_wrong_sign, words, material.language)),
    )
    return text


def _certainty(material: Material, words: Mapping[str, Any], row: Comparison) -> str:
    if _exactly_zero(row):
        return str(words["no_difference"])
    if math.isnan(row.probability_wrong_sign):
        return str(words["unknown"])
    return certainty(row.probability_wrong_sign, material.language)


def _percent(probability: float, language: str) -> str:
    if math.isnan(probability):
        return "–"
    if probability < _SMALL_CHANCE:
        return f"< {number(100.0 * _SMALL_CHANCE, language, 1)} %"
    return f"{number(100.0 * probability, language, 1)} %"


def _chance(probability: float, words: Mapping[str, Any], language: str) -> str:
    if math.isnan(probability) or probability < _SMALL_CHANCE:
        return str(words["chance_small"])
    return str(words["chance_about"].format(number=number(round(1.0 / probability), language)))


def _interval(material: Material, words: Mapping[str, Any], name: str, row: Comparison) -> str:
    if math.isnan(row.lower_95):
        return "–"
    return str(
        words["interval_words"].format(
            lower=material.written(name, row.lower_95, sign=True),
            upper=material.written(name, row.upper_95, sign=True),
        )
    )


def _exactly_zero(row: Comparison) -> bool:
    return row.difference == 0.0 and row.lower_95 == 0.0 and row.upper_95 == 0.0


def _plain(value: object, language: str) -> str:
    """Write a value: numbers as the language does, lists with commas, the rest as it is."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        if isinstance(value, list | tuple):
            return ", ".join(str(item) for item in value)
        return "–" if value is None else str(value)
    return number(float(value), language)
