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
    luck : ndarray of float64, shape (target, target)
        Covariance of such means by luck alone.
    emulator : Emulator
        Foretells the figures of all targets.
    earlier : Wave or None
        The wave over a wider space that the emulator learned from as well.
    """

    points: Doubles
    figures: Doubles
    luck: Doubles
    emulator: Emulator
    earlier: Wave | None = None


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
    replications = measured.shape[1]
    apart = (measured - figures[:, None]).reshape(-1, figures.shape[1])
    luck = apart.T @ apart / (len(figures) * (replications - 1)) / replications
    all_points, all_figures, wider = [points], [figures], earlier
    while wider is not None:
        all_points.insert(0, wider.points)
        all_figures.insert(0, wider.figures)
        wider = wider.earlier
    emulator = Emulator(np.concatenate(all_points), np.concatenate(all_figures), judged=len(points))
    return Wave(points, figures, luck, emulator, earlier)


def errors_of(wave: Wave, targets: Targets) -> Doubles:
    """Return the covariance of published figures about what the emulator foretells.

    How uncertain the figures are, how far off the emulator is, and the luck of the lives that every point shares.
    """
    return np.asarray(targets.covariance + wave.emulator.covariance + wave.luck)


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


def weigh(sample: Sample, proposed: Wave, learned: Wave, targets: Targets) -> Doubles:
    """Weigh draws by how well they fit in the eyes of an emulator that has learned from the draws themselves.

    What the model measures at a single draw holds luck, which would be taken for fit; an emulator looks through it.

    Parameters
    ----------
    sample : Sample
        Draws.
    proposed : Wave
        The wave whose emulator proposed the draws.
    learned : Wave
        The wave made of the runs at the draws.
    targets : Targets
        Published figures.

    Returns
    -------
    ndarray of float64, shape (draw,)
        Weights that add up to 1.
    """
    found, foretold = (_fit(wave, sample.points, targets) for wave in (learned, proposed))
    ratio = np.exp(found - foretold - np.max(found - foretold))
    limit = ratio.mean() * len(ratio) ** _HEAVIEST
    weights = np.minimum(ratio, limit)
    return np.asarray(weights / weights.sum())


def _fit(wave: Wave, points: Doubles, targets: Targets) -> Doubles:
    """Return the logarithm of the likelihood of some points in the eyes of the emulator of a wave."""
    fitted = targets.fitted
    likelihood = Likelihood(targets.published[fitted], errors_of(wave, targets)[np.ix_(fitted, fitted)])
    return likelihood(wave.emulator(points)[:, fitted])
