"""Channels in which employers recruit, and whom each of them reaches.

Adverts on the web reach who can search there. The network of the staff reaches acquaintances of the staff, and so
people like the staff. The employment service reaches those who are registered with it, and community work those who
have a coach or know many people. Campaigns among the young reach people under thirty. Employers that recruit through
staff or community also come across people who do not search. How far each channel carries is an assumption; one level
keeps the mean of all searchers where it was calibrated.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from agents.compiled import rule
from agents.employers import Employers
from agents.job_designs import JobDesigns
from agents.persons import Persons
from agents.vocabulary import (
    ADMINISTRATION,
    COMMUNITY,
    EMPLOYED,
    EMPLOYMENT_SERVICE,
    NOBODY,
    STAFF_NETWORK,
    UNEMPLOYED,
    WEB,
    YOUNG_PEOPLE,
)
from simulation.parameters import Parameters

DAYS_UNTIL_MORE_CHANNELS = 90.0
"""Age from which every vacancy is also brought to the employment service (days, assumption)."""

WEB_WITHOUT_INTERNET = 0.5
"""What is left of the reach of the web for people without internet at home or behind with paperwork (assumption)."""

YOUNG_UNTIL = 29
"""Last age at which campaigns for young people are meant for someone (years)."""

MANY_ACQUAINTANCES = 0.5
"""Network from which community work reaches a person without a coach (share, assumption)."""


@rule
def recognition(
    persons: Persons,
    employers: Employers,
    person: int,
    employer: int,
    channels: int,
    days_open: float,
    parameters: Parameters,
) -> float:
    """Return the probability that a person recognises an advert as meant for him or her, through any channel.

    The web reaches by application skill, the staff by network and likeness, the employment service who is registered.
    """
    missed = 1.0
    if channels & WEB:
        floor = parameters.recognition_floor
        reach = floor + (1.0 - floor) * persons.application_skill[person]
        if persons.problems[person] & ADMINISTRATION:
            reach *= WEB_WITHOUT_INTERNET
        missed *= 1.0 - reach
    if channels & STAFF_NETWORK:
        reach = parameters.staff_network_reach * persons.network[person]
        if persons.origin[person] > 0:
            reach *= min(1.0, 2.0 * employers.staff_from_abroad[employer])
        missed *= 1.0 - reach
    if persons.status[person] == UNEMPLOYED and (channels & EMPLOYMENT_SERVICE or days_open > DAYS_UNTIL_MORE_CHANNELS):
        missed *= 1.0 - parameters.employment_service_reach
    if channels & COMMUNITY:
        known = persons.coach[person] != NOBODY or persons.network[person] > MANY_ACQUAINTANCES
        missed *= 1.0 - (parameters.community_reach if known else parameters.community_reach_alone)
    if channels & YOUNG_PEOPLE and persons.age[person] <= YOUNG_UNTIL:
        missed *= 1.0 - employers.youth_reach[employer]
    return float(min(1.0, parameters.recognition_level * (1.0 - missed)))


def know_the_staff(persons: Persons, employers: Employers, designs: JobDesigns, present: int) -> None:
    """Bring the share of staff born abroad up to date.

    Parameters
    ----------
    persons, employers, designs
        Tables; ``employers.staff_from_abroad`` is changed in place.
    present : int
        Rows of persons in use.
    """
    rows = np.flatnonzero(persons.status[:present] == EMPLOYED)
    employer = designs.employer[persons.design[rows]]
    count = len(employers.identity)
    abroad = np.bincount(employer, persons.origin[rows] > 0, minlength=count)
    staff = np.bincount(employer, minlength=count)
    employers.staff_from_abroad[:] = abroad / np.maximum(staff, 1)


def approach(employers: Employers) -> npt.NDArray[np.float64]:
    """Return how many employers go to people who do not search, as a share of all staff, by how open they are.

    Returns
    -------
    ndarray of float64, shape (5,)
        Openness of the employers that recruit through their staff or community work, over all staff of the sub-region.
    """
    goes_out = (employers.recruitment_channels & np.uint8(STAFF_NETWORK | COMMUNITY)) != 0
    weight = np.asarray(employers.size, np.float64)
    open_to = np.bincount(employers.sub_region, weight * employers.openness * goes_out, minlength=6)
    total = np.bincount(employers.sub_region, weight, minlength=6)
    return np.asarray((open_to / np.maximum(total, 1.0))[:5])
