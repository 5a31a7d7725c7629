"""The trajectory of one client: which step comes next, what a month's hours do, and what a finished step brings.

The steps are those of the UHasselt study: get acquainted, inquire into life domains, self-orientation, job goal, skills
and attitudes, lead to work, matching, aftercare. Goals and actions is no step of its own in its final design. Trust
comes first: without it the inquiry does not move, and only the inquiry brings problems to light. Steps that a person
does not need are skipped, and encouragement and practical problems go on beside them. What coaching gives is in
proportion to what is missing, and part of it through wear, so that it fades again in people who stay without work.
"""

from __future__ import annotations

from typing import NamedTuple

from agents.coaches import (
    APPLICATION,
    GOALS,
    LANGUAGE_GROUP,
    MOTIVATION,
    ORIENTATION,
    SKILLS,
    STEP_PLAN,
    TRUST_BUILDING,
    Coaches,
)
from agents.compiled import rule
from agents.draws import Key, uniform
from agents.persons import Persons, Singles
from agents.vocabulary import (
    ADDICTION,
    ADMINISTRATION,
    CHILDCARE,
    DEBT,
    DOCUMENTS,
    GET_ACQUAINTED,
    GOALS_AND_ACTIONS,
    HOUSING,
    INCOME_RISK,
    INQUIRE,
    JOB_GOAL,
    JUSTICE,
    LEAD_TO_WORK,
    LOCAL_GOVERNMENT,
    MATCHING,
    PUBLIC_SERVICE,
    SELF_ORIENTATION,
    SKILLS_AND_ATTITUDES,
    SOCIAL_SKILL,
    UNEMPLOYED,
)
from simulation.minds import BAD, GOOD, SERVICES, moves, wear_changes
from simulation.parameters import Parameters
from simulation.statuses import change_status
from simulation.tallies import (
    LED_TO_WORK,
    LEFT_AFTER_REFERRAL,
    PROBLEMS_SOLVED,
    TRUSTING,
    WITH_GOAL,
    Tallies,
)

TRUST_FOR_INQUIRY = 0.45

HOURS_NEEDED = (0.0, 0.0, 2.0, 2.5, 2.0, 2.0, 0.0, 3.0, 2.4, 0.0, 0.0)
"""Contact hours that each step takes, by code (assumption; inquiring takes several sessions)."""

EMPLOYER_SEARCH = 0.25
TIES_FOR_QUICK_LEADS = 0.3
"""Extra hours of leading to work for a coach who still has to find willing employers (share, assumption)."""

MOST_CERTAIN = 0.95
"""Largest chance to finish a step in a month (assumption)."""

REST_OF_MONTH = 0.5
"""Share of the month's hours left for a second step, when the first is finished (assumption)."""

MOST_TRUST_HOURS = 4.0
HELPED_TRUST = 0.05
REFERRED_TRUST = -0.15
"""Hours a month beyond which trust grows no faster; what help and careless referral do to trust (assumption)."""

ENOUGH_TRUST, ENOUGH_CONFIDENCE, LITTLE_FEAR, CLEAR_GOAL = 0.65, 0.60, 0.45, 0.65
ENOUGH_APPLICATION_SKILL, ENOUGH_DUTCH = 0.60, 0.70
"""States from which a step is not needed (assumption)."""

ORIENTATION_REPAIR = 0.5
GOAL_GAIN, APPLICATION_GAIN, DUTCH_GAIN, SOCIAL_GAIN, WISH_GAIN = 0.25, 0.15, 0.08, 0.05, 0.20
FEAR_REPAIR, PARTNER_REPAIR, TRY_OUT_FEAR, GROUP_NETWORK = 0.30, 0.20, 0.10, 0.03
"""Part of what is missing, or weighs, that a step gives or takes away; wear taken away by orientation (assumption)."""

AFRAID = 0.5
"""Fear of risk from which a try-out helps to set a goal (share, assumption)."""

UNWILLING_TRUST, UNWILLING_DISCOURAGEMENT = 0.35, 0.5
"""Who trusts less and has given up more gains nothing from lessons (assumption)."""

PRACTICAL = CHILDCARE | DOCUMENTS | ADMINISTRATION | INCOME_RISK
SPECIALISED = DEBT | HOUSING | JUSTICE | ADDICTION
"""Problems that a coach helps with, and problems for which people are referred to other services."""

STAYS = -1


class CoachingKeys(NamedTuple):
    """Luck of the month in coaching, by decision."""

    progress: Key
    second_step: Key
    problem: Key
    referral: Key
    lesson: Key
    drop_out: Key
    handover: Key
    sanction: Key


