"""Applying, hiring, staying, learning and leaving: who gets which job and how long it lasts."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import pytest
from support.markets import filled, some_designs, some_employers, some_persons
from support.vignettes import AT_HOME

from agents.coaches import Coaches
from agents.columns import allocate
from agents.draws import Luck
from agents.handing import handed
from agents.job_designs import JobDesigns, Vacancies
from agents.persons import Persons
from agents.vocabulary import AFTERCARE, EMPLOYED, HOME, MATCHING, NOBODY, UNEMPLOYED, WEB
from simulation.calendar import DAYS_PER_MONTH
from simulation.demand import close_vacancies, open_vacancies, put_vacancy, set_targets, vacancy_identity
from simulation.learning import learn_and_wear
from simulation.marketplace import (
    Searchers,
    SearchKeys,
    Shortlist,
    build_marketplace,
    empty_shortlist,
    lay_out_adverts,
    nobody_searches,
    write_adverts,
)
from simulation.matching import match
from simulation.meetings import DECLINED
from simulation.parameters import Parameters, default_parameters
from simulation.search import list_searcher, search_round, visits_per_round
from simulation.tallies import FILLED, LASTING_JOBS, OPENED, WITHDRAWN, no_tallies
from simulation.teams import CALM
from simulation.transitions import separation_hazard

LUCK = Luck(5, 0)
KEYS = SearchKeys(*(LUCK.key(name) for name in SearchKeys._fields))
EAGER = default_parameters()._replace(
    visits_unemployed=50.0,
    decision_rate=1.0,
    recognition_floor=1.0,
    recognition_level=1.0,
    relocation_of_search=0.0,
    procedure_loss=0.0,
    reading_error=0.0,
)
NO_COACHES = allocate(Coaches, 0)
SOME_COACHES = filled(Coaches, 1)
MONTH = 24


def open_rows(designs: JobDesigns, *rows: int) -> Vacancies:
    """Make a table with one vacancy, three months old, for each given design."""
    vacancies = filled(Vacancies, len(rows), design=rows, opened_day=(MONTH - 3) * DAYS_PER_MONTH)
    np.add.at(designs.open_vacancies, np.array(rows), 1)
    return vacancies


def everyone_searches(persons: Persons) -> Searchers:
    """Put every row on the list of searchers, with the visits of its own."""
    searchers = nobody_searches(len(persons.identity))
    for row in range(len(persons.identity)):
        list_searcher(searchers, row, persons, row, MONTH, EAGER)
    return searchers


class TestApplying:
    def shortlisted(self, order: list[int], best: dict[str, float], **design: Any) -> int:
        """Let two people apply for one vacancy; return the identity of the one on the short list."""
        employers = some_employers(recruitment_channels=WEB)
        designs = some_designs(headcount=10, **design)
        vacancies = open_rows(designs, 0)
        persons = some_persons(2, status=UNEMPLOYED, field=9, non_employed_since=MONTH - 2, application_skill=0.1)
        persons.identity[:] = order
        for name, value in best.items():
            getattr(persons, name)[order.index(1)] = value
        place = build_marketplace(designs, AT_HOME, 0.03, 5.0, 1.0, 10)
        write_adverts(place, vacancies, employers, designs, 1, handed(EAGER))
        lay_out_adverts(place, vacancies, 1, 0, KEYS.advert)
        shortlist = empty_shortlist(1)
        search_round(
            persons,
            employers,
            designs,
            vacancies,
            NO_COACHES,
            place,
            shortlist,
            everyone_searches(persons),
            0,
            2,
            MONTH,
            3,
            handed(KEYS),
            handed(EAGER),
            no_tallies(),
        )
        return NOBODY if shortlist.person[0] == NOBODY else int(persons.identity[shortlist.person[0]])

    @pytest.mark.parametrize("order", [[1, 2], [2, 1]])
    def test_the_better_scored_applicant_stands_first_whatever_the_row(self, order: list[int]) -> None:
        # More application skill and experience than the luck of the impression can make up for.
        assert self.shortlisted(order, {"application_skill": 1.0, "experience_months": 100}) == 1

    @pytest.mark.parametrize("order", [[1, 2], [2, 1]])
    def test_equal_applicants_are_told_apart_by_luck_and_not_by_row(self, order: list[int]) -> None:
        assert self.shortlisted(order, {}) == self.shortlisted([1, 2], {}) != NOBODY

    def test_who_lacks_the_diploma_never_stands_on_the_list(self) -> None:
        assert self.shortlisted([1, 2], {"diploma": 1}, diploma=1) == 1
        assert self.shortlisted([1, 2], {}, diploma=1) == NOBODY

    def test_a_job_that_does_not_fit_life_gets_no_applicants(self) -> None:
        assert self.shortlisted([1, 2], {}, schedule=3, hours=1.0) != NOBODY
        far = {"youngest_child_birth": MONTH - 20, "household": 2, "work_wish": 0.0}
        winner = self.shortlisted([1, 2], {**far, "experience_months": 100}, schedule=3, hours=1.0)
        assert winner == 2

    def test_a_vacancy_is_not_found_before_it_opens(self) -> None:
        designs = some_designs(2, headcount=10, pay=[2.0, 1.0])
        vacancies = open_rows(designs, 0, 1)
        vacancies.identity[:] = [1, 2]
        vacancies.opened_day[0] = (MONTH + 0.9) * DAYS_PER_MONTH
        persons = some_persons(status=UNEMPLOYED, field=9, non_employed_since=MONTH - 2)
        place = build_marketplace(designs, AT_HOME, 0.03, 50.0, 1.0, 10)
        employers = some_employers(recruitment_channels=WEB)
        write_adverts(place, vacancies, employers, designs, 2, handed(EAGER))
        lay_out_adverts(place, vacancies, 2, 0, KEYS.advert)
        shortlist = empty_shortlist(2)
        people = everyone_searches(persons)
        arguments = (employers, designs, vacancies, NO_COACHES, place, shortlist, people, 0, 1, MONTH, 0, handed(KEYS))
        search_round(persons, *arguments, handed(EAGER._replace(taste_spread=0.1)), no_tallies())
        # The better paid job is not there yet, so the application goes to the other.
        assert shortlist.person.tolist() == [NOBODY, 0]

    def dared(self, design: dict[str, Any], person: dict[str, Any], parameters: Parameters, **employer: Any) -> int:
        """Return how many of a hundred people alike apply."""
        designs, shortlists = some_designs(headcount=10, **design), 0
        employers = some_employers(recruitment_channels=WEB, **employer)
        place = build_marketplace(designs, AT_HOME, 0.03, 5.0, 1.0, 10)
        vacancies = open_rows(designs, 0)
        write_adverts(place, vacancies, employers, designs, 1, handed(EAGER))
        lay_out_adverts(place, vacancies, 1, 0, KEYS.advert)
        persons = some_persons(100, status=UNEMPLOYED, field=9, non_employed_since=MONTH - 2, **person)
        persons.identity[:] = np.arange(100)
        people, shortlist = everyone_searches(persons), empty_shortlist(1)
        for row in range(100):
            shortlist.person[0] = NOBODY
            arguments = (employers, designs, vacancies, SOME_COACHES, place, shortlist, people, row, row + 1)
            search_round(persons, *arguments, MONTH, 3, handed(KEYS), handed(parameters), no_tallies())
            shortlists += int(shortlist.person[0] != NOBODY)
        return shortlists

    def test_adverts_that_deter_make_people_shrink_back(self) -> None:
        person, lenient = {"skills": 0.8, "confidence": 0.7}, EAGER._replace(offer_tolerance=1.0)
        gap = {"ideal": 1.0}
        assert self.dared(gap, person, lenient, advert_tone=0.0) == 0
        assert self.dared(gap, person, lenient, advert_tone=1.0) == 100

    def test_vague_adverts_are_misread_in_both_directions_and_never_with_a_coach(self) -> None:
        vague, heavy = EAGER._replace(reading_error=0.1), {"physical_load": 0.8}
        fits, too_heavy = {"health_limitation": 0.63}, {"health_limitation": 0.73}
        coached = {"trajectory_step": MATCHING, "coach": 0}
        assert self.dared(heavy, fits, EAGER) == self.dared(heavy, {**fits, **coached}, vague) == 100
        assert self.dared(heavy, too_heavy, EAGER) == self.dared(heavy, {**too_heavy, **coached}, vague) == 0
        assert 50 < self.dared(heavy, fits, vague) < 100
        assert 0 < self.dared(heavy, too_heavy, vague) < 50
        assert self.dared(heavy, fits, vague, advert_tone=1.0) == 100

    def test_will_skill_and_hope_make_people_look_around(self) -> None:
        def visits(**columns: float) -> float:
            return visits_per_round(some_persons(status=UNEMPLOYED, **columns), 0, default_parameters())

        assert visits(work_wish=1.0) > visits(work_wish=0.3)
        assert visits(application_skill=0.9) > visits(application_skill=0.2)
        assert visits(goal_clarity=0.9) > visits(goal_clarity=0.2)
        assert visits(discouragement=0.0) > visits(discouragement=0.8) > 0.0


class TestOffers:
    def accepted(self, values: list[float], identities: list[int]) -> tuple[Persons, JobDesigns, Vacancies, Any]:
        """Let one person stand first for several vacancies of different designs, and match."""
        designs = some_designs(len(values))
        vacancies = open_rows(designs, *range(len(values)))
        vacancies.identity[:] = identities
        persons = some_persons(status=UNEMPLOYED)
        shortlist = Shortlist(
            np.zeros(len(values), np.int32),
            np.zeros(len(values)),
            np.array(values, np.float64),
            np.zeros(len(values), np.int8),
        )
        tallies, scratch = no_tallies(), np.full(1, NOBODY, np.int32)
        match(
            persons,
            some_employers(),
            designs,
            vacancies,
            shortlist,
            scratch,
            len(values),
            MONTH,
            1,
            handed(KEYS),
            handed(EAGER),
            tallies,
        )
        assert scratch[0] == NOBODY
        assert (shortlist.person == NOBODY).all()
        return persons, designs, vacancies, tallies

    @pytest.mark.parametrize("values", [[1.0, 2.0], [2.0, 1.0], [1.0, 3.0, 2.0]])
    def test_a_person_with_several_offers_takes_the_best(self, values: list[float]) -> None:
        persons, designs, vacancies, tallies = self.accepted(values, [10, 11, 12][: len(values)])
        best = int(np.argmax(values))
        assert persons.design[0] == best
        assert (persons.status[0], persons.entered_from[0], persons.job_start[0]) == (
            EMPLOYED,
            UNEMPLOYED,
            MONTH,
        )
        assert designs.headcount.sum() == designs.headcount[best] == 1
        # The other vacancies stay open.
        assert designs.open_vacancies.sum() == (vacancies.design >= 0).sum() == len(values) - 1
        assert vacancies.design[best] < 0
        assert tallies.vacancies[FILLED].sum() == 1
        assert tallies.search[DECLINED].sum() == len(values) - 1

    @pytest.mark.parametrize(("identities", "chosen"), [([10, 11], 0), ([11, 10], 1)])
    def test_between_equal_offers_identity_decides_and_not_the_row(self, identities: list[int], chosen: int) -> None:
        assert self.accepted([1.0, 1.0], identities)[0].design[0] == chosen


class TestStaying:
    def hazard(self, culture: float = 0.5, **columns: Any) -> float:
        worker = {"status": EMPLOYED, "design": 0, "job_start": MONTH - 30, "education": 1, **columns}
        return separation_hazard(
            some_persons(**worker),
            some_employers(resistance=CALM, advert_tone=0.4, coach_welcome=1),
            some_designs(team_culture=culture),
            0,
            MONTH,
            default_parameters(),
        )

    def test_new_jobs_end_more_often_than_old_ones(self) -> None:
        assert self.hazard(job_start=MONTH - 11) > 2 * self.hazard(job_start=MONTH - 12) > 0.0

    def test_what_is_left_of_the_gaps_makes_jobs_end(self) -> None:
        usual = self.hazard()
        assert self.hazard(skill_gap=0.2) > self.hazard(skill_gap=0.1) > usual
        assert self.hazard(organisation_gap=0.2) > self.hazard(organisation_gap=0.1) > usual

    def test_a_welcoming_culture_and_aftercare_keep_people(self) -> None:
        assert self.hazard(culture=0.9) < self.hazard(culture=0.1)
        assert self.hazard(trajectory_step=AFTERCARE) == pytest.approx(
            self.hazard() * (1 - default_parameters().aftercare_protection)
        )

    def test_the_young_and_the_low_educated_lose_jobs_more_often(self) -> None:
        assert self.hazard(age=24) > self.hazard(age=25)
        assert self.hazard(education=0) == self.hazard(education=3) > self.hazard(education=1)
        assert self.hazard(education=1) > self.hazard(education=2)


UNKNOWN = np.zeros((2, 5, 3))
"""Reputations of which nobody has heard anything."""


NO_STEP_UP = np.full(1, NOBODY, np.int32)
"""No design of the employer is better paid."""


class TestLearning:
    def after(self, months: int, training: float = 0.5, **columns: Any) -> tuple[Persons, npt.NDArray[np.int64]]:
        worker = {"status": EMPLOYED, "design": 0, "job_start": 0, "skills": 0.4, "skill_gap": 0.2, **columns}
        persons, tallies = some_persons(**worker), no_tallies()
        designs = some_designs(ideal=0.8, trainable=0.5)
        employers = some_employers(training=training)
        for month in range(months):
            arguments = (
                0,
                1,
                month,
                UNKNOWN,
                np.ones(1),
                NO_STEP_UP,
                handed(default_parameters()),
                LUCK.key("promotion", month),
            )
            learn_and_wear(persons, employers, designs, *arguments, tallies)
        return persons, tallies.persons

    def test_the_gap_closes_with_time_and_faster_with_training(self) -> None:
        gaps = [self.after(months)[0].skill_gap[0] for months in (1, 6, 12)]
        assert 0.2 > gaps[0] > gaps[1] > gaps[2] > 0.0
        assert self.after(6, training=1.0)[0].skill_gap[0] < self.after(6, training=0.0)[0].skill_gap[0]

    def test_skills_grow_towards_what_the_job_asks_and_not_beyond(self) -> None:
        short, long = self.after(3)[0].skills[0, 0], self.after(24)[0].skills[0, 0]
        assert 0.4 < short < long <= 0.8
        assert self.after(12, skills=0.9)[0].skills[0, 0] == pytest.approx(0.9)

    def test_who_has_learned_the_job_has_its_occupation_as_field(self) -> None:
        assert self.after(1, field=3)[0].field[0] == 3
        assert self.after(1, field=3, skill_gap=0.0205)[0].field[0] == some_designs().occupation[0]

    def test_a_job_lasts_when_it_is_twelve_months_old(self) -> None:
        assert self.after(12)[1][LASTING_JOBS].sum() == 0
        assert self.after(13)[1][LASTING_JOBS, 0, 0] == self.after(20)[1][LASTING_JOBS, 0, 0] == 1

    def test_time_without_work_wears_down_hope_at_once_and_skills_after_a_year(self) -> None:
        def out(months: int) -> Persons:
            return self.after(months, status=HOME, design=NOBODY, confidence=0.8, non_employed_since=0)[0]

        year, two_years = out(12), out(24)
        assert year.confidence[0] < 0.8
        assert year.discouragement[0] > 0.0
        assert year.skills[0, 0] == np.float32(0.4)
        assert two_years.skills[0, 0] < 0.4
        assert two_years.confidence[0] < year.confidence[0]


class TestVacancies:
    def test_identity_follows_from_the_design_and_the_serial_number_alone(self) -> None:
        designs = some_designs(2)
        vacancies, employers = filled(Vacancies, 4), some_employers()
        for row, design in enumerate((0, 1, 0, 1)):
            put_vacancy(vacancies, employers, designs, row, design, 0.0)
        alone, other = filled(Vacancies, 2), some_designs(2)
        for row in range(2):
            put_vacancy(alone, employers, other, row, 1, 99.0)
        assert alone.identity.tolist() == vacancies.identity[[1, 3]].tolist()
        assert len(set(vacancies.identity.tolist())) == 4
        with np.errstate(over="ignore"):
            assert vacancies.identity[3] == vacancy_identity(designs.identity[1], 1)

    def test_identities_of_neighbouring_designs_do_not_collide(self) -> None:
        designs, vacancies = some_designs(1000), filled(Vacancies, 1)
        designs.identity[:] = (np.uint64(4) << np.uint64(60)) + np.arange(1000, dtype=np.uint64)
        seen = set()
        employers = some_employers()
        for design in range(0, 1000, 50):
            for _ in range(200):
                put_vacancy(vacancies, employers, designs, 0, design, 0.0)
                seen.add(int(vacancies.identity[0]))
        assert len(seen) == 20 * 200

    def test_only_positions_neither_held_nor_advertised_are_opened(self) -> None:
        designs = some_designs(3, target=[5, 5, 5], headcount=[2, 5, 3], open_vacancies=[1, 0, 4])
        vacancies, tallies = filled(Vacancies, 10), no_tallies()
        keys = (LUCK.key("opening"), LUCK.key("day"), LUCK.key("simple"))
        parameters = handed(default_parameters()._replace(vacancy_opening_rate=1.0))
        count = open_vacancies(vacancies, some_employers(), designs, 0, MONTH, parameters, *keys, tallies)
        assert count == 2
        assert vacancies.design[:2].tolist() == [0, 0]
        assert designs.open_vacancies.tolist() == [3, 0, 4]
        assert tallies.vacancies[OPENED].sum() == 2
        assert (vacancies.opened_day[:2] >= np.float32(MONTH * DAYS_PER_MONTH)).all()

    def test_a_table_that_is_too_short_is_left_alone(self) -> None:
        designs = some_designs(target=5, headcount=2)
        keys = (LUCK.key("opening"), LUCK.key("day"), LUCK.key("simple"))
        short, tallies = filled(Vacancies, 2), no_tallies()
        behaviour = handed(default_parameters())
        needed = open_vacancies(short, some_employers(), designs, 0, MONTH, behaviour, *keys, tallies)
        assert needed == -3
        assert (designs.open_vacancies[0], tallies.vacancies.sum()) == (0, 0)

    def test_vacancies_above_what_is_wanted_are_withdrawn_down_to_it(self) -> None:
        designs = some_designs(2, target=[3, 9], headcount=[2, 2])
        vacancies = open_rows(designs, 0, 0, 0, 0, 1, 1)
        vacancies.opened_day[:] = MONTH * DAYS_PER_MONTH
        parameters, tallies = handed(default_parameters()._replace(withdrawal_rate=1.0)), no_tallies()
        kept = 6
        for month in range(MONTH, MONTH + 3):
            kept = close_vacancies(vacancies, designs, kept, month, parameters, LUCK.key("close", month), tallies)
        assert vacancies.design[:kept].tolist() == [0, 1, 1]
        assert designs.open_vacancies.tolist() == [1, 2]
        assert tallies.vacancies[WITHDRAWN].sum() == 3

    def test_employment_wanted_follows_sector_and_employer_less_what_was_given_up(self) -> None:
        behaviour = handed(default_parameters())

        def target(growth: float, shock: float, abandoned: float = 0.0) -> int:
            designs = some_designs(positions=100.0, abandoned=abandoned)
            set_targets(designs, np.full(20, growth), np.array([shock]), behaviour, LUCK.key("rounding"))
            return int(designs.target[0])

        assert target(1.0, 1.0) in (100, 101)
        assert target(1.1, 1.0) == target(1.0, 1.1) == target(1.0, 1.0) + 10
        assert target(1.0, 1.0, abandoned=20.0) < target(1.0, 1.0) - 18
        assert target(0.0, 1.0) in (0, 1)
