"""Checks of structure: who seeks work and how long, what a year changes, tenure, illness. Almost none is fitted to.

Every figure here is of another place, another period or another definition than what the model counts. How far that
alone may carry the two apart is the standard deviation ``definition`` of a row; with ``sampling`` it gives the standard
error, and a row is within tolerance when the distance is at most twice that. The deviations are judgements
(assumptions), and each says below what it rests on; the figures are published. No parameter was moved to avoid a miss.

The Beveridge curve, the chance of finding work by duration and the flows within a month have no published figure for
the region. They are drawn, not checked: :mod:`calibration.shapes`.
"""

from __future__ import annotations

import math
from collections.abc import Callable

from agents.region import SUB_REGIONS
from calibration.reading import FIT, PROVINCE, VALIDATE, Check, Evidence, percentage

_FIRST, _LAST = 2012, 2015
"""Years next to figures from before: the first four of the run."""

LATER = (2016, 2019)
"""Years next to figures from 2017 on, and those in which half of the jobs held began in the model itself."""

MODEL_FIRST, MODEL_LATER = f"model {_FIRST}-{_LAST}", f"model {LATER[0]}-{LATER[1]}"
_BRUGGE = SUB_REGIONS.index("Brugge")

Value = Callable[[Evidence], float]


def december_mean(
    evidence: Evidence, indicator: str, group: str = "all", region: int = PROVINCE, years: tuple[int, int] = LATER
) -> float:
    """Return the mean over years of what is seen in December only.

    Parameters
    ----------
    evidence : Evidence
        A run of the baseline.
    indicator, group : str
        Series.
    region : int
        Sub-region, or the province.
    years : (int, int)
        First and last year.
    """
    return float(evidence.course(indicator, *years, group, region)[11::12].mean())


def validation(
    name: str,
    title_nl: str,
    title_en: str,
    value: Value,
    published: str,
    sampling: float,
    definition: float,
    role: str = VALIDATE,
) -> Check:
    """Return a row with twice its standard error as tolerance."""
    tolerance = 2.0 * math.hypot(sampling, definition)
    return Check(
        name, title_nl, title_en, tolerance, value, published, role=role, sampling=sampling, definition=definition
    )


def _share_of_jobseekers(*groups: str, indicator: str = "registered_jobseekers") -> Value:
    def value(evidence: Evidence) -> float:
        part = sum(evidence.mean(indicator, _FIRST, _LAST, group, _BRUGGE) for group in groups)
        return percentage(part, evidence.mean(indicator, _FIRST, _LAST, region=_BRUGGE))

    return value


def _profile_checks() -> list[Check]:
    """Who the jobseekers of Brugge are: every jobseeker was counted, so nothing is sampling.

    The figures are of 2008, the last year before the crisis, and who is registered is an assumption of the model. Four
    points is about what such shares move over four years of a cycle (assumption).
    """
    rows = (
        ("men", "mannen", "men", ("sex=men",)),
        ("under_25", "jonger dan 25", "under 25", ("age=15-24",)),
        ("25_44", "25-44 jaar", "aged 25-44", ("age=25-44",)),
        ("45_plus", "45 jaar en ouder", "aged 45 and over", ("age=45-64",)),
        ("low", "laaggeschoold", "with low education", ("education=low",)),
        ("mid", "middengeschoold", "with mid education", ("education=mid",)),
        ("high", "hooggeschoold", "with high education", ("education=high",)),
    )
    return [
        validation(
            f"jobseekers_brugge_{name}",
            f"Werkzoekenden in Brugge: aandeel {nl} (2008; {MODEL_FIRST})",
            f"Jobseekers in Brugge: share {en} (2008; {MODEL_FIRST})",
            _share_of_jobseekers(*groups),
            f"jobseekers_2008_{name}",
            0.0,
            4.0,
        )
        for name, nl, en, groups in rows
    ]


def _duration_checks() -> list[Check]:
    """How long the jobseekers of Brugge have been so: the start is built from these shares, years later they are not.

    How the public employment service treats a short job or an illness in between is not published with the figures; the
    clock of the model starts anew after either. That moves people between classes, so six points (assumption).
    """
    rows = (
        ("under_1_year", "minder dan een jaar", "under a year", ("duration=0-2", "duration=3-5", "duration=6-11")),
        ("1_2_years", "een tot twee jaar", "one to two years", ("duration=12-23",)),
        ("2_5_years", "twee tot vijf jaar", "two to five years", ("duration=24-59",)),
        ("over_5_years", "vijf jaar of langer", "five years or longer", ("duration=60+",)),
    )
    return [
        validation(
            f"jobseekers_brugge_{name}",
            f"Werkzoekenden in Brugge: aandeel {nl} werkloos (2008; {MODEL_FIRST})",
            f"Jobseekers in Brugge: share {en} without work (2008; {MODEL_FIRST})",
            _share_of_jobseekers(*groups, indicator="registered_by_duration"),
            f"jobseekers_2008_{name}",
            0.0,
            6.0,
        )
        for name, nl, en, groups in rows
    ]


