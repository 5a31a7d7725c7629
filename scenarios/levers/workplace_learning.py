"""Workplace learning: pupils of technical and vocational tracks learn regularly inside a company.

A pupil learns the skills of the field, sees more clearly what work fits, learns to apply, and is known at the company
afterwards; the company knows the pupil. Capacity is finite: a host takes small groups, and only where both heads back
it. The 2013 study describes two West Flemish cases and reports no measured effect, so every effect is an assumption
with a range that includes zero; the labour market feels it when the pupils leave school.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

import numpy as np

from agents.draws import uniforms
from agents.education import levels_of_forms
from agents.persons import Persons
from agents.vocabulary import NOBODY, STUDENT, TECHNICAL_SCHOOL, VOCATIONAL_SCHOOL
from scenarios.levers.base import Lever, LeverParameter, Mask, Reached, Rows, mean_ideal, staff_of
from scenarios.levers.company_contact import guidance_room
from simulation.model import LabourMarket

SEPTEMBER, JUNE = 8, 5
SCHOOL_YEAR_MONTHS = 9
YOUNGEST_PUPIL, OLDEST_PUPIL = 16, 19
AGE_AFTER_SCHOOL = 18
HANDS_ON_FORMS = (TECHNICAL_SCHOOL, VOCATIONAL_SCHOOL)
LOW_EDUCATION, MID_EDUCATION, HIGH_EDUCATION = 0, 1, 2


class WorkplaceLearning(Lever):
    """Pupils in companies."""

    name = "workplace_learning"
    title_nl = "Leren op de werkplek"
    title_en = "Learning at the workplace"
    parameters: ClassVar[Mapping[str, LeverParameter]] = {
        "skill_gain": LeverParameter(
            0.20, 0.0, 0.50, "share of the shortfall", "assumption; no effect measured (workplace_learning)"
        ),
        "goal_clarity_gain": LeverParameter(
            0.10, 0.0, 0.25, "share", "assumption; no effect measured (workplace_learning)"
        ),
        "application_skill_gain": LeverParameter(
            0.05, 0.0, 0.15, "share", "assumption; half a day of applying is part of one case"
        ),
        "acquaintance": LeverParameter(
            0.50,
            0.0,
            1.0,
            "share",
            "assumption; companies hope to hire, no hires were counted (workplace_learning)",
        ),
        "host_places_per_100_staff": LeverParameter(
            3.0,
            1.0,
            6.0,
            "pupils per 100 staff",
            "assumption; companies get more requests than they can take",
            neutral=None,
        ),
        "completion_gain": LeverParameter(
            0.05,
            0.0,
            0.15,
            "share of early leavers who complete",
            "assumption; pupils are more motivated, no drop-out was counted (workplace_learning)",
        ),
        "guidance_per_pupil": LeverParameter(
            0.2,
            0.02,
            0.5,
            "share of the guidance of a trainee",
            "one or two days a week in one case (f003_wpl_tgp_days_bakery_meat)",
            neutral=None,
        ),
        "group_size_maximum": LeverParameter(
            11.0,
            5.0,
            12.0,
            "pupils per host",
            "5 in one case, 10 to 12 in the other (f003_wpl_tgp_group_max, f003_wpl_watteeuw_group_max)",
            neutral=None,
        ),
    }

    def can_work_at(self, market: LabourMarket) -> Mask:
        """Require training on the job: a mentor must be freed."""
        return np.asarray(market.employers.training >= 0.2)

    def act(self, market: LabourMarket, months_in_use: Rows, values: Mapping[str, float]) -> Reached:
        """Place pupils in September; in June they have learned what a school year at work teaches."""
        market.employers.work_learning_since[months_in_use == 0] = market.month
        month_of_year = market.month % 12
        if month_of_year == SEPTEMBER:
            return Reached(self._place(market, months_in_use >= 0, values))
        if month_of_year == JUNE:
            self._learn(market, values)
        return Reached(np.zeros(5, np.int64))

    def _place(self, market: LabourMarket, hosts: Mask, values: Mapping[str, float]) -> Rows:
        """Fill the places of the hosts with pupils from the same sub-region; pupils and hosts in keyed order."""
        persons, employers = market.persons, market.employers
        employers.pupils_hosted[:] = 0
        reached = np.zeros(5, np.int64)
        pupils = _pupils(market)
        luck = uniforms(market.luck.key("workplace_learning_pupil", market.month), persons.identity[pupils])
        order = uniforms(market.luck.key("workplace_learning_host"), employers.identity)
        wanted = np.minimum(
            staff_of(market) * values["host_places_per_100_staff"] / 100.0, values["group_size_maximum"]
        )
        room = np.maximum(guidance_room(market) - employers.guidance_given, 0.0)
        wanted = np.minimum(wanted, room / values["guidance_per_pupil"])
        places = np.where(hosts, np.floor(wanted + order), 0.0).astype(np.int64)
        for region in range(5):
            here = np.flatnonzero(hosts & (employers.sub_region == region))
            here = here[np.argsort(order[here], kind="stable")]
            seats = np.repeat(here, places[here])
            candidates = pupils[persons.sub_region[pupils] == region]
            candidates = candidates[np.argsort(luck[persons.sub_region[pupils] == region], kind="stable")]
            seated = min(len(seats), len(candidates))
            persons.work_learning_employer[candidates[:seated]] = seats[:seated]
            persons.work_learning_start[candidates[:seated]] = market.month
            np.add.at(employers.pupils_hosted, seats[:seated], 1)
            np.add.at(employers.guidance_given, seats[:seated], np.float32(values["guidance_per_pupil"]))
            reached[region] = seated
        return reached

    def _learn(self, market: LabourMarket, values: Mapping[str, float]) -> None:
        """Let hosted pupils gain skill in their field, goal clarity and skill in applying."""
        persons, designs = market.persons, market.designs
        this_year = persons.work_learning_start == market.month - SCHOOL_YEAR_MONTHS
        hosted = np.flatnonzero((persons.status == STUDENT) & this_year)
        if len(hosted) == 0:
            return
        ideal = mean_ideal(designs.occupation, designs.ideal)[persons.field[hosted]]
        shortfall = np.clip(ideal - persons.skills[hosted], 0.0, None)
        persons.skills[hosted] += (values["skill_gain"] * shortfall).astype(np.float32)
        for column, gain in (
            (persons.goal_clarity, values["goal_clarity_gain"]),
            (persons.application_skill, values["application_skill_gain"]),
        ):
            column[hosted] = np.minimum(1.0, column[hosted] + gain)
        persons.acquaintance[hosted] = values["acquaintance"]
        luck = uniforms(market.luck.key("completion"), persons.identity[hosted])
        complete(persons, hosted[luck < values["completion_gain"]])


def complete(persons: Persons, pupils: Rows) -> None:
    """Let those of some pupils who would have left early reach the diploma of secondary school, a year later."""
    early = persons.final_education[pupils] == LOW_EDUCATION
    able = pupils[early & np.isin(persons.school_form[pupils], HANDS_ON_FORMS)]
    persons.final_education[able] = MID_EDUCATION
    persons.school_level[able] = levels_of_forms()[persons.school_form[able]]
    persons.school_exit_month[able] += 12


def _pupils(market: LabourMarket) -> Rows:
    """Return rows of pupils in technical and vocational schools who are not in workplace learning yet."""
    persons = market.persons
    in_school = (persons.final_education < HIGH_EDUCATION) | (
        persons.birth_month > market.month - 12 * AGE_AFTER_SCHOOL
    )
    return np.flatnonzero(
        (persons.status == STUDENT)
        & (persons.age >= YOUNGEST_PUPIL)
        & (persons.age < OLDEST_PUPIL)
        & in_school
        & np.isin(persons.school_form, HANDS_ON_FORMS)
        & (persons.work_learning_employer == NOBODY)
    )
