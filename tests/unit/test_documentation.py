"""The documentation says what the code says: tables, links, examples and commands."""

from __future__ import annotations

import importlib
import re
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from experiments.help import COMMANDS
from scenarios.arms import load_library, resolve_arms
from scenarios.config import compose_configuration
from scenarios.levers import LEVERS

ROOT = Path(__file__).resolve().parents[2]
ODD = ROOT / "docs" / "ODD.md"
PAGES = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").glob("*.md"))]
GENERATED = [ODD, *(ROOT / "docs" / f"{name}.md" for name in ("interventions", "actions", "barriers", "calibration"))]
LINK = re.compile(r"\]\((?!https?:|#)([^)#]+)")
CODE_PATH = re.compile(r"`((?:agents|simulation|scenarios|calibration|experiments|docs|tests)/[\w./]+)`")


@pytest.fixture(scope="module")
def generate() -> Iterator[ModuleType]:
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(ROOT / "docs")
        yield importlib.import_module("generate")


@pytest.mark.parametrize("page", GENERATED, ids=lambda page: page.name)
def test_tables_are_those_of_the_code(generate: ModuleType, page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert generate.rewrite(text) == text, "run: python docs/generate.py"


def test_every_table_has_its_place(generate: ModuleType) -> None:
    assert tuple(GENERATED) == generate.DOCUMENTS
    names = [name for page in GENERATED for name in generate.block_names(page.read_text(encoding="utf-8"))]
    assert sorted(names) == sorted(generate.BLOCKS)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_and_paths_lead_somewhere(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    places = [page.parent / target for target in LINK.findall(text)]
    places += [ROOT / target for target in CODE_PATH.findall(text)]
    assert [str(place) for place in places if not place.exists()] == []


def readme_intervention() -> str:
    blocks = re.findall(r"```yaml\n(.*?)```", (ROOT / "README.md").read_text(encoding="utf-8"), re.DOTALL)
    assert len(blocks) == 1
    return str(blocks[0])


def test_the_intervention_of_the_readme_is_accepted(tmp_path: Path) -> None:
    (tmp_path / "brede_instap_zorg.yaml").write_text(readme_intervention(), encoding="utf-8")
    assert "brede_instap_zorg" in load_library(LEVERS, tmp_path)


def test_the_commands_of_the_readme_are_understood(tmp_path: Path) -> None:
    (tmp_path / "brede_instap_zorg.yaml").write_text(readme_intervention(), encoding="utf-8")
    library = load_library(LEVERS, tmp_path)
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    lines = re.findall(r"^westwerk (\w+)(.*)$", text, re.MULTILINE)
    assert lines
    for command, words in lines:
        assert command in COMMANDS
        settings = [word for word in words.split("#")[0].split() if "=" in word]
        if command in ("run", "compare", "check", "bench"):
            resolve_arms(compose_configuration(settings, command).arms, library)