def _year_later_checks() -> list[Check]:
    """Where the unemployed are a year later: a survey of Belgium, ages 15-74, in the recovery after the pandemic.

    Two pairs of quarters were published, 31.1 and 33.8 per cent to work, 26.7 and 32.8 to inactivity: they lie 3 and 6
    points apart, which gives a sampling deviation of 3. No figure of Flanders or the province was found; another place,
    other ages and another phase of the cycle are given 7 points (assumption).
    """
    rows = (
        ("unemployed_to_work_within_year", "aan het werk", "at work", "now=work"),
        ("unemployed_to_inactive_within_year", "inactief", "inactive", "now=inactivity"),
        ("unemployed_still_after_year", "nog of opnieuw werkloos", "still or again unemployed", "now=unemployment"),
    )

    def of(group: str) -> Value:
        return lambda evidence: december_mean(evidence, "unemployed_a_year_later", group)

    return [
        validation(
            name,
            f"Werklozen die een jaar later {nl} zijn (België 2021-2022; {MODEL_LATER})",
            f"Unemployed who are {en} a year later (Belgium 2021-2022; {MODEL_LATER})",
            of(group),
            name,
            3.0,
            7.0,
        )
        for name, nl, en, group in rows
    ]


def _job_change_check() -> Check:
    """Another job than a year before, of the older: a Flemish survey of 2022-2023, when jobs were easy to find.

    The survey leaves a few tenths of a point (assumption); whether a new job after some months without work is a change
    there is not published, which is a point (assumption). The rate at 20-64 is no row here: moves are fitted to it.
    """
    return validation(
        "job_change_rate_55_plus",
        f"Andere job dan een jaar eerder, werkenden van 55+ (Vlaanderen 2022-2023; {MODEL_LATER}, 55-64)",
        f"Another job than a year before, workers of 55+ (Flanders 2022-2023; {MODEL_LATER}, 55-64)",
        lambda evidence: december_mean(evidence, "job_change_rate", "age=55-64"),
        "job_change_rate_55_plus",
        0.3,
        1.0,
        FIT,
    )


def _tenure_share(*groups: str) -> Value:
    def value(evidence: Evidence) -> float:
        part = sum(december_mean(evidence, "employees_by_tenure", group) for group in groups)
        return percentage(part, december_mean(evidence, "employees_by_tenure"))

    return value


def _tenure_checks() -> list[Check]:
    """How long employees have been in their job: clients of one payroll office, no public servants, all of Belgium.

    Another source gave a mean of 11.6 years in 2002 against these 10.8: ten months, taken as the deviation of mean and
    median. Four points for the shares is the same distance on the curve that they draw (assumption).
    """
    period = f"(België 2019; {MODEL_LATER})", f"(Belgium 2019; {MODEL_LATER})"
    return [
        validation(
            "job_tenure_mean",
            f"Gemiddelde anciënniteit van werknemers {period[0]}",
            f"Mean tenure of employees {period[1]}",
            lambda evidence: 12.0 * december_mean(evidence, "mean_tenure"),
            "job_tenure_mean",
            0.0,
            10.0,
        ),
        validation(
            "job_tenure_median",
            f"Mediane anciënniteit van werknemers {period[0]}",
            f"Median tenure of employees {period[1]}",
            lambda evidence: 12.0 * december_mean(evidence, "median_tenure"),
            "job_tenure_median",
            0.0,
            10.0,
        ),
        validation(
            "job_tenure_over_5_years",
            f"Werknemers die meer dan vijf jaar in hun job zijn {period[0]}",
            f"Employees over five years in their job {period[1]}",
            _tenure_share("tenure=5-9", "tenure=10+"),
            "job_tenure_over_5_years",
            0.0,
            4.0,
        ),
        validation(
            "job_tenure_over_10_years",
            f"Werknemers die meer dan tien jaar in hun job zijn {period[0]}",
            f"Employees over ten years in their job {period[1]}",
            _tenure_share("tenure=10+"),
            "job_tenure_over_10_years",
            0.0,
            4.0,
        ),
    ]


def _share_ill(evidence: Evidence) -> float:
    """Return the long-term ill without a job of 15-64, in per cent of residents of that age."""
    ill = sum(evidence.mean("ill", 2018, 2018, f"age={ages}") for ages in ("15-24", "25-54", "55-64"))
    return percentage(ill, evidence.mean("population_15_64", 2018, 2018))


def _illness_check() -> Check:
    """People kept from work by illness: benefits, with a job on paper, at 18-64 against no job, at 15-64, in the model.

    The two groups hardly overlap by their words and largely by what is meant, so two points (assumption).
    """
    return validation(
        "employed_but_ill_share",
        "Ziekte of invaliditeit per 100 inwoners (18-64, job op papier, 2018; model: 15-64, zonder job, 2018)",
        "Sickness or invalidity per 100 residents (18-64, job on paper, 2018; model: 15-64, without a job, 2018)",
        _share_ill,
        "employed_but_ill_share",
        0.0,
        2.0,
    )


STRUCTURE_CHECKS: tuple[Check, ...] = (
    *_profile_checks(),
    *_duration_checks(),
    *_year_later_checks(),
    _job_change_check(),
    *_tenure_checks(),
    _illness_check(),
)
"""Checks of people: jobseekers, changes over a year, tenure, illness."""
