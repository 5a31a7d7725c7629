"""Tables next to the summary: how they are written, read back, and titled for a reader.

Every reader returns a tidy DataFrame from a result directory alone, or None where the file was not made.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Final

import pandas as pd

from experiments.attribution import INTERACTION
from experiments.statistics import SUMMARY_COLUMNS

__all__ = [
    "COLUMN_TITLES",
    "COMPONENT_TITLES",
    "read_attribution",
    "read_futures",
    "read_futures_ranking",
    "read_interaction",
    "read_order",
    "read_pairs",
    "read_ranking",
    "read_table",
    "titled",
    "write_tables",
]

_TEXTS = (
    *SUMMARY_COLUMNS[:6],
    "bundle",
    "members",
    "component",
    "quadrant",
    "rule",
    "future",
    "worst_future",
    "label",
    "review",
    "source",
    "direction",
    "per",
    "verdict",
    "reason",
    "warning",
    "kind",
    "measure",
    "name",
    "part",
)

COLUMN_TITLES: Final[dict[str, tuple[str, str]]] = {
    "arm": ("Scenario", "Scenario"),
    "reference": ("Vergeleken met", "Compared with"),
    "indicator": ("Indicator", "Indicator"),
    "group": ("Groep", "Group"),
    "region": ("Streek", "Region"),
    "window": ("Periode", "Period"),
    "reference_mean": ("Gemiddelde van de vergelijkingsbasis", "Mean of the reference"),
    "arm_mean": ("Gemiddelde van het scenario", "Mean of the scenario"),
    "difference": ("Verschil", "Difference"),
    "lower_95": ("Ondergrens (95%)", "Lower end (95%)"),
    "upper_95": ("Bovengrens (95%)", "Upper end (95%)"),
    "probability_wrong_sign": ("Kans op het omgekeerde teken", "Chance of the opposite sign"),
    "variance_ratio": ("Variantiewinst door paren", "Variance gain from pairing"),
    "replications": ("Herhalingen", "Replications"),
    "variance_share_parameters": ("Spreiding door aannames (aandeel)", "Spread due to assumptions (share)"),
    "variance_share_luck": ("Spreiding door toeval (aandeel)", "Spread due to luck (share)"),
    "variance_share_parameters_lower_95": (
        "Spreiding door aannames, ondergrens (95%)",
        "Spread due to assumptions, lower end (95%)",
    ),
    "variance_share_parameters_upper_95": (
        "Spreiding door aannames, bovengrens (95%)",
        "Spread due to assumptions, upper end (95%)",
    ),
    "replications_for_ten_percent": (
        "Herhalingen voor een interval van 10% naar weerskanten",
        "Replications for an interval of 10% to either side",
    ),
    "replications_different": ("Herhalingen met enig verschil", "Replications with any difference"),
    "mean_rank": ("Gemiddelde rang (1 is best)", "Mean rank (1 is best)"),
    "probability_best": ("Kans de beste te zijn in één toekomst", "Chance of being best in one future"),
    "probability_best_lower_95": ("Kans de beste te zijn, ondergrens (95%)", "Chance of being best, lower end (95%)"),
    "probability_best_upper_95": ("Kans de beste te zijn, bovengrens (95%)", "Chance of being best, upper end (95%)"),
    "expected_regret": ("Spijt in één toekomst: gemiddeld misgelopen", "Regret in one future: missed on average"),
    "probability_best_on_average": ("Kans gemiddeld de beste te zijn", "Chance of being best on average"),
    "regret_on_average": ("Achterstand op het beste gemiddelde", "Shortfall from the best mean"),
    "draws": ("Trekkingen", "Draws"),
    "label": ("Hoe goed het effect bekend is", "How well the effect is known"),
    "review": ("Studie", "Study"),
    "direction": ("Richting die gevonden is", "Direction that was found"),
    "size": ("Grootte die gevonden is", "Size that was found"),
    "size_lower": ("Grootte, ondergrens (95%)", "Size, lower end (95%)"),
    "size_upper": ("Grootte, bovengrens (95%)", "Size, upper end (95%)"),
    "per": ("In dagen per persoon van", "In days per person of"),
    "from_month": ("Gelezen vanaf maand (0 is januari 2012)", "Read from month (0 is January 2012)"),
    "simulated": ("In het model", "In the model"),
    "reason": ("Reden", "Reason"),
    "warning": ("Waarschuwing", "Warning"),
    "variance_share": ("Deel van de spreiding (0-1)", "Share of the spread (0-1)"),
    "determined": ("Te bepalen (1 is ja)", "Can be told (1 is yes)"),
    "kind": ("Soort", "Kind"),
    "measure": ("Maatregel", "Measure"),
    "name": ("Aanname", "Assumption"),
    "correlation": ("Rangcorrelatie", "Rank correlation"),
    "bundle": ("Bundel", "Bundle"),
    "component": ("Onderdeel", "Component"),
    "quadrant": ("Lijst", "List"),
    "rule": ("Waarom het hier staat", "Why it stands here"),
    "share": ("Aandeel in het effect", "Share of the effect"),
    "alone": ("Effect op zichzelf", "Effect alone"),
    "alone_lower_95": ("Effect op zichzelf, ondergrens (95%)", "Effect alone, lower end (95%)"),
    "alone_upper_95": ("Effect op zichzelf, bovengrens (95%)", "Effect alone, upper end (95%)"),
    "bundle_difference": ("Effect van de bundel", "Effect of the bundle"),
    "members": ("Maatregelen die ook apart vergeleken zijn", "Measures that are compared alone as well"),
    "sum_of_alone": ("Effecten apart, opgeteld", "Effects alone, added up"),
    "interaction": ("Wisselwerking: bundel min de som", "Interaction: bundle less the sum"),
    "part_of_bundle": ("Deel van het effect van de bundel (0-1)", "Part of the effect of the bundle (0-1)"),
    "place": ("Plaats", "Place"),
    "years_to_effect": ("Jaren tot het effect zichtbaar is", "Years until the effect shows"),
    "first_clear_year": ("Eerste jaar met een duidelijk effect", "First year with a clear effect"),
    "future": ("Toekomst", "Future"),
    "regret": ("Spijt: misgelopen tegenover de beste", "Regret: missed against the best"),
    "largest_regret": ("Grootste spijt: hoogstens misgelopen", "Largest regret: the most that is missed"),
    "worst_future": ("Toekomst met de grootste spijt", "Future with the largest regret"),
    "mean_regret": ("Gemiddelde spijt", "Mean regret"),
    "futures_best": ("Aantal toekomsten waarin het best is", "Number of futures in which it is best"),
    "futures": ("Aantal toekomsten", "Number of futures"),
    "smallest_largest_regret": ("Voorzichtigste keuze", "Most cautious choice"),
    "probability_smallest_largest_regret": (
        "Kans de voorzichtigste keuze te zijn",
        "Chance of being the most cautious choice",
    ),
}
"""Titles of columns in Dutch and in English."""

COMPONENT_TITLES: Final[dict[str, tuple[str, str]]] = {
    INTERACTION: ("Samenspel (alleen doordat ze samen optreden)", "Interaction (only because they act together)"),
}
"""Titles of components of a bundle that are no interventions."""


def write_tables(directory: Path, tables: Mapping[str, pd.DataFrame]) -> None:
    """Write tables as CSV, each under its own name; the same tables give the same bytes.

    Raises
    ------
    OSError
        If a file cannot be written.
    """
    for name, table in tables.items():
        table.to_csv(directory / f"{name}.csv", index=False, float_format="%.10g", lineterminator="\n")


def read_table(directory: Path, name: str) -> pd.DataFrame | None:
    """Read a table back with its texts as texts; None where it was not made."""
    path = directory / f"{name}.csv"
    return pd.read_csv(path, dtype=dict.fromkeys(_TEXTS, str)) if path.is_file() else None


def read_ranking(directory: Path) -> pd.DataFrame | None:
    """Ranking of the arms; columns :data:`experiments.ranking.RANKING_COLUMNS`."""
    return read_table(directory, "ranking")


def read_pairs(directory: Path) -> pd.DataFrame | None:
    """Differences between arms other than the reference; columns of the summary."""
    return read_table(directory, "pairs")


def read_interaction(directory: Path) -> pd.DataFrame | None:
    """Interaction of the measures of bundles; columns :data:`experiments.interaction.INTERACTION_COLUMNS`."""
    return read_table(directory, "interaction")


def read_order(directory: Path) -> pd.DataFrame | None:
    """Arms in order of effect and cost; columns :data:`experiments.order.ORDER_COLUMNS`."""
    return read_table(directory, "order")


def read_attribution(directory: Path) -> pd.DataFrame | None:
    """Shares of interventions in a bundle; columns :data:`experiments.attribution.ATTRIBUTION_COLUMNS`."""
    return read_table(directory, "attribution")


def read_futures(directory: Path) -> pd.DataFrame | None:
    """Differences and regret in several futures; columns :data:`experiments.futures.FUTURES_COLUMNS`."""
    return read_table(directory, "futures")


def read_futures_ranking(directory: Path) -> pd.DataFrame | None:
    """Ranking over several futures; columns :data:`experiments.futures.FUTURES_RANKING_COLUMNS`."""
    return read_table(directory, "futures_ranking")


def titled(table: pd.DataFrame, language: str) -> pd.DataFrame:
    """Return a table with the titles of its columns in a language, ``nl`` or ``en``."""
    position = 1 if language == "en" else 0
    return table.rename(columns={name: titles[position] for name, titles in COLUMN_TITLES.items()})
