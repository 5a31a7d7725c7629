"""How a lever moves a column: part of what is missing or of what is there, step by step, and back again.

A gain closes the same part of what was missing at the start in every month: after n of N months n/N of it, and then no
more. So a gain is bounded, several measures on one column each close a part of what the others left, and what was
given can be taken back when a measure ends.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

FULL_EFFECT_MONTHS = 12
"""Months until a change in how people work together is complete (assumption, as a pilot year)."""

AT_ONCE = 1
"""Months until a change in rules or texts is complete."""

Column = npt.NDArray[Any]
Months = npt.NDArray[np.int64]


def fill(column: Column, months: Months, gain: float, full_effect_months: int = FULL_EFFECT_MONTHS) -> None:
    """Close part of what a column misses to its largest value 1, evenly over some months.

    Parameters
    ----------
    column : ndarray of float32
        Shares, changed in place.
    months : ndarray of int64, same shape
        Months in use of each row, -1 where the measure is not in use.
    gain : float
        Part of what is missing that is closed in the end, 0 to 1.
    full_effect_months : int
        Months over which it happens, 1 for at once.
    """
    rows, done = _growing(months, full_effect_months)
    step = gain / full_effect_months / (1.0 - gain * done)
    column[rows] = np.minimum(1.0, column[rows] + (1.0 - column[rows]) * step)


def cut(column: Column, months: Months, part: float, full_effect_months: int = FULL_EFFECT_MONTHS) -> None:
    """Take away part of what a column holds, evenly over some months; see :func:`fill`."""
    rows, done = _growing(months, full_effect_months)
    column[rows] *= 1.0 - part / full_effect_months / (1.0 - part * done)


def empty(column: Column, months: Months, gain: float, full_effect_months: int = FULL_EFFECT_MONTHS) -> None:
    """Take back what :func:`fill` gave in the months in use; a gain of 1 cannot be taken back."""
    rows, part = _given(months, gain, full_effect_months)
    column[rows] = np.clip(1.0 - (1.0 - column[rows]) / (1.0 - part), 0.0, 1.0)


def restore(column: Column, months: Months, part: float, full_effect_months: int = FULL_EFFECT_MONTHS) -> None:
    """Give back what :func:`cut` took in the months in use; a part of 1 cannot be given back."""
    rows, taken = _given(months, part, full_effect_months)
    column[rows] = np.minimum(1.0, column[rows] / (1.0 - taken))


def _growing(months: Months, full_effect_months: int) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.float64]]:
    """Return the rows whose effect still grows, and which part of it has been given to each."""
    rows = np.flatnonzero((months >= 0) & (months < full_effect_months))
    return rows, months[rows] / full_effect_months


def _given(
    months: Months, gain: float, full_effect_months: int
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.float64]]:
    """Return the rows that were reached, and the part that each was given."""
    rows = np.flatnonzero((months >= 0) if gain < 1.0 else np.zeros(len(months), bool))
    return rows, gain * np.minimum(months[rows] + 1, full_effect_months) / full_effect_months
