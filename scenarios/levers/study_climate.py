"""The climate in which pupils choose: what teachers know and say, what parents hear, the image of the work.

Teachers who know the work pass it on for years; an image fades when the campaign is over, and the 2013 study reports
that general campaigns work less well than lasting work through schools. Parents count at the moment of choice. None of
it was measured: gains are assumptions with a range from zero.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

import numpy as np

from scenarios.levers.base import Lever, LeverParameter, Mask, Reached, Rows, choice
from scenarios.levers.school import FEBRUARY, SATURATED, add_pull, pupils_aged, whom_they_meet
from simulation.model import LabourMarket

PUPILS_PER_TEACHER = 10.0
"""Pupils of 11 to 18 for each teacher who advises them (assumption, 7 to 14)."""


class StudyClimate(Lever):
    """Teachers, parents and image."""

    name = "study_climate"
    title_nl = "Klimaat van de studiekeuze"
    title_en = "Climate of study choice"
    scope = "sub_regions"
    parameters: ClassVar[Mapping[str, LeverParameter]] = {
        "teachers_per_year": LeverParameter(
            400.0,
            0.0,
            3000.0,
            "teachers a year in the province",
            "assumption; reach abroad only: 10,000 teachers, NL",
            neutral=None,
        ),
        "teachers_gain": LeverParameter(
            0.15, 0.0, 0.50, "log odds once all teachers are reached", "assumption; no effect measured"
        ),
        "parents_per_year": LeverParameter(
            2000.0, 0.0, 20000.0, "pupils a year whose parents are reached", "assumption; not reported", neutral=None
        ),
        "parents_gain": LeverParameter(0.10, 0.0, 0.40, "log odds per contact", "assumption; no effect measured"),
        "image_gain": LeverParameter(
            0.03, 0.0, 0.15, "log odds per year of campaign", "assumption; general campaigns are judged ineffective"
        ),
        "about_care": choice(1.0, 0.0, 1.0, "share", "choice of the initiative"),
        "about_technology": choice(1.0, 0.0, 1.0, "share", "choice of the initiative"),
        "youngest": choice(11.0, 6.0, 18.0, "years", "assumption; parents of pupils before the first choice"),
        "oldest": choice(17.0, 6.0, 20.0, "years", "assumption; parents of pupils before higher education"),
    }

    def can_work_at(self, market: LabourMarket) -> Mask:
        """Ask nothing of a sub-region."""
        return np.ones(len(market.school_coordination), bool)

    def act(self, market: LabourMarket, months_in_use: Rows, values: Mapping[str, float]) -> Reached:
        """Reach, once a school year, teachers and parents, and let a year of campaign add to the image."""
        if market.month % 12 != FEBRUARY:
            return Reached(np.zeros(5, np.int64))
        persons, used = market.persons, months_in_use >= 0
        weights = np.array([values["about_care"], values["about_technology"]])
        pupils = pupils_aged(market, values["youngest"], values["oldest"])
        in_region = np.bincount(persons.sub_region[pupils], minlength=5)
        in_province = max(float(in_region.sum()) / market.surroundings.scale, 1.0)
        teachers = min(1.0, values["teachers_per_year"] * PUPILS_PER_TEACHER / in_province)
        for pull, gain in (
            (market.view_of_teachers, values["teachers_gain"] * teachers),
            (market.image_of_studies, values["image_gain"]),
        ):
            pull[used] += gain * weights * np.clip(1.0 - pull[used] / SATURATED, 0.0, 1.0)
        if values["parents_gain"] == 0.0:
            return Reached(np.zeros(5, np.int64))
        places = values["parents_per_year"] * in_region / in_province
        met = whom_they_meet(market, pupils, np.where(used, places, 0.0), 0.5, self.name)
        add_pull(persons.parents_view, met, *(values["parents_gain"] * weights))
        return Reached(np.bincount(persons.sub_region[met], minlength=5).astype(np.int64))
