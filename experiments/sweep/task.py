"""What one row of a sweep asks of the model: every arm with the same luck, and a few readings of each."""

from __future__ import annotations

import dataclasses
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from experiments.runner import Market, Recipe
from experiments.statistics import aggregate
from experiments.sweep.factors import Factor, split_values, varied_arms
from scenarios.build import keep_societies
from scenarios.config import SweepConfig
from scenarios.levers import LEVERS
from simulation.counting import first_months
from simulation.indicators import INDICATORS
from simulation.totals import Totals

__all__ = ["MarketTask", "market_task", "read_market"]

Reals = NDArray[np.float64]

_MONTHS_PER_YEAR = 12


@dataclass(frozen=True)
class MarketTask:
    """Computes the row of a sweep with the labour market.

    Attributes
    ----------
    recipe : Recipe
        Set-up, arms and months; the run ends with the window.
    factors : tuple of Factor
        What a row varies.
    replications : int
        Lives with other luck in each row; replication `k` has the same luck in every row and every arm.
    indicators : tuple of str
        What is read, of everybody.
    window : (int, int)
        First month and month after the last one that are read.
    place : int
        0..4 for a sub-region, 5 for the province.
    """

    recipe: Recipe
    factors: tuple[Factor, ...]
    replications: int
    indicators: tuple[str, ...]
    window: tuple[int, int]
    place: int
    _histories: OrderedDict[tuple[object, ...], Market] = field(
        default_factory=OrderedDict, init=False, repr=False, compare=False
    )
    _readings: OrderedDict[tuple[object, ...], Reals] = field(
        default_factory=OrderedDict, init=False, repr=False, compare=False
    )

    def __getstate__(self) -> dict[str, Any]:
        """Leave behind, on the way to another process, what was kept for speed."""
        return {**self.__dict__, "_histories": OrderedDict(), "_readings": OrderedDict()}

    def __call__(self, values: Sequence[float]) -> Reals:
        """Compute one row.

        Parameters
        ----------
        values : sequence of float
            One value for each factor.

        Returns
        -------
        ndarray of float64, shape (replication, arm, indicator)
            Flows as a mean per year of the window, stocks and rates as means over its months.
        """
        uncertain, measures = split_values(self.factors, values)
        setup = self.recipe.setup
        setup = dataclasses.replace(setup, parameters={**setup.parameters, **uncertain})
        arms = varied_arms(self.recipe.arms, measures, LEVERS)
        readings = np.empty((self.replications, len(arms), len(self.indicators)))
        keep_societies(self.replications)
        for replication in range(self.replications):
            for position, arm in enumerate(arms):
                key = (tuple(uncertain.items()), replication, arm.name)
                if not arm.interventions and key in self._readings:
                    readings[replication, position] = self._readings[key]
                    continue
                history = self._history(setup, replication, key[:2])
                future = history.branch(self.recipe.build_policy(arm.interventions, setup, replication))
                future.run_until(self.window[1])
                readings[replication, position] = read_market(future, self.indicators, self.window, self.place)
                if not arm.interventions:
                    _keep(self._readings, key, readings[replication, position].copy(), self.replications)
        return readings

    def _history(self, setup: Any, replication: int, key: tuple[object, ...]) -> Market:
        """Return the market at the start of the measures; rows that differ in measures only share it."""
        history = self._histories.get(key)
        if history is None:
            history = self.recipe.build_market(setup, replication)
            history.run_until(self.recipe.policy_start)
            _keep(self._histories, key, history, self.replications)
        return history


def _keep(kept: OrderedDict[tuple[object, ...], Any], key: tuple[object, ...], value: Any, most: int) -> None:
    """Keep a value and forget the oldest ones."""
    kept[key] = value
    while len(kept) > most:
        kept.popitem(last=False)


def read_market(market: Any, indicators: Sequence[str], window: tuple[int, int], place: int) -> Reals:
    """Read a few indicators of everybody over a window; much cheaper than measuring all series.

    Parameters
    ----------
    market : LabourMarket
        A market that has run to the end of the window.
    indicators : sequence of str
        Names.
    window : (int, int)
        First month and month after the last one.
    place : int
        0..4 for a sub-region, 5 for the province.

    Returns
    -------
    ndarray of float64, shape (indicator,)
        Flows as a mean per year, stocks and rates as means over the months.
    """
    surroundings = market.surroundings
    outside = surroundings.outside_population[: market.month]
    totals = Totals(first_months(market.counts, market.month), outside, surroundings.scale)
    first, after = window
    read = []
    for name in indicators:
        kind = INDICATORS[name].kind
        months = INDICATORS[name].compute(totals)["all"][first:after, place]
        per_year = (after - first) / _MONTHS_PER_YEAR if kind == "flow" else 1.0
        read.append(float(aggregate(months, kind, axis=0)) / per_year)
    return np.array(read)


def market_task(
    recipe: Recipe, factors: tuple[Factor, ...], config: SweepConfig, window: tuple[int, int], place: int
) -> MarketTask:
    """Make the task of a sweep over the labour market."""
    return MarketTask(recipe, factors, config.replications, tuple(config.indicators), window, place)
