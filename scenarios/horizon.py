"""Which months can be simulated: the horizons, and the month in which measures start."""

from __future__ import annotations

from dataclasses import dataclass

from simulation.calendar import month_number


@dataclass(frozen=True)
class Horizon:
    """A stretch of months and the month in which measures start unless the user says otherwise.

    Attributes
    ----------
    name : str
        Name in the configuration.
    first, last, policy_start : str
        First month, last month and start of the measures, as ``"YYYY-MM"``.
    title_nl, title_en : str
        One line for a reader.
    """

    name: str
    first: str
    last: str
    policy_start: str
    title_nl: str
    title_en: str

    @property
    def end(self) -> int:
        """Number of the month after the last one, counted from January 2012."""
        return month_number(self.last) + 1


HORIZONS: dict[str, Horizon] = {
    horizon.name: horizon
    for horizon in (
        Horizon(
            "outlook",
            "2012-01",
            "2040-12",
            "2027-01",
            "januari 2012 tot december 2040, maatregelen vanaf januari 2027",
            "January 2012 to December 2040, measures from January 2027",
        ),
        Horizon(
            "study2013",
            "2012-01",
            "2025-12",
            "2014-01",
            "de vraag van de studie uit 2013: 2012 tot 2025, maatregelen vanaf januari 2014",
            "the question of the 2013 study: 2012 to 2025, measures from January 2014",
        ),
    )
}
