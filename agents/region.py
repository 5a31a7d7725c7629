"""The published figures of one region, as plain arrays.

This module only says what the figures are. Reading and checking them is the task of
`scenarios.region_pack`, so that the agents can be built from any region that has a pack.

Dimensions are ordered as in the code lists below; a dimension written ``sub_region`` has length
``len(SUB_REGIONS)`` and so on. Counts are persons or jobs unless a field says otherwise.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

__all__ = [
    "ACTIVITIES",
    "AGE_BANDS",
    "EDUCATIONS",
    "HOUSEHOLDS",
    "LABOUR_GROUPS",
    "ORIGINS",
    "OUTSIDE",
    "SCHOOL_LEVELS",
    "SCHOOL_LEVEL_EDUCATION",
    "SECTORS",
    "SEXES",
    "SUB_REGIONS",
    "PublishedFigure",
    "RegionFigures",
]

SUB_REGIONS: tuple[str, ...] = (
    "Brugge",
    "Oostende",
    "Westhoek",
    "Midden-West-Vlaanderen",
    "Zuid-West-Vlaanderen",
)
"""Sub-regions in code order; the names as users see them."""

OUTSIDE: int = len(SUB_REGIONS)
"""Code of a workplace outside the region."""

SEXES: tuple[str, ...] = ("women", "men")

EDUCATIONS: tuple[str, ...] = ("low", "mid", "high", "unknown")
"""Highest diploma: ISCED 0-2, 3-4, 5-6, not stated."""

ACTIVITIES: tuple[str, ...] = (
    "employee",
    "self_employed",
    "unemployed",
    "student",
    "home_or_other",
    "pension_or_capital_income",
)
"""Register-based activity at a census. Self-employed includes employers, family helpers and members
of producer cooperatives; unemployed are registered, not surveyed."""

LABOUR_GROUPS: tuple[str, ...] = ("employed", "unemployed", "inactive")

ORIGINS: tuple[str, ...] = ("belgium", "other_european_union", "outside_european_union")
"""Country of birth."""

HOUSEHOLDS: tuple[str, ...] = ("child_of_parents", "couple", "single_parent", "alone", "other")
"""Position of a person in the household."""

AGE_BANDS: tuple[int, ...] = (15, 20, 25, 30, 35, 40, 45, 50, 55, 60, 65)
"""Lowest age in years of each five-year band 15-19 .. 65-69."""

SECTORS: tuple[str, ...] = (
    "agriculture",
    "food_industry",
    "textile_industry",
    "metal_machinery",
    "chemicals_plastics",
    "other_industry",
    "energy_water_waste",
    "construction",
    "trade",
    "transport_logistics",
    "hospitality",
    "ict_media",
    "finance",
    "professional_services",
    "business_support",
    "public_administration",
    "education",
    "health_care",
    "social_services",
    "other_services",
)
"""Economic sectors in code order."""

SCHOOL_LEVELS: tuple[str, ...] = (
    "secondary_first_stage",
    "apprenticeship",
    "part_time_vocational",
    "general_second_stage",
    "vocational_second_stage",
    "technical_second_stage",
    "arts_second_stage",
    "general_third_stage",
    "vocational_third_stage",
    "technical_third_stage",
    "arts_third_stage",
    "professional_bachelor",
    "academic_bachelor",
    "master",
)
"""Highest level reached by a person who leaves education."""

SCHOOL_LEVEL_EDUCATION: tuple[int, ...] = (0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2)
"""Code in `EDUCATIONS` of each entry of `SCHOOL_LEVELS`."""

Counts = NDArray[np.int64]
Reals = NDArray[np.float64]


class PublishedFigure(NamedTuple):
    """One published number with its origin.

    Attributes
    ----------
    value : float
        The number, in `unit`.
    unit : str
        Unit, for instance ``persons``, ``percent`` or ``days``.
    period : str
        Date or period the number refers to.
    region : str
        Area the number refers to.
    source : str
        Publication it was read in.
    note : str
        Definition, derivation or reservation; may be empty.
    """

    value: float
    unit: str
    period: str
    region: str
    source: str
    note: str


@dataclass(frozen=True, eq=False)
class RegionFigures:
    """Published and derived figures of one region.

    All arrays are C-contiguous ``float64`` or ``int64`` and must be treated as read-only. Sources,
    derivations and control totals stand in ``sources.yaml`` of the region pack.

    Attributes
    ----------
    name, name_nl : str
        Identifier of the pack and Dutch name of the region.
    population_first_year : int
        Calendar year of ``population[0]``.
    population : ndarray of int64, shape (year, sub_region, sex, 101)
        Residents on 1 January by age in completed years; index 100 is 100 and over.
    mortality : ndarray of float64, shape (sex, 111)
        Yearly hazard of dying by age 0..110, per person-year, above 0: mean 2009-2014.
    mortality_later : ndarray of float64, shape (sex, 111)
        The same in 2019.
    newborn_mortality : ndarray of float64, shape (sex,)
        Probability in [0, 1) that a child born in a year dies before the next 1 January.
    fertility : ndarray of float64, shape (111,)
        Births per woman and year by age of the mother on 1 January; 0 outside the fertile ages.
    fertility_by_sub_region : ndarray of float64, shape (sub_region,)
        Factor on `fertility` for each sub-region.
    boys_share : float
        Share of boys among births, in (0, 1).
    net_migration : ndarray of float64, shape (sub_region, sex, 101)
        Arrivals minus departures in persons per year, mean 2009-2014, by age on 1 January. Includes
        register corrections.
    net_migration_rate : ndarray of float64, shape (sub_region, sex, 101)
        The same per resident on 1 January.
    newborn_net_migration_rate : ndarray of float64, shape (sub_region,)
        The same for children born during the year, per birth.
    projection_ages : ndarray of int64, shape (knot,)
        Ages between which the three adjustments below are interpolated linearly (constant beyond).
    projection_migration_shift : ndarray of float64, shape (sub_region, knot)
        Added to `net_migration_rate` to meet the projection published in 2013, per person and year.
    projection_mortality_factor : ndarray of float64, shape (knot,)
        Factor on `mortality` to meet that projection.
    projection_fertility_factor : float
        Factor on `fertility` to meet that projection.
    activity : ndarray of int64, shape (sex, 55, education, activity)
        Residents aged 15..69 at the census of 1 January 2011, by single age.
    workers_by_sector : ndarray of float64, shape (sex, age_band, education, sector)
        Employed residents at the census (employees and self-employed).
    self_employed_share_by_sector : ndarray of float64, shape (sector,)
        Share in [0, 1] of self-employed among employed residents.
    self_employed_share_by_sex_and_sector : ndarray of float64, shape (sex, sector)
        The same by sex.
    jobs_by_sector : ndarray of float64, shape (sub_region, sector)
        Employed persons at their place of work.
    jobs_age_education : ndarray of float64, shape (sector, age_band, education)
        Employed persons aged 15-69 at their place of work in the region.
    commuting : ndarray of int64, shape (sub_region, sub_region + 1)
        Employed residents by place of work; the last column is outside the region.
    in_commuters : ndarray of int64, shape (sub_region,)
        Persons working in the sub-region who live elsewhere in Belgium, outside the region.
    household : ndarray of int64, shape (sub_region, sex, age_band, household)
        Residents by position in the household at the census.
    origin : ndarray of int64, shape (sex, age_band, education, labour_group, origin)
        Residents by country of birth at the census.
    establishments : ndarray of int64, shape (sub_region,)
        Active establishment units, with and without staff.
    establishments_year : int
        Year of that count.
    establishments_with_staff_share : float
        Share of establishment units with employees, in (0, 1].
    share_over_50_by_sector : ndarray of float64, shape (sector,)
        Share in [0, 1] of employees aged 50 and over, Flemish Region 2011.
    growth_by_sector, growth_by_sector_observed : ndarray of float64, shape (sector,)
        Net growth of employment per year as a share of employees: business as usual 2010-2015 and
        observed 2005-2010.
    outflow_by_sector, outflow_by_sector_longer_working : ndarray of float64, shape (sector,)
        Final exits per year as a share of employees, 2010-2015: business as usual, and with exits of
        the 55+ two years later.
    education_leavers : ndarray of int64, shape (school_level,)
        Persons who left education in 2011-2012 by highest level reached.
    education_leavers_technical_share : ndarray of float64, shape (school_level,)
        Share in [0, 1] from science, technology, engineering and mathematics; 0 where none is published.
    education_leavers_care_share : ndarray of float64, shape (school_level,)
        Share in [0, 1] in care, read from final-year pupils and students; 0 where none is published.
    pupils : ndarray of int64, shape (sub_region, 2)
        Secondary pupils 2010-2011 in general and in technical, vocational and arts education.
    employment_rate, unemployment_rate : dict of int to float
        Survey rates in percent by calendar year: employment rate 20-64; unemployment rate.
    targets : dict of str to PublishedFigure
        Single published figures that the model is checked against.
    """

    name: str
    name_nl: str
    population_first_year: int
    population: Counts
    mortality: Reals
    mortality_later: Reals
    newborn_mortality: Reals
    fertility: Reals
    fertility_by_sub_region: Reals
    boys_share: float
    net_migration: Reals
    net_migration_rate: Reals
    newborn_net_migration_rate: Reals
    projection_ages: Counts
    projection_migration_shift: Reals
    projection_mortality_factor: Reals
    projection_fertility_factor: float
    activity: Counts
    workers_by_sector: Reals
    self_employed_share_by_sector: Reals
    self_employed_share_by_sex_and_sector: Reals
    jobs_by_sector: Reals
    jobs_age_education: Reals
    commuting: Counts
    in_commuters: Counts
    household: Counts
    origin: Counts
    establishments: Counts
    establishments_year: int
    establishments_with_staff_share: float
    share_over_50_by_sector: Reals
    growth_by_sector: Reals
    growth_by_sector_observed: Reals
    outflow_by_sector: Reals
    outflow_by_sector_longer_working: Reals
    education_leavers: Counts
    education_leavers_technical_share: Reals
    education_leavers_care_share: Reals
    pupils: Counts
    employment_rate: dict[int, float]
    unemployment_rate: dict[int, float]
    targets: dict[str, PublishedFigure]
