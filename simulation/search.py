"""Search rounds: who comes across which vacancy, recognises it, dares to apply.

A person visits a few places in a round: a place is a corner of the adverts of one occupation in one sub-region. Which
place follows from keyed luck of the person, and in which places a vacancy is advertised follows from keyed luck of
the vacancy, so whether the two meet depends on nobody else: opening one more vacancy changes only who meets that
vacancy. More vacancies mean more adverts in each place, more channels mean more places.

This is the search gap at work. A meeting fails when the person does not recognise the advert, shrinks back from its
demands, or the work does not seem to fit life; and afterwards at the employer (:mod:`simulation.selection`). Every
outcome is counted (:mod:`simulation.meetings`).
"""

from __future__ import annotations

import numpy as np

from agents.careers import MOST_OPEN, REACTIVE, USUAL_INERTIA, openness_to_move
from agents.coaches import Coaches
from agents.compiled import existing, rows, rule
from agents.draws import Key, uniform_pair
from agents.employers import Employers
from agents.gaps import BARRED, entry_gap, is_accompanied, learned_in_lessons, organisation_gap
from agents.handing import phase
from agents.job_designs import JobDesigns, Vacancies
from agents.persons import Persons
from agents.vocabulary import ADDICTION, EMPLOYED, INCOME_RISK, MATCHING, NOBODY, UNEMPLOYED
from simulation.appeal import MISFIT_WEIGHT, daring, job_value, promise, reservation, unusual_expectation
from simulation.calendar import DAYS_PER_MONTH, ROUNDS_PER_MONTH
from simulation.career_moves import crosses_border
from simulation.channels import recognition
from simulation.defence import may_apply
from simulation.diary import UNKNOWN, WITHIN_REACH, Diary, write_meeting
from simulation.judgement import entry_relaxation, offered_as_simple
from simulation.marketplace import Marketplace, Searchers, SearchKeys, Shortlist
from simulation.meetings import DOES_NOT_FIT, MET, NO_GATE, NOT_RECOGNISED, PASSED_OVER, SHRANK_BACK
from simulation.parameters import Parameters
from simulation.redundancy import is_on_notice
from simulation.selection import apply
from simulation.tallies import Tallies

MOST_VISITS = 4

PRESSED = 1.2
"""Factor on visits, and on looking outside the own field, under financial pressure: more search, not better search
(assumption, 1 to 1.5; f002 section 3.1)."""

ADDICTED = 0.7
"""Factor on visits of people with an addiction (assumption, 0.5 to 1)."""

FULL_THREAT = 0.2
"""Share of the staff above the target from which all know that jobs are at stake (assumption, 0.1 to 0.5)."""

FAMILIAR, UNFAMILIAR = 0.4, 1.16
"""How much less people with a full network wander outside their field, and factor of those without (assumption; the
mean jobseeker has a factor of 1)."""


