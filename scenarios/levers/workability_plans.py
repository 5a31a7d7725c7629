"""Workability: a survey that comes back finds who carries too much, and a plan of one's own makes the work fit again.

A plan takes away part of the organisation gap, until people weigh anew how work and life fit. The employer must be able
and willing to adapt something, and makes a number of plans a year; the hardest pressed come first. No effect was
measured (2013 study, annex, action 46).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

import numpy as np

from scenarios.levers.base import Lever, LeverParameter, Mask, Reached, Rows
from scenarios.levers.places import by_workplace, places_this_month, seated, staff_rows
from simulation.model import LabourMarket

LEAST_ADAPTABILITY = 0.25
"""Ability and will to adapt below which a plan stays on paper (share, assumption)."""

PRESSED = 0.10
"""Organisation gap from which the survey finds that somebody carries too much (assumption)."""


class WorkabilityPlans(Lever):
    """Surveys of workability with personal plans."""

    name = "workability_plans"
    title_nl = "Werkvermogen opvolgen"
    title_en = "Workability plans"
    parameters: ClassVar[Mapping[str, LeverParameter]] = {
        "plans_per_100_staff": LeverParameter(
            10.0, 2.0, 30.0, "plans a year per 100 staff", "assumption; not reported"
        ),
        "plan_relief": LeverParameter(
            0.30, 0.0, 0.60, "share of the organisation gap", "assumption; not reported", neutral=None
        ),
    }

    def can_work_at(self, market: LabourMarket) -> Mask:
        """Require an employer that is able and willing to adapt something."""
        return np.asarray(market.employers.adaptability >= LEAST_ADAPTABILITY)

    def act(self, market: LabourMarket, months_in_use: Rows, values: Mapping[str, float]) -> Reached:
        """Make this month's plans for the hardest pressed."""
        persons, using = market.persons, months_in_use >= 0
        if values["plans_per_100_staff"] == 0.0:
            return Reached(np.zeros(5, np.int64))
        places = places_this_month(market, using, values["plans_per_100_staff"], "workability_plan")
        staff = staff_rows(market, using & (places > 0))
        staff = staff[persons.organisation_gap[staff] >= PRESSED]
        urgency = persons.organisation_gap[staff].astype(np.float64)
        planned = seated(market, staff, places, "workability_plan", urgency)
        persons.organisation_gap[planned] *= np.float32(1.0 - values["plan_relief"])
        return Reached(by_workplace(market, planned))
