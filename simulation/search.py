"""Search rounds: who comes across which vacancy, recognises it, dares to apply, and whom the employer prefers.

A person visits a few places in a round: a place is a corner of the adverts of one occupation in one sub-region. Which
place follows from keyed luck of the person, and in which places a vacancy is advertised follows from keyed luck of
the vacancy, so whether the two meet depends on nobody else: opening one more vacancy changes only who meets that
vacancy. More vacancies mean more adverts in each place, more channels mean more places.

This is the search gap at work. A meeting fails when the person does not recognise the advert, shrinks back from its
demands, or the work does not fit life; and when the employer does not invite the person or finds the profile too far
off. Every cause is counted.
"""

from __future__ import annotations

import math

import numpy as np

from agents.compiled import compiled
from agents.draws import Key, gumbel_pair, uniform_pair
from agents.employers import Employers
from agents.gaps import BARRED, organisation_gap, skill_gap, trained_away
from agents.job_designs import JobDesigns, Vacancies
from agents.persons import Persons
from agents.vocabulary import EMPLOYED, MATCHING, NOBODY, UNEMPLOYED
from simulation.calendar import DAYS_PER_MONTH, ROUNDS_PER_MONTH
from simulation.diary import OUTRANKED, SHORTLISTED, UNKNOWN, WITHIN_REACH, Diary, write_meeting
from simulation.marketplace import Marketplace, Searchers, SearchKeys, Shortlist, enter
from simulation.minds import is_rejected
from simulation.parameters import Parameters
from simulation.tallies import Tallies

MET, NOT_RECOGNISED, SHRANK_BACK, DOES_NOT_FIT = 0, 1, 2, 3
NOT_INVITED, NOT_QUALIFIED, TOO_EARLY, PASSED_OVER = 4, 5, 6, 7
"""Outcomes of a meeting that are counted, in the order of the chain."""

MOST_VISITS = 4
PAY_WEIGHT, CONTROL_WEIGHT, MISFIT_WEIGHT = 2.0, 0.3, 4.0
"""Utility of pay (per unit of the mean), of a full say over the roster, and of the organisation gap (assumption)."""

BOTTLENECK_OCCUPATIONS_END = 3
"""Codes 0-3, nurses to technicians, are bottlenecks: no discrimination by name was found there (DIS-01)."""


@compiled
def find_searchers(
    persons: Persons,
    searchers: Searchers,
    first: int,
    last: int,
    month: int,
    parameters: Parameters,
    key: Key,
) -> int:
    """List who looks for work this month, and how keenly: the unemployed, and the workers who look around.

    Returns
    -------
    int
        Number of people written into ``searchers``, from its row ``first`` on.
    """
    count = first
    for person in range(first, last):
        status = persons.status[person]
        looks = status == UNEMPLOYED
        if status == EMPLOYED:
            misfit = persons.organisation_gap[person] + persons.skill_gap[person]
            share = parameters.on_the_job_search_share + parameters.on_the_job_search_gap * misfit
            tenure = month - persons.job_start[person]
            if tenure > 60:
                share *= 0.5
            if persons.age[person] >= 55:
                share *= 0.3
            looks = uniform_pair(key, persons.identity[person], np.uint64(month)) < share
        if looks:
            searchers.row[count] = person
            searchers.identity[count] = persons.identity[person]
            searchers.visits[count] = visits_per_round(persons, person, parameters)
            count += 1
    return count - first


@compiled
def search_round(
    persons: Persons,
    employers: Employers,
    designs: JobDesigns,
    vacancies: Vacancies,
    market: Marketplace,
    shortlist: Shortlist,
    searchers: Searchers,
    first: int,
    last: int,
    month: int,
    week: int,
    keys: SearchKeys,
    parameters: Parameters,
    tallies: Tallies,
    diary: Diary | None = None,
) -> None:
    """Let every searcher visit places and apply to at most one vacancy per visit.

    Parameters
    ----------
    persons, employers, designs, vacancies
        Tables.
    market : Marketplace
        Which vacancies lie in which place this round.
    shortlist : Shortlist
        Best applicant per vacancy so far among these searchers, changed in place.
    searchers : Searchers
        People who look for work.
    first, last : int
        First row, and one past the last, of the searchers this is about.
    month, week : int
        Month number, and round within the month.
    keys : SearchKeys
        Luck of the round.
    parameters : Parameters
        Behaviour.
    tallies : Tallies
        Counts, changed in place.
    diary : Diary, optional
        Where meetings of watched people are written down; without it the writing is not even compiled.
    """
    round_number = np.uint64((month * ROUNDS_PER_MONTH + week) * MOST_VISITS)
    day = (month + (week + 1.0) / ROUNDS_PER_MONTH) * DAYS_PER_MONTH
    for index in range(first, last):
        identity = searchers.identity[index]
        visits = searchers.visits[index]
        for visit in range(MOST_VISITS):
            moment = round_number + np.uint64(visit)
            if uniform_pair(keys.visit, identity, moment) >= visits / (1.0 + visit):
                break
            person = searchers.row[index]
            # Who started a job this month has stopped looking.
            if persons.status[person] == EMPLOYED and persons.job_start[person] == month:
                break
            place = choose_place(persons, market, person, identity, month, moment, keys, parameters)
            if market.slot_start[place] == market.slot_start[place + 1]:
                continue
            _visit(
                persons,
                employers,
                designs,
                vacancies,
                market,
                shortlist,
                person,
                place,
                month,
                day,
                keys,
                parameters,
                tallies,
                diary,
            )


