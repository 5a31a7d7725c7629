"""Rewrite the tables of the pages in ``docs`` from the declarations in the code.

Run ``python docs/generate.py`` after changing a column, parameter, lever, intervention, indicator or code.
Text outside the marked blocks is left as it is; a test fails while a block differs from the code.
"""

from __future__ import annotations

import csv
import dataclasses
import re
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from omegaconf import OmegaConf

from agents import region, vocabulary
from agents.coaches import Coaches
from agents.columns import Column, declarations
from agents.employers import Employers
from agents.job_designs import JobDesigns, Vacancies
from agents.occupation_profiles import CONDITIONS, TASKS
from agents.persons import FIRST_AGE, LAST_AGE, Persons
from scenarios.action_catalogue import NOT_PRINTED, WORDS, Action, load_actions
from scenarios.arms import covering, load_library
from scenarios.documented_measures import COVERAGE, load_measures
from scenarios.intervention import AS_REPORTED, SCOPE_WORDS, Amounts, Intervention, Quantity, Target
from scenarios.levers import LEVERS
from scenarios.region_pack import MANIFEST, SHIPPED
from simulation.calendar import month_date
from simulation.indicators import INDICATORS, SERIES
from simulation.parameters import parameter_declarations

DOCUMENTS = tuple(
    Path(__file__).with_name(name) for name in ("ODD.md", "interventions.md", "actions.md", "barriers.md")
)
REGION = "west_flanders"

_BLOCK = re.compile(r"(<!-- table: (?P<name>[a-z_]+) -->\n).*?(<!-- end -->)", re.DOTALL)
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


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Lay rows out as a Markdown table.

    Parameters
    ----------
    heads : sequence of str
        Column heads.
    rows : iterable of sequence of str
        Cells; a bar inside a cell is escaped.

    Returns
    -------
    str
        Lines of text, ending with a new line.
    """
    lines = [heads, ["---"] * len(heads), *rows]
    return "".join(f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in line)} |\n" for line in lines)


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
    return _span(spec.lower, spec.upper)


def _span(lower: float, upper: float) -> str:
    return f"{lower:.10g} to {upper:.10g}"


def parameters_table() -> str:
    """Describe the behavioural parameters: name, value, unit, range, source."""
    rows = [
        (f"`{name}`", f"{spec.value:g}", spec.unit, _span(spec.lower, spec.upper), spec.source)
        for name, spec in parameter_declarations().items()
    ]
    return table(("parameter", "value", "unit", "range", "source"), rows)


def levers_table() -> str:
    """Describe the levers with their parameters."""
    rows = [
        (
            f"`{lever.name}`",
            SCOPE_WORDS[lever.scope][1],
            f"`{name}`",
            f"{spec.value:g}",
            spec.unit,
            _span(*spec.bounds),
            "-" if spec.neutral is None else f"{spec.neutral:g}",
            spec.source,
        )
        for lever in LEVERS.values()
        for name, spec in lever.parameters.items()
    ]
    return table(("lever", "works on", "parameter", "value", "unit", "range", "neutral", "source"), rows)


def interventions_table() -> str:
    """Describe the shipped interventions: what they use, whom they reach, how fast, who must back them."""
    heads = (
        "intervention",
        "acts through",
        "target",
        "coverage",
        "roll-out",
        "backed by",
        "evidence",
        "stands for",
    )
    return table(heads, [_intervention_row(entry) for entry in load_library(LEVERS).values()])


def _intervention_row(entry: Intervention) -> tuple[str, ...]:
    name = f"`{entry.name}` ({entry.title_en})"
    if entry.includes:
        members = ", ".join(f"`{member}`" for member in entry.includes)
        return (
            name,
            members,
            "as included",
            "as included",
            "as included",
            "as included",
            _words(entry.evidence_level),
            _codes(entry.covers),
        )
    pilot = entry.roll_out
    phases = f"{pilot.pilot_months} months at {pilot.pilot_share:g}, then over {pilot.phase_months} months"
    if entry.end is not None:
        phases += f"; last month {month_date(entry.end - 1):%Y-%m}"
    if entry.duration_months is not None:
        phases += f"; ends after {entry.duration_months} months"
    return (
        name,
        _codes(use.lever for use in entry.levers),
        _target(entry.target),
        f"{entry.coverage:g}",
        phases,
        ", ".join(f"{_words(side)} {_quantity(share)}" for side, share in entry.support.shares.items()) or "not asked",
        _words(entry.evidence_level),
        _codes(entry.covers),
    )


def _codes(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in names) or "-"


def _target(target: Target) -> str:
    """Write for whom an intervention is meant."""
    names = dataclasses.asdict(target)
    groups = [group for value in names.values() if isinstance(value, tuple) for group in value]
    whom = [", ".join(_words(group) for group in groups) or "all"]
    whom += [f"at least {target.minimum_team_size} staff"] * (target.minimum_team_size > 1)
    whom += [f"aged {target.youngest} to {target.oldest}"] * ((target.youngest, target.oldest) != (FIRST_AGE, LAST_AGE))
    whom += [f"at least {target.minimum_months_out} months out of work"] * (target.minimum_months_out > 0)
    return "; ".join(whom)


def _quantity(quantity: Quantity) -> str:
    if quantity.lower == quantity.upper:
        return f"{quantity.value:g}"
    return f"{quantity.value:g} ({_span(quantity.lower, quantity.upper)})"


AMOUNT_WORDS = {
    "per_employer_start": "per employer, once",
    "per_employer_month": "per employer and month",
    "per_person": "per person reached",
    "per_coach_start": "per coach, once",
    "per_coach_month": "per coach and month",
    "per_hour": "per hour of work",
    "per_month": "per month, for the whole",
}


def costs_table() -> str:
    """Describe what the shipped interventions cost, in euro with range and source."""
    return _amounts_table("euro", lambda entry: entry.cost)


def hours_table() -> str:
    """Describe the hours of people's work that the shipped interventions ask for, with range and source."""
    return _amounts_table("hours", lambda entry: entry.hours)


