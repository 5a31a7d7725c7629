"""Every documented measure and barrier of the studies has a place in the model, or a reason."""

from __future__ import annotations

import csv
import re
from collections import Counter
from pathlib import Path

import pytest

from agents.coaches import Coaches
from agents.columns import declarations
from agents.employers import Employers
from agents.job_designs import JobDesigns
from agents.persons import Persons
from experiments.report_words import translated
from scenarios.action_catalogue import load_actions
from scenarios.arms import covering, load_library
from scenarios.documented_measures import COVERAGE, Measure, load_measures
from scenarios.intervention import Intervention
from scenarios.levers import LEVERS

TABLES = {table.__name__: set(declarations(table)) for table in (Persons, Employers, JobDesigns, Coaches)}
TABLES["LabourMarket"] = {"service_coordination"}
HEADS = "measure,side,gap,source,interventions,reason"
GOOD = "self_rostering,employer,retention,003,zelfroosteren,"


def barriers() -> list[dict[str, str]]:
    with (COVERAGE / "barriers.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def library() -> dict[str, Intervention]:
    return load_library(LEVERS)


def test_every_documented_measure_of_the_five_studies_has_its_row() -> None:
    by_study = Counter(study for entry in load_measures().values() for study in entry.studies)
    assert by_study == {"000": 5, "001": 9, "002": 58, "003": 48, "004": 6}
    assert len(load_measures()) == 125


def test_the_table_says_what_the_interventions_say(library: dict[str, Intervention]) -> None:
    told = {name: entry.interventions for name, entry in load_measures().items() if entry.interventions}
    assert told == covering(library)


def test_a_measure_without_an_intervention_of_its_own_gives_a_reason(library: dict[str, Intervention]) -> None:
    measures = load_measures()
    for entry in library.values():
        # The first measure an intervention names is the one it was made for.
        assert all(measures[name].reason for name in entry.covers[1:])
    assert all(entry.reason for entry in measures.values() if not entry.interventions)


def test_every_reason_that_a_list_tells_is_told_in_dutch() -> None:
    measures = load_measures()
    told = {entry.reason for entry in measures.values() if not entry.interventions}
    told |= {measures[action.measure].reason for action in load_actions()} - {""}
    assert [reason for reason in told if translated("reasons", reason, "nl") == reason] == []
    assert all(translated("reasons", reason, "en") == reason for reason in told)


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        (["measure,side", "a,b"], "the columns must be measure, side, gap"),
        ([], "the columns must be"),
        ([HEADS, GOOD, GOOD], "'self_rostering': the measure stands there twice"),
        ([HEADS, "a,teacher,skill,003,b,"], "'teacher' is no side; write one of coach, employer"),
        ([HEADS, "a,coach,money,003,b,"], "'money' is no gap"),
        ([HEADS, "a,coach,skill,003; 009,b,"], "'009' is no source"),
        ([HEADS, "a,coach,skill,003,,"], "give the reason why none does"),
        ([HEADS, "a,coach,skill,003,b,because, of this"], "row 2: 7 cells instead of 6; check the quotes"),
    ],
)
def test_a_table_that_cannot_be_right_is_refused(tmp_path: Path, lines: list[str], told: str) -> None:
    path = tmp_path / "measures.csv"
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    with pytest.raises(ValueError, match=re.escape(told)):
        load_measures(path)


def test_several_studies_and_interventions_are_kept_apart(tmp_path: Path) -> None:
    path = tmp_path / "measures.csv"
    path.write_text(f"{HEADS}\na,coach,skill,001; 003,b; c,both help\n", encoding="utf-8")
    assert load_measures(path) == {"a": Measure("a", "coach", "skill", ("001", "003"), ("b", "c"), "both help")}


def test_every_barrier_has_columns_that_exist_or_a_reason() -> None:
    rows = barriers()
    assert len({row["barrier"] for row in rows}) == len(rows) == 70
    for row in rows:
        assert row["columns"] or row["note"].startswith("left out")
        for name in row["columns"].split("; ") if row["columns"] else ():
            table, column = name.split(".")
            assert column in TABLES[table], name
