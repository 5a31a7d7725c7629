"""Minds wear down and are repaired along one slope, events hurt or help, and word goes round in a community."""

from __future__ import annotations

import numpy as np
import pytest
from support.markets import small_market, some_persons

from agents.barriers import jobless
from agents.minds import CONFIDENCE_SLOPE, DISCOURAGEMENT_SLOPE, WISH_OF_STATUS
from agents.personas import read_persona
from agents.vocabulary import EMPLOYED, EXCLUDED_PROMISE, HOME, ILL, READY, UNEMPLOYED
from simulation.minds import (
    BAD,
    EMPLOYERS,
    GOOD,
    SERVICES,
    burden,
    hears,
    holds_on,
    is_rejected,
    leaves_early,
    spread_word,
    wear_changes,
)
from simulation.parameters import default_parameters
from simulation.statuses import LIMITATION_OF_THE_ILL, change_status
from simulation.transitions import LEAST_READY, MOST_READY, readiness

PARAMETERS = default_parameters()
SOUND = {"trust": 0.6, "confidence": 0.6, "discouragement": 0.3, "work_wish": 0.8, "dutch": 0.9}
SKILLED = {"application_skill": 0.6, "goal_clarity": 0.6}


class TestWear:
    def test_what_time_out_takes_work_gives_back(self) -> None:
        persons = some_persons(**SOUND, **SKILLED, network=0.5, fear_of_risk=0.4)
        before = [column.copy() for column in persons]
        wear_changes(persons, 0, 0.5)
        assert persons.confidence[0] == pytest.approx(0.6 + 0.5 * CONFIDENCE_SLOPE)
        assert persons.discouragement[0] == pytest.approx(0.3 + 0.5 * DISCOURAGEMENT_SLOPE)
        wear_changes(persons, 0, -0.5)
        for column, old in zip(persons, before, strict=True):
            np.testing.assert_allclose(column, old, atol=1e-6)

    def test_people_keep_their_distance_to_each_other(self) -> None:
        persons = some_persons(2, trust=[0.4, 0.7], confidence=0.6)
        for person in range(2):
            wear_changes(persons, person, 0.3)
        assert persons.trust[1] - persons.trust[0] == pytest.approx(0.3)

    def test_the_barriers_of_people_out_of_work_do_not_drain_in_twelve_years(self) -> None:
        market = small_market(0.01)
        market.run_until(24)

        def means() -> dict[str, float]:
            rows = np.flatnonzero(jobless(market.persons)[: market.present])
            names = ("trust", "confidence", "discouragement", "fear_of_risk", "work_wish", "health_limitation")
            return {name: float(getattr(market.persons, name)[rows].mean()) for name in names}

        early = means()
        market.run_until(168)
        for name, mean in means().items():
            assert mean == pytest.approx(early[name], rel=0.25), name


class TestEvents:
    def test_rejections_and_early_exits_hurt_and_more_after_other_short_jobs(self) -> None:
        persons = some_persons(3, **SOUND, short_jobs=[0, 0, 4])
        is_rejected(persons, 0, PARAMETERS)
        assert persons.discouragement[0] > 0.3
        assert persons.confidence[0] < 0.6
        for person in (1, 2):
            leaves_early(persons, person, person == 2, PARAMETERS)
        assert persons.discouragement[2] > persons.discouragement[1] > 0.3
        assert persons.trust[2] < persons.trust[1] == pytest.approx(0.6)
        assert persons.short_jobs.tolist() == [0, 1, 5]

    def test_a_job_that_lasts_repairs_and_ends_a_spiral(self) -> None:
        persons = some_persons(2, **SOUND, short_jobs=3, expected_discrimination=0.5)
        holds_on(persons, 0, True, PARAMETERS)
        holds_on(persons, 1, False, PARAMETERS)
        assert persons.trust[0] > 0.6
        assert persons.discouragement[0] < 0.3
        assert persons.expected_discrimination[0] < persons.expected_discrimination[1] == pytest.approx(0.5)
        assert persons.short_jobs.tolist() == [0, 0]

    @pytest.mark.parametrize(("before", "after"), [(EMPLOYED, HOME), (HOME, UNEMPLOYED), (UNEMPLOYED, ILL)])
    def test_the_wish_to_work_follows_the_status_and_keeps_the_personal_distance(self, before: int, after: int) -> None:
        wish = WISH_OF_STATUS[before] + 0.05
        persons = some_persons(status=before, work_wish=wish, health_limitation=0.1)
        change_status(persons, 0, after, 3)
        assert persons.work_wish[0] == pytest.approx(WISH_OF_STATUS[after] + 0.05)
        assert persons.health_limitation[0] == pytest.approx(0.1 + (LIMITATION_OF_THE_ILL if after == ILL else 0.0))


