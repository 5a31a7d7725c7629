"""What is written down of single people: every placement, and every meeting of the people who are watched.

Counts say how many; a diary says who. It is off unless asked for (:meth:`simulation.model.LabourMarket.keep_diary`):
its pages then have no lines, and nothing is written. Writing draws no luck and changes no agent, so a market lives the
same months with and without a diary. Rules write lines in passing; what can be seen between months - who is at work,
which vacancies exist, which placements lasted - is noted then.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import numpy.typing as npt

from agents.columns import duplicate
from agents.compiled import rule
from agents.job_designs import Vacancies
from agents.persons import Bytes, Persons
from agents.vocabulary import EMPLOYED, SELF_EMPLOYED
from simulation.calendar import DAYS_PER_MONTH, ROUNDS_PER_MONTH
from simulation.meetings import OUTCOMES

if TYPE_CHECKING:
    from simulation.model import LabourMarket

Lines = npt.NDArray[np.void]
Packed = npt.NDArray[np.uint8]

PLACEMENT = np.dtype(
    [
        ("moment", np.int16),  # search round of the placement, in rounds since January 2012
        ("person", np.int32),  # row of the person
        ("design", np.int32),  # row of the job design
        ("vacancy", np.uint64),  # identity of the vacancy
        ("status", np.int8),  # labour status just before
        ("since", np.int16),  # month in which the stretch before began: out of work, or in the job that is left
        ("left", np.int32),  # row of the job design that is left, or none
        ("skill_gap", np.float32),  # skill gap left in the job
        ("organisation_gap", np.float32),  # organisation gap left in the job
        ("lasted", np.int8),  # 1 if the job was still held twelve months later
    ]
)
"""One line of the diary for one placement: a vacancy filled by a person."""

MEETING = np.dtype(
    [
        ("moment", np.int16),  # search round, in rounds since January 2012
        ("person", np.int32),  # row of the person
        ("design", np.int32),  # row of the job design
        ("vacancy", np.uint64),  # identity of the vacancy
        ("outcome", np.int8),  # what came of it at this stage
        ("skill_gap", np.float32),  # skill gap as seen at this stage, not a number if nobody looked
        ("skill_limit", np.float32),  # largest skill gap at which this stage is passed
        ("organisation_gap", np.float32),  # organisation gap, not a number if nobody looked
        ("organisation_limit", np.float32),  # largest organisation gap the person accepts
        ("relaxation", np.float32),  # entry requirement of the vacancy, from ideal (0) to minimum (1)
    ]
)
"""One line of the diary for one stage of a meeting between a watched person and a vacancy."""

WITHIN_REACH, TRIED, OUTRANKED, SHORTLISTED, POSTPONED, HIRED = range(OUTCOMES, OUTCOMES + 6)
"""Stages that are written down and not counted; they follow the counted outcomes of :mod:`simulation.meetings`."""

UNKNOWN = math.nan
PLACEMENTS, MEETINGS = 0, 1
LASTING_MONTHS = 12
STAGES_PER_MEETING = 5
"""Most lines that one meeting can fill: read, tried, applied, offered or postponed, and hired."""


class Diary(NamedTuple):
    """The pages that rules write on.

    Attributes
    ----------
    placements, meetings : structured array of `PLACEMENT` and of `MEETING`
        Lines; without lines nothing is written.
    lines : ndarray of int64, shape (2,)
        Lines filled on each page.
    watched : ndarray of int8, shape (persons,) or (0,)
        1 for the people whose meetings are written down.
    """

    placements: Lines
    meetings: Lines
    lines: npt.NDArray[np.int64]
    watched: Bytes


def blank_diary() -> Diary:
    """Return a diary without lines, in which nothing is ever written."""
    return Diary(np.zeros(0, PLACEMENT), np.zeros(0, MEETING), np.zeros(2, np.int64), np.zeros(0, np.int8))


@rule
def begin_of_stretch(persons: Persons, person: int) -> int:
    """Return the month in which a person's stretch out of work, or in the present job, began."""
    if persons.status[person] == EMPLOYED:
        return int(persons.job_start[person])
    return int(persons.non_employed_since[person])


@rule
def write_placement(
    diary: Diary, persons: Persons, vacancies: Vacancies, person: int, row: int, moment: int, since: int, left: int
) -> None:
    """Write down that a person, who has just started the job, filled a vacancy."""
    if len(diary.placements) == 0:
        return
    line = diary.placements[diary.lines[PLACEMENTS]]
    line["moment"] = moment
    line["person"] = person
    line["design"] = persons.design[person]
    line["vacancy"] = vacancies.identity[row]
    line["status"] = persons.entered_from[person]
    line["since"] = since
    line["left"] = left
    line["skill_gap"] = persons.skill_gap[person]
    line["organisation_gap"] = persons.organisation_gap[person]
    line["lasted"] = 0
    diary.lines[PLACEMENTS] += 1


