"""Changes of labour status that do not need a vacancy: leaving school or work, giving up, coming back, retiring."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from agents.compiled import existing, rows, rule
from agents.draws import Key, uniform
from agents.employers import Employers
from agents.handing import phase
from agents.job_designs import JobDesigns
from agents.persons import FIRST_AGE, Persons
from agents.vocabulary import (
    ABSENT,
    AFTERCARE,
    EMPLOYED,
    HOME,
    LATENT,
    OTHER,
    RETIRED,
    SELF_EMPLOYED,
    STUDENT,
    UNEMPLOYED,
)
from simulation.career_moves import record_career
from simulation.jobs import leave_job
from simulation.minds import BAD, EMPLOYERS, burden, leaves_early
from simulation.parameters import Parameters
from simulation.rates import LARGEST_SEPARATION, Rates
from simulation.redundancy import give_notice, is_on_notice
from simulation.satisfaction import MOST_DISCONTENT, Usual, discontent, early_exit, illness_factor
from simulation.statuses import ILL_KIND, LATENT_KIND, change_status, kind_of_status, status_of_kind
from simulation.tallies import (
    BY_ILLNESS,
    NOTICES_RUN_OUT,
    RETIREMENTS,
    SCHOOL_LEAVERS,
    TO_HOME_OR_OTHER,
    TO_OWN_BUSINESS,
    TO_RETIREMENT,
    TO_SELF_EMPLOYMENT,
    TO_UNEMPLOYMENT,
    Tallies,
    record,
)
from simulation.teams import CALM, felt_culture
from simulation.work_learn_entry import in_entry

YOUNG = 25
LARGEST_EXIT_FROM_SEARCH = 0.08
"""Largest monthly hazard of one kind of inactivity among the unemployed (assumption)."""

END_OF_SECONDARY_SCHOOL = 19
"""Age from which people in education count with a diploma of secondary school, if they will leave with one or more."""

LEAST_READY, MOST_READY = 0.25, 2.0
"""Bounds of the factor on coming back to search (assumption)."""

SHORT_MONTHS = 6
"""A job that ends sooner counts as short."""

UNWELCOMING = 0.4
"""Culture of a team below which people who leave early felt unwelcome (share, assumption)."""

LEAST_WELCOME = 1.25
"""Factor on separations in a team without any welcoming culture (assumption)."""

MOST_RESISTED = 1.8
"""Bound of the factor on separations in a team that resists with full force."""

SUPPORTED_MONTHS = 24
USUAL_SUPPORT = 0.06
"""Months in which support of the first weeks still keeps people, and the mean support over them in the baseline."""

BY_TELEPHONE = 0.3
"""Part of the effect of aftercare that is left where the employer does not want a coach at work (assumption)."""

CHEERFUL_ADVERT = 0.3
"""How much warmer than the team an advert must be before people feel deceived (share, assumption)."""

DEAD_END_GROWTH, DEAD_END_MONTHS = 0.2, 12
"""Growth path below which, and months after which, a simple job is a dead end (assumption)."""

FROM_UNEMPLOYMENT = (0.2, 0.35, 0.8, 0.8, 0.4)
"""Share of flows into each kind of inactivity that start from unemployment rather than from work (assumption)."""


@rule
def personal_separation_hazard(persons: Persons, person: int, month: int, parameters: Parameters) -> float:
    """Return the monthly hazard that one job ends in unemployment, in a team of middling welcome, without aftercare.

    It falls with tenure, with education and with the support of the first two years; what is left of the skill gap and
    of the organisation gap raises it.
    """
    tenure = month - persons.job_start[person]
    hazard = parameters.separation_later
    if tenure < 12:
        hazard = parameters.separation_first_year
    education = persons.education[person]
    if education == 0 or education == 3:
        hazard *= parameters.separation_low_education
    elif education == 2:
        hazard *= parameters.separation_high_education
    if persons.age[person] < YOUNG:
        hazard *= parameters.separation_young
    hazard *= (
        1.0
        + parameters.separation_skill_gap * persons.skill_gap[person]
        + parameters.separation_organisation_gap * persons.organisation_gap[person]
    )
    if tenure < SUPPORTED_MONTHS:
        hazard *= 1.0 - parameters.support_protection * (persons.support[person] - USUAL_SUPPORT)
    return float(hazard)


@rule
def separation_hazard(
    persons: Persons, employers: Employers, designs: JobDesigns, person: int, month: int, parameters: Parameters
) -> float:
    """Return the monthly hazard that one job ends in unemployment.

    A welcoming team lowers it, and so do content colleagues and aftercare, most where the coach may come to work. A
    team that resists redesign raises it, and so do an advert that promised a warmer team and a simple job that leads
    nowhere.
    """
    design = existing(persons.design[person])
    employer = existing(designs.employer[design])
    culture = felt_culture(employers, designs, design, parameters)
    hazard = personal_separation_hazard(persons, person, month, parameters)
    hazard *= discontent(designs, design, parameters)
    hazard *= LEAST_WELCOME - parameters.separation_culture * max(0.0, culture)
    hazard *= 1.0 + parameters.resistance_exits * (employers.resistance[employer] - CALM)
    if persons.trajectory_step[person] == AFTERCARE:
        visits = employers.coach_welcome[employer] == 1
        hazard *= 1.0 - parameters.aftercare_protection * (1.0 if visits else BY_TELEPHONE)
    if month - persons.job_start[person] < 12 and employers.advert_tone[employer] - culture > CHEERFUL_ADVERT:
        hazard *= parameters.broken_promise
    if is_dead_end(persons, designs, person, month):
        hazard *= parameters.dead_end_exits
    return float(min(LARGEST_SEPARATION, hazard))


@rule
def is_dead_end(persons: Persons, designs: JobDesigns, person: int, month: int) -> bool:
    """Tell whether someone has been in a simple job for over a year without a path to the whole one."""
    if persons.task_share[person] == 1.0:
        return False
    stuck = month - persons.job_start[person] > DEAD_END_MONTHS
    return bool(stuck and designs.growth_path[persons.design[person]] < DEAD_END_GROWTH)


@phase
def change_statuses(
    persons: Persons,
    employers: Employers,
    designs: JobDesigns,
    first: int,
    last: int,
    month: int,
    rates: Rates,
    parameters: Parameters,
    usual_burden: float,
    usual_work: Usual,
    approach: npt.NDArray[np.float64],
    key: Key,
    exit_key: Key,
    tallies: Tallies,
) -> None:
    """Let everyone keep or change their labour status; one draw decides among the competing changes.

    Parameters
    ----------
    persons, employers, designs
        Tables; persons and headcounts are changed in place.
    first, last : int
        First row, and one past the last, of the people this is about.
    month : int
        Months since January 2012.
    rates : Rates
        Hazards of this year.
    parameters : Parameters
        Behaviour.
    usual_burden : float
        Mean burden of people out of the labour force at the start.
    usual_work : Usual
        What work was like at the start.
    approach : ndarray of float64, shape (5,)
        How many employers go to people who do not search, see :func:`simulation.channels.approach`.
    key, exit_key : Key
        Luck of the month, and of what school leavers do first.
    tallies : Tallies
        Counts, changed in place.
    """
    most = MOST_DISCONTENT * LEAST_WELCOME * MOST_RESISTED * parameters.broken_promise * parameters.dead_end_exits
    for person in rows(first, last):
        status = persons.status[person]
        if status == ABSENT or status == RETIRED:
            continue
        if status == STUDENT:
            if persons.school_exit_month[person] <= month:
                _leave_school(persons, person, month, rates, exit_key, tallies)
            elif persons.age[person] >= END_OF_SECONDARY_SCHOOL and persons.education[person] == 0:
                persons.education[person] = min(1, persons.final_education[person])
            continue
        if persons.notice_until[person] <= month:
            record_career(tallies, NOTICES_RUN_OUT, persons, person)
            _lose_job(persons, employers, designs, person, month, parameters, tallies)
            continue
        sex, education = existing(persons.sex[person]), existing(persons.education[person])
        position = existing(persons.age[person] - FIRST_AGE)
        luck = uniform(key, persons.identity[person])
        if status <= SELF_EMPLOYED:
            # Most people at work are done here, most of the others one line on: no hazard below reaches their draw.
            at_most = rates.exit_bound[sex, education, position]
            if luck > at_most + LARGEST_SEPARATION:
                continue
            if luck > at_most + most * personal_separation_hazard(persons, person, month, parameters):
                continue
        early = 1.0
        if status == EMPLOYED:
            early = early_exit(persons, designs, person, usual_work, rates.pension_age, parameters)
        luck -= early * rates.retire[sex, education, position]
        if luck < 0.0:
            if status == EMPLOYED:
                leave_job(persons, designs, person, TO_RETIREMENT, month, tallies)
            change_status(persons, person, RETIRED, month)
            record(tallies, RETIREMENTS, persons, person)
        elif status == EMPLOYED:
            _leave_employment(persons, employers, designs, person, luck, early, month, rates, parameters, tallies)
        elif status == SELF_EMPLOYED:
            _leave_self_employment(persons, person, luck, month, rates, parameters)
        elif status == UNEMPLOYED:
            _give_up(persons, person, luck, month, rates, parameters)
        else:
            # Nobody is more than twice as ready as the mean, so most people are done here.
            hazard = rates.come_back[sex, education, position, kind_of_status(status)]
            at_most = MOST_READY * hazard + parameters.approach_rate * approach[persons.sub_region[person]]
            if luck < at_most and not in_entry(persons, person):
                hazard *= readiness(persons, person, usual_burden, parameters)
                hazard += approached(persons, person, approach, parameters)
                if luck < hazard:
                    change_status(persons, person, UNEMPLOYED, month)


@rule
def readiness(persons: Persons, person: int, usual_burden: float, parameters: Parameters) -> float:
    """Return how much sooner or later than usual a person comes back to search, 1 at the mean burden of the start."""
    ready = 1.0 + parameters.readiness_weight * (usual_burden - burden(persons, person))
    return float(min(MOST_READY, max(LEAST_READY, ready)))


@rule
def approached(persons: Persons, person: int, approach: npt.NDArray[np.float64], parameters: Parameters) -> float:
    """Return the monthly hazard that an employer's staff or community work brings someone at home back to search."""
    status = persons.status[person]
    if status == LATENT or status == HOME or status == OTHER:
        return float(parameters.approach_rate * persons.network[person] * approach[persons.sub_region[person]])
    return 0.0


