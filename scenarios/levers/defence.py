"""What the levers of Defence share: they work at one employer, within the places and the people it has for them."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from agents.draws import uniform, uniforms
from scenarios.levers.base import Mask, Rows
from scenarios.levers.gains import FULL_EFFECT_MONTHS, fill
from simulation.defence import Defence
from simulation.model import LabourMarket

NOBODY_REACHED: Rows = np.zeros(5, np.int64)
NOBODY_REACHED.setflags(write=False)


def at_defence(market: LabourMarket, condition: Mask) -> Mask:
    """Tell that a lever works at Defence alone, where a condition on employers holds there."""
    here = np.zeros(len(market.employers.identity), bool)
    if market.defence is not None:
        here[market.defence.employer] = condition[market.defence.employer]
    return here


def months_at(market: LabourMarket, months_in_use: Rows) -> tuple[Defence | None, int]:
    """Return Defence and the months since it began, -1 where it does not take part; nothing where it does not exist."""
    defence = market.defence
    return (None, -1) if defence is None else (defence, int(months_in_use[defence.employer]))


def places_for(market: LabourMarket, name: str, persons: float) -> int:
    """Return how many agents a number of persons stands for, rounded once and for all by luck."""
    luck = uniform(market.luck.key(f"places:{name}"), np.uint64(0))
    return int(np.floor(persons * market.surroundings.scale + luck))


def in_order_of_luck(market: LabourMarket, people: Rows, decision: str, month: int = 0) -> Rows:
    """Put people in the order in which they get a place."""
    luck = uniforms(market.luck.key(decision, month), market.persons.identity[people])
    return people[np.argsort(luck, kind="stable")]


def by_sub_region(market: LabourMarket, people: Rows) -> Rows:
    """Count people by the sub-region they live in."""
    return np.bincount(market.persons.sub_region[people], minlength=5).astype(np.int64)


def change_service(market: LabourMarket, **changes: float) -> None:
    """Let Defence go on with other conditions of service."""
    assert market.defence is not None
    market.defence = replace(market.defence, service=market.defence.service._replace(**changes))


def filled(share: float, month: int, gain: float) -> float:
    """Return a share after one month more of a gain that takes a year; see :func:`scenarios.levers.gains.fill`."""
    column = np.array([share])
    fill(column, np.array([month]), gain, FULL_EFFECT_MONTHS)
    return float(column[0])
