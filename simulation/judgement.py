"""How an employer judges an applicant: what entry asks by now, what is learned after the start, what is accepted."""

from __future__ import annotations

import numpy as np

from agents.coaches import Coaches
from agents.compiled import existing, rule
from agents.draws import Key, uniform_pair
from agents.employers import Employers
from agents.gaps import (
    entry_gap,
    is_accompanied,
    trained_away,
)
from agents.job_designs import JobDesigns, Vacancies
from agents.persons import Persons
from agents.vocabulary import EMPLOYED
from simulation.calendar import DAYS_PER_MONTH
from simulation.career_moves import crosses_border
from simulation.demand import SEPARABLE
from simulation.marketplace import SearchKeys
from simulation.parameters import Parameters

OPEN = 0.5
"""Openness from which an employer goes into what a coach proposes, and waits for papers (share, assumption)."""

OLD_VACANCY_DAYS = 90.0
"""Age from which an open employer gives requirements up (days, assumption)."""


@rule
def ties_of_coach(persons: Persons, coaches: Coaches, person: int) -> float:
    """Return the ties with employers of the coach who goes along with a jobseeker, 0 without one."""
    if is_accompanied(persons, person) and persons.status[person] != EMPLOYED:
        return float(coaches.employer_ties[persons.coach[person]])
    return 0.0


@rule
def is_friendly(employers: Employers, employer: int) -> bool:
    """Tell whether an employer works with guidance organisations, or is open to what they propose."""
    return bool(employers.partnership[employer] > 0.0 or employers.openness[employer] > OPEN)


@rule
def entry_relaxation(
    employers: Employers, vacancies: Vacancies, row: int, employer: int, days_open: float, parameters: Parameters
) -> float:
    """Return how far entry to a vacancy has moved to the minimum: by policy, and as an open employer searches on."""
    relaxation = vacancies.relaxation[row] + 0.0
    if days_open > OLD_VACANCY_DAYS:
        months = (days_open - OLD_VACANCY_DAYS) / DAYS_PER_MONTH
        relaxation += parameters.relaxation_when_old * employers.openness[employer] * months
    return float(min(1.0, relaxation))


@rule
def offered_as_simple(
    employers: Employers,
    designs: JobDesigns,
    vacancies: Vacancies,
    row: int,
    identity: np.uint64,
    ties: float,
    adapt: Key,
    parameters: Parameters,
) -> int:
    """Tell whether a vacancy is a simple job (1) for one person: opened so, or adapted at the word of a coach."""
    if vacancies.simple[row] == 1:
        return 1
    if ties == 0.0:
        return 0
    design = vacancies.design[row]
    employer = existing(designs.employer[design])
    if designs.moved_load[design] < SEPARABLE or not is_friendly(employers, employer):
        return 0
    chance = parameters.adapted_job * ties * employers.openness[employer]
    return 1 if uniform_pair(adapt, identity, vacancies.identity[row]) < chance else 0


@rule
def gap_after_training(
    persons: Persons,
    employers: Employers,
    designs: JobDesigns,
    vacancies: Vacancies,
    coaches: Coaches,
    person: int,
    row: int,
    month: int,
    day: float,
    keys: SearchKeys,
    parameters: Parameters,
) -> float:
    """Return the gap at the door less what is learned after the start, as the employer reckons."""
    design = vacancies.design[row]
    employer = existing(designs.employer[design])
    days_open = day - vacancies.opened_day[row]
    ties = ties_of_coach(persons, coaches, person)
    identity = persons.identity[person]
    simple = offered_as_simple(employers, designs, vacancies, row, identity, ties, keys.adapt, parameters)
    relaxation = entry_relaxation(employers, vacancies, row, employer, days_open, parameters)
    weight = parameters.experience_weight
    gap = entry_gap(persons, employers, designs, person, design, relaxation, simple, month, weight)
    return trained_away(persons, employers, designs, person, design, relaxation, simple, gap)


@rule
def tolerance(
    persons: Persons,
    employers: Employers,
    designs: JobDesigns,
    vacancies: Vacancies,
    coaches: Coaches,
    person: int,
    row: int,
    day: float,
    parameters: Parameters,
) -> float:
    """Return the largest gap after training that an employer accepts of one applicant for one vacancy."""
    employer = existing(designs.employer[vacancies.design[row]])
    accepted = parameters.offer_tolerance
    accepted += parameters.offer_leniency * (1.0 - employers.selection_strictness[employer])
    accepted += parameters.offer_adaptation * (day - vacancies.opened_day[row]) / DAYS_PER_MONTH
    if persons.work_learning_employer[person] == employer:
        accepted += parameters.known_pupil_tolerance * persons.acquaintance[person]
    ready = employers.side_entrants[employer]
    from_work = ready > 0.0 and persons.status[person] == EMPLOYED
    if from_work and crosses_border(designs, persons.design[person], vacancies.design[row]):
        accepted += parameters.side_entrant_tolerance * ready
    if is_friendly(employers, employer):
        ties = ties_of_coach(persons, coaches, person)
        accepted += parameters.coach_vouch * ties * employers.openness[employer]
    return float(accepted)
