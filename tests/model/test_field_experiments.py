"""Virtual experiments: lots are keyed, groups comparable, nothing done changes nothing, only the mark differs."""

from __future__ import annotations

import math
from functools import lru_cache
from typing import Any

import numpy as np
import pytest
from support.markets import differing, small_market

from agents.vocabulary import EMPLOYED, HOME, LATENT, NOBODY, SELF_EMPLOYED, UNEMPLOYED
from calibration.field_experiments import EXPERIMENTS, QUICK_REPLICATIONS, run_field_experiments
from calibration.field_experiments.activation import Activation, to_be_called_in
from calibration.field_experiments.callbacks import MARKS, YOUNGER, Mark, answers, vacancies_to_answer, write_letters
from calibration.field_experiments.caseload_trial import (
    FOLLOWED,
    CaseloadTrial,
    Terms,
    draw_chosen,
    hold_trial,
)
from calibration.field_experiments.following import AT_WORK, REGISTERED, days_in, follow, mean_difference
from calibration.field_experiments.result import (
    BUILT_IN,
    INDEPENDENT,
    NO_MECHANISM,
    Experiment,
    Measured,
    declared_outcomes,
    mean_and_interval,
    published_figures,
)
from scenarios.setup import Setup
from simulation.calendar import DAYS_PER_MONTH
from simulation.caseloads import share_out_hours
from simulation.model import LabourMarket
from simulation.policy import NoPolicy

SMALL = Setup(scale=0.02, seed=3)


@lru_cache(maxsize=1)
def after_a_year() -> LabourMarket:
    market = small_market(0.02, seed=3)
    market.run_until(12)
    return market


class TestCaseloadTrial:
    def test_lots_belong_to_people_and_not_to_their_place_in_the_table(self) -> None:
        market = after_a_year()
        identity = market.persons.identity
        chosen = draw_chosen(market.luck, identity, 0.5)
        assert (draw_chosen(market.luck, identity[::-1], 0.5) == chosen[::-1]).all()
        assert chosen.mean() == pytest.approx(0.5, abs=4 * 0.5 / math.sqrt(len(identity)))
        assert (draw_chosen(market.luck, identity, 0.2) <= chosen).all()
        assert not draw_chosen(market.luck, identity, 0.0).any()

    def test_groups_are_alike_before_the_trial(self) -> None:
        market = after_a_year()
        chosen = draw_chosen(market.luck, market.persons.identity, 0.5)
        coached = market.persons.coach != NOBODY
        for column in ("age", "sex", "trust", "confidence", "health_limitation", "non_employed_since"):
            values = getattr(market.persons, column)[coached].astype(float)
            error = values.std() * 2.0 / math.sqrt(len(values))
            assert abs(mean_difference(values, chosen[coached])) < 3.5 * error, column

    def test_the_chosen_get_more_hours_and_the_others_what_they_would_have_had(self) -> None:
        usual, trial = after_a_year().branch(NoPolicy()), after_a_year()
        measure = CaseloadTrial(trial, Terms())
        trial = trial.branch(measure)
        offices = len(usual.coaches.identity)
        for market in (usual, trial):
            market.run_until(15)
        before = share_out_hours(usual.coaches, usual.month)
        now = share_out_hours(trial.coaches, trial.month).reshape(2, offices)
        given = (before > 0.0) & (now[1] > 0.0)
        assert given.any()
        assert np.median(now[0][given] / before[given]) == pytest.approx(1.0, abs=0.1)
        assert np.median(now[1][given] / now[0][given]) == pytest.approx(2.5, rel=0.15)
        assert trial.coaches.caseload_limit.sum() == usual.coaches.caseload_limit.sum()
        assert trial.coaches.caseload.sum() == pytest.approx(usual.coaches.caseload.sum(), rel=0.05)
        # Clients are where the lot put them, but for newcomers of the last month.
        groups, coach = measure.groups, trial.persons.coach
        assert not (coach[groups.people[~groups.chosen]] >= offices).any()
        held = coach[groups.people[groups.chosen]]
        assert (held[held != NOBODY] >= offices).any()

    @pytest.mark.parametrize("terms", [Terms(caseload=1.0), Terms(chosen_share=0.0)], ids=["usual", "nobody"])
    def test_without_another_caseload_or_without_the_chosen_nothing_changes(self, terms: Terms) -> None:
        market = after_a_year()
        with_trial, without = market.branch(CaseloadTrial(market, terms)), market.branch(NoPolicy())
        for branch in (with_trial, without):
            branch.run_until(18)
        assert differing(with_trial, without) == []

    def test_a_trial_of_nothing_has_exactly_no_effect(self) -> None:
        groups, trial, usual = hold_trial(SMALL, 0, Terms(caseload=1.0))
        assert len(groups.people) == len(set(groups.people)) > 50
        assert groups.chosen.any()
        assert not groups.chosen.all()
        assert not (trial - usual).any()
        assert trial.sum(axis=0) == pytest.approx(np.full(len(groups.people), FOLLOWED * DAYS_PER_MONTH))


