"""Skills and experience that people bring: around what their occupation asks, with spread (assumption)."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from agents.draws import Luck, uniforms
from agents.occupation_profiles import CONDITIONS, skill_requirements
from agents.persons import Persons
from agents.sampling import Rows, bell
from agents.vocabulary import ABSENT, EMPLOYED, OCCUPATIONS, SELF_EMPLOYED, STUDENT

ABOVE_REQUIREMENT = 1.02
"""Skill of the trained relative to what their occupation asks ideally, before the shortfall of scarce occupations."""

ELSEWHERE = np.array([0.12, 0.18, 0.22, 0.34, 0.34])
ELSEWHERE_PER_LEVEL = np.array([0.03, 0.05, 0.16, -0.03, 0.08])
"""Care, technical, administrative, manual and social skill of people whose occupation does not ask it, and what each
level of education adds (share)."""

OUT_OF_PRACTICE = 0.05
"""How much less skill people have who neither work nor study (share)."""

SPREAD = 0.11


def assign_skills(persons: Persons, rows: Rows, luck: Luck) -> None:
    """Give people the skills of the occupation they are trained for.

    Parameters
    ----------
    persons : Persons
        Table with status, education and field filled; changed in place.
    rows : ndarray of int64, shape (n,)
        Whom this is about.
    luck : Luck
        Keys of the replication; a person keeps the same talent in whatever field.
    """
    ideal, _, _, _ = skill_requirements()
    field, education = persons.field[rows].astype(np.int64), persons.education[rows]
    level = np.where(education == 3, 0.5, education.astype(np.float64))
    fit = ABOVE_REQUIREMENT - np.array([[CONDITIONS[name].shortfall] for name in OCCUPATIONS])[field]
    mean = np.maximum(ideal[field] * fit, ELSEWHERE + level[:, None] * ELSEWHERE_PER_LEVEL)
    mean -= np.where(_practises(persons, rows), 0.0, OUT_OF_PRACTICE)[:, None]
    for skill in range(ideal.shape[1]):
        draw = uniforms(luck.key(f"skill_{skill}"), persons.identity[rows])
        persons.skills[rows, skill] = bell(mean[:, skill], SPREAD, draw)


def assign_experience(persons: Persons) -> None:
    """Give everybody work experience for part of the years since the age of twenty (assumption)."""
    potential = np.maximum(12.0 * (persons.age.astype(np.float64) - 20.0), 0.0)
    share = np.where(_at_work(persons), 0.85, 0.5)
    persons.experience_months[:] = np.minimum(potential * share, 600.0)


def _practises(persons: Persons, rows: Rows) -> npt.NDArray[np.bool_]:
    """Tell who uses skills in work or in education; of those who are still to come, how they will come."""
    status = persons.status[rows]
    return np.isin(np.where(status == ABSENT, persons.arrival_status[rows], status), (EMPLOYED, SELF_EMPLOYED, STUDENT))


def _at_work(persons: Persons) -> npt.NDArray[np.bool_]:
    """Tell who has a job or a business."""
    return np.isin(persons.status, (EMPLOYED, SELF_EMPLOYED))
