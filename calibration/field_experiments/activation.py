"""Activation at 50 to 52: registered jobseekers of that age are called in, and work or not five months later.

In Flanders everybody of that age was called in, so what would have happened otherwise was estimated. In the model the
same people live on in a copy of the market in which nobody is called in: that is the comparison the estimate stands
for. There is no control group of other people, and who works instead of whom is part of the comparison.
"""

from __future__ import annotations

import numpy as np

from agents.columns import resize
from agents.vocabulary import (
    AFTERCARE,
    GET_ACQUAINTED,
    INQUIRE,
    MATCHING,
    NO_TRAJECTORY,
    PUBLIC_SERVICE,
    UNEMPLOYED,
)
from calibration.field_experiments.following import AT_WORK, Rows
from calibration.field_experiments.result import Experiment, Measured, Observation
from scenarios.build import build_market
from scenarios.setup import Setup
from simulation.calendar import month_number
from simulation.caseloads import COACH_KIND, LIGHT_WEIGHT, USUAL_CARE, USUAL_TIES, share_out_hours
from simulation.model import LabourMarket
from simulation.policy import Effort
from simulation.reach import OUT_OF_WORK_MONTHS
from simulation.trajectory import ENOUGH_TRUST

STARTS = tuple(range(month_number("2013-01"), month_number("2016-02"), 6))
"""Months in which people are called in. The experience is of 2009, before the model begins; several starts make up for
the few people of that age in a sample."""

YOUNGEST, OLDEST = 50, 52
MONTHS = 5

CONSULTANT = np.uint64(1) << np.uint64(25)
"""Marks identities of the consultants who guide the people called in."""


def to_be_called_in(market: LabourMarket) -> Rows:
    """Return unemployed people of 50 to 52, out of work for a few months, who neither have nor await a coach."""
    persons = market.persons
    called = (persons.age >= YOUNGEST) & (persons.age <= OLDEST) & (persons.status == UNEMPLOYED)
    called &= persons.trajectory_step == NO_TRAJECTORY
    called &= market.month - persons.non_employed_since.astype(np.int64) >= OUT_OF_WORK_MONTHS
    return np.flatnonzero(called)


class Activation:
    """Calling people in, as a measure: consultants of the public service guide them, with caseloads as usual.

    Parameters
    ----------
    people : ndarray of int
        Rows of the people called in.
    """

    def __init__(self, people: Rows) -> None:
        self._people = people
        self._first: int | None = None

    def act(self, market: LabourMarket) -> Effort:
        """Let guidance begin in the first month; give consultants as many hours per client as coaches have."""
        if self._first is None:
            self._first = self._begin(market)
        coaches, persons, first = market.coaches, market.persons, self._first
        regions = coaches.sub_region[:first]
        usual = np.bincount(regions, share_out_hours(coaches, market.month)[:first], minlength=5)
        for_each = usual / np.maximum(np.bincount(regions, minlength=5), 1)
        mine = self._people[persons.coach[self._people] >= first]
        light = np.isin(persons.trajectory_step[mine], (MATCHING, AFTERCARE))
        weight = np.bincount(persons.sub_region[mine], np.where(light, LIGHT_WEIGHT, 1.0), minlength=5)
        coaches.contact_hours[first:] = for_each * weight
        return Effort(np.zeros(5), np.zeros(5))

    def _begin(self, market: LabourMarket) -> int:
        """Take a consultant on in every sub-region, for these clients and no others; returns the row of the first."""
        first = len(market.coaches.identity)
        coaches = market.coaches = resize(market.coaches, first + 5)
        regions = np.arange(5)
        coaches.identity[first:] = COACH_KIND + (regions.astype(np.uint64) << np.uint64(32)) + CONSULTANT
        coaches.sub_region[first:] = regions
        coaches.organisation[first:] = PUBLIC_SERVICE
        coaches.sanctioning[first:] = 1
        coaches.referral_care[first:], coaches.employer_ties[first:] = USUAL_CARE, USUAL_TIES
        persons, people = market.persons, self._people
        persons.coach[people] = first + persons.sub_region[people].astype(np.int32)
        persons.trajectory_step[people] = np.where(persons.trust[people] >= ENOUGH_TRUST, INQUIRE, GET_ACQUAINTED)
        persons.trajectory_step_since[people] = market.month
        coaches.caseload[first:] = np.bincount(persons.sub_region[people], minlength=5)
        return first


def share_at_work(market: LabourMarket, people: Rows) -> float:
    """Return the share of some people who work, in percent."""
    return float(100.0 * np.isin(market.persons.status[people], AT_WORK).mean()) if len(people) else float("nan")


def observe(setup: Setup, replication: int) -> Observation:
    """Call people in at every start of one replication; see :class:`Experiment`."""
    market = build_market(setup, replication)
    shares, numbers = [], []
    for start in STARTS:
        market.run_until(start)
        people = to_be_called_in(market)
        called_in = market.branch(Activation(people))
        for branch in (called_in, market):
            branch.run_until(start + MONTHS)
        shares.append([share_at_work(called_in, people), share_at_work(market, people)])
        numbers.append(len(people))
    total = sum(numbers)
    # Without anybody a share is not a number, and weighs nothing.
    called, not_called = np.average(np.nan_to_num(shares), axis=0, weights=numbers) if total else (np.nan, np.nan)
    return {
        "activation_difference": Measured(float(called - not_called), total),
        "activation_called": Measured(float(called), total),
        "activation_not_called": Measured(float(not_called), total),
    }


EXPERIMENT = Experiment("activation_50_52", observe)
