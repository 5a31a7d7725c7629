"""Contact with work through school: visits, exhibitions, fairs, guest lessons, kits, contests, by an organiser with places.

Pupils, and their parents where they come along, get to know care or technical work. Places are finite: groups a year
and pupils in a group. In the surveys after visits to one centre 34% of the teachers saw an influence on study choice;
opinions of those who answered bound the effect from above, none was measured, so every gain is an assumption whose
range includes zero. The labour market feels it when the pupils leave school.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

import numpy as np

from scenarios.levers.base import Lever, LeverParameter, Mask, Reached, Rows, choice
from scenarios.levers.school import FEBRUARY, add_pull, pupils_aged, whom_they_meet
from simulation.model import LabourMarket

OPINION = "assumption; at most what 34% of teachers think they see (f003_beroepenhuis_teacher_choice)"


class SchoolContact(Lever):
    """Pupils meet work, at school or on a visit."""

    name = "school_contact"
    title_nl = "Kennismaken met werk via school"
    title_en = "Getting to know work through school"
    scope = "sub_regions"
    parameters: ClassVar[Mapping[str, LeverParameter]] = {
        "care_gain": LeverParameter(0.08, 0.0, 0.30, "log odds per contact", OPINION),
        "technical_gain": LeverParameter(0.08, 0.0, 0.30, "log odds per contact", OPINION),
        "parents_gain": LeverParameter(
            0.02, 0.0, 0.15, "log odds per contact", "assumption; part of the parents come along or hear of it"
        ),
        "groups_per_year": LeverParameter(
            48.0,
            0.0,
            2000.0,
            "groups a year in the province",
            "48 West Flemish groups in one centre (f003_beroepenhuis_groups_west_flanders)",
            neutral=None,
        ),
        "pupils_per_group": LeverParameter(
            40.0,
            8.0,
            60.0,
            "pupils",
            "8 at least and 60 at most in one centre; the mean is an assumption",
            neutral=None,
        ),
        "youngest": choice(11.0, 6.0, 18.0, "years", "assumption; 11 to 14 in one centre"),
        "oldest": choice(14.0, 6.0, 20.0, "years", "assumption; 11 to 14 in one centre"),
        "girls_share": choice(
            0.5, 0.0, 1.0, "share of the places", "choice of the initiative; a half leaves it to chance"
        ),
    }

    def can_work_at(self, market: LabourMarket) -> Mask:
        """Ask nothing of a sub-region: schools come of their own accord, as far as there are places."""
        return np.ones(len(market.school_coordination), bool)

    def act(self, market: LabourMarket, months_in_use: Rows, values: Mapping[str, float]) -> Reached:
        """Meet, once a school year, as many pupils as there are places."""
        care, technical, parents = values["care_gain"], values["technical_gain"], values["parents_gain"]
        if market.month % 12 != FEBRUARY or not (care or technical or parents):
            return Reached(np.zeros(5, np.int64))
        persons = market.persons
        pupils = pupils_aged(market, values["youngest"], values["oldest"])
        in_region = np.bincount(persons.sub_region[pupils], minlength=5)
        places = values["groups_per_year"] * values["pupils_per_group"] * market.surroundings.scale
        by_region = np.where(months_in_use >= 0, places * in_region / max(in_region.sum(), 1), 0.0)
        name = f"{self.name}:{values['youngest']:.0f}-{values['oldest']:.0f}"
        met = whom_they_meet(market, pupils, by_region, values["girls_share"], name)
        add_pull(persons.interest, met, care, technical)
        # Parents hear of what the contact is about; where it is about nothing in particular, of both.
        about_both = care == technical
        add_pull(
            persons.parents_view,
            met,
            parents if care or about_both else 0.0,
            parents if technical or about_both else 0.0,
        )
        return Reached(np.bincount(persons.sub_region[met], minlength=5).astype(np.int64))
