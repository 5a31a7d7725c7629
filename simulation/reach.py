"""Who comes to the services: people who ask for a coach, and people whom outreach, bridge figures and others reach.

People out of the labour force do not come by themselves. Coaches outside the public service spend hours on finding
them; a coach of the same community is believed more often, but reaches that community only; other services refer some.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from agents.coaches import Coaches
from agents.compiled import rows, rule
from agents.draws import Key, uniform
from agents.handing import phase
from agents.persons import Persons
from agents.vocabulary import (
    ABSENT,
    EMPLOYED,
    HOME,
    ILL,
    LATENT,
    NO_TRAJECTORY,
    OTHER,
    RETIRED,
    SEARCHING_UNAVAILABLE,
    SELF_EMPLOYED,
    STUDENT,
    UNEMPLOYED,
    WAITING,
)
from simulation.parameters import Parameters
from simulation.tallies import REACHED, Tallies
from simulation.work_learn_entry import in_entry

OUT_OF_WORK_MONTHS = 3

OUTREACH, BRIDGE, ONLINE = 0, 1, 2
"""Ways of meeting people: in the neighbourhood or through another service, by a bridge figure, in online groups."""

OWN_COMMUNITY = 0.9
"""Share of the hours of a bridge figure that goes to the own community (assumption)."""

EASE_OF_CONTACT = (1.0, 0.6, 0.6)
"""How easily a coach of another community meets people, by their origin (assumption)."""

ONLINE_FACTOR = 4.0
SKILL_FOR_ONLINE = 0.45
"""Contacts of an hour in online groups against an hour in the neighbourhood, and the skill it asks (assumption)."""

LARGEST_CONTACT = 0.2
"""Largest chance to be met in a month (assumption)."""

ASKING = 1.5
"""Asking goes with the square of trust, for who distrusts hardly asks at all; this factor makes 1 of a trust of 0.8."""

MEAN_KNOWING = 1.15
"""Mean of the factor of knowing where to start at the start of the model."""


def count_unreached(persons: Persons, first: int, last: int) -> npt.NDArray[np.int64]:
    """Count the people out of the labour force without a trajectory in one stretch of the people.

    Returns
    -------
    ndarray of int64, shape (5, 3)
        By sub-region and origin.
    """
    unreached = np.zeros((5, 3), np.int64)
    _count_unreached(persons, first, last, unreached)
    return unreached


@phase
def _count_unreached(persons: Persons, first: int, last: int, unreached: npt.NDArray[np.int64]) -> None:
    """Add people out of the labour force without a trajectory to the counts."""
    for person in rows(first, last):
        status = persons.status[person]
        if (status == LATENT or status == HOME or status == OTHER) and persons.trajectory_step[person] == NO_TRAJECTORY:
            unreached[persons.sub_region[person], persons.origin[person]] += 1


@phase
def count_contacts(
    coaches: Coaches, unreached: npt.NDArray[np.int64], met: npt.NDArray[np.float64], month: int, parameters: Parameters
) -> None:
    """Count whom coaches meet in their hours of outreach, and whom other services send.

    Parameters
    ----------
    coaches : Coaches
        Table; an empty seat meets nobody.
    unreached : ndarray of int64, shape (5, 3)
        People to be met by sub-region and origin.
    met : ndarray of float64, shape (3, 5, 3)
        People met by way of meeting, sub-region and origin; added to.
    month : int
        Months since January 2012.
    parameters : Parameters
        Contacts per hour and by referral.
    """
    for coach in rows(0, len(coaches.identity)):
        if coaches.vacant_until[coach] > month:
            continue
        region, community = coaches.sub_region[coach], coaches.bridges_to_origin[coach]
        hours = float(coaches.outreach_hours[coach])
        if community >= 0:
            own = OWN_COMMUNITY * hours
            online = own * coaches.digital_outreach[coach]
            met[BRIDGE, region, community] += (own - online) * parameters.contacts_per_hour
            met[ONLINE, region, community] += online * parameters.contacts_per_hour * ONLINE_FACTOR
            hours -= own
        easily, people = 0.0, 0
        for origin in range(3):
            easily += EASE_OF_CONTACT[origin] * unreached[region, origin]
            people += unreached[region, origin]
        fullness = coaches.caseload_limit[coach] / parameters.caseload_limit
        sent = parameters.referral_contacts * fullness + coaches.referral_contacts[coach]
        for origin in range(3):
            here = unreached[region, origin]
            around = hours * parameters.contacts_per_hour * EASE_OF_CONTACT[origin] * here / max(easily, 1.0)
            met[OUTREACH, region, origin] += around + sent * here / max(people, 1)


def chances_of_contact(
    coaches: Coaches, unreached: npt.NDArray[np.int64], month: int, parameters: Parameters
) -> npt.NDArray[np.float64]:
    """Return the chance that a person out of the labour force is met this month.

    Parameters
    ----------
    coaches, unreached, month, parameters
        As for :func:`count_contacts`.

    Returns
    -------
    ndarray of float64, shape (3, 5, 3)
        By way of meeting, sub-region and origin.
    """
    met = np.zeros((3, 5, 3))
    count_contacts(coaches, unreached, met, month, parameters)
    return np.asarray(np.minimum(LARGEST_CONTACT, met / np.maximum(unreached, 1)))


@rule
def asks_for_help(persons: Persons, person: int, parameters: Parameters) -> float:
    """Return the monthly chance that someone who looks for work asks for a coach: trust, and knowing where to start."""
    unknown = (1.0 - persons.goal_clarity[person]) * (1.0 - persons.network[person])
    knowing = (0.7 + 0.6 * (1.0 - unknown)) / MEAN_KNOWING
    trust = float(persons.trust[person])
    return float(parameters.coaching_intake * ASKING * trust * trust * knowing)


@phase
def take_in(
    persons: Persons,
    waiting: npt.NDArray[np.int32],
    first: int,
    last: int,
    month: int,
    contact: npt.NDArray[np.float64],
    demand: npt.NDArray[np.float64],
    reputation: npt.NDArray[np.float64],
    parameters: Parameters,
    key: Key,
    tallies: Tallies,
) -> int:
    """Put people without work on the waiting list, and list everyone who waits.

    Parameters
    ----------
    persons : Persons
        Table, changed in place.
    waiting : ndarray of int32
        Room for rows, filled from place ``first`` on.
    first, last : int
        First row, and one past the last, of the people this is about.
    month : int
        Months since January 2012.
    contact : ndarray of float64, shape (3, 5, 3)
        Chance of being met, see :func:`chances_of_contact`.
    demand : ndarray of float64, shape (5,)
        People who ask for a coach, as a factor, by sub-region.
    reputation : ndarray of float64, shape (5, 3)
        Of services, by sub-region and origin.
    parameters : Parameters
        Behaviour.
    key : Key
        Luck of the month.
    tallies : Tallies
        Counts, changed in place.

    Returns
    -------
    int
        Number of rows written into ``waiting``.
    """
    count = 0
    for person in rows(first, last):
        status = persons.status[person]
        if status == ABSENT or status == EMPLOYED:
            continue
        step = persons.trajectory_step[person]
        if status == RETIRED or status == STUDENT or status == SELF_EMPLOYED or status == ILL:
            # Who waits and can no longer be helped leaves the list before places are given.
            if step == WAITING:
                persons.trajectory_step[person] = NO_TRAJECTORY
            continue
        if step == NO_TRAJECTORY:
            joins, met = 0.0, 0.0
            if status == UNEMPLOYED or status == SEARCHING_UNAVAILABLE:
                if month - persons.non_employed_since[person] < OUT_OF_WORK_MONTHS or in_entry(persons, person):
                    continue
                joins = asks_for_help(persons, person, parameters) * demand[persons.sub_region[person]]
            else:
                region, origin = persons.sub_region[person], persons.origin[person]
                met = contact[OUTREACH, region, origin]
                believed = contact[BRIDGE, region, origin]
                if persons.application_skill[person] >= SKILL_FOR_ONLINE:
                    believed += contact[ONLINE, region, origin]
                joins = parameters.join_share * met + parameters.bridge_join_share * believed
                joins *= (0.5 + persons.trust[person]) * (1.0 + 0.5 * reputation[region, origin])
                met += believed
            luck = uniform(key, persons.identity[person])
            if luck < max(joins, met):
                tallies.coaching[REACHED, persons.sub_region[person]] += 1
            if luck >= joins:
                continue
            persons.trajectory_step[person] = WAITING
            persons.trajectory_step_since[person] = month
            step = WAITING
        if step == WAITING:
            waiting[first + count] = person
            count += 1
    return count
