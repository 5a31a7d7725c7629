"""Does the calibration find what is known? Runs with known parameters stand in for the published figures.

Each truth is run with luck of its own, errors like those of the published figures are added, and the calibration is
asked which parameters it were. Of its 90% intervals nine in ten should hold the truth (Cook, Gelman and Rubin 2006,
"Validation of software for Bayesian models using posterior quantiles", JCGS 15, 675-692).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.stats import norm

from agents.draws import Luck, uniforms
from calibration.posterior import Foretell, Likelihood, sample_posterior

Doubles = npt.NDArray[np.float64]

CONFIDENCE = 0.9
_DRAWS = 1000


@dataclass(frozen=True, eq=False)
class Recovery:
    """What the calibration said of runs whose parameters are known.

    Attributes
    ----------
    truths, lower, upper : ndarray of float64, shape (truth, parameter)
        Points of the unit cube, and 90% intervals.
    ranks : ndarray of float64, shape (truth, parameter)
        Share of the draws below the truth; even over 0 to 1 where the calibration is right.
    """

    truths: Doubles
    lower: Doubles
    upper: Doubles
    ranks: Doubles

    @property
    def inside(self) -> npt.NDArray[np.bool_]:
        """Whether the interval holds the truth, shape (truth, parameter)."""
        return (self.lower <= self.truths) & (self.truths <= self.upper)


def with_published_errors(figures: Doubles, covariance: Doubles, truth: int, seed: int) -> Doubles:
    """Return measured figures with errors like those of published ones.

    Parameters
    ----------
    figures : ndarray of float64, shape (figure,)
        What a run with known parameters measured.
    covariance : ndarray of float64, shape (figure, figure)
        Of the errors.
    truth : int
        Number of the truth; each has errors of its own.
    seed : int
        The same seed gives the same errors.

    Returns
    -------
    ndarray of float64, shape (figure,)
    """
    keys = Luck(seed, truth).key("published errors")
    errors = norm.ppf(uniforms(keys, np.arange(len(figures), dtype=np.uint64)))
    return np.asarray(figures + np.linalg.cholesky(covariance) @ errors)


def recover(
    foretell: Foretell, figures: Doubles, covariance: Doubles, start: Doubles, steps: int, seed: int
) -> tuple[Doubles, Doubles, Doubles]:
    """Ask the calibration which parameters gave some figures.

    Parameters
    ----------
    foretell : callable
        See :func:`calibration.posterior.sample_posterior`.
    figures : ndarray of float64, shape (figure,)
        Figures with errors.
    covariance : ndarray of float64, shape (figure, figure)
        Of all errors together, those of the emulator included.
    start : ndarray of float64, shape (point, parameter)
        Where the walkers may start.
    steps : int
        Steps of each walker.
    seed : int
        Seed of the walkers.

    Returns
    -------
    lower, upper : ndarray of float64, shape (parameter,)
        90% intervals in the unit cube.
    draws : ndarray of float64, shape (draw, parameter)
    """
    likelihood = Likelihood(figures, covariance)
    draws = sample_posterior(foretell, likelihood, start, _DRAWS, steps, seed).points
    lower, upper = np.quantile(draws, [0.5 - CONFIDENCE / 2.0, 0.5 + CONFIDENCE / 2.0], axis=0)
    return lower, upper, draws


def judge(truths: Doubles, lower: Doubles, upper: Doubles, draws: Doubles) -> Recovery:
    """Lay truths beside what the calibration said of them; draws have shape (truth, draw, parameter)."""
    return Recovery(truths, lower, upper, np.asarray((draws < truths[:, None, :]).mean(axis=1)))
