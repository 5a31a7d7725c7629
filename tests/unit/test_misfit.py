"""How far a fitted model is from the figures, and what somebody knew in a past year."""

from __future__ import annotations

import numpy as np
import pytest

from calibration.fit import first_points
from calibration.misfit import misfit_of, refit
from calibration.priors import Prior, Priors
from calibration.reading import FIT, VALIDATE, Check
from calibration.targets import Targets, last_year_of, targets_known_in, targets_of
from scenarios.region_pack import load_region

FIGURES = load_region()
PRIORS = Priors((Prior("first", 0.0, 1.0, "linear", "made up"), Prior("second", 0.0, 1.0, "linear", "made up")))


def check(name: str, role: str, tolerance: float) -> Check:
    def value(_: object) -> float:
        return 0.0

    return Check(name, name, name, tolerance, value, name, role=role, sampling=0.5)


TARGETS = Targets(
    (check("a", FIT, 1.0), check("b", FIT, 1.0), check("c", FIT, 1.0), check("d", VALIDATE, 1.0)),
    np.array([10.0, 20.0, 30.0, 40.0]),
    np.diag([0.25] * 4),
)


def test_misfit_counts_in_standard_errors_and_what_is_undefined_as_a_miss() -> None:
    measured = np.tile(np.array([10.5, 22.0, np.nan, 41.0]), (3, 2, 1))
    fit = misfit_of(measured, TARGETS, FIT)
    assert (fit.figures, fit.within, fit.undefined) == (3, 1, 1)
    assert fit.misfit == pytest.approx((1.0 + 4.0) / 2.0)
    apart = misfit_of(measured, TARGETS, VALIDATE)
    assert (apart.figures, apart.within, apart.undefined) == (1, 1, 0)
    assert apart.misfit == pytest.approx(2.0)


def test_a_model_is_refitted_to_the_figures_that_it_can_measure() -> None:
    points = first_points(PRIORS, 80, 1)
    figures = np.stack(
        [8.0 + 8.0 * points[:, 0], 20.0 + 0.0 * points[:, 0], np.full(80, np.nan), 40.0 + points[:, 1]], axis=1
    )
    draws = refit(points, np.repeat(figures[:, None], 2, axis=1), TARGETS, 300, 400, 1)
    # 8 + 8 x first = 10 at a quarter.
    assert draws[:, 0].mean() == pytest.approx(0.25, abs=0.02)
    assert draws[:, 1].std() > 0.25


def test_nobody_knows_figures_of_later_years() -> None:
    targets = targets_of(FIGURES)
    for year in (2012, 2015, 2018):
        known = targets_known_in(targets, year, FIGURES)
        assert known.fitted.all()
        assert all(last_year_of(entry, FIGURES) <= year for entry in known.checks)
    names = set(targets_known_in(targets, 2018, FIGURES).names)
    assert "unemployment_rate_2018" in names
    assert "unemployment_rate_2019" not in names
    assert "job_to_job_moves" not in names
    # Structure that is kept apart stays apart, whatever its year.
    assert "commuting_share_working_in_province" not in names


def test_the_year_of_a_figure_is_the_last_one_of_its_period_or_source() -> None:
    years = {entry.name: last_year_of(entry, FIGURES) for entry in targets_of(FIGURES).checks}
    assert years["employment_rate_20_64_2014"] == 2014
    assert years["monthly_exit_to_work"] == 2018
    assert years["employment_rate_education_low"] == 2011
    assert min(years.values()) >= 2000
