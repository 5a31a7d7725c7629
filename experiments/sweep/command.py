"""``westwerk sweep``: compute every row of a design, survive whatever happens, and explain the outcome."""

from __future__ import annotations

import os
import statistics
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from pathlib import Path

from experiments.model import Model
from experiments.progress import ProgressReport
from experiments.sweep.agreement import describe_agreement
from experiments.sweep.engine import Computed, Engine, Piece, compute_rows, dask_engine, process_engine
from experiments.sweep.finish import finish
from experiments.sweep.keeping import kept_words, open_directory, take_rows_from, write_design
from experiments.sweep.partial import describe_part
from experiments.sweep.plan import Plan, make_plan, shard_of
from experiments.sweep.rows import WHOLE, Row, RowWriter, read_rows
from experiments.texts import number
from scenarios.errors import Interrupted, RunFailure

__all__ = ["sweep"]

_ROWS_TOGETHER = 8
_SECONDS_TOGETHER = 5.0
_FAILURES_IN_A_ROW = 10
_PARTS_TOLD = 4
_TRIALS_PER_WORKER = 2
_OF_ONE_PROCESS = ("shard=", "output=", "retry=")


def sweep(words: Sequence[str], model: Model) -> Path:
    """Compute the rows that are not there yet and, when all are, write tables, pictures and report.

    Parameters
    ----------
    words : sequence of str
        Settings such as ``method=sobol`` and ``--shard 2/8``; or the directory of a sweep to go on with, followed by
        directories whose rows it takes over; or two finished sweeps to compare, ``DIR against=DIR``.
    model : Model
        The model to use.

    Returns
    -------
    Path
        The directory of the sweep.

    Raises
    ------
    UserMistake
        For anything asked that cannot be done.
    RunFailure
        If the machine could not finish, or rows failed; what was computed is kept.
    Interrupted
        If the user stops; what was computed is kept.
    """
    against = [word.removeprefix("against=") for word in words if word.startswith("against=")]
    settings, directories = _settings([word for word in words if not word.startswith("against=")])
    if against and directories:
        lang = [word for word in settings if word.startswith("lang=")][-1:] == ["lang=en"]
        print(describe_agreement(directories[0], Path(against[-1]).expanduser(), "en" if lang else "nl"))
        return directories[0]
    plan = make_plan(settings, model)
    shard, shards = shard_of(plan.config.shard)
    engine = dask_engine(plan.config.scheduler) if plan.config.engine == "dask" else process_engine
    directory = open_directory(plan, [word for word in settings if not word.startswith(_OF_ONE_PROCESS)])
    take_rows_from(directories[1:], directory)
    name = WHOLE if shards == 1 else f"shard-{shard}-of-{shards}"
    started = time.monotonic()
    with RowWriter(directory, name) as writer:
        if not (directory / "design.parquet").exists():
            write_design(plan.design, plan.identities, directory)
        known = read_rows(directory, plan.identities)
        mine = _part(plan, shard, shards)
        left = [number for number in mine if number not in known or (plan.config.retry and not known[number].done)]
        _announce(plan, len(mine), len(left), directory)
        try:
            _compute(plan, left, known, engine, writer)
        except KeyboardInterrupt as stop:
            raise _stopped(directory) from stop
        rows = read_rows(directory, plan.identities)
        if shards > 1:
            _shard_ready(plan, rows, directory)
        else:
            finish(plan, rows, directory, model, time.monotonic() - started)
    return directory


def _settings(words: Sequence[str]) -> tuple[list[str], list[Path]]:
    """Tell settings from directories, and write ``--shard k/n`` as a setting."""
    settings: list[str] = []
    directories: list[Path] = []
    rest = list(words)
    while rest:
        word = rest.pop(0)
        if word == "--shard":
            settings.append(f"shard={rest.pop(0) if rest else ''}")
        elif word.startswith("--shard="):
            settings.append(word[2:])
        elif "=" not in word and not word.startswith("-"):
            directories.append(Path(word).expanduser())
        else:
            settings.append(word)
    if directories:
        return [*kept_words(directories[0]), *settings, f"output={directories[0]}"], directories
    return settings, directories


