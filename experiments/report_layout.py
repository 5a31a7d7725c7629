"""What a section of the report is made of, whoever makes it."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from experiments.pictures.style import Picture
from experiments.tables_export import Table

__all__ = ["Section", "Sheet", "with_interval"]


@dataclass(frozen=True)
class Sheet:
    """A table as the page shows it.

    Attributes
    ----------
    title : str
        What stands above it.
    heads : sequence of str
        Head of each column.
    rows : sequence of sequence of str
        Its cells; the first of each row is a head.
    numeric : sequence of int
        Positions of columns that are aligned to the right.
    marked : str
        Text of cells that stand out, such as the verdict on what is missed.
    """

    title: str
    heads: Sequence[str]
    rows: Sequence[Sequence[str]]
    numeric: Sequence[int] = ()
    marked: str = ""


@dataclass(frozen=True, eq=False)
class Section:
    """A part of the page.

    Attributes
    ----------
    name : str
        Anchor on the page.
    heading, intro : str
        What stands above it.
    sheets : list of Sheet
        Tables on the page.
    pictures : list of Picture
        Pictures, drawn.
    exports : list of Table
        Tables for the workbook, without label.
    findings : list of str
        Items of a list above the tables.
    notes_heading : str
        What stands above the notes.
    notes : list of str
        Items of a list below the tables.
    stories : list of (str, list of str)
        Heads with their paragraphs, last of all.
    """

    name: str
    heading: str
    intro: str
    sheets: list[Sheet] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
    exports: list[Table] = field(default_factory=list)
    findings: list[str] = field(default_factory=list)
    notes_heading: str = ""
    notes: list[str] = field(default_factory=list)
    stories: list[tuple[str, list[str]]] = field(default_factory=list)

    @property
    def picture_names(self) -> list[str]:
        """Names of the pictures."""
        return [picture.name for picture in self.pictures]


def with_interval(numbers: Sequence[float], words: Mapping[str, Any], written: Callable[[float], str]) -> str:
    """Write a mean with its interval on a line below; a dash where it is undefined.

    Parameters
    ----------
    numbers : sequence of float
        Mean, lower and upper end.
    words : mapping
        Words of the report.
    written : callable
        Writes one number.
    """
    mean, lower, upper = numbers
    if math.isnan(mean):
        return "–"
    if math.isnan(lower):
        return written(mean)
    return f"{written(mean)}\n({words['interval_words'].format(lower=written(lower), upper=written(upper))})"
