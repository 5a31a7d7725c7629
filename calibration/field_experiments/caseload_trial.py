"""The Austrian caseload trial: a randomly chosen half of the clients gets a coach with far fewer clients.

As in the trial, everybody lives in the same office and the same market: those who are not chosen keep the attention
they would have had, and can lose a job to those who are. In the model a client has a chosen colleague of the own coach,
who works in the same way and has more hours for each client; the number of clients that the office takes is the same as
ever. Coaches of all organisations take part, since the public service alone has too few clients here.

The effect is the mean of the chosen less the mean of the others. Both means are taken relative to the same people in a
market without the trial: the groups are equal in expectation, so this leaves the effect what it is, and takes away
what the groups happened to differ in.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from agents.coaches import Coaches
from agents.columns import duplicate, resize
from agents.draws import Luck, uniforms
from agents.gaps import FELT_LIMITATION
from agents.persons import Persons
from agents.vocabulary import AFTERCARE, GET_ACQUAINTED, MATCHING, NOBODY, WAITING
from calibration.field_experiments.following import (
    AT_WORK,
    REGISTERED,
    Doubles,
    Mask,
    Rows,
    days_in,
    follow,
    mean_difference,
)
from calibration.field_experiments.result import Experiment, Measured, Observation
from scenarios.build import build_market
from scenarios.setup import Setup
from simulation.calendar import DAYS_PER_MONTH, month_number
from simulation.caseloads import LIGHT_WEIGHT, effective_limits
from simulation.model import LabourMarket
from simulation.policy import Effort, NoPolicy

START = month_number("2015-01")
"""First month of the trial; the pilot ran in 2015 and 2016 (report of the university of Linz on the trial)."""

CASELOAD = 100.0 / 250.0
"""Clients of a chosen coach relative to a usual one: about 100 against about 250 at the start in one of the two offices
(report of the university of Linz on the trial; 0.3 to 0.6 is an assumption for the whole trial)."""

ENROLMENT = 12
"""Months in which new clients join the trial (assumption, 6 to 18)."""

FOLLOWED = 24
"""Months from joining in which days are counted, and in which the chosen keep their coach while they are coached; the
second is an assumption (12 to 24)."""

CHOSEN_SHARE = 0.5

LONG_TERM_MONTHS = 12
NOT_JOINED = -1


@dataclass(frozen=True)
class Terms:
    """Terms of the trial.

    Attributes
    ----------
    chosen_share : float
        Share of the clients who are chosen.
    caseload : float
        Clients of their coaches relative to usual ones; with 1 nothing is done for them.
    """

    chosen_share: float = CHOSEN_SHARE
    caseload: float = CASELOAD


class Groups(NamedTuple):
    """People in the trial as they were when they joined.

    Attributes
    ----------
    people : ndarray of int
        Rows.
    joined : ndarray of int
        Months from the start of the trial to joining.
    chosen, existing, women, disability, long_term : ndarray of bool
        Chosen; client when the trial began; woman; limited by health; out of work for a year or more.
    age : ndarray of int
        Completed years.
    """

    people: Rows
    joined: Rows
    chosen: Mask
    existing: Mask
    women: Mask
    disability: Mask
    long_term: Mask
    age: Rows


def draw_chosen(luck: Luck, identity: npt.NDArray[np.uint64], share: float) -> Mask:
    """Choose a share of people by lot, each by the luck of the own identity."""
    return np.asarray(uniforms(luck.key("caseload_trial"), identity) < share)


class CaseloadTrial:
    """The trial as a measure.

    Parameters
    ----------
    market : LabourMarket
        Market in which it is going to be held.
    terms : Terms
        Terms.
    """

    def __init__(self, market: LabourMarket, terms: Terms) -> None:
        self.terms = terms
        self._chosen = draw_chosen(market.luck, market.persons.identity, terms.chosen_share)
        self._joined = np.full(len(self._chosen), NOT_JOINED)
        self._been_client = np.zeros(len(self._chosen), np.bool_)
        self._cohorts: list[Groups] = []
        self._start = market.month
        self._usual = duplicate(market.coaches)

    @property
    def groups(self) -> Groups:
        """Everybody who has joined."""
        return Groups(*(np.concatenate(parts) for parts in zip(*self._cohorts, strict=True)))

    def act(self, market: LabourMarket) -> Effort:
        """Let new clients join, and share clients and hours out between coaches and their chosen colleagues."""
        if market.month < self._start + ENROLMENT:
            self._enrol(market)
        # With caseloads as usual, or nobody to look after, there is no need of other coaches.
        if self.terms.caseload != 1.0 and self.terms.chosen_share > 0.0:
            self._share_out(market)
        return Effort(np.zeros(5), np.zeros(5))

    def _enrol(self, market: LabourMarket) -> None:
        """Let registered jobseekers join who are coached, each once; later on only those whose coaching is new."""
        persons, month = market.persons, market.month
        coached = (persons.trajectory_step >= GET_ACQUAINTED) & (persons.trajectory_step <= MATCHING)
        joins = np.flatnonzero(coached & ~self._been_client & np.isin(persons.status, REGISTERED))
        self._been_client |= coached
        self._joined[joins] = month
        self._cohorts.append(_as_they_join(persons, joins, month, month - self._start, self._chosen[joins]))

    def _share_out(self, market: LabourMarket) -> None:
        """Give every coach a colleague who looks after the chosen clients, with more hours for each."""
        offices = len(self._usual.identity)
        if len(market.coaches.identity) == offices:
            market.coaches = _with_colleagues(market.coaches)
        persons, coaches = market.persons, market.coaches
        clients = np.flatnonzero(persons.coach != NOBODY)
        takes_part = (self._joined != NOT_JOINED) & (market.month - self._joined < FOLLOWED)
        chosen, others = takes_part & self._chosen, takes_part & ~self._chosen
        persons.coach[clients] = persons.coach[clients] % offices + offices * chosen[clients]
        coaches.caseload[:] = np.bincount(persons.coach[clients], minlength=2 * offices)
        newcomers = self._share_places(market)
        light = np.isin(persons.trajectory_step[clients], (MATCHING, AFTERCARE))
        asks = np.where(light, LIGHT_WEIGHT, 1.0)
        weight = np.bincount(persons.coach[clients], asks, minlength=2 * offices).reshape(2, offices)
        # Those not chosen show what the chosen would ask of their coaches without the trial.
        would_ask = 1.0
        if chosen[clients].any() and others.any():
            would_ask = asks[others[clients]].sum() / others.sum() * chosen.sum() / asks[chosen[clients]].sum()
        for_each = self._usual.contact_hours - self._usual.outreach_hours
        for_each = for_each / np.maximum(weight[0] + would_ask * weight[1] + newcomers, 1.0)
        usual = self._usual.outreach_hours + for_each * (weight[0] + newcomers)
        coaches.contact_hours[:] = np.concatenate([usual, for_each * weight[1] / self.terms.caseload])

    def _share_places(self, market: LabourMarket) -> npt.NDArray[np.int64]:
        """Share the places of every office out between coach and colleague, and return how many are free.

        Colleagues are full, so that newcomers see a usual coach first; together the two take as many as ever.
        """
        persons, coaches, usual = market.persons, market.coaches, self._usual
        offices = len(usual.identity)
        queue = np.bincount(persons.sub_region[persons.trajectory_step == WAITING], minlength=5)
        now = usual._replace(vacant_until=coaches.vacant_until[:offices])
        most = effective_limits(now, queue, market.month, market.parameters)
        stretch = np.maximum(most / np.maximum(usual.caseload_limit, 1), 1.0)
        full = np.minimum(np.floor(coaches.caseload[offices:] / stretch), usual.caseload_limit)
        coaches.caseload_limit[:] = np.concatenate([usual.caseload_limit - full, full])
        taken = coaches.caseload.reshape(2, offices).sum(axis=0, dtype=np.int64)
        return np.asarray(np.maximum(most - taken, 0))


def _with_colleagues(coaches: Coaches) -> Coaches:
    """Return coaches and, after them, a colleague for each, who works in the same way and shares the same luck."""
    offices = len(coaches.identity)
    both = resize(coaches, 2 * offices)
    for column in both:
        column[offices:] = column[:offices]
    # People are found, and sent by others, in the hours of the coaches that have always been there.
    both.outreach_hours[offices:] = 0.0
    both.referral_contacts[offices:] = 0.0
    return both


def _as_they_join(persons: Persons, rows: Rows, month: int, since_start: int, chosen: Mask) -> Groups:
    """Write down who joins this month."""
    return Groups(
        rows,
        np.full(len(rows), since_start),
        chosen,
        np.full(len(rows), since_start == 0),
        persons.sex[rows] == 0,
        persons.health_limitation[rows] > FELT_LIMITATION,
        month - persons.non_employed_since[rows].astype(np.int64) >= LONG_TERM_MONTHS,
        persons.age[rows].astype(np.intp),
    )


def hold_trial(setup: Setup, replication: int, terms: Terms | None = None) -> tuple[Groups, Doubles, Doubles]:
    """Hold the trial in one replication.

    Parameters
    ----------
    setup : Setup
        Region, scale, behaviour and seed.
    replication : int
        Number of the replication.
    terms : Terms, optional
        Terms of the trial; as it was held by default.

    Returns
    -------
    Groups, ndarray of float64, ndarray of float64
        People in the trial; their days at work, as registered jobseekers and otherwise, shape (3, people), in the
        market with the trial and in the same market without it.
    """
    history = build_market(setup, replication)
    history.run_until(START)
    trial = CaseloadTrial(history, terms or Terms())
    courses = [follow(history.branch(policy), ENROLMENT - 1 + FOLLOWED) for policy in (trial, NoPolicy())]
    groups = trial.groups
    days = []
    for course in courses:
        counted = [days_in(course, kind, groups.people, groups.joined, FOLLOWED) for kind in (AT_WORK, REGISTERED)]
        days.append(np.stack([*counted, FOLLOWED * DAYS_PER_MONTH - np.sum(counted, axis=0)]))
    return groups, days[0], days[1]


def observe(setup: Setup, replication: int) -> Observation:
    """Hold the trial in one replication and compare days over two years; see :class:`Experiment`."""
    groups, trial, usual = hold_trial(setup, replication)
    gained = trial - usual
    everybody = np.ones(len(groups.people), np.bool_)

    def effect(outcome: int, among: Mask) -> Measured:
        return Measured(mean_difference(gained[outcome, among], groups.chosen[among]), int(among.sum()))

    def aged(first: int, last: int) -> Mask:
        return np.asarray((groups.age >= first) & (groups.age <= last))

    among = {
        "existing": groups.existing,
        "new": ~groups.existing,
        "men": ~groups.women,
        "women": groups.women,
        "15_24": aged(15, 24),
        "25_49": aged(25, 49),
        "50_64": aged(50, 64),
        "disability": groups.disability,
        "long_term": groups.long_term,
    }
    untreated = gained[0, ~groups.chosen]
    return {
        "caseload_employment": effect(0, everybody),
        "caseload_unemployment": effect(1, everybody),
        "caseload_out_of_labour_force": effect(2, everybody),
        **{f"caseload_employment_{name}": effect(0, mask) for name, mask in among.items()},
        "caseload_employment_untreated": Measured(float(untreated.mean()), len(untreated)),
    }


EXPERIMENT = Experiment("caseload_trial", observe)
