"""What a calibration is going to do, settled before anything is run."""

from __future__ import annotations

import dataclasses
import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import cast

import numpy as np
from numpy.typing import NDArray

from agents.region import RegionFigures
from calibration.priors import Priors, read_priors
from calibration.targets import Targets, targets_of
from experiments.calibrate.stages import Stage
from experiments.model import Model, ask
from experiments.sweep.engine import RowTask
from experiments.sweep.plan import code_identity
from scenarios.arms import BASELINE
from scenarios.config import CalibrationConfig
from scenarios.errors import UserMistake
from scenarios.region_pack import data_versions
from scenarios.setup import Setup

__all__ = ["Plan", "make_plan"]

Reals = NDArray[np.float64]

_ROOT = Path(__file__).resolve().parents[2]
_NOT_PART_OF_A_RUN = ("output", "workers", "lang", "points", "refined_points", "draws", "truths", "steps")
_LEAST = {"points": 100, "refined_points": 50, "draws": 20, "truths": 0, "steps": 100}
_MOST = 1_000_000


@dataclass(frozen=True, eq=False)
class Plan:
    """A calibration that can be carried out.

    Attributes
    ----------
    config : CalibrationConfig
        Checked settings.
    setup : Setup
        What every run is built from.
    priors : Priors
        Free parameters.
    figures : RegionFigures
        Published figures of the region.
    targets : Targets
        Those with a role.
    question : str
        Everything that a run depends on besides its values.
    make_task : callable
        Makes what is run at each point, of the set-up, the names of the free parameters and the replications.
    """

    config: CalibrationConfig
    setup: Setup
    priors: Priors
    figures: RegionFigures
    targets: Targets
    question: str
    make_task: Callable[[Setup, tuple[str, ...], tuple[int, ...]], RowTask]

    @property
    def identity(self) -> str:
        """Content id of the whole calibration."""
        sizes = {name: getattr(self.config, name) for name in _LEAST}
        return hashlib.blake2b(json.dumps([self.question, sizes]).encode(), digest_size=6).hexdigest()

    def stage(self, name: str, title_nl: str, title_en: str, cube: Reals, replications: Sequence[int]) -> Stage:
        """Return points of the unit cube as a stage to be run.

        Parameters
        ----------
        name : str
            Folder of the stage.
        title_nl, title_en : str
            For the progress bar.
        cube : ndarray of float64, shape (point, parameter)
            Points.
        replications : sequence of int
            Which lives are run at every point.

        Returns
        -------
        Stage
        """
        task = self.make_task(self.setup, self.priors.names, tuple(replications))
        question = json.dumps([self.question, list(replications)])
        return Stage(name, title_nl, title_en, question, task, self.priors.values(cube))


def make_plan(words: Sequence[str], model: Model) -> Plan:
    """Turn words into a calibration that can be carried out.

    Parameters
    ----------
    words : sequence of str
        Words such as ``scale=0.05``.
    model : Model
        What exists.

    Returns
    -------
    Plan

    Raises
    ------
    UserMistake
        For anything that does not exist, has the wrong type or is out of range.
    """
    question = ask(words, "calibrate", model)
    config = cast(CalibrationConfig, question.config)
    if [arm.name for arm in question.arms] != [BASELINE]:
        raise UserMistake(
            nl="'westwerk calibrate' past de toestand zonder maatregelen aan de cijfers aan; laat arms= weg.",
            en="'westwerk calibrate' fits the situation without measures; leave out arms=.",
        )
    if config.uncertainty:
        raise UserMistake(
            nl="Een kalibratie zoekt de onzekerheid zelf; laat uncertainty= weg.",
            en="A calibration finds the uncertainty itself; leave out uncertainty=.",
        )
    if config.replications < 2:
        raise UserMistake(
            nl="Een kalibratie moet weten hoe groot het toeval is; schrijf replications=2 of meer.",
            en="A calibration must know how large luck is; write replications=2 or more.",
        )
    for name, least in _LEAST.items():
        value = getattr(config, name)
        if not least <= value <= _MOST:
            raise UserMistake(
                nl=f"'{name}' loopt van {least} tot {_MOST}, niet {value}; schrijf bijvoorbeeld {name}={least}.",
                en=f"'{name}' runs from {least} to {_MOST}, not {value}; write for instance {name}={least}.",
            )
    priors = read_priors()
    free = set(priors.names) & set(config.parameters)
    if free:
        raise UserMistake(
            nl=f"'{sorted(free)[0]}' is een vrije parameter, die de kalibratie zelf zoekt; laat hem weg.",
            en=f"'{sorted(free)[0]}' is a free parameter, which the calibration finds itself; leave it out.",
        )
    settings = {key: value for key, value in dataclasses.asdict(config).items() if key not in _NOT_PART_OF_A_RUN}
    limits = [dataclasses.astuple(prior)[:4] for prior in priors.entries]
    known = [code_identity(), _calibration_identity(), data_versions(config.region), limits]
    figures = model.load_region(config.region)
    return Plan(
        config=config,
        setup=cast(Setup, model.make_setup(config)),
        priors=priors,
        figures=figures,
        targets=targets_of(figures),
        question=json.dumps([settings, known], sort_keys=True, default=str),
        make_task=model.calibration_task,
    )


def _calibration_identity() -> str:
    """Return a hash of the sources that decide what is read from a run."""
    digest = hashlib.blake2b(digest_size=8)
    folder = _ROOT / "calibration"
    readings = [*sorted(folder.glob("*_checks.py")), *(folder / name for name in ("reading.py", "targets.py"))]
    for path in [*readings, Path(__file__).with_name("task.py")]:
        digest.update(path.name.encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()
