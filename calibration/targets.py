"""Which published figures the model is fitted to and which are kept apart, and how uncertain each is."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from agents.region import RegionFigures
from calibration.check import CHECKS, published_value
from calibration.labour_checks import SURVEY_ERRORS
from calibration.reading import FIT, VALIDATE, Check, Evidence, NotInRun

Doubles = npt.NDArray[np.float64]

SHARED = 0.5
"""Part of the variance by definition that figures of one table have in common (assumption, 0 to 0.9): a register that
counts more unemployed than a survey does so at every age."""


SURVEY_RATES = tuple(f"{rate}_20" for rate in SURVEY_ERRORS)
"""Beginnings of the names of yearly survey rates."""


@dataclass(frozen=True, eq=False)
class Targets:
    """Published figures with a role, in the order of the check.

    Attributes
    ----------
    checks : tuple of Check
        What is compared.
    published : ndarray of float64, shape (target,)
        Published figures, each in its own unit.
    covariance : ndarray of float64, shape (target, target)
        How uncertain they are as measures of what the model counts, and how far that goes together.
    """

    checks: tuple[Check, ...]
    published: Doubles
    covariance: Doubles

    @property
    def names(self) -> tuple[str, ...]:
        """Stable identifiers."""
        return tuple(check.name for check in self.checks)

    @property
    def fitted(self) -> npt.NDArray[np.bool_]:
        """Which of them the parameters are fitted to."""
        return np.array([check.role == FIT for check in self.checks])

    def select(self, chosen: npt.NDArray[np.bool_]) -> Targets:
        """Return some of the targets."""
        kept = tuple(check for check, keep in zip(self.checks, chosen, strict=True) if keep)
        return Targets(kept, self.published[chosen], self.covariance[np.ix_(chosen, chosen)])


def targets_of(figures: RegionFigures) -> Targets:
    """Gather the figures of a region that the model is fitted to or validated on.

    Parameters
    ----------
    figures : RegionFigures
        Published figures; those that the region does not publish are left out.

    Returns
    -------
    Targets
    """
    pairs = [
        (check, value)
        for check in CHECKS
        if check.role in (FIT, VALIDATE) and (value := published_value(check, figures)) is not None
    ]
    checks = tuple(check for check, _ in pairs)
    return Targets(checks, np.array([value for _, value in pairs]), covariance_of(checks))


def targets_known_in(targets: Targets, year: int, figures: RegionFigures) -> Targets:
    """Return the figures that somebody who fits the model at the end of a year knows.

    Survey rates of later years that are otherwise kept apart are fitted to as soon as they are known.

    Parameters
    ----------
    targets : Targets
        All figures with a role.
    year : int
        Last known year.
    figures : RegionFigures
        Published figures of the region, with their periods.

    Returns
    -------
    Targets
        All of them with the role of fitting.
    """
    known = np.array(
        [
            (check.role == FIT or check.name.startswith(SURVEY_RATES)) and last_year_of(check, figures) <= year
            for check in targets.checks
        ]
    )
    chosen = targets.select(known)
    return replace(chosen, checks=tuple(replace(check, role=FIT) for check in chosen.checks))


def last_year_of(check: Check, figures: RegionFigures) -> int:
    """Return the last year that a published figure is about, as its period or its source says."""
    period = figures.targets[check.target].period if isinstance(check.target, str) else check.source
    return max(int(year) for year in re.findall(r"\b(?:19|20)\d\d\b", period))


def covariance_of(checks: Sequence[Check]) -> Doubles:
    """Return the covariance of the errors of published figures.

    Errors by sampling are independent. Of the variance by definition, figures of one family have a part in common.

    Parameters
    ----------
    checks : sequence of Check
        With their standard deviations and families.

    Returns
    -------
    ndarray of float64, shape (check, check)
    """
    definition = np.array([check.definition for check in checks])
    families = [check.family or check.name for check in checks]
    related = np.array([[SHARED * (one == other) for other in families] for one in families])
    np.fill_diagonal(related, 1.0)
    sampling = np.diag([check.sampling**2 for check in checks])
    return np.asarray(sampling + related * np.outer(definition, definition), dtype=np.float64)


def moments(evidence: Evidence, checks: Sequence[Check]) -> Doubles:
    """Read from a run what the published figures measure, with the same definitions.

    Parameters
    ----------
    evidence : Evidence
        Monthly values of a run.
    checks : sequence of Check
        What to read.

    Returns
    -------
    ndarray of float64, shape (check,)
        In the unit of each figure; not-a-number where the run is too short or nothing was counted.
    """

    def read(check: Check) -> float:
        try:
            return float(check.value(evidence))
        except NotInRun:
            return math.nan

    return np.array([read(check) for check in checks])
