"""What a virtual experiment gives: its effect with an interval, beside the published one, and whether they agree."""

from __future__ import annotations

import csv
import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from omegaconf import OmegaConf
from scipy import stats

from scenarios.setup import Setup

INDEPENDENT, BUILT_IN, NO_MECHANISM = "independent", "built_in", "no_mechanism"
"""Kinds of comparison: evidence that no rule was set from; a figure that a rule of the model was set from, so that only
the working of the rule is seen; and a figure about something that no rule of the model is about."""

SURE = float(stats.norm.ppf(0.975))
"""Standard errors on each side of a 95% interval."""

_PUBLISHED = Path(__file__).with_name("published.csv")
_OUTCOMES = Path(__file__).with_name("outcomes.yaml")


class Published(NamedTuple):
    """A published result: value, 95% interval, unit, the value of no effect, place, source; not-a-number if unknown."""

    value: float
    lower: float
    upper: float
    unit: str
    no_effect: float
    place: str
    source: str


class Measured(NamedTuple):
    """What one replication of a virtual experiment gives: the value, and people or pairs behind it."""

    value: float
    number: int


Observation = Mapping[str, Measured]
"""Outcomes of one replication, by id."""


@dataclass(frozen=True)
class Outcome:
    """Declaration of one outcome of an experiment.

    Attributes
    ----------
    id : str
        Row of ``published.csv``.
    title_nl, title_en : str
        What is compared.
    kind : str
        ``independent``, ``built_in`` or ``no_mechanism``.
    note_nl, note_en : str
        What makes the model agree with the experiment, or not.
    """

    id: str
    title_nl: str
    title_en: str
    kind: str
    note_nl: str
    note_en: str


@dataclass(frozen=True)
class Experiment:
    """A field experiment that is done again in the model.

    Attributes
    ----------
    name : str
        Name in ``outcomes.yaml``.
    observe : callable
        Does it in one replication of a set-up; replications are independent of each other and of their order.
    """

    name: str
    observe: Callable[[Setup, int], Observation]

    @property
    def outcomes(self) -> tuple[Outcome, ...]:
        """What it measures, in the order of the table."""
        return declared_outcomes()[self.name]

    def results(self, observations: Sequence[Observation]) -> list[FieldResult]:
        """Bring replications together, one row per outcome."""
        return [_result(outcome, [seen[outcome.id] for seen in observations]) for outcome in self.outcomes]


@dataclass(frozen=True)
class FieldResult:
    """One outcome, published and simulated.

    Attributes
    ----------
    id, title_nl, title_en, unit : str
        What is compared.
    published, published_lower, published_upper : float
        Published value and 95% interval; not-a-number where none was published.
    source, place : str
        Where it was published, and where and when it was measured.
    simulated, simulated_lower, simulated_upper : float
        Mean over replications, weighted by people, and 95% interval; not-a-number where nothing was counted.
    number : int
        People, or pairs of applications, behind the simulated value.
    kind : str
        ``independent``, ``built_in`` or ``no_mechanism``.
    same_direction : bool or None
        Whether both effects go the same way; None where there is no direction.
    intervals_overlap : bool or None
        Whether the intervals touch, the published value standing for an interval that is not known.
    note_nl, note_en : str
        What makes the model agree, or not.
    """

    id: str
    title_nl: str
    title_en: str
    unit: str
    published: float
    published_lower: float
    published_upper: float
    source: str
    place: str
    simulated: float
    simulated_lower: float
    simulated_upper: float
    number: int
    kind: str
    same_direction: bool | None
    intervals_overlap: bool | None
    note_nl: str
    note_en: str


@cache
def declared_outcomes() -> dict[str, tuple[Outcome, ...]]:
    """Return the outcomes of every experiment by its name."""
    declared: Any = OmegaConf.to_container(OmegaConf.load(_OUTCOMES), resolve=False)
    return {
        experiment: tuple(Outcome(id=name, **words) for name, words in outcomes.items())
        for experiment, outcomes in declared.items()
    }


@cache
def published_figures() -> dict[str, Published]:
    """Return the published results by id; an interval follows from a standard error where one was published."""
    with _PUBLISHED.open(encoding="utf-8", newline="") as file:
        return {row["id"]: _published(row) for row in csv.DictReader(file)}


def _published(row: Mapping[str, str]) -> Published:
    value, error = _number(row["value"]), _number(row["standard_error"])
    lower, upper = _number(row["lower"]), _number(row["upper"])
    if not math.isnan(error):
        lower, upper = value - SURE * error, value + SURE * error
    return Published(value, lower, upper, row["unit"], _number(row["no_effect"]), row["place"], row["source"])


def _number(text: str) -> float:
    return float(text) if text else math.nan


def _result(outcome: Outcome, measured: Sequence[Measured]) -> FieldResult:
    """Set the simulated value of one outcome beside the published one."""
    published = published_figures()[outcome.id]
    simulated, lower, upper = mean_and_interval(measured)
    return FieldResult(
        id=outcome.id,
        title_nl=outcome.title_nl,
        title_en=outcome.title_en,
        unit=published.unit,
        published=published.value,
        published_lower=published.lower,
        published_upper=published.upper,
        source=published.source,
        place=published.place,
        simulated=simulated,
        simulated_lower=lower,
        simulated_upper=upper,
        number=sum(one.number for one in measured),
        kind=outcome.kind,
        same_direction=_same_direction(published, simulated),
        intervals_overlap=_overlap(published, simulated, lower, upper),
        note_nl=outcome.note_nl,
        note_en=outcome.note_en,
    )


def mean_and_interval(measured: Sequence[Measured]) -> tuple[float, float, float]:
    """Return the mean over replications, weighted by people, and its 95% interval of Student.

    Parameters
    ----------
    measured : sequence of Measured
        One per replication; those in which nobody was there are left out.

    Returns
    -------
    float, float, float
        Mean, lower and upper end; the ends are not-a-number for fewer than two replications.
    """
    known = [one for one in measured if not math.isnan(one.value)]
    if not known:
        return math.nan, math.nan, math.nan
    values, weights = (np.array(column, np.float64) for column in zip(*known, strict=True))
    weights /= weights.sum()
    mean = float((weights * values).sum())
    if len(known) == 1:
        return mean, math.nan, math.nan
    # With equal numbers of people this is the usual standard error of a mean.
    error = math.sqrt((weights**2 * (values - mean) ** 2).sum() * len(known) / (len(known) - 1))
    reach = float(stats.t.ppf(0.975, len(known) - 1)) * error
    return mean, mean - reach, mean + reach


def _same_direction(published: Published, simulated: float) -> bool | None:
    """Tell whether the simulated effect goes the way of the published one."""
    sides = np.sign([published.value - published.no_effect, simulated - published.no_effect])
    return None if np.isnan(sides).any() else bool(sides[0] == sides[1])


def _overlap(published: Published, simulated: float, lower: float, upper: float) -> bool | None:
    """Tell whether the intervals touch; a value stands for an interval that is not known."""
    if math.isnan(published.value) or math.isnan(simulated):
        return None
    ours = (simulated, simulated) if math.isnan(lower) else (lower, upper)
    theirs = (published.value, published.value) if math.isnan(published.lower) else (published.lower, published.upper)
    return ours[0] <= theirs[1] and theirs[0] <= ours[1]
