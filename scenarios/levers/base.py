"""What a lever is: one mechanism with parameters, a precondition, and a way to act on agents and job designs."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar, NamedTuple

import numpy as np
import numpy.typing as npt

from scenarios.intervention import Scope
from simulation.model import LabourMarket

Mask = npt.NDArray[np.bool_]
Rows = npt.NDArray[np.int64]
Doubles = npt.NDArray[np.float64]

NO_HOURS: Doubles = np.zeros(5)
NO_HOURS.setflags(write=False)


@dataclass(frozen=True)
class LeverParameter:
    """One parameter of a lever.

    Attributes
    ----------
    value : float
        Central value, used when uncertainty is off.
    lower, upper : float
        Range drawn from when uncertainty is on; includes zero where no effect was measured.
    unit, source : str
        Unit, and document or "assumption".
    neutral : float or None
        Value at which the parameter does nothing; None for a parameter that says how the lever works, not how much,
        such as a number of places: an intervention that uses only parts of the lever leaves it as it is.
    choices : (float, float) or None
        For what is decided and not uncertain, such as an age: lowest and highest value that an intervention may choose.
    """

    value: float
    lower: float
    upper: float
    unit: str
    source: str
    neutral: float | None = 0.0
    choices: tuple[float, float] | None = None

    @property
    def bounds(self) -> tuple[float, float]:
        """Lowest and highest value that an intervention may give."""
        return self.choices or (self.lower, self.upper)

    def at(self, luck: float) -> float:
        """Return the value that belongs to a draw in (0, 1), even over the range."""
        return self.lower + luck * (self.upper - self.lower)


def choice(value: float, lowest: float, highest: float, unit: str, source: str) -> LeverParameter:
    """Declare what whoever takes the measure decides: it has no range of uncertainty and is never drawn."""
    return LeverParameter(value, value, value, unit, source, neutral=None, choices=(lowest, highest))


class Reached(NamedTuple):
    """What a lever did in a month, for the cost and the hours of people.

    Attributes
    ----------
    persons : ndarray of int64, shape (5,)
        Persons newly reached by sub-region, in agents.
    hours : ndarray of float64, shape (5,)
        Hours of work given by sub-region, for the agents; only where the lever itself decides how many.
    """

    persons: Rows
    hours: Doubles = NO_HOURS


class Lever(ABC):
    """One mechanism. A lever changes agents, job designs or processes; it never touches an indicator.

    Attributes
    ----------
    name, title_nl, title_en : str
        For a file and for a reader.
    scope : str
        On whom it works: ``employers``, ``coaches``, ``sub_regions`` or ``persons``.
    parameters : mapping of str to LeverParameter
        Parameters by name.
    """

    name: ClassVar[str]
    title_nl: ClassVar[str]
    title_en: ClassVar[str]
    scope: ClassVar[Scope] = "employers"
    parameters: ClassVar[Mapping[str, LeverParameter]]

    @abstractmethod
    def can_work_at(self, market: LabourMarket) -> Mask:
        """Tell where the precondition of the mechanism holds.

        Parameters
        ----------
        market : LabourMarket
            The market when the measure starts; for a lever that works on persons, in every month.

        Returns
        -------
        ndarray of bool, shape (rows of the scope,)
            One for each employer, coach, sub-region or person.
        """

    @abstractmethod
    def act(self, market: LabourMarket, months_in_use: Rows, values: Mapping[str, float]) -> Reached:
        """Act for one month.

        Parameters
        ----------
        market : LabourMarket
            The market, changed in place.
        months_in_use : ndarray of int64, shape (rows of the scope,)
            Months since each began, 0 in the first month; -1 where the measure is not in use. A lever with a limited
            number of places sets back to -1 those for whom there is none: they begin in a later month.
        values : mapping of str to float
            Value of every parameter in this replication.

        Returns
        -------
        Reached
            Persons and hours by sub-region, for the cost.
        """

    def withdraw(self, market: LabourMarket, months_in_use: Rows, values: Mapping[str, float]) -> None:  # noqa: B027
        """Take back what the lever gave, in the first month after the measure has ended; by default what is done stays.

        Parameters
        ----------
        market, months_in_use, values
            As for :meth:`act`; the months are those of the last month in use.
        """


def staff_of(market: LabourMarket) -> Rows:
    """Count the staff of every employer, in agents."""
    designs = market.designs
    return np.bincount(designs.employer, designs.headcount, minlength=len(market.employers.identity)).astype(np.int64)


def newcomers(market: LabourMarket, employers: Mask) -> Rows:
    """Count people who started last month at some employers, by sub-region of the workplace, in agents."""
    persons, designs = market.persons, market.designs
    recent = np.flatnonzero((persons.job_start == market.month - 1) & (persons.design >= 0))
    held = persons.design[recent]
    concerned = employers[designs.employer[held]] & (designs.sub_region[held] < 5)
    return np.bincount(designs.sub_region[held][concerned], minlength=5).astype(np.int64)


def staff_reached(market: LabourMarket, employers: Mask) -> Rows:
    """Count the staff of some employers by sub-region of the workplace, in agents."""
    designs = market.designs
    concerned = employers[designs.employer] & (designs.sub_region < 5)
    counted = np.bincount(designs.sub_region[concerned], designs.headcount[concerned], minlength=5)
    return counted.astype(np.int64)


def mean_ideal(occupation: npt.NDArray[np.int8], ideal: npt.NDArray[np.float32]) -> Doubles:
    """Return the mean skill asked for ideally by occupation, shape (12, 5)."""
    count = np.maximum(np.bincount(occupation, minlength=12), 1)
    return np.stack([np.bincount(occupation, ideal[:, skill], minlength=12) / count for skill in range(5)], axis=1)
