"""The measures that the studies describe, and the interventions that stand for each, or why none does."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

COVERAGE = Path(__file__).parent / "coverage"
MEASURES = COVERAGE / "measures.csv"
SIDES = ("coach", "employer", "education", "intermediary", "policy")
GAPS = ("skill", "search", "organisation", "several", "retention", "study_choice")
STUDIES = ("000", "001", "002", "003", "004")

_HEADS = ("measure", "side", "gap", "source", "interventions", "reason")


@dataclass(frozen=True)
class Measure:
    """One measure that a study describes.

    Attributes
    ----------
    name : str
        Key of the measure; interventions name it in ``covers``.
    side : str
        Who takes it, one of :data:`SIDES`.
    gap : str
        What it narrows in the reading of the documents, one of :data:`GAPS`.
    studies : tuple of str
        Where it is described, from :data:`STUDIES`.
    interventions : tuple of str
        Names of the interventions that stand for it, in alphabetical order.
    reason : str
        Why these stand for it, or why none does.
    """

    name: str
    side: str
    gap: str
    studies: tuple[str, ...]
    interventions: tuple[str, ...]
    reason: str


def load_measures(path: Path = MEASURES) -> dict[str, Measure]:
    """Read the table of documented measures.

    Parameters
    ----------
    path : Path
        The table.

    Returns
    -------
    dict of str to Measure
        Measures by name, in the order of the table.

    Raises
    ------
    ValueError
        For other columns, a measure that stands there twice, an unknown word, or neither intervention nor reason.
    """
    measures: dict[str, Measure] = {}
    for row in rows_of(path, _HEADS):
        name = row["measure"]
        place = f"{path.name}, '{name}'"
        if name in measures:
            raise ValueError(f"{place}: the measure stands there twice; keep one row.")
        check_word(place, "side", row["side"], SIDES)
        check_word(place, "gap", row["gap"], GAPS)
        studies, interventions = parts(row["source"]), parts(row["interventions"])
        for study in studies:
            check_word(place, "source", study, STUDIES)
        if not interventions and not row["reason"]:
            raise ValueError(f"{place}: name the interventions that stand for it, or give the reason why none does.")
        measures[name] = Measure(name, row["side"], row["gap"], studies, interventions, row["reason"])
    return measures


def rows_of(path: Path, heads: Sequence[str]) -> list[dict[str, str]]:
    """Read the rows of a table whose columns must be those of `heads`, in that order.

    Raises
    ------
    ValueError
        For other columns.
    """
    with path.open(encoding="utf-8", newline="") as file:
        lines = list(csv.reader(file))
    if not lines or tuple(lines[0]) != tuple(heads):
        raise ValueError(f"{path.name}: the columns must be {', '.join(heads)}.")
    for number, line in enumerate(lines, start=1):
        if len(line) != len(heads):
            raise ValueError(f"{path.name}, row {number}: {len(line)} cells instead of {len(heads)}; check the quotes.")
    return [dict(zip(heads, line, strict=True)) for line in lines[1:]]


def parts(cell: str) -> tuple[str, ...]:
    """Split a cell that holds several words; an empty one holds none."""
    return tuple(cell.split("; ")) if cell else ()


def check_word(place: str, column: str, word: str, known: Sequence[str]) -> None:
    """Refuse a word that a column does not know.

    Raises
    ------
    ValueError
        With the words to choose from.
    """
    if word not in known:
        raise ValueError(f"{place}: '{word}' is no {column}; write one of {', '.join(known)}.")
