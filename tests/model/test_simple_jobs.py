"""Simple jobs: how vacancies become simple, how people grow out of them, and where they are stuck."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from support.markets import differing, filled, small_market, some_designs, some_employers, some_persons

from agents.draws import Luck
from agents.handing import handed
from agents.job_designs import JobDesigns, Vacancies
from agents.persons import Persons
from agents.vocabulary import EMPLOYED, NOBODY, UNEMPLOYED
from simulation import tallies
from simulation.calendar import DAYS_PER_MONTH
from simulation.demand import (
    MOST_RESISTANCE,
    SEPARABLE,
    close_vacancies,
    make_simple,
    open_vacancies,
    rethink_old_vacancies,
)
from simulation.jobs import leave_job, start_job
from simulation.learning import learn_and_wear
from simulation.parameters import default_parameters
from simulation.tallies import Tallies, no_tallies
from simulation.teams import CALM
from simulation.transitions import separation_hazard

LUCK = Luck(7, 0)
MONTH = 24
EAGER = default_parameters()._replace(vacancy_opening_rate=1.0, simple_when_old=1.0, promotion_rate=1.0)
SPLIT = {"simple_share": 0.5, "moved_load": 0.4, "simple_factor": 0.5}


class TestOpening:
    def opened(self, employer: dict[str, Any] | None = None, **design: Any) -> tuple[JobDesigns, Vacancies]:
        """Open twenty vacancies at once for a design of forty."""
        designs = some_designs(**{"target": 40, "headcount": 20, **SPLIT, **design})
        employers = some_employers(**{"resistance": CALM, **(employer or {})})
        vacancies = filled(Vacancies, 20)
        keys = (LUCK.key("opening"), LUCK.key("day"), LUCK.key("simple"))
        assert open_vacancies(vacancies, employers, designs, 0, MONTH, handed(EAGER), *keys, no_tallies()) == 20
        return designs, vacancies

    def test_a_share_of_vacancies_opens_as_simple_jobs(self) -> None:
        designs, vacancies = self.opened()
        assert 5 <= vacancies.simple.sum() <= 15
        assert designs.simple_vacancies[0] == vacancies.simple.sum()

    def test_without_a_share_of_simple_jobs_none_opens(self) -> None:
        assert self.opened(simple_share=0.0)[1].simple.sum() == 0

    def test_simple_jobs_held_and_open_stay_below_their_share(self) -> None:
        assert self.opened(simple_headcount=20)[1].simple.sum() == 0
        assert self.opened(simple_headcount=18)[1].simple.sum() == 2
        assert self.opened(simple_share=0.09)[1].simple.sum() <= 4

    def test_work_that_does_not_split_has_no_simple_jobs(self) -> None:
        assert self.opened(moved_load=SEPARABLE - 0.01)[1].simple.sum() == 0

    def test_a_team_that_resists_gets_no_further_simple_jobs(self) -> None:
        assert self.opened({"resistance": MOST_RESISTANCE - 0.01})[1].simple.sum() > 0
        assert self.opened({"resistance": MOST_RESISTANCE + 0.01})[1].simple.sum() == 0

    def rethought(self, months_open: float, openness: float = 1.0, **design: Any) -> int:
        designs = some_designs(**{"target": 40, "headcount": 20, **SPLIT, **design})
        vacancies = filled(Vacancies, 8, design=0, opened_day=(MONTH - months_open) * DAYS_PER_MONTH)
        employers = some_employers(resistance=CALM, openness=openness)
        rethink_old_vacancies(vacancies, employers, designs, 8, MONTH, handed(EAGER), LUCK.key("rethinking"))
        assert designs.simple_vacancies[0] == vacancies.simple.sum()
        return int(vacancies.simple.sum())

    def test_old_vacancies_become_simple_at_open_minded_employers_that_split_jobs(self) -> None:
        assert self.rethought(4.0) == 8
        assert self.rethought(2.0) == 0
        assert self.rethought(4.0, openness=0.0) == 0
        assert self.rethought(4.0, simple_share=0.0) == 0
        assert self.rethought(4.0, simple_share=0.04) == 2

    def test_a_simple_vacancy_that_closes_makes_room_again(self) -> None:
        designs = some_designs(**{"target": 0, "open_vacancies": 3, **SPLIT})
        vacancies = filled(Vacancies, 3, design=0, opened_day=MONTH * DAYS_PER_MONTH)
        make_simple(vacancies, designs, 2)
        eager = handed(EAGER._replace(withdrawal_rate=1.0))
        assert close_vacancies(vacancies, designs, 3, MONTH, eager, LUCK.key("close"), no_tallies()) == 0
        assert designs.simple_vacancies[0] == 0


def hired(simple: int, **columns: Any) -> tuple[Persons, JobDesigns, Tallies]:
    persons = some_persons(**{"status": UNEMPLOYED, "skills": 0.4, **columns})
    designs = some_designs(ideal=0.8, trainable=0.5, **SPLIT)
    counted = no_tallies()
    start_job(persons, some_employers(), designs, 0, 0, simple, MONTH, counted)
    return persons, designs, counted


class TestHiring:
    def test_who_starts_in_a_simple_job_does_part_of_the_tasks_and_meets_what_they_ask(self) -> None:
        whole, simple = hired(0)[0], hired(1)[0]
        assert whole.task_share[0] == 1.0
        assert simple.task_share[0] == pytest.approx(0.6)
        assert simple.skill_gap[0] == 0.0 < whole.skill_gap[0]

    def test_simple_jobs_are_counted_and_freed(self) -> None:
        persons, designs, counted = hired(1)
        assert (designs.headcount[0], designs.simple_headcount[0]) == (1, 1)
        assert counted.growth[tallies.SIMPLE_HIRES].sum() == 1
        leave_job(persons, designs, 0, 0, counted)
        assert (designs.headcount[0], designs.simple_headcount[0]) == (0, 0)
        assert (persons.task_share[0], persons.design[0]) == (1.0, NOBODY)
        assert hired(0)[2].growth.sum() == hired(0)[1].simple_headcount[0] == 0


class TestGrowing:
    def worked(self, months: int, growth_path: float, **columns: Any) -> tuple[Persons, JobDesigns, Tallies]:
        """Let someone work in a simple job that asks half of the skill of the whole one."""
        worker = {"status": EMPLOYED, "design": 0, "job_start": 0, "skills": 0.3, "task_share": 0.6, **columns}
        persons, counted = some_persons(**worker), no_tallies()
        designs = some_designs(
            ideal=0.8, trainable=0.8, growth_path=growth_path, headcount=1, simple_headcount=1, **SPLIT
        )
        employers = some_employers(training=0.5, selection_strictness=0.5)
        nothing = (np.zeros((2, 5, 3)), np.ones(1), np.full(1, NOBODY, np.int32))
        for month in range(months):
            key = LUCK.key("promotion", month)
            learn_and_wear(persons, employers, designs, 0, 1, month, *nothing, handed(EAGER), key, counted)
        return persons, designs, counted

    def test_people_always_learn_the_simple_job_and_the_whole_one_along_the_path(self) -> None:
        without, half, full = (self.worked(20, path)[0].skills[0, 0] for path in (0.0, 0.5, 1.0))
        assert 0.3 < without <= 0.4 + 1e-6 < half < full

    def test_who_can_do_the_whole_job_gets_it_and_grows_in_confidence(self) -> None:
        persons, designs, counted = self.worked(30, 1.0, skills=0.7)
        assert persons.task_share[0] == 1.0
        assert (designs.headcount[0], designs.simple_headcount[0]) == (1, 0)
        assert counted.growth[tallies.PROMOTIONS].sum() == 1
        assert counted.experience[1, 0].sum() >= 1
        assert persons.confidence[0] > self.worked(5, 1.0, skills=0.7)[0].confidence[0]

    def test_nobody_is_promoted_soon_or_unable_or_without_a_path(self) -> None:
        assert self.worked(int(EAGER.growth_months), 1.0, skills=0.8)[0].task_share[0] < 1.0
        assert self.worked(10, 1.0, skills=0.0)[0].task_share[0] < 1.0
        assert self.worked(60, 0.0, skills=0.8)[0].task_share[0] < 1.0

    def test_a_simple_job_without_a_path_is_a_dead_end_after_a_year(self) -> None:
        year, later, path = self.worked(13, 0.1), self.worked(23, 0.1), self.worked(23, 0.3)
        assert year[2].growth[tallies.DEAD_ENDS].sum() == path[2].growth[tallies.DEAD_ENDS].sum() == 0
        assert later[2].growth[tallies.DEAD_ENDS].sum() == 10
        assert later[0].discouragement[0] > path[0].discouragement[0]

    def test_people_leave_a_dead_end_sooner(self) -> None:
        def hazard(growth_path: float, task_share: float = 0.6, months: int = 13) -> float:
            persons = some_persons(status=EMPLOYED, design=0, job_start=MONTH - months, task_share=task_share)
            designs = some_designs(growth_path=growth_path, team_culture=0.5)
            return separation_hazard(persons, some_employers(resistance=CALM), designs, 0, MONTH, EAGER)

        assert hazard(0.1) == pytest.approx(EAGER.dead_end_exits * hazard(0.2))
        assert hazard(0.1, task_share=1.0) == hazard(0.2) == hazard(0.1, months=12)


def test_in_a_region_that_splits_jobs_people_are_hired_into_them_and_grow() -> None:
    def run(simple_share: float) -> Any:
        market = small_market(0.005)
        market.designs.simple_share[:] = simple_share
        market.designs.growth_path[:] = 1.0
        # Nor does a coach ask for a job to be adapted.
        market.coaches.employer_ties[:] = 0.0
        market.run_until(30)
        return market

    without, redesigned = run(0.0), run(0.3)
    simple_things = (tallies.SIMPLE_HIRES, tallies.PROMOTIONS, tallies.DEAD_ENDS)
    assert without.counts.growth[:, simple_things].sum() == without.counts.simple_jobs.sum() == 0
    grown = redesigned.counts.growth[:30].sum(axis=(0, 2))
    assert grown[tallies.SIMPLE_HIRES] > grown[tallies.PROMOTIONS] > 0 == grown[tallies.DEAD_ENDS]
    assert redesigned.counts.simple_jobs[29].sum() > 0
    assert redesigned.employers.extra_load.max() > 0.0 == without.employers.extra_load.max()
    # Colleagues who carry more and resist pay for it.
    assert redesigned.employers.resistance.max() > CALM == without.employers.resistance.max()


def test_what_simple_jobs_would_do_matters_to_nobody_while_no_job_is_simple() -> None:
    plain, other = small_market(0.003), small_market(0.003)
    other.designs.moved_load[:] = 0.9
    other.designs.growth_path[:] = 1.0
    other.employers.involvement[:] = 1.0
    plain.run_until(8)
    other.run_until(8)
    assert set(differing(plain, other)) == {"designs.moved_load", "designs.growth_path", "employers.involvement"}
