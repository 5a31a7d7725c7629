"""A platform that coordinates promotion: it knows who does what, brings schools and companies together, passes on proof.

Without it every initiative looks for schools and companies of its own: the same pupils are met twice, and companies
that are full refuse while others are never asked. The platform has few people, some for one day a week. When it ends,
what it knew is lost. The 2013 study describes three in the Netherlands, without measured effects.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

import numpy as np

from scenarios.levers.base import Lever, LeverParameter, Mask, Reached, Rows
from simulation.model import LabourMarket

MONTHS_TO_BUILD = 24
"""Months in which a platform gets to know its schools and companies (assumption, 12 to 48)."""

HOURS_PER_DAY, WEEKS_PER_MONTH = 7.6, 3.7
"""Working hours of a day, and weeks of a month in which staff of a platform is at work (44 weeks a year)."""


class PromotionPlatform(Lever):
    """Coordination of initiatives at schools and companies."""

    name = "promotion_platform"
    title_nl = "Platform dat afstemt"
    title_en = "Platform that coordinates"
    scope = "sub_regions"
    parameters: ClassVar[Mapping[str, LeverParameter]] = {
        "coordination": LeverParameter(
            0.40, 0.0, 0.80, "share of the missing coordination", "assumption; no effect measured"
        ),
        "days_per_week": LeverParameter(
            5.0,
            1.0,
            40.0,
            "days of staff a week",
            "one manager and four account managers of one day a week (f003_ppt_max_days_week)",
            neutral=None,
        ),
        "days_needed": LeverParameter(
            5.0,
            2.0,
            15.0,
            "days a week for full effect",
            "assumption; continuity is at risk with one day a week",
            neutral=None,
        ),
    }

    def can_work_at(self, market: LabourMarket) -> Mask:
        """Ask nothing of a sub-region."""
        return np.ones(len(market.school_coordination), bool)

    def act(self, market: LabourMarket, months_in_use: Rows, values: Mapping[str, float]) -> Reached:
        """Build up coordination month by month, as far as the staff's days go; report the hours they work."""
        used = months_in_use >= 0
        able = min(1.0, values["days_per_week"] / values["days_needed"])
        building = used & (months_in_use < MONTHS_TO_BUILD)
        missing = 1.0 - market.usual_coordination
        market.school_coordination[building] += values["coordination"] * able * missing / MONTHS_TO_BUILD
        hours = values["days_per_week"] * HOURS_PER_DAY * WEEKS_PER_MONTH * market.surroundings.scale
        return Reached(np.zeros(5, np.int64), np.where(used, hours / max(used.sum(), 1), 0.0))

    def withdraw(self, market: LabourMarket, months_in_use: Rows, values: Mapping[str, float]) -> None:
        """Lose what the platform built."""
        used = months_in_use >= 0
        able = min(1.0, values["days_per_week"] / values["days_needed"])
        built = np.minimum(months_in_use[used] + 1, MONTHS_TO_BUILD) / MONTHS_TO_BUILD
        lost = values["coordination"] * able * (1.0 - market.usual_coordination) * built
        market.school_coordination[used] = np.maximum(market.school_coordination[used] - lost, 0.0)
