"""Keeping the people and employers of a replication saves time and changes nothing."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from support.markets import differing

import scenarios.build
from scenarios.build import build_market, keep_societies
from scenarios.setup import Setup


@pytest.fixture(autouse=True)
def _keep_nothing() -> Iterator[None]:
    keep_societies(0)
    yield
    keep_societies(0)


def test_a_market_of_kept_people_is_the_market_of_new_ones() -> None:
    other = {"opening_share": 0.05, "coaches_in_flanders": 1500.0}
    alone = build_market(Setup(scale=0.005, parameters=other), 1)
    keep_societies(1)
    build_market(Setup(scale=0.005), 1).run_until(3)
    again = build_market(Setup(scale=0.005, parameters=other), 1)
    assert differing(alone, again) == []
    alone.run_until(3)
    again.run_until(3)
    assert differing(alone, again) == []


def test_no_more_societies_are_kept_than_asked() -> None:
    keep_societies(2)
    for replication in (0, 1, 2, 1):
        build_market(Setup(scale=0.002), replication)
    assert [key[-1] for key in scenarios.build._kept] == [2, 1]
    keep_societies(0)
    assert not scenarios.build._kept
