"""State of mind at the start, and how far time without work wears it down.

No prevalences are published: means and spreads are assumptions, worse for people long out of work as the studies
describe. The law of the start is also the law of change: every state of mind has a level of the person's own plus a
slope times wear, and :mod:`simulation.minds` moves it along the same slope as wear comes and goes. Nothing pulls
people to a common mean, for that would empty the tails from which personas are read.
"""

from __future__ import annotations

from typing import Final

import numpy as np

from agents.barriers import jobless
from agents.draws import Luck, uniforms
from agents.persons import Persons
from agents.sampling import Doubles, bell
from agents.vocabulary import EMPLOYED, SELF_EMPLOYED

TRUST_SLOPE: Final = -0.20
CONFIDENCE_SLOPE: Final = -0.18
DISCOURAGEMENT_SLOPE: Final = 0.35
FEAR_SLOPE: Final = 0.20
GOAL_SLOPE: Final = -0.12
APPLICATION_SLOPE: Final = -0.06
NETWORK_SLOPE: Final = -0.15
"""Change of a state of mind from no wear at all to full wear (assumption, half to one and a half times)."""

WEAR_MONTHS_AT_START = 36.0
"""Months without work after which wear has come 63% of the way (assumption, 18 to 72)."""

WISH_OF_STATUS: Final = (0.85, 0.85, 0.85, 0.80, 0.55, 0.85, 0.35, 0.30, 0.30, 0.30, 0.85)
"""Mean wish to work by labour status (assumption); a person keeps the distance to it when the status changes."""

EXPECTED_DISCRIMINATION = (0.10, 0.30, 0.40)
EXPECTED_DISCRIMINATION_FROM_50 = 0.10
"""Mean expectation of being refused, by origin, and what an age of fifty or more adds (assumption)."""

SHORT_JOBS_SHARE = 0.2
"""Share of people under 45 without work whose last job ended within half a year (assumption)."""


def describe_minds(persons: Persons, luck: Luck) -> None:
    """Fill wear, work wish, trust, confidence, discouragement, fear, goals, disapproval, skill in applying, network.

    Parameters
    ----------
    persons : Persons
        Table with status, education and life situation filled; changed in place.
    luck : Luck
        Keys of the replication.
    """

    def share(name: str, mean: Doubles, spread: float) -> Doubles:
        return bell(mean, spread, uniforms(luck.key(name), persons.identity))

    without_work = jobless(persons)
    months_out = np.where(
        without_work, np.maximum(persons.arrival_month, 0) - persons.non_employed_since.astype(np.float64), 0.0
    )
    worn = 1.0 - np.exp(-months_out / WEAR_MONTHS_AT_START)
    persons.wear[:] = worn

    persons.work_wish[:] = share("work_wish", np.array(WISH_OF_STATUS)[persons.status], 0.15)
    persons.trust[:] = share("trust", 0.70 + TRUST_SLOPE * worn, 0.16)
    persons.confidence[:] = share("confidence", 0.68 + CONFIDENCE_SLOPE * worn, 0.15)
    persons.discouragement[:] = share("discouragement", 0.10 + DISCOURAGEMENT_SLOPE * worn, 0.12)
    persons.fear_of_risk[:] = share("fear_of_risk", 0.25 + FEAR_SLOPE * worn, 0.15)
    persons.goal_clarity[:] = share("goal_clarity", 0.62 + GOAL_SLOPE * worn, 0.15)
    disapproval = np.where((persons.origin == 2) & (persons.sex == 0), 0.32, 0.08)
    persons.disapproval[:] = share("disapproval", disapproval, 0.15)
    level = np.where(persons.final_education == 3, 0.5, persons.final_education.astype(np.float64))
    digital = 0.42 + 0.12 * level - 0.002 * np.maximum(persons.age - 45.0, 0.0)
    persons.application_skill[:] = share("application_skill", digital + APPLICATION_SLOPE * worn, 0.13)
    at_work = (persons.status == EMPLOYED) | (persons.status == SELF_EMPLOYED)
    acquaintances = np.where(at_work, 0.50, 0.45 + NETWORK_SLOPE * worn) - 0.10 * (persons.origin == 2)
    persons.network[:] = share("network", acquaintances, 0.15)
    refused = np.array(EXPECTED_DISCRIMINATION)[persons.origin] + EXPECTED_DISCRIMINATION_FROM_50 * (persons.age >= 50)
    persons.expected_discrimination[:] = share("expected_discrimination", refused, 0.15)
    spiral = uniforms(luck.key("short_jobs"), persons.identity) < SHORT_JOBS_SHARE
    persons.short_jobs[:] = spiral & without_work & (persons.age < 45)
