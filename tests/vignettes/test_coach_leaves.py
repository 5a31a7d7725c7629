"""Clients stop when their coach leaves, unless the next one has met them beforehand.

In the pilots a number of people stopped taking part after a change of staff: trust was broken and they had to tell
their story all over again. A warm handover between coaches is what the study advises. Source: UHasselt study on
lasting work (f002), section 5.2.1.3; how many stopped is not told.

Every client has a coach of his or her own here, who leaves in the third month. The second arm hands over warmly
(``warme_overdracht_begeleiders``, without its smaller turnover), in the third nobody leaves.
"""

from __future__ import annotations

import numpy as np
from support.vignettes import COPIES, START, coaches, employers, jobs, live, measure, people, world

from agents.persons import Persons
from agents.vocabulary import ELEMENTARY, HOME, INQUIRE, NO_TRAJECTORY
from scenarios.intervention import Intervention
from simulation.tallies import LEFT_WITH_COACH

WARM_HANDOVER = measure("warme_overdracht_begeleiders", warm_handover=0.9, turnover_factor=1.0)


def guidance(*measures: Intervention, leaves: bool = True) -> tuple[Persons, int]:
    """Let six months of guidance pass; return the clients, and how many left together with the coach."""
    client = people(
        40,
        status=HOME,
        trust=0.5,
        coach=np.arange(COPIES),
        trajectory_step=INQUIRE,
        trajectory_step_since=START,
    )
    market = world(client, employers(), jobs(ELEMENTARY), measures, coaches(), coach_turnover=0.0)
    stays = market.parameters
    live(market, 2)
    market.parameters = stays._replace(coach_turnover=1.0 if leaves else 0.0)
    live(market, 1)
    market.parameters = stays
    after = live(market, 3)[-1]
    return after, int(market.counts.coaching_events[:, LEFT_WITH_COACH].sum())


def stopped(clients: Persons) -> float:
    return float((clients.trajectory_step == NO_TRAJECTORY).mean())


def test_when_a_coach_leaves_without_handing_over_many_clients_stop() -> None:
    left, with_coach = guidance()
    stayed, nobody = guidance(leaves=False)
    assert stopped(left) > stopped(stayed) + 0.1
    assert with_coach > 0.15 * COPIES
    assert nobody == 0
    still = (left.trajectory_step != NO_TRAJECTORY) & (stayed.trajectory_step != NO_TRAJECTORY)
    assert left.trust[still].mean() < stayed.trust[still].mean() - 0.1


def test_after_a_warm_handover_they_stay_as_if_nobody_had_left() -> None:
    handed_over, with_coach = guidance(WARM_HANDOVER)
    stayed, _ = guidance(leaves=False)
    assert stopped(handed_over) < stopped(stayed) + 0.05
    assert with_coach < 0.05 * COPIES
    assert abs(handed_over.trust.mean() - stayed.trust.mean()) < 0.05
