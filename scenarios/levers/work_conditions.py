"""Work conditions: hours that fit a life, a place of work that fits a body or a belief, and asking without stigma.

Each narrows the organisation gap of people who cannot fit the usual conditions. It works only where the employer can
adapt anything; hours only where colleagues can stand in for each other, for care and shifts must go on. With an open
policy adaptation is offered to all, so that it no longer depends on who dares to ask. No effect was measured.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

import numpy as np

from scenarios.levers.base import Lever, LeverParameter, Mask, Reached, Rows, staff_reached
from scenarios.levers.gains import fill
from simulation.model import LabourMarket

LEAST_ADAPTABILITY = 0.25
"""Ability and will to adapt below which nothing changes (share; assumption)."""

FEWEST_INTERCHANGEABLE = 0.3
"""Share of staff who must be able to stand in for each other before hours can be chosen (assumption)."""


class WorkConditions(Lever):
    """Hours, place, facilities, and a policy of adaptation for all."""

    name = "work_conditions"
    title_nl = "Werkomstandigheden"
    title_en = "Work conditions"
    parameters: ClassVar[Mapping[str, LeverParameter]] = {
        "hours_flexibility_gain": LeverParameter(
            0.30, 0.0, 0.60, "share of the missing flexibility of hours", "assumption; two cases are told, no figures"
        ),
        "environment_gain": LeverParameter(
            0.30, 0.0, 0.60, "share of the missing adaptation of the place", "assumption; not reported"
        ),
        "facilities_gain": LeverParameter(
            0.0, 0.0, 0.80, "share of the missing facilities", "assumption; one case is told, no figures"
        ),
        "transparent": LeverParameter(
            0.0, 0.0, 0.90, "share of the way to a policy for all", "assumption; not reported"
        ),
    }

    def can_work_at(self, market: LabourMarket) -> Mask:
        """Require an employer that is able and willing to adapt something."""
        return np.asarray(market.employers.adaptability >= LEAST_ADAPTABILITY)

    def act(self, market: LabourMarket, months_in_use: Rows, values: Mapping[str, float]) -> Reached:
        """Adapt the conditions of the work in the course of a year."""
        employers, designs = market.employers, market.designs
        months = months_in_use[designs.employer]
        replaceable = employers.interchangeability[designs.employer] >= FEWEST_INTERCHANGEABLE
        fill(designs.hours_flexibility, np.where(replaceable, months, -1), values["hours_flexibility_gain"])
        fill(designs.environment, months, values["environment_gain"])
        fill(designs.facilities, months, values["facilities_gain"])
        fill(employers.open_policy, months_in_use, values["transparent"])
        return Reached(staff_reached(market, months_in_use == 0))
