"""A market in which levers act at their strongest, one at a time."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from agents.columns import resize
from agents.vocabulary import (
    AFTERCARE,
    EMPLOYED,
    HOME,
    NO_TRAJECTORY,
    NOBODY,
    OTHER_FOREIGN_DIPLOMA,
    SKILLS_AND_ATTITUDES,
    UNEMPLOYED,
)
from scenarios.intervention import Amounts, Intervention, LeverUse, Quantity, RollOut, Support, Target
from scenarios.levers import LEVERS
from scenarios.policy import build_policy
from scenarios.setup import Setup
from simulation.caseloads import COACH_KIND
from simulation.model import LabourMarket
from simulation.policy import Policy
from support.markets import small_market

AT_ONCE = RollOut(0, 1.0, 0)
NOT_ASKED = Support(None, None, True)
YEAR_AND_MORE = 14
COACHES = 40
ELSEWHERE = 5
SCHOOL_LEVERS = ("school_contact", "company_contact", "study_climate", "school_grants", "promotion_platform")
"""Levers at schools: they act once a school year, as long as they last."""

RETENTION_LEVERS = (
    "base_roster",
    "life_phase_policy",
    "career_paths",
    "retention_bonus",
    "recognition",
    "staff_development",
    "workability_plans",
    "upskilling",
    "refresher",
)
"""Levers with tests of their own, which need longer than a year or a market with open posts."""

CAREER_LEVERS = (
    "career_awareness",
    "career_information",
    "career_guidance",
    "career_openness",
    "transition_support",
)
TESTED_APART = ("schedule_control", "workplace_learning", "side_entry", *RETENTION_LEVERS, *CAREER_LEVERS, "invitation")
NEW_LEVERS = [name for name in LEVERS if name not in TESTED_APART and not name.startswith("defence_")]


def put(table: str, **values: Any) -> Callable[[LabourMarket], None]:
    """Return something that sets columns to one value for everybody."""

    def change(market: LabourMarket) -> None:
        for name, value in values.items():
            getattr(getattr(market, table), name)[:] = value

    return change


def market_of_coaches() -> LabourMarket:
    """A market with coaches of every kind, clients at the steps that matter, and diplomas from abroad."""
    small = small_market(0.005)
    small.coaches = resize(small.coaches, COACHES)
    coaches, persons = small.coaches, small.persons
    coaches.sub_region[:] = np.arange(COACHES) // 8
    place = coaches.sub_region.astype(np.uint64) << np.uint64(32)
    coaches.identity[:] = COACH_KIND + place + np.arange(COACHES, dtype=np.uint64) % np.uint64(8)
    coaches.organisation[:] = np.arange(COACHES) % 4
    coaches.sanctioning[:] = coaches.organisation == 0
    coaches.contact_hours[:] = 90.0
    coaches.caseload_limit[:] = 80
    coaches.caseload[:] = 20
    coaches.referral_care[:] = 0.5
    coaches.employer_ties[:] = 0.2
    coaches.outreach_hours[:] = np.where(coaches.organisation == 0, 0.0, 8.0)
    coaches.bridges_to_origin[:] = -1
    persons.coach[:] = NOBODY
    persons.trajectory_step[:] = NO_TRAJECTORY
    jobless, working = np.flatnonzero(persons.status == UNEMPLOYED), np.flatnonzero(persons.status == EMPLOYED)[:200]
    persons.coach[jobless] = np.arange(len(jobless)) % COACHES
    persons.trajectory_step[jobless] = SKILLS_AND_ATTITUDES
    persons.coach[working] = np.arange(len(working)) % COACHES
    persons.trajectory_step[working] = AFTERCARE
    at_home = np.flatnonzero(persons.status == HOME)
    persons.foreign_diploma[at_home] = np.where(np.arange(len(at_home)) % 2 == 0, OTHER_FOREIGN_DIPLOMA, 2)
    persons.diploma[at_home] = 0
    persons.dutch[at_home] = 0.5
    small.employers.coach_welcome[::2] = 0
    return small


def strongest(name: str, only: str = "") -> dict[str, Quantity]:
    """Return the parameters of a lever at the end furthest from neutral, all of them or only one."""
    values = {}
    for key, declared in LEVERS[name].parameters.items():
        number = declared.value
        if declared.neutral is not None:
            far = max((declared.lower, declared.upper), key=lambda end, at=declared.neutral: abs(end - at))
            number = far if only in ("", key) else declared.neutral
        values[key] = Quantity(number, number, number, "assumption")
    return values


def measure(name: str, coverage: float = 1.0, only: str = "", **changes: Any) -> Policy:
    """Make the policy of one lever at its strongest."""
    use = LeverUse(name, {**strongest(name, only), **changes.pop("parameters", {})})
    settings: dict[str, Any] = {"end": None, "duration_months": None, **changes}
    intervention = Intervention(
        name, "", "", "", "", (), "assumption", (use,), Target(), coverage, AT_ONCE, NOT_ASKED, Amounts(), **settings
    )
    return build_policy([intervention], Setup(uncertainty=False), 0)


def let_act(market: LabourMarket, policy: Policy, months: int) -> LabourMarket:
    """Let only the measure act, month after month; clients begin a step or a job every month."""
    for _ in range(months):
        persons = market.persons
        persons.trajectory_step_since[persons.trajectory_step == SKILLS_AND_ATTITUDES] = market.month - 1
        persons.job_start[persons.trajectory_step == AFTERCARE] = market.month - 1
        policy.act(market)
        market.month += 1
    return market


def untouched(market: LabourMarket, months: int) -> LabourMarket:
    """Let the same time pass without a measure."""
    return let_act(market.branch(market.policy), market.policy, months)
