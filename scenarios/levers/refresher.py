"""Refresher: nurses who have long been out of the profession follow a short course with an internship and come back.

The course of the public employment service takes three months (2013 study, annex, action 37). It renews what they have
forgotten and gives heart, and they begin to look for work again. Places are few, and nobody comes who does not want to
work. How many find work, and how many would have come back anyway, is not reported.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

import numpy as np

from agents.draws import uniforms
from agents.gaps import NURSE_DIPLOMA
from agents.vocabulary import HOME, LATENT, NURSE, OTHER, SEARCHING_UNAVAILABLE, UNEMPLOYED
from scenarios.levers.base import Lever, LeverParameter, Mask, Reached, Rows, mean_ideal
from simulation.minds import moves
from simulation.model import LabourMarket
from simulation.statuses import change_status

COURSE_MONTHS = 3
"""Length of the course with internship (months; f003_a037_months)."""

MONTHS_OUT = 12
"""Months out of work after which a nurse needs a refresher (assumption)."""

LEAST_WISH, OLDEST = 0.2, 60
"""Wish to work below which, and age above which, nobody comes (share and years, assumption)."""


class Refresher(Lever):
    """Refresher course for nurses out of work."""

    name = "refresher"
    title_nl = "Terugkeercursus"
    title_en = "Refresher course"
    scope = "persons"
    parameters: ClassVar[Mapping[str, LeverParameter]] = {
        "refresher_places": LeverParameter(
            10.0, 2.0, 40.0, "places at a time per sub-region", "assumption; not reported", neutral=None
        ),
        "refreshed_skill": LeverParameter(0.50, 0.0, 0.90, "share of the shortfall", "assumption; not reported"),
        "refreshed_courage": LeverParameter(
            0.10, 0.0, 0.30, "share", "assumption; confidence and a clear goal; not reported"
        ),
    }

    def can_work_at(self, market: LabourMarket) -> Mask:
        """Require a nurse who has been out of work for a year and would like to work again."""
        persons = market.persons
        out = np.isin(persons.status, (HOME, OTHER, LATENT, SEARCHING_UNAVAILABLE, UNEMPLOYED))
        out &= persons.non_employed_since <= market.month - MONTHS_OUT
        return np.asarray(
            out & (persons.diploma == NURSE_DIPLOMA) & (persons.age <= OLDEST) & (persons.work_wish >= LEAST_WISH)
        )

    def act(self, market: LabourMarket, months_in_use: Rows, values: Mapping[str, float]) -> Reached:
        """Fill the places that are free, in the order of luck; after three months people look for work."""
        persons = market.persons
        asking = np.flatnonzero(months_in_use == 0)
        busy = np.flatnonzero((months_in_use > 0) & (months_in_use < COURSE_MONTHS))
        luck = uniforms(market.luck.key("refresher_places"), np.arange(5, dtype=np.uint64))
        places = np.floor(values["refresher_places"] * market.surroundings.scale + luck).astype(np.int64)
        free = np.maximum(places - np.bincount(persons.sub_region[busy], minlength=5), 0)
        order = np.lexsort(
            (uniforms(market.luck.key("refresher_place"), persons.identity[asking]), persons.sub_region[asking])
        )
        asking = asking[order]
        region = persons.sub_region[asking]
        rank = np.arange(len(asking)) - np.searchsorted(region, region)
        months_in_use[asking[rank >= free[region]]] = -1
        self._come_back(market, np.flatnonzero(months_in_use == COURSE_MONTHS), values)
        return Reached(np.bincount(region[rank < free[region]], minlength=5).astype(np.int64))

    def _come_back(self, market: LabourMarket, people: Rows, values: Mapping[str, float]) -> None:
        """Let who completes the course look for work as a nurse, with fresher skills and more heart."""
        persons, designs = market.persons, market.designs
        still = can_still_come(market)
        people = people[still[people]]
        asked = mean_ideal(designs.occupation, designs.ideal)[NURSE]
        short = np.clip(asked - persons.skills[people], 0.0, None)
        persons.skills[people] += (values["refreshed_skill"] * short).astype(np.float32)
        for person in people:
            moves(persons.confidence, person, values["refreshed_courage"])
            moves(persons.goal_clarity, person, values["refreshed_courage"])
            if persons.status[person] != UNEMPLOYED:
                change_status(persons, person, UNEMPLOYED, market.month)


def can_still_come(market: LabourMarket) -> Mask:
    """Tell who is out of work and neither ill, retired nor gone."""
    return np.isin(market.persons.status, (HOME, OTHER, LATENT, SEARCHING_UNAVAILABLE, UNEMPLOYED))
