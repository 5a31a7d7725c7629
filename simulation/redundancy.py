"""Redundancy with notice: an employer that sheds staff says so some months ahead, and who is concerned can look around.

Employers give no notice worth the name unless a measure brings them to it; then people leave for unemployment in the
very month. With notice they stay at work for the time announced. Who finds other work by then moves from work to work;
who does not is unemployed afterwards.
"""

from __future__ import annotations

from agents.compiled import rule
from agents.employers import Employers
from agents.job_designs import JobDesigns
from agents.persons import NEVER, Persons
from simulation.career_moves import record_career
from simulation.tallies import NOTICES, Tallies


@rule
def is_on_notice(persons: Persons, person: int) -> bool:
    """Tell whether someone's job is going to end."""
    return bool(persons.notice_until[person] != NEVER)


@rule
def give_notice(
    persons: Persons, employers: Employers, designs: JobDesigns, person: int, month: int, tallies: Tallies
) -> None:
    """Announce that one job ends, as many months ahead as the employer does."""
    design = persons.design[person]
    persons.notice_until[person] = month + employers.notice_months[designs.employer[design]]
    designs.on_notice[design] += 1
    record_career(tallies, NOTICES, persons, person)


@rule
def forget_notice(persons: Persons, designs: JobDesigns, person: int) -> None:
    """Take away the notice of someone who leaves the job, whatever the reason."""
    if is_on_notice(persons, person):
        designs.on_notice[persons.design[person]] -= 1
        persons.notice_until[person] = NEVER
