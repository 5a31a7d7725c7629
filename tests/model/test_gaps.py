"""The gaps between one person and one job, and how each can be closed from either side."""

from __future__ import annotations

from typing import Any

import pytest
from support.markets import some_designs, some_employers, some_persons

from agents.gaps import (
    BARRED,
    DUTCH_WEIGHT,
    LANGUAGE_LESSONS,
    organisation_gap,
    skill_gap,
    trained_away,
    wanted_hours,
)
from agents.vocabulary import (
    AIDS,
    CHILDCARE,
    DAY,
    DEBT,
    FACILITIES,
    INCOME_RISK,
    INQUIRE,
    IRREGULAR,
    LEAD_TO_WORK,
    NIGHT,
    QUIET,
    SHIFT,
)

MONTH = 12
SINGLE_PARENT, ALONE = 2, 3
TODDLER, SCHOOLCHILD, GROWN_UP = MONTH - 20, MONTH - 100, MONTH - 200


def skill(person: dict[str, Any], design: dict[str, Any], relaxation: float = 0.0, simple: int = 0) -> float:
    return skill_gap(some_persons(**person), some_employers(), some_designs(**design), 0, 0, relaxation, simple)


def organisation(person: dict[str, Any], design: dict[str, Any], **employer: Any) -> float:
    return organisation_gap(some_persons(**person), some_employers(**employer), some_designs(**design), 0, 0, MONTH)


class TestSkillGap:
    def test_who_meets_every_requirement_has_no_gap(self) -> None:
        assert skill({}, {"ideal": 0.9, "dutch_ideal": 0.9, "education_ideal": 2, "diploma": 0}) == 0.0

    def test_a_shortfall_counts_by_the_weight_of_the_task(self) -> None:
        weights = [0.75, 0.25, 0.0, 0.0, 0.0]
        ideal = [0.8, 0.8, 1.0, 1.0, 1.0]
        gap = skill({"skills": [0.6, 0.4, 0.0, 0.0, 0.0]}, {"ideal": ideal, "weight": weights})
        assert gap == pytest.approx(0.75 * 0.2 + 0.25 * 0.4, abs=1e-6)

    def test_skill_beyond_one_requirement_does_not_make_up_for_another(self) -> None:
        design = {"ideal": 0.5, "weight": [0.5, 0.5, 0, 0, 0]}
        assert skill({"skills": [1.0, 0.3, 0, 0, 0]}, design) == pytest.approx(0.1, abs=1e-6)

    def test_a_simple_job_asks_part_of_the_skill_and_the_dutch_and_no_level_of_education(self) -> None:
        design = {"ideal": 0.8, "simple_factor": 0.5, "dutch_ideal": 0.8, "simple_dutch": 0.3, "education_ideal": 2}
        person = {"skills": 0.3, "dutch": 0.2, "education": 0}
        assert skill(person, design, simple=1) == pytest.approx(0.1 + DUTCH_WEIGHT * 0.1, abs=1e-6)
        assert skill(person, design) > 0.5
        assert skill({**person, "skills": 0.4, "dutch": 0.3}, design, simple=1) == pytest.approx(0.0, abs=1e-6)

    def test_the_law_binds_the_tasks_that_stay(self) -> None:
        care_stays, care_moves_out = {"diploma": 2, "simple_diploma": 2}, {"diploma": 2, "simple_diploma": 0}
        assert skill({"diploma": 0}, care_stays, simple=1) == BARRED
        assert skill({"diploma": 0}, care_moves_out, simple=1) == 0.0
        assert skill({"diploma": 0}, care_moves_out) == BARRED

    def test_relaxation_moves_entry_from_the_ideal_to_the_minimum(self) -> None:
        person, design = {"skills": 0.3}, {"ideal": 0.8, "minimum": 0.4}
        gaps = [skill(person, design, relaxation) for relaxation in (0.0, 0.5, 1.0)]
        assert gaps == pytest.approx([0.5, 0.3, 0.1], abs=1e-6)

    @pytest.mark.parametrize("relaxation", [0.0, 1.0])
    def test_a_diploma_demanded_by_law_bars_and_cannot_be_relaxed(self, relaxation: float) -> None:
        assert skill({"diploma": 0}, {"diploma": 1}, relaxation) == BARRED
        assert skill({"diploma": 2}, {"diploma": 1}, relaxation) == BARRED
        assert skill({"diploma": 1}, {"diploma": 1}, relaxation) == 0.0

    def test_dutch_below_the_requirement_adds_to_the_gap_and_relaxation_takes_it_away(self) -> None:
        design = {"dutch_ideal": 0.8, "dutch_minimum": 0.5}
        strict, relaxed = skill({"dutch": 0.5}, design), skill({"dutch": 0.5}, design, 1.0)
        assert strict > 0.0
        assert relaxed == pytest.approx(0.0, abs=1e-6)
        assert skill({"dutch": 0.3}, design) > strict

    def test_colleagues_who_help_make_a_shortfall_of_dutch_weigh_less(self) -> None:
        persons, designs = some_persons(dutch=0.3), some_designs(dutch_ideal=0.8)
        alone, some, full = (
            skill_gap(persons, some_employers(language_help=share), designs, 0, 0, 0.0, 0) for share in (0.0, 0.5, 1.0)
        )
        assert alone > some > full == 0.0

    def test_a_lower_diploma_than_asked_adds_to_the_gap_until_entry_is_relaxed(self) -> None:
        design = {"education_ideal": 2}
        low, mid, unknown = (skill({"education": level}, design) for level in (0, 1, 3))
        assert low > unknown > mid > 0.0
        assert skill({"education": 0}, design, 1.0) == 0.0

    def test_training_on_the_job_takes_away_the_trainable_part_and_never_a_bar(self) -> None:
        persons, designs = some_persons(), some_designs(trainable=0.5)

        def left(gap: float, training: float) -> float:
            return trained_away(persons, some_employers(training=training), designs, 0, 0, 0.0, 0, gap)

        assert left(0.4, training=1.0) == pytest.approx(0.2)
        assert left(0.4, training=0.0) == pytest.approx(0.4)
        assert left(BARRED, training=1.0) == BARRED

    def test_missing_dutch_is_learned_only_in_lessons_of_dutch(self) -> None:
        designs = some_designs(trainable=1.0, dutch_ideal=0.8)

        def left(dutch: float, **employer: float) -> float:
            persons, employers = some_persons(dutch=dutch), some_employers(language_help=0.0, **employer)
            gap = skill_gap(persons, employers, designs, 0, 0, 0.0, 0)
            return trained_away(persons, employers, designs, 0, 0, 0.0, 0, gap)

        missing = DUTCH_WEIGHT * 0.4
        assert left(0.4, training=1.0, language_coaching=0.0) == pytest.approx(missing, abs=1e-6)
        lessons = 1.0 - LANGUAGE_LESSONS
        assert left(0.4, training=1.0, language_coaching=1.0) == pytest.approx(lessons * missing, abs=1e-6)
        # No employer takes on a shortfall that lessons beside the work cannot bridge.
        assert left(0.0, training=1.0, language_coaching=1.0) == pytest.approx(DUTCH_WEIGHT * 0.8, abs=1e-6)


