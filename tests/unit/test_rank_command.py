"""``westwerk rank`` as a user meets it."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.tiny_market import tiny_model

from experiments.command_line import main
from experiments.compare import compare
from experiments.summary_tables import read_futures, read_futures_ranking, read_pairs, read_ranking

WORDS = ("arms=[baseline,zelfroosteren,werkplekleren]", "horizon=study2013", "replications=2", "workers=1")


@pytest.fixture
def futures(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("experiments.model.shipped_model", tiny_model)
    compare([*WORDS, "output=present"], tiny_model())
    compare([*WORDS, "output=longer", "demand=longer_working", "seed=2"], tiny_model())
    return tmp_path


def test_directories_become_one_ranking(futures: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rank", "present", "longer", "output=choice"]) == 0
    printed = capsys.readouterr().out.splitlines()
    assert printed[-1] == "choice"
    assert printed[1:3] == ["  demand=business_as_usual, seed=1", "  demand=longer_working, seed=2"]
    # The tiny market adds 5 for one measure, 4 for the other and nothing without.
    text = "\n".join(printed)
    assert "Werkenden, West-Vlaanderen, 2014-2025 - wat u hoogstens misloopt (personen):" in text
    assert any(line.split()[:2] == ["Zelfroosteren", "0"] and "voorzichtigste keuze" in line for line in printed)
    table, each = read_futures_ranking(futures / "choice"), read_futures(futures / "choice")
    assert table is not None and each is not None
    employed = table[(table["indicator"] == "employed") & (table["window"] == "2014-2025")]
    by_arm = employed[employed["region"] == "Brugge"].set_index("arm")["largest_regret"]
    assert by_arm.to_dict() == pytest.approx({"baseline": 5.0, "zelfroosteren": 0.0, "werkplekleren": 1.0})
    assert len(each) == 2 * len(table)
    assert main(["rank", "present", "longer", "lang=en"]) == 0
    assert "most cautious choice" in capsys.readouterr().out


def test_a_comparison_ranks_its_arms_and_compares_them_in_pairs(futures: Path) -> None:
    ranking, pairs = read_ranking(futures / "present"), read_pairs(futures / "present")
    assert ranking is not None and pairs is not None
    best = ranking[(ranking["indicator"] == "employed") & (ranking["probability_best"] == 1.0)]
    assert set(best["arm"]) == {"zelfroosteren"}
    employed = pairs[(pairs["indicator"] == "employed") & (pairs["window"] == "2014-2025")]
    assert employed["difference"].tolist() == pytest.approx([-1.0] * len(employed))
    assert set(zip(employed["arm"], employed["reference"], strict=True)) == {("werkplekleren", "zelfroosteren")}


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["present"], "minstens twee"),
        (["present", "nowhere"], "geen resultaatmap"),
        (["present", "present"], "dezelfde toekomst"),
        (["present", "longer", "scale=1"], "'scale'"),
        (["present", "longer", "output=present"], "bestaat al"),
    ],
)
def test_a_mistake_ends_with_one_sentence(
    futures: Path, words: list[str], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    before = sorted(path.name for path in futures.iterdir())
    capsys.readouterr()
    assert main(["rank", *words]) == 2
    said = capsys.readouterr().err
    assert told in said and len(said.splitlines()) == 1
    assert sorted(path.name for path in futures.iterdir()) == before


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_rank_explains_itself(lang: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rank", "--help", f"lang={lang}"]) == 0
    assert "  westwerk rank" in capsys.readouterr().out
