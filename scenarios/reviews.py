"""What was measured elsewhere for kinds of measures, to hold simulated effects against."""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from typing import Any

from omegaconf import OmegaConf

REVIEWS = Path(__file__).parent / "reviews.yaml"
CONTROLS = ("trial", "comparison", "review", "none", "not_found")
"""Drawn by lot; compared with others like them; a review of such studies; nothing to compare with; nothing found."""
CONTROLLED = CONTROLS[:3]
DIRECTIONS = ("up", "down", "zero", "mixed", "unknown")
CONFIDENCES = ("P", "S")
"""Read in the paper or its abstract; read in another text about it."""


@dataclass(frozen=True)
class Size:
    """How large an effect was found to be; without an interval where none is noted."""

    value: float
    lower: float | None = None
    upper: float | None = None


@dataclass(frozen=True)
class Reading:
    """How a comparison of scenarios shows an outcome.

    Attributes
    ----------
    indicator : str
        Indicator whose difference is read, for the whole province.
    per : str
        Flow of persons that the difference is divided by, in days per person; empty for the difference itself.
    after_months : int
        Months after the start of the measures from which it is read, to the end of the run.
    """

    indicator: str
    per: str = ""
    after_months: int = 0


@dataclass(frozen=True)
class Review:
    """One finding about one outcome of one kind of measure.

    Attributes
    ----------
    name : str
        Name that interventions write under ``reviews``.
    kind_nl, kind_en, finding_nl, finding_en : str
        Kind of measure and what was found, for a reader.
    control : str
        One of :data:`CONTROLS`.
    direction : str
        Of the outcome, one of :data:`DIRECTIONS`.
    place_nl, place_en, period : str
        Where and when; empty where it is not known.
    source : str
        Id in the register of figures with author, year and place of publication.
    confidence : str
        One of :data:`CONFIDENCES`.
    size : Size or None
        Effect in the unit of `read`; None where only the direction is known.
    read : Reading or None
        How a comparison shows it; None where it cannot.
    """

    name: str
    kind_nl: str
    kind_en: str
    finding_nl: str
    finding_en: str
    control: str
    direction: str
    place_nl: str
    place_en: str
    period: str
    source: str
    confidence: str
    size: Size | None = None
    read: Reading | None = None

    @property
    def measured(self) -> bool:
        """Whether an effect was measured against people or places without the measure."""
        return self.control in CONTROLLED and self.direction != "unknown"


@cache
def load_reviews(path: Path = REVIEWS) -> dict[str, Review]:
    """Read the findings by name.

    Raises
    ------
    ValueError
        For a missing or unknown key, or a word that is not one of those allowed.
    """
    content = OmegaConf.to_container(OmegaConf.load(path))
    if not isinstance(content, dict):
        raise ValueError(f"{path.name} must hold findings by name.")
    entries = {str(name): entry for name, entry in content.items()}
    return {name: _review(name, entry, f"{path.name}, '{name}'") for name, entry in entries.items()}


def _review(name: str, entry: Any, place: str) -> Review:
    """Read one finding and check its words."""
    known = {field.name for field in fields(Review)} - {"name"}
    strange, missing = set(entry) - known, known - set(entry) - {"size", "read"}
    if strange or missing:
        raise ValueError(f"{place}: unknown {sorted(strange)}, missing {sorted(missing)}; compare with other findings.")
    for key, allowed in (("control", CONTROLS), ("direction", DIRECTIONS), ("confidence", CONFIDENCES)):
        if entry[key] not in allowed:
            raise ValueError(f"{place}: '{entry[key]}' is no {key}; write one of {', '.join(allowed)}.")
    texts = {key: str(value).strip() for key, value in entry.items() if key not in ("size", "read")}
    size = Size(**entry["size"]) if "size" in entry else None
    read = Reading(**entry["read"]) if "read" in entry else None
    return Review(name=name, size=size, read=read, **texts)
