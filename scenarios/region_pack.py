"""Read a region pack: the published figures of a region, checked before anything is built on them.

A pack is a folder of comma-separated tables plus ``sources.yaml``, which names the source, period, unit
and derivation of every table and the totals it must add up to. The shipped packs stand in
``scenarios/regions``; a user's own pack is any folder of the same form.

Every defect is refused with one sentence that names the table, the difference and the remedy.
"""

from __future__ import annotations

import difflib
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from omegaconf import OmegaConf
from omegaconf.errors import OmegaConfBaseException

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
    PublishedFigure,
    RegionFigures,
)

__all__ = ["RegionPackError", "available_regions", "data_versions", "load_region"]

SHIPPED = Path(__file__).parent / "regions"
MANIFEST = "sources.yaml"
AGE_BAND_LABELS = tuple(f"{lowest}-{lowest + 4}" for lowest in AGE_BANDS)
OLDEST_IN_STOCKS = 100
OLDEST = 110
# Apportioned tables carry six decimals, so their sums can miss a whole total by far less than this.
APPORTIONED_TOLERANCE = 0.01

Reals = NDArray[np.float64]
Counts = NDArray[np.int64]


class RegionPackError(ValueError):
    """A region pack is missing, incomplete or does not add up."""


@dataclass(frozen=True)
class _Layout:
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

