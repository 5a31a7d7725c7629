"""Forecasts from past years: rivals on series with known answers, intervals, and nothing seen of what comes later."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd
import pytest

from calibration.hindcast import (
    COVERAGE,
    MODEL,
    MODEL_FROM_LAST,
    RIVALS,
    autoregression,
    hindcast,
    model_forecast,
    naive,
    summary,
    trend,
    yearly_rates,
)
from scenarios.build import region_figures
from simulation.indicators import SERIES

RATE = "unemployment_rate"
LAST = 2019
Doubles = npt.NDArray[np.float64]


def by_year(values: npt.ArrayLike) -> dict[int, float]:
    series = np.asarray(values, np.float64)
    return dict(zip(range(LAST + 1 - len(series), LAST + 1), series.tolist(), strict=True))


def constant_ensemble(value: float = 5.0, draws: int = 40, spread: float = 0.0) -> Doubles:
    return value + spread * np.linspace(-1.0, 1.0, draws)[:, None] + np.zeros((draws, 8))


def compared(
    observed: dict[int, float], starts: tuple[int, ...] = (2012, 2015), ensemble: Doubles | None = None
) -> pd.DataFrame:
    draws = constant_ensemble() if ensemble is None else ensemble
    return hindcast({RATE: observed}, {RATE: dict.fromkeys(starts, draws)}, {RATE: 0.2})


def score(table: pd.DataFrame, method: str, column: str = "mean_absolute_error") -> float:
    rows = summary(table)
    return float(rows.loc[rows["method"] == method, column].iloc[0])


def random_walk(seed: int, years: int) -> Doubles:
    return np.random.default_rng(seed).normal(size=years).cumsum()


def test_a_straight_line_is_foreseen_by_the_trend_without_error() -> None:
    table = compared(by_year(3.0 + 0.2 * np.arange(20)))
    assert score(table, "trend") == pytest.approx(0.0, abs=1e-9)
    assert score(table, "naive") > 0.5


def test_a_random_walk_is_foreseen_best_by_its_last_value() -> None:
    starts = tuple(range(2012, 2019))
    tables = [compared(by_year(random_walk(seed, 40)), starts) for seed in range(15)]
    errors = {name: np.mean([score(table, name) for table in tables]) for name in RIVALS}
    assert errors["naive"] == min(errors.values())


def test_a_series_that_falls_back_to_its_mean_is_foreseen_exactly_by_the_autoregression() -> None:
    series = [9.0]
    for _ in range(19):
        series.append(1.5 + 0.7 * series[-1])
    ahead = autoregression(np.array(series[:13]), 7).middle
    assert ahead == pytest.approx(series[13:])


def test_the_autoregression_recovers_its_coefficients_from_a_long_series() -> None:
    luck = np.random.default_rng(3).normal(size=4000)
    series = np.zeros(4000)
    for year in range(1, 4000):
        series[year] = 2.0 + 0.6 * series[year - 1] + luck[year]
    ahead = autoregression(series, 2)
    slope = (ahead.middle[1] - ahead.middle[0]) / (ahead.middle[0] - series[-1])
    assert slope == pytest.approx(0.6, abs=0.04)
    # One step has the variance of the luck, two steps that and 0.6 squared of it.
    widths = (ahead.upper - ahead.lower) / (2 * 1.645)
    assert widths == pytest.approx([1.0, np.sqrt(1.36)], abs=0.05)


def test_naive_interval_is_as_wide_as_past_changes() -> None:
    ahead = naive(np.array([0.0, 1.0, 0.0, 1.0, 0.0, 1.0]), 2)
    # One year ahead always moved by one; two years ahead never moved.
    assert ahead.middle.tolist() == [1.0, 1.0]
    assert ahead.upper - ahead.middle == pytest.approx([1.6449, 0.0], abs=1e-4)


@pytest.mark.parametrize("rival", [naive, autoregression])
def test_intervals_of_rivals_hold_about_nine_in_ten_in_their_own_world(rival) -> None:
    inside = []
    for seed in range(200):
        luck = np.random.default_rng(seed).normal(size=203)
        series = luck.cumsum()
        if rival is autoregression:
            series = np.zeros(203)
            for year in range(1, 203):
                series[year] = 0.5 * series[year - 1] + luck[year]
        ahead = rival(series[:200], 3)
        inside.append((ahead.lower <= series[200:]) & (series[200:] <= ahead.upper))
    assert np.mean(inside) == pytest.approx(COVERAGE, abs=0.03)


def test_interval_of_the_trend_holds_about_nine_in_ten_around_a_line() -> None:
    line = 0.1 * np.arange(23)
    inside = []
    for seed in range(200):
        series = line + np.random.default_rng(seed).normal(size=23)
        ahead = trend(series[:20], 3)
        inside.append((ahead.lower <= series[20:]) & (series[20:] <= ahead.upper))
    assert np.mean(inside) == pytest.approx(COVERAGE, abs=0.03)


def test_interval_of_the_model_adds_the_error_of_the_survey_to_the_draws() -> None:
    alike = np.full((50, 1), 5.0)
    exact, surveyed = model_forecast(alike, 0.0), model_forecast(alike, 0.5)
    assert exact.lower[0] == exact.upper[0] == 5.0
    assert surveyed.upper[0] - 5.0 == pytest.approx(1.6449 * 0.5, abs=1e-3)
    luck = np.random.default_rng(1).normal(5.0, 1.2, (20000, 1))
    both = model_forecast(luck, 0.5)
    assert both.upper[0] - both.lower[0] == pytest.approx(2 * 1.6449 * 1.3, rel=0.02)


def test_the_level_correction_takes_away_a_constant_error() -> None:
    observed = by_year(4.0 + np.sin(np.arange(20)))
    two_too_high = np.array([[observed[year] + 2.0 for year in range(2012, 2020)]] * 3)
    table = compared(observed, ensemble=two_too_high)
    assert score(table, MODEL, "bias") == pytest.approx(2.0)
    assert score(table, MODEL_FROM_LAST) == pytest.approx(0.0, abs=1e-9)


def test_coverage_counts_observations_inside() -> None:
    # Draws spread evenly over 4 to 6 and hardly any error of the survey: the interval is 4.1 to 5.9.
    observed = by_year([4.9, 5.1, 5.0] * 4 + [5.0] + [5.0, 5.5, 5.85, 6.5, 3.0, 4.2, 5.95])
    table = hindcast({RATE: observed}, {RATE: {2012: constant_ensemble(5.0, 2001, 1.0)}}, {RATE: 1e-6})
    of_model = table[table["method"] == MODEL]
    assert of_model["inside"].tolist() == [True, True, True, False, False, True, False]
    assert score(table, MODEL, "coverage") == pytest.approx(4 / 7)


@pytest.mark.parametrize("start", [2012, 2014, 2018])
def test_no_forecast_sees_what_was_observed_after_its_start(start: int) -> None:
    observed = by_year(random_walk(5, 20))
    otherwise = {year: value + (100.0 * year if year > start else 0.0) for year, value in observed.items()}
    columns = ["method", "horizon", "forecast", "lower", "upper"]
    seen, unseen = (compared(series, (start,)) for series in (observed, otherwise))
    pd.testing.assert_frame_equal(seen[columns], unseen[columns])
    assert (seen["observed"] != unseen["observed"]).all()


def test_rows_hold_every_start_horizon_and_method_once() -> None:
    table = compared(by_year(random_walk(2, 20)), (2012, 2013, 2017))
    assert not table.duplicated(["rate", "start", "horizon", "method"]).any()
    assert len(table) == (7 + 6 + 2) * 5
    assert table["error"].to_numpy() == pytest.approx((table["forecast"] - table["observed"]).to_numpy())
    assert (table["lower"] <= table["forecast"]).all()
    assert (table["forecast"] <= table["upper"]).all()


def test_losses_of_the_model_come_first() -> None:
    flat, rising = by_year(np.full(20, 5.0) + 0.01 * np.arange(20) ** 2 % 0.1), by_year(1.0 + 0.5 * np.arange(20))
    ensembles = {"employment_rate_20_64": {2014: constant_ensemble(5.0)}, RATE: {2014: constant_ensemble(5.0)}}
    observed = {"employment_rate_20_64": flat, RATE: rising}
    rows = summary(hindcast(observed, ensembles, {"employment_rate_20_64": 0.1, RATE: 0.1}))
    assert rows["rate"].tolist() == [RATE] * 5 + ["employment_rate_20_64"] * 5
    assert rows["lost"].isna().tolist() == rows["method"].isin(RIVALS).tolist()
    worst = rows[rows["rate"] == RATE].set_index("method")
    assert worst.loc[MODEL, "lost"] == pytest.approx(worst.loc[MODEL, "mean_absolute_error"], abs=1e-9)
    assert worst.loc["naive", "relative_to_naive"] == 1.0
    assert (rows["root_mean_square_error"] >= rows["mean_absolute_error"] - 1e-12).all()


def test_summary_by_horizon_compares_like_with_like() -> None:
    rows = summary(compared(by_year(random_walk(4, 20)), (2012, 2013)), by=("rate", "horizon"))
    assert rows.groupby("horizon")["forecasts"].nunique().eq(1).all()
    assert len(rows) == 7 * 5


def test_yearly_rates_are_means_of_months() -> None:
    values = np.zeros((2, 24, 6, len(SERIES)))
    values[:, :, 5, SERIES.index((RATE, "all"))] = np.arange(24) + np.array([[0.0], [100.0]])
    assert yearly_rates(values, RATE).tolist() == [[5.5, 17.5], [105.5, 117.5]]


def test_the_published_rates_can_be_forecast_from_2012_on() -> None:
    figures = region_figures("west_flanders")
    observed = {"employment_rate_20_64": figures.employment_rate, RATE: figures.unemployment_rate}
    ensembles = {rate: dict.fromkeys(range(2012, 2019), constant_ensemble()) for rate in observed}
    table = hindcast(observed, ensembles, dict.fromkeys(observed, 0.3))
    assert len(table) == 2 * 28 * 5
    assert np.isfinite(table[["forecast", "lower", "upper"]].to_numpy()).all()


def test_what_cannot_be_forecast_is_refused_with_advice() -> None:
    observed = by_year(random_walk(1, 20))
    with pytest.raises(ValueError, match="start later or look less far"):
        compared(by_year(random_walk(1, 14)), (2012,))
    with pytest.raises(ValueError, match="misses 2005"):
        compared({year: value for year, value in observed.items() if year != 2005})
    with pytest.raises(ValueError, match="does not hold 2011"):
        compared(observed, (2011,))
