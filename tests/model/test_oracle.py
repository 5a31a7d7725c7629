"""The compiled month is the month as it is written: interpreted, the same rules give the same bits."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import agents
from simulation.tallies import NOTICES, NOTICES_RUN_OUT

PROGRAM = Path(__file__).parent / "interpreted_month.py"
ROOT = Path(agents.__file__).resolve().parent.parent
MONTHS = 24
BUSY = (
    "coaching_intake=0.2",
    "coaching_progress=0.9",
    "contacts_per_hour=5",
    "on_the_job_search_share=0.2",
    "visits_employed=2",
    "inertia_strength=1.5",
)
"""So many events that two years of few people hold all kinds, also moves by people on notice."""


def run(disabled: str) -> dict[str, Any]:
    finished = subprocess.run(
        [sys.executable, str(PROGRAM), "0.0007", str(MONTHS), *BUSY],
        env={**os.environ, "NUMBA_DISABLE_JIT": disabled, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
    )
    return dict(json.loads(finished.stdout))


@pytest.fixture(scope="module")
def runs() -> tuple[dict[str, Any], dict[str, Any]]:
    return run("0"), run("1")


def test_the_months_compared_have_everything_in_them(runs: tuple[dict[str, Any], dict[str, Any]]) -> None:
    compiled, interpreted = runs
    assert compiled["compiled"] is True
    assert interpreted["compiled"] is False
    assert compiled["persons"] >= 500
    assert compiled["school_leavers_in_july"] > 0
    assert compiled["hires"] >= 20
    assert compiled["coaching_starts"] >= 3
    assert compiled["left_defence"] > 0 and compiled["youth_flows"] > 20
    assert min(compiled["growth"]) > 0
    assert min(compiled["careers"][NOTICES : NOTICES_RUN_OUT + 1]) > 0
    assert compiled["furthest_coaching_step"] >= 5


def test_compiled_month_equals_interpreted_month_bit_for_bit(
    runs: tuple[dict[str, Any], dict[str, Any]],
) -> None:
    compiled, interpreted = runs
    for month, (one, other) in enumerate(zip(compiled["months"], interpreted["months"], strict=True)):
        different = [name for name in one if one[name] != other[name]]
        assert different == [], f"after {month} months"
    assert len(compiled["months"]) == MONTHS + 1
    assert compiled["months"][0] != compiled["months"][-1]
