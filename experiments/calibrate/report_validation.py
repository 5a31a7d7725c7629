"""The report on the validation: forecasts, wrong models, field experiments, projections and shapes."""

from __future__ import annotations

import math
from typing import Any

import pandas as pd

from calibration.hindcast import MODEL, RIVALS
from experiments.calibrate.report_material import Findings, records
from experiments.calibrate.validation_pictures import (
    KINDS,
    NO_EFFECT,
    draw_beveridge,
    draw_field_experiments,
    draw_hazards,
    draw_hindcasts,
    duration_words,
)
from experiments.report_layout import Section, Sheet
from experiments.report_words import source_text, unit_text

__all__ = [
    "TRUE_MODEL",
    "field_section",
    "hindcast_section",
    "projections_section",
    "structure_section",
    "verdict_by_rate",
    "wrong_section",
]

_NAMED = 3
"""Figures named at most."""

_TELLING = 1.0
"""Standard errors by which two models must differ on a figure before it is named."""

TRUE_MODEL = "true"
"""Name of the model itself in the table of wrong models."""

_ROLES = ("fit", "validate")


def verdict_by_rate(found: Findings) -> list[dict[str, Any]]:
    """Return for each rate how the model did against its best rival, the largest loss first.

    Returns
    -------
    list of dict
        Keys ``rate, error`` (of the model), ``rival, rival_error, coverage`` (of the model) and ``lost``.
    """
    verdicts = []
    for rate, rows in found.tables["hindcast_summary"].groupby("rate", sort=False):
        by_method = rows.set_index("method")
        rivals = by_method.loc[[name for name in by_method.index if name in RIVALS], "mean_absolute_error"]
        model = by_method.loc[MODEL]
        verdicts.append(
            {
                "rate": str(rate),
                "error": float(model["mean_absolute_error"]),
                "rival": str(rivals.idxmin()),
                "rival_error": float(rivals.min()),
                "coverage": float(model["coverage"]),
                "lost": float(model["lost"]),
            }
        )
    return sorted(verdicts, key=lambda verdict: -verdict["lost"])


def hindcast_section(found: Findings) -> Section | None:
    """Show whether the model would have foreseen the past, losses first."""
    if not found.has("hindcast", "hindcast_summary"):
        return None
    verdicts = verdict_by_rate(found)
    findings = [
        found.say(
            "hindcast_lost" if verdict["lost"] > 0.0 else "hindcast_won",
            rate=found.named("rates", verdict["rate"]),
            error=found.number(verdict["error"]),
            rival=found.named("methods", verdict["rival"]),
            rival_error=found.number(verdict["rival_error"]),
            coverage=found.share(verdict["coverage"]),
        )
        for verdict in verdicts
    ]
    sheets = [
        Sheet(
            found.say("hindcast_table", rate=found.named("rates", str(rate))),
            found.heads("method", "forecasts", "mean_error", "square_error", "bias", "coverage", "relative_to_naive"),
            [
                (
                    found.named("methods", row["method"]),
                    found.number(row["forecasts"]),
                    found.number(row["mean_absolute_error"], 2),
                    found.number(row["root_mean_square_error"], 2),
                    found.signed(row["bias"], 2),
                    found.share(row["coverage"]),
                    found.number(row["relative_to_naive"], 2),
                )
                for row in records(rows)
            ],
            (1, 2, 3, 4, 5, 6),
        )
        for rate, rows in found.tables["hindcast_summary"].groupby("rate", sort=False)
    ]
    return Section(
        "hindcast",
        found.say("hindcast_heading"),
        found.say("hindcast_intro"),
        sheets=sheets,
        pictures=list(draw_hindcasts(found, [verdict["rate"] for verdict in verdicts])),
        findings=findings,
    )


def wrong_section(found: Findings) -> Section | None:
    """Show how models that leave something out do beside the model itself."""
    if not found.has("wrong_models"):
        return None
    table = found.tables["wrong_models"]
    by_role = {role: table[table["role"] == role].set_index("model") for role in _ROLES}
    models = table.drop_duplicates("model").set_index("model")
    rows = []
    for name, words in models.iterrows():
        cells = [found.title(words.to_dict()), str(words[f"what_{found.lang}"])]
        for role in _ROLES:
            if name in by_role[role].index:
                row = by_role[role].loc[name]
                undefined = int(row["undefined"])
                within = found.say("of", part=int(row["within"]), whole=int(row["figures"]))
                cells.append(within + (f"\n{found.say('undefined', number=undefined)}" if undefined else ""))
                cells.append(found.number(row["misfit"], 2))
            else:
                cells += ["–", "–"]
        rows.append(tuple(cells))
    sheet = Sheet(
        found.say("wrong_table"),
        found.heads("model_name", "what", "fit_within", "fit_misfit", "validate_within", "validate_misfit"),
        rows,
        (2, 3, 4, 5),
    )
    return Section(
        "wrong_models",
        found.say("wrong_heading"),
        found.say("wrong_intro"),
        sheets=[sheet],
        findings=_wrong_findings(found, by_role, models),
    )


