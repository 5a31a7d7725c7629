"""How heavily people work and how content they are with it, and what follows: who falls ill, quits or stops early.

What missing colleagues would do lands on those who are there. A heavier load, less say over roster and hours and a
colder team make work less satisfying, step by step; appreciation, room to learn and work that is adapted to age make it
more so. Staff that is less content leaves sooner, and from fifty on so does who holds heavy work.

Everything is measured against what was usual at the start: load by occupation, because the absence of an occupation was
observed under its usual shortage, and strain of older staff by sex and education, because the census that gives their
exits holds it already. So the mean of the baseline at the start is neutral, and differences between jobs count.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import numpy.typing as npt

from agents.compiled import existing, rows, rule
from agents.draws import Luck, uniforms
from agents.employers import Employers
from agents.handing import handed, phase
from agents.job_designs import USUAL_SATISFACTION, JobDesigns
from agents.persons import Persons
from agents.vocabulary import EMPLOYED, OCCUPATIONS
from simulation.parameters import Parameters
from simulation.rates import MOST_EARLY, MOST_ILL
from simulation.teams import felt_culture

if TYPE_CHECKING:
    from simulation.model import LabourMarket

Doubles = npt.NDArray[np.float64]

OLDER_STAFF = 50
"""Age from which the load of the work makes people stop sooner (years; the oldest group of the SVRZ case)."""

MOST_MISSING = 0.3
"""Missing staff beyond which work is left undone rather than taken over (share of positions, assumption)."""

STUDY_TIME = 0.5
"""Part of the working time that a course at the cost of the employer takes (share, assumption, 0.3 to 1.0)."""

LOAD_PACE = 0.3
"""How fast the load follows the staff that is there (part of the difference per month, assumption)."""

MOST_DISCONTENT, LEAST_DISCONTENT = 1.3, 0.7
"""Bounds of the factor of satisfaction on separations (assumption)."""

LEAST_EARLY = 0.5
"""Least factor of the work on retirement and on illness of older staff (assumption)."""

MEAN_ABSENCE = 0.066
"""Absence of the mean job at the start (share of time); jobs with more absence lose more people to long illness."""


class Usual(NamedTuple):
    """What was usual in January 2012, weighted by staff.

    Attributes
    ----------
    missing : ndarray of float64, shape (12,)
        Positions without staff by occupation (share).
    culture, say : float
        Culture of teams; say over roster and over hours together.
    strain : ndarray of float64, shape (2, 4)
        Physical load of the work of staff of fifty and older, by sex and education.
    """

    missing: Doubles
    culture: float
    say: float
    strain: Doubles


def settle(persons: Persons, employers: Employers, designs: JobDesigns, luck: Luck, parameters: Parameters) -> Usual:
    """Find what is usual at the start, and let load and satisfaction be what that leads to.

    Parameters
    ----------
    persons, employers, designs
        Tables at the start; load and satisfaction of designs are written.
    luck : Luck
        Keys of the replication; the same luck rounds the targets of the first month.
    parameters : Parameters
        Behaviour.

    Returns
    -------
    Usual
    """
    held = designs.headcount.astype(np.float64)
    wanted = np.floor(designs.positions + uniforms(luck.key("rounding_of_targets"), designs.identity)).astype(np.int32)
    gone = np.clip((wanted - held) / np.maximum(wanted, 1), -MOST_MISSING, MOST_MISSING)
    staff = np.bincount(designs.occupation, held, minlength=len(OCCUPATIONS))
    usual = Usual(
        np.bincount(designs.occupation, held * gone, minlength=len(OCCUPATIONS)) / np.maximum(staff, 1.0),
        _mean(designs.team_culture, held),
        _mean(designs.schedule_control, held) + _mean(designs.hours_flexibility, held),
        _strain_of_older_staff(persons, designs),
    )
    weigh_work(employers, designs, wanted, usual, 1.0, 1.0, handed(parameters))
    return usual


def _mean(column: npt.NDArray[np.float32], weight: Doubles) -> float:
    """Return the mean of a column over staff, 0 where there is none."""
    return float((column * weight).sum() / max(float(weight.sum()), 1.0))


def _strain_of_older_staff(persons: Persons, designs: JobDesigns) -> Doubles:
    """Return the mean load of the work of staff of fifty and older, by sex and education, shape (2, 4)."""
    older = np.flatnonzero((persons.status == EMPLOYED) & (persons.age >= OLDER_STAFF) & (persons.design >= 0))
    load = designs.physical_load[persons.design[older]].astype(np.float64)
    cell = persons.sex[older].astype(np.int64) * 4 + persons.education[older]
    counted = np.bincount(cell, minlength=8)
    mean = np.bincount(cell, load, minlength=8) / np.maximum(counted, 1)
    return np.where(counted > 0, mean, load.mean() if len(load) else 0.0).reshape(2, 4)


def feel_the_work(market: LabourMarket) -> None:
    """Let a month of work pass: load and satisfaction come nearer to what staff, team and measures lead to."""
    tables = market.handed
    weigh_work(
        tables.employers,
        tables.designs,
        market.designs.target,
        market.usual_work,
        LOAD_PACE,
        market.parameters.satisfaction_pace,
        tables.parameters,
    )


@phase
def weigh_work(
    employers: Employers,
    designs: JobDesigns,
    wanted: npt.NDArray[np.int32],
    usual: Usual,
    load_pace: float,
    pace: float,
    parameters: Parameters,
) -> None:
    """Bring the load and the satisfaction of every design nearer to what they are on their way to.

    Parameters
    ----------
    employers, designs
        Tables; load and satisfaction of designs are changed in place.
    wanted : ndarray of int32, shape (designs,)
        Positions wanted.
    usual : Usual
        What was usual at the start.
    load_pace, pace : float
        Part of the difference that load and satisfaction close.
    parameters : Parameters
        Behaviour.
    """
    for design in rows(0, len(designs.employer)):
        employer = existing(designs.employer[design])
        missing = 0.0
        if wanted[design] > 0:
            there = designs.headcount[design] - STUDY_TIME * designs.studying[design]
            missing = (wanted[design] - there) / wanted[design]
            missing = min(MOST_MISSING, max(-MOST_MISSING, missing))
        if missing > 0.0:
            missing *= 1.0 - employers.flex_pool[employer]
        load = missing - usual.missing[designs.occupation[design]]
        designs.workload[design] += load_pace * (load - designs.workload[design])
        say = designs.schedule_control[design] + designs.hours_flexibility[design] - usual.say
        care = designs.age_fit[design] + employers.recognition[employer] + employers.development[employer]
        aim = (
            USUAL_SATISFACTION
            + parameters.satisfaction_culture * (felt_culture(employers, designs, design, parameters) - usual.culture)
            + parameters.satisfaction_say * say
            + parameters.satisfaction_care * care
            - parameters.satisfaction_load * (designs.workload[design] + employers.extra_load[employer])
        )
        aim = min(1.0, max(0.0, aim))
        designs.satisfaction[design] += pace * (aim - designs.satisfaction[design])


@rule
def discontent(designs: JobDesigns, design: int, parameters: Parameters) -> float:
    """Return the factor on separations where staff is more, or less, content than the usual."""
    factor = 1.0 - parameters.satisfaction_exits * (designs.satisfaction[design] - USUAL_SATISFACTION)
    return float(min(MOST_DISCONTENT, max(LEAST_DISCONTENT, factor)))


@rule
def absence_factor(employers: Employers, designs: JobDesigns, design: int, parameters: Parameters) -> float:
    """Return how much more absence there is where colleagues carry more."""
    load = employers.extra_load[designs.employer[design]] + designs.workload[design]
    return float(max(0.0, 1.0 + parameters.absence_per_load * load))


@rule
def early_exit(
    persons: Persons, designs: JobDesigns, person: int, usual: Usual, pension_age: int, parameters: Parameters
) -> float:
    """Return the factor that the work puts on retirement and illness of an employee from fifty to the pension age."""
    age = persons.age[person]
    if age < OLDER_STAFF or age >= pension_age:
        return 1.0
    design = existing(persons.design[person])
    strain = designs.physical_load[design] * (1.0 - designs.age_fit[design])
    factor = (
        1.0
        + parameters.early_exit_strain * (strain - usual.strain[persons.sex[person], persons.education[person]])
        - parameters.early_exit_satisfaction * (designs.satisfaction[design] - USUAL_SATISFACTION)
    )
    return float(min(MOST_EARLY, max(LEAST_EARLY, factor)))


@rule
def illness_factor(
    employers: Employers, designs: JobDesigns, design: int, early: float, parameters: Parameters
) -> float:
    """Return the factor on leaving work by illness: absence of the job, load, and strain of older staff (``early``)."""
    more = absence_factor(employers, designs, design, parameters) * designs.absence[design] / MEAN_ABSENCE
    return float(min(MOST_ILL, more * early))
