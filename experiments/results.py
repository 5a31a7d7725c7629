"""The results of a run: arrays in memory, tidy rows on disk.

In memory a result is one block of numbers per arm. On disk it is one Parquet file with a row per arm,
replication, series, region and month, always in that order, so that the same configuration gives the same
bytes.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
from numpy.typing import NDArray

from experiments.intervals import ONE_DRAW_EACH, Design
from simulation.meetings import GAPS

__all__ = [
    "IndicatorWords",
    "Results",
    "read_results",
    "read_run_information",
    "read_summary",
    "reported_regions",
    "tidy",
    "write_results",
]

Reals = NDArray[np.float64]

_FIRST_MONTH = np.datetime64("2012-01", "M")
_TEXT = pa.dictionary(pa.int32(), pa.string())
_SCHEMA = pa.schema(
    [
        ("arm", _TEXT),
        ("replication", pa.int32()),
        ("month", pa.date32()),
        ("region", _TEXT),
        ("group", _TEXT),
        ("indicator", _TEXT),
        ("value", pa.float64()),
    ]
)
_EMPLOYMENT_RATE_DIMENSIONS = ("sex", "age")
_GAP_GROUPS = tuple(f"gap={gap}" for gap in GAPS)


class IndicatorWords(Protocol):
    """What results and pictures need to know about an indicator."""

    @property
    def unit(self) -> str:
        """Unit of the values, for instance ``persons`` or ``percent``."""

    @property
    def kind(self) -> str:
        """``stock``, ``flow`` or ``rate``; flows add up over months, the others are averaged."""

    @property
    def title_nl(self) -> str:
        """Title in Dutch."""

    @property
    def title_en(self) -> str:
        """Title in English."""


@dataclass(frozen=True, eq=False)
class Results:
    """Monthly measurements of one or more arms with the same replications.

    Attributes
    ----------
    arms : tuple of str
        Names of the arms; the first is the reference.
    series : tuple of (str, str)
        Indicator and group of every measured series.
    regions : tuple of str
        Names of the regions; the last is the whole province.
    first_month : int
        Month number of the first measurement, in months since January 2012.
    values : dict of str to ndarray of float64, shape (replication, month, region, series)
        Measurements by arm, in the unit of the indicator; NaN where undefined or not reported.
    design : Design
        How luck and assumptions were varied over replications.

    Raises
    ------
    ValueError
        If an arm is missing or the shapes disagree.
    """

    arms: tuple[str, ...]
    series: tuple[tuple[str, str], ...]
    regions: tuple[str, ...]
    first_month: int
    values: Mapping[str, Reals]
    design: Design = ONE_DRAW_EACH

    def __post_init__(self) -> None:
        if not self.arms or set(self.arms) != set(self.values):
            raise ValueError(f"the arms {self.arms} and the measured arms {tuple(self.values)} differ")
        first = self.values[self.arms[0]].shape
        for arm in self.arms:
            shape = self.values[arm].shape
            if shape != first or shape[2:] != (len(self.regions), len(self.series)):
                expected = (*first[:2], len(self.regions), len(self.series))
                raise ValueError(f"arm {arm} has shape {shape}; expected {expected}")

    @property
    def reference(self) -> str:
        """Name of the arm that the others are compared with."""
        return self.arms[0]

    @property
    def province(self) -> str:
        """Name of the region that holds the totals."""
        return self.regions[-1]

    @property
    def replications(self) -> int:
        """Number of replications of every arm."""
        return int(self.values[self.arms[0]].shape[0])

    @property
    def months(self) -> int:
        """Number of measured months."""
        return int(self.values[self.arms[0]].shape[1])

    def has(self, indicator: str, group: str = "all") -> bool:
        """Whether this series was measured."""
        return (indicator, group) in self.series

    def monthly(self, arm: str, indicator: str, group: str = "all", region: str | None = None) -> Reals:
        """Values of one series, shape (replication, month); the province unless a region is named.

        Raises
        ------
        ValueError
            If the series or the region was not measured.
        """
        place = self.regions.index(self.province if region is None else region)
        return self.values[arm][:, :, place, self.series.index((indicator, group))]


def reported_regions(indicator: str, group: str, regions: int) -> range:
    """Positions of the regions for which a series is reported; the last region is the province.

    Everybody together is reported for every region. A group is reported for the province only, because in a
    sub-region of a sampled population it holds too few persons. The exceptions are the employment rate by sex and by
    age, and failed meetings by the gap that stopped them, of which there are many.

    Parameters
    ----------
    indicator, group : str
        Name and group of the series.
    regions : int
        Number of regions, province included, at least 1.
    """
    everybody = group == "all"
    broad = indicator.startswith("employment_rate") and group.split("=")[0] in _EMPLOYMENT_RATE_DIMENSIONS
    gap = indicator == "failed_meetings" and group in _GAP_GROUPS
    return range(regions) if everybody or broad or gap else range(regions - 1, regions)


def tidy(
    values: Reals,
    series: Sequence[tuple[str, str]],
    arm: str,
    replication: int,
    *,
    regions: Sequence[str],
    first_month: int = 0,
) -> pd.DataFrame:
    """Tidy rows of one arm and one replication.

    Parameters
    ----------
    values : ndarray of float64, shape (month, region, series)
        Measurements.
    series : sequence of (str, str)
        Indicator and group of each series.
    arm : str
        Name of the arm.
    replication : int
        Number of the replication, from 0.
    regions : sequence of str
        Names of the regions; the last is the province.
    first_month : int
        Month number of the first measurement, in months since January 2012.

    Returns
    -------
    pandas.DataFrame
        Columns ``arm, replication, month, region, group, indicator, value``; texts are categories, `month` is
        the first day, an undefined value is missing. Rows ordered by series, region and month.
    """
    table = _table(values, series, (arm,), 0, replication, regions, first_month)
    return table.to_pandas(date_as_object=True)


def write_results(directory: Path, results: Results, summary: pd.DataFrame, run_information: Mapping[str, Any]) -> None:
    """Write ``monthly.parquet``, ``summary.csv`` and ``run.json`` into an existing directory.

    The Parquet file and the summary depend on the results alone: no date, no duration, no machine.

    Parameters
    ----------
    directory : Path
        Existing directory; files of the same name are replaced.
    results : Results
        Measurements of every arm.
    summary : pandas.DataFrame
        Result of :func:`experiments.statistics.summarise`.
    run_information : mapping
        Content of ``run.json``; values that JSON can hold.

    Raises
    ------
    OSError
        If a file cannot be written.
    """
    with pq.ParquetWriter(
        directory / "monthly.parquet",
        _SCHEMA,
        compression="zstd",
        compression_level=3,
        use_dictionary=["arm", "replication", "month", "region", "group", "indicator"],
        column_encoding={"value": "BYTE_STREAM_SPLIT"},
    ) as writer:
        for position, arm in enumerate(results.arms):
            for replication, values in enumerate(results.values[arm]):
                writer.write_table(
                    _table(
                        values,
                        results.series,
                        results.arms,
                        position,
                        replication,
                        results.regions,
                        results.first_month,
                    )
                )
    summary.to_csv(directory / "summary.csv", index=False, float_format="%.10g", lineterminator="\n")
    text = json.dumps(run_information, ensure_ascii=False, indent=2, default=str)
    (directory / "run.json").write_text(text + "\n", encoding="utf-8")


def read_results(directory: Path) -> Results:
    """Read ``monthly.parquet`` back into arrays; how luck was varied stands in ``run.json``.

    Raises
    ------
    FileNotFoundError
        If the directory holds no results.
    """
    path = directory / "monthly.parquet"
    if not path.is_file():
        raise FileNotFoundError(f"{directory} holds no monthly.parquet: give the directory of a finished run")
    blocks: dict[str, list[Reals]] = {}
    series: tuple[tuple[str, str], ...] = ()
    regions: tuple[str, ...] = ()
    layout: tuple[NDArray[np.int64], ...] = ()
    first_month = months = 0
    with pq.ParquetFile(path) as file:
        for row_group in range(file.num_row_groups):
            columns = ["arm", "value"] if layout else None
            table = file.read_row_group(row_group, columns=columns)
            if not layout:
                frame = table.to_pandas(date_as_object=False)
                first_month = int((frame["month"].min().to_datetime64().astype("M8[M]") - _FIRST_MONTH).astype(int))
                month = (frame["month"].to_numpy().astype("M8[M]") - _FIRST_MONTH).astype(np.int64) - first_month
                months = int(month.max()) + 1
                pairs = list(zip(frame["indicator"].astype(str), frame["group"].astype(str), strict=True))
                series = tuple(dict.fromkeys(pairs))
                # The categories keep the order in which the regions were written: the province comes last.
                regions = tuple(str(name) for name in frame["region"].cat.categories)
                series_position = {pair: position for position, pair in enumerate(series)}
                layout = (
                    month,
                    frame["region"].cat.codes.to_numpy(np.int64),
                    np.array([series_position[pair] for pair in pairs], dtype=np.int64),
                )
            block = np.full((months, len(regions), len(series)), np.nan)
            block[layout] = table.column("value").to_numpy()
            blocks.setdefault(str(table.column("arm")[0].as_py()), []).append(block)
    return Results(
        arms=tuple(blocks),
        series=series,
        regions=regions,
        first_month=first_month,
        values={arm: np.stack(measured) for arm, measured in blocks.items()},
        design=_design(directory),
    )


def _design(directory: Path) -> Design:
    """How luck and assumptions were varied, from the settings of a run; as a default run without ``run.json``."""
    settings = read_run_information(directory).get("configuration", {}) if (directory / "run.json").is_file() else {}
    return Design(int(settings.get("luck_per_draw", 1)), bool(settings.get("uncertainty", True)))


def read_run_information(directory: Path) -> dict[str, Any]:
    """Read ``run.json``.

    Raises
    ------
    FileNotFoundError
        If the directory holds no ``run.json``.
    """
    path = directory / "run.json"
    if not path.is_file():
        raise FileNotFoundError(f"{directory} holds no run.json: give the directory of a finished run")
    content: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return content


def read_summary(directory: Path) -> pd.DataFrame:
    """Read ``summary.csv`` with the texts as texts, also where a window is called after a year."""
    texts = dict.fromkeys(("arm", "reference", "indicator", "group", "region", "window"), str)
    return pd.read_csv(directory / "summary.csv", dtype=texts)


def _table(
    values: Reals,
    series: Sequence[tuple[str, str]],
    arms: Sequence[str],
    arm: int,
    replication: int,
    regions: Sequence[str],
    first_month: int,
) -> pa.Table:
    """Rows of one arm and replication; the dictionaries are the same for every block of a file."""
    months = values.shape[0]
    places = [
        (number, place)
        for number, (indicator, group) in enumerate(series)
        for place in reported_regions(indicator, group, len(regions))
    ]
    series_number, region_number = np.array(places, dtype=np.int32).reshape(-1, 2).T
    indicators = tuple(dict.fromkeys(indicator for indicator, _ in series))
    groups = tuple(dict.fromkeys(group for _, group in series))
    indicator_code = np.array([indicators.index(indicator) for indicator, _ in series], dtype=np.int32)
    group_code = np.array([groups.index(group) for _, group in series], dtype=np.int32)
    rows = len(places) * months
    dates = (_FIRST_MONTH + np.arange(first_month, first_month + months)).astype("M8[D]")
    column = np.ascontiguousarray(values[:, region_number, series_number].T).ravel()

    def text(codes: NDArray[np.int32], words: Sequence[str]) -> pa.DictionaryArray:
        return pa.DictionaryArray.from_arrays(pa.array(codes), pa.array(list(words), pa.string()))

    return pa.table(
        [
            text(np.full(rows, arm, dtype=np.int32), arms),
            pa.array(np.full(rows, replication, dtype=np.int32)),
            pa.array(np.tile(dates, len(places)), pa.date32()),
            text(np.repeat(region_number, months).astype(np.int32), regions),
            text(np.repeat(group_code[series_number], months), groups),
            text(np.repeat(indicator_code[series_number], months), indicators),
            pa.array(column, from_pandas=True),
        ],
        schema=_SCHEMA,
    )
