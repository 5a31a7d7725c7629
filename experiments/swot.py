"""Strengths, weaknesses, opportunities and threats for Defence, filled from results by rules and not by opinion.

It needs no further computing: it is made for every comparison that holds doing nothing and an arm with a measure of
Defence. Strengths and weaknesses are about what Defence decides: its own staff, recruits, drop-out, exits and posts.
Opportunities and threats are about the world around it: how many young people neither work nor study, whether they and
the school leavers become more or fewer, what its measures do to them, and what they cost other employers. Every line
gives the number and the interval that put it there; the rules stand above the table in the report.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from experiments.cells import choose_cells
from experiments.intervals import estimate
from experiments.results import IndicatorWords, Results
from scenarios.arms import Arm

__all__ = ["QUADRANTS", "SWOT_COLUMNS", "arms_of_defence", "swot_table"]

Reals = NDArray[np.float64]

QUADRANTS = ("strength", "weakness", "opportunity", "threat")
"""The four lists, in the order in which they are shown."""

SWOT_COLUMNS = (
    "quadrant",
    "rule",
    "arm",
    "indicator",
    "group",
    "window",
    "reference_mean",
    "difference",
    "lower_95",
    "upper_95",
    "replications",
)

DEFENCE_LEVER = "defence_"
"""How the names of the levers of Defence begin."""

WANTED = {
    "defence_staff": 1,
    "defence_recruits": 1,
    "defence_recruits_from_neet": 1,
    "defence_first_year_exit_rate": -1,
    "defence_exit_rate": -1,
    "defence_posts_open": -1,
}
"""What Defence decides, and whether more of it is better or worse."""

OF_VACANCIES = ("defence_recruits", "defence_recruits_from_neet")
"""What falls when fewer people leave."""

AIMS = {
    "defence_recruitment": ("defence_recruits", "defence_recruits_from_neet"),
    "defence_selection": ("defence_recruits", "defence_recruits_from_neet"),
    "defence_training": ("defence_first_year_exit_rate",),
    "defence_job_design": ("defence_exit_rate", "defence_staff"),
    "defence_retention": ("defence_exit_rate", "defence_staff"),
}
"""What each lever is meant for: where no change is sure, that counts against it."""

DIVERSITY = ("sex=women", "origin=other_european_union", "origin=outside_european_union")
"""Groups that Defence wants to see better served, beside everybody."""

NEET_RATE, NEET, POSTS, SCHOOL_LEAVERS = "neet_rate_15_29", "neet_15_29", "defence_posts_open", "school_leavers"
RECRUITS, EXITS, HIRES = "defence_recruits", "defence_exits", "hires"
SHORTAGES = ("unfilled_demand_care", "unfilled_demand_technical")
TREND_MONTHS = 12
"""Months at the start and at the end of a period that are compared to see a trend."""


@dataclass(frozen=True)
class Line:
    """One line: the quadrant and the rule that put it there, the arm and the series, and values per replication."""

    quadrant: str
    rule: str
    arm: str
    indicator: str
    group: str
    reference: Reals
    samples: Reals


def arms_of_defence(arms: Sequence[Arm]) -> dict[str, tuple[str, ...]]:
    """Return the levers of Defence of every arm that holds any."""
    found = {}
    for arm in arms:
        levers = [use.lever for entry in arm.interventions for use in entry.levers]
        own = tuple(dict.fromkeys(name for name in levers if name.startswith(DEFENCE_LEVER)))
        if own:
            found[arm.name] = own
    return found


def swot_table(
    results: Results,
    indicators: Mapping[str, IndicatorWords],
    windows: Mapping[str, tuple[int, int]],
    arms: Sequence[Arm],
) -> pd.DataFrame:
    """Fill the four lists for the province, window by window.

    Parameters
    ----------
    results : Results
        Measurements.
    indicators : mapping of str to IndicatorWords
        Kind of each indicator.
    windows : mapping of str to (int, int)
        As :func:`experiments.windows.default_windows` gives them.
    arms : sequence of Arm
        The arms of the results.

    Returns
    -------
    pandas.DataFrame
        Columns `SWOT_COLUMNS`; no rows without an arm of Defence or without doing nothing among the arms. Where a line
        is about the reference alone, ``arm`` is the reference and ``difference`` what the rule looks at. With fewer
        than two replications no interval exists, and only rules that need none put anything on a list.
    """
    levers = arms_of_defence(arms)
    nothing = next((arm.name for arm in arms if not arm.interventions), None)
    if not levers or nothing is None:
        return pd.DataFrame(columns=list(SWOT_COLUMNS))
    rows = []
    for window, (first, end) in windows.items():
        outcome = _outcomes(results, indicators, {window: (first, end)})
        lines = [*_of_defence(outcome, nothing, levers), *_around_defence(outcome, nothing, levers)]
        lines += _trends(results, indicators, nothing, first, end)
        rows += [_row(line, window, results) for line in lines]
    table = pd.DataFrame(rows, columns=list(SWOT_COLUMNS))
    order = table["quadrant"].map({name: place for place, name in enumerate(QUADRANTS)})
    return table.iloc[np.argsort(order.to_numpy(), kind="stable")].reset_index(drop=True)


Outcomes = Mapping[tuple[str, str, str], Reals]
"""Values per replication in the province by arm, indicator and group."""


def _outcomes(
    results: Results, indicators: Mapping[str, IndicatorWords], windows: Mapping[str, tuple[int, int]]
) -> Outcomes:
    """Return what the rules look at, over one window."""
    looked_at = {*WANTED, NEET_RATE, NEET, SCHOOL_LEAVERS, EXITS, HIRES, *SHORTAGES}
    cells = choose_cells(
        results.series,
        results.regions,
        indicators,
        windows,
        results.first_month,
        lambda indicator, group: indicator in looked_at and "flow" not in group and " " not in group,
    )
    here = np.flatnonzero(cells.keys["region"] == results.regions[-1])
    found = {}
    for arm in results.arms:
        values = cells.of(results.values[arm])
        for place in here:
            found[arm, cells.keys["indicator"][place], cells.keys["group"][place]] = values[:, place]
    return found


def _of_defence(outcome: Outcomes, nothing: str, levers: Mapping[str, tuple[str, ...]]) -> Iterator[Line]:
    """Strengths: sure changes in the wanted direction. Weaknesses: sure ones against it, and aims that are not sure."""
    for arm, names in levers.items():
        staff = (arm, "defence_staff", "all"), (nothing, "defence_staff", "all")
        grows = all(key in outcome for key in staff) and _sure(outcome[staff[0]] - outcome[staff[1]]) > 0
        aims = {indicator for name in names for indicator in AIMS.get(name, ())}
        for (other, indicator, group), values in outcome.items():
            if other != arm or indicator not in WANTED or (group != "all" and group not in DIVERSITY):
                continue
            reference = outcome[nothing, indicator, group]
            found = values - reference
            sure = _sure(found)
            wanted = WANTED[indicator]
            if sure != wanted and grows and indicator in OF_VACANCIES:
                # Who stays leaves no post to be filled, so fewer recruits are no weakness of a staff that grows.
                continue
            if sure == wanted:
                yield Line("strength", "sure_and_wanted", arm, indicator, group, reference, found)
            elif sure == -wanted:
                yield Line("weakness", "sure_and_unwanted", arm, indicator, group, reference, found)
            elif group == "all" and indicator in aims:
                yield Line("weakness", "aim_not_sure", arm, indicator, group, reference, found)


def _around_defence(outcome: Outcomes, nothing: str, levers: Mapping[str, tuple[str, ...]]) -> Iterator[Line]:
    """Opportunities and threats among young people and at other employers, in levels and in differences."""
    posts = outcome.get((nothing, POSTS, "all"))
    for (arm, indicator, group), values in outcome.items():
        if arm == nothing and indicator == NEET and posts is not None and _sure(values - posts) > 0:
            yield Line("opportunity", "more_young_people_than_posts", arm, indicator, group, posts, values - posts)
    recruits, exits = (outcome.get((nothing, name, "all")) for name in (RECRUITS, EXITS))
    if recruits is not None and exits is not None and _sure(exits - recruits) > 0:
        yield Line("threat", "more_exits_than_recruits", nothing, EXITS, "all", recruits, exits - recruits)
    for arm in levers:
        for (other, indicator, group), values in outcome.items():
            if other != arm:
                continue
            reference = outcome[nothing, indicator, group]
            sure = _sure(values - reference)
            if indicator == NEET_RATE and sure:
                quadrant = "opportunity" if sure < 0 else "threat"
                rule = "fewer_young_people_left_out" if sure < 0 else "more_young_people_left_out"
                yield Line(quadrant, rule, arm, indicator, group, reference, values - reference)
            if indicator in SHORTAGES and group == "all" and sure > 0:
                yield Line("threat", "shortage_elsewhere", arm, indicator, group, reference, values - reference)
        elsewhere = [
            outcome[name, HIRES, "all"] - outcome[name, RECRUITS, "all"]
            for name in (arm, nothing)
            if (name, HIRES, "all") in outcome and (name, RECRUITS, "all") in outcome
        ]
        if len(elsewhere) == 2 and _sure(elsewhere[0] - elsewhere[1]) < 0:
            yield Line("threat", "fewer_hires_elsewhere", arm, HIRES, "all", elsewhere[1], elsewhere[0] - elsewhere[1])


def _trends(
    results: Results, indicators: Mapping[str, IndicatorWords], nothing: str, first: int, end: int
) -> Iterator[Line]:
    """Opportunities and threats that come with time: more or fewer school leavers and young people out of work."""
    if end - first < 2 * TREND_MONTHS:
        return
    begin, last = (
        _outcomes(results, indicators, {"trend": months})
        for months in ((first, first + TREND_MONTHS), (end - TREND_MONTHS, end))
    )
    for indicator in (SCHOOL_LEAVERS, NEET):
        key = nothing, indicator, "all"
        if key not in begin:
            continue
        change = last[key] - begin[key]
        sure = _sure(change)
        if sure:
            quadrant, rule = ("opportunity", "cohorts_grow") if sure > 0 else ("threat", "cohorts_shrink")
            yield Line(quadrant, rule, nothing, indicator, "all", begin[key], change)


def _sure(samples: Reals) -> int:
    """Return 1 or -1 where the 95% interval lies above or below zero, and 0 otherwise."""
    if len(samples) < 2 or not np.isfinite(samples).all():
        return 0
    found = estimate(samples[:, None])
    return int(found.lower[0] > 0.0) - int(found.upper[0] < 0.0)


def _row(line: Line, window: str, results: Results) -> dict[str, object]:
    """Write a line with its mean and interval."""
    found = estimate(line.samples[:, None], results.design)
    return {
        "quadrant": line.quadrant,
        "rule": line.rule,
        "arm": line.arm,
        "indicator": line.indicator,
        "group": line.group,
        "window": window,
        "reference_mean": float(line.reference.mean()),
        "difference": float(found.mean[0]),
        "lower_95": float(found.lower[0]),
        "upper_95": float(found.upper[0]),
        "replications": len(line.samples),
    }
