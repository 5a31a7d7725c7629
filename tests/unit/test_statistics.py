"""Results and paired comparison: known truths, exact zeros, stable bytes."""

from __future__ import annotations

import hashlib
import math
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pytest
from scipy.stats import t as student_t

from experiments.intervals import Design, estimate, replications_needed_each, variance_shares
from experiments.results import Results, read_results, read_summary, reported_regions, tidy, write_results
from experiments.statistics import (
    SUMMARY_COLUMNS,
    aggregate,
    compare_pairs,
    default_windows,
    index_summary,
    month_windows,
    paired_difference,
    replications_needed,
    summarise,
    yearly,
)

REGIONS = ("Oostende", "Westhoek", "West-Vlaanderen")
SERIES = (
    ("employed", "all"),
    ("hires", "all"),
    ("employment_rate_20_64", "sex=women"),
    ("vacancies_open", "occupation=nurse"),
)


class Words(NamedTuple):
    unit: str
    kind: str
    title_nl: str
    title_en: str


INDICATORS = {
    "employed": Words("persons", "stock", "Werkenden", "Employed"),
    "hires": Words("persons", "flow", "Aanwervingen", "Hires"),
    "employment_rate_20_64": Words("percent", "rate", "Werkzaamheidsgraad", "Employment rate"),
    "vacancies_open": Words("vacancies", "stock", "Vacatures", "Vacancies"),
}


def made_results(replications: int = 4, months: int = 48) -> Results:
    """Reference, a copy of it, and an arm with ten more persons in every month."""
    generator = np.random.default_rng(3)
    reference = generator.normal(1000.0, 20.0, (replications, months, len(REGIONS), len(SERIES)))
    values = {"reference": reference, "nothing": reference.copy(), "ten_more": reference + 10.0}
    return Results(tuple(values), SERIES, REGIONS, 12, values)


def test_wrong_sign_by_hand() -> None:
    # Differences 1, 2, 3: mean 2, standard error 1/sqrt(3), t = 3.4641 with 2 degrees of freedom.
    found = paired_difference(np.array([1.0, 2.0, 3.0]), np.zeros(3))
    assert found.difference == pytest.approx(2.0)
    assert found.probability_wrong_sign == pytest.approx(0.037090, abs=1e-5)
    assert found.upper - found.difference == pytest.approx(4.302653 / math.sqrt(3.0), abs=1e-5)


def test_variance_ratio_is_that_of_independent_seeds() -> None:
    reference = np.array([10.0, 14.0, 18.0, 22.0])
    arm = reference + np.array([1.0, -1.0, 1.0, -1.0])
    expected = (arm.var(ddof=1) + reference.var(ddof=1)) / (arm - reference).var(ddof=1)
    assert paired_difference(arm, reference).variance_ratio == pytest.approx(expected)


def test_exactly_equal_arms_have_no_interval_and_no_sign() -> None:
    reference = np.random.default_rng(1).normal(size=(5, 3))
    found = paired_difference(reference.copy(), reference)
    assert not found.difference.any() and not found.lower.any() and not found.upper.any()
    assert np.isnan(found.probability_wrong_sign).all() and np.isnan(found.variance_ratio).all()


def test_one_replication_has_a_difference_and_no_interval() -> None:
    found = paired_difference(np.array([[3.0, 1.0]]), np.array([[1.0, 1.0]]))
    assert found.difference.tolist() == [2.0, 0.0]
    assert math.isnan(found.lower[0]) and math.isnan(found.probability_wrong_sign[0])
    assert (found.lower[1], found.upper[1]) == (0.0, 0.0)


def test_constant_difference_is_certain() -> None:
    reference = np.arange(5.0)
    found = paired_difference(reference + 2.0, reference)
    assert (found.lower, found.upper, found.probability_wrong_sign) == (2.0, 2.0, 0.0)


def test_unequal_replications_are_refused() -> None:
    with pytest.raises(ValueError, match="same replications"):
        paired_difference(np.zeros((2, 1)), np.zeros((3, 1)))


def test_replications_needed_is_the_fewest() -> None:
    # With 18 pairs the half-width is 2.1098 / sqrt(18) = 0.4973; with 17 it is 2.1199 / sqrt(17) = 0.5142.
    assert replications_needed(1.0, 0.5) == 18
    assert replications_needed(0.0, 0.5) == 2
    with pytest.raises(ValueError, match="half-width"):
        replications_needed(1.0, 0.0)


def test_replications_needed_for_many_precisions_at_once() -> None:
    ratios = np.array([0.0, 0.01, 0.4, 2.0, 7.5, 40.0, np.nan])
    found = replications_needed_each(ratios)
    assert math.isnan(found[-1])
    for ratio, pairs in zip(ratios[:-1], found[:-1].astype(int), strict=True):
        assert student_t.ppf(0.975, pairs - 1) * ratio <= math.sqrt(pairs)
        assert pairs == 2 or student_t.ppf(0.975, pairs - 2) * ratio > math.sqrt(pairs - 1)
    # Beyond the table the normal approximation is right to within one replication.
    most = float(replications_needed_each(np.array(100.0))) * 1.0
    assert student_t.ppf(0.975, most) * 100.0 <= math.sqrt(most + 1.0)
    assert student_t.ppf(0.975, most - 3.0) * 100.0 > math.sqrt(most - 2.0)


