"""The report of a comparison: one page that opens anywhere, with a summary for a council member on top."""

from __future__ import annotations

import base64
import dataclasses
import math
import re
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import pandas as pd
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from experiments.pictures.gallery import draw_gallery, shown_windows
from experiments.pictures.style import Material, Picture, save_picture
from experiments.report_cost import cost_content, cost_sentences
from experiments.report_evidence import intervention_words
from experiments.report_material import Published, make_material
from experiments.report_summary import summary_sentences, summary_table, where_sentences
from experiments.report_tables import check_rows, configuration_rows, effect_rows, region_rows, variance_rows
from experiments.report_words import TEMPLATES, report_words
from experiments.results import IndicatorWords, Results, read_results, read_run_information, read_summary
from experiments.summary_tables import read_table
from experiments.tables_export import Table, as_csv, export_tables
from experiments.texts import number, say
from experiments.windows import FIRST_YEAR

__all__ = ["build_report"]

_POINTS = 72.0
_TALL = 5.4
_DIFFERENCES = ("difference_", "tiles_")
_COST = ("cost",)
_TRUST = ("population_measures",)
_IN_TABLE = ("check",)


def build_report(
    directory: Path,
    language: str = "nl",
    *,
    indicators: Mapping[str, IndicatorWords],
    published: Published | None = None,
    results: Results | None = None,
    summary: pd.DataFrame | None = None,
) -> Path:
    """Draw the pictures of a finished run and write ``figures/`` and ``report.html`` next to its results.

    Parameters
    ----------
    directory : Path
        Directory that holds ``run.json``, ``monthly.parquet`` and ``summary.csv``.
    language : str
        ``nl`` or ``en``.
    indicators : mapping of str to IndicatorWords
        Unit, kind and titles of every indicator.
    published : mapping of str to tuple, optional
        Published figures: value, unit, period, source and note by identifier.
    results, summary : optional
        The results when they are still in memory; read from the directory otherwise.

    Returns
    -------
    Path
        The report.

    Raises
    ------
    FileNotFoundError
        If the directory does not hold a finished run.
    ValueError
        If the language is unknown.
    OSError
        If a file cannot be written.
    """
    words = report_words(language)
    run = read_run_information(directory)
    material = make_material(
        read_results(directory) if results is None else results,
        read_summary(directory) if summary is None else summary,
        run,
        indicators=indicators,
        language=language,
        published=published,
        cost=read_table(directory, "cost"),
    )
    figures = directory / "figures"
    figures.mkdir(exist_ok=True)
    pictures: list[dict[str, Any]] = []
    tables: list[Table] = []
    for picture in draw_gallery(material):
        drawing = save_picture(picture, figures)
        if picture.name in _IN_TABLE:
            label = picture.title
        else:
            pictures.append(_embedded(picture, drawing, len(pictures) + 1, material.run_id))
            label = words["figure"].format(number=len(pictures))
        tables.append(Table(picture.name, label, picture.title, picture.caption, picture.table))
    export_tables(directory, _numbered([*tables, *_more_tables(material, words)], words), material, words)
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
    page = environment.get_template("report.html.j2").render(_content(material, run, words, pictures))
    path = directory / "report.html"
    path.write_text(page + "\n", encoding="utf-8")
    return path


def _more_tables(material: Material, words: Mapping[str, Any]) -> list[Table]:
    """Tables of the report that stand behind no picture."""
    tables = []
    if material.cost is not None and len(material.cost):
        tables.append(Table("cost_per_unit", "", words["cost_heading"], words["cost_intro"], material.cost))
    return tables


def _numbered(tables: list[Table], words: Mapping[str, Any]) -> list[Table]:
    """Give tables that are no figure of the report a label with a number of their own."""
    figures = words["figure"].split("{")[0]
    numbered, count = [], 0
    for table in tables:
        if table.label.startswith(figures):
            numbered.append(table)
            continue
        count += 1
        numbered.append(dataclasses.replace(table, label=words["workbook_number"].format(number=count)))
    return numbered


