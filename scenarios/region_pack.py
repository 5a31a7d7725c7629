"""Read a region pack: the published figures of a region, checked before anything is built on them.

A pack is a folder of comma-separated tables plus ``sources.yaml``, which names the source, period, unit
and derivation of every table and the totals it must add up to. The shipped packs stand in
``scenarios/regions``; a user's own pack is any folder of the same form.

Every defect is refused with one sentence that names the table, the difference and the remedy.
"""

from __future__ import annotations

import difflib
import hashlib
from collections.abc import Mapping
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
    SECTORS,
    SUB_REGIONS,
    PublishedFigure,
    RegionFigures,
)
from scenarios.pack_tables import (
    FIGURE_COLUMNS,
    LAYOUTS,
    MANIFEST,
    OLDEST,
    OTHER_TABLES,
    PROJECTION_COLUMNS,
    RATE_COLUMNS,
    Counts,
    Reals,
    RegionPackError,
    check_controls,
    codes_of,
    numbers_of,
    read_table,
    require_columns,
    to_array,
    whole_numbers_of,
)

__all__ = ["RegionPackError", "available_regions", "data_versions", "load_region"]

SHIPPED = Path(__file__).parent / "regions"
# Apportioned tables carry six decimals, so their sums can miss a whole total by far less than this.
APPORTIONED_TOLERANCE = 0.01


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
    frames = {table: read_table(folder, table) for table in (*LAYOUTS, *OTHER_TABLES)}
    arrays = {table: to_array(table, frames[table], layout) for table, layout in LAYOUTS.items()}
    for table, entry in manifest["tables"].items():
        if table in frames:
            check_controls(table, frames[table], entry.get("controls") or [])

    first_year = int(whole_numbers_of("population", frames["population"], "year").min())
    establishments_year = int(whole_numbers_of("establishments", frames["establishments"], "year").min())
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
        education_leavers_care_share=_reals(arrays["school_leavers"][:, 2]),
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
        raise RegionPackError(f"There is no region pack '{name}'; available: {', '.join(names) or 'none'}{hint}")
    return SHIPPED / name


def _manifest(folder: Path) -> dict[str, Any]:
    """Contents of ``sources.yaml`` as plain dictionaries."""
    try:
        content = OmegaConf.to_container(OmegaConf.load(folder / MANIFEST), resolve=False)
    except (OmegaConfBaseException, ValueError, OSError) as error:
        raise RegionPackError(f"'{MANIFEST}' cannot be read ({error}); correct the YAML.") from error
    if not isinstance(content, dict) or "region" not in content or not isinstance(content.get("tables"), dict):
        raise RegionPackError(f"'{MANIFEST}' needs the sections 'region' and 'tables'; add what is missing.")
    region = content["region"]
    for key in ("name", "name_nl"):
        if not isinstance(region, dict) or key not in region:
            raise RegionPackError(f"'{MANIFEST}', section 'region', lacks '{key}'; add it.")
    return {str(key): value for key, value in content.items()}


def _require_sources(folder: Path, manifest: Mapping[str, Any]) -> None:
    """Every table that is read must exist and name its source."""
    for table in (*LAYOUTS, *OTHER_TABLES):
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
    older = 1 - figures.jobs_age_education.sum(axis=(1, 2)) / np.maximum(figures.jobs_by_sector.sum(axis=0), 1e-9)
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
            f"Table newborns: the share of boys is {figures.boys_share:.3f}; it should lie near 0.51, so correct it."
        )


def _projection(frame: pd.DataFrame) -> tuple[Counts, Reals, Reals, float]:
    """Read the adjustments that reproduce the projection published in 2013."""
    table = "projection_2013"
    require_columns(table, frame, PROJECTION_COLUMNS)
    values = numbers_of(table, frame, "value")
    shift_rows = (frame["parameter"] == "migration_rate_shift").to_numpy()
    death_rows = (frame["parameter"] == "mortality_factor").to_numpy()
    birth_rows = (frame["parameter"] == "fertility_factor").to_numpy()
    deaths = frame[death_rows]
    knots = whole_numbers_of(table, deaths, "age")
    shifts = frame[shift_rows]
    if len(knots) < 2 or (np.diff(knots) <= 0).any() or int(birth_rows.sum()) != 1:
        raise RegionPackError(
            f"Table {table}: it needs 'mortality_factor' rows with rising ages and one 'fertility_factor' "
            f"row; restore them or refit the table."
        )
    rows, _ = codes_of(table, shifts, "sub_region", SUB_REGIONS)
    ages = whole_numbers_of(table, shifts, "age")
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
    require_columns(table, frame, RATE_COLUMNS)
    percent = numbers_of(table, frame, "percent")
    if ((percent < 0) | (percent > 100)).any():
        raise RegionPackError(f"Table {table}: a rate is outside 0 to 100 percent; correct it.")
    years = whole_numbers_of(table, frame, "year")
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
    require_columns(table, frame, FIGURE_COLUMNS)
    values = numbers_of(table, frame, "value")
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
    first = int(whole_numbers_of("fertility", frame, "age").min())
    if first < 0 or first + len(rates) > OLDEST + 1:
        raise RegionPackError(f"Table fertility: ages must lie between 0 and {OLDEST}; correct column 'age'.")
    result = np.zeros(OLDEST + 1)
    result[first : first + len(rates)] = rates
    return result


def _outlook_columns() -> tuple[str, ...]:
    return LAYOUTS["sector_outlook"].values


def _counts(values: Reals) -> Counts:
    return np.ascontiguousarray(values, dtype=np.int64)


def _reals(values: Reals) -> Reals:
    return np.ascontiguousarray(values, dtype=np.float64)
