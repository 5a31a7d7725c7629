"""Career information: one clear place that shows which moves are possible and how they are made.

Who reads it holds on less to the classic career and finds adverts more easily. Who is inert does not read it, so
awareness comes first (w2w_information: the offer is scattered now). No effect was measured.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

import numpy as np

from scenarios.levers.base import Lever, LeverParameter, Mask, Reached, Rows
from scenarios.levers.gains import fill
from scenarios.levers.working import interested, loosen, newly_reached, settled_workers
from simulation.model import LabourMarket


class CareerInformation(Lever):
    """Clear information on careers for people at work."""

    name = "career_information"
    title_nl = "Informatie over loopbanen"
    title_en = "Information on careers"
    scope = "persons"
    parameters: ClassVar[Mapping[str, LeverParameter]] = {
        "exploration_gain": LeverParameter(
            0.06, 0.0, 0.12, "share of career inertia per year", "assumption; not reported"
        ),
        "overview_gain": LeverParameter(
            0.10, 0.0, 0.20, "share of the missing skill in finding adverts", "assumption; not reported"
        ),
    }

    def can_work_at(self, market: LabourMarket) -> Mask:
        """Require a job that is not about to end."""
        return settled_workers(market)

    def act(self, market: LabourMarket, months_in_use: Rows, values: Mapping[str, float]) -> Reached:
        """Inform who comes for it; others may come later, when they hold on less."""
        beginners = np.flatnonzero(months_in_use == 0)
        months_in_use[beginners[~interested(market, beginners)]] = -1
        reached = settled_workers(market) & (months_in_use >= 0)
        loosen(market, reached, values["exploration_gain"])
        fill(market.persons.application_skill, np.where(reached, months_in_use, -1), values["overview_gain"])
        return newly_reached(market, reached & (months_in_use == 0))
