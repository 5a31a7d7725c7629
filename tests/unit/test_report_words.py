"""Everything that is shipped can be said in both languages: sources, units, codes and evidence."""

from __future__ import annotations

import pytest

from agents.region import SECTORS
from agents.vocabulary import OCCUPATIONS
from calibration.check import CHECKS
from experiments.provenance import describe_intervention
from experiments.report_cells import listed
from experiments.report_evidence import intervention_words
from experiments.report_words import kind_of_source, report_words, source_text, translated, undated, unit_text
from experiments.texts import euros, euros_between
from scenarios.arms import load_library
from scenarios.build import region_figures
from scenarios.levers import LEVERS

SHIPPED = [describe_intervention(entry, LEVERS) for entry in load_library(LEVERS).values() if not entry.includes]
ROWS = [row for entry in SHIPPED for row in entry["assumptions"]]
SAME_IN_DUTCH = {"Statbel, Census 2011", "Dynam-Reg", "Dynam-Reg, via Verso", "Acerta", "Steunpunt Werk", ""}
SAME_IN_DUTCH |= {"Steunpunt Werk in De Tijd, 2018", "Eurostat, EUROPOP2019 (proj_19rp3)"}


def test_every_value_of_a_measure_is_named_in_both_languages() -> None:
    assert ROWS
    for row in ROWS:
        names = {translated("parameters", row["parameter"], language) for language in ("nl", "en")}
        assert len(names) == 2 and row["parameter"] not in names, row["parameter"]
        if row["unit"] not in ("share", "euro"):
            assert unit_text(row["unit"], "nl") != unit_text(row["unit"], "en"), row["unit"]
        english, dutch = source_text(row["source"], "en"), source_text(row["source"], "nl")
        assert english in SAME_IN_DUTCH or english != dutch, row["source"]
        assert "assumption" not in dutch and "assumption" not in english


def test_every_published_source_is_named_in_dutch() -> None:
    published = [figure.source for figure in region_figures("west_flanders").targets.values()]
    for source in {undated(source) for source in (*published, *(check.source for check in CHECKS))}:
        assert source in SAME_IN_DUTCH or source_text(source, "nl") != source, source


def test_every_code_of_a_target_and_every_piece_of_evidence_is_named() -> None:
    for language in ("nl", "en"):
        assert all(translated("sectors", name, language) != name or name in SAME_WORDS for name in SECTORS)
        assert all(translated("occupations", name, language) != name or name in SAME_WORDS for name in OCCUPATIONS)
        assert all(translated("evidence", name, language) != name for entry in SHIPPED for name in entry["evidence"])
        for entry in SHIPPED:
            assert translated("evidence_levels", entry["evidence_level"], language) != entry["evidence_level"]


SAME_WORDS = {"agriculture", "construction", "trade", "hospitality", "finance", "education"}


@pytest.mark.parametrize(
    ("source", "kind", "dutch"),
    [
        ("assumption", "assumption", ""),
        ("assumption; no effect size exists (SCH-01)", "assumption", "er bestaat geen effectgrootte (SCH-01)"),
        ("assumption: what a user wrote", "assumption", "what a user wrote"),
        ("aanname: zelf bedacht", "assumption", "zelf bedacht"),
        ("assumption: set in my_measure.yaml", "assumption", "opgegeven in my_measure.yaml"),
        ("choice of the scenario", "choice", "keuze van het scenario"),
        ("choice of the initiative: for girls", "choice", "keuze van het initiatief: voor meisjes"),
        ("Statbel, Census 2011 (1 January 2011)", "reported", "Statbel, Census 2011 (1 januari 2011)"),
        ("my_own_register_17", "reported", "my_own_register_17"),
    ],
)
def test_a_source_is_labelled_and_written(source: str, kind: str, dutch: str) -> None:
    assert kind_of_source(source) == kind
    assert source_text(source, "nl") == dutch


def test_a_measure_of_an_older_run_is_shown_with_what_it_has() -> None:
    entry = {"name": "oud", "title_nl": "Oud", "title_en": "Old", "description_nl": "Iets.", "description_en": "It."}
    (shown,) = intervention_words([entry], report_words("nl"), "nl")
    assert shown["facts"] == [] and shown["evidence"] == [] and shown["assumptions"] == []


def test_an_unrestricted_measure_is_for_everyone_and_starts_at_once() -> None:
    entry = dict(SHIPPED[0])
    entry["target"] = {"sectors": [], "occupations": ["nurse"], "sub_regions": ["Brugge"], "minimum_team_size": 1}
    entry["roll_out"] = {"pilot_months": 0, "pilot_share": 0.1, "phase_months": 0}
    (shown,) = intervention_words([entry], report_words("en"), "en")
    facts = dict(shown["facts"])
    assert facts["Target"] == "nurses; Brugge"
    assert facts["Roll-out"].startswith("all at once; in the end")
    entry["target"] = {}
    (shown,) = intervention_words([entry], report_words("en"), "en")
    assert dict(shown["facts"])["Target"] == "all employers"


def test_amounts_are_written_in_three_figures() -> None:
    assert [euros(value, "nl") for value in (0.0, 1234.0, 21_040_000.0, 4_690_000.0, 1.2e9)] == [
        "0 euro",
        "1.230 euro",
        "21 miljoen euro",
        "4,69 miljoen euro",
        "1,2 miljard euro",
    ]
    assert euros(float("nan"), "en") == "–"
    assert euros_between(4_690_000.0, 38_500_000.0, "nl") == "4,69 tot 38,5 miljoen euro"
    assert euros_between(0.0, 14e6, "en") == "0 to 14 million euro"
    assert euros_between(247_000.0, 3.81e6, "en") == "247,000 euro to 3.81 million euro"


def test_items_are_listed_as_a_sentence_does() -> None:
    words = report_words("nl")
    assert [listed(items, words) for items in ([], ["a"], ["a", "b"], ["a", "b", "c"])] == [
        "",
        "a",
        "a en b",
        "a, b en c",
    ]


@pytest.mark.parametrize(
    ("name", "unit", "everyone", "support"),
    [
        ("zelfroosteren", "deel van de beoogde werkgevers", "beoogde werkgevers", "personeel en directie"),
        ("motivatie", "deel van de beoogde begeleiders", "beoogde begeleiders", "geen voorwaarde"),
        ("coaching", "deel van de doelgroep", "beoogde begeleiders en deelregio's", "geen voorwaarde"),
        ("snelle_diplomaerkenning", "deel van de beoogde deelregio's", "beoogde deelregio's", "geen voorwaarde"),
    ],
)
def test_a_measure_says_on_whom_it_works_and_who_must_back_it(
    name: str, unit: str, everyone: str, support: str
) -> None:
    (entry,) = (entry for entry in SHIPPED if entry["name"] == name)
    (shown,) = intervention_words([entry], report_words("nl"), "nl")
    (coverage,) = (row for row in entry["assumptions"] if row["parameter"] == "coverage")
    assert unit_text(coverage["unit"], "nl") == unit
    facts = dict(shown["facts"])
    assert everyone in facts["Invoering"] and support in facts["Draagvlak"]


def test_others_than_employers_are_asked_for_their_support() -> None:
    entry = {**SHIPPED[0], "scopes": ["persons"], "support_required": True, "support_asked": ["coaches", "persons"]}
    entry["target"] = {}
    facts = dict(intervention_words([entry], report_words("en"), "en")[0]["facts"])
    assert facts["Target"] == "all persons"
    assert "the organisation of the coaches" in facts["Support"] and "only who wants to" in facts["Support"]
    assert "staff and management" not in facts["Support"]
