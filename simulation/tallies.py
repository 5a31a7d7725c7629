"""What is counted while it happens: flows of persons and vacancies within one month."""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from agents.columns import block
from agents.compiled import compiled, rule
from agents.job_designs import JobDesigns
from agents.persons import Integers, Persons
from agents.region import SCHOOL_LEVELS, SECTORS
from agents.vocabulary import OCCUPATIONS, PERSONAS, STUDY_DOMAINS
from simulation.meetings import OUTCOMES

HIRES = 0
HIRES_FROM_NON_EMPLOYMENT = 1
MOVES = 2
SEPARATIONS = 3
LASTING_JOBS = 4
LASTING_FROM_NON_EMPLOYMENT = 5
SCHOOL_LEAVERS = 6
RETIREMENTS = 7
COACHING_DROP_OUTS = 8
COACHING_STARTS = 9
DEATHS = 10
ARRIVALS = 11
DEPARTURES = 12
HIRES_IN_CARE = 13
HIRES_IN_TECHNICAL = 14
LASTING_IN_CARE = 15
LASTING_IN_TECHNICAL = 16
PERSON_FLOWS = 17

REACHED = 0
TRUSTING = 1
WITH_GOAL = 2
LED_TO_WORK = 3
COACHED_JOBS = 4
COACHED_LASTING_JOBS = 5
MONTHS_WAITED = 6
PROBLEMS_SOLVED = 7
ENDED_WITHOUT_JOB = 8
LEFT_QUEUE = 9
LEFT_TRAJECTORY = 10
LEFT_WITH_COACH = 11
LEFT_AFTER_REFERRAL = 12
LEFT_AFTER_SANCTION = 13
COACHING_EVENTS = 14
"""What happens on the way from being reached by a coach to a lasting job, and why people leave it."""

PRESELECTED = 0
ENTRY_STARTED = 1
ENTRY_COMPLETED = 2
ENTRY_LEFT = 3
ENTRY_EVENTS = 4
"""What happens in work-learn entries, see :mod:`simulation.work_learn_entry`."""

AT_WORK, ELSEWHERE = 7, 8
CAMPS = 9
"""Where persona flows come from and go to: the seven personas, work, and school, retirement or elsewhere."""

TO_SEARCH, TO_LASTING_WORK = 0, 1

GROUPS = 14
"""Groups that flows of persons are split by: all, 2 sexes, 4 ages, 4 levels of education, 3 origins."""

OPENED = 0
FILLED = 1
CANCELLED_NO_CANDIDATE = 2
WITHDRAWN = 3
CLOSED_OVER_90 = 4
CLOSED_OVER_180 = 5
VACANCY_FLOWS = 6

SIMPLE_HIRES = 0
PROMOTIONS = 1
DEAD_ENDS = 2
INTERNAL_MOVES = 3
GROWTH_EVENTS = 4
"""What happens around simple jobs and inside employers; a dead end is counted every month that it lasts."""

AT_14, AT_16, AT_18 = 0, 1, 2
CHOICES = 3
"""Moments at which pupils choose: the second stage, the third stage, and higher education."""
TO_RETIREMENT = 0
BY_ILLNESS = 1
TO_UNEMPLOYMENT = 2
TO_OTHER_EMPLOYER = 3
TO_HOME_OR_OTHER = 4
TO_OWN_BUSINESS = 5
EXIT_REASONS = ("retirement", "illness", "unemployment", "other_employer", "home_or_other", "own_business")
"""Why jobs end; whoever dies or leaves the province is counted apart."""

EXIT_AGES = ((15, 24), (25, 49), (50, 54), (55, 59), (60, 64), (65, 69))
"""Ages by which ends of jobs are counted, first and last completed age."""

