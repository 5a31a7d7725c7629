"""Deliberately wrong models: each leaves out one thing that the model claims to matter.

If a wrong model, fitted as carefully, met the published figures as well as the true one, then nothing in those figures
would speak for what it leaves out. Each is the model itself, with the same rules, built from other values: parameters,
properties of employers and job designs, or surroundings. Values that make a rule idle may lie outside the range that
its parameter is declared with.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

import numpy as np

from agents.vocabulary import WEB
from calibration.ageless import build_ageless_market
from scenarios.build import behaviour, build_market
from scenarios.setup import Setup
from simulation.model import LabourMarket

ANY_GAP = 100.0
"""A tolerance that no gap exceeds, not even that of a diploma which the law demands."""

ALL_LUCK = 1.0e6
"""Factor on tastes and on first impressions beside which pay, skills and gaps do not matter."""


@dataclass(frozen=True)
class WrongModel:
    """A wrong version of the model.

    Attributes
    ----------
    name : str
        Stable identifier.
    title_nl, title_en : str
        Name for a reader.
    what_nl, what_en : str
        What is wrong with it, in one sentence.
    build_market : callable
        Builds the market of a replication, like :func:`scenarios.build.build_market`.
    idle : tuple of str
        Behavioural parameters that have no effect in it, so that fitting them is of no use.
    """

    name: str
    title_nl: str
    title_en: str
    what_nl: str
    what_en: str
    build_market: Callable[[Setup, int], LabourMarket]
    idle: tuple[str, ...]


SEEN_AND_DARED: Mapping[str, float] = {
    "recognition_level": ANY_GAP,
    "recognition_floor": 1.0,
    "exclusion_floor": ANY_GAP,
    "expectation_visits": 0.0,
    "procedure_loss": 0.0,
    "documents_block": 0.0,
    "stereotype_strength": 0.0,
    "record_refusal": 0.0,
}
"""Behaviour without a search gap: every advert is recognised, none deters, and nobody is refused for who they are."""

ALL_EQUAL: Mapping[str, float] = {
    "exclusion_floor": ANY_GAP,
    "reservation_floor": ANY_GAP,
    "offer_tolerance": ANY_GAP,
    "first_impression": ALL_LUCK,
}
"""Behaviour for which no gap is too large, and every applicant as good as another."""

SCALED_WITH_TASTE = ("taste_spread", "move_threshold", "inertia_threshold", "inertia_border")
"""What is measured against taste in the choice of a job."""


def build_without_search_gap(setup: Setup, replication: int) -> LabourMarket:
    """Build a market in which everybody recognises every advert that lies before them and dares to apply.

    How often people look, and where, stays as it is. All employers advertise on the web, in as many places as they did,
    and none refuses people for who they are. See :func:`scenarios.build.build_market` for the arguments.
    """
    market = build_market(replace(setup, parameters={**setup.parameters, **SEEN_AND_DARED}), replication)
    employers = market.employers
    employers.recruitment_channels[:] |= np.uint8(WEB)
    for refusals in (
        employers.origin_discrimination,
        employers.age_discrimination,
        employers.disability_discrimination,
    ):
        refusals[:] = 0.0
    return market


def build_with_random_matching(setup: Setup, replication: int) -> LabourMarket:
    """Build a market in which who gets which job does not depend on how well they fit.

    People still look mostly in their own line of work, and the gaps of the job they get still decide how long they
    stay. Protected diplomas and the norms of Defence do not bind. Moves inside an employer still go by the fit to life.
    See :func:`scenarios.build.build_market` for the arguments.
    """
    usual = behaviour(setup, replication)
    taste = {name: ALL_LUCK * getattr(usual, name) for name in SCALED_WITH_TASTE}
    market = build_market(replace(setup, parameters={**setup.parameters, **ALL_EQUAL, **taste}), replication)
    market.designs.diploma[:] = 0
    market.designs.simple_diploma[:] = 0
    market.employers.own_norms[:] = 0
    return market


WRONG_MODELS: tuple[WrongModel, ...] = (
    WrongModel(
        "no_search_gap",
        "Zonder zoekkloof",
        "No search gap",
        "Iedereen herkent elke vacature op zijn of haar weg, niets schrikt af, en niemand wordt geweigerd om wie hij "
        "of zij is.",
        "Everybody recognises every advert they come across, none deters, and nobody is refused for who they are.",
        build_without_search_gap,
        (
            *SEEN_AND_DARED,
            "exclusion_confidence",
            "expectation_daring",
            "advert_deterrence",
            "staff_network_reach",
            "employment_service_reach",
            "community_reach",
            "community_reach_alone",
            "coach_recognition",
            "sanctioning_stigma",
            "disability_visible",
            "refusal_hurt",
        ),
    ),
    WrongModel(
        "random_matching",
        "Toevallige matching",
        "Random matching",
        "Wie welke job krijgt, hangt niet af van wat iemand kan of van hoe het werk bij het leven past: elke kandidaat "
        "is goed, en het lot kiest.",
        "Who gets which job does not depend on what people can do or on how the work fits their lives: every applicant "
        "will do, and chance decides.",
        build_with_random_matching,
        (
            *ALL_EQUAL,
            "exclusion_confidence",
            "expectation_daring",
            "advert_deterrence",
            "reservation_wish",
            "offer_leniency",
            "offer_adaptation",
            "experience_weight",
            "side_entrant_tolerance",
            "known_pupil_tolerance",
            "known_worker_tolerance",
            "coach_vouch",
            "relaxation_when_old",
        ),
    ),
    WrongModel(
        "no_ageing",
        "Zonder vergrijzing",
        "No ageing",
        "Niemand wordt ouder: niemand wordt vijftien, verlaat de school, gaat met pensioen, verhuist of sterft, en de "
        "bevolking van januari 2012 blijft zoals ze was.",
        "Nobody grows older: nobody turns fifteen, leaves school, retires, moves or dies, and the population of "
        "January 2012 stays as it was.",
        build_ageless_market,
        (
            "later_exit_months_per_year",
            "later_exit_until",
            "graduate_departure",
            "care_demand_elasticity",
            "inertia_pace",
        ),
    ),
)
"""Wrong versions of the model, to compare with the true one after fitting each."""
