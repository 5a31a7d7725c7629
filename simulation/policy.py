"""What a measure is to the month: something with an ``act`` method that changes agents' state, designs or processes.

The levers themselves, with names, evidence and roll-out, stand in :mod:`scenarios`. The null policy does nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from simulation.model import LabourMarket


class Effort(NamedTuple):
    """What measures ask for in a month, by sub-region, for the whole population.

    Attributes
    ----------
    euro : ndarray of float64, shape (5,)
        Spending.
    hours : ndarray of float64, shape (5,)
        Hours of work of people who make the measures work, not of those who are reached.
    """

    euro: npt.NDArray[np.float64]
    hours: npt.NDArray[np.float64]


class Policy(Protocol):
    """A set of measures acting together."""

    def act(self, market: LabourMarket) -> Effort:
        """Let the measures act at the policy phase of a month.

        Parameters
        ----------
        market : LabourMarket
            The market, whose tables may be changed; never its indicators.

        Returns
        -------
        Effort
            What the month asks for; not a number where nobody knows.
        """
        ...


class NoPolicy:
    """The null policy: nothing happens and nothing is asked for."""

    def act(self, market: LabourMarket) -> Effort:
        """Do nothing."""
        return Effort(np.zeros(5), np.zeros(5))
