"""Every documented measure and barrier, on people out of work and on careers, has a place in the model, or a reason."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from agents.coaches import Coaches
from agents.columns import declarations
from agents.employers import Employers
from agents.job_designs import JobDesigns
from agents.persons import Persons
from scenarios.arms import covering, load_library
from scenarios.intervention import Intervention
from scenarios.levers import LEVERS

COVERAGE = Path(__file__).resolve().parents[2] / "scenarios" / "coverage"
TABLES = {table.__name__: set(declarations(table)) for table in (Persons, Employers, JobDesigns, Coaches)}
TABLES["LabourMarket"] = {"service_coordination"}
NOT_OF_THESE_STUDIES = {"self_rostering", "workplace_learning", "side_entry_work_learn_hardenberg"}


def rows_of(name: str) -> list[dict[str, str]]:
    with (COVERAGE / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def library() -> dict[str, Intervention]:
    return load_library(LEVERS)


def test_every_documented_measure_has_its_row_once() -> None:
    names = [row["measure"] for row in rows_of("measures")]
    assert len(names) == len(set(names)) == 72
    assert {row["side"] for row in rows_of("measures")} == {"coach", "employer", "intermediary", "policy"}


def test_the_table_says_what_the_interventions_say(library: dict[str, Intervention]) -> None:
    told = {row["measure"]: tuple(row["interventions"].split("; ")) for row in rows_of("measures")}
    said = {measure: names for measure, names in covering(library).items() if measure not in NOT_OF_THESE_STUDIES}
    assert told == said


def test_a_measure_without_an_intervention_of_its_own_gives_a_reason(library: dict[str, Intervention]) -> None:
    reasons = {row["measure"]: row["reason"] for row in rows_of("measures")}
    for entry in library.values():
        # The first measure an intervention names is the one it was made for.
        assert all(reasons[measure] for measure in entry.covers[1:])


def test_every_barrier_has_columns_that_exist_or_a_reason() -> None:
    rows = rows_of("barriers")
    assert len({row["barrier"] for row in rows}) == len(rows) == 70
    for row in rows:
        assert row["columns"] or row["note"].startswith("left out")
        for name in row["columns"].split("; ") if row["columns"] else ():
            table, column = name.split(".")
            assert column in TABLES[table], name
