"""Indicators of education: pupils by form, choices by domain, leavers by level and domain."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import numpy.typing as npt

from agents.region import SCHOOL_LEVELS
from agents.vocabulary import SCHOOL_FORMS, STUDY_DOMAINS
from simulation.totals import Totals

Doubles = npt.NDArray[np.float64]


def pupils(totals: Totals) -> dict[str, Doubles]:
    """Pupils in the second and third stage of secondary school, also by form."""
    counted = totals.counts.pupils / totals.scale
    groups = {f"form={form}": totals.with_province(counted[:, :, code]) for code, form in enumerate(SCHOOL_FORMS)}
    return {"all": totals.with_province(counted.sum(axis=2)), **groups}


def choices(moment: int) -> Callable[[Totals], dict[str, Doubles]]:
    """Return how to count pupils who choose at one moment, also by domain."""

    def computed(totals: Totals) -> dict[str, Doubles]:
        counted = totals.counts.choices[:, moment] / totals.scale
        groups = {f"domain={name}": totals.with_province(counted[:, code]) for code, name in enumerate(STUDY_DOMAINS)}
        return {"all": totals.with_province(counted.sum(axis=1)), **groups}

    return computed


def leavers(*domains: int) -> Callable[[Totals], dict[str, Doubles]]:
    """Return how to count people who leave education after studies in some domains, also by level."""

    def computed(totals: Totals) -> dict[str, Doubles]:
        counted = totals.counts.leavers[:, :, list(domains)].sum(axis=2) / totals.scale
        groups = {f"level={name}": totals.with_province(counted[:, code]) for code, name in enumerate(SCHOOL_LEVELS)}
        return {"all": totals.with_province(counted.sum(axis=1)), **groups}

    return computed
