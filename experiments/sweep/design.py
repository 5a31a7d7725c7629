"""Which rows a sweep computes: designs of SALib, cut into blocks that are analysed together."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from SALib.sample import fast_sampler, latin
from SALib.sample import morris as morris_sampler
from SALib.sample import sobol as sobol_sampler

from experiments.sweep.factors import Factor
from scenarios.errors import UserMistake

__all__ = ["CURVES", "DEFAULT_SAMPLES", "METHODS", "Design", "check_samples", "make_design", "problem_of"]

Reals = NDArray[np.float64]

METHODS: Final = ("morris", "sobol", "pawn", "fast")

DEFAULT_SAMPLES: Final = {"morris": 12, "sobol": 512, "pawn": 1000, "fast": 129}
"""Trajectories; base samples; rows; rows on each search curve."""

CURVES: Final = 4
"""Independent search curves for each factor of a FAST design; their spread gives the interval."""

_LEAST: Final = {"morris": 2, "sobol": 8, "pawn": 50, "fast": 65}
_MOST_ROWS: Final = 1_000_000


@dataclass(frozen=True, eq=False)
class Design:
    """Rows of a sweep.

    Attributes
    ----------
    method : str
        One of `METHODS`.
    factors : tuple of Factor
        Columns.
    samples, levels : int
        Size as asked for, and levels of a Morris grid.
    seed : int
        Seed of the sampler.
    values : ndarray of float64, shape (row, factor)
        Values of the factors.
    """

    method: str
    factors: tuple[Factor, ...]
    samples: int
    levels: int
    seed: int
    values: Reals

    @property
    def rows(self) -> int:
        """Number of rows."""
        return len(self.values)

    @property
    def block(self) -> int:
        """Rows that are analysed together: a trajectory, a base sample, a row, or one curve of every factor."""
        return block_rows(self.method, len(self.factors), self.samples)

    def identities(self, question: str) -> list[str]:
        """Return a content id for each row.

        Parameters
        ----------
        question : str
            Identity of everything but the values: set-up, arms, window, code and data.

        Returns
        -------
        list of str
            Sixteen hexadecimal digits; the same row of the same question keeps its id for ever.
        """
        names = [factor.name for factor in self.factors]
        return [
            hashlib.blake2b(json.dumps([question, names, row]).encode(), digest_size=8).hexdigest()
            for row in self.values.tolist()
        ]


def block_rows(method: str, factors: int, samples: int) -> int:
    """Return the rows of one block of a design."""
    return {"morris": factors + 1, "sobol": factors + 2, "pawn": 1, "fast": factors * samples}[method]


def problem_of(factors: Sequence[Factor]) -> dict[str, Any]:
    """Describe factors to SALib: every value of a range is equally likely."""
    return {
        "num_vars": len(factors),
        "names": [factor.name for factor in factors],
        "bounds": [[factor.lower, factor.upper] for factor in factors],
    }


def check_samples(method: str, samples: int, levels: int, factors: int) -> None:
    """Refuse a size for which a method is not defined.

    Raises
    ------
    UserMistake
        With the size to write instead.
    """
    least = _LEAST[method]
    if samples < least:
        raise UserMistake(
            nl=f"'samples' is bij method={method} minstens {least}, niet {samples}; schrijf samples={least} of meer.",
            en=f"With method={method} 'samples' is at least {least}, not {samples}; write samples={least} or more.",
        )
    if method == "sobol" and samples & (samples - 1):
        power = 2 ** int(np.round(np.log2(samples)))
        raise UserMistake(
            nl=f"Bij method=sobol is 'samples' een macht van twee, niet {samples}; schrijf samples={power}.",
            en=f"With method=sobol 'samples' is a power of two, not {samples}; write samples={power}.",
        )
    if method == "morris" and (levels < 4 or levels % 2):
        raise UserMistake(
            nl=f"'levels' is een even getal vanaf 4, niet {levels}; schrijf levels=4.",
            en=f"'levels' is an even number from 4 on, not {levels}; write levels=4.",
        )
    blocks = CURVES if method == "fast" else samples
    rows = blocks * block_rows(method, factors, samples)
    if rows > _MOST_ROWS:
        raise UserMistake(
            nl=f"Dat zijn {rows} rijen, meer dan de {_MOST_ROWS} van een sweep; kies minder samples of factoren.",
            en=f"That is {rows} rows, more than the {_MOST_ROWS} a sweep can hold; choose fewer samples or factors.",
        )


def make_design(method: str, factors: Sequence[Factor], samples: int, levels: int, seed: int) -> Design:
    """Let SALib draw a design.

    Parameters
    ----------
    method : str
        One of `METHODS`.
    factors : sequence of Factor
        What is varied, at least two.
    samples : int
        Trajectories of morris, base samples of sobol (a power of two), rows of pawn, rows a curve of fast.
    levels : int
        Levels of the Morris grid, even.
    seed : int
        Seed of the sampler; the same seed gives the same design.

    Returns
    -------
    Design
    """
    problem = problem_of(factors)
    # Seeds of NumPy generators hold 32 bits or more; SALib hands some of them on to older code that takes no more.
    start = seed % 2**31
    if method == "morris":
        values = morris_sampler.sample(problem, samples, num_levels=levels, seed=start)
    elif method == "sobol":
        values = sobol_sampler.sample(problem, samples, calc_second_order=False, seed=start)
    elif method == "pawn":
        values = latin.sample(problem, samples, seed=start)
    else:
        curves = [fast_sampler.sample(problem, samples, seed=start + curve) for curve in range(CURVES)]
        values = np.concatenate(curves)
    # A value may leave its range by a rounding error, and ranges are checked.
    lower, upper = np.array(problem["bounds"]).T
    return Design(method, tuple(factors), samples, levels, seed, np.clip(values, lower, upper))
