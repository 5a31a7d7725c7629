"""Keyed luck: pure, inside (0, 1), uniform, independent, and the same compiled as interpreted.

The statistical checks use fixed keys, so their verdicts never change by chance. Together they may reject a
perfect source with a probability of one in a hundred: each fails below ``BUDGET / CHECKS``.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

import agents
from agents.draws import Key, Luck, gumbel_pair, mix, uniform, uniform_pair, uniforms

Numbers = npt.NDArray[np.float64]

BUDGET = 0.01
CHECKS = 50
MASK = 2**64 - 1
MULTIPLIERS = (0xBF58476D1CE4E5B9, 0x94D049BB133111EB)
MANY = 200_000

words = st.integers(min_value=0, max_value=MASK)
keys = st.builds(lambda first, second: Key(np.uint64(first), np.uint64(second)), words, words)


def verdict(p_value: float) -> str:
    """Judge one check within the error budget of this file."""
    return "pass" if p_value >= BUDGET / CHECKS else "fail"


def identities(count: int, start: int = 0) -> npt.NDArray[np.uint64]:
    """Return consecutive identities, the hardest input for a mixer."""
    return np.arange(start, start + count, dtype=np.uint64)


def pairs(key: Key, first: npt.NDArray[np.uint64], second: npt.NDArray[np.uint64]) -> Numbers:
    """Draw the numbers of many pairs."""
    with np.errstate(over="ignore"):
        return np.array([uniform_pair(key, one, other) for one, other in zip(first, second, strict=True)])


def uniformity(sample: Numbers) -> float:
    """Return the smaller p-value of Kolmogorov-Smirnov and of chi-square in 256 bins, taken twice."""
    counts = np.bincount((sample * 256).astype(int), minlength=256)
    return float(min(1.0, 2 * min(stats.kstest(sample, "uniform").pvalue, stats.chisquare(counts).pvalue)))


def independence(one: Numbers, other: Numbers) -> float:
    """Return the smaller p-value of chi-square on a 16 by 16 grid and of the correlation, taken twice."""
    grid, _, _ = np.histogram2d(one, other, bins=16, range=((0, 1), (0, 1)))
    return float(min(1.0, 2 * min(stats.chisquare(grid.ravel()).pvalue, stats.pearsonr(one, other).pvalue)))


def unmix(word: int) -> int:
    """Undo :func:`agents.draws.mix`."""

    def unshift(value: int, shift: int) -> int:
        result = value
        for _ in range(64 // shift + 1):
            result = value ^ (result >> shift)
        return result

    word = unshift(word, 31)
    word = unshift(word * pow(MULTIPLIERS[1], -1, 2**64) & MASK, 27)
    return unshift(word * pow(MULTIPLIERS[0], -1, 2**64) & MASK, 30)


def identity_with_word(key: Key, word: int) -> np.uint64:
    """Find the identity whose last scrambled word under a key is the given one."""
    return np.uint64((unmix(unmix(word) ^ int(key.second)) - int(key.first)) & MASK)


class TestPureFunction:
    """A number depends on the key and the identity, and on nothing else."""

    INTERPRET = """
import json, sys
import numpy as np
from agents.compiled import compilation_is_on
from agents.draws import Luck, gumbel_pair, uniform, uniform_pair
key = Luck(7, 3).key("oracle", 120)
with np.errstate(over="ignore"):
    who = [np.uint64(word) for word in json.load(sys.stdin)]
    print(json.dumps({
        "compiled": compilation_is_on(),
        "uniform": [float(uniform(key, one)).hex() for one in who],
        "uniform_pair": [float(uniform_pair(key, one, two)).hex() for one, two in zip(who, who[::-1])],
        "gumbel_pair": [float(gumbel_pair(key, one, two)).hex() for one, two in zip(who, who[::-1])],
    }))
