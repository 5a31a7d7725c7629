"""A comparison leaves its ledger behind, whatever the number of processes, and its stories can be told afterwards."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from experiments.command_line import main
from experiments.ledger_tables import imbalance, read_ledger
from experiments.model import Model, ask, shipped_model
from experiments.results import write_results
from experiments.run import compute
from experiments.summary_tables import write_tables
from experiments.trace.command import TRACE_FILES, read_trace

WORDS = (
    "horizon=study2013",
    "policy_start=2020-01",
    "scale=0.003",
    "replications=2",
    "arms=[baseline,geen_effect,vereisten_versoepelen]",
)


def compared(model: Model, directory: Path, workers: int) -> Path:
    """Compute and write a comparison without its report, which takes longest."""
    directory.mkdir()
    answer = compute("compare", ask([*WORDS, f"workers={workers}"], "compare", model), model)
    write_results(directory, answer.results, answer.summary, answer.information)
    write_tables(directory, answer.tables)
    return directory


@pytest.fixture(scope="module")
def directories(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    model = shipped_model()
    base = tmp_path_factory.mktemp("compared")
    return [compared(model, base / str(workers), workers) for workers in (1, 2)]


def test_the_ledger_is_the_same_with_one_and_two_processes_and_closes(directories: list[Path]) -> None:
    one, two = (directory / "ledger.csv" for directory in directories)
    assert one.read_bytes() == two.read_bytes()
    ledger = read_ledger(directories[0])
    assert ledger is not None
    # A third of a thousand persons per agent is written with ten digits.
    assert imbalance(ledger) < 1e-3
    nothing = ledger[ledger["arm"] == "geen_effect"]
    assert set(nothing.loc[nothing["placements"] > 0, "category"]) == {"same", "same_person"}
    something = ledger[ledger["arm"] == "vereisten_versoepelen"]
    assert something.loc[something["category"] == "earlier", "placements"].sum() > 0
    hires = pd.read_parquet(directories[0] / "monthly.parquet")
    hires = hires[(hires["indicator"] == "hires") & (hires["group"] == "all") & (hires["arm"] == "geen_effect")]
    measured = hires[(hires["month"].astype(str) >= "2020-01") & (hires["region"] == "West-Vlaanderen")]["value"].sum()
    province = nothing[(nothing["region"] == "West-Vlaanderen") & (nothing["world"] == "arm")]
    assert np.isclose(province.loc[province["view"] == "person", "placements"].sum(), measured)


def test_the_trace_tells_stories_and_writes_them_down(
    directories: list[Path], capsys: pytest.CaptureFixture[str]
) -> None:
    directory = directories[0]
    assert read_trace(directory) is None
    assert main(["trace", str(directory), "persons=2", "lang=en"]) == 0
    told = capsys.readouterr().out
    assert told.splitlines()[-1] == str(directory)
    found = read_trace(directory)
    assert found is not None
    table, texts = found
    assert texts["en"] in told
    assert set(table["arm"]) == {"vereisten_versoepelen"}
    assert table["story"].max() == 2
    assert "nobody's path" in texts["en"] and "niemands pad" in texts["nl"]
    written = [(directory / name).read_bytes() for name in TRACE_FILES]
    assert main(["trace", str(directory), "persons=2"]) == 0
    assert [(directory / name).read_bytes() for name in TRACE_FILES] == written
    assert main(["trace", str(directory), "arm=geen_effect"]) == 0
    found = read_trace(directory)
    assert found is not None
    assert len(found[0]) == 0


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([], "Name the directory"),
        (["nowhere"], "westwerk compare"),
        (["{directory}", "person=3"], "persons"),
        (["{directory}", "persons=many"], "persons=1"),
        (["{directory}", "replication=2"], "0 to 1"),
        (["{directory}", "arm=baseline"], "vereisten_versoepelen"),
    ],
)
def test_mistakes_are_told_in_a_sentence(
    words: list[str], said: str, directories: list[Path], capsys: pytest.CaptureFixture[str]
) -> None:
    asked = [word.format(directory=directories[1]) for word in words]
    assert main(["trace", *asked, "lang=en"]) == 2
    error = capsys.readouterr().err
    assert said in error
    assert "Traceback" not in error
    assert not any((directories[1] / name).exists() for name in TRACE_FILES)


def test_results_of_another_version_are_refused(directories: list[Path], capsys: pytest.CaptureFixture[str]) -> None:
    path = directories[1] / "ledger.csv"
    ledger = pd.read_csv(path)
    ledger.loc[ledger["arm"] == "vereisten_versoepelen", "placements"] += 1000.0
    ledger.to_csv(path, index=False)
    assert main(["trace", str(directories[1]), "arm=vereisten_versoepelen", "lang=en"]) == 2
    assert "another version" in capsys.readouterr().err
