"""Learning and wearing down: what work gives and what being without work takes."""

from __future__ import annotations

from agents.compiled import compiled
from agents.employers import Employers
from agents.job_designs import JobDesigns
from agents.personas import read_persona
from agents.persons import Persons
from agents.vocabulary import ABSENT, EMPLOYED, NO_PERSONA, RETIRED, SELF_EMPLOYED, STUDENT
from simulation.jobs import take_up_field
from simulation.parameters import Parameters
from simulation.tallies import (
    LASTING_FROM_NON_EMPLOYMENT,
    LASTING_IN_CARE,
    LASTING_IN_TECHNICAL,
    LASTING_JOBS,
    Tallies,
    record,
)

LASTING_MONTHS = 12
"""A lasting job is one still held twelve months after its start."""

LEARNING_MONTHS = 24

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
    parameters : Parameters
        Behaviour.
    tallies : Tallies
        Counts, changed in place.
    """
    for person in range(first, last):
        status = persons.status[person]
        if status == EMPLOYED:
            tenure = month - persons.job_start[person]
            if tenure <= LEARNING_MONTHS:
                _grow(persons, person)
                if persons.skill_gap[person] > LEARNED:
                    _learn(persons, employers, designs, person, parameters)
                if tenure == LASTING_MONTHS:
                    _count_lasting_job(persons, designs, person, tallies)
        elif status != ABSENT and status != RETIRED and status != STUDENT and status != SELF_EMPLOYED:
            _wear_down(persons, person, month, parameters)
            persons.persona[person] = read_persona(persons, person)
            continue
        persons.persona[person] = NO_PERSONA


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
def _grow(persons: Persons, person: int) -> None:
    """Let a newcomer regain confidence and hope, and pick up Dutch."""
    persons.confidence[person] += 0.02 * (0.75 - persons.confidence[person])
    persons.discouragement[person] *= 0.95
    persons.dutch[person] = min(1.0, persons.dutch[person] + 0.002)


@compiled
def _wear_down(persons: Persons, person: int, month: int, parameters: Parameters) -> None:
    """Let skills, confidence and hope wear down after long non-employment."""
    months_out = month - persons.non_employed_since[person]
    if months_out > 12:
        for skill in range(5):
            persons.skills[person, skill] *= 1.0 - parameters.skill_erosion
    floor = 0.30
    persons.confidence[person] += parameters.wear_of_mind * (floor - persons.confidence[person])
    ceiling = 0.55
    if persons.discouragement[person] < ceiling:
        persons.discouragement[person] += parameters.wear_of_mind * (ceiling - persons.discouragement[person])


@compiled
def _count_lasting_job(persons: Persons, designs: JobDesigns, person: int, tallies: Tallies) -> None:
    """Count a job that has lasted twelve months."""
    record(tallies, LASTING_JOBS, persons, person)
    before = persons.entered_from[person]
    if before != EMPLOYED and before != SELF_EMPLOYED:
        record(tallies, LASTING_FROM_NON_EMPLOYMENT, persons, person)
    occupation = designs.occupation[persons.design[person]]
    if occupation <= 1:
        record(tallies, LASTING_IN_CARE, persons, person)
    elif occupation <= 4:
        record(tallies, LASTING_IN_TECHNICAL, persons, person)