"""

    def test_compiled_equals_interpreted(self) -> None:
        random = np.random.default_rng(1)
        who = [*range(200), *(int(word) for word in random.integers(0, MASK, 298, np.uint64)), 0, MASK]
        root = Path(agents.__file__).resolve().parent.parent
        results = []
        for disabled in ("0", "1"):
            finished = subprocess.run(
                [sys.executable, "-c", self.INTERPRET],
                input=json.dumps(who),
                env={**os.environ, "NUMBA_DISABLE_JIT": disabled},
                cwd=root,
                capture_output=True,
                text=True,
                check=True,
            )
            results.append(json.loads(finished.stdout))
        compiled, interpreted = results
        assert compiled.pop("compiled") is True
        assert interpreted.pop("compiled") is False
        assert len(compiled["uniform"]) == 500
        assert compiled == interpreted

    @given(keys, st.lists(words, min_size=1, max_size=20))
    @settings(max_examples=50, deadline=None)
    def test_array_equals_one_by_one(self, key: Key, who: list[int]) -> None:
        with np.errstate(over="ignore"):
            one_by_one = [uniform(key, np.uint64(word)) for word in who]
        assert uniforms(key, np.array(who, np.uint64)).tolist() == one_by_one

    @given(keys, st.permutations(range(30)))
    @settings(max_examples=30, deadline=None)
    def test_order_of_rows_does_not_matter(self, key: Key, order: list[int]) -> None:
        who = identities(30, start=990)
        assert uniforms(key, who[order]).tolist() == uniforms(key, who)[order].tolist()

    def test_mixer_is_the_finalizer_of_splitmix64(self) -> None:
        # First outputs of SplitMix64 with state 0: the finalizer of one and of two golden gammas.
        gamma = 0x9E3779B97F4A7C15
        with np.errstate(over="ignore"):
            assert int(mix(np.uint64(gamma))) == 0xE220A8397B1DCDAF
            assert int(mix(np.uint64(2 * gamma & MASK))) == 0x6E789E6AA1B965F4

    @given(words)
    @settings(max_examples=100, deadline=None)
    def test_mixer_loses_nothing(self, word: int) -> None:
        with np.errstate(over="ignore"):
            assert unmix(int(mix(np.uint64(word)))) == word

    def test_order_within_a_pair_matters(self) -> None:
        key = Luck(1, 0).key("meeting")
        one, other = np.uint64(3), np.uint64(4)
        with np.errstate(over="ignore"):
            assert uniform_pair(key, one, other) != uniform_pair(key, other, one)


class TestInside:
    """Every number lies strictly between 0 and 1, whatever the identity."""

    @given(keys, words)
    @settings(max_examples=200, deadline=None)
    def test_strictly_inside(self, key: Key, word: int) -> None:
        for identity in (0, MASK, word):
            assert 0.0 < uniforms(key, np.array([identity], np.uint64))[0] < 1.0

    @pytest.mark.parametrize("word", [0, 1, 2**11 - 1, MASK, MASK - 1, MASK - 2**11, 2**63, 2**63 - 1])
    def test_strictly_inside_at_the_extreme_words(self, word: int) -> None:
        key = Luck(2012, 0).key("extreme")
        identity = identity_with_word(key, word)
        with np.errstate(over="ignore"):
            number = uniform(key, identity)
        assert 0.0 < number < 1.0
        assert number == uniforms(key, np.array([identity]))[0]
        assert number == pytest.approx(word / 2**64, abs=2.0**-52)

    def test_tastes_are_finite_at_the_extreme_words(self) -> None:
        key = Luck(2012, 0).key("extreme")
        for word in (0, MASK):
            inner = np.uint64(unmix(word))
            with np.errstate(over="ignore"):
                identity = np.uint64((unmix(unmix(int(inner)) ^ int(key.second)) - int(key.first)) & MASK)
                taste = gumbel_pair(key, identity, np.uint64(0))
            assert np.isfinite(taste)
            assert -4.0 < taste < 38.0


class TestKeys:
    """Each of seed, replication, decision and month gives another key."""

    def test_every_component_matters(self) -> None:
        produced = {
            tuple(Luck(seed, replication).key(name, month))
            for seed in (0, 1, 2, 2**63)
            for replication in (0, 1, 2, 1000)
            for name in ("", "a", "b", "retirement", "retirement2")
            for month in (0, 1, 2, 347)
        }
        assert len(produced) == 4 * 4 * 5 * 4

    @given(words, st.integers(0, 10**6), st.text(max_size=12), st.integers(0, 500))
    @settings(max_examples=100, deadline=None)
    def test_same_question_same_key(self, seed: int, replication: int, name: str, month: int) -> None:
        luck = Luck(seed, replication)
        first = luck.key(name, month)
        luck.key("another decision", month + 1)
        assert luck.key(name, month) == first == Luck(seed, replication).key(name, month)
        assert Luck(seed, replication + 1).key(name, month) != first
        assert luck.key(name, month + 1) != first
        assert luck.key(name + "x", month) != first

    def test_key_words_are_64_bits(self) -> None:
        key = Luck(2**70, 5).key("large seed")
        assert key.first.dtype == key.second.dtype == np.uint64


class TestUniform:
    """Numbers are uniform over identities, months, replications and decisions."""

    @pytest.mark.parametrize("start", [0, 2**32, 2**63, MASK - MANY])
    def test_over_consecutive_identities(self, start: int) -> None:
        assert verdict(uniformity(uniforms(Luck(1, 0).key("uniform"), identities(MANY, start)))) == "pass"

    def test_over_identities_that_share_low_bits(self) -> None:
        who = identities(MANY) << np.uint64(40)
        assert verdict(uniformity(uniforms(Luck(1, 0).key("high bits"), who))) == "pass"

    def test_over_months_of_one_person(self) -> None:
        luck, who = Luck(1, 0), np.array([12345], np.uint64)
        sample = np.array([uniforms(luck.key("month", month), who)[0] for month in range(20_000)])
        assert verdict(uniformity(sample)) == "pass"

    def test_over_replications_of_one_person(self) -> None:
        who = np.array([12345], np.uint64)
        sample = np.array([uniforms(Luck(1, number).key("one"), who)[0] for number in range(20_000)])
        assert verdict(uniformity(sample)) == "pass"

    def test_over_pairs(self) -> None:
        first, second = np.divmod(identities(40_000), np.uint64(200))
        assert verdict(uniformity(pairs(Luck(1, 0).key("pair"), first, second))) == "pass"

    def test_tastes_follow_the_gumbel_distribution(self) -> None:
        key = Luck(1, 0).key("taste")
        first, second = np.divmod(identities(40_000), np.uint64(200))
        with np.errstate(over="ignore"):
            tastes = [gumbel_pair(key, one, other) for one, other in zip(first, second, strict=True)]
        assert verdict(stats.kstest(tastes, "gumbel_r").pvalue) == "pass"


class TestIndependent:
    """Numbers of neighbours tell nothing about each other."""

    def test_adjacent_identities(self) -> None:
        sample = uniforms(Luck(2, 0).key("neighbours"), identities(MANY + 1))
        assert verdict(independence(sample[:-1], sample[1:])) == "pass"

    @pytest.mark.parametrize("bit", [1, 8, 20, 33, 47, 63])
    def test_identities_that_differ_in_one_bit(self, bit: int) -> None:
        key, who = Luck(2, 0).key("one bit"), identities(MANY)
        flipped = who ^ (np.uint64(1) << np.uint64(bit))
        lower = who < flipped
        assert verdict(independence(uniforms(key, who[lower]), uniforms(key, flipped[lower]))) == "pass"

    @pytest.mark.parametrize(
        ("one", "other"),
        [
            (Luck(2, 0).key("decision", 10), Luck(2, 0).key("decision", 11)),
            (Luck(2, 0).key("decision", 10), Luck(2, 0).key("decision", 22)),
            (Luck(2, 0).key("decision", 10), Luck(2, 1).key("decision", 10)),
            (Luck(2, 0).key("decision", 10), Luck(3, 0).key("decision", 10)),
            (Luck(2, 0).key("hire", 10), Luck(2, 0).key("quit", 10)),
            (Luck(0, 1).key("decision", 10), Luck(1, 0).key("decision", 10)),
        ],
        ids=["next month", "next year", "next replication", "next seed", "other decision", "swapped"],
    )
    def test_adjacent_keys(self, one: Key, other: Key) -> None:
        who = identities(MANY)
        assert verdict(independence(uniforms(one, who), uniforms(other, who))) == "pass"

    def test_order_of_a_pair(self) -> None:
        key = Luck(2, 0).key("pair order")
        one, other = np.triu_indices(250, k=1)
        first, second = one.astype(np.uint64), other.astype(np.uint64)
        assert verdict(independence(pairs(key, first, second), pairs(key, second, first))) == "pass"

    def test_adjacent_partners(self) -> None:
        key = Luck(2, 0).key("partners")
        first, second = np.divmod(identities(30_000), np.uint64(150))
        next_partner = pairs(key, first, second + np.uint64(1))
        assert verdict(independence(pairs(key, first, second), next_partner)) == "pass"

    def test_a_pair_and_its_person(self) -> None:
        key, who = Luck(2, 0).key("alone or together"), identities(30_000)
        together = pairs(key, who, np.zeros_like(who))
        assert verdict(independence(uniforms(key, who), together)) == "pass"

    @pytest.mark.parametrize("decision", ["avalanche", "another"])
    def test_one_flipped_bit_flips_half_the_bits(self, decision: str) -> None:
        key, who = Luck(2, 0).key(decision), identities(4_000, start=10**6)

        def bits(numbers: Numbers) -> npt.NDArray[np.bool_]:
            top = (numbers * 2.0**52).astype(np.uint64)
            return (top[:, None] >> np.arange(52, dtype=np.uint64)) & np.uint64(1) == 1

        before = bits(uniforms(key, who))
        shares = np.array(
            [(bits(uniforms(key, who ^ (np.uint64(1) << np.uint64(bit)))) ^ before).mean(0) for bit in range(64)]
        )
        # 64 x 52 shares of 4,000 flips: the largest of so many deviations stays below five standard errors.
        assert np.abs(shares - 0.5).max() < 5 * 0.5 / np.sqrt(len(who))
        assert abs(shares.mean() - 0.5) < 0.002


class TestPhiloxTwin:
    """A well-known generator with a counter gives the same statistics."""

    @staticmethod
    def keyed(replication: int, month: int, count: int) -> Numbers:
        return uniforms(Luck(3, replication).key("twin", month), identities(count))

    @staticmethod
    def philox(replication: int, month: int, count: int) -> Numbers:
        return np.random.Generator(np.random.Philox(key=[replication, month])).random(count)

    @pytest.mark.parametrize("source", [keyed, philox], ids=["keyed", "philox"])
    def test_mean_variance_and_serial_correlation(self, source: Callable[[int, int, int], Numbers]) -> None:
        sample = source(0, 0, MANY)
        mean_deviations = (sample.mean() - 0.5) / np.sqrt(1 / 12 / MANY)
        variance_deviations = (sample.var() - 1 / 12) / np.sqrt(1 / 180 / MANY)
        assert verdict(2 * stats.norm.sf(abs(mean_deviations))) == "pass"
        assert verdict(2 * stats.norm.sf(abs(variance_deviations))) == "pass"
        for lag in (1, 2, 64):
            assert verdict(stats.pearsonr(sample[:-lag], sample[lag:]).pvalue) == "pass"

    def test_same_distribution(self) -> None:
        assert verdict(stats.ks_2samp(self.keyed(0, 0, MANY), self.philox(0, 0, MANY)).pvalue) == "pass"

    def test_same_small_process(self) -> None:
        people, months, replications = 2_000, 48, 60
        lose, find = 0.02, 0.1

        def out_of_work(source: Callable[[int, int, int], Numbers]) -> npt.NDArray[np.int64]:
            counts = []
            for replication in range(replications):
                working = np.ones(people, bool)
                for month in range(months):
                    luck = source(replication, month, people)
                    working = np.where(working, luck >= lose, luck < find)
                counts.append(people - working.sum())
            return np.array(counts)

        expected = lose / (lose + find) * (1 - (1 - lose - find) ** months)
        spread = np.sqrt(people * expected * (1 - expected))
        counts = [out_of_work(source) for source in (self.keyed, self.philox)]
        for sample in counts:
            deviations = (sample.mean() - people * expected) / (spread / np.sqrt(replications))
            assert verdict(2 * stats.norm.sf(abs(deviations))) == "pass"
            ratio = (replications - 1) * sample.var(ddof=1) / spread**2
            tail = stats.chi2.cdf(ratio, replications - 1)
            assert verdict(2 * min(tail, 1 - tail)) == "pass"
        assert verdict(stats.ks_2samp(*counts).pvalue) == "pass"
