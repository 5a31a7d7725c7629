"""What a result rests on, in the report: labels, the comparison with reviews, and where the uncertainty comes from."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from experiments.pictures.style import Material
from experiments.pictures.uncertainty import PARTS, draw_uncertainty
from experiments.report_cells import listed
from experiments.report_layout import Section, Sheet, with_interval
from experiments.report_words import translated
from experiments.summary_tables import read_table
from experiments.sweep.factors import factor_titles
from experiments.tables_export import Table
from experiments.texts import number, percent, signed
from scenarios.intervention import EVIDENCE_LEVELS
from scenarios.reviews import Review, load_reviews

__all__ = ["grounds_section", "warnings"]

_MOST_VALUES = 3


def grounds_section(
    directory: Path, material: Material, words: Mapping[str, Any], run: Mapping[str, Any]
) -> Section | None:
    """Make the section about what the results rest on.

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
    Section or None
        None where the comparison made none of its tables.
    """
    evidence, shares, values = (_read(directory, name) for name in ("evidence", "uncertainty", "uncertainty_values"))
    if evidence is None and shares is None:
        return None
    heading, intro = words["grounds_heading"], words["grounds_intro"]
    findings, sheets, pictures = [], [], []
    if evidence is not None:
        findings += _warnings(evidence, material, words) + _label_sentences(evidence, material, words)
        sheets += [_labels(evidence, material, words, run), _reviews(evidence, material, words)]
    if shares is not None:
        findings += _split_sentences(shares, material, words)
        sheets.append(_shares(shares, material, words))
        pictures.append(draw_uncertainty(material, shares))
    if values is not None and values["correlation"].notna().any():
        sheets.append(_values(values, material, words, run))
    # The picture hands over its own numbers.
    beside = {"evidence": evidence, "uncertainty_values": values}
    exports = [Table(name, "", heading, intro, table) for name, table in beside.items() if table is not None]
    return Section(
        "grounds",
        heading,
        intro,
        sheets,
        pictures,
        exports,
        findings,
        notes_heading=words["grounds_notes_heading"],
        notes=list(words["grounds_notes"]),
    )


def warnings(directory: Path, material: Material, words: Mapping[str, Any]) -> list[str]:
    """Say where an effect is larger than was ever measured, or goes the other way."""
    evidence = _read(directory, "evidence")
    return [] if evidence is None else _warnings(evidence, material, words)


def _read(directory: Path, name: str) -> pd.DataFrame | None:
    """Read a table; None where it was not made or is empty."""
    table = read_table(directory, name)
    if table is None or not len(table):
        return None
    texts = table.select_dtypes("object").columns
    return table.assign(**{column: table[column].fillna("") for column in texts})


def _warnings(evidence: pd.DataFrame, material: Material, words: Mapping[str, Any]) -> list[str]:
    reviews, language = load_reviews(), material.language
    told = []
    for row in evidence[evidence["warning"] != ""].itertuples(index=False):
        review = reviews.get(row.review)
        if review is not None:
            told.append(
                words["grounds_warning"][row.warning].format(
                    arm=f"‘{material.arm(row.arm)}’",
                    indicator=material.indicator(row.indicator),
                    kind=_said(review, "kind", language),
                    place=_said(review, "place", language),
                )
            )
    return told


def _said(review: Review, what: str, language: str) -> str:
    return str(getattr(review, f"{what}_{language}"))


def _label_sentences(evidence: pd.DataFrame, material: Material, words: Mapping[str, Any]) -> list[str]:
    """Tell for each label which arms have it."""
    labels = evidence.drop_duplicates("arm")
    told = []
    for level in EVIDENCE_LEVELS:
        arms = [material.arm(arm) for arm in labels[labels["label"] == level]["arm"]]
        if arms:
            told.append(words["grounds_labels"][level].format(arms=listed(arms, words)))
    return told


def _labels(evidence: pd.DataFrame, material: Material, words: Mapping[str, Any], run: Mapping[str, Any]) -> Sheet:
    """List the measures of every arm with the label of each."""
    measures = {entry["name"]: entry for entry in run.get("interventions", ())}
    rows = []
    for arm in dict.fromkeys(evidence["arm"]):
        for name in run.get("arm_interventions", {}).get(arm, ()):
            entry = measures[name]
            label = translated("evidence_levels", str(entry["evidence_level"]), material.language)
            rows.append((material.arm(arm), str(entry[f"title_{material.language}"]), label))
    heads = ("scenario", "grounds_measures", "grounds_label")
    return Sheet(words["grounds_labels_table"], [words[head] for head in heads], rows)


def _reviews(evidence: pd.DataFrame, material: Material, words: Mapping[str, Any]) -> Sheet:
    """Put what was found elsewhere beside what the model gives."""
    reviews, language = load_reviews(), material.language
    rows = []
    for row in evidence.itertuples(index=False):
        review = reviews.get(row.review)
        found = words["grounds_no_review"] if review is None else _finding(review, words, language)
        verdict = f"{words['codes']['verdict'][row.verdict]}. {words['grounds_reasons'][row.reason]}"
        rows.append((material.arm(row.arm), found, _here(row, material, words), verdict[0].upper() + verdict[1:]))
    heads = ("scenario", "grounds_found", "grounds_here", "grounds_verdict")
    return Sheet(words["grounds_reviews_table"], [words[head] for head in heads], rows)


def _finding(review: Review, words: Mapping[str, Any], language: str) -> str:
    """Write what was found, where and when, and where it stands."""
    kind = _said(review, "kind", language)
    period = review.period.replace("-", "–")
    if period.startswith("–"):
        period = words["grounds_until"].format(year=period[1:])
    where = ", ".join(text for text in (_said(review, "place", language), period) if text)
    source = f"{review.source}; {words['grounds_confidence'][review.confidence]}"
    return (
        f"{kind[0].upper()}{kind[1:]}{f' ({where})' if where else ''}. {_said(review, 'finding', language)} [{source}]"
    )


def _here(row: Any, material: Material, words: Mapping[str, Any]) -> str:
    """Write what the model gives, no more precisely than the evidence allows."""
    if math.isnan(row.simulated):
        return "–"
    if row.per:

        def days(value: float) -> str:
            return signed(value, material.language, 0)

        value = with_interval((row.simulated, row.lower_95, row.upper_95), words, days).replace("\n", " ")
        return str(words["grounds_days"].format(indicator=material.indicator(row.indicator), value=value))

    def written(value: float) -> str:
        return material.written(row.indicator, value, sign=True)

    value = with_interval((row.simulated, row.lower_95, row.upper_95), words, written).replace("\n", " ")
    unit = material.unit(row.indicator, difference=True)
    return str(words["grounds_difference"].format(indicator=material.indicator(row.indicator), value=value, unit=unit))


def _split_sentences(shares: pd.DataFrame, material: Material, words: Mapping[str, Any]) -> list[str]:
    """Say for the first indicator which part of the spread comes from assumptions."""
    first = shares["indicator"].iloc[0]
    rows = shares[shares["indicator"] == first]
    told, unknown = [], []
    for arm in dict.fromkeys(rows["arm"]):
        known = rows[(rows["arm"] == arm) & rows["determined"]].set_index("part", drop=False)
        part = next((part for part in ("measure", "luck") if part in known.index), None)
        if part is None:
            unknown.append(material.arm(arm))
            continue
        row = known.loc[part]
        told.append(
            words["grounds_split"].format(
                arm=material.arm(arm),
                share=_percent(row["variance_share"], material),
                part=words["grounds_parts"][row["part"]],
                interval=_between(row, material, words),
            )
        )
    if unknown:
        replications = words["replications_many"].format(number=int(rows["replications"].iloc[0]))
        told.append(words["grounds_split_unknown"].format(arms=listed(unknown, words), replications=replications))
    head = words["grounds_split_first"].format(indicator=material.indicator(first), window=rows["window"].iloc[0])
    return [f"{head} {sentence}" for sentence in told] + [words["grounds_split_note"]]


def _percent(share: float, material: Material) -> str:
    return percent(100.0 * float(share), material.language, 0)


def _between(row: Any, material: Material, words: Mapping[str, Any]) -> str:
    lower, upper = _percent(row["lower_95"], material), _percent(row["upper_95"], material)
    return str(words["interval_words"].format(lower=lower, upper=upper))


def _shares(shares: pd.DataFrame, material: Material, words: Mapping[str, Any]) -> Sheet:
    """List the parts of the spread of every arm and indicator."""
    parts = [part for part in PARTS if (shares["part"] == part).any()]
    rows = []
    for (arm, name), of_bar in shares.groupby(["arm", "indicator"], sort=False):
        cells = []
        for part in parts:
            found = of_bar[of_bar["part"] == part]
            cells.append("–" if not len(found) else _share_cell(found.iloc[0], material, words))
        rows.append((material.arm(arm), material.indicator(name), *cells))
    heads = [words["scenario"], words["indicator"], *(words["grounds_parts"][part] for part in parts)]
    title = words["grounds_split_table"].format(window=shares["window"].iloc[0])
    return Sheet(title, heads, rows, tuple(range(2, 2 + len(parts))))


def _share_cell(row: Any, material: Material, words: Mapping[str, Any]) -> str:
    between = _between(row, material, words)
    if not row["determined"]:
        return str(words["grounds_not_determined"].format(interval=between))
    return f"{_percent(row['variance_share'], material)}\n({between})"


def _values(values: pd.DataFrame, material: Material, words: Mapping[str, Any], run: Mapping[str, Any]) -> Sheet:
    """List the assumptions that each difference clearly follows, or the likeliest where none is clear."""
    titles = {entry["name"]: str(entry[f"title_{material.language}"]) for entry in run.get("interventions", ())}
    rows = []
    for (arm, name), of_bar in values.groupby(["arm", "indicator"], sort=False):
        known = of_bar[of_bar["correlation"].notna()]
        clear = (known["lower_95"] > 0.0) | (known["upper_95"] < 0.0)
        shown = known[clear].head(_MOST_VALUES) if clear.any() else known.head(1)
        for row in shown.itertuples(index=False):
            rows.append(
                (
                    material.arm(arm),
                    material.indicator(name),
                    _value_name(row, titles, words, material.language),
                    with_interval(
                        (row.correlation, row.lower_95, row.upper_95), words, lambda value: _two(value, material)
                    ),
                    words["grounds_clear_yes" if clear.any() else "grounds_clear_no"],
                )
            )
    heads: Sequence[str] = ("scenario", "indicator", "grounds_value", "grounds_correlation", "grounds_clear")
    title = words["grounds_values_table"].format(window=values["window"].iloc[0])
    return Sheet(title, [words[head] for head in heads], rows, (3,))


def _two(value: float, material: Material) -> str:
    return signed(value, material.language, 2) if value else number(value, material.language, 2)


def _value_name(row: Any, titles: Mapping[str, str], words: Mapping[str, Any], language: str) -> str:
    """Name a value, with its measure; a value of behaviour belongs to everybody."""
    if not row.measure:
        return str(factor_titles()[row.name][language])
    name = translated("parameters", row.name, language)
    return str(words["grounds_of"].format(name=name, measure=titles.get(row.measure, row.measure)))
