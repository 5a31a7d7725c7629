"""Coaching as finite queues: waiting lists, a month of every client, and the ways in which people leave it.

Who waited longest is served first. Clients stay as long as there is trust and attention; some leave when a coach
leaves, after a sanction or a careless referral, or tired of waiting. After a job begins there is aftercare, which some
employers do not want on the floor.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from agents.coaches import Coaches
from agents.compiled import existing, rule
from agents.draws import uniform
from agents.employers import Employers
from agents.handing import phase
from agents.job_designs import JobDesigns
from agents.persons import Persons
from agents.vocabulary import (
    AFTERCARE,
    EMPLOYED,
    GET_ACQUAINTED,
    GOALS_AND_ACTIONS,
    ILL,
    INCOME_RISK,
    INQUIRE,
    MATCHING,
    NO_TRAJECTORY,
    NOBODY,
    RETIRED,
    SELF_EMPLOYED,
    STUDENT,
    WAITING,
)
from simulation.caseloads import LIGHT_WEIGHT, Attention
from simulation.minds import BAD, SERVICES, moves
from simulation.parameters import Parameters
from simulation.tallies import (
    COACHING_DROP_OUTS,
    COACHING_STARTS,
    ENDED_WITHOUT_JOB,
    LEFT_AFTER_SANCTION,
    LEFT_QUEUE,
    LEFT_TRAJECTORY,
    LEFT_WITH_COACH,
    MONTHS_WAITED,
    Tallies,
    record,
    record_all,
)
from simulation.trajectory import ENOUGH_TRUST, STAYS, CoachingKeys, work_with_client

DECISIONS = (
    "coaching_progress",
    "coaching_second_step",
    "coaching_problem",
    "coaching_referral",
    "coaching_lesson",
    "coaching_drop_out",
    "coaching_handover",
    "coaching_sanction",
)
"""Names of the decisions in coaching, in the order of :class:`simulation.trajectory.CoachingKeys`."""

MATCHING_MONTHS = 12
"""Longest time that matching goes on without a job before the trajectory ends (assumption)."""

ENOUGH_HOURS = 1.2
LEAVES_WITHOUT_HOURS = 0.5
"""Hours a month below which more clients leave, and how many more without any hours (share; assumption)."""

TIRED_OF_WAITING = 0.03
LEFT_BEHIND = 0.25
SANCTIONED = 0.30
FEAR_OF_INCOME_RISK = 0.10
NOTHING_FOUND, HOPE_BETRAYED = 0.03, 0.10
"""Trust lost by a month of waiting too long, by a coach who leaves and by a sanction, the fear that a sanction adds,
and the discouragement and distrust when it led to nothing (assumption)."""

LEAVES_AFTER_SANCTION = 0.25
"""Share of people who leave coaching after a sanction (assumption)."""

AFTERCARE_BY_PHONE = 0.3
"""How long aftercare lasts at an employer who does not want a coach on the floor (share, assumption)."""

HANDOVER_TO_MENTOR = 0.2
"""Support added in a job when a coach with full ties hands over to a mentor who is glad of it (share, assumption)."""


def serve_waiting(
    persons: Persons,
    coaches: Coaches,
    waiting: npt.NDArray[np.int32],
    limits: npt.NDArray[np.int64],
    month: int,
    tallies: Tallies,
) -> None:
    """Give free places to those who waited longest, sub-region by sub-region; equal waits go by identity."""
    order = np.lexsort((persons.identity[waiting], persons.trajectory_step_since[waiting], persons.sub_region[waiting]))
    queue = waiting[order]
    free = np.maximum(limits - coaches.caseload, 0)
    # Coaches with most room first; equal room goes by row, which is the same in every arm.
    staff = np.lexsort((-free, coaches.sub_region))
    places = np.repeat(staff, free[staff])
    client_region, place_region = persons.sub_region[queue], coaches.sub_region[places]
    served = np.minimum(np.bincount(client_region, minlength=5), np.bincount(place_region, minlength=5))
    taken = queue[_place_in_line(client_region) < served[client_region]]
    places = places[_place_in_line(place_region) < served[place_region]]
    waited = month - persons.trajectory_step_since[taken].astype(np.int64)
    tallies.coaching[MONTHS_WAITED] += np.bincount(persons.sub_region[taken], waited, minlength=5).astype(np.int64)
    persons.coach[taken] = places
    # Who trusts services already need not get acquainted first.
    persons.trajectory_step[taken] = np.where(persons.trust[taken] >= ENOUGH_TRUST, INQUIRE, GET_ACQUAINTED)
    persons.trajectory_step_since[taken] = month
    np.add.at(coaches.caseload, places, 1)
    record_all(tallies, COACHING_STARTS, persons, taken)


def _place_in_line(region: npt.NDArray[np.int8]) -> npt.NDArray[np.int64]:
    """Return how many stand before each one in the line of the own sub-region; lines stand one after the other."""
    return np.asarray(np.arange(len(region)) - np.searchsorted(region, region))


@rule
def stop_coaching(persons: Persons, coaches: Coaches, person: int) -> None:
    """End the trajectory of one person and free the place."""
    if persons.coach[person] != NOBODY:
        coaches.caseload[persons.coach[person]] -= 1
        persons.coach[person] = NOBODY
    persons.trajectory_step[person] = NO_TRAJECTORY


@phase
def coach_clients(
    persons: Persons,
    employers: Employers,
    designs: JobDesigns,
    coaches: Coaches,
    attention: Attention,
    clients: npt.NDArray[np.int32],
    month: int,
    coordination: npt.NDArray[np.float64],
    quick_help: npt.NDArray[np.float64],
    parameters: Parameters,
    keys: CoachingKeys,
    tallies: Tallies,
) -> None:
    """Let one month of coaching pass: trust grows with hours, steps follow, some drop out, aftercare ends.

    Parameters
    ----------
    persons, employers, designs, coaches
        Tables; persons and caseloads are changed in place.
    attention : Attention
        Hours for a client of each coach, and which coaches leave.
    clients : ndarray of int32
        Rows of the people who wait, are coached or are looked after.
    month : int
        Months since January 2012.
    coordination, quick_help : ndarray of float64, shape (5,)
        How well services work together (share), and how fast practical problems are solved (factor), by sub-region.
    parameters : Parameters
        Behaviour.
    keys : CoachingKeys
        Luck of the month.
    tallies : Tallies
        Counts, changed in place.
    """
    for client in clients:
        person = existing(client)
        step = persons.trajectory_step[person]
        status = persons.status[person]
        if status == RETIRED or status == STUDENT or status == SELF_EMPLOYED or status == ILL:
            persons.trajectory_step[person] = NO_TRAJECTORY
        elif step == WAITING:
            reason = _wait(persons, person, month, parameters, keys, tallies)
            if reason != STAYS:
                _leave(persons, person, reason, tallies)
        elif step == AFTERCARE:
            _follow_up(persons, employers, designs, coaches, person, month, parameters)
        elif step == MATCHING and month - persons.trajectory_step_since[person] >= MATCHING_MONTHS:
            persons.trajectory_step[person] = NO_TRAJECTORY
            moves(persons.discouragement, person, NOTHING_FOUND)
            moves(persons.trust, person, -HOPE_BETRAYED)
            tallies.coaching[ENDED_WITHOUT_JOB, persons.sub_region[person]] += 1
        else:
            coach = persons.coach[person]
            reason = _hold_on(persons, coaches, attention, person, coach, month, parameters, keys, tallies)
            if reason == STAYS:
                region = persons.sub_region[person]
                reason = work_with_client(
                    persons,
                    coaches,
                    person,
                    attention.hours[coach] * (LIGHT_WEIGHT if step == MATCHING else 1.0),
                    coordination[region],
                    quick_help[region],
                    month,
                    parameters,
                    keys,
                    tallies,
                )
            if reason != STAYS:
                _leave(persons, person, reason, tallies)
    # Places are freed once everybody has had the month's hours, so that hours do not depend on the order of rows.
    for client in clients:
        if persons.trajectory_step[client] == NO_TRAJECTORY:
            stop_coaching(persons, coaches, client)


@rule
def _leave(persons: Persons, person: int, reason: int, tallies: Tallies) -> None:
    """Let one person drop out, for a reason."""
    persons.trajectory_step[person] = NO_TRAJECTORY
    tallies.coaching[reason, persons.sub_region[person]] += 1
    record(tallies, COACHING_DROP_OUTS, persons, person)


@rule
def _wait(
    persons: Persons, person: int, month: int, parameters: Parameters, keys: CoachingKeys, tallies: Tallies
) -> int:
    """Let one person wait; beyond patience every month costs trust, and people leave the list."""
    if month - persons.trajectory_step_since[person] <= parameters.waiting_patience_months:
        return STAYS
    moves(persons.trust, person, -TIRED_OF_WAITING)
    if uniform(keys.drop_out, persons.identity[person]) >= parameters.waiting_drop_out:
        return STAYS
    tallies.experience[SERVICES, BAD, persons.sub_region[person], persons.origin[person]] += 1
    return LEFT_QUEUE


@rule
def _follow_up(
    persons: Persons,
    employers: Employers,
    designs: JobDesigns,
    coaches: Coaches,
    person: int,
    month: int,
    parameters: Parameters,
) -> None:
    """Look after one person in a new job, for as long as the employer wants and the job lasts."""
    months = month - persons.trajectory_step_since[person]
    if persons.status[person] != EMPLOYED:
        persons.trajectory_step[person] = NO_TRAJECTORY
        return
    welcome = employers.coach_welcome[designs.employer[persons.design[person]]] == 1
    lasts = parameters.aftercare_months + coaches.longer_aftercare[persons.coach[person]]
    if not welcome:
        lasts *= AFTERCARE_BY_PHONE
    if months >= lasts:
        persons.trajectory_step[person] = NO_TRAJECTORY
    elif months == 1 and welcome:
        moves(persons.mentor, person, HANDOVER_TO_MENTOR * coaches.employer_ties[persons.coach[person]])


@rule
def _hold_on(
    persons: Persons,
    coaches: Coaches,
    attention: Attention,
    person: int,
    coach: int,
    month: int,
    parameters: Parameters,
    keys: CoachingKeys,
    tallies: Tallies,
) -> int:
    """Let a client stay or leave: because the coach left, after a sanction, or for want of trust and attention."""
    identity = persons.identity[person]
    region, origin = persons.sub_region[person], persons.origin[person]
    if attention.leaving[coach]:
        luck = uniform(keys.handover, identity)
        cold = 1.0 - coaches.warm_handover[coach]
        if luck < cold:
            moves(persons.trust, person, -LEFT_BEHIND)
            tallies.experience[SERVICES, BAD, region, origin] += 1
            if luck < cold * parameters.turnover_drop_out:
                return LEFT_WITH_COACH
            _step_back(persons, person, month)
    if coaches.sanctioning[coach] == 1:
        luck = uniform(keys.sanction, identity)
        hazard = parameters.sanction_rate * (1.0 - persons.trust[person])
        if luck < hazard:
            moves(persons.trust, person, -SANCTIONED)
            if persons.problems[person] & INCOME_RISK == 0:
                persons.problems[person] = persons.problems[person] | INCOME_RISK
                moves(persons.fear_of_risk, person, FEAR_OF_INCOME_RISK)
            tallies.experience[SERVICES, BAD, region, origin] += 1
            if luck < hazard * LEAVES_AFTER_SANCTION:
                return LEFT_AFTER_SANCTION
    thin = max(0.0, 1.0 - attention.hours[coach] / ENOUGH_HOURS)
    hazard = parameters.coaching_drop_out * (1.6 - 1.2 * persons.trust[person]) * (1.0 + LEAVES_WITHOUT_HOURS * thin)
    if uniform(keys.drop_out, identity) < hazard:
        moves(persons.trust, person, -HOPE_BETRAYED)
        return LEFT_TRAJECTORY
    return STAYS


@rule
def _step_back(persons: Persons, person: int, month: int) -> None:
    """Let a client begin the last step again with a new coach."""
    step = persons.trajectory_step[person]
    if step > GET_ACQUAINTED:
        step = step - 1
        if step == GOALS_AND_ACTIONS:
            step = step - 1
        persons.trajectory_step[person] = step
        persons.trajectory_step_since[person] = month
