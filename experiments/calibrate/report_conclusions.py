"""The first and the last thing that the report says: what was found in a few sentences, and what cannot be known."""

from __future__ import annotations

from experiments.calibrate.report_material import Findings
from experiments.calibrate.report_validation import TRUE_MODEL, verdict_by_rate
from experiments.report_layout import Section

__all__ = ["FEW_DRAWS", "summary_sentences", "unknown_section", "warnings"]

FEW_DRAWS = 50
"""Equally weighted draws below which intervals of the posterior are too rough to rely on."""


def summary_sentences(found: Findings) -> list[str]:
    """Say in a few sentences what was fitted to what, how well, and what the model cannot say.

    Parameters
    ----------
    found : Findings
        What the calibration found.

    Returns
    -------
    list of str
        One sentence about each table that is there.
    """
    sentences = []
    if found.has("targets"):
        fit, apart = (len(found.targets(role)) for role in ("fit", "validate"))
        free = found.say("with_parameters", number=len(found.tables["parameters"])) if found.has("parameters") else ""
        fields = {
            "within": fit - len(found.misses("fit")),
            "fitted": fit,
            "apart_within": apart - len(found.misses("validate")),
            "apart": apart,
        }
        sentences.append(found.say("summary_fit", parameters=free, **fields))
    if found.has("parameters"):
        table = found.tables["parameters"]
        silent = int((~table["identified"].astype(bool)).sum())
        sentences.append(found.say("summary_parameters", silent=silent, total=len(table)))
    if found.has("recovery"):
        table = found.tables["recovery"]
        coverage = found.share(table["inside"].mean())
        sentences.append(found.say("summary_truths", truths=table["truth"].nunique(), coverage=coverage))
    if found.has("hindcast_summary"):
        sentences.append(_forecasts(found))
    sentences.append(found.say("summary_cannot", number=len(unknown_section(found).findings)))
    return sentences


def warnings(found: Findings) -> list[str]:
    """Say what makes the calibration weak as a whole."""
    effective = found.result.get("effective_draws")
    if effective is None or float(effective) >= FEW_DRAWS:
        return []
    draws = int(found.result.get("draws", 0))
    return [found.say("few_draws", effective=found.number(float(effective), 1), draws=draws, least=FEW_DRAWS)]


def _forecasts(found: Findings) -> str:
    """Say where the model loses against simple forecasts, or that it does so nowhere."""
    lost = [verdict for verdict in verdict_by_rate(found) if verdict["lost"] > 0.0]
    if not lost:
        return found.say("summary_no_loss")
    losses = [
        found.say(
            "loss",
            rate=found.named("rates", verdict["rate"]),
            error=found.number(verdict["error"], 2),
            rival=found.named("methods", verdict["rival"]),
            rival_error=found.number(verdict["rival_error"], 2),
        )
        for verdict in lost
    ]
    return found.say("summary_losses", losses=found.listed(losses))


def unknown_section(found: Findings) -> Section:
    """List what the model cannot know, as the tables show it."""
    items = []
    if found.has("parameters"):
        table = found.tables["parameters"]
        silent = [found.parameter(name) for name in table.loc[~table["identified"].astype(bool), "parameter"]]
        if silent:
            items.append(found.say("unknown_parameters", number=len(silent), names=found.listed(silent)))
    for role in ("fit", "validate") if found.has("targets") else ():
        misses = found.misses(role)
        if misses:
            total, names = len(found.targets(role)), _by_group(found, role)
            items.append(found.say(f"unknown_{role}", number=len(misses), total=total, names=names))
    if found.has("hindcast_summary"):
        items += [
            found.say("unknown_forecast", rate=found.named("rates", verdict["rate"]))
            for verdict in verdict_by_rate(found)
            if verdict["lost"] > 0.0
        ]
    if found.has("wrong_models"):
        items += _as_good(found)
    if found.has("field_experiments"):
        lacking = [found.title(row) for row in found.rows("field_experiments") if row["kind"] == "no_mechanism"]
        if lacking:
            items.append(found.say("unknown_mechanism", number=len(lacking), names=found.listed(lacking)))
    if found.has("beveridge") or found.has("hazards") or found.has("flows"):
        items.append(found.say("unknown_structure"))
    items.append(found.say("unknown_always"))
    return Section("unknown", found.say("unknown_heading"), found.say("unknown_intro"), findings=items)


def _by_group(found: Findings, role: str) -> str:
    """Say of each group with misses how many of its figures are missed."""
    table = found.targets(role)
    groups = table["target"].map(found.group)
    missed = (~table["within"].astype(bool)).groupby(groups).agg(["sum", "size"])
    parts = [
        found.say(
            "missed_of_group",
            group=found.named("groups", name).replace("\n", " "),
            missed=int(missed.loc[name, "sum"]),
            total=int(missed.loc[name, "size"]),
        )
        for name in found.codes("groups")
        if name in missed.index and missed.loc[name, "sum"]
    ]
    return found.listed(parts)


def _as_good(found: Findings) -> list[str]:
    """Name wrong models that agree with the fitted figures as well as the model itself."""
    table = found.tables["wrong_models"]
    fit = table[table["role"] == "fit"].set_index("model")
    if TRUE_MODEL not in fit.index:
        return []
    good = fit[(fit["misfit"] <= fit.loc[TRUE_MODEL, "misfit"]) & (fit.index != TRUE_MODEL)]
    return [found.say("unknown_wrong", title=row[f"title_{found.lang}"]) for _, row in good.iterrows()]
