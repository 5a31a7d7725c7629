"""Indicators of the structure of the labour market: how long without work, how long in the job, and who goes where.

What is seen once a year is a number in December and not-a-number in every other month, so that a year is its December.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import numpy.typing as npt

from agents.region import SUB_REGIONS
from agents.vocabulary import EMPLOYED, LABOUR_STATES
from simulation import tallies
from simulation.totals import Totals, median_of_histogram, over_past_year, share
from simulation.yearly_look import BOTH_YEARS, DECEMBER, FIRST_AGES, MONTHS_PER_YEAR, OTHER_JOB

Doubles = npt.NDArray[np.float64]
Groups = dict[str, Doubles]

SURVEY_STATES = ("work", "unemployment", "inactivity")
"""States as surveys report them: the labour reserve is part of the inactive."""

TENURES = {"tenure=0": (0, 1), "tenure=1-4": (1, 5), "tenure=5-9": (5, 10), "tenure=10+": (10, None)}
"""Completed years in the present job: first class, and one past the last."""

JOB_CHANGE_AGES = {"age=20-64": (20, 64), "age=15-24": (15, 24), "age=25-54": (25, 54), "age=55-64": (55, 64)}

OWN, ELSEWHERE, OUTSIDE = "workplace=own_sub_region", "workplace=elsewhere_in_province", "workplace=outside_province"


def labour_flows(totals: Totals) -> Groups:
    """Return people who changed between work, unemployment and inactivity in the month, from and to."""
    counted = _of_survey_states(totals.counts.labour_flows) / totals.scale
    groups = {"all": totals.with_province(counted.sum(axis=(2, 3)) - np.trace(counted, axis1=2, axis2=3))}
    for before, now in _pairs():
        if before != now:
            groups[_flow_name(before, now)] = totals.with_province(counted[:, :, before, now])
    return groups


def yearly_labour_flows(totals: Totals) -> Groups:
    """Return people by what they did a year ago and do now, who stayed the same included."""
    counted = _of_survey_states(totals.counts.yearly_flows) / totals.scale
    groups = {"all": _in_later_decembers(totals.with_province(counted.sum(axis=(2, 3))))}
    for before, now in _pairs():
        groups[_flow_name(before, now)] = _in_later_decembers(totals.with_province(counted[:, :, before, now]))
    return groups


def unemployed_a_year_later(totals: Totals) -> Groups:
    """Return where the unemployed of a year ago are now, in per cent of those who still live here."""
    counted = _of_survey_states(totals.counts.yearly_flows)[:, :, SURVEY_STATES.index("unemployment")]
    whole = totals.with_province(counted.sum(axis=2))
    return {
        f"now={name}": _in_later_decembers(share(totals.with_province(counted[:, :, state]), whole))
        for state, name in enumerate(SURVEY_STATES)
    }


def job_change_rate(totals: Totals) -> Groups:
    """Return who has another job than a year ago, per 100 people who worked then and work now."""
    counted = totals.counts.changes_of_job

    def of(first_age: int, last_age: int) -> Doubles:
        groups = [k for k, age in enumerate(FIRST_AGES) if first_age <= age <= last_age]
        both, changed = (
            totals.with_province(counted[:, kind][:, :, groups].sum(axis=2)) for kind in (BOTH_YEARS, OTHER_JOB)
        )
        return _in_later_decembers(share(changed, both))

    return {"all": of(15, 69), **{name: of(*ages) for name, ages in JOB_CHANGE_AGES.items()}}


def employees_by_tenure(totals: Totals) -> Groups:
    """Return employees by completed years in their job."""
    counted = totals.counts.tenure
    groups = {"all": _in_decembers(totals.with_province(counted.sum(axis=2) / totals.scale))}
    for name, (first, end) in TENURES.items():
        groups[name] = _in_decembers(totals.with_province(counted[:, :, first:end].sum(axis=2) / totals.scale))
    return groups


def mean_tenure(totals: Totals) -> Groups:
    """Return how long employees have been in their job on average, in years."""
    months = totals.with_province(totals.counts.tenure_months)
    employees = totals.with_province(totals.counts.tenure.sum(axis=2))
    return {"all": share(months, employees, 1.0 / MONTHS_PER_YEAR)}


def median_tenure(totals: Totals) -> Groups:
    """Return the years in the job that half of the employees have not reached."""
    by_region = totals.counts.tenure
    return {"all": median_of_histogram(np.concatenate([by_region, by_region.sum(axis=1, keepdims=True)], axis=1), 1.0)}


def employees_by_workplace(totals: Totals) -> Groups:
    """Return employees by where they work: own sub-region, elsewhere in the province or outside, and which."""
    to = totals.counts.workplaces / totals.scale
    own, within = np.diagonal(to[:, :, :5], axis1=1, axis2=2), to[:, :, :5].sum(axis=2)
    groups = {"all": within + to[:, :, 5], OWN: own, ELSEWHERE: within - own, OUTSIDE: to[:, :, 5]}
    groups.update({f"workplace={name}": to[:, :, place] for place, name in enumerate(SUB_REGIONS)})
    return {name: _in_decembers(totals.with_province(counted)) for name, counted in groups.items()}


def self_containment(totals: Totals) -> Groups:
    """Return employees who work in their own sub-region, in per cent of all employees who live there."""
    to = totals.counts.workplaces
    own = np.diagonal(to[:, :, :5], axis1=1, axis2=2)
    return {"all": share(totals.with_province(own), totals.with_province(to.sum(axis=2)))}


def staff_changes(kind: int) -> Callable[[Totals], Groups]:
    """Return how to report jobs created by growing, or destroyed by shrinking, establishments in the past year."""
    return lambda totals: {
        "all": _in_later_decembers(totals.with_province(totals.counts.staff_changes[:, kind] / totals.scale))
    }


def staff_change_rate(kind: int) -> Callable[[Totals], Groups]:
    """Return how to report the same per 100 jobs, the mean of now and a year ago."""

    def compute(totals: Totals) -> Groups:
        jobs = totals.with_province(totals.counts.headcount[:, :5].sum(axis=2))
        mean = jobs.copy()
        mean[MONTHS_PER_YEAR:] = (jobs[MONTHS_PER_YEAR:] + jobs[:-MONTHS_PER_YEAR]) / 2.0
        changed = totals.with_province(totals.counts.staff_changes[:, kind])
        return {"all": _in_later_decembers(share(changed, mean))}

    return compute


def yearly_rate(kind: int) -> Callable[[Totals], Groups]:
    """Return how to report a flow of employees of the past year, per 100 jobs that residents hold."""

    def compute(totals: Totals) -> Groups:
        jobs = over_past_year(totals.people(statuses=(EMPLOYED,)))
        return {"all": share(over_past_year(totals.flow(kind)), jobs, 100.0 * MONTHS_PER_YEAR)}

    return compute


hire_rate = yearly_rate(tallies.HIRES)
exit_rate = yearly_rate(tallies.SEPARATIONS)


def _of_survey_states(flows: npt.NDArray[np.int32]) -> npt.NDArray[np.int32]:
    """Add the labour reserve to the inactive, before and after: shape (months, 5, 4, 4) to (months, 5, 3, 3)."""
    first = [LABOUR_STATES.index(name) for name in (*SURVEY_STATES[:2], "reserve")]
    return np.add.reduceat(np.add.reduceat(flows, first, axis=2), first, axis=3)


def _pairs() -> list[tuple[int, int]]:
    states = range(len(SURVEY_STATES))
    return [(before, now) for before in states for now in states]


def _flow_name(before: int, now: int) -> str:
    return f"flow={SURVEY_STATES[before]}>{SURVEY_STATES[now]}"


def _in_decembers(values: Doubles) -> Doubles:
    """Leave only what was seen in a December."""
    return np.where((np.arange(len(values)) % MONTHS_PER_YEAR == DECEMBER)[:, None], values, np.nan)


def _in_later_decembers(values: Doubles) -> Doubles:
    """Leave only what was seen in a December that has a December before it."""
    seen = _in_decembers(values)
    seen[:MONTHS_PER_YEAR] = np.nan
    return seen
