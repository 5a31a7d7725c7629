"""The three gaps between one person and one job design, and what remains of them.

The gap is relational: it can be closed from either side. The skill gap weighs shortfalls against the entry
requirement; the organisation gap weighs life against the conditions of the work. The search gap is not a number but
a chain of meetings that do or do not happen: see :mod:`simulation.meetings`. Weights are assumptions; the distinction
of three gaps follows the UHasselt study on lasting work for non-active persons (chapter 3).
"""

from __future__ import annotations

from agents.compiled import rule
from agents.employers import Employers
from agents.job_designs import JobDesigns
from agents.persons import Persons
from agents.vocabulary import (
    AIDS,
    CHILDCARE,
    DAY,
    FACILITIES,
    INCOME_RISK,
    LEAD_TO_WORK,
    NIGHT,
    NOBODY,
    OTHER_FOREIGN_DIPLOMA,
    QUIET,
    WAITING,
)

BARRED = 9.0
"""Skill gap of a person without the diploma that the law demands: no employer can relax it."""

NURSE_DIPLOMA = 1
CARE_ASSISTANT_DIPLOMA = 2

DUTCH_WEIGHT = 0.41
"""Weight of a shortfall of Dutch where nobody helps; with the usual help of colleagues it is 0.35."""

LANGUAGE_LESSONS = 0.5
LARGEST_LESSON = 0.5
"""Part of a shortfall of Dutch that is learned at an employer with full coaching in Dutch, and the largest shortfall
that it takes on (share, assumption, 0.2 to 0.8)."""

CREDENTIAL_WEIGHT = 0.06
LEVEL_OF_EDUCATION = (0.0, 1.0, 2.0, 0.5)
"""Level that each code of education stands for; unknown lies between low and mid."""
OTHER_SUB_REGION_WEIGHT = 0.06
OTHER_SUB_REGION_WITHOUT_CAR_WEIGHT = 0.18
SCHEDULE_WEIGHT = 0.168
NIGHT_FACTOR = 1.4
SINGLE_PARENT_FACTOR = 1.4
HOURS_WEIGHT = 0.33
"""Weights of roster and hours where hours leave no room; with the usual room they are 0.16 and 0.30."""

HEALTH_WEIGHT = 0.55
AGE_LOAD_PER_YEAR = 0.006
PROBLEM_WEIGHT = 0.03
LOW_PAY_WEIGHT = 0.25
SINGLE_PARENT = 2

QUIET_WEIGHT = 0.10
FACILITIES_WEIGHT = 0.14
"""Weights of a need of calm, and of room for dress and prayer, where there is none (assumption, 0 to 0.3)."""

FELT_LIMITATION = 0.4
"""Limitation by health from which it shows and work has to be adapted (share, assumption)."""

VOICE_OF_A_COACH = 0.4
"""How much better an accompanying coach makes needs heard (share, assumption, 0 to 0.6)."""

LESSON_HOURS = 0.20
LESSONS_FROM, LESSONS_UNTIL = 0.15, 0.60
"""Share of full time that lessons of Dutch take, and command of Dutch between which coached people follow them
(assumption, 0.1 to 0.3)."""


@rule
def opens(diploma: int, gate: int) -> bool:
    """Tell whether a diploma also opens another gate: a nurse may work as a care assistant."""
    return diploma == NURSE_DIPLOMA and gate == CARE_ASSISTANT_DIPLOMA


@rule
def dutch_shortfall(
    persons: Persons, designs: JobDesigns, person: int, design: int, relaxation: float, simple: int
) -> float:
    """Return how far the Dutch of one person stays behind what entry to one design asks."""
    ideal = designs.dutch_ideal[design]
    entry = ideal - relaxation * (ideal - designs.dutch_minimum[design])
    if simple == 1:
        entry = min(entry, float(designs.simple_dutch[design]))
    return float(max(0.0, entry - persons.dutch[person]))


@rule
def language_gap(
    persons: Persons,
    employers: Employers,
    designs: JobDesigns,
    person: int,
    design: int,
    relaxation: float,
    simple: int,
) -> float:
    """Return the part of the skill gap that is Dutch one person misses and colleagues do not help with."""
    without_help = 1.0 - employers.language_help[designs.employer[design]]
    shortfall = dutch_shortfall(persons, designs, person, design, relaxation, simple)
    return float(DUTCH_WEIGHT * without_help * shortfall)


