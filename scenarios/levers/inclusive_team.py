"""Inclusive teams: a culture in which difference is normal, leaders who hear friction, less bias, moves between teams.

People leave unwelcoming teams sooner and hear about them from others. It takes a year to change a culture, both staff
and management must back it, and somebody must lead it. What was won in culture and leadership falls back once nobody
works on it any more (:mod:`simulation.teams`). No effect was measured; two cases are told.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

import numpy as np

from scenarios.levers.base import Lever, LeverParameter, Mask, Reached, Rows, staff_reached
from scenarios.levers.gains import cut, empty, fill
from simulation.model import LabourMarket

LEAST_LEADERSHIP = 0.2
"""Skill and time of leaders below which nobody can lead such a change (share; assumption)."""


class InclusiveTeam(Lever):
    """Culture, leadership and bias in teams, and moves between teams."""

    name = "inclusive_team"
    title_nl = "Inclusieve teams"
    title_en = "Inclusive teams"
    parameters: ClassVar[Mapping[str, LeverParameter]] = {
        "culture_gain": LeverParameter(
            0.40, 0.0, 0.80, "share of the missing welcome in teams", "assumption; two cases are told, no figures"
        ),
        "leadership_gain": LeverParameter(
            0.35, 0.0, 0.70, "share of the missing skill and time of leaders", "assumption; two cases are told"
        ),
        "bias_reduction": LeverParameter(
            0.0,
            0.0,
            0.50,
            "share of the discrimination",
            "assumption; two ambassadors at one employer (f002_di_ambassadors)",
        ),
        "team_moves": LeverParameter(
            0.0, 0.0, 0.90, "share of the missing ease of moving inside", "assumption; one move is told"
        ),
    }

    def can_work_at(self, market: LabourMarket) -> Mask:
        """Require leaders with some skill and time."""
        return np.asarray(market.employers.leadership >= LEAST_LEADERSHIP)

    def act(self, market: LabourMarket, months_in_use: Rows, values: Mapping[str, float]) -> Reached:
        """Let teams and leaders change in the course of a year, and keep them there as long as the measure lasts."""
        employers, designs = market.employers, market.designs
        # As long as somebody keeps it up, the new culture is the usual one, to which teams would otherwise fall back.
        for culture in (designs.team_culture, market.usual_culture):
            fill(culture, months_in_use[designs.employer], values["culture_gain"])
        for leadership in (employers.leadership, market.usual_leadership):
            fill(leadership, months_in_use, values["leadership_gain"])
        for discrimination in (
            employers.origin_discrimination,
            employers.age_discrimination,
            employers.disability_discrimination,
        ):
            cut(discrimination, months_in_use, values["bias_reduction"])
        fill(employers.internal_mobility, months_in_use, values["team_moves"])
        return Reached(staff_reached(market, months_in_use == 0))

    def withdraw(self, market: LabourMarket, months_in_use: Rows, values: Mapping[str, float]) -> None:
        """Let culture and leadership fall back from now on to what they were."""
        empty(market.usual_culture, months_in_use[market.designs.employer], values["culture_gain"])
        empty(market.usual_leadership, months_in_use, values["leadership_gain"])
