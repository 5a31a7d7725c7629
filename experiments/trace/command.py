"""``westwerk trace``: whose path differs in a finished comparison, through which vacancy, because of which measure."""

from __future__ import annotations

import dataclasses
import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from experiments.ledger import ROWS, ledger_block
from experiments.ledger_tables import EXTRA, read_ledger
from experiments.model import Model, question_of, recipe_for
from experiments.output import is_full
from experiments.results import read_run_information
from experiments.trace.choice import choose
from experiments.trace.replay import Replay, relive
from experiments.trace.story import story_text
from experiments.trace.table import trace_table
from scenarios.config import ExperimentConfig
from scenarios.errors import LANGUAGES, UserMistake, unknown

__all__ = ["DEFAULT_PERSONS", "TRACE_FILES", "read_trace", "trace"]

DEFAULT_PERSONS = 5
MOST_PERSONS = 1000
SETTINGS = ("arm", "persons", "replication", "lang")
TRACE_FILES = ("trace.csv", "trace_nl.txt", "trace_en.txt")
"""What is written into the directory: the table, and the stories in both languages."""

_TOLERANCE = 1e-6


def trace(words: Sequence[str], model: Model, lang: str) -> tuple[Path, str]:
    """Tell the stories of a comparison and write them into its directory.

    Parameters
    ----------
    words : sequence of str
        The directory, and ``arm=NAME``, ``persons=NUMBER``, ``replication=NUMBER`` where wanted: every arm but the
        reference, five people per arm and the most ordinary replication by default.
    model : Model
        The model.
    lang : str
        ``nl`` or ``en``, for the text that is returned.

    Returns
    -------
    directory : Path
        The directory.
    text : str
        The stories.

    Raises
    ------
    UserMistake
        If the directory is no comparison of this version of the code, for a wrong setting, or if it cannot be written.
    """
    directory, settings = _understand(words)
    information, ledger = _read(directory)
    question = question_of(_configuration(information), model)
    names = [arm.name for arm in question.arms[1:]]
    wanted = settings.get("arm")
    if wanted is not None and wanted not in names:
        raise unknown("arm", "arm", wanted, names)
    arms = [arm for arm in question.arms[1:] if wanted in (None, arm.name)]
    persons = _whole("persons", settings.get("persons", str(DEFAULT_PERSONS)), 1, MOST_PERSONS)
    ordinary = _most_ordinary(ledger, [arm.name for arm in arms])
    last = question.config.replications - 1
    replication = _whole("replication", settings.get("replication", str(ordinary)), 0, last)
    busy = "Living the replication again" if lang == "en" else "De herhaling opnieuw beleven"
    print(f"{busy}: {replication}", file=sys.stderr, flush=True)
    replays = relive(recipe_for(question, model), arms, replication)
    for replay in replays:
        _check(replay, ledger, replication, question.config.scale, directory)
    chosen = [choose(replay, replication, persons) for replay in replays]
    texts = {language: story_text(chosen, language) for language in LANGUAGES}
    try:
        _write(directory, trace_table(chosen), texts)
    except OSError as problem:
        if is_full(problem):
            raise
        raise UserMistake(
            nl=f"In '{directory}' kan niet geschreven worden ({problem.strerror}); controleer de map.",
            en=f"'{directory}' cannot be written to ({problem.strerror}); check the directory.",
        ) from problem
    return directory, texts[lang]


def read_trace(directory: Path) -> tuple[pd.DataFrame, dict[str, str]] | None:
    """Read the table and the stories by language back; None for results without a trace."""
    if not all((directory / name).is_file() for name in TRACE_FILES):
        return None
    numbers = ("replication", "story", "step", "age")
    table = pd.read_csv(directory / "trace.csv", dtype={"person": str, "vacancy": str, "measures": str})
    texts = {language: (directory / f"trace_{language}.txt").read_text(encoding="utf-8") for language in LANGUAGES}
    return table.astype(dict.fromkeys(numbers, np.int64)), texts


