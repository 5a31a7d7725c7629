"""The 132 actions of the 2013 study: complete, tied to documented measures, and refused when a row cannot be right."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from scenarios.action_catalogue import ACTIONS, NOT_PRINTED, load_actions
from scenarios.documented_measures import load_measures


def test_all_actions_of_the_annex_stand_there_once() -> None:
    actions = load_actions()
    assert [action.number for action in actions] == list(range(1, 133))
    # The annex has a list for care, 1 to 59, and one for technical work, 60 to 132.
    assert [action.profile for action in actions] == ["care"] * 59 + ["technical"] * 73
    assert Counter(action.horizon for action in actions) == {"long": 87, "short": 23, NOT_PRINTED: 22}
    assert len({action.category for action in actions}) == 12
    assert {action.number for action in actions if not action.initiator} == {4, 18}


def test_every_action_belongs_to_a_measure_of_the_same_study() -> None:
    measures = load_measures()
    assert {measures[action.measure].studies for action in load_actions()} == {("003",)}


def test_every_action_is_described_in_one_sentence_of_its_own() -> None:
    for texts in zip(*((action.description_nl, action.description_en) for action in load_actions()), strict=True):
        assert len(set(texts)) == len(texts)
        assert all(text[0].isupper() and text.endswith(".") and text.count(". ") == 0 for text in texts)
        assert max(map(len, texts)) < 170


@pytest.mark.parametrize(
    ("number", "measure"),
    [
        (36, "side_entry_work_learn_hardenberg"),
        (42, "self_rostering"),
        (43, "preference_based_rostering"),
        (44, "self_rostering"),
        (47, "career_path_mobility"),
        (48, "life_phase_personnel_policy"),
        (63, "sector_network_tech_promotion"),
        (76, "innovation_challenge_school_company"),
        (79, "school_company_pairing_jetnet"),
        (94, "career_discovery_centre"),
        (105, "workplace_learning"),
        (128, "national_stem_platform"),
        (129, "regional_tech_promotion_platform"),
    ],
)
def test_the_actions_that_the_study_worked_out_have_a_measure_of_their_own(number: int, measure: str) -> None:
    assert load_actions()[number - 1].measure == measure


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("number,name", "number,title", "the columns must be number, name, initiator"),
        ("\n2,", "\n3,", "expected number 2; number the actions from 1 without gaps"),
        (",BE,general_image,care", ",XX,general_image,care", "'XX' is no country; write one of AT, BE"),
        (",general_image,care", ",posters,care", "'posters' is no category"),
        (",care,long,", ",cure,long,", "'cure' is no profile"),
        (",care,long,", ",care,LT,", "'LT' is no horizon"),
        ("open_days_taster", "open_dagen", "'open_dagen' is no documented measure; add it to measures.csv"),
        ("\n1,Dag van de zorg,", "\n1,,", "action 1: the name is missing"),
        (
            "Care and welfare organisations let everybody look inside on one day a year.",
            "",
            "description_en is missing",
        ),
    ],
)
def test_a_row_that_cannot_be_right_is_refused(tmp_path: Path, before: str, after: str, told: str) -> None:
    text = ACTIONS.read_text(encoding="utf-8")
    assert before in text
    path = tmp_path / "actions.csv"
    path.write_text(text.replace(before, after, 1), encoding="utf-8")
    with pytest.raises(ValueError, match=re.escape(told)):
        load_actions(path)
