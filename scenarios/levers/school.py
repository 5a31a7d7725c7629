"""What levers at schools share: which pupils an initiative meets, and what a meeting adds to the pull of studies."""

from __future__ import annotations

import numpy as np

from agents.draws import uniforms
from agents.persons import Singles
from agents.vocabulary import CARE_STUDIES, TECHNICAL_STUDIES
from scenarios.levers.base import Doubles, Mask, Rows
from simulation.model import LabourMarket
from simulation.study_choice import pupils_born

FEBRUARY = 1
"""Month of the year, from 0, in which initiatives of a school year are counted: half of it has gone."""

SATURATED = 1.0
"""Pull of studies (log odds) that no further contact adds to (assumption)."""

CARE, TECHNICAL = CARE_STUDIES - 1, TECHNICAL_STUDIES - 1
"""Places of care and technical studies in columns of what draws pupils."""


def pupils_aged(market: LabourMarket, youngest: float, oldest: float) -> Rows:
    """Find pupils by the age they reach in the calendar year, also those who are no agents yet.

    Parameters
    ----------
    market : LabourMarket
        The market.
    youngest, oldest : float
        Ages, both included.

    Returns
    -------
    ndarray of int64
        Rows.
    """
    year = market.month // 12
    ages = range(round(youngest), round(oldest) + 1)
    return np.concatenate([pupils_born(market.persons, year - age, market.month) for age in ages])


def whom_they_meet(market: LabourMarket, pupils: Rows, places: Doubles, girls_share: float, name: str) -> Rows:
    """Choose the pupils who get a place.

    Each initiative finds schools of its own, in keyed order. Where initiatives are coordinated, pupils whom another one
    met this school year stand behind; where they are not, several may come to the same ones.

    Parameters
    ----------
    market : LabourMarket
        The market; the pupils' contacts of the year are counted.
    pupils : ndarray of int64, shape (n,)
        Who can be met.
    places : ndarray of float64, shape (5,)
        Places by sub-region, in agents.
    girls_share : float
        Part of the places that are for girls; a half leaves it to chance.
    name : str
        Name of the initiative, for its order of schools.

    Returns
    -------
    ndarray of int64
        Rows of pupils who are met.
    """
    persons = market.persons
    order = uniforms(market.luck.key(f"initiative:{name}", market.month), persons.identity[pupils])
    region = persons.sub_region[pupils]
    order = order + market.school_coordination[region] * np.minimum(persons.school_contacts[pupils], 1)
    shares: tuple[tuple[Mask, float], ...] = ((np.ones(len(pupils), bool), 1.0),)
    if girls_share != 0.5:
        girls = persons.sex[pupils] == 0
        shares = ((girls, girls_share), (~girls, 1.0 - girls_share))
    chosen = []
    rounding = uniforms(market.luck.key(f"places:{name}", market.month), np.arange(5, dtype=np.uint64))
    for place in range(5):
        for members, part in shares:
            here = np.flatnonzero((region == place) & members)
            seats = int(places[place] * part + rounding[place])
            chosen.append(pupils[here[np.argsort(order[here], kind="stable")[:seats]]])
    met = np.concatenate(chosen)
    persons.school_contacts[met] += 1
    return met


def add_pull(column: Singles, rows: Rows, care: float, technical: float) -> None:
    """Let contacts add to what draws pupils, less the more they are drawn already.

    Parameters
    ----------
    column : ndarray of float32, shape (persons, 2)
        Interest of pupils or view of their parents; changed in place.
    rows : ndarray of int64
        Pupils.
    care, technical : float
        What a contact adds to care and to technical studies (log odds).
    """
    for place, gain in ((CARE, care), (TECHNICAL, technical)):
        if gain:
            room = np.clip(1.0 - column[rows, place] / SATURATED, 0.0, 1.0)
            column[rows, place] += (gain * room).astype(np.float32)
