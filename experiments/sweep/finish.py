"""When every row is there: tables, noise, indices, convergence, run.json, pictures and report."""

from __future__ import annotations

import dataclasses
import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from agents.region import SUB_REGIONS
from experiments.model import Model
from experiments.provenance import run_information
from experiments.sweep.analysis import analyse, convergence, noise_table
from experiments.sweep.keeping import replace_file, write_results, write_table
from experiments.sweep.outcomes import best_shares, make_outcomes
from experiments.sweep.plan import Plan
from experiments.sweep.report import build_sweep_report
from experiments.sweep.rows import Row
from scenarios.errors import RunFailure

__all__ = ["finish"]


def finish(plan: Plan, rows: Mapping[int, Row], directory: Path, model: Model, duration_seconds: float) -> None:
    """Write everything that follows from the rows.

    Parameters
    ----------
    plan : Plan
        The sweep.
    rows : mapping of int to Row
        Finished rows by number.
    directory : Path
        Directory of the sweep.
    model : Model
        The model, for words and provenance.
    duration_seconds : float
        How long this process computed.

    Raises
    ------
    RunFailure
        If rows are missing or failed: indices of an incomplete design would be wrong.
    """
    if len(rows) < plan.design.rows:
        raise incomplete(plan.design.rows - len(rows), plan.design.rows, directory)
    ordered = [rows[number] for number in range(plan.design.rows)]
    write_results(plan, ordered, directory)
    failed = [row for row in ordered if not row.done]
    if failed:
        raise _failed(failed, plan.design.rows, directory)
    print(
        "Indices and report" if plan.config.lang == "en" else "Indices en verslag berekenen",
        file=sys.stderr,
        flush=True,
    )
    readings = np.stack([row.values for row in ordered if row.values is not None])
    indicators = tuple(plan.config.indicators)
    outcomes = make_outcomes(plan.config.target, plan.arms, indicators, readings)
    table = pd.concat(
        [
            pd.DataFrame(
                {
                    "row": np.arange(plan.design.rows),
                    "target": outcome.target,
                    "arm": outcome.arm,
                    "indicator": outcome.indicator,
                    "value": outcome.values,
                }
            )
            for outcome in outcomes
        ],
        ignore_index=True,
    )
    write_table(table, directory, "outcomes")
    for name, made in (
        ("indices", analyse(plan.design, outcomes)),
        ("convergence", convergence(plan.design, outcomes)),
        ("noise", noise_table(outcomes)),
    ):
        replace_file(directory / f"{name}.csv", lambda path, made=made: made.to_csv(path, index=False))  # type: ignore[misc]
    information = _information(plan, model, duration_seconds)
    information["sweep"]["best"] = {
        indicator: best_shares(plan.arms, indicator, readings[..., column])
        for column, indicator in enumerate(indicators)
        if plan.config.target == "ranking"
    }
    text = json.dumps(information, indent=2, ensure_ascii=False) + "\n"
    replace_file(directory / "run.json", lambda path: path.write_text(text, encoding="utf-8"))
    build_sweep_report(directory, plan.config.lang, indicators=model.indicators)


def _information(plan: Plan, model: Model, duration_seconds: float) -> dict[str, Any]:
    """Return the content of ``run.json``."""
    config = plan.config
    figures = model.load_region(config.region)
    information = run_information(
        "sweep",
        plan.question,
        model.levers,
        data_versions=model.data_versions(config.region),
        region_title=figures.name_nl,
        sub_regions=SUB_REGIONS,
        check=[],
        duration_seconds=duration_seconds,
    )
    information["run_id"] = plan.identity
    information["sweep"] = {
        "method": config.method,
        "target": config.target,
        "samples": plan.design.samples,
        "levels": plan.design.levels,
        "rows": plan.design.rows,
        "rows_per_block": plan.design.block,
        "window": plan.years,
        "place": config.sub_region or figures.name_nl,
        "factors": [dataclasses.asdict(factor) for factor in plan.factors],
    }
    return information


def incomplete(missing: int, rows: int, directory: Path) -> RunFailure:
    """Say that indices need every row."""
    return RunFailure(
        nl=(
            f"Nog {missing} van de {rows} rijen ontbreken en een onvolledig ontwerp geeft foute indices; "
            f"maak het af met: westwerk sweep {directory}"
        ),
        en=(
            f"{missing} of {rows} rows are still missing and an incomplete design gives wrong indices; "
            f"complete it with: westwerk sweep {directory}"
        ),
    )


def _failed(failed: list[Row], rows: int, directory: Path) -> RunFailure:
    first = failed[0]
    return RunFailure(
        nl=(
            f"{len(failed)} van de {rows} rijen mislukten (rij {first.number}: {first.reason}), dus er zijn geen "
            f"indices; alle rijen staan in {directory / 'results.csv'}. Probeer ze opnieuw met: westwerk sweep "
            f"{directory} retry=true, of laat de factor weg die ze doet mislukken."
        ),
        en=(
            f"{len(failed)} of {rows} rows failed (row {first.number}: {first.reason}), so there are no indices; all "
            f"rows are in {directory / 'results.csv'}. Try them again with: westwerk sweep {directory} retry=true, or "
            "leave out the factor that makes them fail."
        ),
    )
