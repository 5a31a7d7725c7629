"""Which values were drawn in each replication: what is assumed about the measures, and behaviour."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from scenarios.arms import Arm
from scenarios.assumed import assumptions_of, drawn_numbers
from scenarios.setup import Setup

__all__ = ["BEHAVIOUR", "DRAW_COLUMNS", "MEASURE", "draws_table"]

DRAW_COLUMNS = ("replication", "kind", "measure", "name", "value")
MEASURE, BEHAVIOUR = "measure", "behaviour"
"""Kinds of values: assumed about a measure, or of the behaviour of everybody."""


def draws_table(
    arms: Sequence[Arm],
    levers: Mapping[str, Any],
    setup: Setup,
    replications: int,
    behaviour: Sequence[Mapping[str, float]] = (),
) -> pd.DataFrame:
    """List every value that was drawn.

    Parameters
    ----------
    arms : sequence of Arm
        What is compared.
    levers : mapping of str to lever
        Levers with their declared parameters.
    setup : Setup
        Seed, and how assumptions were drawn.
    replications : int
        Number of replications.
    behaviour : sequence of mapping of str to float
        Parameters of behaviour drawn for each replication, by name; empty where behaviour is fixed.

    Returns
    -------
    pandas.DataFrame
        Columns `DRAW_COLUMNS`, by replication, then measures in order of appearance; `measure` is empty for behaviour.

    Raises
    ------
    ValueError
        If behaviour is not given for every replication.
    """
    if behaviour and len(behaviour) != replications:
        raise ValueError(f"behaviour is given for {len(behaviour)} of {replications} replications")
    measures = {entry.name: entry for arm in arms for entry in arm.interventions}
    assumptions = [entry for measure in measures.values() for entry in assumptions_of(measure, levers)]
    numbers = drawn_numbers(assumptions, setup, replications)
    rows: list[tuple[Any, ...]] = []
    for replication in range(replications):
        if numbers:
            rows += [
                (replication, MEASURE, entry.measure, entry.name, entry.at(numbers[entry.draw][replication]))
                for entry in assumptions
            ]
        if behaviour:
            rows += [(replication, BEHAVIOUR, "", name, value) for name, value in behaviour[replication].items()]
    return pd.DataFrame(rows, columns=list(DRAW_COLUMNS))
