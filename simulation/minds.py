"""How minds change: wear and what it does to trust, confidence, hope and skill in searching; events; word of mouth.

Time without work wears people down and work repairs; every state of mind moves along its slope of wear, the same as at
the start (:mod:`agents.minds`), so that personas neither drain nor pile up. Events - a rejection, an early exit, a
job that lasts - come on top. What people experience with services and employers goes round in their neighbourhood and
community, and makes others trust or distrust.
"""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt

from agents.compiled import compiled, rows, rule
from agents.handing import phase
from agents.minds import (
    APPLICATION_SLOPE,
    CONFIDENCE_SLOPE,
    DISCOURAGEMENT_SLOPE,
    FEAR_SLOPE,
    GOAL_SLOPE,
    NETWORK_SLOPE,
    TRUST_SLOPE,
)
from agents.persons import Persons, Singles
from agents.vocabulary import HOME, ILL, LATENT, OTHER, SEARCHING_UNAVAILABLE
from simulation.parameters import Parameters

SERVICES, EMPLOYERS = 0, 1
GOOD, BAD = 0, 1
REPUTATION_MEMORY = 0.97
"""Part of a reputation that is left after a month (assumption: half is forgotten in two years)."""

USUAL_MONTHS = 60.0
"""Months over which people get used to a balance of good and bad experiences (assumption)."""

UNWORN = 0.01
"""Wear below which there is nothing left to repair."""

MOST_SHORT_JOBS = 20


@rule
def within(value: float) -> float:
    """Keep a share between 0 and 1."""
    return min(1.0, max(0.0, value))


@rule
def wear_changes(persons: Persons, person: int, change: float) -> None:
    """Move wear, and with it every state of mind along its slope; a negative change repairs."""
    persons.wear[person] = within(persons.wear[person] + change)
    persons.trust[person] = within(persons.trust[person] + TRUST_SLOPE * change)
    persons.confidence[person] = within(persons.confidence[person] + CONFIDENCE_SLOPE * change)
    persons.discouragement[person] = within(persons.discouragement[person] + DISCOURAGEMENT_SLOPE * change)
    persons.fear_of_risk[person] = within(persons.fear_of_risk[person] + FEAR_SLOPE * change)
    persons.goal_clarity[person] = within(persons.goal_clarity[person] + GOAL_SLOPE * change)
    persons.application_skill[person] = within(persons.application_skill[person] + APPLICATION_SLOPE * change)
    persons.network[person] = within(persons.network[person] + NETWORK_SLOPE * change)


@compiled
def moves(column: Singles, person: int, change: float) -> None:
    """Add a change to one state of one person, kept between 0 and 1."""
    column[person] = within(column[person] + change)


@rule
def is_rejected(persons: Persons, person: int, parameters: Parameters) -> None:
    """Let a rejection hurt."""
    moves(persons.discouragement, person, parameters.rejection_hurt)
    moves(persons.confidence, person, -parameters.rejection_doubt)


@rule
def leaves_early(persons: Persons, person: int, unwelcome: bool, parameters: Parameters) -> None:
    """Let a job that ended within half a year hurt, and more after other short jobs."""
    hurt = parameters.early_exit_hurt
    moves(persons.confidence, person, -hurt)
    moves(persons.fear_of_risk, person, 0.6 * hurt)
    moves(persons.discouragement, person, 0.3 * hurt * (1.0 + 0.25 * persons.short_jobs[person]))
    if unwelcome:
        moves(persons.trust, person, -1.3 * hurt)
    persons.short_jobs[person] = min(MOST_SHORT_JOBS, persons.short_jobs[person] + 1)


@rule
def holds_on(persons: Persons, person: int, welcome: bool, parameters: Parameters) -> None:
    """Let a job that lasted a year do good."""
    good = parameters.lasting_job_repair
    moves(persons.trust, person, good)
    moves(persons.confidence, person, good)
    moves(persons.discouragement, person, -good)
    moves(persons.fear_of_risk, person, -good)
    moves(persons.goal_clarity, person, 0.6 * good)
    if welcome:
        moves(persons.expected_discrimination, person, -2.0 * good)
    persons.short_jobs[person] = 0


@rule
def burden(persons: Persons, person: int) -> float:
    """Return what weighs on coming back to search: hope given up, fear, distrust, doubt, disapproval and problems."""
    mind = (
        persons.discouragement[person]
        + persons.fear_of_risk[person]
        + 2.0
        - persons.trust[person]
        - persons.confidence[person]
        + persons.disapproval[person]
    )
    weight = 0.2 * mind
    problems = persons.problems[person]
    if problems != 0:
        for flag in range(8):
            weight += 0.06 * ((problems >> flag) & 1)
    return float(weight)


@compiled
def mean_burden(persons: Persons, present: int) -> float:
    """Return the mean burden of people out of the labour force who could come back, among the first rows."""
    total, people = 0.0, 0
    for person in rows(0, present):
        status = persons.status[person]
        if status == SEARCHING_UNAVAILABLE or status == LATENT or status == ILL or status == HOME or status == OTHER:
            total += burden(persons, person)
            people += 1
    return total / max(people, 1)


@rule
def hears(persons: Persons, person: int, reputation: npt.NDArray[np.float64], parameters: Parameters) -> None:
    """Let a person without work hear what neighbours of the own community lived through."""
    region, origin = persons.sub_region[person], persons.origin[person]
    reach = parameters.word_of_mouth * persons.network[person]
    moves(persons.trust, person, reach * reputation[SERVICES, region, origin])
    moves(persons.expected_discrimination, person, -reach * reputation[EMPLOYERS, region, origin])


@phase
def spread_word(
    reputation: npt.NDArray[np.float64],
    usual_balance: npt.NDArray[np.float64],
    experience: npt.NDArray[np.int64],
    parameters: Parameters,
    scale: float,
) -> None:
    """Bring reputations up to date with the good and bad experiences of the month.

    Parameters
    ----------
    reputation : ndarray of float64, shape (2, 5, 3)
        Of services and employers, by sub-region and origin, -1 to 1; changed in place.
    usual_balance : ndarray of float64, shape (2, 3)
        Slow mean of the balance by origin, not-a-number before the first news; changed in place. Only differences from
        it feed trust, so that the level of trust in a community stays where it was at the start.
    experience : ndarray of int64, shape (2, 2, 5, 3)
        Services and employers, good and bad, by sub-region and origin.
    parameters : Parameters
        Behaviour.
    scale : float
        Agents per person.
    """
    for side in range(2):
        for origin in range(3):
            good, bad = 0, 0
            for region in range(5):
                good += experience[side, GOOD, region, origin]
                bad += experience[side, BAD, region, origin]
            if good + bad > 0:
                balance = (good - bad) / (good + bad)
                if math.isnan(usual_balance[side, origin]):
                    usual_balance[side, origin] = balance
                usual_balance[side, origin] += (balance - usual_balance[side, origin]) / USUAL_MONTHS
            for region in range(5):
                news = 0.0
                better = experience[side, GOOD, region, origin] - experience[side, BAD, region, origin]
                told = experience[side, GOOD, region, origin] + experience[side, BAD, region, origin]
                if told > 0:
                    # A community in which little happened hears little.
                    news = (better - usual_balance[side, origin] * told) / (told + parameters.reputation_prior * scale)
                reputation[side, region, origin] *= REPUTATION_MEMORY
                reputation[side, region, origin] += (1.0 - REPUTATION_MEMORY) * news
