"""Which values of the free parameters fit the published figures: draws from the posterior, and what they say.

The likelihood is normal. Its variance holds how uncertain the published figures are, how far off the emulator is, and
the luck of the runs. Draws come from an ensemble of walkers (Foreman-Mackey et al. 2013, "emcee: The MCMC Hammer",
PASP 125, 306-312) that move by differences between each other (ter Braak and Vrugt 2008, Statistics and Computing 18,
435-446), which suits some dozens of parameters.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import emcee
import numpy as np
import numpy.typing as npt
from scipy.linalg import cho_factor, cho_solve
from scipy.special import ndtr, ndtri

from agents.draws import Luck, uniforms

Doubles = npt.NDArray[np.float64]
Foretell = Callable[[Doubles], Doubles]

_WALKERS_PER_PARAMETER = 4
_BURNT = 0.4
"""Part of the steps in which the walkers find their way."""

_EDGE, _JITTER = 0.01, 0.1
"""Walkers start at least so far from the edges of the cube, and so far apart in standard deviations of the prior."""

_WORDS_OF_A_STATE = 624
"""Size of the state of the generator that the walkers use."""


class Likelihood:
    """How well foretold figures agree with published ones.

    Parameters
    ----------
    published : ndarray of float64, shape (figure,)
        Published figures.
    covariance : ndarray of float64, shape (figure, figure)
        Of all errors together.
    """

    def __init__(self, published: Doubles, covariance: Doubles) -> None:
        self._published = published
        self._factor = cho_factor(covariance)
        logarithm_of_determinant = 2.0 * np.log(np.diag(self._factor[0])).sum()
        self._constant = -0.5 * (logarithm_of_determinant + len(published) * np.log(2.0 * np.pi))

    def __call__(self, figures: Doubles) -> Doubles:
        """Return the logarithm of the likelihood.

        Parameters
        ----------
        figures : ndarray of float64, shape (point, figure)
            What the model measures.

        Returns
        -------
        ndarray of float64, shape (point,)
        """
        errors = figures - self._published
        solved = cho_solve(self._factor, errors.T).T
        return np.asarray(self._constant - 0.5 * np.sum(errors * solved, axis=1), dtype=np.float64)


@dataclass(frozen=True, eq=False)
class Sample:
    """Points of the posterior.

    Attributes
    ----------
    points : ndarray of float64, shape (draw, parameter)
        In the unit cube, equally likely and in no order: the first of them are a sample too.
    steps_between_independent : float
        Longest autocorrelation time of a parameter, in steps.
    steps : int
        Steps kept of each walker.
    accepted : float
        Share of proposals that were taken.
    """

    points: Doubles
    steps_between_independent: float
    steps: int
    accepted: float

    def first(self, draws: int) -> Sample:
        """Return the first draws."""
        return replace(self, points=self.points[:draws])


def sample_posterior(
    foretell: Foretell, likelihood: Likelihood, start: Doubles, draws: int, steps: int, seed: int
) -> Sample:
    """Draw from the posterior: even over the unit cube before, weighed by the likelihood after.

    Parameters
    ----------
    foretell : callable
        From points of the unit cube, shape (point, parameter), to figures, shape (point, figure).
    likelihood : Likelihood
        How well they agree with the published ones.
    start : ndarray of float64, shape (point, parameter)
        Points of the cube from which the walkers start; the best of them are taken.
    draws : int
        Draws to return, chosen by lot from all walkers and steps.
    steps : int
        Steps of each walker, at least 10.
    seed : int
        The same seed gives the same draws.

    Returns
    -------
    Sample
    """

    def logarithm(places: Doubles) -> Doubles:
        # Walkers live on a plane without edges: what is even over the cube is normal there.
        return np.asarray(likelihood(foretell(ndtr(places))) - 0.5 * np.sum(places**2, axis=1))

    dimensions = start.shape[1]
    walkers = _WALKERS_PER_PARAMETER * dimensions
    luck = Luck(seed, 0)
    jitter = ndtri(uniforms(luck.key("calibration start"), np.arange(walkers * dimensions, dtype=np.uint64)))
    places = ndtri(np.clip(start, _EDGE, 1.0 - _EDGE))
    best = places[np.argsort(-logarithm(places), kind="stable")]
    first = np.resize(best[: walkers // 2], (walkers, dimensions)) + _JITTER * jitter.reshape(walkers, dimensions)
    moves = emcee.moves.DEMove()
    ensemble: Any = emcee.EnsembleSampler(walkers, dimensions, logarithm, moves=moves, vectorize=True)
    words = uniforms(luck.key("calibration walk"), np.arange(_WORDS_OF_A_STATE, dtype=np.uint64)) * 2.0**32
    # The generator of the walkers starts from keyed numbers, so that they too follow from the seed alone.
    ensemble.random_state = ("MT19937", words.astype(np.uint32), _WORDS_OF_A_STATE, 0, 0.0)
    ensemble.run_mcmc(first, steps)
    chain: Doubles = ensemble.get_chain(discard=int(_BURNT * steps))
    with np.errstate(divide="ignore", invalid="ignore"):
        # A walker that never moved has no autocorrelation.
        times = np.nan_to_num(emcee.autocorr.integrated_time(chain, quiet=True, tol=0), nan=float(len(chain)))
    everywhere = chain.reshape(-1, dimensions)
    order = uniforms(luck.key("calibration draws"), np.arange(len(everywhere), dtype=np.uint64))
    chosen = np.argsort(order, kind="stable")[:draws]
    accepted = float(np.mean(ensemble.acceptance_fraction))
    return Sample(ndtr(everywhere[chosen]), float(np.max(times)), len(chain), accepted)
