"""Learning and wearing down: what work gives and what being without work takes.

Newcomers learn what their work asks, the faster the better they are guided. Who holds a simple job also grows towards
the whole job, as far as the employer planned a path there, and gets it when nearly able; where no path was planned,
the simple job becomes a dead end. Dutch grows at work, most in a warm team and with a place in coaching.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from agents.compiled import existing, rows, rule
from agents.draws import Key, uniform
from agents.employers import Employers
from agents.gaps import skill_gap, trained_away
from agents.handing import phase
from agents.job_designs import JobDesigns
from agents.personas import read_persona
from agents.persons import Persons
from agents.vocabulary import (
    ABSENT,
    EMPLOYED,
    NO_PERSONA,
    NOBODY,
    RETIRED,
    SELF_EMPLOYED,
    STUDENT,
    UNEMPLOYED,
)
from simulation.career_moves import count_lasting_move
from simulation.jobs import MASTERED, promote, take_up_field, tolerance_for_known
from simulation.minds import EMPLOYERS, GOOD, SERVICES, UNWORN, hears, holds_on, moves, wear_changes
from simulation.parameters import Parameters
from simulation.tallies import (
    AT_WORK,
    COACHED_LASTING_JOBS,
    DEAD_ENDS,
    ELSEWHERE,
    LASTING_FROM_NON_EMPLOYMENT,
    LASTING_IN_CARE,
    LASTING_IN_TECHNICAL,
    LASTING_JOBS,
    TO_LASTING_WORK,
    TO_SEARCH,
    Tallies,
    record,
)
from simulation.teams import felt_culture, newcomer_support
from simulation.transitions import USUAL_SUPPORT, is_dead_end

LASTING_MONTHS = 12
"""A lasting job is one still held twelve months after its start."""

LEARNING_MONTHS = 24

WELCOMING = 0.6
"""Culture of a team from which people no longer expect to be refused for who they are (share, assumption)."""

DUTCH_THAT_STAYS = 0.30

LEARNED = 0.002
"""Skill gap below which there is nothing left to learn."""

SUPPORT_THAT_STAYS = 0.5
FORGOTTEN = 0.01
"""Part of the support that is left each month after guidance stopped, and below which none is left (assumption)."""

COLD_DAY, WARM_DAY = 0.3, 0.7
"""Welcome below which a first day overwhelms, and above which it gives heart (share, assumption)."""

LESSONS_TRUST, FLUENT = 0.3, 0.9
"""Trust needed to take up coaching in Dutch, and the command of Dutch it leads to (share, assumption)."""

USUAL_CULTURE = 0.55
"""Culture of the mean team, in which Dutch grows at the usual pace."""

MOBILE = 0.3
PREPARING = 0.5
"""Internal mobility from which people also learn for the next job inside, and their pace for it (assumption)."""


@phase
def learn_and_wear(
    persons: Persons,
    employers: Employers,
    designs: JobDesigns,
    first: int,
    last: int,
    month: int,
    reputation: npt.NDArray[np.float64],
    language_seats: npt.NDArray[np.float64],
    next_design: npt.NDArray[np.int32],
    parameters: Parameters,
    promotion_key: Key,
    tallies: Tallies,
) -> None:
    """Let workers learn and gain experience, let time without work wear people down, and read personas.

    Parameters
    ----------
    persons, employers, designs
        Tables; persons, learners of Dutch and simple headcounts are changed in place.
    first, last : int
        First row, and one past the last, of the people this is about.
    month : int
        Months since January 2012.
    reputation : ndarray of float64, shape (2, 5, 3)
        Of services and employers, by sub-region and origin.
    language_seats : ndarray of float64, shape (employers,)
        Part of those who ask for coaching in Dutch that finds a place.
    next_design : ndarray of int32, shape (designs,)
        Better-paid related design of the same employer, or none.
    parameters : Parameters
        Behaviour.
    promotion_key : Key
        Luck of the month.
    tallies : Tallies
        Counts, changed in place.
    """
    for person in rows(first, last):
        status = persons.status[person]
        if (status <= SELF_EMPLOYED or status == STUDENT) and persons.wear[person] > UNWORN:
            wear_changes(persons, person, -persons.wear[person] / parameters.repair_months)
        if status == EMPLOYED:
            tenure = month - persons.job_start[person]
            if tenure <= LEARNING_MONTHS or persons.task_share[person] < 1.0:
                _is_guided(persons, employers, designs, person, tenure, parameters)
                _grow(persons, employers, designs, person, language_seats, parameters)
                if persons.skill_gap[person] > LEARNED or persons.task_share[person] < 1.0:
                    _learn(persons, employers, designs, person, parameters)
                if employers.internal_mobility[designs.employer[persons.design[person]]] > MOBILE:
                    _prepare(persons, employers, designs, person, next_design, parameters)
                if tenure == LASTING_MONTHS:
                    culture = felt_culture(employers, designs, persons.design[person], parameters)
                    holds_on(persons, person, culture > WELCOMING, parameters)
                    _count_lasting_job(persons, designs, person, tallies)
                if persons.task_share[person] < 1.0:
                    _outgrow(persons, employers, designs, person, month, parameters, promotion_key, tallies)
            elif persons.skill_gap[person] > MASTERED:
                # Who does not do the work well yet, as after a move inside, goes on learning.
                _learn(persons, employers, designs, person, parameters)
            if tenure > 0:
                continue
        elif status != ABSENT and status != RETIRED and status != STUDENT and status != SELF_EMPLOYED:
            _wear_down(persons, person, month, reputation, parameters)
            _read_persona(persons, person, month, tallies)
            continue
        before = persons.persona[person]
        if before != NO_PERSONA:
            tallies.persona_flows[
                before, AT_WORK if status <= SELF_EMPLOYED else ELSEWHERE, persons.sub_region[person]
            ] += 1
            persons.persona[person] = NO_PERSONA


@rule
def _read_persona(persons: Persons, person: int, month: int, tallies: Tallies) -> None:
    """Read the persona of a person without work, and count where the person came from when it changed."""
    region = persons.sub_region[person]
    before = persons.persona[person]
    after = read_persona(persons, person)
    if before == NO_PERSONA:
        new = persons.school_exit_month[person] == month or persons.arrival_month[person] == month
        tallies.persona_flows[ELSEWHERE if new else AT_WORK, after, region] += 1
    else:
        if before != after:
            tallies.persona_flows[before, after, region] += 1
        if persons.status[person] == UNEMPLOYED and persons.status_since[person] == month:
            tallies.persona_steps[TO_SEARCH, before, region] += 1
    persons.persona[person] = after


@rule
def _is_guided(
    persons: Persons, employers: Employers, designs: JobDesigns, person: int, tenure: int, parameters: Parameters
) -> None:
    """Let a newcomer be welcomed and guided, for as long as the employer does so; afterwards support dies away."""
    employer = existing(designs.employer[persons.design[person]])
    if tenure < employers.guidance_months[employer]:
        given = newcomer_support(employers, employer)
        persons.support[person] = given + persons.mentor[person] * (1.0 - given)
    elif persons.support[person] > 0.0:
        left = SUPPORT_THAT_STAYS * persons.support[person]
        persons.support[person] = left if left > FORGOTTEN else 0.0
    if tenure == 0:
        if employers.welcome[employer] < COLD_DAY:
            moves(persons.confidence, person, -parameters.first_day)
        elif employers.welcome[employer] > WARM_DAY:
            moves(persons.confidence, person, parameters.first_day)


@rule
def _learn(persons: Persons, employers: Employers, designs: JobDesigns, person: int, parameters: Parameters) -> None:
    """Bring the skills of a newcomer towards what the work asks; the gap that is left closes at the same pace.

    In a simple job people learn that job first, and the whole job as far as there is a path to it.
    """
    design = existing(persons.design[person])
    simple = persons.task_share[person] < 1.0
    pace = _pace(persons, employers, person, designs.employer[design], parameters)
    for skill in range(5):
        shortfall = designs.ideal[design, skill] - persons.skills[person, skill]
        if shortfall > 0.0:
            if simple:
                asked = designs.simple_factor[design, skill] * designs.ideal[design, skill]
                here = max(0.0, float(asked - persons.skills[person, skill]))
                shortfall = here + designs.growth_path[design] * (shortfall - here)
            persons.skills[person, skill] += pace * designs.trainable[design] * shortfall
    persons.skill_gap[person] *= 1.0 - pace
    take_up_field(persons, designs, person)


@rule
def _pace(persons: Persons, employers: Employers, person: int, employer: int, parameters: Parameters) -> float:
    """Return the pace of learning: employers that train and guide speed it up."""
    guided = 1.0 + parameters.support_learning * (persons.support[person] - USUAL_SUPPORT)
    return float(parameters.learning_rate * (0.5 + employers.training[employer]) * guided)


@rule
def _prepare(
    persons: Persons,
    employers: Employers,
    designs: JobDesigns,
    person: int,
    next_design: npt.NDArray[np.int32],
    parameters: Parameters,
) -> None:
    """Let someone learn for the next job inside, where people see that others move on to it."""
    design = next_design[persons.design[person]]
    if design == NOBODY:
        return
    pace = PREPARING * _pace(persons, employers, person, designs.employer[design], parameters)
    for skill in range(5):
        shortfall = designs.ideal[design, skill] - persons.skills[person, skill]
        if shortfall > 0.0:
            persons.skills[person, skill] += pace * designs.trainable[design] * shortfall


@rule
def _outgrow(
    persons: Persons,
    employers: Employers,
    designs: JobDesigns,
    person: int,
    month: int,
    parameters: Parameters,
    key: Key,
    tallies: Tallies,
) -> None:
    """Let someone in a simple job get the whole job when nearly able, or lose hope where there is no path to it."""
    design = existing(persons.design[person])
    luck = uniform(key, persons.identity[person])
    ripe = month - persons.job_start[person] >= parameters.growth_months
    if ripe and luck < parameters.promotion_rate * designs.growth_path[design]:
        relaxation = designs.relaxation[design]
        gap = skill_gap(persons, employers, designs, person, design, relaxation, 0)
        gap = trained_away(persons, employers, designs, person, design, relaxation, 0, gap)
        if gap <= tolerance_for_known(employers, designs.employer[design], parameters):
            promote(persons, designs, person, gap, tallies)
            tallies.experience[EMPLOYERS, GOOD, persons.sub_region[person], persons.origin[person]] += 1
            return
    if is_dead_end(persons, designs, person, month):
        moves(persons.discouragement, person, parameters.dead_end_discouragement)
        tallies.growth[DEAD_ENDS, designs.sub_region[design]] += 1


@rule
def _grow(
    persons: Persons,
    employers: Employers,
    designs: JobDesigns,
    person: int,
    language_seats: npt.NDArray[np.float64],
    parameters: Parameters,
) -> None:
    """Let a newcomer pick up Dutch, in the team and in coaching, and get to know people."""
    design = existing(persons.design[person])
    if persons.dutch[person] < 1.0:
        warmth = 1.0 + felt_culture(employers, designs, design, parameters) - USUAL_CULTURE
        persons.dutch[person] = min(1.0, persons.dutch[person] + parameters.dutch_at_work * warmth)
    # Who speaks what the job asks has no need of lessons, and who distrusts does not take them.
    if persons.dutch[person] < designs.dutch_ideal[design] and persons.trust[person] >= LESSONS_TRUST:
        employer = existing(designs.employer[design])
        if employers.language_coaching[employer] > 0.0 and persons.dutch[person] < FLUENT:
            employers.language_learners[employer] += 1
            lessons = employers.language_coaching[employer] * language_seats[employer]
            persons.dutch[person] += parameters.language_learning * lessons * (FLUENT - persons.dutch[person])
    persons.network[person] += parameters.network_at_work * (1.0 - persons.network[person])


@rule
def _wear_down(
    persons: Persons, person: int, month: int, reputation: npt.NDArray[np.float64], parameters: Parameters
) -> None:
    """Let a month without work wear mind and skill down, and let the person hear what others lived through."""
    if month - persons.non_employed_since[person] > 12:
        for skill in range(5):
            persons.skills[person, skill] *= 1.0 - parameters.skill_erosion
    if persons.origin[person] > 0 and persons.dutch[person] > DUTCH_THAT_STAYS:
        persons.dutch[person] -= parameters.dutch_fade
    wear_changes(persons, person, (1.0 - persons.wear[person]) / parameters.wear_months)
    hears(persons, person, reputation, parameters)


@rule
def _count_lasting_job(persons: Persons, designs: JobDesigns, person: int, tallies: Tallies) -> None:
    """Count a job that has lasted twelve months."""
    record(tallies, LASTING_JOBS, persons, person)
    count_lasting_move(persons, person, tallies)
    region, origin = persons.sub_region[person], persons.origin[person]
    before = persons.entered_from[person]
    if persons.entered_coached[person] == 1:
        tallies.experience[SERVICES, GOOD, region, origin] += 1
        tallies.coaching[COACHED_LASTING_JOBS, region] += 1
    if persons.entered_persona[person] != NO_PERSONA:
        tallies.persona_steps[TO_LASTING_WORK, persons.entered_persona[person], region] += 1
    if before != EMPLOYED and before != SELF_EMPLOYED:
        record(tallies, LASTING_FROM_NON_EMPLOYMENT, persons, person)
        tallies.experience[EMPLOYERS, GOOD, region, origin] += 1
    occupation = designs.occupation[persons.design[person]]
    if occupation <= 1:
        record(tallies, LASTING_IN_CARE, persons, person)
    elif occupation <= 4:
        record(tallies, LASTING_IN_TECHNICAL, persons, person)