@rule
def _leave_school(persons: Persons, person: int, month: int, rates: Rates, key: Key, tallies: Tallies) -> None:
    """End education with the diploma reached; most search for work, some start a business, a few do neither."""
    persons.education[person] = persons.final_education[person]
    persons.non_employed_since[person] = month
    idle = rates.inactive_at_exit[persons.sex[person], persons.education[person], persons.age[person] - FIRST_AGE]
    own_account = rates.self_employed_at_exit[
        persons.sex[person], persons.education[person], persons.age[person] - FIRST_AGE
    ]
    luck = uniform(key, persons.identity[person])
    if luck < idle:
        change_status(persons, person, OTHER, month)
    elif luck > 1.0 - (1.0 - idle) * own_account:
        change_status(persons, person, SELF_EMPLOYED, month)
    else:
        change_status(persons, person, UNEMPLOYED, month)
    record(tallies, SCHOOL_LEAVERS, persons, person)
    level, domain = existing(persons.school_level[person]), persons.study_domain[person]
    tallies.leavers[level, domain, persons.sub_region[person]] += 1


@rule
def _leave_employment(
    persons: Persons,
    employers: Employers,
    designs: JobDesigns,
    person: int,
    luck: float,
    early: float,
    month: int,
    rates: Rates,
    parameters: Parameters,
    tallies: Tallies,
) -> None:
    """Let one employee lose or quit the job, leave the labour force, or start a business."""
    sex = persons.sex[person]
    education = persons.education[person]
    position = persons.age[person] - FIRST_AGE
    luck -= separation_hazard(persons, employers, designs, person, month, parameters)
    design = existing(persons.design[person])
    if luck >= 0.0 and designs.sub_region[design] < 5:
        luck -= parameters.dismissal_rate * designs.overstaffed[design]
        if luck < 0.0 and employers.notice_months[designs.employer[design]] > 0:
            if not is_on_notice(persons, person):
                give_notice(persons, employers, designs, person, month, tallies)
            return
    if luck < 0.0:
        _lose_job(persons, employers, designs, person, month, parameters, tallies)
        return
    for kind in range(5):
        share = 1.0 - FROM_UNEMPLOYMENT[kind]
        if kind == ILL_KIND:
            share *= illness_factor(employers, designs, design, early, parameters)
        luck -= share * rates.leave[sex, education, position, kind]
        if luck < 0.0:
            leave_job(persons, designs, person, BY_ILLNESS if kind == ILL_KIND else TO_HOME_OR_OTHER, month, tallies)
            change_status(persons, person, status_of_kind(kind), month)
            return
    if luck < rates.found[sex, education, position]:
        leave_job(persons, designs, person, TO_OWN_BUSINESS, month, tallies)
        record_career(tallies, TO_SELF_EMPLOYMENT, persons, person)
        persons.status[person] = SELF_EMPLOYED
        persons.status_since[person] = month


