"""The report of a comparison: one page that opens anywhere, with a summary for a council member on top."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import pandas as pd
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from experiments.pictures.gallery import draw_gallery, shown_windows
from experiments.pictures.style import Material, Picture
from experiments.report_cells import MOST_SENTENCES
from experiments.report_cost import cost_content, cost_sentences
from experiments.report_evidence import intervention_words
from experiments.report_grounds import warnings
from experiments.report_layout import Section
from experiments.report_material import Published, make_material
from experiments.report_pictures import embed
from experiments.report_sections import best_sentence, further_sections
from experiments.report_summary import introductions, summary_sentences, summary_table, where_sentences
from experiments.report_tables import check_rows, configuration_rows, effect_rows, region_rows, variance_rows
from experiments.report_words import TEMPLATES, report_words
from experiments.results import IndicatorWords, Results, read_results, read_run_information, read_summary
from experiments.summary_tables import read_table
from experiments.tables_export import Table, export_tables
from experiments.texts import number, percent, say
from experiments.windows import FIRST_YEAR

__all__ = ["build_report", "in_the_interval"]

_PARTS = (
    ("difference_", "differences"),
    ("tiles_", "differences"),
    ("cost", "cost"),
    ("persona", "people"),
    ("gap", "people"),
    ("coaching_", "people"),
    ("population_", "trust"),
    ("check", "trust"),
)


def build_report(
    directory: Path,
    language: str = "nl",
    *,
    indicators: Mapping[str, IndicatorWords],
    published: Published | None = None,
    results: Results | None = None,
    summary: pd.DataFrame | None = None,
) -> Path:
    """Write ``report.html`` next to the results of a finished run, with its pictures and tables.

    Parameters
    ----------
    directory : Path
        Directory that holds ``run.json``, ``monthly.parquet`` and ``summary.csv``, and perhaps further tables.
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
        The report; ``figures/``, ``tables/`` and ``tables.xlsx`` stand next to it.

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
    sections = further_sections(directory, material, words, run)
    figures = directory / "figures"
    figures.mkdir(exist_ok=True)
    parts, tables = embed(_placed(material, sections), figures, words, material.run_id)
    tables += [table for section in sections for table in section.exports]
    if material.cost is not None and len(material.cost):
        tables.append(Table("cost_per_unit", "", words["cost_heading"], words["cost_intro"], material.cost))
    export_tables(directory, _labelled(tables, words), material, words)
    content = _content(material, run, words)
    content["sentences"] += best_sentence(directory, material, words, material.windows[-1])
    content["sure"] += warnings(directory, material, words)
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
    page = environment.get_template("report.html.j2").render(**content, parts=parts, sections=sections)
    path = directory / "report.html"
    path.write_text(page + "\n", encoding="utf-8")
    return path


def _placed(material: Material, sections: list[Section]) -> Iterator[tuple[str, Picture]]:
    """Draw the pictures one by one and tell in which part of the page each belongs."""
    for picture in draw_gallery(material):
        part = next((part for start, part in _PARTS if picture.name.startswith(start)), "course")
        yield part, picture
    for section in sections:
        for picture in section.pictures:
            yield "further", picture


def _labelled(tables: list[Table], words: Mapping[str, Any]) -> list[Table]:
    """Give tables that are no figure of the page a number of their own."""
    labelled, count = [], 0
    for table in tables:
        if table.label:
            labelled.append(table)
            continue
        count += 1
        labelled.append(dataclasses.replace(table, label=words["workbook_number"].format(number=count)))
    return labelled


def in_the_interval(run: Mapping[str, Any], words: Mapping[str, Any]) -> list[str]:
    """Say what the intervals of a run hold apart from chance: the assumptions about measures, and behaviour."""
    if not run.get("configuration", {}).get("uncertainty"):
        return [words["sure_uncertainty_off"]]
    drawn = ["sure_behaviour_on"] if "posterior_sha256" in run.get("data_versions", {}) else []
    return [words[name] for name in ("sure_uncertainty_on", *drawn)]


