"""Sampling, totals and the calendar hold for every input, not only for the figures of one region."""

from __future__ import annotations

import datetime as dt
import itertools

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from agents.sampling import bell, choose, fit_margins, systematic, whole_numbers
from simulation.calendar import DAYS_PER_MONTH, month_date, month_number, start_of_month_day
from simulation.totals import Totals, median_of_histogram, over_past_year, share

Numbers = npt.NDArray[np.float64]

weight_lists = st.lists(st.floats(0, 1000), min_size=1, max_size=12).filter(lambda weights: sum(weights) > 1e-6)
lucks = st.lists(st.floats(1e-9, 1 - 1e-9), min_size=1, max_size=60)
histograms = st.lists(st.integers(0, 50), min_size=1, max_size=40)


class TestChoose:
    @given(weight_lists, lucks)
    def test_a_category_without_weight_is_never_chosen(self, weights: list[float], luck: list[float]) -> None:
        chosen = choose(np.array(weights), np.array(luck))
        assert all(weights[category] > 0 for category in chosen)

    @given(weight_lists, lucks)
    def test_a_lucky_number_falls_into_the_stretch_of_its_category(
        self, weights: list[float], luck: list[float]
    ) -> None:
        edges = np.concatenate([[0.0], np.cumsum(weights)])
        for category, number in zip(choose(np.array(weights), np.array(luck)), luck, strict=True):
            threshold = number * edges[-1]
            assert (
                edges[category] <= threshold < edges[category + 1]
                or np.isclose(threshold, edges[category : category + 2]).any()
            )

    @given(weight_lists, lucks)
    def test_a_higher_number_never_chooses_a_lower_category(self, weights: list[float], luck: list[float]) -> None:
        assert (np.diff(choose(np.array(weights), np.sort(luck))) >= 0).all()

    @given(weight_lists, lucks)
    def test_equal_rows_of_weights_choose_as_one_list_does(self, weights: list[float], luck: list[float]) -> None:
        rows = np.tile(weights, (len(luck), 1))
        assert choose(rows, np.array(luck)).tolist() == choose(np.array(weights), np.array(luck)).tolist()

    def test_a_row_without_weights_gives_the_first_category(self) -> None:
        assert choose(np.zeros((2, 3)), np.array([0.1, 0.9])).tolist() == [0, 0]
        assert choose(np.zeros(3), np.array([0.1, 0.9])).tolist() == [0, 0]


class TestSystematic:
    @given(weight_lists, st.integers(1, 200), st.floats(0.01, 0.99), st.randoms(use_true_random=False))
    def test_counts_follow_the_weights_to_within_one(
        self, weights: list[float], size: int, offset: float, random: object
    ) -> None:
        order = np.array([random.random() for _ in range(size)])  # type: ignore[attr-defined]
        counts = np.bincount(systematic(np.array(weights), order, offset), minlength=len(weights))
        expected = np.array(weights) / sum(weights) * size
        assert counts.sum() == size
        assert (np.abs(counts - expected) <= 1 + 1e-6).all()

    @given(weight_lists, st.permutations(range(25)))
    def test_who_gets_what_follows_the_order_and_not_the_row(
        self, weights: list[float], permutation: list[int]
    ) -> None:
        order = np.linspace(0.01, 0.99, 25)
        straight = systematic(np.array(weights), order, 0.5)
        assert (np.diff(straight) >= 0).all()
        assert systematic(np.array(weights), order[permutation], 0.5).tolist() == straight[permutation].tolist()

    def test_an_empty_group_gets_nothing(self) -> None:
        assert len(systematic(np.array([1.0, 2.0]), np.zeros(0), 0.5)) == 0


class TestWholeNumbers:
    @given(st.lists(st.floats(0, 100), min_size=1, max_size=60))
    def test_no_cell_and_no_running_total_is_off_by_one_or_more(self, expected: list[float]) -> None:
        rounded = whole_numbers(np.array(expected))
        assert (rounded >= 0).all()
        assert (np.abs(np.cumsum(rounded) - np.cumsum(expected)) <= 0.5 + 1e-6).all()
        assert (np.abs(rounded - expected) <= 1 + 1e-6).all()

    @given(st.lists(st.integers(0, 1000), min_size=1, max_size=30))
    def test_whole_numbers_stay_what_they_are(self, counts: list[int]) -> None:
        assert whole_numbers(np.array(counts)).tolist() == counts

    def test_the_shape_stays(self) -> None:
        assert whole_numbers(np.full((2, 3, 4), 0.5)).shape == (2, 3, 4)


