"""Transition support: redundancies are announced months ahead, and those concerned are helped to other work.

The employer says in time who must go, and lets people be guided and trained while they are still at work; the worker
uses that time. It is meant for a problem case and appeals to nobody else. Advisers are few, and an employer whose
leaders have no time or skill for it announces nothing. No effect was measured (w2w_multi_stakeholder_case).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

import numpy as np

from agents.persons import NEVER
from scenarios.levers.base import Lever, LeverParameter, Mask, Reached, Rows
from scenarios.levers.working import first_in_line, train_for, work_within_reach
from simulation.model import LabourMarket

LEAST_LEADERSHIP = 0.3
"""Leadership needed to plan redundancies ahead and let people go well (share, assumption)."""


class TransitionSupport(Lever):
    """Notice of redundancy, with guidance and training to other work."""

    name = "transition_support"
    title_nl = "Overgangsbegeleiding bij ontslag"
    title_en = "Transition support at redundancy"
    parameters: ClassVar[Mapping[str, LeverParameter]] = {
        "notice_months": LeverParameter(4.0, 0.0, 8.0, "months", "assumption; not reported"),
        "support_places": LeverParameter(
            30.0, 0.0, 300.0, "people a month per sub-region", "assumption; not reported", neutral=None
        ),
        "reorientation_gain": LeverParameter(0.30, 0.0, 0.60, "share of career inertia", "assumption; not reported"),
        "applying_gain": LeverParameter(
            0.20, 0.0, 0.40, "share of the missing skill in applying", "assumption; not reported"
        ),
        "retraining_gain": LeverParameter(0.30, 0.0, 0.60, "share of the shortfall", "assumption; not reported"),
    }

    def can_work_at(self, market: LabourMarket) -> Mask:
        """Require leaders who can plan redundancies ahead."""
        return np.asarray(market.employers.leadership >= LEAST_LEADERSHIP)

    def act(self, market: LabourMarket, months_in_use: Rows, values: Mapping[str, float]) -> Reached:
        """Let employers announce redundancies, and help those who heard last month, as far as there are places."""
        persons, employers, designs = market.persons, market.employers, market.designs
        employers.notice_months[months_in_use == 0] = round(values["notice_months"])
        warned = np.flatnonzero(persons.notice_until != NEVER)
        employer = designs.employer[persons.design[warned]]
        heard = persons.notice_until[warned] - employers.notice_months[employer] == market.month - 1
        clients = warned[heard & (months_in_use[employer] >= 0)]
        clients = first_in_line(market, clients, values["support_places"], "transition_support")
        persons.inertia[clients] *= 1.0 - values["reorientation_gain"]
        missing = 1.0 - persons.application_skill[clients]
        persons.application_skill[clients] += (values["applying_gain"] * missing).astype(np.float32)
        if values["retraining_gain"] > 0.0:
            occupation = work_within_reach(market, clients, values["retraining_gain"])
            train_for(market, clients, occupation, values["retraining_gain"])
        return Reached(np.bincount(persons.sub_region[clients], minlength=5).astype(np.int64))

    def withdraw(self, market: LabourMarket, months_in_use: Rows, values: Mapping[str, float]) -> None:
        """Let employers announce nothing any more; notice that was given stands."""
        market.employers.notice_months[months_in_use >= 0] = 0
