"""A worker who is not accepted in his team moves, when a place falls free, to a team that welcomes him.

A man starts in a team where he does not feel accepted and always gets the heavy work. When another team of the same
organisation has a place he asks to be moved, and feels at home there. Source: UHasselt study on lasting work (f002),
section 5.2.2.6.

The story tells what happened with the move; what happens where moving inside is not made easy is the reading of the
model. People look inside twice a year, so three times in a year and a half. The measure is the part of
``inclusieve_cultuur`` that eases moves between teams, without its gain in culture.
"""

from __future__ import annotations

import numpy as np
from support.vignettes import COPIES, START, beside, employers, ever, jobs, live, measure, people, world

from agents.persons import Persons
from agents.vocabulary import ELEMENTARY, EMPLOYED
from scenarios.intervention import Intervention
from simulation.model import LabourMarket
from simulation.transitions import separation_hazard

TEAM_MOVES = measure("inclusieve_cultuur", culture_gain=0.0, team_moves=0.9)
YEAR_AND_A_HALF = 18
COLD_TEAM = np.arange(COPIES)
WARM_TEAM = COLD_TEAM + COPIES


def house(*measures: Intervention) -> LabourMarket:
    """Let the copies work in the cold team of a house whose warm team has places; they look nowhere else."""
    worker = people(
        42,
        sex=1,
        origin=2,
        field=ELEMENTARY,
        education=0,
        skills=[0.10, 0.20, 0.10, 0.40, 0.35],
        dutch=0.45,
        status=EMPLOYED,
        design=COLD_TEAM,
        job_start=START - 1,
        status_since=START - 1,
    )
    cold = jobs(ELEMENTARY, open_positions=0, team_culture=0.10, physical_load=0.8)
    warm = jobs(ELEMENTARY, open_positions=2, team_culture=0.80, physical_load=0.5)
    return world(worker, employers(), beside(cold, warm), measures, visits_employed=0.0)


def moved(persons: Persons) -> np.ndarray:
    return persons.design == WARM_TEAM


def test_where_moving_is_eased_he_is_in_the_other_team_within_a_year_and_a_half() -> None:
    assert ever(live(house(TEAM_MOVES), YEAR_AND_A_HALF), moved) >= 0.6


def test_where_it_is_not_he_stays_or_leaves() -> None:
    assert ever(live(house(), YEAR_AND_A_HALF), moved) <= 0.2


def test_in_the_other_team_he_is_less_likely_to_lose_or_leave_the_job() -> None:
    market = house(TEAM_MOVES)
    after = live(market, YEAR_AND_A_HALF)[-1]

    def hazard(team: np.ndarray) -> float:
        rows = np.flatnonzero(after.design == team)
        tables = (after, market.employers, market.designs)
        return float(
            np.mean([separation_hazard(*tables, row, START + YEAR_AND_A_HALF, market.parameters) for row in rows])
        )

    assert hazard(WARM_TEAM) < 0.75 * hazard(COLD_TEAM)
