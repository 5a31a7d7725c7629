"""Draws of behaviour: which replication gets which, and what is refused."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import numpy as np
import pytest

import scenarios.build
import scenarios.posterior
from calibration.priors import read_priors
from scenarios.build import behaviour, drawn_behaviour
from scenarios.errors import UserMistake
from scenarios.posterior import SHIPPED, Posterior, posterior_of, read_posterior
from scenarios.setup import Setup
from simulation.parameters import default_parameters

NAMES = ("opening_share", "selection_days")
THREE = Posterior(NAMES, np.array([[0.02, 8.0], [0.03, 9.0], [0.04, 10.0]]), np.array([0.5, 0.3, 0.2]))


@pytest.fixture
def _three(monkeypatch: pytest.MonkeyPatch) -> None:
    """A region with three draws."""
    monkeypatch.setattr(scenarios.build, "posterior_of", lambda region: THREE)


def test_draws_come_as_often_as_they_weigh_and_soon() -> None:
    for seed in (1, 2, 3):
        counted = Counter(THREE.draw(seed, number)["opening_share"] for number in range(20))
        for value, weight in zip(THREE.values[:, 0], THREE.weights, strict=True):
            assert abs(counted[value] - 20 * weight) <= 1.5


def test_a_draw_belongs_to_its_seed_and_number() -> None:
    first = [THREE.draw(1, number) for number in range(10)]
    assert first == [THREE.draw(1, number) for number in range(10)]
    assert first != [THREE.draw(2, number) for number in range(10)]


@pytest.mark.usefixtures("_three")
def test_behaviour_is_drawn_only_when_asked_and_what_the_user_sets_wins() -> None:
    assert behaviour(Setup(), 0) == default_parameters()
    drawn = behaviour(Setup(posterior=True), 0)
    assert drawn.opening_share in THREE.values[:, 0]
    assert drawn._replace(opening_share=0.0, selection_days=0.0) == default_parameters()._replace(
        opening_share=0.0, selection_days=0.0
    )
    set_by_user = Setup(posterior=True, parameters={"opening_share": 0.05})
    assert behaviour(set_by_user, 0).opening_share == 0.05
    assert set(drawn_behaviour(set_by_user, 0)) == {"selection_days"}


@pytest.mark.usefixtures("_three")
def test_replications_that_share_a_draw_share_behaviour() -> None:
    setup = Setup(posterior=True, luck_per_draw=2)
    drawn = [behaviour(setup, number) for number in range(12)]
    assert drawn[0::2] == drawn[1::2]
    assert len(set(drawn)) > 1
    alone = [behaviour(Setup(posterior=True), number) for number in range(6)]
    assert drawn[0::2] == alone


def test_a_region_without_draws_keeps_its_declared_values() -> None:
    assert posterior_of("nowhere") is None
    assert drawn_behaviour(Setup(region="nowhere", posterior=True), 3) == {}


@pytest.mark.parametrize(
    "table",
    [
        "opening_share\n0.03\n",
        "weight,opening_share\n",
        "weight,opening_share\n0.0,0.03\n",
        "weight,no_such_thing\n1.0,0.03\n",
        "weight,opening_share\n1.0,0.9\n",
        "weight,opening_share\n1.0,\n",
    ],
)
def test_a_table_that_holds_no_draws_is_refused(tmp_path: Path, table: str) -> None:
    path = tmp_path / "posterior.csv"
    path.write_text(table, encoding="utf-8")
    with pytest.raises(UserMistake, match=r"posterior\.csv"):
        read_posterior(path)


@pytest.mark.parametrize("path", sorted(SHIPPED.glob("*.csv")), ids=lambda path: path.stem)
def test_shipped_draws_are_of_the_free_parameters_and_within_their_limits(path: Path) -> None:
    posterior, priors = read_posterior(path), read_priors()
    assert posterior.names == priors.names
    assert len(posterior.weights) >= 100
    for column, prior in zip(posterior.values.T, priors.entries, strict=True):
        assert prior.lower * (1.0 - 1e-5) <= column.min()
        assert column.max() <= prior.upper * (1.0 + 1e-5)
    # Enough draws count: no handful of them decides.
    assert 1.0 / np.sum(posterior.weights**2) > 30.0
