"""Tell whether what the model says agrees with what was measured elsewhere, and warn where it does not.

The comparison is as coarse as the evidence. Where a review knows a direction only, only the direction is compared.
Where a size is known, it is compared with what the model gives per person who was reached, which counts everybody in
the province, also who is passed over, and is a rough figure.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from experiments.intervals import estimate, mean_by_draw
from experiments.results import IndicatorWords, Results
from experiments.windows import aggregate
from scenarios.arms import Arm
from scenarios.intervention import EVIDENCE_LEVELS
from scenarios.reviews import Reading, Review

__all__ = [
    "EVIDENCE_COLUMNS",
    "REASONS",
    "VERDICTS",
    "WARNINGS",
    "Found",
    "Verdict",
    "evidence_table",
    "judge",
    "label_of",
    "read_effect",
]

Reals = NDArray[np.float64]

VERDICTS = ("agrees", "disagrees", "cannot_be_compared")
REASONS = (
    "no_review",
    "nothing_found",
    "no_control",
    "too_thin",
    "mixed",
    "several_measures",
    "not_measured_here",
    "too_short",
    "unclear_here",
    "same_direction",
    "within_range",
    "smaller",
    "larger",
    "opposite",
    "found_none",
)
WARNINGS = ("larger", "opposite")
"""Reasons that the report warns of."""

EVIDENCE_COLUMNS = (
    "arm",
    "label",
    "review",
    "source",
    "direction",
    "size",
    "size_lower",
    "size_upper",
    "indicator",
    "per",
    "from_month",
    "simulated",
    "lower_95",
    "upper_95",
    "verdict",
    "reason",
    "warning",
)

_DAYS_PER_MONTH = 365.25 / 12.0


class Found(NamedTuple):
    """A simulated effect with its 95% interval."""

    value: float
    lower: float
    upper: float


class Verdict(NamedTuple):
    """Whether model and review agree, one of `VERDICTS`, and why, one of `REASONS`."""

    verdict: str
    reason: str


def label_of(arm: Arm) -> str:
    """Label an arm by the weakest evidence among its measures; empty without measures."""
    levels = [EVIDENCE_LEVELS.index(entry.evidence_level) for entry in arm.interventions]
    return EVIDENCE_LEVELS[max(levels)] if levels else ""


def evidence_table(
    results: Results,
    indicators: Mapping[str, IndicatorWords],
    arms: Sequence[Arm],
    reviews: Mapping[str, Review],
    policy_start: int,
) -> pd.DataFrame:
    """Compare every arm with the reviews that its measures name.

    Parameters
    ----------
    results : Results
        Measurements.
    indicators : mapping of str to IndicatorWords
        Kind of each indicator.
    arms : sequence of Arm
        The arms of `results`.
    reviews : mapping of str to Review
        Findings by name.
    policy_start : int
        Month in which the measures start, in months since January 2012.

    Returns
    -------
    pandas.DataFrame
        Columns `EVIDENCE_COLUMNS`; at least one row per arm with measures, and one per review it is compared with.
    """
    rows = []
    for arm in arms:
        if arm.name == results.reference or not arm.interventions:
            continue
        named = list(dict.fromkeys(name for entry in arm.interventions for name in entry.reviews))
        alone = all(set(named) == set(entry.reviews) for entry in arm.interventions)
        for name in named:
            rows.append(_row(arm, reviews[name], alone, results, indicators, policy_start))
        if not named:
            empty = dict.fromkeys(EVIDENCE_COLUMNS[2:-3], "")
            rows.append(
                {"arm": arm.name, "label": label_of(arm), **empty, "verdict": VERDICTS[2], "reason": "no_review"}
            )
    table = pd.DataFrame(rows, columns=list(EVIDENCE_COLUMNS))
    table["warning"] = [reason if reason in WARNINGS else "" for reason in table["reason"]]
    for column in ("size", "size_lower", "size_upper", "from_month", "simulated", "lower_95", "upper_95"):
        table[column] = pd.to_numeric(table[column])
    return table


def _row(
    arm: Arm,
    review: Review,
    alone: bool,
    results: Results,
    indicators: Mapping[str, IndicatorWords],
    policy_start: int,
) -> dict[str, object]:
    """Compare one arm with one review."""
    found = None
    read = review.read
    if read is not None and review.measured:
        found = read_effect(results, indicators, arm.name, read, policy_start)
    verdict = judge(review, found, alone, read is not None and _too_short(results, read, policy_start))
    size = review.size
    return {
        "arm": arm.name,
        "label": label_of(arm),
        "review": review.name,
        "source": review.source,
        "direction": review.direction,
        "size": math.nan if size is None else size.value,
        "size_lower": math.nan if size is None or size.lower is None else size.lower,
        "size_upper": math.nan if size is None or size.upper is None else size.upper,
        "indicator": "" if read is None else read.indicator,
        "per": "" if read is None else read.per,
        "from_month": math.nan if read is None else policy_start + read.after_months,
        "simulated": math.nan if found is None else found.value,
        "lower_95": math.nan if found is None else found.lower,
        "upper_95": math.nan if found is None else found.upper,
        "verdict": verdict.verdict,
        "reason": verdict.reason,
    }


def read_effect(
    results: Results, indicators: Mapping[str, IndicatorWords], arm: str, read: Reading, policy_start: int
) -> Found | None:
    """Read an outcome from the paired differences of the province.

    Parameters
    ----------
    results : Results
        Measurements.
    indicators : mapping of str to IndicatorWords
        Kind of each indicator.
    arm : str
        Which arm.
    read : Reading
        What to read.
    policy_start : int
        Month in which the measures start.

    Returns
    -------
    Found or None
        Mean difference, or days of it per person counted by the flow in the same months; None where it was not
        measured, nobody was reached or the run is too short.
    """
    names = (read.indicator, read.per) if read.per else (read.indicator,)
    if not all(results.has(name) for name in names) or _too_short(results, read, policy_start):
        return None
    months = slice(policy_start + read.after_months - results.first_month, None)

    def over(which: str, name: str, kind: str) -> Reals:
        return aggregate(results.monthly(which, name)[:, months], kind, axis=1)

    if read.per:
        # A stock added up over months is a number of months in it.
        gained = over(arm, read.indicator, "flow") - over(results.reference, read.indicator, "flow")
        reached = over(arm, read.per, "flow")
        if not (reached > 0.0).all():
            return None
        samples = gained * _DAYS_PER_MONTH / reached
    else:
        kind = indicators[read.indicator].kind
        samples = over(arm, read.indicator, kind) - over(results.reference, read.indicator, kind)
    effect = estimate(mean_by_draw(samples, results.design))
    return Found(float(effect.mean), float(effect.lower), float(effect.upper))


def _too_short(results: Results, read: Reading, policy_start: int) -> bool:
    """Tell whether less than a year is left of a run when the reading begins."""
    return results.first_month + results.months - (policy_start + read.after_months) < 12


def judge(review: Review, found: Found | None, alone: bool = True, too_short: bool = False) -> Verdict:
    """Compare a simulated effect with a review.

    Parameters
    ----------
    review : Review
        What was found elsewhere.
    found : Found or None
        What the model gives; None where it cannot be read.
    alone : bool
        Whether the arm holds nothing but measures of the kind that the review is about.
    too_short : bool
        Whether the run ends before the effect would show.

    Returns
    -------
    Verdict
        The effect is called larger where its whole interval lies beyond that of the review, and opposite where its
        whole interval lies on the other side of zero.
    """
    cannot = _why_not(review, found, alone, too_short)
    if cannot or found is None:
        return Verdict("cannot_be_compared", cannot)
    if review.direction == "zero":
        return Verdict("disagrees", "found_none")
    towards = 1.0 if review.direction == "up" else -1.0
    if towards * found.value < 0.0:
        return Verdict("disagrees", "opposite")
    if review.size is None:
        return Verdict("agrees", "same_direction")
    ends = [review.size.value if end is None else end for end in (review.size.lower, review.size.upper)]
    least, most = sorted(towards * end for end in ends)
    smallest, largest = sorted(towards * end for end in (found.lower, found.upper))
    if smallest > most:
        return Verdict("disagrees", "larger")
    return Verdict("agrees", "smaller" if largest < least else "within_range")


def _why_not(review: Review, found: Found | None, alone: bool, too_short: bool) -> str:
    """Say why a comparison is impossible; empty where it is possible."""
    if not review.measured:
        return {"not_found": "nothing_found", "none": "no_control"}.get(review.control, "too_thin")
    if review.direction == "mixed":
        return "mixed"
    if not alone:
        return "several_measures"
    if too_short:
        return "too_short"
    if found is None:
        return "not_measured_here"
    if not found.lower > 0.0 and not found.upper < 0.0:
        return "unclear_here"
    return ""