@rule
def next_step(persons: Persons, person: int, step: int) -> int:
    """Return the step that follows for one person; steps that the person does not need are skipped."""
    step += 1
    if step == GET_ACQUAINTED and persons.trust[person] >= ENOUGH_TRUST:
        step = INQUIRE
    if step == SELF_ORIENTATION and (
        persons.confidence[person] >= ENOUGH_CONFIDENCE and persons.fear_of_risk[person] < LITTLE_FEAR
    ):
        step = JOB_GOAL
    if step == JOB_GOAL and persons.goal_clarity[person] >= CLEAR_GOAL:
        step = GOALS_AND_ACTIONS
    if step == GOALS_AND_ACTIONS:
        step = SKILLS_AND_ATTITUDES
    if step == SKILLS_AND_ATTITUDES and (
        persons.application_skill[person] >= ENOUGH_APPLICATION_SKILL and persons.dutch[person] >= ENOUGH_DUTCH
    ):
        step = LEAD_TO_WORK
    return int(step)


@rule
def hours_needed(coaches: Coaches, coach: int, step: int) -> float:
    """Return the contact hours that a step takes with one coach, fewer with a better method."""
    hours = HOURS_NEEDED[step]
    method = 1.0
    if step == GET_ACQUAINTED:
        method *= coaches.method[coach, TRUST_BUILDING]
    elif step == SELF_ORIENTATION:
        method *= coaches.method[coach, ORIENTATION]
    elif step == JOB_GOAL:
        method *= coaches.method[coach, GOALS]
    elif step == SKILLS_AND_ATTITUDES:
        method *= coaches.method[coach, SKILLS]
    elif step == LEAD_TO_WORK:
        method *= coaches.method[coach, APPLICATION]
        if coaches.employer_ties[coach] < TIES_FOR_QUICK_LEADS:
            hours *= 1.0 + EMPLOYER_SEARCH
    return hours / max(0.1, method)


@rule
def gains(column: Singles, person: int, part: float) -> None:
    """Add to one state of one person a part of what is missing to 1."""
    moves(column, person, part * (1.0 - column[person]))


@rule
def loses(column: Singles, person: int, part: float) -> None:
    """Take away a part of one state of one person."""
    moves(column, person, -part * column[person])


@rule
def work_with_client(
    persons: Persons,
    coaches: Coaches,
    person: int,
    hours: float,
    coordination: float,
    quick_help: float,
    month: int,
    parameters: Parameters,
    keys: CoachingKeys,
    tallies: Tallies,
) -> int:
    """Spend a month's hours on one client who is not in aftercare.

    Parameters
    ----------
    persons, coaches
        Tables; the person is changed in place.
    person : int
        Row of the client.
    hours : float
        Contact hours of this month.
    coordination, quick_help : float
        How well services work together (share), and how fast practical problems are solved (factor), in the sub-region.
    month : int
        Months since January 2012.
    parameters : Parameters
        Behaviour.
    keys : CoachingKeys
        Luck of the month.
    tallies : Tallies
        Counts, changed in place.

    Returns
    -------
    int
        :data:`STAYS`, or the event of dropping out.
    """
    coach = persons.coach[person]
    _build_trust(persons, coaches, person, coach, hours, parameters)
    for attempt in range(2):
        step = persons.trajectory_step[person]
        if step == INQUIRE and persons.trust[person] < TRUST_FOR_INQUIRY:
            return STAYS
        if step >= INQUIRE and attempt == 0:
            _encourage(persons, coaches, person, coach, hours, parameters)
            _solve_problem(persons, person, hours, coordination, quick_help, parameters, keys.problem, tallies)
        if step == MATCHING:
            return STAYS
        chance = min(MOST_CERTAIN, parameters.coaching_progress * hours / hours_needed(coaches, coach, step))
        luck = uniform(keys.progress if attempt == 0 else keys.second_step, persons.identity[person])
        if luck >= chance:
            return STAYS
        reason = _finish_step(persons, coaches, person, coach, coordination, month, parameters, keys, tallies)
        if reason != STAYS:
            return reason
        hours *= REST_OF_MONTH
    return STAYS


@rule
def _build_trust(
    persons: Persons, coaches: Coaches, person: int, coach: int, hours: float, parameters: Parameters
) -> None:
    """Let trust grow with hours; slower with who can sanction, faster with who is of the community."""
    gain = parameters.coaching_trust_gain * min(hours, MOST_TRUST_HOURS) * coaches.method[coach, TRUST_BUILDING]
    if coaches.sanctioning[coach] == 1:
        gain *= 0.5
    if coaches.bridges_to_origin[coach] == persons.origin[person]:
        gain *= 1.5
    gains(persons.trust, person, min(1.0, gain))


@rule
def _encourage(
    persons: Persons, coaches: Coaches, person: int, coach: int, hours: float, parameters: Parameters
) -> None:
    """Keep up confidence and hope, whatever the step; a plan of small steps makes that easier."""
    method = 0.5 * (coaches.method[coach, MOTIVATION] + coaches.method[coach, STEP_PLAN])
    part = min(1.0, parameters.encouragement * method * hours)
    gains(persons.confidence, person, part)
    loses(persons.discouragement, person, part)


