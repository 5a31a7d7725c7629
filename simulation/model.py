"""The labour market as a Mesa model: tables, clock and luck, and the step that runs the month."""

from __future__ import annotations

import copy
import operator
from dataclasses import dataclass
from typing import NamedTuple

import mesa
import numpy as np
import numpy.typing as npt
from scipy.special import ndtri

from agents.coaches import Coaches
from agents.columns import duplicate, resize
from agents.draws import Key, Luck, uniforms
from agents.employers import Employers
from agents.handing import handed
from agents.job_designs import JobDesigns, Vacancies
from agents.mesa_face import MesaFace
from agents.persons import Persons
from agents.region import SUB_REGIONS
from agents.vocabulary import ABSENT, NOBODY
from simulation.calendar import FIRST_YEAR
from simulation.counting import Counts, no_counts
from simulation.defence import Defence
from simulation.diary import STAGES_PER_MEETING, Diary, Logbook, blank_diary, open_logbook
from simulation.growth import LONGER_WORKING_YEARS
from simulation.indicators import measure
from simulation.internal_moves import next_designs
from simulation.marketplace import (
    COPIES,
    SEARCH_DECISIONS,
    Marketplace,
    Searchers,
    SearchKeys,
    Shortlist,
    empty_shortlist,
    no_adverts,
    nobody_searches,
)
from simulation.month import run_month
from simulation.parameters import Parameters
from simulation.policy import Effort, NoPolicy, Policy
from simulation.rates import Rates, rates_of_year
from simulation.satisfaction import Usual, settle
from simulation.search import MOST_VISITS
from simulation.shares import OwnCounts
from simulation.study_choice import count_pupils
from simulation.surroundings import Surroundings
from simulation.tallies import Tallies, no_tallies
from simulation.work_learn_entry import EntryGroup

Doubles = npt.NDArray[np.float64]

USUAL_COORDINATION = 0.3
"""How well services of a sub-region work together at the start (share, assumption, 0 to 0.6)."""

USUAL_SCHOOL_COORDINATION = 0.2
"""How far initiatives at schools know of each other without a platform: they are scattered (2013 study, section 5.1;
share, assumption, 0 to 0.5)."""


@dataclass(frozen=True)
class Measurements:
    """Indicators of a run.

    Attributes
    ----------
    values : ndarray of float64, shape (months, 6, len(SERIES))
        By month, sub-region (province last) and series of :data:`simulation.indicators.SERIES`.
    """

    values: Doubles


class Tables(NamedTuple):
    """What phases read, as they take it."""

    persons: Persons
    employers: Employers
    designs: JobDesigns
    vacancies: Vacancies
    coaches: Coaches
    parameters: Parameters
    search_keys: SearchKeys
    marketplace: Marketplace
    searchers: Searchers
    shortlists: tuple[Shortlist, ...]


