"""Work that wears people out or keeps them: load of missing colleagues, satisfaction, and who stops early."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from support.markets import small_market, some_designs, some_employers, some_persons

from agents.gaps import organisation_gap
from agents.handing import handed
from agents.job_designs import USUAL_SATISFACTION, JobDesigns
from agents.vocabulary import EMPLOYED
from simulation import tallies
from simulation.appeal import job_value
from simulation.indicators import SERIES
from simulation.parameters import Parameters, default_parameters
from simulation.satisfaction import (
    MOST_MISSING,
    Usual,
    absence_factor,
    discontent,
    early_exit,
    illness_factor,
    weigh_work,
)
from simulation.teams import CALM
from simulation.transitions import separation_hazard

PARAMETERS = default_parameters()
USUAL = Usual(np.full(12, 0.05), 0.5, 0.8, np.full((2, 4), 0.5))
PENSION = 65
PROVINCE = 5


def after(months: int, employer: dict[str, Any], parameters: Parameters = PARAMETERS, **design: Any) -> JobDesigns:
    """Let months pass at one team of the usual culture, say and staff, but for what is said."""
    employers = some_employers(**{"resistance": CALM, **employer})
    usual = {"headcount": 19, "target": 20, "team_culture": 0.5, "schedule_control": 0.5, "hours_flexibility": 0.3}
    designs = some_designs(**{**usual, **design})
    for _ in range(months):
        weigh_work(employers, designs, designs.target, USUAL, 0.3, parameters.satisfaction_pace, handed(parameters))
    return designs


def satisfaction(months: int = 60, employer: dict[str, Any] | None = None, **design: Any) -> float:
    return float(after(months, employer or {}, **design).satisfaction[0])


class TestLoad:
    def test_the_usual_shortage_is_no_load(self) -> None:
        assert after(24, {}).workload[0] == pytest.approx(0.0, abs=1e-6)

    def test_missing_colleagues_are_a_load_and_too_many_are_a_relief(self) -> None:
        assert after(24, {}, headcount=17).workload[0] == pytest.approx(0.10, abs=1e-3)
        assert after(24, {}, headcount=21).workload[0] == pytest.approx(-0.10, abs=1e-3)

    def test_it_follows_in_some_months_and_has_a_ceiling(self) -> None:
        assert 0.0 < after(1, {}, headcount=17).workload[0] < after(4, {}, headcount=17).workload[0] < 0.10
        assert after(60, {}, headcount=2).workload[0] == pytest.approx(MOST_MISSING - 0.05, abs=1e-3)

    def test_a_flex_pool_takes_over_what_is_missing(self) -> None:
        alone, helped = after(24, {}, headcount=17), after(24, {"flex_pool": 0.5}, headcount=17)
        assert helped.workload[0] == pytest.approx(0.5 * 0.15 - 0.05, abs=1e-3)
        assert helped.workload[0] < alone.workload[0]

    def test_colleagues_at_school_are_missed_half_of_the_time(self) -> None:
        assert after(24, {}, studying=2).workload[0] == pytest.approx(0.05, abs=1e-3)

    def test_a_design_that_nobody_wants_is_no_load(self) -> None:
        assert after(24, {}, target=0, headcount=3).workload[0] == pytest.approx(-0.05, abs=1e-3)


class TestSatisfaction:
    def test_the_usual_work_leaves_it_as_it_is(self) -> None:
        assert satisfaction() == pytest.approx(USUAL_SATISFACTION, abs=1e-6)

    @pytest.mark.parametrize(
        ("employer", "design"),
        [
            ({}, {"schedule_control": 0.9}),
            ({}, {"hours_flexibility": 0.8}),
            ({}, {"team_culture": 0.9}),
            ({}, {"age_fit": 0.5}),
            ({"recognition": 0.5}, {}),
            ({"development": 0.5}, {}),
        ],
    )
    def test_say_culture_and_care_raise_it(self, employer: dict[str, Any], design: dict[str, Any]) -> None:
        assert satisfaction(60, employer, **design) > USUAL_SATISFACTION + 0.02

    @pytest.mark.parametrize(
        ("employer", "design"), [({}, {"headcount": 16}), ({"extra_load": 0.2}, {}), ({"resistance": 0.8}, {})]
    )
    def test_load_and_resistance_lower_it(self, employer: dict[str, Any], design: dict[str, Any]) -> None:
        assert satisfaction(60, employer, **design) < USUAL_SATISFACTION - 0.02

    def test_it_changes_step_by_step_and_stays_a_share(self) -> None:
        assert USUAL_SATISFACTION > satisfaction(1, headcount=14) > satisfaction(12, headcount=14) > 0.0
        steep = PARAMETERS._replace(satisfaction_load=50.0, satisfaction_care=50.0)
        assert after(200, {}, steep, headcount=5).satisfaction[0] == pytest.approx(0.0, abs=1e-4)
        assert after(200, {"recognition": 1.0}, steep).satisfaction[0] == pytest.approx(1.0, abs=1e-4)

    def test_weights_of_nothing_leave_everybody_alone(self) -> None:
        nothing = PARAMETERS._replace(
            satisfaction_say=0.0, satisfaction_culture=0.0, satisfaction_load=0.0, satisfaction_care=0.0
        )
        designs = after(60, {"recognition": 1.0}, nothing, headcount=5, schedule_control=1.0)
        assert designs.satisfaction[0] == pytest.approx(USUAL_SATISFACTION, abs=1e-6)


class TestLeaving:
    def test_content_staff_leaves_less_within_bounds(self) -> None:
        factors = [discontent(some_designs(satisfaction=level), 0, PARAMETERS) for level in (0.0, 0.5, 0.7, 0.8, 1.0)]
        assert factors == sorted(factors, reverse=True)
        assert factors[0] == 1.3
        assert factors[2] == pytest.approx(1.0)
        person, team = some_persons(status=EMPLOYED, design=0, job_start=0), some_employers(resistance=CALM)
        hazards = [
            separation_hazard(person, team, some_designs(team_culture=0.5, satisfaction=level), 0, 24, PARAMETERS)
            for level in (0.6, 0.7, 0.8)
        ]
        assert hazards[0] == pytest.approx(1.08 * hazards[1])
        assert hazards[2] == pytest.approx(0.92 * hazards[1])

    def test_satisfaction_and_a_bonus_make_a_job_worth_more(self) -> None:
        plain, liked, paid = some_designs(), some_designs(satisfaction=0.9), some_designs(staying_bonus=0.1)
        assert job_value(liked, 0, 0.0) == pytest.approx(job_value(plain, 0, 0.0) + 0.1)
        assert job_value(paid, 0, 0.0) == pytest.approx(job_value(plain, 0, 0.0) + 0.2)

    def test_load_makes_ill(self) -> None:
        team = some_employers()
        usual, heavy = some_designs(absence=0.066), some_designs(absence=0.066, workload=0.2)
        assert absence_factor(team, usual, 0, PARAMETERS) == 1.0
        assert absence_factor(team, heavy, 0, PARAMETERS) == pytest.approx(1.06)
        assert illness_factor(team, heavy, 0, 1.0, PARAMETERS) > illness_factor(team, usual, 0, 1.0, PARAMETERS)

    def stopping(self, age: int = 58, **design: Any) -> float:
        person = some_persons(status=EMPLOYED, design=0, age=age)
        return early_exit(person, some_designs(**{"physical_load": 0.5, **design}), 0, USUAL, PENSION, PARAMETERS)

    def test_heavy_work_makes_people_stop_sooner_from_fifty_to_the_pension_age(self) -> None:
        assert self.stopping() == pytest.approx(1.0)
        assert self.stopping(physical_load=0.9) == pytest.approx(1.32)
        assert self.stopping(physical_load=0.1) == pytest.approx(0.68)
        assert self.stopping(49, physical_load=0.9) == self.stopping(65, physical_load=0.9) == 1.0

    def test_work_adapted_to_age_and_content_staff_stop_later(self) -> None:
        assert self.stopping(age_fit=0.6) == pytest.approx(1.0 - 0.8 * 0.3)
        assert self.stopping(49, age_fit=1.0, physical_load=0.9) == 1.0
        assert self.stopping(satisfaction=0.9) == pytest.approx(0.9)
        assert self.stopping(age_fit=1.0, satisfaction=1.0, physical_load=1.0) == 0.5

    def test_work_adapted_to_age_fits_older_staff_better_and_others_alike(self) -> None:
        usual, adapted = some_designs(physical_load=0.8), some_designs(physical_load=0.8, age_fit=0.5)
        for age, same in ((40, True), (60, False)):
            person, team = some_persons(age=age, birth_month=-12 * age), some_employers()
            gaps = [organisation_gap(person, team, design, 0, 0, 0) for design in (usual, adapted)]
            assert (gaps[0] == gaps[1]) is same
            assert gaps[1] <= gaps[0]


class TestTheStart:
    def test_mean_load_satisfaction_and_strain_are_the_usual(self) -> None:
        market = small_market(0.01)
        designs, persons = market.designs, market.persons
        staff = designs.headcount.astype(float)
        assert np.average(designs.workload, weights=staff) == pytest.approx(0.0, abs=1e-6)
        assert np.average(designs.satisfaction, weights=staff) == pytest.approx(USUAL_SATISFACTION, abs=0.002)
        assert 0.01 < designs.satisfaction.std() < 0.12
        older = np.flatnonzero((persons.status == EMPLOYED) & (persons.age >= 50) & (persons.age < PENSION))
        factors = [early_exit(persons, designs, row, market.usual_work, PENSION, PARAMETERS) for row in older]
        assert np.mean(factors) == pytest.approx(1.0, abs=0.01)
        assert np.std(factors) > 0.03

    def test_nobody_is_more_than_the_bounds_that_spare_look_ups_allow(self) -> None:
        market = small_market(0.005)
        for _ in range(24):
            market.step()
        assert (market.designs.satisfaction >= 0.0).all()
        assert (market.designs.satisfaction <= 1.0).all()
        assert np.abs(market.designs.workload).max() <= MOST_MISSING + market.usual_work.missing.max() + 1e-6


class TestTheYearsAfter:
    """Two worlds with the same people and luck, of which one treats half of the jobs better."""

    def left(self, months: int, **design: float) -> tuple[int, int, int]:
        """Return how many of the staff of the treated half went elsewhere, untreated and treated, and its size."""
        usual = small_market(0.03)
        better = usual.branch(usual.policy)
        treated = np.arange(len(usual.designs.employer)) % 2 == 0
        for name, value in design.items():
            getattr(better.designs, name)[treated] = value
        staff = np.flatnonzero((usual.persons.status == EMPLOYED) & treated[usual.persons.design])
        first = usual.designs.employer[usual.persons.design[staff]]
        gone = []
        for market in (usual, better):
            for _ in range(months):
                market.step()
            now, design_now = market.persons.status[staff] == EMPLOYED, market.persons.design[staff]
            gone.append(int((now & (market.designs.employer[design_now] != first)).sum()))
        return gone[0], gone[1], len(staff)

    def test_a_bonus_keeps_people_from_going_elsewhere(self) -> None:
        usual, paid, staff = self.left(12, staying_bonus=0.3)
        assert 0.03 * staff < usual < 0.12 * staff
        # Half of the jobs elsewhere pay the bonus too.
        assert paid < 0.92 * usual

    def test_work_adapted_to_age_makes_older_staff_stop_later_and_leaves_the_younger_alone(self) -> None:
        final, younger = np.zeros(2, np.int64), np.zeros(2, np.int64)
        # One pair of markets has too few of the younger: their exits differ by a tenth by chance alone.
        for replication in range(6):
            usual = small_market(0.15, replication=replication, early_exit_strain=1.6)
            adapted = usual.branch(usual.policy)
            adapted.designs.age_fit[:] = 1.0
            for place, market in enumerate((usual, adapted)):
                for _ in range(24):
                    market.step()
                final[place] += market.counts.final_exits[:24, 0].sum()
                younger[place] += market.counts.exits[:24, tallies.BY_ILLNESS, :2].sum()
        assert final[1] < 0.85 * final[0]
        assert younger[1] == pytest.approx(younger[0], rel=0.1)

    def test_content_staff_loses_or_leaves_fewer_jobs(self) -> None:
        usual = small_market(0.03, satisfaction_pace=0.02)
        content = usual.branch(usual.policy)
        content.employers.recognition[:] = 1.0
        content.employers.development[:] = 1.0
        for market in (usual, content):
            for _ in range(24):
                market.step()
        lost = [int(market.counts.exits[12:24, tallies.TO_UNEMPLOYMENT].sum()) for market in (usual, content)]
        assert lost[1] < lost[0]
        assert content.designs.satisfaction.mean() > usual.designs.satisfaction.mean() + 0.05


def test_every_separation_has_a_reason_and_final_exits_are_among_them() -> None:
    market = small_market(0.01)
    for _ in range(12):
        market.step()
    counts = market.counts
    separations = counts.person_flows[:12, tallies.SEPARATIONS, :, 0]
    assert np.array_equal(counts.exits[:12].sum(axis=(1, 2)), separations)
    moves = counts.person_flows[:12, tallies.MOVES, :, 0]
    assert np.array_equal(counts.exits[:12, tallies.TO_OTHER_EMPLOYER].sum(axis=1), moves)
    final = [tallies.TO_RETIREMENT, tallies.BY_ILLNESS, tallies.TO_HOME_OR_OTHER]
    older = counts.exits[:12][:, final][:, :, 2:]
    assert counts.final_exits[:12, 0].sum() == older.sum() > 0
    ages = market.measurements.values[11, PROVINCE, SERIES.index(("exit_age", "all"))]
    assert 52.0 < ages < 66.0
