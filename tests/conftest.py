"""What every test may use."""

from __future__ import annotations

import pytest
from support.tiny_market import tiny_model

from experiments.model import Model


@pytest.fixture
def model() -> Model:
    """A model of a few numbers."""
    return tiny_model()
