"""Durations, flows, tenure, workplaces and growth of establishments add up to the people and jobs that they count."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pytest
from support.markets import Month, small_market, watch

from agents.persons import Persons
from agents.vocabulary import ABSENT, EMPLOYED, LATENT, SEARCHING_UNAVAILABLE, SELF_EMPLOYED, UNEMPLOYED
from simulation.counting import Counts
from simulation.indicators import SERIES
from simulation.labour_states import DURATIONS, JOBSEEKERS, duration_class
from simulation.model import LabourMarket
from simulation.yearly_look import BOTH_YEARS, CREATED, DESTROYED, FIRST_AGES, OTHER_JOB

MONTHS = 36
WORK, UNEMPLOYMENT, RESERVE, INACTIVITY = range(4)

Codes = npt.NDArray[np.int64]


@pytest.fixture(scope="module")
def market() -> LabourMarket:
    return small_market(0.005)


@pytest.fixture(scope="module")
def months(market: LabourMarket) -> list[Month]:
    return watch(market, MONTHS)


@pytest.fixture(scope="module")
def counts(market: LabourMarket, months: list[Month]) -> Counts:
    assert market.month == len(months)
    return market.counts


def states(persons: Persons) -> Codes:
    """Read the labour state from the status, -1 for who is not here."""
    status = persons.status
    state = np.full(len(status), INACTIVITY)
    state[status <= SELF_EMPLOYED] = WORK
    state[status == UNEMPLOYED] = UNEMPLOYMENT
    state[(status == LATENT) | (status == SEARCHING_UNAVAILABLE)] = RESERVE
    state[status == ABSENT] = -1
    return state


def classes(months_passed: Codes) -> Codes:
    return np.searchsorted([first for first, _ in DURATIONS[1:]], months_passed, side="right")


def table(shape: tuple[int, ...], *index: Codes) -> list[object]:
    counted = np.zeros(shape, np.int64)
    np.add.at(counted, index, 1)
    return counted.tolist()


def series(market: LabourMarket, indicator: str, group: str = "all") -> npt.NDArray[np.float64]:
    return market.measurements.values[:, :, SERIES.index((indicator, group))]


def decembers(months: list[Month]) -> list[Month]:
    return months[11::12]


@pytest.mark.parametrize(("passed", "expected"), [(0, 0), (2, 0), (3, 1), (11, 2), (12, 3), (24, 4), (59, 4), (60, 5)])
def test_durations_fall_into_their_class(passed: int, expected: int) -> None:
    assert duration_class(passed) == expected
    assert classes(np.array(passed)) == expected


class TestEveryMonth:
    def test_durations_without_work_are_those_of_the_unemployed(self, months: list[Month], counts: Counts) -> None:
        for month in months:
            rows = np.flatnonzero(states(month.after) == UNEMPLOYMENT)
            passed = month.number - month.after.non_employed_since[rows].astype(int)
            expected = table((5, 6), month.after.sub_region[rows], classes(passed))
            assert counts.durations[month.number].tolist() == expected

    def test_exits_to_work_were_unemployed_a_month_before(self, months: list[Month], counts: Counts) -> None:
        for month in months[1:]:
            rows = np.flatnonzero((states(month.before) == UNEMPLOYMENT) & (states(month.after) == WORK))
            passed = month.number - 1 - month.before.non_employed_since[rows].astype(int)
            expected = table((5, 6), month.after.sub_region[rows], classes(passed))
            assert counts.duration_exits[month.number].tolist() == expected
        assert counts.duration_exits[0].sum() == 0
        assert counts.duration_exits.sum() > 0

    def test_changes_of_state_are_those_of_people_who_stayed(self, months: list[Month], counts: Counts) -> None:
        for month in months[1:]:
            before, after = states(month.before), states(month.after)
            rows = np.flatnonzero((before >= 0) & (after >= 0) & (before != after) & (month.after.age < 65))
            expected = table((5, 4, 4), month.after.sub_region[rows], before[rows], after[rows])
            assert counts.labour_flows[month.number].tolist() == expected

    def test_flows_arrivals_and_exits_explain_every_stock(self, months: list[Month], counts: Counts) -> None:
        for month in months[1:]:
            before, after = states(month.before), states(month.after)
            flows = counts.labour_flows[month.number].sum(axis=0)
            for state in range(4):
                was = (before == state) & (month.before.age < 65)
                now = (after == state) & (month.after.age < 65)
                came = now & month.arrived
                gone = was & ((after < 0) | (month.after.age >= 65))
                change = flows[:, state].sum() - flows[state].sum() + came.sum() - gone.sum()
                assert now.sum() - was.sum() == change

    def test_jobseekers_are_counted_by_status_and_duration(self, months: list[Month], counts: Counts) -> None:
        for month in months:
            by_status = [
                np.count_nonzero((month.after.status == status) & (month.after.age < 65)) for status in JOBSEEKERS
            ]
            assert counts.jobseekers[month.number].sum(axis=(0, 2)).tolist() == by_status

    def test_the_clock_of_a_jobseeker_runs_until_work_or_another_state(self, months: list[Month]) -> None:
        for month in months[1:]:
            before, after = states(month.before), states(month.after)
            seeks = (after == UNEMPLOYMENT) | (after == RESERVE)
            sought = (before == UNEMPLOYMENT) | (before == RESERVE)
            began = seeks & ~sought & (before >= 0)
            assert began.any()
            assert (month.after.jobseeker_since[began] == month.number).all()
            still = seeks & sought
            assert (month.after.jobseeker_since[still] == month.before.jobseeker_since[still]).all()

    def test_durations_add_up_in_the_indicators(self, market: LabourMarket, counts: Counts) -> None:
        del counts
        for indicator, whole in (
            ("unemployed_by_duration", "unemployed"),
            ("registered_by_duration", "registered_jobseekers"),
        ):
            groups = [group for name, group in SERIES if name == indicator and group != "all"]
            assert len(groups) == len(DURATIONS)
            total = series(market, whole)
            assert np.add.reduce([series(market, indicator, group) for group in groups]) == pytest.approx(total)
            assert series(market, indicator) == pytest.approx(total)

    def test_groups_of_registered_jobseekers_add_up(self, market: LabourMarket, counts: Counts) -> None:
        del counts
        total = series(market, "registered_jobseekers")
        for dimension in ("sex=", "age="):
            groups = [
                group for name, group in SERIES if name == "registered_jobseekers" and group.startswith(dimension)
            ]
            parts = [series(market, "registered_jobseekers", group) for group in groups]
            assert np.add.reduce(parts) == pytest.approx(total)


class TestEveryDecember:
    def test_months_without_a_look_hold_nothing(self, counts: Counts) -> None:
        others = np.arange(MONTHS) % 12 != 11
        for name in ("tenure", "tenure_months", "workplaces", "yearly_flows", "changes_of_job", "staff_changes"):
            counted = getattr(counts, name)[:MONTHS]
            assert not counted[others].any()
            assert counted[~others][-1].any()

    def test_tenure_is_that_of_the_employees(self, months: list[Month], counts: Counts) -> None:
        for month in decembers(months):
            rows = np.flatnonzero(month.after.status == EMPLOYED)
            tenure = month.number - month.after.job_start[rows].astype(int)
            region = month.after.sub_region[rows]
            assert counts.tenure[month.number].tolist() == table((5, 50), region, np.minimum(tenure // 12, 49))
            assert counts.tenure_months[month.number].tolist() == np.bincount(region, tenure, minlength=5).tolist()

    def test_workplaces_are_those_of_the_employees(self, months: list[Month], counts: Counts) -> None:
        for month in decembers(months):
            rows = np.flatnonzero(month.after.status == EMPLOYED)
            place = month.designs.sub_region[month.after.design[rows]]
            assert counts.workplaces[month.number].tolist() == table((5, 6), month.after.sub_region[rows], place)
            assert counts.workplaces[month.number].sum(axis=0).tolist() == (
                counts.headcount[month.number].sum(axis=1).tolist()
            )

    def test_a_look_back_compares_with_the_december_before(self, months: list[Month], counts: Counts) -> None:
        assert counts.yearly_flows[11].sum() == 0
        for earlier, later in zip(decembers(months)[:-1], decembers(months)[1:], strict=True):
            before, after = states(earlier.after), states(later.after)
            stayed = (before >= 0) & (after >= 0)
            rows = np.flatnonzero(stayed & (later.after.age < 65))
            expected = table((5, 4, 4), later.after.sub_region[rows], before[rows], after[rows])
            assert counts.yearly_flows[later.number].tolist() == expected

            rows = np.flatnonzero((before == WORK) & (after == WORK))
            group = np.searchsorted(FIRST_AGES[1:], later.after.age[rows], side="right")
            region = later.after.sub_region[rows]
            changed = counts.changes_of_job[later.number]
            assert changed[BOTH_YEARS].tolist() == table((5, 5), region, group)
            began = np.where(
                later.after.status[rows] == EMPLOYED, later.after.job_start[rows], later.after.status_since[rows]
            )
            new = began > earlier.number
            assert changed[OTHER_JOB].tolist() == table((5, 5), region[new], group[new])

    def test_jobs_created_less_destroyed_are_the_change_in_jobs(self, months: list[Month], counts: Counts) -> None:
        assert counts.staff_changes[11].sum() == 0
        for earlier, later in zip(decembers(months)[:-1], decembers(months)[1:], strict=True):
            change = (counts.headcount[later.number] - counts.headcount[earlier.number])[:5].sum(axis=1)
            created, destroyed = counts.staff_changes[later.number, [CREATED, DESTROYED]]
            assert (created - destroyed).tolist() == change.tolist()
            assert (created > 0).all()
            assert (destroyed > 0).all()

    def test_shares_of_the_employees_add_up_in_the_indicators(self, market: LabourMarket, counts: Counts) -> None:
        del counts
        december = market.month - 1
        employees = (series(market, "employed") - series(market, "self_employed"))[december]
        tenures = [group for name, group in SERIES if name == "employees_by_tenure" and group != "all"]
        together = np.add.reduce([series(market, "employees_by_tenure", group)[december] for group in tenures])
        assert together == pytest.approx(employees)
        three = ("own_sub_region", "elsewhere_in_province", "outside_province")
        together = np.add.reduce(
            [series(market, "employees_by_workplace", f"workplace={name}")[december] for name in three]
        )
        assert together == pytest.approx(employees)
        own = series(market, "employees_by_workplace", "workplace=own_sub_region")[december]
        assert series(market, "self_containment")[december] == pytest.approx(100.0 * own / employees)

    def test_the_unemployed_of_a_year_before_are_somewhere(self, market: LabourMarket, counts: Counts) -> None:
        del counts
        december = market.month - 1
        now = [
            series(market, "unemployed_a_year_later", f"now={name}") for name in ("work", "unemployment", "inactivity")
        ]
        assert np.add.reduce([values[december] for values in now]) == pytest.approx(100.0)
        assert np.isnan(now[0][11]).all()
