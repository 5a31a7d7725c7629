"""From readings to what a sweep explains: a paired difference, a level, or the place of an arm in the ranking."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.stats import rankdata

__all__ = ["LESS_IS_BETTER", "TARGETS", "Outcome", "best_shares", "make_outcomes", "noise_of"]

Reals = NDArray[np.float64]

TARGETS: Final = ("difference", "level", "ranking")

LESS_IS_BETTER: Final = frozenset(
    {
        "unemployed",
        "registered_jobseekers",
        "latent",
        "inactive",
        "ill",
        "unemployment_rate",
        "neet_rate_15_29",
        "vacancies_open",
        "vacancies_cancelled",
        "vacancies_open_over_90_days",
        "vacancies_open_over_180_days",
        "vacancies_open_over_365_days",
        "median_days_to_fill",
        "bottleneck_share",
        "critical_share",
        "unfilled_demand_care",
        "unfilled_demand_technical",
        "separations",
        "absence_rate",
        "coaching_waiting",
        "coaching_drop_outs",
        "policy_cost_eur",
        "policy_hours",
    }
)
"""Indicators for which a ranking puts the lowest value first; for all others the highest comes first."""


@dataclass(frozen=True, eq=False)
class Outcome:
    """One quantity that depends on the factors.

    Attributes
    ----------
    target : str
        One of `TARGETS`.
    arm, indicator : str
        Whose, and of what.
    by_replication : ndarray of float64, shape (row, replication)
        Its value with the luck of each replication.
    """

    target: str
    arm: str
    indicator: str
    by_replication: Reals

    @property
    def values(self) -> Reals:
        """Mean over replications, shape (row,): what the indices explain."""
        return np.asarray(self.by_replication.mean(axis=1))


def make_outcomes(target: str, arms: Sequence[str], indicators: Sequence[str], readings: Reals) -> list[Outcome]:
    """Form every outcome of a target.

    Parameters
    ----------
    target : str
        ``difference`` of each arm from the first, with the same luck; ``level`` of each arm but the first, or of the
        only one; ``ranking``: the place of each arm, 1 for the best, ties shared.
    arms, indicators : sequence of str
        Names, in the order of the readings.
    readings : ndarray of float64, shape (row, replication, arm, indicator)
        Readings of all rows.

    Returns
    -------
    list of Outcome
        The first arm and the first indicator first.
    """
    outcomes = []
    for column, indicator in enumerate(indicators):
        read = readings[..., column]
        if target == "difference":
            chosen = [(arm, read[..., k] - read[..., 0]) for k, arm in enumerate(arms) if k > 0]
        elif target == "level":
            chosen = [(arm, read[..., k]) for k, arm in enumerate(arms) if k > 0 or len(arms) == 1]
        else:
            places = _places(read, indicator)
            chosen = [(arm, places[..., k]) for k, arm in enumerate(arms)]
        outcomes += [Outcome(target, arm, indicator, values) for arm, values in chosen]
    return outcomes


def _places(read: Reals, indicator: str) -> Reals:
    """Rank the arms in each row and replication, 1 for the best."""
    ordered = read if indicator in LESS_IS_BETTER else -read
    return np.asarray(rankdata(ordered, axis=-1))


def best_shares(arms: Sequence[str], indicator: str, read: Reals) -> dict[str, float]:
    """Return how often each arm comes first; a shared first place counts for each in part.

    Parameters
    ----------
    arms : sequence of str
        Names.
    indicator : str
        What they are ranked by.
    read : ndarray of float64, shape (row, replication, arm)
        Readings of that indicator.
    """
    places = _places(read, indicator)
    first = places == places.min(axis=-1, keepdims=True)
    shares = (first / first.sum(axis=-1, keepdims=True)).mean(axis=(0, 1))
    return dict(zip(arms, map(float, shares), strict=True))


def noise_of(by_replication: Reals) -> float:
    """Return the standard deviation that chance gives the value of a row.

    All rows share the luck of each replication, so what luck adds to every row alike drops out; what remains is the
    part of luck that a row does not share with the others (the residual of a two-way layout).

    Parameters
    ----------
    by_replication : ndarray of float64, shape (row, replication)
        An outcome.

    Returns
    -------
    float
        In the unit of the outcome, for the mean over replications; NaN with a single replication.
    """
    rows, replications = by_replication.shape
    if replications < 2:
        return float("nan")
    centred = by_replication - by_replication.mean(axis=1, keepdims=True)
    centred = centred - centred.mean(axis=0, keepdims=True)
    variance = float((centred**2).sum()) / ((rows - 1) * (replications - 1))
    return float(np.sqrt(variance / replications))