class TestFollowing:
    def test_days_are_counted_on_a_known_course(self) -> None:
        course = np.array(
            [
                [UNEMPLOYED, EMPLOYED, HOME],
                [EMPLOYED, EMPLOYED, LATENT],
                [SELF_EMPLOYED, UNEMPLOYED, UNEMPLOYED],
                [EMPLOYED, HOME, EMPLOYED],
            ],
            np.int8,
        )
        people, first = np.array([0, 2, 1]), np.array([0, 1, 2])
        assert days_in(course, AT_WORK, people, first, 2) == pytest.approx(np.array([1, 0, 0]) * DAYS_PER_MONTH)
        assert days_in(course, REGISTERED, people, first, 2) == pytest.approx(np.array([1, 2, 1]) * DAYS_PER_MONTH)
        assert days_in(course, AT_WORK, people, 0, 4) == pytest.approx(np.array([3, 1, 2]) * DAYS_PER_MONTH)

    def test_the_course_is_what_happened(self) -> None:
        market = after_a_year().branch(NoPolicy())
        course = follow(market, 2)
        assert market.month == 14
        assert (course[1] == market.persons.status).all()
        assert (course[0] != course[1]).any()

    def test_a_difference_needs_both_groups(self) -> None:
        values = np.array([1.0, 2.0, 4.0])
        assert mean_difference(values, np.array([True, False, True])) == pytest.approx(0.5)
        assert math.isnan(mean_difference(values, np.ones(3, np.bool_)))


class TestActivation:
    def test_calling_in_gives_every_one_a_coach_with_the_usual_hours(self) -> None:
        market = after_a_year()
        people = to_be_called_in(market)
        assert len(people) > 5
        assert (market.persons.coach[people] == NOBODY).all()
        called_in, usual = market.branch(Activation(people)), market.branch(NoPolicy())
        for branch in (called_in, usual):
            branch.run_until(13)
        first = len(market.coaches.identity)
        guided = called_in.persons.coach[people] >= first
        assert guided.mean() > 0.8
        assert (called_in.coaches.caseload[first:].sum()) == guided.sum()
        hours = share_out_hours(called_in.coaches, 13)
        busy = called_in.coaches.caseload[first:] > 0
        assert np.mean(hours[first:][busy]) == pytest.approx(np.mean(hours[:first]), rel=0.5)

    def test_calling_nobody_in_changes_nothing_for_people(self) -> None:
        market = after_a_year()
        called_in, usual = market.branch(Activation(np.zeros(0, np.intp))), market.branch(NoPolicy())
        for branch in (called_in, usual):
            branch.run_until(17)
        for name, column in usual.persons._asdict().items():
            assert (getattr(called_in.persons, name) == column).all(), name


