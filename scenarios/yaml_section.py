"""How one part of an intervention file is read, key by key, so that every mistake names the file and the key."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from typing import Any

from scenarios.errors import UserMistake, unknown
from scenarios.intervention import SCOPE_WORDS, Quantity, Scope


class Section:
    """One mapping of an intervention file, read key by key with the place in mind.

    Parameters
    ----------
    file : str
        Name of the file.
    place : str
        Keys that lead to the mapping, joined by dots; empty for the whole file.
    content : object
        What stands there.
    keys : iterable of str
        Keys that may be used.

    Raises
    ------
    UserMistake
        For content that is no mapping, or a key that does not exist.
    """

    def __init__(self, file: str, place: str, content: Any, keys: Iterable[str]) -> None:
        self.file = file
        self.place = place
        if not isinstance(content, dict):
            raise self.mistake("", "vraagt regels 'sleutel: waarde'", "takes lines 'key: value'")
        self.content = content
        known = tuple(keys)
        for key in content:
            if key not in known:
                raise self._unknown(unknown("sleutel", "key", str(key), known))

    def mistake(self, key: str, nl: str, en: str) -> UserMistake:
        """Name the file and the key in front of a complaint."""
        where = ".".join(part for part in (self.place, key) if part) or "het bestand"
        where_en = ".".join(part for part in (self.place, key) if part) or "the file"
        return UserMistake(nl=f"{self.file}: '{where}' {nl}.", en=f"{self.file}: '{where_en}' {en}.")

    def _unknown(self, problem: UserMistake) -> UserMistake:
        """Name the file in front of an unknown name."""
        return UserMistake(nl=f"{self.file}: {problem.nl}", en=f"{self.file}: {problem.en}")

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
                    raise self._unknown(unknown(kind_nl, kind_en, name, allowed))
        if len(set(value)) != len(value):
            raise self.mistake(key, "noemt een naam tweemaal", "names something twice")
        return tuple(value)

    def quantity(self, key: str, lower: float, upper: float) -> Quantity:
        """Return a number with its range, or a plain number as a range without width."""
        value = self.content.get(key)
        if not isinstance(value, dict):
            number = self.number(key, lower, upper)
            return Quantity(number, number, number, f"assumption: set in {self.file}")
        part = self.section(key, ("value", "lower", "upper", "source"))
        central = part.number("value", lower, upper)
        lowest = part.number("lower", lower, upper, central)
        highest = part.number("upper", lower, upper, central)
        if not lowest <= central <= highest:
            raise self.mistake(key, "vraagt lower <= value <= upper", "needs lower <= value <= upper")
        return Quantity(central, lowest, highest, part.text("source"))

    def section(self, key: str, keys: Iterable[str]) -> Section:
        """Return a mapping inside this one; an absent key counts as empty."""
        place = ".".join(part for part in (self.place, key) if part)
        return Section(self.file, place, self.content.get(key, {}), keys)

    def check_fit(self, fits: Mapping[str, Iterable[Scope]], scopes: Iterable[Scope]) -> None:
        """Refuse a key that concerns nobody on whom a lever of the file works.

        Parameters
        ----------
        fits : mapping of str to scopes
            On whom each key bears; keys that are not named fit everywhere.
        scopes : iterable of scope
            On whom the levers of the file work.
        """
        present = set(scopes)
        for key in self.content:
            concerned = tuple(fits.get(key, present))
            if not present.intersection(concerned):
                nl, en = (" of ", " or ")
                nl = nl.join(SCOPE_WORDS[scope][0] for scope in concerned)
                en = en.join(SCOPE_WORDS[scope][1] for scope in concerned)
                raise self.mistake(
                    key,
                    f"past bij geen enkele hefboom van dit bestand, want het gaat over {nl}; laat het weg",
                    f"fits no lever of this file, because it is about {en}; leave it out",
                )
