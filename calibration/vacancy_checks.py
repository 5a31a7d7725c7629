"""Checks of vacancies: how long they stay open, and which of them nobody can be found for."""

from __future__ import annotations

from collections.abc import Callable

from calibration.reading import FIT, Check, Evidence, ratio_of_means

_FOCUS = (
    ("nurse", "verpleegkundigen", "nurses"),
    ("technician", "technici", "technicians"),
    ("engineer", "ingenieurs", "engineers"),
)


def _mean_of_decembers(indicator: str, group: str = "all") -> Callable[[Evidence], float]:
    return lambda evidence: evidence.mean_of_decembers(indicator, 2012, 2015, group)


def _share_of_open_stock(indicator: str) -> Callable[[Evidence], float]:
    return ratio_of_means(indicator, "vacancies_open", 2012, 2015)


def _bottleneck_checks() -> list[Check]:
    return [
        Check(
            f"{indicator}_{name}",
            f"{title_nl} {word_nl} (Vlaanderen 2011; model 2012-2015): langer dan {days} dagen open of geen kandidaat",
            f"{title_en} {word_en} (Flanders 2011; model 2012-2015): open over {days} days or no candidate",
            10.0,
            _mean_of_decembers(indicator, f"occupation={name}"),
            f"{indicator}_{name}",
            role=FIT,
            # Assumption, half the tolerance: another place and year, and vacancies that employers register.
            definition=5.0,
            family="bottlenecks",
        )
        for indicator, title_nl, title_en, days in (
            ("bottleneck_share", "Knelpuntvacatures", "Bottleneck vacancies", 90),
            ("critical_share", "Kritieke vacatures", "Critical vacancies", 180),
        )
        for name, word_nl, word_en in _FOCUS
    ]


VACANCY_CHECKS: tuple[Check, ...] = (
    Check(
        "vacancy_median_fill_days",
        "Mediane invultijd van vacatures (Vlaanderen 2013; model 2012-2015)",
        "Median time to fill a vacancy (Flanders 2013; model 2012-2015)",
        8.0,
        _mean_of_decembers("median_days_to_fill"),
        "vacancy_median_fill_days",
        role=FIT,
        definition=4.0,
    ),
    Check(
        "open_vacancies_over_90_days",
        "Openstaande vacatures ouder dan 90 dagen (Vlaanderen 2013; model 2012-2015)",
        "Open vacancies older than 90 days (Flanders 2013; model 2012-2015)",
        7.0,
        _share_of_open_stock("vacancies_open_over_90_days"),
        "open_vacancies_over_90_days",
        role=FIT,
        definition=3.5,
        family="age of vacancies",
    ),
    Check(
        "open_vacancies_over_180_days",
        "Openstaande vacatures ouder dan zes maanden (Vlaanderen 2013; model 2012-2015)",
        "Open vacancies older than six months (Flanders 2013; model 2012-2015)",
        5.0,
        _share_of_open_stock("vacancies_open_over_180_days"),
        "open_vacancies_over_180_days",
        role=FIT,
        definition=2.5,
        family="age of vacancies",
    ),
    Check(
        "open_vacancies_over_365_days",
        "Openstaande vacatures ouder dan een jaar (Vlaanderen 2013; model 2012-2015)",
        "Open vacancies older than a year (Flanders 2013; model 2012-2015)",
        2.5,
        _share_of_open_stock("vacancies_open_over_365_days"),
        "open_vacancies_over_365_days",
        role=FIT,
        definition=1.25,
        family="age of vacancies",
    ),
    *_bottleneck_checks(),
)
"""Checks of vacancies in Flanders, where nothing is published for the province."""
