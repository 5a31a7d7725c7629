"""Career awareness: people at work hear that few jobs are for life, and hold on to theirs a little less.

Awareness is called a first and necessary step, and not enough by itself (w2w_awareness): it lowers inertia slowly, and
who is less inert comes for information and guidance. Who is about to lose the job has other worries. When a campaign
stops, inertia falls back within some years. No effect was measured.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from scenarios.levers.base import Lever, LeverParameter, Mask, Reached, Rows
from scenarios.levers.working import loosen, newly_reached, settled_workers
from simulation.model import LabourMarket


class CareerAwareness(Lever):
    """Campaigns on careers for people at work."""

    name = "career_awareness"
    title_nl = "Sensibilisering rond loopbanen"
    title_en = "Awareness of careers"
    scope = "persons"
    parameters: ClassVar[Mapping[str, LeverParameter]] = {
        "awareness_gain": LeverParameter(
            0.04, 0.0, 0.08, "share of career inertia per year", "assumption; not reported"
        ),
    }

    def can_work_at(self, market: LabourMarket) -> Mask:
        """Require a job that is not about to end."""
        return settled_workers(market)

    def act(self, market: LabourMarket, months_in_use: Rows, values: Mapping[str, float]) -> Reached:
        """Take a little away from inertia, every month that the campaign goes on."""
        reached = settled_workers(market) & (months_in_use >= 0)
        loosen(market, reached, values["awareness_gain"])
        return newly_reached(market, reached & (months_in_use == 0))
