"""Convert Statbel's yearly population file to the population table of a region pack.

The official file (``TF_SOC_POP_STRUCT_<year>``) is delimited text with one row per municipality, sex,
age, nationality and civil state; only the columns ``CD_REFNIS`` (or ``CD_DSTR_REFNIS``), ``CD_SEX``,
``CD_AGE`` and ``MS_POPULATION`` are used. Usage::

    python -m scenarios.refresh.statbel_population TF_SOC_POP_STRUCT_2016.txt 2016 PACK_FOLDER
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pandas as pd

from agents.region import SEXES, SUB_REGIONS

__all__ = ["add_year", "convert"]

# First two digits of the official code are the arrondissement, for municipalities and arrondissements alike.
SUB_REGION_OF_ARRONDISSEMENT = {
    31: "Brugge",
    32: "Westhoek",
    33: "Westhoek",
    34: "Zuid-West-Vlaanderen",
    35: "Oostende",
    36: "Midden-West-Vlaanderen",
    37: "Midden-West-Vlaanderen",
    38: "Westhoek",
}
SEX_OF_CODE = {"F": "women", "M": "men", "V": "women", "1": "men", "2": "women"}
OLDEST = 100


def convert(path: Path, year: int) -> pd.DataFrame:
    """Add an official file up to sub-region, age and sex.

    Parameters
    ----------
    path : Path
        Delimited text with a header; the delimiter is detected.
    year : int
        Year of the 1 January the file describes.

    Returns
    -------
    DataFrame
        Columns ``year, sub_region, age, women, men``, 101 ages per sub-region, 100 being 100 and over.

    Raises
    ------
    ValueError
        If a column is missing, a sex code is unknown, a number cannot be read or a sub-region has no rows.
    """
    with path.open(encoding="utf-8", errors="replace") as lines:
        header = lines.readline()
    delimiter = max("|;\t,", key=header.count)
    frame = pd.read_csv(path, sep=delimiter, dtype=str, encoding_errors="replace")
    frame.columns = frame.columns.str.strip().str.upper()
    area = next((name for name in ("CD_REFNIS", "CD_DSTR_REFNIS") if name in frame.columns), "CD_REFNIS")
    missing = [name for name in (area, "CD_SEX", "CD_AGE", "MS_POPULATION") if name not in frame.columns]
    if missing:
        raise ValueError(f"{path.name}: column {', '.join(missing)} is missing; use Statbel's population file.")
    sex = frame["CD_SEX"].str.strip().map(SEX_OF_CODE)
    if sex.isna().any():
        raise ValueError(f"{path.name}: unknown sex code '{frame['CD_SEX'][sex.isna()].iloc[0]}'; use F and M.")
    tidy = pd.DataFrame(
        {
            "sub_region": (pd.to_numeric(frame[area]) // 1000).map(SUB_REGION_OF_ARRONDISSEMENT),
            "age": np.minimum(pd.to_numeric(frame["CD_AGE"]), OLDEST),
            "sex": sex,
            "persons": pd.to_numeric(frame["MS_POPULATION"]),
        }
    ).dropna(subset=["sub_region"])
    absent = [name for name in SUB_REGIONS if name not in set(tidy["sub_region"])]
    if absent:
        raise ValueError(f"{path.name}: there are no rows for {', '.join(absent)}; use the complete file.")
    rows = pd.MultiIndex.from_product([SUB_REGIONS, range(OLDEST + 1)], names=["sub_region", "age"])
    table = tidy.pivot_table(index=["sub_region", "age"], columns="sex", values="persons", aggfunc="sum")
    table = table.reindex(index=rows, columns=list(SEXES)).fillna(0).astype(np.int64).reset_index()
    table.insert(0, "year", year)
    return table.rename_axis(columns=None)


def add_year(folder: Path, table: pd.DataFrame) -> None:
    """Put one year into ``population.csv`` of a pack, replacing that year if it is there.

    Parameters
    ----------
    folder : Path
        Region pack.
    table : DataFrame
        Result of `convert`.
    """
    path = folder / "population.csv"
    present = pd.read_csv(path)
    kept = present[~present["year"].isin(table["year"].unique())]
    complete = pd.concat([kept, table]).sort_values("year", kind="stable")
    complete.to_csv(path, index=False, lineterminator="\n")


if __name__ == "__main__":
    converted = convert(Path(sys.argv[1]), int(sys.argv[2]))
    add_year(Path(sys.argv[3]), converted)
    total = int(converted[list(SEXES)].to_numpy().sum())
    print(f"1 January {sys.argv[2]}: {total} persons; state this total in sources.yaml under population.")
