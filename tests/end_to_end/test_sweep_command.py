"""The sweep as a user meets it: killed, stopped, cut in shards, and always with the same table in the end."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest
from support.sweep_functions import FAILS, LINGERS, asked, function_model, threads

import experiments.sweep.command
import experiments.sweep.finish
from experiments.command_line import main
from experiments.model import Model, shipped_model
from experiments.sweep.command import sweep
from scenarios.errors import Interrupted, RunFailure, UserMistake

ROOT = Path(__file__).resolve().parents[2]
KEPT = (
    "design.parquet",
    "design.csv",
    "results.parquet",
    "results.csv",
    "outcomes.csv",
    "indices.csv",
    "convergence.csv",
)


@pytest.fixture
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Threads instead of processes, and no pictures."""
    monkeypatch.setattr(experiments.sweep.command, "process_engine", threads)
    monkeypatch.setattr(experiments.sweep.finish, "build_sweep_report", lambda *args, **kwargs: None)


def tables(directory: Path) -> dict[str, bytes]:
    return {name: (directory / name).read_bytes() for name in KEPT}


def finished_rows(directory: Path) -> int:
    return sum(path.read_bytes().count(b"\n") for path in (directory / "rows").glob("*.jsonl"))


def run_apart(words: list[str], make_model: Callable[[], Model] = function_model) -> int:
    """Start a sweep in a process of its own, ready to compute, and return its number."""
    child = os.fork()
    if child == 0:
        try:
            sweep(words, make_model())
        finally:
            os._exit(0)
    return child


@pytest.mark.usefixtures("_quick")
def test_killed_at_ten_random_moments_the_tables_are_those_of_an_undisturbed_sweep(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = asked("samples=25", "workers=2")
    undisturbed = sweep([*words, f"output={tmp_path / 'undisturbed'}"], function_model())
    monkeypatch.setenv(LINGERS, "0.02")
    killed = tmp_path / "killed"
    moments = random.Random(4)
    seen = [0]
    for _ in range(10):
        child = run_apart([*words, f"output={killed}"])
        wanted = seen[-1] + moments.randrange(10)
        wait_until(lambda: not wanted or (killed.exists() and finished_rows(killed) >= wanted))  # noqa: B023
        time.sleep(moments.uniform(0.0, 0.03))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        seen.append(finished_rows(killed) if killed.exists() else 0)
    assert seen == sorted(seen)
    assert 0 < seen[-1] < 100
    monkeypatch.delenv(LINGERS)
    sweep([str(killed)], function_model())
    assert tables(killed) == tables(undisturbed)


def command(folder: Path, *words: str, **changes: str) -> subprocess.Popen[str]:
    """Start the command with a function in the place of the model."""
    path = {"PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'tests'}"}
    return subprocess.Popen(
        [sys.executable, "-m", "support.sweep_command", "sweep", *words],
        cwd=folder,
        env={**os.environ, **path, **changes},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )


def wait_until(condition: Callable[[], bool], seconds: float = 240.0) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def test_the_command_survives_kill_and_ctrl_c_and_tells_how_to_go_on(tmp_path: Path) -> None:
    words = asked("samples=5", "workers=1", "output=results")
    swept = tmp_path / "results"
    for number, sign in enumerate((signal.SIGKILL, signal.SIGINT)):
        running = command(tmp_path, *words, **{LINGERS: "0.2"})
        wait_until(lambda wanted=2 * number + 2: swept.exists() and finished_rows(swept) >= wanted)  # type: ignore[misc]
        running.send_signal(sign)
        _, told = running.communicate(timeout=240)
        assert "Traceback" not in told
        wait_until(lambda group=running.pid: not alive(group))  # type: ignore[misc]
    assert running.returncode == 130
    assert told.splitlines()[-1].endswith("Ga verder met: westwerk sweep results")
    ending = command(tmp_path, "results")
    printed, told = ending.communicate(timeout=240)
    assert ending.returncode == 0, told
    assert "20 rijen" in told
    assert "Al klaar: " in told
    assert printed.splitlines()[-1] == "results"
    names = {path.stem for path in (swept / "figures").glob("*.png")}
    assert {name.split("_")[0] for name in names} == {"factors", "interaction", "convergence"}
    run = json.loads((swept / "run.json").read_text(encoding="utf-8"))
    assert run["sweep"]["rows"] == 20
    assert [entry["source"] for entry in run["sweep"]["factors"]] == ["test"] * 3
    page = (swept / "report.html").read_text(encoding="utf-8")
    assert main(["report", str(swept), "lang=en"]) == 0
    assert page != (swept / "report.html").read_text(encoding="utf-8")


def alive(group: int) -> bool:
    listed = subprocess.run(["ps", "-eo", "pgid=,stat="], capture_output=True, text=True, check=True).stdout
    return any(line.split()[0] == str(group) and "Z" not in line for line in listed.splitlines())


@pytest.mark.usefixtures("_quick")
def test_shards_in_one_directory_or_in_several_make_the_whole(tmp_path: Path) -> None:
    words = asked("samples=4")
    whole = sweep([*words, f"output={tmp_path / 'whole'}"], function_model())
    for shard in (3, 1, 2):
        sweep([*words, f"output={tmp_path / 'shared'}", "--shard", f"{shard}/3"], function_model())
        sweep([*words, f"output={tmp_path / f'own-{shard}'}", f"--shard={shard}/3"], function_model())
    assert not (tmp_path / "shared" / "results.csv").exists()
    sweep([str(tmp_path / "shared")], function_model())
    sweep([str(tmp_path / f"own-{shard}") for shard in (1, 2, 3)], function_model())
    assert tables(tmp_path / "shared") == tables(tmp_path / "own-1") == tables(whole)


@pytest.mark.usefixtures("_quick")
def test_failed_rows_are_told_kept_and_tried_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    words = asked("samples=4", "workers=1", f"output={tmp_path / 'swept'}", "seed=3")
    monkeypatch.setenv(FAILS, "1")
    with pytest.raises(RunFailure, match=r"retry=true") as told:
        sweep(words, function_model())
    assert "no such world" in told.value.en
    results = pd.read_csv(tmp_path / "swept" / "results.csv")
    assert set(results["state"]) == {"done", "failed"}
    assert set(results["reason"].dropna()) == {"ValueError: no such world"}
    assert results["row"].is_monotonic_increasing
    assert not (tmp_path / "swept" / "indices.csv").exists()
    monkeypatch.delenv(FAILS)
    with pytest.raises(RunFailure):
        sweep([str(tmp_path / "swept")], function_model())
    sweep([str(tmp_path / "swept"), "retry=true"], function_model())
    assert set(pd.read_csv(tmp_path / "swept" / "results.csv")["state"]) == {"done"}


@pytest.mark.usefixtures("_quick")
def test_a_sweep_in_which_everything_fails_stops_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("support.sweep_functions.ishigami", lambda values: 1 / 0)
    with pytest.raises(RunFailure, match="ZeroDivisionError"):
        sweep(asked("samples=40", f"output={tmp_path / 'swept'}"), function_model())
    assert finished_rows(tmp_path / "swept") < 20


@pytest.mark.usefixtures("_quick")
def test_another_question_never_writes_in_the_same_directory(tmp_path: Path) -> None:
    words = asked("samples=2", f"output={tmp_path / 'swept'}")
    sweep(words, function_model())
    with pytest.raises(UserMistake, match="andere instellingen"):
        sweep([*words, "seed=9"], function_model())
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "thesis.txt").write_text("kept")
    with pytest.raises(UserMistake, match="geen sweep"):
        sweep(asked(f"output={tmp_path / 'other'}"), function_model())
    with pytest.raises(UserMistake, match="geen map van 'westwerk sweep'"):
        sweep([str(tmp_path / "other")], function_model())


