"""Work-learn entry: people out of work are preselected, selected and trained at a host, with a job at the end.

The documented case is a hospital in Hardenberg: of about 30 people preselected by the employment service 19 started
and 12 completed the training. They keep their benefit and know that a job waits, so no risk to income keeps them away.
There was no control group, so what the people would have done otherwise is not known.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from agents.compiled import rule
from agents.draws import uniforms
from agents.gaps import DUTCH_WEIGHT
from agents.occupation_profiles import related_occupations
from agents.persons import Persons
from agents.vocabulary import (
    ADDICTION,
    LATENT,
    NO_TRAJECTORY,
    NOBODY,
    SEARCHING_UNAVAILABLE,
    UNEMPLOYED,
)
from simulation.jobs import start_job
from simulation.minds import moves
from simulation.statuses import change_status
from simulation.tallies import ENTRY_COMPLETED, ENTRY_LEFT, ENTRY_STARTED, PRESELECTED

if TYPE_CHECKING:
    from simulation.model import LabourMarket

Rows = npt.NDArray[np.int32]
Doubles = npt.NDArray[np.float64]

OUT_OF_WORK_MONTHS = 6
YOUNGEST, OLDEST = 18, 58
BRIDGEABLE_GAP = 0.5
"""Who can be preselected: months out of work, ages, and the largest skill gap after training (assumption)."""

GOAL_WEIGHT, LUCK_WEIGHT = 0.1, 0.1
"""Weight of a clear goal, and of chance, in the selection, against the skill gap (assumption)."""

JOB_GUARANTEE = 0.15
"""Fear of risk taken away by a job that waits (share, assumption)."""

RISK_AT_LEAST, RISK_OF_A_PROBLEM, RISK_OF_DOUBT = 0.6, 0.25, 0.4
"""Risk to leave the training: the same for all, per open problem, and for lack of confidence (relative, assumption)."""


@dataclass(frozen=True)
class EntryTerms:
    """Terms of a work-learn entry.

    Attributes
    ----------
    selection_share : float
        Share of the preselected who start; 19 of 30 (f003_hardenberg_started).
    completion_share : float
        Share of those who start who complete; 12 of 19.
    duration_months : int
        Length of the training.
    """

    selection_share: float = 19 / 30
    completion_share: float = 12 / 19
    duration_months: int = 12


@dataclass(frozen=True)
class EntryGroup:
    """People who train together at one host.

    Attributes
    ----------
    design : int
        Job that waits for who completes.
    people : ndarray of int32
        Rows of the persons still in training at the end of last month.
    risk : ndarray of float64
        Risk of each to leave, relative to the mean of those who started.
    start : int
        Month of the start.
    terms : EntryTerms
        Terms.
    """

    design: int
    people: Rows
    risk: Doubles
    start: int
    terms: EntryTerms


@rule
def in_entry(persons: Persons, person: int) -> bool:
    """Tell whether a person is in the training of a work-learn entry, and so neither searches nor is coached.

    Pupils at a company have started before they were out of work; people in an entry were out of work before.
    """
    return bool(
        persons.status[person] == SEARCHING_UNAVAILABLE
        and persons.work_learning_employer[person] != NOBODY
        and persons.non_employed_since[person] < persons.work_learning_start[person]
    )


def skill_gap_after_training(market: LabourMarket, people: Rows, design: int) -> Doubles:
    """Return the gap of people to a job when the host trains what can be trained; the diploma is what they come for."""
    persons, designs = market.persons, market.designs
    short = np.maximum(0.0, designs.ideal[design].astype(np.float64) - persons.skills[people])
    gap = (short * designs.weight[design].astype(np.float64)).sum(axis=1)
    gap *= 1.0 - float(market.employers.training[designs.employer[design]]) * float(designs.trainable[design])
    gap += DUTCH_WEIGHT * np.maximum(0.0, float(designs.dutch_ideal[design]) - persons.dutch[people])
    return np.asarray(gap)


def candidates(market: LabourMarket, design: int) -> Rows:
    """Return who can be preselected for a job by the employment service, in the order of luck."""
    persons, designs, month = market.persons, market.designs, market.month
    occupation = int(designs.occupation[design])
    near = [field for field, related in enumerate(related_occupations()) if occupation in (field, *related)]
    status = persons.status
    fits = (status == UNEMPLOYED) | (status == LATENT)
    # Whoever is in a training already has a host.
    fits |= (status == SEARCHING_UNAVAILABLE) & (persons.work_learning_employer == NOBODY)
    fits &= (persons.age >= YOUNGEST) & (persons.age <= OLDEST)
    fits &= month - persons.non_employed_since.astype(np.int64) >= OUT_OF_WORK_MONTHS
    fits &= (persons.problems & ADDICTION == 0) & np.isin(persons.field, near)
    if designs.sub_region[design] < 5:
        fits &= persons.sub_region == designs.sub_region[design]
    rows = np.flatnonzero(fits).astype(np.int32)
    rows = rows[skill_gap_after_training(market, rows, design) < BRIDGEABLE_GAP]
    luck = uniforms(market.luck.key("entry_preselection", month), persons.identity[rows])
    return rows[np.argsort(luck, kind="stable")]


def recruit(market: LabourMarket, design: int, places: int, terms: EntryTerms) -> int:
    """Preselect and select people for one host, and let the selected start their training.

    Parameters
    ----------
    market : LabourMarket
        Persons, coaches, tallies and entry groups are changed.
    design : int
        Job at the host that waits for who completes.
    places : int
        Places in the training.
    terms : EntryTerms
        Terms.

    Returns
    -------
    int
        People who started: all places when enough people can be preselected.
    """
    wanted = round(places / terms.selection_share)
    preselected = candidates(market, design)[:wanted]
    started = min(places, round(len(preselected) * terms.selection_share))
    if started == 0:
        return 0
    persons, month = market.persons, market.month
    luck = uniforms(market.luck.key("entry_selection", month), persons.identity[preselected])
    score = GOAL_WEIGHT * persons.goal_clarity[preselected] + LUCK_WEIGHT * luck
    score -= skill_gap_after_training(market, preselected, design)
    people = preselected[np.lexsort((persons.identity[preselected], -score))[:started]]
    problems = np.bitwise_count(persons.problems[people]).astype(np.float64)
    doubt = 1.0 - persons.confidence[people].astype(np.float64)
    risk = RISK_AT_LEAST + RISK_OF_A_PROBLEM * problems + RISK_OF_DOUBT * doubt
    employer = market.designs.employer[design]
    for person in people:
        if persons.coach[person] != NOBODY:
            market.coaches.caseload[persons.coach[person]] -= 1
            persons.coach[person] = NOBODY
        persons.trajectory_step[person] = NO_TRAJECTORY
        change_status(persons, person, SEARCHING_UNAVAILABLE, month)
        moves(persons.fear_of_risk, person, -JOB_GUARANTEE)
    persons.work_learning_employer[people] = employer
    persons.work_learning_start[people] = month
    _count(market, PRESELECTED, preselected)
    _count(market, ENTRY_STARTED, people)
    group = EntryGroup(design, people, risk / risk.mean(), month, terms)
    market.entry_groups = (*market.entry_groups, group)
    return started


def train(market: LabourMarket) -> None:
    """Let a month of training pass in every entry: some leave, the others learn, and who completes starts the job."""
    going_on = []
    for group in market.entry_groups:
        left = _train_group(market, group)
        if left is not None:
            going_on.append(left)
    market.entry_groups = tuple(going_on)


def _train_group(market: LabourMarket, group: EntryGroup) -> EntryGroup | None:
    """Train one group for a month; returns who goes on, or nothing when the training is over."""
    persons, designs, terms = market.persons, market.designs, group.terms
    here = (persons.status[group.people] == SEARCHING_UNAVAILABLE) & (
        persons.work_learning_start[group.people] == group.start
    )
    _count(market, ENTRY_LEFT, group.people[~here])
    people, risk = group.people[here], group.risk[here]
    hazard = 1.0 - terms.completion_share ** (1.0 / terms.duration_months)
    luck = uniforms(market.luck.key("entry_leaving", market.month), persons.identity[people])
    leaves = luck < hazard * risk
    for person in people[leaves]:
        persons.work_learning_employer[person] = NOBODY
        change_status(persons, person, UNEMPLOYED, market.month)
    _count(market, ENTRY_LEFT, people[leaves])
    people, risk = people[~leaves], risk[~leaves]
    months_left = terms.duration_months - (market.month - group.start)
    short = np.maximum(0.0, designs.ideal[group.design].astype(np.float64) - persons.skills[people])
    persons.skills[people] += (short / months_left).astype(np.float32)
    if months_left > 1:
        return EntryGroup(group.design, people, risk, group.start, terms) if len(people) > 0 else None
    _complete(market, group.design, people)
    return None


def _complete(market: LabourMarket, design: int, people: Rows) -> None:
    """Give who completed the diploma, and the job that was promised, whether or not a position is open."""
    persons, designs = market.persons, market.designs
    _count(market, ENTRY_COMPLETED, people)
    if designs.diploma[design] > 0:
        persons.diploma[people] = designs.diploma[design]
    for person in people:
        if designs.headcount[design] >= designs.target[design]:
            designs.positions[design] += 1
            designs.target[design] += 1
        start_job(persons, market.employers, designs, person, design, 0, market.month, market.tallies)


def _count(market: LabourMarket, event: int, people: Rows) -> None:
    """Count an event of each of some people by sub-region."""
    market.tallies.work_learn_entry[event] += np.bincount(market.persons.sub_region[people], minlength=5)
