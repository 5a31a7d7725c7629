"""Intervention files: those that are shipped can be read, and every mistake in one of a user is named."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from support.tiny_market import LEVERS

from experiments.provenance import describe_intervention
from scenarios.arms import SHIPPED, load_library, resolve_arm
from scenarios.errors import UserMistake
from scenarios.intervention import Intervention, Quantity
from scenarios.intervention_file import read_intervention

VALID: dict[str, Any] = {
    "title_nl": "Proef",
    "title_en": "Trial",
    "description_nl": "Een proef.",
    "description_en": "A trial.",
    "evidence": ["self_rostering"],
    "evidence_level": "assumption",
    "levers": [{"lever": "schedule_control", "parameters": {"strength": 0.3}}],
    "target": {"sectors": ["health_care"], "occupations": ["nurse"], "minimum_team_size": 4},
    "coverage": 0.5,
    "roll_out": {"pilot_months": 12, "pilot_share": 0.1, "phase_months": 24},
    "support": {"staff": {"value": 0.5, "lower": 0, "upper": 1, "source": "assumption"}, "management": 1},
    "cost": {"per_employer_start_eur": 0, "per_employer_month_eur": 0, "per_person_eur": 10},
}


def written(folder: Path, **changes: Any) -> Path:
    content = {key: value for key, value in {**VALID, **changes}.items() if value is not None}
    path = folder / "proef.yaml"
    path.write_text(yaml.safe_dump(content), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def library() -> dict[str, Intervention]:
    return load_library(LEVERS)


def test_the_shipped_interventions_are_there(library: dict[str, Intervention]) -> None:
    assert set(library) == {
        "zelfroosteren",
        "werkplekleren",
        "vereisten_versoepelen",
        "bundel_van_drie",
        "geen_effect",
    }


def test_every_shipped_number_names_a_source_and_has_a_range(library: dict[str, Intervention]) -> None:
    for entry in library.values():
        if entry.includes or entry.coverage == 0:
            continue
        cost, support = entry.cost, entry.support
        assert cost is not None
        for number in (
            support.staff,
            support.management,
            cost.per_employer_start_eur,
            cost.per_employer_month_eur,
            cost.per_person_eur,
        ):
            assert number.source.startswith("assumption")
            assert number.lower < number.upper


def test_self_rostering_needs_both_sides_and_a_year_of_pilot(library: dict[str, Intervention]) -> None:
    entry = library["zelfroosteren"]
    assert entry.support.required
    assert entry.roll_out.pilot_months == 12
    assert entry.target.minimum_team_size > 1


def test_the_control_reaches_nobody(library: dict[str, Intervention]) -> None:
    assert library["geen_effect"].coverage == 0


def test_evidence_of_shipped_interventions_is_named(library: dict[str, Intervention]) -> None:
    for name in ("zelfroosteren", "werkplekleren", "vereisten_versoepelen"):
        assert library[name].evidence


def test_a_range_is_drawn_evenly() -> None:
    number = Quantity(0.5, 0.2, 0.8, "assumption")
    assert number.at(0.0) == pytest.approx(0.2)
    assert number.at(0.5) == pytest.approx(0.5)
    assert number.at(1.0) == pytest.approx(0.8)


def test_an_intervention_of_a_user_joins_the_library(tmp_path: Path) -> None:
    written(tmp_path)
    library = load_library(LEVERS, tmp_path)
    entry = resolve_arm("proef", library).interventions[0]
    assert entry.levers[0].parameters["strength"].value == 0.3
    assert entry.support.required
    assert entry.target.occupations == ("nurse",)


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"titel": "x"}, "'title_nl'"),
        ({"title_nl": ""}, "title_nl"),
        ({"title_en": None}, "title_en"),
        ({"evidence_level": "proved"}, "measured_elsewhere"),
        ({"evidence": "self_rostering"}, "evidence"),
        ({"levers": []}, "levers"),
        ({"levers": "schedule_control"}, "levers"),
        ({"levers": [{"lever": "schedule_controll"}]}, "'schedule_control'"),
        ({"levers": [{"lever": "schedule_control", "parameters": {"strenght": 1}}]}, "'strength'"),
        ({"levers": [{"lever": "schedule_control", "parameters": {"strength": 0.9}}]}, "0 tot 0.5"),
        ({"levers": [{"lever": "schedule_control", "parameters": {"strength": float("nan")}}]}, "strength"),
        ({"levers": [{"lever": "schedule_control", "parameters": {"strength": "veel"}}]}, "strength"),
        ({"levers": [{"lever": "schedule_control", "parameters": {"strength": True}}]}, "strength"),
        ({"levers": [{"lever": "schedule_control", "_target_": "os.system"}]}, "_target_"),
        ({"target": {"sectors": ["helth_care"]}}, "'health_care'"),
        ({"target": {"occupations": ["nurs"]}}, "'nurse'"),
        ({"target": {"sub_regions": ["Brugg"]}}, "'Brugge'"),
        ({"target": {"sectors": ["trade", "trade"]}}, "tweemaal"),
        ({"target": {"minimum_team_size": 0}}, "minimum_team_size"),
        ({"target": {"minimum_team_size": 2.5}}, "geheel getal"),
        ({"target": ["trade"]}, "target"),
        ({"coverage": 1.2}, "coverage"),
        ({"coverage": None}, "coverage"),
        ({"roll_out": {"pilot_months": -1}}, "roll_out.pilot_months"),
        ({"roll_out": {"pilot_share": 2}}, "roll_out.pilot_share"),
        ({"support": {"staff": 1}}, "support.management"),
        ({"support": {"staff": 1, "management": 1, "required": "ja"}}, "support.required"),
        (
            {"support": {"staff": {"value": 0.5, "lower": 0.6, "upper": 1, "source": "x"}, "management": 1}},
            "lower",
        ),
        ({"support": {"staff": {"value": 0.5}, "management": 1}}, "source"),
        ({"cost": {"per_employer_start_eur": -5}}, "per_employer_start_eur"),
        ({"cost": None}, "cost"),
        ({"includes": ["zelfroosteren"]}, "includes"),
        ({"includes": ["niets"], "levers": None}, "Onbekende interventie"),
        ({"includes": ["bundel_van_drie"], "levers": None}, "bundel"),
    ],
)
def test_a_mistake_in_a_file_gives_one_sentence(tmp_path: Path, changes: dict[str, Any], told: str) -> None:
    written(tmp_path, **changes)
    with pytest.raises(UserMistake) as caught:
        load_library(LEVERS, tmp_path)
    sentence = caught.value.sentence("nl")
    assert "proef.yaml" in sentence
    assert told in sentence
    assert "\n" not in sentence


@pytest.mark.parametrize("text", ["a: [", "- a\n- b", "", "a: 1\na: 2", "!!python/object/apply:os.system ['true']"])
def test_a_file_that_is_not_an_intervention_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "proef.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UserMistake, match=r"proef\.yaml"):
        read_intervention(path, LEVERS)


def test_a_file_that_is_not_text_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "proef.yaml"
    path.write_bytes(b"\xff\xfe\x00\x01")
    with pytest.raises(UserMistake, match=r"proef\.yaml"):
        read_intervention(path, LEVERS)


def test_a_shipped_name_is_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "zelfroosteren.yaml").write_text((SHIPPED / "zelfroosteren.yaml").read_text(encoding="utf-8"))
    with pytest.raises(UserMistake, match="hernoem"):
        load_library(LEVERS, tmp_path)


def test_a_cost_that_nobody_knows_is_neither_zero_nor_a_mistake(tmp_path: Path) -> None:
    written(tmp_path, cost="unknown")
    entry = load_library(LEVERS, tmp_path)["proef"]
    assert entry.cost is None
    described = describe_intervention(entry, LEVERS)
    assert described["cost_known"] is False
    assert not [row for row in described["assumptions"] if row["parameter"].startswith("cost")]


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(UserMistake, match="bestaat niet"):
        load_library(LEVERS, tmp_path / "nergens")
