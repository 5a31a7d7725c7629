"""From interventions to a policy: it rolls out, acts, ends, is paid for and takes people's time.

Whoever is in the target takes part with every lever of the measure whose precondition holds there, if those who are
asked back the measure and the roll-out has come so far; see :mod:`scenarios.participation`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from agents.draws import Luck
from agents.region import SUB_REGIONS
from agents.vocabulary import ABSENT
from scenarios.assumed import assumed_luck, drawn, name_of_effect, name_of_quantity
from scenarios.intervention import Amounts, Intervention, Quantity, RollOut, Scope, Target
from scenarios.levers import LEVERS, LeverParameter
from scenarios.participation import NOT_YET, Participants, sub_regions_of
from scenarios.setup import Setup
from simulation.model import LabourMarket
from simulation.policy import Effort, NoPolicy, Policy

Doubles = npt.NDArray[np.float64]
Mask = npt.NDArray[np.bool_]
Rows = npt.NDArray[np.int64]


MONTHS_TO_JUDGE = 12
"""Months a pilot needs to be judged (f003_selfroster_pilot_duration_years)."""

UNTRIED = 0.25
"""Part of the haste that comes from starting without a pilot of a year; the rest comes from crowds (assumption)."""


def build_policy(interventions: Sequence[Intervention], setup: Setup, replication: int) -> Policy:
    """Build the policy of one arm in one replication.

    Parameters
    ----------
    interventions : sequence of Intervention
        Measures that act together; bundles already taken apart.
    setup : Setup
        Seed, and whether effects, support, costs and hours are drawn from their ranges.
    replication : int
        Number of the replication: the same luck and the same draws of what is assumed hold in every arm.

    Returns
    -------
    Policy
        The null policy for no interventions.
    """
    if not interventions:
        return NoPolicy()
    luck, assumed = Luck(setup.seed, replication), assumed_luck(setup, replication)
    return MeasuresPolicy([Measure(intervention, luck, assumed) for intervention in interventions])


def roll_out_share(roll_out: RollOut, months: int) -> float:
    """Return the part of the final coverage reached some months after the start.

    A pilot first, then the rest evenly over the phases.
    """
    if months < roll_out.pilot_months:
        return roll_out.pilot_share
    if roll_out.phase_months == 0:
        return 1.0
    phased = min(1.0, (months - roll_out.pilot_months + 1) / roll_out.phase_months)
    return roll_out.pilot_share + (1.0 - roll_out.pilot_share) * phased


def haste(roll_out: RollOut, months: int) -> float:
    """Return how rushed those are who begin some months after the start.

    Nobody is where a pilot has lasted a year, which is what it takes to judge one, and where the target is reached over
    a year or more. Those who begin with everybody at once and without a pilot are rushed most. The 2013 study tells of
    an institution that would not do it again (section 4.1.3); how much each part counts is an assumption.

    Parameters
    ----------
    roll_out : RollOut
        Pilot and phases.
    months : int
        Months since the start, 0 in the first.

    Returns
    -------
    float
        0 to 1.
    """
    tried = roll_out.pilot_months >= MONTHS_TO_JUDGE
    if tried and months < roll_out.pilot_months:
        return 0.0
    wave = roll_out_share(roll_out, months) - (roll_out_share(roll_out, months - 1) if months else 0.0)
    crowd = max(0.0, wave - 1.0 / MONTHS_TO_JUDGE) / (1.0 - 1.0 / MONTHS_TO_JUDGE)
    return (1.0 - UNTRIED) * crowd + UNTRIED * (not tried)


@dataclass
class MeasuresPolicy:
    """Measures acting side by side."""

    measures: list[Measure]

    def act(self, market: LabourMarket) -> Effort:
        """Let every measure act for one month; see :class:`simulation.policy.Policy`."""
        return Effort(*np.sum([measure.act(market) for measure in self.measures], axis=0))


class Measure:
    """One intervention at work in one arm.

    Parameters
    ----------
    intervention : Intervention
        What is done, where and with whom.
    luck : Luck
        Keys of the replication.
    assumed : Luck or None
        Keys with which effects, support, costs and hours are drawn from their ranges; None for their central values.
    """

    def __init__(self, intervention: Intervention, luck: Luck, assumed: Luck | None) -> None:
        self.intervention = intervention
        self._luck = luck
        self._assumed = assumed
        support = intervention.support
        asked = support.shares.items() if support.required else ()
        shares = {side: self._quantity(side, share) for side, share in asked}
        self._uses: list[tuple[Participants, dict[str, float]]] = []
        for use in intervention.levers:
            lever = LEVERS[use.lever]
            declared: dict[str, LeverParameter | Quantity] = {**lever.parameters, **use.parameters}
            values = {
                name: self._value(name_of_effect(lever.name, name), quantity.value, quantity.at)
                for name, quantity in declared.items()
            }
            self._uses.append((Participants(lever, intervention.target, shares, luck, intervention.family), values))
        self._start: int | None = None

    def _value(self, name: str, central: float, at: Callable[[float], float]) -> float:
        """Return the central value, or the value of this replication."""
        return central if self._assumed is None else at(drawn(name, self._assumed))

    def _quantity(self, name: str, quantity: Quantity) -> float:
        return self._value(name_of_quantity(self.intervention, name), quantity.value, quantity.at)

    @property
    def months_in_use(self) -> Rows:
        """Months since each employer began, -1 where the measure is not in use; empty before the first month."""
        used = [participants.months_in_use for participants, _ in self._uses if participants.lever.scope == "employers"]
        return np.maximum.reduce(used) if used else np.empty(0, np.int64)

    def act(self, market: LabourMarket) -> Effort:
        """Roll out, act and pay for one month; returns euros and hours by sub-region for the whole population.

        Not a number while the measure acts and nobody knows what it costs, or which hours it takes.
        """
        if self._start is None:
            self._start = market.month
        end = self.intervention.end_when_started(self._start)
        if end is not None and market.month >= end:
            if self._start < market.month == end:
                self._withdraw(market)
            return Effort(np.zeros(len(SUB_REGIONS)), np.zeros(len(SUB_REGIONS)))
        reached = self.intervention.coverage * roll_out_share(self.intervention.roll_out, market.month - self._start)
        rushed = haste(self.intervention.roll_out, market.month - self._start)
        persons, hours = np.zeros(len(SUB_REGIONS), np.int64), np.zeros(len(SUB_REGIONS))
        for participants, values in self._uses:
            # One lever after the other, for a lever may hire coaches, who are there for the next.
            participants.look_up(market)
            participants.join(market, reached, rushed)
            done = participants.lever.act(market, participants.months_in_use, values)
            persons += done.persons
            hours += done.hours
        counted = self._counted(market, persons, hours)
        return Effort(self._added_up(self.intervention.cost, counted), self._added_up(self.intervention.hours, counted))

    def _withdraw(self, market: LabourMarket) -> None:
        """Let the levers take back what they gave for the time of the measure."""
        for participants, values in self._uses:
            participants.look_up(market)
            participants.lever.withdraw(market, participants.months_in_use, values)

    def _counted(self, market: LabourMarket, persons: Rows, hours: Doubles) -> dict[str, Doubles]:
        """Count what amounts are asked for this month, by sub-region, for the whole population."""
        new_employers, employers = self._taking_part(market, "employers")
        new_coaches, coaches = self._taking_part(market, "coaches")
        agents: dict[str, Rows | Doubles] = {
            "per_employer_start": new_employers,
            "per_employer_month": employers,
            "per_person": persons,
            "per_coach_start": new_coaches,
            "per_coach_month": coaches,
            "per_hour": hours,
        }
        whole = {name: np.asarray(count / market.surroundings.scale) for name, count in agents.items()}
        return {**whole, "per_month": _shares_of_residents(market, self.intervention.target)}

    def _added_up(self, amounts: Amounts | None, counted: Mapping[str, Doubles]) -> Doubles:
        """Add up amounts times what they are asked for, by sub-region.

        Euros and hours for the same thing share their draw: where it takes more work it costs more.
        """
        if amounts is None:
            return np.full(len(SUB_REGIONS), np.nan)
        parts = [counted[name] * self._quantity(name, amount) for name, amount in amounts.given.items()]
        return np.asarray(np.sum([np.zeros(len(SUB_REGIONS)), *parts], axis=0))

    def _taking_part(self, market: LabourMarket, scope: Scope) -> tuple[Doubles, Doubles]:
        """Count by sub-region who begins this month and who takes part, each once however many levers they use."""
        regions = sub_regions_of(market, scope)
        months = np.full(len(regions), NOT_YET, np.int64)
        for participants, _ in self._uses:
            if participants.lever.scope == scope:
                known = len(participants.months_in_use)
                months[:known] = np.maximum(months[:known], participants.months_in_use)

        def counted(mask: Mask) -> Doubles:
            return np.bincount(regions[mask], minlength=len(SUB_REGIONS) + 1)[: len(SUB_REGIONS)].astype(np.float64)

        return counted(months == 0), counted(months >= 0)


def _shares_of_residents(market: LabourMarket, target: Target) -> Doubles:
    """Return the share of each sub-region of the target in its residents of working age; they share what is fixed."""
    persons = market.persons
    here = persons.sub_region[: market.present][persons.status[: market.present] != ABSENT]
    residents = np.bincount(here, minlength=len(SUB_REGIONS)).astype(np.float64)
    if target.sub_regions:
        residents[[name not in target.sub_regions for name in SUB_REGIONS]] = 0.0
    return np.asarray(residents / max(residents.sum(), 1.0))
