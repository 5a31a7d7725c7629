"""Entry requirements: asking what a job needs at the least instead of the ideal profile, and training the newcomer.

Relaxing lowers the skill gap that an applicant sees and that the employer judges by. What the newcomer still lacks
against the full job stays and must be learned at work, so it works only where the employer trains and colleagues can
carry newcomers. A diploma demanded by law stays. The study on lasting work of non-active persons reports two hires at
one employer, no effect size.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

import numpy as np

from scenarios.levers.base import Lever, LeverParameter, Mask, Reached, Rows
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
        """Relax the entry requirements of employers that begin, and raise their training."""
        employers, designs = market.employers, market.designs
        started = months_in_use == 0
        employers.requirements_relaxed_since[started] = market.month
        rows = np.flatnonzero(started[designs.employer])
        designs.relaxation[rows] = values["relaxation"]
        employers.training[started] = np.minimum(1.0, employers.training[started] + values["training_gain"])
        return Reached(_newcomers(market, months_in_use >= 0))


def _newcomers(market: LabourMarket, in_use: Mask) -> Rows:
    """Count people who started last month at employers that ask the minimum: those to be trained, in agents."""
    persons, designs = market.persons, market.designs
    recent = np.flatnonzero((persons.job_start == market.month - 1) & (persons.design >= 0))
    held = persons.design[recent]
    concerned = in_use[designs.employer[held]] & (designs.sub_region[held] < 5)
    return np.bincount(designs.sub_region[held][concerned], minlength=5).astype(np.int64)
