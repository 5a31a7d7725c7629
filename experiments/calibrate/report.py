"""The report of a calibration and its validation: one page for a critical reader, from the tables alone."""

from __future__ import annotations

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from experiments.calibrate.report_conclusions import summary_sentences, unknown_section, warnings
from experiments.calibrate.report_fit import figures_section, parameters_section, screening_section, truths_section
from experiments.calibrate.report_material import TABLES, Findings, read_findings
from experiments.calibrate.report_validation import (
    field_section,
    hindcast_section,
    projections_section,
    structure_section,
    wrong_section,
)
from experiments.report_layout import Section
from experiments.report_pictures import embed
from experiments.report_words import TEMPLATES, report_words
from experiments.sweep.keeping import replace_file
from scenarios.errors import UserMistake

__all__ = ["build_validation_report"]

_FURTHER = "further"


def build_validation_report(directory: Path, lang: str) -> Path:
    """Draw the pictures of a calibration and write ``figures/`` and ``report.html``.

    Parameters
    ----------
    directory : Path
        Directory with the tables of ``westwerk calibrate`` and perhaps of ``westwerk validate``; a section appears
        where its table is there.
    lang : str
        ``nl`` or ``en``.

    Returns
    -------
    Path
        The report.

    Raises
    ------
    UserMistake
        If the directory holds none of the tables.
    ValueError
        If the language is unknown.
    RunFailure
        If the disk is full.
    """
    words = report_words(lang)
    if not any((directory / f"{name}.csv").is_file() for name in TABLES):
        raise UserMistake(
            nl=f"'{directory}' bevat geen afgeronde kalibratie; maak hem af met: westwerk calibrate {directory}",
            en=f"'{directory}' holds no finished calibration; complete it with: westwerk calibrate {directory}",
        )
    found = read_findings(directory, lang)
    sections = _sections(found)
    figures = directory / "figures"
    figures.mkdir(exist_ok=True)
    drawn = ((_FURTHER, picture) for section in sections for picture in section.pictures)
    parts, _ = embed(drawn, figures, words, found.identity)
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
    page = environment.get_template("validation.html.j2").render(
        words=words,
        found=found,
        run_id=found.identity,
        sentences=summary_sentences(found),
        warnings=warnings(found),
        sections=sections,
        pictures=parts[_FURTHER],
        provenance=_provenance(found),
    )
    path = directory / "report.html"
    replace_file(path, lambda partial: partial.write_text(page + "\n", encoding="utf-8"))
    return path


def _sections(found: Findings) -> list[Section]:
    """Every section that has its tables, in the order of the page."""
    sections = [
        figures_section(found, "fit"),
        figures_section(found, "validate"),
        parameters_section(found),
        screening_section(found),
        truths_section(found),
        hindcast_section(found),
        wrong_section(found),
        field_section(found),
        projections_section(found),
        structure_section(found),
        unknown_section(found),
    ]
    return [section for section in sections if section is not None]


def _provenance(found: Findings) -> list[tuple[str, str]]:
    """Return settings and versions that the calibration wrote down."""
    known = {name: value for name, value in found.result.items() if not isinstance(value, (list, dict))}
    rows = [(found.named("settings", name), _written(found, value)) for name, value in known.items()]
    rows.append((found.named("settings", "words"), " ".join(found.kept.get("words", []))))
    return rows + [(str(name), str(value)) for name, value in dict(found.result.get("versions", {})).items()]


def _written(found: Findings, value: object) -> str:
    return found.number(value) if isinstance(value, float) else str(value)
