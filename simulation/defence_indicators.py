"""Indicators of Belgian Defence: staff, recruits, drop-out, exits and open posts, by sex and origin."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import numpy.typing as npt

from agents.region import ORIGINS, SEXES
from simulation.defence import ENLISTED, IN_SERVICE, LEFT_EARLY, LEFT_IN_FIRST_YEAR, LEFT_IN_TRAINING, LEFT_LATER
from simulation.totals import Totals, over_past_year, share

Doubles = npt.NDArray[np.float64]


def by_sex_and_origin(totals: Totals, counted: npt.NDArray[np.integer]) -> dict[str, Doubles]:
    """Add up counts of shape (months, 5, 2, 3) for all, by sex, by origin, in persons."""
    persons = counted / totals.scale
    groups = {"all": totals.with_province(persons.sum(axis=(2, 3)))}
    for code, name in enumerate(SEXES):
        groups[f"sex={name}"] = totals.with_province(persons[:, :, code].sum(axis=2))
    for code, name in enumerate(ORIGINS):
        groups[f"origin={name}"] = totals.with_province(persons[:, :, :, code].sum(axis=2))
    return groups


def event(kind: int) -> Callable[[Totals], dict[str, Doubles]]:
    """Return how to count the staff of Defence or one thing that happens to it, by sub-region of residence."""
    return lambda totals: by_sex_and_origin(totals, totals.counts.defence[:, kind])


def exits(totals: Totals) -> dict[str, Doubles]:
    """People who leave Defence, also by how long they served."""
    left = totals.counts.defence[:, [LEFT_IN_TRAINING, LEFT_EARLY, LEFT_LATER]]
    groups = by_sex_and_origin(totals, left.sum(axis=1))
    for place, name in enumerate(("training", "first_years", "later")):
        groups[f"service={name}"] = totals.with_province(left[:, place].sum(axis=(2, 3)) / totals.scale)
    return groups


def first_year_exit_rate(totals: Totals) -> dict[str, Doubles]:
    """People who left within a year of enlisting, in the past year, per 100 recruits of that year."""
    return _per_hundred(event(LEFT_IN_FIRST_YEAR)(totals), event(ENLISTED)(totals), over_past_year)


def exit_rate(totals: Totals) -> dict[str, Doubles]:
    """People who left in the past year, per 100 of the staff now."""
    return _per_hundred(exits(totals), event(IN_SERVICE)(totals), lambda staff: staff)


def _per_hundred(
    part: dict[str, Doubles], whole: dict[str, Doubles], taken_over: Callable[[Doubles], Doubles]
) -> dict[str, Doubles]:
    """Divide a flow of the past year by what it is a part of, group by group."""
    return {group: share(over_past_year(part[group]), taken_over(whole[group])) for group in whole}


def posts_open(totals: Totals) -> dict[str, Doubles]:
    """Open posts of Defence in the province, by sub-region of the workplace."""
    return {"all": totals.with_province(totals.counts.defence_posts_open[:, :5] / totals.scale)}
