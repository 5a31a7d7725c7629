"""Retention bonus: who stays is paid for it, and the bonus ends when the measure ends.

It raises what the present job is worth against others, and what the employer is worth to applicants, for they could
stay too. It does nothing for who falls ill or retires, and takes people away from employers without a bonus. One
hospital in the United States is told of, with amounts and without results (2013 study, annex, action 25). Where pay is
fixed for everybody no bonus can be paid.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

import numpy as np

from agents.region import SECTORS
from scenarios.levers.base import Lever, LeverParameter, Mask, Reached, Rows
from scenarios.levers.places import by_workplace, staff_rows
from simulation.model import LabourMarket

FIXED_PAY = ("public_administration", "education")
"""Sectors in which pay is fixed for all and an employer cannot pay a bonus (assumption)."""

PAID_AFTER = (24, 60, 120)
"""Months of service after which a bonus is paid (f003_a025_bonus_2y, f003_a025_bonus_5y, f003_a025_bonus_10y)."""


class RetentionBonus(Lever):
    """A bonus for who stays."""

    name = "retention_bonus"
    title_nl = "Retentiebonus"
    title_en = "Retention bonus"
    parameters: ClassVar[Mapping[str, LeverParameter]] = {
        "yearly_bonus": LeverParameter(
            0.045,
            0.0,
            0.09,
            "share of pay",
            "assumption: 18,000 dollars in ten years, a dollar taken as a euro, against 40,000 euro of pay a year; how much of it people count is not reported",
        ),
    }

    def can_work_at(self, market: LabourMarket) -> Mask:
        """Require an employer that may decide on pay itself."""
        return ~np.isin(market.employers.sector, [SECTORS.index(name) for name in FIXED_PAY])

    def act(self, market: LabourMarket, months_in_use: Rows, values: Mapping[str, float]) -> Reached:
        """Promise the bonus to the staff of employers that begin; pay it after two, five and ten years of service."""
        designs = market.designs
        designs.staying_bonus[(months_in_use == 0)[designs.employer]] += values["yearly_bonus"]
        if values["yearly_bonus"] == 0.0:
            return Reached(np.zeros(5, np.int64))
        staff = staff_rows(market, months_in_use >= 0)
        service = market.month - market.persons.job_start[staff].astype(np.int64)
        return Reached(by_workplace(market, staff[np.isin(service, PAID_AFTER)]))

    def withdraw(self, market: LabourMarket, months_in_use: Rows, values: Mapping[str, float]) -> None:
        """Pay no bonus any more."""
        designs = market.designs
        used = (months_in_use >= 0)[designs.employer]
        designs.staying_bonus[used] = np.maximum(0.0, designs.staying_bonus[used] - values["yearly_bonus"])
