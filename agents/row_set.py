"""Which agents are in a set: an ordered set of rows that Mesa takes for an ``AgentSet``.

A set is a model, the types of its agents and their rows. It costs two numbers an agent; a view is made only
where somebody asks for an agent.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NoReturn, Self

import numpy as np
import numpy.typing as npt
from mesa.agent import AgentSet

from agents.views import FOR_LIFE, IDENTITY, RowAgent, table_of

Rows = npt.NDArray[np.int64]
_ROW_BITS = np.int64(40)


class RowSet(AgentSet):  # type: ignore[misc]  # the Mesa base class is untyped
    """An ordered set of agents that are rows of tables; nothing can be added or removed.

    Parameters
    ----------
    model : mesa.Model
        Model that holds the tables.
    views : sequence of type
        Types of the agents, each a :class:`agents.views.RowAgent`.
    members : tuple of numpy.ndarray, optional
        For each agent the position of its type in ``views`` and its row, both int64 of shape ``(agents,)``,
        without repetition. Left out, the set is live: always the agents that are present in the model.
    """

    def __init__(self, model: Any, views: Sequence[type[RowAgent]], members: tuple[Rows, Rows] | None = None) -> None:
        # Mesa's own constructor is left out on purpose: it keeps a weak reference to each agent.
        self.model = model
        self._views = tuple(views)
        self._fixed = members

    @classmethod
    def of_rows(cls, model: Any, view: type[RowAgent], rows: npt.ArrayLike) -> Self:
        """Make the set of the agents of one type on the given rows, in the given order.

        Raises
        ------
        ValueError
            If a row repeats.
        IndexError
            If the table has no such row.
        """
        members = np.array(rows, np.int64)
        size = len(getattr(table_of(view, model), IDENTITY))
        if members.size and not (members.min() >= 0 and members.max() < size):
            raise IndexError(f"{view.__name__} rows run from 0 to {size - 1}")
        if len(np.unique(members)) != len(members):
            raise ValueError("an agent can be in a set only once; a row repeats")
        return cls(model, (view,), (np.zeros(len(members), np.int64), members))

    @property
    def random(self) -> Any:
        """The model's ``random``, for Mesa code that asks for it; no method of this set draws from it."""
        return self.model.random

    def _members(self) -> tuple[Rows, Rows]:
        """Return the position in ``_views`` and the row of each agent."""
        if self._fixed is not None:
            return self._fixed
        rows = [view.present_rows(table_of(view, self.model)) for view in self._views]
        kinds = np.repeat(np.arange(len(rows)), [len(some) for some in rows])
        return kinds, np.concatenate(rows)

    def _parts(self) -> Iterator[tuple[type[RowAgent], Rows, Rows]]:
        """Give, for each type that is present, the view, the positions in this set and the rows."""
        kinds, rows = self._members()
        for kind, view in enumerate(self._views):
            positions = np.flatnonzero(kinds == kind)
            if len(positions) or len(self._views) == 1:
                yield view, positions, rows[positions]

    def _snapshot(self) -> Self:
        """Return the set of the agents that are in this set now, whatever happens to the model next."""
        return type(self)(self.model, self._views, self._members())

    def _take(self, positions: Any) -> Self:
        """Return the set of the agents at some positions (indices, mask or slice)."""
        kinds, rows = self._members()
        return type(self)(self.model, self._views, (kinds[positions], rows[positions]))

    def _become(self, other: Self, inplace: bool) -> Self:
        """Return the other set, or this set with the agents of the other."""
        if not inplace:
            return other
        self._fixed = other._members()
        return self

    @property
    def rows(self) -> Rows:
        """Rows of the agents in their tables, int64 of shape ``(agents,)``."""
        return self._members()[1].copy()

    def __len__(self) -> int:
        return len(self._members()[1])

    def __iter__(self) -> Iterator[RowAgent]:
        kinds, rows = self._members()
        for kind, row in zip(kinds.tolist(), rows.tolist(), strict=True):
            yield self._views[kind](self.model, row)

    def __reversed__(self) -> Iterator[RowAgent]:
        return iter(self._take(slice(None, None, -1)))

    def __contains__(self, agent: object) -> bool:
        return self.count(agent) > 0

    def __getitem__(self, item: Any) -> Any:
        if isinstance(item, slice):
            return self._take(item)
        kinds, rows = self._members()
        return self._views[kinds[item]](self.model, int(rows[item]))

    def __repr__(self) -> str:
        return f"{type(self).__name__}({len(self)} agents: {', '.join(view.__name__ for view in self._views)})"

    def _positions_of(self, agent: object) -> Rows:
        """Return the position of an agent, as an array of length 0 or 1."""
        if not isinstance(agent, RowAgent) or agent.model is not self.model or type(agent) not in self._views:
            return np.zeros(0, np.int64)
        kinds, rows = self._members()
        return np.flatnonzero((rows == agent.row) & (kinds == self._views.index(type(agent))))

    def count(self, value: object) -> int:
        """Return 1 if the agent is in the set, else 0."""
        return len(self._positions_of(value))

    def index(self, value: object, start: int = 0, stop: int | None = None) -> int:
        """Return the position of an agent; ``ValueError`` if it is not in the set."""
        for position in self._positions_of(value).tolist():
            if position in range(*slice(start, stop).indices(len(self))):
                return int(position)
        raise ValueError(f"{value!r} is not in this set")

    def to_list(self) -> list[RowAgent]:
        """Return a view on each agent."""
        return list(self)

    def _codes(self, views: tuple[type[RowAgent], ...]) -> Rows:
        """Return one number for each agent that is the same in every set with these views."""
        kinds, rows = self._members()
        places = np.array([views.index(view) for view in self._views], np.int64)
        return (places[kinds] << _ROW_BITS) | rows

    def _combined(self, other: object, operation: str) -> Any:
        """Combine or compare with another set of the same model; the order is that of Mesa."""
        if not isinstance(other, RowSet) or other.model is not self.model:
            return NotImplemented
        views = tuple(dict.fromkeys(self._views + other._views))
        mine, theirs = self._codes(views), other._codes(views)
        if operation == "within":
            return bool(np.isin(mine, theirs).all())
        if operation == "and":
            codes = theirs[np.isin(theirs, mine)]
        elif operation == "or":
            codes = np.concatenate((mine, theirs[~np.isin(theirs, mine)]))
        else:
            codes = mine[~np.isin(mine, theirs)]
        return type(self)(self.model, views, (codes >> _ROW_BITS, codes & ((1 << _ROW_BITS) - 1)))

    def __and__(self, other: object) -> Any:
        return self._combined(other, "and")

    def __or__(self, other: object) -> Any:
        return self._combined(other, "or")

    def __sub__(self, other: object) -> Any:
        return self._combined(other, "without")

    def __xor__(self, other: object) -> Any:
        if not isinstance(other, RowSet) or other.model is not self.model:
            return NotImplemented
        return (self - other) | (other - self)

    def __le__(self, other: object) -> Any:
        return self._combined(other, "within")

    def __ge__(self, other: object) -> Any:
        return other._combined(self, "within") if isinstance(other, RowSet) else NotImplemented

    def __lt__(self, other: object) -> Any:
        return len(self) < len(other) and self <= other if isinstance(other, RowSet) else NotImplemented

    def __gt__(self, other: object) -> Any:
        return other.__lt__(self) if isinstance(other, RowSet) else NotImplemented

    def __eq__(self, other: object) -> Any:
        if not isinstance(other, RowSet) or len(self) != len(other):
            return False
        return self._combined(other, "within") is True

    __rand__, __ror__, __rsub__, __rxor__ = __and__, __or__, __sub__, __xor__

    def isdisjoint(self, other: Any) -> bool:
        """Tell whether no agent is in both sets."""
        return len(self & other) == 0

    def __getstate__(self) -> dict[str, Any]:
        return self.__dict__.copy()

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.__dict__.update(state)

    def add(self, agent: object) -> NoReturn:
        """Refuse with ``TypeError``: agents are rows for life."""
        raise TypeError(FOR_LIFE)

    discard = remove = add