@rule
def _solve_problem(
    persons: Persons,
    person: int,
    hours: float,
    coordination: float,
    quick_help: float,
    parameters: Parameters,
    key: Key,
    tallies: Tallies,
) -> None:
    """Let at most one problem that the inquiry brought to light be solved."""
    problems = persons.problems[person]
    if problems == 0:
        return
    luck = uniform(key, persons.identity[person])
    quick = parameters.quick_win * quick_help * min(2.0, hours)
    by_referral = parameters.specialised_help * (0.5 + coordination) * min(1.0, hours)
    for number in range(8):
        if (problems >> number) & 1 == 0:
            continue
        luck -= quick if (PRACTICAL >> number) & 1 else by_referral
        if luck < 0.0:
            persons.problems[person] = problems ^ (1 << number)
            moves(persons.trust, person, HELPED_TRUST)
            region, origin = persons.sub_region[person], persons.origin[person]
            tallies.experience[SERVICES, GOOD, region, origin] += 1
            tallies.coaching[PROBLEMS_SOLVED, region] += 1
            return


@rule
def _finish_step(
    persons: Persons,
    coaches: Coaches,
    person: int,
    coach: int,
    coordination: float,
    month: int,
    parameters: Parameters,
    keys: CoachingKeys,
    tallies: Tallies,
) -> int:
    """Let a finished step do its good, and go on to the next; returns why the client drops out, or that he stays."""
    step = persons.trajectory_step[person]
    region = persons.sub_region[person]
    if step == INQUIRE:
        tallies.coaching[TRUSTING, region] += 1
        loses(persons.disapproval, person, PARTNER_REPAIR)
        reason = _refer(persons, coaches, person, coach, coordination, parameters, keys.referral, tallies)
        if reason != STAYS:
            return int(reason)
    elif step == SELF_ORIENTATION:
        repair = ORIENTATION_REPAIR * coaches.method[coach, ORIENTATION]
        wear_changes(persons, person, -min(1.0 * persons.wear[person], repair))
    elif step == JOB_GOAL:
        # Ties with employers stand for knowing the local labour market.
        method = coaches.method[coach, GOALS] * (0.9 + 0.5 * coaches.employer_ties[coach])
        gains(persons.goal_clarity, person, min(1.0, GOAL_GAIN * method))
        if persons.fear_of_risk[person] > AFRAID:
            moves(persons.fear_of_risk, person, -TRY_OUT_FEAR * coaches.method[coach, GOALS])
    elif step == SKILLS_AND_ATTITUDES:
        _teach(persons, coaches, person, coach, parameters, keys.lesson)
    elif step == LEAD_TO_WORK:
        tallies.coaching[LED_TO_WORK, region] += 1
        loses(persons.fear_of_risk, person, min(1.0, FEAR_REPAIR * coaches.method[coach, APPLICATION]))
        gains(persons.work_wish, person, WISH_GAIN)
        if persons.status[person] != UNEMPLOYED:
            change_status(persons, person, UNEMPLOYED, month)
    following = next_step(persons, person, step)
    if step <= JOB_GOAL and following > JOB_GOAL:
        tallies.coaching[WITH_GOAL, region] += 1
    persons.trajectory_step[person] = following
    persons.trajectory_step_since[person] = month
    return STAYS


@rule
def _refer(
    persons: Persons,
    coaches: Coaches,
    person: int,
    coach: int,
    coordination: float,
    parameters: Parameters,
    key: Key,
    tallies: Tallies,
) -> int:
    """Refer a client with problems that ask a specialist; a careless referral costs trust, and some clients."""
    if persons.problems[person] & SPECIALISED == 0:
        return STAYS
    careless = (1.0 - coaches.referral_care[coach]) * (1.0 - coordination)
    luck = uniform(key, persons.identity[person])
    if luck >= careless:
        return STAYS
    moves(persons.trust, person, REFERRED_TRUST)
    tallies.experience[SERVICES, BAD, persons.sub_region[person], persons.origin[person]] += 1
    if luck < careless * parameters.referral_drop_out:
        return LEFT_AFTER_REFERRAL
    return STAYS


@rule
def _teach(persons: Persons, coaches: Coaches, person: int, coach: int, parameters: Parameters, key: Key) -> None:
    """Let lessons, a language group and practice in applying teach who is willing and allowed to learn."""
    if persons.trust[person] < UNWILLING_TRUST and persons.discouragement[person] > UNWILLING_DISCOURAGEMENT:
        return
    on_benefit = persons.problems[person] & INCOME_RISK != 0
    asks_permission = coaches.organisation[coach] == PUBLIC_SERVICE or coaches.organisation[coach] == LOCAL_GOVERNMENT
    if on_benefit and asks_permission and uniform(key, persons.identity[person]) < parameters.training_refused:
        return
    gains(persons.application_skill, person, min(1.0, APPLICATION_GAIN * coaches.method[coach, APPLICATION]))
    group = 1.0 * coaches.method[coach, LANGUAGE_GROUP]
    gains(persons.dutch, person, min(1.0, DUTCH_GAIN * group))
    gains(persons.network, person, GROUP_NETWORK * group)
    social = SOCIAL_GAIN * coaches.method[coach, SKILLS] * (1.0 - persons.skills[person, SOCIAL_SKILL])
    persons.skills[person, SOCIAL_SKILL] = min(1.0, persons.skills[person, SOCIAL_SKILL] + social)
