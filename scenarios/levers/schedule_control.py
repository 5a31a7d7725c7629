"""Schedule control: workers have a say over their own roster.

Self-rostering narrows the organisation gap of irregular, shift and night work, for staff and for applicants, and
lowers absence. It works only in teams of largely interchangeable workers. In the Dutch care case of the 2013 study
satisfaction rose from 6.7 to 7.4 and absence fell from 10% to 6%, before and after, without comparison; a review of 23
studies found the evidence too thin for an effect size (SCH-01). Both ranges therefore include zero.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

import numpy as np

from agents.employers import NOT_ADOPTED
from agents.vocabulary import DAY
from scenarios.levers.base import Lever, LeverParameter, Mask, Reached, Rows, staff_reached
from simulation.model import LabourMarket

FEWEST_INTERCHANGEABLE = 0.5
"""Share of staff that must be able to replace each other (assumption; the study asks for "largely interchangeable")."""

FULL_EFFECT_MONTHS = 24
"""Months until the effect is complete (the case read its effects after about two years)."""


class ScheduleControl(Lever):
    """Say of the worker over the roster."""

    name = "schedule_control"
    title_nl = "Zeggenschap over het rooster"
    title_en = "Say over the roster"
    parameters: ClassVar[Mapping[str, LeverParameter]] = {
        "control_gain": LeverParameter(
            0.30, 0.0, 0.60, "share of the missing say", "assumption; no effect size exists (SCH-01)"
        ),
        "absence_reduction": LeverParameter(
            0.15,
            0.0,
            0.40,
            "share of absence",
            "upper end: 10% to 6% without comparison (f003_schakelring_sickness_after)",
        ),
    }

    def can_work_at(self, market: LabourMarket) -> Mask:
        """Require interchangeable staff and at least one design with shift, irregular or night work."""
        designs, employers = market.designs, market.employers
        rostered = np.zeros(len(employers.identity), bool)
        rostered[designs.employer[designs.schedule != DAY]] = True
        return np.asarray(rostered & (employers.interchangeability >= FEWEST_INTERCHANGEABLE))

    def act(self, market: LabourMarket, months_in_use: Rows, values: Mapping[str, float]) -> Reached:
        """Raise the say over the roster and lower absence while the measure takes hold."""
        designs, employers = market.designs, market.employers
        started = months_in_use == 0
        employers.schedule_control_since[started] = market.month
        growing = (months_in_use >= 0) & (months_in_use < FULL_EFFECT_MONTHS)
        rows = np.flatnonzero(growing[designs.employer] & (designs.schedule != DAY))
        # Each month closes the same part of what was missing at the start: after n of N months, n/N of the gain.
        done = months_in_use[designs.employer[rows]] / FULL_EFFECT_MONTHS
        step = 1.0 / FULL_EFFECT_MONTHS
        gain, cut = values["control_gain"], values["absence_reduction"]
        missing = 1.0 - designs.schedule_control[rows]
        designs.schedule_control[rows] += (missing * gain * step / (1.0 - gain * done)).astype(np.float32)
        designs.absence[rows] *= (1.0 - cut * step / (1.0 - cut * done)).astype(np.float32)
        return Reached(staff_reached(market, started & (employers.schedule_control_since < NOT_ADOPTED)))

    def withdraw(self, market: LabourMarket, months_in_use: Rows, values: Mapping[str, float]) -> None:
        """Bring the old roster back where the guidance ends with a project: say and absence are what they were."""
        designs, employers = market.designs, market.employers
        used = months_in_use >= 0
        employers.schedule_control_since[used] = NOT_ADOPTED
        rows = np.flatnonzero(used[designs.employer] & (designs.schedule != DAY))
        done = np.minimum(months_in_use[designs.employer[rows]] + 1, FULL_EFFECT_MONTHS) / FULL_EFFECT_MONTHS
        missing = (1.0 - designs.schedule_control[rows]) / (1.0 - values["control_gain"] * done)
        designs.schedule_control[rows] = (1.0 - missing).astype(np.float32)
        designs.absence[rows] /= (1.0 - values["absence_reduction"] * done).astype(np.float32)
