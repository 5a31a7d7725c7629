"""Where people look for work: near home, and further away in proportion to who works there."""

from __future__ import annotations

import numpy as np
import pytest
from support.markets import Numbers, some_designs
from support.vignettes import AT_HOME

from simulation.marketplace import build_marketplace


def searched(beyond_home: float) -> tuple[float, Numbers]:
    """Return the share of searches at home, and the shares elsewhere, of residents of Brugge with a car.

    Of every eleven nine work there, one in Oostende and one outside the province.
    """
    commuting = AT_HOME.copy()
    commuting[0] = [9, 1, 0, 0, 0, 1]
    place = build_marketplace(some_designs(), commuting, 0.03, 5.0, beyond_home, 10)
    home = place.stay_share[1, 0]
    return float(home), np.diff(place.commute_cumulative[1, 0], prepend=home)


@pytest.mark.parametrize(("factor", "at_home"), [(1.0, 9 / 11), (2.0, 7 / 11), (100.0, 0.05)])
def test_people_look_elsewhere_so_many_times_as_often_and_always_near_home_too(factor: float, at_home: float) -> None:
    home, elsewhere = searched(factor)
    assert home == pytest.approx(at_home)
    assert elsewhere == pytest.approx((1 - at_home) * np.array([0.0, 0.5, 0.0, 0.0, 0.0, 0.5]))
