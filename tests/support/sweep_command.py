"""The ``westwerk`` command with a function in the place of the model: ``python -m support.sweep_command sweep ...``."""

from __future__ import annotations

import sys

import experiments.model
from experiments.command_line import main
from support.sweep_functions import function_model

if __name__ == "__main__":
    experiments.model.shipped_model = function_model
    sys.exit(main())
