"""Workplace support: a welcome, a buddy or mentor, guidance that does not stop after two months, training, leaders.

Newcomers who are helped learn faster and stay longer. Buddies can carry only so many newcomers, and guidance asks
somebody with time. When the means stop, buddies, guidance and training stop with them. No effect was measured.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

import numpy as np

from agents.workplaces import MOST_GUIDANCE_MONTHS
from scenarios.levers.base import Lever, LeverParameter, Mask, Reached, Rows, newcomers, staff_of
from scenarios.levers.gains import empty, fill
from simulation.model import LabourMarket

SMALLEST_TEAM = 2
LEAST_BUDDY_PLACES = 0.5
"""Staff, and newcomers a year that buddies can carry, below which nobody has time for a newcomer (assumption)."""


class WorkplaceSupport(Lever):
    """Welcome, buddy, guidance and training of newcomers."""

    name = "workplace_support"
    title_nl = "Onthaal en begeleiding op het werk"
    title_en = "Welcome and guidance at work"
    parameters: ClassVar[Mapping[str, LeverParameter]] = {
        "welcome_gain": LeverParameter(
            0.50, 0.0, 0.80, "share of the missing quality of the welcome", "assumption; not reported"
        ),
        "buddy_places_gain": LeverParameter(
            0.50, 0.0, 1.0, "share more newcomers with a buddy", "assumption; not reported"
        ),
        "guidance_months": LeverParameter(
            4.0,
            0.0,
            10.0,
            "months of guidance more",
            "assumption; support often stops after two months (f002_onboarding_stop_months)",
        ),
        "training_gain": LeverParameter(
            0.25,
            0.0,
            0.60,
            "share of the missing training",
            "assumption; buddy training takes a week to two months (f002_buddy_training_max_months)",
        ),
        "leadership_gain": LeverParameter(
            0.15, 0.0, 0.50, "share of the missing skill and time of leaders", "assumption; not reported"
        ),
    }

    def can_work_at(self, market: LabourMarket) -> Mask:
        """Require a colleague, and somebody with time for a newcomer."""
        return np.asarray((staff_of(market) >= SMALLEST_TEAM) & (market.employers.buddy_places >= LEAST_BUDDY_PLACES))

    def act(self, market: LabourMarket, months_in_use: Rows, values: Mapping[str, float]) -> Reached:
        """Free buddies and guidance at employers that begin; welcome, training and leadership grow in a year."""
        employers = market.employers
        started = months_in_use == 0
        employers.buddy_places[started] *= 1.0 + values["buddy_places_gain"]
        longer = employers.guidance_months[started] + values["guidance_months"]
        employers.guidance_months[started] = np.minimum(MOST_GUIDANCE_MONTHS, longer)
        fill(employers.welcome, months_in_use, values["welcome_gain"])
        fill(employers.training, months_in_use, values["training_gain"])
        fill(employers.leadership, months_in_use, values["leadership_gain"])
        return Reached(newcomers(market, months_in_use >= 0))

    def withdraw(self, market: LabourMarket, months_in_use: Rows, values: Mapping[str, float]) -> None:
        """Take back buddies, guidance and training; a better welcome and what leaders learned stay."""
        employers = market.employers
        used = months_in_use >= 0
        employers.buddy_places[used] /= 1.0 + values["buddy_places_gain"]
        employers.guidance_months[used] = np.maximum(0.0, employers.guidance_months[used] - values["guidance_months"])
        empty(employers.training, months_in_use, values["training_gain"])
