"""School and company together: a company plans a yearly programme with a school, or sets its pupils a challenge.

Pupils see what the work is and whom they would work with; who is close to leaving school is known at the company
afterwards. A company takes in only as many pupils as it has people to guide them, and every other initiative and all
workplace learning draw on the same people: companies are swamped with requests. What is refused finds another company
only where somebody coordinates. Reach is documented, effects are not: gains are assumptions with a range from zero.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

import numpy as np

from agents.draws import uniforms
from scenarios.levers.base import Doubles, Lever, LeverParameter, Mask, Reached, Rows, choice, staff_of
from scenarios.levers.school import FEBRUARY, add_pull, pupils_aged, whom_they_meet
from simulation.model import LabourMarket

KNOWN_FROM = 16
"""Age from which a company and a pupil remember each other when the pupil leaves school (years, assumption)."""


class CompanyContact(Lever):
    """Companies that open their doors to pupils, within what their staff can carry."""

    name = "company_contact"
    title_nl = "Bedrijf en school samen"
    title_en = "Company and school together"
    parameters: ClassVar[Mapping[str, LeverParameter]] = {
        "care_gain": LeverParameter(
            0.10, 0.0, 0.35, "log odds per school year", "assumption; reach only is documented"
        ),
        "technical_gain": LeverParameter(
            0.10, 0.0, 0.35, "log odds per school year", "assumption; reach only is documented"
        ),
        "acquaintance": LeverParameter(
            0.10, 0.0, 0.40, "share", "assumption; companies hope to hire, no hires were counted"
        ),
        "pupils_per_host": LeverParameter(
            60.0, 0.0, 300.0, "pupils a year", "assumption; classes of one school, numbers not reported", neutral=None
        ),
        "guidance_per_pupil": LeverParameter(
            0.02,
            0.001,
            0.2,
            "share of the guidance of a trainee",
            "assumption; a few days a year, for a class at a time",
            neutral=None,
        ),
        "youngest": choice(14.0, 6.0, 18.0, "years", "choice of the initiative"),
        "oldest": choice(17.0, 6.0, 20.0, "years", "choice of the initiative"),
        "girls_share": choice(
            0.5, 0.0, 1.0, "share of the places", "choice of the initiative; a half leaves it to chance"
        ),
    }

    def can_work_at(self, market: LabourMarket) -> Mask:
        """Require training on the job: somebody must be freed for the pupils."""
        return np.asarray(market.employers.training >= 0.2)

    def act(self, market: LabourMarket, months_in_use: Rows, values: Mapping[str, float]) -> Reached:
        """Let hosts meet, once a school year, as many pupils as their staff can guide."""
        gains = (values["care_gain"], values["technical_gain"])
        if market.month % 12 != FEBRUARY or not (any(gains) or values["acquaintance"]):
            return Reached(np.zeros(5, np.int64))
        persons, employers = market.persons, market.employers
        places = host(market, months_in_use >= 0, values["pupils_per_host"], values["guidance_per_pupil"])
        pupils = pupils_aged(market, values["youngest"], values["oldest"])
        by_region = np.bincount(employers.sub_region, places, minlength=6)[:5].astype(np.float64)
        name = f"{self.name}:{values['youngest']:.0f}-{values['oldest']:.0f}"
        met = whom_they_meet(market, pupils, by_region, values["girls_share"], name)
        add_pull(persons.interest, met, *gains)
        self._get_acquainted(market, met, places, values["acquaintance"])
        return Reached(np.bincount(persons.sub_region[met], minlength=5).astype(np.int64))

    def _get_acquainted(self, market: LabourMarket, met: Rows, places: Doubles, acquaintance: float) -> None:
        """Let pupils about to leave school and a company of their sub-region know each other."""
        persons, employers = market.persons, market.employers
        older = met[(market.month - persons.birth_month[met] >= 12 * KNOWN_FROM) & (persons.acquaintance[met] == 0.0)]
        luck = uniforms(market.luck.key("company_of_pupil"), persons.identity[older])
        for region in range(5):
            hosts = np.flatnonzero((employers.sub_region == region) & (places > 0.0))
            here = older[persons.sub_region[older] == region]
            if len(hosts) and acquaintance:
                upto = np.cumsum(places[hosts])
                drawn = np.searchsorted(upto, luck[persons.sub_region[older] == region] * upto[-1], side="right")
                persons.work_learning_employer[here] = hosts[np.minimum(drawn, len(hosts) - 1)]
                persons.acquaintance[here] = acquaintance


def host(market: LabourMarket, hosts: Mask, wanted: float, guidance: float) -> Doubles:
    """Take up places for pupils at companies, as far as their staff has time left this school year.

    Parameters
    ----------
    market : LabourMarket
        The market; what companies give this school year is written down.
    hosts : ndarray of bool, shape (employers,)
        Companies that are asked.
    wanted : float
        Pupils that each is asked to take.
    guidance : float
        Guidance that a pupil takes, relative to a trainee for the whole school year.

    Returns
    -------
    ndarray of float64, shape (employers,)
        Pupils that each takes. Part of those refused goes to companies that were not asked and have room, as far as
        the sub-region coordinates.
    """
    employers = market.employers
    room = np.maximum(guidance_room(market) - employers.guidance_given, 0.0) / guidance
    places = np.where(hosts, np.minimum(wanted, room), 0.0)
    inside = employers.sub_region < 5
    refused = np.bincount(employers.sub_region[inside], (hosts * wanted - places)[inside], minlength=5)
    spare = np.where(inside & ~hosts & (employers.training >= 0.2), np.minimum(wanted, room), 0.0)
    free = np.bincount(employers.sub_region[inside], spare[inside], minlength=5)
    passed_on = np.minimum(market.school_coordination * refused, market.school_coordination * free)
    share = np.append(np.divide(passed_on, free, out=np.zeros(5), where=free > 0.0), 0.0)
    places += spare * share[employers.sub_region]
    employers.guidance_given[:] += (places * guidance).astype(np.float32)
    return places


def guidance_room(market: LabourMarket) -> Doubles:
    """Return how many trainees for a whole school year the staff of each employer can guide."""
    return np.asarray(staff_of(market) * market.parameters.trainees_per_100_staff / 100.0)
