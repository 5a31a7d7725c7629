"""The three gaps between one person and one job design, and what remains of them.

The gap is relational: it can be closed from either side. The skill gap weighs shortfalls against the entry
requirement; the organisation gap weighs life against the conditions of the work. The search gap is not a number but
a chain of meetings that do or do not happen: see :mod:`simulation.search`. Weights are assumptions; the distinction
of three gaps follows the UHasselt study on lasting work for non-active persons (chapter 3).
"""

from __future__ import annotations

from agents.compiled import compiled
from agents.employers import Employers
from agents.job_designs import JobDesigns
from agents.persons import Persons
from agents.vocabulary import CHILDCARE, DAY, INCOME_RISK, NIGHT, OTHER_FOREIGN_DIPLOMA

BARRED = 9.0
"""Skill gap of a person without the diploma that the law demands: no employer can relax it."""

NURSE_DIPLOMA = 1
CARE_ASSISTANT_DIPLOMA = 2

DUTCH_WEIGHT = 0.35
CREDENTIAL_WEIGHT = 0.06
LEVEL_OF_EDUCATION = (0.0, 1.0, 2.0, 0.5)
"""Level that each code of education stands for; unknown lies between low and mid."""
OTHER_SUB_REGION_WEIGHT = 0.06
OTHER_SUB_REGION_WITHOUT_CAR_WEIGHT = 0.18
SCHEDULE_WEIGHT = 0.16
NIGHT_FACTOR = 1.4
SINGLE_PARENT_FACTOR = 1.4
HOURS_WEIGHT = 0.30
HEALTH_WEIGHT = 0.55
AGE_LOAD_PER_YEAR = 0.006
PROBLEM_WEIGHT = 0.03
LOW_PAY_WEIGHT = 0.25
SINGLE_PARENT = 2


@compiled
def opens(diploma: int, gate: int) -> bool:
    """Tell whether a diploma also opens another gate: a nurse may work as a care assistant."""
    return diploma == NURSE_DIPLOMA and gate == CARE_ASSISTANT_DIPLOMA


@compiled
def skill_gap(persons: Persons, designs: JobDesigns, person: int, design: int, relaxation: float, simple: int) -> float:
    """Measure the task-weighted shortfall of one person against the entry requirement of one design.

    Parameters
    ----------
    persons, designs : Persons, JobDesigns
        Tables.
    person, design : int
        Rows.
    relaxation : float
        How far entry has moved from the ideal (0) to the minimum (1) requirement.
    simple : int
        1 for the simple job, without the tasks that colleagues take over; 0 for the whole job.

    Returns
    -------
    float
        0 when every entry requirement is met; :data:`BARRED` without a diploma demanded by law.
    """
    diploma = designs.simple_diploma[design] if simple == 1 else designs.diploma[design]
    if diploma > 0 and persons.diploma[person] != diploma and not opens(persons.diploma[person], diploma):
        return BARRED
    gap = 0.0
    for skill in range(5):
        ideal = designs.ideal[design, skill]
        entry = ideal - relaxation * (ideal - designs.minimum[design, skill])
        if simple == 1:
            entry *= designs.simple_factor[design, skill]
        gap += designs.weight[design, skill] * max(0.0, entry - persons.skills[person, skill])
    entry_dutch = designs.dutch_ideal[design] - relaxation * (
        designs.dutch_ideal[design] - designs.dutch_minimum[design]
    )
    if simple == 1:
        # What stays is learned from colleagues: neither a level of education nor the Dutch of the other tasks counts.
        entry_dutch = float(min(entry_dutch, designs.simple_dutch[design]))
        return float(gap + DUTCH_WEIGHT * max(0.0, entry_dutch - persons.dutch[person]))
    gap += DUTCH_WEIGHT * max(0.0, entry_dutch - persons.dutch[person])
    level = LEVEL_OF_EDUCATION[persons.education[person]]
    if persons.foreign_diploma[person] == OTHER_FOREIGN_DIPLOMA:
        level = max(0.0, level - 1.0)
    levels_short = max(0.0, designs.education_ideal[design] - level)
    return float(gap + CREDENTIAL_WEIGHT * (1.0 - relaxation) * levels_short)


@compiled
def trained_away(employers: Employers, designs: JobDesigns, design: int, gap: float) -> float:
    """Return what is left of a skill gap when the employer trains what can be trained on the job."""
    if gap >= BARRED:
        return gap
    return float(gap * (1.0 - employers.training[designs.employer[design]] * designs.trainable[design]))


@compiled
def wanted_hours(persons: Persons, person: int, month: int) -> float:
    """Return the hours, as a share of full time, that fit the person's duties of care."""
    wanted = 1.0
    child_months = month - persons.youngest_child_birth[person]
    if child_months < 36:
        wanted -= 0.25 if persons.sex[person] == 0 else 0.05
    elif child_months < 144:
        wanted -= 0.15 if persons.sex[person] == 0 else 0.02
    if persons.informal_care[person] == 1:
        wanted -= 0.15
    return float(wanted - 0.3 * persons.health_limitation[person])


@compiled
def organisation_gap(persons: Persons, designs: JobDesigns, person: int, design: int, month: int) -> float:
    """Measure how badly the organisation of the work fits the life of one person.

    Parameters
    ----------
    persons, designs : Persons, JobDesigns
        Tables.
    person, design : int
        Rows.
    month : int
        Months since January 2012, to know how old the youngest child is.

    Returns
    -------
    float
        0 when life and work fit; larger when hours, schedule, place, load or pay do not.
    """
    without_car = 1 - persons.car[person]
    if persons.sub_region[person] != designs.sub_region[design]:
        gap = OTHER_SUB_REGION_WEIGHT + OTHER_SUB_REGION_WITHOUT_CAR_WEIGHT * without_car
    else:
        gap = OTHER_SUB_REGION_WITHOUT_CAR_WEIGHT * without_car * designs.car_need[design]
    schedule = designs.schedule[design]
    if schedule != DAY:
        burden = SCHEDULE_WEIGHT * (1.0 - designs.schedule_control[design])
        if schedule == NIGHT:
            burden *= NIGHT_FACTOR
        care = 0.25
        if month - persons.youngest_child_birth[person] < 144:
            care = 1.0
            if persons.household[person] == SINGLE_PARENT:
                care = SINGLE_PARENT_FACTOR
        elif persons.informal_care[person] == 1:
            care = 0.8
        gap += burden * care
    gap += HOURS_WEIGHT * max(0.0, designs.hours[design] - wanted_hours(persons, person, month))
    load = designs.physical_load[design]
    gap += HEALTH_WEIGHT * persons.health_limitation[person] * load
    gap += AGE_LOAD_PER_YEAR * max(0, persons.age[person] - 50) * load
    problems = persons.problems[person]
    if problems != 0:
        for flag in range(8):
            if (problems >> flag) & 1:
                gap += PROBLEM_WEIGHT
        if problems & INCOME_RISK and designs.pay[design] * designs.hours[design] < 0.8:
            gap += LOW_PAY_WEIGHT * (0.8 - designs.pay[design] * designs.hours[design])
        if problems & CHILDCARE and schedule != DAY:
            gap += PROBLEM_WEIGHT
    return float(gap)
