"""Indicators of vacancies: by occupation, cancelled, closed late, filled and left unfilled."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import numpy.typing as npt

from agents.vocabulary import CARE_OCCUPATIONS, OCCUPATIONS, TECHNICAL_OCCUPATIONS
from simulation import tallies
from simulation.tallies import FILL_BIN_DAYS
from simulation.totals import Totals, median_of_histogram, over_past_year, share

Doubles = npt.NDArray[np.float64]
Groups = dict[str, Doubles]

FOCUS = {"focus=care": CARE_OCCUPATIONS, "focus=technical": TECHNICAL_OCCUPATIONS}
"""Occupations that the 2013 study is about."""

OVER_90, OVER_180, OVER_365 = slice(1, None), slice(2, None), slice(3, None)
"""Age classes of open vacancies over so many days."""


def by_occupation(of: Callable[[Totals, tuple[int, ...] | None], Doubles]) -> Callable[[Totals], Groups]:
    """Return how to compute something for all vacancies, for care and technical work, and for each occupation."""

    def compute(totals: Totals) -> Groups:
        groups = {"all": of(totals, None)}
        groups.update({name: of(totals, codes) for name, codes in FOCUS.items()})
        groups.update({f"occupation={name}": of(totals, (code,)) for code, name in enumerate(OCCUPATIONS)})
        return groups

    return compute


def cancelled(totals: Totals, occupations: tuple[int, ...] | None) -> Doubles:
    """Count vacancies closed without anybody, for lack of a candidate or of need."""
    return totals.vacancy_flow(tallies.CANCELLED_NO_CANDIDATE, occupations) + totals.vacancy_flow(
        tallies.WITHDRAWN, occupations
    )


def closed_late(kind: int) -> Callable[[Totals, tuple[int, ...] | None], Doubles]:
    """Return how to share out vacancies closed in the past year: open too long, or without a candidate."""

    def of(totals: Totals, occupations: tuple[int, ...] | None) -> Doubles:
        closed = totals.vacancy_flow(tallies.FILLED, occupations) + cancelled(totals, occupations)
        return share(over_past_year(totals.vacancy_flow(kind, occupations)), over_past_year(closed))

    return of


def median_days_to_fill(totals: Totals) -> Groups:
    """Find the median time to fill of the past year."""
    histogram = totals.counts.days_to_fill[:, :5]
    regional = np.concatenate([histogram, histogram.sum(axis=1, keepdims=True)], axis=1)
    running = np.cumsum(regional, axis=0)
    running[12:] -= running[:-12].copy()
    return {"all": median_of_histogram(running, FILL_BIN_DAYS)}


def filled(occupations: tuple[int, ...]) -> Callable[[Totals], Groups]:
    """Return how to count vacancies of some occupations that are filled."""
    return lambda totals: {"all": totals.vacancy_flow(tallies.FILLED, occupations)}


def unfilled(codes: tuple[int, ...]) -> Callable[[Totals], Groups]:
    """Return how to count positions of some occupations that are open or given up."""
    return lambda totals: {
        "all": totals.vacancies(occupations=codes) + totals.positions(totals.counts.abandoned, codes)
    }
