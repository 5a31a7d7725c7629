"""The books close every month: people, jobs, vacancies, coaches and money, with and without measures."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pytest
from support.markets import (
    Meddler,
    Month,
    by_region,
    clients_of,
    open_by_place_and_occupation,
    small_market,
    watch,
)

from agents.columns import out_of_bounds
from agents.vocabulary import ABSENT, EMPLOYED, NOBODY, RETIRED, WAITING
from simulation import tallies
from simulation.counting import Counts
from simulation.model import LabourMarket
from simulation.policy import NoPolicy

MONTHS = 36
BRANCHED_AT = 10
BUSY_COACHING = {"coaching_intake": 0.2, "contacts_per_hour": 5.0, "coaches_in_flanders": 421.0}


class Books(NamedTuple):
    """A market after its run, and every month of it."""

    market: LabourMarket
    months: list[Month]
    counts: Counts


@pytest.fixture(scope="module", params=["no measures", "every measure after branching"])
def books(request: pytest.FixtureRequest) -> Books:
    market = small_market(0.005, **BUSY_COACHING)
    if request.param == "no measures":
        return Books(market, watch(market, MONTHS), market.counts)
    history = watch(market, BRANCHED_AT)
    branch = market.branch(Meddler())
    return Books(branch, history + watch(branch, MONTHS - BRANCHED_AT), branch.counts)


def test_the_run_has_every_kind_of_event(books: Books) -> None:
    flows = books.counts.person_flows[:MONTHS, :, :, 0].sum(axis=(0, 2))
    assert (flows > 0).all(), np.flatnonzero(flows == 0)
    vacancy_flows = books.counts.vacancy_flows[:MONTHS].sum(axis=(0, 2, 3))
    assert (vacancy_flows > 0).all(), np.flatnonzero(vacancy_flows == 0)
    growth = books.counts.growth[:MONTHS].sum(axis=(0, 2))
    if isinstance(books.market.policy, NoPolicy):
        assert growth[tallies.INTERNAL_MOVES] > 0
        # Without measures a job is simple only where a coach asked for it.
        coached_jobs = books.counts.coaching_events[:MONTHS, tallies.COACHED_JOBS].sum()
        assert growth[tallies.SIMPLE_HIRES] <= coached_jobs
        assert growth[tallies.PROMOTIONS] <= growth[tallies.SIMPLE_HIRES]
    else:
        assert (growth > 0).all()
    assert any((month.gone & (month.after.age == 70)).any() for month in books.months)
    assert any((month.coaches.caseload > month.coaches.caseload_limit).any() for month in books.months)


class TestPeople:
    def test_people_by_status_are_the_people_present(self, books: Books) -> None:
        for month in books.months:
            counted = books.counts.people[month.number].sum(axis=(1, 2, 3))
            table = np.zeros((5, 11), np.int64)
            np.add.at(table, (month.after.sub_region, month.after.status), 1)
            assert counted.tolist() == table[:, :ABSENT].tolist()
            assert (month.after.status[month.present :] == ABSENT).all()

    def test_arrivals_less_deaths_departures_and_seventieth_birthdays_change_the_population(self, books: Books) -> None:
        for month in books.months:
            flows = books.counts.person_flows[month.number, :, :, 0]
            seventy = by_region(month.after, month.gone & (month.after.age == 70))
            change = by_region(month.after, month.here) - by_region(month.before, month.before.status != ABSENT)
            explained = flows[tallies.ARRIVALS] - flows[tallies.DEATHS] - flows[tallies.DEPARTURES] - seventy
            assert change.tolist() == explained.tolist()
            assert flows[tallies.ARRIVALS].sum() == month.arrived.sum()

    def test_who_has_left_stays_away(self, books: Books) -> None:
        for month in books.months:
            been = (month.before.status == ABSENT) & ~month.arrived
            assert (month.after.status[been] == ABSENT).all()

    def test_retirement_is_for_good(self, books: Books) -> None:
        for month in books.months:
            retired = (month.before.status == RETIRED) & month.here
            assert (month.after.status[retired] == RETIRED).all()

    def test_personas_and_origins_cover_everybody(self, books: Books) -> None:
        for month in books.months:
            adults = month.here & (month.after.age >= 20) & (month.after.age < 65)
            assert books.counts.personas[month.number].sum() == month.here.sum()
            assert books.counts.origins[month.number].sum() == adults.sum()

    def test_groups_of_flows_add_up_to_all(self, books: Books) -> None:
        flows = books.counts.person_flows[:MONTHS]
        for groups in (slice(1, 3), slice(3, 7), slice(7, 11), slice(11, 14)):
            assert (flows[..., groups].sum(axis=3) == flows[..., 0]).all()

    def test_nobody_grows_younger_or_older_than_the_calendar(self, books: Books) -> None:
        for month in books.months:
            grown = month.after.age.astype(int) - month.before.age
            birthday = (month.number - month.before.birth_month.astype(int)) % 12 == 0
            stayed = (month.before.status != ABSENT) & month.here
            assert (grown[stayed] == birthday[stayed]).all()

    def test_age_is_the_completed_years_since_birth(self, books: Books) -> None:
        for month in books.months:
            lived = (month.number - month.after.birth_month.astype(int)) // 12
            assert (month.after.age[month.here] == lived[month.here]).all()


class TestJobs:
    def test_headcount_of_a_design_is_the_number_of_people_who_hold_it(self, books: Books) -> None:
        for month in books.months:
            held = month.after.design[month.here & (month.after.design != NOBODY)]
            assert (
                month.designs.headcount.tolist() == np.bincount(held, minlength=len(month.designs.headcount)).tolist()
            )

    def test_simple_headcount_is_the_number_of_people_who_hold_a_simple_job(self, books: Books) -> None:
        for month in books.months:
            simple = month.after.design[month.here & (month.after.task_share < 1.0)]
            assert (simple != NOBODY).all()
            held = np.bincount(simple, minlength=len(month.designs.simple_headcount))
            assert month.designs.simple_headcount.tolist() == held.tolist()
            assert books.counts.simple_jobs[month.number].sum() == len(simple)

    def test_simple_hires_promotions_and_exits_explain_the_simple_jobs(self, books: Books) -> None:
        for month in books.months:
            before, after = month.before.task_share < 1.0, month.after.task_share < 1.0
            hired = after & (month.after.job_start == month.number)
            growth = books.counts.growth[month.number].sum(axis=1)
            assert hired.sum() == growth[tallies.SIMPLE_HIRES]
            stayed = (month.after.job_start == month.before.job_start) & (month.after.design == month.before.design)
            assert (before & ~after & stayed & month.here).sum() == growth[tallies.PROMOTIONS]

    def test_a_move_inside_keeps_the_employer_and_the_start_of_the_job(self, books: Books) -> None:
        for month in books.months:
            employer = month.designs.employer
            worked = (month.before.status == EMPLOYED) & (month.after.status == EMPLOYED)
            moved = worked & (month.after.design != month.before.design)
            moved &= month.after.job_start == month.before.job_start
            assert (employer[month.after.design[moved]] == employer[month.before.design[moved]]).all()
            # Whoever moved inside may still have found work elsewhere in the same month.
            assert moved.sum() <= books.counts.growth[month.number, tallies.INTERNAL_MOVES].sum()

    def test_the_employed_and_only_they_have_a_job(self, books: Books) -> None:
        for month in books.months:
            has_job = month.after.design[month.here] != NOBODY
            assert (has_job == (month.after.status[month.here] == EMPLOYED)).all()
            assert (month.after.design[month.gone] == NOBODY).all()

    def test_hires_separations_arrivals_and_exits_explain_the_employed(self, books: Books) -> None:
        for month in books.months:
            flows = books.counts.person_flows[month.number, :, :, 0]
            came = by_region(month.after, month.arrived & (month.after.arrival_status == EMPLOYED))
            before = np.where(month.arrived, month.after.arrival_status, month.before.status)
            left = by_region(month.after, month.gone & (before == EMPLOYED))
            change = by_region(month.after, month.here & (month.after.status == EMPLOYED))
            change = change - by_region(month.before, month.before.status == EMPLOYED)
            assert change.tolist() == (flows[tallies.HIRES] - flows[tallies.SEPARATIONS] + came - left).tolist()

    def test_nobody_starts_two_jobs_in_one_month(self, books: Books) -> None:
        for month in books.months:
            started = (month.after.status == EMPLOYED) & (month.after.job_start == month.number)
            hires = books.counts.person_flows[month.number, tallies.HIRES, :, 0]
            assert hires.tolist() == by_region(month.after, started).tolist()

    def test_every_hire_is_a_move_or_from_outside_employment(self, books: Books) -> None:
        flows = books.counts.person_flows[:MONTHS, :, :, 0]
        hires = flows[:, tallies.MOVES] + flows[:, tallies.HIRES_FROM_NON_EMPLOYMENT]
        assert (flows[:, tallies.HIRES] == hires).all()

    def test_jobs_by_sector_and_by_occupation_are_the_headcounts(self, books: Books) -> None:
        for month in books.months:
            sectors, occupations = np.zeros((6, 20), np.int64), np.zeros((6, 12), np.int64)
            place = month.designs.sub_region
            np.add.at(sectors, (place, month.designs.sector), month.designs.headcount)
            np.add.at(occupations, (place, month.designs.occupation), month.designs.headcount)
            assert books.counts.headcount[month.number].tolist() == sectors.tolist()
            assert books.counts.occupations[month.number].tolist() == occupations.tolist()

    def test_a_lasting_job_is_twelve_months_old(self, books: Books) -> None:
        for month in books.months:
            worker = month.here & (month.after.status == EMPLOYED)
            lasting = by_region(month.after, worker & (month.number - month.after.job_start.astype(int) == 12))
            counted = books.counts.person_flows[month.number, tallies.LASTING_JOBS, :, 0]
            assert counted.tolist() == lasting.tolist()


class TestVacancies:
    def test_opened_less_filled_cancelled_and_withdrawn_change_the_open_vacancies(self, books: Books) -> None:
        gone = [tallies.FILLED, tallies.CANCELLED_NO_CANDIDATE, tallies.WITHDRAWN]
        for month in books.months:
            flows = books.counts.vacancy_flows[month.number]
            expected = month.open_before + flows[tallies.OPENED] - flows[gone].sum(axis=0)
            assert books.counts.open_vacancies[month.number].sum(axis=2).tolist() == expected.tolist()
        assert open_by_place_and_occupation(books.market).tolist() == expected.tolist()

    def test_open_vacancies_of_a_design_are_its_rows_in_the_table(self, books: Books) -> None:
        for month in books.months:
            rows = month.vacancies.design[month.live_vacancies]
            assert (
                month.designs.open_vacancies.tolist()
                == np.bincount(rows, minlength=len(month.designs.open_vacancies)).tolist()
            )

    def test_a_vacancy_filled_is_a_person_hired_or_moved_inside(self, books: Books) -> None:
        filled = books.counts.vacancy_flows[:MONTHS, tallies.FILLED].sum(axis=(1, 2))
        hires = books.counts.person_flows[:MONTHS, tallies.HIRES, :, 0].sum(axis=1)
        moves = books.counts.growth[:MONTHS, tallies.INTERNAL_MOVES].sum(axis=1)
        assert filled.tolist() == (hires + moves).tolist()
        assert books.counts.days_to_fill[:MONTHS].sum(axis=(1, 2)).tolist() == filled.tolist()

    def test_simple_vacancies_of_a_design_are_its_simple_rows_in_the_table(self, books: Books) -> None:
        for month in books.months:
            rows = month.vacancies.design[month.live_vacancies]
            simple = np.bincount(
                rows, month.vacancies.simple[month.live_vacancies], minlength=len(month.designs.simple_vacancies)
            )
            assert month.designs.simple_vacancies.tolist() == simple.tolist()

    def test_vacancies_keep_their_identity_and_never_share_one(self, books: Books) -> None:
        for month in books.months:
            identities = month.vacancies.identity[month.live_vacancies]
            assert len(np.unique(identities)) == len(identities)

    def test_a_serial_number_is_used_once(self, books: Books) -> None:
        for month in books.months:
            issued = month.designs.next_serial - month.designs_before.next_serial
            opened = books.counts.vacancy_flows[month.number, tallies.OPENED].sum()
            assert (issued >= 0).all()
            assert issued.sum() == opened

    def test_nobody_is_hired_into_a_vacancy_before_selection_can_end(self, books: Books) -> None:
        soonest = int(books.market.parameters.selection_days // tallies.FILL_BIN_DAYS)
        assert books.counts.days_to_fill[:MONTHS, :, :soonest].sum() == 0
        assert books.counts.days_to_fill[:MONTHS].sum() > 0


class TestCoaches:
    def test_caseload_is_the_number_of_clients(self, books: Books) -> None:
        for month in books.months:
            clients = clients_of(month.after, len(month.coaches.caseload))
            assert month.coaches.caseload.tolist() == clients.tolist()

    def test_caseload_is_never_above_the_limit(self, books: Books) -> None:
        for month in books.months:
            stretched = month.coaches.caseload_limit * (1.0 + books.market.parameters.overload_share)
            assert (month.coaches.caseload <= stretched).all()

    def test_everyone_past_the_waiting_list_has_a_coach_of_the_own_sub_region(self, books: Books) -> None:
        for month in books.months:
            coached = month.after.coach != NOBODY
            assert (coached == (month.after.trajectory_step > WAITING)).all()
            assert month.here[coached].all()
            region = month.coaches.sub_region[month.after.coach[coached]]
            assert (region == month.after.sub_region[coached]).all()

    def test_clients_and_waiting_people_are_counted(self, books: Books) -> None:
        for month in books.months:
            clients = by_region(month.after, month.after.coach != NOBODY)
            waiting = by_region(month.after, month.after.trajectory_step == WAITING)
            counted = books.counts.coaching[month.number]
            assert counted[:, WAITING].tolist() == waiting.tolist()
            assert counted[:, WAITING + 1 :].sum(axis=1).tolist() == clients.tolist()

    def test_people_who_drop_out_are_counted_by_cause(self, books: Books) -> None:
        causes = books.counts.coaching_events[:MONTHS, tallies.LEFT_QUEUE : tallies.LEFT_AFTER_SANCTION + 1]
        drop_outs = books.counts.person_flows[:MONTHS, tallies.COACHING_DROP_OUTS, :, 0]
        assert causes.sum(axis=1).tolist() == drop_outs.tolist()

    def test_clients_change_by_who_starts_and_who_leaves(self, books: Books) -> None:
        for month in books.months:
            coached, before = month.after.coach != NOBODY, month.before.coach != NOBODY
            stayed = np.count_nonzero(coached & before)
            starts = books.counts.person_flows[month.number, tallies.COACHING_STARTS, :, 0].sum()
            begun = np.count_nonzero(coached & ~before)
            # Some who start drop out, or fall ill, in the same month.
            assert stayed + begun == month.coaches.caseload.sum()
            assert begun <= starts

    def test_hours_shared_out_are_those_that_coaches_have(self, books: Books) -> None:
        for month in books.months:
            hours, shared_by = books.counts.coaching_hours[month.number]
            most = np.bincount(month.coaches.sub_region, month.coaches.contact_hours, minlength=5)
            assert (hours <= most + 1e-6).all()
            assert (shared_by >= by_region(month.after, month.after.coach != NOBODY) - 1e-9).all()

    def test_persona_flows_carry_every_change_of_persona(self, books: Books) -> None:
        for month in books.months:
            flows = books.counts.persona_flows[month.number].sum(axis=2).astype(np.int64)
            before, after = (np.bincount(people.persona, minlength=8)[:7] for people in (month.before, month.after))
            change = flows[:, :7].sum(axis=0) - flows[:7].sum(axis=1)
            assert (after - before).tolist() == change.tolist()

    def test_places_stay_empty_only_where_nobody_waits(self, books: Books) -> None:
        for month in books.months:
            # Drop-outs free places after the queue was served; they are filled next month.
            freed = month.before.coach[(month.before.coach != NOBODY) & (month.after.coach != month.before.coach)]
            waited_before = (month.after.trajectory_step == WAITING) & (
                month.after.trajectory_step_since < month.number
            )
            for region in range(5):
                staff = month.coaches.sub_region == region
                staff &= month.coaches.vacant_until <= month.number
                free = (month.coaches.caseload_limit - month.coaches.caseload)[staff].clip(0).sum()
                just_freed = (month.coaches.sub_region[freed] == region).sum()
                starts = month.here & (month.after.sub_region == region) & (month.before.coach == NOBODY)
                just_freed += (starts & (month.after.trajectory_step == 0)).sum()
                assert not (waited_before & (month.after.sub_region == region)).any() or free <= just_freed

    def test_no_retired_person_is_coached_or_waits(self, books: Books) -> None:
        for month in books.months:
            assert (month.after.trajectory_step[month.after.status == RETIRED] == 0).all()


def test_every_value_stays_within_its_declared_bounds(books: Books) -> None:
    for month in books.months:
        for table in (month.after, month.designs, month.vacancies, month.coaches):
            assert out_of_bounds(table) == []
    assert out_of_bounds(books.market.employers) == []


def test_measures_cost_what_they_say_and_nothing_costs_nothing(books: Books) -> None:
    cost = books.counts.cost_eur[:MONTHS]
    if isinstance(books.market.policy, NoPolicy):
        assert (cost == 0.0).all()
    else:
        assert (cost[:BRANCHED_AT] == 0.0).all()
        assert (cost[BRANCHED_AT:] == Meddler.COST).all()


def test_measures_take_the_hours_they_say(books: Books) -> None:
    hours = books.counts.policy_hours[:MONTHS]
    assert (hours[:BRANCHED_AT] == 0.0).all()
    assert (hours[BRANCHED_AT:] == (0.0 if isinstance(books.market.policy, NoPolicy) else Meddler.HOURS)).all()