def test_the_skewness_of_a_sample_moves_the_interval_with_it() -> None:
    samples = np.array([0.0, 0.1, 0.1, 0.2, 0.2, 0.3, 0.4, 2.7])
    found, mirrored = estimate(samples), estimate(-samples)
    assert found.upper - found.mean > 1.5 * (found.mean - found.lower)
    assert (mirrored.lower, mirrored.upper) == pytest.approx((-found.upper, -found.lower))
    assert mirrored.probability_wrong_sign == pytest.approx(found.probability_wrong_sign)
    student = 2.364624 * samples.std(ddof=1) / math.sqrt(8.0)
    assert found.mean - found.lower == pytest.approx(student, rel=1e-5)


def test_draws_must_be_whole() -> None:
    with pytest.raises(ValueError, match="whole draws of 3"):
        estimate(np.zeros((4, 2)), Design(3))


def test_variance_shares_by_hand() -> None:
    # Draws {1, 3} and {7, 9}: mean squares 36 between and 2 within, so (36 - 2) / (36 + 2).
    samples = np.array([1.0, 3.0, 7.0, 9.0])
    found = variance_shares(samples, Design(2))
    assert found.parameters == pytest.approx(34.0 / 38.0)
    assert found.lower < 34.0 / 38.0 < found.upper
    assert math.isnan(variance_shares(samples, Design(1)).parameters)
    assert variance_shares(samples, Design(1, uncertainty=False)) == (0.0, 0.0, 0.0)
    assert variance_shares(np.array([1.0, 1.0, 7.0, 7.0]), Design(2)).parameters == 1.0
    assert math.isnan(variance_shares(np.ones(4), Design(2)).parameters)


def test_flows_add_up_and_rates_leave_undefined_months_out() -> None:
    values = np.array([[1.0, 2.0, np.nan]])
    assert aggregate(values, "flow", 1).tolist() == [3.0]
    assert aggregate(values, "rate", 1).tolist() == [1.5]
    assert np.isnan(aggregate(np.full((1, 2), np.nan), "flow", 1)).all()
    with pytest.raises(ValueError, match="stock, a flow or a rate"):
        aggregate(values, "level", 1)


def test_yearly_keeps_complete_calendar_years() -> None:
    years, values = yearly(np.ones((2, 30)), 6, "flow")
    assert years.tolist() == [2013, 2014] and values.tolist() == [[12.0, 12.0]] * 2
    assert yearly(np.ones((2, 5)), 0, "stock")[0].size == 0


def test_windows_of_both_horizons() -> None:
    assert list(default_windows(0, 348, 180)) == ["2028", "2030", "2035", "2040", "2027-2040"]
    assert default_windows(0, 348, 180)["2028"] == (192, 204)
    assert default_windows(0, 348, 180)["2027-2040"] == (180, 348)
    assert list(default_windows(0, 168, 24)) == ["2015", "2020", "2025", "2014-2025"]
    assert list(default_windows(0, 30, 24)) == ["2014-2014"]
    with pytest.raises(ValueError, match="give a month"):
        default_windows(0, 168, 168)


def test_summary_compares_with_the_reference() -> None:
    results = made_results()
    summary = summarise(results, INDICATORS, default_windows(12, 48, 24))
    assert tuple(summary.columns) == SUMMARY_COLUMNS
    found = index_summary(summary)
    for region in REGIONS:
        assert found["nothing", "hires", "all", region, "2015"].difference == 0.0
        assert found["ten_more", "hires", "all", region, "2015"].difference == pytest.approx(120.0)
        assert found["ten_more", "employed", "all", region, "2015"].difference == pytest.approx(10.0)
    assert ("ten_more", "employment_rate_20_64", "sex=women", "Oostende", "2015") in found
    assert ("ten_more", "vacancies_open", "occupation=nurse", "Oostende", "2015") not in found
    with pytest.raises(ValueError, match="outside the measured months"):
        summarise(results, INDICATORS, {"2012": (0, 12)})


def test_summary_tells_luck_from_assumptions_when_the_design_allows() -> None:
    results = replace(made_results(), design=Design(2))
    arm = results.values["reference"] + np.array([1.0, 1.0, 5.0, 5.0])[:, None, None, None]
    results = replace(results, values={**results.values, "ten_more": arm})
    found = index_summary(summarise(results, INDICATORS, default_windows(12, 48, 24)))
    row = found["ten_more", "employed", "all", "Oostende", "2015"]
    assert row.difference == pytest.approx(3.0)
    assert row.variance_share_parameters == pytest.approx(1.0)
    assert row.variance_share_luck == pytest.approx(0.0)
    # Draws 1 and 5 have a deviation of 2.83; 10% of the difference asks 343 draws or so, each replicated twice.
    draws = replications_needed(math.sqrt(8.0), 0.3)
    assert row.replications_for_ten_percent == 2 * draws
    nothing = found["nothing", "employed", "all", "Oostende", "2015"]
    assert math.isnan(nothing.variance_share_parameters) and math.isnan(nothing.replications_for_ten_percent)
    assert (row.replications_different, nothing.replications_different) == (4, 0)


