"""Entry requirements: asking what a job needs at the least instead of the ideal profile, and training the newcomer.

Relaxing lowers the skill gap that an applicant sees and that the employer judges by. What the newcomer still lacks
against the full job stays and must be learned at work, so it works only where the employer trains and colleagues can
carry newcomers. All demands can be relaxed together, or only those on Dutch, level of education or experience. A
diploma demanded by law stays, and Dutch never falls below what safety and contact ask. The study on lasting work of
non-active persons reports two hires at one employer, no effect size.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

import numpy as np

from agents.draws import uniforms
from agents.workplaces import MOST_GUIDANCE_MONTHS
from scenarios.levers.base import Lever, LeverParameter, Mask, Reached, Rows, newcomers
from simulation.model import LabourMarket

LEAST_TRAINING = 0.25
"""Training on the job below which relaxing has no ground (share; assumption)."""


class EntryRequirements(Lever):
    """From ideal to minimum requirements, with training on the job."""

    name = "entry_requirements"
    title_nl = "Instapvereisten"
    title_en = "Entry requirements"
    parameters: ClassVar[Mapping[str, LeverParameter]] = {
        "relaxation": LeverParameter(
            0.50,
            0.0,
            1.0,
            "share of the way from ideal to minimum",
            "assumption; two hires at one employer are reported (f002_relaxed_requirements_hires)",
        ),
        "dutch_relaxation": LeverParameter(
            0.50,
            0.0,
            1.0,
            "share of the way from ideal to minimum Dutch",
            "assumption; English in a warehouse, no figures",
        ),
        "education_relaxation": LeverParameter(
            0.50, 0.0, 1.0, "share of job designs that ask one level of education less", "assumption; not reported"
        ),
        "experience_relaxation": LeverParameter(
            0.50, 0.0, 1.0, "share of the experience asked for", "assumption; one hire without local experience is told"
        ),
        "deferral_months": LeverParameter(
            0.0, 0.0, 12.0, "months of guidance more, in which to meet the demands", "assumption; not reported"
        ),
        "training_gain": LeverParameter(
            0.15,
            0.0,
            0.40,
            "share of what can be trained",
            "assumption; buddy training takes a week to two months (f002_buddy_training_max_months)",
        ),
    }

    def can_work_at(self, market: LabourMarket) -> Mask:
        """Require some training on the job and room for at least one newcomer with a buddy."""
        employers = market.employers
        return np.asarray((employers.training >= LEAST_TRAINING) & (employers.buddy_places >= 1.0))

    def act(self, market: LabourMarket, months_in_use: Rows, values: Mapping[str, float]) -> Reached:
        """Relax the entry requirements of employers that begin, and raise their training and guidance."""
        employers, designs = market.employers, market.designs
        started = months_in_use == 0
        employers.requirements_relaxed_since[started] = market.month
        rows = np.flatnonzero(started[designs.employer])
        designs.relaxation[rows] = np.maximum(designs.relaxation[rows], values["relaxation"])
        room = np.maximum(0.0, designs.dutch_ideal[rows] - designs.dutch_minimum[rows])
        designs.dutch_ideal[rows] -= values["dutch_relaxation"] * room
        luck = uniforms(market.luck.key("education_relaxed"), designs.identity[rows])
        less = (luck < values["education_relaxation"]) & (designs.education_ideal[rows] > 0)
        designs.education_ideal[rows[less]] -= 1
        designs.experience_ideal[rows] = np.floor(
            designs.experience_ideal[rows] * (1.0 - values["experience_relaxation"]) + 0.5
        )
        longer = employers.guidance_months[started] + values["deferral_months"]
        employers.guidance_months[started] = np.minimum(MOST_GUIDANCE_MONTHS, longer)
        employers.training[started] = np.minimum(1.0, employers.training[started] + values["training_gain"])
        return Reached(newcomers(market, months_in_use >= 0))
