"""From outcomes to indices with their intervals, and how the indices settle as rows are added."""

from __future__ import annotations

import math
import warnings
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from SALib.analyze import fast as fast_analysis
from SALib.analyze import morris as morris_analysis
from SALib.analyze import pawn as pawn_analysis
from SALib.analyze import sobol as sobol_analysis
from scipy.stats import t as student_t

from agents.draws import Luck, uniforms
from experiments.sweep.design import Design, problem_of
from experiments.sweep.outcomes import Outcome, noise_of

__all__ = [
    "CONVERGENCE_COLUMNS",
    "INDEX_COLUMNS",
    "MAIN_INDEX",
    "Noise",
    "analyse",
    "convergence",
    "distances",
    "noise_table",
    "stirred_effects",
]

Reals = NDArray[np.float64]

MAIN_INDEX: Final = {"morris": "mu_star", "sobol": "total", "pawn": "median", "fast": "total"}
"""The index that ranks the factors of each method."""

_KEY = ("target", "arm", "indicator", "factor", "group", "index")
INDEX_COLUMNS: Final = (*_KEY, "value", "lower_95", "upper_95", "by_chance")
CONVERGENCE_COLUMNS: Final = ("rows", *_KEY, "value", "lower_95", "upper_95")
NOISE_COLUMNS: Final = ("target", "arm", "indicator", "mean", "standard_deviation", "by_chance", "share_by_chance")

_RESAMPLES: Final = {"morris": 1000, "sobol": 200, "pawn": 40, "fast": 2}
_SLIDES: Final = 10
_STEPS: Final = 8


class Estimate(NamedTuple):
    """An index of every factor with its 95% interval and what chance alone would give."""

    value: Reals
    lower: Reals
    upper: Reals
    by_chance: Reals


@dataclass(frozen=True)
class Noise:
    """How much of an outcome is chance.

    Attributes
    ----------
    mean, standard_deviation : float
        Over rows.
    by_chance : float
        Standard deviation that chance gives a row; NaN if unknown.
    """

    mean: float
    standard_deviation: float
    by_chance: float

    @property
    def share(self) -> float:
        """Share of the variance between rows that is chance, 0 to 1; NaN if unknown."""
        if self.standard_deviation == 0.0:
            return math.nan
        return min(1.0, (self.by_chance / self.standard_deviation) ** 2)


_UNKNOWN: Final = Noise(math.nan, math.nan, math.nan)


def measure_noise(outcome: Outcome) -> Noise:
    """Tell chance from the effect of factors in an outcome."""
    values = outcome.values
    spread = float(values.std(ddof=1)) if np.ptp(values) > 0.0 else 0.0
    return Noise(float(values.mean()), spread, noise_of(outcome.by_replication))


def noise_table(outcomes: Sequence[Outcome]) -> pd.DataFrame:
    """Return the noise of every outcome, columns ``NOISE_COLUMNS``."""
    rows = []
    for outcome in outcomes:
        noise = measure_noise(outcome)
        key = (outcome.target, outcome.arm, outcome.indicator)
        rows.append((*key, noise.mean, noise.standard_deviation, noise.by_chance, noise.share))
    return pd.DataFrame(rows, columns=list(NOISE_COLUMNS))


def analyse(design: Design, outcomes: Sequence[Outcome]) -> pd.DataFrame:
    """Compute the indices of every outcome.

    Parameters
    ----------
    design : Design
        The rows.
    outcomes : sequence of Outcome
        Quantities of all rows of the design.

    Returns
    -------
    pandas.DataFrame
        Columns `INDEX_COLUMNS`. ``by_chance`` is what the index would be of a factor that does nothing but stir the
        luck of a row; NaN where unknown.
    """
    tables = []
    for outcome in outcomes:
        noise = measure_noise(outcome)
        for index, estimate in _estimate(design, design.values, outcome.by_replication, noise).items():
            table = _table(design, outcome, index, estimate)
            table["by_chance"] = estimate.by_chance
            tables.append(table)
    return pd.concat(tables, ignore_index=True)[list(INDEX_COLUMNS)]


def convergence(design: Design, outcomes: Sequence[Outcome]) -> pd.DataFrame:
    """Compute the main index from the first blocks of the design only, for growing numbers of them.

    Returns
    -------
    pandas.DataFrame
        Columns `CONVERGENCE_COLUMNS`; the last number of rows is the whole design.
    """
    index = MAIN_INDEX[design.method]
    tables = []
    for blocks in _steps(design):
        rows = blocks * design.block
        for outcome in outcomes:
            means = outcome.values[:rows, None]
            estimate = _estimate(design, design.values[:rows], means, _UNKNOWN)[index]
            table = _table(design, outcome, index, estimate)
            table.insert(0, "rows", rows)
            tables.append(table)
    return pd.concat(tables, ignore_index=True)[list(CONVERGENCE_COLUMNS)]