@phase
def find_searchers(
    persons: Persons,
    designs: JobDesigns,
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
    count, strength = first, parameters.inertia_strength
    most = MOST_OPEN**strength
    for person in rows(first, last):
        status = persons.status[person]
        looks = status == UNEMPLOYED
        if status == EMPLOYED:
            luck = uniform_pair(key, persons.identity[person], np.uint64(month))
            reasons = _reasons_to_look(persons, designs, person, parameters)
            # Most people are done here: not even the most open of them would look with this draw.
            looks = luck < reasons * most and luck < reasons * openness_to_move(persons, person, strength)
        if looks:
            list_searcher(searchers, count, persons, person, month, parameters)
            count += 1
    return count - first


@rule
def list_searcher(
    searchers: Searchers, place: int, persons: Persons, person: int, month: int, parameters: Parameters
) -> None:
    """Put one person on the list of searchers."""
    searchers.row[place] = person
    searchers.identity[place] = persons.identity[person]
    searchers.visits[place] = visits_per_round(persons, person, parameters)
    searchers.wander[place] = wander_rate(persons, person, month, parameters)
    searchers.occupation[place] = persons.field[person]
    searchers.home[place] = persons.sub_region[person]
    searchers.car[place] = persons.car[person]


@rule
def _reasons_to_look(persons: Persons, designs: JobDesigns, person: int, parameters: Parameters) -> float:
    """Return the probability that a worker of the mean inertia looks for other work.

    Some look ahead while nothing is wrong. Others wait until the job does not fit or is at stake: until the employer
    has more staff than it wants, or has announced that the job ends. Inertia keeps all of them.
    """
    if is_on_notice(persons, person):
        return float(parameters.notice_search_share)
    share = parameters.on_the_job_search_gap * (persons.organisation_gap[person] + persons.skill_gap[person])
    if persons.proactive[person] != REACTIVE:
        share += parameters.on_the_job_search_share
    threat = min(1.0, designs.overstaffed[existing(persons.design[person])] / FULL_THREAT)
    return float(share + parameters.threat_search_share * threat)


@phase
def search_round(
    persons: Persons,
    employers: Employers,
    designs: JobDesigns,
    vacancies: Vacancies,
    coaches: Coaches,
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
    persons, employers, designs, vacancies, coaches
        Tables; persons are changed in place.
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
    for index in rows(first, last):
        identity = searchers.identity[index]
        visits = searchers.visits[index]
        for visit in range(MOST_VISITS):
            moment = round_number + np.uint64(visit)
            if uniform_pair(keys.visit, identity, moment) >= visits / (1.0 + visit):
                break
            place = choose_place(searchers, market, index, moment, keys)
            if market.slot_start[place] == market.slot_start[place + 1]:
                continue
            person = existing(searchers.row[index])
            # Who started a job this month has stopped looking.
            if persons.status[person] == EMPLOYED and persons.job_start[person] == month:
                break
            _visit(
                persons,
                employers,
                designs,
                vacancies,
                coaches,
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


@rule
def visits_per_round(persons: Persons, person: int, parameters: Parameters) -> float:
    """Return the rate of visits of one searcher: will, skill, hope, need and what is expected."""
    if persons.status[person] == EMPLOYED:
        return parameters.visits_employed
    rate = parameters.visits_unemployed * (0.4 + 0.6 * persons.work_wish[person])
    rate *= 0.5 + 0.5 * persons.application_skill[person] + 0.3 * persons.goal_clarity[person]
    rate *= 1.0 - 0.6 * persons.discouragement[person]
    rate *= 1.0 - parameters.expectation_visits * unusual_expectation(persons, person)
    problems = persons.problems[person]
    if problems & INCOME_RISK:
        rate *= PRESSED
    if problems & ADDICTION:
        rate *= ADDICTED
    if persons.age[person] >= 55:
        rate *= 0.6
    if persons.trajectory_step[person] == MATCHING:
        rate *= 1.4
    return float(rate)


@rule
def wander_rate(persons: Persons, person: int, month: int, parameters: Parameters) -> float:
    """Return the probability that a visit is to another occupation than one's own."""
    wander = parameters.relocation_of_search * (1.3 - 0.6 * persons.goal_clarity[person])
    wander *= UNFAMILIAR - FAMILIAR * persons.network[person]
    if persons.problems[person] & INCOME_RISK:
        wander *= PRESSED
    if persons.status[person] == EMPLOYED:
        wander = min(0.9, wander * openness_to_move(persons, person, parameters.inertia_strength))
    if persons.status[person] == UNEMPLOYED:
        years_out = min(2.0, (month - persons.non_employed_since[person]) / 12.0)
        wander = min(0.9, wander * (1.0 + 0.5 * parameters.broader_search * years_out))
    return float(wander)


@rule
def choose_place(searchers: Searchers, market: Marketplace, index: int, moment: np.uint64, keys: SearchKeys) -> int:
    """Choose where to look: which occupation, which sub-region, which corner of the adverts."""
    identity, wander = searchers.identity[index], searchers.wander[index]
    luck = uniform_pair(keys.occupation, identity, moment)
    occupation = searchers.occupation[index]
    if luck < wander:
        occupation = market.related[occupation, min(3, int(luck / wander * 4.0))]
    home, car = searchers.home[index], searchers.car[index]
    luck = uniform_pair(keys.region, identity, moment)
    region = home
    if luck > market.stay_share[car, home]:
        region = 0
        while region < 5 and luck > market.commute_cumulative[car, home, region]:
            region += 1
    bucket = region * 12 + occupation
    luck = uniform_pair(keys.place, identity, moment)
    return int(market.first_place[bucket] + int(luck * market.places[bucket]))


@rule
def _visit(
    persons: Persons,
    employers: Employers,
    designs: JobDesigns,
    vacancies: Vacancies,
    coaches: Coaches,
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
    guided = is_accompanied(persons, person) and not employed
    ties = coaches.employer_ties[persons.coach[person]] if guided else 0.0
    weight = parameters.experience_weight
    threshold, reluctance = -1.0e9, 0.0
    if employed:
        held_back = persons.inertia[person] - USUAL_INERTIA
        reluctance = parameters.inertia_border * held_back
        # Who is going to lose the job takes what is better than nothing.
        if not is_on_notice(persons, person):
            threshold = parameters.move_threshold + parameters.inertia_threshold * held_back
            threshold += job_value(designs, persons.design[person], persons.organisation_gap[person])
    best, best_value = NOBODY, threshold
    met, overlooked, passed_over, feared, barred, unfit = 0, 0, 0, 0, 0, 0
    host = persons.work_learning_employer[person]
    adverts = market.adverts
    for slot in rows(market.slot_start[place], market.slot_start[place + 1]):
        design = existing(adverts.design[slot])
        days_open = day - adverts.opened_day[slot]
        if design == persons.design[person] or days_open < 0.0:
            continue
        met += 1
        row, vacancy, employer = adverts.row[slot], adverts.vacancy[slot], existing(adverts.employer[slot])
        channels = adverts.channels[slot]
        chance = recognition(persons, employers, person, employer, channels, days_open, parameters)
        chance = min(1.0, chance + parameters.coach_recognition * ties)
        if host == employer:
            chance += (1.0 - chance) * persons.acquaintance[person]
        if uniform_pair(keys.recognise, identity, vacancy) > chance:
            overlooked += 1
            if diary is not None:
                write_meeting(diary, vacancies, person, row, day, NOT_RECOGNISED, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN)
            continue
        # Gaps only take away from what the advert promises, so a less attractive one need not be read further.
        promised = promise(adverts.worth[slot], identity, vacancy, keys.taste, parameters)
        other_work = employed and crosses_border(designs, persons.design[person], design)
        if other_work:
            promised -= reluctance
        if promised <= best_value:
            passed_over += 1
            if diary is not None:
                write_meeting(diary, vacancies, person, row, day, PASSED_OVER, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN)
            continue
        if employers.own_norms[employer] == 1 and not may_apply(
            persons, employers, person, employer, keys.sees_self, keys.papers
        ):
            barred += 1
            if diary is not None:
                write_meeting(diary, vacancies, person, row, day, NO_GATE, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN)
            continue
        simple = offered_as_simple(employers, designs, vacancies, row, identity, ties, keys.adapt, parameters)
        relaxation = entry_relaxation(employers, vacancies, row, employer, days_open, parameters)
        gap = entry_gap(persons, employers, designs, person, design, relaxation, simple, month, weight)
        if gap >= BARRED:
            barred += 1
            if diary is not None:
                write_meeting(diary, vacancies, person, row, day, NO_GATE, gap, UNKNOWN, UNKNOWN, UNKNOWN)
            continue
        tone = employers.advert_tone[employer]
        # An employer that gives lessons of Dutch, or trains people from other work, says so in its adverts.
        taught = learned_in_lessons(persons, employers, designs, person, design, relaxation, simple)
        if other_work:
            taught += parameters.side_entrant_tolerance * employers.side_entrants[employer]
        seen = (gap - taught) * (1.0 + parameters.advert_deterrence * (0.5 - tone))
        dared = daring(persons, person, parameters)
        if seen > dared:
            feared += 1
            if diary is not None:
                write_meeting(diary, vacancies, person, row, day, SHRANK_BACK, seen, dared, UNKNOWN, UNKNOWN)
            continue
        misfit = organisation_gap(persons, employers, designs, person, design, month)
        if not guided:
            # An advert tells only so much; who walks through it with a coach reads it as it is.
            error = 2.0 * uniform_pair(keys.reading, identity, vacancy) - 1.0
            misfit += parameters.reading_error * (1.0 - tone) * error
        accepted = reservation(persons, person, parameters)
        if misfit > accepted:
            unfit += 1
            if diary is not None:
                write_meeting(diary, vacancies, person, row, day, DOES_NOT_FIT, seen, dared, misfit, accepted)
            continue
        if diary is not None:
            write_meeting(diary, vacancies, person, row, day, WITHIN_REACH, seen, dared, misfit, accepted)
        value = promised - MISFIT_WEIGHT * misfit - gap
        if value > best_value:
            best, best_value = row, value
    persona, region = persons.persona[person], persons.sub_region[person]
    tallies.search[MET, persona, region] += met
    tallies.search[NOT_RECOGNISED, persona, region] += overlooked
    tallies.search[PASSED_OVER, persona, region] += passed_over
    tallies.search[SHRANK_BACK, persona, region] += feared
    tallies.search[NO_GATE, persona, region] += barred
    tallies.search[DOES_NOT_FIT, persona, region] += unfit
    if best != NOBODY:
        apply(
            persons,
            employers,
            designs,
            vacancies,
            coaches,
            market,
            shortlist,
            person,
            best,
            best_value,
            month,
            day,
            keys,
            parameters,
            tallies,
            diary,
        )
