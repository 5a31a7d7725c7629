"""Which intervention of a bundle does what? The effect of a bundle divided over its interventions, with intervals.

Bundles of up to five interventions are divided exactly: every combination is computed. Of larger ones each replication
computes two orders of joining, one drawn and its reverse, so that the spread over replications, and with it the
interval, holds what the choice of orders adds.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from agents.draws import Luck, uniforms
from experiments.cells import CELL_COLUMNS, Cells
from experiments.intervals import Design, estimate
from experiments.shapley import exact_shares, interaction, shares_in_order
from scenarios.arms import BASELINE, Arm

__all__ = ["ATTRIBUTION_COLUMNS", "INTERACTION", "MOST_EXACT", "AttributionPlan", "plan_attribution"]

Reals = NDArray[np.float64]
Members = tuple[int, ...]

MOST_EXACT = 5
"""Most interventions of a bundle of which every combination is computed."""

INTERACTION = "interaction"
"""Name of the row with what interventions do only together."""

ATTRIBUTION_COLUMNS = (
    "bundle",
    *CELL_COLUMNS,
    "component",
    "share",
    "lower_95",
    "upper_95",
    "probability_wrong_sign",
    "alone",
    "alone_lower_95",
    "alone_upper_95",
    "bundle_difference",
    "part_of_bundle",
    "replications",
)


@dataclass(frozen=True)
class AttributionPlan:
    """What must be computed beside the arms asked for, and how the shares follow from it.

    It serves the runner as :class:`experiments.runner.SideArms`.

    Attributes
    ----------
    bundles : tuple of Arm
        Bundles to divide.
    asked : tuple of Arm
        Arms that are computed anyway.
    cells : Cells
        Outcomes that are divided.
    seed : int
        Master seed, for the orders that are drawn.
    """

    bundles: tuple[Arm, ...]
    asked: tuple[Arm, ...]
    cells: Cells
    seed: int

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the side arms."""
        return tuple(self._side_arms(0))

    def arms(self, replication: int) -> list[Arm]:
        """Side arms of one replication, in the order of the names."""
        return list(self._side_arms(replication).values())

    def condense(self, values: Reals) -> Reals:
        """Outcomes of one side arm, shape (cell,)."""
        return self.cells.of(values)

    def _side_arms(self, replication: int) -> dict[str, Arm]:
        """Return the combinations that nobody asked for, by name."""
        asked = {arm.name for arm in self.asked}
        needed: dict[str, Arm] = {}
        for bundle in self.bundles:
            for name, members in self._combinations(bundle, replication).items():
                if name not in asked:
                    chosen = tuple(bundle.interventions[member] for member in members)
                    needed[name] = Arm(name, name, name, chosen)
        return needed

    def _combinations(self, bundle: Arm, replication: int) -> dict[str, Members]:
        """Every combination that a bundle needs: name of the arm that computes it, and who takes part."""
        everybody = tuple(range(len(bundle.interventions)))
        singles: list[Members] = [(member,) for member in everybody]
        if len(everybody) <= MOST_EXACT:
            chosen = [_members(position, len(everybody)) for position in range(1 << len(everybody))]
            return {self._name(bundle, members): members for members in chosen}
        named: dict[str, Members] = {self._name(bundle, members): members for members in [(), *singles, everybody]}
        for turn, order in enumerate(self._orders(bundle, replication)):
            for length in range(2, len(everybody)):
                named[_turn_name(bundle, turn, length)] = tuple(sorted(order[:length]))
        return named

    def _orders(self, bundle: Arm, replication: int) -> tuple[Members, Members]:
        """One drawn order of joining, and its reverse."""
        key = Luck(self.seed, replication).key(f"order_of_joining:{bundle.name}")
        places = uniforms(key, np.arange(len(bundle.interventions), dtype=np.uint64))
        order = tuple(int(member) for member in np.argsort(places, kind="stable"))
        return order, order[::-1]

    def _name(self, bundle: Arm, members: Members) -> str:
        """Name of the arm that does this and nothing else: one that was asked for, or the interventions joined."""
        wanted = tuple(bundle.interventions[member].name for member in members)
        for arm in self.asked:
            # The order counts: levers act in the order of the arm.
            if tuple(entry.name for entry in arm.interventions) == wanted:
                return arm.name
        return "+".join(wanted) or BASELINE

    def table(self, values: Mapping[str, Reals], design: Design) -> pd.DataFrame:
        """Divide the effect of every bundle.

        Parameters
        ----------
        values : mapping of str to ndarray of float64
            Measurements of the arms asked for, shape (replication, month, region, series), and what was kept of the
            side arms, shape (replication, cell).
        design : Design
            How luck and assumptions were varied.

        Returns
        -------
        pandas.DataFrame
            Columns `ATTRIBUTION_COLUMNS`; a row per bundle, cell and component. The shares of the interventions add up
            to `bundle_difference`; the row ``interaction`` is no further part of it but tells how much of it exists
            only because the interventions act together, and is what the shares hold beyond the effects alone.
        """
        frames = []
        for bundle in self.bundles:
            effects = self._effects(bundle, values)
            everybody = tuple(range(len(bundle.interventions)))
            alone = np.stack([effects[self._name(bundle, (member,))] for member in everybody])
            together = effects[self._name(bundle, everybody)]
            shares = self._shares(bundle, effects, alone, together)
            components = {bundle.interventions[member].name: (shares[member], alone[member]) for member in everybody}
            components[INTERACTION] = (interaction(together, alone), np.full_like(together, np.nan))
            frames += [
                _component(bundle.name, name, share, by_itself, together, self.cells, design)
                for name, (share, by_itself) in components.items()
            ]
        return pd.concat(frames, ignore_index=True)

    def _effects(self, bundle: Arm, values: Mapping[str, Reals]) -> dict[str, Reals]:
        """Difference of every combination from doing nothing, by name of its arm, shape (replication, cell)."""
        asked = {arm.name for arm in self.asked}
        outcomes = {
            name: self.cells.of(values[name]) if name in asked else values[name]
            for name in self._combinations(bundle, 0)
        }
        nothing = outcomes[self._name(bundle, ())]
        return {name: outcome - nothing for name, outcome in outcomes.items()}

    def _shares(self, bundle: Arm, effects: Mapping[str, Reals], alone: Reals, together: Reals) -> Reals:
        """Shares of the interventions, shape (member, replication, cell)."""
        number = len(alone)
        if number <= MOST_EXACT:
            names = [self._name(bundle, _members(position, number)) for position in range(1 << number)]
            return exact_shares(np.stack([effects[name] for name in names]))
        shares = np.zeros_like(alone)
        for replication in range(len(together)):
            orders = self._orders(bundle, replication)
            for turn, order in enumerate(orders):
                between = [effects[_turn_name(bundle, turn, length)][replication] for length in range(2, number)]
                joined = [alone[order[0], replication], *between, together[replication]]
                shares[:, replication] += shares_in_order(joined, order) / len(orders)
        return shares


