"""Coaching as finite queues: intake, waiting, steps, trust, drop-out, aftercare.

The steps follow the trajectory of the UHasselt study: get acquainted, inquire into life domains, self-orientation, job
goal, goals and actions, skills and attitudes, lead to work, matching, aftercare. Trust comes first: without it the
inquiry does not move. Hours are finite, so clients wait and attention per client thins out as the caseload grows.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from agents.coaches import Coaches
from agents.columns import allocate
from agents.compiled import compiled
from agents.draws import Key, Luck, uniform, uniforms
from agents.persons import Persons
from agents.vocabulary import (
    ABSENT,
    AFTERCARE,
    EMPLOYED,
    GET_ACQUAINTED,
    GOALS_AND_ACTIONS,
    HOME,
    ILL,
    INQUIRE,
    JOB_GOAL,
    LATENT,
    LEAD_TO_WORK,
    MATCHING,
    NO_TRAJECTORY,
    NOBODY,
    OTHER,
    PUBLIC_SERVICE,
    RETIRED,
    SEARCHING_UNAVAILABLE,
    SELF_EMPLOYED,
    SELF_ORIENTATION,
    SKILLS_AND_ATTITUDES,
    STUDENT,
    UNEMPLOYED,
    WAITING,
)
from simulation.parameters import Parameters
from simulation.statuses import change_status
from simulation.tallies import COACHING_DROP_OUTS, COACHING_STARTS, Tallies, record, record_all

SHARE_OF_FLANDERS = 0.18
"""Share of West Flanders in the population of Flanders (1.17 of 6.4 million), used to share out coaches."""

COACH_KIND = np.uint64(5) << np.uint64(52)
"""Marks identities of coaches, so that no person or employer shares one."""

TRUST_FOR_INQUIRY = 0.45
AFTERCARE_MONTHS = 6
MATCHING_MONTHS = 12
"""Longest time that matching goes on without a job before the trajectory ends (assumption)."""

NORMAL_HOURS_PER_CLIENT = 1.2
"""Contact hours per client and month at which steps go at the normal pace (assumption)."""

OUT_OF_WORK_MONTHS = 3

OUTREACH_HOURS = 8.0
"""Hours a month that a coach outside the public service spends on finding people (assumption, 0 to 20)."""

USUAL_CARE = 0.5
"""Care in referring to specialised help at the start (share, assumption)."""

USUAL_TIES = 0.2
"""Ties of coaches with employers at the start (share, assumption)."""

FULL_AT_START = 0.7
"""Share of places taken when the model starts (assumption; the share at which coaching is steady)."""


def hire_coaches(sub_region_shares: npt.NDArray[np.float64], parameters: Parameters, scale: float) -> Coaches:
    """Make the coaches of the region; at small scale fewer coaches with smaller caseloads where numbers are tiny.

    Parameters
    ----------
    sub_region_shares : ndarray of float64, shape (5,)
        Share of the population per sub-region, summing to 1.
    parameters : Parameters
        Number of coaches in Flanders, caseload and hours.
    scale : float
        Agents per person.

    Returns
    -------
    Coaches
    """
    total = parameters.coaches_in_flanders * SHARE_OF_FLANDERS
    counts = np.maximum(1, np.floor(total * scale * sub_region_shares + 0.5)).astype(np.int64)
    coaches = allocate(Coaches, int(counts.sum()))
    coaches.sub_region[:] = np.repeat(np.arange(5), counts)
    ordinal = np.concatenate([np.arange(count) for count in counts])
    coaches.identity[:] = (
        COACH_KIND + (coaches.sub_region.astype(np.uint64) << np.uint64(32)) + ordinal.astype(np.uint64)
    )
    places = total * scale * sub_region_shares * parameters.caseload_limit / counts
    coaches.caseload_limit[:] = np.maximum(1, np.round(places[coaches.sub_region]))
    fullness = coaches.caseload_limit / parameters.caseload_limit
    coaches.contact_hours[:] = np.minimum(parameters.coach_hours * fullness, 160.0)
    coaches.organisation[:] = ordinal % 4
    coaches.sanctioning[:] = coaches.organisation == PUBLIC_SERVICE
    coaches.outreach_hours[:] = np.where(coaches.organisation == PUBLIC_SERVICE, 0.0, OUTREACH_HOURS)
    coaches.referral_care[:] = USUAL_CARE
    coaches.employer_ties[:] = USUAL_TIES
    coaches.bridges_to_origin[:] = np.where(ordinal % 10 == 9, 2, -1)
    return coaches


def start_with_clients(persons: Persons, coaches: Coaches, luck: Luck) -> None:
    """Give coaches the clients they have when the model starts, so that coaching does not begin from nothing.

    Clients are drawn among people out of work for at least three months and stand evenly over the steps between
    getting acquainted and matching (assumption).

    Parameters
    ----------
    persons, coaches
        Tables, changed in place.
    luck : Luck
        Keys of the replication.
    """
    out_of_work = (persons.status == UNEMPLOYED) | (persons.status == SEARCHING_UNAVAILABLE)
    rows = np.flatnonzero(out_of_work & (persons.non_employed_since <= -OUT_OF_WORK_MONTHS))
    order = uniforms(luck.key("first_clients"), persons.identity[rows]) / persons.trust[rows].clip(0.05, 1.0)
    rows = rows[np.argsort(order, kind="stable")]
    for region in range(5):
        staff = np.flatnonzero(coaches.sub_region == region)
        places = np.repeat(staff, coaches.caseload_limit[staff])
        places = places[: int(FULL_AT_START * len(places))]
        clients = rows[persons.sub_region[rows] == region][: len(places)]
        places = places[: len(clients)]
        persons.coach[clients] = places
        np.add.at(coaches.caseload, places, 1)
        step = uniforms(luck.key("first_step"), persons.identity[clients])
        persons.trajectory_step[clients] = GET_ACQUAINTED + np.floor(step * (MATCHING - GET_ACQUAINTED + 1))


@compiled
def take_in(
    persons: Persons,
    waiting: npt.NDArray[np.int32],
    present: int,
    month: int,
    parameters: Parameters,
    key: Key,
) -> int:
    """Put people without work on the waiting list, and list everyone who waits.

    Returns
    -------
    int
        Number of rows written into ``waiting``.
    """
    count = 0
    for person in range(present):
        status = persons.status[person]
        if status == ABSENT or status == EMPLOYED:
            continue
        if status == RETIRED or status == STUDENT or status == SELF_EMPLOYED or status == ILL:
            # Who waits and can no longer be helped leaves the list before places are given.
            if persons.trajectory_step[person] == WAITING:
                persons.trajectory_step[person] = NO_TRAJECTORY
            continue
        if persons.trajectory_step[person] == WAITING:
            waiting[count] = person
            count += 1
        elif persons.trajectory_step[person] == NO_TRAJECTORY:
            hazard = 0.0
            if status == UNEMPLOYED or status == SEARCHING_UNAVAILABLE:
                if month - persons.non_employed_since[person] >= OUT_OF_WORK_MONTHS:
                    hazard = parameters.coaching_intake
            elif status == LATENT or status == HOME or status == OTHER:
                hazard = parameters.coaching_outreach
            hazard *= persons.trust[person]
            if hazard > 0.0 and uniform(key, persons.identity[person]) < hazard:
                persons.trajectory_step[person] = WAITING
                persons.trajectory_step_since[person] = month
                waiting[count] = person
                count += 1
    return count


def serve_waiting(
    persons: Persons, coaches: Coaches, waiting: npt.NDArray[np.int32], month: int, tallies: Tallies
) -> None:
    """Give free places to those who waited longest, sub-region by sub-region; equal waits go by identity."""
    order = np.lexsort((persons.identity[waiting], persons.trajectory_step_since[waiting], persons.sub_region[waiting]))
    queue = waiting[order]
    regions = persons.sub_region[queue]
    for region in range(5):
        clients = queue[regions == region]
        if len(clients) == 0:
            continue
        staff = np.flatnonzero(coaches.sub_region == region)
        free = np.maximum(coaches.caseload_limit[staff] - coaches.caseload[staff], 0)
        # Coaches with most room first; equal room goes by row, which is the same in every arm.
        places = np.repeat(staff[np.argsort(-free, kind="stable")], np.sort(free)[::-1])[: len(clients)]
        taken = clients[: len(places)]
        persons.coach[taken] = places
        persons.trajectory_step[taken] = GET_ACQUAINTED
        persons.trajectory_step_since[taken] = month
        np.add.at(coaches.caseload, places, 1)
        record_all(tallies, COACHING_STARTS, persons, taken)


@compiled
def stop_coaching(persons: Persons, coaches: Coaches, person: int) -> None:
    """End the trajectory of one person and free the place."""
    if persons.coach[person] != NOBODY:
        coaches.caseload[persons.coach[person]] -= 1
        persons.coach[person] = NOBODY
    persons.trajectory_step[person] = NO_TRAJECTORY


@compiled
def coach_clients(
    persons: Persons,
    coaches: Coaches,
    present: int,
    month: int,
    parameters: Parameters,
    progress_key: Key,
    drop_out_key: Key,
    turnover_key: Key,
    tallies: Tallies,
) -> None:
    """Let one month of coaching pass: trust grows with hours, steps follow, some drop out, aftercare ends.

    Parameters
    ----------
    persons, coaches
        Tables, changed in place.
    present : int
        Rows in use.
    month : int
        Months since January 2012.
    parameters : Parameters
        Behaviour.
    progress_key, drop_out_key, turnover_key : Key
        Luck of clients' steps, of drop-out, and of coaches leaving their job.
    tallies : Tallies
        Counts, changed in place.
    """
    for person in range(present):
        step = persons.trajectory_step[person]
        if step == NO_TRAJECTORY:
            continue
        status = persons.status[person]
        if status == RETIRED or status == STUDENT or status == SELF_EMPLOYED or status == ILL:
            persons.trajectory_step[person] = NO_TRAJECTORY
            continue
        luck = uniform(drop_out_key, persons.identity[person])
        if step == WAITING:
            overdue = max(
                0.0,
                (month - persons.trajectory_step_since[person]) / parameters.waiting_patience_months - 1.0,
            )
            if luck < parameters.coaching_drop_out * overdue:
                persons.trajectory_step[person] = NO_TRAJECTORY
                record(tallies, COACHING_DROP_OUTS, persons, person)
            continue
        coach = persons.coach[person]
        if step == MATCHING and month - persons.trajectory_step_since[person] >= MATCHING_MONTHS:
            persons.trajectory_step[person] = NO_TRAJECTORY
            continue
        if step == AFTERCARE:
            if persons.status[person] != EMPLOYED or month - persons.trajectory_step_since[person] >= AFTERCARE_MONTHS:
                persons.trajectory_step[person] = NO_TRAJECTORY
            continue
        if uniform(turnover_key, coaches.identity[coach]) < parameters.coach_turnover:
            persons.trust[person] = max(0.0, persons.trust[person] - 0.25)
        if luck < parameters.coaching_drop_out * (1.6 - 1.2 * persons.trust[person]):
            persons.trajectory_step[person] = NO_TRAJECTORY
            record(tallies, COACHING_DROP_OUTS, persons, person)
            continue
        _advance(persons, coaches, person, coach, month, parameters, progress_key)
    # Places are freed once everybody has had the month's hours, so that hours do not depend on the order of rows.
    for person in range(present):
        if persons.trajectory_step[person] == NO_TRAJECTORY and persons.coach[person] != NOBODY:
            stop_coaching(persons, coaches, person)


@compiled
def _advance(
    persons: Persons, coaches: Coaches, person: int, coach: int, month: int, parameters: Parameters, key: Key
) -> None:
    """Spend a month's hours on one client: build trust, and perhaps finish the present step."""
    hours = coaches.contact_hours[coach] / max(1, coaches.caseload[coach])
    gain = parameters.coaching_trust_gain * min(hours, 4.0)
    if coaches.sanctioning[coach] == 1:
        gain *= 0.5
    if coaches.bridges_to_origin[coach] == persons.origin[person]:
        gain *= 1.5
    persons.trust[person] = min(1.0, persons.trust[person] + gain)
    step = persons.trajectory_step[person]
    if step == INQUIRE and persons.trust[person] < TRUST_FOR_INQUIRY:
        return
    pace = parameters.coaching_progress * min(2.0, hours / NORMAL_HOURS_PER_CLIENT)
    if step == MATCHING or uniform(key, persons.identity[person]) > pace:
        return
    if step == INQUIRE or step == GOALS_AND_ACTIONS:
        problems = persons.problems[person]
        # The lowest open problem is solved: removing the lowest set flag.
        persons.problems[person] = problems & (problems - np.uint8(1)) if problems > 0 else problems
    elif step == SELF_ORIENTATION:
        persons.confidence[person] = min(1.0, persons.confidence[person] + 0.12)
        persons.discouragement[person] = max(0.0, persons.discouragement[person] - 0.15)
    elif step == JOB_GOAL:
        persons.goal_clarity[person] = min(1.0, persons.goal_clarity[person] + 0.20)
    elif step == SKILLS_AND_ATTITUDES:
        persons.application_skill[person] = min(1.0, persons.application_skill[person] + 0.12)
        persons.dutch[person] = min(1.0, persons.dutch[person] + 0.05)
    elif step == LEAD_TO_WORK:
        persons.fear_of_risk[person] = max(0.0, persons.fear_of_risk[person] - 0.15)
        persons.work_wish[person] = min(1.0, persons.work_wish[person] + 0.10)
        if persons.status[person] != UNEMPLOYED:
            change_status(persons, person, UNEMPLOYED, month)
    persons.trajectory_step[person] = step + 1
    persons.trajectory_step_since[person] = month
