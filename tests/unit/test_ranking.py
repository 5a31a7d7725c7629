"""Rankings of arms: by hand, calibrated against known truths, and across futures."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from experiments.futures import compare_futures, names_of_futures, rank_futures, read_future
from experiments.intervals import ONE_DRAW_EACH, Design, estimate
from experiments.ranking import BETTER, RANKING_COLUMNS, best_shares, posterior_means, rank, rank_draws
from experiments.results import Results, write_results
from experiments.statistics import summarise
from experiments.summary_tables import COLUMN_TITLES, read_ranking, titled, write_tables
from scenarios.errors import UserMistake
from simulation.indicators import INDICATORS

SERIES = (("employed", "all"), ("vacancies_open", "all"), ("population_total", "all"), ("employed", "sex=women"))
REGIONS = ("Oostende", "West-Vlaanderen")
WINDOWS = {"2012": (0, 12), "2012-2013": (0, 24)}


def results_of(draws: dict[str, list[float]], design: Design = ONE_DRAW_EACH) -> Results:
    """Arms whose outcomes are the same everywhere and in every month."""
    values = {
        arm: np.broadcast_to(np.array(column)[:, None, None, None], (len(column), 24, 2, len(SERIES))).copy()
        for arm, column in draws.items()
    }
    return Results(tuple(values), SERIES, REGIONS, 0, values, design)


def rows(results: Results, indicator: str) -> dict[str, Any]:
    table = rank(results, INDICATORS, WINDOWS)
    chosen = table[(table["indicator"] == indicator) & (table["region"] == "Oostende") & (table["window"] == "2012")]
    return {row.arm: row for row in chosen[chosen["group"] == "all"].itertuples()}


def test_ranking_by_hand() -> None:
    found = rows(
        results_of({"baseline": [0.0, 0.0, 0.0, 0.0], "a": [1.0, 3.0, 0.0, -4.0], "b": [2.0, 1.0, 0.0, 1.0]}),
        "employed",
    )
    # Best in turn: b; a; all three; b.
    assert [found[arm].probability_best for arm in ("baseline", "a", "b")] == pytest.approx([1 / 12, 4 / 12, 7 / 12])
    assert found["a"].mean_rank == pytest.approx((2 + 1 + 2 + 3) / 4)
    assert found["a"].expected_regret == pytest.approx((1 + 0 + 0 + 5) / 4)
    assert found["a"].regret_on_average == pytest.approx(1.0) and found["b"].regret_on_average == 0.0
    assert sum(row.probability_best_on_average for row in found.values()) == pytest.approx(1.0)
    for row in found.values():
        assert 0.0 <= row.probability_best_lower_95 < row.probability_best < row.probability_best_upper_95 <= 1.0
        assert row.draws == 4


def test_less_is_better_where_it_is() -> None:
    results = results_of({"baseline": [5.0, 5.0], "a": [1.0, 3.0]})
    assert rows(results, "employed")["a"].probability_best == 0.0
    assert rows(results, "vacancies_open")["a"].probability_best == 1.0
    assert not rows(results, "population_total")
    assert set(BETTER) <= set(INDICATORS)
    assert set(BETTER.values()) == {1, -1}


def test_replications_that_share_a_draw_are_one_future() -> None:
    found = rows(results_of({"baseline": [0.0] * 4, "a": [3.0, -1.0, -1.0, -3.0]}, Design(2)), "employed")
    assert found["a"].probability_best == 0.5 and found["a"].draws == 2


def test_equal_arms_share_the_first_place_and_regret_nothing() -> None:
    found = rows(results_of({"baseline": [1.0, 2.0, 3.0], "a": [1.0, 2.0, 3.0]}), "employed")
    for row in found.values():
        assert (row.mean_rank, row.probability_best, row.probability_best_on_average) == (1.5, 0.5, 0.5)
        assert (row.expected_regret, row.regret_on_average) == (0.0, 0.0)


def test_undefined_outcomes_and_single_draws_have_no_answer() -> None:
    found = rows(results_of({"baseline": [1.0, np.nan], "a": [1.0, 2.0]}), "employed")
    assert all(np.isnan(row.mean_rank) and np.isnan(row.probability_best) for row in found.values())
    single = rows(results_of({"baseline": [1.0], "a": [2.0]}), "employed")
    assert single["a"].probability_best == 1.0 and np.isnan(single["a"].probability_best_on_average)


def test_for_two_arms_the_chance_agrees_with_students_test() -> None:
    generator = np.random.default_rng(2)
    draws = generator.normal(0.0, 1.0, (2, 10, 40)) + generator.normal(0.0, 5.0, (1, 10, 40))
    chance = best_shares(posterior_means(draws, "test")).mean(axis=1)[1]
    difference = draws[1] - draws[0]
    wrong = estimate(difference).probability_wrong_sign
    student = np.where(difference.mean(axis=0) > 0.0, 1.0 - wrong, wrong)
    # 2,000 possibilities: four standard errors are 4.5 points; the interval allows for skewness, Student does not.
    np.testing.assert_allclose(chance, student, atol=0.08)
    assert abs(float(np.mean(chance - student))) < 0.01


def test_the_chance_of_the_best_mean_is_calibrated() -> None:
    # Three arms whose true means are drawn wide; when the table says 70%, it is right in 70% of the cases.
    generator = np.random.default_rng(4)
    cells = 6_000
    truth = generator.normal(0.0, 1.5, (3, 1, cells))
    shared = generator.normal(0.0, 5.0, (1, 12, cells))
    draws = truth + shared + generator.normal(0.0, 1.0, (3, 12, cells))
    table = rank_draws(draws)
    stated = table["probability_best_on_average"].reshape(cells, 3)
    is_best = (truth[:, 0] == truth[:, 0].max(axis=0)).T
    for low, high in ((0.0, 0.1), (0.1, 0.35), (0.35, 0.65), (0.65, 0.9), (0.9, 1.01)):
        chosen = (stated >= low) & (stated < high)
        expected, seen = float(stated[chosen].mean()), float(is_best[chosen].mean())
        doubt = 4.0 * np.sqrt(max(expected * (1.0 - expected), 0.01) / chosen.sum())
        assert chosen.sum() > 100
        assert abs(seen - expected) < doubt + 0.02


def test_the_chance_of_being_best_in_one_future_is_covered() -> None:
    # Arm 1 beats arm 0 when a uniform number exceeds 0.3: in 70% of the futures, whatever the number computed.
    generator = np.random.default_rng(6)
    cells = 4_000
    for number in (8, 16, 64):
        gain = generator.random((number, cells)) - 0.3
        table = rank_draws(np.stack([np.zeros_like(gain), gain]))
        chance = table["probability_best"].reshape(cells, 2)[:, 1]
        lower = table["probability_best_lower_95"].reshape(cells, 2)[:, 1]
        upper = table["probability_best_upper_95"].reshape(cells, 2)[:, 1]
        assert float(chance.mean()) == pytest.approx(0.7, abs=0.012)
        # The share of a few futures is a few numbers, so its interval covers 95% only on average over truths.
        assert 0.92 < float(np.mean((lower <= 0.7) & (upper >= 0.7))) < 0.985


def test_expected_regret_is_what_choosing_wrongly_costs() -> None:
    generator = np.random.default_rng(8)
    gain = generator.normal(0.5, 1.0, (4_000, 1))
    table = rank_draws(np.stack([np.zeros_like(gain), gain]))
    # Of a normal with mean 0.5 and deviation 1: the mean of its positive part is 0.6978, of its negative part 0.1978.
    assert table["expected_regret"].tolist() == pytest.approx([0.6978, 0.1978], abs=0.04)


def test_the_same_results_give_the_same_ranking(tmp_path: Path) -> None:
    results = results_of({"baseline": [0.0, 1.0, 2.0], "a": [1.0, 0.0, 4.0]})
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        write_tables(tmp_path / name, {"ranking": rank(results, INDICATORS, WINDOWS)})
    one, two = ((tmp_path / name / "ranking.csv").read_bytes() for name in ("one", "two"))
    assert one == two
    again = read_ranking(tmp_path / "one")
    assert again is not None and tuple(again.columns) == RANKING_COLUMNS
    assert set(again["window"]) == set(WINDOWS)
    assert read_ranking(tmp_path) is None


def test_every_column_has_a_title_in_both_languages() -> None:
    table = rank(results_of({"baseline": [0.0, 1.0], "a": [1.0, 0.0]}), INDICATORS, WINDOWS)
    for position, lang in enumerate(("nl", "en")):
        assert list(titled(table, lang).columns) == [COLUMN_TITLES[name][position] for name in table.columns]


def future(folder: Path, name: str, draws: dict[str, list[float]], **settings: Any) -> Path:
    """Write a result directory of a comparison from 2012-07 on."""
    directory = folder / name
    directory.mkdir()
    results = results_of(draws)
    configuration = {"demography": "recent_rates", "demand": "business_as_usual", "output": name, **settings}
    information = {"arms": list(draws), "policy_start": "2012-07-01", "configuration": configuration}
    write_results(directory, results, summarise(results, INDICATORS, WINDOWS), information)
    return directory


FIRST = {"baseline": [0.0, 0.0, 0.0], "bold": [8.0, 10.0, 12.0], "safe": [5.0, 6.0, 7.0]}
SECOND = {"baseline": [0.0, 0.0, 0.0], "safe": [3.0, 4.0, 5.0], "bold": [-6.0, -5.0, -4.0]}


def test_the_cautious_choice_holds_up_in_every_future(tmp_path: Path) -> None:
    futures = [
        read_future(future(tmp_path, "first", FIRST), INDICATORS),
        read_future(future(tmp_path, "second", SECOND, demand="longer_working"), INDICATORS),
    ]
    each = compare_futures(futures)
    assert set(each["future"]) == {"demand=business_as_usual", "demand=longer_working"}
    chosen = each[(each["indicator"] == "employed") & (each["region"] == "Oostende") & (each["window"] == "2013")]
    by_arm = chosen.set_index(["future", "arm"])
    assert by_arm.loc[("demand=longer_working", "bold"), "difference"] == -5.0
    assert by_arm.loc[("demand=longer_working", "bold"), "regret"] == 9.0
    table = rank_futures(futures)
    # Where less is better, doing nothing regrets 5 at most and the bold choice 10.
    for indicator, expected in (("employed", [10.0, 9.0, 4.0]), ("vacancies_open", [5.0, 10.0, 9.0])):
        found = table[(table["indicator"] == indicator) & (table["region"] == "Oostende") & (table["window"] == "2013")]
        found = found.set_index("arm").loc[["baseline", "bold", "safe"]]
        assert found["largest_regret"].tolist() == expected
        cautious = found["smallest_largest_regret"]
        assert list(found.index[cautious]) == ["safe" if indicator == "employed" else "baseline"]
        assert found["probability_smallest_largest_regret"][cautious].item() > 0.95
        assert found["futures_best"].sum() == 2 and set(found["futures"]) == {2}
    assert set(table["group"]) == {"all"} and "population_total" not in set(table["indicator"])


def test_futures_that_cannot_be_compared_are_refused(tmp_path: Path) -> None:
    first = read_future(future(tmp_path, "first", FIRST), INDICATORS)
    same = read_future(future(tmp_path, "same", FIRST), INDICATORS)
    with pytest.raises(UserMistake, match="dezelfde toekomst"):
        names_of_futures([first, same])
    fewer = {name: FIRST[name] for name in ("baseline", "safe")}
    other = read_future(future(tmp_path, "fewer", fewer, demand="longer_working"), INDICATORS)
    with pytest.raises(UserMistake, match="dezelfde armen"):
        names_of_futures([first, other])
    with pytest.raises(UserMistake, match="dezelfde jaren"):
        names_of_futures([first, replace(same, keys=same.keys.head(3))])
    with pytest.raises(UserMistake, match="geen vergelijking"):
        read_future(future(tmp_path, "alone", {"baseline": [1.0]}), INDICATORS)


def test_a_future_is_named_by_everything_in_which_it_differs(tmp_path: Path) -> None:
    made = [
        read_future(future(tmp_path, "one", FIRST, demand="longer_working", parameters={"taste": 1.0}), INDICATORS),
        read_future(future(tmp_path, "two", FIRST, parameters={}, workers=4), INDICATORS),
    ]
    first, second = names_of_futures(made)
    assert first == 'demand=longer_working, parameters={"taste": 1.0}'
    assert second == "demand=business_as_usual, parameters={}"
