"""A model whose calibration has a known answer; also as a command."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from scenarios.region_pack import load_region
from scenarios.setup import Setup
from simulation.parameters import parameter_declarations
from support.known_figures import KnownFigures

if TYPE_CHECKING:
    from experiments.model import Model


def known_model() -> Model:
    """Return the model, whose figures follow known parameters in a straight line."""
    from support.tiny_market import tiny_model

    return tiny_model(
        parameters=parameter_declarations(),
        calibration_task=KnownFigures,
        load_region=load_region,
        make_setup=lambda config: Setup(seed=config.seed, parameters=dict(config.parameters)),
    )


def no_report(directory: Path, lang: str) -> None:
    """Leave out the pictures, which other tests look at."""


if __name__ == "__main__":
    # Workers read this file too, and should not wait for what only the command needs.
    import experiments.calibrate.command
    import experiments.model
    from experiments.command_line import main

    experiments.model.shipped_model = known_model
    experiments.calibrate.command.write_report = no_report
    sys.exit(main())
