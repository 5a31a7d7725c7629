"""The month, as one page: the phases in which the labour market lives one month, in order."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from agents.handing import handed
from simulation import (
    caseloads,
    channels,
    coaching,
    counting,
    counting_jobs,
    defence,
    demand,
    internal_moves,
    learning,
    lives,
    marketplace,
    matching,
    minds,
    reach,
    satisfaction,
    search,
    study_choice,
    teams,
    transitions,
    work_learn_entry,
    yearly_look,
)
from simulation.calendar import DAYS_PER_MONTH, ROUNDS_PER_MONTH
from simulation.shares import in_shares, listed
from simulation.trajectory import CoachingKeys

if TYPE_CHECKING:
    from simulation.model import LabourMarket

Flags = npt.NDArray[np.bool_]
Rows = npt.NDArray[np.int32]


def run_month(market: LabourMarket) -> None:
    """Let one month pass, phase by phase."""
    market.begin_tallies()
    age_and_live(market)
    study_choice.go_to_school(market)
    act_on_policy(market)
    teams.change_teams(market)
    want_workers(market)
    satisfaction.feel_the_work(market)
    leave_and_return(market)
    defence.serve(market)
    coach(market)
    internal_moves.move_inside_employers(market)
    for week in range(ROUNDS_PER_MONTH):
        search_and_match(market, week)
    learn_on_the_job(market)
    defence.call_the_roll(market)
    count(market)
    look_back(market)
    write_up(market)


def age_and_live(market: LabourMarket) -> None:
    """Young people and newcomers arrive; everyone grows older; children, care, illness, moves and deaths."""
    tables = market.handed
    first, last = market.arrivals(market.month)
    lives.arrive(tables.persons, tables.designs, first, last, market.counting)
    market.present = last
    keys = (market.key("life_event"), market.luck.key("household"), market.luck.key("car"))
    surroundings = (market.rates, market.surroundings.life_course, tables.parameters)
    in_shares(
        market,
        market.first_present,
        market.present,
        lambda share: lives.live(
            tables.persons,
            tables.employers,
            share.designs,
            share.coaches,
            share.first,
            share.last,
            market.month,
            *surroundings,
            *keys,
            share.tallies,
        ),
        moves_staff=True,
    )
    market.pass_over_who_left()


def act_on_policy(market: LabourMarket) -> None:
    """Measures act on agents, job designs and processes; they never touch an indicator."""
    market.effort = market.policy.act(market)


def want_workers(market: LabourMarket) -> None:
    """Employers set the positions they want; vacancies without prospect close, new ones open."""
    tables = market.handed
    growth, shock = market.wanted_growth()
    demand.set_targets(tables.designs, growth, shock, tables.parameters, market.luck.key("rounding_of_targets"))
    market.open_count = demand.close_vacancies(
        tables.vacancies,
        tables.designs,
        market.open_count,
        market.month,
        tables.parameters,
        market.key("closing_of_vacancy"),
        market.counting,
    )
    opening = (
        market.luck.key("opening_of_vacancy"),
        market.luck.key("day_of_opening"),
        market.luck.key("simple_vacancy"),
    )
    arguments = (market.month, tables.parameters, *opening, market.counting)
    count = demand.open_vacancies(tables.vacancies, tables.employers, tables.designs, market.open_count, *arguments)
    if count < 0:
        market.make_room_for_vacancies(-count)
        tables = market.handed
        count = demand.open_vacancies(tables.vacancies, tables.employers, tables.designs, market.open_count, *arguments)
    market.open_count = count
    demand.rethink_old_vacancies(
        tables.vacancies,
        tables.employers,
        tables.designs,
        count,
        market.month,
        tables.parameters,
        market.key("rethinking_of_vacancy"),
    )
    market.advertise()


def leave_and_return(market: LabourMarket) -> None:
    """School leavers, retirement, quits and lay-offs, illness, discouragement, and coming back to search."""
    tables = market.handed
    keys = (market.key("change_of_status"), market.luck.key("first_status_after_school"))
    approach = channels.approach(market.employers)
    surroundings = (market.rates, tables.parameters, market.surroundings.usual_burden, market.usual_work, approach)
    in_shares(
        market,
        market.first_present,
        market.present,
        lambda share: transitions.change_statuses(
            tables.persons,
            share.employers,
            share.designs,
            share.first,
            share.last,
            market.month,
            *surroundings,
            *keys,
            share.tallies,
        ),
        moves_staff=True,
    )


def coach(market: LabourMarket) -> None:
    """Coaches reach people, the waiting list moves up, hours are shared out, trajectories go on or break off."""
    leaving = coaches_leave(market)
    serve_waiting(market, take_in(market))
    coach_clients(market, leaving)


def coaches_leave(market: LabourMarket) -> Flags:
    """Let some coaches hand over their clients and leave; return which."""
    tables, leaving = market.handed, np.zeros(len(market.coaches.identity), np.bool_)
    caseloads.coaches_leave(tables.coaches, leaving, market.month, tables.parameters, market.key("coach_leaves"))
    return leaving


def take_in(market: LabourMarket) -> Rows:
    """Let services reach people out of work, some of whom want coaching; return the rows of all who wait for it."""
    tables, month, demand = market.handed, market.month, market.coaching_demand
    first, last = market.first_present, market.present
    counted = in_shares(
        market, first, last, lambda share: reach.count_unreached(tables.persons, share.first, share.last)
    )
    unreached = np.sum(counted, axis=0)
    contact = reach.chances_of_contact(tables.coaches, unreached, month, tables.parameters) * demand[:, None]
    reputation, key = market.reputation[minds.SERVICES], market.key("coaching_intake")
    return listed(
        market,
        lambda share: reach.take_in(
            tables.persons,
            market.scratch_rows,
            share.first,
            share.last,
            month,
            contact,
            demand,
            reputation,
            tables.parameters,
            key,
            share.tallies,
        ),
    )


def serve_waiting(market: LabourMarket, waiting: Rows) -> None:
    """Give those who wait a coach, as far as caseloads have room."""
    queue = np.bincount(market.persons.sub_region[waiting], minlength=5)
    limits = caseloads.effective_limits(market.coaches, queue, market.month, market.parameters)
    coaching.serve_waiting(market.persons, market.coaches, waiting, limits, market.month, market.tallies)


def coach_clients(market: LabourMarket, leaving: Flags) -> None:
    """Let coaches share out their hours, and each client go on, go back or drop out."""
    tables, coaches, month = market.handed, market.coaches, market.month
    persons, rows = tables.persons, market.scratch_rows
    clients = listed(market, lambda share: caseloads.list_clients(persons, rows, share.first, share.last))
    caseloads.count_light_clients(persons, coaches.light_caseload, clients)
    hours = caseloads.share_out_hours(coaches, month)
    market.tallies.coaching_hours[:] = caseloads.hours_by_sub_region(coaches, hours)
    attention = caseloads.Attention(hours, leaving)
    keys = handed(CoachingKeys(*(market.key(name) for name in coaching.DECISIONS)))
    in_shares(
        market,
        0,
        len(clients),
        lambda share: coaching.coach_clients(
            persons,
            tables.employers,
            tables.designs,
            share.coaches,
            attention,
            clients[share.first : share.last],
            month,
            market.service_coordination,
            market.quick_help,
            tables.parameters,
            keys,
            share.tallies,
        ),
        moves_staff=True,
    )


def search_and_match(market: LabourMarket, week: int) -> None:
    """One round: adverts are laid out, people search and apply, employers offer, people accept."""
    tables = market.handed
    if week == 0:
        find_searchers(market)
        marketplace.write_adverts(
            tables.marketplace, tables.vacancies, tables.employers, tables.designs, market.open_count, tables.parameters
        )
    moment = market.month * ROUNDS_PER_MONTH + week
    marketplace.lay_out_adverts(
        tables.marketplace, tables.vacancies, market.open_count, moment, market.search_keys.advert
    )
    market.make_room_in_diary()
    diary = market.diary if market.watches else None
    in_shares(
        market,
        0,
        market.searcher_count,
        lambda share: search.search_round(
            tables.persons,
            tables.employers,
            tables.designs,
            tables.vacancies,
            tables.coaches,
            tables.marketplace,
            tables.shortlists[share.thread],
            tables.searchers,
            share.first,
            share.last,
            market.month,
            week,
            tables.search_keys,
            tables.parameters,
            share.tallies,
            diary,
        ),
    )
    for other in tables.shortlists[1:]:
        matching.join_shortlists(tables.persons, tables.shortlists[0], other, market.open_count)
    matching.match(
        tables.persons,
        tables.employers,
        tables.designs,
        tables.vacancies,
        tables.shortlists[0],
        market.best_offer,
        market.open_count,
        market.month,
        week,
        tables.search_keys,
        tables.parameters,
        market.counting,
        market.logbook.diary if market.logbook else None,
    )


def find_searchers(market: LabourMarket) -> None:
    """List, once a month, who looks for work; once a year, employers' staff and so their acquaintances change."""
    tables = market.handed
    if market.month % 12 == 0:
        channels.know_the_staff(market.persons, market.employers, market.designs, market.present)
    key = market.luck.key("on_the_job_search")
    found = in_shares(
        market,
        market.first_present,
        market.present,
        lambda share: (
            share.first,
            search.find_searchers(
                tables.persons,
                tables.designs,
                tables.searchers,
                share.first,
                share.last,
                market.month,
                tables.parameters,
                key,
            ),
        ),
    )
    market.searcher_count = marketplace.close_ranks(market.searchers, found)