class LabourMarket(MesaFace, mesa.Model):  # type: ignore[misc]  # Mesa is untyped
    """The labour market of one region in one arm of one replication.

    Parameters
    ----------
    persons, employers, designs, vacancies, coaches
        Tables; the market owns them and changes them in place.
    open_count : int
        Vacancies open at the start.
    marketplace : Marketplace
        Where adverts lie.
    surroundings : Surroundings
        What is given from outside.
    parameters : Parameters
        Behaviour.
    luck : Luck
        Keys of the replication.
    defence : Defence, optional
        Belgian Defence among the employers; none by default.
    """

    def __init__(
        self,
        persons: Persons,
        employers: Employers,
        designs: JobDesigns,
        vacancies: Vacancies,
        coaches: Coaches,
        open_count: int,
        marketplace: Marketplace,
        surroundings: Surroundings,
        parameters: Parameters,
        luck: Luck,
        defence: Defence | None = None,
    ) -> None:
        super().__init__(rng=luck.seed)
        # Mesa keeps wrapped copies of step in the instance: they tie the model into a cycle, and a copy of the model
        # would step the original.
        del self.step, self._user_step
        self.persons = persons
        self.employers = employers
        self.designs = designs
        self.vacancies = vacancies
        self.coaches = coaches
        self.open_count = open_count
        self.marketplace = marketplace
        self.surroundings = surroundings
        self.parameters = parameters
        self.luck = luck
        self.defence = defence
        self.policy: Policy = NoPolicy()
        self.month = 0
        self.present = int(surroundings.arrivals_by_month[0])
        self.first_present = 0
        self.counts: Counts = no_counts(surroundings.months)
        self.begin_tallies()
        self.logbook: Logbook | None = None
        self.effort: Effort = Effort(np.zeros(5), np.zeros(5))
        self.searcher_count = 0
        self.search_keys = SearchKeys(*(luck.key(name) for name in SEARCH_DECISIONS))
        self.reputation = np.zeros((2, 5, 3))
        self.usual_balance = np.full((2, 3), np.nan)
        self.service_coordination = np.full(len(SUB_REGIONS), USUAL_COORDINATION)
        self.quick_help = np.ones(len(SUB_REGIONS))
        self.coaching_demand = np.ones(len(SUB_REGIONS))
        self.image_of_studies = np.zeros((len(SUB_REGIONS), 2))
        self.view_of_teachers = np.zeros((len(SUB_REGIONS), 2))
        self.usual_coordination = USUAL_SCHOOL_COORDINATION
        self.school_coordination = np.full(len(SUB_REGIONS), USUAL_SCHOOL_COORDINATION)
        self.pupils = count_pupils(self.persons, 0)
        self.entry_groups: tuple[EntryGroup, ...] = ()
        self.usual_culture = designs.team_culture.copy()
        self.usual_leadership = employers.leadership.copy()
        self.usual_work: Usual = settle(persons, employers, designs, luck, parameters)
        self.next_design = next_designs(designs)
        self.threads = 1
        self.shortlists: tuple[Shortlist, ...] = (empty_shortlist(len(vacancies.design)),)
        self.best_offer = np.full(len(persons.identity), NOBODY, np.int32)
        self.scratch_rows = np.zeros(len(persons.identity), np.int32)
        self.searchers = nobody_searches(len(persons.identity))
        self.own_counts: tuple[Tables, list[OwnCounts]] | None = None
        self._handed: tuple[Tables, Tables] | None = None
        self._rates: Rates | None = None
        self._shocks: tuple[int, Doubles, Doubles] | None = None

    @property
    def handed(self) -> Tables:
        """Tables, behaviour, and what searching works with, as phases take them."""
        now = Tables(
            self.persons,
            self.employers,
            self.designs,
            self.vacancies,
            self.coaches,
            self.parameters,
            self.search_keys,
            self.marketplace,
            self.searchers,
            self.shortlists,
        )
        if self._handed is None or not all(map(operator.is_, self._handed[0], now)):
            self._handed = now, Tables._make([*map(handed, now[:-1]), tuple(map(handed, self.shortlists))])
        return self._handed[1]

    def begin_tallies(self) -> None:
        """Begin to count a month; ``counting`` is what phases take for the tallies."""
        self.tallies: Tallies = no_tallies()
        self.counting: Tallies = handed(self.tallies)

    @property
    def rates(self) -> Rates:
        """Hazards of the present calendar year."""
        if self._rates is None or self.month % 12 == 0:
            year = min(self.month // 12, len(self.surroundings.die) - 1)
            self._rates = rates_of_year(
                self.surroundings.profile,
                self.parameters,
                FIRST_YEAR + year,
                self.surroundings.die[year],
                self.surroundings.emigrate[year],
                LONGER_WORKING_YEARS if self.surroundings.longer_working else 0.0,
            )
        return self._rates

    def use_threads(self, threads: int) -> None:
        """Run phases that take people one by one on several processors; results do not depend on it.

        Parameters
        ----------
        threads : int
            Number of threads, at least 1.
        """
        self.threads = threads
        self.own_counts = None
        self.shortlists = tuple(empty_shortlist(len(self.vacancies.design)) for _ in range(threads))

    def key(self, decision: str) -> Key:
        """Return the key of a decision in the present month."""
        return self.luck.key(decision, self.month + 1)

    def arrivals(self, month: int) -> tuple[int, int]:
        """Return the first and one past the last row of the people who arrive in a month."""
        starts = self.surroundings.arrivals_by_month
        return int(starts[min(month, len(starts) - 1)]), int(starts[min(month + 1, len(starts) - 1)])

    def pass_over_who_left(self) -> None:
        """Once a year, find the first row of someone who is still here; the oldest stand first and leave first."""
        if self.month % 12 == 0:
            here = self.persons.status[self.first_present : self.present] != ABSENT
            self.first_present += int(here.argmax())

    def wanted_growth(self) -> tuple[Doubles, Doubles]:
        """Return employment wanted by sector relative to the start, and by employer relative to its sector."""
        year = self.month // 12
        if self._shocks is None or self._shocks[0] != year:
            before = self._shocks[2] if self._shocks else self._shock_of_year(year)
            self._shocks = (year, before, self._shock_of_year(year + 1))
        _, before, after = self._shocks
        part = self.month % 12 / 12.0
        shock = before + part * (after - before)
        weights = self.employers.size
        # A sum of products, not a matrix product: that would leave threads of its own spinning, and its last bits
        # would depend on their number.
        wanted = (weights * shock).sum()
        return self.surroundings.growth[self.month], shock * (weights.sum() / max(float(wanted), 1e-9))

    def _shock_of_year(self, year: int) -> Doubles:
        """Return the size every employer would have on 1 January of a year, relative to January 2012."""
        identity = self.employers.identity
        first = ndtri(uniforms(self.luck.key("employer_shock", 0), identity))
        now = ndtri(uniforms(self.luck.key("employer_shock", year), identity))
        return np.asarray(np.exp(self.parameters.demand_shock_spread * (now - first)))

    def make_room_for_vacancies(self, rows: int) -> None:
        """Lengthen the table of vacancies so that at least ``rows`` fit."""
        length = int(rows * 1.5) + 16
        self.vacancies = resize(self.vacancies, length)
        self.shortlists = tuple(empty_shortlist(length) for _ in self.shortlists)
        self.marketplace = self.marketplace._replace(
            written=no_adverts(length),
            bucket=np.zeros(length, np.int32),
            adverts=no_adverts(length * COPIES),
            place_of_copy=np.zeros((length, COPIES), np.int32),
            next_at_employer=np.full(length, NOBODY, np.int32),
        )

    def keep_diary(self, watched: npt.ArrayLike = ()) -> None:
        """Write down every placement from now on; it changes nothing that happens.

        Parameters
        ----------
        watched : array_like of int
            Rows of people whose meetings with vacancies are written down as well.
        """
        self.logbook = open_logbook(self, watched)
        if self.watches:
            # Meetings are written down in the order in which they happen.
            self.use_threads(1)

    @property
    def diary(self) -> Diary:
        """The pages that rules write on; blank unless a diary is kept."""
        return self.logbook.diary if self.logbook else blank_diary()

    @property
    def watches(self) -> bool:
        """Whether meetings of some people are written down."""
        return len(self.diary.watched) > 0

    def make_room_in_diary(self) -> None:
        """Give the diary, if one is kept, room for all that can happen in one search round."""
        if self.logbook is None:
            return
        meetings = 0
        if self.watches:
            longest = int(np.diff(self.marketplace.slot_start).max(initial=0))
            watched = int(self.logbook.diary.watched.sum(dtype=np.int64))
            meetings = watched * MOST_VISITS * longest * STAGES_PER_MEETING
        self.logbook.make_room(self.open_count, meetings)

    def advertise(self) -> None:
        """Write into each open vacancy the entry requirement its design has now."""
        rows = slice(0, self.open_count)
        self.vacancies.relaxation[rows] = self.designs.relaxation[self.vacancies.design[rows]]

    def step(self) -> None:
        """Run one month."""
        self.steps += 1
        run_month(self)
        self.month += 1

    def run_until(self, month: int) -> None:
        """Run months until ``month`` is the next one to run.

        Parameters
        ----------
        month : int
            Months since January 2012.
        """
        while self.month < month:
            self.step()

    @property
    def measurements(self) -> Measurements:
        """Every indicator of the months run so far."""
        values = measure(self.counts, self.surroundings.outside_population, self.surroundings.scale, self.month)
        return Measurements(values)

    def branch(self, policy: Policy) -> LabourMarket:
        """Return a copy of this market with its past, its luck and a policy of its own.

        Parameters
        ----------
        policy : Policy
            Measures that act from now on.

        Returns
        -------
        LabourMarket
        """
        twin = copy.copy(self)
        twin.persons = duplicate(self.persons)
        twin.employers = duplicate(self.employers)
        twin.designs = duplicate(self.designs)
        twin.vacancies = duplicate(self.vacancies)
        twin.coaches = duplicate(self.coaches)
        twin.counts = duplicate(self.counts)
        twin.marketplace = self.marketplace._replace(
            slot_start=self.marketplace.slot_start.copy(),
            written=duplicate(self.marketplace.written),
            bucket=self.marketplace.bucket.copy(),
            adverts=duplicate(self.marketplace.adverts),
            place_of_copy=self.marketplace.place_of_copy.copy(),
            first_at_employer=self.marketplace.first_at_employer.copy(),
            next_at_employer=self.marketplace.next_at_employer.copy(),
        )
        twin.shortlists = tuple(map(duplicate, self.shortlists))
        twin.reputation = self.reputation.copy()
        twin.usual_balance = self.usual_balance.copy()
        twin.usual_culture = self.usual_culture.copy()
        twin.usual_leadership = self.usual_leadership.copy()
        twin.service_coordination = self.service_coordination.copy()
        twin.quick_help = self.quick_help.copy()
        twin.coaching_demand = self.coaching_demand.copy()
        twin.school_coordination = self.school_coordination.copy()
        twin.image_of_studies = self.image_of_studies.copy()
        twin.view_of_teachers = self.view_of_teachers.copy()
        twin.best_offer = self.best_offer.copy()
        twin.scratch_rows = self.scratch_rows.copy()
        twin.searchers = duplicate(self.searchers)
        twin.logbook = self.logbook.copy() if self.logbook else None
        twin.policy = policy
        return twin