def _part(plan: Plan, shard: int, shards: int) -> range:
    """Return the rows of a shard: neighbours, because rows of one block can share a history."""
    rows = plan.design.rows
    return range((shard - 1) * rows // shards, shard * rows // shards)


def _announce(plan: Plan, mine: int, left: int, directory: Path) -> None:
    """Say what is going to be computed before it starts."""
    config = plan.config
    lives = plan.config.replications * len(plan.arms)
    if config.lang == "en":
        text = (
            f"Sweep in {directory}: {config.method}, {len(plan.factors)} factors, {plan.design.rows} rows of "
            f"{config.replications} replications x {len(plan.arms)} arms ({plan.design.rows * lives} model runs)."
        )
        text += f" This shard: {mine} rows." if mine < plan.design.rows else ""
        text += f" Done before: {mine - left}." if left < mine else ""
    else:
        text = (
            f"Sweep in {directory}: {config.method}, {len(plan.factors)} factoren, {plan.design.rows} rijen van "
            f"{config.replications} herhalingen x {len(plan.arms)} armen ({plan.design.rows * lives} modelruns)."
        )
        text += f" Deze shard: {mine} rijen." if mine < plan.design.rows else ""
        text += f" Al klaar: {mine - left}." if left < mine else ""
    print(text, file=sys.stderr, flush=True)


def _compute(plan: Plan, left: Sequence[int], known: Mapping[int, Row], engine: Engine, writer: RowWriter) -> None:
    """Compute rows, keep each as it comes, and tell how long it will take and what shows so far."""
    if not left:
        return
    workers = min(plan.config.workers or os.cpu_count() or 1, len(left))
    rows = dict(known)
    seconds: list[float] = []
    trial = _TRIALS_PER_WORKER * workers
    marks = [len(left) * part // _PARTS_TOLD for part in range(1, _PARTS_TOLD)]
    pieces = _pieces(plan, left, trial, seconds)
    title = "Rows" if plan.config.lang == "en" else "Rijen"
    with (
        ProgressReport(title, len(left), plan.config.lang) as progress,
        closing(compute_rows(plan.task, pieces, engine, workers)) as outcomes,
    ):
        for finished, outcome in enumerate(outcomes, start=1):
            identity = plan.identities[outcome.number]
            if isinstance(outcome, Computed):
                row = Row(outcome.number, identity, outcome.values)
                seconds.append(outcome.seconds)
            else:
                row = Row(outcome.number, identity, None, outcome.reason)
            writer.append(row)
            rows[row.number] = row
            if not seconds and finished >= min(_FAILURES_IN_A_ROW, len(left)):
                raise _all_failed(row)
            if finished == trial < len(left) and seconds:
                _tell_time(len(left) - finished, _typical(seconds), workers, plan.config.lang)
            if finished in marks and (told := describe_part(plan, rows)):
                print(told, file=sys.stderr, flush=True)
            progress.advance()


def _typical(seconds: Sequence[float]) -> float:
    """Return how long a row takes, from the quicker half: the first row of each worker also loads the model."""
    return statistics.fmean(sorted(seconds)[: max(1, len(seconds) // 2)]) if seconds else 0.0


def _pieces(plan: Plan, left: Sequence[int], trial: int, seconds: Sequence[float]) -> Iterator[Piece]:
    """Hand out rows: the first ones singly, then neighbours within a block, as many as take a few seconds."""
    block, values = plan.design.block, plan.design.values
    piece: list[int] = []
    for place, row in enumerate(left):
        most = 1
        if place >= trial and seconds:
            most = max(1, min(_ROWS_TOGETHER, int(_SECONDS_TOGETHER / max(_typical(seconds), 1e-6))))
        if piece and (len(piece) >= most or (block > 1 and row // block != piece[-1] // block)):
            yield tuple((number, tuple(values[number].tolist())) for number in piece)
            piece = []
        piece.append(row)
    yield tuple((number, tuple(values[number].tolist())) for number in piece)


def _duration(seconds: float) -> str:
    if seconds < 90:
        return f"{seconds:.0f} s"
    return f"{seconds / 60:.0f} min" if seconds < 5400 else f"{seconds / 3600:.1f} h"


def _tell_time(rows: int, each: float, workers: int, lang: str) -> None:
    """Say how long it is going to take, as the first rows showed."""
    expected = each * rows / workers
    text = (
        f"A first row took {number(each, lang, 2)} s; {rows} rows with {workers} workers take about "
        f"{_duration(expected)}. Ctrl-C stops; the same command goes on."
        if lang == "en"
        else f"Een eerste rij duurde {number(each, lang, 2)} s; {rows} rijen met {workers} processen duren ongeveer "
        f"{_duration(expected)}. Ctrl-C stopt; dezelfde opdracht gaat verder."
    )
    print(text, file=sys.stderr, flush=True)


def _all_failed(first: Row) -> RunFailure:
    return RunFailure(
        nl=f"De eerste rijen mislukten allemaal ({first.reason}); verhelp dat en herhaal de opdracht met retry=true.",
        en=f"The first rows all failed ({first.reason}); repair that and repeat the command with retry=true.",
    )


def _stopped(directory: Path) -> Interrupted:
    return Interrupted(
        nl=f"Gestopt; wat klaar was, is bewaard. Ga verder met: westwerk sweep {directory}",
        en=f"Stopped; what was finished has been kept. Go on with: westwerk sweep {directory} lang=en",
    )


def _shard_ready(plan: Plan, rows: dict[int, Row], directory: Path) -> None:
    """Say what is left after a shard, and how to make the tables."""
    left = plan.design.rows - len(rows)
    text = (
        f"This shard is ready; {left} of {plan.design.rows} rows are left to other shards. "
        f"When all are ready: westwerk sweep {directory} lang=en"
        if plan.config.lang == "en"
        else f"Deze shard is klaar; {left} van de {plan.design.rows} rijen blijven voor andere shards. "
        f"Als alles klaar is: westwerk sweep {directory}"
    )
    print(text, file=sys.stderr, flush=True)