def _steps(design: Design) -> list[int]:
    """Numbers of blocks at which convergence is looked at."""
    blocks = design.rows // design.block
    if design.method == "sobol":
        return [2**power for power in range(max(2, int(math.log2(blocks)) - _STEPS + 1), int(math.log2(blocks)) + 1)]
    least = {"morris": 2, "pawn": min(blocks, 5 * _SLIDES), "fast": 1}[design.method]
    return sorted({int(step) for step in np.linspace(least, blocks, _STEPS).round()})


def _table(design: Design, outcome: Outcome, index: str, estimate: Estimate) -> pd.DataFrame:
    count = len(design.factors)
    return pd.DataFrame(
        {
            "target": [outcome.target] * count,
            "arm": [outcome.arm] * count,
            "indicator": [outcome.indicator] * count,
            "factor": [factor.name for factor in design.factors],
            "group": [factor.group for factor in design.factors],
            "index": [index] * count,
            "value": estimate.value,
            "lower_95": estimate.lower,
            "upper_95": estimate.upper,
        }
    )


def _estimate(design: Design, values: Reals, by_replication: Reals, noise: Noise) -> dict[str, Estimate]:
    """Let SALib compute the indices of one outcome on some rows; an outcome that never varies has indices of zero."""
    count = len(design.factors)
    outcome = by_replication.mean(axis=1)
    if np.ptp(outcome) == 0.0:
        zero = np.zeros(count)
        return {index: Estimate(zero, zero, zero, zero) for index in _INDICES[design.method]}
    with warnings.catch_warnings():
        # SALib warns about intervals of FAST that are not used, and about the form of its own tables.
        warnings.simplefilter("ignore")
        if design.method == "morris":
            return _morris(design, values, outcome, stirred_effects(design, values, by_replication))
        return _METHODS[design.method](design, values, outcome, noise)


def _around(value: Any, half: Any, by_chance: Reals, lowest: float = -math.inf) -> Estimate:
    value, half = np.asarray(value, dtype=np.float64), np.asarray(half, dtype=np.float64)
    return Estimate(value, np.maximum(value - half, lowest), value + half, by_chance)


def _morris(design: Design, values: Reals, outcome: Reals, stirred: Reals) -> dict[str, Estimate]:
    """Elementary effects, each for a factor that goes over its whole range."""
    found = morris_analysis.analyze(
        problem_of(design.factors),
        values,
        outcome,
        num_levels=design.levels,
        num_resamples=_RESAMPLES["morris"],
        seed=design.seed % 2**31,
    )
    trajectories = len(outcome) // design.block
    sigma = np.asarray(found["sigma"], dtype=np.float64)
    half = student_t.ppf(0.975, trajectories - 1) * sigma / math.sqrt(trajectories)
    unknown = np.full(len(sigma), math.nan)
    return {
        "mu_star": _around(found["mu_star"], found["mu_star_conf"], stirred * math.sqrt(2.0 / math.pi), 0.0),
        "mu": _around(found["mu"], half, np.zeros(len(sigma))),
        "sigma": Estimate(sigma, unknown, unknown, stirred),
    }


def stirred_effects(design: Design, values: Reals, by_replication: Reals) -> Reals:
    """Return the standard deviation that chance gives an elementary effect of each factor.

    Two rows that differ in one factor share more luck than any two rows, so this looks at how their difference varies
    between replications, beyond what all trajectories have in common.

    Parameters
    ----------
    design : Design
        A Morris design.
    values : ndarray of float64, shape (row, factor)
        Whole trajectories of it.
    by_replication : ndarray of float64, shape (row, replication)
        An outcome.

    Returns
    -------
    ndarray of float64, shape (factor,)
        For the mean over replications and a step over the whole range; NaN with a single replication.
    """
    count = len(design.factors)
    replications = by_replication.shape[1]
    trajectories = len(values) // design.block
    if replications < 2 or trajectories < 2:
        return np.full(count, math.nan)
    lower, upper = np.array(problem_of(design.factors)["bounds"]).T
    steps = np.diff(((values - lower) / (upper - lower)).reshape(trajectories, design.block, count), axis=1)
    moves = np.diff(by_replication.reshape(trajectories, design.block, replications), axis=1)
    moved = np.abs(steps).argmax(axis=2)
    size = np.take_along_axis(steps, moved[:, :, None], axis=2)
    effects = np.empty((trajectories, count, replications))
    np.put_along_axis(effects, moved[:, :, None], moves / size, axis=1)
    centred = effects - effects.mean(axis=2, keepdims=True)
    centred = centred - centred.mean(axis=0, keepdims=True)
    variance = (centred**2).sum(axis=(0, 2)) / ((trajectories - 1) * (replications - 1))
    return np.asarray(np.sqrt(variance / replications))


