"""Intervention files: those that are shipped can be read, and every mistake in one of a user is named."""

from __future__ import annotations

import math
import re
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import yaml
from support.tiny_market import LEVERS

from experiments.provenance import describe_intervention
from scenarios import levers as shipped_levers
from scenarios.arms import covering, load_library, resolve_arm
from scenarios.config import ExperimentConfig
from scenarios.errors import UserMistake
from scenarios.intervention import SCOPES, Intervention, Quantity
from scenarios.intervention_file import SHIPPED, read_intervention
from scenarios.levers import LeverParameter
from scenarios.validation import Choices, validate

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

FOR_COACHES: dict[str, Any] = {
    "levers": [{"lever": "coach_help"}],
    "target": {"organisations": ["union"], "sub_regions": ["Brugge"]},
    "support": None,
    "cost": {"per_coach_start_eur": 1, "per_coach_month_eur": 2, "per_person_eur": 3},
}
FOR_PERSONS: dict[str, Any] = {
    "levers": [{"lever": "person_help"}],
    "target": None,
    "support": None,
    "cost": {"per_person_eur": 3},
}


def lever(scope: str, **parameters: LeverParameter) -> SimpleNamespace:
    return SimpleNamespace(scope=scope, parameters=parameters)


ALL_LEVERS: dict[str, Any] = {
    **LEVERS,
    "coach_help": lever("coaches", hours=LeverParameter(1.0, 0.5, 4.0, "factor", "assumption", neutral=1.0)),
    "person_help": lever("persons"),
    "service_help": lever("sub_regions"),
    "many_things": lever(
        "employers",
        welcome=LeverParameter(0.3, 0.1, 0.5, "share", "assumption"),
        factor=LeverParameter(2.0, 1.5, 4.0, "factor", "assumption", neutral=1.0),
        places=LeverParameter(3.0, 1.0, 6.0, "places", "assumption", neutral=None),
    ),
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
    assert set(library) == {path.stem for path in SHIPPED.glob("*.yaml")}
    singles = {"zelfroosteren", "werkplekleren", "vereisten_versoepelen", "geen_effect", "coaching", "jobontwerp"}
    assert singles <= {name for name, entry in library.items() if not entry.includes}
    assert library["coaching_en_jobontwerp"].includes == ("coaching", "jobontwerp")


def test_titles_of_shipped_interventions_differ(library: dict[str, Intervention]) -> None:
    for titles in ([entry.title_nl for entry in library.values()], [entry.title_en for entry in library.values()]):
        assert len(set(titles)) == len(titles)


def test_every_shipped_number_names_a_source_and_has_a_range(library: dict[str, Intervention]) -> None:
    for entry in library.values():
        if entry.includes or entry.coverage == 0:
            continue
        asked = entry.support.shares.values() if entry.support.required else ()
        numbers = [*asked, *(entry.cost.given.values() if entry.cost is not None else ())]
        chosen = [
            number for use in entry.levers for number in use.parameters.values() if "not a part" not in number.source
        ]
        for number in numbers + chosen:
            documented = re.search(r"\(f\d{3}_\w+", number.source)
            decided = number.source.startswith("choice of the")
            assert documented or decided or "assumption" in number.source, (entry.name, number.source)
            free = number.value == number.upper == 0.0
            assert number.lower < number.upper or documented or decided or free, (entry.name, number.source)


def test_self_rostering_needs_both_sides_and_a_year_of_pilot(library: dict[str, Intervention]) -> None:
    entry = library["zelfroosteren"]
    assert entry.support.required
    assert entry.roll_out.pilot_months == 12
    assert entry.target.minimum_team_size > 1


def test_the_control_reaches_nobody(library: dict[str, Intervention]) -> None:
    assert library["geen_effect"].coverage == 0


def test_evidence_of_shipped_interventions_is_named(library: dict[str, Intervention]) -> None:
    for entry in library.values():
        assert entry.evidence or entry.includes or entry.coverage == 0
        assert set(entry.covers) <= set(entry.evidence)


@pytest.mark.parametrize("name", shipped_levers.LEVERS)
def test_every_parameter_of_a_lever_has_unit_range_and_source(name: str) -> None:
    lever = shipped_levers.LEVERS[name]
    assert lever.scope in SCOPES
    for parameter in lever.parameters.values():
        assert parameter.lower <= parameter.value <= parameter.upper
        assert (parameter.lower < parameter.upper) is (parameter.choices is None)
        assert parameter.bounds[0] < parameter.bounds[1]
        assert parameter.unit
        chosen = parameter.neutral is None and parameter.source.startswith("choice of the initiative")
        documented = re.search(r"[a-z]+_[a-z]+|[A-Z]{3}-\d{2}", parameter.source)
        assert "assumption" in parameter.source or documented or chosen
        assert parameter.neutral is None or math.isfinite(parameter.neutral)


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


@pytest.mark.parametrize(
    ("changes", "nl", "en"),
    [
        (
            {"levers": [{"lever": "many_things", "parts": ["welkome"]}]},
            "Onbekende parameter 'welkome'; bedoelde u 'welcome'?",
            "Unknown parameter 'welkome'; did you mean 'welcome'?",
        ),
        ({"levers": [{"lever": "many_things", "parts": []}]}, "minstens een parameter", "at least one parameter"),
        ({"levers": [{"lever": "many_things", "parts": "welcome"}]}, "lijst van namen", "list of names"),
        (
            {"levers": [{"lever": "many_things", "parts": ["welcome"], "parameters": {"factor": 2}}]},
            "'levers 1.parameters.factor' staat niet onder 'parts'",
            "'levers 1.parameters.factor' is not among 'parts'",
        ),
        (
            {"levers": [{"lever": "schedule_control"}, {"lever": "schedule_control"}]},
            "noemt 'schedule_control' voor de tweede keer",
            "names 'schedule_control' for the second time",
        ),
        (
            {"target": {"organisations": ["union"]}},
            "'target.organisations' past bij geen enkele hefboom van dit bestand, want het gaat over begeleiders",
            "'target.organisations' fits no lever of this file, because it is about coaches",
        ),
        ({"target": {"ages": {"from": 20}}}, "want het gaat over personen", "because it is about persons"),
        ({**FOR_COACHES, "target": {"sectors": ["trade"]}}, "gaat over werkgevers", "about employers"),
        ({**FOR_COACHES, "target": {"organisations": ["unoin"]}}, "'union'", "'union'"),
        ({**FOR_COACHES, "support": {"staff": 1}}, "'support.staff' past bij geen", "'support.staff' fits no lever"),
        ({**FOR_COACHES, "support": {"coaches": 2}}, "'support.coaches' moet van 0", "'support.coaches' must lie"),
        (
            {**FOR_COACHES, "cost": {"per_coach_start_eur": 1, "per_person_eur": 0}},
            "'cost.per_coach_month_eur' vraagt een getal",
            "'cost.per_coach_month_eur' takes a number",
        ),
        (
            {**FOR_COACHES, "cost": VALID["cost"]},
            "past bij geen enkele hefboom van dit bestand, want het gaat over werkgevers",
            "fits no lever of this file, because it is about employers",
        ),
        (
            {**FOR_PERSONS, "cost": {"per_person_eur": 1, "per_hour_eur": -1}},
            "'cost.per_hour_eur' moet van 0",
            "'cost.per_hour_eur' must lie",
        ),
        ({**FOR_PERSONS, "cost": {"per_coach_month_eur": 1}}, "over begeleiders", "about coaches"),
        ({**FOR_PERSONS, "target": {"personas": ["redy"]}}, "'ready'", "'ready'"),
        ({**FOR_PERSONS, "target": {"origins": ["belgie"]}}, "'belgium'", "'belgium'"),
        ({**FOR_PERSONS, "target": {"statuses": ["absent"]}}, "Onbekende status", "Unknown status"),
        ({**FOR_PERSONS, "target": {"sexes": ["vrouwen"]}}, "Onbekende sekse", "Unknown sex"),
        ({**FOR_PERSONS, "target": {"ages": {"from": 30, "to": 20}}}, "vraagt from <= to", "needs from <= to"),
        ({**FOR_PERSONS, "target": {"ages": {"from": 14}}}, "'target.ages.from' moet van 15", "must lie from 15"),
        ({**FOR_PERSONS, "target": {"ages": [20, 30]}}, "'target.ages' vraagt regels", "'target.ages' takes lines"),
        ({**FOR_PERSONS, "target": {"minimum_months_out": -1}}, "minimum_months_out", "minimum_months_out"),
        ({"end": "2030-13"}, "'end' vraagt een maand als JJJJ-MM, niet '2030-13'", "'end' takes a month as YYYY-MM"),
        ({"end": 2030}, "'end' vraagt een maand als JJJJ-MM, niet '2030'", "'end' takes a month as YYYY-MM"),
        ({"duration_months": 0}, "'duration_months' moet van 1", "'duration_months' must lie from 1"),
        ({"end": "2030-12", "duration_months": 3}, "allebei", "both"),
        (
            {"includes": ["zelfroosteren"], "levers": None, "end": "2030-12"},
            "'end' past niet bij een bundel",
            "'end' does not fit a bundle",
        ),
        ({"covers": "self_rostering"}, "'covers' vraagt een lijst van namen", "'covers' takes a list of names"),
        ({"covers": ["a", "a"]}, "'covers' noemt een naam tweemaal", "'covers' names something twice"),
    ],
)
def test_a_mistake_is_told_in_both_languages(tmp_path: Path, changes: dict[str, Any], nl: str, en: str) -> None:
    with pytest.raises(UserMistake) as caught:
        read_intervention(written(tmp_path, **changes), ALL_LEVERS)
    for sentence, told in ((caught.value.nl, nl), (caught.value.en, en)):
        assert "proef.yaml" in sentence
        assert told in sentence
        assert "\n" not in sentence


def test_parts_leave_the_rest_of_a_lever_out(tmp_path: Path) -> None:
    use = {"lever": "many_things", "parts": ["welcome"], "parameters": {"welcome": 0.4, "places": 2}}
    parameters = read_intervention(written(tmp_path, levers=[use]), ALL_LEVERS).levers[0].parameters
    values = {name: (entry.lower, entry.value, entry.upper) for name, entry in parameters.items()}
    assert values == {"welcome": (0.4, 0.4, 0.4), "factor": (1.0, 1.0, 1.0), "places": (2.0, 2.0, 2.0)}


def test_without_parts_a_lever_is_used_whole(tmp_path: Path) -> None:
    assert (
        read_intervention(written(tmp_path, levers=[{"lever": "many_things"}]), ALL_LEVERS).levers[0].parameters == {}
    )


def test_a_number_of_places_is_not_set_to_nothing(tmp_path: Path) -> None:
    use = {"lever": "workplace_learning", "parts": ["skill_gain"]}
    levers = shipped_levers.LEVERS
    parameters = read_intervention(written(tmp_path, levers=[use]), levers).levers[0].parameters
    assert set(parameters) == {"goal_clarity_gain", "application_skill_gain", "completion_gain", "acquaintance"}
    assert all(entry.value == entry.lower == entry.upper == 0.0 for entry in parameters.values())


def test_a_measure_of_coaches_asks_nobody_else(tmp_path: Path) -> None:
    entry = read_intervention(written(tmp_path, **FOR_COACHES), ALL_LEVERS)
    assert entry.support.shares == {}
    assert {name: amount.value for name, amount in entry.cost.given.items()} == {
        "per_person": 3,
        "per_coach_start": 1,
        "per_coach_month": 2,
    }
    assert entry.target.organisations == ("union",)
    told = [row["parameter"] for row in describe_intervention(entry, ALL_LEVERS)["assumptions"] if not row["lever"]]
    assert told == ["coverage", "cost.per_person_eur", "cost.per_coach_start_eur", "cost.per_coach_month_eur"]


def test_others_than_employers_are_asked_where_the_file_says_so(tmp_path: Path) -> None:
    both = [{"lever": "coach_help"}, {"lever": "person_help"}, {"lever": "service_help"}]
    support = {"coaches": 0.8, "persons": 0.5, "sub_regions": 1}
    entry = read_intervention(written(tmp_path, **{**FOR_COACHES, "levers": both, "support": support}), ALL_LEVERS)
    assert {side: share.value for side, share in entry.support.shares.items()} == support


def test_a_measure_for_persons_says_for_whom(tmp_path: Path) -> None:
    target = {
        "personas": ["hesitant_onlooker"],
        "origins": ["outside_european_union"],
        "statuses": ["home", "unemployed"],
        "sexes": ["women"],
        "ages": {"from": 18, "to": 29},
        "minimum_months_out": 12,
        "sub_regions": ["Westhoek"],
    }
    cost = {"per_person_eur": 100, "per_hour_eur": {"value": 50, "lower": 40, "upper": 60, "source": "assumption"}}
    entry = read_intervention(written(tmp_path, **{**FOR_PERSONS, "target": target, "cost": cost}), ALL_LEVERS)
    assert (entry.target.youngest, entry.target.oldest, entry.target.minimum_months_out) == (18, 29, 12)
    assert entry.target.personas == ("hesitant_onlooker",)
    assert entry.cost.per_hour is not None
    assert entry.cost.per_hour.upper == 60


def test_a_measure_stays_unless_the_file_ends_it(tmp_path: Path) -> None:
    assert read_intervention(written(tmp_path), ALL_LEVERS).end_when_started(180) is None
    assert read_intervention(written(tmp_path, duration_months=24), ALL_LEVERS).end_when_started(180) == 204
    assert read_intervention(written(tmp_path, end="2030-12"), ALL_LEVERS).end_when_started(180) == 19 * 12


def test_a_measure_that_ends_before_measures_start_is_refused(tmp_path: Path) -> None:
    written(tmp_path, end="2026-12")
    choices = Choices(("west_flanders",), ("recent_rates",), ("business_as_usual",), {}, load_library(LEVERS, tmp_path))
    with pytest.raises(UserMistake) as caught:
        validate(ExperimentConfig(arms=["baseline", "proef"]), choices)
    assert "'proef' eindigt met 2026-12, voor de maatregelen in 2027-01 beginnen" in caught.value.nl
    assert "'proef' ends with 2026-12, before measures start in 2027-01" in caught.value.en
    validate(ExperimentConfig(arms=["baseline", "proef"], policy_start="2026-12"), choices)


def test_it_can_be_told_which_measures_stand_for_a_documented_one(tmp_path: Path) -> None:
    written(tmp_path, covers=["self_rostering", "a_row"])
    rows = covering(load_library(LEVERS, tmp_path))
    assert rows["self_rostering"] == ("proef", "zelfroosteren")
    assert rows["a_row"] == ("proef",)
    assert list(rows) == sorted(rows)


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
