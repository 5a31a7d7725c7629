"""Coaches and their caseloads: who is hired, how many clients each can take, and how many hours a client gets.

Hours are finite. A client in matching or aftercare takes a light share of them, an empty seat gives none, and when
many people wait coaches take more clients than their limit, so that attention per client thins out.
"""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from agents.coaches import Coaches
from agents.columns import allocate
from agents.compiled import rows
from agents.draws import Key, Luck, uniform, uniforms
from agents.handing import phase
from agents.persons import Integers, Persons
from agents.vocabulary import (
    AFTERCARE,
    GET_ACQUAINTED,
    INQUIRE,
    JOB_GOAL,
    LEAD_TO_WORK,
    MATCHING,
    NO_TRAJECTORY,
    NOBODY,
    PUBLIC_SERVICE,
    SEARCHING_UNAVAILABLE,
    SELF_ORIENTATION,
    SKILLS_AND_ATTITUDES,
    UNEMPLOYED,
    WAITING,
)
from simulation.parameters import Parameters
from simulation.reach import OUT_OF_WORK_MONTHS

SHARE_OF_FLANDERS = 0.18
"""Share of West Flanders in the population of Flanders (1.17 of 6.4 million), used to share out coaches."""

COACH_KIND = np.uint64(5) << np.uint64(52)
"""Marks identities of coaches, so that no person or employer shares one."""

OUTREACH_HOURS = 8.0
"""Hours a month that a coach outside the public service spends on finding people (assumption, 0 to 20)."""

USUAL_CARE = 0.5
"""Care in referring to specialised help at the start (share, assumption)."""

USUAL_TIES = 0.2
"""Ties of coaches with employers at the start (share, assumption)."""

FULL_AT_START = 0.95
WAITING_AT_START = 0.20
"""Share of places taken when the model starts, and people waiting per place (assumption; where both are steady)."""

STEPS_AT_START = (
    (GET_ACQUAINTED, 0.08),
    (INQUIRE, 0.17),
    (SELF_ORIENTATION, 0.09),
    (JOB_GOAL, 0.11),
    (SKILLS_AND_ATTITUDES, 0.15),
    (LEAD_TO_WORK, 0.22),
    (MATCHING, 0.18),
)
"""Shares of clients in each step at the start (assumption; where the model keeps them)."""

LIGHT_WEIGHT = 0.4
"""Hours of a client in matching or aftercare against those of any other client (assumption)."""

MOST_HOURS = 6.0
"""Hours a month that one client has use for (assumption: weekly contact of an hour and a half)."""

USUAL_WAITING, LONG_QUEUE = 0.4, 1.0
"""People waiting per place up to which coaches keep to their limit, and from which they stretch it most (both
assumptions)."""


class Attention(NamedTuple):
    """What clients get from their coaches this month.

    Attributes
    ----------
    hours : ndarray of float64, shape (coaches,)
        Hours for each client, per coach; a light client takes fewer of them.
    leaving : ndarray of bool, shape (coaches,)
        Coaches who leave their job this month.
    """

    hours: npt.NDArray[np.float64]
    leaving: npt.NDArray[np.bool_]


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
    # Counted over the region and not by sub-region, so that a small sample has every kind of coach too.
    number = np.arange(len(ordinal))
    coaches.organisation[:] = number % 4
    coaches.sanctioning[:] = coaches.organisation == PUBLIC_SERVICE
    coaches.outreach_hours[:] = np.where(coaches.organisation == PUBLIC_SERVICE, 0.0, OUTREACH_HOURS * fullness)
    coaches.referral_care[:] = USUAL_CARE
    coaches.employer_ties[:] = USUAL_TIES
    coaches.bridges_to_origin[:] = np.where(number % 10 == 9, 2, -1)
    return coaches


