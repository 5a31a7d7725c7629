"""Each wrong model is wrong in what it says, and in nothing that would keep it from running and being fitted."""

from __future__ import annotations

import pickle
from functools import lru_cache

import numpy as np
import numpy.typing as npt
import pytest
from support.markets import differing

from agents.persons import LAST_AGE
from agents.vocabulary import ABSENT, EMPLOYED, SELF_EMPLOYED, UNEMPLOYED
from calibration.wrong_models import WRONG_MODELS, WrongModel
from scenarios.build import build_market, keep_societies, region_figures
from scenarios.setup import Setup
from simulation.diary import HIRED, OUTRANKED, SHORTLISTED
from simulation.meetings import DOES_NOT_FIT, GAPS, MET, NOT_QUALIFIED, NOT_RECOGNISED, SHRANK_BACK
from simulation.model import LabourMarket
from simulation.parameters import parameter_declarations
from simulation.tallies import ARRIVALS, DEATHS, DEPARTURES, RETIREMENTS, SCHOOL_LEAVERS

SETUP = Setup(scale=0.005)
IN_LABOUR_FORCE = (EMPLOYED, SELF_EMPLOYED, UNEMPLOYED)
BY_NAME = {model.name: model for model in WRONG_MODELS}
BUILDERS = {"true": build_market} | {name: model.build_market for name, model in BY_NAME.items()}
each = pytest.mark.parametrize("model", WRONG_MODELS, ids=lambda model: model.name)


@lru_cache
def lived(name: str) -> LabourMarket:
    """Return a market that has lived for five years; nobody may change it."""
    market = BUILDERS[name](SETUP, 0)
    market.run_until(60)
    return market


def meetings(market: LabourMarket, *outcomes: int) -> int:
    return int(market.counts.search[: market.month, list(outcomes)].sum())


@each
def test_a_wrong_model_runs_and_repeats_itself(model: WrongModel) -> None:
    one, other = (pickle.loads(pickle.dumps(model.build_market))(SETUP, 1) for _ in range(2))
    for market in (one, other):
        market.run_until(3)
    assert differing(one, other) == []
    assert np.isfinite(one.measurements.values[:, 5, 0]).all()


@each
def test_a_wrong_model_can_be_branched_like_the_true_one(model: WrongModel) -> None:
    history = model.build_market(SETUP, 0)
    history.run_until(2)
    twin = history.branch(history.policy)
    for market in (history, twin):
        market.run_until(4)
    assert type(twin) is type(history)
    assert differing(history, twin) == []


@each
def test_parameters_still_move_a_wrong_model_unless_it_makes_them_idle(model: WrongModel) -> None:
    declared = parameter_declarations()
    assert set(model.idle) < set(declared)

    def after_half_a_year(**parameters: float) -> LabourMarket:
        market = model.build_market(Setup(scale=0.005, parameters=parameters), 0)
        market.run_until(6)
        return market

    usual = after_half_a_year()
    assert differing(usual, after_half_a_year(visits_unemployed=0.6))
    assert differing(usual, after_half_a_year(separation_organisation_gap=6.0))
    assert differing(usual, after_half_a_year(**{name: declared[name].upper for name in model.idle})) == []


def test_a_wrong_model_leaves_kept_people_and_employers_as_they_were() -> None:
    keep_societies(1)
    try:
        before = build_market(SETUP, 0)
        for model in WRONG_MODELS:
            model.build_market(SETUP, 0).run_until(1)
        after = build_market(SETUP, 0)
    finally:
        keep_societies(0)
    assert differing(before, after) == []


def test_without_a_search_gap_no_meeting_fails_by_it() -> None:
    true, wrong = lived("true"), lived("no_search_gap")
    assert meetings(true, *GAPS["search"]) > 0.5 * meetings(true, MET)
    assert meetings(wrong, *GAPS["search"]) == 0
    # The other gaps are still there.
    assert meetings(wrong, NOT_QUALIFIED) > 0
    assert meetings(wrong, DOES_NOT_FIT) > 0


@lru_cache
def watched(name: str) -> LabourMarket:
    """Return a market that has lived for a year, with every meeting written down; nobody may change it."""
    market = BUILDERS[name](SETUP, 0)
    market.keep_diary(np.arange(len(market.persons.identity)))
    market.run_until(12)
    return market


