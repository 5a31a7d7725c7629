"""Two markets with the same agents: real Mesa agents with attributes, and views on columns."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import mesa
import numpy as np
import pytest

from agents.coaches import Coaches
from agents.columns import allocate, declarations
from agents.employers import Employers
from agents.mesa_face import MesaFace
from agents.persons import Persons
from agents.views import Coach, Employer, Jobseeker, RowAgent
from agents.vocabulary import ABSENT, EMPLOYED, UNEMPLOYED

PERSONS, ABSENTEES, EMPLOYERS, COACHES = 470, 40, 20, 10


class Market(MesaFace, mesa.Model):
    """The smallest model with the Mesa face: three tables and a month in which everybody grows older."""

    label = "market"

    def __init__(self, persons: int, employers: int = 0, coaches: int = 0) -> None:
        super().__init__(rng=0)
        self.persons = allocate(Persons, persons)
        self.persons.status[:] = UNEMPLOYED
        self.employers = allocate(Employers, employers)
        self.coaches = allocate(Coaches, coaches)

    def step(self) -> None:
        self.persons.age[:] = np.minimum(self.persons.age + 1, 69)
        self.persons.trust[:] *= np.float32(0.5)


class PlainMarket(mesa.Model):
    """The same market with objects."""

    label = "market"

    def step(self) -> None:
        for person in self.agents_by_type[PlainJobseeker]:
            person.age = min(person.age + 1, 69)
            person.trust *= 0.5


class PlainAgent(mesa.Agent):
    """A real, registered Mesa agent with the given attributes."""

    def __init__(self, model: mesa.Model, attributes: dict[str, Any]) -> None:
        super().__init__(model)
        for name, value in attributes.items():
            setattr(self, name, value)

    def grow_older(self, years: int = 1) -> int:
        self.age = min(69, self.age + years)
        return int(self.age)


class PlainJobseeker(PlainAgent):
    """A person as an object."""


class PlainEmployer(PlainAgent):
    """An employer as an object."""


class PlainCoach(PlainAgent):
    """A coach as an object."""


@dataclass
class Worlds:
    """A plain market and a market of columns with equal agents, and the types that correspond."""

    plain: PlainMarket
    market: Market

    def types(self) -> list[tuple[type[mesa.Agent], type[RowAgent]]]:
        return [(PlainJobseeker, Jobseeker), (PlainEmployer, Employer), (PlainCoach, Coach)]

    def persons(self) -> tuple[Any, Any]:
        return self.plain.agents_by_type[PlainJobseeker], self.market.agents_by_type[Jobseeker]

    def everybody(self) -> tuple[Any, Any]:
        return self.plain.agents, self.market.agents


@pytest.fixture(scope="session")
def make_market() -> Callable[..., Market]:
    """Build a market of columns with nothing but initial values."""
    return Market


@pytest.fixture
def worlds() -> Iterator[Worlds]:
    """Build 500 agents twice; the columns also hold persons who are absent, whom Mesa must not see."""
    random = np.random.default_rng(500)
    market = Market(PERSONS + ABSENTEES, EMPLOYERS, COACHES)
    persons = market.persons
    rows = len(persons.age)
    persons.age[:] = random.integers(15, 70, rows)
    persons.sex[:] = random.integers(0, 2, rows)
    persons.sub_region[:] = random.integers(0, 5, rows)
    persons.status[:] = random.integers(EMPLOYED, ABSENT, rows)
    persons.trust[:] = random.random(rows)
    persons.skills[:] = random.random((rows, 5))
    persons.problems[:] = random.integers(0, 64, rows)
    persons.status[random.choice(rows, ABSENTEES, replace=False)] = ABSENT
    market.employers.sub_region[:] = random.integers(0, 6, EMPLOYERS)
    market.employers.size[:] = random.integers(1, 2000, EMPLOYERS)
    market.coaches.sub_region[:] = random.integers(0, 5, COACHES)
    market.coaches.caseload[:] = random.integers(0, 60, COACHES)

    plain = PlainMarket(rng=0)
    present = np.flatnonzero(persons.status != ABSENT)
    for kind, table, members in (
        (PlainJobseeker, persons, present),
        (PlainEmployer, market.employers, np.arange(EMPLOYERS)),
        (PlainCoach, market.coaches, np.arange(COACHES)),
    ):
        specs = declarations(type(table))
        for row in members:
            values = {name: getattr(table, name)[row] for name in specs if name != "identity"}
            agent = kind(plain, {name: value.tolist() for name, value in values.items()})
            table.identity[row] = agent.unique_id
    yield Worlds(plain, market)
    # Mesa counts the agents of a model in the class, which would keep the plain market for ever.
    mesa.Agent._ids.pop(plain)
