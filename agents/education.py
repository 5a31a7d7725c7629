"""What pupils and students study: the form of secondary school, the level they leave with, the domain and the field.

How far somebody gets and when is read from the census (:mod:`agents.schooling`). What they study follows the 2013
study: pupils by form and sub-region (Table 3), leavers by level with their share from science and technology
(Table 4), final-year pupils and students in care. Nobody publishes the cross-table of form, domain, sex and later
occupation: it is fitted to these totals from a seed, and the seed is an assumption.

A choice is the best of the alternatives: the log of its share, plus what draws the pupil to it, plus a taste that
belongs to the person for life. Where nothing draws, the shares come out; who is drawn a little changes only if the
tastes were close, and the tastes of everybody else stay as they are.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from scipy.optimize import brentq
from scipy.special import expit

from agents.draws import Luck, uniforms
from agents.occupation_profiles import fields_of_leavers, occupation_mix
from agents.persons import FIRST_AGE
from agents.region import SCHOOL_LEVEL_EDUCATION, SCHOOL_LEVELS, SUB_REGIONS, RegionFigures
from agents.sampling import Doubles, Rows, choose, fit_margins
from agents.schooling import Schooling
from agents.vocabulary import (
    ALTERNATING_SCHOOL,
    ARTS_SCHOOL,
    CARE_STUDIES,
    FIRST_STAGE,
    GENERAL_SCHOOL,
    OCCUPATIONS,
    OTHER_STUDIES,
    SCHOOL_FORMS,
    STUDY_DOMAINS,
    TECHNICAL_SCHOOL,
    TECHNICAL_STUDIES,
    VOCATIONAL_SCHOOL,
)

HIGH = 2

FORM_OF_LEVEL = {
    "secondary_first_stage": FIRST_STAGE,
    "apprenticeship": ALTERNATING_SCHOOL,
    "part_time_vocational": ALTERNATING_SCHOOL,
    "general_second_stage": GENERAL_SCHOOL,
    "vocational_second_stage": VOCATIONAL_SCHOOL,
    "technical_second_stage": TECHNICAL_SCHOOL,
    "arts_second_stage": ARTS_SCHOOL,
    "general_third_stage": GENERAL_SCHOOL,
    "vocational_third_stage": VOCATIONAL_SCHOOL,
    "technical_third_stage": TECHNICAL_SCHOOL,
    "arts_third_stage": ARTS_SCHOOL,
}
"""Form of secondary school in which each level below higher education is reached."""

THIRD_STAGE = {
    GENERAL_SCHOOL: "general_third_stage",
    TECHNICAL_SCHOOL: "technical_third_stage",
    VOCATIONAL_SCHOOL: "vocational_third_stage",
    ARTS_SCHOOL: "arts_third_stage",
}
"""Level whose domains pupils of a form follow on their way to higher education."""

ALTERNATING_TECHNICAL, ALTERNATING_CARE = 0.45, 0.10
"""Domains of apprentices and part-time vocational pupils, for whom none are published (shares, assumption)."""

MASTER_FROM_GENERAL = 5.0
"""Odds that a master comes from general education, relative to a professional bachelor (assumption, 2 to 10)."""

YEARS_IN_SCHOOL = (0.7, 1.25, 1.0)
"""Years in the second and third stage by education (low, mid, high) relative to those of students in higher education:
early leavers stay shorter, a seventh year or a repeated year is longer (assumption, 0.5 to 1 and 1 to 1.5)."""

FIRST_AGE_OF_BACHELOR, FIRST_AGE_OF_MASTER = 20, 21
"""Youngest usual age on 1 January of the year in which people leave with a bachelor's or a master's degree."""

UNUSUAL = 1e-3
"""Weight of what is possible but rare, such as a degree before the usual age (assumption)."""

FIELDS_OF_DOMAIN: dict[int, dict[str, float]] = {
    OTHER_STUDIES: {
        "administrative": 1.0,
        "sales_hospitality": 1.0,
        "driver_logistics": 1.0,
        "elementary": 1.0,
        "teacher_social": 1.0,
        "professional": 1.0,
        "machine_operator": 0.3,
        "craft_worker": 0.15,
    },
    CARE_STUDIES: {
        "nurse": 1.0,
        "care_assistant": 1.0,
        "teacher_social": 0.35,
        "professional": 0.3,
        "elementary": 0.25,
        "sales_hospitality": 0.15,
        "administrative": 0.03,
    },
    TECHNICAL_STUDIES: {
        "engineer": 1.0,
        "technician": 1.0,
        "craft_worker": 1.0,
        "machine_operator": 1.0,
        "professional": 0.6,
        "driver_logistics": 0.4,
        "elementary": 0.25,
        "administrative": 0.1,
        "teacher_social": 0.03,
        "sales_hospitality": 0.03,
    },
}
"""How readily a domain leads to an occupation, the seed of the fit (assumption). Doctors and physiotherapists are
professionals; hairdressers belong to personal care in school and to sales and hospitality here."""

HANDS_ON = np.array([0.0, 0.5, 1.0, 1.0, 1.0, 1.0])
"""How far what draws a pupil to a domain draws to each form of school; general schools prepare for it, others teach it
(share, assumption)."""


class Education(NamedTuple):
    """Shares behind the choices of pupils.

    Attributes
    ----------
    level : ndarray of float64, shape (3, 20, 14)
        Level that people leave with, by education (low, mid, high) and age 15..34 on 1 January of the year of leaving.
    form : ndarray of float64, shape (5, 14, 6)
        Form of secondary school by sub-region and level.
    domain : ndarray of float64, shape (14, 2, 3)
        Domain of study by level and sex.
    field : ndarray of float64, shape (14, 3, 2, 12)
        Occupation trained for by level, domain and sex.
    """

    level: Doubles
    form: Doubles
    domain: Doubles
    field: Doubles


class Pupils(NamedTuple):
    """Who chooses; arrays of one length.

    Attributes
    ----------
    identity : ndarray of uint64
        Whose taste it is.
    sex, sub_region, education, leaving_age : ndarray of int64
        Education (low, mid, high) that they will leave with, and age on 1 January of the year they leave.
    attraction : ndarray of float64, shape (n, 3)
        What draws each to each domain, beyond what draws everybody today (log odds).
    """

    identity: npt.NDArray[np.uint64]
    sex: Rows
    sub_region: Rows
    education: Rows
    leaving_age: Rows
    attraction: Doubles


class Studies(NamedTuple):
    """What they chose; arrays of int64 of one length.

    Attributes
    ----------
    form, level : ndarray
        Form of secondary school, and level they are on the way to.
    school_domain, domain : ndarray
        Domain in secondary school, and that of the final level.
    field : ndarray
        Occupation they train for.
    """

    form: Rows
    level: Rows
    school_domain: Rows
    domain: Rows
    field: Rows


def read_education(figures: RegionFigures, schooling: Schooling) -> Education:
    """Fit the shares to the published totals.

    Parameters
    ----------
    figures : RegionFigures
        Leavers, pupils and workers by sector.
    schooling : Schooling
        Leaving ages and diplomas by sex.

    Returns
    -------
    Education
    """
    domain, field = _domains_and_fields(figures, schooling)
    return Education(_levels(figures, schooling), _forms(figures), domain, field)


def choose_form(education: Education, pupils: Pupils, luck: Luck) -> Rows:
    """Let pupils choose a form of secondary school.

    Parameters
    ----------
    education : Education
        Shares.
    pupils : Pupils
        Who chooses.
    luck : Luck
        Keys of the replication; tastes hold for life.

    Returns
    -------
    ndarray of int64, shape (n,)
        What draws to a domain draws to the forms in which it is taught.
    """
    drawn = np.exp(pupils.attraction[:, None, :] * HANDS_ON[:, None])
    domains = education.domain[levels_of_forms()][:, pupils.sex].transpose(1, 0, 2)
    return _best(_by_form(education, pupils).sum(axis=1) * (domains * drawn).sum(axis=2), "school_form", pupils, luck)


def choose_studies(education: Education, pupils: Pupils, form: Rows, luck: Luck) -> Studies:
    """Let pupils in a form of school choose a domain and, with it, an occupation.

    Parameters
    ----------
    education, pupils, luck
        As for :func:`choose_form`.
    form : ndarray of int64, shape (n,)
        Form of secondary school.

    Returns
    -------
    Studies
    """
    everyone = np.arange(len(form))
    to_level = _by_form(education, pupils)[everyone, :, form]
    level = choose(to_level, uniforms(luck.key("school_level"), pupils.identity))
    higher = pupils.education == HIGH
    in_school = np.where(higher, levels_of_forms()[form], level)
    drawn = np.exp(pupils.attraction * HANDS_ON[form][:, None])
    school_domain = _best(education.domain[in_school, pupils.sex] * drawn, "study_domain", pupils, luck)
    drawn = np.exp(pupils.attraction)
    domain = _best(education.domain[level, pupils.sex] * drawn, "study_domain", pupils, luck)
    domain = np.where(higher, domain, school_domain)
    occupation = uniforms(luck.key("occupation"), pupils.identity)
    field = choose(education.field[level, domain, pupils.sex], occupation)
    return Studies(form, level, school_domain, domain, field)


def _by_form(education: Education, pupils: Pupils) -> Doubles:
    """Return, per pupil, the share of each level and form of school, shape (n, 14, 6)."""
    position = np.clip(pupils.leaving_age - FIRST_AGE, 0, education.level.shape[1] - 1)
    by_level = education.level[pupils.education, position]
    return np.asarray(by_level[:, :, None] * education.form[pupils.sub_region])


def _best(share: Doubles, name: str, pupils: Pupils, luck: Luck) -> Rows:
    """Return the alternative with the largest log share plus taste; what has no share is never chosen."""
    taste = np.stack([uniforms(luck.key(f"{name}_{k}"), pupils.identity) for k in range(share.shape[1])], axis=1)
    with np.errstate(divide="ignore"):
        return np.asarray(np.argmax(np.log(share) - np.log(-np.log(taste)), axis=1), np.int64)


def levels_of_forms() -> Rows:
    """Return, by form of school, the level whose domains its pupils follow."""
    levels = np.zeros(len(SCHOOL_FORMS), np.int64)
    for form, level in THIRD_STAGE.items():
        levels[form] = SCHOOL_LEVELS.index(level)
    levels[ALTERNATING_SCHOOL] = SCHOOL_LEVELS.index("part_time_vocational")
    return levels


def _levels(figures: RegionFigures, schooling: Schooling) -> Doubles:
    """Fit levels to leaving ages within each education: the totals of Table 4, degrees not before the usual age."""
    education = np.array(SCHOOL_LEVEL_EDUCATION)
    leavers = figures.education_leavers.astype(np.float64)
    by_age = (schooling.leaving[:, :, None] * schooling.diploma).sum(axis=0)
    ages = FIRST_AGE + np.arange(by_age.shape[0])
    result = np.zeros((3, len(ages), len(leavers)))
    for code in range(3):
        seed = np.where(education == code, leavers, 0.0) * np.ones((len(ages), 1))
        if code == HIGH:
            seed[:, SCHOOL_LEVELS.index("master")] *= np.where(ages < FIRST_AGE_OF_MASTER, UNUSUAL, 1.0)
            seed *= np.where(ages < FIRST_AGE_OF_BACHELOR, UNUSUAL, 1.0)[:, None]
        totals = np.where(education == code, leavers, 0.0)
        wanted = (by_age[:, code] + UNUSUAL) / (by_age[:, code] + UNUSUAL).sum() * totals.sum()
        result[code] = fit_margins(seed, [((1,), totals), ((0,), wanted)])
        result[code] /= result[code].sum(axis=1, keepdims=True)
    return result


def _forms(figures: RegionFigures) -> Doubles:
    """Solve per sub-region from which form students in higher education come, so that pupils by form match Table 3.

    Apprentices, part-time pupils and those who never leave the first stage are not counted there.
    """
    leavers = figures.education_leavers.astype(np.float64)
    master, bachelor = SCHOOL_LEVELS.index("master"), SCHOOL_LEVELS.index("professional_bachelor")
    academic = SCHOOL_LEVELS.index("academic_bachelor")
    forms = np.zeros((len(SUB_REGIONS), len(SCHOOL_LEVELS), len(SCHOOL_FORMS)))
    for level, form in FORM_OF_LEVEL.items():
        forms[:, SCHOOL_LEVELS.index(level), form] = 1.0
    in_school = forms[0, :, [GENERAL_SCHOOL, TECHNICAL_SCHOOL, VOCATIONAL_SCHOOL, ARTS_SCHOOL]] > 0.0
    years = np.array(YEARS_IN_SCHOOL)[list(SCHOOL_LEVEL_EDUCATION)] * leavers
    pupils = years[in_school.any(axis=0)].sum() + leavers[[bachelor, academic, master]].sum()
    general = years[in_school[0]].sum()
    technical, arts = (leavers[SCHOOL_LEVELS.index(THIRD_STAGE[form])] for form in (TECHNICAL_SCHOOL, ARTS_SCHOOL))
    for region, (in_general, elsewhere) in enumerate(figures.pupils):
        missing = in_general / (in_general + elsewhere) * pupils - general - leavers[academic]

        def too_many(odds: float, missing: float = missing) -> float:
            from_general = leavers[bachelor] * expit(odds) + leavers[master] * expit(odds + np.log(MASTER_FROM_GENERAL))
            return float(from_general - missing)

        odds = brentq(too_many, -8.0, 8.0)
        shares = {bachelor: expit(odds), academic: 1.0, master: expit(odds + np.log(MASTER_FROM_GENERAL))}
        for row, share in shares.items():
            forms[region, row, GENERAL_SCHOOL] = share
            forms[region, row, TECHNICAL_SCHOOL] = (1.0 - share) * technical / (technical + arts)
            forms[region, row, ARTS_SCHOOL] = (1.0 - share) * arts / (technical + arts)
    return forms


def _domains_and_fields(figures: RegionFigures, schooling: Schooling) -> tuple[Doubles, Doubles]:
    """Fit domain and occupation by level and sex: published domains by level, and the fields that leavers train for."""
    education = np.array(SCHOOL_LEVEL_EDUCATION)
    leavers = figures.education_leavers.astype(np.float64)
    domains = _domain_shares(figures)
    leads_to = np.zeros((len(STUDY_DOMAINS), len(OCCUPATIONS)))
    for domain, fields in FIELDS_OF_DOMAIN.items():
        for name, weight in fields.items():
            leads_to[domain, OCCUPATIONS.index(name)] = weight
    # Young workers, 20-34, tell which occupations women and men do.
    young = np.einsum("xes,seo->exo", figures.workers_by_sector[:, 1:4].sum(axis=1), occupation_mix())
    sexes = (schooling.leaving[:, :, None] * schooling.diploma).sum(axis=1)
    fields_wanted = fields_of_leavers()
    table = np.zeros((len(SCHOOL_LEVELS), len(STUDY_DOMAINS), 2, len(OCCUPATIONS)))
    for code in range(3):
        levels = np.flatnonzero(education == code)
        total = leavers[levels].sum()
        seed = leads_to[None, :, None, :] * (young[code] + UNUSUAL * young[code].sum())[None, None, :, :]
        table[levels] = fit_margins(
            np.repeat(seed, len(levels), axis=0),
            [
                ((3,), fields_wanted[code] * total),
                ((2,), sexes[:, code] / sexes[:, code].sum() * total),
                ((0, 1), leavers[levels][:, None] * domains[levels]),
            ],
            rounds=400,
        )
    by_domain = table.sum(axis=3).transpose(0, 2, 1)
    domain = by_domain / by_domain.sum(axis=2, keepdims=True)
    whole = table.sum(axis=3, keepdims=True)
    field = np.divide(table, whole, out=np.zeros_like(table), where=whole > 0.0)
    return np.asarray(domain), np.asarray(field)


def _domain_shares(figures: RegionFigures) -> Doubles:
    """Return domains by level as published; a second stage follows the third stage of its form."""
    technical = figures.education_leavers_technical_share.copy()
    care = figures.education_leavers_care_share.copy()
    for level, form in FORM_OF_LEVEL.items():
        row = SCHOOL_LEVELS.index(level)
        if form in THIRD_STAGE:
            third = SCHOOL_LEVELS.index(THIRD_STAGE[form])
            technical[row], care[row] = technical[third], care[third]
        elif form == ALTERNATING_SCHOOL:
            technical[row], care[row] = ALTERNATING_TECHNICAL, ALTERNATING_CARE
    academic, master = SCHOOL_LEVELS.index("academic_bachelor"), SCHOOL_LEVELS.index("master")
    technical[academic], care[academic] = technical[master], care[master]
    return np.stack([1.0 - technical - care, care, technical], axis=1)
