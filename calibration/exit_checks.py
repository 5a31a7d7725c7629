"""Checks of leaving work for good: employees of fifty and over who stop, against the outflow that was published.

The published outflow also holds younger people who leave a sector, and in sectors that shrink it holds the jobs lost.
Only sectors that grew are compared, and the tolerance leaves room for the young.
"""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np

from agents.region import SECTORS, RegionFigures
from calibration.reading import FIT, Check, Evidence

_SOURCE = "WES, study on the in- and outflow of care and technical profiles, May 2013, Tables 5 and 6 (2010-2015)"
_TOLERANCE = 0.5
"""Percent of employees per year (assumption; young leavers are part of the published figure only)."""

_GROUPS = (
    ("care", "zorg en welzijn", "health care and social services", ("health_care", "social_services")),
    (
        "public",
        "overheid en onderwijs",
        "public administration and education",
        ("public_administration", "education"),
    ),
    ("construction", "bouw", "construction", ("construction",)),
    ("trade", "handel", "trade", ("trade",)),
    ("transport", "transport en logistiek", "transport and logistics", ("transport_logistics",)),
)


def published_outflow(figures: RegionFigures, sectors: tuple[str, ...], longer_working: bool = False) -> float:
    """Return the published outflow of some sectors, weighted by employees who live in the region.

    Parameters
    ----------
    figures : RegionFigures
        Published figures.
    sectors : tuple of str
        Names as in :data:`agents.region.SECTORS`.
    longer_working : bool
        With exits of the 55+ two years later.

    Returns
    -------
    float
        Percent of employees per year.
    """
    codes = [SECTORS.index(name) for name in sectors]
    employees = figures.workers_by_sector * (1.0 - figures.self_employed_share_by_sex_and_sector)[:, None, None, :]
    weights = employees.sum(axis=(0, 1, 2))[codes]
    outflow = figures.outflow_by_sector_longer_working if longer_working else figures.outflow_by_sector
    return float(100.0 * np.sum(weights * outflow[codes]) / np.sum(weights))


def final_exit_rate(
    evidence: Evidence, sectors: tuple[str, ...], first_year: int = 2012, last_year: int = 2015
) -> float:
    """Return employees of fifty and over who stopped for good, in percent of the jobs of some sectors per year."""

    def mean(indicator: str) -> float:
        return sum(evidence.mean(indicator, first_year, last_year, f"sector={name}") for name in sectors)

    held = mean("jobs_held")
    return float(1200.0 * mean("final_exits") / held) if held else math.nan


def _of(sectors: tuple[str, ...]) -> tuple[Callable[[Evidence], float], Callable[[RegionFigures], float]]:
    return lambda evidence: final_exit_rate(evidence, sectors), lambda figures: published_outflow(figures, sectors)


def _check(name: str, title_nl: str, title_en: str, sectors: tuple[str, ...]) -> Check:
    value, target = _of(sectors)
    return Check(
        f"final_exits_{name}",
        f"Uitstroom uit {title_nl} (Vlaanderen 2010-2015; model 2012-2015, definitieve uittrede vanaf 50)",
        f"Outflow from {title_en} (Flanders 2010-2015; model 2012-2015, final exits from 50 on)",
        _TOLERANCE,
        value,
        target,
        "percent per year",
        _SOURCE,
        role=FIT,
        definition=_TOLERANCE / 2.0,
        family="exits",
    )


EXIT_CHECKS: tuple[Check, ...] = tuple(_check(*group) for group in _GROUPS)
"""Checks of leaving work for good, by sector."""
