"""A lever that only writes down what happens to it, and a measure made of such levers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

import numpy as np
import pytest

from agents.columns import resize
from agents.region import SUB_REGIONS
from scenarios import policy
from scenarios.intervention import (
    Amounts,
    Intervention,
    LeverUse,
    Quantity,
    RollOut,
    Scope,
    Support,
    Target,
)
from scenarios.levers import Lever, LeverParameter, Reached
from scenarios.setup import Setup
from simulation.model import LabourMarket
from simulation.policy import Policy
from support.markets import small_market

AT_ONCE = RollOut(0, 1.0, 0)
NOT_ASKED = Support(None, None, True)


def certain(number: float) -> Quantity:
    return Quantity(number, number, number, "assumption")


class Probe(Lever):
    """A lever that writes down what it is told, for any scope and any precondition."""

    title_nl = title_en = "Probe"
    parameters: ClassVar[Mapping[str, LeverParameter]] = {
        "strength": LeverParameter(0.5, 0.0, 1.0, "share", "assumption")
    }

    def __init__(self, name: str, scope: Scope, able: Any = True, persons: int = 0, hours: float = 0.0) -> None:
        self.name = name  # type: ignore[misc]
        self.scope = scope  # type: ignore[misc]
        self.able = able
        self.reached = Reached(np.full(5, persons), np.full(5, hours))
        self.months: list[np.ndarray] = []
        self.values: Mapping[str, float] = {}
        self.withdrawn: list[tuple[int, np.ndarray]] = []

    def rows(self, market: LabourMarket) -> int:
        tables = {"employers": market.employers, "coaches": market.coaches, "persons": market.persons}
        return len(SUB_REGIONS) if self.scope == "sub_regions" else len(tables[self.scope].identity)

    def can_work_at(self, market: LabourMarket) -> np.ndarray:
        able = self.able(market) if callable(self.able) else self.able
        return np.broadcast_to(able, self.rows(market))

    def act(self, market: LabourMarket, months_in_use: np.ndarray, values: Mapping[str, float]) -> Reached:
        self.months.append(months_in_use.copy())
        self.values = values
        return self.reached

    def withdraw(self, market: LabourMarket, months_in_use: np.ndarray, values: Mapping[str, float]) -> None:
        self.withdrawn.append((market.month, months_in_use.copy()))


def market_with_coaches() -> LabourMarket:
    """A market with more coaches than so few people would have: two of each organisation in each sub-region."""
    small = small_market(0.005)
    small.coaches = resize(small.coaches, 40)
    small.coaches.identity[:] = 1 + np.arange(40)
    small.coaches.organisation[:] = np.arange(40) % 4
    small.coaches.sub_region[:] = np.arange(40) // 8
    return small


def measure(monkeypatch: pytest.MonkeyPatch, *levers: Lever, **changes: Any) -> Policy:
    """Make the policy of one intervention out of levers."""
    monkeypatch.setattr(policy, "LEVERS", {lever.name: lever for lever in levers})
    settings: dict[str, Any] = {
        "target": Target(),
        "coverage": 1.0,
        "roll_out": AT_ONCE,
        "support": NOT_ASKED,
        "cost": Amounts(),
        "hours": Amounts(),
        **changes,
    }
    uses = tuple(LeverUse(lever.name) for lever in levers)
    intervention = Intervention("probe", "", "", "", "", (), "assumption", uses, **settings)
    return policy.build_policy([intervention], Setup(uncertainty=False), 0)


def month_after(market: LabourMarket) -> None:
    """Let time pass and nothing else."""
    market.month += 1
