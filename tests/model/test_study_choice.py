"""Study choice: shares without a push, tastes that hold, pulls that fade, a labour market that notices years later."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.levers import measure
from support.markets import small_market

from agents.education import Pupils, choose_form, choose_studies, read_education
from agents.pupils import pupils_of
from agents.region import SCHOOL_LEVEL_EDUCATION, SCHOOL_LEVELS
from agents.schooling import read_schooling
from agents.vocabulary import (
    CARE_STUDIES,
    GENERAL_SCHOOL,
    NURSE,
    STUDENT,
    TECHNICAL_STUDIES,
    VOCATIONAL_SCHOOL,
)
from scenarios.build import region_figures
from scenarios.intervention import Quantity
from simulation.model import LabourMarket
from simulation.parameters import default_parameters
from simulation.policy import NoPolicy
from simulation.study_choice import count_pupils, go_to_school, pupils_born
from simulation.tallies import AT_14, no_tallies

SEPTEMBER = 8


@pytest.fixture
def market() -> LabourMarket:
    return small_market(0.02)


def in_school(market: LabourMarket) -> np.ndarray:
    persons = market.persons
    return np.flatnonzero(
        (persons.status == STUDENT) | ((persons.arrival_month > 0) & (persons.arrival_status == STUDENT))
    )


def chosen(market: LabourMarket, rows: np.ndarray, attraction: np.ndarray | None = None) -> object:
    pupils = pupils_of(market.persons, rows, attraction)
    education = market.surroundings.education
    return choose_studies(education, pupils, choose_form(education, pupils, market.luck), market.luck)


def test_whom_nothing_draws_chooses_what_was_foreseen(market: LabourMarket) -> None:
    rows = in_school(market)
    studies = chosen(market, rows)
    for column, values in (
        ("school_form", studies.form),
        ("school_level", studies.level),
        ("school_domain", studies.school_domain),
        ("study_domain", studies.domain),
        ("field", studies.field),
    ):
        assert np.array_equal(getattr(market.persons, column)[rows], values), column


@settings(max_examples=20, deadline=None)
@given(pull=st.floats(0.0, 2.0), domain=st.sampled_from([CARE_STUDIES, TECHNICAL_STUDIES]))
def test_a_pull_moves_people_to_its_domain_and_to_no_other(pull: float, domain: int) -> None:
    market = small_market(0.005)
    rows = in_school(market)[:400]
    attraction = np.zeros((len(rows), 3))
    attraction[:, domain] = pull
    pupils = pupils_of(market.persons, rows, attraction)
    form = market.persons.school_form[rows].astype(np.int64)
    studies = choose_studies(market.surroundings.education, pupils, form, market.luck)
    before = market.persons.study_domain[rows]
    assert (studies.domain[studies.domain != before] == domain).all()
    assert (studies.domain == domain).sum() >= (before == domain).sum()


def test_a_strong_pull_draws_to_schools_where_the_domain_is_taught(market: LabourMarket) -> None:
    rows = in_school(market)
    attraction = np.zeros((len(rows), 3))
    attraction[:, TECHNICAL_STUDIES] = 1.0
    before, after = chosen(market, rows).form, chosen(market, rows, attraction).form
    assert (after == GENERAL_SCHOOL).sum() < (before == GENERAL_SCHOOL).sum()
    assert (after == VOCATIONAL_SCHOOL).sum() > (before == VOCATIONAL_SCHOOL).sum()


def test_shares_of_levels_and_domains_are_the_published_ones() -> None:
    figures = region_figures("west_flanders")
    schooling = read_schooling(figures.activity, figures.education_leavers)
    education = read_education(figures, schooling)
    leavers = figures.education_leavers
    sexes = (schooling.leaving[:, :, None] * schooling.diploma).sum(axis=1)
    for level, (name, group) in enumerate(zip(SCHOOL_LEVELS, SCHOOL_LEVEL_EDUCATION, strict=True)):
        if figures.education_leavers_technical_share[level] > 0:
            share = np.average(education.domain[level, :, TECHNICAL_STUDIES], weights=sexes[:, group])
            assert share == pytest.approx(figures.education_leavers_technical_share[level], abs=0.02), name
    assert education.form.sum(axis=2) == pytest.approx(1.0)
    assert education.level.sum(axis=2) == pytest.approx(1.0)
    assert leavers.sum() == 13964


def test_care_opens_the_way_to_nursing_and_technology_does_not(market: LabourMarket) -> None:
    field = market.surroundings.education.field
    assert field[:, TECHNICAL_STUDIES, :, NURSE].max() < 1e-9
    assert field[SCHOOL_LEVELS.index("professional_bachelor"), CARE_STUDIES, :, NURSE].min() > 0.2


def test_pupils_are_in_school_and_of_the_year_they_were_born(market: LabourMarket) -> None:
    for year in (-16, -12):
        rows = pupils_born(market.persons, year, 0)
        born = market.persons.birth_month[rows]
        assert len(rows) > 100
        assert ((born >= 12 * year) & (born < 12 * year + 12)).all()
        assert (market.persons.school_exit_month[rows] > 0).all()


def test_pupils_counted_are_those_of_the_school_year(market: LabourMarket) -> None:
    assert np.array_equal(market.pupils, count_pupils(market.persons, 0))
    assert market.pupils.sum() / 0.02 == pytest.approx(52705, rel=0.12)


def september(market: LabourMarket, year: int = 0) -> None:
    market.month = 12 * year + SEPTEMBER
    market.tallies = no_tallies()
    go_to_school(market)


def test_only_september_begins_a_school_year(market: LabourMarket) -> None:
    market.month = SEPTEMBER - 1
    market.tallies = no_tallies()
    market.persons.interest[:, 1] = 1.0
    go_to_school(market)
    assert market.tallies.choices.sum() == 0
    assert (market.persons.interest[:, 1] == 1.0).all()


def test_every_pupil_of_fourteen_chooses_once(market: LabourMarket) -> None:
    september(market)
    pupils = pupils_born(market.persons, -14, SEPTEMBER)
    assert market.tallies.choices[AT_14].sum() == len(pupils)


def test_interest_fades_unless_it_is_what_the_pupil_studies(market: LabourMarket) -> None:
    persons = market.persons
    pupils = pupils_born(persons, -15, 0)
    persons.interest[pupils, 1] = 0.5
    persons.school_domain[pupils] = persons.study_domain[pupils] = 0
    engineers = pupils[::2]
    persons.school_domain[engineers] = TECHNICAL_STUDIES
    september(market)
    kept = 1.0 - default_parameters().interest_fade
    np.testing.assert_allclose(persons.interest[engineers, 1], 0.5, atol=1e-6)
    np.testing.assert_allclose(persons.interest[pupils[1::2], 1], 0.5 * kept, atol=1e-6)


def test_an_image_fades_faster_than_what_teachers_know(market: LabourMarket) -> None:
    market.image_of_studies[:] = market.view_of_teachers[:] = 0.2
    september(market)
    assert (market.image_of_studies < market.view_of_teachers).all()
    assert (market.view_of_teachers < 0.2).all()


def test_nobody_goes_back_to_general_education_after_fourteen(market: LabourMarket) -> None:
    persons = market.persons
    pupils = pupils_born(persons, -16, SEPTEMBER)
    elsewhere = pupils[persons.school_form[pupils] != GENERAL_SCHOOL]
    persons.interest[elsewhere] = -2.0
    september(market)
    assert (persons.school_form[elsewhere] != GENERAL_SCHOOL).all()


def at_fourteen(months: int) -> LabourMarket:
    """A market in which, from a year after the start, all children of 11 to 13 are strongly drawn to technology."""
    past = small_market(0.02)
    past.run_until(24)
    strong = {
        "groups_per_year": Quantity(2000.0, 2000.0, 2000.0, "assumption"),
        "pupils_per_group": Quantity(60.0, 60.0, 60.0, "assumption"),
        "oldest": Quantity(13.0, 13.0, 13.0, "assumption"),
    }
    promoted = past.branch(measure("school_contact", parameters=strong))
    left_alone = past.branch(NoPolicy())
    for twin in (promoted, left_alone):
        twin.run_until(24 + months)
    promoted.left_alone = left_alone
    return promoted


def test_the_labour_market_notices_promotion_when_those_who_chose_leave_school_and_not_before() -> None:
    promoted = at_fourteen(144)
    other = promoted.left_alone
    chose_otherwise = np.flatnonzero((promoted.counts.choices != other.counts.choices).any(axis=(1, 2, 3)))
    # Children of 11 to 13 are met in February 2014; the oldest choose in September 2015.
    assert chose_otherwise[0] == 3 * 12 + SEPTEMBER
    differs = (promoted.counts.people != other.counts.people).reshape(len(other.counts.people), -1).any(axis=1)
    # Who is 14 in 2015 is 15 on 1 January 2017, the youngest age at which anybody leaves.
    assert not differs[: 5 * 12].any()
    assert differs.any()
    years = slice(24 + 60, 24 + 144)
    technical = (promoted.counts.leavers - other.counts.leavers)[years, :, TECHNICAL_STUDIES].sum()
    assert technical > 0
    assert (promoted.counts.leavers - other.counts.leavers)[years].sum() == 0


def test_reading_a_choice_does_not_depend_on_who_else_chooses(market: LabourMarket) -> None:
    rows = in_school(market)[:200]
    together = chosen(market, rows)
    for position in (0, 57, 199):
        alone = chosen(market, rows[position : position + 1])
        assert alone.field[0] == together.field[position]


def test_pupils_of_a_record_have_one_length(market: LabourMarket) -> None:
    rows = in_school(market)[:5]
    pupils = pupils_of(market.persons, rows)
    assert isinstance(pupils, Pupils)
    assert {len(values) for values in pupils} == {5}
