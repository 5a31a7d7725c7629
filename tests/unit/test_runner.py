"""Replications: the same numbers whatever the number of processes, and a sentence when a process is lost."""

from __future__ import annotations

import multiprocessing

import numpy as np
import pytest
from support.tiny_market import BREAKS, SERIES

from experiments.model import Model, ask, recipe_for
from experiments.progress import ProgressReport
from experiments.runner import Recipe, run_replications
from scenarios.errors import RunFailure


def recipe(model: Model, arms: str = "[baseline,zelfroosteren]") -> Recipe:
    return recipe_for(ask([f"arms={arms}", "horizon=study2013"], "compare", model), model)


def computed(model: Model, workers: int, replications: int = 3) -> dict[str, np.ndarray]:
    with ProgressReport("test", replications) as progress:
        return run_replications(recipe(model), replications, workers, progress)


def test_one_and_two_workers_give_the_same_numbers(model: Model) -> None:
    one, two = computed(model, 1), computed(model, 2)
    assert list(one) == ["baseline", "zelfroosteren"]
    for arm in one:
        assert one[arm].shape == (3, 168, 6, len(SERIES))
        np.testing.assert_array_equal(one[arm], two[arm])
    assert multiprocessing.active_children() == []


def test_arms_share_their_history_and_part_at_the_start_of_the_measures(model: Model) -> None:
    values = computed(model, 1)
    difference = values["zelfroosteren"] - values["baseline"]
    assert np.all(difference[:, :24] == 0)
    assert np.all(difference[:, 24:] > 0)


def test_a_measure_that_reaches_nobody_differs_by_exactly_nothing(model: Model) -> None:
    with ProgressReport("test", 2) as progress:
        values = run_replications(recipe(model, "[baseline,geen_effect]"), 2, 1, progress)
    np.testing.assert_array_equal(values["baseline"], values["geen_effect"])


def test_a_lost_worker_gives_a_sentence(model: Model, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(BREAKS, "1")
    with pytest.raises(RunFailure, match="workers=1"):
        computed(model, 2)
    assert multiprocessing.active_children() == []


def test_progress_without_a_terminal_is_told_in_plain_lines(capsys: pytest.CaptureFixture[str]) -> None:
    with ProgressReport("Rekenen", 2) as progress:
        progress.advance()
        progress.advance()
    assert capsys.readouterr().err == "Rekenen: 2/2, nog ongeveer 0 s\n"
