"""The Mesa face costs nothing: no objects at full scale, and models that disappear when they are dropped."""

from __future__ import annotations

import gc
import tracemalloc
import weakref
from collections.abc import Callable
from typing import Any

import mesa
import numpy as np
import pytest

from agents.draws import Luck
from agents.views import Jobseeker, RowAgent

FULL_SCALE = 740_000


def test_full_scale_questions_make_no_agents(make_market: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> None:
    market = make_market(FULL_SCALE, 100, 10)
    persons = market.agents_by_type[Jobseeker]
    market.persons.identity[:] = np.arange(FULL_SCALE)
    market.persons.age[:] = np.arange(FULL_SCALE) % 55 + 15
    market.persons.sex[:] = np.arange(FULL_SCALE) % 2
    made = 0
    original = RowAgent.__init__

    def count(self: RowAgent, model: Any, row: int) -> None:
        nonlocal made
        made += 1
        original(self, model, row)

    monkeypatch.setattr(RowAgent, "__init__", count)
    assert len(persons) == FULL_SCALE
    assert len(market.agents) == FULL_SCALE + 110
    assert persons.agg("age", [min, max, sum, np.mean])[2] == market.persons.age.sum(dtype=np.int64)
    assert sum(persons.get("sex")) == FULL_SCALE // 2
    assert persons.groupby("sex").agg("age", np.mean)[0] == pytest.approx(42, abs=0.01)
    assert sum(persons.groupby("age").count().values()) == FULL_SCALE
    assert len(persons.select_where(sex=1, age=(20, 21))) > 0
    assert len(persons.where(lambda columns: columns.age < 30)) > 0
    assert len(persons.select(at_most=0.1)) == FULL_SCALE // 10
    assert len(persons.sort("age")[:1000]) == 1000
    assert len(persons.shuffle(key=Luck(1, 0).key("order"))) == FULL_SCALE
    assert len(persons - persons.select_where(sex=1)) == FULL_SCALE // 2
    persons.select_where(sex=1).set("trust", 0.5)
    assert market.agents.agg("sub_region", max) == 0
    assert made == 0
    assert persons[FULL_SCALE - 1] in persons
    assert made == 1


def test_models_disappear(make_market: Callable[..., Any]) -> None:
    def build_touch_and_drop() -> weakref.ref[Any]:
        market = make_market(300, 10, 2)
        collector = mesa.DataCollector(agent_reporters={"sub_region": "sub_region"})
        collector.collect(market)
        market.agents.do(lambda agent: agent.sub_region)
        market.agents_by_type[Jobseeker].groupby("age", result_type="list").count()
        market.step()
        return weakref.ref(market)

    registered = len(mesa.Agent._ids)
    dropped = [build_touch_and_drop() for _ in range(20)]
    gc.collect()
    tracemalloc.start()
    before, _ = tracemalloc.get_traced_memory()
    dropped += [build_touch_and_drop() for _ in range(200)]
    gc.collect()
    after, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert all(reference() is None for reference in dropped)
    assert len(mesa.Agent._ids) == registered
    # One market of this size holds about 50 kB; 200 weak references about 20 kB.
    assert after - before < 100_000
