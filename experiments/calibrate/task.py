"""What one point of a calibration asks of the model: some lives without measures, read as the published figures are."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from calibration.reading import Evidence
from calibration.targets import moments, targets_of
from scenarios.build import build_market, keep_societies, region_figures
from scenarios.setup import Setup
from simulation.calendar import FIRST_YEAR

__all__ = ["LAST_YEAR", "MONTHS", "MomentsTask"]

Reals = NDArray[np.float64]

LAST_YEAR = 2019
"""Last year with published figures."""

MONTHS = 12 * (LAST_YEAR + 1 - FIRST_YEAR)
"""Months from the first to the last of these years."""


@dataclass(frozen=True)
class MomentsTask:
    """Runs the model at one point of the free parameters.

    Attributes
    ----------
    setup : Setup
        Region, scale and seed; without measures.
    names : tuple of str
        Free parameters, in the order of the values.
    replications : tuple of int
        Which lives; the same at every point, so that points differ in nothing else.
    """

    setup: Setup
    names: tuple[str, ...]
    replications: tuple[int, ...]

    def __call__(self, values: Sequence[float]) -> Reals:
        """Run one point.

        Parameters
        ----------
        values : sequence of float
            One value for each free parameter.

        Returns
        -------
        ndarray of float64, shape (replication, target)
            Every figure with a role, in the order of :func:`calibration.targets.targets_of`.
        """
        figures = region_figures(self.setup.region)
        checks = targets_of(figures).checks
        chosen = {**self.setup.parameters, **dict(zip(self.names, values, strict=True))}
        setup = dataclasses.replace(self.setup, parameters=chosen)
        keep_societies(len(self.replications))
        measured = []
        for replication in self.replications:
            market = build_market(setup, replication)
            market.run_until(MONTHS)
            measured.append(moments(Evidence(np.asarray(market.measurements.values), figures), checks))
        return np.array(measured)
