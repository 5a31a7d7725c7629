"""Life-phase policy: work that is adapted to age first, and after some years a say over hours for those with a family.

In the Dutch care case of the 2013 study (section 4.4) leaders and staff councils carried it without extra staff, so it
went slowly: first those over fifty - lifting lessons, coaches in ergonomics, interviews - and four years later the
younger groups. After about ten years people stopped a year later, those of 45 and over were ill 40% less, and more of
the staff were content, all before and after and without comparison. The ranges therefore include zero. Where leaders
have neither skill nor time nothing comes of it, and once nobody keeps it up it is lost again.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

import numpy as np

from scenarios.levers.base import Lever, LeverParameter, Mask, Reached, Rows, staff_reached
from scenarios.levers.gains import cut, empty, fill, restore
from simulation.model import LabourMarket

LEAST_LEADERSHIP = 0.3
"""Skill and time of leaders below which nobody carries the policy (share, assumption)."""

FULL_EFFECT_MONTHS = 60
"""Months until the work of older staff is adapted (assumption; results were read after about ten years)."""

FAMILIES_FROM = 48
"""Months until the groups in the rush hour of life have their turn (f003_svrz_years_between_phases)."""


class LifePhasePolicy(Lever):
    """Work adapted to age, less absence of older staff, hours that fit a family."""

    name = "life_phase_policy"
    title_nl = "Levensfasebewust personeelsbeleid"
    title_en = "Life-phase policy"
    parameters: ClassVar[Mapping[str, LeverParameter]] = {
        "age_fit_gain": LeverParameter(
            0.30,
            0.0,
            0.60,
            "share of the load of older staff",
            "assumption; upper end: a year later without comparison (f003_svrz_later_exit_years)",
        ),
        "older_absence_reduction": LeverParameter(
            0.06,
            0.0,
            0.16,
            "share of absence",
            "upper end: 40% less from 45 on, taken as two fifths of staff, without comparison (f003_svrz_absence_45plus_change)",
        ),
        "family_hours_gain": LeverParameter(
            0.10, 0.0, 0.30, "share of the missing flexibility of hours", "assumption; not reported"
        ),
    }

    def can_work_at(self, market: LabourMarket) -> Mask:
        """Require leaders with some skill and time, for nobody else is appointed."""
        return np.asarray(market.employers.leadership >= LEAST_LEADERSHIP)

    def act(self, market: LabourMarket, months_in_use: Rows, values: Mapping[str, float]) -> Reached:
        """Adapt work to age over five years, and fit hours to families from the fifth year on."""
        designs = market.designs
        months, later = _months(market, months_in_use)
        fill(designs.age_fit, months, values["age_fit_gain"], FULL_EFFECT_MONTHS)
        cut(designs.absence, months, values["older_absence_reduction"], FULL_EFFECT_MONTHS)
        fill(designs.hours_flexibility, later, values["family_hours_gain"])
        return Reached(staff_reached(market, months_in_use == 0))

    def withdraw(self, market: LabourMarket, months_in_use: Rows, values: Mapping[str, float]) -> None:
        """Let work, absence and hours be again what they were."""
        designs = market.designs
        months, later = _months(market, months_in_use)
        empty(designs.age_fit, months, values["age_fit_gain"], FULL_EFFECT_MONTHS)
        restore(designs.absence, months, values["older_absence_reduction"], FULL_EFFECT_MONTHS)
        empty(designs.hours_flexibility, later, values["family_hours_gain"])


def _months(market: LabourMarket, months_in_use: Rows) -> tuple[Rows, Rows]:
    """Return, by design, the months in use, and those since families have their turn."""
    months = months_in_use[market.designs.employer]
    return months, np.where(months >= FAMILIES_FROM, months - FAMILIES_FROM, -1)
