"""What can be asked of many agents at once: Mesa's ``AgentSet`` operations on whole columns.

Reading, writing, aggregating, selecting, sorting and grouping by the name of a column work on columns; only a
function of one agent makes views, one at a time.
"""

from __future__ import annotations

import functools
import math
from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
from mesa.agent import GroupBy

from agents.draws import Key, uniforms
from agents.row_set import RowSet
from agents.views import IDENTITY, checked, columns_of, raise_unknown, table_of


class ColumnAgentSet(RowSet):
    """An ordered set of agents on columns, with the interface of ``mesa.agent.AgentSet``.

    Differences from Mesa: a slice is a set and not a list; ``shuffle`` and ``shuffle_do`` take a key of
    :mod:`agents.draws`; ``set`` writes existing columns only; nothing can be added or removed. Added are
    ``rows``, ``column``, ``select_where``, ``where`` and ``to_list``. See :class:`agents.row_set.RowSet`
    for the parameters.
    """

    def column(self, name: str) -> npt.NDArray[Any]:
        """Return the values of a column for the agents of this set, in order.

        Parameters
        ----------
        name : str
            Name of a column, or ``"unique_id"``.

        Returns
        -------
        numpy.ndarray
            A copy, shape ``(agents,)`` or ``(agents, width)``.

        Raises
        ------
        AttributeError
            If a type of agent in the set has no such column.
        """
        stored = IDENTITY if name == "unique_id" else name
        values, order = [], []
        for view, positions, rows in self._parts():
            if stored not in columns_of(view, self.model):
                raise_unknown(view, self.model, name)
            values.append(getattr(table_of(view, self.model), stored)[rows])
            order.append(positions)
        if len(values) == 1:
            return np.asarray(values[0])
        if not values:
            return np.zeros(0)
        together: npt.NDArray[Any] = np.concatenate(values)
        return together[np.argsort(np.concatenate(order))]

    def _is_column(self, name: str) -> bool:
        """Tell whether every type of agent in the set has the column."""
        return name == "unique_id" or all(name in columns_of(view, self.model) for view, _, _ in self._parts())

    def get(
        self, attr_names: str | Sequence[str], handle_missing: str = "error", default_value: Any = None
    ) -> list[Any]:
        """Return one attribute of each agent, or a list of attributes of each agent, as Mesa does.

        Raises
        ------
        AttributeError
            If ``handle_missing`` is ``"error"`` and there is no such attribute.
        ValueError
            If ``handle_missing`` is neither ``"error"`` nor ``"default"``.
        """
        if handle_missing not in ("error", "default"):
            raise ValueError(f"handle_missing is {handle_missing!r}; write 'error' or 'default'")
        if not isinstance(attr_names, str):
            parts = [self.get(name, handle_missing, default_value) for name in attr_names]
            return [list(values) for values in zip(*parts, strict=True)] if parts else [[] for _ in range(len(self))]
        if self._is_column(attr_names):
            values = self.column(attr_names)
            # Vectors are copies here: a write to one would be lost, so it is refused.
            values.flags.writeable = False
            return values.tolist() if values.ndim == 1 else list(values)
        if handle_missing == "default":
            return [getattr(agent, attr_names, default_value) for agent in self]
        return [getattr(agent, attr_names) for agent in self]

    def set(self, attr_name: str, value: Any) -> ColumnAgentSet:
        """Write one value into a column for every agent of the set.

        Raises
        ------
        AttributeError, TypeError, ValueError
            As :func:`agents.views.checked`; nothing is written then.
        """
        parts = list(self._parts())
        stored = [checked(view, self.model, attr_name, value) for view, _, _ in parts]
        for (view, _, rows), number in zip(parts, stored, strict=True):
            getattr(table_of(view, self.model), attr_name)[rows] = number
        return self

    def agg(self, attribute: str, func: Callable[..., Any] | Iterable[Callable[..., Any]]) -> Any:
        """Apply one function, or each of several, to the values of an attribute.

        NumPy functions and the built-in ``min``, ``max`` and ``sum`` work on the column itself, widened to
        64 bits so that sums and means are as exact as on Python numbers. Any other function gets the list of
        Python numbers that Mesa would give it; for your own function of an array, write
        ``function(agents.column(name))``.
        """
        functions = [func] if callable(func) else list(func)
        if self._is_column(attribute):
            column = self.column(attribute)
            results = [_aggregated(column, function) for function in functions]
        else:
            values = self.get(attribute)
            results = [function(values) for function in functions]
        return results[0] if callable(func) else results

    def select(
        self,
        filter_func: Callable[[Any], bool] | None = None,
        at_most: float = math.inf,
        inplace: bool = False,
        agent_type: type[Any] | None = None,
    ) -> ColumnAgentSet:
        """Return the first agents that pass a filter and a type, as Mesa does.

        A filter is asked agent by agent; :meth:`select_where` and :meth:`where` are the fast ways.

        Parameters
        ----------
        filter_func : callable, optional
            Takes an agent, tells whether it stays.
        at_most : int or float
            A number of agents, or a share of this set if it is a float of at most 1.
        inplace : bool
            Change this set instead of returning another; the model does not change.
        agent_type : type, optional
            Keep agents of this type.
        """
        agents = self._snapshot()
        size = len(agents)
        limit: float = int(size * at_most) if isinstance(at_most, float) and at_most <= 1.0 else at_most
        limit = max(0, min(size, math.ceil(min(limit, size))))
        positions = np.arange(size)
        if agent_type is not None:
            fitting = [issubclass(view, agent_type) for view in self._views]
            positions = np.flatnonzero(np.array(fitting)[agents._members()[0]])
        if filter_func is None:
            return self._become(agents._take(positions[:limit]), inplace)
        kept: list[int] = []
        for position, agent in zip(positions.tolist(), agents._take(positions), strict=True):
            if len(kept) >= limit:
                break
            if filter_func(agent):
                kept.append(position)
        return self._become(agents._take(np.array(kept, np.int64)), inplace)

    def select_where(self, **values: Any) -> ColumnAgentSet:
        """Return the agents whose columns equal the given values.

        Parameters
        ----------
        **values
            Column name and value; a list, tuple, set or array stands for any of its values.

        Raises
        ------
        AttributeError
            If there is no such column.
        ValueError
            If it is a vector column.
        """
        agents = self._snapshot()
        mask = np.ones(len(agents), bool)
        for name, value in values.items():
            several = list(value) if isinstance(value, set | frozenset) else value
            column = agents.column(name)
            if column.ndim > 1:
                raise ValueError(f"{name} holds several numbers for each agent; use where for it")
            mask &= np.isin(column, several)
        return agents._take(mask)

    def where(self, condition: Callable[[Any], npt.NDArray[np.bool_]]) -> ColumnAgentSet:
        """Return the agents for which a condition on whole columns holds.

        Parameters
        ----------
        condition : callable
            Takes an object whose attributes are the columns of this set, returns a boolean array of shape
            ``(agents,)``: ``persons.where(lambda columns: (columns.age < 30) & (columns.trust > 0.5))``.

        Raises
        ------
        ValueError
            If the result is not such an array.
        """
        agents = self._snapshot()
        mask = np.asarray(condition(_Columns(agents)))
        if mask.dtype != np.bool_ or mask.shape != (len(agents),):
            raise ValueError("the condition of where must give one true or false for each agent of the set")
        return agents._take(mask)

    def do(self, method: str | Callable[..., Any], *args: Any, **kwargs: Any) -> ColumnAgentSet:
        """Call a method or a function on each agent, in order; return this set."""
        self.map(method, *args, **kwargs)
        return self

    def map(self, method: str | Callable[..., Any], *args: Any, **kwargs: Any) -> list[Any]:
        """Call a method or a function on each agent, in order; return the results."""
        if isinstance(method, str):
            return [getattr(agent, method)(*args, **kwargs) for agent in self]
        return [method(agent, *args, **kwargs) for agent in self]

    def shuffle(self, inplace: bool = False, *, key: Key | None = None) -> ColumnAgentSet:
        """Return the agents in an order by chance that belongs to a key.

        An agent's place follows from its identity, so the same agents come in the same order in every arm.

        Raises
        ------
        ValueError
            Without a key.
        """
        if key is None:
            raise ValueError(
                "luck is keyed, so an order by chance needs one: write shuffle(key=luck.key('order', month)) "
                "with luck = agents.draws.Luck(seed, replication)"
            )
        agents = self._snapshot()
        kinds, rows = agents._members()
        draws = uniforms(key, agents.column(IDENTITY).astype(np.uint64))
        return self._become(agents._take(np.lexsort((rows, kinds, draws))), inplace)

    def shuffle_do(
        self, method: str | Callable[..., Any], *args: Any, key: Key | None = None, **kwargs: Any
    ) -> ColumnAgentSet:
        """Call a method or a function on each agent in the order of :meth:`shuffle`; return this set."""
        self.shuffle(key=key).do(method, *args, **kwargs)
        return self

    def sort(self, key: Callable[[Any], Any] | str, ascending: bool = False, inplace: bool = False) -> ColumnAgentSet:
        """Return the agents sorted by an attribute or a function, from high to low unless told otherwise.

        Equals keep their order, as in Mesa.
        """
        agents = self._snapshot()
        if isinstance(key, str) and agents._is_column(key) and (values := agents.column(key)).ndim == 1:
            if ascending:
                positions = np.argsort(values, kind="stable")
            else:
                positions = len(values) - 1 - np.argsort(values[::-1], kind="stable")[::-1]
        else:
            keys = agents.get(key) if isinstance(key, str) else agents.map(key)
            order = sorted(range(len(keys)), key=keys.__getitem__, reverse=not ascending)
            positions = np.array(order, np.int64)
        return self._become(agents._take(positions), inplace)

    def groupby(self, by: Callable[[Any], Hashable] | str, result_type: str = "agentset") -> ColumnGroupBy:
        """Group the agents by an attribute or a function; groups come in the order of their first agents.

        Parameters
        ----------
        by : str or callable
            Name of an attribute, or a function of an agent.
        result_type : {"agentset", "list"}
            Whether a group is a set, or a list of views.
        """
        agents = self._snapshot()
        if isinstance(by, str) and agents._is_column(by) and (values := agents.column(by)).ndim == 1:
            _, first, codes = np.unique(values, return_index=True, return_inverse=True)
            names = values[first].tolist()
        else:
            keys = agents.get(by) if isinstance(by, str) else agents.map(by)
            order = {name: code for code, name in enumerate(dict.fromkeys(keys))}
            names, first = list(order), np.arange(len(order))
            codes = np.array([order[name] for name in keys], np.int64)
        members = np.split(np.argsort(codes, kind="stable"), np.cumsum(np.bincount(codes, minlength=len(names)))[:-1])
        groups = {names[code]: agents._take(members[code]) for code in np.argsort(first).tolist()}
        if result_type == "agentset":
            return ColumnGroupBy(groups)
        return ColumnGroupBy({name: group.to_list() for name, group in groups.items()})


