"""How an employer deals with an application: procedure, trial, refusal, judgement of the gap, place on the short list.

Refusal for who someone is stands apart from refusal for the past. Strengths follow Flemish field experiments (DIS-01
to DIS-04), which compare invitations of applicants who differ in one thing only; how they vary over employers is an
assumption.
"""

from __future__ import annotations

import math

from agents.coaches import Coaches
from agents.compiled import existing, rule
from agents.draws import Key, uniform, uniform_pair
from agents.employers import Employers
from agents.gaps import (
    FELT_LIMITATION,
    is_accompanied,
)
from agents.job_designs import JobDesigns, Vacancies
from agents.persons import Persons
from agents.vocabulary import DOCUMENTS, EMPLOYED, FACILITIES, JUSTICE, NOBODY
from simulation.appeal import OLDER
from simulation.calendar import DAYS_PER_MONTH
from simulation.defence import meets_norms
from simulation.diary import OUTRANKED, SHORTLISTED, TRIED, UNKNOWN, Diary, write_meeting
from simulation.judgement import gap_after_training, is_friendly, offered_as_simple, ties_of_coach, tolerance
from simulation.marketplace import Marketplace, SearchKeys, Shortlist, enter
from simulation.meetings import (
    LOST_IN_PROCEDURE,
    NOT_QUALIFIED,
    REFUSED_DISCRIMINATION,
    REFUSED_PAST,
    TOO_EARLY,
    TRIED_IN_VAIN,
)
from simulation.minds import BAD, EMPLOYERS, is_rejected, moves
from simulation.parameters import Parameters
from simulation.tallies import Tallies
from simulation.trials import try_out

BOTTLENECK_OCCUPATIONS_END = 3
"""Codes 0-3, nurses to technicians, are bottlenecks: no discrimination by name was found there (DIS-01)."""

ENOUGH_APPLICATION_SKILL = 0.55
"""Application skill from which no procedure is too complex (share, assumption)."""

HELPED_THROUGH = 0.3
"""What is left of the loss in a procedure when a coach goes along (assumption, 0.1 to 0.6)."""

DRESS_REFUSAL = 0.5
"""Part of the mark-down of origin that meets applicants who need room for dress or prayer (assumption, 0 to 1)."""

KNOWN_BY_TRIAL = 0.5
"""What is left of prejudice about the past after a trial (assumption, 0.3 to 1)."""


@rule
def apply(
    persons: Persons,
    employers: Employers,
    designs: JobDesigns,
    vacancies: Vacancies,
    coaches: Coaches,
    market: Marketplace,
    shortlist: Shortlist,
    person: int,
    row: int,
    value: float,
    month: int,
    day: float,
    keys: SearchKeys,
    parameters: Parameters,
    tallies: Tallies,
    diary: Diary | None,
) -> None:
    """Put one applicant before the employer, who invites or not, lets some try, judges the gap, and keeps the best."""
    employer = existing(designs.employer[vacancies.design[row]])
    identity, vacancy = persons.identity[person], vacancies.identity[row]
    persona, region = persons.persona[person], persons.sub_region[person]
    if day - vacancies.opened_day[row] < parameters.selection_days:
        tallies.search[TOO_EARLY, persona, region] += 1
        if diary is not None:
            write_meeting(diary, vacancies, person, row, day, TOO_EARLY, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN)
        return
    lost = loss_in_procedure(persons, employers, person, employer, parameters)
    if lost > 0.0 and uniform_pair(keys.procedure, identity, vacancy) < lost:
        tallies.search[LOST_IN_PROCEDURE, persona, region] += 1
        if diary is not None:
            write_meeting(diary, vacancies, person, row, day, LOST_IN_PROCEDURE, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN)
        return
    # Colleagues must have the time to show newcomers around.
    tries = employers.guided[employer] < employers.buddy_places[employer]
    tries = tries and uniform_pair(keys.trial, identity, vacancy) < employers.trial_days[employer]
    for_self = discrimination(
        persons, employers, designs, person, employer, vacancies.design[row], keys.shows, parameters
    )
    for_past = prejudice(persons, employers, coaches, person, employer, day, parameters)
    if tries:
        for_past *= KNOWN_BY_TRIAL
    luck = uniform_pair(keys.invite, identity, vacancy)
    if luck < for_self:
        tallies.search[REFUSED_DISCRIMINATION, persona, region] += 1
        if diary is not None:
            write_meeting(
                diary, vacancies, person, row, day, REFUSED_DISCRIMINATION, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN
            )
        tallies.experience[EMPLOYERS, BAD, region, persons.origin[person]] += 1
        surprise = 1.0 - persons.expected_discrimination[person]
        moves(persons.expected_discrimination, person, parameters.refusal_hurt * surprise)
        is_rejected(persons, person, parameters)
        return
    if luck < for_self + (1.0 - for_self) * for_past:
        tallies.search[REFUSED_PAST, persona, region] += 1
        if diary is not None:
            write_meeting(diary, vacancies, person, row, day, REFUSED_PAST, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN)
        is_rejected(persons, person, parameters)
        return
    if employers.own_norms[employer] == 1 and not meets_norms(
        persons, employers, vacancies, person, employer, row, keys.later, keys.test, keys.second_test
    ):
        tallies.search[NOT_QUALIFIED, persona, region] += 1
        if diary is not None:
            write_meeting(diary, vacancies, person, row, day, NOT_QUALIFIED, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN)
        is_rejected(persons, person, parameters)
        return
    if tries:
        tried, value = try_out(
            persons, employers, designs, vacancies, coaches, market, person, row, month, day, keys, parameters
        )
        if tried == NOBODY:
            tallies.search[TRIED_IN_VAIN, persona, region] += 1
            if diary is not None:
                write_meeting(diary, vacancies, person, row, day, TRIED_IN_VAIN, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN)
            return
        row = tried
    gap = gap_after_training(persons, employers, designs, vacancies, coaches, person, row, month, day, keys, parameters)
    allowed = tolerance(persons, employers, designs, vacancies, coaches, person, row, day, parameters)
    if tries and diary is not None:
        # Who has tried the work no longer goes by what the advert seemed to ask.
        write_meeting(diary, vacancies, person, row, day, TRIED, gap, allowed, UNKNOWN, UNKNOWN)
    if gap > allowed:
        tallies.search[NOT_QUALIFIED, persona, region] += 1
        if diary is not None:
            write_meeting(diary, vacancies, person, row, day, NOT_QUALIFIED, gap, allowed, UNKNOWN, UNKNOWN)
        is_rejected(persons, person, parameters)
        return
    score = -gap + 0.10 * persons.application_skill[person] + 0.05 * min(1.0, persons.experience_months[person] / 60.0)
    score += parameters.first_impression * uniform_pair(keys.impression, identity, vacancies.identity[row])
    ties = ties_of_coach(persons, coaches, person)
    simple = offered_as_simple(employers, designs, vacancies, row, identity, ties, keys.adapt, parameters)
    stands_first = enter(persons, shortlist, row, person, score, value, simple)
    if diary is not None:
        stage = SHORTLISTED if stands_first else OUTRANKED
        write_meeting(diary, vacancies, person, row, day, stage, gap, allowed, UNKNOWN, UNKNOWN)


