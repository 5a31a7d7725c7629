"""What the report calls things: its own words, and the codes and English texts that results hold."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any, Final

from omegaconf import OmegaConf

from experiments.texts import LANGUAGES, unit_word

__all__ = ["TEMPLATES", "kind_of_source", "report_words", "source_text", "translated", "undated", "unit_text"]

TEMPLATES: Final = Path(__file__).parent / "templates"

_ASSUMED = re.compile(r"^\s*(?:assumption|aanname)\b\s*[;:,]?\s*", re.IGNORECASE)
_PERIOD = re.compile(r"^(?P<text>.*\S)\s+\((?P<period>[^()]*\d{4}[^()]*)\)$", re.DOTALL)
_CHOICE = "choice of the "
"""How the source begins of what nobody reported or assumed, because the scenario or the initiative decides it."""
_SET_IN = "set in"
"""How the source begins of a value that a file gives without one; the name of the file follows."""


@cache
def report_words(language: str) -> dict[str, Any]:
    """Give the words of the report in a language.

    Parameters
    ----------
    language : str
        ``nl`` or ``en``.

    Returns
    -------
    dict of str to str, list or dict
        Texts by name.

    Raises
    ------
    ValueError
        If the language is unknown.
    """
    if language not in LANGUAGES:
        raise ValueError(f"language is {language!r}; choose nl or en")
    return _read(f"words_{language}.yaml")


def translated(kind: str, code: str, language: str) -> str:
    """Write a code in words; a code that is not listed stays as it is.

    Parameters
    ----------
    kind : str
        Section of ``translations.yaml``: ``parameters``, ``levers``, ``sectors``, ``occupations``, ``evidence``,
        ``evidence_levels`` or ``reasons``.
    code : str
        Name in the results.
    language : str
        ``nl`` or ``en``.
    """
    texts = _translations()[kind].get(code, {})
    return str(texts.get(language, code))


def unit_text(unit: str, language: str) -> str:
    """Write the unit of an assumption or of a published figure."""
    texts = _translations()["units"].get(unit)
    return unit_word(unit, language) if texts is None else str(texts.get(language, unit))


def kind_of_source(source: str) -> str:
    """Tell what a source is worth: ``assumption``, ``choice`` of the scenario or initiative, or ``reported``."""
    if not source.strip() or _ASSUMED.match(source):
        return "assumption"
    return "choice" if source.strip().startswith(_CHOICE) else "reported"


def source_text(source: str, language: str) -> str:
    """Write a source without the word assumption; the text of a user stays as it is.

    Parameters
    ----------
    source : str
        Text in the results, in English; a period may follow between brackets.
    language : str
        ``nl`` or ``en``.
    """
    text = _ASSUMED.sub("", source).strip()
    if language == LANGUAGES[1]:
        return text
    known = _translations()["sources"]
    if text in known:
        return str(known[text])
    if text.startswith(_SET_IN):
        return text.replace(_SET_IN, str(known[_SET_IN]), 1)
    dated = _PERIOD.match(text)
    if dated and dated["text"] in known:
        period = dated["period"]
        for english, dutch in _translations()["periods"].items():
            period = period.replace(english, dutch)
        return f"{known[dated['text']]} ({period})"
    return text


def undated(source: str) -> str:
    """Leave out the period between brackets at the end of a source."""
    dated = _PERIOD.match(source.strip())
    return dated["text"] if dated else source


@cache
def _translations() -> dict[str, dict[str, Any]]:
    return _read("translations.yaml")


def _read(name: str) -> dict[str, Any]:
    content = OmegaConf.to_container(OmegaConf.load(TEMPLATES / name))
    if not isinstance(content, dict):
        raise TypeError(f"{name} must hold texts by name")
    return {str(key): value for key, value in content.items()}
