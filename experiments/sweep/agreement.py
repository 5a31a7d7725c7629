"""Whether two sweeps agree: the indices of a small scale against those of a larger one, factor by factor."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pandas as pd
from scipy.stats import spearmanr

from experiments.sweep.analysis import MAIN_INDEX
from experiments.sweep.report import is_sweep
from experiments.texts import number
from scenarios.errors import UserMistake

__all__ = ["agreement", "describe_agreement"]

_KEY = ["target", "arm", "indicator", "factor"]


def agreement(one: Path, other: Path) -> pd.DataFrame:
    """Put the main index of two finished sweeps side by side.

    Parameters
    ----------
    one, other : Path
        Directories of sweeps with the same method and factors; the second is taken as the standard.

    Returns
    -------
    pandas.DataFrame
        A row for each outcome and factor: ``one``, ``other``, ``difference``, ``share`` (of the largest index of the
        standard), ``within`` (the difference is no larger than the two half-intervals together allow) and ``matters``
        (in the standard, the interval lies above what chance alone gives).

    Raises
    ------
    UserMistake
        If a sweep is not finished, or the two do not ask the same.
    """
    for directory in (one, other):
        if not is_sweep(directory):
            raise UserMistake(
                nl=f"'{directory}' bevat geen afgeronde sweep; maak hem af met: westwerk sweep {directory}",
                en=f"'{directory}' holds no finished sweep; complete it with: westwerk sweep {directory}",
            )
    first, second = (json.loads((path / "run.json").read_text(encoding="utf-8"))["sweep"] for path in (one, other))
    if first["method"] != second["method"] or first["factors"] != second["factors"]:
        raise UserMistake(
            nl=f"'{one}' en '{other}' gebruiken niet dezelfde methode en factoren; vergelijk sweeps die dat wel doen.",
            en=f"'{one}' and '{other}' do not use the same method and factors; compare sweeps that do.",
        )
    left, right = (_main_index(path, first["method"]) for path in (one, other))
    right = right.reindex(left.index)
    halves = [(table["upper_95"] - table["lower_95"]) / 2.0 for table in (left, right)]
    found = pd.DataFrame({"one": left["value"], "other": right["value"]})
    found["difference"] = found["one"] - found["other"]
    largest = found.groupby(level=_KEY[:3], sort=False)["other"].transform("max")
    found["share"] = found["difference"].abs() / largest.where(largest > 0.0)
    found["within"] = found["difference"].abs() <= np.hypot(halves[0], halves[1])
    found["matters"] = right["lower_95"] > right["by_chance"].fillna(0.0).clip(lower=0.0)
    return found.reset_index()


def _main_index(directory: Path, method: str) -> pd.DataFrame:
    """Read the main index of a sweep by outcome and factor."""
    table = pd.read_csv(directory / "indices.csv")
    return table[table["index"] == MAIN_INDEX[method]].set_index(_KEY)


def describe_agreement(one: Path, other: Path, lang: str) -> str:
    """Say in a table and a few lines how well two sweeps agree; see :func:`agreement`."""
    blocks = []
    for key, table in agreement(one, other).groupby(_KEY[:3], sort=False):
        _, arm, indicator = key
        ordered = table.sort_values("other", ascending=False, kind="stable")
        width = max(len(name) for name in ordered["factor"])
        lines = [f"{indicator}, {arm}"]
        lines += [
            f"  {'*' if row['matters'] else ' '} {row['factor']:<{width}} {number(row['one'], lang):>9}"
            f" {number(row['other'], lang):>9} {number(100.0 * row['share'], lang, 0):>4} %"
            f"{'' if row['within'] else '  !'}"
            for row in ordered.to_dict("records")
        ]
        rank = float(spearmanr(table["one"], table["other"]).statistic)
        main = ordered[ordered["matters"]]
        worst = float(main["share"].max()) if len(main) else float("nan")
        largest, outside = number(100.0 * worst, lang, 0), int((~table["within"]).sum())
        lines += (
            [
                f"  rank correlation {number(rank, lang, 2)}",
                f"  largest deviation of the {len(main)} factors that matter (*): {largest} % of the largest index",
                f"  outside both intervals (!): {outside}",
            ]
            if lang == "en"
            else [
                f"  rangcorrelatie {number(rank, lang, 2)}",
                f"  grootste afwijking bij {len(main)} factoren die ertoe doen (*): {largest} % van de hoogste index",
                f"  buiten beide intervallen (!): {outside}",
            ]
        )
        blocks.append("\n".join(lines))
    return "\n\n".join(blocks)
