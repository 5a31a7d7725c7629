"""What a calibration leaves behind: draws, parameters, figures fitted and foretold, screening, and known truths."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from calibration.fit import Wave
from calibration.identification import AS_WIDE, relative_width, screen, weighted_quantiles
from calibration.posterior import Sample
from calibration.recovery import CONFIDENCE, Recovery
from experiments.calibrate.keeping import PLAN_FILE
from experiments.calibrate.plan import Plan
from experiments.provenance import versions
from experiments.sweep.keeping import replace_file

__all__ = ["Calibration", "write_tables"]

Reals = NDArray[np.float64]

_TAILS = (0.5 - CONFIDENCE / 2.0, 0.5 + CONFIDENCE / 2.0)


@dataclass(frozen=True, eq=False)
class Calibration:
    """Everything a calibration found.

    Attributes
    ----------
    plan : Plan
        What was asked.
    first, second : Wave
        Runs and emulators of the two waves.
    cloud : Sample
        Thousands of draws of the posterior by the second emulator.
    sample : Sample
        Those of them at which the model itself was run.
    measured : ndarray of float64, shape (draw, replication, target)
        What the model itself measures at the draws.
    weights : ndarray of float64, shape (draw,)
        How much each draw counts, adding up to 1.
    recovery : Recovery or None
        What became of known truths; None if none were tried.
    """

    plan: Plan
    first: Wave
    second: Wave
    cloud: Sample
    sample: Sample
    measured: Reals
    weights: Reals
    recovery: Recovery | None

    @property
    def effective_draws(self) -> float:
        """Equally weighted draws that would tell as much."""
        return float(1.0 / np.sum(self.weights**2))


def posterior_table(calibration: Calibration) -> pd.DataFrame:
    """Return the draws: a weight and a column for each free parameter, in its unit."""
    priors = calibration.plan.priors
    table = pd.DataFrame(priors.values(calibration.sample.points), columns=list(priors.names))
    table.insert(0, "weight", calibration.weights)
    return table


def parameter_table(calibration: Calibration) -> pd.DataFrame:
    """Return for each free parameter what was known before, what is known now, and whether the figures tell."""
    priors = calibration.plan.priors
    cube = calibration.sample.points
    values = priors.values(cube)
    lower, median, upper = weighted_quantiles(values, calibration.weights, (_TAILS[0], 0.5, _TAILS[1]))
    width = relative_width(calibration.cloud.points)
    table = pd.DataFrame(
        {
            "parameter": priors.names,
            "prior_lower": [prior.lower for prior in priors.entries],
            "prior_upper": [prior.upper for prior in priors.entries],
            "scale": [prior.scale for prior in priors.entries],
            "declared": priors.values(priors.central()),
            "mean": calibration.weights @ values,
            "median": median,
            "lower": lower,
            "upper": upper,
            "relative_width": width,
            "identified": width < AS_WIDE,
        }
    )
    if calibration.recovery is not None:
        table["recovered"] = calibration.recovery.inside.mean(axis=0)
    return table.assign(reason=[prior.reason for prior in priors.entries])


def target_table(calibration: Calibration) -> pd.DataFrame:
    """Return for each figure with a role what was published and what the fitted model measures."""
    targets, measured, weights = calibration.plan.targets, calibration.measured, calibration.weights
    figures = measured.mean(axis=1)
    lower, upper = weighted_quantiles(figures, weights, _TAILS)
    mean = weights @ figures
    deviation = mean - targets.published
    tolerance = np.array([check.tolerance for check in targets.checks])
    errors = np.sqrt(np.diag(targets.covariance))
    spread = np.sqrt(weights @ (figures - mean) ** 2 + errors**2)
    return pd.DataFrame(
        {
            "target": targets.names,
            "title_nl": [check.title_nl for check in targets.checks],
            "title_en": [check.title_en for check in targets.checks],
            "role": [check.role for check in targets.checks],
            "published": targets.published,
            "standard_error": errors,
            "tolerance": tolerance,
            "mean": mean,
            "lower": lower,
            "upper": upper,
            "deviation": deviation,
            "within": np.abs(deviation) <= tolerance,
            "standardised": deviation / spread,
            "emulated_first": calibration.first.emulator.explained,
            "emulated_second": calibration.second.emulator.explained,
        }
    )


def screening_table(calibration: Calibration) -> pd.DataFrame:
    """Return the share of the variance of each figure that each parameter alone explains, one line for each pair."""
    plan = calibration.plan
    indices = screen(calibration.first.points, calibration.first.figures, plan.config.seed)
    table = pd.DataFrame(indices, index=list(plan.targets.names), columns=list(plan.priors.names))
    return table.rename_axis("target").reset_index().melt("target", var_name="parameter", value_name="share")


def recovery_table(recovery: Recovery, plan: Plan) -> pd.DataFrame:
    """Return for each truth and parameter the true value, its 90% interval and its rank among the draws."""
    priors = plan.priors
    truths, lower, upper = (priors.values(cube) for cube in (recovery.truths, recovery.lower, recovery.upper))
    count = len(truths)
    return pd.DataFrame(
        {
            "truth": np.repeat(np.arange(count), len(priors.names)),
            "parameter": np.tile(priors.names, count),
            "true": truths.ravel(),
            "lower": lower.ravel(),
            "upper": upper.ravel(),
            "inside": recovery.inside.ravel(),
            "rank": recovery.ranks.ravel(),
        }
    )


def write_tables(calibration: Calibration, directory: Path, seconds: float) -> None:
    """Write every table of a calibration, and how it went, into its directory.

    Raises
    ------
    RunFailure
        If the disk is full.
    """
    tables = {
        "posterior": posterior_table(calibration),
        "parameters": parameter_table(calibration),
        "targets": target_table(calibration),
        "screening": screening_table(calibration),
    }
    if calibration.recovery is not None:
        tables["recovery"] = recovery_table(calibration.recovery, calibration.plan)
    for name, table in tables.items():
        _write(table, directory / f"{name}.csv")
    kept = json.loads((directory / PLAN_FILE).read_text(encoding="utf-8"))
    kept["result"] = summary(calibration, seconds)
    text = json.dumps(kept, indent=1, ensure_ascii=False) + "\n"
    replace_file(directory / PLAN_FILE, lambda path: path.write_text(text, encoding="utf-8"))


def _write(table: pd.DataFrame, path: Path) -> None:
    replace_file(path, lambda partial: table.to_csv(partial, index=False, float_format="%.8g"))


def summary(calibration: Calibration, seconds: float) -> dict[str, Any]:
    """Return how the calibration went, in a few numbers."""
    sample, plan = calibration.sample, calibration.plan
    table = target_table(calibration)
    fit, apart = table[table["role"] == "fit"], table[table["role"] == "validate"]
    parameters = parameter_table(calibration)
    found: dict[str, Any] = {
        "seconds_of_this_run": round(seconds, 1),
        "seed": plan.config.seed,
        "scale": plan.config.scale,
        "replications": plan.config.replications,
        "points": len(calibration.first.points),
        "refined_points": len(calibration.second.points),
        "draws": len(sample.points),
        "effective_draws": round(calibration.effective_draws, 1),
        "steps_kept": sample.steps,
        "steps_between_independent": round(sample.steps_between_independent, 1),
        "accepted": round(sample.accepted, 3),
        "fitted_within": int(fit["within"].sum()),
        "fitted": len(fit),
        "validated_within": int(apart["within"].sum()),
        "validated": len(apart),
        "not_identified": parameters.loc[~parameters["identified"], "parameter"].tolist(),
        "versions": versions(),
    }
    if calibration.recovery is not None:
        found["coverage"] = round(float(calibration.recovery.inside.mean()), 4)
        found["truths"] = len(calibration.recovery.truths)
    return found
