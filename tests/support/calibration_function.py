"""Figures that follow the free parameters in a known way, in the place of the model; also as a command."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np

import experiments.calibrate.command
import experiments.model
from calibration.priors import Priors, read_priors
from calibration.targets import Targets, targets_of
from experiments.command_line import main
from scenarios.region_pack import load_region
from scenarios.setup import Setup
from simulation.parameters import parameter_declarations
from support.tiny_market import TinyModel, tiny_model

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


def known_model() -> TinyModel:
    """A model whose calibration has a known answer."""
    return tiny_model(
        parameters=parameter_declarations(),
        calibration_task=KnownFigures,
        load_region=load_region,
        make_setup=lambda config: Setup(seed=config.seed, parameters=dict(config.parameters)),
    )


def no_report(directory: Path, lang: str) -> None:
    """Leave out the pictures, which other tests look at."""


if __name__ == "__main__":
    experiments.model.shipped_model = known_model
    experiments.calibrate.command.write_report = no_report
    sys.exit(main())