def _wrong_findings(found: Findings, by_role: dict[str, pd.DataFrame], models: pd.DataFrame) -> list[str]:
    """Say of every wrong model whether it agrees worse with the figures than the model itself."""
    findings = []
    for name, words in models.iterrows():
        if name == TRUE_MODEL:
            continue
        worse = [
            role
            for role in _ROLES
            if {name, TRUE_MODEL} <= set(by_role[role].index)
            and by_role[role].loc[name, "misfit"] > by_role[role].loc[TRUE_MODEL, "misfit"]
        ]
        key = "wrong_both" if len(worse) == len(_ROLES) else f"wrong_{worse[0]}" if worse else "wrong_neither"
        compared = _most_different(found, str(name)) if found.has("wrong_models_figures") else []
        findings.append(" ".join([found.say(key, title=found.title(words.to_dict())), *compared]))
    return findings


def _most_different(found: Findings, model: str) -> list[str]:
    """Name the figures that a wrong model is furthest behind on, and those that it meets better."""
    table = found.tables["wrong_models_figures"].pivot(index="target", columns="model", values="standardised").abs()
    behind = (table[model] - table[TRUE_MODEL]).sort_values(kind="stable")
    titles = {row["target"]: found.title(row) for row in found.rows("targets")} if found.has("targets") else {}

    def say(key: str, names: pd.Index) -> list[str]:
        figures = [titles.get(name, name) for name in names[:_NAMED]]
        return [found.say(key, figures=found.listed(figures))] if figures else []

    return [
        *say("behind", behind.index[behind >= _TELLING][::-1]),
        *say("ahead", behind.index[behind <= -_TELLING]),
    ]


def field_section(found: Findings) -> Section | None:
    """Show field experiments done again: published beside simulated, kinds apart."""
    if not found.has("field_experiments"):
        return None
    rows = found.rows("field_experiments")
    sources = list(dict.fromkeys(_place_and_source(found, row) for row in rows))
    sheets = []
    for kind in KINDS:
        chosen = [row for row in rows if row["kind"] == kind]
        if not chosen:
            continue
        sheets.append(
            Sheet(
                found.say(f"field_table_{kind}"),
                found.heads("what_compared", "field_published", "simulated", "verdict", "what_explains", "source"),
                [
                    (
                        found.title(row),
                        _with_interval(found, row, "published"),
                        _with_interval(found, row, "simulated"),
                        _agreement(found, row),
                        str(row[f"note_{found.lang}"]),
                        _source(_place_and_source(found, row), sources),
                    )
                    for row in chosen
                ],
                (1, 2),
            )
        )
    return Section(
        "field_experiments",
        found.say("field_heading"),
        found.say("field_intro"),
        sheets=sheets,
        pictures=list(draw_field_experiments(found)),
        findings=_field_findings(found, rows),
        notes_heading=found.say("sources"),
        notes=_numbered(sources),
    )


def _field_findings(found: Findings, rows: list[dict[str, Any]]) -> list[str]:
    """Say how many results of each kind agree."""
    findings = []
    for kind in KINDS:
        chosen = [row for row in rows if row["kind"] == kind]
        judged = [row for row in chosen if _known(row["intervals_overlap"])]
        if chosen:
            same = sum(_true(row["same_direction"]) for row in judged)
            touching = [row for row in judged if _true(row["intervals_overlap"])]
            vague = sum(_allows_nothing(row) for row in touching)
            findings.append(
                found.say(
                    f"field_{kind}",
                    number=len(chosen),
                    judged=len(judged),
                    same=same,
                    overlap=len(touching),
                    vague=vague,
                )
            )
    return findings


def _allows_nothing(row: dict[str, Any]) -> bool:
    """Tell whether the simulated interval holds the value of no effect."""
    none = NO_EFFECT.get(str(row["unit"]))
    return none is not None and row["simulated_lower"] <= none <= row["simulated_upper"]


