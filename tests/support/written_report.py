"""A finished run in a directory, with every further table, and the report made of it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import numpy as np
import pandas as pd

from experiments.attribution import ATTRIBUTION_COLUMNS, INTERACTION
from experiments.evidence import evidence_table
from experiments.interaction import interaction_table
from experiments.ledger import MEASURES, ORIGINS, ROWS
from experiments.ledger_tables import ledger_table
from experiments.provenance import describe_intervention
from experiments.ranking import rank
from experiments.report import build_report
from experiments.results import Results, write_results
from experiments.statistics import compare_pairs, default_windows
from experiments.summary_tables import write_tables
from experiments.uncertainty_table import uncertainty_tables
from scenarios.arms import Arm, load_library
from scenarios.levers import LEVERS
from scenarios.reviews import load_reviews
from scenarios.setup import Setup
from support.synthetic_comparison import CHECK, INDICATORS, PUBLISHED, REGIONS, material

START, END = 180, 264


def write_run(directory: Path, arms: int, replications: int, **changes: Any) -> Results:
    """Write a finished run without further tables."""
    made = material("nl", arms, replications)
    run = {
        "run_id": "0123456789ab",
        "command": "compare",
        "created": "2026-11-21T10:00:00+00:00",
        "configuration": {"seed": 7, "scale": 0.1, "demography": "recent_rates", "uncertainty": False},
        "arms": list(made.results.arms),
        "arm_titles": made.arm_titles,
        "interventions": [
            describe_intervention(entry, LEVERS) for entry in load_library(LEVERS).values() if not entry.includes
        ],
        "horizon": "outlook",
        "policy_start": "2027-01",
        "check": CHECK,
        "versions": {"numpy": "2.3"},
        "duration_seconds": 12.3,
        "region": {"name": "West-Vlaanderen", "sub_regions": list(REGIONS[:-1])},
    }
    write_results(directory, made.results, made.summary, {**run, **changes})
    return made.results


def write_full_run(directory: Path) -> None:
    """Write a run with everything that a report can show."""
    changes = {"arm_interventions": {arm.name: [entry.name for entry in arm.interventions] for arm in known_arms()}}
    results = write_run(directory, 4, 6, **changes)
    windows = default_windows(0, END, START)
    tables = {
        "ranking": rank(results, INDICATORS, windows),
        "pairs": compare_pairs(results, INDICATORS, windows),
        "ledger": _ledger(results),
        "evidence": evidence_table(results, INDICATORS, known_arms(), load_reviews(), START),
    }
    whole = list(windows.items())[-1]
    tables["uncertainty"], tables["uncertainty_values"] = uncertainty_tables(
        results, INDICATORS, whole, known_arms(), LEVERS, Setup()
    )
    cells = tables["ranking"][["indicator", "group", "region", "window"]].drop_duplicates()
    tables["interaction"] = interaction_table(results, INDICATORS, windows, composed_arms(results.arms))
    tables["attribution"] = cells.merge(_components(), how="cross")[list(ATTRIBUTION_COLUMNS)]
    write_tables(directory, tables)
    for language, head, text in (("nl", "Bundel", "1. Een man vindt werk."), ("en", "Bundle", "1. A man finds work.")):
        (directory / f"trace_{language}.txt").write_text(f"{head}\n======\n\n{text}\n", encoding="utf-8")


def known_arms() -> list[Arm]:
    """Arms with measures that are shipped, under the names of the synthetic comparison."""
    measures = [(), ("zelfroosteren",), ("coaching",), ("zelfroosteren", "terugkeercursus")]
    library = load_library(LEVERS)
    return [
        Arm(name, name, name, tuple(library[measure] for measure in inside))
        for name, inside in zip(("baseline", "arm_1", "arm_2", "arm_3"), measures, strict=True)
    ]


def composed_arms(names: Sequence[str]) -> list[Arm]:
    """Arms without measures, with one, with another, and with both."""
    measures = [(), ("one",), ("other",), ("one", "other")]
    return [
        Arm(name, name, name, tuple(cast(Any, SimpleNamespace(name=measure)) for measure in inside))
        for name, inside in zip(names, measures, strict=False)
    ]


def _components() -> pd.DataFrame:
    numbers = {
        "share": 12.0,
        "lower_95": -3.0,
        "upper_95": 27.0,
        "probability_wrong_sign": 0.04,
        "alone": 14.0,
        "alone_lower_95": -2.0,
        "alone_upper_95": 30.0,
        "bundle_difference": 24.0,
        "part_of_bundle": 0.5,
        "replications": 6,
    }
    names = ("zelfroosteren", "werkplekleren", INTERACTION)
    return pd.DataFrame([{"bundle": "arm_3", "component": name, **numbers} for name in names])


def _ledger(results: Results) -> pd.DataFrame:
    shape = (results.replications, len(results.arms) - 1, len(ROWS), len(ORIGINS), len(REGIONS) - 1, len(MEASURES))
    return ledger_table(np.random.default_rng(2).poisson(40.0, shape).astype(float), results.arms, REGIONS, 0.1)


def full_report(directory: Path, language: str) -> Path:
    """Make the report of a run with everything, in a language."""
    directory.mkdir()
    write_full_run(directory)
    return build_report(directory, language, indicators=INDICATORS, published=PUBLISHED)
