"""Functions with known sensitivity in the place of the model, and ways to let a row go wrong."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np

from support.tiny_market import TinyModel, tiny_model

DIES = "SWEEP_FUNCTION_DIES"
LINGERS = "SWEEP_FUNCTION_LINGERS"
FAILS = "SWEEP_FUNCTION_FAILS"

ISHIGAMI_FIRST = (0.3139, 0.4424, 0.0)
ISHIGAMI_TOTAL = (0.5576, 0.4424, 0.2437)
"""Analytic shares of the function of Ishigami and Homma with a = 7 and b = 0.1."""

WEIGHTS = np.array([0.0, 1.0, 4.5, 9.0, 99.0])
"""Coefficients of the G function of Sobol: the first factors matter most."""


def g_shares() -> tuple[np.ndarray, np.ndarray]:
    """Analytic first-order and total shares of the G function."""
    own = 1.0 / (3.0 * (1.0 + WEIGHTS) ** 2)
    whole = np.prod(1.0 + own) - 1.0
    total = np.array([own[k] * np.prod(np.delete(1.0 + own, k)) for k in range(len(own))])
    return own / whole, total / whole


def ishigami(values: Sequence[float]) -> float:
    first, second, third = values
    return float(np.sin(first) + 7.0 * np.sin(second) ** 2 + 0.1 * third**4 * np.sin(first))


def g_function(values: Sequence[float]) -> float:
    return float(np.prod((np.abs(4.0 * np.asarray(values) - 2.0) + WEIGHTS) / (1.0 + WEIGHTS)))


@dataclass(frozen=True)
class FunctionTask:
    """The difference between two arms is the function; luck moves both arms alike."""

    function: str
    replications: int

    def __call__(self, values: Sequence[float]) -> np.ndarray:
        misbehave(values)
        outcome = {"ishigami": ishigami, "g_function": g_function}[self.function](values)
        luck = 10.0 * np.arange(self.replications)[:, None, None]
        return luck + np.array([5.0, 5.0 + outcome])[None, :, None]


def misbehave(values: Sequence[float]) -> None:
    """Linger, fail, or take the process down, as the environment asks."""
    time.sleep(float(os.environ.get(LINGERS, "0")))
    if os.environ.get(FAILS) and values[0] > 0:
        raise ValueError("no such world")
    once = os.environ.get(DIES)
    if once and values[0] > 0:
        marker = Path(once)
        if marker.name == "always" or not marker.exists():
            marker.touch()
            os._exit(9)


def declared(lower: float, upper: float) -> Any:
    return SimpleNamespace(value=lower, lower=lower, upper=upper, unit="1", source="test")


RANGES = {
    "ishigami": {f"x{k}": declared(-np.pi, np.pi) for k in (1, 2, 3)},
    "g_function": {f"x{k}": declared(0.0, 1.0) for k in (1, 2, 3, 4, 5)},
}


def ishigami_task(recipe: Any, factors: Any, config: Any, window: Any, place: int) -> FunctionTask:
    return FunctionTask("ishigami", config.replications)


def g_function_task(recipe: Any, factors: Any, config: Any, window: Any, place: int) -> FunctionTask:
    return FunctionTask("g_function", config.replications)


def function_model(function: str = "ishigami") -> TinyModel:
    """A model whose parameters are the factors of a function."""
    make = {"ishigami": ishigami_task, "g_function": g_function_task}[function]
    return tiny_model(parameters=RANGES[function], sweep_task=make)


def asked(*words: str) -> list[str]:
    """Words of a sweep over a function, which later words may change."""
    return ["indicators=[employed]", "factors=[uncertainties]", "replications=1", *words]


@contextmanager
def threads(workers: int) -> Iterator[Executor]:
    """An engine that needs no processes."""
    with ThreadPoolExecutor(workers) as executor:
        yield executor
