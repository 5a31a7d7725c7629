"""Recruitment of Defence: campaigns among the young, other adverts and channels, and meetings with who does nothing.

A campaign lets more young people see a vacancy that fits; adverts that show women and people of foreign origin let more
of them see themselves there. Recruiters can meet only so many young people out of work and school in a month, and few
of those begin to look for work. Without open posts there is nothing to campaign for. Nothing of this was measured: the
project describes what is to be designed and tested.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

import numpy as np

from agents.draws import uniforms
from agents.vocabulary import COMMUNITY, EMPLOYMENT_SERVICE, HOME, IN_NEITHER, LATENT, NOBODY, OTHER, UNEMPLOYED
from scenarios.levers.base import Lever, LeverParameter, Mask, Reached, Rows
from scenarios.levers.defence import NOBODY_REACHED, at_defence, by_sub_region, in_order_of_luck, months_at, places_for
from scenarios.levers.gains import AT_ONCE, empty, fill
from simulation.channels import YOUNG_UNTIL
from simulation.model import LabourMarket
from simulation.statuses import change_status

_NOT_MEASURED = "assumption; announced, to be designed and tested (f000_interventions_tested)"


class DefenceRecruitment(Lever):
    """Campaigns, channels and meetings."""

    name = "defence_recruitment"
    title_nl = "Rekrutering door Defensie"
    title_en = "Recruitment by Defence"
    parameters: ClassVar[Mapping[str, LeverParameter]] = {
        "youth_reach_gain": LeverParameter(
            0.35, 0.0, 0.70, "share of the young not reached by a campaign so far", _NOT_MEASURED
        ),
        "advert_gain": LeverParameter(0.30, 0.0, 0.60, "share of the missing welcome in adverts", _NOT_MEASURED),
        "identification_gain": LeverParameter(
            0.15, 0.0, 0.40, "share of those who do not see themselves at Defence", _NOT_MEASURED
        ),
        "channels_to_neet": LeverParameter(
            1.0, 0.0, 1.0, "share of employment service and community work taken up", _NOT_MEASURED
        ),
        "meetings": LeverParameter(40.0, 0.0, 120.0, "young people met a month", _NOT_MEASURED),
        "response": LeverParameter(
            0.10, 0.0, 0.30, "share of those met who begin to look for work", _NOT_MEASURED, neutral=None
        ),
        "familiarity": LeverParameter(
            0.30, 0.0, 0.60, "share, how well they know Defence afterwards", _NOT_MEASURED, neutral=None
        ),
    }

    def can_work_at(self, market: LabourMarket) -> Mask:
        """Require open posts: who is drawn must find one."""
        designs = market.designs
        open_posts = np.bincount(designs.employer, designs.open_vacancies, minlength=len(market.employers.identity))
        return at_defence(market, open_posts > 0)

    def act(self, market: LabourMarket, months_in_use: Rows, values: Mapping[str, float]) -> Reached:
        """Change adverts and channels at the start; meet young people in every month with open posts."""
        employers = market.employers
        defence, month = months_at(market, months_in_use)
        if defence is None or month < 0:
            return Reached(NOBODY_REACHED)
        if month == 0:
            for place, channel in enumerate((EMPLOYMENT_SERVICE, COMMUNITY)):
                luck = uniforms(market.luck.key("defence_takes_up"), np.array([place], np.uint64))
                if luck[0] < values["channels_to_neet"]:
                    employers.recruitment_channels[defence.employer] |= np.uint8(channel)
        fill(employers.youth_reach, months_in_use, values["youth_reach_gain"], AT_ONCE)
        fill(employers.advert_tone, months_in_use, values["advert_gain"], AT_ONCE)
        for group in range(2):
            fill(employers.drawn[:, group], months_in_use, values["identification_gain"])
        if not market.designs.open_vacancies[market.designs.employer == defence.employer].any():
            return Reached(NOBODY_REACHED)
        return Reached(self._meet(market, defence.employer, values))

    def withdraw(self, market: LabourMarket, months_in_use: Rows, values: Mapping[str, float]) -> None:
        """Let campaigns end and adverts be as before; who got to know Defence keeps that."""
        employers = market.employers
        empty(employers.youth_reach, months_in_use, values["youth_reach_gain"], AT_ONCE)
        empty(employers.advert_tone, months_in_use, values["advert_gain"], AT_ONCE)
        for group in range(2):
            empty(employers.drawn[:, group], months_in_use, values["identification_gain"])

    def _meet(self, market: LabourMarket, employer: int, values: Mapping[str, float]) -> Rows:
        """Meet young people out of work and school in the order of luck; returns whom, by sub-region."""
        persons, employers, month = market.persons, market.employers, market.month
        old_enough = (persons.age >= employers.youngest[employer]) & (persons.age <= YOUNG_UNTIL)
        here = np.flatnonzero((persons.youth_camp == IN_NEITHER) & old_enough)
        status = persons.status[here]
        here = here[np.isin(status, (UNEMPLOYED, LATENT, HOME, OTHER))]
        met = in_order_of_luck(market, here, "met_by_defence", month)
        met = met[: places_for(market, f"{self.name}:{month}", values["meetings"])]
        luck = uniforms(market.luck.key("responds_to_defence", month), persons.identity[met])
        responding = met[luck < values["response"]]
        for person in responding[persons.status[responding] != UNEMPLOYED]:
            change_status(persons, person, UNEMPLOYED, month)
        new = responding[persons.work_learning_employer[responding] == NOBODY]
        persons.work_learning_employer[new] = employer
        persons.acquaintance[new] = values["familiarity"]
        return by_sub_region(market, met)
