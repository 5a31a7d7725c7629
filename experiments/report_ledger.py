"""What the report says about displacement: which extra entries into work are new, and which in someone's place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

import pandas as pd

from experiments.ledger import ORIGINS
from experiments.ledger_tables import EXTRA, MISSED, balances, displacement
from experiments.ledger_words import BALANCE_WORDS, CATEGORY_WORDS
from experiments.pictures.ledger import draw_ledger
from experiments.pictures.style import Material
from experiments.report_layout import Section, Sheet, with_interval
from experiments.tables_export import Table
from experiments.texts import LANGUAGES, number

__all__ = ["ledger_section"]

_PERSONS = "lasting_jobs_from_non_employment"


def ledger_section(ledger: pd.DataFrame | None, material: Material, words: Mapping[str, Any]) -> Section | None:
    """Make the section about displacement; None for results without a ledger.

    Parameters
    ----------
    ledger : pandas.DataFrame or None
        Result of :func:`experiments.ledger_tables.read_ledger`.
    material : Material
        The comparison.
    words : mapping
        Words of the report.
    """
    if ledger is None or len(material.results.arms) < 2:
        return None
    design, province = material.results.design, material.results.province
    entries = displacement(ledger, design)
    weighed = balances(ledger, design)
    window = material.windows[-1]
    arms = material.results.arms[1:]
    titles = [material.arm(arm) for arm in arms]
    sheets = [
        Sheet(
            words["ledger_table"].format(window=window),
            [words["ledger_category"], *titles],
            _entries(_here(entries, province), arms, material, words),
            range(1, 1 + len(arms)),
        ),
        Sheet(
            words["ledger_balance_table"].format(window=window),
            [words["ledger_balance"], *titles],
            _balances(_here(weighed, province), arms, material, words),
            range(1, 1 + len(arms)),
        ),
    ]
    position = LANGUAGES.index(material.language)
    meanings = [f"{CATEGORY_WORDS[name][position]}: {CATEGORY_WORDS[name][2 + position]}" for name in (*EXTRA, *MISSED)]
    heading, note = words["ledger_heading"], words["ledger_intro"].format(reference=material.reference)
    return Section(
        "ledger",
        heading,
        note,
        sheets,
        pictures=[draw_ledger(material, ledger)],
        exports=[
            Table("displacement", "", heading, note, entries),
            Table("ledger_balances", "", words["ledger_balance_heading"], note, weighed),
        ],
        notes_heading=words["ledger_meanings"],
        notes=meanings,
    )


def _here(table: pd.DataFrame, region: str) -> pd.DataFrame:
    """Select people who were not at work, in one region."""
    return table[(table["region"] == region) & (table["origin"] == ORIGINS[0])]


def _entries(
    table: pd.DataFrame, arms: Sequence[str], material: Material, words: Mapping[str, Any]
) -> list[tuple[str, ...]]:
    """Write extra and missed entries: a row per category, and per arm the persons and how many of every hundred."""
    language = material.language
    rows = []
    for part, category in dict.fromkeys(zip(table["part"], table["category"], strict=True)):
        chosen = table[table["category"] == category].set_index("arm")
        name = CATEGORY_WORDS[category][LANGUAGES.index(language)]
        cells = [
            f"{number(chosen.loc[arm, 'persons'], language, 0)}\n"
            + words["ledger_per_100"].format(share=number(chosen.loc[arm, "per_100"], language, 0))
            for arm in arms
        ]
        rows.append((words[f"ledger_{part}"].format(category=name), *cells))
    return rows


def _balances(
    table: pd.DataFrame, arms: Sequence[str], material: Material, words: Mapping[str, Any]
) -> list[tuple[str, ...]]:
    """Write what is left when extra and missed entries are weighed: a row per balance, a column per arm."""
    rows = []
    for balance in dict.fromkeys(table["balance"]):
        chosen = table[table["balance"] == balance].set_index("arm")
        cells = [
            with_interval(
                chosen.loc[arm, ["difference", "lower_95", "upper_95"]].to_list(),
                words,
                partial(material.written, _PERSONS, sign=True),
            )
            for arm in arms
        ]
        rows.append((BALANCE_WORDS[balance][LANGUAGES.index(material.language)], *cells))
    return rows
