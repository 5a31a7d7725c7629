"""Staff development: an inventory of skills, a plan for each, and courses for the staff an employer has.

Courses bring skills nearer to what the work asks and close what is left of the skill gap, so that fewer leave; room to
learn makes work more satisfying. Places are few. On a digital platform people learn on their own, so it helps who
handles a computer well. No effect was measured (2013 study, annex, actions 41 and 114).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

import numpy as np

from agents.vocabulary import DIGITAL_SKILL
from scenarios.levers.base import Lever, LeverParameter, Mask, Reached, Rows
from scenarios.levers.gains import empty, fill
from scenarios.levers.places import by_workplace, places_this_month, seated, staff_rows
from simulation.model import LabourMarket

LEAST_TRAINING = 0.2
"""Training on the job below which an employer has nobody to plan courses (share, assumption)."""

LEAST_DIGITAL_SKILL = 0.4
"""Digital skill below which people do not learn on their own at a screen (share, assumption)."""


class StaffDevelopment(Lever):
    """Courses and room to learn for staff."""

    name = "staff_development"
    title_nl = "Ontwikkeling van medewerkers"
    title_en = "Staff development"
    parameters: ClassVar[Mapping[str, LeverParameter]] = {
        "development_gain": LeverParameter(
            0.30, 0.0, 0.60, "share of the missing room to learn", "assumption; not reported"
        ),
        "courses_per_100_staff": LeverParameter(
            10.0, 2.0, 30.0, "courses a year per 100 staff", "assumption; not reported"
        ),
        "course_gain": LeverParameter(
            0.30, 0.0, 0.60, "share of the shortfall", "assumption; not reported", neutral=None
        ),
        "on_their_own": LeverParameter(
            0.0, 0.0, 1.0, "0 with others, 1 alone at a screen", "assumption; a choice of the measure", neutral=None
        ),
    }

    def can_work_at(self, market: LabourMarket) -> Mask:
        """Require an employer that trains on the job."""
        return np.asarray(market.employers.training >= LEAST_TRAINING)

    def act(self, market: LabourMarket, months_in_use: Rows, values: Mapping[str, float]) -> Reached:
        """Make room to learn in the course of a year, and fill this month's courses with who has something to learn."""
        persons, designs = market.persons, market.designs
        fill(market.employers.development, months_in_use, values["development_gain"])
        if values["courses_per_100_staff"] == 0.0:
            return Reached(np.zeros(5, np.int64))
        using = months_in_use >= 0
        places = places_this_month(market, using, values["courses_per_100_staff"], "staff_course")
        staff = staff_rows(market, using & (places > 0))
        if values["on_their_own"] > 0.5:
            staff = staff[persons.skills[staff, DIGITAL_SKILL] >= LEAST_DIGITAL_SKILL]
        short = np.clip(designs.ideal[persons.design[staff]] - persons.skills[staff], 0.0, None)
        learns = short.max(axis=1, initial=0.0) > 0.0
        taught = seated(market, staff[learns], places, "staff_course")
        short = np.clip(designs.ideal[persons.design[taught]] - persons.skills[taught], 0.0, None)
        gain = np.float32(values["course_gain"])
        persons.skills[taught] += gain * designs.trainable[persons.design[taught]][:, None] * short
        persons.skill_gap[taught] *= np.float32(1.0) - gain
        return Reached(by_workplace(market, taught))

    def withdraw(self, market: LabourMarket, months_in_use: Rows, values: Mapping[str, float]) -> None:
        """Take the room to learn away; what people have learned stays."""
        empty(market.employers.development, months_in_use, values["development_gain"])