class TestOrganisationGap:
    def test_a_day_job_near_home_fits_who_has_no_duties(self) -> None:
        assert organisation({}, {"hours": 1.0}) == 0.0

    def test_a_roster_weighs_more_on_parents_and_most_on_single_parents_and_at_night(self) -> None:
        def gap(child: int, household: int, schedule: int = IRREGULAR) -> float:
            person = {"youngest_child_birth": child, "household": household, "sex": 1}
            return organisation(person, {"schedule": schedule})

        assert gap(GROWN_UP, ALONE) < gap(SCHOOLCHILD, 1) < gap(SCHOOLCHILD, SINGLE_PARENT)
        assert gap(SCHOOLCHILD, 1, NIGHT) > gap(SCHOOLCHILD, 1, SHIFT)
        assert gap(SCHOOLCHILD, SINGLE_PARENT, DAY) == 0.0

    def test_say_over_the_roster_lowers_the_gap_of_parents_more_than_of_others(self) -> None:
        def relief(child: int) -> float:
            person = {"youngest_child_birth": child, "sex": 1}
            fixed, own = (
                organisation(person, {"schedule": IRREGULAR, "schedule_control": control}) for control in (0.0, 1.0)
            )
            return fixed - own

        assert relief(SCHOOLCHILD) > relief(GROWN_UP) > 0.0
        assert organisation({"youngest_child_birth": SCHOOLCHILD, "sex": 1}, {"schedule": IRREGULAR}) > 0.0
        full = {"schedule": IRREGULAR, "schedule_control": 1.0}
        assert organisation({"youngest_child_birth": SCHOOLCHILD, "sex": 1}, full) == 0.0

    def test_carers_of_relatives_feel_a_roster_too(self) -> None:
        caring, free = ({"informal_care": care} for care in (1, 0))
        roster = {"schedule": SHIFT, "hours": 0.3}
        assert organisation(caring, roster) > organisation(free, roster) > 0.0

    def test_without_a_car_a_workplace_that_is_hard_to_reach_fits_less(self) -> None:
        hard, easy = {"car_need": 1.0}, {"car_need": 0.0}
        assert organisation({"car": 1}, hard) == 0.0
        assert organisation({"car": 0}, hard) > organisation({"car": 0}, easy) == 0.0

    def test_another_sub_region_is_far_and_farther_without_a_car(self) -> None:
        away = {"sub_region": 3}
        assert organisation({"car": 0}, away) > organisation({"car": 1}, away) > 0.0

    def test_load_weighs_on_poor_health_and_on_age_over_fifty(self) -> None:
        heavy = {"physical_load": 0.8}
        assert organisation({"health_limitation": 0.5}, heavy) > organisation({}, heavy) == 0.0
        older, oldest = (organisation({"age": age}, heavy) for age in (55, 60))
        assert oldest > older > organisation({"age": 50}, heavy) == 0.0
        assert organisation({"age": 60, "health_limitation": 0.0}, {"physical_load": 0.0}) == 0.0

    def test_hours_beyond_what_care_leaves_are_a_gap_and_fewer_are_not(self) -> None:
        mother = {"youngest_child_birth": TODDLER, "sex": 0}
        assert organisation(mother, {"hours": 1.0}) > organisation(mother, {"hours": 0.8}) > 0.0
        assert organisation(mother, {"hours": 0.5}) == 0.0

    def test_room_in_hours_makes_long_hours_and_rosters_fit_better(self) -> None:
        mother = {"youngest_child_birth": TODDLER, "sex": 0}
        for design in ({"hours": 1.0}, {"hours": 0.5, "schedule": SHIFT}):
            fixed, some, full = (
                organisation(mother, {**design, "hours_flexibility": room}) for room in (0.0, 0.5, 1.0)
            )
            assert fixed > some > full
        assert organisation(mother, {"hours": 1.0, "hours_flexibility": 1.0}) == 0.0

    def test_needs_weigh_where_the_place_does_not_meet_them(self) -> None:
        for need, trait in ((QUIET, "environment"), (FACILITIES, "facilities")):
            bare, full = (organisation({"needs": need}, {trait: share}) for share in (0.0, 1.0))
            assert bare > full == organisation({}, {trait: 0.0}) == 0.0

    def test_an_employer_that_can_adapt_meets_the_needs_of_who_can_ask_or_of_all_by_policy(self) -> None:
        def gap(need: int, person: dict[str, Any], **employer: Any) -> float:
            limited = {"health_limitation": 0.5, "needs": need, "application_skill": 0.2, "dutch": 0.2, **person}
            return organisation(limited, {"physical_load": 0.8, "environment": 0.5}, **employer)

        for need in (QUIET, AIDS):
            unable, able = gap(need, {}), gap(need, {}, adaptability=1.0)
            assert unable > able
            assert able > gap(need, {"application_skill": 0.8}, adaptability=1.0)
            assert able > gap(need, {"trajectory_step": LEAD_TO_WORK}, adaptability=1.0)
            assert able > gap(need, {}, open_policy=1.0)
            assert gap(need, {}, open_policy=1.0) == gap(need, {"application_skill": 0.8}, open_policy=1.0)

    def test_open_problems_add_up(self) -> None:
        none, one, two = (organisation({"problems": flags}, {}) for flags in (0, DEBT, DEBT + CHILDCARE))
        assert two > one > none == 0.0

    def test_income_risk_makes_a_low_wage_fit_less(self) -> None:
        poor, rich = {"pay": 0.8, "hours": 0.5}, {"pay": 1.6, "hours": 0.5}
        assert organisation({"problems": INCOME_RISK}, poor) > organisation({"problems": INCOME_RISK}, rich)
        assert organisation({"problems": DEBT}, poor) == organisation({"problems": DEBT}, rich)

    def test_missing_childcare_weighs_double_outside_day_hours(self) -> None:
        controlled = {"schedule": SHIFT, "schedule_control": 1.0}
        day = organisation({"problems": CHILDCARE}, {})
        assert organisation({"problems": CHILDCARE}, controlled) == pytest.approx(2 * day)


def test_wanted_hours_fall_with_young_children_care_and_poor_health() -> None:
    def wanted(**columns: Any) -> float:
        return wanted_hours(some_persons(**columns), 0, MONTH)

    assert wanted() == 1.0
    mother, later = (wanted(youngest_child_birth=born, sex=0) for born in (TODDLER, SCHOOLCHILD))
    assert mother < later < wanted(youngest_child_birth=GROWN_UP, sex=0) == 1.0
    assert mother < wanted(youngest_child_birth=TODDLER, sex=1) < 1.0
    assert wanted(informal_care=1) < 1.0
    assert wanted(health_limitation=0.5) < 1.0
    lessons = {"origin": 2, "dutch": 0.4, "trajectory_step": INQUIRE}
    assert wanted(**lessons) == pytest.approx(0.8)
    for without in ({"origin": 0}, {"dutch": 0.7}, {"trajectory_step": 0}):
        assert wanted(**{**lessons, **without}) == 1.0
