"""Recruitment: adverts that welcome, more channels, and employers that are open to people at a distance from work.

Adverts that name real demands let more people see themselves in the job; channels through the employment service or
community organisations reach people whom web adverts miss. Recruiting through the staff's own circle reaches people by
trusted contacts, but brings more of the same. An employer that is hardly open does not begin. No effect was measured.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

import numpy as np

from agents.draws import uniforms
from agents.vocabulary import COMMUNITY, EMPLOYMENT_SERVICE, STAFF_NETWORK
from scenarios.levers.base import Lever, LeverParameter, Mask, Reached, Rows
from scenarios.levers.gains import AT_ONCE, fill
from simulation.model import LabourMarket

LEAST_OPENNESS = 0.2
"""Openness to inclusive work below which an employer does not change how it recruits (share; assumption)."""

_TAKES_UP = "share of employers that take up the channel"


class Recruitment(Lever):
    """Adverts, channels and openness of employers."""

    name = "recruitment"
    title_nl = "Werving"
    title_en = "Recruitment"
    parameters: ClassVar[Mapping[str, LeverParameter]] = {
        "tone_gain": LeverParameter(
            0.40, 0.0, 0.80, "share of the missing welcome in adverts", "assumption; not reported"
        ),
        "employment_service": LeverParameter(0.80, 0.0, 1.0, _TAKES_UP, "assumption; not reported"),
        "community": LeverParameter(0.80, 0.0, 1.0, _TAKES_UP, "assumption; not reported"),
        "staff_network": LeverParameter(
            0.0, 0.0, 1.0, _TAKES_UP, "assumption; said to work well, no figures (word_of_mouth_recruitment)"
        ),
        "breadth_gain": LeverParameter(
            0.30, 0.0, 0.70, "share of the missing breadth of channels", "assumption; not reported"
        ),
        "openness_gain": LeverParameter(0.15, 0.0, 0.50, "share of the missing openness", "assumption; not reported"),
    }

    def can_work_at(self, market: LabourMarket) -> Mask:
        """Require an employer that is at least somewhat open."""
        return np.asarray(market.employers.openness >= LEAST_OPENNESS)

    def act(self, market: LabourMarket, months_in_use: Rows, values: Mapping[str, float]) -> Reached:
        """Rewrite adverts and take up channels at employers that begin; openness grows in a year."""
        employers = market.employers
        started = np.flatnonzero(months_in_use == 0)
        for channel, flag in (
            ("employment_service", EMPLOYMENT_SERVICE),
            ("community", COMMUNITY),
            ("staff_network", STAFF_NETWORK),
        ):
            luck = uniforms(market.luck.key(f"takes_up:{channel}"), employers.identity[started])
            employers.recruitment_channels[started[luck < values[channel]]] |= np.uint8(flag)
        fill(employers.advert_tone, months_in_use, values["tone_gain"], AT_ONCE)
        fill(employers.channel_breadth, months_in_use, values["breadth_gain"], AT_ONCE)
        fill(employers.openness, months_in_use, values["openness_gain"])
        return Reached(np.zeros(5, np.int64))
