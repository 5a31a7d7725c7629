"""Learning and wearing down: what work gives and what being without work takes."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from agents.compiled import compiled
from agents.employers import Employers
from agents.job_designs import JobDesigns
from agents.personas import read_persona
from agents.persons import Persons
from agents.vocabulary import ABSENT, EMPLOYED, NO_PERSONA, RETIRED, SELF_EMPLOYED, STUDENT, UNEMPLOYED
from simulation.jobs import take_up_field
from simulation.minds import EMPLOYERS, GOOD, SERVICES, UNWORN, hears, holds_on, wear_changes
from simulation.parameters import Parameters
from simulation.tallies import (
    AT_WORK,
    COACHED_LASTING_JOBS,
    ELSEWHERE,
    LASTING_FROM_NON_EMPLOYMENT,
    LASTING_IN_CARE,
    LASTING_IN_TECHNICAL,
    LASTING_JOBS,
    TO_LASTING_WORK,
    TO_SEARCH,
    Tallies,
    record,
)

LASTING_MONTHS = 12
"""A lasting job is one still held twelve months after its start."""

LEARNING_MONTHS = 24

WELCOMING = 0.6
"""Culture of a team from which people no longer expect to be refused for who they are (share, assumption)."""

DUTCH_THAT_STAYS = 0.30

LEARNED = 0.002
"""Skill gap below which there is nothing left to learn."""


@compiled
def learn_and_wear(
    persons: Persons,
    employers: Employers,
    designs: JobDesigns,
    first: int,
    last: int,
    month: int,
    reputation: npt.NDArray[np.float64],
    parameters: Parameters,
    tallies: Tallies,
) -> None:
    """Let workers learn and gain experience, let time without work wear people down, and read personas.

    Parameters
    ----------
    persons, employers, designs
        Tables; persons are changed in place.
    first, last : int
        First row, and one past the last, of the people this is about.
    month : int
        Months since January 2012.
    reputation : ndarray of float64, shape (2, 5, 3)
        Of services and employers, by sub-region and origin.
    parameters : Parameters
        Behaviour.
    tallies : Tallies
        Counts, changed in place.
    """
    for person in range(first, last):
        status = persons.status[person]
        if (status <= SELF_EMPLOYED or status == STUDENT) and persons.wear[person] > UNWORN:
            wear_changes(persons, person, -persons.wear[person] / parameters.repair_months)
        if status == EMPLOYED:
            tenure = month - persons.job_start[person]
            if tenure <= LEARNING_MONTHS:
                _grow(persons, person, parameters)
                if persons.skill_gap[person] > LEARNED:
                    _learn(persons, employers, designs, person, parameters)
                if tenure == LASTING_MONTHS:
                    welcome = designs.team_culture[persons.design[person]] > WELCOMING
                    holds_on(persons, person, welcome, parameters)
                    _count_lasting_job(persons, designs, person, tallies)
        elif status != ABSENT and status != RETIRED and status != STUDENT and status != SELF_EMPLOYED:
            _wear_down(persons, person, month, reputation, parameters)
            _read_persona(persons, person, month, tallies)
            continue
        before = persons.persona[person]
        if before != NO_PERSONA:
            tallies.persona_flows[
                before, AT_WORK if status <= SELF_EMPLOYED else ELSEWHERE, persons.sub_region[person]
            ] += 1
            persons.persona[person] = NO_PERSONA


@compiled
def _read_persona(persons: Persons, person: int, month: int, tallies: Tallies) -> None:
    """Read the persona of a person without work, and count where the person came from when it changed."""
    region = persons.sub_region[person]
    before = persons.persona[person]
    after = read_persona(persons, person)
    if before == NO_PERSONA:
        new = persons.school_exit_month[person] == month or persons.arrival_month[person] == month
        tallies.persona_flows[ELSEWHERE if new else AT_WORK, after, region] += 1
    else:
        if before != after:
            tallies.persona_flows[before, after, region] += 1
        if persons.status[person] == UNEMPLOYED and persons.status_since[person] == month:
            tallies.persona_steps[TO_SEARCH, before, region] += 1
    persons.persona[person] = after


@compiled
def _learn(persons: Persons, employers: Employers, designs: JobDesigns, person: int, parameters: Parameters) -> None:
    """Bring the skills of a newcomer towards what the job asks; the gap that is left closes at the same pace."""
    design = persons.design[person]
    pace = parameters.learning_rate * (0.5 + employers.training[designs.employer[design]])
    for skill in range(5):
        shortfall = designs.ideal[design, skill] - persons.skills[person, skill]
        if shortfall > 0.0:
            persons.skills[person, skill] += pace * designs.trainable[design] * shortfall
    persons.skill_gap[person] *= 1.0 - pace
    take_up_field(persons, designs, person)


@compiled
def _grow(persons: Persons, person: int, parameters: Parameters) -> None:
    """Let a newcomer pick up Dutch and get to know people."""
    persons.dutch[person] = min(1.0, persons.dutch[person] + parameters.dutch_at_work)
    persons.network[person] += parameters.network_at_work * (1.0 - persons.network[person])


@compiled
def _wear_down(
    persons: Persons, person: int, month: int, reputation: npt.NDArray[np.float64], parameters: Parameters
) -> None:
    """Let a month without work wear mind and skill down, and let the person hear what others lived through."""
    if month - persons.non_employed_since[person] > 12:
        for skill in range(5):
            persons.skills[person, skill] *= 1.0 - parameters.skill_erosion
    if persons.origin[person] > 0 and persons.dutch[person] > DUTCH_THAT_STAYS:
        persons.dutch[person] -= parameters.dutch_fade
    wear_changes(persons, person, (1.0 - persons.wear[person]) / parameters.wear_months)
    hears(persons, person, reputation, parameters)


@compiled
def _count_lasting_job(persons: Persons, designs: JobDesigns, person: int, tallies: Tallies) -> None:
    """Count a job that has lasted twelve months."""
    record(tallies, LASTING_JOBS, persons, person)
    region, origin = persons.sub_region[person], persons.origin[person]
    before = persons.entered_from[person]
    if persons.entered_coached[person] == 1:
        tallies.experience[SERVICES, GOOD, region, origin] += 1
        tallies.coaching[COACHED_LASTING_JOBS, region] += 1
    if persons.entered_persona[person] != NO_PERSONA:
        tallies.persona_steps[TO_LASTING_WORK, persons.entered_persona[person], region] += 1
    if before != EMPLOYED and before != SELF_EMPLOYED:
        record(tallies, LASTING_FROM_NON_EMPLOYMENT, persons, person)
        tallies.experience[EMPLOYERS, GOOD, region, origin] += 1
    occupation = designs.occupation[persons.design[person]]
    if occupation <= 1:
        record(tallies, LASTING_IN_CARE, persons, person)
    elif occupation <= 4:
        record(tallies, LASTING_IN_TECHNICAL, persons, person)
