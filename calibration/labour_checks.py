"""Checks of the labour market: who works, who searches, how long vacancies stay open, who moves and who commutes."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np

from agents.region import AGE_BANDS, EDUCATIONS, SECTORS, SUB_REGIONS, RegionFigures
from calibration.reading import PROVINCE, Check, Evidence

_CENSUS = "Statbel, Census 2011 (1 January 2011)"
_CENSUS_NL, _CENSUS_EN = (
    "census 1 januari 2011 tegenover gemiddelde 2012",
    "census 1 January 2011 against mean of 2012",
)
_YEARS = tuple(range(2012, 2020))
_FIRST_AGE, _WORKING_AGES = 15, slice(5, 50)
"""Ages 20-64 in tables that start at age 15."""

_FOCUS = (
    ("nurse", "verpleegkundigen", "nurses"),
    ("technician", "technici", "technicians"),
    ("engineer", "ingenieurs", "engineers"),
)
_EDUCATION_NL = {"low": "laaggeschoold", "mid": "middengeschoold", "high": "hooggeschoold"}
_SECTOR_GROUPS = (
    (
        "industry",
        "industrie",
        "manufacturing",
        ("food_industry", "textile_industry", "metal_machinery", "chemicals_plastics", "other_industry"),
    ),
    ("construction", "bouw", "construction", ("construction",)),
    ("trade", "handel", "trade", ("trade",)),
    (
        "public",
        "overheid en onderwijs",
        "public administration and education",
        ("public_administration", "education"),
    ),
    ("care", "zorg en welzijn", "health care and social services", ("health_care", "social_services")),
)


def _mean(
    indicator: str, first_year: int, last_year: int, group: str = "all", region: int = PROVINCE
) -> Callable[[Evidence], float]:
    return lambda evidence: evidence.mean(indicator, first_year, last_year, group, region)


def _percentage(part: float, whole: float) -> float:
    """Return a share in per cent, not-a-number when there is nothing to share."""
    return 100.0 * part / whole if whole else math.nan


def _ratio_of_means(part: str, whole: str, first_year: int, last_year: int) -> Callable[[Evidence], float]:
    return lambda evidence: _percentage(
        evidence.mean(part, first_year, last_year), evidence.mean(whole, first_year, last_year)
    )


def _yearly_rate_checks() -> list[Check]:
    """Survey rates by year; later years are allowed more, the survey changed in 2017."""
    rows = []
    for year in _YEARS:
        rows.append(
            Check(
                f"employment_rate_20_64_{year}",
                f"Werkzaamheidsgraad 20-64 in {year}",
                f"Employment rate 20-64 in {year}",
                1.0 if year == _YEARS[0] else 2.0,
                _mean("employment_rate_20_64", year, year),
                f"employment_rate_20_64_{year}",
            )
        )
        rows.append(
            Check(
                f"unemployment_rate_{year}",
                f"Werkloosheidsgraad in {year} (model: 15-64 jaar)",
                f"Unemployment rate in {year} (model: ages 15-64)",
                0.5 if year == _YEARS[0] else 1.0,
                _mean("unemployment_rate", year, year),
                f"unemployment_rate_{year}",
            )
        )
    return rows


def _age_checks() -> list[Check]:
    return [
        Check(
            f"employment_rate_age_{low}_{low + 4}",
            f"Werkzaamheidsgraad {low}-{low + 4} jaar, {_CENSUS_NL}",
            f"Employment rate aged {low}-{low + 4}, {_CENSUS_EN}",
            3.0,
            _mean("employment_rate_20_64", 2012, 2012, f"age={low}-{low + 4}"),
            f"census_employment_rate_age_{low}_{low + 4}",
        )
        for low in AGE_BANDS
        if 20 <= low < 65
    ]


def _sex_checks() -> list[Check]:
    return [
        Check(
            f"employment_rate_{sex}",
            f"Werkzaamheidsgraad 20-64 van {word}, {_CENSUS_NL}",
            f"Employment rate 20-64 of {sex}, {_CENSUS_EN}",
            3.0,
            _mean("employment_rate_20_64", 2012, 2012, f"sex={sex}"),
            f"census_employment_rate_20_64_{sex}",
        )
        for sex, word in (("women", "vrouwen"), ("men", "mannen"))
    ]


def _census_employment_rate(education: int) -> Callable[[RegionFigures], float]:
    def target(figures: RegionFigures) -> float:
        residents = figures.activity[:, _WORKING_AGES, education].sum(axis=(0, 1))
        return float(100.0 * residents[:2].sum() / residents.sum())

    return target


def _education_checks() -> list[Check]:
    """Compare at ages 20-64, as the indicator counts and the census table allows; its headline figures are 25-64."""
    return [
        Check(
            f"employment_rate_education_{name}",
            f"Werkzaamheidsgraad 20-64 {_EDUCATION_NL[name]}, {_CENSUS_NL}",
            f"Employment rate 20-64 with {name} education, {_CENSUS_EN}",
            3.0,
            _mean("employment_rate_20_64", 2012, 2012, f"education={name}"),
            _census_employment_rate(EDUCATIONS.index(name)),
            "percent",
            _CENSUS,
        )
        for name in EDUCATIONS[:3]
    ]


def _mean_of_decembers(indicator: str, group: str = "all") -> Callable[[Evidence], float]:
    return lambda evidence: evidence.mean_of_decembers(indicator, 2012, 2015, group)


def _share_of_open_stock(indicator: str) -> Callable[[Evidence], float]:
    return _ratio_of_means(indicator, "vacancies_open", 2012, 2015)


def _bottleneck_checks() -> list[Check]:
    return [
        Check(
            f"{indicator}_{name}",
            f"{title_nl} {word_nl} (Vlaanderen 2011; model 2012-2015): langer dan {days} dagen open of geen kandidaat",
            f"{title_en} {word_en} (Flanders 2011; model 2012-2015): open over {days} days or no candidate",
            10.0,
            _mean_of_decembers(indicator, f"occupation={name}"),
            f"{indicator}_{name}",
        )
        for indicator, title_nl, title_en, days in (
            ("bottleneck_share", "Knelpuntvacatures", "Bottleneck vacancies", 90),
            ("critical_share", "Kritieke vacatures", "Critical vacancies", 180),
        )
        for name, word_nl, word_en in _FOCUS
    ]


def _moves_per_year(evidence: Evidence) -> float:
    return 12.0 * _percentage(evidence.mean("job_to_job_moves", 2012, 2015), evidence.mean("employed", 2012, 2015))


def _share_working_in_province(evidence: Evidence) -> float:
    employees = evidence.mean("employed", 2012, 2012) - evidence.mean("self_employed", 2012, 2012)
    return _percentage(evidence.mean("jobs_held", 2012, 2012), employees)


def _share_of_jobs_in(place: int) -> Callable[[Evidence], float]:
    return lambda evidence: _percentage(
        evidence.mean("jobs_held", 2012, 2012, region=place), evidence.mean("jobs_held", 2012, 2012)
    )


def _census_share_of_jobs_in(place: int) -> Callable[[RegionFigures], float]:
    def target(figures: RegionFigures) -> float:
        within = figures.commuting[:, : len(SUB_REGIONS)].sum(axis=0)
        return float(100.0 * within[place] / within.sum())

    return target


def _workplace_checks() -> list[Check]:
    return [
        Check(
            f"share_of_jobs_{name.lower().replace('-', '_')}",
            f"Aandeel van {name} in de jobs van inwoners binnen de provincie, {_CENSUS_NL}",
            f"Share of {name} in jobs of residents within the province, {_CENSUS_EN}",
            1.5,
            _share_of_jobs_in(place),
            _census_share_of_jobs_in(place),
            "percent",
            "Statbel, Census 2011, commuting matrix (1 January 2011)",
        )
        for place, name in enumerate(SUB_REGIONS)
    ]


def _share_of_sectors(names: tuple[str, ...]) -> Callable[[Evidence], float]:
    def value(evidence: Evidence) -> float:
        held = sum(float(evidence.course("jobs_held", 2012, 2012, f"sector={name}")[0]) for name in names)
        return _percentage(held, float(evidence.course("jobs_held", 2012, 2012)[0]))

    return value


def _census_share_of_sectors(names: tuple[str, ...]) -> Callable[[RegionFigures], float]:
    def target(figures: RegionFigures) -> float:
        employees = figures.workers_by_sector * (1.0 - figures.self_employed_share_by_sex_and_sector)[:, None, None, :]
        by_sector = employees.sum(axis=(0, 1, 2))
        return float(100.0 * by_sector[[SECTORS.index(name) for name in names]].sum() / np.sum(by_sector))

    return target


def _sector_checks() -> list[Check]:
    """Shares, not totals: published jobs include self-employed and in-commuters, the model's jobs do not."""
    return [
        Check(
            f"share_of_employees_{name}",
            f"Aandeel {title_nl} in de werknemers die in de provincie wonen, januari 2012 (census 2011)",
            f"Share of {title_en} in employees living in the province, January 2012 (census 2011)",
            1.0,
            _share_of_sectors(sectors),
            _census_share_of_sectors(sectors),
            "percent",
            _CENSUS,
        )
        for name, title_nl, title_en, sectors in _SECTOR_GROUPS
    ]


