"""The calibration as a user meets it: killed, stopped, refused, and always with the same tables in the end."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pandas as pd
import pytest
from support.calibration_function import known_model, no_report
from support.known_figures import CENTRE, HAS_GAPS, LINGERS, MOVED
from support.sweep_functions import threads

import experiments.calibrate.command
import experiments.calibrate.recovering
import experiments.calibrate.stages
from calibration.priors import read_priors
from experiments.calibrate.command import calibrate
from experiments.calibrate.validate import validate
from scenarios.errors import UserMistake
from scenarios.posterior import read_posterior

ROOT = Path(__file__).resolve().parents[2]
SMALL = ("points=120", "refined_points=60", "draws=40", "truths=2", "steps=300")
TABLES = ("posterior.csv", "parameters.csv", "targets.csv", "screening.csv", "recovery.csv")


@pytest.fixture
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Threads instead of processes."""
    monkeypatch.setattr(experiments.calibrate.stages, "process_engine", threads)
    monkeypatch.setattr(experiments.calibrate.recovering, "process_engine", threads)
    monkeypatch.setattr(experiments.calibrate.command, "write_report", no_report)


def tables(directory: Path) -> dict[str, bytes]:
    return {name: (directory / name).read_bytes() for name in TABLES}


def finished_points(directory: Path) -> int:
    return sum(path.read_bytes().count(b"\n") for path in directory.glob("*/rows/*.jsonl"))


@pytest.fixture(scope="module")
def reference(tmp_path_factory: pytest.TempPathFactory) -> Path:
    directory = tmp_path_factory.mktemp("calibration") / "reference"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(experiments.calibrate.stages, "process_engine", threads)
        patch.setattr(experiments.calibrate.recovering, "process_engine", threads)
        return calibrate([*SMALL, "workers=1", f"output={directory}"], known_model())


def test_the_tables_say_what_is_known(reference: Path) -> None:
    parameters = pd.read_csv(reference / "parameters.csv").set_index("parameter")
    priors = read_priors()
    answer = priors.values(pd.Series(CENTRE, index=range(len(priors.names))).to_numpy())
    for name, true in list(zip(priors.names, answer, strict=True))[:MOVED]:
        row = parameters.loc[name]
        assert row["lower"] <= true <= row["upper"]
        assert row["identified"]
        assert row["relative_width"] < 0.7
    assert not parameters["identified"].iloc[MOVED:].any()
    targets = pd.read_csv(reference / "targets.csv")
    assert targets.loc[targets["role"] == "fit", "within"].all()
    screening = pd.read_csv(reference / "screening.csv").pivot(index="target", columns="parameter", values="share")
    assert set(screening.idxmax(axis=1)) == set(priors.names[:MOVED])
    result = json.loads((reference / "calibration.json").read_text())["result"]
    assert result["truths"] == 2
    assert set(result["not_identified"]) == set(priors.names[MOVED:])


def test_the_draws_can_be_used_as_they_are(reference: Path) -> None:
    posterior = read_posterior(reference / "posterior.csv")
    assert posterior.names == read_priors().names
    assert len(posterior.weights) == 40
    assert posterior.weights.sum() == pytest.approx(1.0)


@pytest.mark.usefixtures("_quick")
def test_the_number_of_workers_changes_nothing(reference: Path, tmp_path: Path) -> None:
    other = calibrate([*SMALL, "workers=2", f"output={tmp_path / 'two'}"], known_model())
    assert tables(other) == tables(reference)


@pytest.mark.usefixtures("_quick")
def test_another_seed_gives_another_posterior(reference: Path, tmp_path: Path) -> None:
    other = calibrate([*SMALL, "seed=2", f"output={tmp_path / 'other'}"], known_model())
    assert tables(other)["posterior.csv"] != tables(reference)["posterior.csv"]


