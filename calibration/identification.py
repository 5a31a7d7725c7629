"""What the figures say of each parameter, and which parameters move which figures."""

from __future__ import annotations

import warnings

import numpy as np
import numpy.typing as npt
from SALib.analyze import rbd_fast

from calibration.recovery import CONFIDENCE

Doubles = npt.NDArray[np.float64]

AS_WIDE = 0.9
"""An interval at least this wide, relative to that of the prior, says nothing that was not known before."""


def weighted_quantiles(values: Doubles, weights: Doubles, shares: tuple[float, ...]) -> Doubles:
    """Return quantiles of weighted draws.

    Parameters
    ----------
    values : ndarray of float64, shape (draw, ...)
        Draws.
    weights : ndarray of float64, shape (draw,)
        Adding up to 1.
    shares : tuple of float
        Which quantiles, 0 to 1.

    Returns
    -------
    ndarray of float64, shape (len(shares), ...)
        Interpolated between the middles of the weights.
    """
    order = np.argsort(values, axis=0, kind="stable")
    ordered = np.take_along_axis(values, order, axis=0)
    weight = weights[order]
    middle = np.cumsum(weight, axis=0) - 0.5 * weight
    flat, places = ordered.reshape(len(values), -1), middle.reshape(len(values), -1)
    found = [[np.interp(share, places[:, k], flat[:, k]) for k in range(flat.shape[1])] for share in shares]
    return np.array(found).reshape(len(shares), *values.shape[1:])


def relative_width(cube: Doubles) -> Doubles:
    """Return the width of each parameter's 90% interval relative to that of the prior.

    Parameters
    ----------
    cube : ndarray of float64, shape (draw, parameter)
        Draws in the unit cube, where the prior is even; equally likely.

    Returns
    -------
    ndarray of float64, shape (parameter,)
        Above 0; about 1 where the figures do not identify the parameter.
    """
    tail = 0.5 - CONFIDENCE / 2.0
    lower, upper = np.quantile(cube, (tail, 1.0 - tail), axis=0)
    return np.asarray((upper - lower) / CONFIDENCE)


def screen(points: Doubles, figures: Doubles, seed: int) -> Doubles:
    """Tell which parameters move which figures over everything that is plausible beforehand.

    First-order indices by random balance designs, which take any even sample (Tissot and Prieur 2012, "Bias correction
    for the estimation of sensitivity indices based on random balance designs", Reliability Engineering and System
    Safety 107, 205-213).

    Parameters
    ----------
    points : ndarray of float64, shape (run, parameter)
        Points of the first wave, in the unit cube.
    figures : ndarray of float64, shape (run, figure)
        What was measured there.
    seed : int
        Seed of the library's bootstrap, whose intervals are not used.

    Returns
    -------
    ndarray of float64, shape (figure, parameter)
        Share of the variance of a figure that one parameter alone explains, 0 to 1.
    """
    names = [str(column) for column in range(points.shape[1])]
    problem = {"num_vars": len(names), "names": names, "bounds": [[0.0, 1.0]] * len(names)}
    indices = []
    for figure in figures.T:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", RuntimeWarning)
            found = rbd_fast.analyze(problem, points, figure, num_resamples=2, seed=seed % 2**31)["S1"]
        indices.append(np.clip(np.nan_to_num(np.asarray(found, dtype=np.float64)), 0.0, 1.0))
    return np.array(indices)
