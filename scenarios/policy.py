"""From interventions to a policy: whom a measure reaches, when, whether it is backed, what it costs, and then it acts.

An employer takes part when it is in the target, the precondition of every lever holds, both sides back the measure,
and the roll-out has come as far as the employer. Who backs it and who comes first follow from keyed luck of the
employer, so the same employer takes part in every arm that holds the measure.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from agents.draws import Luck, uniform, uniforms
from agents.region import SECTORS, SUB_REGIONS
from agents.vocabulary import OCCUPATIONS
from scenarios.intervention import Intervention, Quantity, RollOut
from scenarios.levers import LEVERS, Lever, LeverParameter
from scenarios.setup import Setup
from simulation.model import LabourMarket
from simulation.policy import NoPolicy, Policy

Doubles = npt.NDArray[np.float64]
Mask = npt.NDArray[np.bool_]
Rows = npt.NDArray[np.int64]

NOT_YET = -1


def build_policy(interventions: Sequence[Intervention], setup: Setup, replication: int) -> Policy:
    """Build the policy of one arm in one replication.

    Parameters
    ----------
    interventions : sequence of Intervention
        Measures that act together; bundles already taken apart.
    setup : Setup
        Seed, and whether effects, support and costs are drawn from their ranges.
    replication : int
        Number of the replication: the same luck and the same draws of what is assumed hold in every arm.

    Returns
    -------
    Policy
        The null policy for no interventions.
    """
    if not interventions:
        return NoPolicy()
    luck = Luck(setup.seed, replication)
    assumed = Luck(setup.seed, replication // setup.luck_per_draw) if setup.uncertainty else None
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


@dataclass
class MeasuresPolicy:
    """Measures acting side by side."""

    measures: list[Measure]

    def act(self, market: LabourMarket) -> Doubles:
        """Let every measure act for one month; see :class:`simulation.policy.Policy`."""
        return np.asarray(np.sum([measure.act(market) for measure in self.measures], axis=0))


class Measure:
    """One intervention at work in one arm.

    Parameters
    ----------
    intervention : Intervention
        What is done, where and with whom.
    luck : Luck
        Keys of the replication.
    assumed : Luck or None
        Keys with which effects, support and costs are drawn from their ranges; None for their central values.
    """

    def __init__(self, intervention: Intervention, luck: Luck, assumed: Luck | None) -> None:
        self.intervention = intervention
        self._luck = luck
        self._assumed = assumed
        self._levers: list[tuple[Lever, Mapping[str, float]]] = []
        for use in intervention.levers:
            lever = LEVERS[use.lever]
            declared: dict[str, LeverParameter | Quantity] = {**lever.parameters, **use.parameters}
            values = {
                name: self._value(f"effect:{lever.name}:{name}", quantity.value, quantity.at)
                for name, quantity in declared.items()
            }
            self._levers.append((lever, values))
        self._start: int | None = None
        self._rank: Doubles = np.empty(0)
        self._months_in_use: Rows = np.empty(0, np.int64)

    def _value(self, name: str, central: float, at: Callable[[float], float]) -> float:
        """Return the central value, or the value of this replication."""
        return central if self._assumed is None else at(uniform(self._assumed.key(name), np.uint64(0)))

    def _quantity(self, name: str, quantity: Quantity) -> float:
        return self._value(f"{self.intervention.name}:{name}", quantity.value, quantity.at)

    @property
    def months_in_use(self) -> Rows:
        """Months since each employer began, -1 where the measure is not in use; empty before the first month."""
        return self._months_in_use

    def act(self, market: LabourMarket) -> Doubles:
        """Roll out, act and pay for one month; returns euro by sub-region for the whole population."""
        if self._start is None:
            self._prepare(market)
        assert self._start is not None
        reached = self.intervention.coverage * roll_out_share(self.intervention.roll_out, market.month - self._start)
        using = self._months_in_use >= 0
        self._months_in_use[using] += 1
        self._months_in_use[(self._rank < reached) & ~using] = 0
        persons = np.zeros(5, np.int64)
        for lever, values in self._levers:
            persons += lever.act(market, self._months_in_use, values)
        return self._cost(market, persons)

    def _prepare(self, market: LabourMarket) -> None:
        """Find out, once, which employers can take part and in which order; the others rank last for ever."""
        self._start = market.month
        employers = market.employers
        support = self.intervention.support
        can_work = self._in_target(market)
        for lever, _ in self._levers:
            can_work &= lever.can_work_at(market)
        if support.required:
            can_work &= employers.staff_support < self._quantity("staff", support.staff)
            can_work &= employers.management_support < self._quantity("management", support.management)
        rank = uniforms(self._luck.key(f"roll_out:{self.intervention.name}"), employers.identity)
        self._rank = np.where(can_work, rank, 2.0)
        self._months_in_use = np.full(len(rank), NOT_YET, np.int64)

    def _in_target(self, market: LabourMarket) -> Mask:
        """Tell which employers in the province the measure is meant for."""
        employers, designs, target = market.employers, market.designs, self.intervention.target
        chosen = employers.sub_region < len(SUB_REGIONS)
        if target.sectors:
            chosen &= np.isin(employers.sector, [SECTORS.index(name) for name in target.sectors])
        if target.sub_regions:
            chosen &= np.isin(employers.sub_region, [SUB_REGIONS.index(name) for name in target.sub_regions])
        if target.occupations:
            codes = [OCCUPATIONS.index(name) for name in target.occupations]
            with_occupation = np.zeros(len(chosen), bool)
            with_occupation[designs.employer[np.isin(designs.occupation, codes)]] = True
            chosen &= with_occupation
        staff = np.bincount(designs.employer, designs.headcount, minlength=len(chosen))
        return np.asarray(chosen & (staff >= target.minimum_team_size))

    def _cost(self, market: LabourMarket, persons: Rows) -> Doubles:
        """Return this month's cost by sub-region, in euro for the whole population; not-a-number if unknown."""
        cost, regions = self.intervention.cost, market.employers.sub_region
        if cost is None:
            return np.full(5, np.nan)

        def employers(mask: Mask) -> Doubles:
            return np.bincount(regions[mask], minlength=6)[:5].astype(np.float64)

        agents = (
            employers(self._months_in_use == 0) * self._quantity("start", cost.per_employer_start_eur)
            + employers(self._months_in_use >= 0) * self._quantity("month", cost.per_employer_month_eur)
            + persons * self._quantity("person", cost.per_person_eur)
        )
        return np.asarray(agents / market.surroundings.scale)
