"""Which months are taken together: years and longer windows, and how months become one number."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

__all__ = ["FIRST_YEAR", "aggregate", "default_windows", "month_windows", "windowed", "yearly"]

Reals = NDArray[np.float64]

FIRST_YEAR = 2012
"""Calendar year of month 0."""

_MONTHS_PER_YEAR = 12
_ROUND_YEARS = 5


def aggregate(values: Reals, kind: str, axis: int) -> Reals:
    """Sum a flow or average a stock or a rate along an axis of months, leaving undefined months out.

    Parameters
    ----------
    values : ndarray of float64
        Monthly values.
    kind : str
        ``stock``, ``flow`` or ``rate``.
    axis : int
        Axis of the months.

    Raises
    ------
    ValueError
        If `kind` is none of the three.
    """
    if kind not in ("stock", "flow", "rate"):
        raise ValueError(f"kind is {kind!r}; an indicator is a stock, a flow or a rate")
    defined = np.isfinite(values)
    count = defined.sum(axis=axis)
    total = np.where(defined, values, 0.0).sum(axis=axis)
    if kind != "flow":
        total = total / np.maximum(count, 1)
    return np.where(count > 0, total, np.nan)


def yearly(values: Reals, first_month: int, kind: str) -> tuple[NDArray[np.int64], Reals]:
    """Aggregate months into the calendar years that were measured completely.

    Parameters
    ----------
    values : ndarray of float64, shape (replication, month)
        Monthly values.
    first_month : int
        Month number of the first column, in months since January 2012.
    kind : str
        ``stock``, ``flow`` or ``rate``.

    Returns
    -------
    years : ndarray of int64, shape (year,)
        Calendar years.
    values : ndarray of float64, shape (replication, year)
        Sums of a flow, means of the others.
    """
    skip = -first_month % _MONTHS_PER_YEAR
    whole = (values.shape[1] - skip) // _MONTHS_PER_YEAR if values.shape[1] > skip else 0
    block = values[:, skip : skip + whole * _MONTHS_PER_YEAR].reshape(values.shape[0], whole, _MONTHS_PER_YEAR)
    first_year = FIRST_YEAR + (first_month + skip) // _MONTHS_PER_YEAR
    return np.arange(first_year, first_year + whole), aggregate(block, kind, axis=2)


def default_windows(first_month: int, months: int, policy_start: int) -> dict[str, tuple[int, int]]:
    """Windows over which arms are compared: single calendar years and the whole policy period.

    The years are the first full year after the start and every later year that ends on 0 or 5. With measures
    from January 2027 to December 2040 that gives 2028, 2030, 2035, 2040 and 2027-2040.

    Parameters
    ----------
    first_month : int
        Month number of the first measurement, in months since January 2012.
    months : int
        Number of measured months, above 0.
    policy_start : int
        Month number in which the measures start.

    Returns
    -------
    dict of str to (int, int)
        Name of the window, then its first month and the month after its last one.

    Raises
    ------
    ValueError
        If the measures start outside the measured months.
    """
    end = first_month + months
    if not first_month <= policy_start < end:
        raise ValueError(f"measures start in month {policy_start}; give a month from {first_month} to {end - 1}")
    start_year = FIRST_YEAR + policy_start // _MONTHS_PER_YEAR
    last_full_year = FIRST_YEAR + end // _MONTHS_PER_YEAR - 1
    years = [
        year for year in range(start_year + 1, last_full_year + 1) if year == start_year + 1 or year % _ROUND_YEARS == 0
    ]
    windows = {}
    for year in years:
        first = (year - FIRST_YEAR) * _MONTHS_PER_YEAR
        windows[str(year)] = (first, first + _MONTHS_PER_YEAR)
    windows[f"{start_year}-{FIRST_YEAR + (end - 1) // _MONTHS_PER_YEAR}"] = (policy_start, end)
    return windows


def month_windows(first: int, end: int) -> dict[str, tuple[int, int]]:
    """Windows of a single month each, to compare arms month by month.

    Parameters
    ----------
    first, end : int
        First month and month after the last one, in months since January 2012.

    Returns
    -------
    dict of str to (int, int)
        By name, ``YYYY-MM``.
    """
    return {
        f"{FIRST_YEAR + month // _MONTHS_PER_YEAR}-{month % _MONTHS_PER_YEAR + 1:02d}": (month, month + 1)
        for month in range(first, end)
    }


def windowed(
    values: Reals, kinds: Sequence[str], windows: Mapping[str, tuple[int, int]], first_month: int = 0
) -> Reals:
    """Aggregate monthly measurements into windows.

    Parameters
    ----------
    values : ndarray of float64, shape (..., month, region, series)
        Measurements.
    kinds : sequence of str, length series
        ``stock``, ``flow`` or ``rate`` of each series.
    windows : mapping of str to (int, int)
        First month and month after the last one, in months since January 2012.
    first_month : int
        Month number of the first measurement.

    Returns
    -------
    ndarray of float64, shape (..., window, region, series)
        Sums of flows, means of the others.

    Raises
    ------
    ValueError
        If a window lies outside the measured months.
    """
    flows = np.array([kind == "flow" for kind in kinds])
    outcome = np.empty((*values.shape[:-3], len(windows), *values.shape[-2:]))
    for position, (name, (first, after)) in enumerate(windows.items()):
        begin, end = first - first_month, after - first_month
        if not 0 <= begin < end <= values.shape[-3]:
            raise ValueError(f"window {name} lies outside the measured months")
        months = values[..., begin:end, :, :]
        outcome[..., position, :, :] = np.where(flows, aggregate(months, "flow", -3), aggregate(months, "stock", -3))
    return outcome
