"""The projection closes its accounts and meets the stocks and the projection it is built on."""

from __future__ import annotations

import time

import numpy as np
import pytest

from agents.region import RegionFigures
from scenarios.refresh import demographic_rates
from scenarios.region_pack import load_region
from simulation.demography import VARIANTS, Projection, death_probability, project

FIGURES = load_region()
PUBLISHED = demographic_rates.published_projection_targets(FIGURES)


@pytest.fixture(scope="module", params=VARIANTS)
def projection(request: pytest.FixtureRequest) -> Projection:
    return project(FIGURES, request.param)


@pytest.fixture(scope="module")
def recent() -> Projection:
    return project(FIGURES)


def test_accounts_close(projection: Projection) -> None:
    before, after = projection.population[:-1], projection.population[1:]
    stayed = before - projection.deaths + projection.net_migration
    infants = projection.births - projection.newborn_deaths + projection.newborn_net_migration
    assert np.abs(after[..., 1:-1] - stayed[..., :-2]).max() < 1e-8
    assert np.abs(after[..., -1] - stayed[..., -2] - stayed[..., -1]).max() < 1e-8
    assert np.abs(after[..., 0] - infants).max() < 1e-8
    assert np.allclose(projection.deaths, before * projection.death_probability[:, None], atol=1e-9)


def test_values_are_possible(projection: Projection) -> None:
    assert projection.population.shape == (30, 5, 2, 111)
    assert projection.last_year == 2040
    assert (projection.population >= 0).all()
    assert (projection.death_probability > 0).all() and (projection.death_probability < 1).all()
    assert (projection.births > 0).all()
    assert (projection.deaths - projection.net_migration <= projection.population[:-1] + 1e-9).all()


def test_start_is_the_observed_stock(projection: Projection) -> None:
    observed = FIGURES.population[2012 - FIGURES.population_first_year]
    assert np.array_equal(projection.population[0, ..., :100], observed[..., :100])
    assert np.allclose(projection.population[0, ..., 100:].sum(axis=-1), observed[..., 100])


@pytest.mark.parametrize("year", [2013, 2014, 2015])
def test_observed_years_are_met(recent: Projection, year: int) -> None:
    projected = recent.population[year - 2012].sum(axis=(1, 2))
    observed = FIGURES.population[year - FIGURES.population_first_year].sum(axis=(1, 2))
    assert abs(projected.sum() / observed.sum() - 1) < 0.003
    assert np.abs(projected / observed - 1).max() < 0.005


def test_working_ages_of_observed_years_are_met(recent: Projection) -> None:
    for youngest, oldest in ((15, 64), (16, 64), (20, 64), (65, 110)):
        projected = recent.population[3][..., youngest : oldest + 1].sum()
        observed = FIGURES.population[6][..., youngest : oldest + 1].sum()
        assert abs(projected / observed - 1) < 0.003


@pytest.mark.parametrize(("name", "value", "unit"), PUBLISHED, ids=[name for name, _, _ in PUBLISHED])
def test_published_projection_is_met(name: str, value: float, unit: float) -> None:
    projected = float(demographic_rates.projected_values(FIGURES, [name])[0])
    # Ratios and percentages were published with one decimal, persons in tens or hundreds.
    tolerance = 100.0 if unit == demographic_rates.PERSON_UNIT else 0.05
    assert projected == pytest.approx(value, abs=tolerance)


def test_unreliable_row_is_not_a_target() -> None:
    assert len(PUBLISHED) == 18
    assert not any("brugge" in name for name, _, _ in PUBLISHED)


def test_migration_variants_bracket_the_default(recent: Projection) -> None:
    low, high = project(FIGURES, "low_migration"), project(FIGURES, "high_migration")
    default = recent.net_migration.sum(axis=(1, 2, 3))[0]
    below = default - low.net_migration.sum(axis=(1, 2, 3))[0]
    above = high.net_migration.sum(axis=(1, 2, 3))[0] - default
    assert below == pytest.approx(above, rel=1e-6)
    assert 200 < above < 3000
    assert low.population[-1].sum() < recent.population[-1].sum() < high.population[-1].sum()


def test_women_live_longer(recent: Projection) -> None:
    survival = np.prod(1 - recent.death_probability[0], axis=-1)
    assert survival[0] > survival[1]
    expectation = np.cumprod(1 - recent.death_probability[0], axis=-1).sum(axis=-1)
    assert expectation[0] - expectation[1] == pytest.approx(5.0, abs=1.5)


def test_births_match_the_published_ones(recent: Projection) -> None:
    births = recent.births.sum(axis=(1, 2))
    published = FIGURES.targets["births_2011"].value, FIGURES.targets["births_2014"].value
    assert births[0] == pytest.approx(np.mean(published), rel=0.03)
    assert FIGURES.fertility.sum() == pytest.approx(1.75, abs=0.1)


def test_stocks_close_with_derived_migration() -> None:
    persons, rates = demographic_rates.derive_net_migration(FIGURES.population, FIGURES.mortality)
    assert np.allclose(rates, FIGURES.net_migration_rate, atol=1e-6)
    assert np.allclose(persons, FIGURES.net_migration, atol=0.01)
    staying = 1 - death_probability(FIGURES.mortality)[:, :100]
    before = FIGURES.population[:-1, ..., :100].sum(axis=0)
    unexplained = FIGURES.population[1:, ..., 1:].sum(axis=0) - before * staying - before * rates[..., :100]
    closed = unexplained[..., : demographic_rates.NO_MIGRATION_FROM_AGE]
    assert np.abs(closed.reshape(*closed.shape[:-1], -1, 5).sum(axis=-1)).max() < 1e-6


def test_month_is_interpolated(recent: Projection) -> None:
    assert np.array_equal(recent.population_at(2012), recent.population[0])
    middle = recent.population_at(2020, 7)
    assert np.allclose(middle, (recent.population[8] + recent.population[9]) / 2)
    assert np.array_equal(recent.population_at(2041), recent.population[-1])
    for year, month in ((2011, 12), (2041, 2), (2020, 13), (2020, 0)):
        with pytest.raises(ValueError, match="outside the projection"):
            recent.population_at(year, month)


def test_unknown_requests_are_refused() -> None:
    with pytest.raises(ValueError, match="recent_rates"):
        project(FIGURES, "optimistic")
    with pytest.raises(ValueError, match="2012 or later"):
        project(FIGURES, last_year=2011)


def test_projecting_is_fast_and_repeatable(recent: Projection) -> None:
    started = time.perf_counter()
    again = project(FIGURES)
    assert time.perf_counter() - started < 0.3
    assert np.array_equal(again.population, recent.population)


def test_figures_are_not_changed() -> None:
    before = {name: np.copy(getattr(FIGURES, name)) for name in ("population", "net_migration_rate", "mortality")}
    for variant in VARIANTS:
        project(FIGURES, variant)
    for name, array in before.items():
        assert np.array_equal(getattr(FIGURES, name), array)


def test_fit_is_reproducible() -> None:
    fitted: RegionFigures = demographic_rates.fit_published_projection(FIGURES)
    assert np.allclose(fitted.projection_migration_shift, FIGURES.projection_migration_shift, atol=2e-5)
    assert np.allclose(fitted.projection_mortality_factor, FIGURES.projection_mortality_factor, atol=2e-3)
    assert fitted.projection_fertility_factor == pytest.approx(FIGURES.projection_fertility_factor, abs=1e-3)
