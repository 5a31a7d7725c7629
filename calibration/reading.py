"""What a check is: one published figure, how to read the same thing in the model, and how far apart they may be."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from agents.region import SUB_REGIONS, RegionFigures
from simulation.calendar import FIRST_YEAR
from simulation.demography import Projection, project
from simulation.indicators import SERIES

Doubles = npt.NDArray[np.float64]

BUILT_IN, FIT, VALIDATE = "built_in", "fit", "validate"
"""Roles of a published figure: the model is built from it, its parameters are fitted to it, or it is kept apart."""

PROVINCE = len(SUB_REGIONS)
"""Row of the whole province in measured values."""

_COLUMN = {series: column for column, series in enumerate(SERIES)}


class NotInRun(Exception):
    """The run ends before the months that a check looks at."""


@dataclass(frozen=True)
class Evidence:
    """A run of the baseline, next to the published figures.

    Attributes
    ----------
    monthly : ndarray of float64, shape (months, 6, series)
        Mean over replications of every measured series, from January 2012 on.
    figures : RegionFigures
        Published figures of the region.
    """

    monthly: Doubles
    figures: RegionFigures

    @cached_property
    def published_projection(self) -> Projection:
        """The projection published in 2013, as the model reproduces it."""
        return project(self.figures, "dc_noise_2013")

    @cached_property
    def recent_projection(self) -> Projection:
        """The projection that continues the observed rates."""
        return project(self.figures, "recent_rates")

    def course(
        self, indicator: str, first_year: int, last_year: int, group: str = "all", region: int = PROVINCE
    ) -> Doubles:
        """Return the monthly values of one series from January of one year to December of another.

        Raises
        ------
        NotInRun
            If the run does not hold all of these months.
        """
        first, end = 12 * (first_year - FIRST_YEAR), 12 * (last_year + 1 - FIRST_YEAR)
        if end > len(self.monthly):
            raise NotInRun
        return self.monthly[first:end, region, _COLUMN[indicator, group]]

    def mean(
        self, indicator: str, first_year: int, last_year: int, group: str = "all", region: int = PROVINCE
    ) -> float:
        """Return the mean of one series over the months of a span of years."""
        return float(self.course(indicator, first_year, last_year, group, region).mean())

    def mean_of_decembers(self, indicator: str, first_year: int, last_year: int, group: str = "all") -> float:
        """Return the mean over years of a series that each December looks back over twelve months."""
        return float(self.course(indicator, first_year, last_year, group)[11::12].mean())


@dataclass(frozen=True)
class Check:
    """One row of the check.

    Attributes
    ----------
    name : str
        Stable identifier of the row.
    title_nl, title_en : str
        What is compared, with its definition and period.
    tolerance : float
        Largest accepted distance, in the unit of the figure.
    value : callable
        Reads the model's value; raises :class:`NotInRun` when the run is too short.
    target : str or callable
        Identifier of the published figure, or how to derive it from the tables of the region.
    unit, source : str
        Only for a derived target; a published figure brings its own.
    role : str
        ``built_in``, ``fit`` or ``validate``.
    sampling, definition : float
        Standard deviations, in the unit of the figure: error of a survey or a sample, and difference in definition,
        place or period between the figure and what the model counts. Both are 0 for a figure that is built in.
    family : str
        Figures of one table, whose differences in definition go together; empty for a figure that stands alone.
    """

    name: str
    title_nl: str
    title_en: str
    tolerance: float
    value: Callable[[Evidence], float]
    target: str | Callable[[RegionFigures], float]
    unit: str = ""
    source: str = ""
    role: str = BUILT_IN
    sampling: float = 0.0
    definition: float = 0.0
    family: str = ""

    @property
    def standard_error(self) -> float:
        """How uncertain the published figure is as a measure of what the model counts, in its unit."""
        return math.hypot(self.sampling, self.definition)


def mean_of(
    indicator: str, first_year: int, last_year: int, group: str = "all", region: int = PROVINCE
) -> Callable[[Evidence], float]:
    """Return how to read the mean of one series over the months of a span of years."""
    return lambda evidence: evidence.mean(indicator, first_year, last_year, group, region)


def percentage(part: float, whole: float) -> float:
    """Return a share in per cent, not-a-number when there is nothing to share."""
    return 100.0 * part / whole if whole else math.nan


def ratio_of_means(part: str, whole: str, first_year: int, last_year: int) -> Callable[[Evidence], float]:
    """Return how to read one series in per cent of another, over the months of a span of years."""
    return lambda evidence: percentage(
        evidence.mean(part, first_year, last_year), evidence.mean(whole, first_year, last_year)
    )
