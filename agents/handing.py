"""How tables reach the phases: as one short array that says where every column lies in memory.

Handing over a named tuple takes time for every column in it, and a phase is called every month or every week; at a
small scale that took longer than the phases themselves. It also takes most of the time of compiling. An array is handed
over in a fifth of a microsecond, so a table is handed as an array of addresses, and parameters as the only row of a
table with a column for each.
"""

# mypy: disable-error-code="no-untyped-call, call-arg, call-overload, typeddict-item"
# Numba is typed in part only.

from __future__ import annotations

import inspect
import math
from collections.abc import Callable, Iterator
from itertools import count
from typing import Any, TypeVar, get_type_hints

import numpy as np
from numba import njit, types
from numba.extending import intrinsic, overload
from numba.np import numpy_support
from numba.np.arrayobj import make_array, populate_array

from agents.columns import Block, Column
from agents.compiled import OPTIONS, compilation_is_on

Handed = TypeVar("Handed", bound=tuple[Any, ...])
_Phase = TypeVar("_Phase", bound=Callable[..., Any])


def handed(table: Handed) -> Handed:
    """Return what stands for a table, or for named numbers, where a phase is called.

    Parameters
    ----------
    table : named tuple
        A table of agents; or numbers, or named tuples of numbers.

    Returns
    -------
    named tuple
        To a phase it is the table. It is an array when rules are compiled, and the table itself when they are not.

    Raises
    ------
    TypeError
        If a column of a table is not laid out as it is declared.
    """
    if not compilation_is_on():
        return table
    row = np.asarray(_Addresses(table)) if _is_table(type(table)) else _only_row(table)
    row.flags.writeable = False
    return row  # type: ignore[return-value]  # phases unpack it again


def phase(function: _Phase) -> _Phase:
    """Compile a phase of the month: what :func:`handed` made of its tables is unpacked where it begins.

    Parameters
    ----------
    function : callable
        Takes tables, named numbers, arrays and numbers; every named tuple must be named in its annotations.

    Returns
    -------
    callable
        The compiled phase, which takes tables as they are too; the function itself when compilation is switched off.
    """
    if not compilation_is_on():
        return function
    hints = get_type_hints(function)
    names = list(inspect.signature(function).parameters)
    scope: dict[str, Any] = {"within": njit(inline="always", **OPTIONS)(function), "opened": opened}
    passed = []
    for name in names:
        if isinstance(hints[name], type) and issubclass(hints[name], tuple):
            scope[f"kind_of_{name}"] = hints[name]
            passed.append(f"opened(kind_of_{name}, {name})")
        else:
            passed.append(name)
    source = f"def {function.__name__}({', '.join(names)}):\n    return within({', '.join(passed)})\n"
    # The cache asks for the file and line of what it keeps.
    exec(compile(source, function.__code__.co_filename, "exec"), scope)
    entry = scope[function.__name__]
    entry.__code__ = entry.__code__.replace(co_firstlineno=function.__code__.co_firstlineno)
    entry.__defaults__, entry.__doc__ = function.__defaults__, function.__doc__
    entry.__module__, entry.__qualname__ = function.__module__, function.__qualname__
    entry.__wrapped__ = function
    decorated: _Phase = njit(cache=True, no_cfunc_wrapper=True, **OPTIONS)(entry)
    return decorated


def opened(kind: type[Handed], table: Handed) -> Handed:
    """Return the table that was handed over; what was not made smaller stays what it is."""
    return table


@overload(opened, jit_options={"forceinline": True, **OPTIONS})
def _opened(kind, table):  # type: ignore[no-untyped-def]  # numba compares the signatures, annotations included
    """Choose how to open, by what numba says was handed over."""
    if not isinstance(table, types.Array):
        return lambda kind, table: table
    if isinstance(table.dtype, types.Record):
        return lambda kind, table: table[0]
    return lambda kind, table: _table_at(kind, table)


