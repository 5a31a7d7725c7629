"""What the report of a calibration is made from: the tables of its directory, and words for what they name."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd
from omegaconf import OmegaConf

from agents.region import SUB_REGIONS, RegionFigures
from calibration.check import CHECKS, unit_and_source
from experiments.calibrate.keeping import PLAN_FILE
from experiments.report_words import TEMPLATES, source_text, unit_text
from experiments.sweep.factors import declared_factors
from experiments.texts import number, percent, signed
from scenarios.build import region_figures
from scenarios.config import CalibrationConfig
from simulation.parameters import parameter_declarations

__all__ = ["TABLES", "Findings", "read_findings", "records", "texts"]

TABLES = (
    "targets",
    "parameters",
    "screening",
    "recovery",
    "hindcast",
    "hindcast_summary",
    "wrong_models",
    "wrong_models_figures",
    "field_experiments",
    "projections_2013",
    "beveridge",
    "hazards",
    "flows",
)
"""Tables that the report can show; each is optional."""

_REGION = "region="
_SIGNIFICANT = 3


@cache
def texts(name: str) -> dict[str, Any]:
    """Return the texts of one file of templates, by name and language."""
    content: Any = OmegaConf.to_container(OmegaConf.load(TEMPLATES / f"{name}.yaml"))
    return dict(content)


@dataclass(frozen=True, eq=False)
class Findings:
    """Everything that one report says something about.

    Attributes
    ----------
    lang : str
        ``nl`` or ``en``.
    tables : mapping of str to DataFrame
        Tables that are there, by name.
    kept : mapping
        Content of the file that describes the calibration.
    figures : RegionFigures
        Published figures of the region.
    """

    lang: str
    tables: Mapping[str, pd.DataFrame]
    kept: Mapping[str, Any]
    figures: RegionFigures

    def has(self, *names: str) -> bool:
        """Tell whether all these tables are there and hold something."""
        return all(name in self.tables and len(self.tables[name]) > 0 for name in names)

    def rows(self, name: str) -> list[dict[str, Any]]:
        """Return the rows of a table by name of the column."""
        return records(self.tables[name])

    @property
    def identity(self) -> str:
        """Content id of the calibration, shown with every picture."""
        return str(self.kept.get("identity", ""))

    @property
    def result(self) -> Mapping[str, Any]:
        """How the calibration went, in a few numbers; empty if it was not finished."""
        return dict(self.kept.get("result", {}))

    def say(self, key: str, /, **fields: object) -> str:
        """Give a text of the report with its fields filled in."""
        return str(texts("validation")["words"][key][self.lang]).format(**fields)

    def named(self, kind: str, code: str) -> str:
        """Write a code in words; one that has none stays as it is."""
        return str(texts("validation")[kind].get(code, {}).get(self.lang, code))

    def codes(self, kind: str) -> list[str]:
        """Codes of a kind in the order of the report."""
        return list(texts("validation")[kind])

    def heads(self, *keys: str) -> list[str]:
        """Heads of a table."""
        return [self.say(key) for key in keys]

    def title(self, row: Mapping[str, Any]) -> str:
        """Title of a row of a table in both languages."""
        return str(row[f"title_{self.lang}"])

    def number(self, value: float, decimals: int | None = None) -> str:
        """Write a number."""
        return number(float(value), self.lang, decimals)

    def signed(self, value: float, decimals: int | None = None) -> str:
        """Write a number with its sign."""
        return signed(float(value), self.lang, decimals)

    def share(self, value: float, decimals: int = 0) -> str:
        """Write a share as a percentage."""
        return percent(100.0 * float(value), self.lang, decimals)

    def significant(self, value: float) -> str:
        """Write a number of any size with three figures that count, as values of parameters need."""
        rounded = f"{float(value):.{_SIGNIFICANT}g}"
        decimals = len(f"{Decimal(rounded):f}".partition(".")[2]) if math.isfinite(value) else None
        return self.number(value, decimals)

    def between(self, lower: float, upper: float, *, small: bool = False) -> str:
        """Write an interval; a dash where it is unknown."""
        if math.isnan(lower) or math.isnan(upper):
            return "–"
        write = self.significant if small else self.number
        return self.say("between", lower=write(lower), upper=write(upper))

    def listed(self, names: Sequence[str]) -> str:
        """Write names in one line."""
        return "; ".join(names)

    def parameter(self, name: str) -> str:
        """Title of a parameter."""
        factor = _factors().get(name)
        return name if factor is None else factor.title(self.lang)

    def parameter_unit(self, name: str) -> str:
        """Name the unit of a parameter."""
        declared = parameter_declarations().get(name)
        return "" if declared is None else unit_text(declared.unit, self.lang)

    def unit(self, target: str) -> str:
        """Name the unit of a figure; empty for one that the model no longer knows."""
        check = _checks().get(target)
        return "" if check is None else unit_text(unit_and_source(check, self.figures)[0], self.lang)

    def source(self, target: str) -> str:
        """Name the source of a figure; empty for one that the model no longer knows."""
        check = _checks().get(target)
        return "" if check is None else source_text(unit_and_source(check, self.figures)[1], self.lang)

    def group(self, target: str) -> str:
        """Name of the group of figures that one belongs to: the longest beginning that fits decides."""
        groups = texts("validation")["groups"]
        fitting = [
            (len(start), name)
            for name, group in groups.items()
            for start in group.get("starts", ())
            if target.startswith(start)
        ]
        return max(fitting)[1] if fitting else "other"

    def explanation(self, target: str) -> str:
        """Why the model misses a figure, or that nobody has explained it yet."""
        known = texts("explanations").get(target)
        return self.say("unexplained") if known is None else str(known[self.lang])

    def targets(self, role: str) -> pd.DataFrame:
        """Figures with a role, misses first, each with the largest deviation on top."""
        table = self.tables["targets"]
        chosen = table[table["role"] == role]
        order = chosen.assign(size=-chosen["standardised"].abs()).sort_values(["within", "size"], kind="stable").index
        return chosen.loc[order].reset_index(drop=True)

    def misses(self, role: str) -> list[dict[str, Any]]:
        """Figures with a role that the model misses, the worst first."""
        table = self.targets(role)
        return records(table[~table["within"].astype(bool)])

    def place(self, region: object) -> str:
        """Name of a sub-region by its code; the province comes after them."""
        code = int(str(region))
        return SUB_REGIONS[code] if code < len(SUB_REGIONS) else self.say("province")


def read_findings(directory: Path, lang: str) -> Findings:
    """Read what a directory of a calibration holds.

    Parameters
    ----------
    directory : Path
        With ``calibration.json`` and tables.
    lang : str
        ``nl`` or ``en``.

    Returns
    -------
    Findings
    """
    paths = {name: directory / f"{name}.csv" for name in TABLES}
    tables = {name: pd.read_csv(path) for name, path in paths.items() if path.is_file()}
    plan = directory / PLAN_FILE
    kept = json.loads(plan.read_text(encoding="utf-8")) if plan.is_file() else {}
    asked = [word.removeprefix(_REGION) for word in kept.get("words", ()) if word.startswith(_REGION)]
    region = asked[-1] if asked else CalibrationConfig.region
    return Findings(lang, tables, kept, region_figures(region))


def records(table: pd.DataFrame) -> list[dict[str, Any]]:
    """Return the rows of a table by name of the column."""
    return [{str(name): value for name, value in row.items()} for row in table.to_dict("records")]


@cache
def _checks() -> dict[str, Any]:
    return {check.name: check for check in CHECKS}


@cache
def _factors() -> dict[str, Any]:
    return dict(declared_factors((), parameter_declarations(), {}))
