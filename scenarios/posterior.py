"""Behaviour that fits the published figures of a region: weighted draws, one for each replication.

The draws stand in ``scenarios/posteriors``, one table for each region, as ``westwerk calibrate`` writes it.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pandas as pd

from agents.draws import Luck, uniform
from scenarios.errors import UserMistake
from simulation.parameters import parameter_declarations

Doubles = npt.NDArray[np.float64]

SHIPPED = Path(__file__).parent / "posteriors"

_GOLDEN_STEP = 0.6180339887498949
"""Successive replications step through the weights by the golden section, so that few are spread as evenly as many."""


@dataclass(frozen=True, eq=False)
class Posterior:
    """Weighted draws of the free parameters.

    Attributes
    ----------
    names : tuple of str
        Free parameters.
    values : ndarray of float64, shape (draw, parameter)
        In the units of the parameters.
    weights : ndarray of float64, shape (draw,)
        Above 0, adding up to 1.
    """

    names: tuple[str, ...]
    values: Doubles
    weights: Doubles

    def draw(self, seed: int, number: int) -> dict[str, float]:
        """Return the draw of one replication, the same in every arm.

        Parameters
        ----------
        seed : int
            Master seed.
        number : int
            Number of the draw, 0 or more.

        Returns
        -------
        dict of str to float
            Values by name.
        """
        start = float(uniform(Luck(seed, 0).key("posterior"), np.uint64(0)))
        place = (start + number * _GOLDEN_STEP) % 1.0
        row = int(np.searchsorted(np.cumsum(self.weights), place * self.weights.sum(), side="right"))
        chosen = self.values[min(row, len(self.values) - 1)]
        return dict(zip(self.names, (float(value) for value in chosen), strict=True))


@lru_cache(maxsize=4)
def posterior_of(region: str) -> Posterior | None:
    """Return the draws of a region, read once per process, or nothing where it has not been calibrated.

    Raises
    ------
    UserMistake
        If the table does not hold what it should.
    """
    path = SHIPPED / f"{region}.csv"
    return read_posterior(path) if path.exists() else None


def read_posterior(path: Path) -> Posterior:
    """Read draws from a table with a column ``weight`` and one for each free parameter.

    Parameters
    ----------
    path : Path
        Table as ``westwerk calibrate`` writes it.

    Returns
    -------
    Posterior

    Raises
    ------
    UserMistake
        For a table without weights or draws, with a parameter that does not exist, or a value outside its range.
    """
    table = pd.read_csv(path)
    declared = parameter_declarations()
    names = tuple(str(name) for name in table.columns if name != "weight")
    if "weight" not in table.columns or not len(table) or not (table["weight"] > 0.0).all():
        raise UserMistake(
            nl=f"'{path}' is geen tabel van trekkingen; neem de posterior.csv die 'westwerk calibrate' schreef.",
            en=f"'{path}' is no table of draws; take the posterior.csv that 'westwerk calibrate' wrote.",
        )
    for name in names:
        if name not in declared or not table[name].between(declared[name].lower, declared[name].upper).all():
            raise UserMistake(
                nl=f"'{path}': '{name}' is geen parameter of ligt buiten zijn bereik; kalibreer opnieuw.",
                en=f"'{path}': '{name}' is no parameter or lies outside its range; calibrate again.",
            )
    weights = table["weight"].to_numpy(np.float64)
    return Posterior(names, table[list(names)].to_numpy(np.float64), weights / weights.sum())


def posterior_version(region: str) -> dict[str, str]:
    """Identify the draws of a region by content, for the provenance of a run; empty without draws."""
    path = SHIPPED / f"{region}.csv"
    return {"posterior_sha256": hashlib.sha256(path.read_bytes()).hexdigest()} if path.exists() else {}
