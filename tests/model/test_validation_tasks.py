"""What the validation asks of the model, once each, on a small market."""

from __future__ import annotations

import pickle

import numpy as np
import pytest

from agents.region import SUB_REGIONS
from calibration.field_experiments import EXPERIMENTS
from calibration.targets import targets_of
from experiments.calibrate.task import MONTHS, MomentsTask
from experiments.calibrate.validation_tasks import (
    HindcastTask,
    ProjectionTask,
    ShapesTask,
    WrongModelTask,
    shape_names,
)
from scenarios.build import region_figures
from scenarios.setup import Setup
from simulation.parameters import default_parameters

SETUP = Setup(scale=0.01, uncertainty=False)
NAMES = ("visits_unemployed", "separation_later")
DECLARED = tuple(float(getattr(default_parameters(), name)) for name in NAMES)
CHECKS = targets_of(region_figures(SETUP.region)).checks


@pytest.fixture(scope="module")
def usual() -> np.ndarray:
    return MomentsTask(SETUP, NAMES, (0, 1))(DECLARED)


def test_a_point_gives_every_figure_of_every_replication(usual: np.ndarray) -> None:
    assert usual.shape == (2, len(CHECKS))
    assert not np.array_equal(usual[0], usual[1])
    assert np.isfinite(usual).mean() > 0.95


def test_the_true_model_without_a_name_is_what_the_calibration_runs(usual: np.ndarray) -> None:
    again = WrongModelTask(SETUP, NAMES, (0, 1), "")(DECLARED)
    assert again.tobytes() == usual.tobytes()


def test_parameters_and_wrong_models_make_a_difference(usual: np.ndarray) -> None:
    more_search = MomentsTask(SETUP, NAMES, (0,))((2.0 * DECLARED[0], DECLARED[1]))
    unemployment = [check.name for check in CHECKS].index("unemployment_rate_2014")
    assert more_search[0, unemployment] < usual[0, unemployment]
    wrong = WrongModelTask(SETUP, NAMES, (0,), "no_search_gap")(DECLARED)
    assert not np.array_equal(wrong[0], usual[0])


def test_forecasts_know_the_past_as_it_was() -> None:
    early, late = (HindcastTask(SETUP, NAMES, start, 0)(DECLARED) for start in (2013, 2018))
    assert early.shape == late.shape == (2, MONTHS // 12)
    # Until demand differs, the two runs are the same lives.
    assert early[:, :2].tobytes() == late[:, :2].tobytes()
    assert early[:, -1].tobytes() != late[:, -1].tobytes()


def test_shapes_say_what_they_are_about() -> None:
    names = shape_names(SETUP.region)
    numbers = ShapesTask(SETUP, NAMES)((0.0, *DECLARED))
    assert numbers.shape == (len(names),)
    found = dict(zip(names, numbers, strict=True))
    assert len({name for name in names if name[0] == "beveridge"}) == 2 * 8 * (len(SUB_REGIONS) + 1)
    for period in ("month", "year"):
        stays = [found["flows", period, "unemployment", now] for now in ("work", "unemployment", "inactivity")]
        assert sum(stays) == pytest.approx(100.0)


def test_agents_live_through_the_projection_of_2013() -> None:
    found = ProjectionTask(SETUP, NAMES)((0.0, *DECLARED))
    assert np.isfinite(found).all()


def test_every_task_survives_the_way_to_another_process() -> None:
    for task in (MomentsTask(SETUP, NAMES, (0,)), ShapesTask(SETUP, NAMES), WrongModelTask(SETUP, NAMES, (0,), "")):
        assert pickle.loads(pickle.dumps(task)) == task
    assert len(EXPERIMENTS) == 4
