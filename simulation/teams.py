"""Teams: who takes over the work that simple jobs leave, how teams bear it, and how many newcomers they can guide.

Tasks that move out of a simple job land on colleagues. With the load grows resistance, less where leaders help and
where the team has a say in the redesign. A team that resists is colder to newcomers, loses more people, and above a
limit no further job is made simple. Without simple jobs resistance stays what it was at the start.

Culture and leadership fall back to what they were unless someone keeps working on them. Buddies can carry a number of
newcomers at a time: the more there are, the less each gets.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
import numpy.typing as npt

from agents.compiled import compiled, existing, rows, rule
from agents.employers import Employers
from agents.job_designs import JobDesigns
from agents.persons import Singles
from agents.workplaces import GUIDANCE_MONTHS, USUAL_RESISTANCE
from simulation.parameters import Parameters

if TYPE_CHECKING:
    from simulation.model import LabourMarket

CALM: Final = float(np.float32(USUAL_RESISTANCE))
"""Resistance of a team whose work has not been redesigned, as the column holds it."""

LEADERS_HELP = 0.6
"""Part of the resistance that leaders with full skill and time take away (assumption)."""

WELCOME_PART, BUDDY_PART = 0.4, 0.6
"""Parts of the support of a newcomer that the welcome and a buddy of one's own give (assumption)."""

LANGUAGE_PLACES = 0.1
"""Places for coaching in Dutch per member of staff, with one at the least (assumption)."""


@rule
def felt_culture(employers: Employers, designs: JobDesigns, design: int, parameters: Parameters) -> float:
    """Return the welcome that people in a team feel: its culture, less what resistance against redesign takes away."""
    chill = parameters.resistance_chill * (employers.resistance[designs.employer[design]] - CALM)
    return float(designs.team_culture[design] - chill)


@rule
def newcomer_support(employers: Employers, employer: int) -> float:
    """Return the support that each newcomer gets now: the welcome, and a share of the buddies that leaders free."""
    # Places are counted a year for guidance of the usual length: who guides longer guides fewer at a time.
    capacity = employers.buddy_places[employer] * GUIDANCE_MONTHS / 12.0
    guided = employers.guided[employer]
    share = 1.0 if guided <= capacity else capacity / guided
    freed = 0.5 + 0.5 * employers.leadership[employer]
    return float(min(1.0, WELCOME_PART * employers.welcome[employer] + BUDDY_PART * share * freed))


def language_seats(employers: Employers) -> npt.NDArray[np.float64]:
    """Return, by employer, which part of those who asked for coaching in Dutch last month finds a place now."""
    places = np.maximum(1.0, LANGUAGE_PLACES * employers.size)
    return np.asarray(np.minimum(1.0, places / np.maximum(employers.language_learners, 1)))


def change_teams(market: LabourMarket) -> None:
    """Let a month pass in every team: load and resistance, culture and leadership, newcomers under guidance."""
    employers, designs, parameters = market.employers, market.designs, market.parameters
    if designs.simple_headcount.any() or employers.extra_load.any():
        _take_over_work(employers, designs)
    _resist_or_accept(employers, parameters)
    _fall_back(designs.team_culture, market.usual_culture, parameters.culture_fade)
    _fall_back(employers.leadership, market.usual_leadership, parameters.culture_fade)
    months = np.maximum(employers.guidance_months, np.float32(1.0))
    np.multiply(employers.guided, np.float32(1.0) - np.float32(1.0) / months, out=employers.guided)


def _take_over_work(employers: Employers, designs: JobDesigns) -> None:
    """Lay the work that simple jobs leave on the other jobs of the employer."""
    moved, staff = np.zeros(len(employers.identity)), np.zeros(len(employers.identity))
    _add_up_work(designs, moved, staff)
    employers.extra_load[:] = np.minimum(moved / np.maximum(staff, 1), 1.0)


@compiled
def _add_up_work(designs: JobDesigns, moved: npt.NDArray[np.float64], staff: npt.NDArray[np.float64]) -> None:
    """Add up, by employer, the work that simple jobs leave, and the staff."""
    for design in rows(0, len(designs.employer)):
        employer = existing(designs.employer[design])
        moved[employer] += designs.simple_headcount[design] * designs.moved_load[design]
        staff[employer] += designs.headcount[design]


def _resist_or_accept(employers: Employers, parameters: Parameters) -> None:
    """Bring resistance nearer to what the load, the leaders and the say of the team lead to."""
    # In single precision, so that a team without extra load stays exactly where it was.
    hard = (1.0 - LEADERS_HELP * employers.leadership) * (1.0 - employers.involvement)
    pressed = (parameters.resistance_per_load * employers.extra_load * hard).astype(np.float32)
    aim = np.clip(np.float32(CALM) + pressed, 0.0, 1.0)
    employers.resistance[:] += np.float32(parameters.resistance_pace) * (aim - employers.resistance)


@compiled
def _fall_back(column: Singles, usual: Singles, fade: float) -> None:
    """Bring a column a little back to what it was at the start."""
    for row in rows(0, len(column)):
        if column[row] != usual[row]:
            column[row] += fade * (usual[row] - column[row])
