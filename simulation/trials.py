"""Trial days: an applicant tries the work, and another function at the same employer beside it."""

from __future__ import annotations

from agents.coaches import Coaches
from agents.compiled import rule
from agents.employers import Employers
from agents.gaps import BARRED, organisation_gap
from agents.job_designs import JobDesigns, Vacancies
from agents.persons import Persons
from agents.vocabulary import NOBODY
from simulation.appeal import MISFIT_WEIGHT, promise, reservation, worth_at_best
from simulation.judgement import gap_after_training
from simulation.marketplace import Marketplace, SearchKeys
from simulation.minds import moves
from simulation.parameters import Parameters

LONGEST_TRIAL = 1.0
"""Unpaid trial that replaces no job (months, assumption; f002 warns of three)."""

TRIAL_DISCOURAGEMENT = 0.05
"""Discouragement by each month of trial beyond that (share, assumption)."""


@rule
def try_out(
    persons: Persons,
    employers: Employers,
    designs: JobDesigns,
    vacancies: Vacancies,
    coaches: Coaches,
    market: Marketplace,
    person: int,
    row: int,
    month: int,
    day: float,
    keys: SearchKeys,
    parameters: Parameters,
) -> tuple[int, float]:
    """Let an applicant try the work, and another function at the same employer beside it; the better fit goes on.

    The other function is the one that the applicant can do best among those the employer seeks people for. A trial
    shows how the work really fits, whatever the advert said.

    Returns
    -------
    int, float
        Row of the vacancy that the applicant goes on with, :data:`~agents.vocabulary.NOBODY` if none fits, and its
        value to the applicant.
    """
    moves(persons.fear_of_risk, person, -parameters.trial_courage)
    if parameters.trial_months > LONGEST_TRIAL:
        moves(persons.discouragement, person, TRIAL_DISCOURAGEMENT * (parameters.trial_months - LONGEST_TRIAL))
    design = vacancies.design[row]
    other, other_gap = NOBODY, BARRED
    candidate = market.first_at_employer[designs.employer[design]]
    while candidate != NOBODY:
        seeks = vacancies.design[candidate]
        ready = day - vacancies.opened_day[candidate] >= parameters.selection_days
        if seeks >= 0 and seeks != design and seeks != persons.design[person] and ready:
            gap = gap_after_training(
                persons, employers, designs, vacancies, coaches, person, candidate, month, day, keys, parameters
            )
            if gap < other_gap:
                other, other_gap = candidate, gap
        candidate = market.next_at_employer[candidate]
    accepted = reservation(persons, person, parameters)
    best, best_value = NOBODY, -1.0e9
    for tried in (row, other):
        if tried != NOBODY:
            seeks = vacancies.design[tried]
            misfit = organisation_gap(persons, employers, designs, person, seeks, month)
            worth = worth_at_best(designs, vacancies, tried, parameters)
            worth = promise(worth, persons.identity[person], vacancies.identity[tried], keys.taste, parameters)
            worth -= MISFIT_WEIGHT * misfit
            worth -= gap_after_training(
                persons, employers, designs, vacancies, coaches, person, tried, month, day, keys, parameters
            )
            if misfit <= accepted and worth > best_value:
                best, best_value = tried, worth
    return best, best_value
