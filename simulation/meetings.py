"""How meetings of persons and vacancies end: the chain of outcomes, and which gap stopped a meeting that failed.

A meeting is one person coming across one advert. It fails at the first step that it does not pass. What is counted as
shrinking back belongs to the search gap, though the demands of the advert cause it: the two never meet.
"""

from __future__ import annotations

from typing import Final

MET: Final = 0
NOT_RECOGNISED: Final = 1
SHRANK_BACK: Final = 2
NO_GATE: Final = 3
DOES_NOT_FIT: Final = 4
PASSED_OVER: Final = 5
TOO_EARLY: Final = 6
LOST_IN_PROCEDURE: Final = 7
REFUSED_DISCRIMINATION: Final = 8
REFUSED_PAST: Final = 9
NOT_QUALIFIED: Final = 10
DECLINED: Final = 11
TRIED_IN_VAIN: Final = 12
OUTCOMES: Final = 13
"""Outcomes that are counted, in the order of the chain. No gate: without the diploma that the law demands; passed over:
other adverts looked better; too early: before selection began; refused for origin, age or disability, or for the past,
which is long without work or a record in justice; declined: took a better offer; tried in vain: the work
did not fit after all."""

CAUSES: Final = {
    "not_recognised": NOT_RECOGNISED,
    "shrank_back": SHRANK_BACK,
    "no_gate": NO_GATE,
    "does_not_fit": DOES_NOT_FIT,
    "lost_in_procedure": LOST_IN_PROCEDURE,
    "refused_discrimination": REFUSED_DISCRIMINATION,
    "refused_past": REFUSED_PAST,
    "not_qualified": NOT_QUALIFIED,
    "tried_in_vain": TRIED_IN_VAIN,
}
"""Outcomes that are failures."""

GAPS: Final = {
    "skill": (NOT_QUALIFIED, NO_GATE),
    "search": (NOT_RECOGNISED, SHRANK_BACK, LOST_IN_PROCEDURE, REFUSED_DISCRIMINATION, REFUSED_PAST),
    "organisation": (DOES_NOT_FIT, TRIED_IN_VAIN),
}
"""Failures by the gap that stopped the meeting."""
