"""Ageing and life events: people arrive, grow older, have children, fall ill, recover, move away and die."""

from __future__ import annotations

import numpy as np

from agents.barriers import (
    OUTSIDE_THE_UNION_FACTOR,
    PROBLEM_FACTOR_WITHOUT_WORK,
    PROBLEM_SHARES,
    YOUNG_CHILD_FACTOR,
    YOUNG_CHILD_MONTHS,
)
from agents.careers import settle
from agents.coaches import Coaches
from agents.compiled import rows, rule
from agents.draws import Key, uniform
from agents.employers import Employers
from agents.gaps import organisation_gap
from agents.handing import phase
from agents.job_designs import JobDesigns
from agents.life_course import LifeCourse
from agents.persons import FIRST_AGE, LAST_AGE, Persons
from agents.vocabulary import (
    ABSENT,
    EMPLOYED,
    ILL,
    NO_FOREIGN_DIPLOMA,
    NOBODY,
    OTHER_FOREIGN_DIPLOMA,
    RETIRED,
    SELF_EMPLOYED,
    STUDENT,
)
from simulation.jobs import free_position
from simulation.minds import moves
from simulation.parameters import Parameters
from simulation.rates import Rates
from simulation.tallies import ARRIVALS, DEATHS, DEPARTURES, Tallies, record

COUPLE = 1
SINGLE_PARENT = 2

SHARES_OF_PROBLEMS = tuple(share for _, share in PROBLEM_SHARES)
DOCUMENTS_NUMBER, INCOME_RISK_NUMBER = 4, 5
MOST_STARTS, MOST_ENDS = 1.3, 8.0
"""Bounds on the sum of the hazards of problems, relative to the hazard of one that ends, without and with a problem."""

EPISODE = 0.25
"""Limitation by health that one episode of illness adds, and recovery takes away (share, assumption)."""

FEAR_OF_RELAPSE = 0.15
FEAR_OF_INCOME_RISK = 0.10
DISAPPROVAL_OF_PARENTS = 0.05
"""What an episode of illness, a risk to income and a child add to fear of risk and to disapproval (assumption)."""

RECOGNITION_AT_MOST = 0.2
DUTCH_FOR_RECOGNITION = 0.35
"""Command of Dutch from which a procedure of recognition can be followed (assumption)."""


@phase
def arrive(persons: Persons, designs: JobDesigns, first: int, last: int, tallies: Tallies) -> None:
    """Let everyone whose month of arrival has come join, rows ``first`` up to ``last``."""
    for person in rows(first, last):
        persons.status[person] = persons.arrival_status[person]
        if persons.design[person] != NOBODY:
            designs.headcount[persons.design[person]] += 1
        record(tallies, ARRIVALS, persons, person)


@rule
def depart(persons: Persons, designs: JobDesigns, coaches: Coaches, person: int) -> None:
    """Take one person out of the model for good, and free the job and the coach."""
    if persons.design[person] != NOBODY:
        free_position(persons, designs, person)
    if persons.coach[person] != NOBODY:
        coaches.caseload[persons.coach[person]] -= 1
        persons.coach[person] = NOBODY
    persons.trajectory_step[person] = 0
    persons.status[person] = ABSENT


@phase
def live(
    persons: Persons,
    employers: Employers,
    designs: JobDesigns,
    coaches: Coaches,
    first: int,
    last: int,
    month: int,
    rates: Rates,
    life_course: LifeCourse,
    parameters: Parameters,
    life_key: Key,
    household_key: Key,
    car_key: Key,
    tallies: Tallies,
) -> None:
    """Let a month pass in the life of everyone.

    Parameters
    ----------
    persons, employers, designs, coaches
        Tables; persons, headcounts and caseloads are changed in place.
    first, last : int
        First row, and one past the last, of the people this is about.
    month : int
        Months since January 2012.
    rates : Rates
        Hazards of this year.
    life_course : LifeCourse
        Household and car by age.
    parameters : Parameters
        Behaviour.
    life_key : Key
        Luck of the month: one draw decides among death, departure and the events of life.
    household_key, car_key : Key
        Luck for life of household and car, the same as at the start.
    tallies : Tallies
        Counts, changed in place.
    """
    any_event = (
        parameters.child_hazard
        + parameters.care_start_hazard
        + parameters.limitation_hazard * 3.0
        + parameters.care_end_hazard
        + parameters.recovery_hazard
    )
    # Above this draw nothing happens to people without a problem: most people are done there.
    quiet = rates.departure_bound + any_event + MOST_STARTS * parameters.problem_end_hazard
    for person in rows(first, last):
        if persons.status[person] == ABSENT:
            continue
        luck = uniform(life_key, persons.identity[person])
        if (month - persons.birth_month[person]) % 12 == 0 and persons.arrival_month[person] != month:
            persons.age[person] += 1
            if persons.age[person] > LAST_AGE:
                depart(persons, designs, coaches, person)
                continue
            _birthday(persons, employers, designs, person, month, life_course, parameters, household_key, car_key)
        if luck > quiet and persons.problems[person] == 0 and persons.foreign_diploma[person] == NO_FOREIGN_DIPLOMA:
            continue
        sex = persons.sex[person]
        position = persons.age[person] - FIRST_AGE
        die = rates.die[sex, position]
        leave = rates.emigrate[persons.sub_region[person], sex, persons.education[person], position]
        if luck < die + leave:
            record(tallies, DEATHS if luck < die else DEPARTURES, persons, person)
            depart(persons, designs, coaches, person)
        elif luck < die + leave + any_event:
            _life_event(persons, person, luck - die - leave, month, parameters)
        else:
            luck -= die + leave + any_event
            at_most = MOST_ENDS if persons.problems[person] != 0 else MOST_STARTS
            if luck < at_most * parameters.problem_end_hazard:
                _problem_comes_or_goes(persons, person, luck, month, parameters)
            elif persons.foreign_diploma[person] != NO_FOREIGN_DIPLOMA and luck > 1.0 - RECOGNITION_AT_MOST:
                _recognise_diploma(persons, person, 1.0 - luck, parameters)