def _members(position: int, number: int) -> Members:
    """Who takes part in a combination: the bits of its position."""
    return tuple(member for member in range(number) if position >> member & 1)


def _turn_name(bundle: Arm, turn: int, length: int) -> str:
    """Name of the arm with the first so many of an order of joining, which differs between replications."""
    return f"{bundle.name}: order {turn + 1}, first {length}"


def _component(
    bundle: str, name: str, share: Reals, alone: Reals, together: Reals, cells: Cells, design: Design
) -> pd.DataFrame:
    """Rows of one intervention, or of the interaction, for every cell."""
    found, by_itself, whole = (estimate(samples, design) for samples in (share, alone, together))
    is_clear = (whole.lower > 0.0) | (whole.upper < 0.0)
    with np.errstate(divide="ignore", invalid="ignore"):
        part = np.where(is_clear, found.mean / whole.mean, np.nan)
    columns = {
        "bundle": bundle,
        "component": name,
        "share": found.mean,
        "lower_95": found.lower,
        "upper_95": found.upper,
        "probability_wrong_sign": found.probability_wrong_sign,
        "alone": by_itself.mean,
        "alone_lower_95": by_itself.lower,
        "alone_upper_95": by_itself.upper,
        "bundle_difference": whole.mean,
        "part_of_bundle": part,
        "replications": len(share),
    }
    numbers = pd.DataFrame(columns, index=cells.keys.index)
    return pd.concat([cells.keys, numbers], axis=1)[list(ATTRIBUTION_COLUMNS)]


def plan_attribution(bundles: Sequence[Arm], asked: Sequence[Arm], cells: Cells, seed: int) -> AttributionPlan | None:
    """Plan what must be computed to divide the effects of bundles.

    Parameters
    ----------
    bundles : sequence of Arm
        Bundles of at least two interventions; may be empty.
    asked : sequence of Arm
        Arms that are computed anyway.
    cells : Cells
        Outcomes to divide.
    seed : int
        Master seed.

    Returns
    -------
    AttributionPlan or None
        None without bundles.
    """
    return AttributionPlan(tuple(bundles), tuple(asked), cells, seed) if bundles else None
