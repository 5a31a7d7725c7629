"""The report on the fit: figures with their deviation, what became of the parameters, and known truths."""

from __future__ import annotations

from typing import Any

from experiments.calibrate.report_material import Findings, records
from experiments.calibrate.report_pictures import (
    draw_deviations,
    draw_parameters,
    draw_ranks,
    draw_screening,
    moving,
)
from experiments.report_layout import Section, Sheet

__all__ = ["figures_section", "parameters_section", "screening_section", "truths_section"]

_TENS, _THOUSANDS = 10.0, 1000.0

_NAMED = 3
"""Figures furthest off, and closest, that are named."""


def figures_section(found: Findings, role: str) -> Section | None:
    """Show every figure with a role, misses first and each with its explanation.

    Parameters
    ----------
    found : Findings
        What the calibration found.
    role : str
        ``fit`` or ``validate``.

    Returns
    -------
    Section or None
        None without such figures.
    """
    if not found.has("targets"):
        return None
    table = found.targets(role)
    if not len(table):
        return None
    rows, misses = records(table), found.misses(role)
    sources = list(dict.fromkeys(source for row in rows if (source := found.source(row["target"]))))
    sheets = []
    if misses:
        sheets.append(
            Sheet(
                found.say(f"{role}_misses_table"),
                found.heads("number", "figure", "published", "model", "standardised", "explanation"),
                [
                    (
                        str(place),
                        found.title(row),
                        _published(found, row),
                        _model(found, row),
                        found.signed(row["standardised"], 1),
                        found.explanation(row["target"]),
                    )
                    for place, row in enumerate(misses, start=1)
                ],
                (2, 3, 4),
            )
        )
    sheets.append(
        Sheet(
            found.say(f"{role}_table"),
            found.heads("figure", "published", "model", "deviation", "tolerance", "standardised", "verdict", "source"),
            [
                (
                    found.title(row),
                    _published(found, row),
                    _model(found, row),
                    found.signed(row["deviation"], _decimals(row)),
                    found.number(row["tolerance"], _decimals(row)),
                    found.signed(row["standardised"], 1),
                    found.say("met" if row["within"] else "missed"),
                    _numbered(found.source(row["target"]), sources),
                )
                for row in rows
            ],
            (1, 2, 3, 4, 5),
            marked=found.say("missed"),
        )
    )
    return Section(
        role,
        found.say(f"{role}_heading"),
        found.say(f"{role}_intro"),
        sheets=sheets,
        pictures=[draw_deviations(found, role)],
        findings=_count(found, role, rows, misses),
        notes_heading=found.say("sources"),
        notes=[f"[{place}] {source}" for place, source in enumerate(sources, start=1)],
    )


def _count(found: Findings, role: str, rows: list[dict[str, Any]], misses: list[dict[str, Any]]) -> list[str]:
    """Say how many figures are met, how many misses nobody has explained, and which are furthest off and closest."""
    sentences = [found.say(f"{role}_count", within=len(rows) - len(misses), total=len(rows))]
    open_ = sum(found.explanation(row["target"]) == found.say("unexplained") for row in misses)
    if misses:
        sentences.append(found.say("misses_explained", misses=len(misses), unexplained=open_))
        sentences.append(found.say("worst", figures=found.listed([found.title(row) for row in misses[:_NAMED]])))
    # Figures stand in the order of their deviation, so those within the margin end with the closest.
    met = rows[len(misses) :]
    if met:
        sentences.append(found.say("best", figures=found.listed([found.title(row) for row in met[::-1][:_NAMED]])))
    return sentences


def _decimals(row: dict[str, Any]) -> int:
    """Decimals of every number in the row of a figure, by its size."""
    size = abs(float(row["published"]))
    return 0 if size >= _THOUSANDS else 1 if size >= _TENS else 2


def _published(found: Findings, row: dict[str, Any]) -> str:
    decimals, unit = _decimals(row), found.unit(row["target"])
    written = f"{found.number(row['published'], decimals)} ± {found.number(row['standard_error'], decimals)}"
    return f"{written}\n{unit}" if unit else written


def _model(found: Findings, row: dict[str, Any]) -> str:
    mean, lower, upper = (found.number(row[name], _decimals(row)) for name in ("mean", "lower", "upper"))
    return f"{mean}\n({found.say('between', lower=lower, upper=upper)})"


