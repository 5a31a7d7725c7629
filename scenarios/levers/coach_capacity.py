"""Coach capacity: more coaches, more clients for the coaches there are, coaches who stay, and warm handovers.

Hours are finite, so more clients wait longer and get less attention each; more coaches take time to hire. When a coach
leaves without handing over, clients lose trust and some stop (no number is reported). A coach who reports failures to
an authority that can sanction is trusted less. When a measure ends, the coaches it hired leave and their clients wait
for another one. Caseload trials abroad speak of small gains (PES-02); no caseload is published (PES-04).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

import numpy as np
import numpy.typing as npt

from agents.coaches import Coaches
from agents.columns import resize
from agents.draws import uniforms
from agents.vocabulary import NOBODY, PUBLIC_SERVICE, WAITING
from scenarios.levers.base import Doubles, Lever, LeverParameter, Mask, Reached, Rows
from scenarios.levers.gains import AT_ONCE, empty, fill
from simulation.caseloads import OUTREACH_HOURS, USUAL_CARE, USUAL_TIES
from simulation.coaching import LEFT_BEHIND
from simulation.model import LabourMarket

HIRES_A_MONTH = 0.05
"""Coaches that can be hired in a month, as a share of those who take part (assumption)."""

HOURS_OF_A_COACH = 140.0
"""Working hours of a full-time coach in a month, with and without clients (assumption: 1,680 hours a year)."""

HIRED = np.uint64(1) << np.uint64(24)
"""Marks identities of coaches hired by a measure."""

SEAT_GONE = 32000
"""Month until which the seat of a coach who was let go stays empty: for ever."""


class CoachCapacity(Lever):
    """Number of coaches and clients, and continuity."""

    name = "coach_capacity"
    title_nl = "Begeleidingscapaciteit"
    title_en = "Coach capacity"
    scope = "coaches"
    parameters: ClassVar[Mapping[str, LeverParameter]] = {
        "coaches_factor": LeverParameter(
            1.0, 1.0, 4.0, "factor on the coaches who take part", "assumption; a choice of the scenario", neutral=1.0
        ),
        "clients_factor": LeverParameter(
            1.0, 0.5, 4.0, "factor on people who ask for a coach", "assumption; a choice of the scenario", neutral=1.0
        ),
        "turnover_factor": LeverParameter(
            1.0, 0.1, 2.0, "factor on coaches who leave", "assumption; not reported", neutral=1.0
        ),
        "warm_handover": LeverParameter(
            0.0, 0.0, 0.90, "share of the clients not handed over warmly so far", "assumption; not reported"
        ),
        "limit_factor": LeverParameter(
            1.0,
            0.5,
            2.0,
            "factor on the largest caseload",
            "assumption; no caseload is published (PES-04)",
            neutral=1.0,
        ),
        "non_sanctioning": LeverParameter(
            0.0, 0.0, 1.0, "share of coaches who stop reporting to an authority", "assumption; not reported"
        ),
    }

    def can_work_at(self, market: LabourMarket) -> Mask:
        """Require a coach who has hours for clients."""
        coaches = market.coaches
        return np.asarray((coaches.contact_hours > 0.0) & (coaches.vacant_until <= market.month))

    def act(self, market: LabourMarket, months_in_use: Rows, values: Mapping[str, float]) -> Reached:
        """Hire month by month, ask more clients as coaches join, and change the conditions of coaches that begin.

        Returns the hours of the coaches who are hired.
        """
        coaches = market.coaches
        started = np.flatnonzero(months_in_use == 0)
        coaches.turnover[started] *= values["turnover_factor"]
        coaches.caseload_limit[started] = np.floor(coaches.caseload_limit[started] * values["limit_factor"] + 0.5)
        luck = uniforms(market.luck.key("stops_reporting"), coaches.identity[started])
        coaches.sanctioning[started[luck < values["non_sanctioning"]]] = 0
        fill(coaches.warm_handover, months_in_use, values["warm_handover"], AT_ONCE)
        before, now = _share_in_use(coaches, months_in_use > 0), _share_in_use(coaches, months_in_use >= 0)
        more = values["clients_factor"] - 1.0
        market.coaching_demand *= (1.0 + more * now) / (1.0 + more * before)
        hours = _hours_of_hires(market, months_in_use, values["coaches_factor"] - 1.0)
        if values["coaches_factor"] > 1.0:
            _hire(market, months_in_use, values["coaches_factor"] - 1.0, values["limit_factor"])
        return Reached(np.zeros(5, np.int64), hours)

    def withdraw(self, market: LabourMarket, months_in_use: Rows, values: Mapping[str, float]) -> None:
        """Let the coaches go who were hired; the others leave and are handed over as before."""
        coaches = market.coaches
        used = np.flatnonzero(months_in_use >= 0)
        market.coaching_demand /= 1.0 + (values["clients_factor"] - 1.0) * _share_in_use(coaches, months_in_use >= 0)
        coaches.turnover[used] /= values["turnover_factor"]
        coaches.caseload_limit[used] = np.floor(coaches.caseload_limit[used] / values["limit_factor"] + 0.5)
        empty(coaches.warm_handover, months_in_use, values["warm_handover"], AT_ONCE)
        _let_go(market, months_in_use, values["coaches_factor"] - 1.0)


def _share_in_use(coaches: Coaches, in_use: Mask) -> npt.NDArray[np.float64]:
    """Return the share of the coaches of the start who take part, by sub-region."""
    usual = ~_hired(coaches)
    staff = np.bincount(coaches.sub_region[usual], minlength=5)
    return np.asarray(np.bincount(coaches.sub_region[usual & in_use], minlength=5) / np.maximum(staff, 1))


def _hired(coaches: Coaches) -> Mask:
    return np.asarray((coaches.identity & HIRED) != 0)


def _hires_until(market: LabourMarket, months_in_use: Rows, more: float, months_back: int) -> Rows:
    """Return how many coaches a measure had hired some months ago, by sub-region.

    Every coach who takes part stands for a little more of a new one each month, until the factor is reached.
    """
    coaches = market.coaches
    months = np.maximum(months_in_use + 1 - months_back, 0)
    due = np.where(_hired(coaches), 0.0, np.minimum(more, HIRES_A_MONTH * months))
    rounding = uniforms(market.luck.key("hiring_of_coaches"), np.arange(5, dtype=np.uint64))
    return np.floor(np.bincount(coaches.sub_region, due, minlength=5) + rounding).astype(np.int64)


def _hire(market: LabourMarket, months_in_use: Rows, more: float, limit_factor: float) -> None:
    """Add this month's new coaches: like a colleague who takes part, with the usual ties, care and methods."""
    coaches = market.coaches
    hires = _hires_until(market, months_in_use, more, 0) - _hires_until(market, months_in_use, more, 1)
    for region in np.flatnonzero(hires > 0):
        here = coaches.sub_region == region
        colleagues = np.flatnonzero(here & (months_in_use >= 0) & ~_hired(coaches))
        known = int(np.count_nonzero(here & _hired(coaches)))
        ordinals = known + np.arange(hires[region])
        like = colleagues[ordinals % len(colleagues)]
        first = len(market.coaches.identity)
        market.coaches = resize(market.coaches, first + len(like))
        grown, new = market.coaches, slice(first, None)
        place = coaches.identity[like] & ~(HIRED - np.uint64(1))
        grown.identity[new] = place + HIRED + ordinals.astype(np.uint64)
        for name in ("sub_region", "organisation", "contact_hours"):
            getattr(grown, name)[new] = getattr(coaches, name)[like]
        grown.caseload_limit[new] = np.maximum(1, np.floor(coaches.caseload_limit[like] / limit_factor + 0.5))
        public = grown.organisation[new] == PUBLIC_SERVICE
        fullness = np.minimum(1.0, coaches.contact_hours[like] / market.parameters.coach_hours)
        grown.sanctioning[new] = public
        grown.outreach_hours[new] = np.where(public, 0.0, OUTREACH_HOURS * fullness)
        grown.referral_care[new] = USUAL_CARE
        grown.employer_ties[new] = USUAL_TIES


