"""Small tables of a calibration with known numbers."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

import numpy as np
import pandas as pd

from calibration.hindcast import hindcast, summary

NAN = float("nan")

HEADS = "target,title_nl,title_en,role,published,standard_error,tolerance,mean,lower,upper,deviation,standardised"
FIGURES = [
    ("employment_rate_20_64_2012", "Werkzaamheid 2012", "Employment 2012", "fit", 72.4, 0.5, 1.0, 72.9, 0.8),
    ("unemployment_rate_2012", "Werkloosheid 2012", "Unemployment 2012", "fit", 3.9, 0.4, 0.5, 4.7, 1.6),
    (
        "registered_jobseekers_2012",
        "Werkzoekenden 2012",
        "Jobseekers 2012",
        "fit",
        29860.0,
        1500.0,
        2986.0,
        28360.0,
        -0.9,
    ),
    ("employment_rate_20_64_2019", "Werkzaamheid 2019", "Employment 2019", "validate", 77.5, 0.5, 2.0, 77.0, -0.6),
    ("job_tenure_median", "Anciënniteit", "Tenure", "validate", 93.0, 10.0, 20.0, 60.0, -3.1),
    ("hires_per_100_jobs", "Aanwervingen", "Hires", "validate", 17.5, 2.0, 4.2, 25.5, 2.9),
    ("retired_figure", "Oud cijfer", "Old figure", "validate", 2.0, 0.5, 1.0, 2.2, 0.3),
]
"""Three fitted figures, one of them missed, and four kept apart, two of them missed; the last is no longer known."""

PARAMETERS = [
    ("visits_unemployed", 0.4, 1.6, "log", 0.82, 0.9, 0.7, 1.1, 0.5, True),
    ("return_home", 0.002, 0.012, "log", 0.0045, 0.006, 0.003, 0.011, 0.97, False),
    ("move_threshold", 0.0, 1.0, "linear", 0.2, 0.5, 0.1, 0.9, 0.93, False),
]

KINDS = [
    ("caseload_employment", "days", 16.0, 8.2, 23.8, 20.0, 5.0, 35.0, "independent", True, True),
    ("activation_difference", "percentage points", 3.4, NAN, NAN, 1.5, -1.0, 4.0, "independent", True, True),
    ("callback_origin", "ratio", 0.7, NAN, NAN, 0.9, 0.85, 0.95, "built_in", True, False),
    ("caseload_out_of_labour_force", "days", 20.0, 12.0, 28.0, NAN, NAN, NAN, "no_mechanism", None, None),
]


def tables() -> dict[str, pd.DataFrame]:
    """Every table that the report can show, by name."""
    return {
        "targets": _targets(),
        "parameters": _parameters(),
        "screening": _screening(),
        "recovery": _recovery(),
        **_hindcast(),
        "wrong_models": _wrong_models(),
        "wrong_models_figures": _wrong_models_figures(),
        "field_experiments": _field_experiments(),
        "projections_2013": _projections(),
        "beveridge": _beveridge(),
        "hazards": pd.DataFrame(
            [("duration=0-2", 22.1, 21.0, 23.0), ("duration=60+", 3.4, 3.0, 3.7)],
            columns=["duration", "hazard", "lower", "upper"],
        ),
        "flows": pd.DataFrame(
            [
                ("month", "work", "unemployment", 0.22, 0.21, 0.23),
                ("year", "unemployment", "work", 46.9, 45.8, 48.7),
            ],
            columns=["period", "before", "now", "probability", "lower", "upper"],
        ),
    }


def write_calibration(directory: Path, names: Iterable[str] | None = None, effective_draws: float = 120.0) -> Path:
    """Write some or all tables, and what ``westwerk calibrate`` keeps beside them, into a new directory."""
    directory.mkdir()
    for name, table in tables().items():
        if names is None or name in names:
            table.to_csv(directory / f"{name}.csv", index=False)
    result = {"draws": 300, "effective_draws": effective_draws, "scale": 0.1, "versions": {"numpy": "2.3.5"}}
    kept = {"identity": "abc123", "words": ["scale=0.1"], "result": result}
    (directory / "calibration.json").write_text(json.dumps(kept), encoding="utf-8")
    return directory


def _targets() -> pd.DataFrame:
    rows = [
        (
            name,
            nl,
            en,
            role,
            published,
            error,
            tolerance,
            mean,
            mean * 0.97,
            mean * 1.03,
            mean - published,
            standardised,
        )
        for name, nl, en, role, published, error, tolerance, mean, standardised in FIGURES
    ]
    table = pd.DataFrame(rows, columns=HEADS.split(","))
    explained = [0.9, 0.4, 0.7, 0.8, 0.8, 0.8, 0.8]
    return table.assign(within=table["deviation"].abs() <= table["tolerance"], emulated_second=explained)


def _parameters() -> pd.DataFrame:
    heads = "parameter,prior_lower,prior_upper,scale,declared,median,lower,upper,relative_width,identified"
    table = pd.DataFrame(PARAMETERS, columns=heads.split(","))
    return table.assign(mean=table["median"], reason="a reason")


def _screening() -> pd.DataFrame:
    names = [name for name, *_ in PARAMETERS]
    shares = np.array([[0.6, 0.3, 0.01], [0.4, 0.2, 0.02], [0.05, 0.05, 0.05]])
    return pd.DataFrame(
        [
            (figure[0], name, share)
            for figure, row in zip(FIGURES, shares, strict=False)
            for name, share in zip(names, row, strict=True)
        ],
        columns=["target", "parameter", "share"],
    )


def _recovery() -> pd.DataFrame:
    """Ten truths: 10, 9 and 8 of them inside, 27 of 30 together."""
    rows = [
        (truth, name, 0.5, 0.1, 0.9, truth >= missed, (truth + 0.5) / 10.0)
        for missed, (name, *_) in enumerate(PARAMETERS)
        for truth in range(10)
    ]
    return pd.DataFrame(rows, columns=["truth", "parameter", "true", "lower", "upper", "inside", "rank"])


def _hindcast() -> dict[str, pd.DataFrame]:
    """One rate that the model foresees exactly, and one that stays while the model lets it rise."""
    years = range(2000, 2020)
    observed = {
        "employment_rate_20_64": {year: 60.0 + 0.1 * (year - 2000) ** 2 for year in years},
        "unemployment_rate": {year: 4.0 + 0.1 * (year % 2) for year in years},
    }
    steps = np.arange(8, dtype=np.float64)
    right = np.array([[observed["employment_rate_20_64"][2012 + int(step)] for step in steps]] * 3)
    ensembles = {
        "employment_rate_20_64": dict.fromkeys((2014, 2016), right),
        "unemployment_rate": {start: 4.0 + 0.5 * steps + np.zeros((3, 1)) for start in (2014, 2016)},
    }
    table = hindcast(observed, ensembles, {"employment_rate_20_64": 0.5, "unemployment_rate": 0.4})
    return {"hindcast": table, "hindcast_summary": summary(table, by=("rate",))}


def _wrong_models() -> pd.DataFrame:
    models = [
        ("true", "Het model", "The model", (3, 2, 0, 0.8), (4, 2, 0, 1.7)),
        ("no_ageing", "Zonder ouder worden", "Without ageing", (3, 1, 0, 2.5), (4, 1, 1, 3.0)),
        ("random_matching", "Toevallige match", "Random matching", (3, 2, 0, 0.7), (4, 2, 0, 1.9)),
    ]
    return pd.DataFrame(
        [
            (name, nl, en, "Iets ontbreekt.", "Something is missing.", role, *numbers)
            for name, nl, en, fit, validate in models
            for role, numbers in (("fit", fit), ("validate", validate))
        ],
        columns=[
            "model",
            "title_nl",
            "title_en",
            "what_nl",
            "what_en",
            "role",
            "figures",
            "within",
            "undefined",
            "misfit",
        ],
    )


def _field_experiments() -> pd.DataFrame:
    rows = [
        (
            name,
            f"Uitkomst {name[:9]}",
            f"Result {name[:9]}",
            unit,
            *numbers,
            "Flanders",
            "Baert 2014",
            kind,
            same,
            touch,
        )
        for name, unit, *numbers, kind, same, touch in KINDS
    ]
    heads = "id,title_nl,title_en,unit,published,published_lower,published_upper,simulated,simulated_lower"
    heads += ",simulated_upper,place,source,kind,same_direction,intervals_overlap"
    return pd.DataFrame(rows, columns=heads.split(",")).assign(number=100, note_nl="Een reden.", note_en="A reason.")


def _projections() -> pd.DataFrame:
    heads = "id,title_nl,title_en,unit,published,model,spread,deviation,reliable,source"
    rows = [
        ("a", "Groei", "Growth", "percent", 4.3, 4.4, 0.1, 0.1, True, "Statbel"),
        ("b", "Verandering", "Change", "persons", -29500.0, -26550.0, 300.0, 2950.0, True, "Statbel"),
        ("c", "Herhaald", "Repeated", "ratio x 100", 70.0, 140.0, 0.2, 70.0, False, "Statbel"),
    ]
    return pd.DataFrame(rows, columns=heads.split(","))


def _beveridge() -> pd.DataFrame:
    rows = [(region, year, 4.0, 3.0, 3.8, 4.2, 2.8, 3.2) for region in (0, 5) for year in range(2012, 2015)]
    heads = "region,year,unemployment_rate,vacancy_rate,unemployment_lower,unemployment_upper"
    return pd.DataFrame(rows, columns=[*heads.split(","), "vacancy_lower", "vacancy_upper"])


def _wrong_models_figures() -> pd.DataFrame:
    names = ("employment_rate_20_64_2012", "unemployment_rate_2013")
    by_model = {"true": (0.5, -2.0), "no_ageing": (-4.0, 0.4), "random_matching": (1.0, -2.5)}
    return pd.DataFrame(
        [
            {"model": model, "target": name, "role": "fit", "standardised": value}
            for model, values in by_model.items()
            for name, value in zip(names, values, strict=True)
        ]
    )
