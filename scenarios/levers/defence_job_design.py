"""Job design at Defence: entry posts with mentors, more say over hours, a bed at work, and a team that welcomes all.

Mentors are colleagues, so they carry only so many newcomers. Culture takes a year to change, somebody must lead it, and
staff and management must back it. Nothing was measured; existing practice can itself be the barrier.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

import numpy as np

from agents.workplaces import MOST_GUIDANCE_MONTHS
from scenarios.levers.base import Lever, LeverParameter, Mask, Reached, Rows
from scenarios.levers.defence import NOBODY_REACHED, at_defence, change_service, filled, months_at
from scenarios.levers.gains import AT_ONCE, empty, fill
from simulation.model import LabourMarket

LEAST_LEADERSHIP = 0.2
"""Skill and time of leaders below which nobody can lead such a change (share; assumption)."""

_NOT_MEASURED = "assumption; announced, to be designed and tested (f000_interventions_tested)"


class DefenceJobDesign(Lever):
    """Mentors, hours, lodging and culture of entry posts."""

    name = "defence_job_design"
    title_nl = "Jobontwerp bij Defensie"
    title_en = "Job design at Defence"
    parameters: ClassVar[Mapping[str, LeverParameter]] = {
        "mentors_gain": LeverParameter(0.50, 0.0, 1.0, "share more newcomers with a mentor", _NOT_MEASURED),
        "welcome_gain": LeverParameter(0.40, 0.0, 0.80, "share of the missing quality of the welcome", _NOT_MEASURED),
        "longer_guidance": LeverParameter(4.0, 0.0, 10.0, "months of guidance more", _NOT_MEASURED),
        "roster_gain": LeverParameter(0.30, 0.0, 0.60, "share of the missing say over the roster", _NOT_MEASURED),
        "hours_gain": LeverParameter(0.20, 0.0, 0.50, "share of the missing room in hours", _NOT_MEASURED),
        "lodging_gain": LeverParameter(0.30, 0.0, 0.60, "share of the distance that is left", _NOT_MEASURED),
        "culture_gain": LeverParameter(0.30, 0.0, 0.60, "share of the missing welcome in teams", _NOT_MEASURED),
        "culture_for_all": LeverParameter(
            0.30, 0.0, 0.60, "share of the missing welcome of women and of people born abroad", _NOT_MEASURED
        ),
    }

    def can_work_at(self, market: LabourMarket) -> Mask:
        """Require leaders with some skill and time."""
        return at_defence(market, np.asarray(market.employers.leadership >= LEAST_LEADERSHIP))

    def act(self, market: LabourMarket, months_in_use: Rows, values: Mapping[str, float]) -> Reached:
        """Free mentors and beds at the start; welcome, rosters and culture change in a year."""
        employers, designs = market.employers, market.designs
        defence, month = months_at(market, months_in_use)
        if defence is None or month < 0:
            return Reached(NOBODY_REACHED)
        here, at_posts = defence.employer, months_in_use[designs.employer]
        if month == 0:
            employers.buddy_places[here] *= 1.0 + values["mentors_gain"]
            longer = employers.guidance_months[here] + values["longer_guidance"]
            employers.guidance_months[here] = min(MOST_GUIDANCE_MONTHS, longer)
        fill(employers.welcome, months_in_use, values["welcome_gain"])
        fill(designs.schedule_control, at_posts, values["roster_gain"])
        fill(designs.hours_flexibility, at_posts, values["hours_gain"])
        fill(designs.lodging, at_posts, values["lodging_gain"], AT_ONCE)
        for culture in (designs.team_culture, market.usual_culture):
            fill(culture, at_posts, values["culture_gain"])
        service = defence.service
        change_service(
            market,
            culture_women=filled(service.culture_women, month, values["culture_for_all"]),
            culture_abroad=filled(service.culture_abroad, month, values["culture_for_all"]),
        )
        return Reached(NOBODY_REACHED)

    def withdraw(self, market: LabourMarket, months_in_use: Rows, values: Mapping[str, float]) -> None:
        """Take back mentors, guidance and beds; the culture of teams falls back from now on."""
        employers, designs = market.employers, market.designs
        defence, month = months_at(market, months_in_use)
        if defence is None or month < 0:
            return
        here, at_posts = defence.employer, months_in_use[designs.employer]
        employers.buddy_places[here] /= 1.0 + values["mentors_gain"]
        employers.guidance_months[here] = max(0.0, employers.guidance_months[here] - values["longer_guidance"])
        empty(designs.lodging, at_posts, values["lodging_gain"], AT_ONCE)
        empty(market.usual_culture, at_posts, values["culture_gain"])
