"""How an intervention is read from its YAML file, and how every mistake in the file is named."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from omegaconf import OmegaConf
from omegaconf.errors import OmegaConfBaseException
from yaml import YAMLError

from agents.region import SECTORS, SUB_REGIONS
from agents.vocabulary import OCCUPATIONS
from scenarios.errors import UserMistake, unknown
from scenarios.intervention import (
    EVIDENCE_LEVELS,
    Cost,
    DeclaredLever,
    Intervention,
    LeverUse,
    Quantity,
    RollOut,
    Support,
    Target,
)

UNKNOWN = "unknown"
"""Written for ``cost`` when no amount, not even an assumed one, can be given."""

_LARGEST_AMOUNT = 1e9
_LONGEST = 480


class _Section:
    """One mapping of an intervention file, read key by key with the place in mind."""

    def __init__(self, file: str, place: str, content: Any, keys: Iterable[str]) -> None:
        self.file = file
        self.place = place
        if not isinstance(content, dict):
            raise self.mistake("", "vraagt regels 'sleutel: waarde'", "takes lines 'key: value'")
        self.content = content
        known = tuple(keys)
        for key in content:
            if key not in known:
                problem = unknown("sleutel", "key", str(key), known)
                raise UserMistake(nl=f"{file}: {problem.nl}", en=f"{file}: {problem.en}")

    def mistake(self, key: str, nl: str, en: str) -> UserMistake:
        """Name the file and the key in front of a complaint."""
        where = ".".join(part for part in (self.place, key) if part) or "het bestand"
        where_en = ".".join(part for part in (self.place, key) if part) or "the file"
        return UserMistake(nl=f"{self.file}: '{where}' {nl}.", en=f"{self.file}: '{where_en}' {en}.")

    def text(self, key: str) -> str:
        """Return a text that is not empty."""
        value = self.content.get(key)
        if not isinstance(value, str) or not value.strip():
            raise self.mistake(key, "vraagt een tekst", "takes a text")
        return " ".join(value.split())

    def number(self, key: str, lower: float, upper: float, default: float | None = None) -> float:
        """Return a finite number between bounds."""
        value = self.content.get(key, default)
        if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
            raise self.mistake(
                key,
                f"vraagt een getal van {lower:g} tot {upper:g}, niet '{value}'",
                f"takes a number from {lower:g} to {upper:g}, not '{value}'",
            )
        if not lower <= value <= upper:
            raise self.mistake(
                key,
                f"moet van {lower:g} tot {upper:g} lopen, niet {value:g}",
                f"must lie from {lower:g} to {upper:g}, not {value:g}",
            )
        return float(value)

    def whole(self, key: str, lower: int, upper: int, default: int | None = None) -> int:
        """Return a whole number between bounds."""
        value = self.number(key, lower, upper, default)
        if value != int(value):
            raise self.mistake(key, f"vraagt een geheel getal, niet {value:g}", f"takes a whole number, not {value:g}")
        return int(value)

    def names(self, key: str, kind_nl: str, kind_en: str, known: Iterable[str] | None = None) -> tuple[str, ...]:
        """Return a list of names, each of them known."""
        value = self.content.get(key, [])
        if not isinstance(value, list) or not all(isinstance(name, str) for name in value):
            raise self.mistake(key, "vraagt een lijst van namen", "takes a list of names")
        if known is not None:
            allowed = tuple(known)
            for name in value:
                if name not in allowed:
                    problem = unknown(kind_nl, kind_en, name, allowed)
                    raise UserMistake(nl=f"{self.file}: {problem.nl}", en=f"{self.file}: {problem.en}")
        if len(set(value)) != len(value):
            raise self.mistake(key, "noemt een naam tweemaal", "names something twice")
        return tuple(value)

    def quantity(self, key: str, lower: float, upper: float) -> Quantity:
        """Return a number with its range, or a plain number as a range without width."""
        value = self.content.get(key)
        if not isinstance(value, dict):
            number = self.number(key, lower, upper)
            return Quantity(number, number, number, f"assumption: set in {self.file}")
        place = ".".join(part for part in (self.place, key) if part)
        part = _Section(self.file, place, value, ("value", "lower", "upper", "source"))
        central = part.number("value", lower, upper)
        lowest = part.number("lower", lower, upper, central)
        highest = part.number("upper", lower, upper, central)
        if not lowest <= central <= highest:
            raise self.mistake(key, "vraagt lower <= value <= upper", "needs lower <= value <= upper")
        return Quantity(central, lowest, highest, part.text("source"))

    def section(self, key: str, keys: Iterable[str]) -> _Section:
        """Return a mapping inside this one; an absent key counts as empty."""
        place = ".".join(part for part in (self.place, key) if part)
        return _Section(self.file, place, self.content.get(key, {}), keys)


def _levers(file: str, content: Any, levers: Mapping[str, DeclaredLever]) -> tuple[LeverUse, ...]:
    """Read the list of levers with their parameters."""
    if not isinstance(content, list):
        raise UserMistake(
            nl=f"{file}: 'levers' vraagt een lijst met regels '- lever: naam'.",
            en=f"{file}: 'levers' takes a list of lines '- lever: name'.",
        )
    uses = []
    for number, entry in enumerate(content, start=1):
        section = _Section(file, f"levers {number}", entry, ("lever", "parameters"))
        name = section.text("lever")
        if name not in levers:
            problem = unknown("hefboom", "lever", name, levers)
            raise UserMistake(nl=f"{file}: {problem.nl}", en=f"{file}: {problem.en}")
        declared = levers[name].parameters
        chosen = section.section("parameters", declared)
        uses.append(
            LeverUse(
                name,
                {key: chosen.quantity(key, declared[key].lower, declared[key].upper) for key in chosen.content},
            )
        )
    return tuple(uses)


def _support(section: _Section) -> Support:
    """Read who must back the measure."""
    required = section.content.get("required", True)
    if not isinstance(required, bool):
        raise section.mistake("required", "vraagt true of false", "takes true or false")
    return Support(section.quantity("staff", 0, 1), section.quantity("management", 0, 1), required)


def _cost(top: _Section) -> Cost | None:
    """Read what the measure costs; the word ``unknown`` says that nobody knows."""
    if top.content.get("cost") == UNKNOWN:
        return None
    amounts = ("per_employer_start_eur", "per_employer_month_eur", "per_person_eur")
    section = top.section("cost", amounts)
    return Cost(*(section.quantity(name, 0, _LARGEST_AMOUNT) for name in amounts))


def _content(path: Path) -> Any:
    """Read a file as plain lists, mappings, texts and numbers; nothing in it is executed or looked up."""
    try:
        return OmegaConf.to_container(OmegaConf.load(path), resolve=False)
    except (YAMLError, OmegaConfBaseException, UnicodeDecodeError, OSError) as problem:
        line = getattr(getattr(problem, "problem_mark", None), "line", None)
        place = "" if line is None else f" (regel {line + 1})"
        place_en = "" if line is None else f" (line {line + 1})"
        raise UserMistake(
            nl=f"{path.name}{place} is geen leesbare YAML; vergelijk het met een meegeleverde interventie.",
            en=(f"{path.name}{place_en} is not readable YAML; compare it with an intervention that is shipped."),
        ) from problem


def read_intervention(path: Path, levers: Mapping[str, DeclaredLever]) -> Intervention:
    """Read and check one intervention.

    Parameters
    ----------
    path : Path
        YAML file; its name without ending is the name of the intervention.
    levers : mapping of str to lever
        The levers that exist.

    Returns
    -------
    Intervention
        Complete and within bounds; whether its ``includes`` exist is for :func:`scenarios.arms.load_library`.

    Raises
    ------
    UserMistake
        For anything in the file that cannot be understood, naming the file and the key.
    """
    file = path.name
    keys = [
        "title_nl",
        "title_en",
        "description_nl",
        "description_en",
        "evidence",
        "evidence_level",
        "includes",
        "levers",
        "target",
        "coverage",
        "roll_out",
        "support",
        "cost",
    ]
    top = _Section(file, "", _content(path), keys)
    includes = top.names("includes", "interventie", "intervention")
    uses = _levers(file, top.content.get("levers", []), levers)
    if not includes and not uses:
        raise UserMistake(
            nl=f"{file}: noem minstens een hefboom onder 'levers' of een interventie onder 'includes'.",
            en=f"{file}: name at least one lever under 'levers' or one intervention under 'includes'.",
        )
    if includes and uses:
        raise UserMistake(
            nl=f"{file}: een bundel met 'includes' heeft geen eigen 'levers'; zet die in een eigen bestand.",
            en=(f"{file}: a bundle with 'includes' has no 'levers' of its own; put those in a file of their own."),
        )
    level = top.text("evidence_level")
    if level not in EVIDENCE_LEVELS:
        problem = unknown("bewijskracht", "evidence level", level, EVIDENCE_LEVELS)
        raise UserMistake(nl=f"{file}: {problem.nl}", en=f"{file}: {problem.en}")
    nothing = Quantity(0.0, 0.0, 0.0, "sum of the included interventions")
    target = top.section("target", ("sectors", "occupations", "sub_regions", "minimum_team_size"))
    roll_out = top.section("roll_out", ("pilot_months", "pilot_share", "phase_months"))
    support = top.section("support", ("staff", "management", "required"))
    return Intervention(
        name=path.stem,
        title_nl=top.text("title_nl"),
        title_en=top.text("title_en"),
        description_nl=top.text("description_nl"),
        description_en=top.text("description_en"),
        evidence=top.names("evidence", "bron", "source"),
        evidence_level=level,
        levers=uses,
        target=Target(
            target.names("sectors", "sector", "sector", SECTORS),
            target.names("occupations", "beroep", "occupation", OCCUPATIONS),
            target.names("sub_regions", "deelregio", "sub-region", SUB_REGIONS),
            target.whole("minimum_team_size", 1, 100_000, 1),
        ),
        coverage=0.0 if includes else top.number("coverage", 0, 1),
        roll_out=RollOut(
            roll_out.whole("pilot_months", 0, _LONGEST, RollOut.pilot_months),
            roll_out.number("pilot_share", 0, 1, RollOut.pilot_share),
            roll_out.whole("phase_months", 0, _LONGEST, RollOut.phase_months),
        ),
        support=Support(nothing, nothing, False) if includes else _support(support),
        cost=Cost(nothing, nothing, nothing) if includes else _cost(top),
        includes=includes,
    )
