"""What a job is worth to a person, and the largest gaps that a person accepts."""

from __future__ import annotations

import numpy as np

from agents.compiled import rule
from agents.draws import Key, gumbel_pair
from agents.gaps import FELT_LIMITATION
from agents.job_designs import USUAL_SATISFACTION, JobDesigns, Vacancies
from agents.minds import EXPECTED_DISCRIMINATION
from agents.persons import Persons
from agents.vocabulary import INCOME_RISK
from simulation.parameters import Parameters

PAY_WEIGHT, CONTROL_WEIGHT, MISFIT_WEIGHT = 2.0, 0.3, 4.0
"""Utility of pay (per unit of the mean), of a full say over the roster, and of the organisation gap (assumption)."""

SATISFACTION_WEIGHT = 0.5
"""Utility of work that everybody is fully content with, against work that nobody is (assumption, 0 to 1.0)."""

OLDER = 50
"""Age from which applicants are refused more often (years, DIS-03)."""

RESERVATION_UNDER_PRESSURE = 0.02
"""Extra organisation gap accepted under financial pressure (assumption, 0 to 0.05)."""


@rule
def job_value(designs: JobDesigns, design: int, misfit: float) -> float:
    """Return the systematic utility of a job: pay with a bonus for staying, say over the roster, and fit to life.

    People know from colleagues, and hear from others, how content the staff is.
    """
    return float(
        PAY_WEIGHT * designs.pay[design] * (1.0 + designs.staying_bonus[design])
        + CONTROL_WEIGHT * designs.schedule_control[design]
        + SATISFACTION_WEIGHT * (designs.satisfaction[design] - USUAL_SATISFACTION)
        - MISFIT_WEIGHT * misfit
    )


@rule
def worth_at_best(designs: JobDesigns, vacancies: Vacancies, row: int, parameters: Parameters) -> float:
    """Return what the job of a vacancy is worth where it fits life; a simple job pays less."""
    design = vacancies.design[row]
    worth = job_value(designs, design, 0.0)
    if vacancies.simple[row] == 1:
        worth -= PAY_WEIGHT * (1.0 - parameters.simple_pay) * designs.pay[design]
    return float(worth)


@rule
def promise(worth: float, identity: np.uint64, vacancy: np.uint64, taste: Key, parameters: Parameters) -> float:
    """Return what an advert promises one person: the job where no gap takes away from it, and a taste of one's own."""
    return float(parameters.taste_spread * gumbel_pair(taste, identity, vacancy) + worth)


@rule
def unusual_expectation(persons: Persons, person: int) -> float:
    """Return how much more, or less, a person expects to be refused than people of the same origin did at the start."""
    return float(persons.expected_discrimination[person] - EXPECTED_DISCRIMINATION[persons.origin[person]])


@rule
def may_be_refused(persons: Persons, person: int) -> bool:
    """Tell whether a person belongs to those whom employers refuse more often for who they are."""
    limited = persons.health_limitation[person] > FELT_LIMITATION
    return bool(persons.origin[person] > 0 or persons.age[person] >= OLDER or limited)


@rule
def daring(persons: Persons, person: int, parameters: Parameters) -> float:
    """Return the largest skill gap, as the advert makes it look, for which a person still applies."""
    accepted = parameters.exclusion_floor + parameters.exclusion_confidence * persons.confidence[person]
    if may_be_refused(persons, person):
        accepted -= parameters.expectation_daring * unusual_expectation(persons, person)
    return float(accepted)


@rule
def reservation(persons: Persons, person: int, parameters: Parameters) -> float:
    """Return the largest organisation gap that a person accepts."""
    accepted = parameters.reservation_floor + parameters.reservation_wish * persons.work_wish[person]
    if persons.problems[person] & INCOME_RISK:
        accepted += RESERVATION_UNDER_PRESSURE
    return float(accepted)
