"""Side entry into care: who is preselected, starts and completes, when every willing care employer does as Hardenberg.

An ordinary run in which the measure has been rolled out; the people of every group are followed from their start.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from agents.vocabulary import EMPLOYED, LATENT, NOBODY, SEARCHING_UNAVAILABLE, UNEMPLOYED
from calibration.field_experiments.result import Experiment, Measured, Observation
from scenarios.build import build_market
from scenarios.intervention_file import SHIPPED, read_intervention
from scenarios.levers import LEVERS
from scenarios.policy import build_policy
from scenarios.setup import Setup
from simulation.calendar import month_number
from simulation.tallies import PRESELECTED
from simulation.work_learn_entry import EntryTerms

MEASURE = "project_hardenberg"
START, END = month_number("2014-01"), month_number("2021-01")
"""First month of the measure, and the month after the last one; it is rolled out after three years."""

DURATION = EntryTerms.duration_months


def observe(setup: Setup, replication: int) -> Observation:
    """Roll the measure out in one replication and follow who starts; see :class:`Experiment`."""
    market = build_market(setup, replication)
    market.run_until(START)
    measure = read_intervention(SHIPPED / f"{MEASURE}.yaml", LEVERS)
    market = market.branch(build_policy([measure], replace(setup, uncertainty=False), replication))
    persons, designs = market.persons, market.designs
    started = completed = finished = 0
    groups: dict[int, tuple[np.ndarray, np.ndarray]] = {}
    while market.month < END:
        month = market.month
        could_start = np.isin(persons.status, (UNEMPLOYED, SEARCHING_UNAVAILABLE, LATENT))
        market.step()
        people = np.flatnonzero(could_start & (persons.work_learning_start == month))
        groups[month] = people, persons.work_learning_employer[people].copy()
        started += len(people)
        people, host = groups.get(month - DURATION + 1, (people[:0], people[:0]))
        works = (persons.status[people] == EMPLOYED) & (persons.job_start[people] == month) & (host != NOBODY)
        finished += len(people)
        completed += int((designs.employer[persons.design[people[works]]] == host[works]).sum())
    preselected = int(market.counts.work_learn_entry[START:END, PRESELECTED].sum())
    return {
        "entry_selected": Measured(_percent(started, preselected), preselected),
        "entry_completed": Measured(_percent(completed, finished), finished),
    }


def _percent(part: int, whole: int) -> float:
    return 100.0 * part / whole if whole else float("nan")


EXPERIMENT = Experiment("side_entry", observe)