def learn_on_the_job(market: LabourMarket) -> None:
    """Newcomers learn, experience grows, long non-employment wears people down; personas are read, word goes round."""
    tables = market.handed
    seats = teams.language_seats(market.employers)
    market.employers.language_learners[:] = 0
    key = market.key("promotion")
    in_shares(
        market,
        market.first_present,
        market.present,
        lambda share: learning.learn_and_wear(
            tables.persons,
            share.employers,
            share.designs,
            share.first,
            share.last,
            market.month,
            market.reputation,
            seats,
            market.next_design,
            tables.parameters,
            key,
            share.tallies,
        ),
        moves_staff=True,
    )
    work_learn_entry.train(market)
    minds.spread_word(
        market.reputation,
        market.usual_balance,
        market.tallies.experience,
        market.handed.parameters,
        market.surroundings.scale,
    )


def count(market: LabourMarket) -> None:
    """Write down the month."""
    tables = market.handed
    stocks = in_shares(
        market,
        market.first_present,
        market.present,
        lambda share: counting.count_people(tables.persons, share.first, share.last, market.month, market.counts),
    )
    counts, month = market.counts, market.month
    counting_jobs.count_vacancies(
        tables.vacancies,
        tables.designs,
        market.open_count,
        (month + 1) * DAYS_PER_MONTH,
        counts.open_vacancies[month],
    )
    jobs = counting_jobs.jobs_of(counts, month)
    counting_jobs.count_jobs(tables.employers, tables.designs, jobs, tables.parameters)
    counting.write_down(counts, month, stocks, market.employers, market.coaches, market.tallies, market.pupils)
    counts.cost_eur[month], counts.policy_hours[month] = market.effort


def look_back(market: LabourMarket) -> None:
    """In December, see what a year has changed: jobs kept and left, states, workplaces, establishments."""
    if market.month % yearly_look.MONTHS_PER_YEAR != yearly_look.DECEMBER:
        return
    tables, look = market.handed, yearly_look.look_of(market.counts, market.month)
    yearly_look.look_back(tables.persons, tables.designs, market.first_present, market.present, market.month, look)
    yearly_look.compare_staff(market.designs, market.month, look.staff_changes)


def write_up(market: LabourMarket) -> None:
    """Note in the logbook, if one is kept, what can be seen at the end of the month."""
    if market.logbook is not None:
        market.logbook.note_month(market)