@rule
def learned_in_lessons(
    persons: Persons,
    employers: Employers,
    designs: JobDesigns,
    person: int,
    design: int,
    relaxation: float,
    simple: int,
) -> float:
    """Return the part of the skill gap that lessons of Dutch at work take away; most employers give hardly any."""
    coached = employers.language_coaching[designs.employer[design]]
    if coached == 0.0 or dutch_shortfall(persons, designs, person, design, relaxation, simple) > LARGEST_LESSON:
        return 0.0
    return float(
        LANGUAGE_LESSONS * coached * language_gap(persons, employers, designs, person, design, relaxation, simple)
    )


@rule
def skill_gap(
    persons: Persons,
    employers: Employers,
    designs: JobDesigns,
    person: int,
    design: int,
    relaxation: float,
    simple: int,
) -> float:
    """Measure the task-weighted shortfall of one person against the entry requirement of one design.

    Parameters
    ----------
    persons, employers, designs
        Tables.
    person, design : int
        Rows.
    relaxation : float
        How far entry has moved from the ideal (0) to the minimum (1) requirement.
    simple : int
        1 for a job without the tasks that colleagues can take over, 0 for the whole job.

    Returns
    -------
    float
        0 when every entry requirement is met; :data:`BARRED` without a diploma demanded by law.
    """
    diploma = designs.diploma[design] if simple == 0 else designs.simple_diploma[design]
    if diploma > 0 and persons.diploma[person] != diploma and not opens(persons.diploma[person], diploma):
        return BARRED
    gap = 0.0
    for skill in range(5):
        ideal = designs.ideal[design, skill]
        entry = ideal - relaxation * (ideal - designs.minimum[design, skill])
        if simple == 1:
            entry = entry * designs.simple_factor[design, skill]
        gap += designs.weight[design, skill] * max(0.0, float(entry - persons.skills[person, skill]))
    gap += language_gap(persons, employers, designs, person, design, relaxation, simple)
    if simple == 1:
        return float(gap)
    level = LEVEL_OF_EDUCATION[persons.education[person]]
    if persons.foreign_diploma[person] == OTHER_FOREIGN_DIPLOMA:
        level = max(0.0, level - 1.0)
    levels_short = max(0.0, designs.education_ideal[design] - level)
    return float(gap + CREDENTIAL_WEIGHT * (1.0 - relaxation) * levels_short)


@rule
def experience(persons: Persons, person: int, month: int) -> int:
    """Return the months of work experience, with those of the present job since the last birthday."""
    months = int(persons.experience_months[person])
    if persons.design[person] != NOBODY:
        # A year at work is added to the column on each birthday.
        months += min((month - persons.birth_month[person]) % 12, max(0, month - persons.job_start[person]))
    return months


@rule
def entry_gap(
    persons: Persons,
    employers: Employers,
    designs: JobDesigns,
    person: int,
    design: int,
    relaxation: float,
    simple: int,
    month: int,
    experience_weight: float,
) -> float:
    """Measure the gap at the door: the skill gap, and the experience that is asked and missing.

    Lack of experience closes by itself in a job and is no part of the skill gap that is left after the start.

    Parameters
    ----------
    persons, employers, designs, person, design, relaxation, simple
        As for :func:`skill_gap`.
    month : int
        Months since January 2012, for the experience of the present job.
    experience_weight : float
        Gap of who has no experience at all where some is asked.

    Returns
    -------
    float
        0 when every entry requirement is met; :data:`BARRED` without a diploma demanded by law.
    """
    gap = skill_gap(persons, employers, designs, person, design, relaxation, simple)
    asked = designs.experience_ideal[design]
    if simple == 1 or gap >= BARRED or persons.experience_months[person] >= asked:
        return gap
    missing = max(0.0, 1.0 - experience(persons, person, month) / asked)
    return float(gap + experience_weight * (1.0 - relaxation) * missing)


