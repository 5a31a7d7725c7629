"""What an intervention is: levers with a target, a coverage, a roll-out, support, cost and evidence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Literal, Protocol, get_args

from agents.persons import FIRST_AGE, LAST_AGE

Scope = Literal["employers", "coaches", "sub_regions", "persons"]
"""On whom a lever works."""

SCOPES: tuple[Scope, ...] = get_args(Scope)

SCOPE_WORDS: Mapping[Scope, tuple[str, str]] = {
    "employers": ("werkgevers", "employers"),
    "coaches": ("begeleiders", "coaches"),
    "sub_regions": ("deelregio's", "sub-regions"),
    "persons": ("personen", "persons"),
}
"""On whom a lever works, in Dutch and in English."""

EVIDENCE_LEVELS = ("measured_elsewhere", "reported_without_control", "assumption")
"""Measured elsewhere with a comparison; reported before and after without one; not reported at all."""


NOT_A_PART = "assumption: not a part used"
"""Source of the neutral value of a parameter of a lever that an intervention does not use."""


class DeclaredParameter(Protocol):
    """What the reader of intervention files needs to know about a parameter of a lever."""

    @property
    def bounds(self) -> tuple[float, float]:
        """Lowest and highest value the lever accepts."""

    @property
    def neutral(self) -> float | None:
        """Value at which the parameter does nothing; None when it says how the lever works, not how much."""


class DeclaredLever(Protocol):
    """What the reader of intervention files needs to know about a lever."""

    @property
    def scope(self) -> Scope:
        """On whom the lever works."""

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
    """One lever of an intervention.

    Attributes
    ----------
    lever : str
        Name of the lever.
    parameters : mapping of str to Quantity
        Parameters that differ from the lever's own declaration, among them those set to their neutral value because
        they are no part of the intervention.
    """

    lever: str
    parameters: Mapping[str, Quantity] = field(default_factory=dict)


@dataclass(frozen=True)
class Target:
    """For whom an intervention is meant; an empty tuple stands for all.

    Attributes
    ----------
    sub_regions : tuple of str
        Names as in :mod:`agents.region`: of the workplace, of the coach, of the services or of residence.
    sectors, occupations : tuple of str
        Employers, by name as in :mod:`agents.region` and :mod:`agents.vocabulary`.
    minimum_team_size : int
        Fewest staff of an employer, 1 or more.
    organisations : tuple of str
        Coaches, by the organisation they work for.
    personas, origins, statuses, sexes : tuple of str
        Persons, by what they are in the month itself.
    youngest, oldest : int
        Persons, by completed age, both included.
    minimum_months_out : int
        Persons without work for at least so many months; 0 for all, also those at work.
    """

    sectors: tuple[str, ...] = ()
    occupations: tuple[str, ...] = ()
    sub_regions: tuple[str, ...] = ()
    minimum_team_size: int = 1
    organisations: tuple[str, ...] = ()
    personas: tuple[str, ...] = ()
    origins: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    sexes: tuple[str, ...] = ()
    youngest: int = FIRST_AGE
    oldest: int = LAST_AGE
    minimum_months_out: int = 0


@dataclass(frozen=True)
class RollOut:
    """How an intervention reaches those who take part.

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
    """Who must back an intervention; None where a side is not asked.

    Attributes
    ----------
    staff, management : Quantity or None
        Probability that each of the two sides of an employer backs it, 0 to 1.
    school, company : Quantity or None
        Probability that the school that sends pupils and the company that receives them back it, 0 to 1; they stand in
        the place of staff and management where a measure works between schools and companies.
    required : bool
        Whether the measure has no effect where one of the sides does not back it.
    coaches, sub_regions, persons : Quantity or None
        Probability that an organisation of coaches in a sub-region, a sub-region or a person backs it, 0 to 1.
    """

    staff: Quantity | None
    management: Quantity | None
    required: bool
    school: Quantity | None = None
    company: Quantity | None = None
    coaches: Quantity | None = None
    sub_regions: Quantity | None = None
    persons: Quantity | None = None

    @property
    def shares(self) -> dict[str, Quantity]:
        """Probability that each side asked backs it, by the name of the side."""
        return _given(self)


@dataclass(frozen=True)
class Amounts:
    """What an intervention asks for, in euros of the year they are paid or in hours of people's work; None for nothing.

    Hours are those of people who make the measure work: staff of the organisers, employers with their managers,
    mentors and staff who follow a course in working time, and teachers. The time of jobseekers and pupils who are
    reached does not count.

    Attributes
    ----------
    per_employer_start, per_coach_start : Quantity or None
        Once, when an employer or a coach starts.
    per_employer_month, per_coach_month : Quantity or None
        Every month for every employer or coach that takes part.
    per_person : Quantity or None
        Once for every person reached.
    per_hour : Quantity or None
        For every hour of work that the levers report.
    per_month : Quantity or None
        Every month in which the measure acts, for the measure as a whole: a platform, a secretariat, a centre.
    """

    per_employer_start: Quantity | None = None
    per_employer_month: Quantity | None = None
    per_person: Quantity | None = None
    per_coach_start: Quantity | None = None
    per_coach_month: Quantity | None = None
    per_hour: Quantity | None = None
    per_month: Quantity | None = None

    @property
    def given(self) -> dict[str, Quantity]:
        """What is asked for, by what it is asked for."""
        return _given(self)


AS_REPORTED = Quantity(1.0, 1.0, 1.0, "counted by the lever itself")
"""Hours of people for every hour of work that a lever reports."""


def _given(record: Support | Amounts) -> dict[str, Quantity]:
    """Return the quantities of a record that are not left out, by name."""
    values = {entry.name: getattr(record, entry.name) for entry in fields(record)}
    return {name: value for name, value in values.items() if isinstance(value, Quantity)}


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
    covers : tuple of str
        Ids of the documented measures, rows of the table of interventions, that it stands for.
    levers : tuple of LeverUse
        What changes; empty for a bundle.
    target : Target
        For whom it is meant.
    coverage : float
        Share of the target that takes part at full roll-out, 0 to 1.
    roll_out : RollOut
        Pilot and phases.
    support : Support
        Who must back it.
    cost : Amounts or None
        Euros it costs; None where nobody knows.
    includes : tuple of str
        Names of the interventions of a bundle.
    end : int or None
        First month, counted from January 2012, in which it acts no more; None for a measure that stays.
    duration_months : int or None
        Months it acts, counted from its start; None for a measure that stays.
    variant_of : str
        Name of the intervention that it varies; empty for none.
    hours : Amounts or None
        Hours of people's work it asks for; None where nobody knows.
    reviews : tuple of str
        Findings from elsewhere about this kind of measure; empty where none is known.
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
    cost: Amounts | None
    includes: tuple[str, ...] = ()
    covers: tuple[str, ...] = ()
    end: int | None = None
    duration_months: int | None = None
    variant_of: str = ""
    hours: Amounts | None = None
    reviews: tuple[str, ...] = ()

    @property
    def family(self) -> str:
        """Name that variants share: the same agents join in the same order, with the same draws of what is assumed."""
        return self.variant_of or self.name

    def end_when_started(self, start: int) -> int | None:
        """Return the first month in which it acts no more when it starts in a month; None if it stays."""
        return self.end if self.duration_months is None else start + self.duration_months
