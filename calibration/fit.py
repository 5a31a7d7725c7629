"""The steps of a calibration, each a plain function of the runs so far."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from SALib.sample import latin

from agents.draws import Luck, uniforms
from calibration.emulator import Emulator
from calibration.posterior import Likelihood, Sample, sample_posterior
from calibration.priors import Priors
from calibration.targets import Targets

Doubles = npt.NDArray[np.float64]

_SPREAD = 1.5
"""How much farther than the draws of the first wave the second one reaches, so that its edges are known too."""

_HEAVIEST = 0.5
"""Weights are cut off at their mean times this power of their number (Ionides 2008, "Truncated importance sampling",
Journal of Computational and Graphical Statistics 17, 295-311)."""


@dataclass(frozen=True, eq=False)
class Wave:
    """Points at which the model was run, and a stand-in for the model made of them.

    Attributes
    ----------
    points : ndarray of float64, shape (point, parameter)
        In the unit cube.
    figures : ndarray of float64, shape (point, target)
        Mean over the replications of each point.
    luck : ndarray of float64, shape (target,)
        Variance of such a mean by luck alone.
    emulator : Emulator
        Foretells the figures of all targets.
    """

    points: Doubles
    figures: Doubles
    luck: Doubles
    emulator: Emulator


def first_points(priors: Priors, count: int, seed: int) -> Doubles:
    """Spread points evenly over everything that is plausible beforehand (a Latin hypercube).

    Returns
    -------
    ndarray of float64, shape (count, parameter)
        In the unit cube.
    """
    bounds = [[0.0, 1.0]] * len(priors.names)
    problem = {"num_vars": len(priors.names), "names": list(priors.names), "bounds": bounds}
    return np.asarray(latin.sample(problem, count, seed=seed % 2**31), dtype=np.float64)


def wave_of(points: Doubles, measured: Doubles, earlier: Wave | None = None) -> Wave:
    """Make a stand-in for the model of what was run.

    Parameters
    ----------
    points : ndarray of float64, shape (point, parameter)
        In the unit cube.
    measured : ndarray of float64, shape (point, replication, target)
        Figures of every run, of at least two replications.
    earlier : Wave, optional
        A wave over a wider space, from which the stand-in learns as well; how far off it is, is measured on this one.

    Returns
    -------
    Wave
    """
    figures = measured.mean(axis=1)
    luck = measured.var(axis=1, ddof=1).mean(axis=0) / measured.shape[1]
    if earlier is None:
        return Wave(points, figures, luck, Emulator(points, figures))
    all_points = np.concatenate([earlier.points, points])
    all_figures = np.concatenate([earlier.figures, figures])
    return Wave(points, figures, luck, Emulator(all_points, all_figures, judged=len(points)))


def errors_of(wave: Wave, targets: Targets) -> Doubles:
    """Return the covariance of published figures about what the emulator foretells.

    How uncertain the figures are, how far off the emulator is, and the luck of the lives that every point shares.
    """
    return np.asarray(targets.covariance + np.diag(wave.emulator.variance + wave.luck))


def sample_fit(wave: Wave, targets: Targets, draws: int, steps: int, seed: int) -> Sample:
    """Draw parameters that fit the figures with the role of fitting."""
    fitted = targets.fitted
    likelihood = Likelihood(targets.published[fitted], errors_of(wave, targets)[np.ix_(fitted, fitted)])

    def foretell(points: Doubles) -> Doubles:
        return wave.emulator(points)[:, fitted]

    return sample_posterior(foretell, likelihood, wave.points, draws, steps, seed)


def second_points(sample: Sample, seed: int) -> Doubles:
    """Spread points over what the first wave left, and somewhat beyond.

    Returns
    -------
    ndarray of float64, shape (draw, parameter)
        In the unit cube.
    """
    centre = sample.points.mean(axis=0)
    deviation = sample.points.std(axis=0)
    shape = sample.points.shape
    even = uniforms(Luck(seed, 0).key("second wave"), np.arange(sample.points.size, dtype=np.uint64)).reshape(shape)
    # A little noise on top keeps directions that the first wave thought known from collapsing.
    spread = centre + _SPREAD * (sample.points - centre) + deviation * (even - 0.5)
    return np.asarray(_folded(spread))


def _folded(points: Doubles) -> Doubles:
    """Fold what reaches beyond the unit cube back into it."""
    turned = np.mod(points, 2.0)
    return np.asarray(np.clip(np.minimum(turned, 2.0 - turned), 1e-6, 1.0 - 1e-6))


def weigh(sample: Sample, measured: Doubles, wave: Wave, targets: Targets) -> Doubles:
    """Weigh draws by how well the model itself fits at them, where the emulator proposed them.

    Parameters
    ----------
    sample : Sample
        Draws by the emulator.
    measured : ndarray of float64, shape (draw, replication, target)
        What the model measures at them.
    wave : Wave
        The emulator that proposed the draws.
    targets : Targets
        Published figures.

    Returns
    -------
    ndarray of float64, shape (draw,)
        Weights that add up to 1.
    """
    fitted = targets.fitted
    chosen = np.ix_(fitted, fitted)
    published = targets.published[fitted]
    foretold = Likelihood(published, errors_of(wave, targets)[chosen])(wave.emulator(sample.points)[:, fitted])
    own = (targets.covariance + np.diag(wave.luck))[chosen]
    found = Likelihood(published, own)(measured.mean(axis=1)[:, fitted])
    ratio = np.exp(found - foretold - np.max(found - foretold))
    limit = ratio.mean() * len(ratio) ** _HEAVIEST
    weights = np.minimum(ratio, limit)
    return np.asarray(weights / weights.sum())
