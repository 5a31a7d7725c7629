"""Checks of jobs and places: jobs made and lost, people in and out, tightness, commuting.

Tolerances and deviations are made as in :mod:`calibration.structure_checks`.
"""

from __future__ import annotations

import math
from dataclasses import replace

from agents.region import SUB_REGIONS
from calibration.reading import FIT, PROVINCE, VALIDATE, Check, Evidence, percentage
from calibration.structure_checks import LATER, MODEL_LATER, Value, december_mean, validation


def _ratio_of_years(flow: str, jobs: str) -> Value:
    def value(evidence: Evidence) -> float:
        changed = december_mean(evidence, jobs)
        return 12.0 * evidence.mean(flow, *LATER) / changed if changed else math.nan

    return value


def _dynamics_checks() -> list[Check]:
    """Jobs made and lost, people in and out: counted for employers in Belgium and Flanders, for establishments here.

    Flanders and Belgium were published 2.2 and 1.1 points apart for nearby years, perhaps for other employers: half of
    the larger distance is the deviation of all four rates. Hires and exits per 100 jobs are derived from rounded rates,
    which is 0.7 points; whether very short contracts were counted is not known, which is given 2 points (assumption).
    At a small scale establishments are smaller than real ones and more of them grow and shrink by chance, but the rates
    at 2 and at 30 per cent of the population differ by less than 0.3 points.
    """

    def of(indicator: str) -> Value:
        return lambda evidence: december_mean(evidence, indicator)

    rates = [
        validation(
            f"{kind}_rate{suffix}",
            f"{nl} per 100 jobs ({place_nl} {period}; {MODEL_LATER})",
            f"{en} per 100 jobs ({place_en} {period}; {MODEL_LATER})",
            of(f"{kind}_rate"),
            f"{kind}_rate{suffix}",
            0.0,
            1.1,
            # The Belgian rates agree with hires and exits of the same source and year; the Flemish ones do not.
            FIT if suffix else VALIDATE,
        )
        for kind, nl, en in (
            ("job_creation", "Gecreëerde jobs", "Jobs created"),
            ("job_destruction", "Verdwenen jobs", "Jobs destroyed"),
        )
        for suffix, place_nl, place_en, period in (
            ("", "Vlaanderen", "Flanders", "2018-2019"),
            ("_belgium", "België", "Belgium", "2017-2018"),
        )
    ]
    flows = [
        validation(
            f"{name}_per_100_jobs",
            f"{nl} per 100 jobs (België 2017-2018, afgeleid; {MODEL_LATER})",
            f"{en} per 100 jobs (Belgium 2017-2018, derived; {MODEL_LATER})",
            of(indicator),
            f"{name}_per_100_jobs",
            0.7,
            2.0,
            FIT,
        )
        for name, nl, en, indicator in (
            ("hires", "Aanwervingen", "Hires", "hire_rate"),
            ("exits", "Beëindigde jobs", "Exits", "exit_rate"),
        )
    ]
    churn = [
        validation(
            name,
            f"{nl} (Vlaanderen 2014-2015; {MODEL_LATER})",
            f"{en} (Flanders 2014-2015; {MODEL_LATER})",
            _ratio_of_years(flow, changed),
            name,
            0.0,
            0.7,
        )
        for name, nl, en, flow, changed in (
            (
                "hires_per_job_created",
                "Aanwervingen per gecreëerde job",
                "Hires per job created",
                "hires",
                "jobs_created",
            ),
            (
                "exits_per_job_destroyed",
                "Beëindigde jobs per verdwenen job",
                "Exits per job destroyed",
                "separations",
                "jobs_destroyed",
            ),
        )
    ]
    return [*rates, *flows, *churn]


def jobseekers_per_vacancy(evidence: Evidence, region: int = PROVINCE) -> float:
    """Return registered jobseekers per open vacancy in 2017."""
    vacancies = evidence.mean("vacancies_open", 2017, 2017, region=region)
    return evidence.mean("registered_jobseekers", 2017, 2017, region=region) / vacancies if vacancies else math.nan


