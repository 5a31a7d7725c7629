"""A quick stand-in for the model: what a run would measure, foretold from its parameters.

A polynomial of the second degree in the free parameters for each figure, shrunk by ridge regression so that what the
runs do not tell stays small. How far it is off is measured on runs that it has not seen, each left out in turn.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
from sklearn.linear_model import RidgeCV
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import PolynomialFeatures, StandardScaler

Doubles = npt.NDArray[np.float64]

_DEGREE = 2
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

    Attributes
    ----------
    variance : ndarray of float64, shape (figure,)
        Mean square of the errors on runs left out, in the square of each figure's unit.
    explained : ndarray of float64, shape (figure,)
        Share of the variance over runs that is foretold, at most 1.
    """

    def __init__(self, points: Doubles, figures: Doubles) -> None:
        self._centre, self._spread = figures.mean(axis=0), np.maximum(figures.std(axis=0), 1e-12)
        regression = RidgeCV(alphas=_PENALTIES, alpha_per_target=True)
        self._pipeline: Any = make_pipeline(
            PolynomialFeatures(_DEGREE, include_bias=False), StandardScaler(), regression
        )
        self._pipeline.fit(_centred(points), (figures - self._centre) / self._spread)
        left = np.clip(-np.asarray(regression.best_score_), 0.0, None)
        self.variance: Doubles = left * self._spread**2
        self.explained: Doubles = 1.0 - left

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
        return np.asarray(self._centre + self._spread * self._pipeline.predict(_centred(points)), dtype=np.float64)


def _centred(points: Doubles) -> Doubles:
    """Lay the cube around zero, so that a square says something else than its root."""
    return 2.0 * points - 1.0
