"""Six personas and the ready: each is read from the barrier that stands first."""

from __future__ import annotations

from typing import Any

import pytest
from support.markets import some_persons

from agents.personas import read_persona
from agents.vocabulary import (
    ABSENT,
    DEBT,
    DISCOURAGED_OUTSIDER,
    DISTRUSTFUL_OUTSIDER,
    EMPLOYED,
    EXCLUDED_PROMISE,
    FALLING_SHORT_PROMISE,
    FORCED_HURDLER,
    HESITANT_ONLOOKER,
    HOME,
    HOUSING,
    ILL,
    LATENT,
    NO_PERSONA,
    OTHER,
    READY,
    RETIRED,
    SEARCHING_UNAVAILABLE,
    SELF_EMPLOYED,
    STUDENT,
    UNEMPLOYED,
)

BARRIERS: list[tuple[int, dict[str, Any]]] = [
    (DISTRUSTFUL_OUTSIDER, {"trust": 0.1}),
    (FORCED_HURDLER, {"problems": DEBT + HOUSING}),
    (FORCED_HURDLER, {"health_limitation": 0.7}),
    (FORCED_HURDLER, {"status": ILL}),
    (DISCOURAGED_OUTSIDER, {"discouragement": 0.8}),
    (EXCLUDED_PROMISE, {"disapproval": 0.8}),
    (HESITANT_ONLOOKER, {"confidence": 0.2}),
    (HESITANT_ONLOOKER, {"fear_of_risk": 0.8}),
    (FALLING_SHORT_PROMISE, {"dutch": 0.3}),
    (FALLING_SHORT_PROMISE, {"application_skill": 0.2}),
    (FALLING_SHORT_PROMISE, {"goal_clarity": 0.2}),
]


def persona(**columns: Any) -> int:
    return read_persona(some_persons(**columns), 0)


@pytest.mark.parametrize(("expected", "barrier"), BARRIERS)
def test_one_barrier_makes_the_persona(expected: int, barrier: dict[str, Any]) -> None:
    assert persona(**barrier) == expected


@pytest.mark.parametrize("first", range(len(BARRIERS)))
def test_of_several_barriers_the_first_in_order_is_read(first: int) -> None:
    barriers: dict[str, Any] = {}
    for _, barrier in reversed(BARRIERS[first:]):
        barriers.update(barrier)
    assert persona(**barriers) == BARRIERS[first][0]


@pytest.mark.parametrize("status", [UNEMPLOYED, SEARCHING_UNAVAILABLE, LATENT, HOME, OTHER])
def test_without_barriers_a_person_without_work_is_ready(status: int) -> None:
    assert persona(status=status) == READY
    assert persona(status=status, problems=DEBT) == READY


@pytest.mark.parametrize("status", [EMPLOYED, SELF_EMPLOYED, STUDENT, RETIRED, ABSENT])
def test_people_at_work_in_school_retired_or_gone_have_no_persona(status: int) -> None:
    assert persona(status=status, trust=0.1) == NO_PERSONA
