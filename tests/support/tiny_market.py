"""A market of a few numbers that behaves like the real one towards the commands, in any process."""

from __future__ import annotations

import os
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np

from agents.region import SUB_REGIONS
from experiments.model import Model
from scenarios.config import ExperimentConfig
from scenarios.intervention import Intervention
from scenarios.levers import LEVERS as SHIPPED_LEVERS
from scenarios.levers import LeverParameter

SERIES = tuple((name, "all") for name in ("employed", "unemployed", "inactive", "vacancies_filled"))
INDICATORS = {
    "unemployed": SimpleNamespace(unit="persons", kind="stock", title_nl="Werklozen", title_en="Unemployed"),
    "inactive": SimpleNamespace(unit="persons", kind="stock", title_nl="Niet-actieven", title_en="Inactive"),
    "employed": SimpleNamespace(unit="persons", kind="stock", title_nl="Werkenden", title_en="Employed"),
    "vacancies_filled": SimpleNamespace(unit="vacancies", kind="flow", title_nl="Ingevuld", title_en="Filled"),
}
STRENGTH = {"strength": LeverParameter(0.2, 0.0, 0.5, "share", "assumption")}
LEVERS = {
    name: SimpleNamespace(
        name=name,
        title_nl=name,
        title_en=name,
        scope=lever.scope,
        parameters=STRENGTH if name == "schedule_control" else lever.parameters,
    )
    for name, lever in SHIPPED_LEVERS.items()
}
PARAMETERS = {"taste": SimpleNamespace(value=1.0, lower=0.0, upper=2.0, unit="utility", source="assumption")}
BREAKS = "TINY_MARKET_BREAKS"
LINGERS = "TINY_MARKET_LINGERS"


class TinyMarket:
    """Numbers that follow from seed, replication, month and policy."""

    def __init__(self, seed: int, replication: int, rows: list[np.ndarray], strength: float) -> None:
        self.seed = seed
        self.replication = replication
        self.rows = rows
        self.strength = strength

    @property
    def measurements(self) -> Any:
        return SimpleNamespace(values=np.array(self.rows))

    def use_threads(self, threads: int) -> None:
        pass

    def run_until(self, month: int) -> None:
        if os.environ.get(BREAKS) == str(self.replication):
            os._exit(9)
        time.sleep(float(os.environ.get(LINGERS, "0")))
        for now in range(len(self.rows), month):
            luck = np.random.default_rng([self.seed, self.replication, now]).random((len(SUB_REGIONS) + 1, len(SERIES)))
            self.rows.append(1000 + 100 * luck + self.strength)

    def branch(self, policy: float) -> TinyMarket:
        return TinyMarket(self.seed, self.replication, list(self.rows), policy)


def build_market(setup: Mapping[str, Any], replication: int) -> TinyMarket:
    return TinyMarket(setup["seed"], replication, [], 0.0)


def build_policy(interventions: Sequence[Intervention], setup: Mapping[str, Any], replication: int) -> float:
    return 10.0 * sum(entry.coverage for entry in interventions)


def make_setup(config: ExperimentConfig) -> dict[str, Any]:
    return {"seed": config.seed}


def check_table(values: np.ndarray, figures: Any) -> list[dict[str, Any]]:
    value = float(values[..., 1].mean())
    words = {"title_nl": "Werkenden", "title_en": "Employed", "unit": "persons", "source": "test"}
    return [
        {
            **words,
            "target": 900.0,
            "value": value,
            "deviation": value - 900.0,
            "tolerance": 1.0,
            "within": False,
        }
    ]


class TinyModel(Model):
    """A model whose report is a single word, because drawing pictures takes long."""

    def draw_report(self, directory: Path, lang: str, region: str, **in_memory: Any) -> None:
        (directory / "report.html").write_text(lang)


def tiny_model(**changes: Any) -> Model:
    """The doors of the tiny market; a test may replace some."""
    doors = {
        "make_setup": make_setup,
        "build_market": build_market,
        "build_policy": build_policy,
        "load_region": lambda name: SimpleNamespace(name_nl="West-Vlaanderen", targets={}),
        "data_versions": lambda name: {"region_pack": name},
        "check_table": check_table,
        "levers": LEVERS,
        "parameters": PARAMETERS,
        "indicators": INDICATORS,
        "series": SERIES,
        "demographies": ("recent_rates", "dc_noise_2013"),
    }
    return TinyModel(**{**doors, **changes})
