"""Where finished rows are kept: one file of lines per writer, which survives being killed at any moment."""

from __future__ import annotations

import errno
import fcntl
import hashlib
import json
import os
import socket
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import IO

import numpy as np
from numpy.typing import NDArray

from experiments.output import is_full
from scenarios.errors import RunFailure, UserMistake

__all__ = ["Row", "RowWriter", "read_rows"]

Reals = NDArray[np.float64]

FOLDER = "rows"
WHOLE = "whole"
_EVERYBODY = "everybody.lock"
_SECONDS_BETWEEN_SYNCS = 5.0
_NO_LOCKS = (errno.ENOLCK, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS)


@dataclass(frozen=True, eq=False)
class Row:
    """A row that was computed, or could not be.

    Attributes
    ----------
    number : int
        Place in the design, from 0.
    identity : str
        Content id.
    values : ndarray of float64, shape (replication, arm, indicator), or None
        Readings; None for a failure.
    reason : str
        Why it failed; empty otherwise.
    """

    number: int
    identity: str
    values: Reals | None
    reason: str = ""

    @property
    def done(self) -> bool:
        """Whether there are readings."""
        return self.values is not None

    def line(self) -> bytes:
        """Write the row as one line that begins with a check on the rest."""
        values = None if self.values is None else self.values.tolist()
        body = json.dumps([self.number, self.identity, values, self.reason]).encode()
        return _check(body) + b" " + body + b"\n"

    def same_as(self, other: Row) -> bool:
        """Tell whether two computations of a row agree to the last bit."""
        if self.values is None or other.values is None:
            return self.values is other.values
        return self.values.tobytes() == other.values.tobytes()


def _check(body: bytes) -> bytes:
    return hashlib.blake2b(body, digest_size=8).hexdigest().encode()


def _read_line(line: bytes) -> Row | None:
    """Read a line; None if it was torn or damaged."""
    check, _, body = line.rstrip(b"\n").partition(b" ")
    if not line.endswith(b"\n") or check != _check(body):
        return None
    number, identity, values, reason = json.loads(body)
    return Row(number, identity, None if values is None else np.array(values, dtype=np.float64), reason)


def read_rows(directory: Path, identities: Sequence[str]) -> dict[int, Row]:
    """Read every finished row of a sweep, whoever wrote it.

    Parameters
    ----------
    directory : Path
        Directory of the sweep.
    identities : sequence of str
        Content ids of the design by row number; lines of other rows are left out.

    Returns
    -------
    dict of int to Row
        Rows by number; readings win over a failure of the same row.

    Raises
    ------
    RunFailure
        If two writers found different readings for the same row.
    """
    rows: dict[int, Row] = {}
    for path in sorted((directory / FOLDER).glob("*.jsonl")):
        with path.open("rb") as lines:
            for line in lines:
                row = _read_line(line)
                if row is None or not 0 <= row.number < len(identities) or identities[row.number] != row.identity:
                    continue
                known = rows.get(row.number)
                if known is not None and known.done and row.done and not known.same_as(row):
                    raise _disagreement(row.number, path)
                if known is None or row.done:
                    rows[row.number] = row
    return rows


def _disagreement(number: int, path: Path) -> RunFailure:
    return RunFailure(
        nl=(
            f"Rij {number} werd tweemaal berekend met een ander resultaat (zie {path}); de machines gebruiken andere "
            "versies van Python-pakketten. Installeer overal dezelfde (constraints.txt) en begin in een nieuwe map."
        ),
        en=(
            f"Row {number} was computed twice with different results (see {path}); the machines use other versions of "
            "Python packages. Install the same everywhere (constraints.txt) and start in a new directory."
        ),
    )


