"""Worlds of one story: a person repeated two hundred times, an employer for every copy, and real months."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt

from agents.coaches import Coaches
from agents.columns import duplicate
from agents.draws import Luck
from agents.employers import Employers
from agents.job_designs import JobDesigns, Vacancies
from agents.occupation_profiles import CONDITIONS, simple_jobs, skill_requirements
from agents.persons import Persons
from agents.vocabulary import OCCUPATIONS, UNEMPLOYED, WEB
from agents.workplaces import BUDDY_SHARE, EXPERIENCE_MONTHS, GROWTH_PATH, GUIDANCE_MONTHS, USUAL_RESISTANCE
from scenarios.arms import load_library
from scenarios.intervention import Intervention, Quantity, RollOut, Support
from scenarios.levers import LEVERS
from scenarios.policy import build_policy
from scenarios.setup import Setup
from simulation.caseloads import USUAL_CARE
from simulation.marketplace import build_marketplace
from simulation.model import LabourMarket
from simulation.month import act_on_policy
from simulation.parameters import default_parameters
from support.markets import filled, small_market, some_designs, some_employers, some_persons

COPIES = 200

START = 12
"""Month in which a story begins: measures taken beforehand have been in use for a year."""

EVERYWHERE, AT_ONCE, NOT_ASKED = 1.0, RollOut(0, 1.0, 0), Support(None, None, True)
STAFF = 20

OPEN_SHARE, ADVERTS_PER_VISIT = 0.1, 4.0
"""In so small a world people come across several adverts whenever they look."""

AT_HOME = np.pad(np.eye(5, dtype=np.int64), ((0, 0), (0, 1)))


def people(age: int, **columns: Any) -> Persons:
    """Make the copies of a jobseeker who lost work half a year ago; they differ in identity, and so in luck."""
    usual = {
        "status": UNEMPLOYED,
        "age": age,
        "birth_month": START - 12 * age - 1,
        "non_employed_since": START - 6,
        "status_since": START - 6,
        "network": 0.4,
        "application_skill": 0.6,
        "confidence": 0.5,
        "trust": 0.6,
        "goal_clarity": 0.6,
    }
    return some_persons(COPIES, **{**usual, **columns})


def employers(**columns: Any) -> Employers:
    """Make an employer for each copy, middling in everything that is not said."""
    usual = {
        "size": STAFF,
        "channel_breadth": 0.5,
        "recruitment_channels": WEB,
        "selection_strictness": 0.5,
        "duration_stereotype": 0.5,
        "origin_discrimination": 0.40,
        "age_discrimination": 0.39,
        "disability_discrimination": 0.48,
        "advert_tone": 0.5,
        "selection_simplicity": 0.5,
        "openness": 0.4,
        "training": 0.4,
        "welcome": 0.5,
        "guidance_months": GUIDANCE_MONTHS,
        "leadership": 0.45,
        "adaptability": 0.34,
        "language_coaching": 0.05,
        "language_help": 0.1,
        "involvement": 0.3,
        "resistance": USUAL_RESISTANCE,
        "internal_mobility": 0.1,
        "buddy_places": BUDDY_SHARE * STAFF,
        "interchangeability": 0.6,
    }
    return some_employers(COPIES, **{**usual, **columns})


def jobs(occupation: int, open_positions: int = 2, **columns: Any) -> JobDesigns:
    """Make a job design at every employer as its tasks describe it, with colleagues and positions to fill."""
    name = OCCUPATIONS[occupation]
    conditions = CONDITIONS[name]
    ideal, minimum, weight, trainable = skill_requirements()
    factor, simple_dutch, gated, moved = simple_jobs()
    told = {
        "employer": np.arange(COPIES),
        "occupation": occupation,
        "positions": STAFF,
        "headcount": STAFF - open_positions,
        "ideal": ideal[occupation],
        "minimum": minimum[occupation],
        "weight": weight[occupation],
        "trainable": trainable[occupation],
        "dutch_ideal": conditions.dutch_ideal,
        "dutch_minimum": conditions.dutch_minimum,
        "education_ideal": conditions.education_ideal,
        "diploma": conditions.diploma,
        "experience_ideal": EXPERIENCE_MONTHS.get(name, 12),
        "simple_factor": factor[occupation],
        "simple_dutch": simple_dutch[occupation],
        "simple_diploma": conditions.diploma if gated[occupation] else 0,
        "moved_load": moved[occupation],
        "growth_path": GROWTH_PATH,
        "hours": conditions.hours,
        "schedule_control": 0.5,
        "hours_flexibility": 0.1,
        "environment": 0.3,
        "facilities": 0.4,
        "team_culture": 0.55,
        "physical_load": conditions.physical_load,
        "car_need": 0.5,
        "pay": conditions.pay,
        "absence": conditions.absence,
    }
    return some_designs(COPIES, **{**told, **columns})


def beside(one: JobDesigns, other: JobDesigns) -> JobDesigns:
    """Put two designs of every employer into one table, the first ones first."""
    both = JobDesigns(*(np.concatenate(columns) for columns in zip(one, other, strict=True)))
    both.identity[:] = 1000 + np.arange(len(both.identity))
    return both


def coaches(**columns: Any) -> Coaches:
    """Make a coach for each copy, with hours enough and nobody else to see."""
    usual = {
        "caseload": 1,
        "caseload_limit": 1,
        "contact_hours": 4.0,
        "organisation": 2,
        "referral_care": USUAL_CARE,
    }
    return filled(Coaches, COPIES, **{**usual, **columns})


@lru_cache(maxsize=1)
def library() -> Mapping[str, Intervention]:
    """Read the interventions that the project ships."""
    return load_library(LEVERS)


def measure(name: str, **doses: float) -> Intervention:
    """Take an intervention of the library to everyone at once, backed by all, at its own or at other doses."""
    shipped = library()[name]
    uses = tuple(
        replace(use, parameters={**use.parameters, **_doses(use.lever, doses)}) if doses else use
        for use in shipped.levers
    )
    return replace(shipped, levers=uses, coverage=EVERYWHERE, roll_out=AT_ONCE, support=NOT_ASKED)


def _doses(lever: str, doses: Mapping[str, float]) -> dict[str, Quantity]:
    declared = LEVERS[lever].parameters
    for name, dose in doses.items():
        assert declared[name].lower <= dose <= declared[name].upper, f"{name} lies outside its range"
    return {name: Quantity(dose, dose, dose, "the story") for name, dose in doses.items()}


def world(
    persons: Persons,
    employers: Employers,
    designs: JobDesigns,
    measures: Sequence[Intervention] = (),
    coaches: Coaches | None = None,
    **behaviour: float,
) -> LabourMarket:
    """Bring agents together in a labour market, with measures that have been in use for a year.

    Demand stands still, so that employers seek people for the positions they have and no others.
    """
    region = small_market(0.001).surroundings
    rows = len(persons.identity)
    surroundings = replace(
        region,
        scale=1.0,
        arrivals_by_month=np.full_like(region.arrivals_by_month, rows),
        growth=np.ones_like(region.growth),
    )
    vacancies = filled(Vacancies, 8 * len(designs.identity), design=-1)
    parameters = default_parameters()._replace(**{"demand_shock_spread": 0.0, **behaviour})
    market = LabourMarket(
        persons=persons,
        employers=employers,
        designs=designs,
        vacancies=vacancies,
        coaches=filled(Coaches, 1) if coaches is None else coaches,
        open_count=0,
        marketplace=build_marketplace(designs, AT_HOME, OPEN_SHARE, ADVERTS_PER_VISIT, 1.0, len(vacancies.design)),
        surroundings=surroundings,
        parameters=parameters,
        luck=Luck(1, 0),
    )
    market.policy = build_policy(measures, Setup(uncertainty=False), 0)
    for month in range(START):
        market.month = month
        act_on_policy(market)
    market.month = START
    return market


def live(market: LabourMarket, months: int) -> list[Persons]:
    """Run whole months; returns what became of the copies at the end of each."""
    seen = []
    for _ in range(months):
        market.step()
        seen.append(duplicate(market.persons))
    return seen


def ever(seen: Sequence[Persons], holds: Callable[[Persons], npt.NDArray[np.bool_]]) -> float:
    """Return the share of copies for whom something held at the end of some month."""
    return float(np.any([holds(persons) for persons in seen], axis=0).mean())