def _numbered(source: str, sources: list[str]) -> str:
    return f"[{sources.index(source) + 1}]" if source in sources else "–"


def parameters_section(found: Findings) -> Section | None:
    """Show what was known of each free parameter beforehand and what the figures tell of it."""
    if not found.has("parameters"):
        return None
    rows = records(found.tables["parameters"].sort_values("relative_width", kind="stable"))
    silent = [found.parameter(row["parameter"]) for row in rows if not row["identified"]]
    findings = [found.say("parameters_count", told=len(rows) - len(silent), total=len(rows))]
    findings.append(found.say("not_identified", names=found.listed(silent)) if silent else found.say("all_identified"))
    findings += _emulator(found)
    sheet = Sheet(
        found.say("parameters_table"),
        found.heads("parameter", "unit", "prior", "posterior", "declared", "relative_width", "told"),
        [
            (
                found.parameter(row["parameter"]),
                found.parameter_unit(row["parameter"]),
                found.between(row["prior_lower"], row["prior_upper"], small=True),
                f"{found.significant(row['median'])}\n({found.between(row['lower'], row['upper'], small=True)})",
                found.significant(row["declared"]),
                found.share(row["relative_width"]),
                found.say("yes" if row["identified"] else "no"),
            )
            for row in rows
        ],
        (2, 3, 4, 5),
        marked=found.say("no"),
    )
    return Section(
        "parameters",
        found.say("parameters_heading"),
        found.say("parameters_intro"),
        sheets=[sheet],
        pictures=[draw_parameters(found)],
        findings=findings,
    )


def _emulator(found: Findings) -> list[str]:
    """Say how much of the figures the emulator explains, on which the widths rest."""
    if not found.has("targets") or "emulated_second" not in found.tables["targets"]:
        return []
    fitted = found.targets("fit")
    least = fitted.loc[fitted["emulated_second"].idxmin()].to_dict()
    return [
        found.say(
            "emulator",
            median=found.share(fitted["emulated_second"].median()),
            title=found.title(least),
            least=found.share(least["emulated_second"]),
        )
    ]


def screening_section(found: Findings) -> Section | None:
    """Show which parameters move which figures."""
    if not found.has("screening"):
        return None
    shown = moving(found)
    if not shown.size:
        return None
    table = found.tables["screening"]
    idle = [found.parameter(name) for name in table["parameter"].unique() if name not in shown.columns]
    findings = [
        found.say("screening_idle", names=found.listed(idle)) if idle else found.say("screening_none_idle"),
    ]
    return Section(
        "screening",
        found.say("screening_heading"),
        found.say("screening_intro"),
        pictures=[draw_screening(found)],
        findings=findings,
    )


def truths_section(found: Findings) -> Section | None:
    """Show how often the intervals held parameters that are known."""
    if not found.has("recovery"):
        return None
    table = found.tables["recovery"]
    by_parameter = table.groupby("parameter", sort=False)["inside"].agg(["mean", "sum", "size"])
    by_parameter = by_parameter.sort_values("mean", kind="stable")
    sheet = Sheet(
        found.say("truths_table"),
        found.heads("parameter", "truths_inside", "truths_tried", "coverage"),
        [
            (
                found.parameter(str(name)),
                found.number(int(row["sum"])),
                found.number(int(row["size"])),
                found.share(row["mean"]),
            )
            for name, row in by_parameter.iterrows()
        ],
        (1, 2, 3),
    )
    finding = found.say(
        "truths_count",
        inside=found.number(int(table["inside"].sum())),
        total=found.number(len(table)),
        truths=table["truth"].nunique(),
        coverage=found.share(table["inside"].mean()),
    )
    worst = by_parameter.iloc[0]
    least = found.say(
        "truths_worst",
        coverage=found.share(worst["mean"]),
        names=found.listed(
            [found.parameter(str(n)) for n in by_parameter.index[by_parameter["mean"] == worst["mean"]]]
        ),
    )
    return Section(
        "truths",
        found.say("truths_heading"),
        found.say("truths_intro"),
        sheets=[sheet],
        pictures=[draw_ranks(found)],
        findings=[finding, least],
    )