FIRST_FINAL_AGE = 50
"""Age from which leaving a job for retirement, illness, home or another reason counts as leaving work for good."""
TO_EMPLOYER, TO_SECTOR, TO_OCCUPATION, TO_SECTOR_AND_OCCUPATION = 0, 1, 2, 3
TO_SELF_EMPLOYMENT, FROM_SELF_EMPLOYMENT = 4, 5
UPWARD, SIDEWAYS, DOWNWARD = 6, 7, 8
MOVE_LASTED, MOVE_ENDED = 9, 10
NOTICES, MOVES_ON_NOTICE, NOTICES_RUN_OUT = 11, 12, 13
PROACTIVE_MOVES = 14
CAREER_EVENTS = 15
"""What happens on the way from work to work, see :mod:`simulation.career_moves`."""

CAREER_AGES = 4
"""Ages that careers are split by, see :func:`age_group`."""

APART = 16
"""Numbers left free around the tallies, so that threads with tallies of their own do not slow each other."""

FILL_BINS = 120
FILL_BIN_DAYS = 5.0
"""Time to fill is kept in bins of five days; the last bin is open."""


class Tallies(NamedTuple):
    """Counts of one month, set to zero at its start.

    Attributes
    ----------
    persons : ndarray of int64, shape (PERSON_FLOWS, 5, GROUPS)
        Flows of persons by sub-region of residence and group.
    vacancies : ndarray of int64, shape (VACANCY_FLOWS, 6, 12)
        Flows of vacancies by sub-region of the workplace (5 is outside) and occupation.
    days_to_fill : ndarray of int64, shape (6, FILL_BINS)
        Vacancies filled by sub-region of the workplace and time they were open.
    search : ndarray of int64, shape (OUTCOMES, 8, 5)
        Meetings of persons and vacancies by outcome, see :mod:`simulation.meetings`, persona (last: at work) and
        sub-region of residence.
    experience : ndarray of int64, shape (2, 2, 5, 3)
        Experiences with services and employers, good and bad, by sub-region and origin, see :mod:`simulation.minds`.
    coaching : ndarray of int64, shape (COACHING_EVENTS, 5)
        Events of coaching by sub-region.
    coaching_hours : ndarray of float64, shape (2, 5)
        Hours that coaches had for clients, and the clients they had, by sub-region.
    work_learn_entry : ndarray of int64, shape (ENTRY_EVENTS, 5)
        Events of work-learn entries by sub-region.
    persona_flows : ndarray of int64, shape (CAMPS, CAMPS, 5)
        People whose persona changed, from and to, by sub-region.
    persona_steps : ndarray of int64, shape (2, 7, 5)
        People of each persona who began to search, and who reached lasting work, by sub-region.
    growth : ndarray of int64, shape (GROWTH_EVENTS, 6)
        Growth inside employers by sub-region of the workplace (5 is outside).
    choices : ndarray of int64, shape (CHOICES, 3, 5)
        Pupils who chose what to study, by moment, domain and sub-region, see :mod:`simulation.study_choice`.
    leavers : ndarray of int64, shape (14, 3, 5)
        People who left education, by level, domain and sub-region.
    exits : ndarray of int64, shape (6, 6, 5)
        Ends of jobs by reason, age and sub-region of residence.
    final_exits : ndarray of int64, shape (2, 6, 20)
        Employees who leave work for good, and the sum of their ages in months, by sub-region of the workplace (5 is
        outside) and sector.
    careers : ndarray of int64, shape (CAREER_EVENTS, 5, CAREER_AGES)
        Events of careers by sub-region of residence and age.
    """

    persons: npt.NDArray[np.int64] = block(np.int64, PERSON_FLOWS, 5, GROUPS)
    vacancies: npt.NDArray[np.int64] = block(np.int64, VACANCY_FLOWS, 6, len(OCCUPATIONS))
    days_to_fill: npt.NDArray[np.int64] = block(np.int64, 6, FILL_BINS)
    search: npt.NDArray[np.int64] = block(np.int64, OUTCOMES, len(PERSONAS), 5)
    experience: npt.NDArray[np.int64] = block(np.int64, 2, 2, 5, 3)
    coaching: npt.NDArray[np.int64] = block(np.int64, COACHING_EVENTS, 5)
    coaching_hours: npt.NDArray[np.float64] = block(np.float64, 2, 5)
    work_learn_entry: npt.NDArray[np.int64] = block(np.int64, ENTRY_EVENTS, 5)
    persona_flows: npt.NDArray[np.int64] = block(np.int64, CAMPS, CAMPS, 5)
    persona_steps: npt.NDArray[np.int64] = block(np.int64, 2, 7, 5)
    growth: npt.NDArray[np.int64] = block(np.int64, GROWTH_EVENTS, 6)
    choices: npt.NDArray[np.int64] = block(np.int64, CHOICES, len(STUDY_DOMAINS), 5)
    leavers: npt.NDArray[np.int64] = block(np.int64, len(SCHOOL_LEVELS), len(STUDY_DOMAINS), 5)
    exits: npt.NDArray[np.int64] = block(np.int64, len(EXIT_REASONS), len(EXIT_AGES), 5)
    final_exits: npt.NDArray[np.int64] = block(np.int64, 2, 6, len(SECTORS))
    careers: npt.NDArray[np.int64] = block(np.int64, CAREER_EVENTS, 5, CAREER_AGES)


