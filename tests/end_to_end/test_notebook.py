"""The notebook of the documentation runs as it stands, and is kept without outputs."""

from __future__ import annotations

import ast
import json
from pathlib import Path
from typing import Any

import matplotlib.figure
import pandas as pd
import pytest

from experiments.pictures.style import Picture

NOTEBOOK = Path(__file__).resolve().parents[2] / "docs" / "comparison.ipynb"


def cells(kind: str) -> list[dict[str, Any]]:
    content = json.loads(NOTEBOOK.read_text(encoding="utf-8"))
    assert (content["nbformat"], content["nbformat_minor"]) == (4, 5)
    return [cell for cell in content["cells"] if cell["cell_type"] == kind]


def run_cell(source: str, names: dict[str, Any]) -> Any:
    """Run a cell and give the value of its last line, as a notebook shows it."""
    tree = ast.parse(source)
    last = tree.body.pop() if isinstance(tree.body[-1], ast.Expr) else None
    exec(compile(tree, "cell", "exec"), names)
    return eval(compile(ast.Expression(last.value), "cell", "eval"), names) if isinstance(last, ast.Expr) else None


def test_every_cell_runs_and_shows_something(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    names: dict[str, Any] = {"__name__": "notebook"}
    shown = [run_cell("".join(cell["source"]), names) for cell in cells("code")]
    pictures = [value for value in shown if isinstance(value, Picture)]
    assert len(pictures) == 3
    for picture in pictures:
        assert picture._repr_png_().startswith(b"\x89PNG")
        assert isinstance(picture.figure, matplotlib.figure.Figure)
        assert picture.title and picture.alternative and len(picture.table)
    assert all(len(value) for value in shown if isinstance(value, pd.DataFrame))
    assert list(tmp_path.iterdir()) == []


def test_outputs_are_not_kept() -> None:
    for cell in cells("code"):
        assert cell["outputs"] == [] and cell["execution_count"] is None
    assert len({cell["id"] for cell in cells("code") + cells("markdown")}) == len(cells("code") + cells("markdown"))
