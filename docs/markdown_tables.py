"""How tables of the generated pages are written in Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Sequence


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Lay rows out as a Markdown table.

    Parameters
    ----------
    heads : sequence of str
        Column heads.
    rows : iterable of sequence of str
        Cells; a bar inside a cell is escaped.

    Returns
    -------
    str
        Lines of text, ending with a new line.
    """
    lines = [heads, ["---"] * len(heads), *rows]
    return "".join(f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in line)} |\n" for line in lines)


def span(lower: float, upper: float) -> str:
    """Write a range."""
    return f"{lower:.10g} to {upper:.10g}"


def codes(names: Iterable[str]) -> str:
    """Write names as code, with a dash for none."""
    return ", ".join(f"`{name}`" for name in names) or "-"


def words(name: str) -> str:
    """Write a name as words."""
    return name.replace("_", " ")
