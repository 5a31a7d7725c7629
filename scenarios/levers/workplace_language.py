"""Dutch at work: coaching in the words of the workplace, and colleagues who interpret.

Coaching lets Dutch grow on the job and so opens jobs to who still lacks some of it; help by colleagues and translated
instructions lower what is needed from the first day. Coaches come from outside and are few: employers for whom there is
no place yet wait. No effect size exists (JOB-01); one refusal by an employer is told to have blocked a match.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

import numpy as np
import numpy.typing as npt

from agents.draws import uniforms
from scenarios.levers.base import Lever, LeverParameter, Mask, Reached, Rows, staff_of
from scenarios.levers.gains import empty, fill
from simulation.model import LabourMarket

LITTLE_DUTCH = 0.7
"""Dutch below which a worker has use for coaching (share; assumption)."""

LEAST_OPENNESS = 0.3
"""Openness from which an employer without such staff takes part as well (share; assumption)."""

PLACES_OF_STAFF = 0.1
"""Largest share of the staff that an employer can spare for lessons at a time (assumption)."""

NOT_YET = -1


class WorkplaceLanguage(Lever):
    """Coaching in Dutch at work and help by colleagues."""

    name = "workplace_language"
    title_nl = "Nederlands op de werkvloer"
    title_en = "Dutch at work"
    parameters: ClassVar[Mapping[str, LeverParameter]] = {
        "coaching": LeverParameter(
            0.60,
            0.0,
            0.95,
            "share of the missing coaching",
            "assumption; no effect size exists (JOB-01), sessions of 1.5 hours (f002_language_coaching_session_hours)",
        ),
        "language_help_gain": LeverParameter(
            0.20, 0.0, 0.50, "share of the missing help", "assumption; one case is told, no figures"
        ),
        "language_coach_places": LeverParameter(
            200.0, 50.0, 1000.0, "workers coached at a time per sub-region", "assumption; not reported", neutral=None
        ),
    }

    def can_work_at(self, market: LabourMarket) -> Mask:
        """Require staff with little Dutch, or an employer open to taking such staff on."""
        return np.asarray((_learners(market) > 0) | (market.employers.openness >= LEAST_OPENNESS))

    def act(self, market: LabourMarket, months_in_use: Rows, values: Mapping[str, float]) -> Reached:
        """Coach where there is a place for all who need it; the other employers wait for a later month."""
        employers = market.employers
        reached = np.zeros(5, np.int64)
        if values["coaching"] > 0.0:
            places = values["language_coach_places"] * market.surroundings.scale
            reached = self._give_places(market, months_in_use, places)
        fill(employers.language_coaching, months_in_use, values["coaching"])
        fill(employers.language_help, months_in_use, values["language_help_gain"])
        return Reached(reached)

    def _give_places(self, market: LabourMarket, months_in_use: Rows, places: float) -> Rows:
        """Let employers begin as far as places go, in keyed order; returns the workers who get one, by sub-region."""
        employers = market.employers
        asked = np.minimum(_learners(market), PLACES_OF_STAFF * staff_of(market))
        asked = np.maximum(1, np.ceil(asked)).astype(np.int64)
        luck = uniforms(market.luck.key("language_coach_place"), employers.identity)
        reached = np.zeros(5, np.int64)
        for region in range(5):
            here = employers.sub_region == region
            room = places - asked[here & (months_in_use > 0)].sum()
            beginning = np.flatnonzero(here & (months_in_use == 0))
            months_in_use[beginning] = NOT_YET
            for employer in beginning[np.argsort(luck[beginning], kind="stable")]:
                if room < 1.0:
                    break
                # Who asks for more places than are left waits, and the next in line may still fit.
                if asked[employer] <= room:
                    room -= asked[employer]
                    reached[region] += asked[employer]
                    months_in_use[employer] = 0
        return reached

    def withdraw(self, market: LabourMarket, months_in_use: Rows, values: Mapping[str, float]) -> None:
        """Let the coaches go; colleagues who interpret stay."""
        empty(market.employers.language_coaching, months_in_use, values["coaching"])


def _learners(market: LabourMarket) -> npt.NDArray[np.int64]:
    """Count the staff with little Dutch of every employer."""
    persons = market.persons
    working = np.flatnonzero((persons.design >= 0) & (persons.dutch < LITTLE_DUTCH))
    held = market.designs.employer[persons.design[working]]
    return np.bincount(held, minlength=len(market.employers.identity)).astype(np.int64)
