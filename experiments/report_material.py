"""From a run in memory or on disk to what pictures and reports are made of."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from experiments.cost import cost_table
from experiments.pictures.style import Material
from experiments.results import IndicatorWords, Results
from experiments.windows import FIRST_YEAR

__all__ = ["Published", "make_material", "policy_month"]

Published = Mapping[str, tuple[float, str, str, str, str]]
"""Published figures: value, unit, period, source and note by identifier."""


def make_material(
    results: Results,
    summary: pd.DataFrame,
    run: Mapping[str, Any],
    *,
    indicators: Mapping[str, IndicatorWords],
    language: str,
    published: Published | None = None,
    cost: pd.DataFrame | None = None,
) -> Material:
    """Put together what pictures are drawn from.

    Parameters
    ----------
    results : Results
        Monthly measurements.
    summary : pandas.DataFrame
        Result of :func:`experiments.statistics.summarise`.
    run : mapping
        Content of ``run.json``.
    indicators : mapping of str to IndicatorWords
        Unit, kind and titles of every indicator.
    language : str
        ``nl`` or ``en``.
    published : mapping of str to tuple, optional
        Published figures by identifier.
    cost : pandas.DataFrame, optional
        Result of :func:`experiments.cost.cost_table`; computed when it is not given and there are measures.

    Returns
    -------
    Material
    """
    start = policy_month(run)
    if cost is None and start is not None:
        cost = cost_table(results, indicators, start)
    return Material(
        results=results,
        summary=summary,
        indicators=indicators,
        arm_titles=run.get("arm_titles", {}),
        language=language,
        run_id=str(run["run_id"]),
        policy_start=start,
        published=published or {},
        check=run.get("check", ()),
        demography=str(run.get("configuration", {}).get("demography", "")),
        cost=cost,
    )


def policy_month(run: Mapping[str, Any]) -> int | None:
    """Month number of the start of the measures, which ``run.json`` gives as a date; None without measures."""
    text = run.get("policy_start")
    if not text:
        return None
    year, month = str(text).split("-")[:2]
    return (int(year) - FIRST_YEAR) * 12 + int(month) - 1