def _content(material: Material, run: Mapping[str, Any], words: Mapping[str, Any]) -> dict[str, Any]:
    """Everything that the page shows, but for pictures and the sections that need further files."""
    language, results = material.language, material.results
    settings = run.get("configuration", {})
    region = str(run.get("region", {}).get("name", results.province))
    several = len(results.arms) > 1
    windows = shown_windows(material)
    whole = windows[-1]
    missed = sum(not row["within"] for row in material.check)
    cannot = list(words["cannot"])
    if missed:
        cannot.append(words["cannot_missed"].format(missed=missed, total=len(material.check)))
    checks, sources = check_rows(material)
    uncertain = bool(settings.get("uncertainty"))
    heads = [words["scenario"], words["indicator"], words["window"]]
    return {
        "words": words,
        "title": words["document_title" if several else "document_title_single"].format(region=region),
        "run_id": material.run_id,
        "created": _day(str(run.get("created", "")), words),
        "reference": material.reference,
        "compared": _compared(material, run, words, region),
        "several": several,
        "many": len(results.arms) > MOST_SENTENCES + 1,
        "sentences": summary_sentences(material, words, whole),
        "headline": summary_table(material, words, whole) if several else {},
        "introductions": introductions(material, words, whole),
        "where": where_sentences(material, words, whole),
        "cost_sentences": cost_sentences(material, words, uncertain) if several else [],
        "cost": cost_content(material, words),
        "sure": [*words["sure"], *in_the_interval(run, words)] if several else [say("fan_caption_single", language)],
        "cannot": cannot,
        "effect_heads": [*heads[:2], *windows],
        "effect_rows": effect_rows(material, words, windows),
        "effect_numeric": tuple(range(2, 2 + len(windows))),
        "last_window": whole,
        "region_heads": [words["region"], words["indicator"], *(material.arm(arm) for arm in results.arms[1:])],
        "region_rows": region_rows(material, words, whole),
        "region_numeric": tuple(range(2, 1 + len(results.arms))),
        "check_title": say("check_title", language),
        "check_heads": [
            *(
                say(f"check_{name}", language)
                for name in ("figure", "published", "model", "deviation", "tolerance", "verdict")
            ),
            words["source"],
        ],
        "check_rows": checks,
        "check_sources": sources,
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


def _compared(material: Material, run: Mapping[str, Any], words: Mapping[str, Any], region: str) -> str:
    """Say what was compared, in one paragraph."""
    results, language = material.results, material.language
    scale = run.get("configuration", {}).get("scale")
    return str(
        words["compared" if len(results.arms) > 1 else "compared_single"].format(
            region=region,
            scale="–" if scale is None else percent(100.0 * float(scale), language),
            replications=(
                words["replications_one"]
                if results.replications == 1
                else words["replications_many"].format(number=results.replications)
            ),
            reference=material.reference,
            policy_start=_month_words(material.policy_start, words),
            last=_month_words(results.first_month + results.months - 1, words),
        )
    )


def _provenance(
    run: Mapping[str, Any], words: Mapping[str, Any], results: Results, language: str
) -> list[tuple[str, str]]:
    settings = run.get("configuration", {})
    duration = run.get("duration_seconds")
    seconds = math.nan if duration is None else float(duration)
    return [
        (words["run"], str(run["run_id"])),
        (words["command"], f"westwerk {run.get('command', '')}".strip()),
        (words["created"], str(run.get("created", ""))),
        (words["seed"], str(settings.get("seed", ""))),
        (words["scale"], str(settings.get("scale", ""))),
        (words["replications"], str(results.replications)),
        (words["horizon"], str(run.get("horizon", ""))),
        (words["duration"], words["seconds"].format(number=number(seconds, language, 0))),
    ]


def _month_words(month: int | None, words: Mapping[str, Any]) -> str:
    return "–" if month is None else f"{words['months'][month % 12]} {FIRST_YEAR + month // 12}"


def _day(moment: str, words: Mapping[str, Any]) -> str:
    """Write the day of a moment such as 2027-01-31T12:00:00+00:00 in words; anything else stays as it is."""
    try:
        day = datetime.fromisoformat(moment)
    except ValueError:
        return moment
    return f"{day.day} {words['months'][day.month - 1]} {day.year}"
