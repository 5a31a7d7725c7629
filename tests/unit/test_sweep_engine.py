"""A row that goes wrong stays alone, and a worker that dies takes nothing with it."""

from __future__ import annotations

from support.sweep_functions import FunctionTask

from experiments.sweep.engine import Piece

TASK = FunctionTask("ishigami", 1)
PIECES: list[Piece] = [
    ((0, (-1.0, 0.0, 0.0)), (1, (-2.0, 0.0, 0.0))),
    ((2, (1.0, 0.0, 0.0)),),
    ((3, (-3.0, 0.0, 0.0)),),
]
