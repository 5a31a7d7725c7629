"""Figures that follow the free parameters in a known way, in the place of the model; workers load nothing else."""

from __future__ import annotations

import os
import time
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from calibration.priors import Priors, read_priors
from calibration.targets import Targets, targets_of
from scenarios.region_pack import load_region
from scenarios.setup import Setup

LINGERS = "CALIBRATION_FUNCTION_LINGERS"
HAS_GAPS = "CALIBRATION_FUNCTION_HAS_GAPS"

MOVED = 4
"""Parameters that move figures; each moves the figures whose number leaves it when divided by this."""

CENTRE = 0.4
"""Where in the unit cube those parameters give the published figures exactly."""


@lru_cache(maxsize=1)
def known() -> tuple[Targets, Priors]:
    """Read once what every point needs."""
    return targets_of(load_region()), read_priors()


@dataclass(frozen=True)
class KnownFigures:
    """Published figures, moved in a straight line by the first parameters, with a little luck."""

    setup: Setup
    names: tuple[str, ...]
    replications: tuple[int, ...]

    def __call__(self, values: Sequence[float]) -> np.ndarray:
        time.sleep(float(os.environ.get(LINGERS, "0")))
        targets, priors = known()
        cube = priors.cube(np.array(values))
        number = np.arange(len(targets.checks))
        moved = 3.0 * np.sqrt(np.diag(targets.covariance)) * (cube[number % MOVED] - CENTRE)
        luck = 0.01 * np.sin(np.add.outer(7.0 * np.array(self.replications), number) + self.setup.seed)
        figures = targets.published + moved + luck
        if os.environ.get(HAS_GAPS):
            figures[:, 3] = np.nan
        return np.asarray(figures)
