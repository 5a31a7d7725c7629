"""Selection: judging by what the job needs, with less bias, in a procedure that loses nobody, or by trying the work.

A structured procedure needs an employer of some size; a trial needs colleagues who can carry a newcomer, and is worth
something only when a real job may follow. No effect was measured. What discrimination and stereotypes cost applicants
was measured in field experiments (DIS-01 to DIS-04), how far selection can lower it was not.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

import numpy as np

from scenarios.levers.base import Lever, LeverParameter, Mask, Reached, Rows, staff_of
from scenarios.levers.gains import AT_ONCE, cut, fill
from simulation.model import LabourMarket

SMALLEST_TEAM = 5
"""Staff below which the head alone selects and no procedure exists to be changed (persons; assumption)."""

ONE_PLACE = 1.0
"""Newcomers a year that buddies must be able to carry before candidates can try the work (assumption)."""


class Selection(Lever):
    """Strictness, bias, simplicity and trials in selection."""

    name = "selection"
    title_nl = "Selectie"
    title_en = "Selection"
    parameters: ClassVar[Mapping[str, LeverParameter]] = {
        "strictness_cut": LeverParameter(0.40, 0.0, 0.80, "share of the strictness", "assumption; not reported"),
        "bias_reduction": LeverParameter(0.30, 0.0, 0.60, "share of the discrimination", "assumption; not reported"),
        "simplicity_gain": LeverParameter(
            0.50, 0.0, 0.90, "share of the missing ease of applying", "assumption; not reported"
        ),
        "trial_days": LeverParameter(
            0.40,
            0.0,
            0.80,
            "share of the applicants without a trial so far",
            "assumption; a trial of one day at one employer (f002_trial_day_days)",
        ),
        "potential": LeverParameter(
            0.0, 0.0, 0.30, "share of the mark-down for long non-employment", "assumption; not reported"
        ),
    }

    def can_work_at(self, market: LabourMarket) -> Mask:
        """Require an employer large enough to have a procedure."""
        return np.asarray(staff_of(market) >= SMALLEST_TEAM)

    def act(self, market: LabourMarket, months_in_use: Rows, values: Mapping[str, float]) -> Reached:
        """Change the procedure of employers that begin; trials only where a newcomer can be carried."""
        employers = market.employers
        cut(employers.selection_strictness, months_in_use, values["strictness_cut"], AT_ONCE)
        for discrimination in (
            employers.origin_discrimination,
            employers.age_discrimination,
            employers.disability_discrimination,
        ):
            cut(discrimination, months_in_use, values["bias_reduction"], AT_ONCE)
        cut(employers.duration_stereotype, months_in_use, values["potential"], AT_ONCE)
        fill(employers.selection_simplicity, months_in_use, values["simplicity_gain"], AT_ONCE)
        carried = np.where(employers.buddy_places >= ONE_PLACE, months_in_use, -1)
        fill(employers.trial_days, carried, values["trial_days"], AT_ONCE)
        return Reached(np.zeros(5, np.int64))