@rule
def _birthday(
    persons: Persons,
    employers: Employers,
    designs: JobDesigns,
    person: int,
    month: int,
    life_course: LifeCourse,
    parameters: Parameters,
    household_key: Key,
    car_key: Key,
) -> None:
    """Let household, car and experience follow age, and let workers weigh anew how work and life fit."""
    identity = persons.identity[person]
    position = persons.age[person] - FIRST_AGE
    luck = uniform(household_key, identity)
    household = 0
    while (
        household < 4
        and luck >= life_course.household[persons.sub_region[person], persons.sex[person], position, household]
    ):
        household += 1
    persons.household[person] = household
    if persons.status[person] == EMPLOYED:
        # Once a year people weigh anew how work and life fit: children grow, rosters and health change.
        gap = organisation_gap(persons, employers, designs, person, persons.design[person], month)
        persons.organisation_gap[person] = min(1.0, gap)
        persons.experience_months[person] += 12
        settle(persons, person, month, parameters.inertia_pace)
    if uniform(car_key, identity) < life_course.car[position]:
        persons.car[person] = 1


@rule
def _life_event(persons: Persons, person: int, luck: float, month: int, parameters: Parameters) -> None:
    """Let at most one life event happen: the draw falls into the stretch of one event or of none."""
    age = persons.age[person]
    luck -= parameters.child_hazard
    if luck < 0.0:
        fertile = persons.household[person] == COUPLE or persons.household[person] == SINGLE_PARENT
        if fertile and 20 <= age < 42:
            persons.youngest_child_birth[person] = month
            moves(persons.disapproval, person, DISAPPROVAL_OF_PARENTS)
        return
    luck -= parameters.care_start_hazard
    if luck < 0.0:
        if age >= 30:
            persons.informal_care[person] = 1
        return
    hazard = parameters.limitation_hazard * 3.0
    luck -= hazard
    if luck < 0.0:
        if (luck + hazard) / hazard < (age - 10) / 60.0:
            moves(persons.health_limitation, person, EPISODE)
            moves(persons.fear_of_risk, person, FEAR_OF_RELAPSE)
        return
    luck -= parameters.care_end_hazard
    if luck < 0.0:
        persons.informal_care[person] = 0
        return
    if persons.health_limitation[person] >= EPISODE and persons.status[person] != ILL:
        moves(persons.health_limitation, person, -EPISODE)


@rule
def _problem_comes_or_goes(persons: Persons, person: int, luck: float, month: int, parameters: Parameters) -> None:
    """Let at most one problem come or go, at rates that keep the shares of the start in balance."""
    status = persons.status[person]
    without_work = status != EMPLOYED and status != SELF_EMPLOYED and status != STUDENT and status != RETIRED
    problems = persons.problems[person]
    for number in range(8):
        hazard = parameters.problem_end_hazard
        if (problems >> number) & 1 == 0:
            share = SHARES_OF_PROBLEMS[number]
            if without_work:
                share *= PROBLEM_FACTOR_WITHOUT_WORK
            if number == 0:
                young = month - persons.youngest_child_birth[person] < YOUNG_CHILD_MONTHS
                share *= YOUNG_CHILD_FACTOR if young else 0.0
            elif number == DOCUMENTS_NUMBER:
                share *= OUTSIDE_THE_UNION_FACTOR if persons.origin[person] == 2 else 0.0
            share = min(0.5, share)
            hazard *= share / (1.0 - share)
        luck -= hazard
        if luck < 0.0:
            persons.problems[person] = problems ^ np.uint8(1 << number)
            if number == INCOME_RISK_NUMBER and persons.problems[person] > problems:
                moves(persons.fear_of_risk, person, FEAR_OF_INCOME_RISK)
            return


@rule
def _recognise_diploma(persons: Persons, person: int, luck: float, parameters: Parameters) -> None:
    """Let a foreign diploma be recognised, once the person's Dutch is good enough to follow the procedure."""
    if persons.dutch[person] < DUTCH_FOR_RECOGNITION or luck > 1.0 / parameters.recognition_months:
        return
    if persons.foreign_diploma[person] != OTHER_FOREIGN_DIPLOMA:
        persons.diploma[person] = persons.foreign_diploma[person]
    persons.foreign_diploma[person] = NO_FOREIGN_DIPLOMA
