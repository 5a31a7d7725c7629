"""What is assumed about measures in each replication: values drawn from their ranges, the same in every arm."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np

from agents.draws import Luck, uniform
from scenarios.intervention import Intervention, Quantity
from scenarios.setup import Setup


class Assumption(NamedTuple):
    """A value of a measure that is not certain.

    Attributes
    ----------
    draw : str
        Name of the draw that decides it; assumptions that share a draw are high and low together.
    measure, name : str
        Name of the intervention, and of the value as in ``run.json``.
    acts : bool
        Whether it can change what people and employers do; cost and hours cannot.
    at : callable
        Gives the value that belongs to a number drawn in (0, 1).
    """

    draw: str
    measure: str
    name: str
    acts: bool
    at: Callable[[float], float]


def name_of_effect(lever: str, parameter: str) -> str:
    """Name the draw of a parameter of a lever: the same for every measure that uses the lever."""
    return f"effect:{lever}:{parameter}"


def name_of_quantity(intervention: Intervention, name: str) -> str:
    """Name the draw of support, or of an amount of euros and hours; variants of a measure share it."""
    return f"{intervention.family}:{name}"


def assumed_luck(setup: Setup, replication: int) -> Luck | None:
    """Return the keys with which assumptions of a replication are drawn; None where they are not drawn."""
    return Luck(setup.seed, replication // setup.luck_per_draw) if setup.uncertainty else None


def drawn(name: str, assumed: Luck) -> float:
    """Draw the number in (0, 1) that decides an assumption."""
    return float(uniform(assumed.key(name), np.uint64(0)))


def assumptions_of(intervention: Intervention, levers: Mapping[str, Any]) -> Iterator[Assumption]:
    """Tell which values of an intervention are drawn: those with a range, and support only where it is required.

    Parameters
    ----------
    intervention : Intervention
        A single intervention, not a bundle.
    levers : mapping of str to lever
        Levers with their declared parameters.

    Yields
    ------
    Assumption
        In the order of the levers, then support, cost and hours.
    """
    for use in intervention.levers:
        for name, declared in levers[use.lever].parameters.items():
            quantity = use.parameters.get(name, declared)
            if quantity.lower < quantity.upper:
                yield Assumption(name_of_effect(use.lever, name), intervention.name, name, True, quantity.at)
    support = intervention.support.shares if intervention.support.required else {}
    yield from _quantities(intervention, "support.", "", support, True)
    for section, ending, amounts in (("cost.", "_eur", intervention.cost), ("hours.", "_hours", intervention.hours)):
        yield from _quantities(intervention, section, ending, {} if amounts is None else amounts.given, False)


def _quantities(
    intervention: Intervention, section: str, ending: str, given: Mapping[str, Quantity], acts: bool
) -> Iterator[Assumption]:
    """Tell which quantities have a range, under the names of the file."""
    for name, quantity in given.items():
        if quantity.lower < quantity.upper:
            draw = name_of_quantity(intervention, name)
            yield Assumption(draw, intervention.name, f"{section}{name}{ending}", acts, quantity.at)


def drawn_numbers(assumptions: Sequence[Assumption], setup: Setup, replications: int) -> dict[str, list[float]]:
    """Draw again, for every replication, the numbers in (0, 1) that decided assumptions.

    Parameters
    ----------
    assumptions : sequence of Assumption
        Of one or more measures.
    setup : Setup
        Seed, and how assumptions were drawn.
    replications : int
        Number of replications.

    Returns
    -------
    dict of str to list of float
        One number per replication by name of the draw; empty where nothing was drawn.
    """
    if not setup.uncertainty:
        return {}
    names = dict.fromkeys(assumption.draw for assumption in assumptions)
    lucks = [Luck(setup.seed, replication // setup.luck_per_draw) for replication in range(replications)]
    return {name: [drawn(name, luck) for luck in lucks] for name in names}
