"""The file with the terms of Belgian Defence: complete, with ranges and sources, and every mistake in a sentence."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest
from omegaconf import OmegaConf

from agents.defence import DefenceTerms, term_declarations
from experiments.model import ask, shipped_model
from scenarios.defence_file import SHIPPED, read_defence
from scenarios.errors import UserMistake


def written(tmp_path: Path, **changes: object) -> str:
    """Write a copy of the shipped file in which some keys differ; None leaves a key out."""
    content = OmegaConf.to_container(OmegaConf.load(SHIPPED))
    for place, value in changes.items():
        section, _, key = place.partition("__")
        if value is None:
            del content[section][key]
        elif key:
            content[section][key] = value
        else:
            content[section] = value
    path = tmp_path / "mijn_defensie.yaml"
    OmegaConf.save(OmegaConf.create(content), path)
    return str(path)


def test_every_term_has_a_value_within_a_range_and_says_that_it_is_assumed() -> None:
    file = read_defence()
    assert len(file.quantities) == len(term_declarations()) + len(file.terms.places) + len(file.terms.jobs)
    for name, quantity in file.quantities.items():
        assert quantity.source.startswith("assumption"), name
        assert quantity.lower < quantity.upper, name
    assert file.quantities["posts.residents_in_service"].value == file.terms.residents_in_service
    assert isinstance(file.terms, DefenceTerms)


def test_every_line_of_the_file_is_explained_in_dutch() -> None:
    lines = SHIPPED.read_text(encoding="utf-8").splitlines()
    unexplained = [
        line
        for before, line in pairwise(lines)
        if line.startswith("  ") and "value:" in line and "#" not in before and "assumption: a" not in line
    ]
    # The places speak for themselves, under one comment of their own.
    assert [line for line in unexplained if line.split(":")[0].strip() not in OmegaConf.load(SHIPPED).places] == []


def test_a_copy_that_is_filled_in_is_what_counts(tmp_path: Path) -> None:
    path = written(tmp_path, selection__oldest=30, retention__early_exit=0.01)
    terms = read_defence(path).terms
    assert (terms.oldest, terms.early_exit) == (30.0, 0.01)
    assert terms._replace(oldest=34.0, early_exit=0.004) == read_defence().terms
    question = ask([f"defence={path}"], "compare", shipped_model())
    assert shipped_model().make_setup(question.config).defence == path


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"selection__oldest": None}, "'selection.oldest' ontbreekt; schrijf een getal van 15 tot 69"),
        ({"selection__oldest": 14}, "'selection.oldest' moet van 15 tot 69 lopen, niet 14"),
        ({"selection__oldest": 20.5}, "vraagt een geheel getal, niet 20.5"),
        ({"selection__oldest": 17}, "moet minstens zo groot zijn als 'youngest'"),
        ({"selection__oldst": 34}, "oldst"),
        ({"recruits": {}}, "recruits"),
        ({"work__culture": "warm"}, "'work.culture' vraagt een getal van 0 tot 1, niet 'warm'"),
        ({"retention__early_months": 3}, "moet minstens zo lang zijn als de basisopleiding"),
        ({"jobs": dict.fromkeys(("soldier", "driver_logistics", "technician", "staff"), 0)}, "'jobs' telt op tot nul"),
        (
            {"training__drop_out": {"value": 0.2, "lower": 0.3, "upper": 0.4, "source": "assumption"}},
            "vraagt lower <= value <= upper",
        ),
    ],
)
def test_a_mistake_is_told_with_the_file_and_the_key(tmp_path: Path, changes: dict[str, object], told: str) -> None:
    with pytest.raises(UserMistake, match=re.escape(told)) as mistake:
        read_defence(written(tmp_path, **changes))
    assert "mijn_defensie.yaml" in mistake.value.nl and "mijn_defensie.yaml" in mistake.value.en


def test_a_file_that_is_not_there_or_cannot_be_read_is_a_mistake(tmp_path: Path) -> None:
    with pytest.raises(UserMistake, match="bestaat niet; kopieer"):
        read_defence(str(tmp_path / "nergens.yaml"))
    broken = tmp_path / "kapot.yaml"
    broken.write_text("posts: {a: [", encoding="utf-8")
    with pytest.raises(UserMistake, match="geen leesbare YAML"):
        read_defence(str(broken))
