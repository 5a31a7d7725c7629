"""Career guidance: advisers help people at work to see what they want and can, and vouchers pay for training.

Guidance takes away inertia, and some clients go on looking ahead of themselves. Training alone makes people better at
what they do already; after guidance it aims at related work in which positions stand open. Places are few and go to
who comes: the less inert, and above all people who look ahead. A right to guidance comes back after some years.
Measures that offer one without the other are common, and no effect was measured (w2w_integrated_career_approach).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

import numpy as np

from agents.careers import PROACTIVE_BY_LEARNING, REACTIVE
from agents.draws import uniforms
from scenarios.levers.base import Lever, LeverParameter, Mask, Reached, Rows
from scenarios.levers.working import first_in_line, interested, settled_workers, train_for, work_within_reach
from simulation.model import LabourMarket

AGAIN_AFTER_MONTHS = 72
"""Months after which someone may come again (assumption, 36 to 120)."""


class CareerGuidance(Lever):
    """Career guidance and training vouchers for people at work."""

    name = "career_guidance"
    title_nl = "Loopbaanbegeleiding en opleidingscheques"
    title_en = "Career guidance and training vouchers"
    scope = "persons"
    parameters: ClassVar[Mapping[str, LeverParameter]] = {
        "guidance_places": LeverParameter(
            150.0, 0.0, 1000.0, "people a month per sub-region", "assumption; not reported", neutral=None
        ),
        "reorientation_gain": LeverParameter(0.30, 0.0, 0.60, "share of career inertia", "assumption; not reported"),
        "ownership_gain": LeverParameter(
            0.20, 0.0, 0.40, "share of clients who only reacted so far", "assumption; not reported"
        ),
        "retraining_gain": LeverParameter(0.30, 0.0, 0.60, "share of the shortfall", "assumption; not reported"),
    }

    def can_work_at(self, market: LabourMarket) -> Mask:
        """Require a job that is not about to end."""
        return settled_workers(market)

    def act(self, market: LabourMarket, months_in_use: Rows, values: Mapping[str, float]) -> Reached:
        """Give this month's places to people who come for them; the others wait."""
        persons = market.persons
        months_in_use[months_in_use >= AGAIN_AFTER_MONTHS] = -1
        asking = np.flatnonzero((months_in_use == 0) & settled_workers(market))
        clients = asking[interested(market, asking)]
        clients = first_in_line(market, clients, values["guidance_places"], "career_guidance")
        waiting = months_in_use == 0
        waiting[clients] = False
        months_in_use[waiting] = -1
        persons.inertia[clients] *= 1.0 - values["reorientation_gain"]
        luck = uniforms(market.luck.key("career_ownership"), persons.identity[clients])
        learned = (persons.proactive[clients] == REACTIVE) & (luck < values["ownership_gain"])
        persons.proactive[clients[learned]] = PROACTIVE_BY_LEARNING
        if values["retraining_gain"] > 0.0:
            _train(market, clients, values["retraining_gain"], guided=values["reorientation_gain"] > 0.0)
        return Reached(np.bincount(persons.sub_region[clients], minlength=5).astype(np.int64))


def _train(market: LabourMarket, clients: Rows, share: float, *, guided: bool) -> None:
    """Train for related work that is asked for, after guidance, or else for the work that people have.

    Who holds a diploma that the law protects keeps looking where it counts.
    """
    persons = market.persons
    occupation = work_within_reach(market, clients, share) if guided else persons.field[clients]
    train_for(market, clients, occupation, share)
    free = persons.diploma[clients] == 0
    persons.field[clients[free]] = occupation[free]