@rule
def _lose_job(
    persons: Persons,
    employers: Employers,
    designs: JobDesigns,
    person: int,
    month: int,
    parameters: Parameters,
    tallies: Tallies,
) -> None:
    """Let one employee go from work to unemployment; a job that was short hurts."""
    if month - persons.job_start[person] < SHORT_MONTHS:
        unwelcome = felt_culture(employers, designs, persons.design[person], parameters) < UNWELCOMING
        leaves_early(persons, person, unwelcome, parameters)
        if unwelcome:
            tallies.experience[EMPLOYERS, BAD, persons.sub_region[person], persons.origin[person]] += 1
    leave_job(persons, designs, person, TO_UNEMPLOYMENT, month, tallies)
    change_status(persons, person, UNEMPLOYED, month)


@rule
def _leave_self_employment(
    persons: Persons, person: int, luck: float, month: int, rates: Rates, parameters: Parameters
) -> None:
    """Let one self-employed person stop and search, or leave the labour force."""
    luck -= parameters.self_employment_exit
    if luck < 0.0:
        persons.left_self_employment[person] = month
        change_status(persons, person, UNEMPLOYED, month)
        return
    for kind in range(2):
        luck -= rates.leave[persons.sex[person], persons.education[person], persons.age[person] - FIRST_AGE, kind]
        if luck < 0.0:
            change_status(persons, person, status_of_kind(kind), month)
            return


@rule
def _give_up(persons: Persons, person: int, luck: float, month: int, rates: Rates, parameters: Parameters) -> None:
    """Let one unemployed person stop searching: for home, illness or another reason, or out of discouragement."""
    sex = persons.sex[person]
    education = persons.education[person]
    position = persons.age[person] - FIRST_AGE
    discouraged = parameters.discouraged_exit * persons.discouragement[person]
    for kind in range(5):
        hazard = FROM_UNEMPLOYMENT[kind] * rates.leave[sex, education, position, kind]
        hazard = min(LARGEST_EXIT_FROM_SEARCH, hazard / rates.unemployed[sex, education, position])
        if kind == LATENT_KIND:
            hazard += discouraged
        luck -= hazard
        if luck < 0.0:
            change_status(persons, person, status_of_kind(kind), month)
            return
