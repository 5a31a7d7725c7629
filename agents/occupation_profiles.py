"""What each occupation asks and offers: tasks, requirements, conditions, and who does it in each sector.

No public table links occupations to skills for Flanders. Every number here is an assumption, set so that the levels
of education by sector of the census come out and so that the ranking of occupations is the one people in the field
recognise. The tasks follow the job analysis of the UHasselt study on lasting work for non-active persons: a task
has an importance, a frequency, a skill it needs, and a part of that skill that can be learned on the job.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from agents.region import SECTORS
from agents.vocabulary import (
    CARE_SKILL,
    DIGITAL_SKILL,
    MANUAL_SKILL,
    OCCUPATIONS,
    SKILLS,
    SOCIAL_SKILL,
    TECHNICAL_SKILL,
)

Doubles = npt.NDArray[np.float64]


class Task(NamedTuple):
    """One task of an occupation; all values are shares between 0 and 1 (assumption)."""

    occupation: str
    name: str
    importance: float
    frequency: float
    skill: int
    ideal: float
    minimum: float
    trainable: float
    dutch: float
    moved: float
    easy: float
    """Dutch the task needs; part of its load that colleagues can take over; what the part that stays asks of skill and
    Dutch, relative to the whole task."""
    protected: bool = False
    """Whether the law ties the task to a diploma."""


TASKS: tuple[Task, ...] = (
    Task("nurse", "nursing acts", 1.0, 0.6, CARE_SKILL, 0.85, 0.75, 0.1, 0.60, 0.0, 1.0, True),
    Task("nurse", "files and planning", 0.6, 0.3, DIGITAL_SKILL, 0.55, 0.40, 0.5, 0.70, 1.0, 0.0),
    Task("nurse", "contact with patients", 0.8, 0.6, SOCIAL_SKILL, 0.70, 0.55, 0.3, 0.70, 0.0, 1.0),
    Task("care_assistant", "daily care", 1.0, 0.6, CARE_SKILL, 0.65, 0.45, 0.5, 0.45, 1.0, 0.0, True),
    Task("care_assistant", "lifting and moving", 0.6, 0.4, MANUAL_SKILL, 0.50, 0.35, 0.6, 0.30, 0.0, 1.0),
    Task("care_assistant", "contact with residents", 0.8, 0.6, SOCIAL_SKILL, 0.60, 0.45, 0.4, 0.55, 0.0, 1.0),
    Task("engineer", "design and calculation", 1.0, 0.6, TECHNICAL_SKILL, 0.90, 0.75, 0.2, 0.45, 0.3, 0.8),
    Task("engineer", "reports and software", 0.7, 0.5, DIGITAL_SKILL, 0.75, 0.60, 0.4, 0.55, 0.3, 0.7),
    Task("engineer", "consultation", 0.5, 0.4, SOCIAL_SKILL, 0.55, 0.35, 0.5, 0.60, 1.0, 0.0),
    Task("technician", "repair and adjustment", 1.0, 0.6, TECHNICAL_SKILL, 0.75, 0.55, 0.4, 0.40, 0.4, 0.6),
    Task("technician", "manual work", 0.6, 0.5, MANUAL_SKILL, 0.55, 0.40, 0.6, 0.30, 0.0, 1.0),
    Task("technician", "fault reports", 0.4, 0.3, DIGITAL_SKILL, 0.40, 0.25, 0.6, 0.55, 1.0, 0.0),
    Task("craft_worker", "skilled handwork", 1.0, 0.7, MANUAL_SKILL, 0.70, 0.45, 0.5, 0.25, 0.3, 0.6),
    Task("craft_worker", "reading plans", 0.6, 0.3, TECHNICAL_SKILL, 0.50, 0.30, 0.5, 0.35, 1.0, 0.0),
    Task("machine_operator", "running a machine", 1.0, 0.6, MANUAL_SKILL, 0.50, 0.30, 0.8, 0.25, 0.25, 0.7),
    Task("machine_operator", "first-line upkeep", 0.6, 0.3, TECHNICAL_SKILL, 0.40, 0.20, 0.7, 0.35, 1.0, 0.0),
    Task("driver_logistics", "moving goods", 1.0, 0.7, MANUAL_SKILL, 0.50, 0.30, 0.7, 0.25, 0.2, 0.8),
    Task("driver_logistics", "scanning and papers", 0.5, 0.4, DIGITAL_SKILL, 0.35, 0.20, 0.7, 0.40, 1.0, 0.0),
    Task("administrative", "office software", 1.0, 0.7, DIGITAL_SKILL, 0.60, 0.45, 0.5, 0.50, 0.3, 0.6),
    Task("administrative", "telephone and desk", 0.6, 0.4, SOCIAL_SKILL, 0.50, 0.35, 0.5, 0.75, 1.0, 0.0),
    Task("sales_hospitality", "serving customers", 1.0, 0.7, SOCIAL_SKILL, 0.55, 0.35, 0.6, 0.60, 0.5, 0.5),
    Task("sales_hospitality", "stock and till", 0.6, 0.5, MANUAL_SKILL, 0.40, 0.25, 0.8, 0.35, 0.0, 1.0),
    Task("elementary", "simple manual tasks", 1.0, 0.9, MANUAL_SKILL, 0.35, 0.20, 0.9, 0.25, 0.2, 0.8),
    Task("teacher_social", "teaching and guidance", 1.0, 0.7, SOCIAL_SKILL, 0.75, 0.60, 0.3, 0.75, 0.0, 1.0, True),
    Task("teacher_social", "preparation", 0.6, 0.4, DIGITAL_SKILL, 0.60, 0.45, 0.4, 0.60, 1.0, 0.0),
    Task("professional", "analysis and decisions", 1.0, 0.7, DIGITAL_SKILL, 0.75, 0.60, 0.4, 0.60, 0.3, 0.7),
    Task("professional", "leading and advising", 0.7, 0.5, SOCIAL_SKILL, 0.65, 0.50, 0.4, 0.65, 0.7, 0.6),
)


class Conditions(NamedTuple):
    """Demands and conditions of an occupation beside its tasks (assumption)."""

    dutch_ideal: float
    dutch_minimum: float
    education_ideal: int
    diploma: int
    hours: float
    schedule_shares: tuple[float, float, float, float]
    physical_load: float
    pay: float
    absence: float
    interchangeable: float
    shortfall: float = 0.0
    """How far the skills of people trained for it stay behind what employers ask, as a share of it: a shortage of
    quality beside that of numbers (calibrated to the bottleneck shares of 2011)."""


CONDITIONS: dict[str, Conditions] = {
    "nurse": Conditions(0.85, 0.70, 2, 1, 0.75, (0.20, 0.10, 0.60, 0.10), 0.55, 1.10, 0.08, 0.7),
    "care_assistant": Conditions(0.75, 0.55, 1, 2, 0.65, (0.25, 0.05, 0.62, 0.08), 0.65, 0.88, 0.10, 0.8),
    "engineer": Conditions(0.75, 0.50, 2, 0, 1.00, (0.95, 0.05, 0.00, 0.00), 0.10, 1.50, 0.03, 0.2, 0.055),
    "technician": Conditions(0.65, 0.45, 1, 0, 1.00, (0.65, 0.30, 0.05, 0.00), 0.45, 1.10, 0.06, 0.5, 0.17),
    "craft_worker": Conditions(0.50, 0.30, 1, 0, 1.00, (0.90, 0.08, 0.02, 0.00), 0.70, 1.00, 0.08, 0.5),
    "machine_operator": Conditions(0.50, 0.30, 0, 0, 1.00, (0.30, 0.60, 0.02, 0.08), 0.60, 0.95, 0.09, 0.9),
    "driver_logistics": Conditions(0.50, 0.30, 0, 0, 0.95, (0.55, 0.30, 0.10, 0.05), 0.60, 0.92, 0.08, 0.8),
    "administrative": Conditions(0.80, 0.65, 1, 0, 0.80, (0.97, 0.00, 0.03, 0.00), 0.10, 0.98, 0.05, 0.6),
    "sales_hospitality": Conditions(0.75, 0.50, 0, 0, 0.70, (0.50, 0.05, 0.43, 0.02), 0.45, 0.80, 0.06, 0.8),
    "elementary": Conditions(0.45, 0.25, 0, 0, 0.65, (0.75, 0.15, 0.10, 0.00), 0.60, 0.78, 0.10, 0.9),
    "teacher_social": Conditions(0.90, 0.75, 2, 3, 0.80, (0.85, 0.00, 0.13, 0.02), 0.20, 1.05, 0.06, 0.4),
    "professional": Conditions(0.80, 0.60, 2, 0, 0.95, (0.95, 0.02, 0.03, 0.00), 0.10, 1.40, 0.03, 0.3),
}

_MANUFACTURING = {
    0: {"machine_operator": 0.52, "craft_worker": 0.16, "driver_logistics": 0.12, "elementary": 0.16, "technician": 0.04},
    1: {
        "machine_operator": 0.32,
        "technician": 0.20,
        "craft_worker": 0.18,
        "driver_logistics": 0.10,
        "administrative": 0.16,
        "sales_hospitality": 0.04,
    },
    2: {"engineer": 0.28, "technician": 0.12, "administrative": 0.22, "professional": 0.38},
}
_OFFICE = {
    0: {"administrative": 0.45, "elementary": 0.35, "sales_hospitality": 0.20},
    1: {"administrative": 0.70, "sales_hospitality": 0.14, "professional": 0.12, "technician": 0.04},
    2: {"professional": 0.68, "administrative": 0.27, "engineer": 0.05},
}
_TRADE = {
    0: {"sales_hospitality": 0.55, "driver_logistics": 0.20, "elementary": 0.13, "craft_worker": 0.12},
    1: {"sales_hospitality": 0.48, "administrative": 0.20, "driver_logistics": 0.14, "technician": 0.10, "craft_worker": 0.08},
    2: {"professional": 0.50, "administrative": 0.24, "sales_hospitality": 0.20, "engineer": 0.06},
}

OCCUPATION_MIX: dict[str, dict[int, dict[str, float]]] = {
    "agriculture": {
        0: {"elementary": 0.65, "machine_operator": 0.20, "driver_logistics": 0.15},
        1: {"elementary": 0.45, "machine_operator": 0.25, "technician": 0.15, "administrative": 0.15},
        2: {"professional": 0.60, "administrative": 0.25, "engineer": 0.15},
    },
    "food_industry": _MANUFACTURING,
    "textile_industry": _MANUFACTURING,
    "metal_machinery": {
        0: {"machine_operator": 0.35, "craft_worker": 0.33, "technician": 0.12, "driver_logistics": 0.10, "elementary": 0.10},
        1: {"technician": 0.34, "craft_worker": 0.28, "machine_operator": 0.20, "administrative": 0.14, "driver_logistics": 0.04},
        2: {"engineer": 0.40, "technician": 0.14, "professional": 0.30, "administrative": 0.16},
    },
    "chemicals_plastics": _MANUFACTURING,
    "other_industry": _MANUFACTURING,
    "energy_water_waste": {
        0: {"elementary": 0.40, "driver_logistics": 0.35, "craft_worker": 0.25},
        1: {"technician": 0.38, "driver_logistics": 0.22, "administrative": 0.25, "craft_worker": 0.15},
        2: {"engineer": 0.42, "professional": 0.40, "administrative": 0.18},
    },
    "construction": {
        0: {"craft_worker": 0.70, "elementary": 0.18, "driver_logistics": 0.08, "technician": 0.04},
        1: {"craft_worker": 0.55, "technician": 0.24, "administrative": 0.15, "driver_logistics": 0.06},
        2: {"engineer": 0.34, "professional": 0.38, "administrative": 0.20, "technician": 0.08},
    },
    "trade": _TRADE,
    "transport_logistics": {
        0: {"driver_logistics": 0.80, "elementary": 0.10, "administrative": 0.10},
        1: {"driver_logistics": 0.55, "administrative": 0.33, "technician": 0.12},
        2: {"professional": 0.48, "administrative": 0.40, "engineer": 0.12},
    },
    "hospitality": {
        0: {"sales_hospitality": 0.70, "elementary": 0.30},
        1: {"sales_hospitality": 0.82, "administrative": 0.08, "elementary": 0.10},
        2: {"professional": 0.35, "sales_hospitality": 0.45, "administrative": 0.20},
    },
    "ict_media": {
        0: {"administrative": 0.50, "technician": 0.30, "sales_hospitality": 0.20},
        1: {"technician": 0.30, "administrative": 0.40, "professional": 0.30},
        2: {"professional": 0.72, "engineer": 0.16, "administrative": 0.12},
    },
    "finance": _OFFICE,
    "professional_services": _OFFICE,
    "business_support": {
        0: {"elementary": 0.60, "machine_operator": 0.18, "driver_logistics": 0.12, "sales_hospitality": 0.10},
        1: {"elementary": 0.32, "administrative": 0.24, "machine_operator": 0.18, "driver_logistics": 0.14, "technician": 0.12},
        2: {"professional": 0.48, "administrative": 0.36, "engineer": 0.16},
    },
    "public_administration": {
        0: {"elementary": 0.45, "administrative": 0.38, "driver_logistics": 0.17},
        1: {"administrative": 0.72, "technician": 0.10, "elementary": 0.10, "professional": 0.08},
        2: {"professional": 0.52, "administrative": 0.30, "teacher_social": 0.10, "engineer": 0.08},
    },
    "education": {
        0: {"elementary": 0.75, "administrative": 0.25},
        1: {"administrative": 0.40, "elementary": 0.22, "teacher_social": 0.30, "technician": 0.08},
        2: {"teacher_social": 0.86, "administrative": 0.06, "professional": 0.08},
    },
    "health_care": {
        0: {"elementary": 0.55, "care_assistant": 0.33, "administrative": 0.12},
        1: {"care_assistant": 0.46, "administrative": 0.26, "elementary": 0.18, "technician": 0.05, "nurse": 0.05},
        2: {"nurse": 0.62, "professional": 0.18, "administrative": 0.10, "teacher_social": 0.10},
    },
    "social_services": {
        0: {"elementary": 0.55, "care_assistant": 0.38, "administrative": 0.07},
        1: {"care_assistant": 0.55, "teacher_social": 0.15, "administrative": 0.14, "elementary": 0.16},
        2: {"teacher_social": 0.58, "nurse": 0.22, "administrative": 0.08, "professional": 0.12},
    },
    "other_services": {
        0: {"elementary": 0.50, "sales_hospitality": 0.40, "craft_worker": 0.10},
        1: {"sales_hospitality": 0.52, "administrative": 0.22, "craft_worker": 0.12, "elementary": 0.14},
        2: {"professional": 0.55, "teacher_social": 0.20, "administrative": 0.25},
    },
}
"""Share of occupations among workers by sector and level of education (0 low, 1 mid, 2 high); assumption."""

RELATED_OCCUPATIONS: dict[str, tuple[str, ...]] = {
    "nurse": ("care_assistant", "teacher_social"),
    "care_assistant": ("elementary", "teacher_social", "sales_hospitality"),
    "engineer": ("professional", "technician"),
    "technician": ("craft_worker", "machine_operator", "engineer"),
    "craft_worker": ("technician", "machine_operator", "driver_logistics"),
    "machine_operator": ("driver_logistics", "elementary", "craft_worker"),
    "driver_logistics": ("machine_operator", "elementary", "sales_hospitality"),
    "administrative": ("sales_hospitality", "professional", "driver_logistics"),
    "sales_hospitality": ("administrative", "elementary", "driver_logistics"),
    "elementary": ("machine_operator", "driver_logistics", "sales_hospitality", "care_assistant"),
    "teacher_social": ("administrative", "professional", "care_assistant"),
    "professional": ("administrative", "engineer", "teacher_social"),
}
"""Occupations a person of each occupation also looks at, nearest first; assumption."""

FIELDS_OF_LEAVERS: dict[int, dict[str, float]] = {
    0: {
        "elementary": 0.29,
        "craft_worker": 0.17,
        "driver_logistics": 0.14,
        "sales_hospitality": 0.14,
        "machine_operator": 0.12,
        "administrative": 0.07,
        "care_assistant": 0.05,
        "technician": 0.02,
    },
    1: {
        "administrative": 0.24,
        "technician": 0.14,
        "sales_hospitality": 0.13,
        "craft_worker": 0.12,
        "care_assistant": 0.12,
        "driver_logistics": 0.08,
        "machine_operator": 0.07,
        "elementary": 0.06,
        "teacher_social": 0.02,
        "professional": 0.02,
    },
    2: {
        "professional": 0.33,
        "teacher_social": 0.29,
        "administrative": 0.15,
        "engineer": 0.10,
        "nurse": 0.09,
        "technician": 0.02,
        "sales_hospitality": 0.02,
    },
}
"""Occupation that school leavers are trained for, by level of education.

