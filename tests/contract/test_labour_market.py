"""The labour market itself keeps the Mesa contract: whole, countable, branched and forgotten."""

from __future__ import annotations

import gc
import weakref

import mesa
import numpy as np
import pytest

from agents.columns import declarations, out_of_bounds
from agents.views import Coach, Employer, Jobseeker, RowAgent
from agents.vocabulary import ABSENT
from scenarios.build import build_market
from scenarios.setup import Setup
from simulation.model import LabourMarket
from simulation.policy import NoPolicy


@pytest.fixture(scope="module")
def market() -> LabourMarket:
    """A market of some 1,700 agents."""
    return build_market(Setup(scale=0.002), 0)


def test_every_type_shows_every_column(market: LabourMarket) -> None:
    assert isinstance(market, mesa.Model)
    assert list(market.agents_by_type) == [Jobseeker, Employer, Coach]
    for view, agents in market.agents_by_type.items():
        assert issubclass(view, RowAgent)
        first, table = agents[0], getattr(market, view.table_name)
        for name in declarations(type(table)):
            assert np.array_equal(getattr(first, name), getattr(table, name)[first.row])
            assert len(agents.get(name)) == len(agents)
        assert out_of_bounds(table) == []


def test_people_who_are_absent_are_not_agents(market: LabourMarket) -> None:
    persons = market.agents_by_type[Jobseeker]
    assert 0 < len(persons) < len(market.persons.status)
    assert ABSENT not in persons.groupby("status").count()


def test_unique_ids_are_unique(market: LabourMarket) -> None:
    identities = market.agents.get("unique_id")
    assert len(set(identities)) == len(identities)


def test_a_branch_steps_by_itself(market: LabourMarket) -> None:
    # Mesa wraps the step of each model; a copy that keeps the wrapper would step the original.
    branch = market.branch(NoPolicy())
    assert getattr(branch.step, "__self__", None) is branch
    branch.persons.age[0] += 1
    assert Jobseeker(branch, 0).age == Jobseeker(market, 0).age + 1
    assert Jobseeker(branch, 0) != Jobseeker(market, 0)


def test_markets_are_forgotten() -> None:
    market = build_market(Setup(scale=0.001), 0)
    branch = market.branch(NoPolicy())
    for one in (market, branch):
        one.agents.do(lambda agent: agent.sub_region)
    references = [weakref.ref(one) for one in (market, branch)]
    del market, branch, one
    gc.collect()
    assert [reference() for reference in references] == [None, None]
