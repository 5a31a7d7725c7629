"""A woman tries two functions of a care home before choosing, and takes the one that fits her life.

A woman of nearly fifty with little confidence could do trial days in a care home, both in its café and as a logistic
assistant. Having worked in both, she and the employer saw that the logistic work suited her better, and she was hired
for that. Source: UHasselt study on lasting work (f002), sections 5.2.1.3, 5.2.1.4 and 5.2.2.1.

The story does not tell what she would have done without the trial. She knows cafés and reads adverts that say little,
so some of the time she would find the logistic work by herself: in the model in about three of ten cases. That calm,
fixed hours and care at home make the difference is an assumption.
"""

from __future__ import annotations

import numpy as np
from support.vignettes import COPIES, beside, employers, jobs, live, measure, people, world

from agents.vocabulary import DRIVER_LOGISTICS, IRREGULAR, NOBODY, QUIET, SALES_HOSPITALITY
from scenarios.intervention import Intervention

TRIAL_DAYS = measure("proefdagen", trial_days=0.8)
HALF_A_YEAR = 6


def care_home(*measures: Intervention) -> tuple[float, float, float]:
    """Let the copies look for work; return the share hired, of these in logistics, and how ill the work fits them."""
    candidate = people(
        49,
        sex=0,
        education=0,
        field=SALES_HOSPITALITY,
        experience_months=60,
        skills=[0.30, 0.10, 0.35, 0.50, 0.48],
        confidence=0.30,
        goal_clarity=0.25,
        work_wish=0.6,
        health_limitation=0.2,
        needs=QUIET,
        informal_care=1,
    )
    home = employers(advert_tone=0.3, buddy_places=6.0)
    cafe = jobs(
        SALES_HOSPITALITY,
        open_positions=3,
        hours=0.9,
        schedule=IRREGULAR,
        schedule_control=0.25,
        environment=0.1,
        pay=0.85,
    )
    logistics = jobs(DRIVER_LOGISTICS, open_positions=3, hours=0.6, physical_load=0.35, environment=0.9, pay=0.85)
    seen = live(world(candidate, home, beside(cafe, logistics), measures), HALF_A_YEAR)[-1]
    hired = seen.design != NOBODY
    chosen = seen.design[hired] >= COPIES
    return float(hired.mean()), float(chosen.mean()), float(np.mean(seen.organisation_gap[hired]))


def test_having_tried_both_she_takes_the_one_that_fits() -> None:
    hired, logistics, _ = care_home(TRIAL_DAYS)
    assert hired > 0.6
    assert logistics >= 0.8


def test_without_a_trial_the_choice_is_a_matter_of_luck() -> None:
    hired, logistics, _ = care_home()
    assert hired > 0.6
    assert 0.2 < logistics <= 0.5


def test_what_is_chosen_after_a_trial_fits_better() -> None:
    assert care_home(TRIAL_DAYS)[2] < 0.6 * care_home()[2]
