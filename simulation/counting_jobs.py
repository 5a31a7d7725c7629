"""Counting the jobs and vacancies of a month: where they are, what they are, and how long vacancies have been open."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from agents.compiled import rows
from agents.employers import Employers
from agents.handing import phase
from agents.job_designs import JobDesigns, Vacancies
from simulation.counting import Counts
from simulation.parameters import Parameters
from simulation.satisfaction import absence_factor


class Jobs(NamedTuple):
    """Jobs counted in one month; shapes as in :class:`Counts`, without the axis of months."""

    headcount: npt.NDArray[np.int32]
    occupations: npt.NDArray[np.int32]
    abandoned: npt.NDArray[np.float32]
    absence: npt.NDArray[np.float64]
    simple_jobs: npt.NDArray[np.int32]
    satisfaction: npt.NDArray[np.float64]
    workload: npt.NDArray[np.float64]


@phase
def count_vacancies(
    vacancies: Vacancies, designs: JobDesigns, count: int, day: float, stock: npt.NDArray[np.int32]
) -> None:
    """Count open vacancies by sub-region of the workplace, occupation and age class."""
    for row in rows(0, count):
        design = vacancies.design[row]
        if design < 0:
            continue
        days_open = day - vacancies.opened_day[row]
        age_class = 0
        if days_open > 365.0:
            age_class = 3
        elif days_open > 180.0:
            age_class = 2
        elif days_open > 90.0:
            age_class = 1
        stock[designs.sub_region[design], designs.occupation[design], age_class] += 1


@phase
def count_jobs(employers: Employers, designs: JobDesigns, jobs: Jobs, parameters: Parameters) -> None:
    """Add the jobs of every design to the counts, by where and what they are."""
    for design in rows(0, len(designs.employer)):
        place, sector, occupation = designs.sub_region[design], designs.sector[design], designs.occupation[design]
        held = designs.headcount[design]
        jobs.headcount[place, sector] += held
        jobs.occupations[place, occupation] += held
        jobs.abandoned[place, occupation] += designs.abandoned[design]
        jobs.absence[place, 0] += (
            held * designs.absence[design] * absence_factor(employers, designs, design, parameters)
        )
        jobs.absence[place, 1] += held
        jobs.satisfaction[place, occupation] += held * designs.satisfaction[design]
        jobs.workload[place, occupation] += held * designs.workload[design]
        jobs.simple_jobs[place] += designs.simple_headcount[design]


def jobs_of(counts: Counts, month: int) -> Jobs:
    """Return where the jobs of one month are counted."""
    return Jobs(*(getattr(counts, name)[month] for name in Jobs._fields))