@compiled
def visits_per_round(persons: Persons, person: int, parameters: Parameters) -> float:
    """Return the rate of visits of one searcher: the will and the skill to search, worn down by discouragement."""
    if persons.status[person] == EMPLOYED:
        return parameters.visits_employed
    rate = parameters.visits_unemployed * (0.4 + 0.6 * persons.work_wish[person])
    rate *= 0.5 + 0.5 * persons.application_skill[person] + 0.3 * persons.goal_clarity[person]
    rate *= 1.0 - 0.6 * persons.discouragement[person]
    if persons.age[person] >= 55:
        rate *= 0.6
    if persons.trajectory_step[person] == MATCHING:
        rate *= 1.4
    return float(rate)


@compiled
def choose_place(
    persons: Persons,
    market: Marketplace,
    person: int,
    identity: np.uint64,
    month: int,
    moment: np.uint64,
    keys: SearchKeys,
    parameters: Parameters,
) -> int:
    """Choose where to look: which occupation, which sub-region, which corner of the adverts."""
    luck = uniform_pair(keys.occupation, identity, moment)
    wander = parameters.relocation_of_search * (1.3 - 0.6 * persons.goal_clarity[person])
    if persons.status[person] == UNEMPLOYED:
        years_out = min(2.0, (month - persons.non_employed_since[person]) / 12.0)
        wander = min(0.9, wander * (1.0 + 0.5 * parameters.broader_search * years_out))
    occupation = persons.field[person]
    if luck < wander:
        occupation = market.related[occupation, min(3, int(luck / wander * 4.0))]
    home = persons.sub_region[person]
    luck = uniform_pair(keys.region, identity, moment)
    region = home
    if luck > market.stay_share[persons.car[person], home]:
        region = 0
        while region < 5 and luck > market.commute_cumulative[persons.car[person], home, region]:
            region += 1
    bucket = region * 12 + occupation
    luck = uniform_pair(keys.place, identity, moment)
    return int(market.first_place[bucket] + int(luck * market.places[bucket]))


@compiled
def _visit(
    persons: Persons,
    employers: Employers,
    designs: JobDesigns,
    vacancies: Vacancies,
    market: Marketplace,
    shortlist: Shortlist,
    person: int,
    place: int,
    month: int,
    day: float,
    keys: SearchKeys,
    parameters: Parameters,
    tallies: Tallies,
    diary: Diary | None,
) -> None:
    """Read the adverts of one place and apply to the most attractive one that seems within reach."""
    identity = persons.identity[person]
    employed = persons.status[person] == EMPLOYED
    recognised = parameters.recognition_floor + (1.0 - parameters.recognition_floor) * persons.application_skill[person]
    daring = parameters.exclusion_floor + parameters.exclusion_confidence * persons.confidence[person]
    reservation = parameters.reservation_floor + parameters.reservation_wish * persons.work_wish[person]
    threshold = -1.0e9
    if employed:
        threshold = parameters.move_threshold + job_value(
            designs, persons.design[person], persons.organisation_gap[person]
        )
    best, best_value = NOBODY, threshold
    met, overlooked, passed_over, feared, unfit = 0, 0, 0, 0, 0
    host = persons.work_learning_employer[person]
    for slot in range(market.slot_start[place], market.slot_start[place + 1]):
        row = market.slots[slot]
        design = vacancies.design[row]
        if design < 0 or design == persons.design[person] or vacancies.opened_day[row] > day:
            continue
        met += 1
        chance = recognised
        if host != NOBODY and host == designs.employer[design]:
            chance += (1.0 - recognised) * persons.acquaintance[person]
        if uniform_pair(keys.recognise, identity, vacancies.identity[row]) > chance:
            overlooked += 1
            if diary is not None:
                write_meeting(diary, vacancies, person, row, day, NOT_RECOGNISED, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN)
            continue
        # Gaps only take away from what the advert promises, so a less attractive one need not be read further.
        promise = parameters.taste_spread * gumbel_pair(keys.taste, identity, vacancies.identity[row])
        promise += job_value(designs, design, 0.0)
        if vacancies.simple[row] == 1:
            promise -= PAY_WEIGHT * (1.0 - parameters.simple_pay) * designs.pay[design]
        if promise <= best_value:
            passed_over += 1
            if diary is not None:
                write_meeting(diary, vacancies, person, row, day, PASSED_OVER, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN)
            continue
        gap = skill_gap(persons, designs, person, design, vacancies.relaxation[row], vacancies.simple[row])
        if gap >= BARRED or gap > daring:
            feared += 1
            if diary is not None:
                write_meeting(diary, vacancies, person, row, day, SHRANK_BACK, gap, daring, UNKNOWN, reservation)
            continue
        misfit = organisation_gap(persons, designs, person, design, month)
        if misfit > reservation:
            unfit += 1
            if diary is not None:
                write_meeting(diary, vacancies, person, row, day, DOES_NOT_FIT, gap, daring, misfit, reservation)
            continue
        if diary is not None:
            write_meeting(diary, vacancies, person, row, day, WITHIN_REACH, gap, daring, misfit, reservation)
        value = promise - MISFIT_WEIGHT * misfit - gap
        if value > best_value:
            best, best_value = row, value
    tallies.search[MET] += met
    tallies.search[NOT_RECOGNISED] += overlooked
    tallies.search[PASSED_OVER] += passed_over
    tallies.search[SHRANK_BACK] += feared
    tallies.search[DOES_NOT_FIT] += unfit
    if best != NOBODY:
        _apply(
            persons,
            employers,
            designs,
            vacancies,
            shortlist,
            person,
            best,
            best_value,
            day,
            keys,
            parameters,
            tallies,
            diary,
        )


