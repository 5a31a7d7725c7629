"""Who exists: one row for every resident of 1 January 2012 and for everyone who joins them, with place, sex and age.

Identities say where and when a person comes from, so the same person has the same identity in every arm.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from agents.columns import allocate
from agents.draws import Luck, uniforms
from agents.persons import FIRST_AGE, LAST_AGE, LONG_AGO, Persons
from agents.sampling import Doubles, Rows, whole_numbers


class Newcomers(NamedTuple):
    """Expected numbers of people who join the agents after 1 January 2012, in persons.

    Attributes
    ----------
    fifteen : ndarray of float64, shape (years, 5, 2)
        Residents turning 15 in each year by sub-region and sex.
    immigrants : ndarray of float64, shape (years, 5, 2, 55)
        Net arrivals by age 15..69 on 1 January where arrivals exceed departures, else 0.
    """

    fifteen: Doubles
    immigrants: Doubles


def _identities(kind: int, year: Rows, sub_region: Rows, sex: Rows, age: Rows) -> npt.NDArray[np.uint64]:
    """Pack where and when a person comes from, and the ordinal within that cell, into 64 stable bits."""
    cell = (((year * 8 + sub_region) * 2 + sex) * 128 + age).astype(np.int64)
    order = np.argsort(cell, kind="stable")
    sorted_cells = cell[order]
    first_of_cell = np.searchsorted(sorted_cells, sorted_cells, side="left")
    ordinal = np.empty(len(cell), np.int64)
    ordinal[order] = np.arange(len(cell)) - first_of_cell
    packed = (np.uint64(kind) << np.uint64(60)) + (cell.astype(np.uint64) << np.uint64(28))
    identities: npt.NDArray[np.uint64] = packed + ordinal.astype(np.uint64)
    return identities


def _spread_over_cells(counts: Rows) -> tuple[Rows, ...]:
    """Turn whole counts per cell into one row of cell coordinates per individual."""
    return tuple(np.repeat(index, counts.ravel()) for index in np.indices(counts.shape).reshape(counts.ndim, -1))


def make_residents(stock: Doubles, luck: Luck, scale: float) -> Persons:
    """Make one row per resident agent, with age, sex, sub-region and month of birth."""
    counts = whole_numbers(stock[:, :, FIRST_AGE : LAST_AGE + 1] * scale)
    sub_region, sex, position = _spread_over_cells(counts)
    persons = allocate(Persons, len(sub_region))
    persons.sub_region[:], persons.sex[:], persons.age[:] = sub_region, sex, position + FIRST_AGE
    persons.identity[:] = _identities(1, np.full(len(sex), 112), sub_region, sex, position + FIRST_AGE)
    persons.arrival_month[:] = LONG_AGO
    months_since_birthday = np.floor(uniforms(luck.key("birth_month"), persons.identity) * 12.0).astype(np.int64)
    persons.birth_month[:] = -12 * persons.age.astype(np.int64) - 12 + months_since_birthday
    return persons


def make_arrivals(newcomers: Newcomers, luck: Luck, scale: float) -> Persons:
    """Make one row per future agent: residents turning 15, and people moving in."""
    year, sub_region, sex = _spread_over_cells(whole_numbers(newcomers.fifteen * scale))
    moved_year, moved_region, moved_sex, moved_age = _spread_over_cells(whole_numbers(newcomers.immigrants * scale))
    identity = np.concatenate(
        [
            _identities(2, year + 112, sub_region, sex, np.full(len(sex), FIRST_AGE)),
            _identities(3, moved_year + 112, moved_region, moved_sex, moved_age + FIRST_AGE),
        ]
    )
    in_year = np.floor(uniforms(luck.key("arrival_month"), identity) * 12.0).astype(np.int64)
    month = np.concatenate([year, moved_year]) * 12 + in_year
    since_birthday = np.floor(uniforms(luck.key("birth_month"), identity) * 12.0).astype(np.int64)
    age = np.concatenate([np.full(len(sex), FIRST_AGE), moved_age + FIRST_AGE])
    turning_fifteen = np.arange(len(identity)) < len(sex)
    born = np.where(turning_fifteen, month - 12 * FIRST_AGE, month - 12 * age - 11 + since_birthday.clip(0, 11))

    order = np.lexsort((identity, month))
    persons = allocate(Persons, len(order))
    persons.identity[:] = identity[order]
    persons.arrival_month[:] = month[order]
    persons.birth_month[:] = born[order]
    persons.age[:] = age[order]
    persons.sub_region[:] = np.concatenate([sub_region, moved_region])[order]
    persons.sex[:] = np.concatenate([sex, moved_sex])[order]
    return persons
