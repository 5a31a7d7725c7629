"""How the terms of Belgian Defence are read from their file, and how every mistake in the file is named."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from omegaconf import OmegaConf
from omegaconf.errors import OmegaConfBaseException
from yaml import YAMLError

from agents.defence import JOBS, PLACES, DefenceTerms, Term, term_declarations
from scenarios.errors import UserMistake
from scenarios.intervention import Quantity
from scenarios.yaml_section import Section

SHIPPED = Path(__file__).with_name("defence.yaml")
"""The terms used when no file is named."""

_SHARE = Term("", "share", 0.0, 1.0)
_WHOLE = ("employment_service", "community", "soldier_education", "youngest", "oldest", "training_months")


@dataclass(frozen=True)
class DefenceFile:
    """What a file says about Belgian Defence.

    Attributes
    ----------
    terms : DefenceTerms
        The values to compute with.
    quantities : mapping of str to Quantity
        Value, range and source of every line, by its keys joined by a dot.
    """

    terms: DefenceTerms
    quantities: Mapping[str, Quantity]


def defence_terms(path: str = "") -> DefenceTerms:
    """Return the terms of a file, of the shipped one where no path is given; read once per process."""
    return read_defence(path).terms


@lru_cache(maxsize=8)
def read_defence(path: str = "") -> DefenceFile:
    """Read and check a file with the terms of Defence.

    Parameters
    ----------
    path : str
        The file; empty for the one that is shipped.

    Returns
    -------
    DefenceFile

    Raises
    ------
    UserMistake
        For anything in the file that is missing, unknown or out of range, naming the file and the key.
    """
    file = Path(path) if path else SHIPPED
    declared = term_declarations()
    sections = dict.fromkeys(("posts", "places", "jobs", *(entry.section for entry in declared.values())))
    top = Section(file.name, "", _content(file), sections)
    quantities: dict[str, Quantity] = {}
    for section, names in (("places", PLACES), ("jobs", tuple(JOBS))):
        part = top.section(section, names)
        for name in names:
            quantities[f"{section}.{name}"] = _read(part, name, _SHARE)
        if sum(quantities[f"{section}.{name}"].value for name in names) <= 0.0:
            raise top.mistake(section, "telt op tot nul; geef minstens een aandeel", "adds up to zero; give a share")
    for section in sections:
        keys = [name for name, entry in declared.items() if entry.section == section]
        if not keys:
            continue
        part = top.section(section, keys)
        for name in keys:
            quantities[f"{section}.{name}"] = _read(part, name, declared[name])
    values = {name: quantities[f"{entry.section}.{name}"].value for name, entry in declared.items()}
    terms = DefenceTerms(
        tuple(quantities[f"places.{name}"].value for name in PLACES),
        tuple(quantities[f"jobs.{name}"].value for name in JOBS),
        **values,
    )
    _check_together(top, terms)
    return DefenceFile(terms, quantities)


def _read(section: Section, name: str, term: Term) -> Quantity:
    """Read one line; a line that is missing is a mistake, for then nobody knows what was assumed."""
    if name not in section.content:
        raise section.mistake(
            name,
            f"ontbreekt; schrijf een getal van {term.lower:g} tot {term.upper:g}",
            f"is missing; write a number from {term.lower:g} to {term.upper:g}",
        )
    quantity = section.quantity(name, term.lower, term.upper)
    if name in _WHOLE and quantity.value != int(quantity.value):
        raise section.mistake(
            name, f"vraagt een geheel getal, niet {quantity.value:g}", f"takes a whole number, not {quantity.value:g}"
        )
    return quantity


def _check_together(top: Section, terms: DefenceTerms) -> None:
    """Refuse terms that contradict each other."""
    if terms.youngest > terms.oldest:
        raise top.mistake(
            "selection.oldest", "moet minstens zo groot zijn als 'youngest'", "must be at least as large as 'youngest'"
        )
    if terms.training_months > terms.early_months:
        raise top.mistake(
            "retention.early_months",
            "moet minstens zo lang zijn als de basisopleiding ('training_months')",
            "must be at least as long as the initial training ('training_months')",
        )


def _content(file: Path) -> Any:
    """Read a file as plain mappings and numbers; nothing in it is executed or looked up."""
    try:
        return OmegaConf.to_container(OmegaConf.load(file), resolve=False)
    except FileNotFoundError as problem:
        raise UserMistake(
            nl=f"Het bestand '{file}' bestaat niet; kopieer scenarios/defence.yaml, vul het in en schrijf defence=PAD.",
            en=f"There is no file '{file}'; copy scenarios/defence.yaml, fill it in and write defence=PATH.",
        ) from problem
    except (YAMLError, OmegaConfBaseException, UnicodeDecodeError, OSError) as problem:
        line = getattr(getattr(problem, "problem_mark", None), "line", None)
        place, place_en = ("", "") if line is None else (f" (regel {line + 1})", f" (line {line + 1})")
        raise UserMistake(
            nl=f"{file.name}{place} is geen leesbare YAML; vergelijk het met scenarios/defence.yaml.",
            en=f"{file.name}{place_en} is not readable YAML; compare it with scenarios/defence.yaml.",
        ) from problem
