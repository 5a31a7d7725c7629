"""Belgian Defence in the month: who may apply, who meets its norms, who leaves in training and in the first years.

What Defence asks in public - age, nationality - keeps people from applying; fitness and tests stop applicants. Recruits
are paid from the first day. Beside the ordinary reasons to leave a job, some break off the initial training, and some
leave in the first years, more so women and people born abroad where they do not feel welcome. Nothing of this is
measured in the project description, so every number comes from the file with the terms of Defence.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import numpy.typing as npt

from agents.compiled import rows, rule
from agents.defence import DefenceTerms, defence_row
from agents.draws import Key, uniform, uniform_pair
from agents.employers import Employers
from agents.handing import handed, phase
from agents.job_designs import JobDesigns, Vacancies
from agents.persons import Persons
from agents.vocabulary import EMPLOYED, NOBODY, SELF_EMPLOYED, STUDENT, UNEMPLOYED
from simulation.channels import YOUNG_UNTIL
from simulation.jobs import leave_job
from simulation.minds import leaves_early
from simulation.parameters import Parameters
from simulation.statuses import change_status
from simulation.tallies import TO_UNEMPLOYMENT, Tallies
from simulation.teams import felt_culture

if TYPE_CHECKING:
    from simulation.model import LabourMarket

Rows = npt.NDArray[np.int64]

IN_SERVICE, ENLISTED, ENLISTED_FROM_NEITHER, LEFT_IN_TRAINING, LEFT_EARLY, LEFT_LATER, LEFT_IN_FIRST_YEAR = range(7)
DEFENCE_EVENTS = 7
"""What is counted of Defence: its staff, and within the month recruits, recruits under thirty who neither worked nor
studied, and who left in the initial training, in the first years, and later; apart from these, who left in the first
year, which does not depend on how long the training takes."""

FIRST_YEAR = 12

SHORT_MONTHS = 6
"""A job that ends sooner counts as short."""

UNWELCOMING = 0.4
"""Culture of a team below which people who leave early felt unwelcome (share, assumption)."""

RISK_AT_LEAST, RISK_OF_DOUBT, RISK_OF_LIMITATION, RISK_OF_GAP = 0.5, 0.8, 1.0, 1.0
"""Risk to break off the training: the same for all, for lack of confidence, for a limitation by health and for what is
still to be learned (relative, assumption; about 1 for the mean recruit)."""

SUPPORT_IN_TRAINING = 0.5
"""Part of that risk that full support of colleagues takes away (share, assumption, 0 to 1)."""


class Service(NamedTuple):
    """What makes people leave Defence beyond the ordinary reasons.

    Attributes
    ----------
    training_months, drop_out : float
        Length of the initial training, and share of recruits who break it off.
    early_months, early_exit, later_exit : float
        Length of the first years, and monthly hazards of leaving in them and after them.
    strain : float
        How many more leave who do not feel welcome at all (factor beyond 1).
    culture_women, culture_abroad : float
        How welcome women, and people born abroad, feel (share).
    preparation : float
        Part of the drop-out that preparation takes away from who has a place in it (share).
    relief : float
        Part of the early exits taken away from who has a career adviser (share).
    """

    training_months: float
    drop_out: float
    early_months: float
    early_exit: float
    later_exit: float
    strain: float
    culture_women: float
    culture_abroad: float
    preparation: float = 0.0
    relief: float = 0.0


@dataclass(frozen=True)
class Defence:
    """Defence in one market.

    Attributes
    ----------
    employer : int
        Row among the employers.
    service : Service
        What makes people leave.
    staff : ndarray of int64
        Rows of the persons in service at the end of last month.
    since : ndarray of int64
        Month in which each of them enlisted.
    prepared, accompanied : ndarray of int64
        Rows of the recruits with a place in a preparation, and of the staff with a career adviser.
    """

    employer: int
    service: Service
    staff: Rows
    since: Rows
    prepared: Rows
    accompanied: Rows


def enlist(persons: Persons, employers: Employers, designs: JobDesigns, terms: DefenceTerms) -> Defence | None:
    """Return Defence as it stands at the start; nothing where no resident serves there."""
    employer = defence_row(employers)
    if employer == NOBODY:
        return None
    names = Service._fields[: -len(Service._field_defaults)]
    service = Service(*(float(getattr(terms, name)) for name in names))
    held = np.flatnonzero(persons.design != NOBODY)
    staff = held[designs.employer[persons.design[held]] == employer]
    nobody = np.zeros(0, np.int64)
    return Defence(employer, service, staff, persons.job_start[staff].astype(np.int64), nobody, nobody)


@rule
def may_apply(persons: Persons, employers: Employers, person: int, employer: int, sees_self: Key, papers: Key) -> bool:
    """Tell whether someone meets what Defence asks in public, and sees himself or herself there."""
    age = persons.age[person]
    if age < employers.youngest[employer] or age > employers.oldest[employer]:
        return False
    identity = persons.identity[person]
    origin = persons.origin[person]
    if origin > 0 and uniform(papers, identity) >= employers.nationality[employer, origin - 1]:
        return False
    drawn = 1.0
    if persons.sex[person] == 0:
        drawn *= employers.drawn[employer, 0]
    if origin > 0:
        drawn *= employers.drawn[employer, 1]
    return bool(uniform(sees_self, identity) < drawn)


@rule
def meets_norms(
    persons: Persons,
    employers: Employers,
    vacancies: Vacancies,
    person: int,
    employer: int,
    row: int,
    later: Key,
    test: Key,
    second_test: Key,
) -> bool:
    """Tell whether an applicant is fit enough, or may become so in training, and passes the tests in the end.

    Luck of a test belongs to applicant and vacancy, so a second chance never harms anybody.
    """
    identity, vacancy = persons.identity[person], vacancies.identity[row]
    short = persons.health_limitation[person] - employers.fitness_norm[employer]
    if short > employers.catch_up[employer]:
        return False
    if short > 0.0 and uniform(later, identity) >= employers.norms_later[employer]:
        return False
    if uniform_pair(test, identity, vacancy) >= employers.bad_day[employer]:
        return True
    return bool(uniform_pair(second_test, identity, vacancy) < employers.second_chance[employer])


@rule
def hazard_of_leaving(
    persons: Persons, person: int, tenure: int, service: Service, is_prepared: bool, is_accompanied: bool
) -> float:
    """Return the monthly hazard that someone leaves Defence beyond the ordinary reasons to leave a job."""
    unwelcome = 1.0
    if persons.sex[person] == 0:
        unwelcome += service.strain * (1.0 - service.culture_women)
    if persons.origin[person] > 0:
        unwelcome += service.strain * (1.0 - service.culture_abroad)
    if tenure < service.training_months:
        risk = RISK_AT_LEAST + RISK_OF_DOUBT * (1.0 - persons.confidence[person])
        risk += RISK_OF_LIMITATION * persons.health_limitation[person] + RISK_OF_GAP * persons.skill_gap[person]
        risk *= 1.0 - SUPPORT_IN_TRAINING * persons.support[person]
        if is_prepared:
            risk *= 1.0 - service.preparation
        return float(min(0.5, -math.log(1.0 - service.drop_out) / service.training_months * risk * unwelcome))
    if tenure < service.early_months:
        kept = 1.0 - service.relief if is_accompanied else 1.0
        return float(service.early_exit * kept * unwelcome)
    return float(service.later_exit * unwelcome)


def serve(market: LabourMarket) -> None:
    """Let a month of service pass: some break off the training, some leave in the first years."""
    defence = market.defence
    if defence is None:
        return
    prepared, accompanied = (_on_list(defence.staff, rows) for rows in (defence.prepared, defence.accompanied))
    tables = market.handed
    leave_service(
        tables.persons,
        tables.employers,
        tables.designs,
        defence.staff,
        defence.since,
        prepared,
        accompanied,
        defence.employer,
        market.month,
        handed(defence.service),
        tables.parameters,
        market.key("leaves_defence"),
        market.counting,
    )


def _on_list(staff: Rows, people: Rows) -> npt.NDArray[np.int8]:
    """Return 1 for who stands on a list, which is empty most of the time."""
    return np.isin(staff, people).astype(np.int8) if len(people) else np.zeros(len(staff), np.int8)


@phase
def leave_service(
    persons: Persons,
    employers: Employers,
    designs: JobDesigns,
    staff: npt.NDArray[np.int64],
    since: npt.NDArray[np.int64],
    prepared: npt.NDArray[np.int8],
    accompanied: npt.NDArray[np.int8],
    employer: int,
    month: int,
    service: Service,
    parameters: Parameters,
    key: Key,
    tallies: Tallies,
) -> None:
    """Let the staff of Defence stay or leave for the reasons of Defence alone.

    Parameters
    ----------
    persons, employers, designs
        Tables; persons and headcounts are changed in place.
    staff : ndarray of int64
        Rows of the persons in service at the end of last month; who has left since is passed over.
    since : ndarray of int64, same shape
        Month in which each enlisted.
    prepared, accompanied : ndarray of int8, same shape
        1 for who had a place in a preparation, and for who has a career adviser.
    employer : int
        Row of Defence.
    month : int
        Months since January 2012.
    service : Service
        What makes people leave.
    parameters : Parameters
        Behaviour.
    key : Key
        Luck of the month.
    tallies : Tallies
        Counts, changed in place.
    """
    for place in range(len(staff)):
        person = staff[place]
        design = persons.design[person]
        if persons.status[person] != EMPLOYED or design == NOBODY or designs.employer[design] != employer:
            continue
        tenure = month - since[place]
        hazard = hazard_of_leaving(persons, person, tenure, service, prepared[place] == 1, accompanied[place] == 1)
        if uniform(key, persons.identity[person]) < hazard:
            if tenure < SHORT_MONTHS:
                unwelcome = felt_culture(employers, designs, design, parameters) < UNWELCOMING
                leaves_early(persons, person, unwelcome, parameters)
            leave_job(persons, designs, person, TO_UNEMPLOYMENT, month, tallies)
            change_status(persons, person, UNEMPLOYED, month)


def call_the_roll(market: LabourMarket) -> None:
    """Find out at the end of the month who serves, who enlisted and who left, and count them."""
    defence = market.defence
    if defence is None:
        return
    persons, designs, month = market.persons, market.designs, market.month
    before = defence.staff
    held = persons.design[before]
    stays = held != NOBODY
    stays[stays] = designs.employer[held[stays]] == defence.employer
    tables, known, started = market.handed, market.best_offer, market.scratch_rows
    known[before] = 0
    count = list_recruits(
        tables.persons, tables.designs, defence.employer, market.first_present, market.present, month, known, started
    )
    known[before] = NOBODY
    recruits = started[:count].astype(np.int64)
    gone, served = before[~stays], month - defence.since[~stays]
    counted = market.counts.defence[month]
    staff = np.concatenate([before[stays], recruits])
    since = np.concatenate([defence.since[stays], np.full(len(recruits), month)])
    in_training, early = served < defence.service.training_months, served < defence.service.early_months
    for event, people in (
        (IN_SERVICE, staff),
        (ENLISTED, recruits),
        (ENLISTED_FROM_NEITHER, recruits[_came_from_neither(persons, recruits)]),
        (LEFT_IN_TRAINING, gone[in_training]),
        (LEFT_EARLY, gone[early & ~in_training]),
        (LEFT_LATER, gone[~early]),
        (LEFT_IN_FIRST_YEAR, gone[served < FIRST_YEAR]),
    ):
        count_people(tables.persons, people, counted[event])
    posts = designs.employer == defence.employer
    market.counts.defence_posts_open[month] = np.bincount(
        designs.sub_region[posts], designs.open_vacancies[posts], minlength=6
    )
    market.defence = replace(defence, staff=staff, since=since)


@phase
def list_recruits(
    persons: Persons,
    designs: JobDesigns,
    employer: int,
    first: int,
    last: int,
    month: int,
    known: npt.NDArray[np.int32],
    recruits: npt.NDArray[np.int32],
) -> int:
    """List who started a job at one employer in a month and was not known there; return how many they are."""
    count = 0
    for person in rows(first, last):
        if persons.job_start[person] != month or known[person] != NOBODY:
            continue
        design = persons.design[person]
        if design != NOBODY and designs.employer[design] == employer:
            recruits[count] = person
            count += 1
    return count


@phase
def count_people(persons: Persons, people: Rows, counted: npt.NDArray[np.int32]) -> None:
    """Add people to counts by sub-region, sex and origin."""
    for person in people:
        counted[persons.sub_region[person], persons.sex[person], persons.origin[person]] += 1


def _came_from_neither(persons: Persons, recruits: Rows) -> npt.NDArray[np.bool_]:
    """Tell which recruits are under thirty and neither worked nor studied before."""
    before = persons.entered_from[recruits]
    studied_or_worked = (before == EMPLOYED) | (before == SELF_EMPLOYED) | (before == STUDENT)
    return np.asarray((persons.age[recruits] <= YOUNG_UNTIL) & ~studied_or_worked)
