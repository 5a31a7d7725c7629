"""Career openness: employers learn to see what people from other work bring along, and make room for them.

An employer that is ready for side entrants accepts a larger gap of someone who works in another sector or occupation;
what is trainable must then be learned on the job, so it asks some training. The other half of the move is up to the
worker: without people who dare to apply, readiness fills nothing. No effect was measured (w2w_awareness).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

import numpy as np

from scenarios.levers.base import Lever, LeverParameter, Mask, Reached, Rows, newcomers
from scenarios.levers.gains import empty, fill
from simulation.model import LabourMarket

LEAST_TRAINING = 0.2
"""Training on the job without which nobody can take on a side entrant (share, assumption)."""


class CareerOpenness(Lever):
    """Readiness of employers for workers of another sector or occupation."""

    name = "career_openness"
    title_nl = "Openheid voor zij-instromers"
    title_en = "Openness to side entrants"
    parameters: ClassVar[Mapping[str, LeverParameter]] = {
        "side_entrants_gain": LeverParameter(
            0.50, 0.0, 1.0, "share of the missing readiness", "assumption; not reported"
        ),
    }

    def can_work_at(self, market: LabourMarket) -> Mask:
        """Require training on the job."""
        return np.asarray(market.employers.training >= LEAST_TRAINING)

    def act(self, market: LabourMarket, months_in_use: Rows, values: Mapping[str, float]) -> Reached:
        """Let readiness grow over a year."""
        fill(market.employers.side_entrants, months_in_use, values["side_entrants_gain"])
        return Reached(newcomers(market, months_in_use >= 0))

    def withdraw(self, market: LabourMarket, months_in_use: Rows, values: Mapping[str, float]) -> None:
        """Let employers judge as before."""
        empty(market.employers.side_entrants, months_in_use, values["side_entrants_gain"])
