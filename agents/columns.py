"""How a table of agents is declared: one line for each column, with dtype, unit, bounds and meaning.

A table is a ``NamedTuple`` class whose defaults are :class:`Column` declarations. The same class, filled with
arrays, is what rules read and write: ``persons.status[row]``. Rows are never moved: a row is an agent for life.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt

Table = TypeVar("Table", bound=tuple[Any, ...])


@dataclass(frozen=True)
class Column:
    """Declaration of one column.

    Attributes
    ----------
    dtype : numpy.dtype
        Storage type.
    unit : str
        Unit of the values; ``"code"`` for coded values, ``"row"`` for a row of another table.
    lower, upper : float
        Inclusive bounds of valid values.
    meaning : str
        What the column says about one agent.
    width : int
        Values per agent: 1, or the length of a small vector.
    initial : float
        Value in a freshly allocated table.
    """

    dtype: np.dtype[Any]
    unit: str
    lower: float
    upper: float
    meaning: str
    width: int = 1
    initial: float = 0


def column(
    dtype: npt.DTypeLike,
    unit: str,
    lower: float,
    upper: float,
    meaning: str,
    *,
    width: int = 1,
    initial: float = 0,
) -> Any:
    """Declare a column as the default of a named-tuple field; see :class:`Column` for the arguments."""
    return Column(np.dtype(dtype), unit, lower, upper, meaning, width, initial)


@dataclass(frozen=True)
class Block:
    """Declaration of one array of a bundle, whose arrays need not be of one length.

    Attributes
    ----------
    dtype : numpy.dtype
        Storage type.
    shape : tuple of int or None
        Length of each axis; None for a first axis of any length.
    """

    dtype: np.dtype[Any]
    shape: tuple[int | None, ...]


def block(dtype: npt.DTypeLike, *shape: int | None) -> Any:
    """Declare an array of a bundle as the default of a named-tuple field; see :class:`Block` for the arguments."""
    return Block(np.dtype(dtype), shape)


def within(bundle: type[Any]) -> Any:
    """Declare a bundle inside another as the default of a named-tuple field."""
    return bundle


def declarations(table: type[Any]) -> dict[str, Column]:
    """Return the column declarations of a table class, in order."""
    return dict(table._field_defaults)


def allocate(table: type[Table], rows: int) -> Table:
    """Make a table with its columns at their initial values.

    Parameters
    ----------
    table : type
        Named-tuple class whose defaults are column declarations.
    rows : int
        Number of agents, at least 0.

    Returns
    -------
    Table
        Arrays of shape ``(rows,)``, or ``(rows, width)`` for vector columns.
    """
    arrays = [
        np.full(rows if spec.width == 1 else (rows, spec.width), spec.initial, spec.dtype)
        for spec in declarations(table).values()
    ]
    return table(*arrays)


def duplicate(table: Table) -> Table:
    """Copy every column, so that two futures can grow from one past."""
    return type(table)(*(array.copy() for array in table))


def resize(table: Table, rows: int) -> Table:
    """Return a longer table whose first rows are those of ``table`` and whose other rows are initial."""
    longer = allocate(type(table), rows)
    for old, new in zip(table, longer, strict=True):
        new[: len(old)] = old
    return longer


def out_of_bounds(table: Any) -> list[str]:
    """Name the columns that hold a value outside their declared bounds, or not a number.

    Returns
    -------
    list of str
        One sentence per offending column; empty when all is well.
    """
    complaints = []
    for name, spec in declarations(type(table)).items():
        array = getattr(table, name)
        if array.size == 0:
            continue
        lowest, highest = array.min(), array.max()
        if not (lowest >= spec.lower and highest <= spec.upper):
            complaints.append(
                f"{type(table).__name__}.{name} runs from {lowest} to {highest}, "
                f"outside {spec.lower} to {spec.upper} {spec.unit}"
            )
    return complaints