class TestReadiness:
    def test_barriers_hold_people_back_within_bounds(self) -> None:
        persons = some_persons(3, discouragement=[0.0, 0.5, 1.0], fear_of_risk=[0.0, 0.5, 1.0], trust=[1.0, 0.5, 0.0])
        usual = burden(persons, 1)
        ready = [readiness(persons, person, usual, PARAMETERS) for person in range(3)]
        assert LEAST_READY <= ready[2] < ready[1] == pytest.approx(1.0)
        assert ready[1] < ready[0] <= MOST_READY

    def test_problems_weigh(self) -> None:
        persons = some_persons(2, problems=[0, 3])
        assert burden(persons, 1) > burden(persons, 0)


class TestWordOfMouth:
    def rumour(self, good: int, bad: int) -> np.ndarray:
        reputation, experience = np.zeros((2, 5, 3)), np.zeros((2, 2, 5, 3), np.int64)
        experience[SERVICES, GOOD, 1, 2], experience[SERVICES, BAD, 1, 2] = good, bad
        experience[SERVICES, GOOD, 0, 0] = experience[SERVICES, BAD, 0, 0] = 500
        spread_word(reputation, np.zeros((2, 3)), experience, PARAMETERS, 1.0)
        return reputation

    def test_it_stays_in_the_community_that_lived_through_it(self) -> None:
        assert self.rumour(40, 0)[SERVICES, 1, 2] > 0 > self.rumour(0, 40)[SERVICES, 1, 2]
        assert abs(self.rumour(40, 0)[SERVICES, 2, 2]) < 1e-12
        assert (self.rumour(40, 0)[EMPLOYERS] == 0.0).all()

    def test_who_knows_people_and_is_of_the_community_hears_it(self) -> None:
        reputation = np.zeros((2, 5, 3))
        reputation[SERVICES, 1, 2] = 0.5
        persons = some_persons(3, sub_region=1, origin=[2, 2, 0], network=[0.8, 0.0, 0.8], trust=0.5)
        for person in range(3):
            hears(persons, person, reputation, PARAMETERS)
        assert persons.trust[0] > 0.5
        assert persons.trust[1:].tolist() == pytest.approx([0.5, 0.5])

    def test_a_community_of_which_nothing_is_told_keeps_its_trust(self) -> None:
        reputation = np.zeros((2, 5, 3))
        experience = np.zeros((2, 2, 5, 3), np.int64)
        experience[SERVICES, GOOD, 0, 0] = 300
        usual = np.full((2, 3), np.nan)
        for _ in range(120):
            spread_word(reputation, usual, experience, PARAMETERS, 1.0)
        assert abs(reputation[:, 1:]).max() == 0.0


def test_who_wants_to_work_and_is_shut_out_is_an_excluded_promise() -> None:
    persons = some_persons(4, status=UNEMPLOYED, **SOUND, **SKILLED)
    persons.expected_discrimination[1] = 0.7
    persons.foreign_diploma[2] = 5
    persons.expected_discrimination[3], persons.work_wish[3] = 0.7, 0.3
    assert [read_persona(persons, person) for person in range(4)] == [READY, EXCLUDED_PROMISE, EXCLUDED_PROMISE, READY]
