"""Barrier services: services that work together, quick help with practical problems, faster recognition of diplomas.

Problems with care, papers, debt or housing end sooner where services act together and a coach can arrange help at once.
Recognition of a foreign diploma took more than a year in one case (f002_diploma_recognition_wait_years), and opens
the jobs that the law reserves. No effect was measured.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

import numpy as np

from agents.draws import uniforms
from agents.vocabulary import ABSENT, NO_FOREIGN_DIPLOMA, OTHER_FOREIGN_DIPLOMA
from scenarios.levers.base import Lever, LeverParameter, Mask, Reached, Rows
from scenarios.levers.gains import empty, fill
from simulation.lives import DUTCH_FOR_RECOGNITION
from simulation.model import LabourMarket


class BarrierServices(Lever):
    """Services around work in a sub-region."""

    name = "barrier_services"
    title_nl = "Hulpverlening rond werk"
    title_en = "Services around work"
    scope = "sub_regions"
    parameters: ClassVar[Mapping[str, LeverParameter]] = {
        "coordination_gain": LeverParameter(
            0.40, 0.0, 0.80, "share of the missing coordination", "assumption; not reported"
        ),
        "quick_win_gain": LeverParameter(
            0.50, 0.0, 1.0, "share more practical problems solved in an hour", "assumption; not reported"
        ),
        "recognition_speed": LeverParameter(
            0.0,
            0.0,
            0.70,
            "share of the time of recognition saved",
            "assumption; a year and still waiting in one case (f002_diploma_recognition_wait_years)",
        ),
    }

    def can_work_at(self, market: LabourMarket) -> Mask:
        """Require services in the sub-region: coaches with hours."""
        coaches = market.coaches
        return np.bincount(coaches.sub_region, coaches.contact_hours, minlength=5) > 0.0

    def act(self, market: LabourMarket, months_in_use: Rows, values: Mapping[str, float]) -> Reached:
        """Let services grow together in a year; help and recognition are quicker at once."""
        fill(market.service_coordination, months_in_use, values["coordination_gain"])
        market.quick_help[months_in_use == 0] *= 1.0 + values["quick_win_gain"]
        return Reached(_recognise(market, months_in_use >= 0, values["recognition_speed"]))

    def withdraw(self, market: LabourMarket, months_in_use: Rows, values: Mapping[str, float]) -> None:
        """Let services work as before."""
        empty(market.service_coordination, months_in_use, values["coordination_gain"])
        market.quick_help[months_in_use >= 0] /= 1.0 + values["quick_win_gain"]


def _recognise(market: LabourMarket, in_use: Mask, speed: float) -> Rows:
    """Recognise the diplomas that are ready earlier than usual this month; returns their number by sub-region."""
    persons = market.persons
    usual = 1.0 / market.parameters.recognition_months
    extra = min(1.0, usual / (1.0 - speed)) - usual
    waiting = (persons.foreign_diploma != NO_FOREIGN_DIPLOMA) & (persons.status != ABSENT)
    rows = np.flatnonzero(waiting & (persons.dutch >= DUTCH_FOR_RECOGNITION))
    luck = uniforms(market.luck.key("earlier_recognition", market.month), persons.identity[rows])
    rows = rows[in_use[persons.sub_region[rows]] & (luck < extra)]
    gated = rows[persons.foreign_diploma[rows] != OTHER_FOREIGN_DIPLOMA]
    persons.diploma[gated] = persons.foreign_diploma[gated]
    persons.foreign_diploma[rows] = NO_FOREIGN_DIPLOMA
    return np.bincount(persons.sub_region[rows], minlength=5).astype(np.int64)
