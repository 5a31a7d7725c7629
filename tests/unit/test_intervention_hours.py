"""Every shipped measure says how many hours of people's work it asks for, and hours agree with euros."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from experiments.provenance import assumptions, describe_intervention
from scenarios.arms import load_library
from scenarios.errors import UserMistake
from scenarios.intervention import AS_REPORTED, Intervention
from scenarios.intervention_file import SHIPPED, read_intervention
from scenarios.levers import LEVERS

LEAST_WAGE = 20.0
"""Euro that an hour of work costs at least, below any amount per hour that a measure gives."""

WAGES = (20.0, 100.0)
"""Euro between which an hour of work costs an employer, with overhead."""


@pytest.fixture(scope="module")
def singles() -> dict[str, Intervention]:
    return {name: entry for name, entry in load_library(LEVERS).items() if not entry.includes}


def written(folder: Path, hours: str) -> Path:
    """Write a measure of coaches and employers that says this of its hours."""
    base = (SHIPPED / "coach_en_werkgever.yaml").read_text(encoding="utf-8").partition("\nhours:")[0]
    path = folder / "eigen_maatregel.yaml"
    path.write_text(f"{base}\n{hours}\n", encoding="utf-8")
    return path


COMPLETE = (
    "hours: {per_employer_start_hours: 1, per_employer_month_hours: 2, per_person_hours: 3, "
    "per_coach_start_hours: 4, per_coach_month_hours: 5}"
)


def test_every_measure_states_its_hours(singles: dict[str, Intervention]) -> None:
    assert [name for name, entry in singles.items() if entry.hours is None] == []


def test_every_hour_names_a_source_and_has_a_range(singles: dict[str, Intervention]) -> None:
    for name, entry in singles.items():
        assert entry.hours is not None
        for amount in entry.hours.given.values():
            if amount is AS_REPORTED or amount.upper == 0.0:
                continue
            assert amount.lower < amount.upper, name
            assert re.search(r"\(f\d{3}_\w+", amount.source) or "assumption" in amount.source, (name, amount.source)


def test_only_a_measure_that_reaches_nobody_asks_nothing_of_anybody(singles: dict[str, Intervention]) -> None:
    idle = [
        name
        for name, entry in singles.items()
        if entry.hours is not None
        and all(amount.upper == 0.0 for amount in entry.hours.given.values() if amount is not AS_REPORTED)
    ]
    assert idle == ["geen_effect"]


def test_an_hour_is_paid_what_an_hour_of_work_costs(singles: dict[str, Intervention]) -> None:
    paid = [entry.cost.per_hour for entry in singles.values() if entry.cost is not None and entry.cost.per_hour]
    assert paid
    assert all(WAGES[0] <= amount.lower and amount.upper <= WAGES[1] for amount in paid)


def test_euros_that_are_paid_can_pay_at_least_the_fewest_hours(singles: dict[str, Intervention]) -> None:
    for name, entry in singles.items():
        euros = entry.cost.given if entry.cost is not None else {}
        hours = entry.hours.given if entry.hours is not None else {}
        for base in euros.keys() & hours.keys():
            if euros[base].value > 0.0 and hours[base] is not AS_REPORTED:
                assert euros[base].upper >= LEAST_WAGE * hours[base].lower, (name, base)


@pytest.mark.parametrize(
    ("name", "base"),
    [
        ("beroepenhuis", "per_person"),
        ("bijscholing_leerkrachten", "per_month"),
        ("braintrigger", "per_employer_month"),
        ("defensie_behoud", "per_employer_month"),
        ("defensie_opleiding", "per_employer_month"),
        ("defensie_rekrutering", "per_employer_month"),
        ("platform_beta_techniek", "per_person"),
        ("platform_beta_techniek", "per_month"),
        ("vereisten_versoepelen", "per_employer_start"),
        ("vereisten_versoepelen", "per_person"),
        ("werkplekleren", "per_employer_month"),
    ],
)
def test_where_euros_pay_for_work_alone_an_hour_costs_a_wage(
    singles: dict[str, Intervention], name: str, base: str
) -> None:
    entry = singles[name]
    assert entry.cost is not None and entry.hours is not None
    assert WAGES[0] <= entry.cost.given[base].value / entry.hours.given[base].value <= WAGES[1]


def test_a_variant_takes_the_hours_of_its_base_unless_it_says_otherwise(singles: dict[str, Intervention]) -> None:
    assert singles["zelfroosteren_tijdelijk"].hours == singles["zelfroosteren"].hours
    assert singles["werkplekleren_watteeuw"].hours != singles["werkplekleren"].hours


def test_hours_are_read_by_what_they_are_asked_for_and_those_of_levers_come_on_top(tmp_path: Path) -> None:
    entry = read_intervention(written(tmp_path, COMPLETE), LEVERS)
    assert entry.hours is not None
    assert {name: amount.value for name, amount in entry.hours.given.items()} == {
        "per_employer_start": 1,
        "per_employer_month": 2,
        "per_person": 3,
        "per_coach_start": 4,
        "per_coach_month": 5,
        "per_hour": 1,
    }
    told = [row["parameter"] for row in assumptions(entry, LEVERS) if row["parameter"].startswith("hours.")]
    assert len(told) == 5 and "hours.per_hour_hours" not in told


@pytest.mark.parametrize("hours", ["", "hours: unknown"])
def test_hours_that_are_not_given_are_unknown(tmp_path: Path, hours: str) -> None:
    entry = read_intervention(written(tmp_path, hours), LEVERS)
    assert entry.hours is None
    assert describe_intervention(entry, LEVERS)["hours_known"] is False


@pytest.mark.parametrize(
    ("hours", "nl", "en"),
    [
        ("hours: {per_hour_hours: 1}", "Onbekende sleutel", "key"),
        ("hours: {per_person_eur: 1}", "Onbekende sleutel", "key"),
        ("hours: {per_person_hours: 1}", "'hours.per_employer_start_hours' vraagt een getal", "takes a number"),
        (COMPLETE.replace(": 3", ": -3"), "'hours.per_person_hours' moet van 0", "must lie from 0"),
        ("hours: veel", "'hours' vraagt regels", "takes lines"),
    ],
)
def test_a_mistake_in_hours_is_a_sentence(tmp_path: Path, hours: str, nl: str, en: str) -> None:
    with pytest.raises(UserMistake) as mistake:
        read_intervention(written(tmp_path, hours), LEVERS)
    assert nl in mistake.value.nl and en in mistake.value.en
