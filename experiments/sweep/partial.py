"""What a sweep that is still running can say already: the indices of the part that is complete."""

from __future__ import annotations

import math
from collections.abc import Mapping

import numpy as np

from experiments.sweep.analysis import MAIN_INDEX, analyse
from experiments.sweep.design import Design
from experiments.sweep.outcomes import make_outcomes
from experiments.sweep.plan import Plan
from experiments.sweep.rows import Row
from experiments.texts import number

__all__ = ["describe_part"]

_LEAST_BLOCKS = {"morris": 4, "sobol": 16, "pawn": 100, "fast": 1}
_SHOWN = 3


def complete_blocks(design: Design, rows: Mapping[int, Row]) -> np.ndarray:
    """Return the blocks that form a smaller design of the same method.

    Trajectories, rows of PAWN and curves may be any; base samples of Sobol must be the first ones, a power of two.
    """
    done = np.array([number in rows and rows[number].done for number in range(design.rows)])
    complete = np.flatnonzero(done.reshape(-1, design.block).all(axis=1))
    if design.method == "sobol":
        first = int(np.argmin(np.append(np.isin(np.arange(len(complete)), complete), False)))
        complete = np.arange(2 ** int(math.log2(first))) if first else complete[:0]
    return complete


def describe_part(plan: Plan, rows: Mapping[int, Row]) -> str:
    """Name the factors that lead in the part of the design that is complete.

    Parameters
    ----------
    plan : Plan
        The sweep.
    rows : mapping of int to Row
        Rows finished so far, by number.

    Returns
    -------
    str
        One line; empty as long as too little is complete.
    """
    design = plan.design
    blocks = complete_blocks(design, rows)
    if len(blocks) < _LEAST_BLOCKS[design.method]:
        return ""
    numbers = (blocks[:, None] * design.block + np.arange(design.block)).ravel()
    part = Design(design.method, design.factors, design.samples, design.levels, design.seed, design.values[numbers])
    readings = np.stack([values for position in numbers if (values := rows[int(position)].values) is not None])
    outcomes = make_outcomes(plan.config.target, plan.arms, tuple(plan.config.indicators), readings)
    found = analyse(part, outcomes[:1])
    main = found[found["index"] == MAIN_INDEX[design.method]].sort_values("value", ascending=False, kind="stable")
    lang = plan.config.lang
    titles = {factor.name: factor.title(lang) for factor in plan.factors}
    leading = ", ".join(
        f"{titles[row['factor']]} {number(row['value'], lang)} "
        f"({number(row['lower_95'], lang)}; {number(row['upper_95'], lang)})"
        for row in main.head(_SHOWN).to_dict("records")
    )
    if lang == "en":
        return f"So far, from {len(numbers)} of {design.rows} rows: {leading}"
    return f"Voorlopig, uit {len(numbers)} van de {design.rows} rijen: {leading}"
