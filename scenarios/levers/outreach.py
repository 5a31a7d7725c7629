"""Outreach: finding people who do not come to services, in the neighbourhood, through bridge figures, online, by others.

Hours spent on finding people are no longer there for clients. A bridge figure is believed by the own community and
reaches hardly anybody else; online groups reach many at little cost, but not who lacks the skill. Three of five people
joined after one online call (f002_digital_outreach_conversion); referral alone was not enough.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

import numpy as np

from agents.draws import uniforms
from agents.vocabulary import PUBLIC_SERVICE
from scenarios.levers.base import Lever, LeverParameter, Mask, Reached, Rows
from scenarios.levers.gains import AT_ONCE, empty, fill
from simulation.caseloads import OUTREACH_HOURS
from simulation.model import LabourMarket

MOST_OUTREACH = 0.4
"""Part of the contact hours that may go to finding people, or no time is left for clients (assumption)."""

OUTSIDE_THE_UNION = 2
"""Origin of the community that bridge figures come from, as those of the start."""


class Outreach(Lever):
    """Hours, bridge figures, online groups and referrals that find people."""

    name = "outreach"
    title_nl = "Vindplaatsgericht werken"
    title_en = "Outreach"
    scope = "coaches"
    parameters: ClassVar[Mapping[str, LeverParameter]] = {
        "outreach_hours": LeverParameter(
            12.0, 0.0, 30.0, "hours a month more per coach", "assumption; coach time, no hours reported"
        ),
        "bridge_share": LeverParameter(
            0.10,
            0.0,
            0.30,
            "share of coaches who become bridge figures",
            "assumption; 3 of 5 joined in one group (f002_digital_outreach_joined)",
        ),
        "digital": LeverParameter(
            0.0,
            0.0,
            0.90,
            "share of the outreach not yet in online groups",
            "assumption; one call online (f002_digital_outreach_conversion)",
        ),
        "referral_contacts": LeverParameter(
            2.0, 0.0, 10.0, "people a month more sent to each coach by others", "assumption; not sufficient on its own"
        ),
    }

    def can_work_at(self, market: LabourMarket) -> Mask:
        """Require hours that are left for clients."""
        coaches = market.coaches
        return np.asarray(coaches.outreach_hours < MOST_OUTREACH * coaches.contact_hours)

    def act(self, market: LabourMarket, months_in_use: Rows, values: Mapping[str, float]) -> Reached:
        """Let coaches that begin go out, as far as hours for clients allow."""
        coaches = market.coaches
        started = np.flatnonzero(months_in_use == 0)
        # At small scale a coach stands for part of one.
        part = np.minimum(1.0, coaches.contact_hours[started] / market.parameters.coach_hours)
        room = MOST_OUTREACH * coaches.contact_hours[started] - coaches.outreach_hours[started]
        coaches.outreach_hours[started] += np.minimum(values["outreach_hours"] * part, np.maximum(0.0, room))
        coaches.referral_contacts[started] += values["referral_contacts"] * part
        luck = uniforms(market.luck.key("becomes_bridge_figure"), coaches.identity[started])
        bridging = started[(luck < values["bridge_share"]) & (coaches.bridges_to_origin[started] < 0)]
        coaches.bridges_to_origin[bridging] = OUTSIDE_THE_UNION
        fill(coaches.digital_outreach, months_in_use, values["digital"], AT_ONCE)
        return Reached(np.zeros(5, np.int64))

    def withdraw(self, market: LabourMarket, months_in_use: Rows, values: Mapping[str, float]) -> None:
        """Let the extra hours, calls and referrals end; who became a bridge figure stays one."""
        coaches = market.coaches
        used = np.flatnonzero(months_in_use >= 0)
        part = np.minimum(1.0, coaches.contact_hours[used] / market.parameters.coach_hours)
        # Less may have been given than meant, so hours fall back to the usual ones and not below.
        hours = coaches.outreach_hours[used]
        usual = np.where(coaches.organisation[used] == PUBLIC_SERVICE, 0.0, OUTREACH_HOURS * part)
        coaches.outreach_hours[used] = np.maximum(hours - values["outreach_hours"] * part, np.minimum(hours, usual))
        left = coaches.referral_contacts[used] - values["referral_contacts"] * part
        coaches.referral_contacts[used] = np.maximum(0.0, left)
        empty(coaches.digital_outreach, months_in_use, values["digital"], AT_ONCE)
