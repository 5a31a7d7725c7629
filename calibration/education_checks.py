"""Checks of education: pupils by form and sub-region, leavers by level and domain, against Tables 3 and 4 of 2013."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable

import numpy as np
import numpy.typing as npt

from agents.region import SCHOOL_LEVEL_EDUCATION, SCHOOL_LEVELS, SUB_REGIONS, RegionFigures
from calibration.reading import PROVINCE, Check, Evidence

_STUDY = "WES, study on the in- and outflow of care and technical profiles, May 2013"
_TABLE_3 = f"{_STUDY}, Table 3 (1 February 2011)"
_TABLE_4 = f"{_STUDY}, Table 4 (2011-2012)"
_STUDENTS = f"{_STUDY}, section 2.3 (2010-2011)"
_FIRST_YEAR, _LAST_YEAR = 2012, 2015
_PERIOD = "2011-2012; model 2012-2015"

_LEVELS = {
    "secondary_first_stage": ("ten hoogste de eerste graad", "at most the first stage"),
    "apprenticeship": ("leertijd", "apprenticeship"),
    "part_time_vocational": ("deeltijds beroepsonderwijs", "part-time vocational education"),
    "general_second_stage": ("aso, tweede graad", "general education, second stage"),
    "vocational_second_stage": ("bso, tweede graad", "vocational education, second stage"),
    "technical_second_stage": ("tso, tweede graad", "technical education, second stage"),
    "arts_second_stage": ("kso, tweede graad", "arts education, second stage"),
    "general_third_stage": ("aso, derde graad", "general education, third stage"),
    "vocational_third_stage": ("bso, derde en vierde graad", "vocational education, third and fourth stage"),
    "technical_third_stage": ("tso, derde graad", "technical education, third stage"),
    "arts_third_stage": ("kso, derde graad", "arts education, third stage"),
    "professional_bachelor": ("professionele bachelor", "professional bachelor"),
    "academic_bachelor": ("academische bachelor", "academic bachelor"),
    "master": ("master", "master"),
}
_EDUCATIONS = (
    ("laaggeschoold", "low-skilled"),
    ("middengeschoold", "medium-skilled"),
    ("hooggeschoold", "high-skilled"),
)


def _share(indicator: str, levels: Iterable[str], whole: Iterable[str] = SCHOOL_LEVELS) -> Callable[[Evidence], float]:
    """Return how to read leavers of some levels, or part of them, as a percentage of the leavers of others."""
    part, whole = tuple(levels), tuple(whole)

    def value(evidence: Evidence) -> float:
        def leavers(name: str, group: str) -> float:
            return evidence.mean(name, _FIRST_YEAR, _LAST_YEAR, f"level={group}")

        counted = sum(leavers("school_leavers_by_level", level) for level in whole)
        return 100.0 * sum(leavers(indicator, level) for level in part) / counted if counted else math.nan

    return value


def _published_share(levels: Iterable[str]) -> Callable[[RegionFigures], float]:
    rows = [SCHOOL_LEVELS.index(level) for level in levels]
    return lambda figures: float(100.0 * figures.education_leavers[rows].sum() / figures.education_leavers.sum())


def _level_checks() -> list[Check]:
    """How many of those who leave education reached each level."""
    groups = [
        (
            f"education_{code}",
            nl,
            en,
            [level for level, of in zip(SCHOOL_LEVELS, SCHOOL_LEVEL_EDUCATION, strict=True) if of == code],
        )
        for code, (nl, en) in enumerate(_EDUCATIONS)
    ]
    groups += [(level, nl, en, [level]) for level, (nl, en) in _LEVELS.items()]
    return [
        Check(
            f"school_leavers_{name}",
            f"Aandeel schoolverlaters: {nl} ({_PERIOD})",
            f"Share of school leavers: {en} ({_PERIOD})",
            3.0 if len(levels) > 1 else 2.0,
            _share("school_leavers_by_level", levels),
            _published_share(levels),
            "percent",
            _TABLE_4,
        )
        for name, nl, en, levels in groups
    ]


def _published_domain(table: str, row: int) -> Callable[[RegionFigures], float]:
    return lambda figures: float(100.0 * getattr(figures, table)[row])


def _domain_checks() -> list[Check]:
    """How many leavers of a level come from science and technology, or from care."""
    rows = []
    for level, nl, en in (
        ("general_third_stage", "aso", "general education"),
        ("vocational_third_stage", "bso", "vocational education"),
        ("technical_third_stage", "tso", "technical education"),
        ("arts_third_stage", "kso", "arts education"),
        ("professional_bachelor", "professionele bachelor", "professional bachelor"),
        ("master", "master", "master"),
    ):
        row = SCHOOL_LEVELS.index(level)
        rows.append(
            Check(
                f"technical_share_{level}",
                f"Aandeel wetenschap en techniek bij schoolverlaters: {nl} ({_PERIOD})",
                f"Share of science and technology among school leavers: {en} ({_PERIOD})",
                15.0 if level == "arts_third_stage" else 5.0,
                _share("technical_school_leavers", [level], [level]),
                _published_domain("education_leavers_technical_share", row),
                "percent",
                _TABLE_4,
            )
        )
        if level not in ("general_third_stage", "arts_third_stage"):
            rows.append(
                Check(
                    f"care_share_{level}",
                    f"Aandeel zorg bij schoolverlaters: {nl} (leerlingen en studenten 2010-2011; model 2012-2015)",
                    f"Share of care among school leavers: {en} (pupils and students 2010-2011; model 2012-2015)",
                    5.0,
                    _share("care_school_leavers", [level], [level]),
                    _published_domain("education_leavers_care_share", row),
                    "percent",
                    _STUDENTS,
                )
            )
    return rows


_COUNTED_FORMS = ("general", "technical", "vocational", "arts")


def _pupils(region: int, forms: Iterable[str]) -> Callable[[Evidence], float]:
    groups = [f"form={form}" for form in forms]
    return lambda evidence: sum(evidence.mean("pupils", 2012, 2012, group, region) for group in groups)


def _share_in_technical_education(region: int) -> Callable[[Evidence], float]:
    whole, technical = _pupils(region, _COUNTED_FORMS), _pupils(region, _COUNTED_FORMS[1:])

    def value(evidence: Evidence) -> float:
        counted = whole(evidence)
        return 100.0 * technical(evidence) / counted if counted else math.nan

    return value


def _counted_in(figures: RegionFigures, region: int) -> npt.NDArray[np.int64]:
    """Return the published pupils of one sub-region, or of the province: general, and other education."""
    return np.asarray(figures.pupils.sum(axis=0) if region == PROVINCE else figures.pupils[region])


def _published_pupils(region: int) -> Callable[[RegionFigures], float]:
    return lambda figures: float(_counted_in(figures, region).sum())


def _published_technical_share(region: int) -> Callable[[RegionFigures], float]:
    return lambda figures: float(100.0 * _counted_in(figures, region)[1] / _counted_in(figures, region).sum())


def _pupil_checks() -> list[Check]:
    """Pupils of Table 3; apprentices and part-time pupils are not counted there."""
    rows = []
    for region, place in enumerate((*SUB_REGIONS, "West-Vlaanderen")):
        name = place.lower().replace("-", "_")
        rows.append(
            Check(
                f"pupils_{name}",
                f"Leerlingen in de tweede en derde graad, {place} (2010-2011; model 2012)",
                f"Pupils in the second and third stage, {place} (2010-2011; model 2012)",
                4000.0 if region == PROVINCE else 1000.0,
                _pupils(region, _COUNTED_FORMS),
                _published_pupils(region),
                "persons",
                _TABLE_3,
            )
        )
        rows.append(
            Check(
                f"pupils_technical_share_{name}",
                f"Aandeel tso, bso en kso bij die leerlingen, {place}",
                f"Share of technical, vocational and arts education among those pupils, {place}",
                4.0,
                _share_in_technical_education(region),
                _published_technical_share(region),
                "percent",
                _TABLE_3,
            )
        )
    return rows


EDUCATION_CHECKS: tuple[Check, ...] = (
    *_pupil_checks(),
    Check(
        "school_leavers",
        f"Schoolverlaters per jaar ({_PERIOD})",
        f"School leavers a year ({_PERIOD})",
        1000.0,
        lambda evidence: 12.0 * evidence.mean("school_leavers", _FIRST_YEAR, _LAST_YEAR),
        lambda figures: float(figures.education_leavers.sum()),
        "persons",
        _TABLE_4,
    ),
    *_level_checks(),
    *_domain_checks(),
)
"""Checks of pupils and school leavers; the year of the tables lies just before the start of the model."""
