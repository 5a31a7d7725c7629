"""Which arm holds up whatever future comes? Rankings of several result directories, one for each future, put together.

A future is a demography, a demand or anything else that was set differently. Nobody knows how likely each is, so they
are not averaged: for every arm the largest regret over the futures is given, and the arm whose largest regret is
smallest is the cautious choice (Savage 1951, "The theory of statistical decision", Journal of the American Statistical
Association 46, 55-67).
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from experiments.cells import CELL_COLUMNS, choose_cells, outcomes_by_arm
from experiments.intervals import Design, estimate, mean_by_draw
from experiments.ranking import best_shares, better_when, has_direction, posterior_means
from experiments.results import IndicatorWords, read_results, read_run_information
from experiments.windows import FIRST_YEAR, default_windows
from scenarios.errors import UserMistake

__all__ = ["FUTURES_COLUMNS", "FUTURES_RANKING_COLUMNS", "Future", "compare_futures", "rank_futures", "read_future"]

Reals = NDArray[np.float64]

FUTURES_COLUMNS: Final = (
    *CELL_COLUMNS,
    "arm",
    "future",
    "difference",
    "lower_95",
    "upper_95",
    "regret",
    "probability_best_on_average",
)
FUTURES_RANKING_COLUMNS: Final = (
    *CELL_COLUMNS,
    "arm",
    "largest_regret",
    "worst_future",
    "mean_regret",
    "futures_best",
    "futures",
    "smallest_largest_regret",
    "probability_smallest_largest_regret",
)
_PRACTICAL = ("output", "workers", "lang", "attribution")


@dataclass(frozen=True, eq=False)
class Future:
    """What one result directory says.

    Attributes
    ----------
    settings : mapping
        Its question, without what cannot change the answer.
    arms : tuple of str
        Names of the arms, the reference first.
    keys : pandas.DataFrame
        Cells, columns `CELL_COLUMNS`.
    outcomes : ndarray of float64, shape (arm, replication, cell)
        Outcomes of every arm.
    design : Design
        How luck and assumptions were varied.
    """

    settings: Mapping[str, Any]
    arms: tuple[str, ...]
    keys: pd.DataFrame
    outcomes: Reals
    design: Design

    @property
    def draws(self) -> Reals:
        """Outcomes by draw with more always better, shape (arm, draw, cell)."""
        by_draw = [mean_by_draw(outcomes, self.design) for outcomes in self.outcomes]
        return np.stack(by_draw) * better_when(self.keys["indicator"])


def read_future(directory: Path, indicators: Mapping[str, IndicatorWords]) -> Future:
    """Read the outcomes by which arms can be ranked, for everybody together.

    Parameters
    ----------
    directory : Path
        Result directory of a comparison.
    indicators : mapping of str to IndicatorWords
        Kind of each indicator.

    Returns
    -------
    Future

    Raises
    ------
    FileNotFoundError
        If the directory holds no finished run.
    UserMistake
        If it holds no comparison.
    """
    run = read_run_information(directory)
    if len(run["arms"]) < 2 or not run["policy_start"]:
        raise UserMistake(
            nl=f"'{directory}' bevat geen vergelijking van maatregelen; geef mappen van 'westwerk compare'.",
            en=f"'{directory}' holds no comparison of measures; give directories of 'westwerk compare'.",
        )
    results = read_results(directory)
    year, month = (int(part) for part in str(run["policy_start"]).split("-")[:2])
    windows = default_windows(results.first_month, results.months, (year - FIRST_YEAR) * 12 + month - 1)

    def wanted(indicator: str, group: str) -> bool:
        return group == "all" and has_direction(indicator, group)

    cells = choose_cells(results.series, results.regions, indicators, windows, results.first_month, wanted)
    outcomes = outcomes_by_arm(results, cells)
    settings = {name: value for name, value in run["configuration"].items() if name not in _PRACTICAL}
    stacked = np.stack([outcomes[arm] for arm in results.arms])
    return Future(settings, results.arms, cells.keys, stacked, results.design)


def names_of_futures(futures: Sequence[Future]) -> tuple[str, ...]:
    """Name every future by the settings in which it differs from another.

    Raises
    ------
    UserMistake
        If two are the same, or cannot be compared because arms or outcomes differ.
    """
    first = futures[0]
    for other in futures[1:]:
        if set(other.arms) != set(first.arms) or other.arms[0] != first.arms[0]:
            raise UserMistake(
                nl="De mappen vergelijken niet dezelfde armen; maak ze met dezelfde arms=[...].",
                en="The directories do not compare the same arms; make them with the same arms=[...].",
            )
        if not other.keys.equals(first.keys):
            raise UserMistake(
                nl="De mappen gaan niet over dezelfde jaren; gebruik dezelfde horizon en policy_start.",
                en="The directories are not about the same years; use the same horizon and policy_start.",
            )
    keys = [key for key in first.settings if any(other.settings.get(key) != first.settings[key] for other in futures)]
    if "arms" in keys:
        keys.remove("arms")
    names = tuple(", ".join(f"{key}={_written(future.settings.get(key))}" for key in keys) for future in futures)
    if len(set(names)) < len(names):
        raise UserMistake(
            nl="Twee mappen gaan over dezelfde toekomst; laat er een weg of kies een andere demography of demand.",
            en="Two directories are about the same future; leave one out or choose another demography or demand.",
        )
    return names


def _written(value: Any) -> str:
    """Write a setting as text."""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def compare_futures(futures: Sequence[Future]) -> pd.DataFrame:
    """Give difference from the reference and regret of every arm in every future.

    Parameters
    ----------
    futures : sequence of Future
        At least two, with the same arms and outcomes.

    Returns
    -------
    pandas.DataFrame
        Columns `FUTURES_COLUMNS`; differences and regret in the unit of the indicator. Regret is how far the mean of
        an arm lies from that of the best arm in the same future.

    Raises
    ------
    UserMistake
        If the futures are the same or cannot be compared.
    """
    frames = []
    for name, future in zip(names_of_futures(futures), futures, strict=True):
        chance = best_shares(posterior_means(future.draws, "futures")).mean(axis=1)
        for position, arm in enumerate(future.arms):
            found = estimate(future.outcomes[position] - future.outcomes[0], future.design)
            columns = {
                "arm": arm,
                "future": name,
                "difference": found.mean,
                "lower_95": found.lower,
                "upper_95": found.upper,
                "regret": _regret(future.draws.mean(axis=1))[position],
                "probability_best_on_average": chance[position],
            }
            numbers = pd.DataFrame(columns, index=future.keys.index)
            frames.append(pd.concat([future.keys, numbers], axis=1)[list(FUTURES_COLUMNS)])
    return pd.concat(frames, ignore_index=True)


def rank_futures(futures: Sequence[Future]) -> pd.DataFrame:
    """Find the arm whose regret stays smallest whatever future comes.

    Parameters
    ----------
    futures : sequence of Future
        At least two, with the same arms and outcomes.

    Returns
    -------
    pandas.DataFrame
        Columns `FUTURES_RANKING_COLUMNS`, a row per cell and arm: largest regret over the futures and where it occurs
        (empty where there is none), mean regret, in how many futures the arm is best, whether its largest regret is
        the smallest of all arms, and how sure that is given the number of replications.

    Raises
    ------
    UserMistake
        If the futures are the same or cannot be compared.
    """
    names, first = names_of_futures(futures), futures[0]
    same_order = [[future.arms.index(arm) for arm in first.arms] for future in futures]
    draws = [future.draws[order] for future, order in zip(futures, same_order, strict=True)]
    regrets = np.stack([_regret(drawn.mean(axis=1)) for drawn in draws])
    largest = regrets.max(axis=0)
    # The futures are different worlds: what the number of replications leaves open is drawn for each apart.
    possible = np.max(
        [_regret(posterior_means(drawn, f"futures:{name}")) for drawn, name in zip(draws, names, strict=True)], axis=0
    )
    chance = best_shares(-possible).mean(axis=1)
    worst = np.where(largest > 0.0, np.array(names, dtype=object)[regrets.argmax(axis=0)], "")
    frames = []
    for position, arm in enumerate(first.arms):
        columns = {
            "arm": arm,
            "largest_regret": largest[position],
            "worst_future": worst[position],
            "mean_regret": regrets.mean(axis=0)[position],
            "futures_best": (regrets == 0.0).sum(axis=0)[position],
            "futures": len(futures),
            "smallest_largest_regret": largest[position] == largest.min(axis=0),
            "probability_smallest_largest_regret": chance[position],
        }
        numbers = pd.DataFrame(columns, index=first.keys.index)
        frames.append(pd.concat([first.keys, numbers], axis=1)[list(FUTURES_RANKING_COLUMNS)])
    return pd.concat(frames, ignore_index=True)


def _regret(outcomes: Reals) -> Reals:
    """How far every arm lies from the best, shape (arm, ...)."""
    return np.asarray(outcomes.max(axis=0) - outcomes)