def no_tallies() -> Tallies:
    """Return tallies of a month in which nothing has happened yet; whole numbers lie side by side, see `in_a_row`."""
    shapes = {name: declared.shape for name, declared in Tallies._field_defaults.items() if name != "coaching_hours"}
    numbers = np.zeros(sum(map(math.prod, shapes.values())) + 2 * APART, np.int64)
    counters, first = {}, APART
    for name, shape in shapes.items():
        last = first + math.prod(shape)
        counters[name] = numbers[first:last].reshape(shape)
        first = last
    return Tallies(**counters, coaching_hours=np.zeros((2, 5)))


def in_a_row(tallies: Tallies) -> npt.NDArray[np.int64]:
    """Return all whole numbers of some tallies as one row, to add up or to set to nought in one go."""
    return np.asarray(tallies.persons.base)


@rule
def age_group(age: int) -> int:
    """Return 0 for under 25, 1 for 25-54, 2 for 55-64, 3 for 65 and over."""
    if age < 25:
        return 0
    if age < 55:
        return 1
    if age < 65:
        return 2
    return 3


@rule
def record(tallies: Tallies, flow: int, persons: Persons, person: int) -> None:
    """Count one event of one person, in the person's sub-region and in every group the person belongs to."""
    region = persons.sub_region[person]
    counts = tallies.persons
    counts[flow, region, 0] += 1
    counts[flow, region, 1 + persons.sex[person]] += 1
    counts[flow, region, 3 + age_group(persons.age[person])] += 1
    counts[flow, region, 7 + persons.education[person]] += 1
    counts[flow, region, 11 + persons.origin[person]] += 1


@rule
def record_exit(tallies: Tallies, reason: int, persons: Persons, designs: JobDesigns, person: int, month: int) -> None:
    """Count the end of one job, before the position is freed."""
    age, design = persons.age[person], persons.design[person]
    group = 0
    while age > EXIT_AGES[group][1]:
        group += 1
    tallies.exits[reason, group, persons.sub_region[person]] += 1
    for_good = reason == TO_RETIREMENT or reason == BY_ILLNESS or reason == TO_HOME_OR_OTHER
    if for_good and age >= FIRST_FINAL_AGE:
        place, sector = designs.sub_region[design], designs.sector[design]
        tallies.final_exits[0, place, sector] += 1
        tallies.final_exits[1, place, sector] += month - persons.birth_month[person]


@compiled
def record_all(tallies: Tallies, flow: int, persons: Persons, people: Integers) -> None:
    """Count one event of each of some persons."""
    for person in people:
        record(tallies, flow, persons, person)
