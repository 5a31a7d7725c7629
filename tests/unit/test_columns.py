"""Tables of columns: declared once, allocated, copied, lengthened and checked."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from agents.coaches import Coaches
from agents.columns import allocate, column, declarations, duplicate, out_of_bounds, resize
from agents.employers import Employers
from agents.persons import Persons


class People(NamedTuple):
    """A small table with a column of every kind."""

    identity: Any = column(np.uint64, "code", 0, 2**64 - 1, "identity")
    age: Any = column(np.int8, "years", 0, 70, "age", initial=15)
    trust: Any = column(np.float32, "share", 0, 1, "trust")
    skills: Any = column(np.float32, "share", 0, 1, "skills", width=5, initial=0.5)
    employer: Any = column(np.int32, "row", -1, 2**31 - 1, "employer", initial=-1)


def test_declarations_are_in_order_and_complete() -> None:
    specs = declarations(People)
    assert list(specs) == ["identity", "age", "trust", "skills", "employer"]
    assert specs["skills"].width == 5
    assert specs["age"].dtype == np.int8
    assert (specs["age"].lower, specs["age"].upper, specs["age"].unit) == (0, 70, "years")


@pytest.mark.parametrize("rows", [0, 1, 7])
def test_allocate_gives_shapes_dtypes_and_initial_values(rows: int) -> None:
    people = allocate(People, rows)
    assert isinstance(people, People)
    for name, spec in declarations(People).items():
        array = getattr(people, name)
        assert array.dtype == spec.dtype
        assert array.shape == ((rows,) if spec.width == 1 else (rows, spec.width))
        assert (array == spec.initial).all()


def test_allocated_columns_share_no_memory() -> None:
    first, second = allocate(People, 3), allocate(People, 3)
    first.age[0] = 40
    assert second.age[0] == 15


def test_duplicate_is_equal_and_independent() -> None:
    people = allocate(People, 4)
    people.skills[2, 3] = 0.25
    copy = duplicate(people)
    assert type(copy) is People
    assert all((one == other).all() for one, other in zip(people, copy, strict=True))
    copy.skills[2, 3] = 1.0
    copy.age[0] = 60
    assert people.skills[2, 3] == 0.25
    assert people.age[0] == 15


def test_resize_keeps_the_first_rows_and_fills_the_rest() -> None:
    people = allocate(People, 3)
    people.age[:] = (20, 30, 40)
    people.skills[1] = (0.1, 0.2, 0.3, 0.4, 0.5)
    longer = resize(people, 5)
    assert longer.age.tolist() == [20, 30, 40, 15, 15]
    assert longer.employer.tolist() == [-1] * 5
    assert (longer.skills[1] == people.skills[1]).all()
    assert (longer.skills[3:] == 0.5).all()
    longer.age[0] = 21
    assert people.age[0] == 20


def test_resize_does_not_lose_rows() -> None:
    with pytest.raises(ValueError, match="broadcast"):
        resize(allocate(People, 3), 2)


def test_fresh_tables_are_within_bounds() -> None:
    for table in (People, Persons, Employers, Coaches):
        assert out_of_bounds(allocate(table, 10)) == []
        assert out_of_bounds(allocate(table, 0)) == []


def test_no_table_has_an_empty_declaration() -> None:
    for table in (Persons, Employers, Coaches):
        for name, spec in declarations(table).items():
            assert spec.meaning and spec.unit, name
            assert spec.lower <= spec.initial <= spec.upper, name
            stored = np.array([spec.lower, spec.upper], np.float64)
            if spec.dtype.kind in "iu" and spec.dtype.itemsize < 8:
                limits = np.iinfo(spec.dtype)
                assert stored[0] >= limits.min and stored[1] <= limits.max, name


@pytest.mark.parametrize(
    ("name", "place", "value"),
    [
        ("age", 1, 71),
        ("age", 0, -1),
        ("trust", 2, 1.0001),
        ("trust", 2, np.nan),
        ("trust", 2, np.inf),
        ("skills", (1, 4), -0.01),
        ("skills", (0, 0), np.nan),
        ("employer", 2, -2),
    ],
)
def test_out_of_bounds_names_the_column_and_the_bounds(name: str, place: Any, value: float) -> None:
    people = allocate(People, 3)
    getattr(people, name)[place] = value
    (sentence,) = out_of_bounds(people)
    spec = declarations(People)[name]
    assert f"People.{name}" in sentence
    assert f"{spec.lower} to {spec.upper}" in sentence


def test_out_of_bounds_names_every_offending_column() -> None:
    people = allocate(People, 3)
    people.age[0] = 99
    people.skills[0, 0] = 2
    assert [sentence.split()[0] for sentence in out_of_bounds(people)] == ["People.age", "People.skills"]


@given(st.lists(st.integers(-128, 127), min_size=1, max_size=20))
def test_out_of_bounds_is_exact(ages: list[int]) -> None:
    people = allocate(People, len(ages))
    people.age[:] = ages
    assert bool(out_of_bounds(people)) == any(not 0 <= age <= 70 for age in ages)
