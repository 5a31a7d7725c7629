"""What a lever is: one mechanism with parameters, a precondition, and a way to act on agents and job designs."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

import numpy as np
import numpy.typing as npt

from simulation.model import LabourMarket

Mask = npt.NDArray[np.bool_]
Rows = npt.NDArray[np.int64]


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
    """

    value: float
    lower: float
    upper: float
    unit: str
    source: str

    def at(self, luck: float) -> float:
        """Return the value that belongs to a draw in (0, 1), even over the range."""
        return self.lower + luck * (self.upper - self.lower)


class Lever(ABC):
    """One mechanism. A lever changes agents, job designs or processes; it never touches an indicator."""

    name: ClassVar[str]
    title_nl: ClassVar[str]
    title_en: ClassVar[str]
    parameters: ClassVar[Mapping[str, LeverParameter]]

    @abstractmethod
    def can_work_at(self, market: LabourMarket) -> Mask:
        """Tell at which employers the precondition of the mechanism holds.

        Parameters
        ----------
        market : LabourMarket
            The market when the measure starts.

        Returns
        -------
        ndarray of bool, shape (employers,)
        """

    @abstractmethod
    def act(self, market: LabourMarket, months_in_use: Rows, values: Mapping[str, float]) -> Rows:
        """Act for one month.

        Parameters
        ----------
        market : LabourMarket
            The market, changed in place.
        months_in_use : ndarray of int64, shape (employers,)
            Months since each employer began, 0 in the first month; -1 where the measure is not in use.
        values : mapping of str to float
            Value of every parameter in this replication.

        Returns
        -------
        ndarray of int64, shape (5,)
            Persons newly reached by sub-region, for the cost per person (agents).
        """


def staff_reached(market: LabourMarket, employers: Mask) -> Rows:
    """Count the staff of some employers by sub-region of the workplace, in agents."""
    designs = market.designs
    concerned = employers[designs.employer] & (designs.sub_region < 5)
    counted = np.bincount(designs.sub_region[concerned], designs.headcount[concerned], minlength=5)
    return counted.astype(np.int64)
