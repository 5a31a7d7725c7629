"""How the points of a calibration are run: each kept as it is finished, so that a killed calibration goes on."""

from __future__ import annotations

import hashlib
import json
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from experiments.progress import ProgressReport
from experiments.sweep.engine import Failed, Piece, RowTask, compute_rows, process_engine
from experiments.sweep.rows import WHOLE, Row, RowWriter, read_rows
from scenarios.errors import RunFailure

__all__ = ["Stage", "run_stage"]

Reals = NDArray[np.float64]

_POINTS_TOGETHER = 4


@dataclass(frozen=True, eq=False)
class Stage:
    """Points to be run.

    Attributes
    ----------
    name : str
        Folder of the stage in the directory of the calibration.
    title_nl, title_en : str
        For the progress bar.
    question : str
        Everything that a run depends on besides its values.
    task : RowTask
        Runs one point.
    values : ndarray of float64, shape (point, parameter)
        Values of the free parameters.
    """

    name: str
    title_nl: str
    title_en: str
    question: str
    task: RowTask
    values: Reals

    @property
    def identities(self) -> list[str]:
        """Content ids of the points."""
        return [
            hashlib.blake2b(json.dumps([self.question, self.name, values]).encode(), digest_size=8).hexdigest()
            for values in self.values.tolist()
        ]


def run_stage(stage: Stage, directory: Path, workers: int, lang: str) -> Reals:
    """Run the points that are not there yet and return what all of them measured.

    Parameters
    ----------
    stage : Stage
        What to run.
    directory : Path
        Directory of the calibration; the points are kept in a folder with the name of the stage.
    workers : int
        Number of processes; 0 uses every processor. Results do not depend on it.
    lang : str
        ``nl`` or ``en``.

    Returns
    -------
    ndarray of float64, shape (point, replication, target)

    Raises
    ------
    RunFailure
        If a point could not be run; those that were finished are kept.
    """
    folder = directory / stage.name
    folder.mkdir(exist_ok=True)
    identities = stage.identities
    with RowWriter(folder, WHOLE) as writer:
        rows = read_rows(folder, identities)
        left = [number for number in range(len(identities)) if number not in rows]
        if left:
            title = stage.title_en if lang == "en" else stage.title_nl
            pieces = _pieces(stage.values, left)
            used = min(workers or os.cpu_count() or 1, len(left))
            with (
                ProgressReport(title, len(left), lang) as progress,
                closing(compute_rows(stage.task, pieces, process_engine, used)) as outcomes,
            ):
                for outcome in outcomes:
                    if isinstance(outcome, Failed):
                        raise _failed(outcome)
                    row = Row(outcome.number, identities[outcome.number], outcome.values)
                    writer.append(row)
                    rows[row.number] = row
                    progress.advance()
        else:
            kept = "bewaard" if lang == "nl" else "kept"
            print(f"{stage.title_en if lang == 'en' else stage.title_nl}: {kept}", file=sys.stderr, flush=True)
    return np.array([rows[number].values for number in range(len(identities))])


def _pieces(values: Reals, left: Sequence[int]) -> Iterator[Piece]:
    """Hand out a few points at a time."""
    for first in range(0, len(left), _POINTS_TOGETHER):
        yield tuple((number, tuple(values[number].tolist())) for number in left[first : first + _POINTS_TOGETHER])


def _failed(outcome: Failed) -> RunFailure:
    return RunFailure(
        nl=f"Een punt van de kalibratie mislukte ({outcome.reason}); wat klaar was, is bewaard.",
        en=f"A point of the calibration failed ({outcome.reason}); what was finished has been kept.",
    )
