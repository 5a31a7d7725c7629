"""The sweep finds the indices that are known for functions of Ishigami and Sobol, and tells chance from influence."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from SALib.analyze import pawn
from support.sweep_functions import ISHIGAMI_FIRST, ISHIGAMI_TOTAL, asked, function_model, g_shares, ishigami, threads

import experiments.sweep.command
from experiments.sweep.analysis import analyse, distances, stirred_effects
from experiments.sweep.command import sweep
from experiments.sweep.design import make_design
from experiments.sweep.factors import Factor
from experiments.sweep.outcomes import Outcome, best_shares, make_outcomes, noise_of


@pytest.fixture(autouse=True)
def _no_report(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(experiments.sweep.command, "process_engine", threads)
    monkeypatch.setattr("experiments.sweep.finish.build_sweep_report", lambda *args, **kwargs: None)


def indices(folder: Path, function: str, *words: str) -> pd.DataFrame:
    """Run a sweep over a function and return its indices, a column each."""
    directory = sweep(asked(f"output={folder / function}", *words), function_model(function))
    return pd.read_csv(directory / "indices.csv").pivot(index="factor", columns="index", values="value")


@pytest.mark.parametrize("method", ["sobol", "fast"])
def test_shares_of_variance_are_the_analytic_ones_of_ishigami(method: str, tmp_path: Path) -> None:
    samples = {"sobol": 512, "fast": 257}[method]
    found = indices(tmp_path, "ishigami", f"method={method}", f"samples={samples}")
    np.testing.assert_allclose(found["first"], ISHIGAMI_FIRST, atol=0.05)
    np.testing.assert_allclose(found["total"], ISHIGAMI_TOTAL, atol=0.05)


def test_shares_of_variance_are_the_analytic_ones_of_the_g_function(tmp_path: Path) -> None:
    found = indices(tmp_path, "g_function", "method=sobol", "samples=1024")
    first, total = g_shares()
    np.testing.assert_allclose(found["first"], first, atol=0.05)
    np.testing.assert_allclose(found["total"], total, atol=0.05)


def test_elementary_effects_put_the_factors_of_the_g_function_in_order(tmp_path: Path) -> None:
    found = indices(tmp_path, "g_function", "samples=50")
    assert list(found["mu_star"].sort_values(ascending=False).index) == ["x1", "x2", "x3", "x4", "x5"]
    # The outermost levels lie at the same height, so that the mean of the effects with their sign is nothing.
    assert abs(found.loc["x1", "mu"]) < 0.3 * found.loc["x1", "mu_star"]


def test_distances_between_distributions_put_the_factors_of_the_g_function_in_order(tmp_path: Path) -> None:
    found = indices(tmp_path, "g_function", "method=pawn", "samples=600")
    assert list(found["median"].sort_values(ascending=False).index[:2]) == ["x1", "x2"]
    by_chance = pd.read_csv(tmp_path / "g_function" / "indices.csv")["by_chance"].max()
    assert found.loc["x5", "median"] < by_chance < found.loc["x1", "median"]


def test_distances_are_those_of_salib() -> None:
    generator = np.random.default_rng(2)
    values, outcome = generator.random((90, 2)), generator.normal(size=90)
    problem = {"num_vars": 2, "names": ["a", "b"], "bounds": [[0.0, 1.0]] * 2}
    found = pawn.analyze(problem, values, outcome, S=10)
    np.testing.assert_allclose(np.median(distances(values, outcome, 10), axis=0), found["median"])
    np.testing.assert_allclose(np.max(distances(values, outcome, 10), axis=0), found["maximum"])


def test_convergence_ends_with_the_indices_of_the_whole_design(tmp_path: Path) -> None:
    found = indices(tmp_path, "ishigami", "samples=12")
    course = pd.read_csv(tmp_path / "ishigami" / "convergence.csv")
    last = course[course["rows"] == 48].set_index("factor")["value"]
    np.testing.assert_allclose(last.loc[found.index], found["mu_star"])
    assert course["rows"].is_monotonic_increasing
    assert course["rows"].nunique() > 4


def test_luck_that_all_rows_share_is_no_noise(tmp_path: Path) -> None:
    indices(tmp_path, "ishigami", "samples=4", "replications=3")
    noise = pd.read_csv(tmp_path / "ishigami" / "noise.csv")
    np.testing.assert_allclose(noise["by_chance"], 0.0, atol=1e-12)


def test_noise_is_what_replications_of_a_row_do_not_share() -> None:
    generator = np.random.default_rng(3)
    effect, luck = generator.normal(0, 5, (4000, 1)), generator.normal(0, 9, (1, 4))
    assert noise_of(effect + luck + generator.normal(0, 2.0, (4000, 4))) == pytest.approx(2.0 / 2.0, rel=0.03)
    assert np.isnan(noise_of(effect))


def test_shares_without_chance_are_those_of_the_outcome_without_noise() -> None:
    factors = [Factor(f"x{k}", "uncertainties", 0.0, -np.pi, np.pi, "1", "test", "x", "x") for k in (1, 2, 3)]
    design = make_design("sobol", factors, 2048, 4, 1)
    clean = np.array([ishigami(row) for row in design.values])[:, None]
    noisy = clean + np.random.default_rng(1).normal(0, 3.7, (design.rows, 2))
    found = analyse(design, [Outcome("difference", "arm", "employed", noisy)])
    shares = found.pivot(index="factor", columns="index", values="value")
    np.testing.assert_allclose(shares["first_explained"], ISHIGAMI_FIRST, atol=0.06)
    np.testing.assert_allclose(shares["total_explained"], ISHIGAMI_TOTAL, atol=0.06)
    # Chance is a third of the variance, which every total share holds and no factor explains.
    assert shares["total"].min() > 0.4


def test_targets_are_differences_levels_and_places() -> None:
    readings = np.array([[[10.0], [12.0], [11.0]], [[20.0], [19.0], [25.0]]])[None]
    arms, indicators = ("baseline", "one", "two"), ("employed",)
    difference, other = make_outcomes("difference", arms, indicators, readings)
    assert (difference.arm, difference.by_replication.tolist()) == ("one", [[2.0, -1.0]])
    assert other.by_replication.tolist() == [[1.0, 5.0]]
    assert [entry.arm for entry in make_outcomes("level", arms, indicators, readings)] == ["one", "two"]
    places = make_outcomes("ranking", arms, indicators, readings)
    assert [entry.by_replication.tolist() for entry in places] == [[[3.0, 2.0]], [[1.0, 3.0]], [[2.0, 1.0]]]
    fewest = make_outcomes("ranking", arms, ("unemployed",), readings)
    assert fewest[0].by_replication.tolist() == [[1.0, 2.0]]
    assert best_shares(arms, "employed", readings[..., 0]) == {"baseline": 0.0, "one": 0.5, "two": 0.5}


def test_chance_in_an_effect_is_what_its_replications_do_not_share() -> None:
    factors = [Factor(f"x{k}", "uncertainties", 0.0, 0.0, 2.0, "1", "test", "x", "x") for k in (1, 2, 3)]
    design = make_design("morris", factors, 400, 4, 1)
    noise = np.random.default_rng(1).normal(0, 1.0, (design.rows, 4))
    # The third factor does nothing at all: rows that differ in it alone live the same lives.
    _, same_life = np.unique(design.values[:, :2], axis=0, return_inverse=True)
    trajectory = np.arange(design.rows) // design.block
    _, life = np.unique(np.stack([trajectory, same_life.ravel()]), axis=1, return_inverse=True)
    outcome = design.values[:, :1] + noise[life.ravel()] + 3.0 * np.arange(4)
    stirred = stirred_effects(design, design.values, outcome)
    # Two rows with independent noise, a step of two thirds, a mean over four replications.
    expected = np.sqrt(2.0) / (2.0 / 3.0) / 2.0
    np.testing.assert_allclose(stirred[:2], expected, rtol=0.06)
    assert stirred[2] < 1e-12
    found = analyse(design, [Outcome("difference", "arm", "employed", outcome)])
    shown = found[found["index"] == "mu_star"].set_index("factor")
    assert shown.loc["x2", "value"] == pytest.approx(shown.loc["x2", "by_chance"], rel=0.15)
    assert np.isnan(stirred_effects(design, design.values, outcome[:, :1])).all()
