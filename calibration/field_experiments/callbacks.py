"""Correspondence tests: two fictitious applicants who differ in one mark write to the same employers.

Each pair applies for a vacancy that is open in the market, and the rule by which the model's employers deal with an
application (:mod:`simulation.selection`) decides on both. The two share their luck as well, so that only the mark
can make a difference. Their letters are faultless: they can do the work, have the diploma and are not long without
work. An invitation to a talk or to a trial is a positive answer.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from agents.columns import allocate
from agents.draws import uniforms
from agents.persons import Persons
from agents.vocabulary import UNEMPLOYED
from calibration.field_experiments.following import Mask, Rows
from calibration.field_experiments.result import Experiment, Measured, Observation
from scenarios.build import build_market
from scenarios.setup import Setup
from simulation.calendar import month_number, start_of_month_day
from simulation.marketplace import empty_shortlist
from simulation.meetings import (
    LOST_IN_PROCEDURE,
    NOT_QUALIFIED,
    REFUSED_DISCRIMINATION,
    REFUSED_PAST,
    TOO_EARLY,
)
from simulation.model import LabourMarket
from simulation.policy import NoPolicy
from simulation.selection import BOTTLENECK_OCCUPATIONS_END, apply
from simulation.tallies import no_tallies

MONTH = month_number("2013-01")
"""Month in which the letters are sent; the tests were done between 2011 and 2013, where that is known."""

MOST_VACANCIES = 400
"""Vacancies written to in one replication, for each mark."""

SCHOOL_LEAVER = 22
YOUNGER = 38
"""Ages of the applicants: in the tests of origin and of disability (assumption), and of the younger applicant in the
test of age (assumption; only the difference of six or twelve years was found)."""

OUTSIDE_EUROPE = 2
LIMITED = 0.7
"""Limitation by health of who tells of blindness, deafness or autism (share, assumption, 0.5 to 0.9)."""

FICTITIOUS = np.uint64(9) << np.uint64(52)
"""Marks identities of applicants who exist on paper only."""

NEGATIVE = (TOO_EARLY, LOST_IN_PROCEDURE, REFUSED_DISCRIMINATION, REFUSED_PAST, NOT_QUALIFIED)


@dataclass(frozen=True)
class Mark:
    """What the second applicant of every pair is marked by.

    Attributes
    ----------
    columns : mapping of str to float
        Columns of the second applicant that differ, and their values.
    age : int
        Age of both.
    """

    columns: Mapping[str, float]
    age: int = SCHOOL_LEAVER


MARKS: dict[str, Mark] = {
    "origin": Mark({"origin": OUTSIDE_EUROPE}),
    "age_6_years": Mark({"age": YOUNGER + 6}, YOUNGER),
    "age_12_years": Mark({"age": YOUNGER + 12}, YOUNGER),
    "disability": Mark({"health_limitation": LIMITED}),
}


def vacancies_to_answer(market: LabourMarket, most: int) -> Rows:
    """Draw open vacancies in the province that are old enough to be decided on; Defence selects by norms of its own."""
    vacancies, designs, day = market.vacancies, market.designs, start_of_month_day(market.month)
    design = vacancies.design[: market.open_count]
    fits = (design >= 0) & (designs.sub_region[design] < 5)
    fits &= day - vacancies.opened_day[: market.open_count] >= market.parameters.selection_days
    fits &= market.employers.own_norms[designs.employer[design]] == 0
    rows = np.flatnonzero(fits)
    luck = uniforms(market.luck.key("correspondence_test"), vacancies.identity[rows])
    return rows[np.argsort(luck, kind="stable")[:most]]


def write_letters(market: LabourMarket, rows: Rows, mark: Mark) -> Persons:
    """Make a pair of applicants for each of some vacancies.

    Returns
    -------
    Persons
        Two rows for each vacancy, one after the other: without the mark and with it.
    """
    designs, design = market.designs, market.vacancies.design[rows].repeat(2)
    applicants = allocate(Persons, len(design))
    applicants.identity[:] = FICTITIOUS + np.arange(len(rows), dtype=np.uint64).repeat(2)
    applicants.status[:] = UNEMPLOYED
    applicants.non_employed_since[:] = market.month - 1
    applicants.sub_region[:] = designs.sub_region[design]
    applicants.age[:] = mark.age
    applicants.field[:] = designs.occupation[design]
    applicants.skills[:] = designs.ideal[design]
    applicants.education[:] = designs.education_ideal[design]
    applicants.diploma[:] = designs.diploma[design]
    applicants.experience_months[:] = designs.experience_ideal[design]
    for column in ("dutch", "application_skill", "work_wish", "confidence", "goal_clarity", "car"):
        getattr(applicants, column)[:] = 1
    for column, value in mark.columns.items():
        getattr(applicants, column)[1::2] = value
    return applicants


def answers(market: LabourMarket, rows: Rows, applicants: Persons) -> Mask:
    """Let employers answer.

    Parameters
    ----------
    market : LabourMarket
        The market; nothing in it changes.
    rows : ndarray of int
        Rows of vacancies.
    applicants : Persons
        Pairs as :func:`write_letters` makes them; the answers move their minds.

    Returns
    -------
    ndarray of bool, shape (vacancies, 2)
        Whether the answer was positive, to the letter without and with the mark.
    """
    # A letter tells what the eye may not see.
    parameters = market.parameters._replace(disability_visible=1.0)
    shortlist, tallies = empty_shortlist(len(market.vacancies.design)), no_tallies()
    positive = np.zeros(2 * len(rows), np.bool_)
    for applicant, row in enumerate(rows.repeat(2).tolist()):
        tallies.search[:] = 0
        apply(
            applicants,
            market.employers,
            market.designs,
            market.vacancies,
            market.coaches,
            market.marketplace,
            shortlist,
            applicant,
            row,
            0.0,
            market.month,
            start_of_month_day(market.month),
            market.search_keys,
            parameters,
            tallies,
            None,
        )
        positive[applicant] = not tallies.search[list(NEGATIVE)].any()
    return positive.reshape(-1, 2)


def ratio(positive: npt.NDArray[np.bool_]) -> Measured:
    """Return positive answers with the mark relative to those without, and the number of pairs."""
    without, with_mark = positive.sum(axis=0)
    return Measured(float(with_mark / without) if without else float("nan"), len(positive))


def observe(setup: Setup, replication: int) -> Observation:
    """Write all letters in one replication; see :class:`Experiment`."""
    market = build_market(setup, replication)
    market.run_until(MONTH)
    market = market.branch(NoPolicy())
    rows = vacancies_to_answer(market, MOST_VACANCIES)
    positive = {name: answers(market, rows, write_letters(market, rows, mark)) for name, mark in MARKS.items()}
    bottleneck = market.designs.occupation[market.vacancies.design[rows]] <= BOTTLENECK_OCCUPATIONS_END
    return {
        "callback_origin_bottleneck": ratio(positive["origin"][bottleneck]),
        "callback_origin_other": ratio(positive["origin"][~bottleneck]),
        "callback_origin": ratio(positive["origin"]),
        "callback_age": ratio(np.concatenate([positive["age_6_years"], positive["age_12_years"]])),
        "callback_age_6_years": ratio(positive["age_6_years"]),
        "callback_age_12_years": ratio(positive["age_12_years"]),
        "callback_disability": ratio(positive["disability"]),
    }


EXPERIMENT = Experiment("callbacks", observe)
