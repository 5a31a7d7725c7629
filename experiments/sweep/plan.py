"""What a sweep is going to do: checked settings, factors, window, design, and the identity of all of it."""

from __future__ import annotations

import dataclasses
import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, cast

from agents.region import SUB_REGIONS
from experiments.model import Model, ask, recipe_for
from experiments.sweep.design import DEFAULT_SAMPLES, METHODS, Design, check_samples, make_design
from experiments.sweep.engine import RowTask
from experiments.sweep.factors import Factor, choose_factors, declared_factors
from experiments.sweep.outcomes import TARGETS
from scenarios.config import SweepConfig
from scenarios.errors import UserMistake, unknown
from scenarios.horizon import HORIZONS
from scenarios.validation import Question
from simulation.calendar import FIRST_YEAR

__all__ = ["Plan", "make_plan", "shard_of"]

ENGINES = ("processes", "dask")

_YEARS_READ = 6
_MONTHS_PER_YEAR = 12
_ROOT = Path(__file__).resolve().parent.parent.parent
_NOT_PART_OF_A_ROW = (
    "output", "workers", "lang", "shard", "engine", "scheduler", "retry", "method", "target", "factors", "samples",
    "levels", "arms", "policy_start", "window", "interventions_directory",
)  # fmt: skip
"""Settings that do not change what a row computes, or that the identity holds in a resolved form."""


@dataclass(frozen=True, eq=False)
class Plan:
    """A sweep that can be carried out.

    Attributes
    ----------
    question : Question
        Checked settings with arms and months; its settings are a `SweepConfig`.
    factors : tuple of Factor
        What is varied.
    window : (int, int)
        First month and month after the last one that are read.
    place : int
        0..4 for a sub-region, 5 for the province.
    design : Design
        The rows.
    identities : tuple of str
        Content id of every row.
    identity : str
        Content id of the whole design and of what is asked of it.
    task : RowTask
        What each row computes.
    """

    question: Question
    factors: tuple[Factor, ...]
    window: tuple[int, int]
    place: int
    design: Design
    identities: tuple[str, ...]
    identity: str
    task: RowTask

    @property
    def config(self) -> SweepConfig:
        """Settings of the sweep."""
        return cast(SweepConfig, self.question.config)

    @property
    def arms(self) -> tuple[str, ...]:
        """Names of the arms, the reference first."""
        return tuple(arm.name for arm in self.question.arms)

    @property
    def years(self) -> str:
        """The window as years."""
        return f"{FIRST_YEAR + self.window[0] // 12}-{FIRST_YEAR + (self.window[1] - 1) // 12}"


def make_plan(words: Sequence[str], model: Model) -> Plan:
    """Turn words into a sweep that can be carried out.

    Parameters
    ----------
    words : sequence of str
        Words such as ``method=sobol``.
    model : Model
        What exists.

    Returns
    -------
    Plan

    Raises
    ------
    UserMistake
        For anything that does not exist, has the wrong type or is out of range.
    """
    question = ask(words, "sweep", model)
    config = cast(SweepConfig, question.config)
    _check(config, question, model)
    declared = declared_factors(question.arms, model.parameters, model.levers)
    factors = choose_factors(config.factors, declared)
    samples = config.samples or DEFAULT_SAMPLES[config.method]
    check_samples(config.method, samples, config.levels, len(factors))
    window = _window(config, question)
    place = SUB_REGIONS.index(config.sub_region) if config.sub_region else len(SUB_REGIONS)
    design = make_design(config.method, factors, samples, config.levels, config.seed)
    known = {"code": code_identity(), "data": model.data_versions(config.region)}
    row_question = _row_question(question, window, known)
    identities = tuple(design.identities(row_question))
    whole = json.dumps([row_question, config.method, config.target, samples, config.levels, identities])
    return Plan(
        question=question,
        factors=factors,
        window=window,
        place=place,
        design=design,
        identities=identities,
        identity=hashlib.blake2b(whole.encode(), digest_size=6).hexdigest(),
        task=model.sweep_task(recipe_for(question, model), factors, config, window, place),
    )


def _row_question(question: Question, window: tuple[int, int], known: Mapping[str, Any]) -> str:
    """Write down everything that a row depends on besides its values."""
    settings = dataclasses.asdict(question.config)
    resolved = {key: value for key, value in settings.items() if key not in _NOT_PART_OF_A_ROW}
    arms = [[arm.name, [dataclasses.asdict(entry) for entry in arm.interventions]] for arm in question.arms]
    return json.dumps([resolved, arms, question.policy_start, window, known], sort_keys=True, default=str)


