"""Moves inside an employer: who goes where, when, and what stays as it was."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from support.markets import filled, permuted, small_market, some_designs, some_employers, some_persons

from agents.draws import Luck
from agents.employers import Employers
from agents.handing import handed
from agents.job_designs import JobDesigns, Vacancies
from agents.persons import Persons
from agents.vocabulary import ELEMENTARY, EMPLOYED, MACHINE_OPERATOR, NOBODY, NURSE
from simulation import tallies
from simulation.calendar import DAYS_PER_MONTH
from simulation.internal_moves import ask, choose, list_openings, look_inside, next_designs
from simulation.marketplace import empty_shortlist
from simulation.parameters import default_parameters
from simulation.tallies import Tallies, no_tallies
from simulation.teams import CALM

LUCK = Luck(9, 0)
MONTH = 24
EAGER = default_parameters()._replace(internal_move_rate=1.0)
ROWS = np.int32


class House:
    """An employer with an entry design and a better-paid one, where one vacancy stands open."""

    def __init__(self, people: int = 1, **columns: Any) -> None:
        self.persons: Persons = some_persons(
            people, **{"status": EMPLOYED, "design": 0, "job_start": MONTH - 6, "skills": 0.5, **columns}
        )
        self.employers: Employers = some_employers(2, resistance=CALM, internal_mobility=1.0, selection_strictness=0.5)
        self.designs: JobDesigns = some_designs(
            3,
            employer=[0, 0, 1],
            occupation=[ELEMENTARY, MACHINE_OPERATOR, MACHINE_OPERATOR],
            pay=[0.8, 1.0, 1.2],
            ideal=np.array([0.4, 0.5, 0.5])[:, None],
            headcount=[people, 5, 5],
            team_culture=0.6,
            open_vacancies=[0, 1, 1],
        )
        self.vacancies: Vacancies = filled(Vacancies, 2, design=[1, 2], opened_day=(MONTH - 2) * DAYS_PER_MONTH)
        self.tallies: Tallies = no_tallies()

    def month(self) -> list[int]:
        """Let one month of moves happen; return the designs held."""
        newest, older = np.full(2, NOBODY, ROWS), np.full(2, NOBODY, ROWS)
        wanted, askers = np.full(len(self.persons.identity), NOBODY, ROWS), np.zeros(len(self.persons.identity), ROWS)
        tables = (self.persons, self.employers, self.designs, self.vacancies)
        list_openings(self.vacancies, self.designs, 2, newest, older)
        easiest = float(self.employers.internal_mobility.max())
        place = (newest, older, wanted, askers, 0, len(self.persons.identity), MONTH, easiest)
        count = look_inside(*tables, *place, handed(EAGER), LUCK.key("move"))
        shortlist = empty_shortlist(2)
        ask(self.persons, wanted, askers[:count], shortlist)
        assert (wanted == NOBODY).all()
        choose(*tables, shortlist, 2, MONTH, self.tallies)
        assert (shortlist.person == NOBODY).all()
        return [int(design) for design in self.persons.design]


def test_an_able_worker_climbs_and_the_books_close() -> None:
    house = House()
    assert house.month() == [1]
    assert house.designs.headcount.tolist() == [0, 6, 5]
    assert house.designs.open_vacancies.tolist() == [0, 0, 1]
    assert house.vacancies.design[0] < 0
    assert house.tallies.growth[tallies.INTERNAL_MOVES].sum() == house.tallies.vacancies[tallies.FILLED].sum() == 1
    # Neither a hire nor a separation, and the job goes on.
    assert house.tallies.persons.sum() == 0
    assert house.persons.job_start[0] == MONTH - 6


@pytest.mark.parametrize("months", [1, 5, 7, 11, 13])
def test_people_look_inside_twice_a_year(months: int) -> None:
    assert House(job_start=MONTH - months).month() == [0]
    assert House(job_start=MONTH - 12).month() == [1]


def test_nobody_moves_where_moving_is_not_eased() -> None:
    house = House()
    house.employers.internal_mobility[0] = 0.0
    assert house.month() == [0]


def test_who_cannot_do_the_work_stays_until_skill_has_grown() -> None:
    assert House(skills=0.2).month() == [0]
    assert House(skills=0.45).month() == [1]


def test_the_law_holds_inside_too() -> None:
    house = House()
    house.designs.diploma[1], house.designs.occupation[1] = 1, NURSE
    assert house.month() == [0]


def test_people_do_not_move_for_less_or_equal_pay_from_a_team_that_welcomes() -> None:
    house = House()
    house.designs.pay[1] = 0.8
    assert house.month() == [0]


def test_people_leave_an_unwelcoming_team_for_a_warm_one_at_the_same_pay() -> None:
    def moved(here: float, there: float) -> bool:
        house = House()
        house.designs.pay[1] = 0.8
        house.designs.team_culture[:2] = [here, there]
        return house.month() == [1]

    assert moved(0.1, 0.8)
    assert not moved(0.1, 0.45)
    assert not moved(0.5, 0.9)


def test_a_vacancy_takes_one_and_the_most_experienced_goes_whatever_the_row() -> None:
    for order in ([10, 40], [40, 10]):
        house = House(2, experience_months=order)
        held = house.month()
        assert held.count(1) == 1
        assert held[order.index(40)] == 1


def test_who_holds_a_whole_job_does_not_take_a_simple_one() -> None:
    house = House()
    house.vacancies.simple[0], house.designs.simple_vacancies[1], house.designs.moved_load[1] = 1, 1, 0.4
    assert house.month() == [0]
    house.persons.task_share[0], house.designs.simple_headcount[0] = 0.5, 1
    assert house.month() == [1]
    assert house.designs.simple_headcount.tolist() == [0, 1, 0]
    assert house.designs.simple_vacancies[1] == 0
    assert house.persons.task_share[0] == pytest.approx(0.6)


def test_the_next_design_is_the_nearest_related_one_that_pays_better() -> None:
    assert next_designs(House().designs).tolist() == [1, NOBODY, NOBODY]


def test_in_the_region_moves_follow_ease_and_not_the_order_of_people() -> None:
    def run(market: Any, ease: float) -> Any:
        market.employers.internal_mobility[:] = ease
        market.run_until(12)
        return market

    moves = [run(small_market(0.005), ease).counts.growth[:, tallies.INTERNAL_MOVES].sum() for ease in (0.0, 0.1, 1.0)]
    assert moves[0] == 0 < moves[1] < moves[2]
    market = small_market(0.005)
    order = np.random.default_rng(1).permutation(market.present)
    other = run(permuted(market, order), 1.0)
    same = run(market, 1.0)
    for name in ("growth", "people", "vacancy_flows", "days_to_fill"):
        assert getattr(other.counts, name).tobytes() == getattr(same.counts, name).tobytes()
