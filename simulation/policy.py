"""What a measure is to the month: something with an ``act`` method that changes agents' state, designs or processes.

The levers themselves, with names, evidence and roll-out, stand in :mod:`scenarios`. The null policy does nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from simulation.model import LabourMarket


class Policy(Protocol):
    """A set of measures acting together."""

    def act(self, market: LabourMarket) -> npt.NDArray[np.float64]:
        """Let the measures act at the policy phase of a month.

        Parameters
        ----------
        market : LabourMarket
            The market, whose tables may be changed; never its indicators.

        Returns
        -------
        ndarray of float64, shape (5,)
            Cost of the month in euro by sub-region, for the whole population.
        """
        ...


class NoPolicy:
    """The null policy: nothing happens and nothing is paid."""

    def act(self, market: LabourMarket) -> npt.NDArray[np.float64]:
        """Do nothing."""
        return np.zeros(5)
