"""A young woman begins behind the bar, without serving tables, and takes on the tables as her Dutch grows.

When she starts in a café she does not speak enough Dutch for everything the job asks. So she first works behind the bar
only; a colleague who waits tables teaches her to talk with customers, and step by step she takes on the whole job. At
a staff party she gets to know her colleagues and dares to speak more Dutch. Source: UHasselt study on lasting work
(f002), sections 5.2.2.3 and 5.2.2.6.

That the café would not have hired her for the whole job is the reading of the story. Age, schooling and skills are set
to fit it; nobody in the café minds where she was born.
"""

from __future__ import annotations

import numpy as np
from support.vignettes import employers, ever, jobs, live, measure, people, world

from agents.persons import Persons
from agents.vocabulary import NOBODY, OTHER_FOREIGN_DIPLOMA, SALES_HOSPITALITY
from scenarios.intervention import Intervention

BAR_FIRST = measure("inclusief_jobontwerp", simple_share=0.35, growth_path_gain=0.7)
COLLEAGUE = measure("buddy")
LANGUAGE = measure("taalcoaching_werkvloer")
WARMER = measure("inclusieve_cultuur", team_moves=0.0)
HALF_A_YEAR, YEAR = 6, 12


def months(*measures: Intervention, count: int = HALF_A_YEAR + YEAR) -> list[Persons]:
    """Let the copies look for work in cafés, and work there."""
    newcomer = people(
        23,
        sex=0,
        origin=2,
        field=SALES_HOSPITALITY,
        education=2,
        foreign_diploma=OTHER_FOREIGN_DIPLOMA,
        skills=[0.10, 0.10, 0.40, 0.30, 0.55],
        dutch=0.23,
        confidence=0.5,
        work_wish=0.9,
    )
    cafe = employers(training=0.2, selection_strictness=0.7, leadership=0.6, origin_discrimination=0.0)
    service = jobs(SALES_HOSPITALITY, open_positions=5, team_culture=0.7)
    return live(world(newcomer, cafe, service, measures), count)


def hired(persons: Persons) -> np.ndarray:
    return persons.design != NOBODY


def behind_the_bar(persons: Persons) -> np.ndarray:
    return hired(persons) & (persons.task_share < 1.0)


def grown(seen: list[Persons]) -> float:
    """Return the share of those behind the bar after half a year who do the whole job a year later."""
    began = behind_the_bar(seen[HALF_A_YEAR - 1])
    return float((hired(seen[-1]) & (seen[-1].task_share == 1.0))[began].mean())


def test_she_is_hired_for_the_bar_and_not_for_the_whole_job() -> None:
    assert ever(months(BAR_FIRST, COLLEAGUE, LANGUAGE, count=HALF_A_YEAR), behind_the_bar) >= 0.8
    assert ever(months(COLLEAGUE, LANGUAGE, count=HALF_A_YEAR), hired) <= 0.2


def test_as_her_dutch_grows_she_serves_the_tables_a_year_later() -> None:
    assert grown(months(BAR_FIRST, COLLEAGUE, LANGUAGE)) >= 0.6
    assert grown(months(BAR_FIRST, COLLEAGUE)) <= 0.2


def test_coaching_and_a_warmer_team_bring_her_more_dutch() -> None:
    alone, coached, warmer = (months(BAR_FIRST, *more)[-1] for more in ((), (LANGUAGE,), (WARMER,)))
    at_work = hired(alone) & hired(coached) & hired(warmer)
    assert at_work.mean() > 0.5
    assert alone.dutch[at_work].mean() > 0.22
    assert coached.dutch[at_work].mean() > alone.dutch[at_work].mean() + 0.05
    assert warmer.dutch[at_work].mean() > alone.dutch[at_work].mean()
