"""What is each one's share of what several do together? Shapley values of effects, exact or from sampled orders.

The share of a member is what it adds to those before it, averaged over the orders in which all may be lined up
(Shapley 1953, "A value for n-person games", Contributions to the Theory of Games II). Shares add up to the whole,
equals get equal shares, and who adds nothing gets nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import factorial

import numpy as np
from numpy.typing import NDArray

__all__ = ["exact_shares", "interaction", "shares_in_order"]

Reals = NDArray[np.float64]


def exact_shares(effects: Reals) -> Reals:
    """Divide a joint effect over the members, from the effects of all their combinations.

    Parameters
    ----------
    effects : ndarray of float64, shape (2**members, ...)
        Effect of every combination; bit `k` of the position tells whether member `k` takes part. The first, of nobody,
        is zero.

    Returns
    -------
    ndarray of float64, shape (members, ...)
        Shares, which add up to the effect of all together.

    Raises
    ------
    ValueError
        If the number of combinations is no power of two.
    """
    combinations = len(effects)
    members = combinations.bit_length() - 1
    if members < 1 or combinations != 1 << members:
        raise ValueError(f"{combinations} combinations are not all combinations of some members")
    shares = np.zeros((members, *effects.shape[1:]))
    for member in range(members):
        for combination in range(combinations):
            if combination >> member & 1:
                before = combination.bit_count() - 1
                weight = factorial(before) * factorial(members - before - 1) / factorial(members)
                # Differences first, so that a member who adds exactly nothing gets exactly nothing.
                shares[member] += weight * (effects[combination] - effects[combination ^ 1 << member])
    return shares


def shares_in_order(effects: Sequence[Reals], order: Sequence[int]) -> Reals:
    """Divide a joint effect as one order of joining divides it.

    Parameters
    ----------
    effects : sequence of ndarray of float64
        Effects of the first one, of the first two, ... of all in this order.
    order : sequence of int
        Members in the order in which they join.

    Returns
    -------
    ndarray of float64, shape (members, ...)
        What each member adds to those before it; by number of the member.
    """
    added = np.diff(np.stack(effects), axis=0, prepend=np.zeros((1, *np.shape(effects[0]))))
    shares = np.empty_like(added)
    shares[list(order)] = added
    return shares


def interaction(together: Reals, alone: Reals) -> Reals:
    """Effect that exists only because members act together: the joint effect less the effects of each alone.

    Parameters
    ----------
    together : ndarray of float64, shape (...)
        Effect of all together.
    alone : ndarray of float64, shape (members, ...)
        Effect of each alone.

    Returns
    -------
    ndarray of float64, shape (...)
        Above zero where they strengthen each other, below zero where they are in each other's way.
    """
    return np.asarray(together - alone.sum(axis=0))
