"""A labour market in which nobody grows older: the people of January 2012 stay the age they are.

Nobody turns fifteen, finishes school, retires, moves in or out, or dies. The rules are those of the model; what
changes is what they are given. Months of birth and of leaving school move along with time; arrivals, deaths and
departures are empty; and the flows in and out of the labour force are those that keep the census share of each age
where it is. Jobs wanted follow a population that stands still.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import numpy.typing as npt

from agents.region import SECTORS
from agents.vocabulary import STUDENT
from scenarios.build import build_market, population_projection, region_figures
from scenarios.setup import Setup
from simulation.calendar import FIRST_YEAR
from simulation.growth import growth_path
from simulation.model import LabourMarket
from simulation.parameters import Parameters
from simulation.rates import AGES, Profile, Rates, rates_of_year
from simulation.surroundings import Surroundings

Doubles = npt.NDArray[np.float64]


class AgelessMarket(LabourMarket):
    """A labour market whose people stay the age they are; see :func:`build_ageless_market`."""

    def step(self) -> None:
        """Run one month, after which everybody is as old as before."""
        super().step()
        self.persons.birth_month[:] += 1
        self.persons.school_exit_month[self.persons.status == STUDENT] += 1

    @property
    def rates(self) -> Rates:
        """Hazards of the present calendar year, without those that come with growing older."""
        if self._rates is None or self.month % 12 == 0:
            self._rates = rates_without_ageing(self.surroundings, self.parameters, self.month // 12)
        return self._rates


def build_ageless_market(setup: Setup, replication: int) -> LabourMarket:
    """Build a market in which nobody grows older.

    Parameters
    ----------
    setup : Setup
        As for :func:`scenarios.build.build_market`.
    replication : int
        Number of the replication, 0 or more.

    Returns
    -------
    LabourMarket
    """
    market = build_market(setup, replication)
    persons = market.persons
    # Nobody has a birthday in the months to come, and the last month of school is always the next.
    persons.birth_month[persons.birth_month % 12 == 0] += 1
    in_school = persons.status == STUDENT
    persons.school_exit_month[in_school] = np.maximum(persons.school_exit_month[in_school], 0) + 1
    return AgelessMarket(
        persons=persons,
        employers=market.employers,
        designs=market.designs,
        vacancies=market.vacancies,
        coaches=market.coaches,
        open_count=market.open_count,
        marketplace=market.marketplace,
        surroundings=_standing_still(market, setup),
        parameters=market.parameters,
        luck=market.luck,
        defence=market.defence,
    )


def _standing_still(market: LabourMarket, setup: Setup) -> Surroundings:
    """Return surroundings in which nobody arrives, dies or departs, and in which the population stays what it is."""
    surroundings = market.surroundings
    projection = population_projection(setup.region, setup.demography)
    unchanging = np.repeat(projection.population[:1], len(projection.population), axis=0)
    jobs_by_sector = np.bincount(market.designs.sector, market.designs.headcount, minlength=len(SECTORS))
    growth = growth_path(
        region_figures(setup.region),
        replace(projection, population=unchanging),
        market.parameters,
        jobs_by_sector.astype(np.float64),
        surroundings.months,
    )
    return replace(
        surroundings,
        die=np.zeros_like(surroundings.die),
        emigrate=np.zeros_like(surroundings.emigrate),
        growth=growth,
        arrivals_by_month=np.full_like(surroundings.arrivals_by_month, surroundings.arrivals_by_month[0]),
        outside_population=np.repeat(surroundings.outside_population[:1], surroundings.months, axis=0),
    )


def rates_without_ageing(surroundings: Surroundings, parameters: Parameters, year: int) -> Rates:
    """Make the hazards of one calendar year for people who stay the age they are.

    At each age these are the hazards of a world in which the census shares of that age hold for all ages: then
    nothing drifts with age, nobody retires, and the flows in and out of each state balance.

    Parameters
    ----------
    surroundings : Surroundings
        Census profile; nobody dies or departs.
    parameters : Parameters
        Behaviour.
    year : int
        Years since 2012.

    Returns
    -------
    Rates
    """
    at_rest = (surroundings.die[0], surroundings.emigrate[0], 0.0)
    worlds = [
        rates_of_year(_everybody_like(surroundings.profile, age), parameters, FIRST_YEAR + year, *at_rest)
        for age in range(AGES)
    ]

    def at_own_age(name: str) -> Doubles:
        table: Doubles = np.empty_like(getattr(worlds[0], name))
        for age, world in enumerate(worlds):
            table[:, :, age] = getattr(world, name)[:, :, age]
        return table

    return worlds[0]._replace(
        retire=np.zeros_like(worlds[0].retire),
        leave=at_own_age("leave"),
        come_back=at_own_age("come_back"),
        found=at_own_age("found"),
        inactive_at_exit=at_own_age("inactive_at_exit"),
        self_employed_at_exit=at_own_age("self_employed_at_exit"),
        exit_bound=at_own_age("exit_bound"),
    )


def _everybody_like(profile: Profile, age: int) -> Profile:
    """Return a profile in which the shares of one age, counted from fifteen, hold for all ages."""
    return profile._replace(
        **{
            name: np.repeat(getattr(profile, name)[:, :, [age]], AGES, axis=2)
            for name in ("retired", "inactive", "self_employed")
        }
    )
