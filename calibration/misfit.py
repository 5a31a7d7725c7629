"""How far a model is from published figures after fitting, so that the true one and wrong ones can be compared."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from calibration.fit import Wave, sample_fit, wave_of
from calibration.targets import Targets

Doubles = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Misfit:
    """Distance of a fitted model from the figures of one role.

    Attributes
    ----------
    figures : int
        Figures of the role.
    within : int
        Of those, within tolerance, as a mean over draws.
    undefined : int
        Of those, not defined because the model never counts what they are about; they count as misses.
    misfit : float
        Mean over defined figures of the absolute deviation in standard errors of the published figure.
    """

    figures: int
    within: int
    undefined: int
    misfit: float


def refit(points: Doubles, measured: Doubles, targets: Targets, draws: int, steps: int, seed: int) -> Doubles:
    """Fit a model to the figures that it can measure, from runs over everything that is plausible beforehand.

    Parameters
    ----------
    points : ndarray of float64, shape (point, parameter)
        In the unit cube.
    measured : ndarray of float64, shape (point, replication, target)
        Figures of every run; not-a-number where nothing was counted.
    targets : Targets
        Published figures.
    draws, steps, seed : int
        See :func:`calibration.posterior.sample_posterior`.

    Returns
    -------
    ndarray of float64, shape (draw, parameter)
        Points of the unit cube that fit.
    """
    defined = np.isfinite(measured).all(axis=(0, 1)) & (np.ptp(measured.mean(axis=1), axis=0) > 0.0)
    wave: Wave = wave_of(points, measured[..., defined])
    return sample_fit(wave, targets.select(defined), draws, steps, seed).points


def deviations_of(measured: Doubles, targets: Targets) -> Doubles:
    """Say for each figure how far the fitted model is from it.

    Parameters
    ----------
    measured : ndarray of float64, shape (draw, replication, target)
        What the model measures at its draws.
    targets : Targets
        Published figures.

    Returns
    -------
    ndarray of float64, shape (target,)
        The mean of the model less the published figure, in standard errors of the latter; not-a-number where the model
        never counts what the figure is about.
    """
    mean: Doubles = measured.mean(axis=(0, 1))
    standard_errors: Doubles = np.sqrt(np.diag(targets.covariance))
    return (mean - targets.published) / standard_errors


def misfit_of(measured: Doubles, targets: Targets, role: str) -> Misfit:
    """Say how far the fitted model is from the figures of a role.

    Parameters
    ----------
    measured : ndarray of float64, shape (draw, replication, target)
        What the model measures at its draws.
    targets : Targets
        Published figures.
    role : str
        ``fit`` or ``validate``.

    Returns
    -------
    Misfit
    """
    of_role = np.array([check.role == role for check in targets.checks])
    deviation = np.abs(measured.mean(axis=(0, 1)) - targets.published)
    tolerance = np.array([check.tolerance for check in targets.checks])
    defined = of_role & np.isfinite(deviation)
    return Misfit(
        figures=int(of_role.sum()),
        within=int((deviation[defined] <= tolerance[defined]).sum()),
        undefined=int((of_role & ~defined).sum()),
        misfit=float(np.abs(deviations_of(measured, targets)[defined]).mean()),
    )