def _content(
    material: Material, run: Mapping[str, Any], words: Mapping[str, Any], pictures: list[dict[str, Any]]
) -> dict[str, Any]:
    """Everything that the template shows."""
    language, results = material.language, material.results
    settings = run.get("configuration", {})
    region = str(run.get("region", {}).get("name", results.province))
    several = len(results.arms) > 1
    replications = (
        words["replications_one"]
        if results.replications == 1
        else words["replications_many"].format(number=results.replications)
    )
    scale = settings.get("scale")
    compared = words["compared" if several else "compared_single"].format(
        region=region,
        scale="–" if scale is None else f"{number(100.0 * float(scale), language)} %",
        replications=replications,
        reference=material.reference,
        policy_start=_month_words(material.policy_start, words),
        last=_month_words(results.first_month + results.months - 1, words),
    )
    windows = shown_windows(material)
    missed = sum(not row["within"] for row in material.check)
    cannot = list(words["cannot"])
    if missed:
        cannot.append(words["cannot_missed"].format(missed=missed, total=len(material.check)))
    certain = "sure_uncertainty_on" if settings.get("uncertainty") else "sure_uncertainty_off"
    heads = [words["scenario"], words["indicator"], words["window"]]
    return {
        "words": words,
        "title": words["document_title" if several else "document_title_single"].format(region=region),
        "run_id": material.run_id,
        "created": _day(str(run.get("created", "")), words),
        "reference": material.reference,
        "compared": compared,
        "several": several,
        "sentences": summary_sentences(material, words, windows[-1]),
        "headline": summary_table(material, words, windows[-1]) if several else {},
        "where": where_sentences(material, words, windows[-1]),
        "cost_sentences": cost_sentences(material, words, bool(settings.get("uncertainty"))) if several else [],
        "cost": cost_content(material, words),
        "sure": [*words["sure"], words[certain]] if several else [say("fan_caption_single", language)],
        "cannot": cannot,
        "effect_heads": [*heads[:2], *windows],
        "effect_rows": effect_rows(material, words, windows),
        "effect_numeric": tuple(range(2, 2 + len(windows))),
        "last_window": windows[-1],
        "region_heads": [
            words["region"],
            words["indicator"],
            *(material.arm(arm) for arm in results.arms[1:]),
        ],
        "region_rows": region_rows(material, words, windows[-1]),
        "region_numeric": tuple(range(2, 1 + len(results.arms))),
        "differences": [item for item in pictures if item["name"].startswith(_DIFFERENCES)],
        "cost_pictures": [item for item in pictures if item["name"] in _COST],
        "course": [
            item
            for item in pictures
            if not item["name"].startswith((*_DIFFERENCES, *_TRUST)) and item["name"] not in _COST
        ],
        "trust": [item for item in pictures if item["name"].startswith(_TRUST)],
        "check_title": say("check_title", language),
        "check_heads": [
            *(
                say(f"check_{name}", language)
                for name in ("figure", "published", "model", "deviation", "tolerance", "verdict")
            ),
            words["source"],
        ],
        "check_rows": check_rows(material),
        "check_caption": say("check_caption", language, met=len(material.check) - missed, total=len(material.check)),
        "interventions": intervention_words(run.get("interventions", ()), words, language),
        "assumption_heads": [
            words[name] for name in ("parameter", "value", "range", "unit", "kind", "source_and_note")
        ],
        "variance_heads": [
            *heads,
            *(words[name] for name in ("variance_ratio", "variance_from_assumptions", "replications_needed")),
        ],
        "variance_rows": variance_rows(material, windows),
        "provenance_rows": _provenance(run, words, results, language),
        "configuration_rows": configuration_rows(settings),
        "version_rows": [(str(name), str(value)) for name, value in dict(run.get("versions", {})).items()],
    }


def _provenance(
    run: Mapping[str, Any], words: Mapping[str, Any], results: Results, language: str
) -> list[tuple[str, str]]:
    settings = run.get("configuration", {})
    duration = run.get("duration_seconds")
    seconds = math.nan if duration is None else float(duration)
    return [
        ("run_id", str(run["run_id"])),
        (words["command"], str(run.get("command", ""))),
        (words["created"], str(run.get("created", ""))),
        (words["seed"], str(settings.get("seed", ""))),
        (words["scale"], str(settings.get("scale", ""))),
        (words["replications"], str(results.replications)),
        (words["horizon"], str(run.get("horizon", ""))),
        (words["duration"], words["seconds"].format(number=number(seconds, language, 0))),
    ]


def _embedded(picture: Picture, drawing: str, position: int, run_id: str) -> dict[str, Any]:
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
    coded = base64.b64encode(cropped.encode("utf-8")).decode("ascii")
    return {
        "name": picture.name,
        "identifier": f"{picture.name}-{run_id}",
        "number": position,
        "title": picture.title,
        "caption": picture.caption,
        "data": base64.b64encode(as_csv(picture.table).encode("utf-8")).decode("ascii"),
        "alternative": f"{picture.title}. {picture.alternative}",
        "tall": picture.figure.get_figheight() - picture.top - picture.bottom >= _TALL,
        "source": f"data:image/svg+xml;base64,{coded}",
    }


def _month_words(month: int | None, words: Mapping[str, Any]) -> str:
    return "–" if month is None else f"{words['months'][month % 12]} {FIRST_YEAR + month // 12}"


def _day(moment: str, words: Mapping[str, Any]) -> str:
    """Write the day of a moment such as 2027-01-31T12:00:00+00:00 in words; anything else stays as it is."""
    try:
        day = datetime.fromisoformat(moment)
    except ValueError:
        return moment
    return f"{day.day} {words['months'][day.month - 1]} {day.year}"
