"""A small synthetic comparison with every series that the pictures need."""

from __future__ import annotations

from itertools import permutations
from typing import NamedTuple

import numpy as np

from experiments.cost import COST, HOURS, cost_table
from experiments.pictures.coaching import FUNNEL
from experiments.pictures.personas import PERSONA_ORDER
from experiments.pictures.population import POPULATION_MEASURES, published_measure
from experiments.pictures.style import Material
from experiments.pictures.tiles import TILES
from experiments.pictures.vacancy_age import PUBLISHED_SHARES
from experiments.results import Results
from experiments.statistics import default_windows, summarise
from simulation.meetings import GAPS

REGIONS = (*TILES, "West-Vlaanderen")
LEVELS = {
    "employed": ("persons", "stock", 430_000.0),
    "unemployment_rate": ("percent", "rate", 4.0),
    "vacancies_open": ("vacancies", "stock", 9_000.0),
    "vacancies_open_over_90_days": ("vacancies", "stock", 3_000.0),
    "vacancies_open_over_180_days": ("vacancies", "stock", 1_500.0),
    "vacancies_open_over_365_days": ("vacancies", "stock", 400.0),
    "vacancies_filled": ("vacancies", "flow", 4_600.0),
    "lasting_jobs_from_non_employment": ("persons", "flow", 2_900.0),
    **dict.fromkeys(POPULATION_MEASURES, ("percent", "rate", 80.0)),
    COST: ("euro", "flow", 0.0),
    HOURS: ("hours", "flow", 0.0),
    "persons_by_persona": ("persons", "stock", 9_000.0),
    "persona_flow": ("persons", "flow", 40.0),
    **dict.fromkeys(("persona_to_search", "persona_to_work", "persona_to_lasting_work"), ("persons", "flow", 90.0)),
    "failed_meetings": ("meetings", "flow", 5_000.0),
    **dict.fromkeys(("coaching_waiting", "coaching_clients", "coaching_places"), ("persons", "stock", 2_000.0)),
    "coaching_wait_months": ("months", "rate", 2.0),
    "coaching_occupancy": ("percent", "rate", 95.0),
    "hours_per_client": ("hours per month", "rate", 1.1),
    **{name: ("persons", "flow", 1_500.0 - 200.0 * step) for step, name in enumerate(FUNNEL)},
}
PERSONAS = ("hesitant_onlooker", "forced_hurdler", "ready", "not_applicable")
_OF_PERSONAS = tuple(f"persona={name}" for name in PERSONA_ORDER)
GROUPS = {
    "persons_by_persona": tuple(f"persona={name}" for name in PERSONAS),
    "persona_flow": tuple(f"flow={before}>{after}" for before, after in permutations((*PERSONA_ORDER, "work"), 2)),
    **dict.fromkeys(("persona_to_search", "persona_to_work", "persona_to_lasting_work"), _OF_PERSONAS),
    "failed_meetings": tuple(
        f"gap={gap}{of}" for gap in GAPS for of in ("", *(f" persona={name}" for name in (*PERSONA_ORDER, "at_work")))
    ),
}
"""Groups of the series that are not measured for everybody."""


class Words(NamedTuple):
    unit: str
    kind: str
    title_nl: str
    title_en: str


INDICATORS = {name: Words(unit, kind, f"Titel {name}", f"Title {name}") for name, (unit, kind, _) in LEVELS.items()}
PUBLISHED = {
    **{
        published_measure(measure, region, year): (81.0, "percent", str(year), "WES (2013), Table 2", "")
        for measure in POPULATION_MEASURES
        for region in REGIONS
        for year in (2012, 2025)
    },
    **{
        name: (share, "percent", "2013", "WES (2013), 2.2", "")
        for name, share in zip(PUBLISHED_SHARES, (33.3, 17.0, 4.5), strict=True)
    },
}
CHECK = [
    {
        "id": "unemployment_rate_2012",
        "title_nl": "Werkloosheidsgraad, 2012",
        "title_en": "Unemployment rate, 2012",
        "target": 3.9,
        "value": value,
        "deviation": value - 3.9,
        "tolerance": 0.5,
        "unit": "percent",
        "within": abs(value - 3.9) <= 0.5,
        "source": "Eurostat",
    }
    for value in (4.0, 5.1)
]


def material(language: str, arms: int = 3, replications: int = 4) -> Material:
    """Synthetic comparison from 2012 to 2033 with measures from 2027."""
    generator = np.random.default_rng(5)
    series = tuple((name, group) for name in LEVELS for group in GROUPS.get(name, ("all",)))
    level = np.array([LEVELS[name][2] for name, _ in series])
    shares = np.array([0.12, 0.24, 0.18, 0.2, 0.26, 1.0])
    months = 264
    noise = generator.normal(1.0, 0.01, (replications, months, len(REGIONS), len(series)))
    reference = level * shares[:, None] * noise
    values = {"baseline": reference}
    for arm in range(1, arms):
        effect = np.where(np.arange(months) >= 180, 0.02 * arm, 0.0)[:, None, None]
        values[f"arm_{arm}"] = reference * (1.0 + effect * generator.normal(1.0, 0.2, noise.shape))
        values[f"arm_{arm}"][..., series.index((COST, "all"))] += 1e6 * effect[..., 0] * shares
    results = Results(tuple(values), series, REGIONS, 0, values)
    titles = {arm: {"nl": f"Scenario {arm}", "en": f"Scenario {arm}"} for arm in values}
    summary = summarise(results, INDICATORS, default_windows(0, months, 180))
    cost = cost_table(results, INDICATORS, 180)
    return Material(
        results, summary, INDICATORS, titles, language, "run-1", 180, PUBLISHED, CHECK, "dc_noise_2013", cost
    )
