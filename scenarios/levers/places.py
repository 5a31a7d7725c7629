"""Places that run out: how many an employer has this month, and who among the staff gets one."""

from __future__ import annotations

import numpy as np

from agents.draws import uniforms
from agents.vocabulary import EMPLOYED
from scenarios.levers.base import Doubles, Mask, Rows, staff_of
from simulation.model import LabourMarket


def places_this_month(market: LabourMarket, using: Mask, yearly_per_100_staff: float, decision: str) -> Rows:
    """Return the places of every employer this month; luck decides when a fraction becomes a place.

    Parameters
    ----------
    market : LabourMarket
        The market.
    using : ndarray of bool, shape (employers,)
        Employers that give places.
    yearly_per_100_staff : float
        Places in a year per 100 staff.
    decision : str
        Name of the key of luck.

    Returns
    -------
    ndarray of int64, shape (employers,)
    """
    luck = uniforms(market.luck.key(f"{decision}_places", market.month), market.employers.identity)
    return np.where(using, np.floor(staff_of(market) * yearly_per_100_staff / 1200.0 + luck), 0.0).astype(np.int64)


def staff_rows(market: LabourMarket, using: Mask) -> Rows:
    """Return the rows of the staff of some employers within the province."""
    persons, designs = market.persons, market.designs
    working = np.flatnonzero((persons.status == EMPLOYED) & (persons.design >= 0))
    held = persons.design[working]
    return working[using[designs.employer[held]] & (designs.sub_region[held] < 5)]


def seated(market: LabourMarket, staff: Rows, places: Rows, decision: str, urgency: Doubles | None = None) -> Rows:
    """Return who gets a place: at every employer the most urgent first, or in the order of luck.

    Parameters
    ----------
    market : LabourMarket
        The market.
    staff : ndarray of int64
        Rows of those who could take a place.
    places : ndarray of int64, shape (employers,)
        Places of every employer.
    decision : str
        Name of the key of luck.
    urgency : ndarray of float64, optional
        Who stands first, one number for each of ``staff``.

    Returns
    -------
    ndarray of int64
        Rows, no more at any employer than it has places.
    """
    persons = market.persons
    staff = staff[places[market.designs.employer[persons.design[staff]]] > 0] if urgency is None else staff
    employer = market.designs.employer[persons.design[staff]]
    luck = uniforms(market.luck.key(decision, market.month), persons.identity[staff])
    order = np.lexsort((luck, np.zeros(len(staff)) if urgency is None else -urgency, employer))
    staff, employer = staff[order], employer[order]
    first = np.searchsorted(employer, employer)
    return np.asarray(staff[np.arange(len(staff)) - first < places[employer]])


def by_workplace(market: LabourMarket, people: Rows) -> Rows:
    """Count employees by sub-region of the workplace, shape (5,)."""
    designs = market.designs
    return np.bincount(designs.sub_region[market.persons.design[people]], minlength=5)[:5].astype(np.int64)
