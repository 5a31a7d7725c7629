"""A small run gives the numbers it gave when they were last looked at.

After a change that is meant to change results, look at the differences and write the values anew with
``pytest tests/golden --refresh-golden``.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from scenarios.build import build_market
from scenarios.setup import Setup
from simulation.indicators import SERIES

GOLDEN = Path(__file__).parent / "run.json"
SETUP = Setup(scale=0.005, seed=1)
MONTHS = 24
SELECTED = (
    ("population_16_64", "all"),
    ("employed", "all"),
    ("unemployed", "all"),
    ("employment_rate_20_64", "all"),
    ("unemployment_rate", "all"),
    ("vacancies_opened", "all"),
    ("vacancies_filled", "all"),
    ("vacancies_open", "all"),
    ("hires", "all"),
    ("separations", "all"),
    ("lasting_jobs", "all"),
    ("retirements", "all"),
    ("coaching_clients", "all"),
    ("persons_by_persona", "persona=forced_hurdler"),
)
PROVINCE = 5


def golden_values() -> dict[str, list[float | None]]:
    """Run the market and return every third month of the selected series for the province."""
    market = build_market(SETUP, 0)
    market.run_until(MONTHS)
    values = market.measurements.values[2::3, PROVINCE]
    return {
        f"{name} {group}": [
            None if value != value else round(float(value), 6) for value in values[:, SERIES.index((name, group))]
        ]
        for name, group in SELECTED
    }


def test_the_run_gives_the_golden_values(request: pytest.FixtureRequest) -> None:
    now = golden_values()
    if request.config.getoption("--refresh-golden", default=False):
        GOLDEN.write_text(json.dumps(now, indent=1) + "\n", encoding="utf-8")
        pytest.skip("the golden values were written anew")
    golden = json.loads(GOLDEN.read_text(encoding="utf-8"))
    assert list(now) == list(golden), "other series are selected; write the golden values anew"
    different = [name for name in now if now[name] != golden[name]]
    assert different == [], (
        "the run gives other numbers; if that is meant, write them anew: pytest tests/golden --refresh-golden"
    )