class RowWriter:
    """Appends rows to the file of one shard; use as a context manager.

    A lock of the operating system keeps a second writer out; it goes when the process goes, however it ends. The
    writer of the whole design locks out every shard, and a shard only its own number.

    Parameters
    ----------
    directory : Path
        Directory of the sweep, which exists.
    name : str
        ``whole``, or the name of a shard.

    Raises
    ------
    UserMistake
        If another process writes here.
    RunFailure
        If the disk is full, or cannot lock files.
    """

    def __init__(self, directory: Path, name: str) -> None:
        self._directory = directory
        self._folder = directory / FOLDER
        self._name = name
        self._locks: list[IO[str]] = []
        self._file = -1
        self._synced = 0.0

    def __enter__(self) -> RowWriter:
        try:
            self._folder.mkdir(exist_ok=True)
            whole = self._name == WHOLE
            self._lock(_EVERYBODY, fcntl.LOCK_EX if whole else fcntl.LOCK_SH)
            if not whole:
                self._lock(f"{self._name}.lock", fcntl.LOCK_EX)
            path = self._folder / f"{self._name}.jsonl"
            self._file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o666)
            _cut_torn_line(path)
        except OSError as problem:
            self._release()
            if is_full(problem):
                raise _full(self._directory) from problem
            raise
        except UserMistake:
            self._release()
            raise
        return self

    def _lock(self, name: str, kind: int) -> None:
        """Take a lock, or say who has it."""
        lock = (self._folder / name).open("a+")
        self._locks.append(lock)
        try:
            fcntl.flock(lock, kind | fcntl.LOCK_NB)
        except BlockingIOError as problem:
            lock.seek(0)
            raise _occupied(self._directory, lock.read().strip()) from problem
        except OSError as problem:
            if problem.errno in _NO_LOCKS:
                raise _cannot_lock(self._directory) from problem
            raise
        lock.truncate(0)
        lock.write(f"{os.getpid()} ({socket.gethostname()})")
        lock.flush()

    def append(self, row: Row) -> None:
        """Keep a row.

        Raises
        ------
        RunFailure
            If the disk is full; rows kept before stay.
        """
        try:
            line = row.line()
            while line:
                line = line[os.write(self._file, line) :]
            if time.monotonic() - self._synced > _SECONDS_BETWEEN_SYNCS:
                os.fsync(self._file)
                self._synced = time.monotonic()
        except OSError as problem:
            if is_full(problem):
                raise _full(self._directory) from problem
            raise

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._release()

    def _release(self) -> None:
        if self._file >= 0:
            os.close(self._file)
            self._file = -1
        for lock in self._locks:
            lock.close()
        self._locks.clear()


def _cut_torn_line(path: Path) -> None:
    """Drop what follows the last whole line: a process was killed, or a disk was full, while it was written."""
    with path.open("rb+") as file:
        file.seek(0, os.SEEK_END)
        end = file.tell()
        step = 65536
        while end > 0:
            first = max(0, end - step)
            file.seek(first)
            position = file.read(end - first).rfind(b"\n")
            if position >= 0:
                file.truncate(first + position + 1)
                return
            end = first
        file.truncate(0)


def _full(directory: Path) -> RunFailure:
    return RunFailure(
        nl=(
            f"De schijf met '{directory}' is vol. Wat klaar was, is bewaard: maak ruimte en geef dezelfde opdracht "
            "opnieuw."
        ),
        en=(
            f"The disk of '{directory}' is full. What was finished has been kept: make room and give the same command "
            "again."
        ),
    )


def _occupied(directory: Path, holder: str) -> UserMistake:
    return UserMistake(
        nl=(
            f"In '{directory}' schrijft al een sweep (proces {holder or 'onbekend'}); wacht tot die klaar is of kies "
            "een andere map bij output=."
        ),
        en=(
            f"A sweep is writing to '{directory}' already (process {holder or 'unknown'}); wait until it is done or "
            "choose another directory for output=."
        ),
    )


def _cannot_lock(directory: Path) -> RunFailure:
    return RunFailure(
        nl=(
            f"Het bestandssysteem van '{directory}' kan geen bestanden vergrendelen; geef elke shard een eigen map en "
            "voeg ze daarna samen met 'westwerk sweep MAP MAP ...'."
        ),
        en=(
            f"The file system of '{directory}' cannot lock files; give each shard a directory of its own and join them "
            "afterwards with 'westwerk sweep DIR DIR ...'."
        ),
    )