def _tightness_checks() -> list[Check]:
    """Jobseekers per vacancy: vacancies known to the employment service against all vacancies of the model.

    The province was published at 4.2 for 2017 and at 5.2 for March of that year, so a ratio moves by one within a year.
    Sub-regions are compared relative to the province, which takes out the level; the published values are rounded and
    of one month, which is about a tenth (assumption).
    """

    def relative(region: int) -> Value:
        return lambda evidence: jobseekers_per_vacancy(evidence, region) / jobseekers_per_vacancy(evidence)

    province = validation(
        "jobseekers_per_vacancy_2017",
        "Werkzoekenden per openstaande vacature in 2017",
        "Registered jobseekers per open vacancy in 2017",
        jobseekers_per_vacancy,
        "jobseekers_per_vacancy_2017",
        0.0,
        1.0,
    )
    return [
        province,
        *(
            validation(
                f"relative_tightness_{_slug(name)}",
                f"Werkzoekenden per vacature in {name}, tegenover de provincie (maart 2017; model 2017)",
                f"Jobseekers per vacancy in {name}, relative to the province (March 2017; model 2017)",
                relative(region),
                f"relative_tightness_{_slug(name)}",
                0.0,
                0.1,
            )
            for region, name in enumerate(SUB_REGIONS)
            if name != "Oostende"
        ),
    ]


def _slug(name: str) -> str:
    return name.lower().replace("-", "_")


def workplace_share(evidence: Evidence, workplace: str, region: int) -> float:
    """Return the employees of a sub-region who work somewhere, in per cent."""
    part = december_mean(evidence, "employees_by_workplace", f"workplace={workplace}", region)
    return percentage(part, december_mean(evidence, "employees_by_workplace", region=region))


def _commuting_checks() -> list[Check]:
    """Who works where: everybody at work at the census of 2011, employees of the model years later.

    January 2012 is built from the same matrix; by the years compared half of the jobs held were found in the model, so
    that the way people search has shaped them. The census also holds the self-employed, one in six, most of whom work
    where they live: two points (assumption). How far people look beyond home is fitted to the part that stays in each
    sub-region; where the others go is kept apart.
    """

    def of(workplace: str, region: int) -> Value:
        return lambda evidence: workplace_share(evidence, workplace, region)

    def check(name: str, nl: str, en: str, workplace: str, region: int) -> Check:
        return validation(
            f"commuting_{name}",
            f"{nl} (census 2011; {MODEL_LATER}, werknemers)",
            f"{en} (census 2011; {MODEL_LATER}, employees)",
            of(workplace, region),
            f"commuting_{name}",
            0.0,
            2.0,
        )

    own = [
        replace(
            check(
                f"self_containment_{_slug(name)}",
                f"Inwoners van {name} die er werken",
                f"Residents of {name} who work there",
                "own_sub_region",
                region,
            ),
            role=FIT,
        )
        for region, name in enumerate(SUB_REGIONS)
    ]
    outside = [
        check(
            f"outside_province_{_slug(name)}",
            f"Inwoners van {name} die buiten de provincie werken",
            f"Residents of {name} who work outside the province",
            "outside_province",
            region,
        )
        for region, name in enumerate(SUB_REGIONS)
    ]
    neighbours = [
        check(
            name,
            f"Inwoners van {home} die in {work} werken",
            f"Residents of {home} who work in {work}",
            work,
            SUB_REGIONS.index(home),
        )
        for name, home, work in (
            ("oostende_to_brugge", "Oostende", "Brugge"),
            ("midden_to_zuid", "Midden-West-Vlaanderen", "Zuid-West-Vlaanderen"),
            ("zuid_to_midden", "Zuid-West-Vlaanderen", "Midden-West-Vlaanderen"),
        )
    ]
    return [*own, *outside, *neighbours]


WORKPLACE_CHECKS: tuple[Check, ...] = (*_dynamics_checks(), *_tightness_checks(), *_commuting_checks())
"""Checks of establishments, of vacancies by place, and of who works where."""
