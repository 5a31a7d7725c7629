"""Pictures as the page holds them: saved, cropped to the drawing, numbered in the order of the page."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from experiments.pictures.style import Picture, save_picture
from experiments.tables_export import Table, as_csv

__all__ = ["PARTS", "embed"]

PARTS = ("differences", "cost", "further", "people", "course", "trust")
"""Parts of the page that hold pictures, in their order."""

_POINTS = 72.0
_TALL = 5.4


def embed(
    pictures: Iterable[tuple[str, Picture]], directory: Path, words: Mapping[str, Any], run_id: str
) -> tuple[dict[str, list[dict[str, Any]]], list[Table]]:
    """Save pictures and make them ready for the page.

    Parameters
    ----------
    pictures : iterable of (str, Picture)
        Part of the page, one of `PARTS`, and picture; drawn one by one.
    directory : Path
        Existing directory for SVG and PNG files.
    words : mapping
        Words of the report.
    run_id : str
        Identity of the run.

    Returns
    -------
    parts : dict of str to list of dict
        What the page shows, by part.
    tables : list of Table
        The numbers behind every picture, in the order of the page.

    Raises
    ------
    OSError
        If a file cannot be written.
    """
    parts: dict[str, list[dict[str, Any]]] = {part: [] for part in PARTS}
    numbers: dict[str, list[Table]] = {part: [] for part in PARTS}
    for part, picture in pictures:
        drawing = save_picture(picture, directory)
        table = Table(picture.name, "", picture.title, picture.caption, picture.table)
        parts[part].append(_embedded(picture, drawing, run_id))
        numbers[part].append(table)
    position, tables = 0, []
    for part in PARTS:
        for item, table in zip(parts[part], numbers[part], strict=True):
            position += 1
            item["label"] = words["figure"].format(number=position)
            tables.append(Table(table.name, item["label"], table.title, table.note, table.rows))
    return parts, tables


def _embedded(picture: Picture, drawing: str, run_id: str) -> dict[str, Any]:
    """Fit a picture into the page: title and caption become text, the drawing is cropped to the rest."""

    def crop(match: re.Match[str]) -> str:
        width, height = float(match["width"]), float(match["height"])
        top, bottom = picture.top * _POINTS, picture.bottom * _POINTS
        kept = height - top - bottom
        return f'width="{width:g}pt" height="{kept:g}pt" viewBox="0 {top:g} {width:g} {kept:g}"'

    pattern = r'width="[\d.]+pt" height="[\d.]+pt" viewBox="0 0 (?P<width>[\d.]+) (?P<height>[\d.]+)"'
    cropped, found = re.subn(pattern, crop, drawing, count=1)
    if not found:
        raise ValueError(f"the drawing {picture.name} has no size to crop")
    return {
        "name": picture.name,
        "identifier": f"{picture.name}-{run_id}",
        "title": picture.title,
        "caption": picture.caption,
        "alternative": f"{picture.title}. {picture.alternative}",
        "data": _coded(as_csv(picture.table)),
        "tall": picture.figure.get_figheight() - picture.top - picture.bottom >= _TALL,
        "source": f"data:image/svg+xml;base64,{_coded(cropped)}",
    }


def _coded(text: str) -> str:
    return base64.b64encode(text.encode("utf-8")).decode("ascii")
