"""Checks of the labour market: who works, who searches, how long vacancies stay open, who moves and who commutes."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from agents.region import ACTIVITIES, AGE_BANDS, EDUCATIONS, SECTORS, SEXES, SUB_REGIONS, RegionFigures
from calibration.reading import FIT, VALIDATE, Check, Evidence, mean_of, percentage, ratio_of_means

_CENSUS = "Statbel, Census 2011 (1 January 2011)"
_CENSUS_NL, _CENSUS_EN = (
    "census 1 januari 2011 tegenover gemiddelde 2012",
    "census 1 January 2011 against mean of 2012",
)
_YEARS = tuple(range(2012, 2020))
_FIRST_AGE, _WORKING_AGES, _LABOUR_AGES = 15, slice(5, 50), slice(0, 50)
"""Ages 20-64 and 15-64 in tables that start at age 15."""

_UNEMPLOYED = ACTIVITIES.index("unemployed")
_LABOUR_FORCE = [ACTIVITIES.index(name) for name in ("employee", "self_employed", "unemployed")]

SURVEY_ERRORS = {"employment_rate_20_64": 0.5, "unemployment_rate": 0.4}
"""Points; scatter of the published yearly rates of 2007-2019 around a smooth course (second differences)."""
_SURVEY_BREAK = 0.5
"""Points (assumption); the survey changed in 2017."""
_LAST_FITTED_YEAR = 2015
_CENSUS_EMPLOYMENT, _CENSUS_UNEMPLOYMENT = 1.0, 0.9
"""Points (assumption); a register of 1 January 2011 against work and search in 2012. Over all ages the census counts
4.3% unemployed and the survey of 2011 3.2%."""

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
                mean_of("employment_rate_20_64", year, year),
                f"employment_rate_20_64_{year}",
                role=FIT if year <= _LAST_FITTED_YEAR else VALIDATE,
                sampling=SURVEY_ERRORS["employment_rate_20_64"],
                definition=_SURVEY_BREAK if year >= 2017 else 0.0,
            )
        )
        rows.append(
            Check(
                f"unemployment_rate_{year}",
                f"Werkloosheidsgraad in {year} (model: 15-64 jaar)",
                f"Unemployment rate in {year} (model: ages 15-64)",
                0.5 if year == _YEARS[0] else 1.0,
                mean_of("unemployment_rate", year, year),
                f"unemployment_rate_{year}",
                role=FIT if year <= _LAST_FITTED_YEAR else VALIDATE,
                sampling=SURVEY_ERRORS["unemployment_rate"],
                definition=_SURVEY_BREAK if year >= 2017 else 0.0,
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
            mean_of("employment_rate_20_64", 2012, 2012, f"age={low}-{low + 4}"),
            f"census_employment_rate_age_{low}_{low + 4}",
            role=FIT,
            definition=_CENSUS_EMPLOYMENT,
            family="census employment",
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
            mean_of("employment_rate_20_64", 2012, 2012, f"sex={sex}"),
            f"census_employment_rate_20_64_{sex}",
            role=FIT,
            definition=_CENSUS_EMPLOYMENT,
            family="census employment",
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
            mean_of("employment_rate_20_64", 2012, 2012, f"education={name}"),
            _census_employment_rate(EDUCATIONS.index(name)),
            "percent",
            _CENSUS,
            role=FIT,
            definition=_CENSUS_EMPLOYMENT,
            family="census employment",
        )
        for name in EDUCATIONS[:3]
    ]


def _census_unemployment_rate(*where: slice | int) -> Callable[[RegionFigures], float]:
    """Read the census table of activity by sex, age and education at some sexes, ages or educations."""

    def target(figures: RegionFigures) -> float:
        by_activity = figures.activity[where].reshape(-1, figures.activity.shape[-1]).sum(axis=0)
        return percentage(float(by_activity[_UNEMPLOYED]), float(by_activity[_LABOUR_FORCE].sum()))

    return target


def _unemployment_checks() -> list[Check]:
    """Compare unemployment by age, sex and education."""
    everyone = slice(None)
    groups: list[tuple[str, str, str, str, tuple[slice | int, ...]]] = [
        (
            f"age_{low}_{low + 4}",
            f"{low}-{low + 4} jaar",
            f"aged {low}-{low + 4}",
            f"age={low}-{low + 4}",
            (everyone, slice(low - _FIRST_AGE, low - _FIRST_AGE + 5)),
        )
        for low in AGE_BANDS
        if 20 <= low < 65
    ]
    groups += [
        (sex, f"15-64 van {word}", f"15-64 of {sex}", f"sex={sex}", (SEXES.index(sex), _LABOUR_AGES))
        for sex, word in (("women", "vrouwen"), ("men", "mannen"))
    ]
    groups += [
        (
            f"education_{name}",
            f"15-64 {_EDUCATION_NL[name]}",
            f"15-64 with {name} education",
            f"education={name}",
            (everyone, _LABOUR_AGES, EDUCATIONS.index(name)),
        )
        for name in EDUCATIONS[:3]
    ]
    return [
        Check(
            f"unemployment_rate_{name}",
            f"Werkloosheidsgraad {nl}, {_CENSUS_NL}",
            f"Unemployment rate {en}, {_CENSUS_EN}",
            2.0,
            mean_of("unemployment_rate", 2012, 2012, group),
            _census_unemployment_rate(*where),
            "percent",
            _CENSUS,
            role=FIT,
            definition=_CENSUS_UNEMPLOYMENT,
            family="census unemployment",
        )
        for name, nl, en, group, where in groups
    ]


def _moves_per_year(evidence: Evidence) -> float:
    return 12.0 * percentage(evidence.mean("job_to_job_moves", 2012, 2015), evidence.mean("employed", 2012, 2015))


def _share_working_in_province(evidence: Evidence) -> float:
    employees = evidence.mean("employed", 2012, 2012) - evidence.mean("self_employed", 2012, 2012)
    return percentage(evidence.mean("jobs_held", 2012, 2012), employees)


def _share_of_jobs_in(place: int) -> Callable[[Evidence], float]:
    return lambda evidence: percentage(
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
            role=VALIDATE,
            definition=0.75,
        )
        for place, name in enumerate(SUB_REGIONS)
    ]


def _share_of_sectors(names: tuple[str, ...]) -> Callable[[Evidence], float]:
    def value(evidence: Evidence) -> float:
        held = sum(float(evidence.course("jobs_held", 2012, 2012, f"sector={name}")[0]) for name in names)
        return percentage(held, float(evidence.course("jobs_held", 2012, 2012)[0]))

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
    *_unemployment_checks(),
    Check(
        "registered_jobseekers_2012",
        "Ingeschreven niet-werkende werkzoekenden in 2012",
        "Registered jobseekers without work in 2012",
        2986.0,
        mean_of("registered_jobseekers", 2012, 2012),
        "registered_jobseekers_2012",
        role=FIT,
        definition=1500.0,
    ),
    Check(
        "registered_jobseekers_2016",
        "Ingeschreven niet-werkende werkzoekenden in 2016",
        "Registered jobseekers without work in 2016",
        3175.0,
        mean_of("registered_jobseekers", 2016, 2016),
        "registered_jobseekers_2016",
        role=VALIDATE,
        definition=1500.0,
    ),
    Check(
        "neet_rate_15_29",
        f"NEET-graad 15-29, {_CENSUS_NL}",
        f"NEET rate 15-29, {_CENSUS_EN}",
        1.5,
        mean_of("neet_rate_15_29", 2012, 2012),
        "neet_rate_15_29",
        role=FIT,
        definition=0.75,
    ),
    Check(
        "job_to_job_moves",
        "Overstappen van job naar job per 100 werkenden per jaar (Vlaanderen 2022-2023; model 2012-2015)",
        "Job-to-job moves per 100 people at work per year (Flanders 2022-2023; model 2012-2015)",
        2.0,
        _moves_per_year,
        "job_change_rate_20_64",
        role=FIT,
        definition=1.0,
    ),
    Check(
        "monthly_exit_to_work",
        "Ingeschreven werkzoekenden die in een maand werk vinden (2017-2018)",
        "Registered jobseekers who find work in a month (2017-2018)",
        2.5,
        ratio_of_means("hires_from_non_employment", "registered_jobseekers", 2017, 2018),
        "monthly_exit_to_work",
        role=FIT,
        definition=1.25,
    ),
    Check(
        "commuting_share_working_in_province",
        "Werkenden die in de provincie werken (census 2011; model: werknemers 2012)",
        "People at work who work in the province (census 2011; model: employees 2012)",
        2.0,
        _share_working_in_province,
        "commuting_share_working_in_province",
        role=VALIDATE,
        definition=1.0,
    ),
    *_workplace_checks(),
    *_sector_checks(),
)
"""Checks of behaviour and of the synthetic population."""
