"""Belgian Defence as one special employer: its terms, which residents serve there, and what its work asks and offers.

The project description on young people and Belgian Defence speaks of acute shortages of staff and gives no figure, so
every term is an assumption. The terms stand in one file that Defence could fill in (:mod:`scenarios.defence_file`);
here is declared what they mean. Defence is formed from residents who work in public administration: it has posts in
several sub-regions and outside the province, and job designs, vacancies and recruits like every other employer.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final, NamedTuple

import numpy as np
import numpy.typing as npt

from agents.draws import Luck, uniforms
from agents.employers import Employers
from agents.job_designs import JobDesigns
from agents.region import SECTORS, SUB_REGIONS
from agents.sampling import whole_numbers
from agents.vocabulary import (
    ADMINISTRATIVE,
    COMMUNITY,
    DAY,
    DRIVER_LOGISTICS,
    ELEMENTARY,
    EMPLOYMENT_SERVICE,
    IRREGULAR,
    NOBODY,
    STAFF_NETWORK,
    TECHNICIAN,
    WEB,
    YOUNG_PEOPLE,
)

DEFENCE_SECTOR: Final = SECTORS.index("public_administration")

PLACES: Final = (*SUB_REGIONS, "outside")
"""Where posts can be, in code order."""

JOBS: Final = {
    "soldier": ELEMENTARY,
    "driver_logistics": DRIVER_LOGISTICS,
    "technician": TECHNICIAN,
    "staff": ADMINISTRATIVE,
}
"""Entry posts and the occupation each belongs to: whom it draws, and what it asks of skill."""

SOLDIERS: Final = (ELEMENTARY, DRIVER_LOGISTICS)
"""Occupations whose posts ask what is asked of soldiers, and carry their load."""

OLDEST_IN_SERVICE: Final = 56
"""Age after which residents are not taken for staff of Defence at the start (years, assumption)."""


@dataclass(frozen=True)
class Term:
    """Declaration of one term: where it stands in the file, its unit, and the bounds of what makes sense."""

    section: str
    unit: str
    lower: float
    upper: float


def term(section: str, unit: str, lower: float = 0.0, upper: float = 1.0) -> Any:
    """Declare a term as the default of a named-tuple field; see :class:`Term`."""
    return Term(section, unit, lower, upper)


class DefenceTerms(NamedTuple):
    """Everything assumed about Belgian Defence, in the order of its file.

    ``places`` holds shares of the posts by place (:data:`PLACES`), ``jobs`` by entry post (:data:`JOBS`).
    """

    places: tuple[float, ...]
    jobs: tuple[float, ...]

    residents_in_service: float = term("posts", "persons", 0.0, 20_000.0)
    open_share: float = term("posts", "share of the posts", 0.0, 0.5)
    women_share: float = term("posts", "share of the staff")

    channel_breadth: float = term("recruitment", "share")
    employment_service: float = term("recruitment", "0 or 1")
    community: float = term("recruitment", "0 or 1")
    advert_tone: float = term("recruitment", "share")
    youth_reach: float = term("recruitment", "share of young people")
    drawn_women: float = term("recruitment", "share of women")
    drawn_abroad: float = term("recruitment", "share of people born abroad")

    youngest: float = term("selection", "years", 15.0, 69.0)
    oldest: float = term("selection", "years", 15.0, 69.0)
    nationality_eu: float = term("selection", "share of people born elsewhere in the EU")
    nationality_other: float = term("selection", "share of people born outside the EU")
    fitness_norm: float = term("selection", "limitation by health")
    catch_up: float = term("selection", "limitation by health")
    bad_day: float = term("selection", "chance")
    strictness: float = term("selection", "share")
    soldier_education: float = term("selection", "level, 0 low, 1 mid, 2 high", 0.0, 2.0)
    simplicity: float = term("selection", "share")
    norms_later: float = term("selection", "share of those just short")
    second_chance: float = term("selection", "share of those who fail a test")

    training_months: float = term("training", "months", 1.0, 36.0)
    drop_out: float = term("training", "share of recruits", 0.0, 0.9)
    training_on_the_job: float = term("training", "share")
    newcomers_per_100_staff: float = term("training", "newcomers a year per 100 staff", 0.0, 100.0)

    irregular_share: float = term("work", "share of the job designs")
    schedule_control: float = term("work", "share")
    physical_load: float = term("work", "share")
    lodging: float = term("work", "share of the distance")
    pay: float = term("work", "factor", 0.5, 2.0)
    culture: float = term("work", "share")
    culture_women: float = term("work", "share")
    culture_abroad: float = term("work", "share")
    leadership: float = term("work", "share")
    internal_mobility: float = term("work", "share")

    early_months: float = term("retention", "months", 1.0, 240.0)
    early_exit: float = term("retention", "per month", 0.0, 0.05)
    later_exit: float = term("retention", "per month", 0.0, 0.05)
    strain: float = term("retention", "factor", 0.0, 3.0)


def term_declarations() -> dict[str, Term]:
    """Return the declaration of every single term by name, in order; shares by place and job stand apart."""
    return dict(DefenceTerms._field_defaults)


def choose_staff(
    terms: DefenceTerms,
    scale: float,
    sector: npt.NDArray[np.integer],
    workplace: npt.NDArray[np.integer],
    occupation: npt.NDArray[np.integer],
    sex: npt.NDArray[np.integer],
    age: npt.NDArray[np.integer],
    identity: npt.NDArray[np.uint64],
    luck: Luck,
) -> npt.NDArray[np.bool_]:
    """Tell which workers in public administration serve at Defence at the start.

    Parameters
    ----------
    terms : DefenceTerms
        Number, and shares by place, job and sex.
    scale : float
        Agents per person.
    sector, workplace, occupation, sex, age, identity : ndarray, shape (workers,)
        Of the workers.
    luck : Luck
        Keys of the replication.

    Returns
    -------
    ndarray of bool, shape (workers,)
        Where fewer people do such work in a place than the terms ask for, all of them that are young enough.
    """
    by_sex = np.array([terms.women_share, 1.0 - terms.women_share])
    places, jobs = np.array(terms.places), np.array(terms.jobs)
    shares = places[:, None, None] * jobs[None, :, None] * by_sex
    wanted = whole_numbers(terms.residents_in_service * scale * shares / max(float(places.sum() * jobs.sum()), 1e-9))
    able = (sector == DEFENCE_SECTOR) & (age <= OLDEST_IN_SERVICE)
    order = np.argsort(uniforms(luck.key("serves_at_defence"), identity), kind="stable")
    serving = np.zeros(len(identity), bool)
    for place, job, person_sex in np.ndindex(*wanted.shape):
        code = list(JOBS.values())[job]
        fits = able & (workplace == place) & (occupation == code) & (sex == person_sex)
        serving[order[fits[order]][: wanted[place, job, person_sex]]] = True
    return serving


def defence_row(employers: Employers) -> int:
    """Return the row of Defence among the employers, or none: the employer that selects by norms of its own."""
    rows = np.flatnonzero(employers.own_norms)
    return int(rows[0]) if len(rows) else NOBODY


def describe_defence(employers: Employers, designs: JobDesigns, defence: int, terms: DefenceTerms, luck: Luck) -> None:
    """Give Defence its recruitment, norms, training and conditions, in place of those drawn for every employer.

    Parameters
    ----------
    employers, designs
        Tables, changed in place.
    defence : int
        Row of Defence among the employers.
    terms : DefenceTerms
        What is assumed.
    luck : Luck
        Keys of the replication.
    """
    here = designs.employer == defence
    soldiers = here & np.isin(designs.occupation, SOLDIERS)
    channels = WEB | STAFF_NETWORK | YOUNG_PEOPLE
    channels |= EMPLOYMENT_SERVICE if terms.employment_service >= 0.5 else 0
    channels |= COMMUNITY if terms.community >= 0.5 else 0
    # The main barracks; posts lie in several places, each design has its own.
    headcount = np.bincount(designs.sub_region[here], designs.headcount[here], minlength=len(PLACES))
    for name, value in (
        ("sub_region", int(headcount[: len(SUB_REGIONS)].argmax())),
        ("recruitment_channels", channels),
        ("channel_breadth", terms.channel_breadth),
        ("advert_tone", terms.advert_tone),
        ("youth_reach", terms.youth_reach),
        ("drawn", (terms.drawn_women, terms.drawn_abroad)),
        ("own_norms", 1),
        ("youngest", round(terms.youngest)),
        ("oldest", round(terms.oldest)),
        ("nationality", (terms.nationality_eu, terms.nationality_other)),
        ("fitness_norm", terms.fitness_norm),
        ("catch_up", terms.catch_up),
        ("bad_day", terms.bad_day),
        ("norms_later", terms.norms_later),
        ("second_chance", terms.second_chance),
        ("selection_strictness", terms.strictness),
        ("selection_simplicity", terms.simplicity),
        ("training", terms.training_on_the_job),
        ("guidance_months", terms.training_months if terms.training_months < 24.0 else 24.0),
        ("buddy_places", terms.newcomers_per_100_staff / 100.0 * employers.size[defence]),
        ("culture", terms.culture),
        ("leadership", terms.leadership),
        ("internal_mobility", terms.internal_mobility),
    ):
        getattr(employers, name)[defence] = value
    designs.team_culture[here] = terms.culture
    designs.experience_ideal[here] = 0
    designs.education_ideal[soldiers] = round(terms.soldier_education)
    designs.physical_load[soldiers] = terms.physical_load
    designs.lodging[here] = terms.lodging
    designs.pay[here] *= np.float32(terms.pay)
    designs.hours[here] = 1.0
    irregular = uniforms(luck.key("defence_schedule"), designs.identity) < terms.irregular_share
    designs.schedule[here] = np.where(irregular, IRREGULAR, DAY)[here]
    designs.schedule_control[here] = np.where(irregular, terms.schedule_control, 0.5)[here]
