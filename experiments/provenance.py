"""Where results come from: everything in ``run.json`` that lets a stranger repeat a run."""

from __future__ import annotations

import dataclasses
import hashlib
import json
import platform
import subprocess
from collections.abc import Mapping
from datetime import UTC, datetime
from importlib import metadata
from pathlib import Path
from typing import Any

from scenarios.arms import Arm
from scenarios.defence_file import read_defence
from scenarios.intervention import AS_REPORTED, NOT_A_PART, SCOPES, Amounts, Intervention, Quantity
from scenarios.validation import Question
from simulation.calendar import month_date

PACKAGES = (
    "mesa",
    "numpy",
    "scipy",
    "numba",
    "pandas",
    "pyarrow",
    "hydra-core",
    "omegaconf",
    "matplotlib",
    "jinja2",
    "SALib",
)
_NOT_PART_OF_THE_QUESTION = ("output", "workers", "lang")


def package_version() -> str:
    """Return the version of Westwerk itself."""
    try:
        return metadata.version("westwerk")
    except metadata.PackageNotFoundError:
        return "0"


def code_version() -> str:
    """Return the state of the source code as git names it, or the package version outside a clone."""
    root = Path(__file__).resolve().parent.parent
    if not (root / ".git").exists():
        return package_version()
    try:
        described = subprocess.run(
            ["git", "describe", "--always", "--dirty", "--tags"],
            cwd=root,
            capture_output=True,
            text=True,
            timeout=10,
            check=True,
        )
    except (OSError, subprocess.SubprocessError):
        return package_version()
    return described.stdout.strip()


def versions() -> dict[str, str]:
    """Return versions of the code, of Python and of the packages that compute, by name."""
    known = {"westwerk": package_version(), "code": code_version(), "python": platform.python_version()}
    for name in PACKAGES:
        try:
            known[name] = metadata.version(name)
        except metadata.PackageNotFoundError:
            continue
    return known


def run_identity(configuration: Mapping[str, Any], known_versions: Mapping[str, Any]) -> str:
    """Return a short name for a question and the code that answers it; the same question keeps the same name.

    Parameters
    ----------
    configuration : mapping
        All settings; where results go, in which language and with how many processes does not count.
    known_versions : mapping
        Result of :func:`versions` together with the versions of the data.

    Returns
    -------
    str
        Twelve hexadecimal digits.
    """
    question = {key: value for key, value in configuration.items() if key not in _NOT_PART_OF_THE_QUESTION}
    text = json.dumps([question, known_versions], sort_keys=True, default=str)
    return hashlib.blake2b(text.encode(), digest_size=6).hexdigest()


def _row(name: str, number: Any, unit: str) -> dict[str, Any]:
    """Return one assumption as a row; ``number`` has a value and a range."""
    return {
        "parameter": name,
        "value": number.value,
        "lower": number.lower,
        "upper": number.upper,
        "unit": unit,
        "source": number.source,
    }


_EVERY = {
    "per_employer_month": " per month",
    "per_coach_month": " per month",
    "per_month": " per month",
    "per_hour": " per hour",
}
"""What is added to the unit of amounts that are not asked once."""


def assumptions(intervention: Intervention, levers: Mapping[str, Any]) -> list[dict[str, Any]]:
    """List every number an intervention rests on, with its range and its source; not what it leaves unused.

    Parameters
    ----------
    intervention : Intervention
        A single intervention, not a bundle.
    levers : mapping of str to lever
        Levers with their declared parameters.

    Returns
    -------
    list of dict
        Keys ``lever, parameter, value, lower, upper, unit, source``; ``lever`` is empty for numbers of the
        intervention itself.
    """
    rows = []
    for use in intervention.levers:
        for name, declared in levers[use.lever].parameters.items():
            chosen = use.parameters.get(name, declared)
            if chosen.source != NOT_A_PART:
                rows.append({"lever": use.lever, **_row(name, chosen, declared.unit)})
    coverage = Quantity(intervention.coverage, intervention.coverage, intervention.coverage, "choice of the scenario")
    scopes = _scopes(intervention, levers)
    unit = f"share of target {scopes[0].replace('_', '-')}" if len(scopes) == 1 else "share of the target"
    own = [_row("coverage", coverage, unit)]
    own += [_row(f"support.{side}", share, "probability") for side, share in intervention.support.shares.items()]
    own += _amounts("cost", "eur", "euro", intervention.cost) + _amounts("hours", "hours", "hours", intervention.hours)
    return rows + [{"lever": "", **row} for row in own]


