"""Group training: short courses towards a shared job, for clients of a coach, before they begin to work.

A course closes part of what a person lacks against the jobs of the own field, and shows what is expected at work.
Places are few, and who gives up hope or distrusts everybody gains nothing. No effect was measured.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

import numpy as np

from agents.draws import uniforms
from agents.vocabulary import NOBODY, SKILLS_AND_ATTITUDES
from scenarios.levers.base import Lever, LeverParameter, Mask, Reached, Rows, mean_ideal
from scenarios.levers.coaching_methods import LEAST_HOURS
from simulation.caseloads import share_out_hours
from simulation.model import LabourMarket
from simulation.trajectory import UNWILLING_DISCOURAGEMENT, UNWILLING_TRUST

COURSE_MONTHS = 3
"""Length of a course (months; assumption)."""


class GroupTraining(Lever):
    """Preparatory courses on a shared job goal."""

    name = "group_training"
    title_nl = "Groepsopleiding"
    title_en = "Group training"
    scope = "coaches"
    parameters: ClassVar[Mapping[str, LeverParameter]] = {
        "training_places": LeverParameter(
            50.0, 0.0, 500.0, "places at a time per sub-region", "assumption; not reported", neutral=None
        ),
        "skill_gain": LeverParameter(0.30, 0.0, 0.60, "share of the shortfall", "assumption; not reported"),
        "attitude_gain": LeverParameter(
            0.05, 0.0, 0.15, "share of the missing social skill", "assumption; not reported"
        ),
    }

    def can_work_at(self, market: LabourMarket) -> Mask:
        """Require coaches with hours to prepare a course."""
        return np.asarray(share_out_hours(market.coaches, market.month) >= LEAST_HOURS)

    def act(self, market: LabourMarket, months_in_use: Rows, values: Mapping[str, float]) -> Reached:
        """Fill this month's places with clients who began to work on skills last month, in keyed order."""
        persons, designs = market.persons, market.designs
        began = (persons.trajectory_step == SKILLS_AND_ATTITUDES) & (persons.trajectory_step_since == market.month - 1)
        clients = np.flatnonzero(began & (persons.coach != NOBODY))
        clients = clients[months_in_use[persons.coach[clients]] >= 0]
        willing = (persons.trust[clients] >= UNWILLING_TRUST) | (
            persons.discouragement[clients] <= UNWILLING_DISCOURAGEMENT
        )
        clients = clients[willing]
        luck = uniforms(market.luck.key("course_place", market.month), persons.identity[clients])
        clients = clients[np.argsort(luck, kind="stable")]
        rounding = uniforms(market.luck.key("course_places", market.month), np.arange(5, dtype=np.uint64))
        places = np.floor(values["training_places"] * market.surroundings.scale / COURSE_MONTHS + rounding)
        taught = np.concatenate(
            [clients[persons.sub_region[clients] == region][: int(places[region])] for region in range(5)]
        )
        wanted = mean_ideal(designs.occupation, designs.ideal)[persons.field[taught]]
        shortfall = np.clip(wanted - persons.skills[taught], 0.0, None)
        persons.skills[taught] += (values["skill_gain"] * shortfall).astype(np.float32)
        persons.skills[taught, -1] += values["attitude_gain"] * (1.0 - persons.skills[taught, -1])
        return Reached(np.bincount(persons.sub_region[taught], minlength=5).astype(np.int64))
