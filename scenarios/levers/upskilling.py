"""Upskilling: care assistants study for nurse while their pay goes on, and leave simpler work to newcomers.

It takes up to three school years and three years of service to be admitted (2013 study, annex, action 38). Places are
few, not everybody finishes, and while they study colleagues carry half of their work. Who leaves the employer stops
studying, and so does everybody when the money stops. How many finish is not reported.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

import numpy as np

from agents.draws import uniforms
from agents.gaps import NURSE_DIPLOMA
from agents.persons import NEVER
from agents.vocabulary import CARE_ASSISTANT, CARE_SKILL, NURSE
from scenarios.levers.base import Lever, LeverParameter, Mask, Reached, Rows, mean_ideal
from scenarios.levers.places import by_workplace, seated, staff_rows
from simulation.guided_moves import take_open_post
from simulation.model import LabourMarket
from simulation.satisfaction import STUDY_TIME

SEPTEMBER = 8
SENIORITY_MONTHS = 36
"""Months of service needed to be admitted (f003_a038_min_seniority)."""

OLDEST = 50
"""Age from which the study no longer pays (years, assumption)."""

LEAST_CARE_SKILL = 0.4
"""Skill in care needed to follow the study (share, assumption)."""

HOURS_PER_MONTH = 150.0
"""Working hours of a full-time month (assumption)."""


class Upskilling(Lever):
    """Paid study from care assistant to nurse."""

    name = "upskilling"
    title_nl = "Opscholing met behoud van loon"
    title_en = "Paid upskilling"
    parameters: ClassVar[Mapping[str, LeverParameter]] = {
        "students_per_100_assistants": LeverParameter(
            2.0, 0.5, 5.0, "starters a year per 100 care assistants", "assumption; not reported"
        ),
        "completion": LeverParameter(
            0.70, 0.40, 0.95, "share of the students", "assumption; not reported", neutral=None
        ),
        "study_months": LeverParameter(
            36.0, 24.0, 36.0, "months", "at most three school years (f003_a038_max_years)", neutral=None
        ),
    }

    def can_work_at(self, market: LabourMarket) -> Mask:
        """Require an employer with both care assistants and nurses."""
        designs = market.designs
        count = len(market.employers.identity)
        both = np.ones(count, bool)
        for occupation in (NURSE, CARE_ASSISTANT):
            here = np.zeros(count, bool)
            here[designs.employer[(designs.occupation == occupation) & (designs.headcount > 0)]] = True
            both &= here
        return both

    def act(self, market: LabourMarket, months_in_use: Rows, values: Mapping[str, float]) -> Reached:
        """Admit students in September; give who finishes the diploma, and the post of a nurse where one is open."""
        persons, designs = market.persons, market.designs
        self._finish(market, values["completion"])
        using = months_in_use >= 0
        reached = np.zeros(5, np.int64)
        if market.month % 12 == SEPTEMBER and values["students_per_100_assistants"] > 0.0:
            admitted = self._admitted(market, using, values["students_per_100_assistants"])
            persons.study_end[admitted] = market.month + round(values["study_months"])
            np.add.at(designs.studying, persons.design[admitted], 1)
            reached = by_workplace(market, admitted)
        students = np.flatnonzero(persons.study_end != NEVER)
        return Reached(reached, by_workplace(market, students).astype(np.float64) * (STUDY_TIME * HOURS_PER_MONTH))

    def _admitted(self, market: LabourMarket, using: Mask, yearly: float) -> Rows:
        """Return the care assistants who may begin to study this year, in the order of luck."""
        persons, designs = market.persons, market.designs
        luck = uniforms(market.luck.key("upskilling_places", market.month), market.employers.identity)
        assistants = np.bincount(
            designs.employer, designs.headcount * (designs.occupation == CARE_ASSISTANT), minlength=len(luck)
        )
        places = np.where(using, np.floor(assistants * yearly / 100.0 + luck), 0.0).astype(np.int64)
        staff = staff_rows(market, using & (places > 0))
        able = (
            (designs.occupation[persons.design[staff]] == CARE_ASSISTANT)
            & (market.month - persons.job_start[staff].astype(np.int64) >= SENIORITY_MONTHS)
            & (persons.age[staff] <= OLDEST)
            & (persons.skills[staff, CARE_SKILL] >= LEAST_CARE_SKILL)
            & (persons.diploma[staff] != NURSE_DIPLOMA)
            & (persons.study_end[staff] == NEVER)
        )
        return seated(market, staff[able], places, "upskilling_student")

    def _finish(self, market: LabourMarket, completion: float) -> None:
        """End the studies of this month: who completes is a nurse from now on."""
        persons, designs = market.persons, market.designs
        done = np.flatnonzero(persons.study_end == market.month)
        self._stop(market, done)
        luck = uniforms(market.luck.key("upskilling_completion", market.month), persons.identity[done])
        nurses = done[luck < completion]
        persons.diploma[nurses] = NURSE_DIPLOMA
        persons.field[nurses] = NURSE
        asked = mean_ideal(designs.occupation, designs.ideal)[NURSE]
        persons.skills[nurses] = np.maximum(persons.skills[nurses], asked)
        take_open_post(market, nurses, NURSE)

    def _stop(self, market: LabourMarket, people: Rows) -> None:
        """Let some students study no more."""
        np.subtract.at(market.designs.studying, market.persons.design[people], 1)
        market.persons.study_end[people] = NEVER

    def withdraw(self, market: LabourMarket, months_in_use: Rows, values: Mapping[str, float]) -> None:
        """Let everybody stop studying: nobody pays for the time any more."""
        self._stop(market, np.flatnonzero(market.persons.study_end != NEVER))
