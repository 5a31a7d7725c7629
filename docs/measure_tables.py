"""Tables of the generated pages on measures: levers, interventions, what they take, and what the studies document."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Sequence

from markdown_tables import codes, span, table, words

from agents.persons import FIRST_AGE, LAST_AGE
from scenarios.action_catalogue import NOT_PRINTED, WORDS, Action, load_actions
from scenarios.arms import covering, load_library
from scenarios.documented_measures import load_measures
from scenarios.intervention import AS_REPORTED, SCOPE_WORDS, Amounts, Intervention, Quantity, Target
from scenarios.levers import LEVERS
from simulation.calendar import month_date


def levers_table() -> str:
    """Describe the levers with their parameters."""
    rows = [
        (
            f"`{lever.name}`",
            SCOPE_WORDS[lever.scope][1],
            f"`{name}`",
            f"{spec.value:g}",
            spec.unit,
            span(*spec.bounds),
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
            words(entry.evidence_level),
            codes(entry.covers),
        )
    pilot = entry.roll_out
    phases = f"{pilot.pilot_months} months at {pilot.pilot_share:g}, then over {pilot.phase_months} months"
    if entry.end is not None:
        phases += f"; last month {month_date(entry.end - 1):%Y-%m}"
    if entry.duration_months is not None:
        phases += f"; ends after {entry.duration_months} months"
    return (
        name,
        codes(use.lever for use in entry.levers),
        _target(entry.target),
        f"{entry.coverage:g}",
        phases,
        ", ".join(f"{words(side)} {_quantity(share)}" for side, share in entry.support.shares.items()) or "not asked",
        words(entry.evidence_level),
        codes(entry.covers),
    )


def _target(target: Target) -> str:
    """Write for whom an intervention is meant."""
    names = dataclasses.asdict(target)
    groups = [group for value in names.values() if isinstance(value, tuple) for group in value]
    whom = [", ".join(words(group) for group in groups) or "all"]
    whom += [f"at least {target.minimum_team_size} staff"] * (target.minimum_team_size > 1)
    whom += [f"aged {target.youngest} to {target.oldest}"] * ((target.youngest, target.oldest) != (FIRST_AGE, LAST_AGE))
    whom += [f"at least {target.minimum_months_out} months out of work"] * (target.minimum_months_out > 0)
    return "; ".join(whom)


def _quantity(quantity: Quantity) -> str:
    if quantity.lower == quantity.upper:
        return f"{quantity.value:g}"
    return f"{quantity.value:g} ({span(quantity.lower, quantity.upper)})"


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


def measures_table() -> str:
    """List the documented measures with the interventions that stand for each."""
    rows = [
        (
            f"`{entry.name}`",
            words(entry.side),
            words(entry.gap),
            "; ".join(entry.studies),
            codes(entry.interventions),
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
            words(action.category),
            action.profile,
            "-" if action.horizon == NOT_PRINTED else action.horizon,
            action.description_en,
            f"`{action.measure}`",
            codes(standing.get(action.measure, ())),
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
        row(words(told[1]), [action for action in actions if getattr(action, column) == code])
        for code, told in WORDS[column].items()
    ]
    return table((column, "actions", "with an intervention", "without"), [*rows, row("all", actions)])
