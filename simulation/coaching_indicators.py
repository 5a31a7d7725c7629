"""How indicators of coaching and of personas follow from counts: queue, caseload, funnel, flows between personas."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import numpy.typing as npt

from agents.vocabulary import GET_ACQUAINTED, PERSONAS, WAITING
from simulation import tallies
from simulation.totals import Totals, share

Doubles = npt.NDArray[np.float64]
Groups = dict[str, Doubles]

CAUSES = {
    "waiting": tallies.LEFT_QUEUE,
    "trust_or_attention": tallies.LEFT_TRAJECTORY,
    "coach_left": tallies.LEFT_WITH_COACH,
    "referral": tallies.LEFT_AFTER_REFERRAL,
    "sanction": tallies.LEFT_AFTER_SANCTION,
}
"""Why people drop out of coaching."""

CAMPS = (*PERSONAS[:-1], "work")
"""Between whom persona flows are reported."""


def _clients(totals: Totals) -> Doubles:
    return totals.with_province(totals.counts.coaching[:, :, GET_ACQUAINTED:].sum(axis=2) / totals.scale)


def _places(totals: Totals) -> Doubles:
    return totals.with_province(totals.counts.coaching_places / totals.scale)


def _event(totals: Totals, event: int) -> Doubles:
    return totals.with_province(totals.counts.coaching_events[:, event] / totals.scale)


def clients(totals: Totals) -> Groups:
    """Return people with a coach."""
    return {"all": _clients(totals)}


def waiting(totals: Totals) -> Groups:
    """Return people who wait for a coach."""
    return {"all": totals.with_province(totals.counts.coaching[:, :, WAITING] / totals.scale)}


def places(totals: Totals) -> Groups:
    """Return clients that coaches can take within their limits."""
    return {"all": _places(totals)}


def occupancy(totals: Totals) -> Groups:
    """Return clients per hundred places, once free places were given away and before anybody left in the month."""
    return {"all": share(totals.with_province(totals.counts.coaching_hours[:, 1] / totals.scale), _places(totals))}


def wait_months(totals: Totals) -> Groups:
    """Return the mean wait of those who got a coach in the month."""
    starts = totals.flow(tallies.COACHING_STARTS)
    return {"all": share(_event(totals, tallies.MONTHS_WAITED), starts, 1.0)}


def hours_per_client(totals: Totals) -> Groups:
    """Return contact hours a month per client."""
    hours, shared_by = (totals.with_province(totals.counts.coaching_hours[:, kind]) for kind in range(2))
    return {"all": share(hours, shared_by, 1.0)}


def drop_outs(totals: Totals) -> Groups:
    """Return people who break off coaching, all and by cause."""
    groups = {"all": totals.flow(tallies.COACHING_DROP_OUTS)}
    groups.update({f"cause={name}": _event(totals, event) for name, event in CAUSES.items()})
    return groups


def event(number: int) -> Callable[[Totals], Groups]:
    """Return how to count one event of coaching."""
    return lambda totals: {"all": _event(totals, number)}


def entry(number: int) -> Callable[[Totals], Groups]:
    """Return how to count one event of work-learn entries."""
    return lambda totals: {"all": totals.with_province(totals.counts.work_learn_entry[:, number] / totals.scale)}


def persona_flow(totals: Totals) -> Groups:
    """Return people who changed from one persona to another, to work or from work."""
    flows = totals.counts.persona_flows
    return {
        f"flow={before}>{after}": totals.with_province(flows[:, source, target] / totals.scale)
        for source, before in enumerate(CAMPS)
        for target, after in enumerate(CAMPS)
        if source != target
    }


def persona_to_work(totals: Totals) -> Groups:
    """Return people who went to work, by persona."""
    return _by_persona(totals, totals.counts.persona_flows[:, :, tallies.AT_WORK])


def persona_step(kind: int) -> Callable[[Totals], Groups]:
    """Return how to count people who began to search or reached lasting work, by persona."""
    return lambda totals: _by_persona(totals, totals.counts.persona_steps[:, kind])


def _by_persona(totals: Totals, counted: npt.NDArray[np.int32]) -> Groups:
    return {
        f"persona={name}": totals.with_province(counted[:, code] / totals.scale)
        for code, name in enumerate(PERSONAS[:-1])
    }