def start_with_clients(persons: Persons, coaches: Coaches, luck: Luck) -> None:
    """Give coaches the clients they have when the model starts, so that coaching does not begin from nothing.

    Clients, and people on the waiting list, are drawn among people out of work for at least three months (assumption).

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
    steps = np.array([step for step, _ in STEPS_AT_START])
    upto = np.cumsum([share for _, share in STEPS_AT_START])
    for region in range(5):
        staff = np.flatnonzero(coaches.sub_region == region)
        all_places = int(coaches.caseload_limit[staff].sum())
        # One client for each coach in turn.
        turns = np.concatenate([np.arange(limit) for limit in coaches.caseload_limit[staff]])
        places = np.repeat(staff, coaches.caseload_limit[staff])[np.argsort(turns, kind="stable")]
        candidates = rows[persons.sub_region[rows] == region]
        clients = candidates[: int(FULL_AT_START * all_places)]
        places = places[: len(clients)]
        persons.coach[clients] = places
        np.add.at(coaches.caseload, places, 1)
        step = uniforms(luck.key("first_step"), persons.identity[clients])
        persons.trajectory_step[clients] = steps[np.minimum(np.searchsorted(upto, step), len(steps) - 1)]
        persons.trajectory_step_since[clients] = 0
        queue = candidates[len(clients) :][: int(WAITING_AT_START * all_places)]
        persons.trajectory_step[queue] = WAITING
        persons.trajectory_step_since[queue] = -np.floor(
            OUT_OF_WORK_MONTHS * uniforms(luck.key("first_step"), persons.identity[queue])
        )


@phase
def coaches_leave(
    coaches: Coaches, leaving: npt.NDArray[np.bool_], month: int, parameters: Parameters, key: Key
) -> None:
    """Let coaches leave their job; without a warm handover the seat stays empty for a while.

    Parameters
    ----------
    coaches : Coaches
        Table, changed in place.
    leaving : ndarray of bool, shape (coaches,)
        Who leaves this month, filled in.
    month : int
        Months since January 2012.
    parameters : Parameters
        Behaviour.
    key : Key
        Luck of the month.
    """
    for coach in rows(0, len(leaving)):
        here = coaches.vacant_until[coach] <= month
        often = parameters.coach_turnover * coaches.turnover[coach]
        leaving[coach] = here and uniform(key, coaches.identity[coach]) < often
        if leaving[coach]:
            empty = math.floor(parameters.refill_months * (1.0 - coaches.warm_handover[coach]) + 0.5)
            coaches.vacant_until[coach] = month + empty


def effective_limits(
    coaches: Coaches, waiting: npt.NDArray[np.int64], month: int, parameters: Parameters
) -> npt.NDArray[np.int64]:
    """Return how many clients each coach takes now: more than the limit when many wait, none in an empty seat.

    Parameters
    ----------
    coaches : Coaches
        Table.
    waiting : ndarray of int64, shape (5,)
        People waiting by sub-region.
    month : int
        Months since January 2012.
    parameters : Parameters
        Behaviour.

    Returns
    -------
    ndarray of int64, shape (coaches,)
    """
    places = np.bincount(coaches.sub_region, coaches.caseload_limit, minlength=5)
    pressure = np.clip((waiting / np.maximum(places, 1) - USUAL_WAITING) / (LONG_QUEUE - USUAL_WAITING), 0.0, 1.0)
    stretched = coaches.caseload_limit * (1.0 + parameters.overload_share * pressure[coaches.sub_region])
    return np.where(coaches.vacant_until > month, 0, np.floor(stretched)).astype(np.int64)


@phase
def list_clients(persons: Persons, clients: npt.NDArray[np.int32], first: int, last: int) -> int:
    """List who waits, is coached or is looked after, from place ``first`` on; return how many they are."""
    count = 0
    for person in rows(first, last):
        if persons.trajectory_step[person] != NO_TRAJECTORY:
            clients[first + count] = person
            count += 1
    return count


@phase
def count_light_clients(persons: Persons, coaches_light: Integers, clients: npt.NDArray[np.int32]) -> None:
    """Count anew the clients of each coach who are in matching or aftercare."""
    for coach in range(len(coaches_light)):
        coaches_light[coach] = 0
    for person in clients:
        step = persons.trajectory_step[person]
        if (step == MATCHING or step == AFTERCARE) and persons.coach[person] != NOBODY:
            coaches_light[persons.coach[person]] += 1


def share_out_hours(coaches: Coaches, month: int) -> npt.NDArray[np.float64]:
    """Return the hours that each coach has for a client this month, whatever the caseload.

    Returns
    -------
    ndarray of float64, shape (coaches,)
        Hours for a client who is neither in matching nor in aftercare, up to :data:`MOST_HOURS`.
    """
    hours = coaches.contact_hours.astype(np.float64) - coaches.outreach_hours
    weight = coaches.caseload - (1.0 - LIGHT_WEIGHT) * coaches.light_caseload
    shared = np.clip(hours / np.maximum(weight, 1.0), 0.0, MOST_HOURS)
    return np.where(coaches.vacant_until > month, 0.0, shared)


def hours_by_sub_region(coaches: Coaches, hours: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Return the hours given to clients, and the clients who share them, shape (2, 5)."""
    weight = coaches.caseload - (1.0 - LIGHT_WEIGHT) * coaches.light_caseload
    given = np.bincount(coaches.sub_region, hours * weight, minlength=5)
    return np.stack([given, np.bincount(coaches.sub_region, coaches.caseload, minlength=5)])
