"""A seamstress with little Dutch is hired when the job begins with simple work and leaves time for lessons.

A highly educated woman of 52 with a migration background and psoriasis is brought to a sewing workshop by her coach.
She cannot do the difficult stitching yet and follows lessons of Dutch. The workshop lets her begin with the easy work
and fits her hours to the lessons; she is hired, and learns more of the trade on the job. Source: UHasselt study on
lasting work (f002), Table 4 and sections 5.2.1.3, 5.2.2.1 and 5.2.2.2.

What is not told, such as a diploma from outside the European Union and no car, is set by hand or near the means. That
nobody hires her without one of the two measures is the reading of the story, which tells only how it went.
"""

from __future__ import annotations

import numpy as np
import pytest
from support.vignettes import COPIES, START, coaches, employers, ever, jobs, live, measure, people, world

from agents.persons import Persons
from agents.vocabulary import CRAFT_WORKER, MANUAL_SKILL, MATCHING, NOBODY, OTHER_FOREIGN_DIPLOMA, TECHNICAL_SKILL
from scenarios.intervention import Intervention

SIMPLE_WORK = measure("inclusief_jobontwerp", simple_share=0.35)
FITTING_HOURS = measure("uren_op_maat", hours_flexibility_gain=0.60)
HALF_A_YEAR = 6


def months_of_search(*measures: Intervention, months: int = HALF_A_YEAR) -> list[Persons]:
    """Let the copies look for sewing work with their coach."""
    seamstress = people(
        52,
        sex=0,
        origin=2,
        field=CRAFT_WORKER,
        education=2,
        foreign_diploma=OTHER_FOREIGN_DIPLOMA,
        skills=[0.10, 0.30, 0.20, 0.45, 0.40],
        dutch=0.30,
        confidence=0.45,
        work_wish=0.8,
        health_limitation=0.3,
        car=0,
        coach=np.arange(COPIES),
        trajectory_step=MATCHING,
        trajectory_step_since=START,
    )
    # The workshop liked her from the first day: it is not her origin or age that decides.
    workshop = employers(origin_discrimination=0.0, age_discrimination=0.0)
    sewing = jobs(CRAFT_WORKER, open_positions=4)
    return live(world(seamstress, workshop, sewing, measures, coaches(employer_ties=0.6)), months)


def hired(persons: Persons) -> np.ndarray:
    return persons.design != NOBODY


def test_with_simple_work_and_fitting_hours_she_is_hired() -> None:
    seen = months_of_search(SIMPLE_WORK, FITTING_HOURS)
    assert ever(seen, hired) >= 0.8
    at_work = hired(seen[-1])
    assert (seen[-1].task_share[at_work] < 1.0).all()


@pytest.mark.parametrize("measures", [(), (SIMPLE_WORK,), (FITTING_HOURS,)], ids=["neither", "simple", "hours"])
def test_without_one_of_the_two_she_is_not(measures: tuple[Intervention, ...]) -> None:
    assert ever(months_of_search(*measures), hired) <= 0.2


def test_at_work_she_learns_the_harder_stitches() -> None:
    seen = months_of_search(SIMPLE_WORK, FITTING_HOURS, months=HALF_A_YEAR + 12)
    stayed = hired(seen[HALF_A_YEAR]) & hired(seen[-1])
    assert stayed.mean() > 0.5
    for skill, start in ((MANUAL_SKILL, 0.45), (TECHNICAL_SKILL, 0.30)):
        assert seen[-1].skills[stayed, skill].min() > start + 0.02