def _hours_of_hires(market: LabourMarket, months_in_use: Rows, more: float) -> Doubles:
    """Return the hours a month of the coaches a measure hired, full-time as far as their colleagues are."""
    coaches = market.coaches
    usual = ~_hired(coaches)
    full_time = np.minimum(1.0, coaches.contact_hours[usual] / market.parameters.coach_hours)
    staff = np.bincount(coaches.sub_region[usual], minlength=5)
    share = np.bincount(coaches.sub_region[usual], full_time, minlength=5) / np.maximum(staff, 1)
    return np.asarray(_hires_until(market, months_in_use, max(more, 0.0), 0) * share * HOURS_OF_A_COACH)


def _let_go(market: LabourMarket, months_in_use: Rows, more: float) -> None:
    """Empty the seats of the coaches a measure hired, the last hired first; their clients wait for another coach."""
    coaches, persons = market.coaches, market.persons
    hires = _hires_until(market, months_in_use, more, 0)
    gone = np.zeros(len(coaches.identity), bool)
    for region in range(5):
        there = np.flatnonzero((coaches.sub_region == region) & _hired(coaches) & (coaches.caseload_limit > 0))
        gone[there[max(0, len(there) - int(hires[region])) :]] = True
    clients = np.flatnonzero(persons.coach != NOBODY)
    clients = clients[gone[persons.coach[clients]]]
    cold = 1.0 - coaches.warm_handover[persons.coach[clients]]
    persons.trust[clients] = np.maximum(0.0, persons.trust[clients] - LEFT_BEHIND * cold)
    persons.coach[clients] = NOBODY
    persons.trajectory_step[clients] = WAITING
    persons.trajectory_step_since[clients] = market.month
    for column in (coaches.caseload, coaches.light_caseload, coaches.caseload_limit, coaches.contact_hours):
        column[gone] = 0
    coaches.outreach_hours[gone] = 0.0
    coaches.vacant_until[gone] = SEAT_GONE
