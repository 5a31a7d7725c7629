"""What tests of several folders share."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.tiny_market import tiny_model
from support.written_report import full_report

from experiments.model import Model


@pytest.fixture
def model() -> Model:
    """A model of a few numbers."""
    return tiny_model()


@pytest.fixture(scope="session")
def reports(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The report with everything in it, by language; made once, since drawing takes seconds."""
    folder = tmp_path_factory.mktemp("reports")
    return {language: full_report(folder / language, language) for language in ("nl", "en")}