def test_months_can_be_compared_one_by_one() -> None:
    windows = month_windows(24, 27)
    assert windows == {"2014-01": (24, 25), "2014-02": (25, 26), "2014-03": (26, 27)}
    found = index_summary(summarise(made_results(), INDICATORS, windows))
    assert found["ten_more", "hires", "all", "Westhoek", "2014-02"].difference == pytest.approx(10.0)


def test_pairs_compare_arms_with_each_other() -> None:
    results = made_results()
    pairs = compare_pairs(results, INDICATORS, default_windows(12, 48, 24))
    assert set(zip(pairs["arm"], pairs["reference"], strict=True)) == {("ten_more", "nothing")}
    assert set(pairs["group"]) == {"all"} and tuple(pairs.columns) == SUMMARY_COLUMNS
    assert index_summary(pairs)["ten_more", "hires", "all", "Westhoek", "2015"].difference == pytest.approx(120.0)
    values = {arm: results.values[arm] for arm in results.arms[:2]}
    two = Results(results.arms[:2], SERIES, REGIONS, 12, values)
    assert compare_pairs(two, INDICATORS, default_windows(12, 48, 24)).empty


def test_summary_of_a_single_arm_gives_levels_only() -> None:
    results = made_results()
    alone = Results(("reference",), SERIES, REGIONS, 12, {"reference": results.values["reference"]})
    summary = summarise(alone, INDICATORS, default_windows(12, 48, 24))
    assert summary["arm_mean"].notna().all() and summary["difference"].isna().all()


def test_reported_regions() -> None:
    assert list(reported_regions("hires", "all", 6)) == [0, 1, 2, 3, 4, 5]
    assert list(reported_regions("hires", "sex=women", 6)) == [5]
    assert list(reported_regions("employment_rate_20_64", "age=20-24", 6)) == [0, 1, 2, 3, 4, 5]
    assert list(reported_regions("employment_rate_20_64", "education=low", 6)) == [5]
    assert list(reported_regions("failed_meetings", "gap=search", 6)) == [0, 1, 2, 3, 4, 5]
    assert list(reported_regions("failed_meetings", "gap=search persona=ready", 6)) == [5]


def test_same_results_give_the_same_bytes(tmp_path: Path) -> None:
    digests = set()
    for name in ("first", "second"):
        directory = tmp_path / name
        directory.mkdir()
        results = made_results()
        summary = summarise(results, INDICATORS, default_windows(12, 48, 24))
        write_results(directory, results, summary, {"run_id": name})
        content = (directory / "monthly.parquet").read_bytes() + (directory / "summary.csv").read_bytes()
        digests.add(hashlib.sha256(content).hexdigest())
    assert len(digests) == 1


def test_written_results_come_back(tmp_path: Path) -> None:
    results = made_results()
    results.values["ten_more"][0, 3, 2, 1] = np.nan
    summary = summarise(results, INDICATORS, default_windows(12, 48, 24))
    write_results(tmp_path, results, summary, {})
    again = read_results(tmp_path)
    assert (again.arms, again.series, again.regions, again.first_month) == (
        results.arms,
        results.series,
        results.regions,
        12,
    )
    for arm in results.arms:
        for position, (indicator, group) in enumerate(SERIES):
            places = list(reported_regions(indicator, group, len(REGIONS)))
            np.testing.assert_array_equal(
                again.values[arm][:, :, places, position], results.values[arm][:, :, places, position]
            )
    assert np.isnan(again.values["reference"][:, :, 0, 3]).all()
    assert index_summary(read_summary(tmp_path)).keys() == index_summary(summary).keys()


def test_reading_nothing_says_what_to_give(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="finished run"):
        read_results(tmp_path)


def test_tidy_rows() -> None:
    results = made_results()
    frame = tidy(results.values["ten_more"][1], SERIES, "ten_more", 1, regions=REGIONS, first_month=12)
    assert list(frame.columns) == ["arm", "replication", "month", "region", "group", "indicator", "value"]
    assert len(frame) == 48 * (3 + 3 + 3 + 1)
    assert str(frame["month"].iloc[0]) == "2013-01-01" and frame["region"].dtype == "category"
    assert frame["value"].iloc[0] == results.values["ten_more"][1, 0, 0, 0]


def test_unequal_shapes_are_refused() -> None:
    with pytest.raises(ValueError, match="has shape"):
        Results(("a",), SERIES, REGIONS, 0, {"a": np.zeros((1, 12, 2, 4))})
