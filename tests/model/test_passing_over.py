"""Who keeps work without a look at the details: nobody whom a hazard could still reach."""

from __future__ import annotations

import numpy as np
import pytest
from support.markets import small_market

from agents.persons import FIRST_AGE
from agents.vocabulary import EMPLOYED
from simulation.model import LabourMarket
from simulation.rates import LARGEST_SEPARATION
from simulation.satisfaction import MOST_DISCONTENT, early_exit, illness_factor
from simulation.statuses import ILL_KIND
from simulation.transitions import (
    FROM_UNEMPLOYMENT,
    LEAST_WELCOME,
    MOST_RESISTED,
    personal_separation_hazard,
    separation_hazard,
)

EMPLOYEES = 400
ANYTHING = {
    "persons": ("skill_gap", "organisation_gap", "support", "task_share", "age"),
    "designs": ("satisfaction", "team_culture", "overstaffed", "workload", "physical_load", "age_fit", "growth_path"),
    "employers": ("resistance", "extra_load", "advert_tone", "openness"),
}
"""Columns in which people, work and employers are made to differ as much as they may."""


def market_of_extremes(seed: int) -> LabourMarket:
    """Return a market in which everything that drives people from work takes any value, most often an extreme one."""
    market, chance = small_market(), np.random.default_rng(seed)
    for table, names in ANYTHING.items():
        for name in names:
            column = getattr(getattr(market, table), name)
            if name == "age":
                column[:] = chance.integers(FIRST_AGE + 3, 69, len(column))
            else:
                column[:] = np.clip(chance.uniform(-0.5, 1.5, column.shape), 0.0, 1.0)
    market.persons.job_start[:] = chance.integers(-300, 1, len(market.persons.job_start))
    return market


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_all_hazards_of_leaving_work_together_stay_below_the_draw_from_which_people_are_passed_over(seed: int) -> None:
    market = market_of_extremes(seed)
    persons, employers, designs, parameters = market.persons, market.employers, market.designs, market.parameters
    rates, month = market.rates, market.month
    most = MOST_DISCONTENT * LEAST_WELCOME * MOST_RESISTED * parameters.broken_promise * parameters.dead_end_exits
    nearest = 0.0
    for person in np.flatnonzero(persons.status == EMPLOYED)[:EMPLOYEES]:
        design = persons.design[person]
        cell = persons.sex[person], persons.education[person], persons.age[person] - FIRST_AGE
        early = early_exit(persons, designs, person, market.usual_work, rates.pension_age, parameters)
        separation = separation_hazard(persons, employers, designs, person, month, parameters)
        hazard = early * rates.retire[cell] + parameters.dismissal_rate * designs.overstaffed[design]
        hazard += rates.found[cell]
        for kind in range(5):
            factor = illness_factor(employers, designs, design, early, parameters) if kind == ILL_KIND else 1.0
            hazard += (1.0 - FROM_UNEMPLOYMENT[kind]) * factor * rates.leave[cell][kind]
        personal = most * personal_separation_hazard(persons, person, month, parameters)
        assert hazard <= rates.exit_bound[cell] + 1e-6
        assert separation <= min(LARGEST_SEPARATION, personal) + 1e-6
        nearest = max(nearest, hazard / rates.exit_bound[cell])
    assert nearest > 0.5
