"""Base roster: planners ask for preferences and fix the roster months ahead, and a flex pool stands in for who is missing.

It gives less say than self-rostering, for planners decide, but people know when they are free. In the Dutch case of the
2013 study (section 4.1.3) it was introduced everywhere at once, which brought so much pressure and doubt that they would
not do it again; satisfaction then rose from 6.2 to 6.7, without a figure from before the start. The ranges include zero.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

import numpy as np

from agents.vocabulary import DAY
from scenarios.levers.base import Lever, LeverParameter, Mask, Reached, Rows, staff_reached
from scenarios.levers.gains import cut, fill
from scenarios.levers.schedule_control import FEWEST_INTERCHANGEABLE, FULL_EFFECT_MONTHS
from simulation.model import LabourMarket


class BaseRoster(Lever):
    """Roster by preference with a flex pool."""

    name = "base_roster"
    title_nl = "Basisrooster met flexbureau"
    title_en = "Base roster with a flex pool"
    parameters: ClassVar[Mapping[str, LeverParameter]] = {
        "preference_gain": LeverParameter(
            0.15, 0.0, 0.30, "share of the missing say", "assumption; half of self-rostering, for planners decide"
        ),
        "absence_cut": LeverParameter(0.05, 0.0, 0.15, "share of absence", "assumption; not reported"),
        "flex_pool": LeverParameter(0.30, 0.0, 0.60, "share of the work of missing staff", "assumption; not reported"),
        "sudden_stress": LeverParameter(
            0.30, 0.0, 0.60, "resistance", "assumption; pressure and doubt are told, no figures"
        ),
    }

    def can_work_at(self, market: LabourMarket) -> Mask:
        """Require interchangeable staff and at least one design with shift, irregular or night work."""
        designs, employers = market.designs, market.employers
        rostered = np.zeros(len(employers.identity), bool)
        rostered[designs.employer[designs.schedule != DAY]] = True
        return np.asarray(rostered & (employers.interchangeability >= FEWEST_INTERCHANGEABLE))

    def act(self, market: LabourMarket, months_in_use: Rows, values: Mapping[str, float]) -> Reached:
        """Bring in the roster at once, with the unrest of it; say grows and absence falls as it takes hold."""
        designs, employers = market.designs, market.employers
        started = months_in_use == 0
        employers.flex_pool[started] = np.maximum(employers.flex_pool[started], values["flex_pool"])
        employers.resistance[started] = np.minimum(1.0, employers.resistance[started] + values["sudden_stress"])
        months = np.where(designs.schedule != DAY, months_in_use[designs.employer], -1)
        fill(designs.schedule_control, months, values["preference_gain"], FULL_EFFECT_MONTHS)
        cut(designs.absence, months, values["absence_cut"], FULL_EFFECT_MONTHS)
        return Reached(staff_reached(market, started))

    def withdraw(self, market: LabourMarket, months_in_use: Rows, values: Mapping[str, float]) -> None:
        """Close the flex pool; the roster stays."""
        market.employers.flex_pool[months_in_use >= 0] = 0.0