def _understand(words: Sequence[str]) -> tuple[Path, dict[str, str]]:
    """Take the words of the command line apart."""
    settings: dict[str, str] = {}
    directories = []
    for word in words:
        key, equals, value = word.partition("=")
        if not equals:
            directories.append(word)
        elif key not in SETTINGS:
            raise unknown("sleutel", "key", key, SETTINGS)
        else:
            settings[key] = value
    if len(directories) != 1:
        raise UserMistake(
            nl="Noem de map van een vergelijking, bijvoorbeeld: westwerk trace output/20270101-120000-compare.",
            en="Name the directory of one comparison, for instance: westwerk trace output/20270101-120000-compare.",
        )
    return Path(directories[0]).expanduser(), settings


def _read(directory: Path) -> tuple[dict[str, Any], pd.DataFrame]:
    """Read what a comparison left behind."""
    ledger = read_ledger(directory) if (directory / "run.json").is_file() else None
    if ledger is None:
        raise UserMistake(
            nl=(
                f"'{directory}' is geen map van een vergelijking met een grootboek (ledger.csv); maak er een met "
                "westwerk compare."
            ),
            en=(
                f"'{directory}' is no directory of a comparison with a ledger (ledger.csv); make one with westwerk "
                "compare."
            ),
        )
    return read_run_information(directory), ledger


def _configuration(information: Mapping[str, Any]) -> ExperimentConfig:
    """Return the settings of a comparison."""
    known = {entry.name for entry in dataclasses.fields(ExperimentConfig)}
    settings = {key: value for key, value in information["configuration"].items() if key in known}
    return ExperimentConfig(**settings)


def _whole(key: str, text: str, lower: int, upper: int) -> int:
    """Read a whole number within bounds."""
    if not text.isdecimal() or not lower <= int(text) <= upper:
        raise UserMistake(
            nl=f"'{key}' vraagt een geheel getal van {lower} tot {upper}, niet '{text}'; schrijf {key}={lower}.",
            en=f"'{key}' takes a whole number from {lower} to {upper}, not '{text}'; write {key}={lower}.",
        )
    return int(text)


def _most_ordinary(ledger: pd.DataFrame, arms: Sequence[str]) -> int:
    """Return the replication whose number of extra placements lies closest to the mean; the first of equals."""
    extra = ledger[(ledger["world"] == "arm") & ledger["category"].isin(EXTRA) & ledger["arm"].isin(arms)]
    counts = extra.groupby("replication")["placements"].sum()
    return int(np.argmin(np.abs(counts.to_numpy(np.float64) - counts.mean())))


def _check(replay: Replay, ledger: pd.DataFrame, replication: int, scale: float, directory: Path) -> None:
    """Refuse to tell stories about another world than that of the results."""
    block = ledger_block(replay.worlds[0].log, replay.worlds[1].log)[..., 0] / scale
    rows = ledger[(ledger["arm"] == replay.arm.name) & (ledger["replication"] == replication)]
    listed = rows["placements"].to_numpy(np.float64).reshape(-1, block.shape[1], len(ROWS))[:-1]
    if not np.allclose(listed, block.transpose(2, 1, 0), atol=_TOLERANCE):
        raise UserMistake(
            nl=(
                f"De resultaten in '{directory}' komen van een andere versie van het model of van de maatregelen; maak "
                "de vergelijking opnieuw met westwerk compare."
            ),
            en=(
                f"The results in '{directory}' come from another version of the model or of the measures; make the "
                "comparison again with westwerk compare."
            ),
        )


def _write(directory: Path, table: pd.DataFrame, texts: Mapping[str, str]) -> None:
    """Write the files, each under another name first, so that none is ever half."""
    contents = {"trace.csv": table.to_csv(index=False, float_format="%.6g", lineterminator="\n")}
    contents |= {f"trace_{language}.txt": text for language, text in texts.items()}
    for name, content in contents.items():
        partial = directory / f".{name}.partial-{os.getpid()}"
        try:
            partial.write_text(content, encoding="utf-8")
            partial.replace(directory / name)
        finally:
            partial.unlink(missing_ok=True)
