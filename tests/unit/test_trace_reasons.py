"""Which lever a story names: only one that changed something that matters for what stood in the way."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from experiments.trace.conditions import CONDITIONS, EASED, levers_that_eased
from experiments.trace.reasons import KINDS, Facts
from experiments.trace.words import SENTENCES
from scenarios.levers import LEVERS


def facts(conditions: dict[str, float] | None = None, **gaps: float) -> Facts:
    """Give a meeting in which nothing is known but what is given."""
    names = ("skill_gap", "skill_limit", "judged_gap", "judged_limit", "organisation_gap", "organisation_limit")
    seen: dict[str, Any] = {name: gaps.get(name, np.nan) for name in names}
    held = dict.fromkeys(CONDITIONS.names or (), 0.5) | (conditions or {})
    return Facts(outcome=0, relaxation=0.0, conditions=held, **seen)


@pytest.mark.parametrize(
    ("kind", "column", "easier", "gap", "levers"),
    [
        ("does_not_fit", "hours_flexibility", 0.9, "organisation_gap", ("work_conditions", "life_phase_policy")),
        ("does_not_fit", "schedule_control", 0.9, "organisation_gap", ("schedule_control", "base_roster")),
        ("deterred", "simple_share", 0.9, "skill_gap", ("job_redesign",)),
        ("deterred", "advert_tone", 0.9, "skill_gap", ("recruitment",)),
        ("not_qualified", "training", 0.9, "judged_gap", ("entry_requirements", "workplace_support")),
        ("not_qualified", "language_coaching", 0.9, "judged_gap", ("workplace_language",)),
        ("outranked", "dutch_ideal", 0.1, "judged_gap", ("entry_requirements",)),
        ("preferred_another", "environment", 0.9, "organisation_gap", ("work_conditions",)),
        ("preferred_another", "language_help", 0.9, "skill_gap", ("workplace_language",)),
    ],
)
def test_a_lever_needs_an_easier_condition_and_a_smaller_gap(
    kind: str, column: str, easier: float, gap: str, levers: tuple[str, ...]
) -> None:
    there = facts(**{gap: 0.4})
    assert levers_that_eased(kind, facts({column: easier}, **{gap: 0.2}), there) == levers
    assert levers_that_eased(kind, facts({column: easier}, **{gap: 0.4}), there) == ()
    assert levers_that_eased(kind, facts({column: 1.0 - easier}, **{gap: 0.2}), there) == ()
    assert levers_that_eased(kind, facts(**{gap: 0.2}), there) == ()


@pytest.mark.parametrize(
    ("kind", "column", "easier", "levers"),
    [
        ("not_invited", "origin_discrimination", 0.1, ("selection", "inclusive_team")),
        ("not_invited", "partnership", 0.9, ("guidance_partnership",)),
        ("lost_in_procedure", "selection_simplicity", 0.9, ("selection",)),
        ("not_recognised", "recruitment_channels", 3.0, ("recruitment",)),
        ("does_not_fit_after_all", "facilities", 0.9, ("work_conditions",)),
        ("preferred_another", "schedule_control", 0.9, ("schedule_control", "base_roster")),
    ],
)
def test_where_no_gap_was_seen_the_condition_decides(
    kind: str, column: str, easier: float, levers: tuple[str, ...]
) -> None:
    assert levers_that_eased(kind, facts({column: easier}), facts()) == levers
    assert levers_that_eased(kind, facts(), facts({column: easier})) == ()


def test_a_more_lenient_employer_counts_by_what_it_allows() -> None:
    lenient = facts({"selection_strictness": 0.1}, judged_gap=0.4, judged_limit=0.5)
    strict = facts(judged_gap=0.4, judged_limit=0.3)
    assert levers_that_eased("not_qualified", lenient, strict) == ("selection",)
    unmoved = facts({"selection_strictness": 0.1}, judged_gap=0.4, judged_limit=0.3)
    assert levers_that_eased("not_qualified", unmoved, strict) == ()


@pytest.mark.parametrize("kind", ["not_met", "taken", "not_open", "already_placed", "too_early", "no_diploma"])
def test_what_no_employer_can_ease_names_nobody(kind: str) -> None:
    gaps = {"skill_gap": 0.1, "judged_gap": 0.1, "organisation_gap": 0.1}
    best = {condition.column: 0.5 + 0.4 * condition.better for condition in EASED}
    assert levers_that_eased(kind, facts(best, **gaps), facts()) == ()


def test_every_condition_is_of_a_lever_on_employers_with_its_words() -> None:
    told_by_numbers = {"entry_requirements", "schedule_control"}
    for condition in EASED:
        assert set(condition.kinds) <= set(KINDS)
        for lever in condition.levers:
            assert LEVERS[lever].scope == "employers"
            assert lever in told_by_numbers or f"reason_{lever}" in SENTENCES
    eased = {lever for condition in EASED for lever in condition.levers}
    others = {name for name, lever in LEVERS.items() if lever.scope == "employers"} - eased
    told_otherwise = {"workplace_learning", "side_entry", "company_contact", "transition_support"}
    for_own_staff = {
        "career_paths",
        "retention_bonus",
        "recognition",
        "staff_development",
        "workability_plans",
        "upskilling",
        "defence_training",
        "defence_retention",
    }
    assert others == told_otherwise | for_own_staff, (
        "say what these change, or that pupils, staff or people on notice tell it"
    )
