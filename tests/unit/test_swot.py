"""Strengths, weaknesses, opportunities and threats: by hand, from made-up results, and in the words of the report."""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pytest

from experiments.report_swot import swot_section
from experiments.report_words import report_words
from experiments.results import Results
from experiments.swot import AIMS, QUADRANTS, SWOT_COLUMNS, WANTED, arms_of_defence, swot_table
from scenarios.arms import Arm, load_library, resolve_arm
from scenarios.levers import LEVERS
from simulation.indicators import INDICATORS, SERIES

LIBRARY = load_library(LEVERS)
NAMES = ("baseline", "defensie_rekrutering", "defensie_opleiding", "zelfroosteren")
ARMS = tuple(resolve_arm(name, LIBRARY) for name in NAMES)
MONTHS, REPLICATIONS = 48, 6
WINDOWS = {"2012-2015": (0, MONTHS)}
LEVELS = {
    "defence_staff": 2000.0,
    "defence_recruits": 20.0,
    "defence_recruits_from_neet": 8.0,
    "defence_exits": 20.0,
    "defence_first_year_exit_rate": 15.0,
    "defence_exit_rate": 12.0,
    "defence_posts_open": 100.0,
    "neet_15_29": 18_000.0,
    "neet_rate_15_29": 9.0,
    "school_leavers": 1000.0,
    "hires": 5000.0,
    "unfilled_demand_care": 1500.0,
    "unfilled_demand_technical": 1500.0,
}


class Change(NamedTuple):
    """What an arm adds to every month of a series: a mean, and how much it differs from replication to replication."""

    mean: float
    spread: float = 0.0


def made_up(changes: dict[tuple[str, str], Change], trend: dict[str, float] | None = None) -> Results:
    """Give everybody in the province the same level in every month, and add what is asked to one arm."""
    series = tuple((name, "all") for name in LEVELS)
    level = np.array(list(LEVELS.values()))
    nothing = np.tile(level, (REPLICATIONS, MONTHS, 1, 1)).astype(float)
    wiggle = np.linspace(-1.0, 1.0, REPLICATIONS)[:, None]
    for name, by_month in (trend or {}).items():
        nothing[:, :, 0, series.index((name, "all"))] += by_month * np.arange(MONTHS)
    nothing *= 1.0 + 1e-9 * wiggle[:, :, None, None]
    values = {name: nothing.copy() for name in NAMES}
    for (arm, name), change in changes.items():
        values[arm][:, :, 0, series.index((name, "all"))] += change.mean + change.spread * wiggle
    return Results(NAMES, series, ("West-Vlaanderen",), 0, values)


def lines(results: Results) -> set[tuple[str, str, str, str]]:
    table = swot_table(results, INDICATORS, WINDOWS, ARMS)
    return {(row.quadrant, row.rule, row.arm, row.indicator) for row in table.itertuples(index=False)}


RECRUITS, TRAINING = "defensie_rekrutering", "defensie_opleiding"
ALWAYS = ("opportunity", "more_young_people_than_posts", "baseline", "neet_15_29")


def test_the_levers_of_defence_are_found_in_an_arm() -> None:
    assert arms_of_defence(ARMS) == {RECRUITS: ("defence_recruitment",), TRAINING: ("defence_training",)}
    together = resolve_arm("defensie_alle", LIBRARY)
    assert set(arms_of_defence([together])["defensie_alle"]) == set(AIMS)
    assert {indicator for aims in AIMS.values() for indicator in aims} <= set(WANTED)
    assert {name for name in LEVERS if name.startswith("defence_")} == set(AIMS)
    series = {name for name, _ in SERIES}
    assert set(LEVELS) <= series


def test_a_sure_change_is_a_strength_or_a_weakness_by_its_direction() -> None:
    results = made_up(
        {
            (RECRUITS, "defence_recruits"): Change(5.0, 1.0),
            (RECRUITS, "defence_first_year_exit_rate"): Change(2.0, 0.5),
            (TRAINING, "defence_first_year_exit_rate"): Change(-3.0, 1.0),
        }
    )
    found = lines(results)
    assert ("strength", "sure_and_wanted", RECRUITS, "defence_recruits") in found
    assert ("weakness", "sure_and_unwanted", RECRUITS, "defence_first_year_exit_rate") in found
    assert ("strength", "sure_and_wanted", TRAINING, "defence_first_year_exit_rate") in found
    # The other aim of recruitment does not change at all, and what is no aim stands nowhere.
    assert ("weakness", "aim_not_sure", RECRUITS, "defence_recruits_from_neet") in found
    assert not any(arm == TRAINING and name == "defence_recruits" for _, _, arm, name in found)
    assert not any(arm == "zelfroosteren" for _, _, arm, _ in found)


def test_fewer_recruits_are_no_weakness_of_a_staff_that_grows() -> None:
    fewer = {(RECRUITS, "defence_recruits"): Change(-2.0, 0.5)}
    assert ("weakness", "sure_and_unwanted", RECRUITS, "defence_recruits") in lines(made_up(fewer))
    grown = lines(made_up({**fewer, (RECRUITS, "defence_staff"): Change(50.0, 5.0)}))
    assert not any(arm == RECRUITS and "recruits" in name for _, _, arm, name in grown)
    assert ("strength", "sure_and_wanted", RECRUITS, "defence_staff") in grown


