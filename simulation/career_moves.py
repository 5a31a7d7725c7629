"""Moves from work to work: which border they cross, whether they pay more or less, and whether they last.

A move crosses the border of an employer, and often that of a sector or an occupation as well; starting a business, or
going from a business into a job, crosses the border of status. It lasts when the new job is still held after twelve
months; a job that ends sooner, for a return as for anything else, was temporary. Everything is counted when it happens.
"""

from __future__ import annotations

from agents.careers import REACTIVE
from agents.compiled import rule
from agents.job_designs import JobDesigns
from agents.persons import NEVER, Persons
from agents.vocabulary import EMPLOYED
from simulation.tallies import (
    DOWNWARD,
    FROM_SELF_EMPLOYMENT,
    MOVE_ENDED,
    MOVE_LASTED,
    MOVES_ON_NOTICE,
    PROACTIVE_MOVES,
    SIDEWAYS,
    TO_EMPLOYER,
    TO_OCCUPATION,
    TO_SECTOR,
    TO_SECTOR_AND_OCCUPATION,
    UPWARD,
    Tallies,
    age_group,
)

SAME_PAY = 0.03
"""Difference in pay up to which a move is sideways (share of the old pay, assumption)."""

LASTING_MOVE_MONTHS = 12
"""Months after which a move has lasted."""

STRAIGHT_MONTHS = 3
"""Months within which a job after self-employment counts as a move (assumption, as quarterly statistics do)."""


@rule
def record_career(tallies: Tallies, event: int, persons: Persons, person: int) -> None:
    """Count one event of a career, by sub-region and age."""
    tallies.careers[event, persons.sub_region[person], age_group(persons.age[person])] += 1


@rule
def crosses_border(designs: JobDesigns, present: int, design: int) -> bool:
    """Tell whether another job lies in another sector or occupation than the present one."""
    return bool(
        designs.sector[design] != designs.sector[present] or designs.occupation[design] != designs.occupation[present]
    )


@rule
def count_move(persons: Persons, designs: JobDesigns, person: int, design: int, tallies: Tallies) -> None:
    """Count a move from the job that someone still holds to another one."""
    present = persons.design[person]
    border = TO_EMPLOYER
    if designs.sector[design] != designs.sector[present]:
        border = TO_SECTOR
    if designs.occupation[design] != designs.occupation[present]:
        border = TO_OCCUPATION if border == TO_EMPLOYER else TO_SECTOR_AND_OCCUPATION
    record_career(tallies, border, persons, person)
    gain = designs.pay[design] - designs.pay[present]
    band = SAME_PAY * designs.pay[present]
    direction = SIDEWAYS
    if gain > band:
        direction = UPWARD
    elif gain < -band:
        direction = DOWNWARD
    record_career(tallies, direction, persons, person)
    if persons.notice_until[person] != NEVER:
        record_career(tallies, MOVES_ON_NOTICE, persons, person)
    elif persons.proactive[person] != REACTIVE:
        record_career(tallies, PROACTIVE_MOVES, persons, person)


@rule
def count_end_of_move(persons: Persons, person: int, month: int, tallies: Tallies) -> None:
    """Count a job that ends within a year after someone moved to it from another job."""
    if persons.entered_from[person] == EMPLOYED and month - persons.job_start[person] < LASTING_MOVE_MONTHS:
        record_career(tallies, MOVE_ENDED, persons, person)


@rule
def count_lasting_move(persons: Persons, person: int, tallies: Tallies) -> None:
    """Count a job that has lasted a year after someone moved to it from another job."""
    if persons.entered_from[person] == EMPLOYED:
        record_career(tallies, MOVE_LASTED, persons, person)


@rule
def count_return_to_employment(persons: Persons, person: int, month: int, tallies: Tallies) -> None:
    """Count a job that follows straight upon self-employment."""
    if month - persons.left_self_employment[person] <= STRAIGHT_MONTHS:
        record_career(tallies, FROM_SELF_EMPLOYMENT, persons, person)
