"""The Mesa interface at 500 agents: sets on columns give what sets of real Mesa agents give."""

from __future__ import annotations

import copy
import operator
import statistics
from collections.abc import Callable
from functools import partial
from typing import Any

import mesa
import numpy as np
import pandas as pd
import pytest
from mesa.agent import AgentSet, GroupBy

from agents.agent_set import ColumnAgentSet
from agents.views import Coach, Employer, Jobseeker

Question = Callable[[Any], Any]


def numbers(agents: Any) -> list[int]:
    """Return who is in a set, in order."""
    return [agent.unique_id for agent in agents]


def equal(one: Any, other: Any) -> bool:
    """Compare answers: exactly, but sums of fractions to twelve digits."""
    if isinstance(one, dict):
        return list(one) == list(other) and all(equal(one[name], other[name]) for name in one)
    if isinstance(one, list | tuple | np.ndarray):
        return len(one) == len(other) and all(map(equal, one, other))
    if isinstance(one, float):
        return bool(one == pytest.approx(other, rel=1e-12))
    return type(one) is type(other) and bool(one == other)


def young(agent: Any) -> bool:
    return bool(agent.age < 30)


def age_band(agent: Any) -> str:
    return f"{agent.age // 10 * 10}+"


PERSON_QUESTIONS: dict[str, Question] = {
    "length": len,
    "order": numbers,
    "reversed": lambda agents: numbers(reversed(agents)),
    "first": lambda agents: agents[0].unique_id,
    "last": lambda agents: agents[-1].unique_id,
    "slice": lambda agents: numbers(agents[10:50:3]),
    "slice from the end": lambda agents: numbers(agents[-5:]),
    "empty slice": lambda agents: numbers(agents[9000:]),
    "select": lambda agents: numbers(agents.select(young)),
    "select everybody": lambda agents: numbers(agents.select()),
    "select nobody": lambda agents: numbers(agents.select(lambda agent: False)),
    "select a number": lambda agents: numbers(agents.select(young, at_most=7)),
    "select none": lambda agents: numbers(agents.select(young, at_most=0)),
    "select more than there are": lambda agents: numbers(agents.select(young, at_most=10_000)),
    "select a share": lambda agents: numbers(agents.select(young, at_most=0.05)),
    "select a share of all": lambda agents: numbers(agents.select(at_most=0.333)),
    "select the whole share": lambda agents: numbers(agents.select(young, at_most=1.0)),
    "select one": lambda agents: numbers(agents.select(young, at_most=1)),
    "select a fractional number": lambda agents: numbers(agents.select(young, at_most=2.5)),
    "select in place": lambda agents: numbers(agents.select(young, inplace=True)),
    "select in two steps": lambda agents: numbers(agents.select(young).select(lambda agent: agent.sex == 1)),
    "min": lambda agents: agents.agg("age", min),
    "several functions": lambda agents: agents.agg("age", [min, max, sum, len]),
    "sum of fractions": lambda agents: agents.agg("trust", sum),
    "min and max of fractions": lambda agents: agents.agg("trust", (min, max)),
    "NumPy mean": lambda agents: agents.agg("trust", np.mean),
    "NumPy on small integers": lambda agents: agents.agg("age", [np.sum, np.prod, np.std, np.median]),
    "NumPy reduction": lambda agents: agents.agg("age", np.add.reduce),
    "NumPy with arguments": lambda agents: agents.agg("age", partial(np.percentile, q=90)),
    "statistics": lambda agents: agents.agg("age", [statistics.mean, statistics.median, statistics.pstdev]),
    "own function": lambda agents: agents.agg("age", lambda ages: ages[0] * 12 + ages[-1] * 12),
    "sorted": lambda agents: agents.agg("age", sorted),
    "vectors": lambda agents: agents.agg("skills", [np.mean, np.max]),
    "identities": lambda agents: agents.agg("unique_id", [min, max, sum]),
    "get": lambda agents: agents.get("status"),
    "get fractions": lambda agents: agents.get("trust"),
    "get vectors": lambda agents: [list(skills) for skills in agents.get("skills")],
    "get several": lambda agents: agents.get(["age", "unique_id", "trust"]),
    "get one in a list": lambda agents: agents.get(["age"]),
    "get no name": lambda agents: agents.get([]),
    "get with a default": lambda agents: agents.get("nonsense", handle_missing="default", default_value=7),
    "get several with a default": lambda agents: agents.get(["age", "nonsense"], "default", None),
    "sort": lambda agents: numbers(agents.sort("age")),
    "sort ascending": lambda agents: numbers(agents.sort("age", ascending=True)),
    "sort unsigned": lambda agents: numbers(agents.sort("problems")),
    "sort by function": lambda agents: numbers(agents.sort(lambda agent: -agent.trust, ascending=True)),
    "sort by function with equals": lambda agents: numbers(agents.sort(age_band)),
    "sort in place": lambda agents: numbers(agents.sort("trust", inplace=True)),
    "sort and select": lambda agents: numbers(agents.sort("trust").select(at_most=5)),
    "map": lambda agents: agents.map(age_band),
    "map with arguments": lambda agents: agents.map(lambda agent, plus, times=1: agent.age * times + plus, 3, times=2),
    "group count": lambda agents: agents.groupby("sub_region").count(),
    "group count by function": lambda agents: agents.groupby(age_band).count(),
    "group order": lambda agents: {name: numbers(group) for name, group in agents.groupby("status")},
    "group lists": lambda agents: {
        name: numbers(group) for name, group in agents.groupby("status", result_type="list")
    },
    "group lists are lists": lambda agents: [type(group) for _, group in agents.groupby("status", result_type="list")],
    "group length": lambda agents: len(agents.groupby("status")),
    "group mean": lambda agents: agents.groupby("sub_region").agg("trust", np.mean),
    "group sum": lambda agents: agents.groupby("sex").agg("age", sum),
    "group sum of lists": lambda agents: agents.groupby("sex", result_type="list").agg("age", sum),
    "group by function and sum": lambda agents: agents.groupby(age_band).agg("age", max),
    "group map": lambda agents: agents.groupby("sex").map(len),
    "group map a method": lambda agents: agents.groupby("sex").map("agg", "age", min),
    "group do": lambda agents: agents.groupby("sex").do("set", "trust", 0.5).agg("trust", sum),
    "group names": lambda agents: [type(name) for name, _ in agents.groupby("sex")],
    "groups of groups": lambda agents: agents.groupby("sex").map(lambda group: group.groupby("status").count()),
    "contains": lambda agents: [agent in agents.select(young) for agent in agents],
    "does not contain": lambda agents: "somebody" in agents,
    "index": lambda agents: agents.index(agents[5]),
    "count": lambda agents: agents.count(agents[5]) + agents.select(young).count(agents[5]),
    "set": lambda agents: agents.set("trust", 0.25).get("trust"),
    "set part": lambda agents: (agents.select(young).set("age", 69), agents.get("age"))[1],
    "do": lambda agents: agents.do(lambda agent: setattr(agent, "age", 40)).get("age"),
    "do with arguments": lambda agents: agents.do(setattr, "sub_region", 3).get("sub_region"),
    "do a method": lambda agents: agents.select(young).do("__setattr__", "age", 50).get("age"),
    "everybody once": lambda agents: len(set(agents) | set(agents)),
    "intersection": lambda agents: numbers(agents.sort("age") & agents.select(young)),
    "union": lambda agents: numbers(agents.select(young) | agents.select(at_most=20)),
    "difference": lambda agents: numbers(agents - agents.select(young)),
    "either": lambda agents: numbers(agents.select(young) ^ agents.select(lambda agent: agent.sex == 0)),
    "part of": lambda agents: (agents.select(young) <= agents, agents <= agents.select(young)),
    "really part of": lambda agents: (
        agents.select(young) < agents,
        agents < agents,
        agents > agents.select(at_most=3),
    ),
    "equal": lambda agents: (agents == agents.sort("age"), agents == agents.select(young)),
    "disjoint": lambda agents: agents.select(young).isdisjoint(agents - agents.select(young)),
    "copy": lambda agents: numbers(copy.copy(agents)),
}

