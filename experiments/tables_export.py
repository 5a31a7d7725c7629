"""The numbers behind pictures and tables, as CSV for programs and as one workbook for people."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final

import pandas as pd
import xlsxwriter

from experiments.interaction import BETWEEN_MEMBERS
from experiments.ledger_words import BALANCE_WORDS, CATEGORY_WORDS, ORIGIN_WORDS
from experiments.pictures.style import Material
from experiments.report_words import source_text, unit_text
from experiments.summary_tables import COLUMN_TITLES
from experiments.texts import LANGUAGES, say

__all__ = ["Table", "as_csv", "export_tables"]

WORKBOOK = "tables.xlsx"

_FORMAT = "%.10g"
_MADE = datetime(2000, 1, 1)
"""Every workbook says that it was made then, so that the same tables give the same bytes."""
_WIDEST, _NARROWEST, _SAMPLE = 60, 8, 200
_FIRST_ROW = 4
_SHEET_CHARACTERS = 31
_CODES: Final[dict[str, Callable[[str, str], str]]] = {
    "persona": lambda code, language: say(f"persona_{code}", language),
    "from_camp": lambda code, language: _camp(code, language),
    "to_camp": lambda code, language: _camp(code, language),
    "gap": lambda code, language: say(f"gap_{code}", language),
    "age_class": say,
    "unit": unit_text,
    "source": source_text,
    "category": lambda code, language: CATEGORY_WORDS[code][LANGUAGES.index(language)],
    "origin": lambda code, language: ORIGIN_WORDS[code][LANGUAGES.index(language)],
    "balance": lambda code, language: BALANCE_WORDS[code][LANGUAGES.index(language)],
}
"""How codes of other columns than arm and indicator are written in a language."""


@dataclass(frozen=True, eq=False)
class Table:
    """A table with its words.

    Attributes
    ----------
    name : str
        Name of its CSV file.
    label : str
        Name of its sheet, at most 31 characters, for instance ``Figuur 3``.
    title, note : str
        What stands above it.
    rows : pandas.DataFrame
        The numbers, with codes of arms, indicators and groups.
    """

    name: str
    label: str
    title: str
    note: str
    rows: pd.DataFrame


def as_csv(rows: pd.DataFrame) -> str:
    """Write a table as CSV text, with codes and a decimal point in every language."""
    return rows.to_csv(index=False, float_format=_FORMAT, lineterminator="\n")


def export_tables(directory: Path, tables: Sequence[Table], material: Material, words: Mapping[str, Any]) -> None:
    """Write ``tables/NAME.csv`` for every table, and ``tables.xlsx`` with a sheet for each.

    The same tables in the same language give the same bytes.

    Parameters
    ----------
    directory : Path
        Existing directory; files of the same name are replaced.
    tables : sequence of Table
        In the order of the report.
    material : Material
        Titles of arms and indicators, language and run.
    words : mapping
        Words of the report.

    Raises
    ------
    OSError
        If a file cannot be written.
    """
    folder = directory / "tables"
    folder.mkdir(exist_ok=True)
    for table in tables:
        (folder / f"{table.name}.csv").write_text(as_csv(table.rows), encoding="utf-8")
    # Written to a file by ourselves: the library has no words for a disk that is full.
    with (directory / WORKBOOK).open("wb") as file, xlsxwriter.Workbook(file, {"nan_inf_to_errors": False}) as book:
        book.set_properties({"title": material.run_id, "author": "Westwerk", "created": _MADE})
        book.set_size(2400, 1400)
        formats = {
            "title": book.add_format({"bold": True, "font_size": 13}),
            "head": book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"}),
            "soft": book.add_format({"font_color": "#5A5A5A"}),
        }
        run = words["figure_run"].format(run_id=material.run_id)
        _write_contents(book.add_worksheet(words["workbook_contents"]), tables, words, run, formats)
        for table in tables:
            sheet = book.add_worksheet(table.label[:_SHEET_CHARACTERS])
            _write_sheet(sheet, table, material, words, run, formats)


def _write_contents(
    sheet: Any, tables: Sequence[Table], words: Mapping[str, Any], run: str, formats: Mapping[str, Any]
) -> None:
    """List the sheets, each with a link to it."""
    sheet.write_string(0, 0, f"Westwerk. {run}", formats["title"])
    for column, (name, width) in enumerate((("workbook_sheet", 14), ("workbook_title", 70), ("workbook_note", 110))):
        sheet.write_string(2, column, words[name], formats["head"])
        sheet.set_column(column, column, width)
    for row, table in enumerate(tables, start=3):
        sheet.write_url(row, 0, f"internal:'{table.label[:_SHEET_CHARACTERS]}'!A1", string=table.label)
        sheet.write_string(row, 1, table.title)
        sheet.write_string(row, 2, table.note)


def _write_sheet(
    sheet: Any, table: Table, material: Material, words: Mapping[str, Any], run: str, formats: Mapping[str, Any]
) -> None:
    """Title, note, run and rows; heads and codes in the language of the report."""
    sheet.write_string(0, 0, table.title, formats["title"])
    sheet.write_string(1, 0, table.note, formats["soft"])
    sheet.write_string(2, 0, run, formats["soft"])
    for column, name in enumerate(table.rows.columns):
        head = str(words["columns"].get(name) or _titled(name, material.language))
        cells = [_in_words(name, value, material, words) for value in table.rows[name]]
        sheet.write_string(_FIRST_ROW, column, head, formats["head"])
        for row, cell in enumerate(cells, start=_FIRST_ROW + 1):
            if isinstance(cell, str):
                sheet.write_string(row, column, cell)
            elif cell is not None:
                sheet.write_number(row, column, cell)
        longest = max((len(cell) for cell in cells[:_SAMPLE] if isinstance(cell, str)), default=0)
        sheet.set_column(column, column, min(max(longest, len(head), _NARROWEST) + 2, _WIDEST))
    sheet.freeze_panes(_FIRST_ROW + 1, 0)
    if len(table.rows):
        sheet.autofilter(_FIRST_ROW, 0, _FIRST_ROW + len(table.rows), len(table.rows.columns) - 1)


def _camp(code: str, language: str) -> str:
    """Write where a flow comes from or goes to: a persona, work, or a step."""
    return say(f"flow_{code}" if code == "work" or code.startswith("persona_") else f"persona_{code}", language)


def _titled(column: str, language: str) -> str:
    """Title of a column that the report has no word for; its name when nobody has."""
    titles = COLUMN_TITLES.get(column)
    return column if titles is None else titles[LANGUAGES.index(language)]


def _in_words(column: str, value: Any, material: Material, words: Mapping[str, Any]) -> str | float | None:
    """Content of a cell: a text in the language of the report, a number, or nothing."""
    language = material.language
    if isinstance(value, str):
        if column in ("arm", "reference", "bundle"):
            return material.arm(value)
        if column == "indicator":
            return material.indicator(value)
        if column == "members":
            return " + ".join(material.arm(member) for member in value.split(BETWEEN_MEMBERS))
        if column in _CODES:
            return _CODES[column](value, language)
        if column in words["codes"]:
            return str(words["codes"][column].get(value, value))
        return value
    if column == "within":
        return say("check_met" if value else "check_missed", language)
    if value is None or not math.isfinite(value):
        return None
    return float(value)
