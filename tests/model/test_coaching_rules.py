"""Trajectories: trust first, hours set the pace, unneeded steps are skipped, and every way out frees a place."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from support.markets import filled, some_designs, some_employers, some_persons

from agents.coaches import LANGUAGE_GROUP, METHODS, MOTIVATION, ORIENTATION, TRUST_BUILDING, Coaches
from agents.draws import Luck
from agents.handing import handed
from agents.persons import Persons
from agents.vocabulary import (
    ADMINISTRATION,
    AFTERCARE,
    DEBT,
    EMPLOYED,
    GET_ACQUAINTED,
    HOME,
    HOUSING,
    INCOME_RISK,
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
    UNEMPLOYED,
    WAITING,
)
from simulation import tallies as counted
from simulation.caseloads import Attention, coaches_leave, count_light_clients, share_out_hours
from simulation.coaching import DECISIONS, coach_clients
from simulation.minds import BAD, GOOD, SERVICES
from simulation.parameters import Parameters, default_parameters
from simulation.tallies import Tallies, no_tallies
from simulation.trajectory import CoachingKeys, next_step

LUCK = Luck(3, 0)
STEADY = default_parameters()._replace(
    coaching_drop_out=0.0, coach_turnover=0.0, coaching_progress=2.0, quick_win=0.0, specialised_help=0.0
)


def coaches(rows: int = 1, **columns: Any) -> Coaches:
    usual = {"caseload_limit": 50, "contact_hours": 100.0, "organisation": 2, "bridges_to_origin": -1}
    return filled(Coaches, rows, **{**usual, **columns})


def coach_for(
    persons: Persons, staff: Coaches, months: int, parameters: Parameters, start: int = 0, coordination: float = 0.3
) -> Tallies:
    """Let months of coaching pass; returns what was counted."""
    tallies = no_tallies()
    employers, designs = some_employers(2, coach_welcome=[1, 0]), some_designs(2, employer=[0, 1])
    for month in range(start, start + months):
        leaving = np.zeros(len(staff.identity), np.bool_)
        coaches_leave(staff, leaving, month, parameters, LUCK.key("coach_leaves", month))
        clients = np.flatnonzero(persons.trajectory_step)
        count_light_clients(persons, staff.light_caseload, clients)
        coach_clients(
            persons,
            employers,
            designs,
            staff,
            Attention(share_out_hours(staff, month), leaving),
            clients,
            month,
            np.full(5, coordination),
            np.ones(5),
            handed(parameters),
            handed(CoachingKeys(*(LUCK.key(name, month) for name in DECISIONS))),
            tallies,
        )
    return tallies


def clients(rows: int, step: int, **columns: Any) -> Persons:
    return some_persons(rows, **{"coach": 0, "trajectory_step": step, "status": UNEMPLOYED, **columns})


class TestTrust:
    def test_without_trust_the_inquiry_does_not_move_and_earlier_steps_do(self) -> None:
        persons = clients(1, GET_ACQUAINTED, trust=0.2)
        coach_for(persons, coaches(caseload=1), 24, STEADY._replace(coaching_trust_gain=0.0))
        assert persons.trajectory_step[0] == INQUIRE

    def test_hours_build_trust_until_the_inquiry_moves(self) -> None:
        persons = clients(1, INQUIRE, trust=0.2)
        tallies = coach_for(persons, coaches(caseload=1), 1, STEADY)
        assert persons.trajectory_step[0] == INQUIRE
        assert 0.2 < persons.trust[0] < 0.45
        tallies = coach_for(persons, coaches(caseload=1), 12, STEADY)
        assert persons.trajectory_step[0] > INQUIRE
        assert tallies.coaching[counted.TRUSTING].sum() == 1

    def test_who_can_sanction_wins_trust_more_slowly_and_who_is_of_the_community_faster(self) -> None:
        gained = []
        for columns in ({"sanctioning": 1}, {}, {"bridges_to_origin": 2}, {"method": np.full(len(METHODS), 2.0)}):
            persons = clients(1, GET_ACQUAINTED, trust=0.2, origin=2)
            coach_for(persons, coaches(caseload=1, **columns), 1, STEADY._replace(sanction_rate=0.0))
            gained.append(persons.trust[0] - 0.2)
        assert 0.0 < gained[0] < gained[1] < gained[2] < gained[3]

    def test_gains_are_in_proportion_to_what_is_missing(self) -> None:
        gained = []
        for trust in (0.5, 0.75):
            persons = clients(1, GET_ACQUAINTED, trust=trust)
            coach_for(persons, coaches(caseload=1), 1, STEADY)
            gained.append(persons.trust[0] - trust)
        assert gained[0] == pytest.approx(2.0 * gained[1], rel=1e-3)

    def test_little_trust_and_few_hours_make_more_people_drop_out_and_free_their_places(self) -> None:
        drop_outs = []
        for trust, hours in ((0.9, 16000.0), (0.1, 16000.0), (0.1, 0.0)):
            persons = clients(2000, INQUIRE, trust=trust)
            staff = coaches(caseload=2000, caseload_limit=2000, contact_hours=hours)
            tallies = coach_for(persons, staff, 1, STEADY._replace(coaching_drop_out=0.05, coaching_trust_gain=0.0))
            left = persons.coach == NOBODY
            assert (persons.trajectory_step[left] == NO_TRAJECTORY).all()
            assert staff.caseload[0] == 2000 - left.sum()
            assert tallies.coaching[counted.LEFT_TRAJECTORY].sum() == left.sum()
            assert tallies.persons[counted.COACHING_DROP_OUTS, :, 0].sum() == left.sum()
            drop_outs.append(left.sum())
        assert drop_outs[1] > 1.5 * drop_outs[0] > 0
        assert drop_outs[2] > 1.2 * drop_outs[1]


class TestSteps:
    @pytest.mark.parametrize(
        ("columns", "step", "following"),
        [
            ({"trust": 0.7}, WAITING, INQUIRE),
            ({"trust": 0.6}, WAITING, GET_ACQUAINTED),
            ({"confidence": 0.5}, INQUIRE, SELF_ORIENTATION),
            ({"fear_of_risk": 0.6, "confidence": 0.9}, INQUIRE, SELF_ORIENTATION),
            ({"confidence": 0.7, "goal_clarity": 0.3}, INQUIRE, JOB_GOAL),
            ({"goal_clarity": 0.9, "dutch": 0.4}, INQUIRE, SKILLS_AND_ATTITUDES),
            ({"goal_clarity": 0.9, "application_skill": 0.4}, SELF_ORIENTATION, SKILLS_AND_ATTITUDES),
            ({}, INQUIRE, LEAD_TO_WORK),
            ({}, LEAD_TO_WORK, MATCHING),
        ],
    )
    def test_steps_that_are_not_needed_are_skipped(self, columns: dict[str, Any], step: int, following: int) -> None:
        assert next_step(some_persons(1, **columns), 0, step) == following

    @pytest.mark.parametrize(
        ("step", "column", "rises"),
        [
            (INQUIRE, "disapproval", False),
            (SELF_ORIENTATION, "wear", False),
            (SELF_ORIENTATION, "confidence", True),
            (SELF_ORIENTATION, "discouragement", False),
            (JOB_GOAL, "goal_clarity", True),
            (JOB_GOAL, "fear_of_risk", False),
            (SKILLS_AND_ATTITUDES, "application_skill", True),
            (SKILLS_AND_ATTITUDES, "dutch", True),
            (SKILLS_AND_ATTITUDES, "skills", True),
            (LEAD_TO_WORK, "fear_of_risk", False),
            (LEAD_TO_WORK, "work_wish", True),
        ],
    )
    def test_a_finished_step_helps_with_its_own_barrier(self, step: int, column: str, rises: bool) -> None:
        start = 0.55 if column == "fear_of_risk" else 0.5
        done, undone = (clients(100, step, **{"wear": 0.8, column: start}) for _ in range(2))
        coach_for(done, coaches(caseload=20), 1, STEADY)
        coach_for(undone, coaches(caseload=20), 1, STEADY._replace(coaching_progress=0.0))
        moved = done.trajectory_step != step
        change = (getattr(done, column) - getattr(undone, column)).reshape(100, -1)
        assert moved.sum() > 80
        assert ((change[moved] > 0.0) if rises else (change[moved] < 0.0)).any(axis=1).all()

    def test_encouragement_goes_on_beside_every_step_after_the_inquiry_began(self) -> None:
        change = []
        for step in (GET_ACQUAINTED, INQUIRE, MATCHING):
            persons = clients(1, step, confidence=0.5, discouragement=0.5)
            coach_for(persons, coaches(caseload=1), 1, STEADY._replace(coaching_progress=0.0))
            change.append((persons.confidence[0] - 0.5, 0.5 - persons.discouragement[0]))
        assert change[0] == (0.0, 0.0)
        assert change[1] > change[2] > (0.0, 0.0)

    def test_two_steps_may_be_finished_in_a_month_with_hours_enough(self) -> None:
        persons = clients(200, GET_ACQUAINTED, trust=0.5, goal_clarity=0.3, confidence=0.3)
        coach_for(persons, coaches(caseload=1), 1, STEADY)
        assert (persons.trajectory_step > INQUIRE).mean() > 0.5
        assert (persons.trajectory_step <= SELF_ORIENTATION).all()

    def test_better_methods_help_more_with_their_own_part(self) -> None:
        for part, step, column in (
            (ORIENTATION, SELF_ORIENTATION, "wear"),
            (LANGUAGE_GROUP, SKILLS_AND_ATTITUDES, "dutch"),
            (MOTIVATION, JOB_GOAL, "discouragement"),
            (TRUST_BUILDING, GET_ACQUAINTED, "trust"),
        ):
            ends = []
            for quality in (1.0, 1.5):
                persons = clients(1, step, **{column: 0.6, "wear": 0.9})
                staff = coaches(caseload=1)
                staff.method[0, part] = quality
                coach_for(persons, staff, 3, STEADY)
                ends.append(getattr(persons, column)[0])
            assert ends[0] != ends[1], column

    def test_lessons_do_nothing_for_who_is_unwilling_or_not_allowed_to_learn(self) -> None:
        for columns, staff in (
            ({"trust": 0.1, "discouragement": 0.9}, {}),
            ({"problems": INCOME_RISK}, {"organisation": 0}),
        ):
            persons = clients(50, SKILLS_AND_ATTITUDES, dutch=0.3, **columns)
            coach_for(persons, coaches(caseload=10, **staff), 4, STEADY._replace(training_refused=1.0))
            assert (persons.trajectory_step > SKILLS_AND_ATTITUDES).any()
            assert persons.dutch.max() == pytest.approx(0.3)

    @pytest.mark.parametrize("status", [LATENT, HOME])
    def test_leading_to_work_makes_people_search(self, status: int) -> None:
        persons = clients(20, LEAD_TO_WORK, status=status)
        tallies = coach_for(persons, coaches(caseload=1), 1, STEADY, start=7)
        led = persons.trajectory_step == MATCHING
        assert led.sum() > 10
        assert (persons.status[led] == UNEMPLOYED).all()
        assert (persons.status_since[led] == 7).all()
        assert tallies.coaching[counted.LED_TO_WORK].sum() == led.sum()

    def test_leading_to_work_does_not_bring_back_the_retired(self) -> None:
        persons = clients(1, LEAD_TO_WORK, status=RETIRED)
        coach_for(persons, coaches(caseload=1), 1, STEADY)
        assert persons.status[0] == RETIRED

    def test_matching_goes_on_for_a_year_and_then_leaves_people_less_hopeful(self) -> None:
        persons = clients(1, MATCHING, trust=0.9)
        coach_for(persons, coaches(caseload=1), 12, STEADY)
        assert persons.trajectory_step[0] == MATCHING
        hope = persons.discouragement[0]
        tallies = coach_for(persons, coaches(caseload=1), 1, STEADY, start=12)
        assert persons.trajectory_step[0] == NO_TRAJECTORY
        assert persons.discouragement[0] > hope
        assert tallies.coaching[counted.ENDED_WITHOUT_JOB].sum() == 1

    def test_aftercare_lasts_as_long_as_the_job_and_shorter_where_no_coach_is_welcome(self) -> None:
        persons, staff = clients(3, AFTERCARE), coaches(caseload=3, employer_ties=0.5)
        persons.status[:2] = EMPLOYED
        persons.design[:2] = [0, 1]
        coach_for(persons, staff, 2, STEADY)
        assert persons.coach.tolist() == [0, 0, NOBODY]
        assert persons.mentor[0] > persons.mentor[1] == 0.0
        coach_for(persons, staff, 4, STEADY, start=2)
        assert persons.coach.tolist() == [0, NOBODY, NOBODY]
        coach_for(persons, staff, 1, STEADY, start=6)
        assert (persons.coach[0], staff.caseload[0]) == (NOBODY, 0)


class TestProblems:
    HELPFUL = STEADY._replace(quick_win=0.3, specialised_help=0.2, coaching_progress=0.0, referral_drop_out=0.0)

    def test_only_the_inquiry_brings_problems_to_light(self) -> None:
        for step, trust in ((GET_ACQUAINTED, 0.6), (INQUIRE, 0.1)):
            persons = clients(300, step, trust=trust, problems=ADMINISTRATION)
            coach_for(persons, coaches(caseload=100), 3, self.HELPFUL._replace(coaching_trust_gain=0.0))
            assert (persons.problems == ADMINISTRATION).all()

    def test_practical_problems_are_solved_sooner_than_those_that_ask_a_specialist(self) -> None:
        persons = clients(3000, JOB_GOAL, trust=0.6, problems=ADMINISTRATION + DEBT)
        tallies = coach_for(persons, coaches(caseload=100), 1, self.HELPFUL)
        practical, special = (persons.problems & flag == 0 for flag in (ADMINISTRATION, DEBT))
        assert practical.mean() == pytest.approx(0.3, abs=0.04)
        assert special.mean() == pytest.approx(0.2 * 0.8, abs=0.04)
        assert not (practical & special).any()
        assert persons.trust[practical].min() > persons.trust[~practical & ~special].max()
        assert tallies.experience[SERVICES, GOOD].sum() == tallies.coaching[counted.PROBLEMS_SOLVED].sum()

    def test_a_careless_referral_costs_trust_and_clients_and_care_or_coordination_prevents_it(self) -> None:
        left = []
        for care, coordination in ((0.0, 0.0), (0.0, 1.0), (1.0, 0.0)):
            persons = clients(1000, INQUIRE, trust=0.6, problems=HOUSING)
            staff = coaches(caseload=10, referral_care=care)
            parameters = STEADY._replace(referral_drop_out=0.4)
            tallies = coach_for(persons, staff, 1, parameters, coordination=coordination)
            left.append(tallies.coaching[counted.LEFT_AFTER_REFERRAL].sum())
            assert (tallies.experience[SERVICES, BAD].sum() > 0) == (left[-1] > 0)
        assert left[0] > 250
        assert left[1:] == [0, 0]


class TestWhoLeaves:
    @pytest.mark.parametrize("step", [INQUIRE, MATCHING])
    def test_a_coach_who_leaves_loses_clients_and_with_a_warm_handover_none(self, step: int) -> None:
        people = {}
        for name, turnover, warm in (("stays", 0.0, 0.0), ("cold", 1.0, 0.0), ("warm", 1.0, 1.0)):
            persons = clients(1000, step, trust=0.5)
            staff = coaches(caseload=1000, contact_hours=1000.0, warm_handover=warm)
            parameters = STEADY._replace(coach_turnover=turnover, coaching_drop_out=0.02)
            tallies = coach_for(persons, staff, 1, parameters, start=1)
            assert (tallies.coaching[counted.LEFT_WITH_COACH].sum() > 0) == (name == "cold")
            people[name] = persons
        for one, other in zip(people["stays"], people["warm"], strict=True):
            assert one.tobytes() == other.tobytes()
        cold, stays = people["cold"], people["stays"]
        assert (cold.coach == NOBODY).mean() > (stays.coach == NOBODY).mean() + 0.1
        kept = (cold.coach != NOBODY) & (stays.coach != NOBODY)
        assert cold.trust[kept].mean() < stays.trust[kept].mean() - 0.2
        assert (cold.trajectory_step[kept] < stays.trajectory_step[kept]).all()

    def test_the_seat_stays_empty_until_somebody_new_comes_unless_handed_over(self) -> None:
        staff = coaches(2, caseload=10, warm_handover=[0.0, 1.0])
        coaches_leave(staff, np.zeros(2, np.bool_), 5, STEADY._replace(coach_turnover=1.0), LUCK.key("leaves"))
        hours = [share_out_hours(staff, month).tolist() for month in (5, 6, 7)]
        assert [month[0] for month in hours] == [0.0, 0.0, hours[0][1]]

    def test_a_sanction_costs_trust_and_income_and_only_some_coaches_can(self) -> None:
        parameters = STEADY._replace(sanction_rate=0.5, coaching_trust_gain=0.0)
        for sanctioning in (0, 1):
            persons = clients(1000, INQUIRE, trust=0.2, fear_of_risk=0.3)
            tallies = coach_for(persons, coaches(caseload=10, sanctioning=sanctioning), 1, parameters)
            hit = persons.problems & INCOME_RISK != 0
            assert hit.mean() == pytest.approx(0.4 * sanctioning, abs=0.05)
            assert tallies.experience[SERVICES, BAD].sum() == hit.sum()
            assert (tallies.coaching[counted.LEFT_AFTER_SANCTION].sum() > 50) == (sanctioning == 1)
        assert persons.trust[hit].max() == 0.0
        assert persons.fear_of_risk[hit].min() > 0.3

    def test_people_tired_of_waiting_trust_less_and_leave_the_list(self) -> None:
        persons, staff = clients(1000, WAITING, coach=NOBODY), coaches()
        coach_for(persons, staff, 7, STEADY)
        assert (persons.trajectory_step == WAITING).all()
        assert persons.trust.min() == persons.trust.max()
        tallies = coach_for(persons, staff, 12, STEADY, start=7)
        left = persons.trajectory_step == NO_TRAJECTORY
        assert left.mean() == pytest.approx(1.0 - 0.92**12, abs=0.05)
        assert tallies.coaching[counted.LEFT_QUEUE].sum() == left.sum()
        assert persons.trust.max() < 0.8
