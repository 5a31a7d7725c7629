"""Every placement has one category, totals close to zero, and a patient clerk finds the same."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.naive_ledger import categories, logbook

from agents.vocabulary import EMPLOYED, UNEMPLOYED
from experiments.ledger import (
    ALONE,
    ARM_CATEGORIES,
    MEASURES,
    ORIGINS,
    REFERENCE_CATEGORIES,
    ROWS,
    VACANCY_CATEGORIES,
    ledger_block,
    settle,
)
from experiments.ledger_tables import balances, displacement, imbalance, ledger_table, read_ledger
from experiments.ledger_words import BALANCE_WORDS, CATEGORY_WORDS
from experiments.summary_tables import write_tables
from simulation.calendar import ROUNDS_PER_MONTH
from simulation.diary import Logbook

FIRST, MONTHS, PERSONS, VACANCIES = 5, 6, 4, 8
REGIONS = np.array([0, 1, 1, 4], np.int8)
PROVINCE = ("A", "B", "C", "D", "E", "all")


@st.composite
def placements(draw: Any) -> list[dict[str, Any]]:
    """Placements of a few people in a few vacancies, each vacancy filled at most once, stretches one after another."""
    vacancies = draw(st.permutations(range(VACANCIES)))
    found = []
    for person in range(PERSONS):
        moments = draw(st.lists(st.integers(0, MONTHS * ROUNDS_PER_MONTH - 1), max_size=3, unique=True))
        began = -100
        for moment in sorted(moments):
            month = FIRST + moment // ROUNDS_PER_MONTH
            began = draw(st.integers(began, month))
            found.append(
                {
                    "moment": FIRST * ROUNDS_PER_MONTH + moment,
                    "person": person,
                    "status": draw(st.sampled_from([UNEMPLOYED, EMPLOYED])),
                    "since": began,
                    "lasted": draw(st.integers(0, 1)),
                }
            )
            began = month
    found.sort(key=lambda placement: (placement["moment"], placement["person"]))
    found = found[:VACANCIES]
    return [{**placement, "vacancy": vacancy} for placement, vacancy in zip(found, vacancies, strict=False)]


@st.composite
def worlds(draw: Any) -> tuple[Logbook, Logbook]:
    """Two worlds; the second often repeats placements of the first."""
    ours, theirs = draw(placements()), draw(placements())
    kept = [placement for placement in ours if draw(st.booleans())]
    used = {placement["vacancy"] for placement in kept}
    moments = {(placement["person"], placement["moment"]) for placement in kept}
    theirs = kept + [
        placement
        for placement in theirs
        if placement["vacancy"] not in used and (placement["person"], placement["moment"]) not in moments
    ]
    theirs.sort(key=lambda placement: (placement["moment"], placement["person"]))
    books = []
    for world in (ours, theirs):
        bits = draw(st.lists(st.booleans(), min_size=MONTHS * PERSONS, max_size=MONTHS * PERSONS))
        unfilled = draw(st.sets(st.integers(0, VACANCIES)))
        known = {placement["vacancy"] for placement in world} | unfilled
        books.append(logbook(world, np.array(bits).reshape(MONTHS, PERSONS), known, REGIONS, FIRST))
    return books[0], books[1]


def table(*pairs: tuple[Logbook, Logbook]) -> pd.DataFrame:
    blocks = np.stack([ledger_block(*pair)[None] for pair in pairs])
    return ledger_table(blocks, ("baseline", "measure"), PROVINCE, 0.5)


@given(worlds())
@settings(max_examples=150, deadline=None)
def test_a_patient_clerk_finds_the_same_categories(pair: tuple[Logbook, Logbook]) -> None:
    ledger = settle(*pair)
    expected = categories(*pair)
    assert [ARM_CATEGORIES[code] for code in ledger.arm.category] == expected[0]
    assert [REFERENCE_CATEGORIES[code] for code in ledger.reference.category] == expected[1]
    assert [VACANCY_CATEGORIES[code] for code in ledger.arm.vacancy] == expected[2]
    assert [VACANCY_CATEGORIES[code] for code in ledger.reference.vacancy] == expected[3]


@given(worlds())
@settings(max_examples=60, deadline=None)
def test_the_books_close(pair: tuple[Logbook, Logbook]) -> None:
    ledger, block = settle(*pair), ledger_block(*pair)
    ours, theirs = ledger.arm, ledger.reference
    frame = table(pair)
    assert imbalance(frame) == 0.0
    people = block[..., 0].sum(axis=(1, 2))
    counted = {row: people[position] for position, row in enumerate(ROWS)}
    extra = sum(counted["arm", "person", name] for name in ARM_CATEGORIES[4:])
    lost = sum(counted["reference", "person", name] for name in REFERENCE_CATEGORIES[4:])
    gained = sum(counted["arm", "vacancy", name] for name in VACANCY_CATEGORIES[2:])
    emptied = sum(counted["reference", "vacancy", name] for name in VACANCY_CATEGORIES[2:])
    assert len(ours.category) - len(theirs.category) == extra - lost == gained - emptied
    # Whoever is placed at somebody's expense has exactly one somebody: ends of chains come in pairs.
    ends = ledger.chain[: len(ours.category)][ours.partner == ALONE]
    assert len(set(ends)) == len(ends)
    ends = ledger.chain[len(ours.category) :][theirs.partner == ALONE]
    assert len(set(ends)) == len(ends)


@given(worlds())
@settings(max_examples=40, deadline=None)
def test_the_other_way_round_is_the_mirror_image(pair: tuple[Logbook, Logbook]) -> None:
    one, other = settle(*pair), settle(pair[1], pair[0])
    mirror = {"earlier": "later", "later": "earlier"}
    names = [ARM_CATEGORIES[code] for code in one.arm.category[one.arm.partner != ALONE]]
    mirrored = [REFERENCE_CATEGORIES[code] for code in other.reference.category[other.reference.partner != ALONE]]
    assert [mirror.get(name, name) for name in names] == mirrored
    assert one.arm.vacancy.tolist() == other.reference.vacancy.tolist()


@given(worlds())
@settings(max_examples=5, deadline=None)
def test_a_world_beside_itself_is_the_same_throughout(pair: tuple[Logbook, Logbook]) -> None:
    frame = table((pair[0], pair[0]))
    different = frame[~frame["category"].isin(["same", "same_person"])]
    assert (different[list(MEASURES)] == 0.0).all(axis=None)
    assert (displacement(frame)["persons"] == 0.0).all()
    assert displacement(frame)["per_100"].isna().all()
    assert (balances(frame)["difference"] == 0.0).all()


def one(moment: int, person: int, vacancy: int, since: int = -100, status: int = UNEMPLOYED) -> dict[str, Any]:
    return {"moment": moment, "person": person, "vacancy": vacancy, "since": since, "status": status, "lasted": 1}


def books(ours: list[dict[str, Any]], theirs: list[dict[str, Any]], working: bool = False) -> tuple[Logbook, Logbook]:
    """Two worlds in which nobody is at work, or everybody."""
    at_work = np.full((MONTHS, PERSONS), working)
    return tuple(  # type: ignore[return-value]
        logbook(world, at_work, {placement["vacancy"] for placement in world} | {7}, REGIONS, FIRST)
        for world in (ours, theirs)
    )


def named(pair: tuple[Logbook, Logbook]) -> tuple[list[str], list[str]]:
    ledger = settle(*pair)
    return (
        [ARM_CATEGORIES[code] for code in ledger.arm.category],
        [REFERENCE_CATEGORIES[code] for code in ledger.reference.category],
    )


class TestStories:
    """Cases small enough to check by hand; rounds 20 to 43 are months 5 to 10."""

    def test_a_vacancy_that_stayed_empty_makes_a_net_new_placement(self) -> None:
        assert named(books([one(20, 0, 7)], [])) == (["net_new"], [])

    def test_the_same_stretch_without_work_ends_sooner(self) -> None:
        assert named(books([one(20, 0, 1)], [one(30, 0, 2)])) == (["earlier"], ["earlier"])
        assert named(books([one(30, 0, 1)], [one(20, 0, 1)])) == (["later"], ["later"])
        assert named(books([one(20, 0, 1)], [one(20, 0, 2)])) == (["other_job"], ["other_job"])

    def test_another_stretch_without_work_is_another_matter(self) -> None:
        pair = books([one(20, 0, 1, since=4)], [one(40, 0, 2, since=9)], working=True)
        assert named(pair) == (["again"], ["not_needed"])

    def test_who_takes_the_job_of_someone_without_work_does_so_at_that_expense(self) -> None:
        assert named(books([one(20, 0, 1)], [one(24, 1, 1)])) == (["at_expense"], ["displaced"])

    def test_a_job_passed_on_from_hand_to_hand(self) -> None:
        # Person 1 moves on to a vacancy that would have stayed empty; person 0 gets what person 1 leaves alone.
        pair = books([one(20, 1, 7), one(21, 0, 1)], [one(22, 1, 1)])
        assert named(pair) == (["earlier", "net_new"], ["earlier"])

    def test_a_chain_that_ends_with_someone_else(self) -> None:
        pair = books([one(20, 1, 2), one(21, 0, 1)], [one(22, 1, 1), one(23, 2, 2)])
        assert named(pair) == (["earlier", "at_expense"], ["earlier", "displaced"])

    def test_a_move_is_not_an_entry(self) -> None:
        pair = books([one(20, 0, 1, status=EMPLOYED)], [one(20, 0, 1)])
        assert named(pair) == (["at_expense"], ["displaced"])
        pair = books([one(20, 0, 1, status=EMPLOYED)], [one(20, 0, 1)], working=True)
        assert named(pair) == (["taken_over"], ["not_needed"])

    def test_nothing_is_paired_across_a_placement_that_is_the_same(self) -> None:
        ours = [one(20, 0, 1), one(30, 0, 2)]
        theirs = [one(30, 0, 2), one(40, 0, 3)]
        assert named(books(ours, theirs)) == (["net_new", "same"], ["same", "net_lost"])


def test_displacement_gives_shares_of_the_extra_entries_with_intervals() -> None:
    first = books([one(20, 0, 1), one(21, 1, 7), one(22, 2, 2)], [one(30, 0, 1), one(40, 3, 2)])
    second = books([one(20, 0, 1), one(21, 1, 7)], [one(30, 0, 1)])
    found = displacement(table(first, second))
    chosen = found[(found["region"] == "all") & (found["origin"] == "non_employment") & (found["part"] == "extra")]
    share = chosen.set_index("category")["per_100"]
    assert share.to_dict() == pytest.approx({"earlier": 40.0, "net_new": 40.0, "taken_over": 0.0, "at_expense": 20.0})
    assert share.sum() == pytest.approx(100.0)
    assert (chosen["per_100_lower_95"] <= chosen["per_100"]).all()
    # Numbers of persons, at a scale of one half.
    assert chosen.set_index("category")["persons"].to_dict() == {
        "earlier": 2.0,
        "net_new": 2.0,
        "taken_over": 0.0,
        "at_expense": 1.0,
    }
    weighed = balances(table(first, second))
    province = weighed[(weighed["region"] == "all") & (weighed["origin"] == "non_employment")].set_index("balance")
    parts = province.loc[["net", "hands", "job_losses"], "difference"].sum()
    assert parts == province.loc["total", "difference"] == 2.0


def test_the_file_keeps_the_table(tmp_path: Path) -> None:
    frame = table(books([one(20, 0, 1), one(21, 1, 7)], [one(30, 0, 1)]))
    assert read_ledger(tmp_path) is None
    write_tables(tmp_path, {"ledger": frame})
    pd.testing.assert_frame_equal(read_ledger(tmp_path), frame, check_dtype=False)


def test_a_table_that_was_tampered_with_does_not_close() -> None:
    frame = table(books([one(20, 0, 1), one(21, 1, 7)], [one(30, 0, 1)]))
    for row in frame.index[frame["placements"] > 0][:5]:
        wrong = frame.copy()
        wrong.loc[row, "placements"] += 1.0
        assert imbalance(wrong) == 1.0


def test_every_category_has_words_in_both_languages() -> None:
    assert set(CATEGORY_WORDS) == {*ARM_CATEGORIES, *REFERENCE_CATEGORIES, *VACANCY_CATEGORIES}
    assert set(balances(table(books([one(20, 0, 1)], [])))["balance"]) == set(BALANCE_WORDS)
    assert all(all(text and text.strip() == text for text in words) for words in CATEGORY_WORDS.values())
    assert len(ORIGINS) == 2
