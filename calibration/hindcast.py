"""Would the model have foreseen it? Its forecasts from past years beside three simple ones that anybody can make.

A forecaster at the end of a starting year knows the figures up to and including that year. From each start the model,
fitted on those figures alone, and three rivals look ahead; later observations say who was nearer. What lies behind a
model's forecast is the caller's duty: see :mod:`calibration.known_then` for a market built without later rates.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy.optimize import brentq
from scipy.special import ndtr, ndtri
from statsmodels.regression.linear_model import OLS
from statsmodels.tools import add_constant
from statsmodels.tsa.ar_model import AutoReg

from calibration.reading import PROVINCE
from simulation.calendar import FIRST_YEAR
from simulation.indicators import SERIES

Doubles = npt.NDArray[np.float64]

COVERAGE = 0.9
"""Share of observations that a forecast interval should hold."""

FEWEST_CHANGES = 3
"""Changes over the longest stretch looked ahead that must be known at a start: fewer tell nothing of their spread."""

MODEL, MODEL_FROM_LAST = "model", "model_from_last"
"""The model as it stands, and its change since the start added to the last observation, as forecasters use models."""

_TAIL = (1.0 - COVERAGE) / 2.0
_BEYOND = 8.0
"""Standard deviations from the outermost draw beyond which no quantile of interest lies."""


class Forecast(NamedTuple):
    """Forecasts for the years after a start: middle and ends of the interval, each of shape (years,)."""

    middle: Doubles
    lower: Doubles
    upper: Doubles


def naive(known: Doubles, years: int) -> Forecast:
    """Forecast that the last value stays; the interval is as wide as changes over so many years have been.

    Parameters
    ----------
    known : ndarray of float64, shape (n,)
        Yearly values up to the start.
    years : int
        Years to look ahead, fewer than ``n``.

    Returns
    -------
    Forecast
    """
    usual = [np.sqrt(np.mean((known[ahead:] - known[:-ahead]) ** 2)) for ahead in range(1, years + 1)]
    reach = ndtri(1.0 - _TAIL) * np.array(usual)
    middle = np.full(years, known[-1])
    return Forecast(middle, middle - reach, middle + reach)


def autoregression(known: Doubles, years: int) -> Forecast:
    """Forecast by a first-order autoregression with a constant, fitted to all known years; see :func:`naive`."""
    ahead = AutoReg(known, lags=1).fit().get_prediction(len(known), len(known) + years - 1)
    lower, upper = ahead.conf_int(alpha=1.0 - COVERAGE).T
    return Forecast(np.asarray(ahead.predicted_mean), lower, upper)


def trend(known: Doubles, years: int) -> Forecast:
    """Forecast by the straight line through all known years; see :func:`naive`."""
    time = add_constant(np.arange(len(known) + years, dtype=np.float64))
    ahead = OLS(known, time[: len(known)]).fit().get_prediction(time[len(known) :])
    lower, upper = ahead.conf_int(obs=True, alpha=1.0 - COVERAGE).T
    return Forecast(ahead.predicted_mean, lower, upper)


RIVALS: Mapping[str, Callable[[Doubles, int], Forecast]] = {"naive": naive, "ar1": autoregression, "trend": trend}
"""Simple forecasts that the model has to beat, by name."""


def model_forecast(draws: Doubles, sampling: float) -> Forecast:
    """Forecast by an ensemble of runs, each of which a survey will see with error.

    Parameters
    ----------
    draws : ndarray of float64, shape (draws, years)
        Rate in the years after the start, in per cent.
    sampling : float
        Standard deviation of the survey, in percentage points.

    Returns
    -------
    Forecast
        Mean, and quantiles of what would be observed: each draw with the error of the survey around it.
    """
    lower, upper = (np.array([_quantile(year, sampling, share) for year in draws.T]) for share in (_TAIL, 1.0 - _TAIL))
    return Forecast(draws.mean(axis=0), lower, upper)


def _quantile(draws: Doubles, sampling: float, share: float) -> float:
    """Return a quantile of an equal mixture of normal distributions around the draws."""
    if sampling == 0.0:
        return float(np.quantile(draws, share))
    margin = _BEYOND * sampling
    lowest, highest = draws.min() - margin, draws.max() + margin
    return float(brentq(lambda value: ndtr((value - draws) / sampling).mean() - share, lowest, highest))


def yearly_rates(values: npt.NDArray[np.floating], rate: str) -> Doubles:
    """Return the yearly means of one rate of the province.

    Parameters
    ----------
    values : ndarray, shape (draws, months, 6, series)
        Measured values from January 2012 on, whole years, series as in :data:`simulation.indicators.SERIES`.
    rate : str
        Name of the indicator.

    Returns
    -------
    ndarray of float64, shape (draws, years)
    """
    monthly = np.asarray(values[:, :, PROVINCE, SERIES.index((rate, "all"))], np.float64)
    yearly: Doubles = monthly.reshape(len(monthly), -1, 12).mean(axis=2)
    return yearly


def hindcast(
    observed: Mapping[str, Mapping[int, float]],
    ensembles: Mapping[str, Mapping[int, Doubles]],
    sampling: Mapping[str, float],
) -> pd.DataFrame:
    """Forecast observed rates from past years, by the model and by its rivals.

    Parameters
    ----------
    observed : mapping of str to mapping of int to float
        For each rate, the survey figure by year, in per cent and without gaps.
    ensembles : mapping of str to mapping of int to ndarray of float64, shape (draws, years)
        For each rate and starting year, what the model gives for 2012 and the following years, in per cent, fitted on
        figures up to and including the start alone.
    sampling : mapping of str to float
        For each rate, the standard deviation of the survey figure, in percentage points.

    Returns
    -------
    DataFrame
        One row per rate, start, method and year that is both observed and in the ensemble, with columns ``rate, start,
        horizon`` (years ahead), ``method, forecast, lower, upper, observed, error`` (forecast minus observed) and
        ``inside`` (whether the interval holds the observation).

    Raises
    ------
    ValueError
        If years are missing, too few are known at a start, or an ensemble does not hold it.
    """
    rows = [
        row
        for rate, by_start in ensembles.items()
        for start, draws in by_start.items()
        for row in _rows(rate, start, observed[rate], np.asarray(draws, np.float64), sampling[rate])
    ]
    return pd.DataFrame(rows).sort_values(["rate", "start", "horizon"], kind="stable", ignore_index=True)


def _rows(
    rate: str, start: int, observed: Mapping[int, float], draws: Doubles, sampling: float
) -> list[dict[str, object]]:
    """Compare all methods from one start for one rate."""
    here = start - FIRST_YEAR
    if not 0 <= here < draws.shape[1]:
        raise ValueError(f"The ensemble of {rate} does not hold {start}; run the model from {FIRST_YEAR} to beyond it.")
    last = min(max(observed), FIRST_YEAR + draws.shape[1] - 1)
    later = list(range(start + 1, last + 1))
    if not later:
        return []
    known = _known(rate, start, len(later), observed)
    ahead = draws[:, here + 1 : here + 1 + len(later)]
    since = known[-1] + ahead - draws[:, [here]]
    forecasts = {
        MODEL: model_forecast(ahead, sampling),
        # The last observation, to which the change is added, was seen with error as well.
        MODEL_FROM_LAST: model_forecast(since, float(np.hypot(sampling, sampling))),
    } | {name: rival(known, len(later)) for name, rival in RIVALS.items()}
    return [
        {
            "rate": rate,
            "start": start,
            "horizon": year - start,
            "method": method,
            "forecast": float(forecast.middle[step]),
            "lower": float(forecast.lower[step]),
            "upper": float(forecast.upper[step]),
            "observed": float(observed[year]),
            "error": float(forecast.middle[step] - observed[year]),
            "inside": bool(forecast.lower[step] <= observed[year] <= forecast.upper[step]),
        }
        for method, forecast in forecasts.items()
        for step, year in enumerate(later)
    ]


def _known(rate: str, start: int, ahead: int, observed: Mapping[int, float]) -> Doubles:
    """Return the figures up to a start, from the first year on, if they are enough to look so many years ahead."""
    years = range(min(observed), max(observed) + 1)
    missing = [str(year) for year in years if year not in observed]
    if missing:
        raise ValueError(f"The observed {rate} misses {', '.join(missing)}; give every year without gaps.")
    known = np.array([observed[year] for year in years if year <= start], np.float64)
    if len(known) < ahead + FEWEST_CHANGES:
        raise ValueError(
            f"To forecast {rate} {ahead} years ahead from {start}, {ahead + FEWEST_CHANGES} years up to then must be "
            f"known and {len(known)} are; start later or look less far ahead."
        )
    return known


def summary(table: pd.DataFrame, by: Sequence[str] = ("rate",)) -> pd.DataFrame:
    """Say how near each method came, where the model loses most first.

    Parameters
    ----------
    table : DataFrame
        As :func:`hindcast` returns it.
    by : sequence of str
        Columns whose values are summarised apart, for instance ``("rate", "horizon")``.

    Returns
    -------
    DataFrame
        One row per group and method with columns ``forecasts`` (number), ``mean_absolute_error,
        root_mean_square_error, bias`` (all in percentage points), ``coverage`` (share of observations inside the
        interval), ``relative_to_naive`` (mean absolute error over that of the naive forecast) and ``lost`` (mean
        absolute error of the model less that of the best rival; positive where the model loses, empty for rivals).
        Groups stand in the order of the worst loss, methods within a group in the order of their error.
    """
    groups = list(by)
    scores = (
        table.assign(absolute=table["error"].abs(), square=table["error"] ** 2)
        .groupby([*groups, "method"], sort=False)
        .agg(
            forecasts=("error", "size"),
            mean_absolute_error=("absolute", "mean"),
            root_mean_square_error=("square", lambda squares: float(np.sqrt(squares.mean()))),
            bias=("error", "mean"),
            coverage=("inside", "mean"),
        )
        .reset_index()
    )
    rivals = scores[scores["method"].isin(RIVALS)]
    best = rivals.groupby(groups)["mean_absolute_error"].min().rename("best")
    usual = rivals[rivals["method"] == "naive"].set_index(groups)["mean_absolute_error"].rename("naive")
    scores = scores.join(best, on=groups).join(usual, on=groups)
    scores["relative_to_naive"] = scores["mean_absolute_error"] / scores.pop("naive")
    lost = scores["mean_absolute_error"] - scores.pop("best")
    scores["lost"] = lost.where(~scores["method"].isin(RIVALS))
    worst = scores.groupby(groups)["lost"].transform("max")
    order = scores.assign(worst=-worst).sort_values(["worst", *groups, "mean_absolute_error"], kind="stable").index
    return scores.loc[order].reset_index(drop=True)
