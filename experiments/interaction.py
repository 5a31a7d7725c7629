"""Do measures strengthen each other? The effect of measures together less the effects of each of them alone.

It needs no further computing: it is given for every arm of several interventions in a comparison that also holds each
of these alone, and the arm without any. Dividing the effect of a bundle takes more: :mod:`experiments.attribution`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from experiments.cells import CELL_COLUMNS, choose_cells, everybody, outcomes_by_arm
from experiments.intervals import estimate
from experiments.results import IndicatorWords, Results
from experiments.shapley import interaction
from scenarios.arms import Arm

__all__ = ["BETWEEN_MEMBERS", "INTERACTION_COLUMNS", "arms_of_members", "interaction_table"]

BETWEEN_MEMBERS = "|"
"""What stands between the arms in the column ``members``."""

INTERACTION_COLUMNS = (
    "bundle",
    "members",
    *CELL_COLUMNS,
    "bundle_difference",
    "sum_of_alone",
    "interaction",
    "lower_95",
    "upper_95",
    "probability_wrong_sign",
    "replications",
)


def arms_of_members(arms: Sequence[Arm]) -> dict[str, tuple[str, ...]]:
    """Find the bundles of which every intervention alone, and doing nothing, is compared as well.

    Parameters
    ----------
    arms : sequence of Arm
        Arms of a comparison.

    Returns
    -------
    dict of str to tuple of str
        Per bundle the names of the arms with one of its interventions each.
    """
    named = {tuple(entry.name for entry in arm.interventions): arm.name for arm in arms}
    found = {}
    for arm in arms:
        alone = [named.get((entry.name,)) for entry in arm.interventions]
        if len(alone) > 1 and () in named and None not in alone:
            found[arm.name] = tuple(name for name in alone if name is not None)
    return found


def interaction_table(
    results: Results,
    indicators: Mapping[str, IndicatorWords],
    windows: Mapping[str, tuple[int, int]],
    arms: Sequence[Arm],
) -> pd.DataFrame:
    """Compare what measures do together with the sum of what each does alone, replication by replication.

    Parameters
    ----------
    results : Results
        Measurements.
    indicators : mapping of str to IndicatorWords
        Kind of each indicator.
    windows : mapping of str to (int, int)
        As :func:`experiments.statistics.default_windows` gives them.
    arms : sequence of Arm
        The arms of the results.

    Returns
    -------
    pandas.DataFrame
        Columns `INTERACTION_COLUMNS`; a row per bundle and cell of everybody, and none without a bundle whose members
        are compared alone. `interaction` is above zero where the bundle gives more than the sum and below zero where
        it gives less.
    """
    bundles = arms_of_members(arms)
    if not bundles:
        return pd.DataFrame(columns=list(INTERACTION_COLUMNS))
    cells = choose_cells(results.series, results.regions, indicators, windows, results.first_month, everybody)
    outcomes = outcomes_by_arm(results, cells)
    nothing = outcomes[next(arm.name for arm in arms if not arm.interventions)]
    frames = []
    for bundle, members in bundles.items():
        together = outcomes[bundle] - nothing
        alone = np.stack([outcomes[name] - nothing for name in members])
        between = estimate(interaction(together, alone), results.design)
        columns = {
            "bundle": bundle,
            "members": BETWEEN_MEMBERS.join(members),
            "bundle_difference": estimate(together, results.design).mean,
            "sum_of_alone": estimate(alone.sum(axis=0), results.design).mean,
            "interaction": between.mean,
            "lower_95": between.lower,
            "upper_95": between.upper,
            "probability_wrong_sign": between.probability_wrong_sign,
            "replications": len(together),
        }
        numbers = pd.DataFrame(columns, index=cells.keys.index)
        frames.append(pd.concat([cells.keys, numbers], axis=1)[list(INTERACTION_COLUMNS)])
    return pd.concat(frames, ignore_index=True)
