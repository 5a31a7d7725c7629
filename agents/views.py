"""Persons, employers and coaches as Mesa agents: an agent is a view on one row of a table.

The columns hold the truth; a view holds a model and a row number and nothing else. Views are made when
somebody asks for one and are never registered: Mesa keeps every registered agent, and through it the model,
for ever. The table is looked up in the model at each access, so a view stays right when a model replaces
its tables.
"""

from __future__ import annotations

import difflib
import inspect
from collections.abc import Mapping
from typing import Any, ClassVar, NoReturn

import numpy as np
import numpy.typing as npt
from mesa.agent import Agent

from agents.columns import Column, declarations
from agents.vocabulary import ABSENT

IDENTITY = "identity"
"""Column with the number that an agent keeps for life and in every arm."""

FOR_LIFE = (
    "agents are rows for life: they enter, leave and move with the demography, the employers and the coaches "
    "of the model, and cannot be added or removed one by one"
)

_RESERVED = frozenset({"model", "row", "unique_id", "pos", "random", "rng"})
_COLUMNS: dict[tuple[type[RowAgent], type[Any]], Mapping[str, Column]] = {}
_UNKNOWN: dict[tuple[type[RowAgent], type[Any], str], str] = {}


class RowAgent(Agent):  # type: ignore[misc]  # the Mesa base class is untyped
    """A Mesa agent that is a view on one row of a table of the model.

    Reading the name of a column gives a Python number, or a read-only array of shape ``(width,)`` for a
    vector column. Assigning to the name of a column writes the column, after a check against its
    declaration. A vector is replaced as a whole (``person.skills = [...]``), so that no write escapes the
    check.

    Parameters
    ----------
    model : mesa.Model
        Model that holds the table under the name :attr:`table_name`.
    row : int
        Row number, from 0 to the length of the table less 1.

    Raises
    ------
    IndexError
        If the table has no such row; ``NOBODY`` is not a row.
    """

    table_name: ClassVar[str]
    model: Any
    row: int

    def __init__(self, model: Any, row: int) -> None:
        # Mesa's own constructor is left out on purpose: it registers the agent in the class and in the model.
        size = len(getattr(table_of(type(self), model), IDENTITY))
        if not 0 <= row < size:
            raise IndexError(f"{type(self).__name__} rows run from 0 to {size - 1}; there is no row {row}")
        object.__setattr__(self, "model", model)
        object.__setattr__(self, "row", int(row))

    @classmethod
    def present_rows(cls, table: Any) -> npt.NDArray[np.int64]:
        """Return the rows of the agents that are in the region now, in ascending order."""
        return np.arange(len(getattr(table, IDENTITY)), dtype=np.int64)

    @property
    def unique_id(self) -> int:
        """Identity for life, the same in every arm; unique among agents of one type."""
        return int(getattr(table_of(type(self), self.model), IDENTITY)[self.row])

    def __getattr__(self, name: str) -> Any:
        # Only reached when ordinary look-up fails. Private names are never columns, and copying or
        # unpickling asks for them before there is a model to look in.
        if name.startswith("_") or name in ("model", "row"):
            raise AttributeError(name)
        view = type(self)
        spec = columns_of(view, self.model).get(name)
        if spec is None:
            raise_unknown(view, self.model, name)
        value = getattr(table_of(view, self.model), name)[self.row]
        if spec.width == 1:
            return value.item()
        value.flags.writeable = False
        return value

    def __setattr__(self, name: str, value: Any) -> None:
        number = checked(type(self), self.model, name, value)
        getattr(table_of(type(self), self.model), name)[self.row] = number

    def __eq__(self, other: object) -> bool:
        return (
            isinstance(other, RowAgent)
            and type(self) is type(other)
            and self.row == other.row
            and self.model is other.model
        )

    def __hash__(self) -> int:
        return hash((type(self), id(self.model), self.row))

    def __repr__(self) -> str:
        return f"{type(self).__name__}(row={self.row}, unique_id={self.unique_id})"

    def __dir__(self) -> list[str]:
        return sorted({*super().__dir__(), *columns_of(type(self), self.model)})

    def remove(self) -> NoReturn:
        """Refuse: an agent leaves by the processes of the model.

        Raises
        ------
        TypeError
            Always.
        """
        raise TypeError(FOR_LIFE)

    @classmethod
    def create_agents(cls, model: Any, n: int, *args: Any, **kwargs: Any) -> NoReturn:
        """Refuse: an agent enters by the processes of the model.

        Raises
        ------
        TypeError
            Always.
        """
        raise TypeError(FOR_LIFE)


