"""``westwerk rank``: which arm holds up in several futures, each computed with ``westwerk compare``."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from experiments.futures import compare_futures, names_of_futures, rank_futures, read_future
from experiments.model import Model
from experiments.output import result_directory
from experiments.results import read_run_information
from experiments.summary_tables import write_tables
from experiments.texts import number, title_of, unit_word
from scenarios.errors import UserMistake, unknown

__all__ = ["rank_directories"]

_SHOWN = ("lasting_jobs_from_non_employment", "employed", "vacancies_open")
_SETTINGS = ("output", "lang")


def rank_directories(words: Sequence[str], model: Model, lang: str) -> Path:
    """Rank the arms of several comparisons by their largest regret, print the main rows and write the tables.

    Parameters
    ----------
    words : sequence of str
        Result directories, at least two, and perhaps ``output=...`` and ``lang=...``.
    model : Model
        The model, for its indicators.
    lang : str
        ``nl`` or ``en``.

    Returns
    -------
    Path
        Directory with ``futures.csv`` and ``futures_ranking.csv``.

    Raises
    ------
    UserMistake
        If the directories are no comparisons of the same arms in different futures, or cannot be written.
    """
    settings, directories = _settings(words)
    if len(directories) < 2:
        raise UserMistake(
            nl="Noem minstens twee resultaatmappen, bijvoorbeeld: westwerk rank output/huidig output/langer_werken.",
            en="Name at least two result directories, for instance: westwerk rank output/present output/longer.",
        )
    for directory in directories:
        if not all((directory / name).is_file() for name in ("run.json", "monthly.parquet")):
            raise UserMistake(
                nl=f"'{directory}' is geen resultaatmap; geef de map van een afgeronde berekening.",
                en=f"'{directory}' is no result directory; give the directory of a finished run.",
            )
    futures = [read_future(directory, model.indicators) for directory in directories]
    names = names_of_futures(futures)
    with result_directory(settings.get("output", ""), "rank") as (partial, final):
        ranking = rank_futures(futures)
        write_tables(partial, {"futures": compare_futures(futures), "futures_ranking": ranking})
        titles = read_run_information(directories[0]).get("arm_titles", {})
        print(_lines(ranking, names, model, {name: title[lang] for name, title in titles.items()}, lang))
    return final


def _settings(words: Sequence[str]) -> tuple[dict[str, str], list[Path]]:
    """Tell settings from directories."""
    settings: dict[str, str] = {}
    directories = []
    for word in words:
        key, equals, value = word.partition("=")
        if equals and "/" not in key:
            if key not in _SETTINGS:
                raise unknown("sleutel", "key", key, _SETTINGS)
            settings[key] = value
        else:
            directories.append(Path(word).expanduser())
    return settings, directories


def _lines(ranking: pd.DataFrame, names: Sequence[str], model: Model, titles: dict[str, str], lang: str) -> str:
    """Write the whole policy period in the province, as text."""
    dutch = lang != "en"
    last_region, last_window = ranking["region"].iloc[-1], ranking["window"].iloc[-1]
    chosen = ranking[(ranking["region"] == last_region) & (ranking["window"] == last_window)]
    indicators = [name for name in _SHOWN if name in set(chosen["indicator"])] or list(chosen["indicator"].unique()[:3])
    lines = ["Toekomsten:" if dutch else "Futures:", *(f"  {name}" for name in names)]
    for name in indicators:
        unit = unit_word(model.indicators[name].unit, lang, difference=True)
        heading = "wat u hoogstens misloopt" if dutch else "the most that you miss"
        lines += ["", f"{title_of(model.indicators, name, lang)}, {last_region}, {last_window} - {heading} ({unit}):"]
        rows = chosen[chosen["indicator"] == name].sort_values("largest_regret", kind="stable")
        for row in rows.itertuples(index=False):
            certainty = number(100.0 * row.probability_smallest_largest_regret, lang, 0)
            cautious = "voorzichtigste keuze" if dutch else "most cautious choice"
            mark = f"  <- {cautious} ({certainty} %)" if row.smallest_largest_regret else ""
            missed = number(row.largest_regret, lang)
            lines.append(f"  {titles.get(row.arm, row.arm):<28}{missed:>14}  {row.worst_future}{mark}".rstrip())
    return "\n".join(lines)
