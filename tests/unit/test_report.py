"""The report is one page that needs nothing else, in both languages."""

from __future__ import annotations

import base64
import dataclasses
import html
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from support.synthetic_comparison import CHECK, INDICATORS, PUBLISHED, material

from experiments.report import build_report
from experiments.results import write_results
from experiments.statistics import default_windows, summarise

INTERVENTIONS = [
    {
        "name": "zelfroosteren",
        "title_nl": "Zelfroosteren",
        "title_en": "Self-rostering",
        "description_nl": "Ploegen maken hun rooster zelf & samen.",
        "description_en": "Teams make their own roster & together.",
        "evidence": ["evidence_17"],
        "assumptions": [
            {
                "lever": "schedule_control",
                "parameter": "share_of_teams",
                "value": 0.6,
                "lower": 0.0,
                "upper": 0.9,
                "unit": "share",
                "source": "assumption",
            }
        ],
    }
]


class Elements(HTMLParser):
    """Collects the images and everything a browser would fetch."""

    def __init__(self) -> None:
        super().__init__()
        self.images: list[dict[str, str | None]] = []
        self.fetched: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "img":
            self.images.append(given)
        self.fetched.extend(value for name, value in attrs if name in ("src", "href", "srcset") and value)
        assert tag not in ("script", "link", "iframe")


def written(directory: Path, arms: int, replications: int, **changes: Any) -> None:
    """A finished run in a directory."""
    made = material("nl", arms, replications)
    run = {
        "run_id": "run-1",
        "command": "westwerk compare",
        "created": "2026-11-21",
        "configuration": {"seed": 7, "scale": 0.1, "demography": "recent_rates", "uncertainty": False},
        "arms": list(made.results.arms),
        "arm_titles": made.arm_titles,
        "interventions": INTERVENTIONS,
        "horizon": "outlook",
        "policy_start": "2027-01",
        "check": CHECK,
        "versions": {"numpy": "2.3"},
        "duration_seconds": 12.3,
        "region": {"name": "West-Vlaanderen", "sub_regions": list(made.results.regions[:-1])},
    }
    write_results(directory, made.results, made.summary, {**run, **changes})


@pytest.mark.parametrize("language", ["nl", "en"])
def test_report_is_self_contained(language: str, tmp_path: Path) -> None:
    written(tmp_path, 3, 3)
    page = build_report(tmp_path, language, indicators=INDICATORS, published=PUBLISHED).read_text("utf-8")
    assert not re.search(r"https?://", page) and "@import" not in page and "url(" not in page
    elements = Elements()
    elements.feed(page)
    assert len(elements.images) == 15
    assert all(image.get("alt") for image in elements.images)
    assert all(place.startswith(("data:image/svg+xml;base64,", "data:text/csv;", "#")) for place in elements.fetched)
    for image in elements.images:
        drawing = base64.b64decode(str(image["src"]).split(",", 1)[1]).decode("utf-8")
        assert re.search(r'viewBox="0 [1-9][\d.]* ', drawing)
    text = html.unescape(page)
    assert f'<html lang="{language}">' in page
    for needed in ("run-1", "evidence_17", "share_of_teams", "Eurostat", "difference_employed-run-1"):
        assert needed in text
    assert INTERVENTIONS[0][f"description_{language}"] in text
    assert {"nl": "aanname", "en": "assumption"}[language] in text
    assert {"nl": "✗ mist", "en": "✗ misses"}[language] in text


def test_report_of_a_single_arm_and_replication(tmp_path: Path) -> None:
    written(tmp_path, 1, 1, interventions=[], check=[])
    page = build_report(tmp_path, "nl", indicators=INDICATORS).read_text("utf-8")
    assert 'id="differences"' not in page and "één scenario" in page
    assert "In deze run zit geen maatregel." in page


def test_equal_arms_are_said_to_be_equal(tmp_path: Path) -> None:
    made = material("nl", 2, 2)
    values = dict.fromkeys(made.results.arms, made.results.values["baseline"])
    written(tmp_path, 2, 2)
    results = dataclasses.replace(made.results, values=values)
    summary = summarise(results, INDICATORS, default_windows(0, 264, 180))
    page = build_report(tmp_path, "nl", indicators=INDICATORS, results=results, summary=summary).read_text("utf-8")
    assert "geen enkel verschil" in html.unescape(page) and "In geen enkele streek een duidelijk verschil" in page


def test_unknown_language_is_refused(tmp_path: Path) -> None:
    written(tmp_path, 1, 1)
    with pytest.raises(ValueError, match="nl or en"):
        build_report(tmp_path, "fr", indicators=INDICATORS)


def test_unfinished_run_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="finished run"):
        build_report(tmp_path, "nl", indicators=INDICATORS)
