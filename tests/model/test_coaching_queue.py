"""Coaches are finite queues: people are reached or ask, wait, and share the hours there are."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import pytest
from support.markets import filled, small_market, some_persons

from agents.coaches import Coaches
from agents.draws import Luck
from agents.handing import handed
from agents.vocabulary import (
    AFTERCARE,
    EMPLOYED,
    GET_ACQUAINTED,
    HOME,
    ILL,
    INQUIRE,
    LATENT,
    MATCHING,
    NOBODY,
    RETIRED,
    STUDENT,
    UNEMPLOYED,
    WAITING,
)
from simulation import tallies as counted
from simulation.caseloads import (
    LIGHT_WEIGHT,
    MOST_HOURS,
    count_light_clients,
    effective_limits,
    hire_coaches,
    share_out_hours,
)
from simulation.coaching import serve_waiting
from simulation.model import LabourMarket
from simulation.parameters import default_parameters
from simulation.reach import BRIDGE, ONLINE, OUTREACH, chances_of_contact, take_in
from simulation.tallies import no_tallies

LUCK = Luck(3, 0)
PARAMETERS = default_parameters()


def coaches(rows: int = 1, **columns: Any) -> Coaches:
    usual = {"caseload_limit": 50, "contact_hours": 100.0, "organisation": 2, "bridges_to_origin": -1}
    return filled(Coaches, rows, **{**usual, **columns})


class TestHours:
    def test_clients_share_the_hours_left_after_outreach_and_light_ones_take_fewer(self) -> None:
        staff = coaches(3, caseload=[50, 50, 100], outreach_hours=[0.0, 20.0, 0.0])
        persons = some_persons(200, coach=np.repeat([0, 1, 2, 2], 50), trajectory_step=INQUIRE)
        persons.trajectory_step[:25] = MATCHING
        persons.trajectory_step[50:75] = AFTERCARE
        count_light_clients(persons, staff.light_caseload, np.arange(200))
        assert staff.light_caseload.tolist() == [25, 25, 0]
        weight = 25 + LIGHT_WEIGHT * 25
        assert share_out_hours(staff, 0).tolist() == pytest.approx([100.0 / weight, 80.0 / weight, 1.0])

    def test_one_client_has_use_for_so_many_hours_only(self) -> None:
        assert share_out_hours(coaches(caseload=1), 0).tolist() == [MOST_HOURS]

    def test_small_scales_keep_the_places_and_the_hours_per_place(self) -> None:
        shares, places = np.full(5, 0.2), {}
        for scale in (0.01, 0.1, 1.0):
            staff = hire_coaches(shares, PARAMETERS, scale)
            places[scale] = staff.caseload_limit.sum() / scale
            per_place = staff.contact_hours / staff.caseload_limit
            assert per_place == pytest.approx(PARAMETERS.coach_hours / PARAMETERS.caseload_limit, rel=0.02)
        assert list(places.values()) == pytest.approx([places[1.0]] * 3, rel=0.05)


class TestLimits:
    def limits(self, waiting: int, **columns: Any) -> int:
        queue = np.array([waiting, 0, 0, 0, 0])
        return int(effective_limits(coaches(caseload_limit=100, **columns), queue, 3, PARAMETERS)[0])

    def test_coaches_take_more_clients_than_their_limit_when_many_wait(self) -> None:
        limits = [self.limits(waiting) for waiting in (0, 40, 70, 100, 500)]
        assert limits == [100, 100, 125, 150, 150]

    def test_an_empty_seat_takes_nobody(self) -> None:
        assert self.limits(500, vacant_until=4) == 0
        assert self.limits(500, vacant_until=3) == 150


class TestQueue:
    @staticmethod
    def serve(persons: Any, staff: Coaches, waiting: Any, month: int) -> Any:
        tallies = no_tallies()
        limits = staff.caseload_limit.astype(np.int64)
        serve_waiting(persons, staff, np.asarray(waiting, np.int32), limits, month, tallies)
        return tallies

    def test_who_waited_longest_is_served_first_and_equals_by_identity(self) -> None:
        persons = some_persons(4, trajectory_step=WAITING, trajectory_step_since=[5, 3, 4, 3], trust=0.5)
        persons.identity[:] = [1, 9, 3, 2]
        staff = coaches(caseload_limit=2)
        tallies = self.serve(persons, staff, range(4), 6)
        assert persons.coach.tolist() == [NOBODY, 0, NOBODY, 0]
        assert persons.trajectory_step.tolist() == [WAITING, GET_ACQUAINTED, WAITING, GET_ACQUAINTED]
        assert staff.caseload[0] == 2
        assert tallies.persons[counted.COACHING_STARTS, 0, 0] == 2
        assert tallies.coaching[counted.MONTHS_WAITED, 0] == 6
        self.serve(persons, coaches(caseload=1, caseload_limit=2), [0, 2], 7)
        assert persons.coach.tolist() == [NOBODY, 0, 0, 0]

    def test_a_coach_serves_the_own_sub_region_up_to_the_limit(self) -> None:
        persons = some_persons(6, trajectory_step=WAITING, sub_region=[0, 0, 0, 1, 1, 2])
        staff = coaches(2, sub_region=[0, 1], caseload_limit=[2, 5])
        self.serve(persons, staff, range(6), 0)
        assert persons.coach.tolist() == [0, 0, NOBODY, 1, 1, NOBODY]
        assert persons.trajectory_step.tolist() == [INQUIRE, INQUIRE, WAITING, INQUIRE, INQUIRE, WAITING]
        assert staff.caseload.tolist() == [2, 2]


class TestReach:
    @staticmethod
    def joined(contact: float = 0.0, way: int = OUTREACH, reputation: float = 0.0, **columns: Any) -> tuple[int, int]:
        """Return how many of 4,000 people join the list, and how many were reached."""
        persons = some_persons(4000, **{"trust": 0.5, "goal_clarity": 1.0, **columns})
        contacts, tallies = np.zeros((3, 5, 3)), no_tallies()
        contacts[way] = contact
        reputations = np.full((5, 3), reputation)
        room = np.zeros(4000, np.int32)
        key = LUCK.key("intake")
        behaviour = handed(PARAMETERS)
        count = take_in(persons, room, 0, 4000, 10, contacts, np.ones(5), reputations, behaviour, key, tallies)
        assert count == (persons.trajectory_step == WAITING).sum()
        return int(count), int(tallies.coaching[counted.REACHED].sum())

    @pytest.mark.parametrize("status", [EMPLOYED, STUDENT, RETIRED, ILL])
    def test_people_who_are_not_sought_do_not_join_the_list(self, status: int) -> None:
        assert self.joined(contact=0.2, status=status) == (0, 0)

    def test_the_unemployed_ask_after_three_months_and_others_when_they_are_met(self) -> None:
        assert self.joined(status=UNEMPLOYED, non_employed_since=8)[0] == 0
        assert self.joined(status=UNEMPLOYED, non_employed_since=7)[0] > 0
        assert self.joined(status=LATENT)[0] == 0
        assert self.joined(status=LATENT, contact=0.2)[0] > 0

    def test_trust_and_knowing_where_to_start_make_people_ask(self) -> None:
        asking = [
            self.joined(status=UNEMPLOYED, non_employed_since=0, **columns)[0]
            for columns in ({"trust": 0.9}, {}, {"goal_clarity": 0.0, "network": 0.0})
        ]
        assert asking[0] > asking[1] > asking[2] > 0

    def test_a_bridge_figure_is_believed_more_often(self) -> None:
        for way, share in ((OUTREACH, PARAMETERS.join_share), (BRIDGE, PARAMETERS.bridge_join_share)):
            joined, reached = self.joined(status=HOME, contact=0.2, way=way)
            assert reached == pytest.approx(800, abs=80)
            assert joined == pytest.approx(800 * share, rel=0.2)

    def test_groups_on_line_reach_those_with_the_skill_only(self) -> None:
        assert self.joined(status=HOME, contact=0.2, way=ONLINE, application_skill=0.3) == (0, 0)
        assert self.joined(status=HOME, contact=0.2, way=ONLINE, application_skill=0.6)[0] > 0

    def test_a_good_reputation_of_services_brings_more_people(self) -> None:
        joined = [self.joined(status=HOME, contact=0.2, reputation=value)[0] for value in (-0.5, 0.0, 0.5)]
        assert joined[0] < joined[1] < joined[2]

    def test_contacts_are_the_hours_spent_on_them(self) -> None:
        people = np.full((5, 3), 1000)
        staff = coaches(2, sub_region=[0, 1], outreach_hours=[10.0, 10.0], bridges_to_origin=[-1, 2], caseload_limit=80)
        met = chances_of_contact(staff, people, 0, PARAMETERS) * 1000
        by_hours = 10.0 * PARAMETERS.contacts_per_hour
        assert met[OUTREACH, 0].sum() == pytest.approx(by_hours + PARAMETERS.referral_contacts)
        assert met[OUTREACH, 0, 0] > met[OUTREACH, 0, 1]
        assert met[BRIDGE, 1].tolist() == pytest.approx([0.0, 0.0, 0.9 * by_hours])
        assert met[OUTREACH, 1].sum() == pytest.approx(0.1 * by_hours + PARAMETERS.referral_contacts)
        staff.digital_outreach[:] = 1.0
        online = chances_of_contact(staff, people, 0, PARAMETERS) * 1000
        assert online[ONLINE, 1, 2] == pytest.approx(4.0 * met[BRIDGE, 1, 2])
        assert online[BRIDGE].sum() == online[ONLINE, 0].sum() == 0.0

    def test_nobody_is_met_from_an_empty_seat(self) -> None:
        staff = coaches(outreach_hours=10.0, vacant_until=1)
        assert chances_of_contact(staff, np.full((5, 3), 10), 0, PARAMETERS).max() == 0.0


SCALE, MONTHS = 0.05, 60


class Outcome:
    """What coaching did in the last three of five years."""

    def __init__(self, **differences: float) -> None:
        market = small_market(SCALE, **differences)
        market.run_until(MONTHS)
        counts, years = market.counts, slice(24, MONTHS)
        flows = counts.person_flows[years, :, :, 0].sum(axis=(0, 2))
        events = counts.coaching_events[years].sum(axis=(0, 2))
        hours, shared_by = counts.coaching_hours[years].sum(axis=(0, 2))
        self.market: LabourMarket = market
        self.starts = flows[counted.COACHING_STARTS]
        self.reached = events[counted.REACHED]
        self.waiting = counts.coaching[years, :, WAITING].sum()
        self.wait = events[counted.MONTHS_WAITED] / max(self.starts, 1)
        self.hours_per_client = hours / shared_by
        self.lasting = events[counted.COACHED_LASTING_JOBS]
        self.drop_outs = flows[counted.COACHING_DROP_OUTS] / shared_by
        self.steps_per_client = events[counted.LED_TO_WORK] / shared_by
        self.clients = shared_by


@pytest.fixture(scope="module")
def usual() -> Outcome:
    return Outcome()


def test_twice_the_clients_without_more_coaches_wait_longer_and_get_less(usual: Outcome) -> None:
    double = Outcome(
        coaching_intake=2.0 * PARAMETERS.coaching_intake,
        contacts_per_hour=2.0 * PARAMETERS.contacts_per_hour,
        referral_contacts=2.0 * PARAMETERS.referral_contacts,
    )
    assert double.reached > 1.4 * usual.reached
    assert double.waiting > 2.0 * usual.waiting > 0
    assert double.wait > 2.0 * usual.wait > 0
    assert double.hours_per_client < 0.9 * usual.hours_per_client
    assert double.steps_per_client < usual.steps_per_client
    assert double.drop_outs > usual.drop_outs
    assert double.lasting / double.clients < usual.lasting / usual.clients


def test_every_coach_added_adds_less() -> None:
    one, two, four = (Outcome(coaches_in_flanders=coaches) for coaches in (500.0, 1000.0, 2000.0))
    # The second doubling takes twice as many coaches as the first.
    assert two.starts - one.starts > 1.3 * (four.starts - two.starts) / 2 > 0
    assert two.lasting - one.lasting > (four.lasting - two.lasting) / 2
    assert two.lasting > one.lasting
    assert one.wait > two.wait >= four.wait


def test_new_clients_go_only_to_coaches_below_their_effective_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    market = small_market(0.01, coaching_intake=0.2)
    seen: list[npt.NDArray[np.bool_]] = []

    def watched(persons: Any, staff: Any, waiting: Any, limits: Any, month: int, tallies: Any) -> None:
        before = staff.caseload.copy()
        serve_waiting(persons, staff, waiting, limits, month, tallies)
        took = staff.caseload > before
        assert (staff.caseload[took] <= limits[took]).all()
        seen.append(staff.caseload > staff.caseload_limit)

    monkeypatch.setattr("simulation.coaching.serve_waiting", watched)
    market.run_until(24)
    assert np.any(seen)
