"""From counts of agents to numbers of people: sums by sub-region and for the province, scaled up."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from simulation.counting import AGE_BANDS, Counts

Doubles = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Totals:
    """Counts of one run and what is needed to report them in persons.

    Attributes
    ----------
    counts : Counts
        Counts of agents by month.
    outside_population : ndarray of float64, shape (months, 5, 4)
        Residents 0-14, 70+, 80+ and 15-69 of the projection.
    scale : float
        Agents per person.
    """

    counts: Counts
    outside_population: Doubles
    scale: float

    def people(
        self,
        first_age: int = 15,
        last_age: int = 69,
        statuses: tuple[int, ...] | None = None,
        sex: int | None = None,
        education: int | None = None,
    ) -> Doubles:
        """Return persons by month and sub-region, province last.

        Parameters
        ----------
        first_age, last_age : int
            Completed ages, edges of :data:`simulation.counting.AGE_BANDS`.
        statuses : tuple of int, optional
            Labour statuses counted; all of them by default.
        sex, education : int, optional
            Only this sex, or only this education.

        Returns
        -------
        ndarray of float64, shape (months, 6)
        """
        bands = [k for k, (low, high) in enumerate(AGE_BANDS) if low >= first_age and high <= last_age]
        if sex is not None:
            table = self._by_sex[:, :, :, sex]
        elif education is not None:
            table = self._by_education[:, :, :, education]
        else:
            table = self._of_all
        by_status = table[:, :, bands[0] : bands[-1] + 1].sum(axis=2)
        total = by_status.sum(axis=2) if statuses is None else by_status[..., list(statuses)].sum(axis=2)
        return self.with_province(total / self.scale)

    @cached_property
    def _by_sex(self) -> Doubles:
        """Agents by month, sub-region, age band, sex and status."""
        return np.asarray(self.counts.people.sum(axis=4, dtype=np.float64))

    @cached_property
    def _by_education(self) -> Doubles:
        """Agents by month, sub-region, age band, education and status."""
        return np.asarray(self.counts.people.sum(axis=3, dtype=np.float64))

    @cached_property
    def _of_all(self) -> Doubles:
        """Agents by month, sub-region, age band and status."""
        return np.asarray(self._by_sex.sum(axis=3))

    def flow(self, kind: int, group: int = 0) -> Doubles:
        """Return persons per month with an event, shape (months, 6); groups as in :mod:`simulation.tallies`."""
        return self.with_province(self.counts.person_flows[:, kind, :, group] / self.scale)

    def meetings(self, outcomes: tuple[int, ...], persona: int | None = None) -> Doubles:
        """Return meetings per month with one of some outcomes, of one persona or of all, shape (months, 6)."""
        table = self.counts.search[:, list(outcomes)].sum(axis=1, dtype=np.float64)
        by_region = table.sum(axis=1) if persona is None else table[:, persona]
        return self.with_province(by_region / self.scale)

    def residents_outside(self, group: int) -> Doubles:
        """Return residents of the projection in one of its groups, shape (months, 6)."""
        return self.with_province(self.outside_population[:, :, group])

    def vacancies(self, age_classes: slice = slice(None), occupations: tuple[int, ...] | None = None) -> Doubles:
        """Return open vacancies by sub-region of the workplace, shape (months, 6)."""
        stock = self.counts.open_vacancies[:, :5, :, age_classes].sum(axis=3)
        return self._over_occupations(stock, occupations)

    def vacancy_flow(self, kind: int, occupations: tuple[int, ...] | None = None) -> Doubles:
        """Return vacancies per month with an event, by sub-region of the workplace, shape (months, 6)."""
        return self._over_occupations(self.counts.vacancy_flows[:, kind, :5], occupations)

    def positions(self, table: npt.NDArray[np.generic], occupations: tuple[int, ...] | None = None) -> Doubles:
        """Return jobs or positions from a table of shape (months, 6, occupations), by workplace in the province."""
        return self._over_occupations(table[:, :5], occupations)

    def _over_occupations(self, table: npt.NDArray[np.generic], occupations: tuple[int, ...] | None) -> Doubles:
        chosen = table if occupations is None else table[..., list(occupations)]
        return self.with_province(chosen.sum(axis=2, dtype=np.float64) / self.scale)

    @staticmethod
    def with_province(by_region: npt.NDArray[np.generic]) -> Doubles:
        """Append the sum over the five sub-regions, shape (months, 5) to (months, 6)."""
        values = np.asarray(by_region, np.float64)
        return np.concatenate([values, values.sum(axis=1, keepdims=True)], axis=1)


def share(part: Doubles, whole: Doubles, factor: float = 100.0) -> Doubles:
    """Return a ratio in per cent (or another factor), not-a-number where the whole is empty."""
    return np.divide(factor * part, whole, out=np.full_like(part, np.nan), where=whole > 0)


def over_past_year(flow: Doubles) -> Doubles:
    """Return a flow summed over the past twelve months, or over the months there are."""
    running = np.cumsum(flow, axis=0)
    before = np.zeros_like(running)
    before[12:] = running[:-12]
    return running - before


def median_of_histogram(histogram: npt.NDArray[np.generic], width: float) -> Doubles:
    """Return the median of a histogram along its last axis, by linear interpolation within the bin.

    Parameters
    ----------
    histogram : ndarray, shape (..., bins)
        Counts per bin.
    width : float
        Width of a bin.

    Returns
    -------
    ndarray of float64, shape (...,)
        Median in the unit of the width, not-a-number where nothing was counted.
    """
    cumulative = np.cumsum(histogram, axis=-1, dtype=np.float64)
    total = cumulative[..., -1:]
    position = np.argmax(cumulative >= 0.5 * total, axis=-1)[..., None]
    upto = np.take_along_axis(cumulative, position, -1)
    inside = np.take_along_axis(np.asarray(histogram, np.float64), position, -1)
    part = np.divide(0.5 * total - (upto - inside), inside, out=np.zeros_like(inside), where=inside > 0)
    values = (position + part) * width
    return np.asarray(np.where(total > 0, values, np.nan)[..., 0])
