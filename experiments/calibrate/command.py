"""``westwerk calibrate``: run the model where it may fit, learn from it, and keep what fits."""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import threadpool_limits

from calibration.fit import first_points, sample_fit, second_points, wave_of, weigh
from experiments.calibrate.keeping import kept_settings, open_directory
from experiments.calibrate.plan import Plan, make_plan
from experiments.calibrate.recovering import recover_truths
from experiments.calibrate.stages import run_stage
from experiments.calibrate.tables import Calibration, write_tables
from experiments.model import Model
from scenarios.config import QUICK_CALIBRATION
from scenarios.errors import Interrupted, UserMistake

__all__ = ["calibrate", "write_report"]

Reals = NDArray[np.float64]

_QUICK = "quick"

_CLOUD = 5000
"""Draws by the emulator from which widths are read; running the model at all of them would take too long."""


def calibrate(words: Sequence[str], model: Model) -> Path:
    """Fit the free parameters to published figures.

    Parameters
    ----------
    words : sequence of str
        Settings such as ``scale=0.05``; ``quick`` for a look in a few minutes; or the directory of a calibration to go
        on with.
    model : Model
        The model to use.

    Returns
    -------
    Path
        The directory of the calibration.

    Raises
    ------
    UserMistake
        For anything asked that cannot be done.
    RunFailure
        If the machine could not finish; what was run is kept.
    Interrupted
        If the user stops; what was run is kept.
    """
    settings = _settings(words)
    plan = make_plan(settings, model)
    directory = open_directory(plan, [word for word in settings if not word.startswith(("output=", "workers="))])
    started = time.monotonic()
    try:
        # On one thread sums have one order, and small products do not wait for other threads.
        with threadpool_limits(1):
            calibration = _carry_out(plan, directory)
    except KeyboardInterrupt as stop:
        raise Interrupted(
            nl=f"Gestopt; wat klaar was, is bewaard. Ga verder met: westwerk calibrate {directory}",
            en=f"Stopped; what was finished has been kept. Go on with: westwerk calibrate {directory} lang=en",
        ) from stop
    write_tables(calibration, directory, time.monotonic() - started)
    write_report(directory, plan.config.lang)
    return directory


def write_report(directory: Path, lang: str) -> None:
    """Write the page about a calibration; the libraries for pictures are loaded only here."""
    from experiments.calibrate.report import build_validation_report

    print("Making the report" if lang == "en" else "Verslag maken", file=sys.stderr, flush=True)
    build_validation_report(directory, lang)


def _settings(words: Sequence[str]) -> list[str]:
    """Write ``quick`` and the directory of an earlier calibration as settings."""
    settings = [word for word in words if "=" in word or word.startswith("-")]
    others = [word for word in words if word not in settings]
    if _QUICK in others:
        others.remove(_QUICK)
        settings = [*QUICK_CALIBRATION, *settings]
    if others:
        directory = Path(others[0]).expanduser()
        settings = [*kept_settings(directory), *settings, f"output={directory}"]
    return settings


def _carry_out(plan: Plan, directory: Path) -> Calibration:
    """Two waves of runs, a posterior after each, the model itself at the last draws, and known truths as a test."""
    config = plan.config
    lives = range(config.replications)

    def run(name: str, title_nl: str, title_en: str, points: Reals, replications: Sequence[int] = lives) -> Reals:
        stage = plan.stage(name, title_nl, title_en, points, replications)
        measured = run_stage(stage, directory, config.workers, config.lang)
        _refuse_gaps(measured, plan)
        return measured

    points = first_points(plan.priors, config.points, config.seed)
    first = wave_of(points, run("first_wave", "Eerste ronde", "First wave", points))
    _tell(plan, "De eerste ronde zegt welke waarden kunnen.", "The first wave tells which values are possible.")
    sample = sample_fit(first, plan.targets, config.refined_points, config.steps, config.seed)
    points = second_points(sample, config.seed)
    second = wave_of(points, run("second_wave", "Tweede ronde", "Second wave", points), first)
    _tell(plan, "De tweede ronde zegt welke waarden passen.", "The second wave tells which values fit.")
    cloud = sample_fit(second, plan.targets, max(_CLOUD, config.draws), config.steps, config.seed)
    sample = cloud.first(config.draws)
    measured = run("draws", "Trekkingen", "Draws", sample.points)
    learned = wave_of(sample.points, measured, second)
    weights = weigh(sample, second, learned, plan.targets)
    recovery = None
    if config.truths:
        truths = first_points(plan.priors, config.truths, config.seed + 1)
        # Lives that no other stage has seen: the truth is not made of the luck that the emulator learned from.
        unseen = range(config.replications, 2 * config.replications)
        known = run("truths", "Bekende waarheden", "Known truths", truths, unseen)
        recovery = recover_truths(first, plan, truths, known.mean(axis=1))
    return Calibration(plan, first, second, cloud, sample, measured, weights, recovery)


def _refuse_gaps(measured: Reals, plan: Plan) -> None:
    """Refuse a scale at which some figure cannot be measured everywhere."""
    missing = ~np.isfinite(measured).all(axis=(0, 1))
    if missing.any():
        check = plan.targets.checks[int(np.argmax(missing))]
        larger = min(1.0, 2.0 * plan.config.scale)
        raise UserMistake(
            nl=f"Op deze schaal is niet overal te meten: {check.title_nl}. Schrijf scale={larger:g} of meer.",
            en=f"At this scale it cannot be measured everywhere: {check.title_en}. Write scale={larger:g} or more.",
        )


def _tell(plan: Plan, nl: str, en: str) -> None:
    print(en if plan.config.lang == "en" else nl, file=sys.stderr, flush=True)
