"""What the validation asks of the model: each task is a run, or an experiment, that another process can do."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from agents.region import SUB_REGIONS
from calibration.field_experiments import EXPERIMENTS
from calibration.hindcast import yearly_rates
from calibration.known_then import build_market_known_in
from calibration.projections_2013 import read_projections
from calibration.reading import Evidence
from calibration.shapes import beveridge_points, exit_hazards, monthly_flows, yearly_flows
from calibration.targets import moments, targets_of
from calibration.wrong_models import WRONG_MODELS
from experiments.calibrate.task import LAST_YEAR, MONTHS
from scenarios.build import build_market, keep_societies, region_figures
from scenarios.horizon import HORIZONS
from scenarios.setup import Setup
from simulation.calendar import FIRST_YEAR
from simulation.indicators import SERIES

__all__ = [
    "RATES",
    "FieldTask",
    "HindcastTask",
    "ProjectionTask",
    "ShapesTask",
    "WrongModelTask",
    "read_shapes",
    "shape_names",
]

Reals = NDArray[np.float64]

RATES = ("employment_rate_20_64", "unemployment_rate")
"""Rates that are forecast."""


def _with_values(setup: Setup, names: Sequence[str], values: Sequence[float]) -> Setup:
    """Return a set-up whose behaviour differs in some values."""
    chosen = dict(zip(names, values, strict=True))
    return dataclasses.replace(setup, parameters={**setup.parameters, **chosen})


@dataclass(frozen=True)
class HindcastTask:
    """Runs the model as it could have been run in a past year."""

    setup: Setup
    names: tuple[str, ...]
    start: int
    replication: int

    def __call__(self, values: Sequence[float]) -> Reals:
        """Return the yearly rates of one draw, shape (rate, year), in per cent, from 2012 on."""
        keep_societies(1)
        market = build_market_known_in(_with_values(self.setup, self.names, values), self.replication, self.start)
        market.run_until(MONTHS)
        measured = np.asarray(market.measurements.values)[None]
        return np.concatenate([yearly_rates(measured, rate) for rate in RATES])


@dataclass(frozen=True)
class WrongModelTask:
    """Runs a deliberately wrong model, or the true one for an empty name."""

    setup: Setup
    names: tuple[str, ...]
    replications: tuple[int, ...]
    model: str

    def __call__(self, values: Sequence[float]) -> Reals:
        """Return every figure with a role, shape (replication, target); not-a-number where nothing was counted."""
        figures = region_figures(self.setup.region)
        setup = _with_values(self.setup, self.names, values)
        builders: dict[str, Callable[[Setup, int], Any]] = {model.name: model.build_market for model in WRONG_MODELS}
        build = builders.get(self.model, build_market)
        keep_societies(len(self.replications))
        measured = []
        for replication in self.replications:
            market = build(setup, replication)
            market.run_until(MONTHS)
            evidence = Evidence(np.asarray(market.measurements.values), figures)
            measured.append(moments(evidence, targets_of(figures).checks))
        return np.array(measured)


@dataclass(frozen=True)
class FieldTask:
    """Does one field experiment again in one replication, with a draw of behaviour."""

    setup: Setup
    names: tuple[str, ...]
    experiment: int

    def __call__(self, values: Sequence[float]) -> Reals:
        """Return value and number of people of each outcome, shape (outcome, 2).

        The first value is the number of the replication; the others are those of the free parameters.
        """
        keep_societies(0)
        experiment = EXPERIMENTS[self.experiment]
        observed = experiment.observe(_with_values(self.setup, self.names, values[1:]), int(values[0]))
        return np.array([observed[outcome.id] for outcome in experiment.outcomes], dtype=np.float64)


@dataclass(frozen=True)
class ShapesTask:
    """Reads from a run what no published figure fixes: the Beveridge curve, exits by duration, flows."""

    setup: Setup
    names: tuple[str, ...]

    def __call__(self, values: Sequence[float]) -> Reals:
        """Return all of it in one row; see :func:`read_shapes` for the order and :class:`FieldTask` for the values."""
        keep_societies(1)
        market = build_market(_with_values(self.setup, self.names, values[1:]), int(values[0]))
        market.run_until(MONTHS)
        evidence = Evidence(np.asarray(market.measurements.values), region_figures(self.setup.region))
        return np.array([number for _, number in read_shapes(evidence)], dtype=np.float64)


def read_shapes(evidence: Evidence) -> list[tuple[tuple[str, ...], float]]:
    """Return each number of the shapes with its table and what it is about, always in the same order.

    Parameters
    ----------
    evidence : Evidence
        A run of the baseline to the last year with published figures.

    Returns
    -------
    list of (tuple of str, float)
        ``beveridge, region, year, unemployment or vacancy``; ``hazards, duration``; ``flows, period, before, now``. In
        per cent. Exits and flows are means over the last four years.
    """
    recent = LAST_YEAR - 3
    rows: list[tuple[tuple[str, ...], float]] = []
    for point in beveridge_points(evidence, FIRST_YEAR, LAST_YEAR):
        about = ("beveridge", str(point.region), str(point.year))
        rows += [((*about, "unemployment"), point.unemployment_rate), ((*about, "vacancy"), point.vacancy_rate)]
    rows += [(("hazards", row.duration), row.hazard) for row in exit_hazards(evidence, recent, LAST_YEAR)]
    for period, read in (("month", monthly_flows), ("year", yearly_flows)):
        flows = read(evidence, recent, LAST_YEAR)
        rows += [(("flows", period, row.before, row.now), row.probability) for row in flows]
    return rows


def shape_names(region: str) -> list[tuple[str, ...]]:
    """Return what the numbers of :class:`ShapesTask` are about, in their order."""
    nothing = np.full((MONTHS, len(SUB_REGIONS) + 1, len(SERIES)), np.nan)
    return [about for about, _ in read_shapes(Evidence(nothing, region_figures(region)))]


@dataclass(frozen=True)
class ProjectionTask:
    """Lets agents live through the projection published in 2013."""

    setup: Setup
    names: tuple[str, ...]

    def __call__(self, values: Sequence[float]) -> Reals:
        """Return what the agents of 2025 say of each published figure, shape (figure,); values as elsewhere."""
        keep_societies(0)
        setup = dataclasses.replace(self.setup, horizon="study2013", demography="dc_noise_2013")
        market = build_market(_with_values(setup, self.names, values[1:]), int(values[0]))
        market.run_until(HORIZONS["study2013"].end)
        evidence = Evidence(np.asarray(market.measurements.values), region_figures(self.setup.region))
        return read_projections(evidence)
