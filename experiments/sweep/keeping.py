"""The directory of a sweep: what it asks, its rows, and the tables that appear when every row is there."""

from __future__ import annotations

import json
import os
import socket
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from experiments.output import default_output, disk_full, is_full
from experiments.sweep.design import Design
from experiments.sweep.plan import Plan
from experiments.sweep.rows import FOLDER, Row
from scenarios.errors import UserMistake

__all__ = [
    "PLAN_FILE",
    "kept_words",
    "open_directory",
    "open_kept",
    "replace_file",
    "take_rows_from",
    "write_design",
    "write_results",
    "write_table",
]

PLAN_FILE = "sweep.json"


def replace_file(path: Path, write: Callable[[Path], object]) -> None:
    """Write a file so that it is there whole or not at all, also when the process is killed.

    Raises
    ------
    RunFailure
        If the disk is full.
    """
    partial = path.with_name(f".{path.name}.{socket.gethostname()}-{os.getpid()}")
    try:
        write(partial)
        partial.replace(path)
    except OSError as problem:
        partial.unlink(missing_ok=True)
        if is_full(problem):
            raise disk_full(path) from problem
        raise


def open_directory(plan: Plan, words: Sequence[str]) -> Path:
    """Make the directory of a sweep, or find the one it was begun in; see :func:`open_kept`.

    Parameters
    ----------
    plan : Plan
        What is asked.
    words : sequence of str
        The words that ask it, kept so that the directory alone is enough to go on.

    Returns
    -------
    Path
        The directory, which holds the plan.
    """
    directory = Path(plan.config.output).expanduser() if plan.config.output else default_output("sweep")
    content = {"identity": plan.identity, "rows": plan.design.rows, "words": [*words]}
    open_kept(directory, PLAN_FILE, content, ("sweep", "sweep"))
    (directory / FOLDER).mkdir(exist_ok=True)
    return directory


def open_kept(directory: Path, plan_file: str, content: Mapping[str, Any], kind: tuple[str, str]) -> None:
    """Make a directory for work that can be taken up again, or find the one it was begun in.

    Parameters
    ----------
    directory : Path
        The directory; its parents are made too.
    plan_file : str
        Name of the file that says what is asked.
    content : mapping
        What is asked; ``identity`` tells whether it is the same.
    kind : (str, str)
        What the work is called in Dutch and in English.

    Raises
    ------
    UserMistake
        If the directory holds something else, or cannot be written.
    RunFailure
        If the disk is full.
    """
    nl, en = kind
    try:
        if directory.exists() and not (directory / plan_file).exists() and any(directory.iterdir()):
            raise UserMistake(
                nl=f"De map '{directory}' bestaat al en is geen {nl}; kies een andere naam bij output=.",
                en=f"The directory '{directory}' exists and is no {en}; choose another name for output=.",
            )
        directory.mkdir(parents=True, exist_ok=True)
        if not (directory / plan_file).exists():
            text = json.dumps(content, indent=1, ensure_ascii=False) + "\n"
            replace_file(directory / plan_file, lambda path: path.write_text(text, encoding="utf-8"))
        # Shards may begin at the same moment; whoever came last has written the same.
        kept = json.loads((directory / plan_file).read_text(encoding="utf-8"))
    except OSError as problem:
        if is_full(problem):
            raise disk_full(directory) from problem
        raise UserMistake(
            nl=f"In '{directory}' kan niet geschreven worden ({problem.strerror}); kies een andere map bij output=.",
            en=f"'{directory}' cannot be written to ({problem.strerror}); choose another directory for output=.",
        ) from problem
    if kept["identity"] != content["identity"]:
        raise UserMistake(
            nl=(
                f"In '{directory}' staat een {nl} met andere instellingen, of van een andere versie van het model of "
                "de gegevens; kies een andere map bij output=."
            ),
            en=(
                f"'{directory}' holds a {en} with other settings, or of another version of the model or the data; "
                "choose another directory for output=."
            ),
        )


def kept_words(directory: Path, plan_file: str = PLAN_FILE, command: str = "sweep") -> list[str]:
    """Return the words that began a sweep, or other work that can be taken up again.

    Raises
    ------
    UserMistake
        If the directory holds none.
    """
    try:
        return list(json.loads((directory / plan_file).read_text(encoding="utf-8"))["words"])
    except (OSError, ValueError, KeyError, TypeError) as problem:
        raise UserMistake(
            nl=f"'{directory}' is geen map van 'westwerk {command}'; geef de map die deze opdracht noemde.",
            en=f"'{directory}' is no directory of 'westwerk {command}'; give the one that this command named.",
        ) from problem


def take_rows_from(others: Sequence[Path], directory: Path) -> None:
    """Copy the finished rows of other directories; rows of another sweep are left out when they are read.

    Raises
    ------
    UserMistake
        If one of them is no directory of a sweep.
    """
    for position, other in enumerate(others, start=1):
        kept_words(other)
        for path in sorted((other / FOLDER).glob("*.jsonl")):
            copy = directory / FOLDER / f"taken-{position}-{path.name}"
            replace_file(copy, lambda target, source=path: target.write_bytes(source.read_bytes()))  # type: ignore[misc]


def write_design(design: Design, identities: Sequence[str], directory: Path) -> None:
    """Write ``design.parquet`` and ``design.csv``: a row for each row, a column for each factor."""
    table = pd.DataFrame(design.values, columns=[factor.name for factor in design.factors])
    table.insert(0, "row", np.arange(design.rows))
    table.insert(1, "id", list(identities))
    table.insert(2, "block", np.arange(design.rows) // design.block)
    write_table(table, directory, "design")


def write_table(table: pd.DataFrame, directory: Path, name: str) -> None:
    """Write a table as Parquet and as CSV."""
    replace_file(directory / f"{name}.parquet", lambda path: table.to_parquet(path, index=False))
    replace_file(directory / f"{name}.csv", lambda path: table.to_csv(path, index=False))


def write_results(plan: Plan, rows: Sequence[Row], directory: Path) -> None:
    """Write ``results.parquet`` and ``results.csv``: one line for each row, replication, arm and indicator.

    A failed row has one line, without replication, arm and value, and with the reason.
    """
    arms, indicators = plan.arms, tuple(plan.config.indicators)
    columns: dict[str, list[Any]] = {
        name: [] for name in ("row", "id", "state", "reason", "replication", "arm", "indicator", "value")
    }

    def add(row: Row, state: str, replication: int | None, arm: str, indicator: str, value: float) -> None:
        line = (row.number, row.identity, state, row.reason, replication, arm, indicator, value)
        for column, entry in zip(columns.values(), line, strict=True):
            column.append(entry)

    for row in rows:
        if row.values is None:
            add(row, "failed", None, "", "", float("nan"))
            continue
        for replication, by_arm in enumerate(row.values):
            for arm, by_indicator in zip(arms, by_arm, strict=True):
                for indicator, value in zip(indicators, by_indicator, strict=True):
                    add(row, "done", replication, arm, indicator, float(value))
    table = pd.DataFrame(columns)
    table["replication"] = table["replication"].astype("Int32")
    write_table(table, directory, "results")
