"""What a change of labour status does to a person: since when, the wish to work, the health of who falls ill."""

from __future__ import annotations

from agents.compiled import compiled
from agents.minds import WISH_OF_STATUS
from agents.persons import Persons
from agents.vocabulary import EMPLOYED, ILL, RETIRED, SELF_EMPLOYED
from simulation.minds import moves

LIMITATION_OF_THE_ILL = 0.45
"""How much more limited by health people are while they are out of work by illness (share, as at the start)."""


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
