"""Counting the month: how many people are where, what vacancies are open, kept for every month of a run."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from agents.coaches import Coaches
from agents.compiled import existing, rows, rule
from agents.employers import Employers
from agents.handing import phase
from agents.persons import FIRST_AGE, Persons
from agents.region import SCHOOL_LEVELS, SECTORS
from agents.vocabulary import (
    ABSENT,
    AT_WORK,
    EMPLOYED,
    IN_NEITHER,
    IN_SCHOOL,
    IN_TRAINING,
    NO_TRAJECTORY,
    NOT_YOUNG,
    OCCUPATIONS,
    PERSONAS,
    SCHOOL_FORMS,
    SELF_EMPLOYED,
    STATUSES,
    STUDENT,
    STUDY_DOMAINS,
    TRAJECTORY_STEPS,
    YOUTH_CAMPS,
)
from simulation.channels import YOUNG_UNTIL
from simulation.defence import DEFENCE_EVENTS
from simulation.labour_states import DURATIONS, JOBSEEKERS, STATES, count_state
from simulation.meetings import OUTCOMES
from simulation.tallies import (
    CAMPS,
    CAREER_AGES,
    CAREER_EVENTS,
    CHOICES,
    COACHING_EVENTS,
    ENTRY_EVENTS,
    EXIT_AGES,
    EXIT_REASONS,
    FILL_BINS,
    GROUPS,
    GROWTH_EVENTS,
    PERSON_FLOWS,
    VACANCY_FLOWS,
    Tallies,
    age_group,
)
from simulation.work_learn_entry import in_entry
from simulation.yearly_look import SHAPES

AGE_BANDS = (
    (15, 15),
    (16, 19),
    (20, 24),
    (25, 29),
    (30, 34),
    (35, 39),
    (40, 44),
    (45, 49),
    (50, 54),
    (55, 59),
    (60, 64),
    (65, 69),
)
"""Age bands in which people are counted, first and last completed age."""

BAND_OF_AGE = np.array(
    [next(i for i, (low, high) in enumerate(AGE_BANDS) if low <= age <= high) for age in range(15, 70)]
)
THOUSANDTHS = 1000
"""Inertia is added up in whole thousandths, which give the same sum in any order."""

AGE_CLASSES = 4
"""Open vacancies by age: up to 90 days, 91-180, 181-365, over 365."""


class Counts(NamedTuple):
    """Everything counted, one entry per month along the first axis; persons are agents, not yet scaled up.

    Attributes
    ----------
    people : ndarray of int32, shape (months, 5, 12, 2, 4, 10)
        Sub-region, age band, sex, education, status.
    origins : ndarray of int32, shape (months, 5, 3, 10)
        Sub-region, origin, status, ages 20-64.
    personas : ndarray of int32, shape (months, 5, 8)
        Sub-region and persona.
    coaching : ndarray of int32, shape (months, 5, 11)
        Sub-region and step of the trajectory; nobody is counted in the step "none".
    inertia : ndarray of int32, shape (months, 5, CAREER_AGES)
        Sum of the career inertia of employees, in thousandths, by sub-region and age.
    coaching_places : ndarray of int32, shape (months, 5)
        Clients that coaches can take by sub-region.
    coaching_hours : ndarray of float64, shape (months, 2, 5)
        Hours that coaches had for clients, and the clients who shared them.
    coaching_events : ndarray of int32, shape (months, COACHING_EVENTS, 5)
    work_learn_entry : ndarray of int32, shape (months, ENTRY_EVENTS, 5)
    persona_flows : ndarray of int32, shape (months, CAMPS, CAMPS, 5)
    persona_steps : ndarray of int32, shape (months, 2, 7, 5)
        Flows within the month, see :mod:`simulation.tallies`.
    person_flows : ndarray of int32, shape (months, PERSON_FLOWS, 5, GROUPS)
    open_vacancies : ndarray of int32, shape (months, 6, 12, 4)
        Sub-region of the workplace, occupation, age class.
    vacancy_flows : ndarray of int32, shape (months, VACANCY_FLOWS, 6, 12)
    days_to_fill : ndarray of int32, shape (months, 6, FILL_BINS)
    search : ndarray of int32, shape (months, OUTCOMES, 8, 5)
        Meetings by outcome, persona (last: at work) and sub-region.
    headcount : ndarray of int32, shape (months, 6, 20)
        Jobs held by sub-region of the workplace and sector.
    occupations : ndarray of int32, shape (months, 6, 12)
        Jobs held by sub-region of the workplace and occupation.
    abandoned : ndarray of float32, shape (months, 6, 12)
        Positions given up for lack of candidates.
    absence : ndarray of float64, shape (months, 6, 2)
        Absence-weighted headcount and headcount by sub-region of the workplace.
    growth : ndarray of int32, shape (months, GROWTH_EVENTS, 6)
        Simple hires, promotions, dead ends and moves inside employers by sub-region of the workplace.
    simple_jobs : ndarray of int32, shape (months, 6)
        Simple jobs held by sub-region of the workplace.
    resistance : ndarray of float64, shape (months, 6, 2)
        Sum of the resistance of teams, and number of employers, by sub-region.
    pupils : ndarray of int32, shape (months, 5, 6)
        Pupils in the second and third stage of secondary school in this school year, by sub-region and form.
    choices : ndarray of int32, shape (months, CHOICES, 3, 5)
    leavers : ndarray of int32, shape (months, 14, 3, 5)
        Choices of pupils and people who left education, see :mod:`simulation.tallies`.
    exits : ndarray of int32, shape (months, 6, 6, 5)
    final_exits : ndarray of int32, shape (months, 2, 6, 20)
        Ends of jobs, see :mod:`simulation.tallies`.
    satisfaction, workload : ndarray of float64, shape (months, 6, 12)
        Sums over staff of satisfaction and of the work of missing colleagues, by workplace and occupation.
    careers : ndarray of int32, shape (months, CAREER_EVENTS, 5, CAREER_AGES)
        Events of careers by sub-region and age.
    defence : ndarray of int32, shape (months, DEFENCE_EVENTS, 5, 2, 3)
        Staff of Defence and what happened to it, by sub-region of residence, sex and origin.
    defence_posts_open : ndarray of int32, shape (months, 6)
    youth : ndarray of int32, shape (months, 5, 2, 3, 4)
        People aged 15-29 by sub-region, sex, origin, and where they are: school, work, training, neither.
    youth_flows : ndarray of int32, shape (months, 5, 4, 4)
        People aged 15-29 who were there at the last count as well, by sub-region, where they were and where they are.
    labour_flows : ndarray of int32, shape (months, 5, 4, 4)
        People of 15-64 who changed between work, unemployment, the labour reserve and inactivity, by sub-region, state
        before and state now.
    jobseekers : ndarray of int32, shape (months, 5, 3, 6)
        Jobseekers of 15-64 by sub-region, status and time that they have been jobseekers.
    durations, duration_exits : ndarray of int32, shape (months, 5, 6)
        The unemployed, and those among them who work a month later, by sub-region and time without work.
    tenure, tenure_months, workplaces, yearly_flows, changes_of_job, staff_changes : ndarray of int32
        What is seen in December, see :class:`simulation.yearly_look.Look`, whose shapes follow the axis of months.
    cost_eur, policy_hours : ndarray of float64, shape (months, 5)
        Euros that measures cost and hours of people's work that they take, already for the whole population.
    """

    people: npt.NDArray[np.int32]
    origins: npt.NDArray[np.int32]
    personas: npt.NDArray[np.int32]
    coaching: npt.NDArray[np.int32]
    inertia: npt.NDArray[np.int32]
    coaching_places: npt.NDArray[np.int32]
    coaching_hours: npt.NDArray[np.float64]
    coaching_events: npt.NDArray[np.int32]
    work_learn_entry: npt.NDArray[np.int32]
    persona_flows: npt.NDArray[np.int32]
    persona_steps: npt.NDArray[np.int32]
    person_flows: npt.NDArray[np.int32]
    open_vacancies: npt.NDArray[np.int32]
    vacancy_flows: npt.NDArray[np.int32]
    days_to_fill: npt.NDArray[np.int32]
    search: npt.NDArray[np.int32]
    headcount: npt.NDArray[np.int32]
    occupations: npt.NDArray[np.int32]
    abandoned: npt.NDArray[np.float32]
    absence: npt.NDArray[np.float64]
    growth: npt.NDArray[np.int32]
    simple_jobs: npt.NDArray[np.int32]
    resistance: npt.NDArray[np.float64]
    pupils: npt.NDArray[np.int32]
    choices: npt.NDArray[np.int32]
    leavers: npt.NDArray[np.int32]
    exits: npt.NDArray[np.int32]
    final_exits: npt.NDArray[np.int32]
    satisfaction: npt.NDArray[np.float64]
    workload: npt.NDArray[np.float64]
    careers: npt.NDArray[np.int32]
    defence: npt.NDArray[np.int32]
    defence_posts_open: npt.NDArray[np.int32]
    youth: npt.NDArray[np.int32]
    youth_flows: npt.NDArray[np.int32]
    labour_flows: npt.NDArray[np.int32]
    jobseekers: npt.NDArray[np.int32]
    durations: npt.NDArray[np.int32]
    duration_exits: npt.NDArray[np.int32]
    tenure: npt.NDArray[np.int32]
    tenure_months: npt.NDArray[np.int32]
    workplaces: npt.NDArray[np.int32]
    yearly_flows: npt.NDArray[np.int32]
    changes_of_job: npt.NDArray[np.int32]
    staff_changes: npt.NDArray[np.int32]
    cost_eur: npt.NDArray[np.float64]
    policy_hours: npt.NDArray[np.float64]


def no_counts(months: int) -> Counts:
    """Return room for the counts of a number of months, all zero."""
    occupations, sectors = len(OCCUPATIONS), len(SECTORS)

    def whole(*shape: int) -> npt.NDArray[np.int32]:
        return np.zeros((months, *shape), np.int32)

    return Counts(
        whole(5, len(AGE_BANDS), 2, 4, len(STATUSES) - 1),
        whole(5, 3, len(STATUSES) - 1),
        whole(5, len(PERSONAS)),
        whole(5, len(TRAJECTORY_STEPS)),
        whole(5, CAREER_AGES),
        whole(5),
        np.zeros((months, 2, 5)),
        whole(COACHING_EVENTS, 5),
        whole(ENTRY_EVENTS, 5),
        whole(CAMPS, CAMPS, 5),
        whole(2, 7, 5),
        whole(PERSON_FLOWS, 5, GROUPS),
        whole(6, occupations, AGE_CLASSES),
        whole(VACANCY_FLOWS, 6, occupations),
        whole(6, FILL_BINS),
        whole(OUTCOMES, len(PERSONAS), 5),
        whole(6, sectors),
        whole(6, occupations),
        np.zeros((months, 6, occupations), np.float32),
        np.zeros((months, 6, 2)),
        whole(GROWTH_EVENTS, 6),
        whole(6),
        np.zeros((months, 6, 2)),
        whole(5, len(SCHOOL_FORMS)),
        whole(CHOICES, len(STUDY_DOMAINS), 5),
        whole(len(SCHOOL_LEVELS), len(STUDY_DOMAINS), 5),
        whole(len(EXIT_REASONS), len(EXIT_AGES), 5),
        whole(2, 6, sectors),
        np.zeros((months, 6, occupations)),
        np.zeros((months, 6, occupations)),
        whole(CAREER_EVENTS, 5, CAREER_AGES),
        whole(DEFENCE_EVENTS, 5, 2, 3),
        whole(6),
        whole(5, 2, 3, len(YOUTH_CAMPS)),
        whole(5, len(YOUTH_CAMPS), len(YOUTH_CAMPS)),
        whole(5, STATES, STATES),
        whole(5, len(JOBSEEKERS), len(DURATIONS)),
        whole(5, len(DURATIONS)),
        whole(5, len(DURATIONS)),
        whole(*SHAPES["tenure"]),
        whole(*SHAPES["tenure_months"]),
        whole(*SHAPES["workplaces"]),
        whole(*SHAPES["yearly_flows"]),
        whole(*SHAPES["changes_of_job"]),
        whole(*SHAPES["staff_changes"]),
        np.zeros((months, 5)),
        np.zeros((months, 5)),
    )


class Stocks(NamedTuple):
    """People counted in one month; shapes as in :class:`Counts`, without the axis of months."""

    people: npt.NDArray[np.int32]
    origins: npt.NDArray[np.int32]
    personas: npt.NDArray[np.int32]
    coaching: npt.NDArray[np.int32]
    inertia: npt.NDArray[np.int32]
    youth: npt.NDArray[np.int32]
    youth_flows: npt.NDArray[np.int32]
    labour_flows: npt.NDArray[np.int32]
    jobseekers: npt.NDArray[np.int32]
    durations: npt.NDArray[np.int32]
    duration_exits: npt.NDArray[np.int32]


def no_stocks(counts: Counts) -> Stocks:
    """Return stocks in which nobody is counted yet."""
    return Stocks(*(np.zeros_like(getattr(counts, name)[0]) for name in Stocks._fields))


def first_months(counts: Counts, months: int) -> Counts:
    """Return the counts of the first months, as views."""
    return Counts._make(array[:months] for array in counts)


def count_people(persons: Persons, first: int, last: int, month: int, counts: Counts) -> Stocks:
    """Count one share of the people."""
    stocks = no_stocks(counts)
    _count_each(persons, first, last, month, stocks)
    return stocks


@rule
def youth_camp(persons: Persons, person: int) -> int:
    """Return where a young person is: at school, at work, in a training for people out of work, or neither."""
    status = persons.status[person]
    if status == STUDENT:
        return IN_SCHOOL
    if status <= SELF_EMPLOYED:
        return AT_WORK
    return IN_TRAINING if in_entry(persons, person) else IN_NEITHER


@phase
def _count_each(persons: Persons, first: int, last: int, month: int, stocks: Stocks) -> None:
    """Add everyone present to the stocks, by where, who and what they are; note their state for the next count."""
    for person in rows(first, last):
        status = persons.status[person]
        if status == ABSENT:
            continue
        region, sex, age = existing(persons.sub_region[person]), existing(persons.sex[person]), persons.age[person]
        band, education = existing(BAND_OF_AGE[existing(age - FIRST_AGE)]), existing(persons.education[person])
        stocks.people[region, band, sex, education, existing(status)] += 1
        if 20 <= age < 65:
            stocks.origins[region, existing(persons.origin[person]), existing(status)] += 1
        stocks.personas[region, existing(persons.persona[person])] += 1
        if status == EMPLOYED:
            stocks.inertia[region, existing(age_group(age))] += int(THOUSANDTHS * persons.inertia[person])
        step = persons.trajectory_step[person]
        if step != NO_TRAJECTORY:
            stocks.coaching[region, step] += 1
        if age <= YOUNG_UNTIL:
            before, camp = persons.youth_camp[person], youth_camp(persons, person)
            stocks.youth[region, sex, persons.origin[person], camp - 1] += 1
            if before != camp:
                if before != NOT_YOUNG:
                    stocks.youth_flows[region, before - 1, camp - 1] += 1
                persons.youth_camp[person] = camp
        count_state(
            persons, person, month, stocks.labour_flows, stocks.jobseekers, stocks.durations, stocks.duration_exits
        )


def write_down(
    counts: Counts,
    month: int,
    stocks: Sequence[Stocks],
    employers: Employers,
    coaches: Coaches,
    tallies: Tallies,
    pupils: npt.NDArray[np.int64],
) -> None:
    """Write down one month: stocks of all shares of the people at its end, flows within it, teams and places."""
    for share in stocks:
        for name, counted in zip(Stocks._fields, share, strict=True):
            getattr(counts, name)[month] += counted
    counts.person_flows[month] = tallies.persons
    counts.vacancy_flows[month] = tallies.vacancies
    counts.days_to_fill[month] = tallies.days_to_fill
    counts.search[month] = tallies.search
    counts.coaching_places[month] = np.bincount(coaches.sub_region, coaches.caseload_limit, minlength=5)
    counts.coaching_hours[month] = tallies.coaching_hours
    counts.coaching_events[month] = tallies.coaching
    counts.work_learn_entry[month] = tallies.work_learn_entry
    counts.persona_flows[month] = tallies.persona_flows
    counts.persona_steps[month] = tallies.persona_steps
    counts.growth[month] = tallies.growth
    counts.choices[month] = tallies.choices
    counts.leavers[month] = tallies.leavers
    counts.pupils[month] = pupils
    counts.exits[month] = tallies.exits
    counts.final_exits[month] = tallies.final_exits
    counts.careers[month] = tallies.careers
    counts.resistance[month, :, 0] = np.bincount(employers.sub_region, employers.resistance, minlength=6)
    counts.resistance[month, :, 1] = np.bincount(employers.sub_region, minlength=6)
