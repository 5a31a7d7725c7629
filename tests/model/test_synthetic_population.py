"""The people and employers of January 2012 are those of the census and of the register, at full scale."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import pytest
from scipy import stats

from agents.columns import out_of_bounds
from agents.occupation_profiles import skill_requirements
from agents.region import RegionFigures
from agents.vocabulary import (
    ABSENT,
    EMPLOYED,
    NOBODY,
    RETIRED,
    SELF_EMPLOYED,
    STUDENT,
    UNEMPLOYED,
)
from scenarios.build import build_market, region_figures
from scenarios.setup import Setup
from simulation.model import LabourMarket

Numbers = npt.NDArray[np.float64]

EMPLOYEE, OWN_ACCOUNT, JOBLESS, STUDYING, HOME_OR_OTHER, PENSION = range(6)
SIGNIFICANCE = 0.001
PUBLISHED_TENURE_YEARS = 7.75
UNEMPLOYED_BY_SURVEY = 0.91


class Region(NamedTuple):
    """A market at full scale, the residents of its table, and the figures they come from."""

    market: LabourMarket
    people: Any
    figures: RegionFigures
    designs: Any


class Residents:
    """Columns of the persons present at the start."""

    def __init__(self, market: LabourMarket) -> None:
        self._persons, self._present = market.persons, market.present

    def __getattr__(self, name: str) -> npt.NDArray[Any]:
        column = getattr(self._persons, name)[: self._present]
        return column.astype(np.int64) if column.dtype.kind == "i" else column


@pytest.fixture(scope="module")
def region() -> Region:
    market = build_market(Setup(scale=1.0), 0)
    return Region(market, Residents(market), region_figures("west_flanders"), market.designs)


def table(shape: tuple[int, ...], *columns: npt.NDArray[Any]) -> Numbers:
    counts = np.zeros(shape)
    np.add.at(counts, columns, 1)
    return counts


def band(age: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    return (age - 15) // 5


def registered_residents(figures: RegionFigures) -> npt.NDArray[np.int64]:
    return figures.population[2012 - figures.population_first_year][:, :, 15:70]


def goodness_of_fit(observed: Numbers, weights: Numbers) -> float:
    """Return the p-value of independent draws per row from weights, over all cells with enough people."""
    rows = weights.sum(axis=-1) > 0
    observed, weights = observed[rows], weights[rows]
    expected = weights / weights.sum(axis=-1, keepdims=True) * observed.sum(axis=-1, keepdims=True)
    enough = (expected >= 5).all(axis=-1) | ((expected >= 5) | (weights == 0)).all(axis=-1)
    observed, expected = observed[enough], expected[enough]
    used = expected > 0
    assert observed[~used].sum() == 0
    statistic = ((observed - expected)[used] ** 2 / expected[used]).sum()
    return float(stats.chi2.sf(statistic, used.sum() - len(observed)))


class TestPeople:
    def test_residents_by_sub_region_sex_and_age_are_exactly_the_register(self, region: Region) -> None:
        people = region.people
        counted = table((5, 2, 55), people.sub_region, people.sex, people.age - 15)
        assert (counted == registered_residents(region.figures)).all()

    @pytest.mark.parametrize("scale", [0.003, 0.05])
    def test_a_smaller_scale_is_the_register_to_within_rounding(self, scale: float) -> None:
        people = Residents(build_market(Setup(scale=scale), 0))
        counted = table((5, 2, 55), people.sub_region, people.sex, people.age - 15)
        expected = registered_residents(region_figures("west_flanders")) * scale
        assert (np.abs(counted - expected) < 1.0 + 1e-9).all()
        assert abs(counted.sum() - expected.sum()) <= 0.5
        assert (np.abs(counted.sum(axis=(1, 2)) - expected.sum(axis=(1, 2))) <= 1.0).all()

    def test_identities_are_unique_also_among_those_who_will_arrive(self, region: Region) -> None:
        identities = np.concatenate(
            [getattr(region.market, name).identity for name in ("persons", "employers", "designs", "coaches")]
        )
        assert len(np.unique(identities)) == len(identities)

    def test_who_has_not_arrived_is_absent(self, region: Region) -> None:
        market = region.market
        assert (market.persons.status[market.present :] == ABSENT).all()
        assert (region.people.status != ABSENT).all()
        assert (np.diff(market.persons.arrival_month[market.present :]) >= 0).all()

    def test_every_value_stays_within_its_declared_bounds(self, region: Region) -> None:
        market = region.market
        for agents in (market.persons, market.employers, market.designs, market.vacancies, market.coaches):
            assert out_of_bounds(agents) == []

    def test_completed_age_follows_from_the_month_of_birth(self, region: Region) -> None:
        before_january = -1 - region.people.birth_month
        assert (before_january // 12 == region.people.age).all()

    def test_birthdays_fall_in_every_month_alike(self, region: Region) -> None:
        months = np.bincount(region.people.birth_month % 12, minlength=12)
        assert stats.chisquare(months).pvalue > SIGNIFICANCE


class TestCensus:
    @pytest.fixture(scope="class")
    @staticmethod
    def census(region: Region) -> Numbers:
        """Shares of education and activity, shape (sex, five-year age, education, activity)."""
        counts = region.figures.activity.astype(float)
        residents = registered_residents(region.figures).sum(axis=0)
        # The census of 2011, carried to the residents of 2012 by single age.
        counts *= (residents / counts.sum(axis=(2, 3)))[:, :, None, None]
        return np.asarray(counts.reshape(2, 11, 5, 4, 6).sum(axis=2))

    @pytest.mark.parametrize(
        ("status", "activity", "factor"),
        [
            (EMPLOYED, EMPLOYEE, 1.0),
            (SELF_EMPLOYED, OWN_ACCOUNT, 1.0),
            (STUDENT, STUDYING, 1.0),
            (UNEMPLOYED, JOBLESS, UNEMPLOYED_BY_SURVEY),
        ],
    )
    def test_education_and_activity_by_sex_and_five_year_age_follow_the_census(
        self, region: Region, census: Numbers, status: int, activity: int, factor: float
    ) -> None:
        people = region.people
        rows = people.status == status
        counted = table((2, 11, 4), people.sex[rows], band(people.age[rows]), people.education[rows])
        residents = census.sum(axis=(2, 3))[:, :, None]
        deviation = np.abs(counted - factor * census[..., activity]) / residents
        # Half a point of the residents of that sex and age.
        assert deviation.max() < 0.005

    def test_pensioners_over_fifty_follow_the_census(self, region: Region, census: Numbers) -> None:
        people = region.people
        rows = people.status == RETIRED
        counted = table((2, 11), people.sex[rows], band(people.age[rows]))
        residents = census.sum(axis=(2, 3))
        assert counted[:, :7].sum() == 0
        assert (np.abs(counted - census[..., PENSION].sum(axis=2)) / residents)[:, 7:].max() < 0.005

    def test_diplomas_by_sex_and_five_year_age_follow_the_census(self, region: Region, census: Numbers) -> None:
        people = region.people
        counted = table((2, 11, 4), people.sex, band(people.age), people.education)
        deviation = np.abs(counted - census.sum(axis=3)) / census.sum(axis=(2, 3))[:, :, None]
        assert deviation.max() < 0.005

    def test_workers_by_sector_sex_and_education_follow_the_census(self, region: Region) -> None:
        people, figures = region.people, region.figures
        rows = people.status == EMPLOYED
        sector = region.designs.sector[people.design[rows]]
        counted = table((2, 4, 20), people.sex[rows], people.education[rows], sector)
        employees = 1.0 - figures.self_employed_share_by_sex_and_sector
        expected = (figures.workers_by_sector * employees[:, None, None, :]).sum(axis=1)
        shares = counted / counted.sum(axis=2, keepdims=True)
        wanted = expected / expected.sum(axis=2, keepdims=True)
        assert np.abs(shares - wanted).max() < 0.0075

    def test_household_positions_are_drawn_from_the_shares_of_each_age(self, region: Region) -> None:
        people = region.people
        counted = table((5, 2, 55, 5), people.sub_region, people.sex, people.age - 15, people.household)
        shares = np.diff(region.market.surroundings.life_course.household, prepend=0.0, axis=3)
        p_value = goodness_of_fit(counted, shares.clip(0.0))
        assert p_value > SIGNIFICANCE, f"p = {p_value:.6f}"

    def test_household_positions_follow_the_census(self, region: Region) -> None:
        people, census = region.people, region.figures.household
        counted = table((5, 2, 11, 5), people.sub_region, people.sex, band(people.age), people.household)
        whole = counted.sum(axis=(0, 1, 2)) / counted.sum() - census.sum(axis=(0, 1, 2)) / census.sum()
        assert np.abs(whole).max() < 0.005
        # Shares are interpolated between five-year bands, which bends them where people leave their parents.
        shares = counted / counted.sum(axis=3, keepdims=True)
        assert np.abs(shares - census / census.sum(axis=3, keepdims=True)).max() < 0.06

    def test_birthplaces_are_drawn_from_the_census(self, region: Region) -> None:
        people = region.people
        group = np.where(people.status <= SELF_EMPLOYED, 0, np.where(people.status == UNEMPLOYED, 1, 2))
        columns = (people.sex, band(people.age), people.education, group, people.origin)
        p_value = goodness_of_fit(table((2, 11, 4, 3, 3), *columns), region.figures.origin.astype(float))
        assert p_value > SIGNIFICANCE, f"p = {p_value:.6f}"


class TestJobs:
    def test_everyone_employed_and_nobody_else_holds_a_job(self, region: Region) -> None:
        people = region.people
        assert ((people.design != NOBODY) == (people.status == EMPLOYED)).all()

    def test_a_job_lies_at_an_employer_of_its_own_sector_and_place(self, region: Region) -> None:
        designs, employers = region.designs, region.market.employers
        assert (designs.sector == employers.sector[designs.employer]).all()
        # Defence is one employer with posts in several places.
        elsewhere = designs.sub_region != employers.sub_region[designs.employer]
        assert (designs.employer[elsewhere] == region.market.defence.employer).all()
        place = designs.employer.astype(np.int64) * 6 + designs.sub_region
        of_defence = designs.employer == region.market.defence.employer
        assert len(np.unique((place * 12 + designs.occupation)[~of_defence])) == (~of_defence).sum()

    def test_people_work_in_the_occupation_of_their_field_and_hold_its_diploma(self, region: Region) -> None:
        people, designs = region.people, region.designs
        rows = people.status == EMPLOYED
        held = people.design[rows]
        assert (designs.occupation[held] == people.field[rows]).all()
        demanded = designs.diploma[held]
        assert (people.diploma[rows][demanded > 0] == demanded[demanded > 0]).all()

    def test_headcounts_and_employer_sizes_are_the_people_at_work(self, region: Region) -> None:
        people, designs, employers = region.people, region.designs, region.market.employers
        held = people.design[people.status == EMPLOYED]
        assert (designs.headcount == np.bincount(held, minlength=len(designs.headcount))).all()
        staff = np.bincount(designs.employer, designs.headcount, minlength=len(employers.size))
        assert (employers.size == staff).all()
        assert (employers.size > 0).all()

    def test_commuting_follows_the_table_to_within_a_point(self, region: Region) -> None:
        people = region.people
        rows = people.status == EMPLOYED
        place = region.designs.sub_region[people.design[rows]]
        counted = table((5, 6), people.sub_region[rows], place)
        commuting = region.figures.commuting
        shares = counted / counted.sum(axis=1, keepdims=True)
        assert np.abs(shares - commuting / commuting.sum(axis=1, keepdims=True)).max() < 0.01

    def test_the_employed_live_where_the_census_counts_them(self, region: Region) -> None:
        people, commuting = region.people, region.figures.commuting
        working = (people.status == EMPLOYED) | (people.status == SELF_EMPLOYED)
        shares = np.bincount(people.sub_region[working], minlength=5) / working.sum()
        assert np.abs(shares - commuting.sum(axis=1) / commuting.sum()).max() < 0.005

    def test_half_of_the_jobs_are_older_than_seven_years_and_nine_months(self, region: Region) -> None:
        people = region.people
        tenure = -people.job_start[people.status == EMPLOYED] / 12.0
        assert np.median(tenure) == pytest.approx(PUBLISHED_TENURE_YEARS, abs=0.5)

    def test_nobody_started_the_present_job_before_the_age_of_fifteen(self, region: Region) -> None:
        people = region.people
        rows = people.status == EMPLOYED
        assert ((people.job_start - people.birth_month)[rows] >= 12 * 15).all()
        assert (people.job_start[rows] < 0).all()


def test_who_works_or_studies_is_in_practice_and_others_are_not(region: Region) -> None:
    people = region.people
    asked = skill_requirements()[0][people.field]
    shortfall = np.maximum(asked - people.skills, 0.0).sum(axis=1)
    young = (people.age >= 18) & (people.age < 25) & (people.education < 2)
    at_work, studying, neither = (
        shortfall[young & np.isin(people.status, group)].mean()
        for group in ((EMPLOYED, SELF_EMPLOYED), (STUDENT,), (UNEMPLOYED,))
    )
    assert studying == pytest.approx(at_work, rel=0.15)
    assert neither > 1.3 * at_work
