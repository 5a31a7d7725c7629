"""What the tables of a region pack look like, and how one table is read, checked and turned into an array."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from agents.region import (
    ACTIVITIES,
    AGE_BANDS,
    EDUCATIONS,
    HOUSEHOLDS,
    LABOUR_GROUPS,
    ORIGINS,
    SCHOOL_LEVELS,
    SECTORS,
    SEXES,
    SUB_REGIONS,
)

MANIFEST = "sources.yaml"
AGE_BAND_LABELS = tuple(f"{lowest}-{lowest + 4}" for lowest in AGE_BANDS)
OLDEST_IN_STOCKS = 100
OLDEST = 110

Reals = NDArray[np.float64]
Counts = NDArray[np.int64]


class RegionPackError(ValueError):
    """A region pack is missing, incomplete or does not add up."""


@dataclass(frozen=True)
class Layout:
    """Form of one table: key columns with their allowed labels, then value columns.

    Labels ``None`` stand for a column of consecutive whole numbers, such as years.
    """

    keys: tuple[tuple[str, tuple[str, ...] | None], ...]
    values: tuple[str, ...]
    whole: bool = False
    signed: bool = False
    at_most_one: bool = False


def _ages(first: int, last: int) -> tuple[str, ...]:
    return tuple(str(age) for age in range(first, last + 1))


_SUB_REGION = ("sub_region", SUB_REGIONS)
_SEX = ("sex", SEXES)
_AGE_BAND = ("age_band", AGE_BAND_LABELS)
_EDUCATION = ("education_level", EDUCATIONS)

LAYOUTS: dict[str, Layout] = {
    "population": Layout((("year", None), _SUB_REGION, ("age", _ages(0, OLDEST_IN_STOCKS))), SEXES, whole=True),
    "mortality": Layout((("age", _ages(0, OLDEST)),), ("women_recent", "men_recent", "women_2019", "men_2019")),
    "fertility": Layout((("age", None),), ("births_per_woman",), at_most_one=True),
    "births": Layout((_SUB_REGION,), ("fertility_factor",)),
    "newborn_migration": Layout((_SUB_REGION,), ("rate",), signed=True, at_most_one=True),
    "newborns": Layout((_SEX,), ("share_of_births", "mortality"), at_most_one=True),
    "net_migration": Layout(
        (_SUB_REGION, ("age", _ages(0, OLDEST_IN_STOCKS))),
        ("women", "men", "women_rate", "men_rate"),
        signed=True,
    ),
    "activity": Layout((_SEX, ("age", _ages(15, 69)), _EDUCATION), ACTIVITIES, whole=True),
    "workers_by_sector": Layout((_SEX, _AGE_BAND, _EDUCATION), SECTORS),
    "jobs_by_sector": Layout((_SUB_REGION,), SECTORS),
    "jobs_age_education": Layout((("sector", SECTORS), _AGE_BAND), EDUCATIONS),
    "sector_outlook": Layout(
        (("sector", SECTORS),),
        (
            "share_over_50",
            "growth_business_as_usual",
            "growth_observed",
            "outflow_business_as_usual",
            "outflow_longer_working",
            "self_employed_share",
            "self_employed_share_women",
            "self_employed_share_men",
        ),
        signed=True,
        at_most_one=True,
    ),
    "commuting": Layout((("residence", SUB_REGIONS),), (*SUB_REGIONS, "outside", "arrivals_from_outside"), whole=True),
    "household": Layout((_SUB_REGION, _SEX, _AGE_BAND), HOUSEHOLDS, whole=True),
    "origin": Layout((_SEX, _AGE_BAND, _EDUCATION, ("labour_group", LABOUR_GROUPS)), ORIGINS, whole=True),
    "establishments": Layout((("year", None), _SUB_REGION), ("establishment_units",), whole=True),
    "school_leavers": Layout((("school_level", SCHOOL_LEVELS),), ("leavers", "technical_share", "care_share")),
    "pupils": Layout((_SUB_REGION,), ("general", "technical_vocational_arts"), whole=True),
}
PROJECTION_COLUMNS = ("parameter", "sub_region", "age", "value")
RATE_COLUMNS = ("year", "rate", "percent")
FIGURE_COLUMNS = ("id", "value", "unit", "period", "region", "source", "note")
OTHER_TABLES = ("projection_2013", "survey_rates", "figures")


def read_table(folder: Path, table: str) -> pd.DataFrame:
    """Read one table as text."""
    try:
        return pd.read_csv(folder / f"{table}.csv", dtype=str, keep_default_na=False)
    except (OSError, ValueError) as error:
        raise RegionPackError(
            f"Table {table}: the file cannot be read ({error}); save it as comma-separated UTF-8 text."
        ) from error


def require_columns(table: str, frame: pd.DataFrame, columns: Sequence[str]) -> None:
    """Refuse a table that lacks a column."""
    missing = [column for column in columns if column not in frame.columns]
    if missing:
        raise RegionPackError(
            f"Table {table}: column {', '.join(repr(column) for column in missing)} is missing "
            f"(found: {', '.join(map(str, frame.columns))}); add it or restore its name."
        )


def numbers_of(table: str, frame: pd.DataFrame, column: str) -> Reals:
    """Values of a column as finite numbers."""
    values = np.asarray(pd.to_numeric(frame[column], errors="coerce"), dtype=np.float64)
    bad = ~np.isfinite(values)
    if bad.any():
        row = int(np.argmax(bad))
        raise RegionPackError(
            f"Table {table}: {int(bad.sum())} value(s) in column '{column}' are empty or not a number, "
            f"first in line {row + 2} ('{frame[column].iloc[row]}'); fill in a number (0 if there is none)."
        )
    return values


def whole_numbers_of(table: str, frame: pd.DataFrame, column: str) -> Counts:
    """Return the values of a column as whole numbers."""
    values = numbers_of(table, frame, column)
    if not np.array_equal(values, np.round(values)):
        raise RegionPackError(f"Table {table}: column '{column}' has values that are not whole; correct them.")
    return values.astype(np.int64)


def codes_of(table: str, frame: pd.DataFrame, column: str, labels: tuple[str, ...] | None) -> tuple[Counts, int]:
    """Position of each row along one dimension, and the length of that dimension."""
    if labels is None:
        numbers = whole_numbers_of(table, frame, column)
        return numbers - numbers.min(), int(numbers.max() - numbers.min()) + 1
    positions = {label: i for i, label in enumerate(labels)}
    unknown = [label for label in frame[column].unique() if label not in positions]
    if unknown:
        raise RegionPackError(
            f"Table {table}: column '{column}' holds unknown value(s) {', '.join(map(repr, unknown[:5]))}; "
            f"use one of {', '.join(labels[:6])}{' ...' if len(labels) > 6 else ''}."
        )
    return np.asarray([positions[label] for label in frame[column]], dtype=np.int64), len(labels)


def to_array(table: str, frame: pd.DataFrame, layout: Layout) -> Reals:
    """Table as an array with one axis per key column and the value columns last."""
    keys = [column for column, _ in layout.keys]
    require_columns(table, frame, [*keys, *layout.values])
    if frame.empty:
        raise RegionPackError(f"Table {table}: there are no rows; fill the table.")
    places, lengths = zip(*(codes_of(table, frame, column, labels) for column, labels in layout.keys), strict=True)
    flat = np.ravel_multi_index(places, lengths)
    expected = int(np.prod(lengths))
    if len(np.unique(flat)) != len(flat):
        line = int(np.argmax(frame.duplicated(keys).to_numpy())) + 2
        raise RegionPackError(
            f"Table {table}: {len(flat) - len(np.unique(flat))} row(s) repeat the same {', '.join(keys)}, "
            f"first in line {line}; keep one row each."
        )
    if len(flat) != expected:
        raise RegionPackError(
            f"Table {table}: {len(flat)} rows instead of {expected}, {expected - len(flat)} combination(s) "
            f"of {', '.join(keys)} are missing; add them (with 0 if there are none)."
        )
    result = np.empty((expected, len(layout.values)))
    for i, column in enumerate(layout.values):
        values = numbers_of(table, frame, column)
        if not layout.signed and (values < 0).any():
            line = int(np.argmax(values < 0)) + 2
            raise RegionPackError(
                f"Table {table}: column '{column}' is negative in line {line} ({values.min():g}); "
                f"counts and rates here cannot be below 0, so correct the value."
            )
        if layout.at_most_one and (np.abs(values) > 1).any():
            line = int(np.argmax(np.abs(values) > 1)) + 2
            raise RegionPackError(
                f"Table {table}: column '{column}' is {values[line - 2]:g} in line {line}, outside -1 to 1; "
                f"write shares and rates as fractions, not as percentages."
            )
        if layout.whole and not np.array_equal(values, np.round(values)):
            line = int(np.argmax(values != np.round(values))) + 2
            raise RegionPackError(
                f"Table {table}: column '{column}' is not a whole number in line {line} "
                f"({values[line - 2]:g}); persons are counted in whole numbers, so correct the value."
            )
        result[flat, i] = values
    return result.reshape(*lengths, len(layout.values))


def _selected(table: str, frame: pd.DataFrame, rows: Mapping[str, Any]) -> NDArray[np.bool_]:
    """Rows named by a control: a value, a list of values, or a range such as ``16-64``."""
    chosen = np.ones(len(frame), dtype=np.bool_)
    for column, wanted in rows.items():
        require_columns(table, frame, [str(column)])
        present = frame[str(column)]
        if isinstance(wanted, list):
            chosen &= present.isin([str(item) for item in wanted]).to_numpy()
            continue
        text = str(wanted)
        lowest, _, highest = text.partition("-")
        if text not in set(present) and lowest.isdigit() and highest.isdigit():
            numbers = whole_numbers_of(table, frame, str(column))
            chosen &= (numbers >= int(lowest)) & (numbers <= int(highest))
        else:
            chosen &= (present == text).to_numpy()
    return chosen


def check_controls(table: str, frame: pd.DataFrame, controls: Sequence[Mapping[str, Any]]) -> None:
    """Compare sums over rows and columns with the totals stated in the manifest."""
    layout = LAYOUTS.get(table)
    for control in controls:
        rows: Mapping[str, Any] = control.get("rows") or {}
        columns: Sequence[str] = control.get("columns") or (layout.values if layout else ())
        require_columns(table, frame, columns)
        chosen = _selected(table, frame, rows)
        found = float(sum(numbers_of(table, frame, column)[chosen].sum() for column in columns))
        if "total" not in control:
            raise RegionPackError(f"Table {table}: a control in '{MANIFEST}' states no 'total'; add it.")
        stated = float(control["total"])
        if abs(found - stated) > float(control.get("tolerance", 0.0)):
            where = ", ".join(f"{key} {value}" for key, value in rows.items()) or "all rows"
            raise RegionPackError(
                f"Table {table}: the sum over {where} is {found:.10g} but '{MANIFEST}' states {stated:.10g} "
                f"(difference {found - stated:+.10g}); correct the table or the stated total."
            )
