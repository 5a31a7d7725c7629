"""What each measure rests on: evidence, target, roll-out, support and every value with its range and source."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from experiments.report_cells import listed
from experiments.report_words import kind_of_source, source_text, translated, unit_text
from experiments.texts import number

__all__ = ["intervention_words"]


def intervention_words(
    interventions: Iterable[Mapping[str, Any]], words: Mapping[str, Any], language: str
) -> list[dict[str, Any]]:
    """Describe interventions in the language of the report.

    Parameters
    ----------
    interventions : iterable of mapping
        As in ``run.json``; what an older run did not write is left out.
    words : mapping
        Words of the report.
    language : str
        ``nl`` or ``en``.

    Returns
    -------
    list of dict
        Keys ``name, title, description, strength, evidence, facts, table, assumptions``: `facts` are pairs of a head
        and a sentence, `evidence` pairs of an identifier and what it says, `assumptions` rows of six texts.
    """
    described = []
    for intervention in interventions:
        title = str(intervention[f"title_{language}"])
        level = str(intervention.get("evidence_level", ""))
        described.append(
            {
                "name": str(intervention["name"]),
                "title": title,
                "description": str(intervention[f"description_{language}"]),
                "strength": translated("evidence_levels", level, language) if level else "",
                "evidence": [_evidence(str(item), language) for item in intervention.get("evidence", ())],
                "facts": list(_facts(intervention, words, language)),
                "table": words["assumptions"].format(title=title),
                "assumptions": [_assumption(row, words, language) for row in intervention.get("assumptions", ())],
            }
        )
    return described


def _evidence(identifier: str, language: str) -> tuple[str, str]:
    """Pair an identifier of a document or figure with what it says where the report knows it."""
    text = translated("evidence", identifier, language)
    return identifier, "" if text == identifier else text


def _assumption(row: Mapping[str, Any], words: Mapping[str, Any], language: str) -> tuple[str, ...]:
    """Write what it is, its value, range, unit and kind, and a note with its source."""
    source = str(row.get("source", ""))
    name = translated("parameters", str(row["parameter"]), language)
    lower, upper = row.get("lower"), row.get("upper")
    limits = "–"
    if lower is not None and upper is not None and lower != upper:
        limits = words["interval_words"].format(lower=_plain(lower, language), upper=_plain(upper, language))
    kind = words["kinds"][kind_of_source(source)]
    note = source_text(source, language)
    unit = unit_text(str(row.get("unit", "")), language)
    return (name, _plain(row["value"], language), limits, unit, kind, "" if note == kind else note)


def _facts(intervention: Mapping[str, Any], words: Mapping[str, Any], language: str) -> Iterable[tuple[str, str]]:
    """For whom the measure is, how it is rolled out, and who must back it."""
    target = intervention.get("target")
    if target is not None:
        parts = [
            listed([translated(kind, name, language) for name in target.get(kind, ())], words)
            for kind in ("sectors", "occupations")
        ]
        parts.append(listed([str(name) for name in target.get("sub_regions", ())], words))
        smallest = int(target.get("minimum_team_size", 1))
        if smallest > 1:
            parts.append(words["target_team"].format(number=number(smallest, language)))
        everyone = words["target_everyone"].format(scopes=_everyone(intervention, words))
        yield words["target"], "; ".join(part for part in parts if part) or everyone
    roll_out, coverage = intervention.get("roll_out"), intervention.get("coverage")
    if roll_out is not None and coverage is not None:
        pilot, phase = int(roll_out["pilot_months"]), int(roll_out["phase_months"])
        share = number(100.0 * float(roll_out["pilot_share"]), language)
        steps = [
            words["roll_out_pilot"].format(months=pilot, share=share) if pilot else "",
            words["roll_out_phase"].format(months=phase) if phase else words["roll_out_at_once"],
            words["roll_out_coverage"].format(
                coverage=number(100.0 * float(coverage), language), scopes=_everyone(intervention, words)
            ),
        ]
        yield words["roll_out"], "; ".join(step for step in steps if step)
    if "support_required" in intervention:
        asked = intervention.get("support_asked", ("staff", "management")) if intervention["support_required"] else ()
        together = {"employers": {"staff", "management"}, "schools": {"school", "company"}}
        sides = [name for name in words["support_required"] if name in asked or together.get(name, set()) & set(asked)]
        told = [words["support_required"][side] for side in sides]
        yield words["support"], "; ".join(told) or words["support_not_required"]


def _everyone(intervention: Mapping[str, Any], words: Mapping[str, Any]) -> str:
    """Say on whom a measure works; an older run knew employers only."""
    return listed([words["scopes"][scope] for scope in intervention.get("scopes", ("employers",))], words)


def _plain(value: object, language: str) -> str:
    """Write a value: numbers as the language does, never a small one as zero; lists with commas, the rest as it is."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        if isinstance(value, list | tuple):
            return ", ".join(str(item) for item in value)
        return "–" if value is None else str(value)
    return number(float(value), language, 3 if 0.0 < abs(value) < 0.01 else None)
