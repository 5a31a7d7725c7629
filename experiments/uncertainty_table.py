"""What share of a result rests on assumptions, and on which values of the measures most."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from experiments.draws_table import BEHAVIOUR, MEASURE
from experiments.intervals import mean_by_draw, variance_shares
from experiments.results import IndicatorWords, Results
from experiments.uncertainty import (
    LUCK,
    Share,
    Within,
    determined,
    rank_correlations,
    split_variance,
    spread_within_places,
)
from experiments.windows import aggregate
from scenarios.arms import Arm
from scenarios.assumed import Assumption, assumptions_of, drawn_numbers
from scenarios.setup import Setup

__all__ = ["HEADLINES", "UNCERTAINTY_COLUMNS", "VALUE_COLUMNS", "uncertainty_tables"]

Reals = NDArray[np.float64]

HEADLINES = (
    "lasting_jobs_from_non_employment",
    "vacancies_filled",
    "unfilled_demand_care",
    "unfilled_demand_technical",
)
"""Indicators whose uncertainty is divided; all are counts that add up over sub-regions."""

UNCERTAINTY_COLUMNS = (
    "arm",
    "indicator",
    "window",
    "part",
    "variance_share",
    "lower_95",
    "upper_95",
    "determined",
    "replications",
)
VALUE_COLUMNS = ("arm", "indicator", "window", "kind", "measure", "name", "correlation", "lower_95", "upper_95")


def uncertainty_tables(
    results: Results,
    indicators: Mapping[str, IndicatorWords],
    window: tuple[str, tuple[int, int]],
    arms: Sequence[Arm],
    levers: Mapping[str, Any],
    setup: Setup,
    behaviour: Sequence[Mapping[str, float]] = (),
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Divide the variance of every headline difference, and tell which values it follows.

    Parameters
    ----------
    results : Results
        Measurements.
    indicators : mapping of str to IndicatorWords
        Kind of each indicator.
    window : (str, (int, int))
        Name, first month and month after the last one.
    arms : sequence of Arm
        The arms of `results`.
    levers : mapping of str to lever
        Levers with their declared parameters.
    setup : Setup
        Seed, and how assumptions were drawn.
    behaviour : sequence of mapping of str to float
        Parameters of behaviour drawn for each replication, by name; empty where behaviour is fixed.

    Returns
    -------
    shares : pandas.DataFrame
        Columns `UNCERTAINTY_COLUMNS`; `part` is ``measure``, ``behaviour`` or ``luck``.
    values : pandas.DataFrame
        Columns `VALUE_COLUMNS`; the strongest first within each arm and indicator.
    """
    of_behaviour = pd.DataFrame(list(behaviour)).to_numpy(np.float64) if behaviour else _none(results)
    shares, values = [], []
    for arm in arms:
        if arm.name == results.reference or not arm.interventions:
            continue
        assumptions = _acting(arm, levers) if setup.uncertainty else []
        numbers = drawn_numbers(assumptions, setup, results.replications)
        of_measures = np.column_stack([numbers[entry.draw] for entry in assumptions]) if assumptions else _none(results)
        drawn = {MEASURE: of_measures, BEHAVIOUR: of_behaviour}
        everywhere = not any(entry.target.sub_regions for entry in arm.interventions)
        for name in HEADLINES:
            if not results.has(name):
                continue
            places, sizes = _differences(results, indicators[name].kind, arm.name, name, window[1])
            split = _split(places, sizes if everywhere else None, drawn, results)
            keys = (arm.name, name, window[0])
            shares += [(*keys, part, *share, determined(share), results.replications) for part, share in split.items()]
            values += _values(keys, places.sum(axis=1), assumptions, drawn, behaviour, results)
    return (
        pd.DataFrame(shares, columns=list(UNCERTAINTY_COLUMNS)),
        pd.DataFrame(values, columns=list(VALUE_COLUMNS)),
    )


def _told(split: Mapping[str, Share]) -> dict[str, bool]:
    """Tell which parts can be named: luck on its own, the others only where luck and all of them can."""
    luck = LUCK in split and determined(split[LUCK])
    others = luck and all(determined(share) for share in split.values())
    return {part: luck if part == LUCK else others for part in split}


def _none(results: Results) -> Reals:
    return np.empty((results.replications, 0))


def _acting(arm: Arm, levers: Mapping[str, Any]) -> list[Assumption]:
    """List what is assumed about the measures of an arm and can change an outcome, each draw once."""
    found: dict[str, Assumption] = {}
    for measure in arm.interventions:
        for entry in assumptions_of(measure, levers):
            if entry.acts:
                found.setdefault(entry.draw, entry)
    return list(found.values())


def _differences(results: Results, kind: str, arm: str, name: str, months: tuple[int, int]) -> tuple[Reals, Reals]:
    """Give the paired differences by replication and sub-region, and the size of each sub-region."""
    span = slice(months[0] - results.first_month, months[1] - results.first_month)

    def by_place(which: str) -> Reals:
        columns = [results.monthly(which, name, region=region)[:, span] for region in results.regions[:-1]]
        return np.stack([aggregate(column, kind, axis=1) for column in columns], axis=1)

    reference = by_place(results.reference)
    return by_place(arm) - reference, reference.mean(axis=0)


def _split(places: Reals, sizes: Reals | None, drawn: Mapping[str, Reals], results: Results) -> dict[str, Share]:
    """Divide the variance; exactly between values and luck where replications share draws."""
    whole = places.sum(axis=1)
    within: Within | None = None
    if sizes is not None and (sizes > 0.0).all():
        within = spread_within_places(places, sizes)
    split = split_variance(whole, drawn, within)
    exact = variance_shares(whole, results.design)
    if results.design.luck_per_draw == 1 or len(split) < 2 or np.isnan(exact.parameters):
        return split
    by_values, lower, upper = (float(number) for number in (exact.parameters, exact.lower, exact.upper))
    if len(split) == 2:
        kind = next(name for name in split if name != LUCK)
        return {kind: Share(by_values, lower, upper), LUCK: Share(1.0 - by_values, 1.0 - upper, 1.0 - lower)}
    kinds = {name: share for name, share in split.items() if name != LUCK}
    ratio = by_values / sum(share.share for share in kinds.values())
    divided = {
        name: Share(share.share * ratio, min(share.lower, share.share * ratio), max(share.upper, share.share * ratio))
        for name, share in kinds.items()
    }
    return {**divided, LUCK: Share(1.0 - by_values, 1.0 - upper, 1.0 - lower)}


def _values(
    keys: tuple[str, str, str],
    whole: Reals,
    assumptions: Sequence[Assumption],
    drawn: Mapping[str, Reals],
    behaviour: Sequence[Mapping[str, float]],
    results: Results,
) -> list[tuple[Any, ...]]:
    """Tell how closely a difference follows each value, the strongest first."""
    named = [(MEASURE, entry.measure, entry.name) for entry in assumptions]
    named += [(BEHAVIOUR, "", name) for name in (behaviour[0] if behaviour else {})]
    if not named:
        return []
    once = mean_by_draw(whole, results.design)
    columns = mean_by_draw(np.column_stack([drawn[MEASURE], drawn[BEHAVIOUR]]), results.design)
    found = zip(named, rank_correlations(once, columns), strict=True)
    rows = [(*keys, *name, *correlation) for name, correlation in found]
    return sorted(rows, key=lambda row: -abs(row[6]) if row[6] == row[6] else 1.0)