@rule
def trained_away(
    persons: Persons,
    employers: Employers,
    designs: JobDesigns,
    person: int,
    design: int,
    relaxation: float,
    simple: int,
    gap: float,
) -> float:
    """Return what is left of a skill gap after training on the job; Dutch is learned only in lessons of Dutch.

    Parameters
    ----------
    persons, employers, designs, person, design, relaxation, simple
        As for :func:`skill_gap`.
    gap : float
        The skill gap, or the gap at the door, of this person to this design.

    Returns
    -------
    float
        The gap itself where it is :data:`BARRED`.
    """
    if gap >= BARRED:
        return gap
    language = language_gap(persons, employers, designs, person, design, relaxation, simple)
    trained = employers.training[designs.employer[design]] * designs.trainable[design] * (gap - language)
    return float(gap - trained - learned_in_lessons(persons, employers, designs, person, design, relaxation, simple))


@rule
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
    coached_from_abroad = persons.origin[person] > 0 and persons.trajectory_step[person] > WAITING
    if coached_from_abroad and LESSONS_FROM <= persons.dutch[person] < LESSONS_UNTIL:
        wanted -= LESSON_HOURS
    return float(wanted - 0.3 * persons.health_limitation[person])


@rule
def is_accompanied(persons: Persons, person: int) -> bool:
    """Tell whether a coach goes along to employers."""
    return bool(persons.trajectory_step[person] >= LEAD_TO_WORK)


@rule
def voice(persons: Persons, person: int) -> float:
    """Return how well a person can say what he or she needs, alone or with a coach."""
    heard = 0.5 * persons.application_skill[person] + 0.5 * persons.dutch[person]
    if is_accompanied(persons, person):
        heard += VOICE_OF_A_COACH
    return float(min(1.0, heard))


@rule
def needs_met(persons: Persons, employers: Employers, person: int, employer: int) -> float:
    """Return how far an employer meets needs: as far as it can adapt and is asked well, or by a policy for all."""
    asked = employers.adaptability[employer] * voice(persons, person)
    return float(max(asked, float(employers.open_policy[employer])))


@rule
def organisation_gap(
    persons: Persons, employers: Employers, designs: JobDesigns, person: int, design: int, month: int
) -> float:
    """Measure how badly the organisation of the work fits the life of one person.

    Parameters
    ----------
    persons, employers, designs
        Tables.
    person, design : int
        Rows.
    month : int
        Months since January 2012, to know how old the youngest child is.

    Returns
    -------
    float
        0 when life and work fit; larger when hours, schedule, place, load, pay or surroundings do not.
    """
    without_car = 1 - persons.car[person]
    if persons.sub_region[person] != designs.sub_region[design]:
        gap = OTHER_SUB_REGION_WEIGHT + OTHER_SUB_REGION_WITHOUT_CAR_WEIGHT * without_car
        gap *= 1.0 - designs.lodging[design]
    else:
        gap = OTHER_SUB_REGION_WITHOUT_CAR_WEIGHT * without_car * designs.car_need[design]
    flexibility = designs.hours_flexibility[design]
    schedule = designs.schedule[design]
    if schedule != DAY:
        burden = SCHEDULE_WEIGHT * (1.0 - designs.schedule_control[design]) * (1.0 - 0.5 * flexibility)
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
    too_long = max(0.0, designs.hours[design] - wanted_hours(persons, person, month))
    gap += HOURS_WEIGHT * (1.0 - flexibility) * too_long
    load = designs.physical_load[design]
    strain = HEALTH_WEIGHT * persons.health_limitation[person] * load
    needs = persons.needs[person]
    if needs != 0:
        met = needs_met(persons, employers, person, designs.employer[design])
        environment = designs.environment[design]
        if needs & AIDS:
            strain = strain * (1.0 - environment * met)
        if needs & QUIET:
            gap += QUIET_WEIGHT * (1.0 - environment) * (1.0 - 0.7 * met)
        if needs & FACILITIES:
            gap += FACILITIES_WEIGHT * (1.0 - designs.facilities[design])
    gap += strain
    if persons.age[person] > 50:
        gap += AGE_LOAD_PER_YEAR * (persons.age[person] - 50) * load * (1.0 - designs.age_fit[design])
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
