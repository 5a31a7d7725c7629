"""One agent as a view: what it reads and writes is the columns, and what it refuses it explains."""

from __future__ import annotations

import copy
import pickle
from collections.abc import Callable
from typing import Any, NamedTuple

import mesa
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agents.columns import allocate, column, declarations, duplicate, out_of_bounds, resize
from agents.persons import Persons
from agents.views import Coach, Employer, Jobseeker, RowAgent
from agents.vocabulary import ABSENT, NOBODY

TABLES = ((Jobseeker, "persons"), (Employer, "employers"), (Coach, "coaches"))


@pytest.fixture(scope="module")
def market(make_market: Callable[..., Any]) -> Any:
    return make_market(4, 3, 2)


@pytest.mark.parametrize(("view", "table"), TABLES)
def test_every_column_can_be_read_and_written(market: Any, view: type[RowAgent], table: str) -> None:
    agent = view(market, 1)
    columns = getattr(market, table)
    for name, spec in declarations(type(columns)).items():
        value = getattr(agent, name)
        if name == "identity":
            continue
        middle = float(np.clip(3, spec.lower, spec.upper))
        if spec.width == 1:
            assert type(value) is (float if spec.dtype.kind == "f" else int)
            setattr(agent, name, middle)
            assert getattr(agent, name) == middle == getattr(columns, name)[1]
        else:
            assert isinstance(value, np.ndarray) and value.shape == (spec.width,)
            setattr(agent, name, [middle] * spec.width)
            assert (getattr(columns, name)[1] == middle).all()
    assert out_of_bounds(columns) == []
    assert set(declarations(type(columns))) <= set(dir(agent))


def test_a_view_is_a_mesa_agent(market: Any) -> None:
    market.persons.identity[2] = 2**64 - 1
    person = Jobseeker(market, 2)
    assert isinstance(person, mesa.Agent)
    assert person.model is market
    assert person.unique_id == 2**64 - 1
    assert type(person.unique_id) is int
    assert person.random is market.random
    assert person.rng is market.rng
    assert repr(person) == f"Jobseeker(row=2, unique_id={2**64 - 1})"


def test_equality_and_hash_are_by_model_type_and_row(market: Any, make_market: Callable[..., Any]) -> None:
    assert Jobseeker(market, 1) == Jobseeker(market, 1)
    assert hash(Jobseeker(market, 1)) == hash(Jobseeker(market, 1))
    others = [Jobseeker(market, 0), Employer(market, 1), Jobseeker(make_market(4), 1), 1]
    assert all(Jobseeker(market, 1) != other for other in others)
    assert len({Jobseeker(market, 1), Jobseeker(market, 1), Employer(market, 1)}) == 2


def test_a_vector_is_replaced_as_a_whole(market: Any) -> None:
    person = Jobseeker(market, 0)
    person.skills = (0.1, 0.2, 0.3, 0.4, 0.5)
    assert person.skills.tolist() == pytest.approx([0.1, 0.2, 0.3, 0.4, 0.5])
    with pytest.raises(ValueError, match="read-only"):
        person.skills[0] = 9
    market.persons.skills[0, 0] = 0.9
    assert person.skills[0] == np.float32(0.9)


@pytest.mark.parametrize(
    ("name", "value", "error", "sentence"),
    [
        ("age", 71, ValueError, "Jobseeker.age must lie between 0 and 70 years, not 71"),
        ("age", -1, ValueError, "between 0 and 70"),
        ("age", 2**70, ValueError, "between 0 and 70"),
        ("age", 30.5, ValueError, "whole numbers"),
        ("age", np.nan, ValueError, "not nan"),
        ("age", "thirty", TypeError, "takes numbers, not 'thirty'"),
        ("age", None, TypeError, "takes numbers, not None"),
        ("age", [30], ValueError, "takes one number, not an array of shape"),
        ("trust", 1.1, ValueError, "between 0 and 1 share"),
        ("trust", np.inf, ValueError, "between 0 and 1 share"),
        ("skills", 0.5, ValueError, "takes 5 numbers"),
        ("skills", [0.5] * 4, ValueError, "takes 5 numbers"),
        ("skills", [0.5] * 4 + [2**70], ValueError, "between 0 and 1"),
        ("skills", [0.5] * 4 + [None], TypeError, "takes numbers"),
        ("skills", [0.5] * 4 + [2], ValueError, "between 0 and 1"),
        ("skills", [0.5] * 4 + [np.nan], ValueError, "between 0 and 1"),
        ("identity", 5, AttributeError, "for life"),
        ("unique_id", 5, AttributeError, "no column 'unique_id'"),
        ("model", None, AttributeError, "no column 'model'"),
        ("row", 3, AttributeError, "no column 'row'"),
        ("agee", 30, AttributeError, "did you mean age"),
        ("pos", (0, 0), AttributeError, "no column 'pos'"),
    ],
)
def test_bad_writes_are_refused_with_a_sentence(
    market: Any, name: str, value: Any, error: type[Exception], sentence: str
) -> None:
    before = duplicate(market.persons)
    with pytest.raises(error) as refusal:
        setattr(Jobseeker(market, 1), name, value)
    assert sentence in str(refusal.value)
    assert all((one == other).all() for one, other in zip(before, market.persons, strict=True))


