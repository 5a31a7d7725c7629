"""Which stories are told: a few people of every kind, those whose trail leads to a measure first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from experiments.trace.reasons import Link, Reasons
from experiments.trace.replay import Replay

__all__ = ["Chosen", "choose"]

_ORDER: Final = ("net_new", "earlier", "at_expense", "displaced", "taken_over", "later", "net_lost")


@dataclass(frozen=True, eq=False)
class Chosen:
    """The stories of one arm.

    Attributes
    ----------
    replay : Replay
        The replication they come from.
    replication : int
        Its number.
    stories : list of list of Link
        Explanations, from the person of the story outwards.
    looked, direct : int
        People looked at, and those whose trail leads to a measure.
    """

    replay: Replay
    replication: int
    stories: list[list[Link]]
    looked: int
    direct: int


def choose(replay: Replay, replication: int, persons: int) -> Chosen:
    """Choose the stories to tell: trails that lead to a measure first, categories in turn, short trails before long.

    Parameters
    ----------
    replay : Replay
        An arm and the reference.
    replication : int
        Its number.
    persons : int
        Most stories.

    Returns
    -------
    Chosen
    """
    reasons = Reasons(replay)
    trails = [reasons.explain(placement) for placement in replay.chosen]
    queues: dict[str, list[list[Link]]] = {category: [] for category in _ORDER}
    for trail in sorted(trails, key=lambda links: (not links[-1].measures, len(links))):
        queues[replay.category(trail[0].placement)].append(trail)
    told: list[list[Link]] = []
    for leads in (True, False):
        waiting = [[trail for trail in queue if bool(trail[-1].measures) == leads] for queue in queues.values()]
        while len(told) < persons and any(waiting):
            told += [queue.pop(0) for queue in waiting if queue]
    direct = sum(bool(trail[-1].measures) for trail in trails)
    return Chosen(replay, replication, told[:persons], len(trails), direct)
