"""A work-learn entry reproduces the documented funnel: of about 30 preselected 19 started and 12 completed."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from scipy import stats
from support.markets import filled, small_market, some_designs, some_employers, some_persons

from agents.coaches import Coaches
from agents.draws import Luck
from agents.vocabulary import (
    ADDICTION,
    CARE_ASSISTANT,
    EMPLOYED,
    INQUIRE,
    NO_TRAJECTORY,
    NOBODY,
    SEARCHING_UNAVAILABLE,
    STUDENT,
    UNEMPLOYED,
)
from simulation import tallies as counted
from simulation.tallies import no_tallies
from simulation.work_learn_entry import EntryTerms, candidates, in_entry, recruit, train

GROUPS, PRESELECTED, PLACES = 400, 30, 19
TERMS = EntryTerms()


def hospital(people: int, seed: int = 1, **columns: Any) -> Any:
    """Make a market of unemployed people with unequal chances and one host in care."""
    random = np.random.default_rng(seed)
    persons = some_persons(
        people,
        **{
            "status": UNEMPLOYED,
            "non_employed_since": -12,
            "field": CARE_ASSISTANT,
            "skills": random.uniform(0.2, 0.8, (people, 5)),
            "confidence": random.uniform(0.1, 0.9, people),
            "problems": random.integers(0, 2, people) + 2 * random.integers(0, 2, people),
            "fear_of_risk": 0.5,
            **columns,
        },
    )
    designs = some_designs(
        1, occupation=CARE_ASSISTANT, diploma=2, ideal=0.6, minimum=0.4, trainable=0.5, headcount=10, positions=10.0
    )
    return SimpleNamespace(
        persons=persons,
        employers=some_employers(1, training=0.5),
        designs=designs,
        coaches=filled(Coaches, 1, caseload=1),
        luck=Luck(seed, 0),
        month=0,
        tallies=no_tallies(),
        entry_groups=(),
    )


def train_for(market: Any, months: int) -> None:
    for _ in range(months):
        train(market)
        market.month += 1


def events(market: Any) -> list[int]:
    return [int(number) for number in market.tallies.work_learn_entry.sum(axis=1)]


def test_many_groups_reproduce_the_documented_funnel() -> None:
    started, completed = [], []
    for group in range(GROUPS):
        market = hospital(PRESELECTED, seed=group)
        assert recruit(market, 0, PLACES, TERMS) == PLACES
        train_for(market, 12)
        preselected, starts, ends, left = events(market)
        assert preselected == PRESELECTED
        assert starts == ends + left
        assert market.entry_groups == ()
        started.append(starts)
        completed.append(ends)
    assert np.mean(started) == pytest.approx(19.0, abs=0.5)
    assert np.mean(completed) == pytest.approx(12.0, abs=0.5)
    low, high = stats.binom.interval(0.95, PLACES, TERMS.completion_share)
    assert np.mean((np.array(completed) >= low) & (np.array(completed) <= high)) > 0.9


def test_who_completes_has_diploma_skill_and_the_promised_job() -> None:
    market = hospital(PRESELECTED)
    recruit(market, 0, PLACES, TERMS)
    persons, trainees = market.persons, market.entry_groups[0].people
    assert (persons.status[trainees] == SEARCHING_UNAVAILABLE).all()
    assert persons.fear_of_risk[trainees] == pytest.approx(0.35)
    train_for(market, 12)
    done = persons.status[trainees] == EMPLOYED
    assert (persons.diploma[trainees[done]] == 2).all()
    assert persons.skills[trainees[done]].min() == pytest.approx(0.6, abs=1e-5)
    assert (persons.skill_gap[trainees[done]] < 0.01).all()
    assert (persons.design[trainees[done]] == 0).all()
    assert market.designs.headcount[0] == market.designs.target[0] == 10 + done.sum()
    left = trainees[~done]
    assert (persons.status[left] == UNEMPLOYED).all()
    assert (persons.work_learning_employer[left] == NOBODY).all()
    assert (persons.diploma[left] == 0).all()


def test_problems_and_doubt_make_people_leave_sooner() -> None:
    left = {}
    for problems in (0, 7):
        market = hospital(20_000, problems=np.repeat([0, 7], 10_000), confidence=0.5, skills=0.5)
        recruit(market, 0, 10_000, TERMS)
        people = market.entry_groups[0].people
        train_for(market, 12)
        mine = market.persons.problems[people] == problems
        left[problems] = (market.persons.status[people][mine] == UNEMPLOYED).mean()
    assert left[7] > 1.3 * left[0] > 0


@pytest.mark.parametrize(
    "columns",
    [
        {"status": EMPLOYED},
        {"status": STUDENT},
        {"non_employed_since": -3},
        {"age": 17},
        {"age": 59},
        {"problems": ADDICTION},
        {"field": 6},
        {"sub_region": 1},
        {"skills": 0.0, "dutch": 0.0},
    ],
)
def test_who_cannot_be_helped_this_way_is_not_preselected(columns: dict[str, Any]) -> None:
    market = hospital(50)
    market.designs.ideal[:], market.designs.weight[:], market.designs.dutch_ideal[:] = 0.9, 0.2, 0.9
    market.persons.dutch[:] = 0.9
    assert len(candidates(market, 0)) == 50
    for name, value in columns.items():
        getattr(market.persons, name)[:] = value
    assert len(candidates(market, 0)) == 0
    assert recruit(market, 0, PLACES, TERMS) == 0


def test_more_places_than_people_take_the_same_share() -> None:
    market = hospital(15)
    assert recruit(market, 0, 100, TERMS) == round(15 * 19 / 30)
    assert recruit(market, 0, 100, TERMS) < 5


def test_the_selected_stand_closer_to_the_job() -> None:
    market = hospital(300)
    market.designs.weight[:] = 0.2
    recruit(market, 0, 190, TERMS)
    chosen = np.isin(np.arange(300), market.entry_groups[0].people)
    skill = market.persons.skills.mean(axis=1)
    assert skill[chosen].mean() > skill[~chosen].mean() + 0.02


def test_trainees_neither_search_nor_are_coached_and_go_on_through_the_months() -> None:
    market = small_market(0.02)
    market.run_until(3)
    design = int(np.flatnonzero((market.designs.occupation == CARE_ASSISTANT) & (market.designs.sub_region < 5))[0])
    pool = candidates(market, design)
    market.persons.trajectory_step[pool], market.persons.coach[pool] = INQUIRE, 0
    market.coaches.caseload[0] += len(pool)
    started = recruit(market, design, 10, EntryTerms(completion_share=0.999999))
    assert started >= 3
    people = market.entry_groups[0].people
    assert (market.persons.coach[people] == NOBODY).all()
    for _ in range(11):
        market.step()
        here = people[market.persons.status[people] == SEARCHING_UNAVAILABLE]
        assert len(here) >= started - 1
        assert all(in_entry(market.persons, person) for person in here)
        assert (market.persons.trajectory_step[here] == NO_TRAJECTORY).all()
    twin = market.branch(market.policy)
    for each in (market, twin):
        each.step()
        assert len(each.entry_groups) == 0
        assert each.counts.work_learn_entry[:, counted.ENTRY_COMPLETED].sum() == len(here)
