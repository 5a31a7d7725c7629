"""Who keeps work without a look at the details: nobody whom a hazard could still reach."""

from __future__ import annotations

import numpy as np
import pytest
from support.markets import Numbers, small_market

from agents.columns import duplicate
from agents.draws import uniforms
from agents.persons import FIRST_AGE
from agents.vocabulary import EMPLOYED
from simulation.channels import approach
from simulation.model import LabourMarket
from simulation.satisfaction import early_exit, illness_factor
from simulation.statuses import ILL_KIND
from simulation.tallies import no_tallies
from simulation.transitions import FROM_UNEMPLOYMENT, change_statuses, separation_hazard

EMPLOYEES, DRAWS = 800, 60
OUTSIDE = 5
EDGE = 1e-6
"""Draws that lie so near to a hazard may fall on either side of it: columns hold seven digits."""

ANYTHING = {
    "persons": ("skill_gap", "organisation_gap", "support", "task_share"),
    "designs": ("satisfaction", "team_culture", "overstaffed", "workload", "physical_load", "age_fit", "growth_path"),
    "employers": ("resistance", "extra_load", "advert_tone", "openness"),
}
"""Shares in which people, work and employers are made to differ as much as they may."""


def market_of_extremes(seed: int) -> LabourMarket:
    """Return a market where what drives people from work takes any value, half of the time the least or the largest."""
    market, chance = small_market(), np.random.default_rng(seed)
    for table, names in ANYTHING.items():
        for name in names:
            column = getattr(getattr(market, table), name)
            column[:] = np.clip(chance.uniform(-0.5, 1.5, column.shape), 0.0, 1.0)
    market.persons.age[:] = chance.integers(FIRST_AGE + 3, 69, len(market.persons.age))
    # Most jobs end in their first year.
    market.persons.job_start[:] = chance.choice([0, -6, -14, -300], len(market.persons.job_start))
    market.employers.notice_months[:] = 0
    return market


def cell_of(market: LabourMarket, person: int) -> tuple[int, int, int]:
    """Return the place of one person in the rates: sex, education and age."""
    persons = market.persons
    return int(persons.sex[person]), int(persons.education[person]), int(persons.age[person]) - FIRST_AGE


def separation(market: LabourMarket, person: int) -> float:
    """Return the hazard that one job ends in unemployment."""
    tables = market.persons, market.employers, market.designs
    return separation_hazard(*tables, person, market.month, market.parameters)


def other_hazards(market: LabourMarket, person: int) -> float:
    """Add up everything else that can make one employee leave the job: nobody is passed over here."""
    persons, employers, designs, parameters = market.persons, market.employers, market.designs, market.parameters
    rates, design, cell = market.rates, persons.design[person], cell_of(market, person)
    early = early_exit(persons, designs, person, market.usual_work, rates.pension_age, parameters)
    hazard = early * rates.retire[cell] + rates.found[cell]
    if designs.sub_region[design] != OUTSIDE:
        hazard += parameters.dismissal_rate * designs.overstaffed[design]
    for kind in range(5):
        factor = illness_factor(employers, designs, design, early, parameters) if kind == ILL_KIND else 1.0
        hazard += (1.0 - FROM_UNEMPLOYMENT[kind]) * factor * rates.leave[cell][kind]
    return float(hazard)


def leave(market: LabourMarket, draw: int, employees: Numbers) -> tuple[Numbers, Numbers]:
    """Let a month of changes pass with one draw each; return the draws, and who of the employees left."""
    persons, key = duplicate(market.persons), market.luck.key("passing_over", draw)
    change_statuses(
        persons,
        market.employers,
        duplicate(market.designs),
        0,
        market.present,
        market.month,
        market.rates,
        market.parameters,
        market.surroundings.usual_burden,
        market.usual_work,
        approach(market.employers),
        key,
        market.luck.key("passing_over_exit", draw),
        no_tallies(),
    )
    return uniforms(key, persons.identity[employees]), persons.status[employees] != EMPLOYED


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_those_leave_work_whose_draw_a_hazard_reaches_and_nobody_else(seed: int) -> None:
    market = market_of_extremes(seed)
    employees = np.flatnonzero(market.persons.status == EMPLOYED)[:EMPLOYEES]
    hazards = np.array([separation(market, person) + other_hazards(market, person) for person in employees])
    leavers = 0
    for draw in range(DRAWS):
        luck, left = leave(market, draw, employees)
        sure = np.abs(luck - hazards) > EDGE
        np.testing.assert_array_equal(left[sure], (luck < hazards)[sure])
        leavers += int(left.sum())
    assert leavers > 0.05 * EMPLOYEES * DRAWS


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_bound_of_leaving_covers_all_but_separation(seed: int) -> None:
    market = market_of_extremes(seed)
    for person in np.flatnonzero(market.persons.status == EMPLOYED)[:EMPLOYEES]:
        assert other_hazards(market, person) <= market.rates.exit_bound[cell_of(market, person)] + EDGE
