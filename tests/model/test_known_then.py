"""A market built as of a past year does not see the rates published later, and is otherwise the same."""

from __future__ import annotations

import pytest
from support.markets import differing

from calibration.known_then import build_market_known_in, figures_known_in
from scenarios.build import build_market, region_figures
from scenarios.setup import Setup

SETUP = Setup(scale=0.005)


@pytest.mark.parametrize("year", [2012, 2015])
def test_demand_known_then_does_not_see_later_rates(year: int) -> None:
    known, usual = build_market_known_in(SETUP, 0, year), build_market(SETUP, 0)
    growth, with_hindsight = known.surroundings.growth, usual.surroundings.growth
    until = 12 * (year - 2012) + 7
    assert (growth[:until] == with_hindsight[:until]).all()
    assert (growth[until + 12 :] != with_hindsight[until + 12 :]).any(axis=1).all()
    assert differing(known, usual) == []


def test_all_that_is_known_by_2019_is_what_the_model_uses() -> None:
    growth = build_market_known_in(SETUP, 0, 2019).surroundings.growth
    assert (growth == build_market(SETUP, 0).surroundings.growth).all()


def test_demand_cannot_be_known_before_the_first_figure() -> None:
    with pytest.raises(ValueError, match="choose 2000 or later"):
        figures_known_in(region_figures(SETUP.region), 1999)
