"""A sample tells what the whole tells: small scales agree with large ones within the statistical error."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pytest

from scenarios.build import build_market
from scenarios.setup import Setup
from simulation.indicators import SERIES

Numbers = npt.NDArray[np.float64]

MONTHS = 36
LEVELS = ("employed", "unemployed", "vacancies_open")
REPLICATIONS = {0.02: 12, 0.10: 6, 0.40: 2}
STANDARD_ERRORS = 3.0
SYSTEMATIC = [
    ("employed", 0.02, 0.10, 0.01),
    ("employed", 0.10, 0.40, 0.005),
    ("unemployed", 0.02, 0.10, 0.05),
    ("unemployed", 0.10, 0.40, 0.025),
    ("vacancies_open", 0.02, 0.10, 0.25),
    ("vacancies_open", 0.10, 0.40, 0.12),
]
"""Level, two scales, and the relative difference between them that is stated and allowed apart from chance.

Vacancies need it: where a sample has a handful of vacancies and searchers in an occupation and sub-region,
more of them pass each other by, so small scales overstate open vacancies.
"""


def levels(scale: float) -> Numbers:
    """Return the means over 2012-2014 for the province, shape (replications, levels)."""
    columns = [SERIES.index((name, "all")) for name in LEVELS]
    results = []
    for replication in range(REPLICATIONS[scale]):
        market = build_market(Setup(scale=scale, seed=2), replication)
        market.run_until(MONTHS)
        results.append(market.measurements.values[:, 5, columns].mean(axis=0))
    return np.array(results)


@pytest.fixture(scope="module")
def samples() -> dict[float, Numbers]:
    return {scale: levels(scale) for scale in REPLICATIONS}


@pytest.mark.parametrize(("name", "small", "large", "allowed"), SYSTEMATIC)
def test_scales_agree_within_the_stated_error(
    samples: dict[float, Numbers], name: str, small: float, large: float, allowed: float
) -> None:
    few, many = (samples[scale][:, LEVELS.index(name)] for scale in (small, large))
    # The variance of a mean over people is as the inverse of the scale; the many small runs measure it best.
    variance = few.var(ddof=1) * (1.0 / len(few) + small / large / len(many))
    chance = STANDARD_ERRORS * np.sqrt(variance) / many.mean()
    difference = few.mean() / many.mean() - 1.0
    verdict = f"{name} at {small} is {100 * difference:+.2f}% off {large}, {100 * chance:.2f}% by chance"
    assert abs(difference) < allowed + chance, verdict
    assert chance < max(0.05, allowed), f"{verdict}; too few runs to tell"
