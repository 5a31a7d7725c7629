"""The ``westwerk`` command as a user meets it: what it prints, what it writes, and how it ends."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pandas as pd
import pytest
from support.tiny_market import BREAKS, LINGERS, tiny_model

from experiments.command_line import main

ROOT = Path(__file__).resolve().parents[2]
SHORT = ("arms=[baseline,zelfroosteren]", "horizon=study2013", "replications=2", "workers=1")


def environment(**changes: str) -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'tests'}", **changes}


def tiny(folder: Path, *words: str, **changes: str) -> subprocess.CompletedProcess[str]:
    """Run the command with the tiny market behind it."""
    command = [sys.executable, "-m", "support.tiny_command", *words]
    return subprocess.run(
        command,
        cwd=folder,
        env=environment(**changes),
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def westwerk(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run the command itself."""
    command = [
        sys.executable,
        "-c",
        "import sys; from experiments.command_line import main; sys.exit(main())",
        *words,
    ]
    return subprocess.run(
        command, cwd=folder, env=environment(), capture_output=True, text=True, timeout=300, check=False
    )


def test_a_comparison_ends_with_its_directory(tmp_path: Path) -> None:
    ended = tiny(tmp_path, "compare", *SHORT, "output=results")
    assert ended.returncode == 0, ended.stderr
    lines = ended.stdout.splitlines()
    assert lines[-1] == "results"
    assert lines[-2].endswith(str(Path("results") / "report.html"))
    assert [path.name for path in tmp_path.iterdir()] == ["results"]
    run = json.loads((tmp_path / "results" / "run.json").read_text(encoding="utf-8"))
    assert run["arms"] == ["baseline", "zelfroosteren"]
    assert run["policy_start"] == "2014-01-01"
    assert run["interventions"][0]["assumptions"]
    assert run["configuration"]["horizon"] == "study2013"
    monthly = pd.read_parquet(tmp_path / "results" / "monthly.parquet")
    assert list(monthly.columns) == ["arm", "replication", "month", "region", "group", "indicator", "value"]


def test_the_same_question_gives_the_same_bytes_whatever_the_workers(tmp_path: Path) -> None:
    for name, workers in (("one", 1), ("two", 2)):
        ended = tiny(tmp_path, "compare", *SHORT, f"workers={workers}", f"output={name}")
        assert ended.returncode == 0, ended.stderr
    contents = {(tmp_path / name / "monthly.parquet").read_bytes() for name in ("one", "two")}
    assert len(contents) == 1
    names = {json.loads((tmp_path / name / "run.json").read_text())["run_id"] for name in ("one", "two")}
    assert len(names) == 1


def test_check_prints_its_table_and_counts_the_misses(tmp_path: Path) -> None:
    ended = tiny(tmp_path, "check", "horizon=study2013", "replications=1", "output=results")
    assert ended.returncode == 0, ended.stderr
    assert "1 cijfers getoetst, 1 buiten de marge." in ended.stdout
    assert ended.stdout.splitlines()[-1] == "results"


def test_the_last_line_of_bench_is_one_object(tmp_path: Path) -> None:
    ended = tiny(tmp_path, "bench", "scale=0.5")
    assert ended.returncode == 0, ended.stderr
    measured = json.loads(ended.stdout.splitlines()[-1])
    assert list(measured) == [
        "scale",
        "persons",
        "months",
        "seconds",
        "person_months_per_second",
        "peak_rss_mb",
    ]
    assert measured["months"] == 348


def alive(group: int) -> list[str]:
    """Commands of a process group that still run, not counting those that only wait to be forgotten."""
    listed = subprocess.run(["ps", "-eo", "pgid=,stat=,args="], capture_output=True, text=True, check=True).stdout
    rows = [line.split(maxsplit=2) for line in listed.splitlines()]
    return [args for number, state, args in rows if int(number) == group and not state.startswith("Z")]


def hear_interrupts() -> None:
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def test_stopping_leaves_nothing_and_nobody_behind(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "support.tiny_command", "compare", *SHORT, "workers=2", "output=results"]
    running = subprocess.Popen(
        command,
        cwd=tmp_path,
        env=environment(**{LINGERS: "60"}),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        # Tests that run in the background inherit a deaf ear for Ctrl-C; a user at a terminal has none.
        preexec_fn=hear_interrupts,
    )
    deadline = time.monotonic() + 30
    while not list(tmp_path.glob("results.partial-*")) and time.monotonic() < deadline:
        time.sleep(0.05)
    time.sleep(1.0)
    os.killpg(running.pid, signal.SIGINT)
    printed, told = running.communicate(timeout=30)
    assert running.returncode == 130
    assert told.splitlines()[-1] == "westwerk: Gestopt; er is niets weggeschreven."
    assert "Traceback" not in told
    assert printed == ""
    assert list(tmp_path.iterdir()) == []
    deadline = time.monotonic() + 10
    while alive(running.pid) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert alive(running.pid) == []