class TestFitMargins:
    @given(st.integers(2, 5), st.integers(2, 5), st.integers(0, 10**6))
    @settings(deadline=None)
    def test_a_full_table_gets_both_margins(self, rows: int, columns: int, seed: int) -> None:
        random = np.random.default_rng(seed)
        target = random.random((rows, columns)) + 0.05
        margins = [((0,), target.sum(axis=1)), ((1,), target.sum(axis=0))]
        fitted = fit_margins(random.random((rows, columns)) + 0.05, margins, rounds=300)
        assert np.allclose(fitted.sum(axis=1), target.sum(axis=1), rtol=1e-6)
        assert np.allclose(fitted.sum(axis=0), target.sum(axis=0))

    @given(st.integers(0, 10**6))
    @settings(deadline=None)
    def test_zeros_stay_zero_and_cross_ratios_stay_the_same(self, seed: int) -> None:
        random = np.random.default_rng(seed)
        start = random.random((3, 3)) + 0.1
        target = start * np.outer(random.random(3) + 0.1, random.random(3) + 0.1)
        fitted = fit_margins(start, [((0,), target.sum(axis=1)), ((1,), target.sum(axis=0))], rounds=300)
        ratio, wanted = (table[0, 0] * table[1, 1] / (table[0, 1] * table[1, 0]) for table in (fitted, start))
        assert np.isclose(ratio, wanted)
        start[1, 2] = 0.0
        assert fit_margins(start, [((0,), np.ones(3))])[1, 2] == 0.0

    def test_the_seed_table_is_left_alone(self) -> None:
        start = np.ones((2, 2))
        fit_margins(start, [((0,), np.array([1.0, 3.0]))])
        assert (start == 1.0).all()


class TestBell:
    @given(st.floats(0, 1), st.floats(0.01, 0.5), lucks)
    def test_shares_stay_within_bounds_and_rise_with_luck(self, mean: float, spread: float, luck: list[float]) -> None:
        drawn = bell(mean, spread, np.sort(luck))
        assert ((drawn >= 0) & (drawn <= 1)).all()
        assert (np.diff(drawn) >= 0).all()
        assert bell(mean, spread, np.array([0.5]))[0] == pytest.approx(mean)


class TestMedianDays:
    @given(histograms, st.floats(0.5, 30))
    def test_half_lies_on_either_side(self, counts: list[int], width: float) -> None:
        assume(sum(counts) > 0)
        median = float(median_of_histogram(np.array(counts), width))
        position = median / width
        below = sum(count * min(1.0, max(0.0, position - place)) for place, count in enumerate(counts))
        assert below == pytest.approx(sum(counts) / 2)

    @given(histograms)
    def test_waiting_one_bin_longer_moves_the_median_by_one_bin(self, counts: list[int]) -> None:
        assume(sum(counts) > 0)
        assert median_of_histogram(np.array([0, *counts]), 5.0) == pytest.approx(
            median_of_histogram(np.array(counts), 5.0) + 5.0
        )

    def test_nothing_counted_has_no_median(self) -> None:
        assert np.isnan(median_of_histogram(np.zeros(4), 5.0))
        together = median_of_histogram(np.array([[0, 0], [0, 2]]), 5.0)
        assert np.isnan(together[0]) and together[1] == 7.5


class TestShare:
    @given(st.floats(0, 1e6), st.floats(1e-3, 1e6))
    def test_a_share_times_the_whole_is_the_part(self, part: float, whole: float) -> None:
        assert share(np.array([part]), np.array([whole]))[0] * whole == pytest.approx(100 * part)

    def test_a_share_of_nothing_is_undefined(self) -> None:
        assert np.isnan(share(np.array([3.0]), np.array([0.0]))[0])


class TestOverPastYear:
    @given(st.lists(st.floats(0, 1000), min_size=1, max_size=40))
    def test_it_is_the_sum_of_the_last_twelve_months_or_of_those_there_are(self, flow: list[float]) -> None:
        expected = [sum(flow[max(0, month - 11) : month + 1]) for month in range(len(flow))]
        assert over_past_year(np.array(flow)[:, None])[:, 0] == pytest.approx(expected, abs=1e-6)


class TestProvince:
    @given(st.lists(st.lists(st.integers(0, 1000), min_size=5, max_size=5), min_size=1, max_size=5))
    def test_the_province_is_the_sum_of_its_sub_regions(self, regions: list[list[int]]) -> None:
        values = Totals.with_province(np.array(regions))
        assert values[:, 5].tolist() == [sum(row) for row in regions]
        assert values[:, :5].tolist() == regions


class TestCalendar:
    @given(st.integers(0, 12 * 88 - 1))
    def test_months_and_dates_are_two_names_of_the_same(self, month: int) -> None:
        date = month_date(month)
        assert month_number(f"{date:%Y-%m}") == month
        assert date.day == 1

    def test_known_months(self) -> None:
        assert month_date(0) == dt.date(2012, 1, 1)
        assert month_number("2027-01") == 180
        assert month_date(347) == dt.date(2040, 12, 1)

    def test_the_calendar_of_days_never_drifts(self) -> None:
        for month in itertools.chain(range(48), range(340, 348)):
            days = (month_date(month) - dt.date(2012, 1, 1)).days
            assert abs(start_of_month_day(month) - days) <= 2.0
        assert DAYS_PER_MONTH * 48 == 1461

    @pytest.mark.parametrize("text", ["2027", "2027-13", "januari 2027", "2027-01-01", ""])
    def test_other_texts_are_refused_with_an_example(self, text: str) -> None:
        with pytest.raises(ValueError, match="2027-01"):
            month_number(text)
