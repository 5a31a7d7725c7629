"""The synthetic population: persons aged 15-69 on 1 January 2012 and everyone who will join them.

Margins come from the census of 1 January 2011 (age by sex by education by activity, sector, household position,
birthplace) applied to the residents of 1 January 2012 by sub-region, sex and single age. Systematic sampling keeps
the margins to within rounding at every scale. States of mind and life are described in :mod:`agents.barriers`.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from agents.barriers import describe_lives
from agents.careers import describe_careers
from agents.cohorts import Newcomers, make_arrivals, make_residents
from agents.columns import allocate
from agents.defence import DefenceTerms, choose_staff, defence_row
from agents.draws import Luck, uniforms
from agents.education import Education, choose_form, choose_studies, read_education
from agents.employers import Employers
from agents.job_designs import JobDesigns
from agents.minds import describe_minds
from agents.occupation_profiles import diploma_of_occupation, occupation_mix
from agents.persons import FIRST_AGE, LAST_AGE, Persons
from agents.pupils import pupils_of, study
from agents.region import OUTSIDE, RegionFigures
from agents.sampling import Doubles, Rows, choose, fit_margins, systematic
from agents.schooling import assign_schooling, read_schooling
from agents.skills import assign_experience, assign_skills
from agents.vocabulary import (
    ABSENT,
    EMPLOYED,
    HOME,
    ILL,
    LATENT,
    NOBODY,
    OTHER,
    RETIRED,
    SEARCHING_UNAVAILABLE,
    SELF_EMPLOYED,
    STUDENT,
    UNEMPLOYED,
)
from agents.workplaces import LANGUAGE_HELP, form_employers, interchangeability

EMPLOYEE, SELF_EMPLOYED_CENSUS, UNEMPLOYED_CENSUS, STUDENT_CENSUS, HOME_CENSUS, PENSION_CENSUS = range(6)

SURVEY_SHARE_OF_CENSUS_UNEMPLOYED = 0.91
"""Share of census unemployed who search and are available (3.9 survey against 4.3 census, per cent, 2011-2012)."""

SHARES_OF_HOME = {"young": (0.30, 0.20, 0.08, 0.12, 0.30), "middle": (0.46, 0.27, 0.05, 0.10, 0.12)}
SHARES_OF_HOME_OLD = (0.52, 0.33, 0.01, 0.05, 0.09)
"""How "home and other" of the census splits over home, ill, searching but unavailable, latent and other, under 25,
25-54 and 55 and over (assumption; the split by reason is a gap in the register, INA-09)."""

RECENT_STARTS = ((17.0, 22.0, 30.0, 45.0, 60.0), (0.60, 0.38, 0.18, 0.09, 0.03))
"""Age and share of jobs that began within the year (assumption; about 5,500 hires a month of whom most stay a year)."""

TENURE_SCALE_MONTHS = 245.0
"""Scale of job tenure before truncation by age (months); gives a median near 7 years 9 months (FLO-05, Acerta)."""


CHOOSE_AT_ONCE = 50_000
"""Pupils who choose their studies together when a population is built."""

COHORT_YEARS = 7
"""Years of birth that stand together in the table of persons."""


class Society(NamedTuple):
    """The tables of a new region: persons (present and future), employers, job designs; and how pupils choose."""

    persons: Persons
    employers: Employers
    designs: JobDesigns
    education: Education
    arrivals_by_month: npt.NDArray[np.int64]


def build_society(
    figures: RegionFigures,
    stock: Doubles,
    newcomers: Newcomers,
    luck: Luck,
    scale: float,
    defence: DefenceTerms,
) -> Society:
    """Build the persons, employers and job designs of a region.

    Parameters
    ----------
    figures : RegionFigures
        Published figures.
    stock : ndarray of float64, shape (5, 2, ages)
        Residents on 1 January 2012 by single age from 0.
    newcomers : Newcomers
        People who will turn 15 or move in.
    luck : Luck
        Keys of the replication.
    scale : float
        Agents per person, in (0, 1].
    defence : DefenceTerms
        What is assumed about Belgian Defence.

    Returns
    -------
    Society
        Persons present first, then those who arrive, sorted by month of arrival.
    """
    residents = make_residents(stock, luck, scale)
    arrivals = make_arrivals(newcomers, luck, scale)
    total = len(residents.identity) + len(arrivals.identity)
    persons = allocate(Persons, total)
    count = len(residents.identity)
    for name in Persons._fields:
        getattr(persons, name)[:count] = getattr(residents, name)
        getattr(persons, name)[count:] = getattr(arrivals, name)
    present = np.arange(total) < count

    activity = _assign_census_activity(figures, persons, present, luck)
    _assign_status(persons, activity, present, luck)
    schooling = read_schooling(figures.activity, figures.education_leavers)
    assign_schooling(persons, schooling, luck)
    sector = _assign_work(figures, persons, activity, luck)
    education = read_education(figures, schooling)
    pupils = np.flatnonzero(persons.status == STUDENT)
    # A choice does not depend on who else chooses; some at a time keep the tables of alternatives small.
    for some in np.array_split(pupils, len(pupils) // CHOOSE_AT_ONCE + 1):
        choosing = pupils_of(persons, some)
        study(persons, some, choose_studies(education, choosing, choose_form(education, choosing, luck), luck))
    employers, designs = _assign_jobs(figures, persons, sector, present, luck, scale, defence)
    assign_skills(persons, np.arange(total), luck)
    assign_experience(persons)
    describe_lives(figures, persons, luck)
    # Employers ask for experience here: who comes from abroad later brings none that counts.
    persons.experience_months[(persons.arrival_month >= 0) & (persons.origin > 0)] = 0
    describe_minds(persons, luck)
    describe_careers(persons, luck)
    _help_with_language(persons, employers, designs)
    _stand_together(persons, present)
    _hold_back_arrivals(persons, present)

    months = persons.arrival_month[~present].astype(np.int64)
    by_month = np.searchsorted(months, np.arange(int(months.max(initial=-1)) + 2)) + int(present.sum())
    return Society(persons, employers, designs, education, by_month)


def _assign_census_activity(
    figures: RegionFigures, persons: Persons, present: npt.NDArray[np.bool_], luck: Luck
) -> Rows:
    """Give everyone education and census activity; residents exactly, arrivals by the same shares.

    Within one sex and age, people with a low number are employed first. A shift per sub-region, found by
    repetition, makes the employed residents of each sub-region follow the census count by residence.
    """
    order_luck = uniforms(luck.key("census_cell"), persons.identity)
    weights = np.moveaxis(figures.activity, 3, 2).reshape(2, LAST_AGE - FIRST_AGE + 1, 24).astype(np.float64)
    employed_by_region = figures.commuting.sum(axis=1).astype(np.float64)
    employed_by_region = employed_by_region / employed_by_region.sum()
    groups = [
        (sex, age, np.flatnonzero(present & (persons.sex == sex) & (persons.age == age + FIRST_AGE)))
        for sex in range(2)
        for age in range(LAST_AGE - FIRST_AGE + 1)
    ]
    shift = np.zeros(5)
    cell = np.zeros(len(persons.identity), np.int64)
    for _ in range(6):
        for sex, age, rows in groups:
            # In activity-major order the cells of the employed come first.
            order = order_luck[rows] + shift[persons.sub_region[rows]]
            cell[rows] = systematic(weights[sex, age], order, 0.5)
        working = present & (cell // 4 <= SELF_EMPLOYED_CENSUS)
        shares = np.bincount(persons.sub_region[working], minlength=5) / max(working.sum(), 1)
        residents = np.bincount(persons.sub_region[present], minlength=5) / max(present.sum(), 1)
        shift += (shares - employed_by_region) / np.maximum(residents, 1e-9)
    # Within a cell of activity, luck of its own decides the diploma, so that sub-regions mix.
    for sex, age, rows in groups:
        for code in range(6):
            members = rows[cell[rows] // 4 == code]
            if len(members):
                by_education = weights[sex, age].reshape(6, 4)[code]
                diploma_order = uniforms(luck.key("census_diploma"), persons.identity[members])
                persons.education[members] = systematic(by_education, diploma_order, 0.5)
    activity: Rows = cell // 4

    arriving = np.flatnonzero(~present)
    moved = arriving[persons.age[arriving] > FIRST_AGE]
    drawn = choose(weights[persons.sex[moved], persons.age[moved] - FIRST_AGE], order_luck[moved])
    activity[arriving] = STUDENT_CENSUS
    activity[moved] = drawn // 4
    persons.education[arriving] = 0
    persons.education[moved] = drawn % 4
    return activity


def _assign_status(persons: Persons, activity: Rows, present: npt.NDArray[np.bool_], luck: Luck) -> None:
    """Turn census activity into labour status: the census knows registers, the model who searches and can start."""
    draw = uniforms(luck.key("initial_status"), persons.identity)
    status = np.full(len(activity), OTHER, np.int64)
    status[activity == EMPLOYEE] = EMPLOYED
    status[activity == SELF_EMPLOYED_CENSUS] = SELF_EMPLOYED
    status[activity == STUDENT_CENSUS] = STUDENT
    jobless = activity == UNEMPLOYED_CENSUS
    status[jobless] = np.where(draw[jobless] < SURVEY_SHARE_OF_CENSUS_UNEMPLOYED, UNEMPLOYED, LATENT)
    kinds = np.array([HOME, ILL, SEARCHING_UNAVAILABLE, LATENT, OTHER])
    home = activity == HOME_CENSUS
    for shares, ages in (
        (SHARES_OF_HOME["young"], persons.age < 25),
        (SHARES_OF_HOME["middle"], (persons.age >= 25) & (persons.age < 55)),
        (SHARES_OF_HOME_OLD, persons.age >= 55),
    ):
        rows = home & ages
        status[rows] = kinds[choose(np.array(shares), draw[rows])]
    pension = activity == PENSION_CENSUS
    status[pension] = np.where(persons.age[pension] >= 50, RETIRED, OTHER)
    persons.status[:] = status

    spell = uniforms(luck.key("initial_spell"), persons.identity)
    # Spells of registered jobseekers: 59.4% under a year, 12.5% one to two, 18.1% two to five, 10.1% longer (LAB-15).
    months = np.interp(spell, [0.0, 0.594, 0.719, 0.90, 1.0], [0.0, 12.0, 24.0, 60.0, 180.0])
    months = np.where(np.isin(status, (HOME, ILL, RETIRED, OTHER)), 12.0 + 96.0 * spell, months)
    months = np.minimum(months, np.maximum(12.0 * (persons.age.astype(np.float64) - 15.0), 1.0))
    start = np.where(present, 0, persons.arrival_month)
    persons.status_since[:] = start - months
    persons.non_employed_since[:] = start - months


def _assign_work(figures: RegionFigures, persons: Persons, activity: Rows, luck: Luck) -> Rows:
    """Give workers a sector and an occupation, and everyone else the occupation they are trained for.

    Returns
    -------
    ndarray of int64, shape (persons,)
        Sector; meaningful for people at work.
    """
    band = np.clip((persons.age.astype(np.int64) - FIRST_AGE) // 5, 0, figures.workers_by_sector.shape[1] - 1)
    sex, education = persons.sex.astype(np.int64), persons.education.astype(np.int64)
    sector_luck = uniforms(luck.key("sector"), persons.identity)
    own_account = figures.self_employed_share_by_sex_and_sector
    sector = np.zeros(len(sex), np.int64)
    for kind, share in ((EMPLOYEE, 1.0 - own_account), (SELF_EMPLOYED_CENSUS, own_account)):
        weights = figures.workers_by_sector * share[:, None, None, :]
        for code in np.unique(((sex * 16 + band) * 4 + education)[activity == kind]):
            group_sex, group_band, group_education = code // 64, (code // 4) % 16, code % 4
            rows = np.flatnonzero(
                (activity == kind) & (sex == group_sex) & (band == group_band) & (education == group_education)
            )
            cell = weights[group_sex, group_band, group_education]
            if cell.sum() == 0:
                cell = weights[group_sex, :, group_education].sum(axis=0)
            sector[rows] = systematic(cell, sector_luck[rows], 0.5)

    mix = occupation_mix()
    occupation_luck = uniforms(luck.key("occupation"), persons.identity)
    at_work = activity <= SELF_EMPLOYED_CENSUS
    persons.field[at_work] = choose(mix[sector[at_work], education[at_work]], occupation_luck[at_work])
    rest = ~at_work & (activity != STUDENT_CENSUS)
    typical = np.einsum("xes,seo->xeo", figures.workers_by_sector.sum(axis=1), mix)
    persons.field[rest] = choose(typical[sex[rest], education[rest]], occupation_luck[rest])

    diploma = diploma_of_occupation()[persons.field]
    trained = uniforms(luck.key("diploma"), persons.identity) < np.where(at_work, 1.0, 0.9)
    persons.diploma[:] = np.where(trained, diploma, 0)
    return sector


def _assign_jobs(
    figures: RegionFigures,
    persons: Persons,
    sector: Rows,
    present: npt.NDArray[np.bool_],
    luck: Luck,
    scale: float,
    defence: DefenceTerms,
) -> tuple[Employers, JobDesigns]:
    """Send employees to a workplace that follows commuting and jobs by sector, and form their employers."""
    workers = np.flatnonzero(present & (persons.status == EMPLOYED))
    home = persons.sub_region[workers].astype(np.int64)
    living = np.zeros((5, sector.max(initial=0) + 1))
    np.add.at(living, (home, sector[workers]), 1.0)
    sectors = living.shape[1]
    commuting = figures.commuting / figures.commuting.sum(axis=1, keepdims=True) * living.sum(axis=1)[:, None]
    jobs = np.ones((6, sectors))
    jobs[:5] = figures.jobs_by_sector[:, :sectors] / figures.jobs_by_sector.sum(axis=1, keepdims=True)
    jobs[OUTSIDE] = jobs[:5].mean(axis=0)
    seed = commuting[:, None, :] * jobs.T[None, :, :] + 1e-9
    flows = fit_margins(seed, [((0, 2), commuting), ((0, 1), living)])
    place_luck = uniforms(luck.key("workplace"), persons.identity)
    workplace = np.zeros(len(workers), np.int64)
    for region in range(5):
        for code in range(sectors):
            rows = np.flatnonzero((home == region) & (sector[workers] == code))
            workplace[rows] = systematic(flows[region, code], place_luck[workers[rows]], 0.5)

    occupation = persons.field[workers].astype(np.int64)
    identity = persons.identity[workers]
    where = (sector[workers], workplace, occupation, persons.sex[workers], persons.age[workers], identity)
    serving = choose_staff(defence, scale, *where, luck)
    employers, designs, held = form_employers(workplace, sector[workers], occupation, identity, luck, serving, defence)
    employers.interchangeability[:] = interchangeability(employers, designs)
    persons.design[workers] = held

    arriving = np.flatnonzero(~present & (persons.status == EMPLOYED))
    # Who moves in with a job has it elsewhere, and not at Defence, whose staff is known by name.
    outside = np.flatnonzero((designs.sub_region == OUTSIDE) & (designs.employer != defence_row(employers)))
    if len(outside):
        weights = designs.headcount[outside]
        persons.design[arriving] = outside[
            choose(weights, uniforms(luck.key("outside_job"), persons.identity[arriving]))
        ]
    else:
        persons.status[arriving] = UNEMPLOYED
    employed = persons.design != NOBODY
    tenure_luck = uniforms(luck.key("tenure"), persons.identity)
    career = np.maximum(12.0 * (persons.age.astype(np.float64) - 18.0), 6.0)
    tenure = np.minimum(-TENURE_SCALE_MONTHS * np.log(tenure_luck), career * (1.0 - 0.65 * tenure_luck))
    # About one job in seven is younger than a year, most of all among the young: a year of hires that have lasted.
    age = persons.age.astype(np.float64)
    recent_luck = uniforms(luck.key("recent_start"), persons.identity) / np.interp(age, *RECENT_STARTS)
    tenure = np.where(recent_luck < 1.0, 12.0 * recent_luck, np.maximum(tenure, 12.0))
    start = np.where(present, 0, persons.arrival_month)
    tenure = np.clip(tenure, 0.0, start - 1.0 - persons.birth_month - 12 * FIRST_AGE)
    persons.job_start[employed] = (start - 1 - tenure)[employed]
    # About half of the jobs that last began out of non-employment (FLO-03, FLO-04), so jobs held at the start do too.
    persons.entered_from[:] = np.where(
        uniforms(luck.key("entered_from"), persons.identity) < 0.47, UNEMPLOYED, EMPLOYED
    )
    return employers, designs


def _help_with_language(persons: Persons, employers: Employers, designs: JobDesigns) -> None:
    """Let colleagues who were born abroad help to understand each other."""
    staff = persons.design != NOBODY
    employer = designs.employer[persons.design[staff]]
    abroad = np.bincount(employer, persons.origin[staff] > 0, minlength=len(employers.identity))
    total = np.bincount(employer, minlength=len(employers.identity))
    employers.staff_from_abroad[:] = abroad / np.maximum(total, 1)
    employers.language_help[:] = np.minimum(LANGUAGE_HELP + employers.staff_from_abroad, 0.5)


def _stand_together(persons: Persons, present: npt.NDArray[np.bool_]) -> None:
    """Order residents by cohort, status and job, so that a rule meets people alike and colleagues one after the other.

    The oldest stand first, so that in later years the rows of those who have left are passed over together. Order never
    changes an outcome, for luck belongs to identities; it makes the month about twice as fast.
    """
    count = int(present.sum())
    cohort = (LAST_AGE - persons.age[:count]) // COHORT_YEARS
    order = np.lexsort((persons.design[:count], persons.status[:count], cohort))
    for column in persons:
        column[:count] = column[:count][order]


def _hold_back_arrivals(persons: Persons, present: npt.NDArray[np.bool_]) -> None:
    """Keep people who have not arrived yet out of the counts, and remember the status they arrive with."""
    persons.arrival_status[:] = persons.status
    persons.status[~present] = ABSENT