@pytest.mark.parametrize("end", [signal.SIGKILL, signal.SIGINT])
def test_a_calibration_that_was_ended_goes_on_to_the_same_tables(
    reference: Path, tmp_path: Path, end: signal.Signals
) -> None:
    directory = tmp_path / "ended"
    command = [sys.executable, "-m", "support.calibration_function", "calibrate"]
    environment = {**os.environ, "PYTHONPATH": f"{ROOT}:{ROOT / 'tests'}", LINGERS: "0.03"}
    process = subprocess.Popen(
        [*command, *SMALL, "workers=2", f"output={directory}"],
        env=environment,
        stderr=subprocess.PIPE,
        text=True,
        # Whoever runs the tests in the background makes them, and what they start, deaf to interrupts.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
    while finished_points(directory) < 20 and process.poll() is None:
        time.sleep(0.02)
    process.send_signal(end)
    _, said = process.communicate(timeout=60)
    assert 20 <= finished_points(directory) < 222
    assert not (directory / "posterior.csv").exists()
    if end == signal.SIGINT:
        assert process.returncode == 130
        assert said.splitlines()[-1].endswith(f"Ga verder met: westwerk calibrate {directory}")
        assert "Traceback" not in said
    finished = subprocess.run(
        [*command, str(directory), "workers=1"],
        env={**environment, LINGERS: "0"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert finished.stdout.splitlines()[-1] == str(directory)
    assert tables(directory) == tables(reference)


@pytest.mark.usefixtures("_quick")
def test_finished_points_are_not_run_again(reference: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = tables(reference)
    monkeypatch.setenv(HAS_GAPS, "1")
    calibrate([str(reference)], known_model())
    assert tables(reference) == before


@pytest.mark.usefixtures("_quick")
@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["arms=[zelfroosteren]"], "laat arms= weg"),
        (["uncertainty=true"], "laat uncertainty= weg"),
        (["replications=1"], "schrijf replications=2"),
        (["points=10"], "schrijf bijvoorbeeld points=100"),
        (["parameters.opening_share=0.03"], "vrije parameter"),
        (["no_such_directory"], "geen map van 'westwerk calibrate'"),
    ],
)
def test_what_cannot_be_asked_is_refused(tmp_path: Path, words: list[str], sentence: str) -> None:
    with pytest.raises(UserMistake, match=sentence):
        calibrate([*SMALL, f"output={tmp_path / 'new'}", *words], known_model())
    assert not (tmp_path / "new").exists()


@pytest.mark.usefixtures("_quick")
def test_a_directory_of_another_calibration_is_left_alone(reference: Path) -> None:
    before = tables(reference)
    with pytest.raises(UserMistake, match="kalibratie met andere instellingen"):
        calibrate([*SMALL, "seed=9", f"output={reference}"], known_model())
    assert tables(reference) == before


@pytest.mark.usefixtures("_quick")
def test_a_figure_that_cannot_be_measured_asks_for_a_larger_scale(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(HAS_GAPS, "1")
    with pytest.raises(UserMistake, match=r"Schrijf scale=0\.2 of meer"):
        calibrate([*SMALL, f"output={tmp_path / 'small'}"], known_model())


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ([], "Noem de map van een kalibratie"),
        (["one", "two"], "Noem de map van een kalibratie"),
        (["no_such_directory"], "geen map van 'westwerk calibrate'"),
    ],
)
def test_a_validation_asks_for_a_calibration(words: list[str], sentence: str) -> None:
    with pytest.raises(UserMistake, match=sentence):
        validate(words, known_model())


def test_a_validation_asks_for_a_finished_calibration(reference: Path, tmp_path: Path) -> None:
    unfinished = tmp_path / "unfinished"
    unfinished.mkdir()
    (unfinished / "calibration.json").write_bytes((reference / "calibration.json").read_bytes())
    with pytest.raises(UserMistake, match=f"ga eerst verder met: westwerk calibrate {unfinished}"):
        validate([str(unfinished)], known_model())


def test_a_validation_asks_for_a_calibration_of_this_version(reference: Path, tmp_path: Path) -> None:
    older = tmp_path / "older"
    shutil.copytree(reference, older)
    kept = json.loads((older / "calibration.json").read_text())
    (older / "calibration.json").write_text(json.dumps({**kept, "identity": "older"}))
    with pytest.raises(UserMistake, match="van een andere versie van het model"):
        validate([str(older)], known_model())
