"""Career paths: advisers inside an organisation help people who are stuck to another place, inside or outside.

The documented office had four advisers, three full-time, for over 6,000 staff; most clients were sent by their manager,
over a quarter came by themselves (2013 study, section 4.2). Nothing was measured, no targets were set, and the office
was closed later. It works only where the whole organisation values mobility, and advisers can guide only so many.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

import numpy as np

from scenarios.levers.base import Lever, LeverParameter, Mask, Reached, Rows
from scenarios.levers.gains import empty, fill
from scenarios.levers.places import by_workplace, places_this_month, seated, staff_rows
from simulation.guided_moves import guide_careers
from simulation.model import LabourMarket

LEAST_MOBILITY = 0.08
"""Ease of moving inside below which an organisation does not value mobility (share, assumption)."""

SETTLED_MONTHS = 12
"""Months in the job before an adviser is asked (assumption)."""

STUCK_MONTHS, STUCK = 60, 0.1
"""Months in the same place after which people may be stuck, and how much more pressing that makes it (assumption)."""

HOURS_OF_AN_ADVISER = 1600.0
"""Working hours of an adviser in a year (assumption)."""


class CareerPaths(Lever):
    """An office for internal mobility."""

    name = "career_paths"
    title_nl = "Loopbaanpaden"
    title_en = "Career paths"
    parameters: ClassVar[Mapping[str, LeverParameter]] = {
        "advisers_per_1000_staff": LeverParameter(
            0.5,
            0.25,
            1.0,
            "advisers per 1000 staff",
            "3 full-time for 6,000 (f003_rivas_adviser_fte, f003_rivas_staff)",
        ),
        "tracks_per_adviser": LeverParameter(
            40.0, 15.0, 80.0, "tracks a year per adviser", "assumption; not reported", neutral=None
        ),
        "self_referred": LeverParameter(
            0.25, 0.15, 0.35, "share of the tracks", "over a quarter (f003_rivas_self_referred_share)", neutral=None
        ),
        "outside_help": LeverParameter(
            0.30, 0.0, 0.60, "share of what is missing", "assumption; goal and applying; not reported", neutral=None
        ),
        "mobility_gain": LeverParameter(
            0.10, 0.0, 0.30, "share of the missing ease of moving inside", "assumption; not reported"
        ),
    }

    def can_work_at(self, market: LabourMarket) -> Mask:
        """Require an organisation that values mobility."""
        return np.asarray(market.employers.internal_mobility >= LEAST_MOBILITY)

    def act(self, market: LabourMarket, months_in_use: Rows, values: Mapping[str, float]) -> Reached:
        """Guide this month's clients: who is sent because the work no longer fits, and who comes by himself."""
        fill(market.employers.internal_mobility, months_in_use, values["mobility_gain"])
        tracks = 0.1 * values["advisers_per_1000_staff"] * values["tracks_per_adviser"]
        if tracks == 0.0:
            return Reached(np.zeros(5, np.int64))
        persons, using = market.persons, months_in_use >= 0
        own, sent = values["self_referred"] * tracks, (1.0 - values["self_referred"]) * tracks
        by_manager = places_this_month(market, using, sent, "career_sent")
        by_oneself = places_this_month(market, using, own, "career_asked")
        staff = staff_rows(market, using & (by_manager + by_oneself > 0))
        service = market.month - persons.job_start[staff].astype(np.int64)
        staff, service = staff[service >= SETTLED_MONTHS], service[service >= SETTLED_MONTHS]
        misfit = (persons.organisation_gap[staff] + persons.skill_gap[staff]).astype(np.float64)
        clients = seated(market, staff, by_manager, "career_sent", misfit + STUCK * (service > STUCK_MONTHS))
        others = np.setdiff1d(staff, clients)
        clients = np.concatenate([clients, seated(market, others, by_oneself, "career_asked")])
        reached = by_workplace(market, clients)
        guide_careers(market, clients, values["outside_help"])
        return Reached(reached, reached.astype(np.float64) * (HOURS_OF_AN_ADVISER / values["tracks_per_adviser"]))

    def withdraw(self, market: LabourMarket, months_in_use: Rows, values: Mapping[str, float]) -> None:
        """Close the office: moving inside is as hard as it was."""
        empty(market.employers.internal_mobility, months_in_use, values["mobility_gain"])
