"""Invitation: people out of work who do not come by themselves are invited, one by one, to begin with a coach.

Whom the measure is meant for stands in its target: young people who neither work nor learn, for instance. There are only
so many invitations in a month, everybody is invited once, and who distrusts services rarely comes. Who comes waits for a
coach like everybody else, so without coaches an invitation only makes the queue longer. Nothing was measured.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

import numpy as np

from agents.draws import uniforms
from agents.vocabulary import HOME, LATENT, NO_TRAJECTORY, OTHER, UNEMPLOYED, WAITING
from scenarios.levers.base import Lever, LeverParameter, Mask, Reached, Rows
from simulation.model import LabourMarket
from simulation.tallies import REACHED

TRUST_COUNTS = 2.0
"""Factor that makes a trust of a half count once (assumption)."""


class Invitation(Lever):
    """Personal invitations to coaching."""

    name = "invitation"
    title_nl = "Uitnodiging tot begeleiding"
    title_en = "Invitation to coaching"
    scope = "persons"
    parameters: ClassVar[Mapping[str, LeverParameter]] = {
        "invitations": LeverParameter(
            150.0, 0.0, 600.0, "people invited a month", "assumption; not reported (neet_match_and_train)", neutral=None
        ),
        "acceptance": LeverParameter(
            0.35, 0.0, 0.70, "share of those invited who come", "assumption; not reported (neet_match_and_train)"
        ),
    }

    def can_work_at(self, market: LabourMarket) -> Mask:
        """Require somebody without work or coach, who lives where coaches have hours."""
        persons, coaches = market.persons, market.coaches
        coached = np.bincount(coaches.sub_region, coaches.contact_hours, minlength=5) > 0.0
        free = (persons.trajectory_step == NO_TRAJECTORY) & np.isin(persons.status, (UNEMPLOYED, LATENT, HOME, OTHER))
        return np.asarray(free & coached[persons.sub_region])

    def act(self, market: LabourMarket, months_in_use: Rows, values: Mapping[str, float]) -> Reached:
        """Invite as many as there are invitations, in the order of luck; who comes joins the queue."""
        persons, month = market.persons, market.month
        new = np.flatnonzero(months_in_use == 0)
        luck = uniforms(market.luck.key("invited", month), persons.identity[new])
        new = new[np.argsort(luck, kind="stable")]
        rounding = uniforms(market.luck.key("invitations", month), np.zeros(1, np.uint64))[0]
        invitations = int(np.floor(values["invitations"] * market.surroundings.scale + rounding))
        months_in_use[new[invitations:]] = -1
        invited = new[:invitations]
        luck = uniforms(market.luck.key("accepts_invitation", month), persons.identity[invited])
        comes = invited[luck < values["acceptance"] * TRUST_COUNTS * persons.trust[invited]]
        persons.trajectory_step[comes] = WAITING
        persons.trajectory_step_since[comes] = month
        by_region = np.bincount(persons.sub_region[invited], minlength=5).astype(np.int64)
        market.tallies.coaching[REACHED] += by_region
        return Reached(by_region)