LABOUR_CHECKS: tuple[Check, ...] = (
    *_yearly_rate_checks(),
    *_age_checks(),
    *_sex_checks(),
    *_education_checks(),
    Check(
        "registered_jobseekers_2012",
        "Ingeschreven niet-werkende werkzoekenden in 2012",
        "Registered jobseekers without work in 2012",
        2986.0,
        _mean("registered_jobseekers", 2012, 2012),
        "registered_jobseekers_2012",
    ),
    Check(
        "neet_rate_15_29",
        f"NEET-graad 15-29, {_CENSUS_NL}",
        f"NEET rate 15-29, {_CENSUS_EN}",
        1.5,
        _mean("neet_rate_15_29", 2012, 2012),
        "neet_rate_15_29",
    ),
    Check(
        "vacancy_median_fill_days",
        "Mediane invultijd van vacatures (Vlaanderen 2013; model 2012-2015)",
        "Median time to fill a vacancy (Flanders 2013; model 2012-2015)",
        8.0,
        _mean_of_decembers("median_days_to_fill"),
        "vacancy_median_fill_days",
    ),
    Check(
        "open_vacancies_over_90_days",
        "Openstaande vacatures ouder dan 90 dagen (Vlaanderen 2013; model 2012-2015)",
        "Open vacancies older than 90 days (Flanders 2013; model 2012-2015)",
        7.0,
        _share_of_open_stock("vacancies_open_over_90_days"),
        "open_vacancies_over_90_days",
    ),
    Check(
        "open_vacancies_over_180_days",
        "Openstaande vacatures ouder dan zes maanden (Vlaanderen 2013; model 2012-2015)",
        "Open vacancies older than six months (Flanders 2013; model 2012-2015)",
        5.0,
        _share_of_open_stock("vacancies_open_over_180_days"),
        "open_vacancies_over_180_days",
    ),
    Check(
        "open_vacancies_over_365_days",
        "Openstaande vacatures ouder dan een jaar (Vlaanderen 2013; model 2012-2015)",
        "Open vacancies older than a year (Flanders 2013; model 2012-2015)",
        2.5,
        _share_of_open_stock("vacancies_open_over_365_days"),
        "open_vacancies_over_365_days",
    ),
    *_bottleneck_checks(),
    Check(
        "job_to_job_moves",
        "Overstappen van job naar job per 100 werkenden per jaar (Vlaanderen 2022-2023; model 2012-2015)",
        "Job-to-job moves per 100 people at work per year (Flanders 2022-2023; model 2012-2015)",
        2.0,
        _moves_per_year,
        "job_change_rate_20_64",
    ),
    Check(
        "monthly_exit_to_work",
        "Ingeschreven werkzoekenden die in een maand werk vinden (2017-2018)",
        "Registered jobseekers who find work in a month (2017-2018)",
        2.5,
        _ratio_of_means("hires_from_non_employment", "registered_jobseekers", 2017, 2018),
        "monthly_exit_to_work",
    ),
    Check(
        "commuting_share_working_in_province",
        "Werkenden die in de provincie werken (census 2011; model: werknemers 2012)",
        "People at work who work in the province (census 2011; model: employees 2012)",
        2.0,
        _share_working_in_province,
        "commuting_share_working_in_province",
    ),
    *_workplace_checks(),
    *_sector_checks(),
)
"""Checks of behaviour and of the synthetic population."""
