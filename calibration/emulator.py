"""A quick stand-in for the model: what a run would measure, foretold from its parameters.

A polynomial of the second degree in the free parameters for each figure, shrunk by ridge regression so that what the
runs do not tell stays small. How far it is off is measured on runs that it has not seen, each left out in turn.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from sklearn.linear_model import RidgeCV
from sklearn.preprocessing import StandardScaler

Doubles = npt.NDArray[np.float64]

_BEND = 0.1
"""Size of curves and of parameters working together, relative to that of slopes, before any run was seen (assumption;
from 0.05 to 0.2 foretells unseen runs about equally well, 1 much worse)."""

_PENALTIES = np.logspace(-2, 4, 13)
"""Strengths of shrinkage that are tried; each figure takes the one that foretells unseen runs best."""


class Emulator:
    """Foretells figures of a run from points of the unit cube of the free parameters.

    Parameters
    ----------
    points : ndarray of float64, shape (run, parameter)
        Where the model was run, in the unit cube.
    figures : ndarray of float64, shape (run, figure)
        What was measured there.
    judged : int, optional
        How many of the last runs the errors are measured on; all of them without.

    Attributes
    ----------
    covariance : ndarray of float64, shape (figure, figure)
        Of the errors on runs left out, in the products of the figures' units: figures are mistaken together.
    explained : ndarray of float64, shape (figure,)
        Share of the variance over the judged runs that is foretold, at most 1.
    """

    def __init__(self, points: Doubles, figures: Doubles, judged: int | None = None) -> None:
        centre, spread = figures.mean(axis=0), np.maximum(figures.std(axis=0), 1e-12)
        scaler = StandardScaler()
        terms = _terms(points)
        size = np.where(np.arange(terms.shape[1]) < points.shape[1], 1.0, _BEND)
        regression = RidgeCV(alphas=_PENALTIES, alpha_per_target=True, store_cv_results=True)
        regression.fit(size * scaler.fit_transform(terms), (figures - centre) / spread)
        # One product foretells all figures: the scales are worked into the coefficients.
        self._slopes: Doubles = (regression.coef_ * size / scaler.scale_).T * spread
        self._level: Doubles = centre + regression.intercept_ * spread - scaler.mean_ @ self._slopes
        chosen = np.searchsorted(_PENALTIES, regression.alpha_)
        last = slice(-(judged or len(points)), None)
        squares = regression.cv_results_[last, np.arange(len(chosen)), chosen]
        deviation = np.sqrt(squares.mean(axis=0)) * spread
        together = np.asarray(np.corrcoef((figures - self(points))[last], rowvar=False), np.float64)
        self.covariance: Doubles = together * np.outer(deviation, deviation)
        usual = np.maximum(figures[last].var(axis=0), 1e-24)
        self.explained: Doubles = 1.0 - deviation**2 / usual

    def __call__(self, points: Doubles) -> Doubles:
        """Foretell the figures at some points.

        Parameters
        ----------
        points : ndarray of float64, shape (point, parameter)
            Points of the unit cube.

        Returns
        -------
        ndarray of float64, shape (point, figure)
        """
        return np.asarray(self._level + _terms(points) @ self._slopes, dtype=np.float64)


def _terms(points: Doubles) -> Doubles:
    """Return every coordinate and every product of two, around the middle of the cube."""
    around = 2.0 * points - 1.0
    first, second = np.triu_indices(points.shape[1])
    return np.concatenate([around, around[:, first] * around[:, second]], axis=1)