@compiled
def job_value(designs: JobDesigns, design: int, misfit: float) -> float:
    """Return the systematic utility of a job: pay, say over the roster, and how it fits life."""
    return float(
        PAY_WEIGHT * designs.pay[design] + CONTROL_WEIGHT * designs.schedule_control[design] - MISFIT_WEIGHT * misfit
    )


@compiled
def _apply(
    persons: Persons,
    employers: Employers,
    designs: JobDesigns,
    vacancies: Vacancies,
    shortlist: Shortlist,
    person: int,
    row: int,
    value: float,
    day: float,
    keys: SearchKeys,
    parameters: Parameters,
    tallies: Tallies,
    diary: Diary | None,
) -> None:
    """Put one applicant before the employer, who invites or not, judges the gap, and keeps the best."""
    design = vacancies.design[row]
    employer = designs.employer[design]
    identity = persons.identity[person]
    days_open = day - vacancies.opened_day[row]
    if days_open < parameters.selection_days:
        tallies.search[TOO_EARLY] += 1
        if diary is not None:
            write_meeting(diary, vacancies, person, row, day, TOO_EARLY, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN)
        return
    if uniform_pair(keys.invite, identity, vacancies.identity[row]) < refusal(
        persons, employers, designs, person, employer, design, day, parameters
    ):
        tallies.search[NOT_INVITED] += 1
        if diary is not None:
            write_meeting(diary, vacancies, person, row, day, NOT_INVITED, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN)
        is_rejected(persons, person, parameters)
        return
    gap = trained_away(
        employers,
        designs,
        design,
        skill_gap(persons, designs, person, design, vacancies.relaxation[row], vacancies.simple[row]),
    )
    tolerance = parameters.offer_tolerance
    tolerance += parameters.offer_leniency * (1.0 - employers.selection_strictness[employer])
    tolerance += parameters.offer_adaptation * days_open / DAYS_PER_MONTH
    if persons.work_learning_employer[person] == employer:
        tolerance += parameters.known_pupil_tolerance * persons.acquaintance[person]
    if gap > tolerance:
        tallies.search[NOT_QUALIFIED] += 1
        if diary is not None:
            write_meeting(diary, vacancies, person, row, day, NOT_QUALIFIED, gap, tolerance, UNKNOWN, UNKNOWN)
        is_rejected(persons, person, parameters)
        return
    score = -gap + 0.10 * persons.application_skill[person] + 0.05 * min(1.0, persons.experience_months[person] / 60.0)
    score += 0.08 * uniform_pair(keys.impression, identity, vacancies.identity[row])
    stands_first = enter(persons, shortlist, row, person, score, value)
    if diary is not None:
        stage = SHORTLISTED if stands_first else OUTRANKED
        write_meeting(diary, vacancies, person, row, day, stage, gap, tolerance, UNKNOWN, UNKNOWN)


@compiled
def refusal(
    persons: Persons,
    employers: Employers,
    designs: JobDesigns,
    person: int,
    employer: int,
    design: int,
    day: float,
    parameters: Parameters,
) -> float:
    """Return the probability that an applicant is not invited for who he or she is, not for what he or she can do.

    Long spells without work, a foreign origin (not in bottleneck occupations, DIS-01) and an age over fifty (DIS-03)
    each add a chance of refusal.
    """
    accepted = 1.0
    if persons.status[person] != EMPLOYED:
        months_out = day / DAYS_PER_MONTH - persons.non_employed_since[person]
        if months_out > 6.0:
            worn = 1.0 - math.exp(-(months_out - 6.0) / 18.0)
            accepted *= 1.0 - parameters.stereotype_strength * employers.duration_stereotype[employer] * worn
    if persons.origin[person] > 0 and designs.occupation[design] > BOTTLENECK_OCCUPATIONS_END:
        accepted *= 1.0 - employers.origin_discrimination[employer]
    if persons.age[person] >= 50:
        accepted *= 1.0 - employers.age_discrimination[employer]
    return 1.0 - accepted