@intrinsic
def _table_at(_: Any, kind: Any, addresses: Any) -> Any:
    """Make a table of arrays that lie at given addresses; after each address stands the length of the array."""
    table = _type_of(kind.instance_class)

    def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        words = make_array(signature.args[1])(context, builder, arguments[1]).data
        places = count()

        def number(value: int) -> Any:
            return context.get_constant(types.intp, value)

        def next_word() -> Any:
            return builder.load(builder.gep(words, [number(next(places))]))

        def made(declared: Any, kind: Any) -> Any:
            if isinstance(declared, type):
                parts = [made(part, of) for part, of in zip(_parts(declared).values(), kind.types, strict=True)]
                return context.make_tuple(builder, kind, parts)
            array, inner = make_array(kind)(context, builder), _inner(declared)
            sizes = [declared.dtype.itemsize * math.prod(inner[axis:]) for axis in range(len(inner) + 1)]
            address, length = next_word(), next_word()
            populate_array(
                array,
                data=builder.inttoptr(address, context.get_data_type(kind.dtype).as_pointer()),
                shape=[length, *map(number, inner)],
                strides=[number(size) for size in sizes],
                itemsize=declared.dtype.itemsize,
                meminfo=None,
            )
            return array._getvalue()

        return made(kind.instance_class, signature.return_type)

    return table(kind, addresses), generate


def _type_of(declared: Any) -> Any:
    """Return the type that numba knows for a table, or for an array of it."""
    if isinstance(declared, type):
        return types.NamedTuple([_type_of(part) for part in _parts(declared).values()], declared)
    return types.Array(numpy_support.from_dtype(declared.dtype), 1 + len(_inner(declared)), "C")


def _parts(kind: type[Any]) -> dict[str, Any]:
    """Return what is declared in a table: columns, or blocks and other tables."""
    declared: dict[str, Any] = kind._field_defaults
    return declared


def _inner(declared: Column | Block) -> tuple[int, ...]:
    """Return the shape of one row of an array."""
    if isinstance(declared, Column):
        return () if declared.width == 1 else (declared.width,)
    return declared.shape[1:]  # type: ignore[return-value]  # only the first axis may be of any length


def _is_table(kind: type[Any]) -> bool:
    """Tell whether a named tuple holds declared arrays."""
    return all(isinstance(part, (Column, Block, type)) for part in _parts(kind).values()) and bool(_parts(kind))


class _Addresses:
    """Where the arrays of a table lie, and how long they are; an array of it keeps the table alive."""

    def __init__(self, table: tuple[Any, ...]) -> None:
        self._kept = table, np.array(list(_words(table)), np.uint64)
        self.__array_interface__ = self._kept[1].__array_interface__


def _words(table: tuple[Any, ...]) -> Iterator[int]:
    """Give the address and the length of each array, in order."""
    kind = type(table)
    for (name, declared), array in zip(_parts(kind).items(), table, strict=True):
        if isinstance(declared, type):
            yield from _words(array)
            continue
        length = len(table[0]) if isinstance(declared, Column) else declared.shape[0]
        shape = (len(array) if length is None else length, *_inner(declared))
        if array.dtype != declared.dtype or array.shape != shape or not array.flags.c_contiguous:
            raise TypeError(
                f"{kind.__name__}.{name} holds {array.dtype} {array.shape}, but is declared as {declared.dtype} {shape}"
            )
        yield array.ctypes.data
        yield len(array)


_kinds_of_row: dict[type, np.dtype[Any]] = {}


def _only_row(numbers: tuple[Any, ...]) -> np.ndarray[Any, np.dtype[Any]]:
    """Lay named numbers out as the only row of a table."""
    kind = _kinds_of_row.get(type(numbers))
    if kind is None:
        kind = _kinds_of_row[type(numbers)] = _kind_of_row(numbers)
    return np.array([numbers], kind)


def _kind_of_row(numbers: tuple[Any, ...]) -> np.dtype[Any]:
    """Return the record type that holds a named tuple of numbers."""
    names: tuple[str, ...] = numbers._fields  # type: ignore[attr-defined]
    kinds = [_kind_of_row(part) if isinstance(part, tuple) else np.asarray(part).dtype for part in numbers]
    return np.dtype(list(zip(names, kinds, strict=True)))
