"""What a sweep can vary: behaviour on one side, measures on the other, each number with its declared range."""

from __future__ import annotations

import fnmatch
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from omegaconf import OmegaConf

from scenarios.arms import Arm
from scenarios.errors import UserMistake, unknown
from scenarios.intervention import Intervention, Quantity

__all__ = [
    "LEVERS",
    "UNCERTAINTIES",
    "Factor",
    "choose_factors",
    "declared_factors",
    "factor_titles",
    "split_values",
    "varied_arms",
]

UNCERTAINTIES = "uncertainties"
LEVERS = "levers"
"""The two groups: numbers about behaviour, and numbers about the measures of the arms. They never share a mapping."""

_TITLES = Path(__file__).parent.parent / "templates" / "factors.yaml"
_SUPPORT = ("staff", "management", "school", "company")


@dataclass(frozen=True)
class Factor:
    """One number that a sweep varies.

    Attributes
    ----------
    name : str
        Name of a parameter, or ``lever.parameter``, or ``intervention.support_staff`` and the like.
    group : str
        ``uncertainties`` or ``levers``.
    value, lower, upper : float
        Central value and declared range.
    unit, source : str
        As declared.
    title_nl, title_en : str
        For a reader.
    """

    name: str
    group: str
    value: float
    lower: float
    upper: float
    unit: str
    source: str
    title_nl: str
    title_en: str

    def title(self, lang: str) -> str:
        """Return the title in a language."""
        return self.title_en if lang == "en" else self.title_nl


@lru_cache(maxsize=1)
def factor_titles() -> dict[str, dict[str, str]]:
    """Read the titles of factors by name, each in Dutch and in English."""
    read = OmegaConf.to_container(OmegaConf.load(_TITLES))
    assert isinstance(read, dict)
    return {str(name): dict(texts) for name, texts in read.items()}


def _factor(name: str, group: str, declared: Any, unit: str, owner: Intervention | None = None) -> Factor:
    """Make a factor of a declaration; a number without a title is called by its name."""
    plain = name.rpartition(".")[2] if owner else name
    titles = factor_titles().get(plain, {"nl": name, "en": name})
    nl, en = titles["nl"], titles["en"]
    if owner:
        nl, en = f"{nl} ({owner.title_nl})", f"{en} ({owner.title_en})"
    return Factor(name, group, declared.value, declared.lower, declared.upper, unit, declared.source, nl, en)


def declared_factors(
    arms: Sequence[Arm], parameters: Mapping[str, Any], levers: Mapping[str, Any]
) -> dict[str, Factor]:
    """List everything that has a range and can make a difference between these arms.

    Parameters
    ----------
    arms : sequence of Arm
        The futures of the sweep; only their levers and their support can be varied.
    parameters : mapping of str to declaration
        Behavioural parameters.
    levers : mapping of str to lever
        Levers with their declared parameters.

    Returns
    -------
    dict of str to Factor
        Levers first, so that rows which differ in measures only stand together in a design.
    """
    found: dict[str, Factor] = {}
    single = {entry.name: entry for arm in arms for entry in arm.interventions}
    for intervention in single.values():
        for use in intervention.levers:
            for name, declared in levers[use.lever].parameters.items():
                full = f"{use.lever}.{name}"
                chosen = use.parameters.get(name, declared)
                if chosen.lower < chosen.upper:
                    found.setdefault(full, _factor(full, LEVERS, chosen, declared.unit))
    for intervention in single.values():
        if not intervention.support.required:
            continue
        for side in _SUPPORT:
            quantity: Quantity | None = getattr(intervention.support, side)
            if quantity is not None and quantity.lower < quantity.upper:
                full = f"{intervention.name}.support_{side}"
                found[full] = _factor(full, LEVERS, quantity, "probability", intervention)
    for name, declared in parameters.items():
        if declared.lower < declared.upper:
            found[name] = _factor(name, UNCERTAINTIES, declared, declared.unit)
    return found


def choose_factors(words: Sequence[str], declared: Mapping[str, Factor]) -> tuple[Factor, ...]:
    """Find the factors that words stand for.

    Parameters
    ----------
    words : sequence of str
        Names, the groups ``uncertainties`` and ``levers``, or patterns such as ``coaching_*``.
    declared : mapping of str to Factor
        Result of :func:`declared_factors`.

    Returns
    -------
    tuple of Factor
        Each once, in the order of declaration.

    Raises
    ------
    UserMistake
        For a word that stands for nothing, or fewer than two factors.
    """
    chosen: set[str] = set()
    for word in words:
        if word in (UNCERTAINTIES, LEVERS):
            matches = [name for name, factor in declared.items() if factor.group == word]
        else:
            matches = fnmatch.filter(declared, word) if any(sign in word for sign in "*?[") else [word]
        if not matches:
            raise UserMistake(
                nl=f"Bij '{word}' hoort geen factor; 'westwerk list parameters' en 'westwerk list hefbomen' tonen ze.",
                en=f"No factor belongs to '{word}'; 'westwerk list parameters' and 'westwerk list levers' show them.",
            )
        for name in matches:
            if name not in declared:
                raise unknown("factor", "factor", name, (UNCERTAINTIES, LEVERS, *declared))
        chosen.update(matches)
    if len(chosen) < 2:
        raise UserMistake(
            nl="Een sweep vergelijkt minstens twee factoren; schrijf bijvoorbeeld factors=[levers,visits_unemployed].",
            en="A sweep compares at least two factors; write for instance factors=[levers,visits_unemployed].",
        )
    return tuple(factor for name, factor in declared.items() if name in chosen)


def split_values(factors: Sequence[Factor], values: Sequence[float]) -> tuple[dict[str, float], dict[str, float]]:
    """Return the values of one row by name: uncertainties, then levers."""
    named = list(zip(factors, map(float, values), strict=True))
    return (
        {factor.name: value for factor, value in named if factor.group == UNCERTAINTIES},
        {factor.name: value for factor, value in named if factor.group == LEVERS},
    )


def varied_arms(arms: Sequence[Arm], values: Mapping[str, float], levers: Mapping[str, Any]) -> tuple[Arm, ...]:
    """Give the measures of some arms other numbers.

    Parameters
    ----------
    arms : sequence of Arm
        Futures.
    values : mapping of str to float
        Numbers by name of the factor; the same lever gets the same number in every arm.
    levers : mapping of str to lever
        Levers with their declared parameters.

    Returns
    -------
    tuple of Arm
        The same futures with these numbers fixed.
    """
    return tuple(
        replace(arm, interventions=tuple(_varied(entry, values, levers) for entry in arm.interventions)) for arm in arms
    )


def _fixed(value: float) -> Quantity:
    """Return a number without a range, so that it holds whether or not assumptions are drawn."""
    return Quantity(value, value, value, "sweep")


def _varied(intervention: Intervention, values: Mapping[str, float], levers: Mapping[str, Any]) -> Intervention:
    """Fix the numbers of one intervention that are varied."""
    uses = []
    for use in intervention.levers:
        own = {
            name: _fixed(values[f"{use.lever}.{name}"])
            for name in levers[use.lever].parameters
            if f"{use.lever}.{name}" in values
        }
        uses.append(replace(use, parameters={**use.parameters, **own}))
    sides: dict[str, Any] = {
        side: _fixed(values[f"{intervention.name}.support_{side}"])
        for side in _SUPPORT
        if f"{intervention.name}.support_{side}" in values
    }
    return replace(intervention, levers=tuple(uses), support=replace(intervention.support, **sides))
