"""``westwerk compare``: the same people with the same luck under several sets of measures."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from experiments.model import Model, ask
from experiments.run import carry_out
from scenarios.errors import UserMistake
from scenarios.validation import Question


def compare(words: Sequence[str], model: Model) -> Path:
    """Compare arms, replication by replication, and write results and report.

    Returns
    -------
    Path
        The result directory.

    Raises
    ------
    UserMistake
        For anything asked that cannot be done.
    """
    return carry_out("compare", ask_comparison(words, model), model)


def ask_comparison(words: Sequence[str], model: Model) -> Question:
    """Turn words into a question about at least two arms.

    Raises
    ------
    UserMistake
        For anything asked that cannot be done.
    """
    question = ask(words, "compare", model)
    if len(question.arms) < 2:
        raise UserMistake(
            nl=("Een vergelijking vraagt minstens twee armen; schrijf bijvoorbeeld arms=[baseline,zelfroosteren]."),
            en="A comparison takes at least two arms; write for instance arms=[baseline,zelfroosteren].",
        )
    return question
