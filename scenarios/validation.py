"""Whether a question can be asked: settings checked against what exists, each mistake as one sentence."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from scenarios.arms import Arm, resolve_arm, resolve_arms
from scenarios.config import ExperimentConfig
from scenarios.defence_file import read_defence
from scenarios.errors import LANGUAGES, UserMistake, unknown
from scenarios.horizon import HORIZONS
from scenarios.intervention import Intervention
from simulation.calendar import month_date, month_number

MOST_REPLICATIONS = 10_000
MOST_WORKERS = 1_024
LARGEST_SEED = 2**63 - 1


class Bounds(Protocol):
    """Range of a declared parameter."""

    @property
    def lower(self) -> float:
        """Lowest value allowed."""

    @property
    def upper(self) -> float:
        """Highest value allowed."""


@dataclass(frozen=True)
class Choices:
    """What exists and can be asked for.

    Attributes
    ----------
    regions, demographies, demands : sequence of str
        Names of region packs and variants.
    parameters : mapping of str to declaration
        Parameters of the model with their bounds.
    interventions : mapping of str to Intervention
        Interventions by name.
    """

    regions: Sequence[str]
    demographies: Sequence[str]
    demands: Sequence[str]
    parameters: Mapping[str, Bounds]
    interventions: Mapping[str, Intervention]


@dataclass(frozen=True)
class Question:
    """Settings that were found answerable, with what follows from them.

    Attributes
    ----------
    config : ExperimentConfig
        The settings.
    arms : tuple of Arm
        The futures; the first is the reference.
    policy_start, end : int
        Month in which measures start and month after the last, counted from January 2012.
    attribution : tuple of Arm
        Bundles whose effect is divided over their interventions; often empty.
    """

    config: ExperimentConfig
    arms: tuple[Arm, ...]
    policy_start: int
    end: int
    attribution: tuple[Arm, ...] = ()


def validate(config: ExperimentConfig, choices: Choices) -> Question:
    """Check settings against what exists.

    Parameters
    ----------
    config : ExperimentConfig
        Settings with values of the right type.
    choices : Choices
        What exists.

    Returns
    -------
    Question
        The settings with their arms and months.

    Raises
    ------
    UserMistake
        For the first thing that does not exist or is out of range.
    """
    _check_name("regio", "region", config.region, choices.regions)
    _check_name("horizon", "horizon", config.horizon, HORIZONS)
    _check_name("demografische variant", "demography variant", config.demography, choices.demographies)
    _check_name("vraagvariant", "demand variant", config.demand, choices.demands)
    _check_name("taal", "language", config.lang, LANGUAGES)
    if not (math.isfinite(config.scale) and 0 < config.scale <= 1):
        raise UserMistake(
            nl=(
                f"'scale' moet groter dan 0 en hoogstens 1 zijn, niet {config.scale:g}; schrijf bijvoorbeeld scale=0.1."
            ),
            en=f"'scale' must be above 0 and at most 1, not {config.scale:g}; write for instance scale=0.1.",
        )
    _check_whole("replications", config.replications, 1, MOST_REPLICATIONS)
    _check_whole("seed", config.seed, 0, LARGEST_SEED)
    _check_whole("workers", config.workers, 0, MOST_WORKERS)
    _check_parameters(config.parameters, choices.parameters)
    _check_luck_per_draw(config)
    read_defence(config.defence)
    _check_arm_names("arms", config.arms)
    horizon = HORIZONS[config.horizon]
    policy_start = _policy_start(config)
    arms = resolve_arms(config.arms, choices.interventions)
    _check_ends(arms, policy_start)
    attribution = _attribution(config.attribution, choices.interventions)
    return Question(config, arms, policy_start, horizon.end, attribution)


def _check_name(kind_nl: str, kind_en: str, word: str, known: Sequence[str] | Mapping[str, object]) -> None:
    """Refuse a name that does not exist."""
    if word not in known:
        raise unknown(kind_nl, kind_en, word, known)


def _check_whole(key: str, value: int, lower: int, upper: int) -> None:
    """Refuse a whole number out of range."""
    if not lower <= value <= upper:
        raise UserMistake(
            nl=(
                f"'{key}' moet van {lower} tot {upper} lopen, niet {value}; schrijf bijvoorbeeld {key}={max(lower, 1)}."
            ),
            en=(f"'{key}' must lie from {lower} to {upper}, not {value}; write for instance {key}={max(lower, 1)}."),
        )


def _check_parameters(parameters: Mapping[str, float], declared: Mapping[str, Bounds]) -> None:
    """Refuse a parameter that does not exist or lies outside its declared range."""
    for name, value in parameters.items():
        _check_name("parameter", "parameter", name, declared)
        bounds = declared[name]
        if not (math.isfinite(value) and bounds.lower <= value <= bounds.upper):
            span = f"{bounds.lower:g} tot {bounds.upper:g}"
            raise UserMistake(
                nl=(
                    f"Parameter '{name}' loopt van {span}, niet {value:g}; schrijf parameters.{name}={bounds.lower:g}."
                ),
                en=(
                    f"Parameter '{name}' runs from {bounds.lower:g} to {bounds.upper:g}, not {value:g}; "
                    f"write parameters.{name}={bounds.lower:g}."
                ),
            )


def _check_arm_names(key: str, names: Sequence[str]) -> None:
    """Refuse a list that holds something else than names."""
    if not all(isinstance(name, str) and name for name in names):
        raise UserMistake(
            nl=f"'{key}' vraagt een lijst van namen; schrijf bijvoorbeeld {key}=[baseline,zelfroosteren].",
            en=f"'{key}' takes a list of names; write for instance {key}=[baseline,zelfroosteren].",
        )


def _check_luck_per_draw(config: ExperimentConfig) -> None:
    """Refuse a number of replications that does not hold whole draws, at least two of them."""
    shared = config.luck_per_draw
    _check_whole("luck_per_draw", shared, 1, MOST_REPLICATIONS)
    if shared == 1:
        return
    if not config.uncertainty:
        raise UserMistake(
            nl="Zonder onzekere aannames valt er niets te herhalen per trekking; laat luck_per_draw weg.",
            en="Without uncertain assumptions there is nothing to repeat per draw; leave luck_per_draw out.",
        )
    draws = max(2, round(config.replications / shared))
    if config.replications != draws * shared:
        raise UserMistake(
            nl=(
                f"'replications' moet een veelvoud van luck_per_draw={shared} zijn, minstens {2 * shared}, niet "
                f"{config.replications}; schrijf bijvoorbeeld replications={draws * shared}."
            ),
            en=(
                f"'replications' must be a multiple of luck_per_draw={shared}, at least {2 * shared}, not "
                f"{config.replications}; write for instance replications={draws * shared}."
            ),
        )


def _attribution(names: Sequence[str], library: Mapping[str, Intervention]) -> tuple[Arm, ...]:
    """Return the bundles to be taken apart; refuse what holds fewer than two interventions."""
    _check_arm_names("attribution", names)
    bundles = {name: resolve_arm(name, library) for name in names}
    for name, bundle in bundles.items():
        if len(bundle.interventions) < 2:
            raise UserMistake(
                nl=(
                    f"'{name}' telt geen twee maatregelen, dus er is niets te verdelen; noem bij 'attribution' een "
                    "bundel of verbind maatregelen met +."
                ),
                en=(
                    f"'{name}' does not hold two measures, so there is nothing to divide; name a bundle in "
                    "'attribution' or join measures with +."
                ),
            )
    return tuple(bundles.values())


def _policy_start(config: ExperimentConfig) -> int:
    """Return the month in which measures start."""
    horizon = HORIZONS[config.horizon]
    if not config.policy_start:
        return month_number(horizon.policy_start)
    try:
        month = month_number(config.policy_start)
    except ValueError as problem:
        raise UserMistake(
            nl=(
                "'policy_start' vraagt een maand als JJJJ-MM, niet "
                f"'{config.policy_start}'; schrijf policy_start=2027-01."
            ),
            en=(f"'policy_start' takes a month as YYYY-MM, not '{config.policy_start}'; write policy_start=2027-01."),
        ) from problem
    if not month_number(horizon.first) < month < horizon.end:
        raise UserMistake(
            nl=(
                f"'policy_start' valt buiten de horizon '{horizon.name}'; "
                f"kies een maand na {horizon.first} en tot en met {horizon.last}."
            ),
            en=(
                f"'policy_start' lies outside the horizon '{horizon.name}'; "
                f"choose a month after {horizon.first} and up to {horizon.last}."
            ),
        )
    return month


def _check_ends(arms: Sequence[Arm], policy_start: int) -> None:
    """Refuse a measure that would end before it starts."""
    for entry in (intervention for arm in arms for intervention in arm.interventions):
        if entry.end is not None and entry.end <= policy_start:
            last, start = (f"{month_date(month):%Y-%m}" for month in (entry.end - 1, policy_start))
            raise UserMistake(
                nl=(
                    f"'{entry.name}' eindigt met {last}, voor de maatregelen in {start} beginnen; "
                    f"zet 'end' in {entry.name}.yaml later of kies een vroegere policy_start."
                ),
                en=(
                    f"'{entry.name}' ends with {last}, before measures start in {start}; "
                    f"put 'end' in {entry.name}.yaml later or choose an earlier policy_start."
                ),
            )
