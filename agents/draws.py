"""Keyed luck: a random number is a pure function of who, what, when and in which replication.

No generator state exists in the model. Two 64-bit keys are derived from the master seed, the replication, the name
of the decision and the month; the number follows from two rounds of a 64-bit mixer over the identity, its top 53
bits, strictly inside (0, 1). A number for a pair takes one more round. Because a number belongs to an identity and
not to a position in a stream, the same person keeps the same luck in every arm.

The mixer is the finalizer of SplitMix64 (Steele, Lea and Flood 2014, "Fast splittable pseudorandom number
generators", OOPSLA).
"""

from __future__ import annotations

import hashlib
import math
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from agents.compiled import compiled

_MASK = (1 << 64) - 1
_MULTIPLIER_1 = np.uint64(0xBF58476D1CE4E5B9)
_MULTIPLIER_2 = np.uint64(0x94D049BB133111EB)
_GOLDEN = np.uint64(0x9E3779B97F4A7C15)
_SHIFT_30 = np.uint64(30)
_SHIFT_27 = np.uint64(27)
_SHIFT_31 = np.uint64(31)
_SHIFT_11 = np.uint64(11)
_ONE = np.uint64(1)
"""Setting the last bit keeps a number off 0, and 53 bits fit a double, which keeps it off 1."""
_TWO_TO_MINUS_53 = 1.1102230246251565e-16


class Key(NamedTuple):
    """Two 64-bit numbers that stand for (master seed, replication, decision, month)."""

    first: np.uint64
    second: np.uint64


@compiled
def mix(word: np.uint64) -> np.uint64:
    """Scramble 64 bits so that every input bit reaches every output bit."""
    word = (word ^ (word >> _SHIFT_30)) * _MULTIPLIER_1
    word = (word ^ (word >> _SHIFT_27)) * _MULTIPLIER_2
    return word ^ (word >> _SHIFT_31)


@compiled
def uniform(key: Key, identity: np.uint64) -> float:
    """Draw the number in (0, 1) that belongs to one identity under one key."""
    word = mix(mix(identity + key.first) ^ key.second)
    return np.float64((word >> _SHIFT_11) | _ONE) * _TWO_TO_MINUS_53


@compiled
def uniform_pair(key: Key, identity: np.uint64, other: np.uint64) -> float:
    """Draw the number in (0, 1) that belongs to a pair; the order of the two matters."""
    word = mix(mix(mix(identity + key.first) ^ key.second) + other * _GOLDEN)
    return np.float64((word >> _SHIFT_11) | _ONE) * _TWO_TO_MINUS_53


@compiled
def gumbel_pair(key: Key, identity: np.uint64, other: np.uint64) -> float:
    """Draw the standard Gumbel taste that belongs to a pair (inverse distribution function)."""
    return -math.log(-math.log(uniform_pair(key, identity, other)))


def _mix_integer(word: int) -> int:
    """Scramble 64 bits as :func:`mix` does, on Python integers."""
    word = ((word ^ (word >> 30)) * int(_MULTIPLIER_1)) & _MASK
    word = ((word ^ (word >> 27)) * int(_MULTIPLIER_2)) & _MASK
    return word ^ (word >> 31)


class Luck:
    """All keys of one replication.

    Parameters
    ----------
    seed : int
        Master seed of the experiment, 0 or more.
    replication : int
        Number of the replication, 0 or more.
    """

    def __init__(self, seed: int, replication: int) -> None:
        self.seed = seed
        self.replication = replication
        root = _mix_integer((seed + int(_GOLDEN)) & _MASK)
        self._root = _mix_integer((root ^ replication) & _MASK)
        self._firsts: dict[str, int] = {}
        # Every arm of a comparison asks for the same keys.
        self._keys: dict[tuple[str, int], Key] = {}

    def key(self, decision: str, month: int = 0) -> Key:
        """Return the key of a decision in a month.

        Parameters
        ----------
        decision : str
            Name of the decision, for instance ``"retirement"``.
        month : int
            Months since January 2012; 0 for decisions taken once.

        Returns
        -------
        Key
            Two 64-bit words.
        """
        key = self._keys.get((decision, month))
        if key is not None:
            return key
        first = self._firsts.get(decision)
        if first is None:
            name = int.from_bytes(hashlib.blake2b(decision.encode(), digest_size=8).digest(), "little")
            first = _mix_integer((self._root + name) & _MASK)
            self._firsts[decision] = first
        second = _mix_integer((first ^ ((month + 1) * int(_GOLDEN))) & _MASK)
        key = self._keys[decision, month] = Key(np.uint64(first), np.uint64(second))
        return key


def uniforms(key: Key, identities: npt.NDArray[np.uint64]) -> npt.NDArray[np.float64]:
    """Draw one number in (0, 1) for each identity of an array; equal to :func:`uniform` element by element."""
    with np.errstate(over="ignore"):
        word = _mix_array(_mix_array(identities + key.first) ^ key.second)
    return ((word >> _SHIFT_11) | _ONE).astype(np.float64) * _TWO_TO_MINUS_53


def _mix_array(words: npt.NDArray[np.uint64]) -> npt.NDArray[np.uint64]:
    """Scramble every element as :func:`mix` does."""
    words = (words ^ (words >> _SHIFT_30)) * _MULTIPLIER_1
    words = (words ^ (words >> _SHIFT_27)) * _MULTIPLIER_2
    return words ^ (words >> _SHIFT_31)
