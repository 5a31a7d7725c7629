"""Field experiments done again in the model: set up as they were, with the simulated effect beside the published one.

Nothing in the model is fitted to these comparisons. Where a rule was set from the same figure, the row says so.
"""

from __future__ import annotations

from calibration.field_experiments import activation, callbacks, caseload_trial, side_entry
from calibration.field_experiments.result import Experiment, FieldResult
from scenarios.setup import Setup

EXPERIMENTS: tuple[Experiment, ...] = (
    caseload_trial.EXPERIMENT,
    activation.EXPERIMENT,
    callbacks.EXPERIMENT,
    side_entry.EXPERIMENT,
)
"""Every experiment, in the order of the table; replications can be computed apart from each other, in any process."""

USUAL_SCALE, USUAL_REPLICATIONS = 0.1, 16
QUICK_SCALE, QUICK_REPLICATIONS = 0.02, 2
"""Sizes that give a useful interval, and that only show that everything works."""


def run_field_experiments(setup: Setup, replications: int) -> list[FieldResult]:
    """Do every experiment again.

    Parameters
    ----------
    setup : Setup
        Region, scale, behaviour and seed.
    replications : int
        Number of replications, at least 2 for intervals.

    Returns
    -------
    list of FieldResult
        One row per outcome, experiment by experiment.
    """
    rows: list[FieldResult] = []
    for experiment in EXPERIMENTS:
        rows += experiment.results([experiment.observe(setup, replication) for replication in range(replications)])
    return rows


__all__ = [
    "EXPERIMENTS",
    "QUICK_REPLICATIONS",
    "QUICK_SCALE",
    "USUAL_REPLICATIONS",
    "USUAL_SCALE",
    "Experiment",
    "FieldResult",
    "run_field_experiments",
]
