"""Recognition: an employer shows staff that their work is seen, with awards, days of thanks or a label of quality.

Staff that feel seen are more content and stay longer, and others hear of it. Thanks that leaders do not mean are worth
nothing, and are forgotten when they stop. No effect was measured (2013 study, annex, actions 2, 4, 32, 40 and 49).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

import numpy as np

from scenarios.levers.base import Lever, LeverParameter, Mask, Reached, Rows, staff_reached
from scenarios.levers.gains import empty, fill
from simulation.model import LabourMarket

LEAST_LEADERSHIP = 0.3
"""Skill and time of leaders below which thanks are not meant (share, assumption)."""


class Recognition(Lever):
    """Appreciation of staff."""

    name = "recognition"
    title_nl = "Waardering van medewerkers"
    title_en = "Recognition of staff"
    parameters: ClassVar[Mapping[str, LeverParameter]] = {
        "recognition_gain": LeverParameter(
            0.30, 0.0, 0.60, "share of the missing appreciation", "assumption; not reported"
        ),
    }

    def can_work_at(self, market: LabourMarket) -> Mask:
        """Require leaders with some skill and time."""
        return np.asarray(market.employers.leadership >= LEAST_LEADERSHIP)

    def act(self, market: LabourMarket, months_in_use: Rows, values: Mapping[str, float]) -> Reached:
        """Let appreciation grow in the course of a year."""
        fill(market.employers.recognition, months_in_use, values["recognition_gain"])
        return Reached(staff_reached(market, months_in_use == 0))

    def withdraw(self, market: LabourMarket, months_in_use: Rows, values: Mapping[str, float]) -> None:
        """Forget it again."""
        empty(market.employers.recognition, months_in_use, values["recognition_gain"])
