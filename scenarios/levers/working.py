"""People at work as levers on careers meet them: who is settled, who comes, how inertia gives way, what they learn."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from agents.careers import REACTIVE
from agents.draws import uniforms
from agents.persons import NEVER
from agents.vocabulary import EMPLOYED
from scenarios.levers.base import Mask, Reached, Rows, mean_ideal
from simulation.model import LabourMarket

REACTIVE_INTEREST = 0.5
"""How much less people who only react come for an offer while nothing threatens (factor, assumption, 0.2 to 1)."""

LITTLE_MISSING = 0.10
"""Weighted shortfall of skill, after training, up to which other work is within reach (gap, assumption)."""


def settled_workers(market: LabourMarket) -> Mask:
    """Tell who has a job that is not about to end."""
    persons = market.persons
    return np.asarray((persons.status == EMPLOYED) & (persons.notice_until == NEVER))


def interested(market: LabourMarket, rows: Rows) -> Mask:
    """Tell which people would come for an offer on careers: the less inert, and above all who looks ahead.

    The luck of a person stays the same, so that whoever comes also comes when inertia is lower.
    """
    persons = market.persons
    drawn = np.where(persons.proactive[rows] == REACTIVE, REACTIVE_INTEREST, 1.0) * (1.0 - persons.inertia[rows])
    return np.asarray(uniforms(market.luck.key("career_interest"), persons.identity[rows]) < drawn)


def loosen(market: LabourMarket, reached: Mask, yearly_share: float) -> None:
    """Take a month's part of a yearly share away from the inertia of those reached."""
    market.persons.inertia[reached] *= (1.0 - yearly_share) ** (1.0 / 12.0)


def newly_reached(market: LabourMarket, people: Mask) -> Reached:
    """Count people by sub-region, in agents."""
    return Reached(np.bincount(market.persons.sub_region[people], minlength=5).astype(np.int64))


def first_in_line(market: LabourMarket, rows: Rows, places: float, decision: str) -> Rows:
    """Give the places of a month to people in keyed order, sub-region by sub-region.

    Parameters
    ----------
    market : LabourMarket
        Market, for scale and luck.
    rows : ndarray of int64
        People who ask for a place.
    places : float
        Places a month in each sub-region, for the whole population.
    decision : str
        Name of the luck that orders them.

    Returns
    -------
    ndarray of int64
        People who got a place.
    """
    persons = market.persons
    order = np.argsort(uniforms(market.luck.key(decision, market.month), persons.identity[rows]), kind="stable")
    rows = rows[order]
    rounding = uniforms(market.luck.key(f"{decision}_places", market.month), np.arange(5, dtype=np.uint64))
    free = np.floor(places * market.surroundings.scale + rounding).astype(np.int64)
    return np.concatenate([rows[persons.sub_region[rows] == region][: free[region]] for region in range(5)])


def work_within_reach(market: LabourMarket, rows: Rows, share: float) -> npt.NDArray[np.int8]:
    """Return the occupation for which training makes most sense for each person.

    It is the related one in which most positions stand open, among those that the law keeps for nobody and for which
    little is missing after the training; the own field where there is none.

    Parameters
    ----------
    market : LabourMarket
        The market.
    rows : ndarray of int64
        People who are going to be trained.
    share : float
        Share of the shortfall that training takes away.

    Returns
    -------
    ndarray of int8
        Occupation of each person.
    """
    persons, designs = market.persons, market.designs
    field = persons.field[rows]
    related = market.marketplace.related[field]
    held = np.maximum(np.bincount(designs.occupation, designs.headcount, minlength=12), 1.0)
    scarcity = np.bincount(designs.occupation, designs.open_vacancies, minlength=12) / held
    kept_by_law = np.bincount(designs.occupation, designs.diploma > 0, minlength=12) > 0
    ideal, weight = (mean_ideal(designs.occupation, column) for column in (designs.ideal, designs.weight))
    missing = np.clip(ideal[related] - persons.skills[rows][:, None, :], 0.0, None)
    left = (1.0 - share) * (weight[related] * missing).sum(axis=2)
    sensible = (left <= LITTLE_MISSING) & ~kept_by_law[related]
    best = np.argmax(np.where(sensible, scarcity[related], -1.0), axis=1)
    everyone = np.arange(len(rows))
    return np.where(sensible[everyone, best], related[everyone, best], field)


def train_for(market: LabourMarket, rows: Rows, occupation: npt.NDArray[np.int8], share: float) -> None:
    """Close a share of what people lack in skill against the usual job of an occupation."""
    persons, designs = market.persons, market.designs
    shortfall = np.clip(mean_ideal(designs.occupation, designs.ideal)[occupation] - persons.skills[rows], 0.0, None)
    persons.skills[rows] += (share * shortfall).astype(np.float32)
