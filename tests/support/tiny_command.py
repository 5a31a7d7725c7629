"""The ``westwerk`` command with the tiny market behind it: ``python -m support.tiny_command compare ...``."""

from __future__ import annotations

import sys

import experiments.model
from experiments.command_line import main
from support.tiny_market import tiny_model

if __name__ == "__main__":
    experiments.model.shipped_model = tiny_model
    sys.exit(main())