Assumption: what workers aged 20-34 of that level do (census by sector, through :data:`OCCUPATION_MIX`), so that supply
by field follows jobs, with more leavers for care and technical work. The 2013 study guides the difference: among
final-year technical pupils 26.1% follow personal care, 21.4% trade and 16.9% mechanics and electricity."""


def _code(name: str) -> int:
    return OCCUPATIONS.index(name)


def skill_requirements() -> tuple[Doubles, Doubles, Doubles, Doubles]:
    """Derive requirements from tasks.

    Returns
    -------
    ideal, minimum, weight : ndarray of float64, shape (12, 5)
        Skill asked for ideally, skill needed at the least, and weight (sums to 1) by occupation and skill.
    trainable : ndarray of float64, shape (12,)
        Weighted share of a shortfall that can be learned on the job.
    """
    shape = (len(OCCUPATIONS), len(SKILLS))
    ideal, minimum, weight = np.zeros(shape), np.zeros(shape), np.zeros(shape)
    trainable = np.zeros(len(OCCUPATIONS))
    for task in TASKS:
        row, load = _code(task.occupation), task.importance * task.frequency
        ideal[row, task.skill] = max(ideal[row, task.skill], task.ideal)
        minimum[row, task.skill] = max(minimum[row, task.skill], task.minimum)
        weight[row, task.skill] += load
        trainable[row] += load * task.trainable
    total = weight.sum(axis=1)
    return ideal, minimum, weight / total[:, None], trainable / total


def simple_jobs() -> tuple[Doubles, Doubles, npt.NDArray[np.bool_], Doubles]:
    """Derive what a simple job asks: the design without the tasks, or parts of tasks, that colleagues can take over.

    Returns
    -------
    factor : ndarray of float64, shape (12, 5)
        Skill asked relative to the whole job, by occupation and skill; 0 where no task that needs the skill stays.
    dutch : ndarray of float64, shape (12,)
        Dutch that the tasks that stay ask for.
    gated : ndarray of bool, shape (12,)
        Whether a task that the law protects stays.
    moved_load : ndarray of float64, shape (12,)
        Share of the load, importance times frequency, that moves to colleagues.
    """
    stays, asked = np.zeros((len(OCCUPATIONS), len(SKILLS))), np.zeros((len(OCCUPATIONS), len(SKILLS)))
    dutch, load, moved = np.zeros(len(OCCUPATIONS)), np.zeros(len(OCCUPATIONS)), np.zeros(len(OCCUPATIONS))
    gated = np.zeros(len(OCCUPATIONS), bool)
    for task in TASKS:
        row = _code(task.occupation)
        asked[row, task.skill] = max(asked[row, task.skill], task.ideal)
        stays[row, task.skill] = max(stays[row, task.skill], task.ideal * task.easy)
        dutch[row] = max(dutch[row], task.dutch * task.easy)
        gated[row] |= task.protected and task.moved < 1.0
        load[row] += task.importance * task.frequency
        moved[row] += task.importance * task.frequency * task.moved
    factor = np.divide(stays, asked, out=np.zeros_like(stays), where=asked > 0.0)
    return factor, dutch, gated, moved / load


def occupation_mix() -> Doubles:
    """Return the share of occupations by sector and education.

    Returns
    -------
    ndarray of float64, shape (20, 4, 12)
        Sums to 1 over occupations; unknown education (3) follows low education.
    """
    mix = np.zeros((len(SECTORS), 4, len(OCCUPATIONS)))
    for sector, by_education in OCCUPATION_MIX.items():
        for education, shares in by_education.items():
            for occupation, share in shares.items():
                mix[SECTORS.index(sector), education, _code(occupation)] = share
    mix[:, 3] = mix[:, 0]
    return np.asarray(mix / mix.sum(axis=2, keepdims=True))


def diploma_of_occupation() -> npt.NDArray[np.int8]:
    """Return the diploma that the law asks for each occupation, shape (12,), 0 where none."""
    return np.array([CONDITIONS[name].diploma for name in OCCUPATIONS], np.int8)


def fields_of_leavers() -> Doubles:
    """Return the share of fields among school leavers by education, shape (4, 12), rows summing to 1."""
    shares = np.zeros((4, len(OCCUPATIONS)))
    for education, fields in FIELDS_OF_LEAVERS.items():
        for occupation, share in fields.items():
            shares[education, _code(occupation)] = share
    shares[3] = shares[0]
    return np.asarray(shares / shares.sum(axis=1, keepdims=True))


def related_occupations() -> npt.NDArray[np.int8]:
    """Return occupation codes each occupation also looks at, shape (12, 4), repeating the nearest to fill."""
    table = np.zeros((len(OCCUPATIONS), 4), np.int8)
    for name, related in RELATED_OCCUPATIONS.items():
        codes = [_code(other) for other in related]
        table[_code(name)] = [codes[k % len(codes)] for k in range(4)]
    return table