class ColumnGroupBy(GroupBy):  # type: ignore[misc]  # the Mesa base class is untyped
    """Groups of agents, with the interface of ``mesa.agent.GroupBy``; aggregates whole columns."""

    def agg(self, attr_name: str, func: Callable[..., Any]) -> dict[Hashable, Any]:
        """Apply a function to the values of an attribute in each group."""
        return {
            name: group.agg(attr_name, func)
            if isinstance(group, ColumnAgentSet)
            else func([getattr(agent, attr_name) for agent in group])
            for name, group in self.groups.items()
        }


class _Columns:
    """The columns of a set as attributes, gathered when asked for."""

    def __init__(self, agents: ColumnAgentSet) -> None:
        self._agents = agents

    def __getattr__(self, name: str) -> npt.NDArray[Any]:
        return self._agents.column(name)


def _aggregated(values: npt.NDArray[Any], function: Callable[..., Any]) -> Any:
    """Apply a function to a column as :meth:`ColumnAgentSet.agg` says."""
    # Small integers would wrap round and single floats lose digits where Python numbers do not.
    if values.dtype.kind in "iu" and values.dtype != np.uint64:
        values = values.astype(np.int64)
    elif values.dtype.kind == "f":
        values = values.astype(np.float64)
    if values.ndim == 1 and values.dtype != np.uint64:
        for built_in, same in ((min, np.min), (max, np.max), (sum, np.sum)):
            if function is built_in:
                return same(values).item()
    inner = function
    while isinstance(inner, functools.partial):
        inner = inner.func
    owner = getattr(inner, "__self__", inner)
    if isinstance(owner, np.ufunc) or str(getattr(inner, "__module__", "")).split(".")[0] == "numpy":
        return function(values)
    return function(values.tolist() if values.ndim == 1 else list(values))