class TestCorrespondence:
    @pytest.mark.parametrize("name", MARKS)
    def test_pairs_differ_in_the_mark_only(self, name: str) -> None:
        market = after_a_year()
        letters = write_letters(market, vacancies_to_answer(market, 20), MARKS[name])
        different = {column for column, values in letters._asdict().items() if (values[0::2] != values[1::2]).any()}
        assert different == set(MARKS[name].columns)
        assert len(set(letters.identity)) == len(letters.identity) / 2

    def test_without_a_mark_both_get_the_same_answer(self) -> None:
        market = after_a_year()
        rows = vacancies_to_answer(market, 150)
        positive = answers(market, rows, write_letters(market, rows, Mark({}, YOUNGER)))
        assert (positive[:, 0] == positive[:, 1]).all()
        assert 0.3 < positive.mean() <= 1.0

    def test_who_is_marked_is_never_preferred_and_the_market_stays_as_it_was(self) -> None:
        market = after_a_year().branch(NoPolicy())
        # Who tries the work may go on in another function, which can suit somebody with a limitation better.
        market.employers.trial_days[:] = 0.0
        untouched = market.branch(NoPolicy())
        rows = vacancies_to_answer(market, 150)
        for name in ("origin", "disability"):
            positive = answers(market, rows, write_letters(market, rows, MARKS[name]))
            assert (positive[:, 1] <= positive[:, 0]).all()
            assert positive[:, 1].sum() < positive[:, 0].sum()
        assert differing(market, untouched) == []


class TestResults:
    def test_every_outcome_has_a_published_row_and_words_in_both_languages(self) -> None:
        declared = [outcome for experiment in EXPERIMENTS for outcome in experiment.outcomes]
        assert [outcome.id for outcome in declared] == list(published_figures())
        assert {experiment.name for experiment in EXPERIMENTS} == set(declared_outcomes())
        for outcome in declared:
            assert outcome.kind in (INDEPENDENT, BUILT_IN, NO_MECHANISM)
            assert all((outcome.title_nl, outcome.title_en, outcome.note_nl, outcome.note_en))
        assert all(row.unit and row.source for row in published_figures().values())

    def test_the_interval_is_that_of_student_and_weighs_people(self) -> None:
        mean, lower, upper = mean_and_interval([Measured(1.0, 10), Measured(3.0, 10), Measured(5.0, 10)])
        assert (mean, upper - mean) == pytest.approx((3.0, 4.303 * 2.0 / math.sqrt(3)), rel=1e-3)
        assert lower == pytest.approx(2 * mean - upper)
        assert mean_and_interval([Measured(1.0, 30), Measured(5.0, 10), Measured(math.nan, 0)])[0] == pytest.approx(2.0)
        assert math.isnan(mean_and_interval([])[0])
        assert math.isnan(mean_and_interval([Measured(1.0, 1)])[1])

    @pytest.mark.parametrize(
        ("values", "direction", "overlap"),
        [((20.0, 24.0), True, True), ((200.0, 204.0), True, False), ((-20.0, -24.0), False, False)],
    )
    def test_the_verdict_compares_direction_and_intervals(self, values: Any, direction: bool, overlap: bool) -> None:
        seen = [
            {outcome.id: Measured(value, 50) for outcome in EXPERIMENTS[0].outcomes} for value in (*values, *values)
        ]
        row = Experiment("caseload_trial", lambda setup, replication: {}).results(seen)[0]
        assert (row.id, row.number) == ("caseload_employment", 200)
        assert row.published_lower == pytest.approx(16 - 1.96 * 4, abs=0.01)
        assert (row.same_direction, row.intervals_overlap) == (direction, overlap)

    def test_everything_runs_at_a_tiny_size(self) -> None:
        rows = run_field_experiments(Setup(scale=0.01, seed=3), QUICK_REPLICATIONS)
        assert [row.id for row in rows] == list(published_figures())
        simulated = {row.id: row for row in rows}
        assert simulated["caseload_employment"].number > 100
        assert simulated["callback_age_6_years"].simulated == 1.0
        assert simulated["callback_origin_bottleneck"].simulated == 1.0
        assert 0.4 < simulated["callback_origin_other"].simulated < 0.8
        assert 0.0 < simulated["activation_called"].simulated < 100.0
        assert simulated["caseload_employment_untreated"].same_direction is None
