"""What is shipped about a calibration belongs together: the draws, the tables behind them, and the page."""

from __future__ import annotations

import html
import re
from pathlib import Path

import pandas as pd
import pytest

from calibration.priors import read_priors
from experiments.calibrate.report_conclusions import summary_sentences
from experiments.calibrate.report_material import read_findings
from scenarios.posterior import SHIPPED, read_posterior

VALIDATION = Path(__file__).resolve().parents[2] / "docs" / "validation"
PAGES = {"nl": "validatie.html", "en": "validation.html"}


def in_one_line(text: str) -> str:
    return re.sub(r"\s+", " ", text)


def test_the_draws_are_those_of_the_tables() -> None:
    posterior = read_posterior(SHIPPED / "west_flanders.csv")
    table = pd.read_csv(VALIDATION / "parameters.csv").set_index("parameter")
    assert posterior.names == read_priors().names == tuple(table.index)
    means = posterior.weights @ posterior.values
    for name, mean in zip(posterior.names, means, strict=True):
        assert mean == pytest.approx(table.loc[name, "mean"], rel=1e-4), name


@pytest.mark.parametrize("lang", PAGES)
def test_the_page_says_what_the_tables_say(lang: str) -> None:
    text = in_one_line(html.unescape((VALIDATION / PAGES[lang]).read_text("utf-8")))
    found = read_findings(VALIDATION, lang)
    assert found.identity in text
    for sentence in summary_sentences(found):
        assert in_one_line(sentence) in text


def test_the_calibration_keeps_what_it_promises() -> None:
    found = read_findings(VALIDATION, "nl")
    misses = found.misses("fit")
    assert len(found.targets("fit")) - len(misses) >= 45
    assert [row["target"] for row in misses if found.explanation(row["target"]) == found.say("unexplained")] == []
    recovery = found.tables["recovery"]
    assert recovery["truth"].nunique() >= 20
    assert 0.85 <= recovery["inside"].mean() <= 0.95
    parameters = found.tables["parameters"]
    assert list(parameters["identified"]) == list(parameters["relative_width"] < 0.9)
