"""Partnership: employers that share vacancies with organisations that guide jobseekers, and let a coach come in.

Clients of a coach then meet less suspicion, the coach learns what the employer can change, and aftercare goes on at
work. It takes an employer that is open to it. Small numbers are told at one employer; no effect was measured.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

import numpy as np

from agents.draws import uniforms
from scenarios.levers.base import Lever, LeverParameter, Mask, Reached, Rows
from scenarios.levers.gains import empty, fill
from simulation.model import LabourMarket

LEAST_OPENNESS = 0.3
"""Openness to inclusive work below which no partnership begins (share; assumption)."""


class GuidancePartnership(Lever):
    """Cooperation of employers with guidance organisations."""

    name = "guidance_partnership"
    title_nl = "Samenwerking met begeleiding"
    title_en = "Partnership with guidance"
    parameters: ClassVar[Mapping[str, LeverParameter]] = {
        "partnership_gain": LeverParameter(
            0.50, 0.0, 0.80, "share of the missing cooperation", "assumption; small numbers at one employer"
        ),
        "coach_welcome_gain": LeverParameter(
            0.60,
            0.0,
            1.0,
            "share of employers without a coach at work that accept one",
            "assumption; two of eleven named employers refused",
        ),
    }

    def can_work_at(self, market: LabourMarket) -> Mask:
        """Require an employer that is open to inclusive work."""
        return np.asarray(market.employers.openness >= LEAST_OPENNESS)

    def act(self, market: LabourMarket, months_in_use: Rows, values: Mapping[str, float]) -> Reached:
        """Let cooperation grow in a year; employers that begin decide whether the coach may come in."""
        employers = market.employers
        started = np.flatnonzero(months_in_use == 0)
        luck = uniforms(market.luck.key("coach_accepted"), employers.identity[started])
        employers.coach_welcome[started[luck < values["coach_welcome_gain"]]] = 1
        fill(employers.partnership, months_in_use, values["partnership_gain"])
        return Reached(np.zeros(5, np.int64))

    def withdraw(self, market: LabourMarket, months_in_use: Rows, values: Mapping[str, float]) -> None:
        """Let cooperation end with the project; who has let a coach in goes on doing so."""
        empty(market.employers.partnership, months_in_use, values["partnership_gain"])
