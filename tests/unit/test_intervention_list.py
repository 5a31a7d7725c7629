"""The list of interventions and levers says on whom each works."""

from __future__ import annotations

import pytest
from support.tiny_market import tiny_model

from experiments.listing import listing


def test_the_list_groups_interventions_by_those_they_work_on() -> None:
    lines = listing(["interventies"], tiny_model(), "nl").splitlines()
    headings = [line.strip() for line in lines if line.startswith("  bij ") or line == "  bundels"]
    assert headings == [
        "bij begeleiders",
        "bij werkgevers",
        "bij diensten in een deelregio",
        "bij personen",
        "bij verschillende partijen tegelijk",
        "bundels",
    ]
    place = {line.split()[0]: number for number, line in enumerate(lines) if line.strip()}
    assert lines.index("  bij begeleiders") < place["nazorg"] < lines.index("  bij werkgevers") < place["buddy"]
    assert lines.index("  bundels") < place["bundel_van_drie"]
    assert all(len(line) < 220 for line in lines)


@pytest.mark.parametrize(("lang", "words"), [("nl", "(werkgevers)"), ("en", "(employers)")])
def test_the_list_says_on_whom_a_lever_works(lang: str, words: str) -> None:
    assert f"schedule_control {words}: strength 0.2" in listing(["levers"], tiny_model(), lang)
