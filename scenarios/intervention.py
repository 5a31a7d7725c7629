"""What an intervention is: levers with a target, a coverage, a roll-out, support, cost and evidence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

EVIDENCE_LEVELS = ("measured_elsewhere", "reported_without_control", "assumption")
"""Measured elsewhere with a comparison; reported before and after without one; not reported at all."""


class DeclaredParameter(Protocol):
    """What the reader of intervention files needs to know about a parameter of a lever."""

    @property
    def lower(self) -> float:
        """Lowest value the lever accepts."""

    @property
    def upper(self) -> float:
        """Highest value the lever accepts."""


class DeclaredLever(Protocol):
    """What the reader of intervention files needs to know about a lever."""

    @property
    def parameters(self) -> Mapping[str, DeclaredParameter]:
        """Parameters by name."""


@dataclass(frozen=True)
class Quantity:
    """A number with the range in which it may lie and where it comes from.

    Attributes
    ----------
    value : float
        Central value, used when uncertainty is off.
    lower, upper : float
        Range, ``lower <= value <= upper``.
    source : str
        Id of a figure in the evidence register, or a text that begins with ``assumption``.
    """

    value: float
    lower: float
    upper: float
    source: str

    def at(self, luck: float) -> float:
        """Return the number that belongs to a draw in (0, 1), even over the range."""
        return self.lower + luck * (self.upper - self.lower)


@dataclass(frozen=True)
class LeverUse:
    """One lever of an intervention, with the parameters that differ from the lever's own declaration."""

    lever: str
    parameters: Mapping[str, Quantity] = field(default_factory=dict)


@dataclass(frozen=True)
class Target:
    """Employers an intervention is meant for; an empty tuple stands for all.

    Attributes
    ----------
    sectors, occupations, sub_regions : tuple of str
        Names as in :mod:`agents.region` and :mod:`agents.vocabulary`.
    minimum_team_size : int
        Fewest staff of an employer, 1 or more.
    """

    sectors: tuple[str, ...] = ()
    occupations: tuple[str, ...] = ()
    sub_regions: tuple[str, ...] = ()
    minimum_team_size: int = 1


@dataclass(frozen=True)
class RollOut:
    """How an intervention reaches its employers.

    Attributes
    ----------
    pilot_months : int
        Length of the pilot; 0 for none.
    pilot_share : float
        Share of the coverage that takes part in the pilot, 0 to 1.
    phase_months : int
        Months after the pilot over which the rest follows evenly; 0 for all at once.
    """

    pilot_months: int = 12
    pilot_share: float = 0.1
    phase_months: int = 36


@dataclass(frozen=True)
class Support:
    """Who must back an intervention at an employer.

    Attributes
    ----------
    staff, management : Quantity
        Probability that each of the two sides backs it, 0 to 1.
    required : bool
        Whether the measure has no effect at an employer where one of the sides does not back it.
    """

    staff: Quantity
    management: Quantity
    required: bool


@dataclass(frozen=True)
class Cost:
    """What an intervention costs, in euros of the year it is paid.

    Attributes
    ----------
    per_employer_start_eur : Quantity
        Once, when an employer starts.
    per_employer_month_eur : Quantity
        Every month at every employer that takes part.
    per_person_eur : Quantity
        Once for every person reached.
    """

    per_employer_start_eur: Quantity
    per_employer_month_eur: Quantity
    per_person_eur: Quantity


@dataclass(frozen=True)
class Intervention:
    """A measure that a policy maker can take.

    Attributes
    ----------
    name : str
        Name in the configuration, equal to the name of the file.
    title_nl, title_en, description_nl, description_en : str
        For a reader.
    evidence : tuple of str
        Ids in the evidence register.
    evidence_level : str
        One of :data:`EVIDENCE_LEVELS`.
    levers : tuple of LeverUse
        What changes; empty for a bundle.
    target : Target
        Employers it is meant for.
    coverage : float
        Share of the target that takes part at full roll-out, 0 to 1.
    roll_out : RollOut
        Pilot and phases.
    support : Support
        Who must back it.
    cost : Cost or None
        What it costs; None where nobody knows.
    includes : tuple of str
        Names of the interventions of a bundle.
    """

    name: str
    title_nl: str
    title_en: str
    description_nl: str
    description_en: str
    evidence: tuple[str, ...]
    evidence_level: str
    levers: tuple[LeverUse, ...]
    target: Target
    coverage: float
    roll_out: RollOut
    support: Support
    cost: Cost | None
    includes: tuple[str, ...] = ()