@rule
def loss_in_procedure(
    persons: Persons, employers: Employers, person: int, employer: int, parameters: Parameters
) -> float:
    """Return the probability that an applicant gets lost in forms and steps, or stops for want of papers."""
    short = ENOUGH_APPLICATION_SKILL - persons.application_skill[person]
    kept = 1.0
    if short > 0.0:
        lost = parameters.procedure_loss * (1.0 - employers.selection_simplicity[employer]) * short
        if is_accompanied(persons, person):
            lost *= HELPED_THROUGH
        kept = 1.0 - lost
    if persons.problems[person] & DOCUMENTS and not is_friendly(employers, employer):
        kept *= 1.0 - parameters.documents_block
    return float(1.0 - kept)


@rule
def discrimination(
    persons: Persons,
    employers: Employers,
    designs: JobDesigns,
    person: int,
    employer: int,
    design: int,
    shows: Key,
    parameters: Parameters,
) -> float:
    """Return the probability that an applicant is refused for who he or she is, not for what he or she can do.

    A foreign origin outside bottleneck occupations (DIS-01, DIS-02), an age of fifty or more (DIS-03), a limitation
    by health that shows (DIS-04), and dress or prayer where there is no room for it each refuse a part.
    """
    accepted = 1.0
    if persons.origin[person] > 0 and designs.occupation[design] > BOTTLENECK_OCCUPATIONS_END:
        accepted *= 1.0 - employers.origin_discrimination[employer]
    if persons.age[person] >= OLDER:
        accepted *= 1.0 - employers.age_discrimination[employer]
    limited = persons.health_limitation[person] > FELT_LIMITATION
    if limited and uniform(shows, persons.identity[person]) < parameters.disability_visible:
        accepted *= 1.0 - employers.disability_discrimination[employer]
    if persons.needs[person] & FACILITIES:
        refused = DRESS_REFUSAL * employers.origin_discrimination[employer]
        accepted *= 1.0 - refused * (1.0 - designs.facilities[design])
    return float(1.0 - accepted)


@rule
def prejudice(
    persons: Persons,
    employers: Employers,
    coaches: Coaches,
    person: int,
    employer: int,
    day: float,
    parameters: Parameters,
) -> float:
    """Return the probability that an applicant is refused for the past: long without work, or a record in justice.

    Employers that work with guidance organisations know better. Clients of a coach who can sanction seem to apply
    because they must; a coach with ties takes part of the prejudice away.
    """
    accepted = 1.0
    if persons.status[person] != EMPLOYED:
        months_out = day / DAYS_PER_MONTH - persons.non_employed_since[person]
        if months_out > 6.0:
            refused = parameters.stereotype_strength * employers.duration_stereotype[employer]
            refused *= 1.0 - math.exp(-(months_out - 6.0) / 18.0)
            refused *= 1.0 - employers.partnership[employer]
            coach = persons.coach[person]
            if coach != NOBODY and coaches.sanctioning[coach] == 1:
                refused *= 1.0 + parameters.sanctioning_stigma
            if is_friendly(employers, employer):
                refused *= 1.0 - 0.5 * ties_of_coach(persons, coaches, person)
            accepted = 1.0 - min(1.0, refused)
    if persons.problems[person] & JUSTICE:
        accepted *= 1.0 - parameters.record_refusal
    return float(1.0 - accepted)