_LAYOUTS: dict[str, _Layout] = {
    "population": _Layout(
        (("year", None), _SUB_REGION, ("age", _ages(0, OLDEST_IN_STOCKS))), SEXES, whole=True
    ),
    "mortality": _Layout(
        (("age", _ages(0, OLDEST)),), ("women_recent", "men_recent", "women_2019", "men_2019")
    ),
    "fertility": _Layout((("age", None),), ("births_per_woman",), at_most_one=True),
    "births": _Layout((_SUB_REGION,), ("fertility_factor",)),
    "newborn_migration": _Layout((_SUB_REGION,), ("rate",), signed=True, at_most_one=True),
    "newborns": _Layout((_SEX,), ("share_of_births", "mortality"), at_most_one=True),
    "net_migration": _Layout(
        (_SUB_REGION, ("age", _ages(0, OLDEST_IN_STOCKS))),
        ("women", "men", "women_rate", "men_rate"),
        signed=True,
    ),
    "activity": _Layout((_SEX, ("age", _ages(15, 69)), _EDUCATION), ACTIVITIES, whole=True),
    "workers_by_sector": _Layout((_SEX, _AGE_BAND, _EDUCATION), SECTORS),
    "jobs_by_sector": _Layout((_SUB_REGION,), SECTORS),
    "jobs_age_education": _Layout((("sector", SECTORS), _AGE_BAND), EDUCATIONS),
    "sector_outlook": _Layout(
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
    "commuting": _Layout(
        (("residence", SUB_REGIONS),), (*SUB_REGIONS, "outside", "arrivals_from_outside"), whole=True
    ),
    "household": _Layout((_SUB_REGION, _SEX, _AGE_BAND), HOUSEHOLDS, whole=True),
    "origin": _Layout((_SEX, _AGE_BAND, _EDUCATION, ("labour_group", LABOUR_GROUPS)), ORIGINS, whole=True),
    "establishments": _Layout((("year", None), _SUB_REGION), ("establishment_units",), whole=True),
    "school_leavers": _Layout((("school_level", SCHOOL_LEVELS),), ("leavers", "technical_share")),
    "pupils": _Layout((_SUB_REGION,), ("general", "technical_vocational_arts"), whole=True),
}
_PROJECTION_COLUMNS = ("parameter", "sub_region", "age", "value")
_RATE_COLUMNS = ("year", "rate", "percent")
_FIGURE_COLUMNS = ("id", "value", "unit", "period", "region", "source", "note")
_OTHER_TABLES = ("projection_2013", "survey_rates", "figures")


def available_regions() -> tuple[str, ...]:
    """Names of the shipped region packs, in alphabetical order.

    Returns
    -------
    tuple of str
        Folder names under ``scenarios/regions`` that hold a manifest.
    """
    return tuple(sorted(path.parent.name for path in SHIPPED.glob(f"*/{MANIFEST}")))


def data_versions(name: str = "west_flanders", directory: Path | None = None) -> dict[str, str]:
    """Identify the data of a pack by content, for the provenance of a run.

    Parameters
    ----------
    name : str
        Name of a shipped pack; ignored when `directory` is given.
    directory : Path, optional
        Folder of a user's own pack.

    Returns
    -------
    dict of str to str
        ``region_pack`` (name) and ``region_pack_sha256`` (hash over the names and bytes of all tables and
        the manifest; it does not depend on where the pack is stored).

    Raises
    ------
    RegionPackError
        If there is no such pack.
    """
    folder = _folder(name, directory)
    digest = hashlib.sha256()
    for path in sorted(folder.iterdir()):
        if path.suffix in (".csv", ".yaml"):
            digest.update(path.name.encode())
            digest.update(b"\0")
            digest.update(path.read_bytes())
            digest.update(b"\0")
    return {"region_pack": folder.name, "region_pack_sha256": digest.hexdigest()}


def load_region(name: str = "west_flanders", directory: Path | None = None) -> RegionFigures:
    """Read and check a region pack.

    Parameters
    ----------
    name : str
        Name of a shipped pack, see `available_regions`; ignored when `directory` is given.
    directory : Path, optional
        Folder of a user's own pack, with the same tables and a ``sources.yaml``.

    Returns
    -------
    RegionFigures
        All figures; shapes and units stand with the class.

    Raises
    ------
    RegionPackError
        If the pack or a table is missing, a column is missing, a value is empty, negative or out of range,
        rows are missing or repeated, or a stated or cross-table total is not met.
    """
    folder = _folder(name, directory)
    manifest = _manifest(folder)
    _require_sources(folder, manifest)
    frames = {table: _read(folder, table) for table in (*_LAYOUTS, *_OTHER_TABLES)}
    arrays = {table: _to_array(table, frames[table], layout) for table, layout in _LAYOUTS.items()}
    for table, entry in manifest["tables"].items():
        if table in frames:
            _check_controls(table, frames[table], entry.get("controls") or [])

    first_year = int(_whole_numbers("population", frames["population"], "year").min())
    establishments_year = int(_whole_numbers("establishments", frames["establishments"], "year").min())
    population = np.ascontiguousarray(arrays["population"].transpose(0, 1, 3, 2))
    mortality = arrays["mortality"].T
    migration = arrays["net_migration"].transpose(0, 2, 1)
    outlook = {column: arrays["sector_outlook"][:, i] for i, column in enumerate(_outlook_columns())}
    knots, shift, factor, fertility_factor = _projection(frames["projection_2013"])
    rates = _survey_rates(frames["survey_rates"])
    targets = _figures(frames["figures"])
    with_staff = targets.get("establishments_with_staff_share")
    if with_staff is None or not 0 < with_staff.value <= 100:
        raise RegionPackError(
            "Table figures: the row 'establishments_with_staff_share' is missing or not between 0 and 100; "
            "add it in percent."
        )

    figures = RegionFigures(
        name=str(manifest["region"]["name"]),
        name_nl=str(manifest["region"]["name_nl"]),
        population_first_year=first_year,
        population=_counts(population),
        mortality=_reals(mortality[:2]),
        mortality_later=_reals(mortality[2:]),
        newborn_mortality=_reals(arrays["newborns"][:, 1]),
        fertility=_fertility(frames["fertility"], arrays["fertility"][:, 0]),
        fertility_by_sub_region=_reals(arrays["births"][:, 0]),
        boys_share=float(arrays["newborns"][1, 0]),
        net_migration=_reals(migration[:, :2]),
        net_migration_rate=_reals(migration[:, 2:]),
        newborn_net_migration_rate=_reals(arrays["newborn_migration"][:, 0]),
        projection_ages=knots,
        projection_migration_shift=shift,
        projection_mortality_factor=factor,
        projection_fertility_factor=fertility_factor,
        activity=_counts(arrays["activity"]),
        workers_by_sector=_reals(arrays["workers_by_sector"]),
        self_employed_share_by_sector=_reals(outlook["self_employed_share"]),
        self_employed_share_by_sex_and_sector=_reals(
            np.stack([outlook["self_employed_share_women"], outlook["self_employed_share_men"]])
        ),
        jobs_by_sector=_reals(arrays["jobs_by_sector"]),
        jobs_age_education=_reals(arrays["jobs_age_education"]),
        commuting=_counts(arrays["commuting"][:, :-1]),
        in_commuters=_counts(arrays["commuting"][:, -1]),
        household=_counts(arrays["household"]),
        origin=_counts(arrays["origin"]),
        establishments=_counts(arrays["establishments"][0, :, 0]),
        establishments_year=establishments_year,
        establishments_with_staff_share=with_staff.value / 100,
        share_over_50_by_sector=_reals(outlook["share_over_50"]),
        growth_by_sector=_reals(outlook["growth_business_as_usual"]),
        growth_by_sector_observed=_reals(outlook["growth_observed"]),
        outflow_by_sector=_reals(outlook["outflow_business_as_usual"]),
        outflow_by_sector_longer_working=_reals(outlook["outflow_longer_working"]),
        education_leavers=_counts(arrays["school_leavers"][:, 0]),
        education_leavers_technical_share=_reals(arrays["school_leavers"][:, 1]),
        pupils=_counts(arrays["pupils"]),
        employment_rate=rates["employment_rate_20_64"],
        unemployment_rate=rates["unemployment_rate"],
        targets=targets,
    )
    _check_across_tables(figures)
    return figures


def _folder(name: str, directory: Path | None) -> Path:
    """Folder of a pack; refuses a name or path that is not one."""
    if directory is not None:
        folder = Path(directory)
        if not (folder / MANIFEST).is_file():
            raise RegionPackError(
                f"The folder '{folder}' holds no '{MANIFEST}'; give the folder of a region pack, "
                f"or copy 'scenarios/regions/west_flanders' and change it."
            )
        return folder
    names = available_regions()
    if name not in names:
        close = difflib.get_close_matches(str(name).lower(), names, n=1, cutoff=0.0)
        hint = f"; did you mean '{close[0]}'?" if close else "."
        raise RegionPackError(
            f"There is no region pack '{name}'; available: {', '.join(names) or 'none'}{hint}"
        )
    return SHIPPED / name


def _manifest(folder: Path) -> dict[str, Any]:
    """Contents of ``sources.yaml`` as plain dictionaries."""
    try:
        content = OmegaConf.to_container(OmegaConf.load(folder / MANIFEST), resolve=False)
    except (OmegaConfBaseException, ValueError, OSError) as error:
        raise RegionPackError(f"'{MANIFEST}' cannot be read ({error}); correct the YAML.") from error
    if (
        not isinstance(content, dict)
        or "region" not in content
        or not isinstance(content.get("tables"), dict)
    ):
        raise RegionPackError(f"'{MANIFEST}' needs the sections 'region' and 'tables'; add what is missing.")
    region = content["region"]
    for key in ("name", "name_nl"):
        if not isinstance(region, dict) or key not in region:
            raise RegionPackError(f"'{MANIFEST}', section 'region', lacks '{key}'; add it.")
    return {str(key): value for key, value in content.items()}


def _require_sources(folder: Path, manifest: Mapping[str, Any]) -> None:
    """Every table that is read must exist and name its source."""
    for table in (*_LAYOUTS, *_OTHER_TABLES):
        if not (folder / f"{table}.csv").is_file():
            raise RegionPackError(f"Table {table}: the file '{table}.csv' is missing; add it to the pack.")
        entry = manifest["tables"].get(table)
        stated = entry if isinstance(entry, dict) else {}
        missing = [key for key in ("title", "source", "period", "unit", "licence") if not stated.get(key)]
        if missing:
            raise RegionPackError(
                f"Table {table}: '{MANIFEST}' does not state its {', '.join(missing)}; add it so that every "
                f"number can be traced."
            )


def _read(folder: Path, table: str) -> pd.DataFrame:
    try:
        return pd.read_csv(folder / f"{table}.csv", dtype=str, keep_default_na=False)
    except (OSError, ValueError) as error:
        raise RegionPackError(
            f"Table {table}: the file cannot be read ({error}); save it as comma-separated UTF-8 text."
        ) from error


def _require_columns(table: str, frame: pd.DataFrame, columns: Sequence[str]) -> None:
    missing = [column for column in columns if column not in frame.columns]
    if missing:
        raise RegionPackError(
            f"Table {table}: column {', '.join(repr(column) for column in missing)} is missing "
            f"(found: {', '.join(map(str, frame.columns))}); add it or restore its name."
        )


def _numbers(table: str, frame: pd.DataFrame, column: str) -> Reals:
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


def _whole_numbers(table: str, frame: pd.DataFrame, column: str) -> Counts:
    values = _numbers(table, frame, column)
    if not np.array_equal(values, np.round(values)):
        raise RegionPackError(
            f"Table {table}: column '{column}' has values that are not whole; correct them."
        )
    return values.astype(np.int64)


def _codes(
    table: str, frame: pd.DataFrame, column: str, labels: tuple[str, ...] | None
) -> tuple[Counts, int]:
    """Position of each row along one dimension, and the length of that dimension."""
    if labels is None:
        numbers = _whole_numbers(table, frame, column)
        return numbers - numbers.min(), int(numbers.max() - numbers.min()) + 1
    positions = {label: i for i, label in enumerate(labels)}
    unknown = [label for label in frame[column].unique() if label not in positions]
    if unknown:
        raise RegionPackError(
            f"Table {table}: column '{column}' holds unknown value(s) {', '.join(map(repr, unknown[:5]))}; "
            f"use one of {', '.join(labels[:6])}{' ...' if len(labels) > 6 else ''}."
        )
    return np.asarray([positions[label] for label in frame[column]], dtype=np.int64), len(labels)


def _to_array(table: str, frame: pd.DataFrame, layout: _Layout) -> Reals:
    """Table as an array with one axis per key column and the value columns last."""
    keys = [column for column, _ in layout.keys]
    _require_columns(table, frame, [*keys, *layout.values])
    if frame.empty:
        raise RegionPackError(f"Table {table}: there are no rows; fill the table.")
    places, lengths = zip(
        *(_codes(table, frame, column, labels) for column, labels in layout.keys), strict=True
    )
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
        values = _numbers(table, frame, column)
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
        _require_columns(table, frame, [str(column)])
        present = frame[str(column)]
        if isinstance(wanted, list):
            chosen &= present.isin([str(item) for item in wanted]).to_numpy()
            continue
        text = str(wanted)
        lowest, _, highest = text.partition("-")
        if text not in set(present) and lowest.isdigit() and highest.isdigit():
            numbers = _whole_numbers(table, frame, str(column))
            chosen &= (numbers >= int(lowest)) & (numbers <= int(highest))
        else:
            chosen &= (present == text).to_numpy()
    return chosen


def _check_controls(table: str, frame: pd.DataFrame, controls: Sequence[Mapping[str, Any]]) -> None:
    """Compare sums over rows and columns with the totals stated in the manifest."""
    layout = _LAYOUTS.get(table)
    for control in controls:
        rows: Mapping[str, Any] = control.get("rows") or {}
        columns: Sequence[str] = control.get("columns") or (layout.values if layout else ())
        _require_columns(table, frame, columns)
        chosen = _selected(table, frame, rows)
        found = float(sum(_numbers(table, frame, column)[chosen].sum() for column in columns))
        if "total" not in control:
            raise RegionPackError(f"Table {table}: a control in '{MANIFEST}' states no 'total'; add it.")
        stated = float(control["total"])
        if abs(found - stated) > float(control.get("tolerance", 0.0)):
            where = ", ".join(f"{key} {value}" for key, value in rows.items()) or "all rows"
            raise RegionPackError(
                f"Table {table}: the sum over {where} is {found:.10g} but '{MANIFEST}' states {stated:.10g} "
                f"(difference {found - stated:+.10g}); correct the table or the stated total."
            )


def _check_across_tables(figures: RegionFigures) -> None:
    """Tables taken from the same publication must agree where they overlap."""
    bands = len(AGE_BANDS)
    by_band = figures.activity.reshape(2, bands, 5, len(EDUCATIONS), len(ACTIVITIES)).sum(axis=2)
    employed = by_band[..., :2].sum(axis=-1)
    groups = np.stack([employed, by_band[..., 2], by_band[..., 3:].sum(axis=-1)], axis=-1)
    pairs: tuple[tuple[str, str, NDArray[Any], NDArray[Any]], ...] = (
        ("household", "activity", figures.household.sum(axis=(0, 3)), by_band.sum(axis=(2, 3))),
        ("origin", "activity", figures.origin.sum(axis=-1), groups),
        ("workers_by_sector", "activity", figures.workers_by_sector.sum(axis=-1), employed),
    )
    for left_name, right_name, left, right in pairs:
        worst = float(np.abs(left - right).max())
        if worst > APPORTIONED_TOLERANCE:
            raise RegionPackError(
                f"Table {left_name}: it differs from table {right_name} by up to {worst:.10g} persons in one "
                f"group; take both from the same census and correct the one that changed."
            )
    # Persons over 69 hold jobs too, so the table by age may only be a little below the total by sector.
    older = 1 - figures.jobs_age_education.sum(axis=(1, 2)) / np.maximum(
        figures.jobs_by_sector.sum(axis=0), 1e-9
    )
    if (older < -1e-6).any() or older.max() > 0.25:
        sector = int(np.argmax(np.abs(older)))
        raise RegionPackError(
            f"Table jobs_age_education: for '{SECTORS[sector]}' it differs from table jobs_by_sector by "
            f"{-100 * older[sector]:.1f}%; it may only be lower, by the jobs of persons over 69, so correct "
            f"one of them."
        )
    share = float(abs(figures.boys_share - 0.5))
    if share > 0.05:
        raise RegionPackError(
            f"Table newborns: the share of boys is {figures.boys_share:.3f}; it should lie near 0.51, "
            f"so correct it."
        )


def _projection(frame: pd.DataFrame) -> tuple[Counts, Reals, Reals, float]:
    """Read the adjustments that reproduce the projection published in 2013."""
    table = "projection_2013"
    _require_columns(table, frame, _PROJECTION_COLUMNS)
    values = _numbers(table, frame, "value")
    shift_rows = (frame["parameter"] == "migration_rate_shift").to_numpy()
    death_rows = (frame["parameter"] == "mortality_factor").to_numpy()
    birth_rows = (frame["parameter"] == "fertility_factor").to_numpy()
    deaths = frame[death_rows]
    knots = _whole_numbers(table, deaths, "age")
    shifts = frame[shift_rows]
    if len(knots) < 2 or (np.diff(knots) <= 0).any() or int(birth_rows.sum()) != 1:
        raise RegionPackError(
            f"Table {table}: it needs 'mortality_factor' rows with rising ages and one 'fertility_factor' "
            f"row; restore them or refit the table."
        )
    rows, _ = _codes(table, shifts, "sub_region", SUB_REGIONS)
    ages = _whole_numbers(table, shifts, "age")
    shift = np.full((len(SUB_REGIONS), len(knots)), np.nan)
    for row, age, value in zip(rows, ages, values[shift_rows], strict=True):
        shift[row, knots == age] = value
    if np.isnan(shift).any():
        raise RegionPackError(
            f"Table {table}: {int(np.isnan(shift).sum())} 'migration_rate_shift' row(s) are missing; every "
            f"sub-region needs one for each age of 'mortality_factor'."
        )
    factor = values[death_rows]
    if (factor <= 0).any() or values[birth_rows][0] <= 0:
        raise RegionPackError(f"Table {table}: a factor is not above 0; correct it.")
    return knots, shift, factor, float(values[birth_rows][0])


def _survey_rates(frame: pd.DataFrame) -> dict[str, dict[int, float]]:
    table = "survey_rates"
    _require_columns(table, frame, _RATE_COLUMNS)
    percent = _numbers(table, frame, "percent")
    if ((percent < 0) | (percent > 100)).any():
        raise RegionPackError(f"Table {table}: a rate is outside 0 to 100 percent; correct it.")
    years = _whole_numbers(table, frame, "year")
    result: dict[str, dict[int, float]] = {"employment_rate_20_64": {}, "unemployment_rate": {}}
    for year, rate, value in zip(years, frame["rate"], percent, strict=True):
        if rate not in result:
            raise RegionPackError(
                f"Table {table}: unknown rate '{rate}'; use 'employment_rate_20_64' or 'unemployment_rate'."
            )
        result[rate][int(year)] = float(value)
    return result


def _figures(frame: pd.DataFrame) -> dict[str, PublishedFigure]:
    table = "figures"
    _require_columns(table, frame, _FIGURE_COLUMNS)
    values = _numbers(table, frame, "value")
    repeated = frame["id"][frame["id"].duplicated()]
    if len(repeated):
        raise RegionPackError(f"Table {table}: the id '{repeated.iloc[0]}' occurs twice; keep one row each.")
    for column in ("unit", "period", "region", "source"):
        empty = (frame[column] == "").to_numpy()
        if empty.any():
            raise RegionPackError(
                f"Table {table}: '{frame['id'].iloc[int(np.argmax(empty))]}' has no {column}; fill it in so "
                f"that the number can be traced."
            )
    return {
        str(row.id): PublishedFigure(
            float(value), str(row.unit), str(row.period), str(row.region), str(row.source), str(row.note)
        )
        for row, value in zip(frame.itertuples(index=False), values, strict=True)
    }


def _fertility(frame: pd.DataFrame, rates: Reals) -> Reals:
    """Place the fertile ages on the scale of all ages."""
    first = int(_whole_numbers("fertility", frame, "age").min())
    if first < 0 or first + len(rates) > OLDEST + 1:
        raise RegionPackError(f"Table fertility: ages must lie between 0 and {OLDEST}; correct column 'age'.")
    result = np.zeros(OLDEST + 1)
    result[first : first + len(rates)] = rates
    return result


def _outlook_columns() -> tuple[str, ...]:
    return _LAYOUTS["sector_outlook"].values


def _counts(values: Reals) -> Counts:
    return np.ascontiguousarray(values, dtype=np.int64)


def _reals(values: Reals) -> Reals:
    return np.ascontiguousarray(values, dtype=np.float64)
