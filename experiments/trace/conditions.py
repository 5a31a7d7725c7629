"""What levers change at an employer, and which obstacle between a person and a vacancy each change can take away."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

__all__ = ["CONDITIONS", "EASED", "Condition", "conditions_of", "levers_that_eased"]

_SKILL: Final = ("deterred", "preferred_another")
_JUDGED: Final = ("not_qualified", "outranked")
_FIT: Final = ("does_not_fit", "preferred_another")
_GAP_OF: Final = {
    "deterred": ("skill_gap",),
    "not_qualified": ("judged_gap",),
    "outranked": ("judged_gap",),
    "does_not_fit": ("organisation_gap",),
    "preferred_another": ("skill_gap", "organisation_gap"),
}
"""Gaps of which one must be smaller for a change to have mattered; without one the outcome itself tells."""

_LIMITS: Final = ("selection_strictness", "side_entrants")
"""Conditions that move what an employer accepts, not the gap."""


class Condition(NamedTuple):
    """One column of employers or job designs that levers move.

    Attributes
    ----------
    column, table : str
        Name of the column, and ``employers`` or ``designs``.
    better : int
        1 where more of it makes it easier for an applicant, -1 where less does.
    levers : tuple of str
        Levers that move it.
    kinds : tuple of str
        Obstacles that it can take away, as in :data:`experiments.trace.reasons.KINDS`.
    """

    column: str
    table: str
    better: int
    levers: tuple[str, ...]
    kinds: tuple[str, ...]


EASED: Final = (
    Condition("schedule_control", "designs", 1, ("schedule_control", "base_roster"), (*_FIT, "does_not_fit_after_all")),
    Condition("training", "employers", 1, ("entry_requirements", "workplace_support"), _JUDGED),
    Condition("dutch_ideal", "designs", -1, ("entry_requirements",), (*_SKILL, *_JUDGED)),
    Condition("education_ideal", "designs", -1, ("entry_requirements",), (*_SKILL, *_JUDGED)),
    Condition("experience_ideal", "designs", -1, ("entry_requirements",), (*_SKILL, *_JUDGED)),
    Condition("simple_share", "designs", 1, ("job_redesign",), (*_SKILL, *_JUDGED)),
    Condition("language_help", "employers", 1, ("workplace_language",), (*_SKILL, *_JUDGED)),
    Condition("language_coaching", "employers", 1, ("workplace_language",), _JUDGED),
    Condition(
        "hours_flexibility", "designs", 1, ("work_conditions", "life_phase_policy"), (*_FIT, "does_not_fit_after_all")
    ),
    Condition("age_fit", "designs", 1, ("life_phase_policy",), (*_FIT, "does_not_fit_after_all")),
    Condition("environment", "designs", 1, ("work_conditions",), (*_FIT, "does_not_fit_after_all")),
    Condition("facilities", "designs", 1, ("work_conditions",), (*_FIT, "does_not_fit_after_all")),
    Condition("open_policy", "employers", 1, ("work_conditions",), (*_FIT, "does_not_fit_after_all")),
    Condition("advert_tone", "employers", 1, ("recruitment",), ("deterred", "does_not_fit")),
    Condition("recruitment_channels", "employers", 1, ("recruitment",), ("not_recognised",)),
    Condition("selection_simplicity", "employers", 1, ("selection",), ("lost_in_procedure",)),
    Condition("selection_strictness", "employers", -1, ("selection",), ("not_qualified",)),
    Condition("origin_discrimination", "employers", -1, ("selection", "inclusive_team"), ("not_invited",)),
    Condition("age_discrimination", "employers", -1, ("selection", "inclusive_team"), ("not_invited",)),
    Condition("disability_discrimination", "employers", -1, ("selection", "inclusive_team"), ("not_invited",)),
    Condition("duration_stereotype", "employers", -1, ("selection",), ("not_invited",)),
    Condition("side_entrants", "employers", 1, ("career_openness",), ("deterred", "not_qualified")),
    Condition("youth_reach", "employers", 1, ("defence_recruitment",), ("not_recognised",)),
    Condition("norms_later", "employers", 1, ("defence_selection",), ("not_qualified",)),
    Condition("second_chance", "employers", 1, ("defence_selection",), ("not_qualified",)),
    Condition("lodging", "designs", 1, ("defence_job_design",), (*_FIT, "does_not_fit_after_all")),
    Condition("partnership", "employers", 1, ("guidance_partnership",), ("not_invited", "lost_in_procedure")),
)
"""Every change at an employer that a story can name as a reason.

Levers on coaches, sub-regions and persons change people instead, over months and through others: no single meeting
tells that they decided it, so that stories do not name them."""

CONDITIONS: Final = np.dtype([(condition.column, np.float32) for condition in EASED])
"""The conditions of a meeting that are not in the diary."""


def conditions_of(market: Any, design: NDArray[np.integer[Any]]) -> NDArray[np.void]:
    """Note what holds now at the employers of some job designs.

    Parameters
    ----------
    market : LabourMarket
        At the end of the month of the meetings; within a month these conditions do not change.
    design : ndarray of int, shape (meetings,)
        Job designs.

    Returns
    -------
    structured array of `CONDITIONS`, shape (meetings,)
        Channels as their number.
    """
    noted = np.zeros(len(design), CONDITIONS)
    employer = market.designs.employer[design]
    for condition in EASED:
        rows = design if condition.table == "designs" else employer
        values = getattr(getattr(market, condition.table), condition.column)[rows]
        if condition.column == "recruitment_channels":
            values = np.unpackbits(values[:, None], axis=1).sum(axis=1)
        noted[condition.column] = values
    return noted


def levers_that_eased(kind: str, here: Any, there: Any) -> tuple[str, ...]:
    """Name the levers on employers that can have taken an obstacle away.

    Parameters
    ----------
    kind : str
        What stood between person and vacancy.
    here, there : Facts
        The meeting in the world of the placement, and in the other one.

    Returns
    -------
    tuple of str
        Levers that move a condition which is easier here, where the gap in question is smaller here too. Less strict
        selection and readiness for side entrants count by the limit instead, and a say over the roster makes a vacancy
        attractive by itself.
    """
    gaps = _GAP_OF.get(kind, ())
    found: dict[str, None] = {}
    for condition in EASED:
        if kind not in condition.kinds or not _easier(condition, here.conditions, there.conditions):
            continue
        if condition.column in ("norms_later", "second_chance"):
            # Norms of Defence are passed or not, without a gap that grows smaller.
            mattered = True
        elif condition.column in _LIMITS and kind == "not_qualified":
            mattered = here.judged_limit > there.judged_limit
        elif kind == "preferred_another" and condition.column == "schedule_control":
            mattered = True
        elif kind == "preferred_another":
            mattered = _smaller(gaps[0] if condition.kinds[0] == _SKILL[0] else gaps[1], here, there)
        else:
            mattered = not gaps or _smaller(gaps[0], here, there)
        if mattered:
            found.update(dict.fromkeys(condition.levers))
    return tuple(found)


def _easier(condition: Condition, here: Mapping[str, float], there: Mapping[str, float]) -> bool:
    return condition.better * (here[condition.column] - there[condition.column]) > 0.0


def _smaller(gap: str, here: Any, there: Any) -> bool:
    return bool(getattr(here, gap) < getattr(there, gap))
