"""A bookkeeper from abroad is turned down for want of local experience, and hired where colleagues support her.

She kept books in Ukraine and has a diploma from there, but neither experience nor training in Belgium. One employer
asks for both before it would give her a chance. Another lets go of these demands, has her begin with the simple books
beside a colleague, and in the end she takes over the work of somebody who leaves. Source: UHasselt study on lasting
work (f002), sections 5.2.1.6, 5.2.2.1 and 5.2.2.2.

The two employers are the same one, strict and middling in everything else, without and with the measures. She would
apply anywhere: confidence and coach are set so that the employers' answer decides.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from support.vignettes import COPIES, START, coaches, employers, ever, jobs, live, measure, people, world

from agents.persons import Persons
from agents.vocabulary import ADMINISTRATIVE, MATCHING, NOBODY, OTHER_FOREIGN_DIPLOMA
from scenarios.intervention import Intervention
from simulation.meetings import NOT_QUALIFIED, REFUSED_DISCRIMINATION, REFUSED_PAST
from simulation.model import LabourMarket

FEWER_DEMANDS = measure("vereisten_versoepelen")
BUDDY = measure("buddy")
SIMPLE_BOOKS = measure("inclusief_jobontwerp", simple_share=0.35)
HALF_A_YEAR = 6


def office(*measures: Intervention, **employer: Any) -> LabourMarket:
    """Let the copies look for work in bookkeeping with their coach."""
    bookkeeper = people(
        42,
        sex=0,
        origin=2,
        field=ADMINISTRATIVE,
        education=2,
        foreign_diploma=OTHER_FOREIGN_DIPLOMA,
        experience_months=0,
        skills=[0.10, 0.10, 0.55, 0.30, 0.40],
        dutch=0.60,
        confidence=0.7,
        work_wish=0.8,
        coach=np.arange(COPIES),
        trajectory_step=MATCHING,
        trajectory_step_since=START,
    )
    strict = employers(**{"selection_strictness": 0.7, "training": 0.3, "origin_discrimination": 0.0, **employer})
    return world(bookkeeper, strict, jobs(ADMINISTRATIVE, open_positions=4), measures, coaches(employer_ties=0.6))


def hired(persons: Persons) -> np.ndarray:
    return persons.design != NOBODY


def test_where_local_experience_is_asked_she_is_turned_down() -> None:
    market = office()
    assert ever(live(market, HALF_A_YEAR), hired) <= 0.2
    outcomes = market.counts.search.sum(axis=(0, 2, 3))
    answers = outcomes[[REFUSED_DISCRIMINATION, REFUSED_PAST, NOT_QUALIFIED]]
    assert answers[-1] > 0.8 * answers.sum()


def test_where_demands_are_let_go_and_a_colleague_supports_her_she_is_hired() -> None:
    assert ever(live(office(FEWER_DEMANDS, BUDDY), HALF_A_YEAR), hired) >= 0.8


def test_without_a_colleague_who_can_support_her_demands_are_not_let_go() -> None:
    assert ever(live(office(FEWER_DEMANDS, BUDDY, buddy_places=0.4), HALF_A_YEAR), hired) <= 0.2


def test_who_begins_with_the_simple_books_takes_over_all_of_them_within_two_years() -> None:
    seen = live(office(FEWER_DEMANDS, BUDDY, SIMPLE_BOOKS), HALF_A_YEAR + 24)
    began_simple = seen[HALF_A_YEAR - 1].task_share < 1.0
    assert began_simple.sum() >= 20
    whole = hired(seen[-1]) & (seen[-1].task_share == 1.0)
    assert whole[began_simple].mean() >= 0.6
