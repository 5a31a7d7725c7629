"""How far a computation is: a bar with time left on a terminal, plain lines elsewhere."""

from __future__ import annotations

import sys
import time
from types import TracebackType

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)

_SECONDS_BETWEEN_LINES = 15.0


class ProgressReport:
    """Reports finished steps; use as a context manager.

    Parameters
    ----------
    title : str
        What is being done.
    steps : int
        Number of steps, at least 1.
    lang : str
        ``nl`` or ``en``.
    """

    def __init__(self, title: str, steps: int, lang: str = "nl") -> None:
        self.title = title
        self.steps = steps
        self.lang = lang
        self.finished = 0
        self._last_line = time.monotonic()
        self._started = self._last_line
        self._bar: Progress | None = None

    def __enter__(self) -> ProgressReport:
        if sys.stderr.isatty():
            self._bar = Progress(
                TextColumn("{task.description}"),
                BarColumn(),
                MofNCompleteColumn(),
                TimeElapsedColumn(),
                TextColumn("nog" if self.lang == "nl" else "left"),
                TimeRemainingColumn(),
                console=Console(stderr=True),
                transient=True,
            )
            self._bar.start()
            self._bar.add_task(self.title, total=self.steps)
        return self

    def advance(self) -> None:
        """Report that one more step is finished."""
        self.finished += 1
        if self._bar is not None:
            self._bar.advance(self._bar.task_ids[0])
            return
        now = time.monotonic()
        if now - self._last_line < _SECONDS_BETWEEN_LINES and self.finished < self.steps:
            return
        self._last_line = now
        left = (now - self._started) / self.finished * (self.steps - self.finished)
        words = f"nog ongeveer {left:.0f} s" if self.lang == "nl" else f"about {left:.0f} s left"
        print(f"{self.title}: {self.finished}/{self.steps}, {words}", file=sys.stderr, flush=True)

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bar is not None:
            self._bar.stop()
