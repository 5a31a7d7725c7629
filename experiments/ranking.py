"""Ranking: which arm is best, how sure that is, and what a wrong choice costs.

Two questions are answered apart. *In one possible future*: each draw of what is assumed, with its luck, is a future,
and the arms are ranked in each. More replications make these chances more precise, not more extreme. *On average over
the possible futures*: how sure it is that an arm has the best mean, given the number of replications; this grows
towards certainty with more of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.special import ndtri
from scipy.stats import chi2, norm

from agents.draws import Luck, uniforms
from experiments.cells import CELL_COLUMNS, choose_cells, outcomes_by_arm
from experiments.intervals import mean_by_draw
from experiments.results import IndicatorWords, Results

__all__ = [
    "BETTER",
    "RANKING_COLUMNS",
    "best_shares",
    "better_when",
    "has_direction",
    "posterior_means",
    "rank",
    "rank_draws",
]

Reals = NDArray[np.float64]

BETTER: Final[dict[str, int]] = {
    "employed": 1,
    "employment_rate_20_64": 1,
    "jobs_held": 1,
    "vacancies_filled": 1,
    "vacancies_filled_care": 1,
    "vacancies_filled_technical": 1,
    "hires_from_non_employment": 1,
    "hires_care": 1,
    "hires_technical": 1,
    "lasting_jobs": 1,
    "lasting_jobs_from_non_employment": 1,
    "lasting_jobs_care": 1,
    "lasting_jobs_technical": 1,
    "unemployed": -1,
    "unemployment_rate": -1,
    "registered_jobseekers": -1,
    "latent": -1,
    "neet_rate_15_29": -1,
    "vacancies_open": -1,
    "vacancies_open_over_90_days": -1,
    "vacancies_open_over_180_days": -1,
    "vacancies_open_over_365_days": -1,
    "vacancies_cancelled": -1,
    "median_days_to_fill": -1,
    "bottleneck_share": -1,
    "critical_share": -1,
    "unfilled_demand_care": -1,
    "unfilled_demand_technical": -1,
    "absence_rate": -1,
    "coaching_waiting": -1,
    "coaching_drop_outs": -1,
}
"""Indicators by which arms are ranked: 1 where more is better, -1 where less is. Others are no aim in themselves."""

RANKING_COLUMNS = (
    *CELL_COLUMNS,
    "arm",
    "mean_rank",
    "probability_best",
    "probability_best_lower_95",
    "probability_best_upper_95",
    "expected_regret",
    "probability_best_on_average",
    "regret_on_average",
    "draws",
)

_POSTERIOR_DRAWS = 2_000
_CELLS_AT_ONCE = 256
_DECISION = "ranking_of_means"


def has_direction(indicator: str, group: str) -> bool:
    """Tell whether arms can be ranked by an indicator."""
    return indicator in BETTER


def better_when(indicators: pd.Series) -> Reals:
    """Return 1 where more of an indicator is better and -1 where less is."""
    return np.array([BETTER[name] for name in indicators], dtype=np.float64)


def rank(
    results: Results, indicators: Mapping[str, IndicatorWords], windows: Mapping[str, tuple[int, int]]
) -> pd.DataFrame:
    """Rank all arms, the reference among them, for every indicator that has a direction.

    Parameters
    ----------
    results : Results
        Measurements of at least two arms.
    indicators : mapping of str to IndicatorWords
        Kind of each indicator in `results`.
    windows : mapping of str to (int, int)
        As :func:`experiments.windows.default_windows` gives them.

    Returns
    -------
    pandas.DataFrame
        Columns `RANKING_COLUMNS`, a row per cell and arm: mean rank over futures (1 is best, ties share); chance of
        being best in one future with its 95% interval, and expected regret there, in the unit of the indicator: what
        is missed on average by choosing this arm instead of what turns out best; chance that the mean is best, and how
        far it is from the best mean. NaN where an outcome is undefined.
    """
    cells = choose_cells(results.series, results.regions, indicators, windows, results.first_month, has_direction)
    outcomes = outcomes_by_arm(results, cells)
    draws = np.stack([mean_by_draw(outcomes[arm], results.design) for arm in results.arms])
    numbers = rank_draws(draws * better_when(cells.keys["indicator"]))
    keys = cells.keys.loc[cells.keys.index.repeat(len(results.arms))].reset_index(drop=True)
    columns = {"arm": np.tile(np.array(results.arms, dtype=object), len(cells.keys)), **numbers}
    return pd.concat([keys, pd.DataFrame(columns)], axis=1)[list(RANKING_COLUMNS)]


def rank_draws(draws: Reals) -> dict[str, Reals]:
    """Rank arms in every cell.

    Parameters
    ----------
    draws : ndarray of float64, shape (arm, draw, cell)
        Outcomes, more is better; NaN where undefined.

    Returns
    -------
    dict of str to ndarray of float64, shape (cell * arm,)
        The columns of `RANKING_COLUMNS` that are numbers; arms vary fastest.
    """
    number = draws.shape[1]
    better = (draws[:, None] < draws[None, :]).sum(axis=1)
    equal = (draws[:, None] == draws[None, :]).sum(axis=1) - 1.0
    best = draws.max(axis=0)
    share = best_shares(draws).mean(axis=1)
    lower, upper = _wilson(share, number)
    means = draws.mean(axis=1)
    columns = {
        "mean_rank": (1.0 + better + equal / 2.0).mean(axis=1),
        "probability_best": share,
        "probability_best_lower_95": lower,
        "probability_best_upper_95": upper,
        "expected_regret": (best - draws).mean(axis=1),
        "probability_best_on_average": _best_on_average(draws),
        "regret_on_average": means.max(axis=0) - means,
        "draws": np.full(means.shape, float(number)),
    }
    undefined = np.isnan(draws).any(axis=(0, 1))
    return {name: np.where(undefined, np.nan, column).T.ravel() for name, column in columns.items()}


def best_shares(outcomes: Reals) -> Reals:
    """Tell which arm is best; arms that are equally good share it.

    Parameters
    ----------
    outcomes : ndarray of float64, shape (arm, ...)
        Outcomes, more is better.

    Returns
    -------
    ndarray of float64, shape (arm, ...)
        1 for the best, 0 for the others, in between for ties; sums to 1.
    """
    is_best = outcomes == outcomes.max(axis=0)
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.asarray(is_best / is_best.sum(axis=0))


def _wilson(share: Reals, number: int) -> tuple[Reals, Reals]:
    """Interval of a share (Wilson 1927, Journal of the American Statistical Association 22, 209-212)."""
    quantile = float(norm.ppf(0.975))
    centre = share + quantile**2 / (2.0 * number)
    reach = quantile * np.sqrt(share * (1.0 - share) / number + quantile**2 / (4.0 * number**2))
    scale = 1.0 + quantile**2 / number
    return np.clip((centre - reach) / scale, 0.0, 1.0), np.clip((centre + reach) / scale, 0.0, 1.0)


def posterior_means(draws: Reals, decision: str) -> Reals:
    """Draw what the true means of all arms may be, given the draws that were computed.

    The arms of one draw belong together, so the means follow a joint Student distribution around the measured ones,
    with the covariance of the draws; for two arms it agrees with Student's test of their difference.

    Parameters
    ----------
    draws : ndarray of float64, shape (arm, draw, cell)
        Outcomes, at least two draws.
    decision : str
        Name of the keyed luck; the same name gives the same numbers.

    Returns
    -------
    ndarray of float64, shape (arm, possibility, cell)
    """
    number = draws.shape[1]
    means = draws.mean(axis=1)
    luck = Luck(0, 0)
    identities = np.arange(_POSTERIOR_DRAWS * number, dtype=np.uint64)
    directions = ndtri(uniforms(luck.key(decision), identities)).reshape(_POSTERIOR_DRAWS, number)
    lengths = chi2.ppf(uniforms(luck.key(f"{decision}:length"), identities[:_POSTERIOR_DRAWS]), number - 1)
    # A normal mixture of the deviations has their covariance; the length turns normal into Student.
    mixture = directions / np.sqrt(lengths * number)[:, None]
    moved = np.einsum("pd,adc->apc", mixture, draws - means[:, None], optimize=True)
    return np.asarray(means[:, None] + moved)


def _best_on_average(draws: Reals) -> Reals:
    """Chance that each arm has the best mean, shape (arm, cell); NaN with a single draw."""
    arms, number, cells = draws.shape
    chance = np.full((arms, cells), np.nan)
    if number > 1:
        for first in range(0, cells, _CELLS_AT_ONCE):
            block = slice(first, first + _CELLS_AT_ONCE)
            chance[:, block] = best_shares(posterior_means(draws[:, :, block], _DECISION)).mean(axis=1)
    return chance
