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
from collections.abc import Callable
from typing import Any, TypeVar, get_type_hints

import numpy as np
from numba import njit, types
from numba.extending import intrinsic, overload
from numba.np import numpy_support
from numba.np.arrayobj import make_array, populate_array

from agents.columns import Column, declarations
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
    """Make a table of columns that lie at given addresses; the last number is the number of rows."""
    specs = list(declarations(kind.instance_class).values())
    arrays = [types.Array(numpy_support.from_dtype(spec.dtype), 1 if spec.width == 1 else 2, "C") for spec in specs]
    table = types.NamedTuple(arrays, kind.instance_class)

    def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        words = make_array(signature.args[1])(context, builder, arguments[1]).data

        def number(value: int) -> Any:
            return context.get_constant(types.intp, value)

        def word(place: int) -> Any:
            return builder.load(builder.gep(words, [number(place)]))

        rows = word(len(specs))
        columns = []
        for place, (spec, array) in enumerate(zip(specs, arrays, strict=True)):
            size, is_vector = spec.dtype.itemsize, spec.width > 1
            column = make_array(array)(context, builder)
            populate_array(
                column,
                data=builder.inttoptr(word(place), context.get_data_type(array.dtype).as_pointer()),
                shape=[rows, number(spec.width)] if is_vector else [rows],
                strides=[number(size * spec.width), number(size)] if is_vector else [number(size)],
                itemsize=size,
                meminfo=None,
            )
            columns.append(column._getvalue())
        return context.make_tuple(builder, signature.return_type, columns)

    return table(kind, addresses), generate


def _is_table(kind: type[Any]) -> bool:
    """Tell whether a named tuple holds declared columns."""
    return all(isinstance(default, Column) for default in kind._field_defaults.values()) and bool(kind._field_defaults)


class _Addresses:
    """Where the columns of a table lie, and how many rows they have; an array of it keeps the table alive."""

    def __init__(self, table: tuple[Any, ...]) -> None:
        rows = len(table[0])
        for (name, spec), column in zip(declarations(type(table)).items(), table, strict=True):
            shape = (rows,) if spec.width == 1 else (rows, spec.width)
            if column.dtype != spec.dtype or column.shape != shape or not column.flags.c_contiguous:
                raise TypeError(
                    f"{type(table).__name__}.{name} holds {column.dtype} {column.shape}, "
                    f"but is declared as {spec.dtype} {shape}"
                )
        self._kept = table, np.array([*(column.ctypes.data for column in table), rows], np.uint64)
        self.__array_interface__ = self._kept[1].__array_interface__


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
