"""Side entry: people out of work are trained at an employer while they keep their benefit, and a job waits at the end.

The employment service preselects, the employer selects and trains, and who completes begins to work there
(:mod:`simulation.work_learn_entry`). In the one documented case, in Dutch care, about 30 people were preselected, 19
started and 12 completed, without comparison; some leave for private reasons whatever is done. It takes months to
prepare, an employer that trains, and partners who know each other.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

import numpy as np
import numpy.typing as npt

from agents.draws import uniforms
from agents.vocabulary import CARE_ASSISTANT
from scenarios.levers.base import Lever, LeverParameter, Mask, Reached, Rows, staff_of
from simulation.model import LabourMarket
from simulation.work_learn_entry import EntryTerms, recruit

LEAST_TRAINING = 0.3
"""Training on the job below which an employer cannot train a group (share; assumption)."""


class SideEntry(Lever):
    """Work-learn entry with a job guarantee."""

    name = "side_entry"
    title_nl = "Zij-instroom met werkleren"
    title_en = "Side entry by work and learning"
    parameters: ClassVar[Mapping[str, LeverParameter]] = {
        "places_per_100_staff": LeverParameter(
            2.0, 0.5, 5.0, "people in training per 100 staff", "assumption; 10 and 9 places at two institutions"
        ),
        "selection_share": LeverParameter(
            19 / 30,
            0.455,
            0.781,
            "share of the preselected who start",
            "19 of about 30 in one case (f003_hardenberg_preselected, f003_hardenberg_started)",
            neutral=None,
        ),
        "completion_share": LeverParameter(
            12 / 19,
            0.41,
            0.81,
            "share of those who start who complete",
            "12 of 19 in one case (f003_hardenberg_started, f003_hardenberg_completed)",
            neutral=None,
        ),
        "duration_months": LeverParameter(
            12.0, 6.0, 18.0, "months of training", "12 in one case (f003_hardenberg_duration_months)", neutral=None
        ),
        "preparation_months": LeverParameter(
            9.0, 3.0, 15.0, "months before the first start", "9 in one case (f003_hardenberg_prep_months)", neutral=None
        ),
    }

    def can_work_at(self, market: LabourMarket) -> Mask:
        """Require an employer that trains on the job and works with guidance organisations."""
        employers = market.employers
        return np.asarray((employers.training >= LEAST_TRAINING) & (employers.partnership > 0.0))

    def act(self, market: LabourMarket, months_in_use: Rows, values: Mapping[str, float]) -> Reached:
        """Start a group after the preparation, and the next when it has ended."""
        employers, designs = market.employers, market.designs
        reached = np.zeros(5, np.int64)
        if values["places_per_100_staff"] == 0.0:
            return Reached(reached)
        duration = round(values["duration_months"])
        terms = EntryTerms(values["selection_share"], values["completion_share"], duration)
        since = months_in_use - round(values["preparation_months"])
        luck = uniforms(market.luck.key("side_entry_places"), employers.identity)
        places = np.floor(staff_of(market) * values["places_per_100_staff"] / 100.0 + luck).astype(np.int64)
        hosts = np.flatnonzero((months_in_use >= 0) & (since >= 0) & (since % duration == 0) & (places > 0))
        order = uniforms(market.luck.key("side_entry_host"), employers.identity[hosts])
        jobs = _jobs(market)
        for host in hosts[np.argsort(order, kind="stable")]:
            started = recruit(market, int(jobs[host]), int(places[host]), terms)
            reached[designs.sub_region[jobs[host]]] += started
        return Reached(reached)


def _jobs(market: LabourMarket) -> npt.NDArray[np.int64]:
    """Return the job that waits at every employer: care assistant where there is one, else the most common job."""
    designs = market.designs
    order = np.lexsort((designs.headcount, designs.occupation == CARE_ASSISTANT, designs.employer))
    jobs = np.zeros(len(market.employers.identity), np.int64)
    jobs[designs.employer[order]] = order
    return jobs
