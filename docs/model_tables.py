"""Tables of the generated pages on the model: columns, codes, parameters, indicators, occupations, barriers."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from typing import Any

from markdown_tables import codes, span, table, words
from omegaconf import OmegaConf

from agents import region, vocabulary
from agents.columns import Column, declarations
from agents.occupation_profiles import CONDITIONS, TASKS
from scenarios.documented_measures import COVERAGE
from scenarios.region_pack import MANIFEST, SHIPPED
from simulation.indicators import INDICATORS, SERIES
from simulation.parameters import parameter_declarations

REGION = "west_flanders"


_LARGEST_CODE = 2.0**31 - 1


VOCABULARIES: dict[str, Sequence[str]] = {
    "labour status": vocabulary.STATUSES,
    "persona": vocabulary.PERSONAS,
    "occupation, field": vocabulary.OCCUPATIONS,
    "skill": vocabulary.SKILLS,
    "schedule": vocabulary.SCHEDULES,
    "problem (sum of flags)": vocabulary.PROBLEMS,
    "trajectory step": vocabulary.TRAJECTORY_STEPS,
    "organisation of a coach": vocabulary.COACH_ORGANISATIONS,
    "sub-region": region.SUB_REGIONS,
    "sector": region.SECTORS,
    "sex": region.SEXES,
    "education": region.EDUCATIONS,
    "origin": region.ORIGINS,
    "household": region.HOUSEHOLDS,
}
"""Code lists of the model: words in the order of their codes, from 0."""


def columns_table(agents: type[Any]) -> str:
    """Describe the columns of a table of agents: name, unit, range, meaning."""
    rows = [
        (f"`{name}`" + (f" ({spec.width})" if spec.width > 1 else ""), spec.unit, _bounds(spec), spec.meaning)
        for name, spec in declarations(agents).items()
    ]
    return table(("column", "unit", "range", "meaning"), rows)


def _bounds(spec: Column) -> str:
    """Write the bounds of a column, with words for rows and identities."""
    if spec.upper > _LARGEST_CODE:
        return "64 bits"
    if spec.upper == _LARGEST_CODE:
        return "-1 for none, or 0 and up" if spec.lower < 0 else "0 and up"
    return span(spec.lower, spec.upper)


def parameters_table() -> str:
    """Describe the behavioural parameters: name, value, unit, range, source."""
    rows = [
        (f"`{name}`", f"{spec.value:g}", spec.unit, span(spec.lower, spec.upper), spec.source)
        for name, spec in parameter_declarations().items()
    ]
    return table(("parameter", "value", "unit", "range", "source"), rows)


def indicators_table() -> str:
    """Describe the indicators: name, unit, kind, meaning, and the dimensions by which they are split."""
    dimensions: dict[str, list[str]] = {}
    for name, group in SERIES:
        dimension = group.partition("=")[0]
        if dimension not in dimensions.setdefault(name, []) and dimension != "all":
            dimensions[name].append(dimension)
    rows = [
        (f"`{name}`", entry.unit, entry.kind, entry.description_en, ", ".join(dimensions[name]) or "-")
        for name, entry in INDICATORS.items()
    ]
    return table(("indicator", "unit", "kind", "meaning", "split by"), rows)


def vocabularies_table() -> str:
    """List the words behind the codes."""
    rows = []
    for kind, names in VOCABULARIES.items():
        numbers = [2**place if names is vocabulary.PROBLEMS else place for place in range(len(names))]
        rows.append((kind, ", ".join(f"{code} {words(name)}" for code, name in zip(numbers, names, strict=True))))
    return table(("list", "codes"), rows)


def occupations_table() -> str:
    """Describe the conditions of the occupations."""
    heads = (
        "occupation",
        "education asked",
        "diploma by law",
        "Dutch, ideal and minimum",
        "hours",
        "day, shift, irregular, night",
    )
    rows = [
        (
            words(name),
            region.EDUCATIONS[entry.education_ideal],
            "yes" if entry.diploma else "no",
            f"{entry.dutch_ideal:g}, {entry.dutch_minimum:g}",
            f"{entry.hours:g}",
            ", ".join(f"{share:g}" for share in entry.schedule_shares),
            f"{entry.physical_load:g}",
            f"{entry.pay:g}",
            f"{entry.absence:g}",
            f"{entry.interchangeable:g}",
        )
        for name, entry in CONDITIONS.items()
    ]
    return table((*heads, "load", "pay", "absence", "interchangeable"), rows)


def tasks_table() -> str:
    """Describe the tasks of the occupations."""
    rows = [
        (
            words(task.occupation),
            task.name,
            f"{task.importance:g}",
            f"{task.frequency:g}",
            words(vocabulary.SKILLS[task.skill]),
            f"{task.ideal:g}",
            f"{task.minimum:g}",
            f"{task.trainable:g}",
        )
        for task in TASKS
    ]
    return table(("occupation", "task", "importance", "frequency", "skill", "ideal", "minimum", "trainable"), rows)


def sources_table() -> str:
    """Describe the tables of the shipped region pack: what, when, from where."""
    manifest: Any = OmegaConf.to_container(OmegaConf.load(SHIPPED / REGION / MANIFEST))
    rows = [
        (f"`{name}`", str(entry["title"]), str(entry["period"]), str(entry["source"]))
        for name, entry in manifest["tables"].items()
    ]
    return table(("table", "holds", "period", "source"), rows)


def barriers_table() -> str:
    """List the documented barriers with the columns that hold each."""
    rows = [
        (
            f"`{row['barrier']}`",
            row["side"],
            row["gap"],
            row["source"],
            codes(name for name in row["columns"].split("; ") if name),
            row["note"],
        )
        for row in _barriers()
    ]
    return table(("barrier", "side", "gap", "source", "columns", "note"), rows)


def _barriers() -> list[dict[str, str]]:
    """Read what hinders people and employers in the documents, and where the model holds it."""
    with (COVERAGE / "barriers.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
