"""Coaches are finite queues: trust first, hours per client set the pace, more clients wait longer."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from support.markets import filled, some_persons

from agents.coaches import Coaches
from agents.draws import Luck
from agents.persons import Persons
from agents.vocabulary import (
    AFTERCARE,
    DEBT,
    EMPLOYED,
    GET_ACQUAINTED,
    HOME,
    HOUSING,
    ILL,
    INQUIRE,
    JOB_GOAL,
    LATENT,
    LEAD_TO_WORK,
    MATCHING,
    NO_TRAJECTORY,
    NOBODY,
    RETIRED,
    SELF_ORIENTATION,
    SKILLS_AND_ATTITUDES,
    STUDENT,
    UNEMPLOYED,
    WAITING,
)
from simulation.coaching import coach_clients, hire_coaches, serve_waiting, take_in
from simulation.parameters import Parameters, default_parameters
from simulation.tallies import COACHING_DROP_OUTS, COACHING_STARTS, Tallies, no_tallies

LUCK = Luck(3, 0)
STEADY = default_parameters()._replace(coaching_drop_out=0.0, coach_turnover=0.0, coaching_progress=1.0)


def coaches(rows: int = 1, **columns: Any) -> Coaches:
    usual = {"caseload_limit": 50, "contact_hours": 100.0, "organisation": 2}
    return filled(Coaches, rows, **{**usual, **columns})


def coach_for(persons: Persons, staff: Coaches, months: int, parameters: Parameters, start: int = 0) -> Tallies:
    """Let months of coaching pass; returns what was counted."""
    tallies = no_tallies()
    for month in range(start, start + months):
        keys = (LUCK.key(name, month) for name in ("progress", "drop_out", "turnover"))
        coach_clients(persons, staff, len(persons.age), month, parameters, *keys, tallies)
    return tallies


def clients(rows: int, step: int, **columns: Any) -> Persons:
    return some_persons(rows, coach=0, trajectory_step=step, status=UNEMPLOYED, **columns)


class TestTrust:
    def test_without_trust_the_inquiry_does_not_move_and_earlier_steps_do(self) -> None:
        parameters = STEADY._replace(coaching_trust_gain=0.0)
        persons = clients(1, GET_ACQUAINTED, trust=0.2)
        coach_for(persons, coaches(caseload=1), 24, parameters)
        assert persons.trajectory_step[0] == INQUIRE

    def test_with_trust_the_trajectory_reaches_matching(self) -> None:
        parameters = STEADY._replace(coaching_trust_gain=0.0)
        persons = clients(1, GET_ACQUAINTED, trust=0.6)
        coach_for(persons, coaches(caseload=1), 9, parameters)
        assert persons.trajectory_step[0] == MATCHING

    def test_coaching_ends_when_a_year_of_matching_found_nothing(self) -> None:
        persons = clients(1, MATCHING, trust=0.9, trajectory_step_since=0)
        coach_for(persons, coaches(caseload=1), 12, STEADY)
        assert persons.trajectory_step[0] == MATCHING
        coach_for(persons, coaches(caseload=1), 13, STEADY)
        assert persons.trajectory_step[0] == NO_TRAJECTORY

    def test_hours_build_trust_until_the_inquiry_moves(self) -> None:
        persons = clients(1, INQUIRE, trust=0.2)
        coach_for(persons, coaches(caseload=1), 1, STEADY)
        assert persons.trajectory_step[0] == INQUIRE
        assert persons.trust[0] > 0.2
        coach_for(persons, coaches(caseload=1), 12, STEADY)
        assert persons.trajectory_step[0] > INQUIRE

    def test_who_can_sanction_wins_trust_more_slowly_and_who_is_of_the_community_faster(
        self,
    ) -> None:
        gained = []
        for columns in ({"sanctioning": 1}, {}, {"bridges_to_origin": 2}):
            persons = clients(1, GET_ACQUAINTED, trust=0.2, origin=2)
            coach_for(persons, coaches(caseload=1, **{"bridges_to_origin": -1, **columns}), 1, STEADY)
            gained.append(persons.trust[0] - 0.2)
        assert 0.0 < gained[0] < gained[1] < gained[2]

    def test_a_coach_who_leaves_breaks_trust(self) -> None:
        parameters = STEADY._replace(coach_turnover=1.0, coaching_trust_gain=0.0)
        persons = clients(1, INQUIRE, trust=0.8)
        coach_for(persons, coaches(caseload=1), 1, parameters)
        assert persons.trust[0] == pytest.approx(0.55)

    def test_little_trust_makes_more_people_drop_out_and_frees_their_places(self) -> None:
        drop_outs = []
        for trust in (0.1, 0.9):
            persons, staff = clients(2000, INQUIRE, trust=trust), coaches(caseload=2000, caseload_limit=2000)
            tallies = coach_for(persons, staff, 1, STEADY._replace(coaching_drop_out=0.05))
            left = persons.coach == NOBODY
            assert (persons.trajectory_step[left] == NO_TRAJECTORY).all()
            assert staff.caseload[0] == 2000 - left.sum()
            assert tallies.persons[COACHING_DROP_OUTS, :, 0].sum() == left.sum()
            drop_outs.append(left.sum())
        assert drop_outs[0] > 1.5 * drop_outs[1] > 0


class TestSteps:
    @pytest.mark.parametrize(
        ("step", "column", "rises"),
        [
            (SELF_ORIENTATION, "confidence", True),
            (SELF_ORIENTATION, "discouragement", False),
            (JOB_GOAL, "goal_clarity", True),
            (SKILLS_AND_ATTITUDES, "application_skill", True),
            (SKILLS_AND_ATTITUDES, "dutch", True),
            (LEAD_TO_WORK, "fear_of_risk", False),
            (LEAD_TO_WORK, "work_wish", True),
        ],
    )
    def test_a_finished_step_helps_with_its_own_barrier(self, step: int, column: str, rises: bool) -> None:
        persons = clients(1, step, **{column: 0.5})
        coach_for(persons, coaches(caseload=1), 1, STEADY)
        assert persons.trajectory_step[0] == step + 1
        assert (getattr(persons, column)[0] > 0.5) == rises
        assert getattr(persons, column)[0] != 0.5

    def test_the_inquiry_solves_one_problem_at_a_time(self) -> None:
        persons = clients(1, INQUIRE, problems=DEBT + HOUSING)
        coach_for(persons, coaches(caseload=1), 1, STEADY)
        assert persons.problems[0] == HOUSING

    @pytest.mark.parametrize("status", [LATENT, HOME])
    def test_leading_to_work_makes_people_search(self, status: int) -> None:
        persons = clients(1, LEAD_TO_WORK)
        persons.status[:] = status
        coach_for(persons, coaches(caseload=1), 1, STEADY, start=7)
        assert (persons.status[0], persons.status_since[0]) == (UNEMPLOYED, 7)

    def test_leading_to_work_does_not_bring_back_the_retired(self) -> None:
        persons = clients(1, LEAD_TO_WORK)
        persons.status[:] = RETIRED
        coach_for(persons, coaches(caseload=1), 1, STEADY)
        assert persons.status[0] == RETIRED

    def test_matching_is_kept_up_until_there_is_a_job(self) -> None:
        persons = clients(1, MATCHING)
        coach_for(persons, coaches(caseload=1), 12, STEADY)
        assert persons.trajectory_step[0] == MATCHING

    def test_aftercare_lasts_six_months_or_as_long_as_the_job(self) -> None:
        persons, staff = clients(2, AFTERCARE), coaches(caseload=2)
        persons.status[0] = EMPLOYED
        coach_for(persons, staff, 1, STEADY)
        assert persons.coach.tolist() == [0, NOBODY]
        coach_for(persons, staff, 5, STEADY, start=1)
        assert (persons.coach[0], staff.caseload[0]) == (0, 1)
        coach_for(persons, staff, 1, STEADY, start=6)
        assert (persons.coach[0], staff.caseload[0]) == (NOBODY, 0)


class TestFiniteHours:
    def test_attention_thins_out_as_the_caseload_grows(self) -> None:
        moved = []
        for hours in (400.0, 100.0):
            persons = clients(400, SELF_ORIENTATION)
            staff = coaches(caseload=400, caseload_limit=400, contact_hours=hours)
            coach_for(persons, staff, 1, STEADY)
            moved.append((persons.trajectory_step > SELF_ORIENTATION).mean())
        assert moved[0] > 2.5 * moved[1] > 0

    def test_the_hours_of_a_client_do_not_depend_on_the_row(self) -> None:
        parameters = STEADY._replace(coaching_drop_out=0.3)
        persons = clients(200, GET_ACQUAINTED, trust=0.3)
        coach_for(persons, coaches(caseload=200, caseload_limit=200), 1, parameters)
        stayed = persons.coach != NOBODY
        assert 0 < stayed.sum() < 200
        assert len(np.unique(persons.trust[stayed])) == 1

    def test_twice_the_clients_without_more_coaches_wait_more_than_twice_as_long(self) -> None:
        waits = []
        for people in (30, 60):
            persons, staff = (
                clients(people, WAITING, trust=1.0),
                coaches(caseload_limit=10, contact_hours=15.0),
            )
            persons.coach[:] = NOBODY
            waited = np.full(people, 240)
            for month in range(240):
                waiting = np.flatnonzero(persons.trajectory_step == WAITING).astype(np.int32)
                serve_waiting(persons, staff, waiting, month, no_tallies())
                served = persons.trajectory_step > WAITING
                waited[served] = np.minimum(waited[served], month)
                coach_for(persons, staff, 1, STEADY, start=month)
                # At the end of the trajectory everybody finds a job that needs no aftercare.
                persons.status[persons.trajectory_step == MATCHING] = EMPLOYED
                persons.trajectory_step[persons.trajectory_step == MATCHING] = AFTERCARE
            waits.append(waited.mean())
        assert waits[1] > 2 * waits[0] > 0

    def test_people_tired_of_waiting_leave_the_list(self) -> None:
        persons, staff = clients(1000, WAITING), coaches()
        persons.coach[:] = NOBODY
        parameters = STEADY._replace(coaching_drop_out=0.1, waiting_patience_months=6.0)
        coach_for(persons, staff, 6, parameters)
        assert (persons.trajectory_step == WAITING).all()
        coach_for(persons, staff, 12, parameters, start=7)
        assert 0 < (persons.trajectory_step == WAITING).sum() < 1000

    def test_small_scales_keep_the_places_and_the_hours_per_place(self) -> None:
        parameters, shares = default_parameters(), np.full(5, 0.2)
        places = {}
        for scale in (0.01, 0.1, 1.0):
            staff = hire_coaches(shares, parameters, scale)
            places[scale] = staff.caseload_limit.sum() / scale
            per_place = staff.contact_hours / staff.caseload_limit
            assert per_place == pytest.approx(parameters.coach_hours / parameters.caseload_limit, rel=0.02)
        assert list(places.values()) == pytest.approx([places[1.0]] * 3, rel=0.05)


class TestQueue:
    def test_who_waited_longest_is_served_first_and_equals_by_identity(self) -> None:
        persons = clients(4, WAITING, trajectory_step_since=[5, 3, 4, 3])
        persons.coach[:] = NOBODY
        persons.identity[:] = [1, 9, 3, 2]
        staff, tallies = coaches(caseload_limit=2), no_tallies()
        serve_waiting(persons, staff, np.arange(4, dtype=np.int32), 6, tallies)
        assert persons.coach.tolist() == [NOBODY, 0, NOBODY, 0]
        assert staff.caseload[0] == 2
        assert tallies.persons[COACHING_STARTS, 0, 0] == 2
        serve_waiting(persons, coaches(caseload=1, caseload_limit=2), np.array([0, 2], np.int32), 7, tallies)
        assert persons.coach.tolist() == [NOBODY, 0, 0, 0]

    def test_a_coach_serves_the_own_sub_region_up_to_the_limit(self) -> None:
        persons = clients(6, WAITING, sub_region=[0, 0, 0, 1, 1, 2])
        persons.coach[:] = NOBODY
        staff = coaches(2, sub_region=[0, 1], caseload_limit=[2, 5])
        serve_waiting(persons, staff, np.arange(6, dtype=np.int32), 0, no_tallies())
        assert persons.coach.tolist() == [0, 0, NOBODY, 1, 1, NOBODY]
        assert staff.caseload.tolist() == [2, 2]

    @pytest.mark.parametrize("status", [EMPLOYED, STUDENT, RETIRED, ILL])
    def test_people_who_are_not_sought_do_not_join_the_list(self, status: int) -> None:
        assert self.joined(status=status) == 0

    def test_the_unemployed_join_after_three_months(self) -> None:
        assert self.joined(status=UNEMPLOYED, non_employed_since=8) == 0
        assert self.joined(status=UNEMPLOYED, non_employed_since=7) > 0
        assert self.joined(status=LATENT) > 0

    @staticmethod
    def joined(**columns: Any) -> int:
        persons = some_persons(500, trust=1.0, **columns)
        room = np.zeros(500, np.int32)
        parameters = default_parameters()._replace(coaching_intake=0.2, coaching_outreach=0.05)
        count = take_in(persons, room, 500, 10, parameters, LUCK.key("intake"))
        assert count == (persons.trajectory_step == WAITING).sum()
        return int(count)