def test_a_lost_worker_gives_a_sentence(tmp_path: Path) -> None:
    ended = tiny(tmp_path, "compare", *SHORT, "workers=2", "output=results", **{BREAKS: "0"})
    assert ended.returncode == 1
    assert ended.stderr.count("westwerk: ") == 1
    assert "Traceback" not in ended.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ((), "westwerk compare"),
        (("vergelijk",), "Onbekende opdracht"),
        (("compar",), "'compare'"),
        (("compare", "scael=1"), "'scale'"),
        (("compare", "scale=2"), "scale=0.1"),
        (("compare", "arms=[baseline]"), "minstens twee"),
        (("compare", "lang=fr"), "taal"),
        (("run", "arms=[baseline,zelfroosteren]"), "westwerk compare"),
        (("check", "arms=[zelfroosteren]"), "arms="),
        (("list", "indicatorren"), "'indicatoren'"),
        (("list", "scale=1"), "westwerk list"),
        (("list", "acties", "land=XX"), "BE"),
        (("report",), "resultaatmap"),
        (("report", "nergens"), "geen resultaatmap"),
        (("completion", "powershell"), "bash"),
        (("compare", "lang=en", "scale=2"), "must be above 0"),
    ],
)
def test_a_mistake_ends_with_one_sentence(
    tmp_path: Path,
    words: tuple[str, ...],
    told: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("experiments.model.shipped_model", tiny_model)
    assert main(words) == 2
    said = capsys.readouterr().err
    assert told in said
    assert len(said.splitlines()) == 1
    assert list(tmp_path.iterdir()) == []


def test_a_mistake_in_the_command_itself_is_no_traceback(tmp_path: Path) -> None:
    ended = tiny(tmp_path, "compare", "scael=1")
    assert ended.returncode == 2
    assert ended.stdout == ""
    assert ended.stderr.startswith("westwerk: Onbekende sleutel 'scael'; bedoelde u 'scale'?")
    assert len(ended.stderr.splitlines()) == 1


def test_a_report_can_be_made_again_in_the_other_language(tmp_path: Path) -> None:
    assert tiny(tmp_path, "compare", *SHORT, "output=results").returncode == 0
    ended = tiny(tmp_path, "report", "results", "lang=en")
    assert ended.returncode == 0, ended.stderr
    assert ended.stdout.splitlines()[-1] == "results"
    assert (tmp_path / "results" / "report.html").read_text() == "en"


def test_several_reports_are_made_again_or_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("experiments.model.shipped_model", tiny_model)
    for name in ("one", "two"):
        assert main(["compare", *SHORT, f"output={name}"]) == 0
        (tmp_path / name / "report.html").unlink()
    capsys.readouterr()
    assert main(["report", "one", "nowhere", "two"]) == 2
    assert not (tmp_path / "one" / "report.html").exists()
    assert main(["report", "one", "two", "one"]) == 0
    assert capsys.readouterr().out.splitlines()[1::2] == ["one", "two"]
    assert all((tmp_path / name / "report.html").is_file() for name in ("one", "two"))


@pytest.mark.parametrize("lang", ["nl", "en"])
@pytest.mark.parametrize("command", ["run", "compare", "sweep", "check", "list", "report", "bench", "completion"])
def test_every_command_explains_itself_with_examples(
    command: str, lang: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([command, "--help", f"lang={lang}"]) == 0
    assert f"  westwerk {command}" in capsys.readouterr().out


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_knows_commands_and_names(shell: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["completion", shell]) == 0
    printed = capsys.readouterr().out
    assert "compare" in printed
    assert "horizon=study2013" in printed
    assert "profiel=zorg" in printed


def test_the_real_list_names_everything(tmp_path: Path) -> None:
    ended = westwerk(tmp_path, "list")
    assert ended.returncode == 0, ended.stderr
    for name in (
        "zelfroosteren",
        "horizon=study2013",
        "schedule_control",
        "employment_rate_20_64",
        "caseload_limit",
    ):
        assert f"  {name} " in ended.stdout


def test_a_real_comparison_where_nobody_is_reached_is_exactly_zero(tmp_path: Path) -> None:
    words = ("arms=[baseline,geen_effect]", "scale=0.002", "horizon=study2013", "replications=2", "workers=1")
    ended = westwerk(tmp_path, "compare", *words, "output=results")
    assert ended.returncode == 0, ended.stderr
    summary = pd.read_csv(tmp_path / "results" / "summary.csv")
    assert (summary["difference"].dropna() == 0).all()
    assert (tmp_path / "results" / "report.html").is_file()
