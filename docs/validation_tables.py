"""Tables of the page on calibration: what the calibration behind the shipped draws found, as its own report says it."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from markdown_tables import table

from experiments.calibrate.report_conclusions import summary_sentences, unknown_section
from experiments.calibrate.report_fit import figures_section, parameters_section
from experiments.calibrate.report_material import Findings, read_findings
from experiments.calibrate.report_validation import field_section, hindcast_section, wrong_section
from experiments.report_layout import Section, Sheet

SHIPPED = Path(__file__).with_name("validation")
"""The tables of ``westwerk calibrate`` and ``westwerk validate`` that go with the shipped draws."""


@cache
def _found() -> Findings:
    return read_findings(SHIPPED, "en")


def _rows(sheet: Sheet) -> str:
    """Write a table of the report, one line for each row."""
    return table(sheet.heads, ([cell.replace("\n", " ") for cell in row] for row in sheet.rows))


def _section(section: Section | None, *sheets: int) -> str:
    """Write findings of a section and some of its tables."""
    if section is None:
        raise FileNotFoundError(f"'{SHIPPED}' lacks a table; copy those of the calibration that was shipped.")
    return "\n".join([_listed(section.findings), *(_rows(section.sheets[number]) for number in sheets)])


def _listed(sentences: list[str]) -> str:
    return "".join(f"* {sentence}\n" for sentence in sentences)


def summary() -> str:
    """Say in a few sentences what was found; the last one is about the page itself."""
    return _listed(summary_sentences(_found())[:-1])


def unknown() -> str:
    """List what the model cannot know."""
    return _section(unknown_section(_found()))


def fit_misses() -> str:
    """List the fitted figures that the model misses, each with its explanation."""
    return _section(figures_section(_found(), "fit"), 0)


def validate_misses() -> str:
    """List the figures kept apart that the model misses, each with its explanation."""
    return _section(figures_section(_found(), "validate"), 0)


def intervals() -> str:
    """List every free parameter with its limits and its interval."""
    return _section(parameters_section(_found()), 0)


def forecasts() -> str:
    """Set forecasts from past years beside simple ones."""
    return _section(hindcast_section(_found()), 0, 1)


def wrong() -> str:
    """Set wrong models beside the model."""
    return _section(wrong_section(_found()), 0)


def field() -> str:
    """Set field experiments beside the model where no rule was set to their outcome."""
    return _section(field_section(_found()), 0)
