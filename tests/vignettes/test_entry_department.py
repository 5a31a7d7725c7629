"""People begin in a department of simple work, and who proves able to do more moves on to harder work.

A food company lets everybody start in a simple department. When it turns out that somebody has more skills than the
entry job asks, he or she moves on to a department with more complex tasks, and the company gains people it can put to
work in several places. Source: UHasselt study on lasting work (f002), section 5.2.2.1.

The starters differ in manual skill: some can do more from the beginning, others learn it by and by. The company is
strict, so that skill decides. What happens without the entry department is not told: moving is as hard as usual then.
"""

from __future__ import annotations

import numpy as np
from support.vignettes import COPIES, beside, employers, ever, jobs, live, measure, people, world

from agents.persons import Persons
from agents.vocabulary import ELEMENTARY, MACHINE_OPERATOR, MANUAL_SKILL, NOBODY
from scenarios.intervention import Intervention

ENTRY_DEPARTMENT = measure("instapafdeling", internal_mobility_gain=0.5)
HALF_A_YEAR, YEAR, TWO_YEARS = 6, 12, 24
FACTORY = {"training": 0.2, "selection_strictness": 1.0, "origin_discrimination": 0.0}


def starters(field: int) -> Persons:
    """Make people who differ in manual skill only."""
    skills = np.tile([0.10, 0.05, 0.10, 0.0, 0.30], (COPIES, 1))
    skills[:, MANUAL_SKILL] = np.linspace(0.28, 0.55, COPIES)
    return people(35, sex=1, origin=2, field=field, education=0, dutch=0.40, work_wish=0.8, skills=skills)


def company(*measures: Intervention, months: int = TWO_YEARS) -> tuple[np.ndarray, np.ndarray]:
    """Let them begin in the simple department; returns who did and is still there, and which do harder work now."""
    departments = beside(jobs(ELEMENTARY, open_positions=4), jobs(MACHINE_OPERATOR, open_positions=2))
    # They look for other work inside the company only.
    market = world(starters(ELEMENTARY), employers(**FACTORY), departments, measures, visits_employed=0.0)
    seen = live(market, HALF_A_YEAR + months)
    held, now = seen[HALF_A_YEAR - 1].design, seen[-1].design
    began = (held != NOBODY) & (held < COPIES)
    moved = now == held + COPIES
    stayed = np.flatnonzero(began & (moved | (now == held)))
    return stayed, moved[stayed]


def test_who_begins_with_simple_work_moves_on_where_that_is_planned() -> None:
    stayed, moved = company(ENTRY_DEPARTMENT)
    assert len(stayed) >= 0.7 * COPIES
    assert moved.mean() >= 0.5


def test_who_can_do_more_moves_on_first() -> None:
    stayed, moved = company(ENTRY_DEPARTMENT, months=YEAR)
    able = stayed >= COPIES // 2
    assert moved[able].mean() > 1.2 * moved[~able].mean()


def test_where_it_is_not_planned_they_stay() -> None:
    assert company()[1].mean() <= 0.2


def test_who_asks_for_the_harder_work_at_once_is_not_hired() -> None:
    market = world(starters(MACHINE_OPERATOR), employers(**FACTORY), jobs(MACHINE_OPERATOR, open_positions=4))
    assert ever(live(market, HALF_A_YEAR), lambda persons: persons.design != NOBODY) <= 0.2
