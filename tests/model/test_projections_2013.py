"""The projections published in 2013 beside a run: read where they should be, and met by the agents."""

from __future__ import annotations

import numpy as np
import pytest

from agents.region import SUB_REGIONS
from calibration.projections_2013 import COPIED_ROW, projections_beside_model
from calibration.reading import NotInRun
from scenarios.build import build_market, region_figures
from scenarios.setup import Setup
from simulation.indicators import SERIES

FIGURES = region_figures("west_flanders")
END_OF_2024 = 12 * 13
AS_IN_2013 = Setup(scale=0.02, horizon="study2013", demography="dc_noise_2013")


def column(indicator: str) -> int:
    return SERIES.index((indicator, "all"))


def test_every_published_figure_is_read_at_its_own_place_and_time() -> None:
    values = np.full((2, END_OF_2024 + 12, 6, len(SERIES)), np.nan)
    december = END_OF_2024 - 1
    for region in range(6):
        values[:, december, region, column("dependency_ratio")] = [100.0 + region, 104.0 + region]
    values[:, december, 5, column("population_total")] = 1.05 * FIGURES.population[3].sum()
    values[:, december, 5, column("population_16_64")] = 700_000.0
    rows = {row["id"]: row for row in projections_beside_model(values, FIGURES)}
    assert len(rows) == 3 * 6 + 3
    assert rows["projection_2025_dependency_ratio_westhoek"]["model"] == 102.0 + SUB_REGIONS.index("Westhoek")
    province = rows["projection_2025_dependency_ratio_west_flanders"]
    assert province["published"] == 112.9
    assert province["deviation"] == pytest.approx(107.0 - 112.9)
    assert province["spread"] == pytest.approx(np.sqrt(8.0))
    assert FIGURES.population_first_year == 2009
    assert rows["projection_2025_population_growth"]["model"] == pytest.approx(5.0)
    # Of 733,745 residents on 1 January 2011.
    assert rows["projection_change_16_64_2011_2025"]["model"] == pytest.approx(700_000 - 733_745)
    unreliable = [row["title_nl"] for row in rows.values() if not row["reliable"]]
    assert len(unreliable) == 3
    assert all(COPIED_ROW in title for title in unreliable)


def test_a_run_that_ends_too_soon_is_refused() -> None:
    with pytest.raises(NotInRun):
        projections_beside_model(np.ones((1, END_OF_2024 - 1, 6, len(SERIES))), FIGURES)


def test_the_agents_of_2025_are_those_that_the_study_expected() -> None:
    market = build_market(AS_IN_2013, 0)
    market.run_until(END_OF_2024)
    rows = projections_beside_model(market.measurements.values[None], FIGURES)
    far = {
        row["id"]: row["deviation"]
        for row in rows
        if row["reliable"] and abs(row["deviation"]) > (3000.0 if row["unit"] == "persons" else 3.0)
    }
    assert far == {}
