"""Tables of the page on calibration: published figures with a role, and free parameters."""

from __future__ import annotations

from markdown_tables import table

from calibration.priors import read_priors
from calibration.targets import targets_of
from scenarios.region_pack import load_region
from simulation.parameters import parameter_declarations


def targets_table() -> str:
    """List every figure with a role: what it is, its role, value, standard errors and tolerance."""
    figures = load_region()
    rows = []
    targets = targets_of(figures)
    for check, value in zip(targets.checks, targets.published, strict=True):
        published = figures.targets[check.target] if isinstance(check.target, str) else check
        source = f"{published.source} ({published.period})" if hasattr(published, "period") else published.source
        numbers = (f"{value:,.5g}", f"{check.sampling:g}", f"{check.definition:g}", f"{check.tolerance:.4g}")
        rows.append((f"`{check.name}`", check.title_en, check.role, *numbers, published.unit, source))
    head = ("figure", "what", "role", "published", "sampling", "definition", "tolerance", "unit", "source")
    return table(head, rows)


def priors_table() -> str:
    """List every free parameter: unit, limits, scale, and why these limits."""
    declared = parameter_declarations()
    rows = [
        (
            f"`{prior.name}`",
            declared[prior.name].unit,
            f"{declared[prior.name].value:g}",
            f"{prior.lower:g} to {prior.upper:g}",
            prior.scale,
            prior.reason,
        )
        for prior in read_priors().entries
    ]
    return table(("parameter", "unit", "declared", "limits", "scale", "why"), rows)
