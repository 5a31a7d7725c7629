"""Indicators of staying and leaving: load and satisfaction, why and at what age jobs end, when people stop for good."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from agents.region import SECTORS
from agents.vocabulary import CARE_OCCUPATIONS, OCCUPATIONS, TECHNICAL_OCCUPATIONS
from simulation.tallies import EXIT_AGES, EXIT_REASONS
from simulation.totals import Totals, over_past_year, share

Doubles = npt.NDArray[np.float64]
Groups = dict[str, Doubles]

MONTHS_PER_YEAR = 12.0


def _mean_over_staff(totals: Totals, summed: Doubles) -> Groups:
    """Return the mean of something over staff, in per cent: all, in focus, and by occupation."""
    held = totals.counts.occupations

    def of(codes: tuple[int, ...] | None) -> Doubles:
        whole = totals.positions(held, codes)
        # Load lies on both sides of the usual, so the whole decides and not the part.
        return np.divide(
            100.0 * totals.positions(summed, codes), whole, out=np.full_like(whole, np.nan), where=whole > 0
        )

    groups = {"all": of(None), "focus=care": of(CARE_OCCUPATIONS), "focus=technical": of(TECHNICAL_OCCUPATIONS)}
    groups.update({f"occupation={name}": of((code,)) for code, name in enumerate(OCCUPATIONS)})
    return groups


def satisfaction(totals: Totals) -> Groups:
    """Return how content staff is, in per cent."""
    return _mean_over_staff(totals, totals.counts.satisfaction)


def workload(totals: Totals) -> Groups:
    """Return the work of missing colleagues above the usual, in per cent of a job."""
    return _mean_over_staff(totals, totals.counts.workload)


def exits_by_reason(totals: Totals) -> Groups:
    """Return ends of jobs per month: all, by reason, by age, and by both."""
    counted = totals.counts.exits

    def of(reason: int | slice, age: int | slice) -> Doubles:
        chosen = np.asarray(counted[:, reason, age], np.float64).reshape(len(counted), -1, 5)
        return totals.with_province(chosen.sum(axis=1) / totals.scale)

    everything = slice(None)
    groups = {"all": of(everything, everything)}
    for number, reason in enumerate(EXIT_REASONS):
        groups[f"reason={reason}"] = of(number, everything)
    for band, (low, high) in enumerate(EXIT_AGES):
        groups[f"age={low}-{high}"] = of(everything, band)
        for number, reason in enumerate(EXIT_REASONS):
            groups[f"reason={reason} age={low}-{high}"] = of(number, band)
    return groups


def final_exits(totals: Totals) -> Groups:
    """Return employees of fifty and over who leave work for good in a month: all, and by sector."""
    counted = totals.counts.final_exits[:, 0, :5]
    groups = {"all": totals.with_province(counted.sum(axis=2) / totals.scale)}
    for code, name in enumerate(SECTORS):
        groups[f"sector={name}"] = totals.with_province(counted[:, :, code] / totals.scale)
    return groups


def exit_age(totals: Totals) -> Groups:
    """Return the mean age at which employees of fifty and over left work for good in the past year."""

    def of(sectors: slice) -> Doubles:
        counted = totals.counts.final_exits[:, :, :5, sectors].sum(axis=3, dtype=np.float64)
        people, months = (over_past_year(totals.with_province(counted[:, part])) for part in (0, 1))
        return share(months, people, 1.0 / MONTHS_PER_YEAR)

    groups = {"all": of(slice(None))}
    for code, name in enumerate(SECTORS):
        groups[f"sector={name}"] = of(slice(code, code + 1))
    return groups