@rule
def write_meeting(
    diary: Diary,
    vacancies: Vacancies,
    person: int,
    row: int,
    day: float,
    outcome: int,
    gap: float,
    limit: float,
    misfit: float,
    reservation: float,
) -> None:
    """Write down one stage of a meeting if the person is watched."""
    if len(diary.watched) == 0 or diary.watched[person] == 0:
        return
    line = diary.meetings[diary.lines[MEETINGS]]
    line["moment"] = round(day / DAYS_PER_MONTH * ROUNDS_PER_MONTH) - 1
    line["person"] = person
    line["design"] = vacancies.design[row]
    line["vacancy"] = vacancies.identity[row]
    line["outcome"] = outcome
    line["skill_gap"] = gap
    line["skill_limit"] = limit
    line["organisation_gap"] = misfit
    line["organisation_limit"] = reservation
    line["relaxation"] = vacancies.relaxation[row]
    diary.lines[MEETINGS] += 1


@dataclass
class Logbook:
    """A diary with what is noted between months.

    Attributes
    ----------
    first_month : int
        Month in which the diary begins, counted from January 2012.
    diary : Diary
        The pages, with room to spare.
    sub_region : ndarray of int8, shape (persons,)
        Sub-region of residence of every person, which never changes.
    at_work : list of ndarray of uint8
        For each month, who is at work at its end: one bit per row of persons.
    vacancies : list of ndarray of uint64
        Identities of the vacancies open at the start, and of those opened in each month.
    ends : list of int
        Placements written down by the end of each month.
    """

    first_month: int
    diary: Diary
    sub_region: Bytes
    at_work: list[Packed] = field(default_factory=list)
    vacancies: list[npt.NDArray[np.uint64]] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)

    @property
    def placements(self) -> Lines:
        """Placements so far, in the order in which they happened."""
        return self.diary.placements[: self.diary.lines[PLACEMENTS]]

    @property
    def meetings(self) -> Lines:
        """Meetings of the watched people so far, in the order in which they happened."""
        return self.diary.meetings[: self.diary.lines[MEETINGS]]

    def copy(self) -> Logbook:
        """Return a logbook that shares the past and goes its own way."""
        return replace(
            self,
            diary=duplicate(self.diary),
            at_work=list(self.at_work),
            vacancies=list(self.vacancies),
            ends=list(self.ends),
        )

    def make_room(self, placements: int, meetings: int) -> None:
        """Lengthen the pages so that so many more lines fit.

        Parameters
        ----------
        placements, meetings : int
            Lines that may be needed before the next call, 0 or more.
        """
        used = self.diary.lines
        self.diary = self.diary._replace(
            placements=_with_room(self.diary.placements, int(used[PLACEMENTS]) + placements),
            meetings=_with_room(self.diary.meetings, int(used[MEETINGS]) + meetings),
        )

    def was_at_work(self, months: npt.NDArray[np.int64], persons: npt.NDArray[np.int64]) -> npt.NDArray[np.bool_]:
        """Tell who was employed or self-employed at the end of a month.

        Parameters
        ----------
        months, persons : ndarray of int64, the same shape
            Months since January 2012, within those of the logbook; rows of persons.

        Returns
        -------
        ndarray of bool
        """
        if len(months) == 0:
            return np.zeros(0, np.bool_)
        bits = np.stack(self.at_work)[months - self.first_month, persons >> 3]
        return np.asarray((bits >> (7 - (persons & 7)).astype(np.uint8)) & 1, np.bool_)

    def note_month(self, market: LabourMarket) -> None:
        """Note, at the end of a month, who is at work, what was opened, and what has lasted a year.

        Parameters
        ----------
        market : LabourMarket
            The market at the end of the month, before its clock moves on.
        """
        persons, vacancies = market.persons, market.vacancies
        self.at_work.append(np.packbits(persons.status <= SELF_EMPLOYED))
        rows = slice(0, market.open_count)
        recent = vacancies.opened_day[rows] >= market.month * DAYS_PER_MONTH
        self.vacancies.append(vacancies.identity[rows][recent])
        self.ends.append(int(self.diary.lines[PLACEMENTS]))
        month = len(self.ends) - 1 - LASTING_MONTHS
        if month < 0:
            return
        year_old = self.diary.placements[self.ends[month - 1] if month else 0 : self.ends[month]]
        people = year_old["person"]
        # A move inside the employer does not end the job: the month in which it began tells.
        year_old["lasted"] = (persons.status[people] == EMPLOYED) & (
            persons.job_start[people] == market.month - LASTING_MONTHS
        )


def open_logbook(market: LabourMarket, watched: npt.ArrayLike = ()) -> Logbook:
    """Open a logbook for the months of a market that are still to come.

    Parameters
    ----------
    market : LabourMarket
        The market between two months.
    watched : array_like of int
        Rows of the people whose meetings are written down; none for placements alone.

    Returns
    -------
    Logbook
    """
    rows = np.asarray(watched, np.int64)
    marks = np.zeros(len(market.persons.identity) if len(rows) else 0, np.int8)
    marks[rows] = 1
    still_open = market.vacancies.design[: market.open_count] >= 0
    known = market.vacancies.identity[: market.open_count][still_open]
    pages = blank_diary()._replace(watched=marks)
    return Logbook(market.month, pages, market.persons.sub_region.copy(), vacancies=[known])


def _with_room(page: Lines, lines: int) -> Lines:
    """Return a page of at least so many lines, and of one at the least."""
    if lines <= len(page) and len(page):
        return page
    longer: Lines = np.zeros(int(lines * 1.5) + 16, page.dtype)
    longer[: len(page)] = page
    return longer
