"""Small markets, policies and comparisons for the tests of the model."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt

from agents.coaches import Coaches
from agents.columns import allocate, duplicate
from agents.employers import Employers
from agents.job_designs import JobDesigns, Vacancies
from agents.persons import Persons
from agents.vocabulary import ABSENT, HOME, NOBODY
from scenarios.build import build_market
from scenarios.setup import Setup
from simulation.model import LabourMarket
from simulation.policy import Effort, NoPolicy

TABLES = ("persons", "employers", "designs", "vacancies", "coaches")
OF_PLACES = (
    "reputation",
    "service_coordination",
    "quick_help",
    "coaching_demand",
    "school_coordination",
    "image_of_studies",
    "view_of_teachers",
    "pupils",
)
"""What a market knows of its sub-regions."""

Numbers = npt.NDArray[np.float64]


@lru_cache(maxsize=8)
def _built(scale: float, seed: int, replication: int, differences: tuple[tuple[str, float], ...]) -> LabourMarket:
    return build_market(Setup(scale=scale, seed=seed, parameters=dict(differences)), replication)


def small_market(
    scale: float = 0.005, seed: int = 1, replication: int = 0, policy: Any = None, **differences: float
) -> LabourMarket:
    """Return a market at January 2012 that nobody else holds; equal ones are built only once."""
    built = _built(scale, seed, replication, tuple(sorted(differences.items())))
    return built.branch(policy or NoPolicy())


class Bystander:
    """A measure that looks at everything and touches nobody."""

    def __init__(self) -> None:
        self.seen = 0

    def act(self, market: LabourMarket) -> Effort:
        self.seen += int((market.persons.status != ABSENT).sum()) + len(market.rates.die)
        market.key("a_decision_nobody_else_takes")
        return Effort(np.zeros(5), np.zeros(5))


class Meddler:
    """A measure that moves much at once: requirements, rosters, positions, simple jobs, training, coaches, minds."""

    COST = np.array([100.0, 200.0, 300.0, 400.0, 500.0])
    HOURS = np.array([1.0, 2.0, 3.0, 4.0, 5.0])

    def act(self, market: LabourMarket) -> Effort:
        designs, employers, persons = market.designs, market.employers, market.persons
        designs.relaxation[::2] = 1.0
        designs.schedule_control[::3] = 1.0
        designs.positions[::50] *= np.float32(1.02)
        designs.positions[1::50] *= np.float32(0.95)
        designs.simple_share[1::2] = 0.4
        designs.growth_path[1::4] = 1.0
        employers.training[:] = 1.0
        employers.internal_mobility[::2] = 1.0
        market.coaches.contact_hours[:] = 150.0
        market.coaches.caseload_limit[::2] += market.month % 2
        trusted = slice(market.month, market.present, 7)
        persons.trust[trusted] = 0.9
        persons.problems[trusted] = 0
        return Effort(self.COST.copy(), self.HOURS.copy())


def state(market: LabourMarket) -> dict[str, npt.NDArray[Any]]:
    """Return every column of every table, every count and the clock, by name, as copies."""
    arrays = {
        f"{name}.{field}": getattr(getattr(market, name), field).copy()
        for name in (*TABLES, "counts")
        for field in getattr(market, name)._fields
    }
    for name in OF_PLACES:
        arrays[name] = getattr(market, name).copy()
    arrays["clock"] = np.array([market.month, market.present, market.open_count])
    return arrays


def differing(one: LabourMarket | dict[str, Any], other: LabourMarket | dict[str, Any]) -> list[str]:
    """Name the columns and counts in which two markets are not equal bit for bit."""
    left, right = (item if isinstance(item, dict) else state(item) for item in (one, other))
    assert left.keys() == right.keys()
    return [
        name
        for name in left
        if left[name].dtype != right[name].dtype
        or left[name].shape != right[name].shape
        or left[name].tobytes() != right[name].tobytes()
    ]


@dataclass(frozen=True)
class Month:
    """One month of a market, seen from before and after."""

    number: int
    first_arrival: int
    present: int
    before: Persons
    after: Persons
    designs_before: JobDesigns
    designs: JobDesigns
    vacancies: Vacancies
    open_before: npt.NDArray[np.int64]
    coaches: Coaches
    open_count: int

    @property
    def here(self) -> npt.NDArray[np.bool_]:
        """Rows of people present at the end of the month."""
        return self.after.status != ABSENT

    @property
    def arrived(self) -> npt.NDArray[np.bool_]:
        rows = np.arange(len(self.after.status))
        return (rows >= self.first_arrival) & (rows < self.present)

    @property
    def gone(self) -> npt.NDArray[np.bool_]:
        """Rows of people who were here or arrived, and are not here at the end of the month."""
        return ((self.before.status != ABSENT) | self.arrived) & ~self.here

    @property
    def live_vacancies(self) -> npt.NDArray[np.int64]:
        return np.flatnonzero(self.vacancies.design[: self.open_count] >= 0)


def open_by_place_and_occupation(market: LabourMarket) -> npt.NDArray[np.int64]:
    """Count the open vacancies in the table, shape (6, 12)."""
    rows = market.vacancies.design[: market.open_count]
    rows = rows[rows >= 0]
    open_now = np.zeros((6, 12), np.int64)
    np.add.at(open_now, (market.designs.sub_region[rows], market.designs.occupation[rows]), 1)
    return open_now


def watch(market: LabourMarket, months: int) -> list[Month]:
    """Step a market and keep what is needed to check every month."""
    seen = []
    for _ in range(months):
        before, designs = duplicate(market.persons), duplicate(market.designs)
        open_before = open_by_place_and_occupation(market)
        first, _ = market.arrivals(market.month)
        number = market.month
        market.step()
        seen.append(
            Month(
                number,
                first,
                market.present,
                before,
                duplicate(market.persons),
                designs,
                duplicate(market.designs),
                duplicate(market.vacancies),
                open_before,
                duplicate(market.coaches),
                market.open_count,
            )
        )
    return seen


def by_region(persons: Persons, rows: npt.NDArray[np.bool_]) -> npt.NDArray[np.int64]:
    """Count rows by sub-region of residence."""
    return np.bincount(persons.sub_region[rows], minlength=5)


def clients_of(persons: Persons, coaches: int) -> npt.NDArray[np.int64]:
    """Count the persons who have each coach."""
    return np.bincount(persons.coach[persons.coach != NOBODY], minlength=coaches)


def permuted(market: LabourMarket, order: Sequence[int] | npt.NDArray[np.int64]) -> LabourMarket:
    """Return a copy with the residents in another order; of all others only Defence knows rows of persons."""
    twin = market.branch(NoPolicy())
    for column in twin.persons:
        column[: len(order)] = column[np.asarray(order)]
    if twin.defence is not None:
        twin.defence = replace(twin.defence, staff=np.argsort(order)[twin.defence.staff])
    return twin


def filled(table: type[Any], rows: int, **columns: Any) -> Any:
    """Make a tiny table with the given columns; the others hold their initial values."""
    made = allocate(table, rows)
    made.identity[:] = 1000 + np.arange(rows)
    for name, values in columns.items():
        getattr(made, name)[:] = values
    return made


def some_persons(rows: int = 1, **columns: Any) -> Persons:
    """Make people without barriers: present, 40 years old in January 2012, at home, skilled, with a car."""
    ready = {
        "status": HOME,
        "age": 40,
        "birth_month": -12 * 40 - 6,
        "skills": 1.0,
        "dutch": 1.0,
        "education": 2,
        "car": 1,
        "household": 1,
        "work_wish": 1.0,
        "trust": 0.8,
        "confidence": 0.8,
        "goal_clarity": 0.8,
        "application_skill": 0.8,
    }
    return filled(Persons, rows, **{**ready, **columns})


def some_employers(rows: int = 1, **columns: Any) -> Employers:
    """Make employers of ten."""
    return filled(Employers, rows, **{"size": 10, "culture": 0.5, **columns})


def some_designs(rows: int = 1, **columns: Any) -> JobDesigns:
    """Make day jobs at the first employer: part-time, at average pay, that ask nothing."""
    easy = {"hours": 0.5, "pay": 1.0, "occupation": 9, "weight": 0.2, "target": 10}
    return filled(JobDesigns, rows, **{**easy, **columns})