def fit_and_hiring(name: str) -> float:
    """Return the correlation, over applicants judged by an employer, of a small gap and getting the job."""
    lines = watched(name).logbook.meetings
    judged = lines[np.isin(lines["outcome"], (SHORTLISTED, OUTRANKED, NOT_QUALIFIED)) & np.isfinite(lines["skill_gap"])]
    places = ["moment", "person", "vacancy"]
    hired = set(lines[lines["outcome"] == HIRED][places].tolist())
    got_it = [place in hired for place in judged[places].tolist()]
    return float(np.corrcoef(-judged["skill_gap"], got_it)[0, 1])


def mean_gaps_of_hires(name: str) -> tuple[float, float]:
    placements = watched(name).logbook.placements
    return float(placements["skill_gap"].mean()), float(placements["organisation_gap"].mean())


def test_with_random_matching_fit_does_not_decide_who_is_hired() -> None:
    assert fit_and_hiring("true") > 0.08
    assert abs(fit_and_hiring("random_matching")) < 0.05
    skill, organisation = mean_gaps_of_hires("true")
    skill_at_random, organisation_at_random = mean_gaps_of_hires("random_matching")
    assert skill_at_random > 1.5 * skill
    assert organisation_at_random > organisation


def test_with_random_matching_no_meeting_fails_by_skills_or_by_the_organisation_of_work() -> None:
    true, wrong = lived("true"), lived("random_matching")
    stopped_by_a_gap = (*GAPS["skill"], *GAPS["organisation"], SHRANK_BACK)
    assert meetings(true, *stopped_by_a_gap) > 0
    assert meetings(wrong, *stopped_by_a_gap) == 0
    # People still fail to find each other.
    assert meetings(wrong, NOT_RECOGNISED) > 0


def by_age_and_sex(market: LabourMarket) -> npt.NDArray[np.int64]:
    persons = market.persons
    here = persons.status != ABSENT
    counted = np.zeros((LAST_AGE + 1, 2, 5), np.int64)
    np.add.at(counted, (persons.age[here], persons.sex[here], persons.sub_region[here]), 1)
    return counted


def test_without_ageing_the_population_stands_still() -> None:
    start, wrong = build_market(SETUP, 0), lived("no_ageing")
    assert (by_age_and_sex(wrong) == by_age_and_sex(start)).all()
    assert (by_age_and_sex(lived("true")) != by_age_and_sex(start)).any()
    flows = wrong.counts.person_flows[:60]
    for flow in (ARRIVALS, DEATHS, DEPARTURES, RETIREMENTS, SCHOOL_LEAVERS):
        assert flows[:, flow].sum() == 0
        assert lived("true").counts.person_flows[:60, flow].sum() > 0


def test_without_ageing_children_and_pupils_stand_still_as_well() -> None:
    start, wrong = build_market(SETUP, 0), lived("no_ageing")
    assert (wrong.persons.age == start.persons.age).all()
    months_old = 60 - wrong.persons.birth_month
    assert (months_old - (0 - start.persons.birth_month) <= 0).all()
    assert (months_old - (0 - start.persons.birth_month) >= -1).all()
    outside = wrong.surroundings.outside_population
    assert (outside == outside[0]).all()


def test_without_ageing_participation_stays_near_that_of_the_census_at_each_age() -> None:
    """Nobody retires or gives up with age, so that the share in the labour force at each age hardly moves."""
    start, wrong = build_market(SETUP, 0), lived("no_ageing")
    for first, last in ((25, 39), (40, 54), (55, 64)):
        rows = np.flatnonzero(
            (start.persons.age >= first) & (start.persons.age <= last) & (start.persons.status != ABSENT)
        )
        before, after = (np.isin(market.persons.status[rows], IN_LABOUR_FORCE).mean() for market in (start, wrong))
        assert after == pytest.approx(before, abs=0.04)


def test_without_ageing_demand_follows_the_employment_rate_alone() -> None:
    figures = region_figures(SETUP.region)
    growth = lived("no_ageing").surroundings.growth
    designs = build_market(SETUP, 0).designs
    jobs = np.bincount(designs.sector, designs.headcount, minlength=20)
    wanted = (growth * jobs).sum(axis=1) / jobs.sum()
    mid_year = 12 * (2016 - 2012) + 6
    assert wanted[mid_year] == pytest.approx(figures.employment_rate[2016] / figures.employment_rate[2012], rel=1e-9)
