"""The directory of a calibration: what it asks, so that the same command goes on where it stopped."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from experiments.calibrate.plan import Plan
from experiments.output import default_output
from experiments.sweep.keeping import kept_words, open_kept

__all__ = ["PLAN_FILE", "kept_settings", "open_directory"]

PLAN_FILE = "calibration.json"


def open_directory(plan: Plan, words: Sequence[str]) -> Path:
    """Make the directory of a calibration, or find the one it was begun in.

    Parameters
    ----------
    plan : Plan
        What is asked.
    words : sequence of str
        The words that ask it, kept so that the directory alone is enough to go on.

    Returns
    -------
    Path

    Raises
    ------
    UserMistake
        If the directory holds something else, or cannot be written.
    """
    directory = Path(plan.config.output).expanduser() if plan.config.output else default_output("calibrate")
    open_kept(directory, PLAN_FILE, {"identity": plan.identity, "words": [*words]}, ("kalibratie", "calibration"))
    return directory


def kept_settings(directory: Path) -> list[str]:
    """Return the words that began a calibration; see :func:`experiments.sweep.keeping.kept_words`."""
    return kept_words(directory, PLAN_FILE, "calibrate")
