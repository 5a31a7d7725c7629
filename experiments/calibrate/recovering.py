"""Known truths, tried one after the other over processes."""

from __future__ import annotations

from functools import partial

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import threadpool_limits

from calibration.fit import Wave, errors_of
from calibration.recovery import Recovery, judge, recover, with_published_errors
from calibration.targets import Targets
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
    config = plan.config
    workers = min(config.workers or processors(), len(truths))
    # Runs of the known truths have luck of their own beside that of the wave; published figures have none to speak of.
    covariance = errors_of(wave, plan.targets) + np.diag(wave.luck)
    ask = partial(_recover_one, wave, plan.targets, covariance, config.steps, config.seed)
    title = "Recovering truths" if config.lang == "en" else "Waarheden terugvinden"
    answers = []
    with process_engine(workers) as pool:
        with interrupts_held_back():
            waiting = [pool.submit(ask, number, row) for number, row in enumerate(figures)]
        with ProgressReport(title, len(truths), config.lang) as progress:
            for future in waiting:
                answers.append(future.result())
                progress.advance()
    lower, upper, draws = (np.array(part) for part in zip(*answers, strict=True))
    return judge(truths, lower, upper, draws)


def _recover_one(
    wave: Wave, targets: Targets, covariance: Reals, steps: int, seed: int, truth: int, figures: Reals
) -> tuple[Reals, Reals, Reals]:
    """Recover one truth from its figures, in a process of its own."""
    fitted = targets.fitted
    known = with_published_errors(figures, targets.covariance, truth, seed)

    def foretell(points: Reals) -> Reals:
        return wave.emulator(points)[:, fitted]

    with threadpool_limits(1):
        return recover(foretell, known[fitted], covariance[np.ix_(fitted, fitted)], wave.points, steps, seed + truth)
