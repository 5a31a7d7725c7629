"""How a question is written down: the settings of a command, their defaults, and how words become settings.

The defaults stand here and nowhere else. Words such as ``scale=0.1`` are composed by Hydra into the frozen
dataclass; nothing in a setting is ever executed.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import cast

from hydra import compose, initialize
from hydra.core.config_store import ConfigStore
from hydra.core.override_parser.overrides_parser import OverridesParser
from hydra.errors import HydraException
from omegaconf import OmegaConf
from omegaconf.errors import OmegaConfBaseException

from scenarios.errors import UserMistake, unknown


@dataclass(frozen=True)
class ExperimentConfig:
    """All settings of a command.

    Attributes
    ----------
    region : str
        Name of a region pack.
    scale : float
        Share of the real persons that become agents, above 0 and at most 1.
    replications : int
        Number of repetitions with other luck, 1 to 10,000.
    horizon : str
        ``outlook`` or ``study2013``.
    demography, demand : str
        Variants of the population projection and of labour demand.
    arms : list of str
        What is compared: ``baseline``, names of interventions, or several joined by ``+``.
    seed : int
        Master seed, 0 to 2**63 - 1.
    workers : int
        Number of processes (of threads for ``bench``); 0 uses every processor.
    lang : str
        ``nl`` or ``en``.
    output : str
        Directory to write to; empty for ``output/<date-time>-<command>``.
    uncertainty : bool
        Draw assumed effects from their ranges in each replication, and behaviour from what fits the figures of the
        region, instead of using central and declared values.
    parameters : dict of str to float
        Differences from the declared values of the model's parameters.
    policy_start : str
        Month in which measures start, ``YYYY-MM``; empty for the month of the horizon.
    interventions_directory : str
        Folder with further intervention files; empty for none.
    luck_per_draw : int
        Replications that share one draw of the assumed parameters; from 2 on, luck and assumptions can be told apart.
    defence : str
        File with what is assumed about Belgian Defence; empty for the one that is shipped.
    attribution : list of str
        Arms whose effect is divided over their interventions; the combinations this needs are computed as well.
    """

    region: str = "west_flanders"
    scale: float = 0.1
    replications: int = 16
    horizon: str = "outlook"
    demography: str = "recent_rates"
    demand: str = "business_as_usual"
    arms: list[str] = field(
        default_factory=lambda: [
            "baseline",
            "zelfroosteren",
            "werkplekleren",
            "vereisten_versoepelen",
            "bundel_van_drie",
        ]
    )
    seed: int = 1
    workers: int = 0
    lang: str = "nl"
    output: str = ""
    uncertainty: bool = True
    parameters: dict[str, float] = field(default_factory=dict)
    policy_start: str = ""
    interventions_directory: str = ""
    luck_per_draw: int = 1
    defence: str = ""
    attribution: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class SweepConfig(ExperimentConfig):
    """All settings of a sweep: those of every command, and what is varied and explained.

    Attributes
    ----------
    method : str
        ``morris``, ``sobol``, ``pawn`` or ``fast``.
    target : str
        ``difference`` of the arms from the first, ``level`` in the arms, or ``ranking`` of the arms.
    factors : list of str
        What is varied: names, the groups ``uncertainties`` and ``levers``, or patterns such as ``coaching_*``.
    indicators : list of str
        What is explained; the first is drawn.
    sub_region : str
        Where it is measured; empty for the whole province.
    window : str
        Years it is measured over, ``YYYY-YYYY``; empty for the six years from the start of the measures.
    samples : int
        Trajectories of morris, base samples of sobol, rows of pawn, rows a curve of fast; 0 for what suits the method.
    levels : int
        Levels of the Morris grid, an even number from 4 on.
    shard : str
        Part of the rows that this process computes, ``k/n``; empty for all.
    engine : str
        ``processes`` on this machine, or ``dask``.
    scheduler : str
        Address of a Dask scheduler; empty to start one on this machine.
    retry : bool
        Compute failed rows of an existing sweep again.
    """

    method: str = "morris"
    target: str = "difference"
    factors: list[str] = field(
        default_factory=lambda: [
            "levers",
            "visits_unemployed",
            "return_latent",
            "wear_months",
            "exclusion_confidence",
            "reservation_floor",
            "relocation_of_search",
            "offer_tolerance",
            "offer_leniency",
            "stereotype_strength",
            "learning_rate",
            "separation_first_year",
            "separation_skill_gap",
            "separation_organisation_gap",
            "opening_share",
        ]
    )
    indicators: list[str] = field(
        default_factory=lambda: ["lasting_jobs_from_non_employment", "employed", "vacancies_open"]
    )
    sub_region: str = ""
    window: str = ""
    samples: int = 0
    levels: int = 4
    shard: str = ""
    engine: str = "processes"
    scheduler: str = ""
    retry: bool = False


@dataclass(frozen=True)
class CalibrationConfig(ExperimentConfig):
    """All settings of a calibration: those of every command, and how much is run.

    Attributes
    ----------
    points : int
        Points of the first wave, spread over everything that is plausible beforehand.
    refined_points : int
        Points of the second wave, spread over what the first one left.
    draws : int
        Draws of the posterior that are run and kept.
    truths : int
        Runs with known parameters on which the calibration is tried.
    steps : int
        Steps of each walker through the posterior.
    """

    points: int = 1000
    refined_points: int = 600
    draws: int = 300
    truths: int = 40
    steps: int = 4000


DEMANDS: tuple[str, ...] = ("business_as_usual", "longer_working")
"""Variants of labour demand: the observed pattern of exits, and exits of the over-55s two years later."""

COMMAND_DIFFERENCES: dict[str, tuple[str, ...]] = {
    "run": ("arms=[baseline]",),
    "check": ("arms=[baseline]", "replications=3", "uncertainty=false"),
    "sweep": (
        "arms=[baseline,vereisten_versoepelen]",
        "horizon=study2013",
        "scale=0.02",
        "replications=2",
        "uncertainty=false",
    ),
    "calibrate": ("arms=[baseline]", "replications=2", "uncertainty=false"),
    "bench": ("arms=[baseline]", "replications=1", "scale=1.0", "uncertainty=false"),
}
"""What a command asks for when the user leaves it open, where that is not the default."""

QUICK_CALIBRATION: tuple[str, ...] = (
    "scale=0.02",
    "replications=2",
    "points=200",
    "refined_points=100",
    "draws=60",
    "truths=20",
    "steps=1500",
)
"""What ``westwerk calibrate quick`` asks for: a look in a few minutes."""

KEYS: tuple[str, ...] = tuple(entry.name for entry in dataclasses.fields(ExperimentConfig))
SWEEP_KEYS: tuple[str, ...] = tuple(entry.name for entry in dataclasses.fields(SweepConfig))
_KIND_OF_KEY = {
    entry.name: str(entry.type) for kind in (SweepConfig, CalibrationConfig) for entry in dataclasses.fields(kind)
}
_EXPECTED = {
    "str": ("een woord", "a word", ""),
    "float": ("een getal", "a number", "0.1"),
    "int": ("een geheel getal", "a whole number", "10"),
    "bool": ("true of false", "true or false", "true"),
    "list[str]": ("een lijst van namen", "a list of names", "[baseline,zelfroosteren]"),
    "dict[str, float]": (
        "namen van parameters met een getal",
        "names of parameters with a number",
        "{naam:0.5}",
    ),
}
_SCHEMAS: dict[str, type[ExperimentConfig]] = {"sweep": SweepConfig, "calibrate": CalibrationConfig}


def settings_of(command: str) -> type[ExperimentConfig]:
    """Return the dataclass that holds the settings of a command."""
    return _SCHEMAS.get(command, ExperimentConfig)


def _register(kind: type[ExperimentConfig]) -> None:
    """Hand the dataclass to Hydra; a frozen dataclass is read-only to Hydra unless the flag is lifted."""
    schema = OmegaConf.structured(kind)
    OmegaConf.set_readonly(schema, None)
    ConfigStore.instance().store(name=kind.__name__, node=schema)


def _compose(kind: type[ExperimentConfig], words: Sequence[str]) -> ExperimentConfig:
    """Let Hydra put the words on the defaults; nothing is written and nothing is instantiated."""
    with initialize(version_base="1.3", config_path=None):
        composed = compose(config_name=kind.__name__, overrides=list(words))
    return cast(ExperimentConfig, OmegaConf.to_object(composed))


def _wrong_type(word: str) -> UserMistake:
    """Say what kind of value a key takes."""
    key, _, value = word.lstrip("+").partition("=")
    key = key.split(".")[0]
    nl, en, example = _EXPECTED[_KIND_OF_KEY[key]]
    hint = f"{key}={example}"
    if _KIND_OF_KEY[key] == "list[str]" and value and not value.startswith("["):
        hint = f"{key}=[{value}]"
    if "." in word.partition("=")[0] and key == "parameters":
        nl, en, hint = "een getal", "a number", word.lstrip("+").partition("=")[0] + "=0.5"
    return UserMistake(
        nl=f"'{key}' vraagt {nl}, niet '{value}'; schrijf bijvoorbeeld {hint}.",
        en=f"'{key}' takes {en}, not '{value}'; write for instance {hint}.",
    )


def _prepare(word: str, keys: Sequence[str]) -> str:
    """Check the form of one word and bring it in the form that Hydra reads."""
    key, equals, value = word.partition("=")
    if word.startswith("-"):
        raise UserMistake(
            nl=(f"De optie '{word}' bestaat niet; schrijf instellingen als sleutel=waarde, bijvoorbeeld scale=0.1."),
            en=f"There is no option '{word}'; write settings as key=value, for instance scale=0.1.",
        )
    if not equals or not key:
        raise UserMistake(
            nl=f"'{word}' is geen instelling; schrijf sleutel=waarde, bijvoorbeeld scale=0.1.",
            en=f"'{word}' is not a setting; write key=value, for instance scale=0.1.",
        )
    root = key.split(".")[0]
    if root not in keys:
        raise unknown("sleutel", "key", key, keys)
    if root != key and root != "parameters":
        raise UserMistake(
            nl=f"'{key}' heeft geen onderdelen; schrijf {root}=waarde.",
            en=f"'{key}' has no parts; write {root}=value.",
        )
    if "${" in value:
        raise UserMistake(
            nl=(f"Een waarde mag niet naar iets anders verwijzen met '${{'; schrijf de waarde van '{key}' voluit."),
            en=f"A value may not refer to something else with '${{'; write the value of '{key}' in full.",
        )
    if _KIND_OF_KEY[root] == "str" and not (len(value) > 1 and value[0] == value[-1] and value[0] in "'\""):
        return f"{key}='" + value.replace("'", "\\'") + "'"
    return f"++{word}" if root == "parameters" else word


def compose_configuration(words: Sequence[str], command: str = "compare") -> ExperimentConfig:
    """Turn words of a command line into settings, not yet checked against what exists.

    Parameters
    ----------
    words : sequence of str
        Words such as ``scale=0.1``, ``arms=[baseline,zelfroosteren]`` or ``parameters.name=0.5``.
    command : str
        Name of the command, for what it leaves open.

    Returns
    -------
    ExperimentConfig
        Settings whose values have the right type; see :func:`scenarios.validation.validate` for the rest.

    Raises
    ------
    UserMistake
        For an unknown key, a wrong type, or a word that is not a setting.
    """
    kind = settings_of(command)
    keys = [entry.name for entry in dataclasses.fields(kind)]
    _register(kind)
    differences = COMMAND_DIFFERENCES.get(command, ())
    prepared: list[str] = []
    for word in words:
        ready = _prepare(word, keys)
        try:
            is_sweep = OverridesParser.create().parse_override(ready).is_sweep_override()
            if is_sweep:
                raise _wrong_type(word)
            _compose(kind, [ready])
        except (HydraException, OmegaConfBaseException) as problem:
            raise _wrong_type(word) from problem
        prepared.append(ready)
    return _compose(kind, [*differences, *prepared])
