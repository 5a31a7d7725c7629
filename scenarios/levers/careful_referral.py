"""Careful referral: deciding together on specialised help, and going along, instead of sending people from desk to desk.

Too fast a referral costs trust and makes some people stop. It takes time with each client. No effect was measured.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

import numpy as np

from scenarios.levers.base import Lever, LeverParameter, Mask, Reached, Rows
from scenarios.levers.coaching_methods import LEAST_HOURS
from scenarios.levers.gains import empty, fill
from simulation.caseloads import share_out_hours
from simulation.model import LabourMarket


class CarefulReferral(Lever):
    """Care in referring to specialised help."""

    name = "careful_referral"
    title_nl = "Zorgvuldig doorverwijzen"
    title_en = "Careful referral"
    scope = "coaches"
    parameters: ClassVar[Mapping[str, LeverParameter]] = {
        "referral_care_gain": LeverParameter(0.50, 0.0, 0.90, "share of the missing care", "assumption; not reported"),
    }

    def can_work_at(self, market: LabourMarket) -> Mask:
        """Require hours for each client."""
        return np.asarray(share_out_hours(market.coaches, market.month) >= LEAST_HOURS)

    def act(self, market: LabourMarket, months_in_use: Rows, values: Mapping[str, float]) -> Reached:
        """Let coaches refer with more care, better in the course of a year."""
        fill(market.coaches.referral_care, months_in_use, values["referral_care_gain"])
        return Reached(np.zeros(5, np.int64))

    def withdraw(self, market: LabourMarket, months_in_use: Rows, values: Mapping[str, float]) -> None:
        """Let coaches refer as before."""
        empty(market.coaches.referral_care, months_in_use, values["referral_care_gain"])
