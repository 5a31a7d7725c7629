"""What a change of labour status does to a person: since when, the wish to work, the health of who falls ill.

Five statuses are kinds of being out of the labour force.
"""

from __future__ import annotations

from agents.compiled import compiled, rule
from agents.minds import WISH_OF_STATUS
from agents.persons import Persons
from agents.vocabulary import EMPLOYED, HOME, ILL, LATENT, OTHER, RETIRED, SEARCHING_UNAVAILABLE, SELF_EMPLOYED
from simulation.minds import moves

HOME_KIND, ILL_KIND, UNAVAILABLE_KIND, LATENT_KIND, OTHER_KIND = 0, 1, 2, 3, 4

LIMITATION_OF_THE_ILL = 0.45
"""How much more limited by health people are while they are out of work by illness (share, as at the start)."""


@rule
def status_of_kind(kind: int) -> int:
    """Return the labour status of a kind of inactivity."""
    if kind == HOME_KIND:
        return HOME
    if kind == ILL_KIND:
        return ILL
    if kind == UNAVAILABLE_KIND:
        return SEARCHING_UNAVAILABLE
    if kind == LATENT_KIND:
        return LATENT
    return OTHER


@rule
def kind_of_status(status: int) -> int:
    """Return the kind of inactivity of a labour status."""
    if status == HOME:
        return HOME_KIND
    if status == ILL:
        return ILL_KIND
    if status == SEARCHING_UNAVAILABLE:
        return UNAVAILABLE_KIND
    if status == LATENT:
        return LATENT_KIND
    return OTHER_KIND


@compiled
def change_status(persons: Persons, person: int, status: int, month: int) -> None:
    """Give one person a new labour status from this month on."""
    before = persons.status[person]
    if before == EMPLOYED or before == SELF_EMPLOYED:
        persons.non_employed_since[person] = month
    moves(persons.work_wish, person, WISH_OF_STATUS[status] - WISH_OF_STATUS[before])
    if status == ILL and before != ILL:
        moves(persons.health_limitation, person, LIMITATION_OF_THE_ILL)
    elif before == ILL and status != ILL and status != RETIRED:
        moves(persons.health_limitation, person, -LIMITATION_OF_THE_ILL)
    persons.status[person] = status
    persons.status_since[person] = month