def _sobol(design: Design, values: Reals, outcome: Reals, noise: Noise) -> dict[str, Estimate]:
    """First-order and total shares of the variance; ``_explained`` relates them to the variance without chance."""
    found = sobol_analysis.analyze(
        problem_of(design.factors),
        outcome,
        calc_second_order=False,
        num_resamples=_RESAMPLES["sobol"],
        seed=design.seed % 2**31,
    )
    share = noise.share
    count = len(design.factors)
    first = _around(found["S1"], found["S1_conf"], np.zeros(count))
    total = _around(found["ST"], found["ST_conf"], np.full(count, share), 0.0)
    if not share < 1.0:
        return {"first": first, "total": total}
    # Chance is drawn anew in each row, so it adds to the variance and to every total share alike.
    kept = 1.0 - share
    half_first, half_total = np.asarray(found["S1_conf"]) / kept, np.asarray(found["ST_conf"]) / kept
    return {
        "first": first,
        "total": total,
        "first_explained": _around(first.value / kept, half_first, np.zeros(count)),
        "total_explained": _around(np.maximum(total.value - share, 0.0) / kept, half_total, np.zeros(count), 0.0),
    }


def _pawn(design: Design, values: Reals, outcome: Reals, noise: Noise) -> dict[str, Estimate]:
    """Distance between the distribution of the outcome and that with a factor held in one of ten slices."""
    problem = problem_of(design.factors)
    count, rows = len(design.factors), len(outcome)
    slides = _SLIDES
    found = pawn_analysis.analyze(problem, values, outcome, S=slides)
    luck = Luck(design.seed, 0)
    ordinals = np.arange(rows, dtype=np.uint64)
    samples: dict[str, list[Reals]] = {"median": [], "maximum": []}
    by_chance: dict[str, list[float]] = {"median": [], "maximum": []}
    for resample in range(_RESAMPLES["pawn"]):
        drawn = (uniforms(luck.key("pawn_resample", resample), ordinals) * rows).astype(np.int64)
        again = distances(values[drawn], outcome[drawn], slides)
        # A column that has nothing to do with the outcome shows what the index is by chance.
        strange = distances(uniforms(luck.key("pawn_stranger", resample), ordinals)[:, None], outcome, slides)
        for name, across in (("median", np.nanmedian), ("maximum", np.nanmax)):
            samples[name].append(across(again, axis=0))
            by_chance[name].append(float(across(strange)))
    estimates = {}
    for name, kept in samples.items():
        half = 1.96 * np.std(kept, axis=0, ddof=1)
        estimates[name] = _around(found[name], half, np.full(count, np.quantile(by_chance[name], 0.95)), 0.0)
    return estimates


def distances(values: Reals, outcome: Reals, slides: int) -> Reals:
    """Return the distances that PAWN is made of, without the p-values that make SALib too slow for resampling.

    Parameters
    ----------
    values : ndarray of float64, shape (row, factor)
        Values of factors.
    outcome : ndarray of float64, shape (row,)
        What depends on them.
    slides : int
        Slices of equal probability of each factor.

    Returns
    -------
    ndarray of float64, shape (slide, factor)
        Kolmogorov-Smirnov distance between the outcome in a slice and the outcome of all rows.
    """
    ordered = np.sort(outcome)
    everywhere = np.searchsorted(ordered, ordered, side="right") / len(ordered)
    found = np.full((slides, values.shape[1]), math.nan)
    for factor, column in enumerate(values.T):
        edges = np.quantile(column, np.linspace(0.0, 1.0, slides + 1))
        for slide in range(slides):
            here = np.sort(outcome[(column >= edges[slide]) & (column < edges[slide + 1])])
            if len(here):
                below = np.searchsorted(here, ordered, side="right") / len(here)
                found[slide, factor] = np.abs(below - everywhere).max()
    return found


def _fast(design: Design, values: Reals, outcome: Reals, noise: Noise) -> dict[str, Estimate]:
    """First-order and total shares, as means over independent search curves, whose spread gives the interval."""
    curves = outcome.reshape(-1, design.block)
    seen = [fast_analysis.analyze(problem_of(design.factors), curve, num_resamples=2) for curve in curves]
    share = noise.share
    count = len(design.factors)
    estimates = {}
    for name, key, by_chance in (("first", "S1", 0.0), ("total", "ST", share)):
        each = np.array([found[key] for found in seen], dtype=np.float64)
        half = np.full(count, math.nan)
        if len(each) > 1:
            half = student_t.ppf(0.975, len(each) - 1) * each.std(axis=0, ddof=1) / math.sqrt(len(each))
        estimates[name] = _around(each.mean(axis=0), half, np.full(count, by_chance))
    return estimates


_METHODS: Final[dict[str, Callable[[Design, Reals, Reals, Noise], dict[str, Estimate]]]] = {
    "sobol": _sobol,
    "pawn": _pawn,
    "fast": _fast,
}
_INDICES: Final = {
    "morris": ("mu_star", "mu", "sigma"),
    "sobol": ("first", "total"),
    "pawn": ("median", "maximum"),
    "fast": ("first", "total"),
}
