"""Job redesign: simple jobs without the hard tasks, a way to grow out of them, and a say for the team.

Part of the positions may be filled as a simple job: colleagues take over the tasks that ask most, so that entry asks
less skill and less Dutch. Colleagues get more to do, and resist less when they have a say. Without a growth path people
get stuck in the simple job. The studies tell of several matches that became possible and give no figures (JOB-01).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

import numpy as np

from scenarios.levers.base import Lever, LeverParameter, Mask, Reached, Rows, newcomers, staff_of
from scenarios.levers.gains import fill
from simulation.model import LabourMarket

LEAST_MOVED_LOAD = 0.10
"""Load that can move to colleagues, below which there is nothing to redesign (share; assumption)."""

SMALLEST_TEAM = 5
"""Staff below which nobody is there to take tasks over (persons; assumption)."""

LEAST_LEADERSHIP = 0.3
"""Skill and time of leaders below which redesign does not get off the ground (share; assumption)."""


class JobRedesign(Lever):
    """Tasks regrouped into simpler and more complex jobs."""

    name = "job_redesign"
    title_nl = "Jobontwerp"
    title_en = "Job redesign"
    parameters: ClassVar[Mapping[str, LeverParameter]] = {
        "simple_share": LeverParameter(
            0.15, 0.0, 0.35, "share of positions open to a simple job", "assumption; no effect size exists (JOB-01)"
        ),
        "growth_path_gain": LeverParameter(
            0.40, 0.0, 0.70, "share of the missing growth path", "assumption; not reported"
        ),
        "involvement": LeverParameter(
            0.40, 0.0, 0.80, "share of the missing say of the team", "assumption; not reported"
        ),
        "internal_mobility_gain": LeverParameter(
            0.0,
            0.0,
            0.50,
            "share of the missing ease of moving inside",
            "assumption; one entry department is described",
        ),
    }

    def can_work_at(self, market: LabourMarket) -> Mask:
        """Require tasks that can move, colleagues to take them over, and leaders with some skill and time."""
        employers, designs = market.employers, market.designs
        movable = np.zeros(len(employers.identity), bool)
        movable[designs.employer[designs.moved_load >= LEAST_MOVED_LOAD]] = True
        enough = staff_of(market) >= SMALLEST_TEAM
        return np.asarray(movable & enough & (employers.leadership >= LEAST_LEADERSHIP))

    def act(self, market: LabourMarket, months_in_use: Rows, values: Mapping[str, float]) -> Reached:
        """Open simple jobs at employers that begin; growth, say and moves inside follow in a year.

        A growth path does something only where there are simple jobs to grow out of.
        """
        employers, designs = market.employers, market.designs
        months = months_in_use[designs.employer]
        opening = (months == 0) & (designs.moved_load >= LEAST_MOVED_LOAD)
        designs.simple_share[opening] = np.maximum(designs.simple_share[opening], values["simple_share"])
        fill(designs.growth_path, np.where(designs.simple_share > 0.0, months, -1), values["growth_path_gain"])
        fill(employers.involvement, months_in_use, values["involvement"])
        fill(employers.internal_mobility, months_in_use, values["internal_mobility_gain"])
        return Reached(newcomers(market, months_in_use >= 0))