@pytest.mark.usefixtures("_quick")
def test_stopping_tells_how_to_go_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*arguments: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(experiments.sweep.command, "compute_rows", stop)
    with pytest.raises(Interrupted, match="westwerk sweep") as told:
        sweep(asked(f"output={tmp_path / 'swept'}"), function_model())
    assert told.value.exit_code == 130


@pytest.mark.usefixtures("_quick")
def test_what_is_complete_is_told_while_the_rest_is_computed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    swept = sweep(asked("samples=20", "workers=1", "lang=en", f"output={tmp_path / 'swept'}"), function_model())
    told = [line for line in capsys.readouterr().err.splitlines() if line.startswith("So far")]
    assert [line.split(" rows")[0] for line in told] == [f"So far, from {rows} of 80" for rows in (20, 40, 60)]
    course = pd.read_csv(swept / "convergence.csv")
    assert course["rows"].max() == 80
    assert "x2" in told[-1]


@pytest.mark.usefixtures("_quick")
def test_two_sweeps_are_compared_factor_by_factor(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name, samples in (("small", 8), ("large", 24)):
        sweep(asked(f"samples={samples}", f"output={tmp_path / name}"), function_model())
    capsys.readouterr()
    sweep([str(tmp_path / "small"), f"against={tmp_path / 'large'}", "lang=en"], function_model())
    printed = capsys.readouterr().out
    assert "rank correlation" in printed
    assert next(line.split()[0] for line in printed.splitlines() if "%" in line) in ("*", "x1", "x2", "x3")
    with pytest.raises(UserMistake, match="afgeronde"):
        sweep([str(tmp_path / "small"), f"against={tmp_path}"], function_model())


@pytest.mark.usefixtures("_quick")
def test_a_real_sweep_goes_on_where_it_was_killed(tmp_path: Path) -> None:
    words = [
        "scale=0.002",
        "policy_start=2012-03",
        "window=2013-2013",
        "factors=[levers,offer_tolerance]",
        "samples=2",
        "replications=1",
        "workers=1",
        "indicators=[employed,hires]",
    ]
    killed = tmp_path / "killed"
    child = run_apart([*words, f"output={killed}"], shipped_model)
    wait_until(lambda: killed.exists() and finished_rows(killed) >= 3)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    assert 3 <= finished_rows(killed) < 12
    for name in ("killed", "undisturbed"):
        sweep([*words, f"output={tmp_path / name}"], shipped_model())
    assert tables(killed) == tables(tmp_path / "undisturbed")
