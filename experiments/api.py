"""A comparison in a few lines of Python: from scenarios to tables and pictures, without a command line.

>>> from experiments.api import compare
>>> comparison = compare(arms=["baseline", "zelfroosteren"], scale=0.02, replications=4, lang="en")
>>> comparison.differences("employed")
>>> comparison.plot("employed")
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Final

import numpy as np
import pandas as pd

from experiments.compare import ask_comparison
from experiments.model import Model, shipped_model
from experiments.output import result_directory
from experiments.pictures.cost import draw_cost, priced_arms
from experiments.pictures.differences import draw_differences, draw_differences_over_time
from experiments.pictures.fans import draw_fan
from experiments.pictures.gallery import shown_windows
from experiments.pictures.style import Material, Picture
from experiments.pictures.tiles import draw_tiles
from experiments.report_material import make_material
from experiments.results import Results, read_results, read_run_information, read_summary, tidy
from experiments.run import Answer, compute, write_answer
from experiments.statistics import month_windows, summarise
from experiments.summary_tables import read_table
from scenarios.errors import UserMistake, unknown

__all__ = ["Comparison", "compare", "open_comparison"]

PLOTS: Final = ("time", "places", "map", "course", "cost")
_TABLES = ("ranking", "pairs", "cost", "interaction", "attribution")


def compare(**settings: Any) -> Comparison:
    """Compare scenarios and keep the results in memory.

    Parameters
    ----------
    **settings
        Settings of ``westwerk compare``, with the same names, defaults and checks: ``arms``, ``scale``,
        ``replications``, ``horizon``, ``seed``, ``lang``, ``interventions_directory`` and so on. Texts, numbers, truth
        values, lists of names, and for ``parameters`` a mapping of names to numbers. Only ``workers`` differs: 1 unless
        given, because more need ``if __name__ == "__main__":`` around a script.

    Returns
    -------
    Comparison

    Raises
    ------
    UserMistake
        For anything asked that cannot be done, with a sentence that says what to write instead.
    RunFailure
        If the machine could not finish.
    """
    if "output" in settings:
        raise UserMistake(
            nl="compare() schrijft niets; bewaar het resultaat met .save(map).",
            en="compare() writes nothing; keep the result with .save(directory).",
        )
    model = shipped_model()
    question = ask_comparison(_words({"workers": 1, **settings}), model)
    return Comparison(compute("compare", question, model), model, question.config.lang)


def open_comparison(directory: str | Path, lang: str = "nl") -> Comparison:
    """Read a result directory of ``westwerk compare`` or of :meth:`Comparison.save`.

    Parameters
    ----------
    directory : str or Path
        Directory with ``run.json``, ``monthly.parquet`` and ``summary.csv``.
    lang : str
        Language of pictures and titles, ``nl`` or ``en``.

    Returns
    -------
    Comparison

    Raises
    ------
    FileNotFoundError
        If the directory holds no results.
    """
    place = Path(directory).expanduser()
    read = {name: read_table(place, name) for name in _TABLES}
    tables = {name: table for name, table in read.items() if table is not None}
    answer = Answer(read_results(place), read_summary(place), read_run_information(place), tables)
    return Comparison(answer, shipped_model(), lang)


@dataclass(frozen=True, eq=False)
class Comparison:
    """Scenarios measured with the same people and the same luck.

    Attributes
    ----------
    answer : Answer
        Measurements, summary, further tables and the content of ``run.json``.
    model : Model
        The model that made them.
    lang : str
        Language of pictures and titles, ``nl`` or ``en``.
    """

    answer: Answer
    model: Model
    lang: str = "nl"

    @property
    def results(self) -> Results:
        """Measurements as arrays, shape (replication, month, region, series) by arm."""
        return self.answer.results

    @property
    def arms(self) -> tuple[str, ...]:
        """Names of the scenarios; the first is the reference."""
        return self.results.arms

    @property
    def windows(self) -> tuple[str, ...]:
        """Names of the compared years and periods; the last is the whole period of the measures."""
        return self._material.windows

    def indicators(self) -> pd.DataFrame:
        """List what was measured: columns ``indicator, title, unit, kind``."""
        names = dict.fromkeys(name for name, _ in self.results.series)
        rows = [
            (name, self._material.indicator(name), self.model.indicators[name].unit, self.model.indicators[name].kind)
            for name in names
        ]
        return pd.DataFrame(rows, columns=["indicator", "title", "unit", "kind"])

    def monthly(self, indicator: str, group: str = "all", region: str | None = None) -> pd.DataFrame:
        """Give the monthly values of one series.

        Parameters
        ----------
        indicator, group : str
            As ``westwerk list`` names them; ``all`` is everybody.
        region : str, optional
            Name of a region; the province by default.

        Returns
        -------
        pandas.DataFrame
            Columns ``arm, replication, month, region, group, indicator, value``; `month` is the first day.
        """
        only = self._only(indicator, group)
        place = self._region(region)
        frames = [
            tidy(values, only.series, arm, replication, regions=only.regions, first_month=only.first_month)
            for arm in only.arms
            for replication, values in enumerate(only.values[arm])
        ]
        frame = pd.concat(
            [frame.astype({"arm": str, "region": str, "group": str, "indicator": str}) for frame in frames],
            ignore_index=True,
        )
        frame["month"] = pd.to_datetime(frame["month"])
        return frame[frame["region"] == place].reset_index(drop=True)

    def differences(
        self, indicator: str | None = None, group: str = "all", region: str | None = None, *, by_month: bool = False
    ) -> pd.DataFrame:
        """Give paired differences from the reference with their intervals.

        Parameters
        ----------
        indicator : str, optional
            Name of an indicator; all of them by default.
        group : str
            ``all`` or ``dimension=value``.
        region : str, optional
            Name of a region; the province by default.
        by_month : bool
            Every month since January 2012 instead of years and periods; needs an indicator.

        Returns
        -------
        pandas.DataFrame
            Columns of ``summary.csv``; `window` is a year, a period or a month ``YYYY-MM``.
        """
        place = self._region(region)
        if by_month:
            if indicator is None:
                raise UserMistake(
                    nl="Noem bij by_month=True een indicator, bijvoorbeeld 'employed'.",
                    en="Name an indicator with by_month=True, for instance 'employed'.",
                )
            only = self._only(indicator, group)
            windows = month_windows(only.first_month, only.first_month + only.months)
            table = summarise(only, self.model.indicators, windows)
        else:
            table = self.answer.summary
            if indicator is not None:
                self._only(indicator, group)
                table = table[table["indicator"] == indicator]
        return table[(table["group"] == group) & (table["region"] == place)].reset_index(drop=True)

    def cost(self, region: str | None = None) -> pd.DataFrame:
        """Give spending, hours, extra units and what an extra unit takes; see :func:`experiments.cost.cost_table`."""
        return self._rows("cost", region)

    def ranking(self, region: str | None = None) -> pd.DataFrame:
        """Give the rank of every arm, its chance of being best and its regret."""
        return self._rows("ranking", region)

    def interaction(self, region: str | None = None) -> pd.DataFrame:
        """Give what a bundle does beyond the sum of its measures; see :mod:`experiments.interaction`.

        Raises
        ------
        UserMistake
            If no bundle was compared with each of its measures alone and with doing nothing.
        """
        if "interaction" not in self.answer.tables:
            raise UserMistake(
                nl="Noem in arms een bundel, elke maatregel ervan en baseline; dan is te zien wat ze samen doen.",
                en="Name a bundle, each of its measures and baseline in arms; then what they do together can be seen.",
            )
        return self._rows("interaction", region)

    def plot(self, indicator: str = "employed", kind: str = "time", window: str | None = None) -> Picture:
        """Draw one of the pictures of the report.

        Parameters
        ----------
        indicator : str
            What to draw.
        kind : str
            ``time`` (difference by year), ``places`` (difference by region), ``map``, ``course`` (level of each arm) or
            ``cost`` (spending against lasting jobs, whatever the indicator).
        window : str, optional
            Year or period of ``map``; the whole period by default.

        Returns
        -------
        Picture
            Shows itself in a notebook; ``.figure`` is the matplotlib figure, ``.table`` its numbers.
        """
        if kind not in PLOTS:
            raise unknown("figuur", "plot", kind, PLOTS)
        if kind == "cost":
            arms = priced_arms(self._material)
            if not arms:
                raise UserMistake(
                    nl="Van geen enkel scenario is bekend wat het kost.", en="Nobody knows what any scenario costs."
                )
            return draw_cost(self._material, arms)
        self._only(indicator, "all")
        if kind == "places":
            return draw_differences(self._material, indicator, shown_windows(self._material))
        if kind == "map":
            chosen = self.windows[-1] if window is None else window
            if chosen not in self.windows:
                raise unknown("periode", "period", chosen, self.windows)
            return draw_tiles(self._material, indicator, chosen)
        if kind == "course":
            return draw_fan(self._material, indicator)
        return draw_differences_over_time(self._material, (indicator,))

    def save(self, directory: str | Path) -> Path:
        """Write what ``westwerk compare`` writes: results, tables, pictures and report.

        Parameters
        ----------
        directory : str or Path
            Name of a directory that does not exist yet.

        Returns
        -------
        Path
            The directory.

        Raises
        ------
        UserMistake
            If the directory exists or cannot be written.
        """
        with result_directory(str(directory), "compare") as (partial, final):
            write_answer(partial, self.answer, self.model, self.lang)
        return final

    @cached_property
    def _material(self) -> Material:
        """What pictures are drawn from."""
        return make_material(
            self.results,
            self.answer.summary,
            self.answer.information,
            indicators=self.model.indicators,
            language=self.lang,
            published=self.model.published(self.answer.information["configuration"]["region"]),
            cost=self.answer.tables.get("cost"),
        )

    def _only(self, indicator: str, group: str) -> Results:
        """Give the results of one series.

        Raises
        ------
        UserMistake
            If it was not measured.
        """
        names = tuple(dict.fromkeys(name for name, _ in self.results.series))
        if indicator not in names:
            raise unknown("indicator", "indicator", indicator, names)
        groups = tuple(of for name, of in self.results.series if name == indicator)
        if group not in groups:
            raise unknown("groep", "group", group, groups)
        place = self.results.series.index((indicator, group))
        kept = {arm: np.ascontiguousarray(values[..., [place]]) for arm, values in self.results.values.items()}
        whole = self.results
        return Results(whole.arms, ((indicator, group),), whole.regions, whole.first_month, kept, whole.design)

    def _region(self, region: str | None) -> str:
        if region is not None and region not in self.results.regions:
            raise unknown("streek", "region", region, self.results.regions)
        return self.results.province if region is None else region

    def _rows(self, name: str, region: str | None) -> pd.DataFrame:
        table = self._material.cost if name == "cost" else self.answer.tables.get(name)
        if table is None:
            raise UserMistake(
                nl=f"Deze resultaten hebben geen tabel '{name}'; maak ze opnieuw met compare().",
                en=f"These results have no table '{name}'; make them again with compare().",
            )
        return table[table["region"] == self._region(region)].reset_index(drop=True)


def _words(settings: Mapping[str, Any]) -> list[str]:
    """Write settings as the words of a command line, so that they meet the same checks."""
    words = []
    for key, value in settings.items():
        if isinstance(value, Mapping):
            words += [f"{key}.{name}={_written(item)}" for name, item in value.items()]
        else:
            words.append(f"{key}={_written(value)}")
    return words


def _written(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list | tuple):
        return f"[{','.join(map(_written, value))}]"
    return str(value)
