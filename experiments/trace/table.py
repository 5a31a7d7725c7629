"""The stories as a table that a researcher filters: one row for each step."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import pandas as pd

from agents.region import OUTSIDE, SECTORS, SUB_REGIONS
from agents.vocabulary import EMPLOYED, OCCUPATIONS
from experiments.trace.choice import Chosen
from experiments.trace.reasons import Link
from experiments.trace.replay import Replay
from experiments.trace.words import OUTSIDE_PROVINCE
from simulation.calendar import FIRST_YEAR, ROUNDS_PER_MONTH
from simulation.diary import LASTING_MONTHS

__all__ = ["TRACE_COLUMNS", "age_in", "trace_table", "workplace"]

TRACE_COLUMNS: Final = (
    "arm",
    "reference",
    "replication",
    "story",
    "step",
    "person",
    "sex",
    "age",
    "education",
    "sub_region",
    "category",
    "hired_in",
    "month",
    "vacancy",
    "occupation",
    "sector",
    "workplace",
    "status_before",
    "reason",
    "skill_gap",
    "skill_gap_elsewhere",
    "skill_limit",
    "skill_limit_elsewhere",
    "judged_gap",
    "judged_gap_elsewhere",
    "judged_limit",
    "judged_limit_elsewhere",
    "organisation_gap",
    "organisation_gap_elsewhere",
    "organisation_limit",
    "organisation_limit_elsewhere",
    "relaxation",
    "relaxation_elsewhere",
    "schedule_control",
    "schedule_control_elsewhere",
    "measures",
    "measures_at_employer",
    "lasted",
)
"""One row per step of a story: the placement ``hired_in`` one world, and the same meeting ``elsewhere``."""

_SEXES: Final = ("woman", "man")
_LEVELS: Final = ("low", "mid", "high", "unknown")


def trace_table(chosen: Sequence[Chosen]) -> pd.DataFrame:
    """Return the stories as a table with columns `TRACE_COLUMNS`; no rows where nobody's path differs."""
    rows = []
    for part in chosen:
        replay = part.replay
        for story, links in enumerate(part.stories, 1):
            for step, link in enumerate(links, 1):
                rows.append(_row(replay, link) | {"replication": part.replication, "story": story, "step": step})
    return pd.DataFrame(rows, columns=list(TRACE_COLUMNS))


def _row(replay: Replay, link: Link) -> dict[str, Any]:
    """Return one step as a row."""
    world, position = link.placement
    line = replay.sides[world].placements[position]
    market = replay.worlds[world].market
    person, design = int(line["person"]), int(line["design"])
    month = int(line["moment"]) // ROUNDS_PER_MONTH
    row = {
        "arm": replay.arm.name,
        "reference": replay.reference.name,
        "person": f"{int(market.persons.identity[person]):016x}",
        "sex": _SEXES[market.persons.sex[person]],
        "age": age_in(market, person, month),
        "education": _LEVELS[market.persons.education[person]],
        "sub_region": SUB_REGIONS[market.persons.sub_region[person]],
        "category": replay.category(link.placement),
        "hired_in": (replay.arm, replay.reference)[world].name,
        "month": f"{FIRST_YEAR + month // 12}-{month % 12 + 1:02d}",
        "vacancy": f"{int(line['vacancy']):016x}",
        "occupation": OCCUPATIONS[market.designs.occupation[design]],
        "sector": SECTORS[market.designs.sector[design]],
        "workplace": workplace(market, design, 1),
        "status_before": "employed" if line["status"] == EMPLOYED else "unemployed",
        "reason": link.kind,
        "measures": "+".join(entry.name for entry, _ in link.measures),
        "measures_at_employer": "+".join(entry.name for entry, _ in link.at_employer),
        "lasted": bool(line["lasted"]) if month + LASTING_MONTHS < market.month else None,
    }
    gaps = (
        "skill_gap",
        "skill_limit",
        "judged_gap",
        "judged_limit",
        "organisation_gap",
        "organisation_limit",
        "relaxation",
        "schedule_control",
    )
    for name in gaps:
        row[name] = getattr(link.here, name, None)
        row[f"{name}_elsewhere"] = getattr(link.there, name, None)
    return row


def age_in(market: Any, person: int, month: int) -> int:
    """Return the completed years of a person in a month."""
    return (month - int(market.persons.birth_month[person])) // 12


def workplace(market: Any, design: int, position: int) -> str:
    """Name the sub-region of a job, in Dutch (0) or English (1)."""
    place = int(market.designs.sub_region[design])
    return OUTSIDE_PROVINCE[position] if place == OUTSIDE else SUB_REGIONS[place]
