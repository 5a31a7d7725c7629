"""What is compared: one cell for each reported series, region and window."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from experiments.results import IndicatorWords, Results, reported_regions
from experiments.windows import windowed

__all__ = ["CELL_COLUMNS", "Cells", "choose_cells", "everybody", "outcomes_by_arm"]

Reals = NDArray[np.float64]
Wanted = Callable[[str, str], bool]

CELL_COLUMNS = ("indicator", "group", "region", "window")


@dataclass(frozen=True, eq=False)
class Cells:
    """Cells in the order of the tables: series, then region, then window.

    Attributes
    ----------
    keys : pandas.DataFrame
        Columns `CELL_COLUMNS`, a row per cell.
    kinds : tuple of str
        ``stock``, ``flow`` or ``rate`` of every chosen series.
    windows : mapping of str to (int, int)
        First month and month after the last one, in months since January 2012.
    first_month : int
        Month number of the first measurement.
    series : ndarray of int64, shape (chosen series,)
        Positions of the chosen series among all that are measured.
    places : ndarray of int64, shape (2, place)
        Region, and position among the chosen series.
    """

    keys: pd.DataFrame
    kinds: tuple[str, ...]
    windows: Mapping[str, tuple[int, int]]
    first_month: int
    series: NDArray[np.int64]
    places: NDArray[np.int64]

    def of(self, values: Reals) -> Reals:
        """Return the outcome of every cell, shape (..., cell), from shape (..., month, region, series)."""
        months = windowed(values[..., self.series], self.kinds, self.windows, self.first_month)
        chosen = months[..., self.places[0], self.places[1]]
        return np.swapaxes(chosen, -1, -2).reshape(*chosen.shape[:-2], -1)


def choose_cells(
    series: Sequence[tuple[str, str]],
    regions: Sequence[str],
    indicators: Mapping[str, IndicatorWords],
    windows: Mapping[str, tuple[int, int]],
    first_month: int = 0,
    wanted: Wanted | None = None,
) -> Cells:
    """Choose what is compared.

    Parameters
    ----------
    series : sequence of (str, str)
        Indicator and group of every measured series.
    regions : sequence of str
        Names of the regions; the last is the province.
    indicators : mapping of str to IndicatorWords
        Kind of each indicator.
    windows : mapping of str to (int, int)
        As :func:`experiments.windows.default_windows` gives them.
    first_month : int
        Month number of the first measurement, in months since January 2012.
    wanted : callable, optional
        Tells of an indicator and a group whether it is compared; everything by default.

    Returns
    -------
    Cells

    Raises
    ------
    KeyError
        If an indicator is unknown.
    """
    chosen = [number for number, pair in enumerate(series) if wanted is None or wanted(*pair)]
    places = [
        (place, position)
        for position, number in enumerate(chosen)
        for place in reported_regions(*series[number], len(regions))
    ]
    rows = [(*series[chosen[position]], regions[place], window) for place, position in places for window in windows]
    return Cells(
        pd.DataFrame(rows, columns=list(CELL_COLUMNS), dtype=str),
        tuple(indicators[series[number][0]].kind for number in chosen),
        dict(windows),
        first_month,
        np.array(chosen, dtype=np.int64),
        np.array(places, dtype=np.int64).reshape(-1, 2).T,
    )


def everybody(indicator: str, group: str) -> bool:
    """Leave out what is measured for a group of people or jobs only."""
    return group == "all"


def outcomes_by_arm(results: Results, cells: Cells) -> dict[str, Reals]:
    """Outcomes of every arm, shape (replication, cell)."""
    return {arm: cells.of(results.values[arm]) for arm in results.arms}
