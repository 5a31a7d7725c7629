"""Starting and leaving a job. Headcounts change only here, and when people arrive, depart or die."""

from __future__ import annotations

from agents.compiled import compiled
from agents.employers import Employers
from agents.gaps import organisation_gap, skill_gap, trained_away
from agents.job_designs import JobDesigns
from agents.persons import Persons
from agents.vocabulary import AFTERCARE, EMPLOYED, NOBODY, WAITING
from simulation.minds import GOOD, SERVICES
from simulation.statuses import change_status
from simulation.tallies import (
    COACHED_JOBS,
    HIRES,
    HIRES_FROM_NON_EMPLOYMENT,
    HIRES_IN_CARE,
    HIRES_IN_TECHNICAL,
    MOVES,
    SEPARATIONS,
    Tallies,
    record,
)

MASTERED = 0.02
"""Skill gap below which the work is done well (assumption)."""


@compiled
def leave_job(persons: Persons, designs: JobDesigns, person: int, tallies: Tallies) -> None:
    """Free the position of one person; the caller sets the new status."""
    designs.headcount[persons.design[person]] -= 1
    persons.design[person] = NOBODY
    persons.skill_gap[person] = 0.0
    persons.organisation_gap[person] = 0.0
    record(tallies, SEPARATIONS, persons, person)


@compiled
def start_job(
    persons: Persons,
    employers: Employers,
    designs: JobDesigns,
    person: int,
    design: int,
    simple: int,
    month: int,
    tallies: Tallies,
) -> None:
    """Give one person a position, the whole job or a simple one, and keep what is left of the gaps."""
    status = persons.status[person]
    record(tallies, HIRES, persons, person)
    if status == EMPLOYED:
        leave_job(persons, designs, person, tallies)
        record(tallies, MOVES, persons, person)
    else:
        record(tallies, HIRES_FROM_NON_EMPLOYMENT, persons, person)
    occupation = designs.occupation[design]
    if occupation <= 1:
        record(tallies, HIRES_IN_CARE, persons, person)
    elif occupation <= 4:
        record(tallies, HIRES_IN_TECHNICAL, persons, person)
    # Against the whole job, not against a relaxed entry: what was not asked at the door must still be learned.
    gap = skill_gap(persons, employers, designs, person, design, 0.0, simple)
    persons.skill_gap[person] = min(1.0, trained_away(employers, designs, design, gap))
    persons.organisation_gap[person] = min(1.0, organisation_gap(persons, employers, designs, person, design, month))
    persons.entered_from[person] = status
    persons.entered_persona[person] = persons.persona[person]
    persons.entered_coached[person] = 1 if persons.trajectory_step[person] > WAITING else 0
    change_status(persons, person, EMPLOYED, month)
    persons.design[person] = design
    persons.job_start[person] = month
    persons.task_share[person] = 1.0 - designs.moved_load[design] if simple == 1 else 1.0
    designs.headcount[design] += 1
    take_up_field(persons, designs, person)
    if persons.trajectory_step[person] > WAITING:
        persons.trajectory_step[person] = AFTERCARE
        persons.trajectory_step_since[person] = month
        region, origin = persons.sub_region[person], persons.origin[person]
        tallies.coaching[COACHED_JOBS, region] += 1
        tallies.experience[SERVICES, GOOD, region, origin] += 1
    elif persons.trajectory_step[person] == WAITING:
        persons.trajectory_step[person] = 0


@compiled
def take_up_field(persons: Persons, designs: JobDesigns, person: int) -> None:
    """Let someone who does the work well look for the same work from now on.

    Who holds a diploma that the law protects keeps looking where it counts.
    """
    if persons.skill_gap[person] < MASTERED and persons.diploma[person] == 0:
        persons.field[person] = designs.occupation[persons.design[person]]


@compiled
def fit_work_and_life(persons: Persons, employers: Employers, designs: JobDesigns) -> None:
    """Measure, at the start of the model, how the jobs that people hold fit their lives."""
    for person in range(len(persons.design)):
        design = persons.design[person]
        if design != NOBODY:
            start = max(0, persons.arrival_month[person])
            gap = organisation_gap(persons, employers, designs, person, design, start)
            persons.organisation_gap[person] = min(1.0, gap)
