"""Do intervals and chances mean what they say? Simulated effects with a known truth, verdicts beyond sampling error."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from numpy.random import Generator
from numpy.typing import NDArray

from experiments.intervals import Design, estimate, mean_by_draw, variance_shares
from experiments.statistics import paired_difference

Reals = NDArray[np.float64]

EXPERIMENTS = 40_000
MANY = 200_000


def product_of_uniforms(generator: Generator, shape: tuple[int, int], factors: int) -> Reals:
    """An effect that needs several things at once, each between nothing and its upper end: mean 1 / 2**factors."""
    return generator.random((factors, *shape)).prod(axis=0)


def often_nothing(generator: Generator, shape: tuple[int, int]) -> Reals:
    return generator.normal(1.0, 1.0, shape) * (generator.random(shape) < 2.0 / 3.0)


EFFECTS: dict[str, tuple[Callable[[Generator, tuple[int, int]], Reals], float]] = {
    "normal": (lambda generator, shape: generator.normal(3.0, 4.0, shape), 3.0),
    "one assumption and luck": (
        lambda generator, shape: product_of_uniforms(generator, shape, 1) + generator.normal(0.0, 0.2, shape),
        0.5,
    ),
    "two assumptions and luck": (
        lambda generator, shape: product_of_uniforms(generator, shape, 2) + generator.normal(0.0, 0.1, shape),
        0.25,
    ),
    "three assumptions": (lambda generator, shape: product_of_uniforms(generator, shape, 3), 0.125),
    "exponential": (lambda generator, shape: generator.exponential(1.0, shape), 1.0),
    "heavy tails": (lambda generator, shape: generator.standard_t(3, shape), 0.0),
    "a third of the replications exactly zero": (often_nothing, 2.0 / 3.0),
}


def coverage(lower: Reals, upper: Reals, truth: float | Reals) -> float:
    return float(np.mean((lower <= truth) & (truth <= upper)))


def doubt(covered: float, experiments: int) -> float:
    """Four standard errors: beyond them a verdict does not depend on the seed."""
    return 4.0 * float(np.sqrt(covered * (1.0 - covered) / experiments))


def is_within(covered: float, experiments: int = EXPERIMENTS) -> bool:
    margin = doubt(covered, experiments)
    return 0.93 + margin < covered < 0.97 - margin


@pytest.mark.parametrize("effect", EFFECTS)
def test_the_95_percent_interval_covers_the_truth(effect: str) -> None:
    draw, truth = EFFECTS[effect]
    generator = np.random.default_rng(20120101)
    shape = (16, MANY)
    reference = generator.normal(500.0, 30.0, shape)
    found = paired_difference(reference + draw(generator, shape), reference)
    assert is_within(coverage(found.lower, found.upper, truth), MANY)


def test_students_interval_alone_would_not_cover_skewed_effects() -> None:
    generator = np.random.default_rng(20120101)
    samples = product_of_uniforms(generator, (16, EXPERIMENTS), 3)
    half = 2.13145 * samples.std(axis=0, ddof=1) / 4.0
    covered = coverage(samples.mean(axis=0) - half, samples.mean(axis=0) + half, 0.125)
    assert covered < 0.93 - doubt(covered, EXPERIMENTS)


@pytest.mark.parametrize("draws", ["normal", "two assumptions and luck"])
def test_replications_that_share_a_draw_are_not_counted_twice(draws: str) -> None:
    draw, truth = EFFECTS[draws]
    generator = np.random.default_rng(11)
    assumed = draw(generator, (8, EXPERIMENTS))
    samples = np.repeat(assumed, 2, axis=0) + generator.normal(0.0, 0.5 * assumed.std(), (16, EXPERIMENTS))
    found, naive = estimate(samples, Design(2)), estimate(samples)
    assert is_within(coverage(found.lower, found.upper, truth))
    assert coverage(naive.lower, naive.upper, truth) < 0.90


@pytest.mark.parametrize("effect", ["normal", "two assumptions and luck"])
@pytest.mark.parametrize("share", [0.2, 0.8])
def test_the_share_of_assumptions_in_the_variance_is_found(effect: str, share: float) -> None:
    generator = np.random.default_rng(5)
    assumed = EFFECTS[effect][0](generator, (8, EXPERIMENTS))
    luck = generator.normal(0.0, assumed.std() * np.sqrt((1.0 - share) / share), (24, EXPERIMENTS))
    samples = np.repeat(assumed, 3, axis=0) + luck
    found = variance_shares(samples, Design(3))
    assert is_within(coverage(found.lower, found.upper, share))
    # The parts themselves are unbiased: mean square between draws minus within, over the number per draw.
    between = 3.0 * mean_by_draw(samples, Design(3)).var(axis=0, ddof=1)
    within = samples.reshape(8, 3, -1).var(axis=1, ddof=1).mean(axis=0)
    assert float(np.mean(between - within) / 3.0) == pytest.approx(float(assumed.var()), rel=0.02)
    assert np.nanmin(found.parameters) >= 0.0 and np.nanmax(found.parameters) <= 1.0


@pytest.mark.parametrize("replications", [2, 6, 16])
def test_a_wrong_sign_is_at_most_as_likely_as_it_says(replications: int) -> None:
    # Without a true difference the chance says p or less in at most 2p of the experiments.
    found = estimate(np.random.default_rng(7).normal(0.0, 1.0, (replications, EXPERIMENTS)))
    wrong = found.probability_wrong_sign
    assert float(wrong.max()) <= 0.5
    for level in (0.01, 0.05, 0.2):
        stated = float(np.mean(wrong <= level))
        assert stated < 2.0 * level + 4.0 * np.sqrt(2.0 * level / EXPERIMENTS)
        assert stated > level


def test_chance_of_a_wrong_sign_and_interval_agree() -> None:
    samples = product_of_uniforms(np.random.default_rng(9), (8, 4_000), 2) - 0.15
    found = estimate(samples)
    beyond = (found.lower > 0.0) | (found.upper < 0.0)
    np.testing.assert_array_equal(beyond, found.probability_wrong_sign < 0.025)
