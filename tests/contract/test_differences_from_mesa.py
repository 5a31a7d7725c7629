"""What sets on columns do otherwise than Mesa, on purpose."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import mesa
import numpy as np
import pytest

from agents.agent_set import ColumnAgentSet
from agents.draws import Luck
from agents.views import Coach, Employer, Jobseeker
from agents.vocabulary import ABSENT


def numbers(agents: Any) -> list[int]:
    """Return who is in a set, in order."""
    return [agent.unique_id for agent in agents]


def young(agent: Any) -> bool:
    return bool(agent.age < 30)


def test_a_slice_is_a_set(worlds: Any) -> None:
    part = worlds.market.agents[5:9]
    assert isinstance(part, ColumnAgentSet)
    assert part.to_list() == [worlds.market.agents[place] for place in range(5, 9)]
    assert len(part | worlds.market.agents[:6]) == 9


def test_sets_are_live_and_selections_are_not(worlds: Any) -> None:
    persons = worlds.market.agents_by_type[Jobseeker]
    half = persons.select(at_most=0.5)
    before = len(persons), len(half)
    worlds.market.persons.status[half.rows[0]] = ABSENT
    assert (len(persons), len(half)) == (before[0] - 1, before[1])
    assert half[0] not in persons


def test_a_filter_that_sends_people_away_selects_the_right_ones(worlds: Any) -> None:
    persons = worlds.market.agents_by_type[Jobseeker]
    expected = numbers(persons.select(young))

    def send_away_if_young(agent: Any) -> bool:
        chosen = young(agent)
        if chosen:
            agent.status = ABSENT
        return chosen

    assert numbers(persons.select(send_away_if_young)) == expected
    assert len(persons.select(young)) == 0


def test_select_where(worlds: Any) -> None:
    _, persons = worlds.persons()
    assert persons.select_where(sex=1, status=(0, 2)) == persons.select(
        lambda agent: agent.sex == 1 and agent.status in (0, 2)
    )
    assert persons.select_where(status={0, 2}) == persons.select_where(status=np.array([0, 2]))
    assert numbers(persons.select_where()) == numbers(persons)
    with pytest.raises(AttributeError, match="did you mean status"):
        persons.select_where(statu=1)
    with pytest.raises(ValueError, match="where"):
        persons.select_where(skills=1)


def test_where(worlds: Any) -> None:
    _, persons = worlds.persons()
    chosen = persons.where(lambda columns: (columns.age < 30) & (columns.skills[:, 2] > 0.5))
    assert numbers(chosen) == numbers(persons.select(lambda agent: agent.age < 30 and agent.skills[2] > 0.5))
    for condition in (lambda columns: columns.age, lambda columns: True, lambda columns: [True, False]):
        with pytest.raises(ValueError, match="one true or false for each agent"):
            persons.where(condition)


def test_shuffle_takes_a_key_and_follows_identities(worlds: Any) -> None:
    key = Luck(1, 0).key("order", 3)
    persons = worlds.market.agents_by_type[Jobseeker]
    shuffled = persons.shuffle(key=key)
    assert shuffled == persons
    assert numbers(shuffled) != numbers(persons)
    assert numbers(shuffled) == numbers(persons.sort("age").shuffle(key=key))
    assert numbers(shuffled) != numbers(persons.shuffle(key=Luck(1, 0).key("order", 4)))
    kept = numbers(persons.select(young).shuffle(key=key))
    assert kept == [number for number in numbers(shuffled) if number in kept]
    seen: list[int] = []
    persons.shuffle_do(lambda agent, say: say(agent.unique_id), seen.append, key=key)
    assert seen == numbers(shuffled)
    before = worlds.market.random.getstate()
    for refused in (persons.shuffle, lambda: persons.shuffle_do("remove")):
        with pytest.raises(ValueError, match="luck is keyed"):
            refused()
    assert worlds.market.random.getstate() == before
    assert persons.random is worlds.market.random


def test_nothing_is_added_or_removed(worlds: Any) -> None:
    market = worlds.market
    agents, agent = market.agents, market.agents[0]
    for refused in (
        lambda: agents.add(agent),
        lambda: agents.remove(agent),
        lambda: agents.discard(agent),
        lambda: agents.clear(),
        lambda: agents.pop(),
        lambda: agent.remove(),
        lambda: Jobseeker.create_agents(market, 3),
        lambda: mesa.Agent(market),
        lambda: market.deregister_agent(agent),
        lambda: market.remove_all_agents(),
    ):
        with pytest.raises(TypeError, match="rows for life"):
            refused()
    mesa.Agent._ids.pop(market)
    assert len(agents) == 500


def test_set_is_checked_before_anything_is_written(worlds: Any) -> None:
    everybody = worlds.market.agents
    before = everybody.get("sub_region")
    with pytest.raises(ValueError, match=r"Jobseeker\.sub_region must lie between 0 and 4"):
        everybody.set("sub_region", 5)
    with pytest.raises(AttributeError, match="has no column 'age'"):
        everybody.set("age", 30)
    with pytest.raises(AttributeError, match="for life"):
        everybody.set("identity", 3)
    assert everybody.get("sub_region") == before
    worlds.market.agents_by_type[Employer].set("sub_region", 5)


def test_a_set_of_rows(worlds: Any) -> None:
    market = worlds.market
    chosen = ColumnAgentSet.of_rows(market, Employer, [7, 3])
    assert [agent.row for agent in chosen] == [7, 3] == chosen.rows.tolist()
    assert len(ColumnAgentSet.of_rows(market, Employer, [])) == 0
    with pytest.raises(ValueError, match="only once"):
        ColumnAgentSet.of_rows(market, Employer, [3, 3])
    for row in (-1, 20):
        with pytest.raises(IndexError, match="Employer rows run from 0 to 19"):
            ColumnAgentSet.of_rows(market, Employer, [row])


def test_sets_of_two_models_do_not_mix(worlds: Any, make_market: Callable[..., Any]) -> None:
    other = make_market(5)
    assert worlds.market.agents[0] not in other.agents
    assert other.agents != worlds.market.agents
    with pytest.raises(TypeError):
        other.agents | worlds.market.agents


def test_sets_of_two_types_combine(worlds: Any) -> None:
    by_type = worlds.market.agents_by_type
    both = by_type[Coach] | by_type[Employer]
    assert numbers(both) == numbers(by_type[Coach]) + numbers(by_type[Employer])
    assert both < worlds.market.agents
    assert worlds.market.agents - both == by_type[Jobseeker]


def test_empty_sets(make_market: Callable[..., Any]) -> None:
    empty = make_market(0).agents
    assert (len(empty), list(empty), empty.get("age"), empty.groupby("age").count()) == (0, [], [], {})
    assert empty.agg("age", [sum, len]) == [0, 0]
    assert len(empty.sort("age").select(young)) == 0
    with pytest.raises(ValueError, match="zero-size"):
        empty.agg("age", max)