EVERYBODY_QUESTIONS: dict[str, Question] = {
    "length": len,
    "order": numbers,
    "slice over types": lambda agents: numbers(agents[460:495]),
    "agg": lambda agents: agents.agg("sub_region", [min, max, sum, np.mean]),
    "get": lambda agents: agents.get("sub_region"),
    "get of one type": lambda agents: agents.get("caseload", handle_missing="default", default_value=-9),
    "group": lambda agents: agents.groupby("sub_region").count(),
    "group members": lambda agents: {name: numbers(group) for name, group in agents.groupby("sub_region")},
    "group by type": lambda agents: list(agents.groupby(type).count().values()),
    "sort": lambda agents: numbers(agents.sort("sub_region")),
    "sorted values": lambda agents: agents.sort("sub_region").get("sub_region"),
    "select": lambda agents: numbers(agents.select(lambda agent: agent.sub_region == 4)),
    "set": lambda agents: agents.set("sub_region", 1).agg("sub_region", sum),
    "map": lambda agents: agents.map(lambda agent: agent.unique_id + agent.sub_region),
}


@pytest.mark.parametrize("question", PERSON_QUESTIONS)
def test_persons_answer_as_mesa_agents_do(worlds: Any, question: str) -> None:
    plain, columns = worlds.persons()
    ask = PERSON_QUESTIONS[question]
    expected, answer = ask(plain), ask(columns)
    assert equal(expected, answer), f"Mesa answers {expected}, columns answer {answer}"
    assert numbers(plain) == numbers(columns)
    for name in ("age", "trust", "sub_region", "status"):
        assert equal(plain.get(name), columns.get(name)), f"{name} differs after the question"


@pytest.mark.parametrize("question", EVERYBODY_QUESTIONS)
def test_everybody_answers_as_mesa_agents_do(worlds: Any, question: str) -> None:
    plain, columns = worlds.everybody()
    assert len(columns) == 500
    ask = EVERYBODY_QUESTIONS[question]
    expected, answer = ask(plain), ask(columns)
    assert equal(expected, answer), f"Mesa answers {expected}, columns answer {answer}"