@lru_cache(maxsize=1)
def code_identity() -> str:
    """Return a hash of the sources that decide what a row computes."""
    digest = hashlib.blake2b(digest_size=8)
    folders = [_ROOT / name for name in ("agents", "simulation", "scenarios", "scenarios/levers")]
    sources = [path for folder in folders for path in sorted(folder.glob("*.py"))]
    for path in [*sources, Path(__file__).with_name("task.py")]:
        digest.update(path.name.encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _check(config: SweepConfig, question: Question, model: Model) -> None:
    """Refuse settings of a sweep that do not exist or do not go together."""
    for nl, en, word, choices in (
        ("methode", "method", config.method, METHODS),
        ("doel", "target", config.target, TARGETS),
        ("manier van rekenen", "engine", config.engine, ENGINES),
        ("streek", "sub-region", config.sub_region or SUB_REGIONS[0], SUB_REGIONS),
    ):
        if word not in choices:
            raise unknown(nl, en, word, choices)
    measured = [name for name, group in model.series if group == "all"]
    if not config.indicators:
        raise UserMistake(
            nl="Noem minstens een indicator, bijvoorbeeld indicators=[employed].",
            en="Name at least one indicator, for instance indicators=[employed].",
        )
    for name in config.indicators:
        if name not in measured:
            raise unknown("indicator", "indicator", name, measured)
    if config.target == "difference" and len(question.arms) < 2:
        raise UserMistake(
            nl="target=difference vraagt minstens twee armen; schrijf bijvoorbeeld arms=[baseline,zelfroosteren].",
            en="target=difference takes at least two arms; write for instance arms=[baseline,zelfroosteren].",
        )
    if config.target == "ranking" and len(question.arms) < 2:
        raise UserMistake(
            nl="target=ranking vraagt minstens twee armen; schrijf bijvoorbeeld arms=[zelfroosteren,werkplekleren].",
            en="target=ranking takes at least two arms; write for instance arms=[zelfroosteren,werkplekleren].",
        )
    if question.attribution:
        raise UserMistake(
            nl="Een sweep verdeelt geen bundels; laat 'attribution' weg of gebruik 'westwerk compare'.",
            en="A sweep takes no bundles apart; leave 'attribution' out or use 'westwerk compare'.",
        )


def _window(config: SweepConfig, question: Question) -> tuple[int, int]:
    """Return the months that are read."""
    start, end = question.policy_start, question.end
    if not config.window:
        return start, min(end, start + _YEARS_READ * _MONTHS_PER_YEAR)
    horizon = HORIZONS[config.horizon]
    years = re.fullmatch(r"(\d{4})-(\d{4})", config.window)
    first, after = (0, 0)
    if years:
        first = (int(years[1]) - FIRST_YEAR) * _MONTHS_PER_YEAR
        after = (int(years[2]) + 1 - FIRST_YEAR) * _MONTHS_PER_YEAR
    if not start <= first < after <= end:
        earliest, last = FIRST_YEAR + -(-start // _MONTHS_PER_YEAR), FIRST_YEAR + end // _MONTHS_PER_YEAR - 1
        raise UserMistake(
            nl=(
                f"'window' vraagt jaren binnen de horizon '{horizon.name}' en na de start van de maatregelen, niet "
                f"'{config.window}'; schrijf bijvoorbeeld window={earliest}-{last}."
            ),
            en=(
                f"'window' takes years inside the horizon '{horizon.name}' and after the start of the measures, not "
                f"'{config.window}'; write for instance window={earliest}-{last}."
            ),
        )
    return first, after


def shard_of(text: str) -> tuple[int, int]:
    """Read ``k/n``; the whole is 1/1.

    Raises
    ------
    UserMistake
        If it is no part of a whole.
    """
    if not text:
        return 1, 1
    parts = re.fullmatch(r"(\d+)/(\d+)", text)
    if not parts or not 1 <= int(parts[1]) <= int(parts[2]):
        raise UserMistake(
            nl=f"'shard' vraagt k/n met k van 1 tot n, niet '{text}'; schrijf bijvoorbeeld --shard 1/8.",
            en=f"'shard' takes k/n with k from 1 to n, not '{text}'; write for instance --shard 1/8.",
        )
    return int(parts[1]), int(parts[2])
