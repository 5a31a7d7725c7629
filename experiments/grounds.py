"""On what a comparison rests: what was drawn, what makes differences vary, and what was measured elsewhere."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from experiments.draws_table import draws_table
from experiments.evidence import evidence_table
from experiments.results import IndicatorWords, Results
from experiments.uncertainty_table import uncertainty_tables
from scenarios.reviews import load_reviews
from scenarios.setup import Setup
from scenarios.validation import Question

__all__ = ["grounds_of"]


def grounds_of(
    question: Question,
    results: Results,
    indicators: Mapping[str, IndicatorWords],
    levers: Mapping[str, Any],
    windows: Mapping[str, tuple[int, int]],
    behaviour: Sequence[Mapping[str, float]] = (),
) -> dict[str, pd.DataFrame]:
    """Make the tables about what a comparison rests on.

    Parameters
    ----------
    question : Question
        The settings with their arms.
    results : Results
        Measurements.
    indicators : mapping of str to IndicatorWords
        Kind of each indicator.
    levers : mapping of str to lever
        Levers with their declared parameters.
    windows : mapping of str to (int, int)
        Windows over which arms are compared; the last is the whole policy period.
    behaviour : sequence of mapping of str to float
        Parameters of behaviour drawn for each replication, by name; empty where behaviour is fixed.

    Returns
    -------
    dict of str to pandas.DataFrame
        ``draws``, ``uncertainty``, ``uncertainty_values`` and ``evidence``.
    """
    config = question.config
    setup = Setup(seed=config.seed, uncertainty=config.uncertainty, luck_per_draw=config.luck_per_draw)
    whole = list(windows.items())[-1]
    shares, values = uncertainty_tables(results, indicators, whole, question.arms, levers, setup, behaviour)
    return {
        "draws": draws_table(question.arms, levers, setup, results.replications, behaviour),
        "uncertainty": shares,
        "uncertainty_values": values,
        "evidence": evidence_table(results, indicators, question.arms, load_reviews(), question.policy_start),
    }
