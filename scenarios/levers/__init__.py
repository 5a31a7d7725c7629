"""Levers: the mechanisms measures are made of. A new lever is one file and one line here."""

from __future__ import annotations

from scenarios.levers.base import Lever, LeverParameter, Reached
from scenarios.levers.entry_requirements import EntryRequirements
from scenarios.levers.schedule_control import ScheduleControl
from scenarios.levers.workplace_learning import WorkplaceLearning

LEVERS: dict[str, Lever] = {
    lever.name: lever for lever in (ScheduleControl(), WorkplaceLearning(), EntryRequirements())
}
"""Every lever by name."""

__all__ = ["LEVERS", "Lever", "LeverParameter", "Reached"]
