"""Coaching methods: better ways of working in each part of the trajectory.

Better methods let the same hour do more: for trust, for what a person can and wants, for a goal, for applying, for
attitudes at work, for Dutch in a group, for motivation. They help only a client for whom there are hours. No part was
measured apart; most were seen in the pilots of the study on lasting work.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

import numpy as np

from agents.coaches import METHODS
from scenarios.levers.base import Lever, LeverParameter, Mask, Reached, Rows
from scenarios.levers.gains import empty, fill
from simulation.caseloads import share_out_hours
from simulation.model import LabourMarket

LEAST_HOURS = 0.5
"""Hours a month per client below which no method helps (assumption)."""


class CoachingMethods(Lever):
    """Quality of the parts of a trajectory."""

    name = "coaching_methods"
    title_nl = "Methodieken van begeleiding"
    title_en = "Coaching methods"
    scope = "coaches"
    parameters: ClassVar[Mapping[str, LeverParameter]] = {
        part: LeverParameter(
            0.20,
            0.0,
            0.50,
            "share more done in an hour",
            "assumption; not reported, building trust takes weeks or months (f002_trust_build_duration)"
            if part == "trust"
            else "assumption; not reported",
        )
        for part in METHODS
    }

    def can_work_at(self, market: LabourMarket) -> Mask:
        """Require hours for each client."""
        return np.asarray(share_out_hours(market.coaches, market.month) >= LEAST_HOURS)

    def act(self, market: LabourMarket, months_in_use: Rows, values: Mapping[str, float]) -> Reached:
        """Let coaches learn in the course of a year."""
        for number, part in enumerate(METHODS):
            # The column runs from 0 to 2 with the usual quality at 1: what is missing to 2 counts as missing.
            better = market.coaches.method[:, number] - np.float32(1.0)
            fill(better, months_in_use, values[part])
            market.coaches.method[:, number] = better + np.float32(1.0)
        return Reached(np.zeros(5, np.int64))

    def withdraw(self, market: LabourMarket, months_in_use: Rows, values: Mapping[str, float]) -> None:
        """Let coaches work as before."""
        for number, part in enumerate(METHODS):
            better = market.coaches.method[:, number] - np.float32(1.0)
            empty(better, months_in_use, values[part])
            market.coaches.method[:, number] = better + np.float32(1.0)
