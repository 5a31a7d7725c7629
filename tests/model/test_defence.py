"""Belgian Defence as one employer: its staff, its norms, who leaves; and where young people are."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from omegaconf import OmegaConf
from support.markets import small_market

from agents.draws import Key
from agents.employers import Employers
from agents.persons import Persons
from agents.vocabulary import ABSENT, EMPLOYED, NOBODY, STUDENT, YOUTH_CAMPS
from scenarios.build import build_market
from scenarios.defence_file import SHIPPED, read_defence
from scenarios.setup import Setup
from simulation.defence import (
    ENLISTED,
    ENLISTED_FROM_NEITHER,
    IN_SERVICE,
    LEFT_EARLY,
    LEFT_IN_FIRST_YEAR,
    LEFT_IN_TRAINING,
    LEFT_LATER,
    hazard_of_leaving,
    may_apply,
    meets_norms,
)
from simulation.indicators import SERIES
from simulation.model import LabourMarket

SCALE = 0.02
MONTHS = 30


@pytest.fixture(scope="module")
def lived() -> LabourMarket:
    market = small_market(SCALE)
    market.run_until(MONTHS)
    return market


def in_service(market: LabourMarket) -> np.ndarray:
    """Rows of the people whose job is at Defence, found the long way."""
    persons, designs = market.persons, market.designs
    assert market.defence is not None
    held = np.flatnonzero(persons.design != NOBODY)
    return held[designs.employer[persons.design[held]] == market.defence.employer]


def without_defence(tmp_path: Path) -> Setup:
    content = OmegaConf.load(SHIPPED)
    content.posts.residents_in_service = 0
    path = tmp_path / "zonder.yaml"
    OmegaConf.save(content, path)
    return Setup(scale=0.005, defence=str(path))


def test_residents_serve_in_the_number_and_the_jobs_that_are_assumed() -> None:
    market, terms = small_market(SCALE), read_defence().terms
    assert market.defence is not None
    posts = market.designs.employer == market.defence.employer
    assert market.designs.headcount[posts].sum() == pytest.approx(terms.residents_in_service * SCALE, abs=2)
    assert len(set(market.designs.sub_region[posts].tolist())) > 3, "posts in several sub-regions"
    assert set(market.designs.occupation[posts].tolist()) == {3, 6, 7, 9}
    assert len(set(market.designs.identity.tolist())) == len(market.designs.identity)
    assert len(set(market.employers.identity.tolist())) == len(market.employers.identity)
    women = np.mean(market.persons.sex[in_service(market)] == 0)
    assert women == pytest.approx(terms.women_share, abs=0.08)
    assert market.designs.positions[posts].sum() > market.designs.headcount[posts].sum()


def test_staff_recruits_and_exits_add_up_every_month(lived: LabourMarket) -> None:
    counted = lived.counts.defence[:MONTHS].sum(axis=(2, 3, 4))
    exits = counted[:, [LEFT_IN_TRAINING, LEFT_EARLY, LEFT_LATER]].sum(axis=1)
    assert (np.diff(counted[:, IN_SERVICE]) == (counted[:, ENLISTED] - exits)[1:]).all()
    assert (counted[:, ENLISTED_FROM_NEITHER] <= counted[:, ENLISTED]).all()
    assert (counted[:, LEFT_IN_FIRST_YEAR] <= exits).all()
    assert (counted[:, LEFT_IN_TRAINING] <= counted[:, LEFT_IN_FIRST_YEAR]).all(), "training takes half a year"
    assert counted[:, ENLISTED].sum() > 0 and counted[:, LEFT_EARLY].sum() > 0
    assert lived.defence is not None
    assert sorted(lived.defence.staff.tolist()) == sorted(in_service(lived).tolist())
    assert counted[-1, IN_SERVICE] == len(in_service(lived))


def test_who_enlists_meets_the_norms_that_are_public(lived: LabourMarket) -> None:
    persons, terms = lived.persons, read_defence().terms
    assert lived.defence is not None
    recruits = lived.defence.staff[lived.defence.since >= 0]
    age_then = (lived.defence.since[lived.defence.since >= 0] - persons.birth_month[recruits]) / 12
    assert len(recruits) > 3
    assert (age_then >= terms.youngest).all() and (age_then < terms.oldest + 1).all()


def test_without_posts_there_is_no_defence_and_the_months_pass_as_they_do(tmp_path: Path) -> None:
    market = build_market(without_defence(tmp_path), 0)
    market.run_until(2)
    assert market.defence is None
    assert not market.counts.defence.any() and not market.counts.defence_posts_open.any()


def test_the_labour_market_as_a_whole_hardly_notices_defence(tmp_path: Path) -> None:
    alone, together = build_market(without_defence(tmp_path), 0), small_market(0.005)
    for market in (alone, together):
        market.run_until(24)
    for name, tolerance in (("employed", 0.01), ("unemployment_rate", 0.4), ("neet_rate_15_29", 0.6)):
        place = SERIES.index((name, "all"))
        before, after = (market.measurements.values[-12:, -1, place].mean() for market in (alone, together))
        assert after == pytest.approx(before, rel=tolerance if name == "employed" else None, abs=tolerance), name


def one_of_each() -> tuple[Persons, Employers, LabourMarket]:
    market = small_market(SCALE)
    return market.persons, market.employers, market


KEYS = tuple(Key(np.uint64(number), np.uint64(number + 7)) for number in range(5))


def test_age_nationality_and_who_sees_oneself_there_decide_who_applies() -> None:
    persons, employers, market = one_of_each()
    assert market.defence is not None
    here = market.defence.employer
    persons.age[0], persons.origin[0], persons.sex[0] = 25, 0, 1
    assert may_apply(persons, employers, 0, here, *KEYS[:2])
    for age in (17, 35):
        persons.age[0] = age
        assert not may_apply(persons, employers, 0, here, *KEYS[:2])
    persons.age[:], persons.origin[:], persons.sex[:] = 25, 2, 1
    employers.nationality[here], employers.drawn[here] = (0.9, 0.5), (0.25, 1.0)
    people = range(2000)
    abroad = np.mean([may_apply(persons, employers, person, here, *KEYS[:2]) for person in people])
    assert abroad == pytest.approx(0.5, abs=0.05)
    persons.origin[:], persons.sex[:] = 0, 0
    women = np.array([may_apply(persons, employers, person, here, *KEYS[:2]) for person in people])
    assert women.mean() == pytest.approx(0.25, abs=0.05)
    employers.drawn[here, 0] = 0.5
    more = np.array([may_apply(persons, employers, person, here, *KEYS[:2]) for person in people])
    assert more.mean() > women.mean() and not (women & ~more).any(), "nobody is drawn away"


def test_norms_stop_and_second_chances_help_and_never_harm() -> None:
    persons, employers, market = one_of_each()
    assert market.defence is not None
    here, people = market.defence.employer, range(1000)

    def passing() -> np.ndarray:
        return np.array(
            [meets_norms(persons, employers, market.vacancies, person, here, 0, *KEYS[2:]) for person in people]
        )

    persons.health_limitation[:] = 0.0
    employers.bad_day[here], employers.second_chance[here], employers.norms_later[here] = 0.3, 0.0, 0.0
    at_first = passing()
    assert at_first.mean() == pytest.approx(0.7, abs=0.05)
    employers.second_chance[here] = 0.5
    again = passing()
    assert again.mean() == pytest.approx(0.85, abs=0.05) and not (at_first & ~again).any()
    persons.health_limitation[:] = employers.fitness_norm[here] + 0.5 * employers.catch_up[here]
    assert not passing().any()
    employers.norms_later[here] = 0.5
    assert passing().mean() == pytest.approx(0.5 * 0.85, abs=0.06)
    persons.health_limitation[:] = employers.fitness_norm[here] + 2.0 * employers.catch_up[here] + 0.01
    assert not passing().any(), "too far from the norm to catch up"


def test_doubt_and_a_cold_welcome_raise_the_hazard_and_preparation_and_advice_lower_it() -> None:
    persons, _, market = one_of_each()
    assert market.defence is not None
    service = market.defence.service._replace(preparation=0.4, relief=0.5)
    persons.sex[0], persons.origin[0], persons.confidence[0] = 1, 0, 0.6

    def hazard(tenure: int, prepared: bool = False, accompanied: bool = False) -> float:
        return hazard_of_leaving(persons, 0, tenure, service, prepared, accompanied)

    in_training, early, later = hazard(2), hazard(20), hazard(200)
    assert in_training > early > later == 0.0
    assert hazard(2, prepared=True) == pytest.approx(0.6 * in_training)
    assert hazard(20, accompanied=True) == pytest.approx(0.5 * early)
    persons.confidence[0] = 0.2
    assert hazard(2) > in_training
    persons.sex[0] = 0
    assert hazard(20) > early
    persons.origin[0] = 2
    assert hazard(20) > early * 1.3


def test_young_people_are_somewhere_and_their_flows_close(lived: LabourMarket) -> None:
    counts, persons = lived.counts, lived.persons
    young = (persons.status != ABSENT) & (persons.age <= 29)
    assert counts.youth[MONTHS - 1].sum() == young.sum()
    by_camp = counts.youth[MONTHS - 1].sum(axis=(0, 1, 2))
    assert by_camp[0] == (persons.status[young] == STUDENT).sum()
    assert by_camp[1] == ((persons.status[young] == EMPLOYED) | (persons.status[young] == 1)).sum()
    flows = counts.youth_flows[1:MONTHS].sum(axis=(0, 1))
    assert (np.diag(flows) == 0).all()
    assert flows[0, 1] > 0 and flows[0, 3] > 0 and flows[3, 1] > 0 and flows[1, 3] > 0
    assert flows[:, 0].sum() == 0, "nobody goes back to school in this model"
    assert len(YOUTH_CAMPS) == 4


def test_the_rate_of_the_young_is_the_same_from_both_counts(lived: LabourMarket) -> None:
    values = lived.measurements.values[:, -1]
    rate = values[:, SERIES.index(("neet_rate_15_29", "all"))]
    number = values[:, SERIES.index(("neet_15_29", "all"))]
    everybody = lived.counts.youth[:MONTHS].sum(axis=(1, 2, 3, 4)) / SCALE
    np.testing.assert_allclose(rate, 100.0 * number / everybody)
    by_sex = [values[:, SERIES.index(("neet_15_29", f"sex={name}"))] for name in ("women", "men")]
    np.testing.assert_allclose(np.sum(by_sex, axis=0), number)
    assert rate[0] == pytest.approx(9.4, abs=1.5), "the register counted 9.4% in 2011 (INA-01)"