def _amounts_table(unit: str, amounts_of: Callable[[Intervention], Amounts | None]) -> str:
    """Describe what is asked for: for what, how much and according to whom; one row for all that is unknown."""
    singles = {f"`{entry.name}`": amounts_of(entry) for entry in load_library(LEVERS).values() if not entry.includes}
    rows = [
        (name, AMOUNT_WORDS[key], _quantity(amount), amount.source)
        for name, amounts in singles.items()
        if amounts is not None
        for key, amount in amounts.given.items()
        if amount is not AS_REPORTED
    ]
    unknown = [name for name, amounts in singles.items() if amounts is None]
    if unknown:
        rows.append((", ".join(unknown), "all", "unknown", "no amount can be given"))
    return table(("intervention", "asked for", unit, "source"), rows)


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
    for kind, words in VOCABULARIES.items():
        codes = [2**place if words is vocabulary.PROBLEMS else place for place in range(len(words))]
        rows.append((kind, ", ".join(f"{code} {_words(word)}" for code, word in zip(codes, words, strict=True))))
    return table(("list", "codes"), rows)


def _words(name: str) -> str:
    return name.replace("_", " ")


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
            _words(name),
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
            _words(task.occupation),
            task.name,
            f"{task.importance:g}",
            f"{task.frequency:g}",
            _words(vocabulary.SKILLS[task.skill]),
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


def measures_table() -> str:
    """List the documented measures with the interventions that stand for each."""
    rows = [
        (
            f"`{entry.name}`",
            _words(entry.side),
            _words(entry.gap),
            "; ".join(entry.studies),
            _codes(entry.interventions),
            entry.reason,
        )
        for entry in load_measures().values()
    ]
    return table(("measure", "side", "gap", "source", "intervention", "why this one, or none"), rows)


def actions_table() -> str:
    """List the actions of the study of 2013 with the interventions that stand for each."""
    standing, measures = covering(load_library(LEVERS)), load_measures()
    rows = [
        (
            str(action.number),
            f"{action.name} ({action.initiator})" if action.initiator else action.name,
            action.country,
            _words(action.category),
            action.profile,
            "-" if action.horizon == NOT_PRINTED else action.horizon,
            action.description_en,
            f"`{action.measure}`",
            _codes(standing.get(action.measure, ())),
            measures[action.measure].reason,
        )
        for action in load_actions()
    ]
    heads = ("no.", "action", "country", "category", "profile", "horizon", "what it does", "measure", "intervention")
    return table((*heads, "why this one, or none"), rows)


def action_counts_table(column: str) -> str:
    """Count the actions of the study of 2013 by a column of codes, and how many have an intervention."""
    standing, actions = covering(load_library(LEVERS)), load_actions()

    def row(head: str, counted: Sequence[Action]) -> tuple[str, ...]:
        covered = sum(action.measure in standing for action in counted)
        return head, str(len(counted)), str(covered), str(len(counted) - covered)

    rows = [
        row(_words(words[1]), [action for action in actions if getattr(action, column) == code])
        for code, words in WORDS[column].items()
    ]
    return table((column, "actions", "with an intervention", "without"), [*rows, row("all", actions)])


def barriers_table() -> str:
    """List the documented barriers with the columns that hold each."""
    rows = [
        (
            f"`{row['barrier']}`",
            row["side"],
            row["gap"],
            row["source"],
            _codes(name for name in row["columns"].split("; ") if name),
            row["note"],
        )
        for row in _barriers()
    ]
    return table(("barrier", "side", "gap", "source", "columns", "note"), rows)


def _barriers() -> list[dict[str, str]]:
    """Read what hinders people and employers in the documents, and where the model holds it."""
    with (COVERAGE / "barriers.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


BLOCKS: dict[str, Callable[[], str]] = {
    "vocabularies": vocabularies_table,
    "persons": lambda: columns_table(Persons),
    "employers": lambda: columns_table(Employers),
    "job_designs": lambda: columns_table(JobDesigns),
    "vacancies": lambda: columns_table(Vacancies),
    "coaches": lambda: columns_table(Coaches),
    "occupations": occupations_table,
    "tasks": tasks_table,
    "parameters": parameters_table,
    "levers": levers_table,
    "interventions": interventions_table,
    "costs": costs_table,
    "hours": hours_table,
    "indicators": indicators_table,
    "sources": sources_table,
    "measures": measures_table,
    "actions": actions_table,
    "actions_by_profile": lambda: action_counts_table("profile"),
    "actions_by_category": lambda: action_counts_table("category"),
    "actions_by_country": lambda: action_counts_table("country"),
    "barriers": barriers_table,
}
"""How each block is made, by its name in the document."""


def rewrite(text: str) -> str:
    """Fill every marked block of a document from the code.

    Parameters
    ----------
    text : str
        Markdown with blocks ``<!-- table: name -->`` ... ``<!-- end -->``.

    Returns
    -------
    str
        The same text with the present tables.

    Raises
    ------
    KeyError
        If a block has a name that is not in :data:`BLOCKS`.
    """
    return _BLOCK.sub(lambda found: f"{found[1]}\n{BLOCKS[found['name']]()}\n{found[3]}", text)


def block_names(text: str) -> list[str]:
    """Return the names of the marked blocks of a document, in order."""
    return [found["name"] for found in _BLOCK.finditer(text)]


if __name__ == "__main__":
    for document in DOCUMENTS:
        document.write_text(rewrite(document.read_text(encoding="utf-8")), encoding="utf-8")
