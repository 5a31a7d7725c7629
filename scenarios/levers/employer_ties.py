"""Employer ties: coaches who know employers, hand a client over to a mentor at work, and stay available afterwards.

A coach with ties finds jobs that can be adapted and can vouch for a client. Building ties takes hours, and a coach is
not welcome on every floor: there no mentor takes over. Support often stops after two months; weekly contact after the
start is told in one case (f002_coach_contact_weekly). No effect was measured.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

import numpy as np

from agents.vocabulary import AFTERCARE, EMPLOYED, NOBODY
from scenarios.levers.base import Lever, LeverParameter, Mask, Reached, Rows
from scenarios.levers.gains import empty, fill
from simulation.caseloads import share_out_hours
from simulation.model import LabourMarket

LEAST_HOURS = 0.8
"""Hours a month per client below which no time is left for employers (assumption)."""


class EmployerTies(Lever):
    """Relations of coaches with employers, before and after the start of a job."""

    name = "employer_ties"
    title_nl = "Banden van begeleiders met werkgevers"
    title_en = "Ties of coaches with employers"
    scope = "coaches"
    parameters: ClassVar[Mapping[str, LeverParameter]] = {
        "ties_gain": LeverParameter(
            0.30, 0.0, 0.60, "share of the missing ties", "assumption; much coach time is told, no figures"
        ),
        "handover_to_mentor": LeverParameter(
            0.30, 0.0, 0.60, "share of the missing support of a newcomer", "assumption; not reported"
        ),
        "aftercare_months": LeverParameter(
            6.0,
            0.0,
            12.0,
            "months of aftercare more",
            "assumption; weekly contact in one case (f002_coach_contact_weekly)",
        ),
    }

    def can_work_at(self, market: LabourMarket) -> Mask:
        """Require hours that are left for employers."""
        return np.asarray(share_out_hours(market.coaches, market.month) >= LEAST_HOURS)

    def act(self, market: LabourMarket, months_in_use: Rows, values: Mapping[str, float]) -> Reached:
        """Let ties grow in a year; follow clients longer, and hand those who began a job last month over to a mentor."""
        coaches, persons = market.coaches, market.persons
        coaches.longer_aftercare[months_in_use == 0] += values["aftercare_months"]
        fill(coaches.employer_ties, months_in_use, values["ties_gain"])
        begun = np.flatnonzero(
            (persons.coach != NOBODY)
            & (persons.trajectory_step == AFTERCARE)
            & (persons.status == EMPLOYED)
            & (persons.job_start == market.month - 1)
        )
        begun = begun[months_in_use[persons.coach[begun]] >= 0]
        employer = market.designs.employer[persons.design[begun]]
        received = begun[market.employers.coach_welcome[employer] == 1]
        persons.mentor[received] = values["handover_to_mentor"]
        return Reached(np.bincount(persons.sub_region[begun], minlength=5).astype(np.int64))

    def withdraw(self, market: LabourMarket, months_in_use: Rows, values: Mapping[str, float]) -> None:
        """Let ties loosen and aftercare last as long as before."""
        coaches = market.coaches
        used = months_in_use >= 0
        coaches.longer_aftercare[used] = np.maximum(0.0, coaches.longer_aftercare[used] - values["aftercare_months"])
        empty(coaches.employer_ties, months_in_use, values["ties_gain"])
