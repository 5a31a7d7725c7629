"""Places where adverts lie and short lists of employers: the working memory of one search round."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from agents.columns import block, within
from agents.compiled import existing, rows, rule
from agents.draws import Key, uniform_pair
from agents.employers import Employers
from agents.handing import phase
from agents.job_designs import JobDesigns, Vacancies
from agents.occupation_profiles import related_occupations
from agents.persons import Persons
from agents.vocabulary import NOBODY, OCCUPATIONS
from simulation.appeal import worth_at_best
from simulation.parameters import Parameters

WITHOUT_CAR_COMMUTE = 0.35
"""How much less people without a car look outside their own sub-region (factor, assumption)."""

MOST_BEYOND_HOME = 0.95
"""Largest share of searches outside the own sub-region: everybody also looks near home (assumption)."""

COPIES = 3

BUCKETS = 6 * len(OCCUPATIONS)
"""Sub-regions of the workplace times occupations."""

SEARCH_DECISIONS = (
    "visit",
    "search_occupation",
    "search_region",
    "search_place",
    "advert",
    "recognition",
    "taste",
    "invitation",
    "impression",
    "decision",
    "procedure",
    "trial_days",
    "advert_reading",
    "adapted_job",
    "disability_shows",
    "sees_self_at_defence",
    "papers_for_defence",
    "norm_met_later",
    "test_of_defence",
    "second_test_of_defence",
)
"""Names of the decisions of searching, in the order of :class:`SearchKeys`."""


class SearchKeys(NamedTuple):
    """Luck of searching: keys by decision; those of pairs do not change from month to month."""

    visit: Key
    occupation: Key
    region: Key
    place: Key
    advert: Key
    recognise: Key
    taste: Key
    invite: Key
    impression: Key
    decide: Key
    procedure: Key
    trial: Key
    reading: Key
    adapt: Key
    shows: Key
    sees_self: Key
    papers: Key
    later: Key
    test: Key
    second_test: Key


class Searchers(NamedTuple):
    """Who looks for work this month, and where: side by side because every visit begins with it.

    Attributes
    ----------
    row, identity : ndarray of int32, ndarray of uint64
        Row and identity of the person.
    visits : ndarray of float64
        Visits to places per round.
    wander : ndarray of float64
        Probability to look outside the own occupation.
    occupation, home, car : ndarray of int8
        Own occupation, sub-region of residence, and 1 with a car.
    """

    row: npt.NDArray[np.int32] = block(np.int32, None)
    identity: npt.NDArray[np.uint64] = block(np.uint64, None)
    visits: npt.NDArray[np.float64] = block(np.float64, None)
    wander: npt.NDArray[np.float64] = block(np.float64, None)
    occupation: npt.NDArray[np.int8] = block(np.int8, None)
    home: npt.NDArray[np.int8] = block(np.int8, None)
    car: npt.NDArray[np.int8] = block(np.int8, None)


def nobody_searches(persons: int) -> Searchers:
    """Return a list long enough for everyone, on which nobody stands."""
    return Searchers(
        np.zeros(persons, np.int32),
        np.zeros(persons, np.uint64),
        np.zeros(persons),
        np.zeros(persons),
        np.zeros(persons, np.int8),
        np.zeros(persons, np.int8),
        np.zeros(persons, np.int8),
    )


def close_ranks(searchers: Searchers, found: Sequence[tuple[int, int]]) -> int:
    """Move searchers listed in several stretches together, in order.

    Parameters
    ----------
    searchers : Searchers
        List, changed in place.
    found : sequence of (int, int)
        Where each stretch starts, and how many people stand in it.

    Returns
    -------
    int
        Number of people on the list.
    """
    count = 0
    for first, people in found:
        if first != count:
            for column in searchers:
                column[count : count + people] = column[first : first + people]
        count += people
    return count


class Shortlist(NamedTuple):
    """Best applicant of each vacancy in this round: row, score to the employer, value to the person, simple or not."""

    person: npt.NDArray[np.int32] = block(np.int32, None)
    score: npt.NDArray[np.float64] = block(np.float64, None)
    value: npt.NDArray[np.float64] = block(np.float64, None)
    simple: npt.NDArray[np.int8] = block(np.int8, None)


class Adverts(NamedTuple):
    """What readers of adverts look at first, copied side by side in the order of the places where the adverts lie.

    Attributes
    ----------
    row, design, employer : ndarray of int32
        Rows of the vacancy, of its design and of the employer.
    vacancy : ndarray of uint64
        Identity of the vacancy.
    opened_day : ndarray of float32
        Day of opening since 1 January 2012.
    channels : ndarray of uint8
        Channels in which the employer recruits, sum of channel flags.
    worth : ndarray of float64
        What the job is worth where it fits life.
    """

    row: npt.NDArray[np.int32] = block(np.int32, None)
    design: npt.NDArray[np.int32] = block(np.int32, None)
    employer: npt.NDArray[np.int32] = block(np.int32, None)
    vacancy: npt.NDArray[np.uint64] = block(np.uint64, None)
    opened_day: npt.NDArray[np.float32] = block(np.float32, None)
    channels: npt.NDArray[np.uint8] = block(np.uint8, None)
    worth: npt.NDArray[np.float64] = block(np.float64, None)


class Marketplace(NamedTuple):
    """Where adverts lie.

    Attributes
    ----------
    places, first_place : ndarray of int64, shape (72,)
        Places of each bucket (sub-region of the workplace x occupation), and where they start.
    slot_start : ndarray of int32, shape (places + 1,)
        Where the adverts of each place start in ``slots``.
    written : Adverts
        The advert of each vacancy as it was written at the beginning of the month, by row of the vacancy.
    bucket : ndarray of int32
        Bucket in which a vacancy is advertised, by row of the vacancy.
    adverts : Adverts
        What can be read in the slots, place by place.
    place_of_copy : ndarray of int32, shape (vacancies, 3)
        Place of each advert of a vacancy, by row of the vacancy.
    first_at_employer : ndarray of int32, shape (employers,)
        First open vacancy of each employer, -1 if there is none.
    next_at_employer : ndarray of int32
        Next open vacancy of the same employer, by row of the vacancy; -1 after the last.
    related : ndarray of int8, shape (12, 4)
        Occupations also looked at.
    stay_share : ndarray of float64, shape (2, 5)
        Share of searches in the own sub-region, without and with a car.
    commute_cumulative : ndarray of float64, shape (2, 5, 6)
        Cumulative distribution of the sub-region searched, own sub-region first.
    """

    places: npt.NDArray[np.int64] = block(np.int64, BUCKETS)
    first_place: npt.NDArray[np.int64] = block(np.int64, BUCKETS)
    slot_start: npt.NDArray[np.int32] = block(np.int32, None)
    written: Adverts = within(Adverts)
    bucket: npt.NDArray[np.int32] = block(np.int32, None)
    adverts: Adverts = within(Adverts)
    place_of_copy: npt.NDArray[np.int32] = block(np.int32, None, COPIES)
    first_at_employer: npt.NDArray[np.int32] = block(np.int32, None)
    next_at_employer: npt.NDArray[np.int32] = block(np.int32, None)
    related: npt.NDArray[np.int8] = block(np.int8, len(OCCUPATIONS), 4)
    stay_share: npt.NDArray[np.float64] = block(np.float64, 2, 5)
    commute_cumulative: npt.NDArray[np.float64] = block(np.float64, 2, 5, 6)


def no_adverts(slots: int) -> Adverts:
    """Return room for a number of adverts."""
    return Adverts(
        np.zeros(slots, np.int32),
        np.zeros(slots, np.int32),
        np.zeros(slots, np.int32),
        np.zeros(slots, np.uint64),
        np.zeros(slots, np.float32),
        np.zeros(slots, np.uint8),
        np.zeros(slots),
    )


def build_marketplace(
    designs: JobDesigns,
    commuting: npt.NDArray[np.int64],
    open_share: float,
    adverts_per_place: float,
    beyond_home: float,
    capacity: int,
) -> Marketplace:
    """Lay out the places, in number so that each holds a handful of adverts at the start.

    Parameters
    ----------
    designs : JobDesigns
        Table at the start.
    commuting : ndarray of int64, shape (5, 6)
        Employed residents by place of work.
    open_share : float
        Open vacancies per position at the start.
    adverts_per_place : float
        Adverts a person reads in one visit at the start.
    beyond_home : float
        Searches outside the own sub-region relative to the share of residents who work there.
    capacity : int
        Most adverts that can lie out at once.

    Returns
    -------
    Marketplace
    """
    bucket = designs.sub_region.astype(np.int64) * len(OCCUPATIONS) + designs.occupation
    positions = np.bincount(bucket, designs.headcount, minlength=BUCKETS)
    # Every vacancy is advertised in about two channels.
    places = np.maximum(1, np.round(2.0 * positions * open_share / adverts_per_place)).astype(np.int64)
    first_place = np.concatenate([[0], np.cumsum(places)[:-1]])
    shares = commuting / commuting.sum(axis=1, keepdims=True)
    stay = np.zeros((2, 5))
    cumulative = np.zeros((2, 5, 6))
    for car in range(2):
        for home in range(5):
            row = shares[home] * beyond_home * (1.0 if car else WITHOUT_CAR_COMMUTE)
            row[home] = 0.0
            row *= MOST_BEYOND_HOME / max(MOST_BEYOND_HOME, row.sum())
            stay[car, home] = 1.0 - row.sum()
            cumulative[car, home] = stay[car, home] + np.cumsum(row)
    return Marketplace(
        places,
        first_place,
        np.zeros(int(places.sum()) + 1, np.int32),
        no_adverts(capacity),
        np.zeros(capacity, np.int32),
        no_adverts(capacity * COPIES),
        np.zeros((capacity, COPIES), np.int32),
        np.full(int(designs.employer.max(initial=-1)) + 1, NOBODY, np.int32),
        np.full(capacity, NOBODY, np.int32),
        related_occupations(),
        stay,
        cumulative,
    )


@phase
def write_adverts(
    market: Marketplace,
    vacancies: Vacancies,
    employers: Employers,
    designs: JobDesigns,
    count: int,
    parameters: Parameters,
) -> None:
    """Write the advert of every open vacancy; it stays the same for the rounds of one month."""
    written = market.written
    for row in rows(0, count):
        design = vacancies.design[row]
        if design < 0:
            continue
        employer = existing(designs.employer[design])
        market.bucket[row] = designs.sub_region[design] * 12 + designs.occupation[design]
        written.row[row] = row
        written.design[row] = design
        written.employer[row] = employer
        written.vacancy[row] = vacancies.identity[row]
        written.opened_day[row] = vacancies.opened_day[row]
        written.channels[row] = employers.recruitment_channels[employer]
        written.worth[row] = worth_at_best(designs, vacancies, row, parameters)


@phase
def lay_out_adverts(market: Marketplace, vacancies: Vacancies, count: int, moment: int, key: Key) -> None:
    """Put every open vacancy in its places for this round, one place for each channel, and list those of employers."""
    start, written, adverts = market.slot_start, market.written, market.adverts
    start[:] = 0
    market.first_at_employer[:] = NOBODY
    for row in rows(0, count):
        if vacancies.design[row] < 0:
            continue
        bucket = market.bucket[row]
        for copy in range(vacancies.adverts[row]):
            luck = uniform_pair(key, vacancies.identity[row], np.uint64(moment * 4 + copy))
            place = market.first_place[bucket] + int(luck * market.places[bucket])
            market.place_of_copy[row, copy] = place
            start[place + 1] += 1
    for place in range(1, len(start)):
        start[place] += start[place - 1]
    total = start[len(start) - 1]
    for row in range(count - 1, -1, -1):
        if vacancies.design[row] < 0:
            continue
        employer = existing(written.employer[row])
        market.next_at_employer[row] = market.first_at_employer[employer]
        market.first_at_employer[employer] = row
        for copy in range(vacancies.adverts[row]):
            place = market.place_of_copy[row, copy]
            # Filling from the back turns the ends of the places into their starts.
            start[place + 1] -= 1
            slot = start[place + 1]
            adverts.row[slot] = written.row[row]
            adverts.design[slot] = written.design[row]
            adverts.employer[slot] = written.employer[row]
            adverts.vacancy[slot] = written.vacancy[row]
            adverts.opened_day[slot] = written.opened_day[row]
            adverts.channels[slot] = written.channels[row]
            adverts.worth[slot] = written.worth[row]
    for place in range(len(start) - 1):
        start[place] = start[place + 1]
    start[len(start) - 1] = total


@rule
def enter(
    persons: Persons, shortlist: Shortlist, row: int, person: int, score: float, value: float, simple: int
) -> bool:
    """Put one applicant on the short list of a vacancy, unless a better one stands there; ties go by identity.

    Returns
    -------
    bool
        Whether the applicant now stands first.
    """
    best = shortlist.person[row]
    if (
        best == NOBODY
        or score > shortlist.score[row]
        or (score == shortlist.score[row] and persons.identity[person] < persons.identity[best])
    ):
        shortlist.person[row] = person
        shortlist.score[row] = score
        shortlist.value[row] = value
        shortlist.simple[row] = simple
        return True
    return False


def empty_shortlist(capacity: int) -> Shortlist:
    """Return a short list on which nobody stands."""
    return Shortlist(
        np.full(capacity, NOBODY, np.int32), np.zeros(capacity), np.zeros(capacity), np.zeros(capacity, np.int8)
    )
