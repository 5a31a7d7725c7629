"""Markets that are dropped leave no memory behind."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import agents

ROOT = Path(agents.__file__).resolve().parent.parent

# In a process of its own, because the peak of memory is kept for the life of a process.
PROGRAM = """
import gc, json, resource, weakref
from scenarios.build import build_market
from scenarios.setup import Setup

def build_run_and_drop(number):
    market = build_market(Setup(scale=0.001, seed=number % 3), number)
    market.run_until(2)
    return weakref.ref(market)

def peak():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

for number in range(20):
    build_run_and_drop(number)
before = peak()
dropped = [build_run_and_drop(number) for number in range(200)]
gc.collect()
alive = sum(reference() is not None for reference in dropped)
print(json.dumps({"alive": alive, "grown_kb": peak() - before}))
"""


def test_two_hundred_markets_built_and_run_leave_no_memory_behind() -> None:
    finished = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
    )
    result = json.loads(finished.stdout)
    assert result["alive"] == 0
    # Two hundred markets of this size hold over two hundred megabytes.
    assert result["grown_kb"] < 40_000
