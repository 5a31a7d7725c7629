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
        Draw assumed parameters from their ranges in each replication, instead of using their central values.
    parameters : dict of str to float
        Differences from the declared values of the model's parameters.
    policy_start : str
        Month in which measures start, ``YYYY-MM``; empty for the month of the horizon.
    interventions_directory : str
        Folder with further intervention files; empty for none.
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


DEMANDS: tuple[str, ...] = ("business_as_usual", "longer_working")
"""Variants of labour demand: the observed pattern of exits, and exits of the over-55s two years later."""

COMMAND_DIFFERENCES: dict[str, tuple[str, ...]] = {
    "run": ("arms=[baseline]",),
    "check": ("arms=[baseline]", "replications=3"),
    "bench": ("arms=[baseline]", "replications=1", "scale=1.0"),
}
"""What a command asks for when the user leaves it open, where that is not the default."""

KEYS: tuple[str, ...] = tuple(entry.name for entry in dataclasses.fields(ExperimentConfig))
_KIND_OF_KEY = {entry.name: str(entry.type) for entry in dataclasses.fields(ExperimentConfig)}
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
_SCHEMA = "westwerk_experiment"


def _register() -> None:
    """Hand the dataclass to Hydra; a frozen dataclass is read-only to Hydra unless the flag is lifted."""
    schema = OmegaConf.structured(ExperimentConfig)
    OmegaConf.set_readonly(schema, None)
    ConfigStore.instance().store(name=_SCHEMA, node=schema)


def _compose(words: Sequence[str]) -> ExperimentConfig:
    """Let Hydra put the words on the defaults; nothing is written and nothing is instantiated."""
    with initialize(version_base="1.3", config_path=None):
        composed = compose(config_name=_SCHEMA, overrides=list(words))
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


def _prepare(word: str) -> str:
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
    if root not in _KIND_OF_KEY:
        raise unknown("sleutel", "key", key, KEYS)
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
    _register()
    differences = COMMAND_DIFFERENCES.get(command, ())
    prepared: list[str] = []
    for word in words:
        ready = _prepare(word)
        try:
            is_sweep = OverridesParser.create().parse_override(ready).is_sweep_override()
            if is_sweep:
                raise _wrong_type(word)
            _compose([ready])
        except (HydraException, OmegaConfBaseException) as problem:
            raise _wrong_type(word) from problem
        prepared.append(ready)
    return _compose([*differences, *prepared])
