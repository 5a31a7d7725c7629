"""Retention at Defence: career advisers in the first years, and an easier way to another post inside.

An adviser can accompany only so many people, who stay in the order in which they once got a place. Without leaders who
act on what advisers hear, nothing changes. Nothing was measured.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import ClassVar

import numpy as np

from scenarios.levers.base import Lever, LeverParameter, Mask, Reached, Rows
from scenarios.levers.defence import (
    NOBODY_REACHED,
    at_defence,
    by_sub_region,
    change_service,
    in_order_of_luck,
    months_at,
    places_for,
)
from scenarios.levers.gains import empty, fill
from simulation.model import LabourMarket

LEAST_LEADERSHIP = 0.3
"""Skill and time of leaders below which nobody acts on what advisers hear (share; assumption)."""

_NOT_MEASURED = "assumption; announced, to be designed and tested (f000_interventions_tested)"


class DefenceRetention(Lever):
    """Career advisers and moves inside."""

    name = "defence_retention"
    title_nl = "Behoud bij Defensie"
    title_en = "Retention at Defence"
    parameters: ClassVar[Mapping[str, LeverParameter]] = {
        "early_exits_cut": LeverParameter(
            0.40, 0.0, 0.80, "share of the early exits of who has an adviser", _NOT_MEASURED
        ),
        "advisers": LeverParameter(6.0, 1.0, 30.0, "career advisers", _NOT_MEASURED, neutral=None),
        "people_per_adviser": LeverParameter(60.0, 20.0, 150.0, "people at a time", _NOT_MEASURED, neutral=None),
        "moves_gain": LeverParameter(0.25, 0.0, 0.60, "share of the missing ease of moving inside", _NOT_MEASURED),
    }

    def can_work_at(self, market: LabourMarket) -> Mask:
        """Require leaders with skill and time to act on what they hear."""
        return at_defence(market, np.asarray(market.employers.leadership >= LEAST_LEADERSHIP))

    def act(self, market: LabourMarket, months_in_use: Rows, values: Mapping[str, float]) -> Reached:
        """Give each place that an adviser has to somebody in the first years after training."""
        defence, month = months_at(market, months_in_use)
        if defence is None or month < 0:
            return Reached(NOBODY_REACHED)
        fill(market.employers.internal_mobility, months_in_use, values["moves_gain"])
        if month == 0:
            change_service(market, relief=values["early_exits_cut"])
        if values["early_exits_cut"] == 0.0:
            return Reached(NOBODY_REACHED)
        defence = market.defence
        assert defence is not None
        served, service = market.month - defence.since, defence.service
        young_in_service = defence.staff[(served >= service.training_months) & (served < service.early_months)]
        still = defence.accompanied[np.isin(defence.accompanied, young_in_service)]
        places = places_for(market, self.name, values["advisers"] * values["people_per_adviser"])
        waiting = in_order_of_luck(market, young_in_service, "adviser_at_defence")
        joining = waiting[~np.isin(waiting, still)][: max(0, places - len(still))]
        market.defence = replace(defence, accompanied=np.concatenate([still, joining]))
        return Reached(by_sub_region(market, joining))

    def withdraw(self, market: LabourMarket, months_in_use: Rows, values: Mapping[str, float]) -> None:
        """Let the advisers go; moving inside is as hard as before."""
        defence, month = months_at(market, months_in_use)
        if defence is None or month < 0:
            return
        empty(market.employers.internal_mobility, months_in_use, values["moves_gain"])
        change_service(market, relief=0.0)
        market.defence = replace(market.defence, accompanied=np.zeros(0, np.int64)) if market.defence else None