def test_an_interval_that_holds_zero_is_no_strength() -> None:
    found = lines(made_up({(TRAINING, "defence_first_year_exit_rate"): Change(-0.5, 5.0)}))
    assert ("weakness", "aim_not_sure", TRAINING, "defence_first_year_exit_rate") in found
    assert not any(quadrant == "strength" for quadrant, *_ in found)


def test_groups_trends_and_effects_on_the_young_are_opportunities_or_threats() -> None:
    calm = lines(made_up({}))
    assert ALWAYS in calm and not any(quadrant == "threat" for quadrant, *_ in calm)
    shrinking = lines(made_up({(TRAINING, "neet_rate_15_29"): Change(-0.1, 0.02)}, {"school_leavers": -5.0}))
    assert ("threat", "cohorts_shrink", "baseline", "school_leavers") in shrinking
    assert ("opportunity", "fewer_young_people_left_out", TRAINING, "neet_rate_15_29") in shrinking
    growing = lines(made_up({(TRAINING, "neet_rate_15_29"): Change(0.1, 0.02)}, {"neet_15_29": 50.0}))
    assert ("opportunity", "cohorts_grow", "baseline", "neet_15_29") in growing
    assert ("threat", "more_young_people_left_out", TRAINING, "neet_rate_15_29") in growing


def test_what_other_employers_lose_is_a_threat() -> None:
    found = lines(
        made_up(
            {
                # Ten recruits more and as many hires in all: ten hires fewer elsewhere.
                (RECRUITS, "defence_recruits"): Change(10.0, 1.0),
                (TRAINING, "unfilled_demand_care"): Change(20.0, 5.0),
                ("baseline", "defence_exits"): Change(3.0, 0.5),
            }
        )
    )
    assert ("threat", "fewer_hires_elsewhere", RECRUITS, "hires") in found
    assert ("threat", "shortage_elsewhere", TRAINING, "unfilled_demand_care") in found
    assert ("threat", "more_exits_than_recruits", "baseline", "defence_exits") in found


def test_every_line_gives_the_numbers_behind_it() -> None:
    table = swot_table(
        made_up({(TRAINING, "defence_first_year_exit_rate"): Change(-3.0, 1.0)}), INDICATORS, WINDOWS, ARMS
    )
    assert tuple(table.columns) == SWOT_COLUMNS
    (row,) = table[table["quadrant"] == "strength"].itertuples(index=False)
    assert (row.reference_mean, row.difference, row.replications) == pytest.approx((15.0, -3.0, REPLICATIONS))
    assert row.lower_95 < -3.0 < row.upper_95 < 0.0
    assert [name for name in QUADRANTS if name in set(table["quadrant"])] == list(dict.fromkeys(table["quadrant"]))


@pytest.mark.parametrize("kept", [("baseline", "zelfroosteren"), ("defensie_opleiding", "zelfroosteren")])
def test_there_is_no_table_without_a_measure_of_defence_or_without_doing_nothing(kept: tuple[str, ...]) -> None:
    results = made_up({})
    fewer = Results(kept, results.series, results.regions, 0, {name: results.values[name] for name in kept})
    arms: list[Arm] = [arm for arm in ARMS if arm.name in kept]
    assert swot_table(fewer, INDICATORS, WINDOWS, arms).empty


def test_one_replication_makes_nothing_sure() -> None:
    results = made_up({(TRAINING, "defence_first_year_exit_rate"): Change(-3.0)})
    single = Results(NAMES, results.series, results.regions, 0, {name: results.values[name][:1] for name in NAMES})
    rules = {rule for _, rule, _, _ in lines(single)}
    assert rules == {"aim_not_sure"}


class Shown:
    """What a section of the report needs to know of a comparison."""

    reference = "zonder maatregelen"

    def arm(self, name: str) -> str:
        return f"titel van {name}"

    def indicator(self, name: str) -> str:
        return INDICATORS[name].title_nl

    def written(self, name: str, value: float, *, sign: bool = False) -> str:
        return f"{value:+.2f}" if sign else f"{value:.2f}"


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_report_shows_four_lists_and_the_rules(language: str) -> None:
    words: Any = report_words(language)
    table = swot_table(
        made_up({(TRAINING, "defence_first_year_exit_rate"): Change(-3.0, 1.0)}), INDICATORS, WINDOWS, ARMS
    )
    section = swot_section(table, Shown(), words, "2012-2015")  # type: ignore[arg-type]
    assert section is not None
    assert [sheet.title for sheet in section.sheets] == [words["codes"]["quadrant"][name] for name in QUADRANTS]
    assert len(section.notes) == 4 and section.exports[0].name == "swot"
    strengths, _, _, threats = section.sheets
    assert any("titel van defensie_opleiding" in cell for row in strengths.rows for cell in row)
    assert threats.rows == [(words["swot_empty"], "", "", "", "")]
    assert swot_section(None, Shown(), words, "2012-2015") is None  # type: ignore[arg-type]


def test_every_rule_and_group_has_words_in_both_languages() -> None:
    source = Path("experiments/swot.py").read_text("utf-8")
    dutch, english = (report_words(language)["codes"] for language in ("nl", "en"))
    assert set(dutch["rule"]) == set(english["rule"]) and set(dutch["group"]) == set(english["group"])
    for rule in dutch["rule"]:
        assert f'"{rule}"' in source
    groups = {group for name, group in SERIES if name == "neet_rate_15_29" and group.startswith(("sex", "origin"))}
    assert {group for group in groups if " " not in group} <= set(dutch["group"])
