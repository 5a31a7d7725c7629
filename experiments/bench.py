"""``westwerk bench``: how fast and how large the model is at full scale, after compilation."""

from __future__ import annotations

import json
import resource
import sys
import time
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from experiments.model import Model, ask
from experiments.runner import processors
from scenarios.arms import load_library

WARM_UP_SCALE = 0.002
WARM_UP_MONTHS = 25
_AGENTS = (("employed", "all"), ("unemployed", "all"), ("inactive", "all"))
"""Together these are all agents, aged 15 to 69."""


def peak_memory_in_megabytes() -> float:
    """Return the most memory this process ever held; the system counts in kilobytes, macOS in bytes."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1024 * 1024) if sys.platform == "darwin" else peak / 1024


def warm_up(model: Model, setup: Any, months: int = WARM_UP_MONTHS) -> None:
    """Run a tiny market, half of it with every measure there is, so that every rule is compiled."""
    market = model.build_market(setup, 0)
    market.run_until(months // 2)
    measures = [entry for entry in load_library(model.levers).values() if not entry.includes]
    market.branch(model.build_policy(measures, setup, 0)).run_until(months)


def measure(words: Sequence[str], model: Model) -> dict[str, float]:
    """Run one market through the whole horizon in this process, on ``workers`` threads (0: one per processor).

    Parameters
    ----------
    words : sequence of str
        Settings, for instance ``scale=1``.
    model : Model
        The model to use.

    Returns
    -------
    dict of str to float
        ``scale``; ``persons``, agents (aged 15-69) at the start; ``months``; ``seconds``, building not counted;
        ``person_months_per_second``; ``peak_rss_mb``.

    Raises
    ------
    UserMistake
        For settings that cannot be used.
    """
    question = ask(words, "bench", model)
    lang = question.config.lang
    print("Regels compileren" if lang == "nl" else "Compiling the rules", file=sys.stderr, flush=True)
    warm_up(model, model.make_setup(replace(question.config, scale=WARM_UP_SCALE)))
    setup = model.make_setup(question.config)
    started = time.perf_counter()
    market = model.build_market(setup, 0)
    threads = question.config.workers or processors()
    market.use_threads(threads)
    built = time.perf_counter()
    market.run_until(question.end)
    finished = time.perf_counter()
    words_built = "Markt gebouwd in {} s; threads: {}" if lang == "nl" else "Market built in {} s; threads: {}"
    print(words_built.format(round(built - started, 2), threads), file=sys.stderr, flush=True)
    series = [list(model.series).index(name) for name in _AGENTS]
    agents = market.measurements.values[:, -1, series].sum(axis=1) * question.config.scale
    seconds = finished - built
    return {
        "scale": question.config.scale,
        "persons": round(float(agents[0])),
        "months": question.end,
        "seconds": round(seconds, 3),
        "person_months_per_second": round(float(agents.sum()) / seconds),
        "peak_rss_mb": round(peak_memory_in_megabytes(), 1),
    }


def bench(words: Sequence[str], model: Model) -> None:
    """Measure and print; the last line is one JSON object."""
    print(json.dumps(measure(words, model)))