def _with_interval(found: Findings, row: dict[str, Any], which: str) -> str:
    value, lower, upper = (float(row[name]) for name in (which, f"{which}_lower", f"{which}_upper"))
    if math.isnan(value):
        return "–"
    interval = found.between(lower, upper)
    unit = str(row["unit"])
    written = found.number(value) if unit == "ratio" else f"{found.number(value)} {found.named('units', unit)}"
    return written + ("" if interval == "–" else f"\n({interval})")


def _agreement(found: Findings, row: dict[str, Any]) -> str:
    """Say whether direction and intervals agree."""
    if not _known(row["intervals_overlap"]):
        return found.say("not_comparable")
    overlap = found.say("overlap" if _true(row["intervals_overlap"]) else "no_overlap")
    if not _known(row["same_direction"]):
        return overlap
    return f"{found.say('same_way' if _true(row['same_direction']) else 'other_way')}; {overlap}"


def _known(value: object) -> bool:
    """Tell whether a truth value was written; an empty cell was not."""
    return not pd.isna(value) and str(value) != ""  # type: ignore[call-overload]


def _true(value: object) -> bool:
    return str(value) == "True"


def _place_and_source(found: Findings, row: dict[str, Any]) -> str:
    """Say where and when a result was measured and where it was published."""
    parts = [found.named("texts", str(row[name])) for name in ("place", "source") if not pd.isna(row[name])]
    return ": ".join(part for part in parts if part)


def _numbered(sources: list[str]) -> list[str]:
    return [f"[{place}] {source}" for place, source in enumerate(sources, start=1)]


def _source(source: str, sources: list[str]) -> str:
    return f"[{sources.index(source) + 1}]"


def projections_section(found: Findings) -> Section | None:
    """Show what was projected in 2013 beside the agents who live by then."""
    if not found.has("projections_2013"):
        return None
    rows = sorted(
        found.rows("projections_2013"),
        key=lambda row: (not _true(row["reliable"]), -abs(row["deviation"] / row["published"])),
    )
    sources = list(dict.fromkeys(source_text(str(row["source"]), found.lang) for row in rows))
    sheet = Sheet(
        found.say("projections_table"),
        found.heads("figure", "projection_published", "agents", "deviation", "deviation_percent", "spread", "source"),
        [
            (
                found.title(row) + ("" if _true(row["reliable"]) else f" ({found.say('unreliable')})"),
                f"{found.number(row['published'])}\n{unit_text(str(row['unit']), found.lang)}",
                found.number(row["model"]),
                found.signed(row["deviation"]),
                found.signed(100.0 * row["deviation"] / abs(row["published"]), 1),
                found.number(row["spread"]),
                _source(source_text(str(row["source"]), found.lang), sources),
            )
            for row in rows
        ],
        (1, 2, 3, 4, 5),
    )
    sure = [row for row in rows if _true(row["reliable"])]
    worst = sure[0] if sure else rows[0]
    finding = found.say(
        "projections_worst",
        title=found.title(worst),
        published=found.number(worst["published"]),
        model=found.number(worst["model"]),
    )
    return Section(
        "projections",
        found.say("projections_heading"),
        found.say("projections_intro"),
        sheets=[sheet],
        findings=[finding],
        notes_heading=found.say("sources"),
        notes=_numbered(sources),
    )


def structure_section(found: Findings) -> Section | None:
    """Show shapes of the labour market that no published figure fixes."""
    pictures, sheets = [], []
    if found.has("beveridge"):
        pictures.append(draw_beveridge(found))
    if found.has("hazards"):
        pictures.append(draw_hazards(found))
        sheets.append(
            Sheet(
                found.say("hazards_table"),
                found.heads("duration", "hazard", "interval"),
                [
                    (
                        duration_words(found, row["duration"]),
                        found.number(row["hazard"]),
                        found.between(row["lower"], row["upper"]),
                    )
                    for row in found.rows("hazards")
                ],
                (1, 2),
            )
        )
    if found.has("flows"):
        table = found.tables["flows"]
        sheets += [
            Sheet(
                found.say(f"flows_table_{period}"),
                found.heads("before", "now", "probability", "interval"),
                [
                    (
                        found.named("states", row["before"]),
                        found.named("states", row["now"]),
                        found.number(row["probability"]),
                        found.between(row["lower"], row["upper"]),
                    )
                    for row in records(rows)
                ],
                (2, 3),
            )
            for period, rows in table.groupby("period", sort=False)
        ]
    if not pictures and not sheets:
        return None
    return Section(
        "structure", found.say("structure_heading"), found.say("structure_intro"), sheets=sheets, pictures=pictures
    )
