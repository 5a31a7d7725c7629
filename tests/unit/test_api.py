"""The Python interface gives what the command gives, and the same sentences for the same mistakes."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from support.tiny_market import tiny_model

from experiments import api
from experiments.command_line import main
from scenarios.errors import UserMistake

SETTINGS = {"arms": ["baseline", "zelfroosteren"], "horizon": "study2013", "replications": 3}


@pytest.fixture(autouse=True)
def tiny(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(api, "shipped_model", tiny_model)
    monkeypatch.setattr("experiments.model.shipped_model", tiny_model)


def test_saved_results_are_those_of_the_command_and_come_back(tmp_path: Path) -> None:
    made = api.compare(**SETTINGS, parameters={"taste": 1.5})
    made.save("saved")
    words = ["arms=[baseline,zelfroosteren]", "horizon=study2013", "replications=3", "parameters.taste=1.5"]
    assert main(["compare", *words, "workers=1", "output=written"]) == 0
    for name in ("monthly.parquet", "summary.csv", "ranking.csv", "pairs.csv"):
        assert (tmp_path / "saved" / name).read_bytes() == (tmp_path / "written" / name).read_bytes(), name
    again = api.open_comparison("saved")
    assert again.arms == made.arms == ("baseline", "zelfroosteren")
    assert again.windows == made.windows
    ends = ["difference", "lower_95", "upper_95"]
    both = [found.differences("employed")[ends].astype(float) for found in (again, made)]
    pd.testing.assert_frame_equal(*both)
    pd.testing.assert_frame_equal(again.monthly("employed"), made.monthly("employed"))


def test_tables_are_tidy() -> None:
    made = api.compare(**SETTINGS)
    monthly = made.monthly("vacancies_filled", region="Brugge")
    assert len(monthly) == 2 * 3 * 168
    assert set(monthly["region"]) == {"Brugge"}
    assert monthly["month"].iloc[0] == pd.Timestamp(2012, 1, 1)
    assert set(made.differences("employed")["window"]) == set(made.windows)
    by_month = made.differences("employed", by_month=True)
    assert len(by_month) == 168 and by_month["window"].iloc[-1] == "2025-12"
    assert (by_month["difference"].iloc[:24] == 0.0).all() and (by_month["difference"].iloc[24:] > 0.0).all()
    assert list(made.indicators()["indicator"]) == ["employed", "unemployed", "inactive", "vacancies_filled"]


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (lambda: api.compare(arms=["baseline"]), "minstens twee"),
        (lambda: api.compare(scael=1), "'scale'"),
        (lambda: api.compare(output="here"), ".save"),
        (lambda: api.compare(**SETTINGS).plot("employd"), "'employed'"),
        (lambda: api.compare(**SETTINGS).plot("employed", kind="kaart"), "map"),
        (lambda: api.compare(**SETTINGS).plot("employed", kind="cost"), "kost"),
        (lambda: api.compare(**SETTINGS).plot("employed", kind="map", window="1999"), "2014-2025"),
        (lambda: api.compare(**SETTINGS).monthly("employed", region="Gent"), "Brugge"),
        (lambda: api.compare(**SETTINGS).monthly("employed", group="sex=men"), "all"),
        (lambda: api.compare(**SETTINGS).differences(by_month=True), "by_month"),
        (lambda: api.compare(**SETTINGS).interaction(), "bundel"),
    ],
)
def test_a_mistake_is_told_in_one_sentence(asked: object, told: str) -> None:
    with pytest.raises(UserMistake) as caught:
        asked()  # type: ignore[operator]
    assert told in caught.value.sentence("nl")
    assert caught.value.sentence("en") != caught.value.sentence("nl")


def test_pictures_are_those_of_the_report() -> None:
    made = api.compare(**SETTINGS, lang="en")
    for kind in ("time", "places", "map", "course"):
        picture = made.plot("employed", kind=kind)
        assert "Employed" in f"{picture.title} {picture.alternative}"
        assert len(picture.table) and picture.alternative


def test_measures_that_only_add_up_do_nothing_more_together() -> None:
    members = ["zelfroosteren", "werkplekleren", "vereisten_versoepelen"]
    table = api.compare(**{**SETTINGS, "arms": ["baseline", *members, "bundel_van_drie"]}).interaction()
    assert set(table["bundle"]) == {"bundel_van_drie"}
    employed = table[table["indicator"] == "employed"]
    assert employed["sum_of_alone"].max() > 0.0
    assert employed["interaction"].abs().max() < 1e-6
