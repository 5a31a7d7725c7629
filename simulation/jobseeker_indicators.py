"""Indicators of jobseekers: who is registered, how long people have been without work, and who then finds some."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from agents.region import EDUCATIONS, SEXES
from agents.vocabulary import LATENT, SEARCHING_UNAVAILABLE, UNEMPLOYED
from simulation.labour_states import DURATIONS
from simulation.totals import Totals

Doubles = npt.NDArray[np.float64]
Groups = dict[str, Doubles]

REGISTERED_SHARES = ((UNEMPLOYED, 0.97), (SEARCHING_UNAVAILABLE, 1.0), (LATENT, 0.80))
"""Share of each status that is registered as jobseeker (assumption; 29,860 were registered in 2012)."""

REGISTERED_AGES = ((15, 24), (25, 44), (45, 64))
"""Ages by which the public employment service publishes its jobseekers."""

DURATION_GROUPS = tuple(
    f"duration={first}+" if last is None else f"duration={first}-{last}" for first, last in DURATIONS
)
"""Completed months."""


def registered(totals: Totals) -> Groups:
    """Return registered jobseekers of 15-64: all, by sex, by education and by age."""

    def of(first_age: int = 15, last_age: int = 64, **who: int) -> Doubles:
        parts = [weight * totals.people(first_age, last_age, (status,), **who) for status, weight in REGISTERED_SHARES]
        return np.asarray(np.add.reduce(parts))

    groups = {"all": of()}
    groups.update({f"sex={name}": of(sex=code) for code, name in enumerate(SEXES)})
    groups.update({f"education={name}": of(education=code) for code, name in enumerate(EDUCATIONS[:3])})
    groups.update({f"age={low}-{high}": of(low, high) for low, high in REGISTERED_AGES})
    return groups


def registered_by_duration(totals: Totals) -> Groups:
    """Return registered jobseekers of 15-64 by how long they have been jobseekers without a break."""
    weights = np.array([weight for _, weight in REGISTERED_SHARES])
    return _by_duration(totals, (totals.counts.jobseekers * weights[:, None]).sum(axis=2))


def unemployed_by_duration(totals: Totals) -> Groups:
    """Return the unemployed by how long they have been without work."""
    return _by_duration(totals, totals.counts.durations)


def exits_by_duration(totals: Totals) -> Groups:
    """Return the unemployed of last month who work now, by how long they were without work then."""
    return _by_duration(totals, totals.counts.duration_exits)


def _by_duration(totals: Totals, counted: npt.NDArray[np.generic]) -> Groups:
    """Report counts of shape (months, 5, 6): all, and by class of duration."""
    counted = np.asarray(counted, np.float64) / totals.scale
    groups = {"all": totals.with_province(counted.sum(axis=2))}
    groups.update({name: totals.with_province(counted[:, :, k]) for k, name in enumerate(DURATION_GROUPS)})
    return groups
