"""What pupils study: every September they choose, drawn by contacts, parents, teachers and the image of the work.

Pupils choose at 14 (second stage), at 16 (third stage) and at 18 (higher education); children of 14 are no agents yet,
but their rows wait, with sex, place and the school career ahead of them. What draws a pupil to care or technical
studies is a deviation from today in log odds: nothing in the baseline, so that the published shares come out. It fades
from year to year, unless it is what the pupil studies: who chose a domain keeps the interest in it. So promotion
reaches the labour market when those who chose differently leave school.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from agents.education import HIGH, choose_form, choose_studies
from agents.persons import FIRST_AGE, Persons
from agents.pupils import pupils_of, study
from agents.skills import assign_skills
from agents.vocabulary import CARE_STUDIES, GENERAL_SCHOOL, SCHOOL_FORMS, STUDENT, STUDY_DOMAINS
from simulation.tallies import AT_18

if TYPE_CHECKING:
    from simulation.model import LabourMarket

SEPTEMBER = 8
AGES_OF_CHOICE = (14, 16, 18)
"""Age reached in the calendar year in which pupils enter the second stage, the third stage and higher education."""

FIRST_OF_SECOND_STAGE, LAST_OF_THIRD_STAGE, LAST_IN_SCHOOL = 14, 17, 18
"""Ages reached in the calendar year in which a school year begins; after the third stage only who repeats a year or
follows a seventh year is still in secondary school (assumption)."""

MOST_DRAWN = 2.0
"""Bound of what draws a pupil from one side (log odds)."""

Rows = npt.NDArray[np.int64]


def go_to_school(market: LabourMarket) -> None:
    """Let a school year begin in September: pupils choose what to study, and what drew nobody fades."""
    if market.month % 12 != SEPTEMBER:
        return
    persons, year = market.persons, market.month // 12
    pupils = pupils_born(persons, year - AGES_OF_CHOICE[-1], market.month, year - AGES_OF_CHOICE[0])
    born = persons.birth_month[pupils] // 12
    for moment, age in enumerate(AGES_OF_CHOICE):
        _choose(market, moment, pupils[born == year - age])
    _fade(market)
    market.persons.school_contacts[:] = 0
    market.employers.guidance_given[:] = 0.0
    market.pupils = count_pupils(market.persons, market.month)


def pupils_born(persons: Persons, year: int, month: int, last_year: int | None = None) -> Rows:
    """Find the pupils and students born in a calendar year, or in some years, also those who are no agents yet.

    Parameters
    ----------
    persons : Persons
        Table.
    year : int
        Year of birth, 0 for 2012.
    month : int
        The present month, since January 2012.
    last_year : int, optional
        Last year of birth; ``year`` itself by default.

    Returns
    -------
    ndarray of int64
        Rows of those who have not left education.
    """
    end = 12 * ((year if last_year is None else last_year) + 1)
    born = np.flatnonzero((persons.birth_month >= 12 * year) & (persons.birth_month < end))
    child = (persons.birth_month[born] + 12 * FIRST_AGE > month) & (persons.arrival_status[born] == STUDENT)
    in_school = (persons.status[born] == STUDENT) | child
    return np.asarray(born[in_school & (persons.school_exit_month[born] > month)])


def attraction(market: LabourMarket, pupils: Rows) -> npt.NDArray[np.float64]:
    """Return what draws pupils to each domain of study, beyond what draws everybody today.

    Returns
    -------
    ndarray of float64, shape (n, 3)
        Log odds by domain; 0 for other studies.
    """
    persons = market.persons
    region = persons.sub_region[pupils]
    drawn = np.zeros((len(pupils), len(STUDY_DOMAINS)))
    drawn[:, CARE_STUDIES:] = persons.interest[pupils] + persons.parents_view[pupils]
    drawn[:, CARE_STUDIES:] += market.image_of_studies[region] + market.view_of_teachers[region]
    return drawn


def _choose(market: LabourMarket, moment: int, pupils: Rows) -> None:
    """Let the pupils of one age choose, and count what they chose."""
    persons = market.persons
    if moment == AT_18:
        pupils = pupils[persons.final_education[pupils] == HIGH]
    drawn = attraction(market, pupils)
    # Whom nothing draws chooses as foreseen from the start: tastes hold for life.
    moved = np.flatnonzero(drawn.any(axis=1))
    if len(moved):
        _choose_anew(market, moment, pupils[moved], drawn[moved])
    domains = persons.study_domain if moment == AT_18 else persons.school_domain
    places = persons.sub_region[pupils] + 5 * domains[pupils].astype(np.int64)
    market.tallies.choices[moment] += np.bincount(places, minlength=15).reshape(len(STUDY_DOMAINS), 5)


def _choose_anew(market: LabourMarket, moment: int, rows: Rows, drawn: npt.NDArray[np.float64]) -> None:
    """Let pupils whom something draws weigh form and domain; the way back to general education is closed after 14."""
    persons, education, luck = market.persons, market.surroundings.education, market.luck
    pupils = pupils_of(persons, rows, drawn)
    before = persons.school_form[rows].astype(np.int64)
    form = before
    if moment < AT_18:
        form = choose_form(education, pupils, luck)
        form = np.where((moment > 0) & (form == GENERAL_SCHOOL), before, form)
    studies = choose_studies(education, pupils, form, luck)
    if moment == AT_18:
        studies = studies._replace(school_domain=persons.school_domain[rows].astype(np.int64))
    other_field = studies.field != persons.field[rows]
    study(persons, rows, studies)
    assign_skills(persons, rows[other_field], luck)


def _fade(market: LabourMarket) -> None:
    """Let a year pass over what draws pupils: image fades, and so does interest in what they did not choose."""
    persons, parameters = market.persons, market.parameters
    for column, fade in ((persons.interest, parameters.interest_fade), (persons.parents_view, parameters.parents_fade)):
        for place in range(2):
            rows = np.flatnonzero(column[:, place])
            domain = CARE_STUDIES + place
            studying = (persons.school_domain[rows] == domain) | (persons.study_domain[rows] == domain)
            chosen = studying & (persons.birth_month[rows] < 12 * (market.month // 12 - AGES_OF_CHOICE[0] + 1))
            column[rows, place] *= np.where(chosen, 1.0, 1.0 - fade)
    market.image_of_studies *= 1.0 - parameters.image_fade
    market.view_of_teachers *= 1.0 - parameters.teachers_fade


def count_pupils(persons: Persons, month: int) -> npt.NDArray[np.int64]:
    """Count pupils in the second and third stage of secondary school in the school year of a month.

    Parameters
    ----------
    persons : Persons
        Table.
    month : int
        Months since January 2012.

    Returns
    -------
    ndarray of int64, shape (5, 6)
        By sub-region and form of school.
    """
    counted = np.zeros((5, len(SCHOOL_FORMS)), np.int64)
    school_year = month // 12 if month % 12 >= SEPTEMBER else month // 12 - 1
    pupils = pupils_born(persons, school_year - LAST_IN_SCHOOL, month, school_year - FIRST_OF_SECOND_STAGE)
    age = school_year - persons.birth_month[pupils] // 12
    pupils = pupils[(age <= LAST_OF_THIRD_STAGE) | (persons.final_education[pupils] != HIGH)]
    np.add.at(counted, (persons.sub_region[pupils], persons.school_form[pupils]), 1)
    return counted
