"""What an employer does with an application: procedure, refusal, trial, judgement, and what a coach changes in it."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from support.markets import filled, small_market, some_designs, some_employers, some_persons
from support.vignettes import AT_HOME

from agents.coaches import Coaches
from agents.draws import Luck
from agents.handing import handed
from agents.job_designs import JobDesigns, Vacancies
from agents.persons import Persons
from agents.vocabulary import (
    DOCUMENTS,
    EMPLOYED,
    FACILITIES,
    JUSTICE,
    LEAD_TO_WORK,
    MATCHING,
    NOBODY,
    NURSE,
    SALES_HOSPITALITY,
    UNEMPLOYED,
    WEB,
)
from simulation.calendar import DAYS_PER_MONTH
from simulation.judgement import entry_relaxation, gap_after_training, offered_as_simple, tolerance
from simulation.marketplace import (
    SearchKeys,
    Shortlist,
    build_marketplace,
    empty_shortlist,
    lay_out_adverts,
    write_adverts,
)
from simulation.meetings import (
    LOST_IN_PROCEDURE,
    NOT_QUALIFIED,
    REFUSED_DISCRIMINATION,
    REFUSED_PAST,
    TOO_EARLY,
)
from simulation.minds import BAD, EMPLOYERS
from simulation.parameters import default_parameters
from simulation.selection import apply, discrimination, loss_in_procedure, prejudice
from simulation.tallies import Tallies, no_tallies
from simulation.trials import try_out

LUCK = Luck(5, 0)
KEYS = SearchKeys(*(LUCK.key(name) for name in SearchKeys._fields))
PARAMETERS = default_parameters()._replace(disability_visible=1.0)
MONTH = 24
DAY = MONTH * DAYS_PER_MONTH
COACH = filled(Coaches, 2, employer_ties=[0.8, 0.0], sanctioning=[0, 1])
ACCOMPANIED = {"trajectory_step": MATCHING, "coach": 0}


MARK_DOWNS = {"origin_discrimination": 0.4, "age_discrimination": 0.39, "disability_discrimination": 0.48}


class TestDiscrimination:
    def chance(self, occupation: int = SALES_HOSPITALITY, facilities: float = 0.0, **person: Any) -> float:
        designs = some_designs(occupation=occupation, facilities=facilities)
        employers = some_employers(**MARK_DOWNS)
        return discrimination(some_persons(**person), employers, designs, 0, 0, 0, KEYS.shows, PARAMETERS)

    def test_the_young_native_without_a_limitation_is_not_refused(self) -> None:
        assert self.chance() == self.chance(age=49, health_limitation=0.39) == 0.0

    def test_origin_counts_except_in_bottleneck_occupations(self) -> None:
        assert self.chance(origin=1) == self.chance(origin=2) == pytest.approx(0.4)
        assert self.chance(origin=2, occupation=NURSE) == 0.0

    def test_age_counts_from_fifty(self) -> None:
        assert self.chance(age=50) == pytest.approx(0.39)

    def test_a_limitation_counts_when_it_shows(self) -> None:
        assert self.chance(health_limitation=0.5) == pytest.approx(0.48)
        hidden = PARAMETERS._replace(disability_visible=0.0)
        persons = some_persons(health_limitation=0.5)
        arguments = (some_employers(**MARK_DOWNS), some_designs(), 0, 0, 0, KEYS.shows)
        assert discrimination(persons, *arguments, hidden) == 0.0

    def test_dress_and_prayer_count_where_there_is_no_room_for_them(self) -> None:
        none, some, full = (self.chance(needs=FACILITIES, facilities=room) for room in (0.0, 0.5, 1.0))
        assert none > some > full == 0.0

    def test_each_reason_refuses_part_of_those_the_others_let_through(self) -> None:
        assert self.chance(origin=2, age=55) == pytest.approx(1.0 - 0.6 * 0.61)

    @pytest.mark.parametrize(
        ("applicant", "low", "high"),
        [({"origin": 2}, 0.50, 0.70), ({"age": 55}, 0.56, 0.66), ({"health_limitation": 0.5}, 0.45, 0.60)],
        ids=["origin (DIS-01, DIS-02)", "age (DIS-03)", "disability (DIS-04)"],
    )
    def test_all_else_equal_invitations_fall_as_in_the_field_experiments(
        self, applicant: dict[str, Any], low: float, high: float
    ) -> None:
        market = small_market(0.01)
        designs = market.designs
        rows = np.flatnonzero(designs.occupation > 3)
        persons = some_persons(**applicant)
        refused = [
            discrimination(persons, market.employers, designs, 0, designs.employer[row], row, KEYS.shows, PARAMETERS)
            for row in rows
        ]
        assert low <= 1.0 - float(np.mean(refused)) <= high


class TestPrejudice:
    def chance(self, months_out: int = 0, coaches: Coaches = COACH, **columns: Any) -> float:
        employer = {name: columns.pop(name) for name in ("partnership", "openness") if name in columns}
        persons = some_persons(**{"status": UNEMPLOYED, "non_employed_since": MONTH - months_out, **columns})
        employers = some_employers(duration_stereotype=0.5, **employer)
        return prejudice(persons, employers, coaches, 0, 0, DAY, PARAMETERS._replace(stereotype_strength=0.8))

    def test_long_spells_are_refused_more_often_the_longer_they_last_up_to_the_stereotype(self) -> None:
        assert self.chance() == self.chance(6) == 0.0
        chances = [self.chance(months) for months in (7, 12, 24, 1000)]
        assert chances == sorted(chances)
        assert chances[0] > 0.0
        assert chances[-1] == pytest.approx(0.4)
        assert self.chance(1000, status=EMPLOYED) == 0.0

    def test_a_record_is_refused_in_part(self) -> None:
        assert self.chance(problems=JUSTICE) == pytest.approx(PARAMETERS.record_refusal)

    def test_guidance_partners_and_a_coach_with_ties_take_prejudice_away(self) -> None:
        alone = self.chance(36)
        assert self.chance(36, partnership=0.6) == pytest.approx(0.4 * alone)
        assert self.chance(36, openness=0.6, **ACCOMPANIED) == pytest.approx((1.0 - 0.5 * 0.8) * alone)
        assert self.chance(36, openness=0.4, **ACCOMPANIED) == pytest.approx(alone)

    def test_clients_of_a_coach_who_sanctions_seem_to_apply_because_they_must(self) -> None:
        assert self.chance(36, trajectory_step=MATCHING, coach=1) == pytest.approx(1.2 * self.chance(36))


class TestProcedure:
    def lost(self, simplicity: float = 0.0, openness: float = 0.0, **person: Any) -> float:
        employers = some_employers(selection_simplicity=simplicity, openness=openness)
        return loss_in_procedure(some_persons(**person), employers, 0, 0, PARAMETERS)

    def test_complex_procedures_lose_people_who_cannot_apply_well(self) -> None:
        assert self.lost(application_skill=0.55) == self.lost(simplicity=1.0, application_skill=0.1) == 0.0
        assert self.lost(application_skill=0.1) > self.lost(application_skill=0.4) > 0.0
        assert self.lost(simplicity=0.5, application_skill=0.1) == pytest.approx(0.5 * self.lost(application_skill=0.1))

    def test_a_coach_who_goes_along_helps_through(self) -> None:
        alone = self.lost(application_skill=0.1)
        assert self.lost(application_skill=0.1, trajectory_step=LEAD_TO_WORK) == pytest.approx(0.3 * alone)

    def test_papers_stop_the_procedure_where_nobody_waits_for_them(self) -> None:
        assert self.lost(problems=DOCUMENTS) == pytest.approx(PARAMETERS.documents_block)
        assert self.lost(problems=DOCUMENTS, openness=0.6) == 0.0


def vacancies_of(designs: JobDesigns, days_open: float = 60.0, **columns: Any) -> Vacancies:
    rows = len(designs.employer)
    return filled(Vacancies, rows, design=np.arange(rows), opened_day=DAY - days_open, **columns)


class TestJudgement:
    def gap(self, person: dict[str, Any], design: dict[str, Any], simple: int = 0, **employer: Any) -> float:
        designs = some_designs(**design)
        arguments = (some_persons(**person), some_employers(**employer), designs, vacancies_of(designs, simple=simple))
        return gap_after_training(*arguments, COACH, 0, 0, MONTH, DAY, KEYS, PARAMETERS)

    def test_experience_is_asked_until_it_is_there_or_entry_is_relaxed(self) -> None:
        design = {"experience_ideal": 24}
        none, some = (self.gap({"experience_months": months}, design) for months in (0, 12))
        assert none == pytest.approx(PARAMETERS.experience_weight)
        assert some == pytest.approx(0.5 * none)
        assert self.gap({"experience_months": 24}, design) == self.gap({}, {"experience_ideal": 0}) == 0.0
        assert self.gap({}, design, simple=1) == 0.0

    def test_a_simple_job_asks_no_more_than_the_tasks_that_stay(self) -> None:
        design = {"ideal": 0.8, "simple_factor": 0.5, "dutch_ideal": 0.8, "simple_dutch": 0.3, "education_ideal": 2}
        learner = {"skills": 0.4, "dutch": 0.3, "education": 0}
        assert self.gap(learner, design) > self.gap(learner, design, simple=1) == 0.0
        assert self.gap({**learner, "skills": 0.3}, design, simple=1) == pytest.approx(0.1, abs=1e-6)

    def test_a_gate_of_law_stands_before_a_simple_job_only_if_a_protected_task_stays(self) -> None:
        assert self.gap({}, {"diploma": 2, "simple_diploma": 0}, simple=1) == 0.0
        assert self.gap({}, {"diploma": 2, "simple_diploma": 2}, simple=1) > 1.0
        assert self.gap({}, {"diploma": 2, "simple_diploma": 0}) > 1.0

    def test_dutch_is_taken_on_where_it_is_coached_and_helped_where_colleagues_can(self) -> None:
        person, design = {"dutch": 0.3}, {"dutch_ideal": 0.75}
        alone = self.gap(person, design)
        assert self.gap(person, design, language_coaching=1.0) == pytest.approx(0.5 * alone)
        assert self.gap(person, design, language_help=0.5) == pytest.approx(0.5 * alone)
        # A shortfall that is too large is not taken on.
        assert self.gap({"dutch": 0.1}, design, language_coaching=1.0) == self.gap({"dutch": 0.1}, design)

    def test_an_open_employer_gives_requirements_up_as_it_searches_on(self) -> None:
        def relaxed(days: float, openness: float) -> float:
            vacancies, employers = vacancies_of(some_designs(), relaxation=0.1), some_employers(openness=openness)
            return entry_relaxation(employers, vacancies, 0, 0, days, PARAMETERS)

        assert relaxed(90.0, 1.0) == relaxed(300.0, 0.0) == pytest.approx(0.1)
        assert relaxed(300.0, 1.0) > relaxed(300.0, 0.5) > 0.1
        assert relaxed(100_000.0, 1.0) == 1.0

    def test_a_coach_with_ties_vouches_at_friendly_employers(self) -> None:
        def accepted(openness: float, **person: Any) -> float:
            designs = some_designs()
            arguments = (some_persons(**person), some_employers(openness=openness), designs, vacancies_of(designs))
            return tolerance(*arguments, COACH, 0, 0, DAY, PARAMETERS)

        assert accepted(0.8, **ACCOMPANIED) == pytest.approx(accepted(0.8) + PARAMETERS.coach_vouch * 0.8 * 0.8)
        assert accepted(0.4, **ACCOMPANIED) == accepted(0.4)

    def test_a_coach_can_have_a_job_adapted_only_where_tasks_can_move_and_the_employer_is_friendly(self) -> None:
        sure = PARAMETERS._replace(adapted_job=1.0)

        def simple(moved_load: float, openness: float, ties: float) -> int:
            designs = some_designs(moved_load=moved_load)
            arguments = (some_employers(openness=openness), designs, vacancies_of(designs), 0, np.uint64(3), ties)
            return offered_as_simple(*arguments, KEYS.adapt, sure)

        assert simple(0.3, 1.0, 1.0) == 1
        assert simple(0.05, 1.0, 1.0) == simple(0.3, 0.4, 1.0) == simple(0.3, 1.0, 0.0) == 0


class TestApplying:
    def one(self, days_open: float = 60.0, **columns: Any) -> tuple[Persons, Shortlist, Tallies]:
        """Let one person apply at an employer whose traits are given with the prefix ``at_``."""
        at = {name[3:]: columns.pop(name) for name in list(columns) if name.startswith("at_")}
        designs = some_designs(occupation=SALES_HOSPITALITY, headcount=10, ideal=columns.pop("ideal", 0.0))
        vacancies, employers = vacancies_of(designs, days_open), some_employers(**at)
        persons = some_persons(status=UNEMPLOYED, persona=2, sub_region=3, **columns)
        place = build_marketplace(designs, AT_HOME, 0.03, 5.0, 1.0, 10)
        shortlist, tallies = empty_shortlist(1), no_tallies()
        write_adverts(place, vacancies, employers, designs, 1, handed(PARAMETERS))
        lay_out_adverts(place, vacancies, 1, 0, KEYS.advert)
        arguments = (employers, designs, vacancies, COACH, place, shortlist, 0, 0, 1.5, MONTH, DAY, KEYS, PARAMETERS)
        apply(persons, *arguments, tallies, None)
        return persons, shortlist, tallies

    def test_every_end_is_counted_with_persona_and_sub_region(self) -> None:
        out = {"non_employed_since": -1000}
        for outcome, columns in (
            (TOO_EARLY, {"days_open": 1.0}),
            (LOST_IN_PROCEDURE, {"application_skill": -0.3, "at_selection_simplicity": -2.0}),
            (REFUSED_DISCRIMINATION, {"origin": 2, "at_origin_discrimination": 1.0}),
            (REFUSED_PAST, {**out, "at_duration_stereotype": 2.0}),
            (NOT_QUALIFIED, {"skills": 0.0, "ideal": 1.0}),
        ):
            _, shortlist, tallies = self.one(**columns)
            assert (tallies.search[outcome, 2, 3], tallies.search.sum()) == (1, 1), outcome
            assert shortlist.person[0] == NOBODY
        _, shortlist, tallies = self.one()
        assert (shortlist.person[0], shortlist.value[0], tallies.search.sum()) == (0, 1.5, 0)

    def test_only_a_refusal_for_who_one_is_makes_one_expect_the_next(self) -> None:
        before = {"expected_discrimination": 0.5}
        persons, _, tallies = self.one(origin=2, at_origin_discrimination=1.0, **before)
        assert persons.expected_discrimination[0] == pytest.approx(0.5 + 0.5 * PARAMETERS.refusal_hurt)
        assert tallies.experience[EMPLOYERS, BAD, 3, 2] == tallies.experience.sum() == 1
        persons, _, tallies = self.one(non_employed_since=-1000, at_duration_stereotype=2.0, **before)
        assert persons.expected_discrimination[0] == pytest.approx(0.5)
        assert persons.discouragement[0] > 0.0
        assert tallies.experience.sum() == 0


class TestTrial:
    def chosen(self, parameters: Any = PARAMETERS, rows: int = 2, **person: Any) -> tuple[int, float, Persons]:
        """Let someone with poor health apply for heavy work, where a lighter function is open too."""
        designs = some_designs(rows, physical_load=[0.9, 0.1][:rows], occupation=[8, 6][:rows])
        vacancies, persons = vacancies_of(designs), some_persons(status=UNEMPLOYED, fear_of_risk=0.5, **person)
        place = build_marketplace(designs, AT_HOME, 0.03, 5.0, 1.0, 10)
        employers = some_employers(recruitment_channels=WEB)
        write_adverts(place, vacancies, employers, designs, rows, handed(parameters))
        lay_out_adverts(place, vacancies, rows, 0, KEYS.advert)
        arguments = (employers, designs, vacancies, COACH, place, 0, 0, MONTH, DAY, KEYS)
        row, value = try_out(persons, *arguments, parameters._replace(taste_spread=0.1))
        return row, value, persons

    def test_the_function_that_fits_best_is_chosen(self) -> None:
        assert self.chosen(health_limitation=0.7)[0] == 1

    def test_who_finds_that_nothing_fits_goes_no_further(self) -> None:
        assert self.chosen(rows=1, health_limitation=0.7)[0] == NOBODY
        assert self.chosen(rows=1)[0] == 0

    def test_a_trial_takes_fear_away_and_a_long_one_discourages(self) -> None:
        short, long = self.chosen()[2], self.chosen(PARAMETERS._replace(trial_months=3.0))[2]
        assert short.fear_of_risk[0] == long.fear_of_risk[0] == pytest.approx(0.5 - PARAMETERS.trial_courage)
        assert long.discouragement[0] > short.discouragement[0] == 0.0
