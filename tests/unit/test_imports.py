"""Imports run one way, nothing in a configuration can be executed, and luck comes from keys alone."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
MAY_IMPORT = {
    "agents": {"agents"},
    "simulation": {"agents", "simulation"},
    "scenarios": {"agents", "simulation", "scenarios"},
    "calibration": {"agents", "simulation", "scenarios", "calibration"},
    "experiments": {"agents", "simulation", "scenarios", "calibration", "experiments"},
}
FILES = [path for package in MAY_IMPORT for path in sorted((ROOT / package).rglob("*.py"))]


def imported(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_imports_run_one_way(path: Path) -> None:
    package = path.relative_to(ROOT).parts[0]
    tree = ast.parse(path.read_text(encoding="utf-8"))
    ours = {name.split(".")[0] for name in imported(tree)} & set(MAY_IMPORT)
    assert ours <= MAY_IMPORT[package]


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_code_instantiates_from_configuration_or_draws_without_a_key(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    tree = ast.parse(source)
    names = set(imported(tree))
    assert not any(name.startswith(("hydra.utils", "numpy.random", "random")) for name in names)
    attributes = {
        f"{node.value.id}.{node.attr}"
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name)
    }
    assert not attributes & {"np.random", "numpy.random", "hydra.utils"}
    assert "_target_" not in source


def test_no_shipped_configuration_names_code() -> None:
    for path in (ROOT / "scenarios").rglob("*.yaml"):
        text = path.read_text(encoding="utf-8")
        assert "_target_" not in text
        assert "!!python" not in text


def test_no_source_file_is_long() -> None:
    assert [str(path) for path in FILES if len(path.read_text(encoding="utf-8").splitlines()) > 400] == []