def _amounts(section: str, ending: str, unit: str, amounts: Amounts | None) -> list[dict[str, Any]]:
    """Return what an intervention asks for as rows, under the names of its file; not what levers count themselves."""
    given = amounts.given.items() if amounts is not None else ()
    return [
        _row(f"{section}.{name}_{ending}", amount, f"{unit}{_EVERY.get(name, '')}")
        for name, amount in given
        if amount is not AS_REPORTED
    ]


def _scopes(intervention: Intervention, levers: Mapping[str, Any]) -> list[str]:
    """Tell on whom an intervention works, in a fixed order."""
    found = {levers[use.lever].scope for use in intervention.levers}
    return [scope for scope in SCOPES if scope in found]


def describe_intervention(intervention: Intervention, levers: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a report says about an intervention."""
    return {
        "name": intervention.name,
        "title_nl": intervention.title_nl,
        "title_en": intervention.title_en,
        "description_nl": intervention.description_nl,
        "description_en": intervention.description_en,
        "evidence": list(intervention.evidence),
        "evidence_level": intervention.evidence_level,
        "reviews": list(intervention.reviews),
        "levers": [use.lever for use in intervention.levers],
        "scopes": _scopes(intervention, levers),
        "target": dataclasses.asdict(intervention.target),
        "coverage": intervention.coverage,
        "roll_out": dataclasses.asdict(intervention.roll_out),
        "support_required": intervention.support.required,
        "support_asked": list(intervention.support.shares),
        "cost_known": intervention.cost is not None,
        "hours_known": intervention.hours is not None,
        "assumptions": assumptions(intervention, levers),
    }


def _single_interventions(arms: tuple[Arm, ...]) -> list[Intervention]:
    """Return every intervention of the arms once, in order of appearance."""
    return list({entry.name: entry for arm in arms for entry in arm.interventions}.values())


def run_information(
    command: str,
    question: Question,
    levers: Mapping[str, Any],
    *,
    data_versions: Mapping[str, str],
    region_title: str,
    sub_regions: tuple[str, ...],
    check: list[dict[str, Any]],
    duration_seconds: float,
) -> dict[str, Any]:
    """Put together the content of ``run.json``.

    Parameters
    ----------
    command : str
        Name of the command.
    question : Question
        The settings with their arms.
    levers : mapping of str to lever
        Levers with their declared parameters.
    data_versions : mapping of str to str
        Versions of the region pack.
    region_title : str
        Name of the region as a whole.
    sub_regions : tuple of str
        Names of its parts.
    check : list of dict
        Rows of the check against published figures; may be empty.
    duration_seconds : float
        How long the computation took.

    Returns
    -------
    dict
        Values that JSON can hold.
    """
    config = question.config
    configuration = dataclasses.asdict(config)
    known = versions()
    has_measures = any(arm.interventions for arm in question.arms)
    about_defence = [
        {"parameter": name, **dataclasses.asdict(quantity)}
        for name, quantity in read_defence(config.defence).quantities.items()
    ]
    return {
        "run_id": run_identity(configuration, {**known, "data": dict(data_versions), "defence": about_defence}),
        "command": command,
        "created": datetime.now(UTC).isoformat(timespec="seconds"),
        "configuration": configuration,
        "arms": [arm.name for arm in question.arms],
        "arm_titles": {arm.name: {"nl": arm.title_nl, "en": arm.title_en} for arm in question.arms},
        "arm_interventions": {arm.name: [entry.name for entry in arm.interventions] for arm in question.arms},
        "interventions": [describe_intervention(entry, levers) for entry in _single_interventions(question.arms)],
        "horizon": config.horizon,
        "policy_start": month_date(question.policy_start).isoformat() if has_measures else None,
        "region": {"name": region_title, "sub_regions": list(sub_regions)},
        "check": check,
        "versions": known,
        "data_versions": dict(data_versions),
        "defence": about_defence,
        "seeds": {"master": config.seed, "replications": list(range(config.replications))},
        "duration_seconds": round(duration_seconds, 3),
    }
