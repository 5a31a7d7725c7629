"""The result directory appears complete or not at all."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from experiments.output import default_output, result_directory
from scenarios.errors import RunFailure, UserMistake


def test_results_appear_only_at_the_end(tmp_path: Path) -> None:
    wanted = tmp_path / "new" / "results"
    with result_directory(str(wanted), "run") as (partial, final):
        (partial / "run.json").write_text("{}")
        assert final == wanted
        assert not wanted.exists()
        assert partial.parent == wanted.parent
    assert [path.name for path in wanted.iterdir()] == ["run.json"]
    assert list(wanted.parent.iterdir()) == [wanted]


def fail(folder: Path, problem: BaseException) -> None:
    """Write half a result and fail."""
    with result_directory(str(folder / "results"), "run") as (partial, _):
        (partial / "monthly.parquet").write_bytes(b"half")
        raise problem


@pytest.mark.parametrize(
    ("problem", "told"),
    [
        (KeyboardInterrupt(), KeyboardInterrupt),
        (ValueError("x"), ValueError),
        (OSError(errno.ENOSPC, "full"), RunFailure),
        (OSError("Error writing bytes to file. No space left on device"), RunFailure),
    ],
)
def test_nothing_is_left_after_a_failure(tmp_path: Path, problem: BaseException, told: type[BaseException]) -> None:
    with pytest.raises(told):
        fail(tmp_path, problem)
    assert list(tmp_path.iterdir()) == []


def test_an_existing_directory_is_refused_and_kept(tmp_path: Path) -> None:
    (tmp_path / "kept").write_text("kept")
    with pytest.raises(UserMistake, match="bestaat al"), result_directory(str(tmp_path), "run"):
        pytest.fail("computing must not start")
    assert (tmp_path / "kept").read_text() == "kept"


def test_a_place_that_cannot_be_written_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    place = tmp_path / "file" / "results"
    with pytest.raises(UserMistake, match="kan niet geschreven"), result_directory(str(place), "run"):
        pytest.fail("computing must not start")


def test_a_directory_made_meanwhile_is_not_replaced(tmp_path: Path) -> None:
    wanted = tmp_path / "results"
    with pytest.raises(UserMistake, match="intussen"), result_directory(str(wanted), "run"):
        wanted.mkdir()
    assert list(tmp_path.iterdir()) == [wanted]


def test_a_directory_of_its_own_is_found_when_none_is_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    first = default_output("compare")
    assert first.parent == Path("output")
    assert first.name.endswith("-compare")
