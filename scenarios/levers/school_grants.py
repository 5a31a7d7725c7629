"""Grants to schools that raise their share of technical studies: schools own the result and get nothing without it.

A school that takes part works on its teaching and its choice guidance; a grant is paid when the share of pupils who
choose technical studies has risen by what was agreed. The Dutch platform that did so reports its goal of 15% more as
met, without a baseline or a comparison: an upper end, not an effect.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

import numpy as np

from agents.draws import uniforms
from agents.vocabulary import TECHNICAL_STUDIES
from scenarios.levers.base import Lever, LeverParameter, Mask, Reached, Rows
from scenarios.levers.school import FEBRUARY, SATURATED, TECHNICAL
from simulation.model import LabourMarket
from simulation.study_choice import SEPTEMBER
from simulation.tallies import AT_14


class SchoolGrants(Lever):
    """Pay by result for schools."""

    name = "school_grants"
    title_nl = "Toelagen voor scholen"
    title_en = "Grants for schools"
    scope = "sub_regions"
    parameters: ClassVar[Mapping[str, LeverParameter]] = {
        "schools_share": LeverParameter(
            0.30, 0.0, 1.0, "share of the schools that take part", "assumption; taking part was voluntary", neutral=None
        ),
        "effort_gain": LeverParameter(
            0.08,
            0.0,
            0.16,
            "log odds a year at schools that take part",
            "assumption; at most the 15% more that was reported (national_stem_platform)",
        ),
        "agreed_rise": LeverParameter(
            0.05, 0.01, 0.15, "relative rise of the share", "assumption; agreed per school, not reported", neutral=None
        ),
        "pupils_per_school": LeverParameter(
            400.0,
            150.0,
            900.0,
            "pupils",
            "assumption; 82,080 pupils in the secondary schools of the province",
            neutral=None,
        ),
    }

    def can_work_at(self, market: LabourMarket) -> Mask:
        """Ask nothing of a sub-region: schools join of their own accord."""
        return np.ones(len(market.school_coordination), bool)

    def act(self, market: LabourMarket, months_in_use: Rows, values: Mapping[str, float]) -> Reached:
        """Let schools work on it for a year, and pay those of a sub-region where the share has risen enough."""
        if market.month % 12 != FEBRUARY or values["effort_gain"] == 0.0:
            return Reached(np.zeros(5, np.int64))
        used = months_in_use >= 0
        view = market.view_of_teachers[:, TECHNICAL]
        gain = values["effort_gain"] * values["schools_share"]
        view[used] += gain * np.clip(1.0 - view[used] / SATURATED, 0.0, 1.0)
        risen = used & np.array(
            [self._has_risen(market, place, int(months_in_use[place]), values) for place in range(5)]
        )
        schools = market.pupils.sum(axis=1) / values["pupils_per_school"] * values["schools_share"]
        rounding = uniforms(market.luck.key("schools_paid", market.month), np.arange(5, dtype=np.uint64))
        return Reached(np.where(risen, schools + rounding, 0.0).astype(np.int64))

    def _has_risen(self, market: LabourMarket, place: int, months: int, values: Mapping[str, float]) -> bool:
        """Compare the choices of last September with those of the September before the start."""
        before = (market.month - months - SEPTEMBER - 1) // 12 * 12 + SEPTEMBER
        last = (market.month - SEPTEMBER - 1) // 12 * 12 + SEPTEMBER
        if before < 0 or last == before:
            return False
        return technical_share(market, last, place) >= (1.0 + values["agreed_rise"]) * technical_share(
            market, before, place
        )


def technical_share(market: LabourMarket, september: int, place: int) -> float:
    """Return the share of pupils of a sub-region who chose technical studies at 14 in some September."""
    chosen = market.counts.choices[september, AT_14, :, place]
    return float(chosen[TECHNICAL_STUDIES] / max(chosen.sum(), 1))