def test_unknown_names_are_refused_with_close_matches(market: Any) -> None:
    with pytest.raises(AttributeError, match="Jobseeker has no column 'stauts'; did you mean status"):
        _ = Jobseeker(market, 0).stauts
    with pytest.raises(AttributeError, match="its columns are identity, organisation"):
        _ = Coach(market, 0).zzz
    assert not hasattr(Jobseeker(market, 0), "pos")
    assert getattr(Employer(market, 0), "age", None) is None


@pytest.mark.parametrize("row", [NOBODY, 4, 10**9])
def test_there_is_no_view_on_a_row_that_is_not_there(market: Any, row: int) -> None:
    with pytest.raises(IndexError, match="Jobseeker rows run from 0 to 3"):
        Jobseeker(market, row)


@given(st.one_of(st.integers(-(10**25), 10**25), st.floats(), st.booleans()))
@settings(max_examples=200, deadline=None)
def test_no_write_leaves_a_column_out_of_bounds(market: Any, value: Any) -> None:
    person = Jobseeker(market, 3)
    for name, spec in declarations(Persons).items():
        if name == "identity":
            continue
        given_value = value if spec.width == 1 else [0.5] * (spec.width - 1) + [value]
        try:
            setattr(person, name, given_value)
        except ValueError:
            continue
        stored = np.ravel(getattr(person, name))[-1]
        assert stored == np.asarray(value).astype(spec.dtype)
    assert out_of_bounds(market.persons) == []


def test_a_view_follows_the_table_that_the_model_holds_now(make_market: Callable[..., Any]) -> None:
    market = make_market(3)
    person, everybody = Jobseeker(market, 1), market.agents
    branch = duplicate(market.persons)
    branch.age[1] = 33
    market.persons = branch
    assert person.age == 33
    market.persons = resize(market.persons, 6)
    person.age = 34
    assert market.persons.age[1] == 34
    assert len(everybody) == 3, "new rows are absent until somebody lives there"
    market.persons.status[4] = 0
    assert [agent.row for agent in everybody] == [0, 1, 2, 4]


def test_absent_persons_are_rows_but_not_agents(make_market: Callable[..., Any]) -> None:
    market = make_market(5)
    market.persons.status[[1, 3]] = ABSENT
    assert [person.row for person in market.agents_by_type[Jobseeker]] == [0, 2, 4]
    assert Jobseeker(market, 1).status == ABSENT
    assert Jobseeker(market, 1) not in market.agents


def test_copies_and_pickles_of_views_and_sets(make_market: Callable[..., Any]) -> None:
    market = make_market(3)
    person = Jobseeker(market, 1)
    assert copy.copy(person) == person
    restored, agents = pickle.loads(pickle.dumps((person, market.agents[1:])))
    assert restored.row == 1
    assert restored.model is not market
    assert agents.model is restored.model
    assert restored in agents


def test_columns_may_not_hide_behind_mesa_names(make_market: Callable[..., Any]) -> None:
    class Dogs(NamedTuple):
        identity: Any = column(np.uint64, "code", 0, 9, "identity")
        advance: Any = column(np.int8, "code", 0, 9, "hidden by a method of every Mesa agent")
        bark: Any = column(np.int8, "code", 0, 9, "hidden by a method of this agent")
        rng: Any = column(np.int8, "code", 0, 9, "hidden by a property of every Mesa agent")
        age: Any = column(np.int8, "code", 0, 9, "not hidden")

    class Dog(RowAgent):
        table_name = "dogs"

        def bark(self) -> str:
            return "woof"

    market = make_market(1)
    market.dogs = allocate(Dogs, 2)
    with pytest.raises(TypeError, match="Dogs: rename the columns advance, bark, rng;"):
        _ = Dog(market, 0).age
