"""Known truths, tried one after the other over processes."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import threadpool_limits

from calibration.emulator import Emulator
from calibration.fit import Wave, errors_of
from calibration.recovery import Recovery, judge, recover, with_published_errors
from experiments.calibrate.plan import Plan
from experiments.progress import ProgressReport
from experiments.runner import interrupts_held_back, processors
from experiments.sweep.engine import process_engine

__all__ = ["recover_truths"]

Reals = NDArray[np.float64]


def recover_truths(wave: Wave, plan: Plan, truths: Reals, figures: Reals) -> Recovery:
    """Ask the calibration which parameters gave the figures of known runs.

    Parameters
    ----------
    wave : Wave
        The first wave, whose emulator knows everything that is plausible beforehand.
    plan : Plan
        Targets and seed.
    truths : ndarray of float64, shape (truth, parameter)
        Points of the unit cube.
    figures : ndarray of float64, shape (truth, target)
        What runs at these points measured, with other luck than the wave.

    Returns
    -------
    Recovery
    """
    config, covariance = plan.config, plan.targets.covariance
    workers = min(config.workers or processors(), len(truths))
    method = _Method(
        emulator=wave.emulator,
        start=wave.points,
        fitted=plan.targets.fitted,
        published=covariance,
        # Runs of the known truths have luck of their own beside that of the wave; published figures have none.
        errors=errors_of(wave, plan.targets) + wave.luck,
        steps=config.steps,
        seed=config.seed,
    )
    title = "Recovering truths" if config.lang == "en" else "Waarheden terugvinden"
    answers = []
    with process_engine(workers) as pool:
        with interrupts_held_back():
            waiting = [pool.submit(method, number, row) for number, row in enumerate(figures)]
        with ProgressReport(title, len(truths), config.lang) as progress:
            for future in waiting:
                answers.append(future.result())
                progress.advance()
    lower, upper, draws = (np.array(part) for part in zip(*answers, strict=True))
    return judge(truths, lower, upper, draws)


@dataclass(frozen=True, eq=False)
class _Method:
    """All that a process needs to recover a truth: arrays, and an emulator."""

    emulator: Emulator
    start: Reals
    fitted: NDArray[np.bool_]
    published: Reals
    errors: Reals
    steps: int
    seed: int

    def __call__(self, truth: int, figures: Reals) -> tuple[Reals, Reals, Reals]:
        known = with_published_errors(figures, self.published, truth, self.seed)[self.fitted]
        errors = self.errors[np.ix_(self.fitted, self.fitted)]
        with threadpool_limits(1):
            return recover(self._foretell, known, errors, self.start, self.steps, self.seed + truth)

    def _foretell(self, points: Reals) -> Reals:
        return self.emulator(points)[:, self.fitted]
