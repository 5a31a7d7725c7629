"""Pupils and students as rows of the table of persons: who they are when they choose, and what that makes them."""

from __future__ import annotations

import numpy as np

from agents.education import Pupils, Studies
from agents.occupation_profiles import diploma_of_occupation
from agents.persons import Persons
from agents.sampling import Doubles, Rows
from agents.vocabulary import STUDY_DOMAINS


def pupils_of(persons: Persons, rows: Rows, attraction: Doubles | None = None) -> Pupils:
    """Describe some people in education as those who choose.

    Parameters
    ----------
    persons : Persons
        Table.
    rows : ndarray of int64, shape (n,)
        People in education, or who will be when they arrive.
    attraction : ndarray of float64, shape (n, 3), optional
        What draws each to each domain of study (log odds); nothing by default.

    Returns
    -------
    Pupils
    """
    new_year = persons.school_exit_month[rows].astype(np.int64) // 12 * 12
    return Pupils(
        persons.identity[rows],
        persons.sex[rows].astype(np.int64),
        persons.sub_region[rows].astype(np.int64),
        persons.final_education[rows].astype(np.int64),
        (new_year - persons.birth_month[rows] - 1) // 12,
        np.zeros((len(rows), len(STUDY_DOMAINS))) if attraction is None else attraction,
    )


def study(persons: Persons, rows: Rows, studies: Studies) -> None:
    """Write down what some people study and what they will be trained for.

    Parameters
    ----------
    persons : Persons
        Table, changed in place.
    rows : ndarray of int64, shape (n,)
        The people.
    studies : Studies
        What they chose.
    """
    persons.school_form[rows] = studies.form
    persons.school_level[rows] = studies.level
    persons.school_domain[rows] = studies.school_domain
    persons.study_domain[rows] = studies.domain
    persons.field[rows] = studies.field
    persons.diploma[rows] = diploma_of_occupation()[studies.field]
