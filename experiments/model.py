"""What the commands know of the model: one object with its doors, so that a test can pass a tiny one."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from experiments.report import build_report
from experiments.results import IndicatorWords
from experiments.runner import Account, BuildMarket, BuildPolicy, Recipe
from scenarios.arms import load_library
from scenarios.config import DEMANDS, ExperimentConfig, compose_configuration
from scenarios.region_pack import available_regions
from scenarios.validation import Choices, Question, validate

CheckTable = Callable[[NDArray[np.float64], Any], list[dict[str, Any]]]


def market_sweep_task(*arguments: Any) -> Any:
    """Make the task of a sweep over the labour market; loaded only when there is a sweep."""
    from experiments.sweep.task import market_task

    return market_task(*arguments)


def market_moments(*arguments: Any) -> Any:
    """Make the task of a calibration of the labour market; loaded only when there is one."""
    from experiments.calibrate.task import MomentsTask

    return MomentsTask(*arguments)


def nothing_drawn(setup: Any, replication: int) -> Mapping[str, float]:
    """Return what a model with fixed behaviour draws."""
    return {}


@dataclass(frozen=True)
class Model:
    """The doors of a model.

    Attributes
    ----------
    make_setup : callable
        Turns settings into the setup of a market; the result must survive the way to another process.
    build_market, build_policy : callable
        Functions at the top level of a module.
    load_region, data_versions : callable
        Read the figures of a region by name, and identify them.
    check_table : callable
        Compares monthly values of the baseline, shape (replication, month, region, series), with the figures.
    levers, parameters, indicators : mapping
        Declarations by name.
    series : sequence of (str, str)
        Indicator and group of each measured series.
    demographies : sequence of str
        Variants of the population projection.
    sweep_task : callable
        Makes what a sweep computes for each row; see :func:`experiments.sweep.task.market_task`.
    calibration_task : callable
        Makes what a calibration runs at each point; see :class:`experiments.calibrate.task.MomentsTask`.
    drawn_behaviour : callable
        Says which parameters of behaviour a replication of a set-up draws, by name.
    account : callable or None
        Compares what was written down in an arm and in the reference; a function at the top level of a module.
    """

    make_setup: Callable[[ExperimentConfig], Any]
    build_market: BuildMarket
    build_policy: BuildPolicy
    load_region: Callable[[str], Any]
    data_versions: Callable[[str], dict[str, str]]
    check_table: CheckTable
    levers: Mapping[str, Any]
    parameters: Mapping[str, Any]
    indicators: Mapping[str, IndicatorWords]
    series: Sequence[tuple[str, str]]
    demographies: Sequence[str]
    sweep_task: Callable[..., Any] = market_sweep_task
    calibration_task: Callable[..., Any] = market_moments
    drawn_behaviour: Callable[[Any, int], Mapping[str, float]] = nothing_drawn
    account: Account | None = None

    def draw_report(self, directory: Path, lang: str, region: str, **in_memory: Any) -> None:
        """Write pictures and report of a result directory.

        Parameters
        ----------
        directory : Path
            Directory with ``run.json``, ``monthly.parquet`` and ``summary.csv``.
        lang : str
            ``nl`` or ``en``.
        region : str
            Name of the region pack whose published figures are shown.
        **in_memory
            ``results`` and ``summary`` when they need not be read back.
        """
        build_report(directory, lang, indicators=self.indicators, published=self.published(region), **in_memory)

    def published(self, region: str) -> dict[str, tuple[float, str, str, str, str]]:
        """Return the published figures of a region: value, unit, period, source and note by identifier."""
        return {
            name: (figure.value, figure.unit, figure.period, figure.source, figure.note)
            for name, figure in self.load_region(region).targets.items()
        }


def shipped_model() -> Model:
    """Gather the model of this project; slow to load, so only for commands that compute."""
    from calibration.check import check_table
    from experiments.ledger import ledger_block
    from scenarios.build import build_market, drawn_behaviour, region_figures
    from scenarios.levers import LEVERS
    from scenarios.policy import build_policy
    from scenarios.posterior import posterior_version
    from scenarios.region_pack import data_versions
    from scenarios.setup import Setup
    from simulation.demography import VARIANTS
    from simulation.indicators import INDICATORS, SERIES
    from simulation.parameters import parameter_declarations

    def make_setup(config: ExperimentConfig) -> Setup:
        return Setup(
            region=config.region,
            scale=config.scale,
            horizon=config.horizon,
            demography=config.demography,
            demand=config.demand,
            seed=config.seed,
            uncertainty=config.uncertainty,
            parameters=dict(config.parameters),
            posterior=config.uncertainty,
            luck_per_draw=config.luck_per_draw,
            defence=config.defence,
        )

    def versions(region: str) -> dict[str, str]:
        return {**data_versions(region), **posterior_version(region)}

    return Model(
        make_setup=make_setup,
        build_market=build_market,
        build_policy=build_policy,
        load_region=region_figures,
        data_versions=versions,
        check_table=check_table,
        levers=LEVERS,
        parameters=parameter_declarations(),
        indicators=INDICATORS,
        series=SERIES,
        demographies=VARIANTS,
        drawn_behaviour=drawn_behaviour,
        account=ledger_block,
    )


def ask(words: Sequence[str], command: str, model: Model) -> Question:
    """Turn the words of a command line into a question that can be answered.

    Parameters
    ----------
    words : sequence of str
        Words such as ``scale=0.1``.
    command : str
        Name of the command.
    model : Model
        What exists.

    Returns
    -------
    Question
        Checked settings with arms and months.

    Raises
    ------
    UserMistake
        For anything that does not exist, has the wrong type or is out of range.
    """
    return question_of(compose_configuration(words, command), model)


def question_of(config: ExperimentConfig, model: Model) -> Question:
    """Check settings against what exists.

    Raises
    ------
    UserMistake
        For anything that does not exist or is out of range.
    """
    choices = Choices(
        regions=available_regions(),
        demographies=model.demographies,
        demands=DEMANDS,
        parameters=model.parameters,
        interventions=load_library(model.levers, config.interventions_directory),
    )
    return validate(config, choices)


def recipe_for(question: Question, model: Model) -> Recipe:
    """Return what the runner needs to answer a question."""
    return Recipe(
        setup=model.make_setup(question.config),
        arms=question.arms,
        policy_start=question.policy_start,
        end=question.end,
        build_market=model.build_market,
        build_policy=model.build_policy,
    )
