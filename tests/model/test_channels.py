"""Whom adverts reach and what they make of them: channels, tone, expectation, and employers that go out."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from support.markets import small_market, some_employers, some_persons

from agents.vocabulary import (
    ADDICTION,
    ADMINISTRATION,
    COMMUNITY,
    EMPLOYED,
    EMPLOYMENT_SERVICE,
    HOME,
    ILL,
    INCOME_RISK,
    STAFF_NETWORK,
    UNEMPLOYED,
    WEB,
)
from simulation.appeal import daring, reservation
from simulation.channels import approach, recognition
from simulation.meetings import CAUSES, GAPS, MET, OUTCOMES, PASSED_OVER
from simulation.parameters import default_parameters
from simulation.search import visits_per_round
from simulation.transitions import approached

PARAMETERS = default_parameters()._replace(recognition_level=1.0)


class TestReach:
    def chance(self, channels: int, days_open: float = 10.0, abroad: float = 0.0, **person: Any) -> float:
        persons = some_persons(**{"status": UNEMPLOYED, "network": 0.4, **person})
        employers = some_employers(recruitment_channels=channels, staff_from_abroad=abroad)
        return recognition(persons, employers, 0, 0, channels, days_open, PARAMETERS)

    def test_the_web_reaches_who_can_search_there(self) -> None:
        assert self.chance(WEB, application_skill=0.0) == pytest.approx(PARAMETERS.recognition_floor)
        assert self.chance(WEB, application_skill=1.0) == pytest.approx(1.0)
        without = self.chance(WEB, application_skill=0.5, problems=ADMINISTRATION)
        assert without == pytest.approx(0.5 * self.chance(WEB, application_skill=0.5))

    def test_the_staff_reaches_acquaintances_like_itself(self) -> None:
        assert self.chance(STAFF_NETWORK, network=0.8) > self.chance(STAFF_NETWORK, network=0.2) > 0.0
        assert self.chance(STAFF_NETWORK, origin=2) == 0.0
        assert 0.0 < self.chance(STAFF_NETWORK, origin=2, abroad=0.2) < self.chance(STAFF_NETWORK)
        assert self.chance(STAFF_NETWORK, origin=2, abroad=0.6) == self.chance(STAFF_NETWORK)

    def test_the_employment_service_reaches_the_unemployed_and_gets_every_old_vacancy(self) -> None:
        assert self.chance(EMPLOYMENT_SERVICE) == pytest.approx(PARAMETERS.employment_service_reach)
        assert self.chance(EMPLOYMENT_SERVICE, status=EMPLOYED) == 0.0
        assert self.chance(COMMUNITY, days_open=91.0) > self.chance(COMMUNITY)

    def test_community_work_reaches_clients_and_people_who_know_many(self) -> None:
        alone = self.chance(COMMUNITY)
        assert self.chance(COMMUNITY, coach=0) == self.chance(COMMUNITY, network=0.6) > alone > 0.0

    def test_channels_add_up_without_counting_anyone_twice(self) -> None:
        web, staff = self.chance(WEB), self.chance(STAFF_NETWORK)
        assert self.chance(WEB | STAFF_NETWORK) == pytest.approx(1.0 - (1.0 - web) * (1.0 - staff))
        assert self.chance(0) == 0.0


def test_every_january_the_staff_is_known_again() -> None:
    market = small_market(0.005)
    market.employers.staff_from_abroad[:] = 0.9
    market.run_until(1)
    persons, designs = market.persons, market.designs
    # Who was hired in January counts a year later.
    rows = (persons.status[: market.present] == EMPLOYED) & (persons.job_start[: market.present] < 0)
    first = int(designs.employer[persons.design[np.flatnonzero(rows)[0]]])
    assert market.employers.staff_from_abroad[first] < 0.9
    assert 0.0 < float(market.employers.staff_from_abroad.mean()) < 0.3


class TestGoingOut:
    def test_open_employers_that_recruit_through_people_come_across_those_at_home(self) -> None:
        employers = some_employers(3, sub_region=[0, 1, 2], openness=0.5)
        employers.recruitment_channels[:] = [WEB, STAFF_NETWORK, COMMUNITY]
        assert approach(employers).tolist() == [0.0, 0.5, 0.5, 0.0, 0.0]

    def test_it_takes_acquaintances_and_leaves_the_ill_alone(self) -> None:
        persons = some_persons(3, status=[HOME, HOME, ILL], network=[0.5, 0.0, 0.5])
        hazards = [approached(persons, person, np.ones(5), PARAMETERS) for person in range(3)]
        assert hazards == pytest.approx([0.5 * PARAMETERS.approach_rate, 0.0, 0.0])

    def test_it_brings_people_back_to_search(self) -> None:
        def searching(rate: float) -> int:
            market = small_market(0.01, approach_rate=rate)
            market.run_until(24)
            return int(market.counts.people[12:24, ..., UNEMPLOYED].sum())

        assert searching(0.01) > searching(0.0)


class TestState:
    def test_expecting_refusal_against_the_mean_of_the_own_origin_makes_shy(self) -> None:
        def of(rule: Any, expected: float, **columns: Any) -> float:
            persons = some_persons(status=UNEMPLOYED, expected_discrimination=expected, **columns)
            return float(rule(persons, 0, PARAMETERS))

        for rule in (visits_per_round, daring):
            assert of(rule, 0.6, origin=2) < of(rule, 0.4, origin=2)
        assert of(visits_per_round, 0.1) == pytest.approx(of(visits_per_round, 0.4, origin=2))
        # Who need not be refused dares whatever others expect.
        assert of(daring, 0.6) == of(daring, 0.1)

    def test_financial_pressure_makes_search_more_and_addiction_less(self) -> None:
        def of(rule: Any, problems: int) -> float:
            return float(rule(some_persons(status=UNEMPLOYED, problems=problems), 0, PARAMETERS))

        assert of(visits_per_round, INCOME_RISK) > of(visits_per_round, 0) > of(visits_per_round, ADDICTION) > 0.0
        assert of(reservation, INCOME_RISK) > of(reservation, 0)


class TestCounting:
    def test_failures_have_one_gap_each_and_are_part_of_the_meetings(self) -> None:
        of_gaps = [outcome for outcomes in GAPS.values() for outcome in outcomes]
        assert sorted(of_gaps) == sorted(CAUSES.values())
        assert MET not in of_gaps
        assert PASSED_OVER not in of_gaps
        market = small_market(0.01)
        market.run_until(12)
        meetings = market.counts.search[:12].sum(axis=0)
        assert meetings.shape == (OUTCOMES, 8, 5)
        assert (meetings[MET] >= meetings[1:].sum(axis=0)).all()
        assert (meetings[MET].sum(axis=1) > 0).all()
