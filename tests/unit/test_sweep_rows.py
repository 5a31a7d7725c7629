"""Rows that were finished are never lost and never believed when they were torn."""

from __future__ import annotations

import errno
import fcntl
import os
from pathlib import Path

import numpy as np
import pytest

from experiments.sweep.rows import WHOLE, Row, RowWriter, read_rows
from scenarios.errors import RunFailure, UserMistake

IDENTITIES = [f"{number:016x}" for number in range(5)]


def row(number: int, value: float = 0.1) -> Row:
    return Row(number, IDENTITIES[number], np.array([[[value, 1 / 3], [np.nan, -0.0]]]))


def kept(folder: Path) -> dict[int, Row]:
    return read_rows(folder, IDENTITIES)


def test_rows_come_back_to_the_last_bit(tmp_path: Path) -> None:
    with RowWriter(tmp_path, WHOLE) as writer:
        writer.append(row(3))
        writer.append(Row(1, IDENTITIES[1], None, "ValueError: no such world"))
    found = kept(tmp_path)
    assert found[3].same_as(row(3))
    assert (found[1].done, found[1].reason) == (False, "ValueError: no such world")


@pytest.mark.parametrize("cut", [1, 5, 40])
def test_a_torn_line_is_dropped_and_what_follows_is_whole(tmp_path: Path, cut: int) -> None:
    with RowWriter(tmp_path, WHOLE) as writer:
        writer.append(row(0))
        writer.append(row(1))
    path = tmp_path / "rows" / "whole.jsonl"
    path.write_bytes(path.read_bytes()[:-cut])
    assert list(kept(tmp_path)) == [0]
    with RowWriter(tmp_path, WHOLE) as writer:
        writer.append(row(2))
    assert list(kept(tmp_path)) == [0, 2]


def test_a_damaged_line_is_not_believed(tmp_path: Path) -> None:
    with RowWriter(tmp_path, WHOLE) as writer:
        writer.append(row(0))
        writer.append(row(1))
    path = tmp_path / "rows" / "whole.jsonl"
    path.write_bytes(path.read_bytes().replace(b"0.1,", b"0.2,", 1))
    assert list(kept(tmp_path)) == [1]


def test_rows_of_another_sweep_are_left_out(tmp_path: Path) -> None:
    with RowWriter(tmp_path, WHOLE) as writer:
        writer.append(Row(2, "another", np.zeros((1, 1, 1))))
        writer.append(Row(77, IDENTITIES[0], np.zeros((1, 1, 1))))
    assert kept(tmp_path) == {}


def test_readings_win_over_a_failure_whoever_wrote_first(tmp_path: Path) -> None:
    for name, entry in (("a", row(0)), ("b", Row(0, IDENTITIES[0], None, "lost")), ("c", row(0))):
        with RowWriter(tmp_path, name) as writer:
            writer.append(entry)
    assert kept(tmp_path)[0].done


def test_two_different_readings_of_a_row_are_no_result(tmp_path: Path) -> None:
    for name, value in (("a", 0.1), ("b", 0.2)):
        with RowWriter(tmp_path, name) as writer:
            writer.append(row(0, value))
    with pytest.raises(RunFailure, match="tweemaal"):
        kept(tmp_path)


def test_a_second_writer_is_refused_and_told_who_writes(tmp_path: Path) -> None:
    with (
        RowWriter(tmp_path, WHOLE),
        pytest.raises(UserMistake, match=f"proces {os.getpid()} "),
        RowWriter(tmp_path, WHOLE),
    ):
        pytest.fail("two writers")


def test_shards_write_side_by_side_but_not_beside_the_whole(tmp_path: Path) -> None:
    with RowWriter(tmp_path, "shard-1-of-2"), RowWriter(tmp_path, "shard-2-of-2"):
        for name in ("shard-1-of-2", WHOLE):
            with pytest.raises(UserMistake, match="schrijft al"), RowWriter(tmp_path, name):
                pytest.fail("two writers")
    with RowWriter(tmp_path, WHOLE), pytest.raises(UserMistake), RowWriter(tmp_path, "shard-1-of-2"):
        pytest.fail("two writers")


def test_a_full_disk_is_told_and_keeps_what_was_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write = os.write

    def half(file: int, text: bytes) -> int:
        if len(text) < 20:
            raise OSError(errno.ENOSPC, "No space left on device")
        return write(file, text[: len(text) // 2])

    with RowWriter(tmp_path, WHOLE) as writer:
        writer.append(row(0))
        monkeypatch.setattr(os, "write", half)
        with pytest.raises(RunFailure, match=r"vol.*dezelfde opdracht"):
            writer.append(row(1))
        monkeypatch.undo()
    assert list(kept(tmp_path)) == [0]
    with RowWriter(tmp_path, WHOLE) as writer:
        writer.append(row(1))
    assert list(kept(tmp_path)) == [0, 1]


def test_a_file_system_without_locks_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(file: object, kind: int) -> None:
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr(fcntl, "flock", refuse)
    with pytest.raises(RunFailure, match="vergrendelen"), RowWriter(tmp_path, WHOLE):
        pytest.fail("no lock")
