"""Months of the model: whole numbers counted from January 2012."""

from __future__ import annotations

import datetime as dt

FIRST_YEAR = 2012
"""Year of month 0."""

DAYS_PER_MONTH = 30.4375
"""Mean length of a month in days."""

ROUNDS_PER_MONTH = 4
"""Search rounds in a month; vacancies are followed in rounds of about a week."""


def month_number(text: str) -> int:
    """Return the month number of a text such as ``"2027-01"``.

    Raises
    ------
    ValueError
        If the text is not a year and a month.
    """
    try:
        date = dt.datetime.strptime(text, "%Y-%m")
    except ValueError as error:
        raise ValueError(f"'{text}' is not a month; write it as year and month, for instance 2027-01.") from error
    return (date.year - FIRST_YEAR) * 12 + date.month - 1


def month_date(month: int) -> dt.date:
    """Return the first day of a month number."""
    return dt.date(FIRST_YEAR + month // 12, month % 12 + 1, 1)


def start_of_month_day(month: int) -> float:
    """Return days since 1 January 2012 at the start of a month."""
    return month * DAYS_PER_MONTH
