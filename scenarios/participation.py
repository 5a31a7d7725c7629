"""Who takes part in a measure, and in which order: the target, the precondition, those who back it, and a rank.

Rank and backing follow from keyed luck of an identity, so the same employer, coach, sub-region or person takes part in
every arm that holds the measure.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

from agents.coaches import Coaches
from agents.draws import Key, Luck, uniform, uniforms
from agents.employers import Employers
from agents.persons import Persons
from agents.region import ORIGINS, SECTORS, SEXES, SUB_REGIONS
from agents.vocabulary import (
    ABSENT,
    COACH_ORGANISATIONS,
    EMPLOYED,
    OCCUPATIONS,
    PERSONAS,
    SELF_EMPLOYED,
    STATUSES,
)
from scenarios.intervention import Scope, Target
from scenarios.levers import Lever
from simulation.model import LabourMarket
from simulation.teams import CALM

Doubles = npt.NDArray[np.float64]
Mask = npt.NDArray[np.bool_]
Rows = npt.NDArray[np.int64]

NOT_YET = -1
"""Months in use of whoever does not take part."""


class Participants:
    """Everyone one lever of a measure works on.

    Parameters
    ----------
    lever : Lever
        What is put to use.
    target : Target
        For whom it is meant.
    shares : mapping of str to float
        Probability that each side asked backs the measure, in this replication; empty when nobody is asked.
    luck : Luck
        Keys of the replication.
    family : str
        Name of the intervention, or of the one it is a variant of: its levers share the order in which agents join.

    Attributes
    ----------
    months_in_use : ndarray of int64, shape (rows of the scope,)
        Months since each began, 0 in the first month; -1 where the measure is not in use.
    """

    def __init__(self, lever: Lever, target: Target, shares: Mapping[str, float], luck: Luck, family: str) -> None:
        self.lever = lever
        self.months_in_use: Rows = np.empty(0, np.int64)
        self._target = target
        self._shares = shares
        self._luck = luck
        self._order = luck.key(f"roll_out:{family}")
        self._rank: Doubles = np.empty(0)
        self._able: Mask = np.empty(0, bool)

    def look_up(self, market: LabourMarket) -> None:
        """Find out who can take part: people every month, all others once, in the month they are first there."""
        scope = self.lever.scope
        identities = identities_of(market, scope)
        known = len(self._able)
        newcomers = len(identities) - known
        if newcomers:
            self._rank = order_of_joining(scope, self._order, identities)
            self.months_in_use = np.concatenate([self.months_in_use, np.full(newcomers, NOT_YET, np.int64)])
        elif scope != "persons":
            return
        able = in_target(market, scope, self._target) & self.lever.can_work_at(market)
        able &= backed(market, scope, self._shares, self._luck)
        if scope == "persons":
            self.months_in_use[market.persons.status == ABSENT] = NOT_YET
            self._able = able
        else:
            self._able = np.concatenate([self._able, able[known:]])

    def join(self, market: LabourMarket, reached: float, haste: float) -> None:
        """Let a month pass for those who take part, and let the next in rank begin.

        Parameters
        ----------
        market : LabourMarket
            The market; unrest in teams that are rushed is written down.
        reached : float
            Share of all agents of the scope that the roll-out has come to, 0 to 1.
        haste : float
            How rushed those are who begin now, 0 to 1; see :func:`scenarios.policy.haste`.
        """
        using = self.months_in_use >= 0
        self.months_in_use[using] += 1
        beginning = (self._rank < reached) & self._able & ~using
        if haste > 0.0 and self.lever.scope == "employers" and self._shares:
            beginning &= self._stay_on_board(market, haste)
            # Who is put off once does not come back.
            self._able &= beginning | using | (self._rank >= reached)
            resistance = market.employers.resistance
            unrest = CALM + market.parameters.haste_unrest * haste
            resistance[beginning] = np.maximum(resistance[beginning], unrest)
        self.months_in_use[beginning] = 0

    def _stay_on_board(self, market: LabourMarket, haste: float) -> Mask:
        """Tell which employers still back a measure that is rushed."""
        kept = 1.0 - market.parameters.haste_support_loss * haste
        return backed(market, "employers", {side: kept * share for side, share in self._shares.items()}, self._luck)


def identities_of(market: LabourMarket, scope: Scope) -> npt.NDArray[np.uint64]:
    """Return the stable identity of every agent of a scope; that of a sub-region is its code."""
    if scope == "sub_regions":
        return np.arange(len(SUB_REGIONS), dtype=np.uint64)
    return _table(market, scope).identity


def sub_regions_of(market: LabourMarket, scope: Scope) -> npt.NDArray[np.integer]:
    """Return the sub-region of every agent of a scope, 5 for employers outside the province."""
    if scope == "sub_regions":
        return np.arange(len(SUB_REGIONS))
    return _table(market, scope).sub_region


def _table(market: LabourMarket, scope: Scope) -> Employers | Coaches | Persons:
    if scope == "employers":
        return market.employers
    return market.coaches if scope == "coaches" else market.persons


def order_of_joining(scope: Scope, key: Key, identities: npt.NDArray[np.uint64]) -> Doubles:
    """Return the rank in which agents join, uniform on (0, 1).

    Sub-regions are few, so their ranks are evenly spaced: a coverage of 0.4 is always two of five.
    """
    luck = uniforms(key, identities)
    if scope != "sub_regions":
        return luck
    place = np.argsort(np.argsort(luck, kind="stable"))
    return np.asarray((place + uniform(key, np.uint64(len(luck)))) / len(luck))


def backed(market: LabourMarket, scope: Scope, shares: Mapping[str, float], luck: Luck) -> Mask:
    """Tell who backs a measure: both sides of an employer, a school and its company, or whoever else is asked.

    Coaches of one organisation in one sub-region are of one mind.
    """
    identities = identities_of(market, scope)
    willing = np.ones(len(identities), bool)
    if scope == "employers":
        for side, opinion in (
            ("staff", market.employers.staff_support),
            ("management", market.employers.management_support),
            ("school", market.employers.staff_support),
            ("company", market.employers.management_support),
        ):
            if side in shares:
                willing &= opinion < shares[side]
    elif scope in shares:
        if scope == "coaches":
            organisations = market.coaches.organisation.astype(np.uint64)
            identities = organisations * np.uint64(len(SUB_REGIONS)) + market.coaches.sub_region.astype(np.uint64)
        willing = uniforms(luck.key(f"support:{scope}"), identities) < shares[scope]
    return willing


def in_target(market: LabourMarket, scope: Scope, target: Target) -> Mask:
    """Tell which agents of a scope a measure is meant for; nobody outside the province is."""
    places = sub_regions_of(market, scope)
    chosen = places < len(SUB_REGIONS)
    if target.sub_regions:
        chosen &= _among(places, target.sub_regions, SUB_REGIONS)
    if scope == "employers":
        chosen &= _employers_in_target(market, target)
    elif scope == "coaches" and target.organisations:
        chosen &= _among(market.coaches.organisation, target.organisations, COACH_ORGANISATIONS)
    elif scope == "persons":
        chosen &= _persons_in_target(market, target)
    return np.asarray(chosen)


def _among(codes: npt.NDArray[np.integer], names: Sequence[str], words: Sequence[str]) -> Mask:
    """Tell which codes stand for one of the names."""
    return np.isin(codes, [words.index(name) for name in names])


def _employers_in_target(market: LabourMarket, target: Target) -> Mask:
    employers, designs = market.employers, market.designs
    staff = np.bincount(designs.employer, designs.headcount, minlength=len(employers.identity))
    chosen = staff >= target.minimum_team_size
    if target.sectors:
        chosen &= _among(employers.sector, target.sectors, SECTORS)
    if target.occupations:
        with_occupation = np.zeros(len(chosen), bool)
        with_occupation[designs.employer[_among(designs.occupation, target.occupations, OCCUPATIONS)]] = True
        chosen &= with_occupation
    return np.asarray(chosen)


def _persons_in_target(market: LabourMarket, target: Target) -> Mask:
    """Tell which residents have, this month, what the target asks."""
    persons = market.persons
    chosen = (persons.status != ABSENT) & (persons.age >= target.youngest) & (persons.age <= target.oldest)
    for codes, names, words in (
        (persons.persona, target.personas, PERSONAS),
        (persons.origin, target.origins, ORIGINS),
        (persons.status, target.statuses, STATUSES),
        (persons.sex, target.sexes, SEXES),
    ):
        if names:
            chosen &= _among(codes, names, words)
    if target.minimum_months_out:
        at_work = (persons.status == EMPLOYED) | (persons.status == SELF_EMPLOYED)
        chosen &= ~at_work & (persons.non_employed_since <= market.month - target.minimum_months_out)
    return np.asarray(chosen)
