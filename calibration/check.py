"""Published figures against the baseline: every row that the run allows, hits and misses alike."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import numpy.typing as npt

from agents.region import RegionFigures
from calibration.demographic_checks import DEMOGRAPHIC_CHECKS
from calibration.education_checks import EDUCATION_CHECKS
from calibration.exit_checks import EXIT_CHECKS
from calibration.labour_checks import LABOUR_CHECKS
from calibration.reading import Check, Evidence, NotInRun
from calibration.structure_checks import STRUCTURE_CHECKS
from calibration.vacancy_checks import VACANCY_CHECKS
from calibration.workplace_checks import WORKPLACE_CHECKS

CHECKS: tuple[Check, ...] = (
    *DEMOGRAPHIC_CHECKS,
    *EDUCATION_CHECKS,
    *LABOUR_CHECKS,
    *VACANCY_CHECKS,
    *EXIT_CHECKS,
    *STRUCTURE_CHECKS,
    *WORKPLACE_CHECKS,
)
"""Every check, in the order of the table."""


def check_table(values: npt.NDArray[np.float64], figures: RegionFigures) -> list[dict[str, Any]]:
    """Compare a run of the baseline with published figures.

    Parameters
    ----------
    values : ndarray of float64, shape (replication, month, 6, series)
        Measured values from January 2012 on, series as in :data:`simulation.indicators.SERIES`.
    figures : RegionFigures
        Published figures of the region.

    Returns
    -------
    list of dict
        One row per check with keys ``id, title_nl, title_en, unit, target, value, deviation, tolerance, within,
        source, role``. The value is the mean over replications. Left out are rows whose months the run does not hold,
        rows that the region does not publish, and rows that are undefined because nothing was counted.
    """
    evidence = Evidence(np.asarray(values, np.float64).mean(axis=0), figures)
    rows = (_row(check, evidence) for check in CHECKS)
    return [row for row in rows if row is not None]


def published_value(check: Check, figures: RegionFigures) -> float | None:
    """Return the published figure of a check, or nothing where the region does not publish it."""
    if not isinstance(check.target, str):
        return float(check.target(figures))
    published = figures.targets.get(check.target)
    return None if published is None else published.value


def unit_and_source(check: Check, figures: RegionFigures) -> tuple[str, str]:
    """Return the unit and the source of a figure that the region publishes; a derived one says so itself."""
    if not isinstance(check.target, str):
        return check.unit, check.source
    published = figures.targets[check.target]
    return published.unit, f"{published.source} ({published.period})"


def _row(check: Check, evidence: Evidence) -> dict[str, Any] | None:
    """Work out one check, or return nothing when it cannot be made."""
    target = published_value(check, evidence.figures)
    if target is None:
        return None
    unit, source = unit_and_source(check, evidence.figures)
    try:
        value = check.value(evidence)
    except NotInRun:
        return None
    if not math.isfinite(value):
        return None
    deviation = value - target
    return {
        "id": check.name,
        "title_nl": check.title_nl,
        "title_en": check.title_en,
        "unit": unit,
        "target": float(target),
        "value": float(value),
        "deviation": float(deviation),
        "tolerance": check.tolerance,
        "within": bool(abs(deviation) <= check.tolerance),
        "source": source,
        "role": check.role,
    }
