"""Where results go: a new directory that appears complete or not at all."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from scenarios.errors import RunFailure, UserMistake


def default_output(command: str) -> Path:
    """Return a directory name under ``output`` that is not taken."""
    base = Path("output") / f"{datetime.now():%Y%m%d-%H%M%S}-{command}"
    candidate, number = base, 2
    while candidate.exists():
        candidate = base.with_name(f"{base.name}-{number}")
        number += 1
    return candidate


@contextmanager
def result_directory(output: str, command: str) -> Iterator[tuple[Path, Path]]:
    """Give a place to write to that becomes the result directory only when everything went well.

    Parameters
    ----------
    output : str
        Directory the user asked for; empty for a new one under ``output``.
    command : str
        Name of the command, for the name of that new one.

    Yields
    ------
    partial, final : Path
        Directory to write to now, and the name it gets at the end.

    Raises
    ------
    UserMistake
        Before anything is computed, if the directory exists or cannot be made.
    RunFailure
        If the disk is full; nothing is left behind then.
    """
    final = Path(output).expanduser() if output else default_output(command)
    if final.exists() or final.is_symlink():
        raise UserMistake(
            nl=f"De map '{final}' bestaat al en wordt nooit overschreven; kies een andere naam bij output=.",
            en=f"The directory '{final}' exists and is never overwritten; choose another name for output=.",
        )
    partial = final.with_name(f"{final.name}.partial-{os.getpid()}")
    try:
        partial.mkdir(parents=True)
        (partial / ".writable").write_bytes(b"westwerk")
        (partial / ".writable").unlink()
    except OSError as problem:
        shutil.rmtree(partial, ignore_errors=True)
        if is_full(problem):
            raise disk_full(final) from problem
        raise UserMistake(
            nl=(
                f"In '{final.parent}' kan niet geschreven worden ({problem.strerror}); kies een andere map bij output=."
            ),
            en=(f"'{final.parent}' cannot be written to ({problem.strerror}); choose another directory for output=."),
        ) from problem
    try:
        yield partial, final
        if final.exists():
            raise UserMistake(
                nl=(f"De map '{final}' is intussen door iets anders gemaakt; kies een andere naam bij output=."),
                en=(f"The directory '{final}' was made by something else meanwhile; choose another name for output=."),
            )
        partial.rename(final)
    except BaseException as problem:
        shutil.rmtree(partial, ignore_errors=True)
        if isinstance(problem, OSError) and is_full(problem):
            raise disk_full(final) from problem
        raise


def is_full(problem: OSError) -> bool:
    """Tell whether an error means that no space is left; some libraries only say so in words."""
    return problem.errno in (errno.ENOSPC, errno.EDQUOT) or "No space left" in str(problem)


def disk_full(place: Path) -> RunFailure:
    """Say that the disk is full."""
    return RunFailure(
        nl=f"De schijf is vol: '{place}' is niet geschreven; maak ruimte of kies een andere map bij output=.",
        en=f"The disk is full: '{place}' was not written; make room or choose another directory for output=.",
    )
