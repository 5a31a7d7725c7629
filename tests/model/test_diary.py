"""A diary tells who, agrees with the counts, and changes nothing."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pytest
from support.markets import Meddler, differing, small_market, state

from agents.vocabulary import EMPLOYED
from simulation import meetings as chain
from simulation import tallies
from simulation.calendar import ROUNDS_PER_MONTH
from simulation.diary import HIRED, OUTRANKED, POSTPONED, SHORTLISTED, WITHIN_REACH, Logbook
from simulation.model import LabourMarket
from simulation.policy import NoPolicy

BEGIN, END = 14, 44
READ = (chain.NOT_RECOGNISED, chain.PASSED_OVER, chain.SHRANK_BACK, chain.NO_GATE, chain.DOES_NOT_FIT, WITHIN_REACH)


class Written(NamedTuple):
    market: LabourMarket
    log: Logbook
    searched: np.ndarray
    employed: np.ndarray


@pytest.fixture(scope="module")
def history() -> LabourMarket:
    market = small_market(0.004)
    market.run_until(BEGIN)
    return market


@pytest.fixture(scope="module")
def written(history: LabourMarket) -> Written:
    """A market with everyone watched, and what was counted month by month."""
    market = history.branch(Meddler())
    market.keep_diary(np.arange(len(market.persons.identity)))
    searched, employed = [], []
    while market.month < END:
        market.step()
        searched.append(market.tallies.search.sum(axis=(1, 2)))
        employed.append(int((market.persons.status <= 1).sum()))
    assert market.logbook is not None
    return Written(market, market.logbook, np.array(searched), np.array(employed))


def test_a_market_lives_the_same_months_with_and_without_a_diary(history: LabourMarket, written: Written) -> None:
    plain, brief = history.branch(Meddler()), history.branch(Meddler())
    brief.keep_diary()
    for market in (plain, brief):
        market.run_until(END)
    assert differing(plain, brief) == []
    assert differing(plain, written.market) == []
    assert brief.logbook is not None
    assert brief.logbook.placements.tobytes() == written.log.placements.tobytes()
    assert len(brief.logbook.meetings) == 0


def test_placements_are_the_hires_that_were_counted(written: Written) -> None:
    placements = written.log.placements
    region = written.market.persons.sub_region[placements["person"]]
    month = placements["moment"] // ROUNDS_PER_MONTH
    for origin, flow in (
        (placements["status"] == EMPLOYED, tallies.MOVES),
        (placements["status"] != EMPLOYED, tallies.HIRES_FROM_NON_EMPLOYMENT),
    ):
        listed = np.zeros((END, 5), np.int64)
        np.add.at(listed, (month[origin], region[origin]), 1)
        assert listed.sum() > 20
        assert listed[BEGIN:].tolist() == written.market.counts.person_flows[BEGIN:END, flow, :, 0].tolist()


def test_no_vacancy_is_filled_twice_and_every_one_was_open(written: Written) -> None:
    filled = written.log.placements["vacancy"]
    assert len(np.unique(filled)) == len(filled)
    assert np.isin(filled, np.concatenate(written.log.vacancies)).all()
    opened = written.market.counts.vacancy_flows[BEGIN:END, tallies.OPENED].sum()
    assert len(np.unique(np.concatenate(written.log.vacancies[1:]))) == opened


def test_lasting_placements_are_the_lasting_jobs_that_were_counted(written: Written) -> None:
    listed = int(written.log.placements["lasted"].sum())
    counted = written.market.counts.person_flows[BEGIN + 12 : END, tallies.LASTING_JOBS, :, 0].sum()
    first, last = written.market.surroundings.arrivals_by_month[[BEGIN, END - 12]]
    # Newcomers may arrive with a job that lasts; no vacancy was filled for it.
    assert counted - (last - first) <= listed <= counted
    assert listed > 10


def test_who_is_at_work_is_known_for_every_month(written: Written) -> None:
    everyone = np.arange(len(written.market.persons.identity))
    for number, employed in enumerate(written.employed):
        months = np.full(len(everyone), BEGIN + number)
        assert written.log.was_at_work(months, everyone).sum() == employed


def test_meetings_are_the_outcomes_that_were_counted(written: Written) -> None:
    meetings = written.log.meetings
    outcome = np.zeros((END, HIRED + 1), np.int64)
    np.add.at(outcome, (meetings["moment"] // ROUNDS_PER_MONTH, meetings["outcome"]), 1)
    outcome = outcome[BEGIN:]
    assert outcome[:, READ].sum(axis=1).tolist() == written.searched[:, chain.MET].tolist()
    for counted in range(1, chain.OUTCOMES):
        assert outcome[:, counted].tolist() == written.searched[:, counted].tolist()
    assert outcome[:, SHORTLISTED].sum() >= outcome[:, [POSTPONED, chain.DECLINED, HIRED]].sum() > 0
    assert outcome[:, OUTRANKED].sum() > 0


def test_every_placement_follows_from_a_meeting_within_the_limits(written: Written) -> None:
    meetings = written.log.meetings
    hired = meetings[meetings["outcome"] == HIRED]
    assert hired["vacancy"].tolist() == written.log.placements["vacancy"].tolist()
    assert hired["person"].tolist() == written.log.placements["person"].tolist()
    for stage in (WITHIN_REACH, SHORTLISTED):
        passed = meetings[meetings["outcome"] == stage]
        assert (passed["skill_gap"] <= passed["skill_limit"] + 1e-6).all()
    for stage in (chain.SHRANK_BACK, chain.NOT_QUALIFIED):
        failed = meetings[meetings["outcome"] == stage]
        # Who does not meet the norms of Defence is refused before any gap is measured.
        failed = failed[~np.isnan(failed["skill_gap"])]
        assert (failed["skill_gap"] > failed["skill_limit"] - 1e-6).all()
    unfit = meetings[meetings["outcome"] == chain.DOES_NOT_FIT]
    assert (unfit["organisation_gap"] > unfit["organisation_limit"] - 1e-6).all()


def test_only_the_watched_are_watched(history: LabourMarket, written: Written) -> None:
    chosen = np.unique(written.log.meetings["person"])[::7][:20]
    market = history.branch(Meddler())
    market.keep_diary(chosen)
    market.run_until(END)
    everything = written.log.meetings
    assert market.logbook is not None
    assert market.logbook.meetings.tobytes() == everything[np.isin(everything["person"], chosen)].tobytes()


def test_branches_go_on_writing_each_in_their_own_diary(history: LabourMarket) -> None:
    parent = history.branch(NoPolicy())
    parent.keep_diary()
    parent.run_until(BEGIN + 4)
    assert parent.logbook is not None
    before, pages = state(parent), parent.logbook.placements.tobytes()
    branch = parent.branch(NoPolicy())
    branch.run_until(BEGIN + 10)
    assert differing(parent, before) == []
    assert parent.logbook.placements.tobytes() == pages
    assert len(parent.logbook.at_work) == 4
    parent.run_until(BEGIN + 10)
    assert branch.logbook is not None
    assert parent.logbook.placements.tobytes() == branch.logbook.placements.tobytes()