def test_types_are_those_of_mesa(worlds: Any) -> None:
    market = worlds.market
    assert isinstance(market.agents, AgentSet)
    assert isinstance(market.agents.groupby("sub_region"), GroupBy)
    assert market.agent_types == [Jobseeker, Employer, Coach]
    assert list(market.agents_by_type) == market.agent_types
    for plain_type, column_type in worlds.types():
        plain, columns = worlds.plain.agents_by_type[plain_type], market.agents_by_type[column_type]
        assert numbers(plain) == numbers(columns)
        assert numbers(worlds.plain.agents.select(agent_type=plain_type)) == numbers(
            market.agents.select(agent_type=column_type)
        )
        assert all(isinstance(agent, mesa.Agent) and type(agent) is column_type for agent in columns)
    assert numbers(market.agents.select(agent_type=mesa.Agent)) == numbers(market.agents)
    assert numbers(market.agents.select(young, 9, agent_type=Jobseeker)) == numbers(
        worlds.plain.agents.select(young, 9, agent_type=worlds.types()[0][0])
    )


def test_values_are_python_numbers(worlds: Any) -> None:
    plain, columns = worlds.persons()
    for name in ("age", "trust", "problems", "unique_id"):
        assert [type(value) for value in plain.get(name)] == [type(value) for value in columns.get(name)]
        assert type(getattr(columns[3], name)) is type(getattr(plain[3], name))


def test_changes_of_one_agent_are_seen_by_the_set_and_back(worlds: Any) -> None:
    for agents in worlds.persons():
        agents[3].age = 44
        agents[3].age += 1
        assert agents.get("age")[3] == 45
        agents.select(lambda agent: agent.age == 45).set("trust", 1.0)
        assert agents[3].trust == 1.0


def test_methods_are_called_as_in_mesa(worlds: Any) -> None:
    class GrowingJobseeker(Jobseeker):
        def grow_older(self, years: int = 1) -> int:
            self.age = min(69, self.age + years)
            return int(self.age)

    plain, columns = worlds.persons()
    columns = ColumnAgentSet.of_rows(worlds.market, GrowingJobseeker, columns.rows)
    for agents in (plain, columns):
        assert agents.do("grow_older") is agents
    assert plain.map("grow_older", 2) == columns.map("grow_older", 2)
    assert plain.map("grow_older", years=3) == columns.map("grow_older", years=3) == columns.get("age")


def test_data_collector_collects_the_same(worlds: Any) -> None:
    frames = []
    for model, kinds in zip((worlds.plain, worlds.market), zip(*worlds.types(), strict=True), strict=True):
        person_type, _, coach_type = kinds
        collector = mesa.DataCollector(
            model_reporters={
                "agents": lambda model: len(model.agents),
                "mean_age": lambda model, kind=person_type: model.agents_by_type[kind].agg("age", np.mean),
                "by_region": lambda model: model.agents.groupby("sub_region").count(),
                "label": "label",
                "oldest": [lambda agents: agents.agg("age", max), [model.agents_by_type[person_type]]],
            },
            agent_reporters={
                "sub_region": "sub_region",
                "caseload": "caseload",
                "double": lambda agent: agent.sub_region * 2,
                "plus": [lambda agent, plus: agent.unique_id + plus, [10]],
            },
            agenttype_reporters={
                person_type: {"age": "age", "trust": "trust", "young": young},
                coach_type: {"caseload": "caseload"},
            },
        )
        for _ in range(3):
            model.step()
            collector.collect(model)
        frames.append(
            (
                collector.get_model_vars_dataframe(),
                collector.get_agent_vars_dataframe(),
                collector.get_agenttype_vars_dataframe(person_type),
                collector.get_agenttype_vars_dataframe(coach_type),
            )
        )
    for plain, columns in zip(*frames, strict=True):
        assert len(plain) > 0
        pd.testing.assert_frame_equal(plain, columns)
    assert frames[1][1].index.get_level_values("Step").unique().tolist() == [1, 2, 3]


def test_missing_attributes_are_refused_as_in_mesa(worlds: Any) -> None:
    for agents in worlds.persons():
        for ask in (
            lambda agents: agents.get("nonsense"),
            lambda agents: agents.agg("nonsense", sum),
            lambda agents: agents.sort("nonsense"),
            lambda agents: agents.groupby("nonsense"),
            lambda agents: agents.do("nonsense"),
            lambda agents: agents.map("nonsense"),
        ):
            with pytest.raises(AttributeError, match="nonsense"):
                ask(agents)
        with pytest.raises(ValueError, match="handle_missing"):
            agents.get("age", handle_missing="whatever")
        with pytest.raises(IndexError):
            agents[len(agents)]
        with pytest.raises(TypeError):
            agents.groupby("skills")
        with pytest.raises(TypeError):
            operator.and_(agents, 3)
    for agents in worlds.everybody():
        with pytest.raises(AttributeError, match="age"):
            agents.get("age")
