"""Careers: inertia, who looks around and when, notice of redundancy, borders that moves cross and whether they last."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from support.markets import Numbers, small_market, some_designs, some_employers, some_persons

from agents.careers import (
    KEPT_LESSON,
    MOST_OPEN,
    PROACTIVE,
    PROACTIVE_BY_LEARNING,
    PROACTIVE_SHARE,
    REACTIVE,
    USUAL_INERTIA,
    begin_anew,
    openness_to_move,
    settle,
    usual_inertia,
)
from agents.persons import NEVER
from agents.vocabulary import EMPLOYED, NOBODY, SELF_EMPLOYED, UNEMPLOYED
from simulation import tallies
from simulation.indicators import SERIES
from simulation.jobs import leave_job, start_job
from simulation.learning import LASTING_MONTHS
from simulation.model import LabourMarket
from simulation.parameters import default_parameters
from simulation.policy import Effort, NoPolicy
from simulation.search import _reasons_to_look
from simulation.tallies import TO_UNEMPLOYMENT, no_tallies

PARAMETERS = default_parameters()
PROVINCE = 5


class TestInertia:
    def test_it_grows_with_tenure_and_age_within_bounds(self) -> None:
        by_tenure = [usual_inertia(30, tenure) for tenure in (-1, 0, 60, 120, 400)]
        by_age = [usual_inertia(age, 24) for age in (20, 45, 52, 60, 69)]
        assert by_tenure == sorted(by_tenure)
        assert by_age == sorted(by_age)
        assert 0.0 < by_tenure[0] == by_tenure[1] < by_tenure[3] == by_tenure[4]
        assert usual_inertia(69, 600) <= 1.0

    def test_the_mean_of_the_start_is_the_one_at_which_nothing_changes(self) -> None:
        market = small_market(0.01)
        here = (market.persons.status == EMPLOYED) & (np.arange(len(market.persons.status)) < market.present)
        assert market.persons.inertia[here].mean() == pytest.approx(USUAL_INERTIA, abs=0.01)
        assert (market.persons.proactive[here] == PROACTIVE).mean() == pytest.approx(PROACTIVE_SHARE, abs=0.03)

    @pytest.mark.parametrize(
        ("strength", "of_the_tied", "of_the_free"), [(0.0, 1.0, 1.0), (1.0, 0.5, 1.5), (2.0, 0.25, 2.25)]
    )
    def test_strength_tells_how_far_inertia_keeps_from_looking(
        self, strength: float, of_the_tied: float, of_the_free: float
    ) -> None:
        persons = some_persons(3, status=EMPLOYED)
        persons.inertia[:] = 1.0 - np.array([0.5, 1.0, 1.5]) * (1.0 - USUAL_INERTIA)
        openness = [openness_to_move(persons, person, strength) for person in range(3)]
        assert openness == pytest.approx([of_the_tied, 1.0, of_the_free], rel=1e-5)

    def after_birthdays(self, apart: float, years: int, proactive: int = REACTIVE) -> tuple[float, int]:
        """Return how far someone is from the usual level after some years in one job, and who looks ahead by then."""
        persons = some_persons(status=EMPLOYED, age=40, job_start=-30, proactive=proactive)
        persons.inertia[0] = usual_inertia(40, 30) + apart
        for year in range(1, years + 1):
            persons.age[0] += 1
            settle(persons, 0, 12 * year, PARAMETERS.inertia_pace)
        usual = usual_inertia(40 + years, 30 + 12 * years)
        return float(persons.inertia[0]) - usual, int(persons.proactive[0])

    def test_who_is_as_others_stays_so_and_what_was_given_fades(self) -> None:
        assert self.after_birthdays(0.0, 12)[0] == pytest.approx(0.0, abs=1e-5)
        course = [self.after_birthdays(-0.2, years)[0] for years in range(8)]
        assert course == sorted(course)
        assert course[3] == pytest.approx(-0.2 * (1 - PARAMETERS.inertia_pace) ** 3, abs=1e-5)

    def test_the_lesson_of_looking_ahead_is_kept_as_long_as_inertia_is_low(self) -> None:
        assert self.after_birthdays(-0.2, 2, PROACTIVE_BY_LEARNING)[1] == PROACTIVE_BY_LEARNING
        assert self.after_birthdays(-0.2, 8, PROACTIVE_BY_LEARNING)[1] == REACTIVE
        assert self.after_birthdays(0.5 * -KEPT_LESSON, 1, PROACTIVE_BY_LEARNING)[1] == REACTIVE
        assert self.after_birthdays(0.0, 8, PROACTIVE)[1] == PROACTIVE

    def test_a_new_job_breaks_the_habit_and_never_makes_it_stronger(self) -> None:
        persons = some_persons(2, age=50, inertia=[0.8, 0.1])
        for person in range(2):
            begin_anew(persons, person)
        assert persons.inertia.tolist() == pytest.approx([usual_inertia(50, 0), 0.1], abs=1e-6)


class TestLookingAround:
    def chance(self, overstaffed: float = 0.0, **columns: Any) -> float:
        persons = some_persons(status=EMPLOYED, design=0, **{"inertia": USUAL_INERTIA, **columns})
        reasons = _reasons_to_look(persons, some_designs(overstaffed=overstaffed), 0, PARAMETERS)
        return reasons * openness_to_move(persons, 0, PARAMETERS.inertia_strength)

    def test_without_a_threat_only_people_who_look_ahead_look_around(self) -> None:
        assert self.chance(proactive=REACTIVE) == 0.0
        assert self.chance(proactive=PROACTIVE) == pytest.approx(PARAMETERS.on_the_job_search_share, abs=1e-6)
        assert self.chance(proactive=PROACTIVE) == self.chance(proactive=PROACTIVE_BY_LEARNING)

    def test_a_threat_moves_people_who_only_react(self) -> None:
        course = [self.chance(overstaffed=share) for share in (0.0, 0.05, 0.2, 0.6)]
        assert 0.0 == course[0] < course[1] < course[2] == pytest.approx(course[3])
        assert self.chance(notice_until=30) > course[3]

    def test_a_job_that_does_not_fit_is_a_problem_as_well(self) -> None:
        assert self.chance(organisation_gap=0.3) > self.chance(organisation_gap=0.1) > 0.0

    @pytest.mark.parametrize("case", [{"proactive": PROACTIVE}, {"notice_until": 30}, {"skill_gap": 0.2}])
    def test_inertia_holds_everybody_back(self, case: dict[str, Any]) -> None:
        course = [self.chance(inertia=inertia, **case) for inertia in (0.0, 0.4, 0.8, 1.0)]
        assert course == sorted(course, reverse=True)
        assert course[-1] == 0.0 < course[-2]

    @pytest.mark.parametrize("strength", [0.0, 0.3, 1.0, 2.7, 5.0])
    def test_nobody_is_more_open_than_people_without_inertia(self, strength: float) -> None:
        persons = some_persons(3, inertia=[0.0, 0.3, 1.0])
        course = [openness_to_move(persons, person, strength) for person in range(3)]
        assert course[0] == pytest.approx(MOST_OPEN**strength)
        assert course == sorted(course, reverse=True)


def moved(**there: Any) -> tuple[Any, Any, Any]:
    """Let someone of 40 move from a job in sector 3, occupation 9, at pay 1, to another employer."""
    employers = some_employers(2)
    given = {"employer": [0, 1], "sector": [3, there.get("sector", 3)]}
    given |= {"occupation": [9, there.get("occupation", 9)], "pay": [1.0, there.get("pay", 1.0)], "headcount": [1, 0]}
    designs = some_designs(2, **given)
    person = {"notice_until": NEVER, "entered_from": UNEMPLOYED, **there.get("person", {})}
    designs.on_notice[0] = person["notice_until"] != NEVER
    persons = some_persons(status=EMPLOYED, design=0, job_start=0, **person)
    counted = no_tallies()
    start_job(persons, employers, designs, 0, 1, 0, 20, counted)
    return persons, designs, counted.careers.sum(axis=(1, 2))


class TestMoves:
    @pytest.mark.parametrize(
        ("there", "border"),
        [
            ({}, tallies.TO_EMPLOYER),
            ({"sector": 5}, tallies.TO_SECTOR),
            ({"occupation": 4}, tallies.TO_OCCUPATION),
            ({"sector": 5, "occupation": 4}, tallies.TO_SECTOR_AND_OCCUPATION),
        ],
    )
    def test_a_move_is_counted_once_by_its_furthest_border(self, there: dict[str, int], border: int) -> None:
        counted = moved(**there)[2]
        assert counted[border] == 1 == counted[: tallies.TO_SELF_EMPLOYMENT].sum()

    @pytest.mark.parametrize(
        ("pay", "direction"),
        [(1.2, tallies.UPWARD), (1.01, tallies.SIDEWAYS), (0.99, tallies.SIDEWAYS), (0.8, tallies.DOWNWARD)],
    )
    def test_the_direction_is_that_of_pay(self, pay: float, direction: int) -> None:
        counted = moved(pay=pay)[2]
        assert counted[direction] == 1 == counted[tallies.UPWARD : tallies.DOWNWARD + 1].sum()

    def test_a_move_on_notice_is_no_move_of_one_who_looks_ahead(self) -> None:
        persons, designs, counted = moved(person={"notice_until": 22, "proactive": PROACTIVE})
        assert (counted[tallies.MOVES_ON_NOTICE], counted[tallies.PROACTIVE_MOVES]) == (1, 0)
        assert (persons.notice_until[0], designs.on_notice.tolist()) == (NEVER, [0, 0])
        assert moved(person={"proactive": PROACTIVE})[2][tallies.PROACTIVE_MOVES] == 1
        assert moved()[2][tallies.PROACTIVE_MOVES] == 0

    @pytest.mark.parametrize(("before", "tenure", "ended"), [(EMPLOYED, 11, 1), (EMPLOYED, 12, 0), (UNEMPLOYED, 3, 0)])
    def test_a_move_was_temporary_when_the_job_ends_within_a_year(self, before: int, tenure: int, ended: int) -> None:
        persons = some_persons(status=EMPLOYED, design=0, job_start=0, entered_from=before)
        counted = no_tallies()
        leave_job(persons, some_designs(headcount=1), 0, TO_UNEMPLOYMENT, tenure, counted)
        assert counted.careers[tallies.MOVE_ENDED].sum() == ended

    @pytest.mark.parametrize(("months_ago", "straight"), [(0, 1), (3, 1), (4, 0)])
    def test_a_job_straight_after_a_business_crosses_the_border_of_status(self, months_ago: int, straight: int) -> None:
        persons = some_persons(status=UNEMPLOYED, left_self_employment=20 - months_ago, non_employed_since=0)
        counted = no_tallies()
        start_job(persons, some_employers(), some_designs(), 0, 0, 0, 20, counted)
        assert counted.careers[tallies.FROM_SELF_EMPLOYMENT].sum() == straight


@pytest.fixture(scope="module")
def three_years() -> LabourMarket:
    market = small_market(0.05)
    market.run_until(36)
    return market


class TestCounts:
    def of(self, market: LabourMarket, name: str, group: str = "all") -> Numbers:
        return market.measurements.values[:36, PROVINCE, SERIES.index((name, group))]

    def test_borders_and_directions_add_up_to_the_moves(self, three_years: LabourMarket) -> None:
        moves = self.of(three_years, "job_to_job_moves")
        jobs = ("employer", "sector", "occupation", "sector_and_occupation")
        by_border = sum(self.of(three_years, "career_moves", f"border={border}") for border in jobs)
        by_pay = sum(
            self.of(three_years, "moves_by_direction", f"direction={way}") for way in ("up", "sideways", "down")
        )
        np.testing.assert_allclose(by_border, moves)
        np.testing.assert_allclose(by_pay, moves)
        assert self.of(three_years, "career_moves", "border=to_self_employment").sum() > 0
        assert self.of(three_years, "career_moves", "border=from_self_employment").sum() > 0

    def test_most_moves_last_and_some_do_not(self, three_years: LabourMarket) -> None:
        lasting = self.of(three_years, "moves_by_length", "length=lasting")[LASTING_MONTHS:].sum()
        temporary = self.of(three_years, "moves_by_length", "length=temporary")[LASTING_MONTHS:].sum()
        assert 0 < temporary < lasting

    def test_older_workers_are_more_inert_and_move_less(self, three_years: LabourMarket) -> None:
        young, old = (self.of(three_years, "transition_inertia", f"age={age}").mean() for age in ("25-54", "55-64"))
        assert young < old
        persons, month = three_years.persons, three_years.month
        assert self.of(three_years, "transition_inertia")[-1] == pytest.approx(
            100.0 * persons.inertia[persons.status == EMPLOYED].mean(), abs=0.2
        )
        assert month == 36

    def test_the_baseline_moves_as_published_and_gives_no_notice(self, three_years: LabourMarket) -> None:
        # FLO-04: 7.0% of people at work change jobs in a year, 2.5% from 55 on.
        yearly = 1200.0 * self.of(three_years, "job_to_job_moves").mean() / self.of(three_years, "employed").mean()
        of_55 = [self.of(three_years, name, "age=55-64").mean() for name in ("job_to_job_moves", "employed")]
        assert yearly == pytest.approx(7.0, abs=0.7)
        assert 1200.0 * of_55[0] / of_55[1] == pytest.approx(2.5, abs=1.0)
        assert self.of(three_years, "notices").sum() == 0


class Announces:
    """A measure that lets every employer announce redundancies some months ahead."""

    def __init__(self, months: int) -> None:
        self.months = months

    def act(self, market: LabourMarket) -> Effort:
        market.employers.notice_months[:] = self.months
        return Effort(np.zeros(5), np.zeros(5))


class TestNotice:
    def months(self, notice: int, months: int = 24) -> tuple[LabourMarket, list[Any]]:
        market = small_market(0.02, policy=Announces(notice))
        states = []
        for _ in range(months):
            market.step()
            states.append((market.persons.notice_until.copy(), market.persons.status.copy()))
        return market, states

    def test_people_on_notice_are_at_work_and_their_positions_are_counted(self) -> None:
        market, states = self.months(4)
        persons, designs = market.persons, market.designs
        on_notice = persons.notice_until != NEVER
        assert on_notice.any()
        assert (persons.status[on_notice] == EMPLOYED).all()
        counted = np.bincount(persons.design[on_notice], minlength=len(designs.identity))
        assert np.array_equal(designs.on_notice, counted)
        for month, (until, _) in enumerate(states):
            warned = until[until != NEVER]
            assert ((warned > month) & (warned <= month + 4)).all()

    def test_everyone_warned_moves_leaves_or_becomes_unemployed_in_the_end(self) -> None:
        market, _ = self.months(4)
        events = market.counts.careers[:24].sum(axis=(0, 2, 3))
        warned = int((market.persons.notice_until != NEVER).sum())
        ended = events[tallies.MOVES_ON_NOTICE] + events[tallies.NOTICES_RUN_OUT]
        assert min(events[tallies.MOVES_ON_NOTICE], events[tallies.NOTICES_RUN_OUT]) > 0
        # The others retired, fell ill, moved away or inside, or died in the meantime.
        assert 0.9 * events[tallies.NOTICES] < ended + warned <= events[tallies.NOTICES]

    def test_no_notice_is_the_baseline_bit_for_bit(self) -> None:
        market, _ = self.months(0, 6)
        plain = small_market(0.02)
        plain.run_until(6)
        assert market.counts.people.tobytes() == plain.counts.people.tobytes()

    def test_longer_notice_lets_more_people_go_from_work_to_work(self) -> None:
        shares = []
        for notice in (1, 3, 8):
            events = self.months(notice)[0].counts.careers[:24].sum(axis=(0, 2, 3))
            moved, run_out = events[tallies.MOVES_ON_NOTICE], events[tallies.NOTICES_RUN_OUT]
            shares.append(moved / (moved + run_out))
        assert shares == sorted(shares)


class Sides:
    """A measure that lowers the inertia of all workers, or makes all employers ready for side entrants, or both."""

    def __init__(self, left_of_inertia: float, readiness: float) -> None:
        self.left_of_inertia, self.readiness = left_of_inertia, readiness

    def act(self, market: LabourMarket) -> Effort:
        market.persons.inertia[:] *= self.left_of_inertia
        market.employers.side_entrants[:] = self.readiness
        return Effort(np.zeros(5), np.zeros(5))


def test_both_sides_together_bring_more_moves_to_other_work_than_each_side_apart_and_than_their_sum() -> None:
    extra = np.zeros(3)
    for replication in range(3):
        start = small_market(0.02, replication=replication)

        def moves_to_other_work(policy: Any, start: LabourMarket = start) -> int:
            market = start.branch(policy)
            market.run_until(24)
            return int(market.counts.careers[:24, tallies.TO_SECTOR : tallies.TO_SELF_EMPLOYMENT].sum())

        plain = moves_to_other_work(NoPolicy())
        sides = (Sides(0.5, 0.0), Sides(1.0, 1.0), Sides(0.5, 1.0))
        extra += [moves_to_other_work(side) - plain for side in sides]
    workers, employers, both = extra
    assert min(workers, employers) > 0
    assert both > workers + employers


def test_a_business_is_left_behind_when_it_stops() -> None:
    market = small_market(0.02)
    before = market.persons.status.copy()
    market.run_until(1)
    stopped = (before == SELF_EMPLOYED) & (market.persons.status == UNEMPLOYED)
    assert stopped.any()
    assert (market.persons.left_self_employment[stopped] == 0).all()
    assert (market.persons.design[stopped] == NOBODY).all()
