"""A shop finds that a woman cannot work the till yet and refuses to coach her in Dutch, so the match fails.

Before the sewing workshop the same woman was proposed to a shop. Her Dutch was too limited for the till; as the shop
offered neither job coaching nor language coaching at work, what she lacked could not be made up, and nothing came of
it. Source: UHasselt study on lasting work (f002), section 5.2.2.2.

The story tells of the refusal; that coaching would have made the match is its reading. Without coaching she does not
even apply; with translated instructions (``taalvereisten_versoepelen``) she does, and is turned down. She has a car
here, so that hours and road play no part, and the shop does not mind her origin or age.
"""

from __future__ import annotations

import numpy as np
import pytest
from support.vignettes import COPIES, START, coaches, employers, ever, jobs, live, measure, people, world

from agents.persons import Persons
from agents.vocabulary import MATCHING, NOBODY, OTHER_FOREIGN_DIPLOMA, SALES_HOSPITALITY
from scenarios.intervention import Intervention
from simulation.meetings import NOT_QUALIFIED, SHRANK_BACK
from simulation.model import LabourMarket

COACHING = measure("taalcoaching_werkvloer", coaching=0.8)
INSTRUCTIONS = measure("taalvereisten_versoepelen")
HALF_A_YEAR, FIRST_MONTHS = 6, 14


def shop(*measures: Intervention) -> LabourMarket:
    """Let the copies look for work in shops with their coach."""
    candidate = people(
        52,
        sex=0,
        origin=2,
        field=SALES_HOSPITALITY,
        education=2,
        foreign_diploma=OTHER_FOREIGN_DIPLOMA,
        skills=[0.10, 0.30, 0.20, 0.45, 0.50],
        dutch=0.30,
        confidence=0.6,
        work_wish=0.8,
        health_limitation=0.3,
        experience_months=24,
        coach=np.arange(COPIES),
        trajectory_step=MATCHING,
        trajectory_step_since=START,
    )
    unwilling = employers(
        training=0.1,
        language_coaching=0.0,
        selection_strictness=0.6,
        origin_discrimination=0.0,
        age_discrimination=0.0,
    )
    till = jobs(SALES_HOSPITALITY, open_positions=4)
    return world(candidate, unwilling, till, measures, coaches(employer_ties=0.6))


def hired(persons: Persons) -> np.ndarray:
    return persons.design != NOBODY


@pytest.mark.parametrize(("measures", "share"), [((COACHING,), 0.5), ((INSTRUCTIONS, COACHING), 0.8)])
def test_where_dutch_is_coached_at_work_she_is_hired(measures: tuple[Intervention, ...], share: float) -> None:
    assert ever(live(shop(*measures), HALF_A_YEAR), hired) >= share


@pytest.mark.parametrize(("measures", "end"), [((), SHRANK_BACK), ((INSTRUCTIONS,), NOT_QUALIFIED)])
def test_where_it_is_refused_the_match_fails(measures: tuple[Intervention, ...], end: int) -> None:
    market = shop(*measures)
    assert ever(live(market, HALF_A_YEAR), hired) <= 0.05
    # Later on, those who were turned down no longer dare to apply.
    endings = market.counts.search[:FIRST_MONTHS].sum(axis=(0, 2, 3))
    other = NOT_QUALIFIED if end == SHRANK_BACK else SHRANK_BACK
    assert endings[end] > 2 * endings[other]
