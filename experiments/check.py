"""``westwerk check``: published figures against the model, hits and misses alike."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from experiments.model import Model, ask
from experiments.run import carry_out
from experiments.texts import number, unit_word
from scenarios.arms import BASELINE
from scenarios.errors import UserMistake


def check(words: Sequence[str], model: Model) -> Path:
    """Run the baseline, compare it with published figures, print the table and write it.

    Returns
    -------
    Path
        The result directory; ``run.json`` and the report hold the table.

    Raises
    ------
    UserMistake
        For anything asked that cannot be done, or another arm than the baseline.
    """
    question = ask(words, "check", model)
    if [arm.name for arm in question.arms] != [BASELINE]:
        raise UserMistake(
            nl="'westwerk check' toetst de toestand zonder maatregelen; laat arms= weg.",
            en="'westwerk check' tests the situation without measures; leave out arms=.",
        )
    directory = carry_out("check", question, model)
    rows = json.loads((directory / "run.json").read_text(encoding="utf-8"))["check"]
    print(table_of(rows, question.config.lang))
    return directory


_HEADS = {
    "nl": ("cijfer", "gepubliceerd", "model", "afwijking", "marge", "oordeel"),
    "en": ("figure", "published", "model", "deviation", "tolerance", "verdict"),
}
_VERDICTS = {"nl": ("MIST", "binnen"), "en": ("MISSES", "within")}


def table_of(rows: Sequence[Mapping[str, Any]], lang: str) -> str:
    """Lay the rows of a check out as text, followed by one line that counts the misses.

    Parameters
    ----------
    rows : sequence of mapping
        Keys ``title_nl, title_en, unit, target, value, deviation, tolerance, within``.
    lang : str
        ``nl`` or ``en``.

    Returns
    -------
    str
        Lines of text.
    """
    lines = [_HEADS[lang]]
    for row in rows:
        numbers = (number(float(row[key]), lang) for key in ("target", "value", "deviation", "tolerance"))
        verdict = _VERDICTS[lang][bool(row["within"])]
        lines.append((f"{row[f'title_{lang}']} ({unit_word(str(row['unit']), lang)})", *numbers, verdict))
    widths = [max(len(line[column]) for line in lines) for column in range(len(lines[0]))]
    text = []
    for name, *cells in lines:
        right = "  ".join(cell.rjust(width) for cell, width in zip(cells, widths[1:], strict=True))
        text.append(f"{name.ljust(widths[0])}  {right}")
    return "\n".join([*text, _verdict(rows, lang)])


def _verdict(rows: Sequence[Mapping[str, Any]], lang: str) -> str:
    """Count the misses, and how many of them are figures that nothing was fitted to."""
    misses = [row for row in rows if not row["within"]]
    apart = sum(row.get("role") == "validate" for row in misses)
    if lang == "nl":
        kept = f"; aan {apart} daarvan is niets aangepast" if apart else ""
        return f"{len(rows)} cijfers getoetst, {len(misses)} buiten de marge{kept}."
    kept = f"; nothing was fitted to {apart} of them" if apart else ""
    return f"{len(rows)} figures tested, {len(misses)} outside the tolerance{kept}."