class Jobseeker(RowAgent):
    """A resident of working age, whether at work, looking for work or neither: a row of ``model.persons``."""

    table_name = "persons"

    @classmethod
    def present_rows(cls, table: Any) -> npt.NDArray[np.int64]:
        """Return the rows of the persons who live in the region now, in ascending order."""
        return np.flatnonzero(table.status != ABSENT)


class Employer(RowAgent):
    """An organisation with jobs: a row of ``model.employers``."""

    table_name = "employers"


class Coach(RowAgent):
    """Somebody who guides clients to work: a row of ``model.coaches``."""

    table_name = "coaches"


def table_of(view: type[RowAgent], model: Any) -> Any:
    """Return the table that a type of agent looks at, as the model holds it now."""
    return getattr(model, view.table_name)


def columns_of(view: type[RowAgent], model: Any) -> Mapping[str, Column]:
    """Return the column declarations of a type of agent.

    Raises
    ------
    TypeError
        If a column has a name that agents use for something else, which would hide the column.
    """
    table = type(table_of(view, model))
    columns = _COLUMNS.get((view, table))
    if columns is None:
        columns = declarations(table)
        attributes = {name: inspect.getattr_static(view, name, None) for name in columns}
        methods = {name for name, found in attributes.items() if not isinstance(found, property | None)}
        if hidden := sorted(methods | _RESERVED.intersection(columns)):
            names = ", ".join(hidden)
            raise TypeError(f"{table.__name__}: rename the columns {names}; agents use these names")
        _COLUMNS[view, table] = columns
    return columns


def raise_unknown(view: type[RowAgent], model: Any, name: str) -> NoReturn:
    """Refuse a name that is no column, naming the columns that look like it.

    Raises
    ------
    AttributeError
        Always.
    """
    columns = columns_of(view, model)
    # Kept, because Mesa's data collector asks for the same missing name once for each agent.
    question = (view, type(table_of(view, model)), name)
    sentence = _UNKNOWN.get(question)
    if sentence is None:
        close = difflib.get_close_matches(name, columns, n=3)
        hint = f"did you mean {' or '.join(close)}?" if close else f"its columns are {', '.join(columns)}"
        sentence = _UNKNOWN[question] = f"{view.__name__} has no column {name!r}; {hint}"
    raise AttributeError(sentence, name=name)


def checked(view: type[RowAgent], model: Any, name: str, value: Any) -> npt.NDArray[Any]:
    """Check one agent's new value of a column against the declaration of the column.

    Parameters
    ----------
    view : type
        Type of agent.
    model : mesa.Model
        Model that holds the table.
    name : str
        Name of a column.
    value : number or sequence of numbers
        One number, or as many as the column is wide.

    Returns
    -------
    numpy.ndarray
        The value with the dtype of the column; shape ``()``, or ``(width,)`` for a vector column.

    Raises
    ------
    AttributeError
        If there is no such column, or the column is the identity.
    TypeError
        If the value is not a number.
    ValueError
        If there are too many or too few numbers, or one is out of bounds, not a number (NaN), or not whole
        where the column counts or codes.
    """
    spec = columns_of(view, model).get(name)
    where = f"{view.__name__}.{name}"
    if spec is None:
        raise_unknown(view, model, name)
    if name == IDENTITY:
        raise AttributeError(f"{where} cannot be changed: an identity is for life", name=name)
    array = np.asarray(value)
    # Whole numbers that do not fit in 64 bits make an array of objects.
    huge = array.dtype.kind == "O" and all(isinstance(item, int | float) for item in array.ravel().tolist())
    if array.dtype.kind not in "biuf" and not huge:
        raise TypeError(f"{where} takes numbers, not {value!r}")
    shape = () if spec.width == 1 else (spec.width,)
    if array.shape != shape:
        expected = "one number" if spec.width == 1 else f"{spec.width} numbers"
        raise ValueError(f"{where} takes {expected}, not an array of shape {array.shape}")
    if huge or not bool(((array >= spec.lower) & (array <= spec.upper)).all()):
        raise ValueError(f"{where} must lie between {spec.lower} and {spec.upper} {spec.unit}, not {value}")
    with np.errstate(all="ignore"):
        stored = array.astype(spec.dtype)
    if spec.dtype.kind in "biu" and not np.array_equal(stored, array):
        raise ValueError(f"{where} takes whole numbers that fit {spec.dtype}, not {value}")
    return stored
