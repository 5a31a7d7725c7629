"""Turning published tables into individuals: inverse distribution functions and systematic sampling, no generator."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.special import ndtri

Doubles = npt.NDArray[np.float64]
Rows = npt.NDArray[np.int64]


def choose(weights: npt.NDArray[Any], luck: Doubles) -> Rows:
    """Pick one category per individual by inverting the distribution of its own row of weights.

    Parameters
    ----------
    weights : ndarray, shape (n, k) or (k,)
        Non-negative weights; a row of zeros gives category 0.
    luck : ndarray of float64, shape (n,)
        Numbers in (0, 1).

    Returns
    -------
    ndarray of int64, shape (n,)
        Category in 0..k-1.
    """
    cumulative = np.cumsum(weights, axis=-1, dtype=np.float64)
    if cumulative.ndim == 1:
        found = np.searchsorted(cumulative, luck * cumulative[-1], side="right")
    else:
        found = (cumulative <= (luck * cumulative[:, -1])[:, None]).sum(axis=1)
    found = np.where(cumulative[..., -1] > 0.0, found, 0)
    return np.asarray(np.clip(found, 0, cumulative.shape[-1] - 1))


def whole_numbers(expected: npt.NDArray[Any]) -> Rows:
    """Round expected counts so that running totals, and with them the grand total, are never off by more than one.

    Parameters
    ----------
    expected : ndarray
        Non-negative expected counts, any shape, rounded in C order.

    Returns
    -------
    ndarray of int64
        Whole counts of the same shape.
    """
    running = np.floor(np.cumsum(expected.ravel(), dtype=np.float64) + 0.5)
    return np.diff(running, prepend=0.0).astype(np.int64).reshape(expected.shape)


def systematic(weights: npt.NDArray[Any], order: Doubles, offset: float) -> Rows:
    """Share out categories over a group so that their counts follow the weights to within one.

    Parameters
    ----------
    weights : ndarray, shape (k,)
        Non-negative weights.
    order : ndarray of float64, shape (n,)
        Individuals with a low number receive the low categories.
    offset : float
        Number in (0, 1) that decides how fractions are rounded.

    Returns
    -------
    ndarray of int64, shape (n,)
        Category of each individual.
    """
    count = len(order)
    categories = choose(weights, (np.arange(count) + offset) / max(count, 1))
    result = np.empty(count, np.int64)
    result[np.argsort(order, kind="stable")] = categories
    return result


def bell(mean: npt.ArrayLike, spread: float, luck: Doubles) -> Doubles:
    """Draw shares around a mean: normal by inversion, cut off at 0 and 1."""
    return np.asarray(np.clip(np.asarray(mean) + spread * ndtri(luck), 0.0, 1.0))


def fit_margins(table: Doubles, margins: list[tuple[tuple[int, ...], Doubles]], rounds: int = 50) -> Doubles:
    """Scale a table until it has the given margins (iterative proportional fitting; Deming and Stephan 1940).

    Parameters
    ----------
    table : ndarray of float64
        Seed with the interactions to keep; zeros stay zero.
    margins : list of (axes kept, totals)
        Each margin names the axes that remain after summing and the totals wanted there.
    rounds : int
        Passes over all margins.

    Returns
    -------
    ndarray of float64
        Fitted table; the last margin holds exactly where it can.
    """
    fitted = table.copy()
    for _ in range(rounds):
        for kept, totals in margins:
            summed = tuple(axis for axis in range(fitted.ndim) if axis not in kept)
            present = fitted.sum(axis=summed)
            factor = np.divide(totals, present, out=np.zeros_like(present), where=present > 0)
            shape = [fitted.shape[axis] if axis in kept else 1 for axis in range(fitted.ndim)]
            fitted *= factor.reshape(shape)
    return fitted
