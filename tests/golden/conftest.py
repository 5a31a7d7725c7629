"""The option that writes the golden values anew: ``pytest tests/golden --refresh-golden``."""

from __future__ import annotations

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--refresh-golden", action="store_true", help="write the golden values anew")
