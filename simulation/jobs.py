"""Starting, changing and leaving a job. Headcounts change only here, and when people arrive."""

from __future__ import annotations

from agents.careers import begin_anew
from agents.compiled import compiled, rows, rule
from agents.employers import Employers
from agents.gaps import organisation_gap, skill_gap, trained_away
from agents.job_designs import JobDesigns
from agents.persons import NEVER, Persons
from agents.vocabulary import AFTERCARE, EMPLOYED, NOBODY, WAITING
from simulation.career_moves import count_end_of_move, count_move, count_return_to_employment
from simulation.minds import GOOD, SERVICES, moves
from simulation.parameters import Parameters
from simulation.redundancy import forget_notice
from simulation.statuses import change_status
from simulation.tallies import (
    COACHED_JOBS,
    HIRES,
    HIRES_FROM_NON_EMPLOYMENT,
    HIRES_IN_CARE,
    HIRES_IN_TECHNICAL,
    INTERNAL_MOVES,
    MOVES,
    PROMOTIONS,
    SEPARATIONS,
    SIMPLE_HIRES,
    TO_OTHER_EMPLOYER,
    Tallies,
    record,
    record_exit,
)

MASTERED = 0.02
"""Skill gap below which the work is done well (assumption)."""

PROUD = 0.05
"""Confidence that growing into the whole job gives (share, assumption)."""

NEW_MONTHS = 2
"""Months at the start of the model in which someone counts as new in the job."""


@rule
def free_position(persons: Persons, designs: JobDesigns, person: int) -> None:
    """Take one person off the staff; nothing of the job is left."""
    design = persons.design[person]
    forget_notice(persons, designs, person)
    designs.headcount[design] -= 1
    if persons.task_share[person] < 1.0:
        designs.simple_headcount[design] -= 1
    persons.design[person] = NOBODY
    persons.task_share[person] = 1.0
    persons.support[person] = 0.0
    persons.mentor[person] = 0.0
    persons.skill_gap[person] = 0.0
    persons.organisation_gap[person] = 0.0
    if persons.study_end[person] != NEVER:
        persons.study_end[person] = NEVER
        designs.studying[design] -= 1


@rule
def leave_job(persons: Persons, designs: JobDesigns, person: int, reason: int, month: int, tallies: Tallies) -> None:
    """Free the position of one person who leaves for a reason; the caller sets the new status."""
    record_exit(tallies, reason, persons, designs, person, month)
    count_end_of_move(persons, person, month, tallies)
    free_position(persons, designs, person)
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
    """Give one person a position, the whole job or (1) the simple one, and keep what is left of the gaps."""
    status = persons.status[person]
    record(tallies, HIRES, persons, person)
    if status == EMPLOYED:
        count_move(persons, designs, person, design, tallies)
        leave_job(persons, designs, person, TO_OTHER_EMPLOYER, month, tallies)
        record(tallies, MOVES, persons, person)
    else:
        count_return_to_employment(persons, person, month, tallies)
        record(tallies, HIRES_FROM_NON_EMPLOYMENT, persons, person)
    occupation = designs.occupation[design]
    if occupation <= 1:
        record(tallies, HIRES_IN_CARE, persons, person)
    elif occupation <= 4:
        record(tallies, HIRES_IN_TECHNICAL, persons, person)
    if simple == 1:
        tallies.growth[SIMPLE_HIRES, designs.sub_region[design]] += 1
    _take_position(persons, employers, designs, person, design, simple, month)
    employers.guided[designs.employer[design]] += 1.0
    persons.support[person] = 0.0
    persons.mentor[person] = 0.0
    persons.entered_from[person] = status
    persons.entered_persona[person] = persons.persona[person]
    persons.entered_coached[person] = 1 if persons.trajectory_step[person] > WAITING else 0
    change_status(persons, person, EMPLOYED, month)
    persons.job_start[person] = month
    begin_anew(persons, person)
    take_up_field(persons, designs, person)
    if persons.trajectory_step[person] > WAITING:
        persons.trajectory_step[person] = AFTERCARE
        persons.trajectory_step_since[person] = month
        region, origin = persons.sub_region[person], persons.origin[person]
        tallies.coaching[COACHED_JOBS, region] += 1
        tallies.experience[SERVICES, GOOD, region, origin] += 1
    elif persons.trajectory_step[person] == WAITING:
        persons.trajectory_step[person] = 0


@rule
def move_inside(
    persons: Persons,
    employers: Employers,
    designs: JobDesigns,
    person: int,
    design: int,
    simple: int,
    month: int,
    tallies: Tallies,
) -> None:
    """Let one worker go to another design of the same employer: no hire from outside, and no separation."""
    free_position(persons, designs, person)
    _take_position(persons, employers, designs, person, design, simple, month)
    take_up_field(persons, designs, person)
    tallies.growth[INTERNAL_MOVES, designs.sub_region[design]] += 1


@rule
def _take_position(
    persons: Persons, employers: Employers, designs: JobDesigns, person: int, design: int, simple: int, month: int
) -> None:
    """Put one person on the staff of a design, and measure the gaps that are left."""
    # Against the whole of the work, not against a relaxed entry: what was not asked at the door must still be learned.
    gap = skill_gap(persons, employers, designs, person, design, 0.0, simple)
    persons.skill_gap[person] = min(1.0, trained_away(persons, employers, designs, person, design, 0.0, simple, gap))
    persons.organisation_gap[person] = min(1.0, organisation_gap(persons, employers, designs, person, design, month))
    persons.design[person] = design
    persons.task_share[person] = 1.0
    designs.headcount[design] += 1
    if simple == 1:
        persons.task_share[person] = 1.0 - designs.moved_load[design]
        designs.simple_headcount[design] += 1


@rule
def promote(persons: Persons, designs: JobDesigns, person: int, gap: float, tallies: Tallies) -> None:
    """Give someone in a simple job the whole job, with what is left of the gap to it."""
    design = persons.design[person]
    persons.task_share[person] = 1.0
    persons.skill_gap[person] = gap
    designs.simple_headcount[design] -= 1
    moves(persons.confidence, person, PROUD)
    take_up_field(persons, designs, person)
    tallies.growth[PROMOTIONS, designs.sub_region[design]] += 1


@rule
def tolerance_for_known(employers: Employers, employer: int, parameters: Parameters) -> float:
    """Return the skill gap that an employer accepts of a worker it knows, before any vacancy has aged."""
    lenient = parameters.offer_leniency * (1.0 - employers.selection_strictness[employer])
    return float(parameters.offer_tolerance + lenient + parameters.known_worker_tolerance)


@rule
def take_up_field(persons: Persons, designs: JobDesigns, person: int) -> None:
    """Let someone who does the whole work well look for the same work from now on.

    Who holds a diploma that the law protects keeps looking where it counts.
    """
    mastered = persons.skill_gap[person] < MASTERED and persons.task_share[person] == 1.0
    if mastered and persons.diploma[person] == 0:
        persons.field[person] = designs.occupation[persons.design[person]]


@compiled
def settle_in(persons: Persons, employers: Employers, designs: JobDesigns) -> None:
    """Measure, at the start of the model, how jobs fit the lives of those who hold them, and who is being guided."""
    for person in rows(0, len(persons.design)):
        design = persons.design[person]
        if design != NOBODY:
            month = max(0, persons.arrival_month[person])
            persons.organisation_gap[person] = min(
                1.0, organisation_gap(persons, employers, designs, person, design, month)
            )
            if persons.arrival_month[person] < 0 and persons.job_start[person] > -NEW_MONTHS:
                employers.guided[designs.employer[design]] += 1.0
