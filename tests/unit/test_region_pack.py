"""The region pack is read completely, ties to published totals and refuses every kind of defect."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

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
    RegionFigures,
)
from scenarios.refresh import statbel_population
from scenarios.region_pack import SHIPPED, RegionPackError, available_regions, data_versions, load_region
from simulation.demography import dependency_ratio, internal_ageing, throughput_coefficient


@pytest.fixture(scope="module")
def figures() -> RegionFigures:
    return load_region()


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SHIPPED / "west_flanders", tmp_path / "own_pack"))


def change(pack: Path, table: str, row: int, column: str, value: str) -> str:
    """Overwrite one cell and return what stood there."""
    frame = pd.read_csv(pack / f"{table}.csv", dtype=str, keep_default_na=False)
    before = str(frame.loc[row, column])
    frame.loc[row, column] = value
    frame.to_csv(pack / f"{table}.csv", index=False)
    return before


def refusal(pack: Path) -> str:
    with pytest.raises(RegionPackError) as caught:
        load_region(directory=pack)
    return str(caught.value)


def test_shapes(figures: RegionFigures) -> None:
    regions, sexes, bands = len(SUB_REGIONS), len(SEXES), len(AGE_BANDS)
    educations, sectors = len(EDUCATIONS), len(SECTORS)
    expected = {
        "population": (7, regions, sexes, 101),
        "mortality": (sexes, 111),
        "mortality_later": (sexes, 111),
        "newborn_mortality": (sexes,),
        "fertility": (111,),
        "fertility_by_sub_region": (regions,),
        "net_migration": (regions, sexes, 101),
        "net_migration_rate": (regions, sexes, 101),
        "newborn_net_migration_rate": (regions,),
        "activity": (sexes, 55, educations, len(ACTIVITIES)),
        "workers_by_sector": (sexes, bands, educations, sectors),
        "self_employed_share_by_sector": (sectors,),
        "self_employed_share_by_sex_and_sector": (sexes, sectors),
        "jobs_by_sector": (regions, sectors),
        "jobs_age_education": (sectors, bands, educations),
        "commuting": (regions, regions + 1),
        "in_commuters": (regions,),
        "household": (regions, sexes, bands, len(HOUSEHOLDS)),
        "origin": (sexes, bands, educations, len(LABOUR_GROUPS), len(ORIGINS)),
        "establishments": (regions,),
        "share_over_50_by_sector": (sectors,),
        "growth_by_sector": (sectors,),
        "outflow_by_sector": (sectors,),
        "education_leavers": (len(SCHOOL_LEVELS),),
        "pupils": (regions, 2),
    }
    for field, shape in expected.items():
        array = getattr(figures, field)
        assert array.shape == shape, field
        assert np.isfinite(array).all(), field
        assert array.flags.c_contiguous, field


@pytest.mark.parametrize(
    ("year", "youngest", "oldest", "persons"),
    [
        (2009, 0, 100, 1_155_290),
        (2011, 0, 100, 1_164_967),
        (2012, 0, 100, 1_169_990),
        (2013, 0, 100, 1_173_019),
        (2014, 0, 100, 1_175_508),
        (2015, 0, 100, 1_178_996),
        (2012, 15, 64, 745_835),
        (2015, 15, 64, 741_762),
        (2011, 16, 64, 733_745),
        (2012, 16, 64, 733_057),
        (2015, 16, 64, 729_927),
        (2012, 20, 64, 678_757),
        (2009, 65, 100, 233_708),
        (2012, 65, 100, 247_894),
    ],
)
def test_population_ties_to_published_totals(
    figures: RegionFigures, year: int, youngest: int, oldest: int, persons: int
) -> None:
    stock = figures.population[year - figures.population_first_year]
    assert stock[..., youngest : oldest + 1].sum() == persons


def test_published_indicators_of_2012_are_reproduced(figures: RegionFigures) -> None:
    stock = figures.population[2012 - figures.population_first_year].sum(axis=1)
    areas = {name.lower().replace("-", "_"): stock[i] for i, name in enumerate(SUB_REGIONS)}
    areas["west_flanders"] = stock.sum(axis=0)
    measures = {
        "throughput_coefficient": throughput_coefficient,
        "dependency_ratio": dependency_ratio,
        "internal_ageing": internal_ageing,
    }
    for area, ages in areas.items():
        for name, measure in measures.items():
            published = figures.targets[f"observed_2012_{name}_{area}"].value
            assert round(float(measure(ages)), 1) == published, (area, name)


def test_census_margins_agree(figures: RegionFigures) -> None:
    by_band = figures.activity.reshape(2, len(AGE_BANDS), 5, len(EDUCATIONS), len(ACTIVITIES)).sum(axis=2)
    assert np.array_equal(figures.household.sum(axis=(0, 3)), by_band.sum(axis=(2, 3)))
    assert np.array_equal(figures.origin.sum(axis=4)[..., 1], by_band[..., 2])
    assert np.allclose(figures.workers_by_sector.sum(axis=3), by_band[..., :2].sum(axis=3), atol=1e-4)


def test_employment_rates_equal_the_published_ones(figures: RegionFigures) -> None:
    by_age = figures.activity.sum(axis=(0, 2)).reshape(len(AGE_BANDS), 5, -1).sum(axis=1)
    for band, youngest in enumerate(AGE_BANDS[:-1]):
        published = figures.targets[f"census_employment_rate_age_{youngest}_{youngest + 4}"].value
        assert round(100 * by_age[band, :2].sum() / by_age[band].sum(), 1) == published


def test_jobs_and_commuting(figures: RegionFigures) -> None:
    assert figures.jobs_by_sector.sum() == pytest.approx(475_593, abs=0.01)
    assert figures.commuting.sum() == 498_427
    assert figures.in_commuters.sum() == 47_719
    staying = 100 * np.diag(figures.commuting) / figures.commuting.sum(axis=1)
    assert staying.round(1).tolist() == [72.1, 58.7, 66.4, 67.5, 70.1]


def test_every_target_is_traceable(figures: RegionFigures) -> None:
    assert len(figures.targets) > 150
    assert "unreliable" in figures.targets["projection_2025_dependency_ratio_brugge"].note
    for name, figure in figures.targets.items():
        assert np.isfinite(figure.value), name
        assert figure.unit and figure.period and figure.region and figure.source, name


def test_unknown_region_names_the_available_and_the_closest() -> None:
    with pytest.raises(RegionPackError, match=r"available: .*west_flanders.*did you mean 'west_flanders'"):
        load_region("west_vlaanderen")
    assert "west_flanders" in available_regions()


def test_folder_without_manifest_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RegionPackError, match="holds no"):
        load_region(directory=tmp_path)


def test_own_pack_is_accepted_and_identified_by_content(pack: Path, figures: RegionFigures) -> None:
    own = load_region(directory=pack)
    assert np.array_equal(own.population, figures.population)
    shipped = data_versions()["region_pack_sha256"]
    assert data_versions(directory=pack)["region_pack_sha256"] == shipped
    change(pack, "pupils", 0, "general", "5349")
    assert data_versions(directory=pack)["region_pack_sha256"] != shipped


def test_missing_table_is_refused(pack: Path) -> None:
    (pack / "origin.csv").unlink()
    assert "Table origin" in refusal(pack)


def test_missing_source_is_refused(pack: Path) -> None:
    text = (pack / "sources.yaml").read_text()
    (pack / "sources.yaml").write_text(text.replace("  pupils:\n    title:", "  pupils:\n    heading:"))
    message = refusal(pack)
    assert "Table pupils" in message and "title" in message


@pytest.mark.parametrize("table", ["population", "household", "figures", "projection_2013", "survey_rates"])
def test_missing_column_is_refused(pack: Path, table: str) -> None:
    frame = pd.read_csv(pack / f"{table}.csv", dtype=str, keep_default_na=False)
    column = str(frame.columns[1])
    frame.rename(columns={column: "wrong"}).to_csv(pack / f"{table}.csv", index=False)
    message = refusal(pack)
    assert f"Table {table}" in message and repr(column) in message


def test_wrong_total_is_refused_with_the_difference(pack: Path) -> None:
    frame = pd.read_csv(pack / "population.csv")
    row = int(np.argmax((frame["year"] == 2012) & (frame["age"] == 30)))
    change(pack, "population", row, "women", str(frame["women"].to_numpy()[row] + 7))
    message = refusal(pack)
    assert "Table population" in message and "year 2012" in message and "difference +7" in message


@pytest.mark.parametrize("value", ["", "nan", "inf", "many"])
def test_missing_number_is_refused(pack: Path, value: str) -> None:
    change(pack, "activity", 4, "student", value)
    message = refusal(pack)
    assert "Table activity" in message and "'student'" in message and "line 6" in message


@pytest.mark.parametrize(
    ("table", "column", "value", "expected"),
    [
        ("commuting", "outside", "-3", "negative"),
        ("population", "men", "12.5", "not a whole number"),
        ("sector_outlook", "share_over_50", "21.3", "fractions"),
        ("household", "sub_region", "Gent", "unknown value"),
        ("survey_rates", "percent", "720", "0 to 100"),
        ("figures", "source", "", "has no source"),
        ("projection_2013", "value", "-1", "not above 0"),
    ],
)
def test_impossible_value_is_refused(pack: Path, table: str, column: str, value: str, expected: str) -> None:
    change(pack, table, 0, column, value)
    message = refusal(pack)
    assert f"Table {table}" in message and expected in message


def test_missing_and_repeated_rows_are_refused(pack: Path) -> None:
    frame = pd.read_csv(pack / "household.csv")
    frame.drop(index=3).to_csv(pack / "household.csv", index=False)
    assert "1 combination(s)" in refusal(pack)
    pd.concat([frame, frame.iloc[[3]]]).to_csv(pack / "household.csv", index=False)
    assert "repeat the same" in refusal(pack)


def test_disagreement_between_tables_is_refused(pack: Path) -> None:
    couples = pd.read_csv(pack / "household.csv")["couple"].to_numpy()
    change(pack, "household", 0, "couple", str(couples[0] + 5))
    change(pack, "household", 30, "couple", str(couples[30] - 5))
    message = refusal(pack)
    assert "Table household" in message and "activity" in message and "up to 5 persons" in message


def test_official_population_file_is_converted(pack: Path, tmp_path: Path, figures: RegionFigures) -> None:
    present = pd.read_csv(pack / "population.csv")
    last = present[present["year"] == 2015]
    codes = {"Brugge": 31005, "Oostende": 35013, "Westhoek": 33011}
    codes |= {"Midden-West-Vlaanderen": 36015, "Zuid-West-Vlaanderen": 34022}
    rows = ["CD_REFNIS|CD_DSTR_REFNIS|CD_SEX|CD_AGE|MS_POPULATION", "11002|11000|F|30|999"]
    for row in last.itertuples():
        for code, persons in (("F", row.women), ("M", row.men)):
            rows.append(f"{codes[str(row.sub_region)]}|0|{code}|{row.age}|{persons}")
    official = tmp_path / "TF_SOC_POP_STRUCT_2016.txt"
    official.write_text("\n".join(rows))
    converted = statbel_population.convert(official, 2016)
    statbel_population.add_year(pack, converted)
    own = load_region(directory=pack)
    assert len(own.population) == 8
    assert np.array_equal(own.population[7], figures.population[6])
    official.write_text("CD_SEX|CD_AGE\nF|1\n")
    with pytest.raises(ValueError, match="MS_POPULATION"):
        statbel_population.convert(official, 2016)
