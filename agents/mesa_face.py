"""How a model that keeps its agents in tables shows them to Mesa."""

from __future__ import annotations

from typing import Any, ClassVar, NoReturn

from agents.agent_set import ColumnAgentSet
from agents.views import FOR_LIFE, Coach, Employer, Jobseeker, RowAgent


class MesaFace:
    """Mix-in before ``mesa.Model``: agents come from ``persons``, ``employers`` and ``coaches``.

    The sets are live: they hold the agents that are present at the moment of asking. Nothing is stored in
    the model.
    """

    agent_views: ClassVar[tuple[type[RowAgent], ...]] = (Jobseeker, Employer, Coach)

    @property
    def agents(self) -> ColumnAgentSet:
        """All agents that are present: persons, employers, coaches, each in the order of their rows."""
        return ColumnAgentSet(self, self.agent_views)

    @property
    def agent_types(self) -> list[type[RowAgent]]:
        """Types of agents."""
        return list(self.agent_views)

    @property
    def agents_by_type(self) -> dict[type[RowAgent], ColumnAgentSet]:
        """For each type of agent, the agents that are present."""
        return {view: ColumnAgentSet(self, (view,)) for view in self.agent_views}

    def register_agent(self, agent: Any) -> NoReturn:
        """Refuse with ``TypeError``: agents are rows for life."""
        raise TypeError(FOR_LIFE)

    def deregister_agent(self, agent: Any) -> NoReturn:
        """Refuse with ``TypeError``: agents are rows for life."""
        raise TypeError(FOR_LIFE)

    def remove_all_agents(self) -> NoReturn:
        """Refuse with ``TypeError``: agents are rows for life."""
        raise TypeError(FOR_LIFE)
