"""How people go between work, unemployment and inactivity, and how long jobseekers have been without work.

As in labour force surveys, the end of one month is compared with the end of the month before: whoever found and lost a
job in between did not change. Two clocks run: the time since the last job or school, and the time that someone has been
a jobseeker without work, searching or available, without a break.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from agents.compiled import rule
from agents.persons import Persons
from agents.vocabulary import (
    IN_INACTIVITY,
    IN_RESERVE,
    IN_UNEMPLOYMENT,
    IN_WORK,
    LABOUR_STATES,
    LATENT,
    NOT_COUNTED,
    SEARCHING_UNAVAILABLE,
    SELF_EMPLOYED,
    UNEMPLOYED,
)

STATES = len(LABOUR_STATES)
WORKING_AGE_ENDS = 65

DURATIONS = ((0, 2), (3, 5), (6, 11), (12, 23), (24, 59), (60, None))
"""Classes of completed months, first and last; the last class is open."""

FIRST_MONTHS = tuple(first for first, _ in DURATIONS)

JOBSEEKERS = (UNEMPLOYED, SEARCHING_UNAVAILABLE, LATENT)
"""Statuses of jobseekers without work, in the order in which they are counted."""


@rule
def labour_state(status: int) -> int:
    """Return the labour state of a labour status."""
    if status <= SELF_EMPLOYED:
        return IN_WORK
    if status == UNEMPLOYED:
        return IN_UNEMPLOYMENT
    return IN_RESERVE if status == SEARCHING_UNAVAILABLE or status == LATENT else IN_INACTIVITY


@rule
def seeks(state: int) -> bool:
    """Tell whether someone in a labour state is a jobseeker without work."""
    return state == IN_UNEMPLOYMENT or state == IN_RESERVE


@rule
def duration_class(months: int) -> int:
    """Return the class of a number of completed months."""
    number = 0
    while number + 1 < len(FIRST_MONTHS) and months >= FIRST_MONTHS[number + 1]:
        number += 1
    return number


@rule
def count_state(
    persons: Persons,
    person: int,
    month: int,
    flows: npt.NDArray[np.int32],
    jobseekers: npt.NDArray[np.int32],
    durations: npt.NDArray[np.int32],
    exits: npt.NDArray[np.int32],
) -> None:
    """Count one person among the jobseekers, and among those who changed state; note the state for the next count.

    Parameters
    ----------
    persons : Persons
        The state of the last count, and since when the person is a jobseeker, are changed in place.
    person : int
        Row of someone who is present.
    month : int
        Months since January 2012.
    flows : ndarray of int32, shape (5, 4, 4)
        Changes of people of 15-64 by sub-region, state before and state now.
    jobseekers : ndarray of int32, shape (5, 3, 6)
        Jobseekers of 15-64 by sub-region, status and time that they have been jobseekers.
    durations, exits : ndarray of int32, shape (5, 6)
        The unemployed, and those among the unemployed of the last count who work now, by sub-region and by their time
        without work now, and at the last count.
    """
    status, before = persons.status[person], persons.labour_state[person]
    now = labour_state(status)
    if now != before:
        _note_change(persons, person, month, before, now, flows, exits)
    if not seeks(now):
        return
    region = persons.sub_region[person]
    if now == IN_UNEMPLOYMENT:
        durations[region, duration_class(month - persons.non_employed_since[person])] += 1
    if persons.age[person] < WORKING_AGE_ENDS:
        kind = 0 if status == UNEMPLOYED else 1 if status == SEARCHING_UNAVAILABLE else 2
        jobseekers[region, kind, duration_class(month - persons.jobseeker_since[person])] += 1


@rule
def _note_change(
    persons: Persons,
    person: int,
    month: int,
    before: int,
    now: int,
    flows: npt.NDArray[np.int32],
    exits: npt.NDArray[np.int32],
) -> None:
    """Note the new state of one person, and count the change unless this is the first count."""
    persons.labour_state[person] = now
    if before == NOT_COUNTED:
        # Of who arrives without work, the time as jobseeker before is not known apart from the time without work.
        persons.jobseeker_since[person] = persons.non_employed_since[person]
        return
    if seeks(now) and not seeks(before):
        persons.jobseeker_since[person] = month
    region = persons.sub_region[person]
    if persons.age[person] < WORKING_AGE_ENDS:
        flows[region, before - 1, now - 1] += 1
    if before == IN_UNEMPLOYMENT and now == IN_WORK:
        exits[region, duration_class(month - 1 - persons.non_employed_since[person])] += 1
