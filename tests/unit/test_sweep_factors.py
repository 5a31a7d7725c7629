"""What a sweep can vary is what is declared, and each value reaches the market where it belongs."""

from __future__ import annotations

from dataclasses import replace

import pytest

from experiments.model import ask, recipe_for, shipped_model
from experiments.sweep.design import make_design
from experiments.sweep.factors import choose_factors, declared_factors, split_values, varied_arms
from experiments.sweep.plan import make_plan, shard_of
from experiments.sweep.task import MarketTask
from scenarios.errors import UserMistake

ARMS = "arms=[baseline,vereisten_versoepelen]"


@pytest.fixture(scope="module")
def declared() -> dict:
    model = shipped_model()
    return declared_factors(ask([ARMS], "sweep", model).arms, model.parameters, model.levers)


def test_factors_are_found_by_name_group_and_pattern(declared: dict) -> None:
    names = [factor.name for factor in choose_factors(["coach_*", "visits_unemployed", "levers"], declared)]
    assert names == [
        "entry_requirements.relaxation",
        "entry_requirements.training_gain",
        "vereisten_versoepelen.support_staff",
        "vereisten_versoepelen.support_management",
        "visits_unemployed",
        "coach_recognition",
        "coach_vouch",
        "coach_hours",
        "coach_turnover",
    ]


@pytest.mark.parametrize(
    ("words", "told"),
    [(["visits_unemployd", "levers"], "visits_unemployed"), (["nothing_*"], "nothing_"), (["coach_hours"], "twee")],
)
def test_a_word_that_stands_for_no_factor_is_refused(declared: dict, words: list[str], told: str) -> None:
    with pytest.raises(UserMistake, match=told):
        choose_factors(words, declared)


def test_levers_of_other_arms_are_no_factors(declared: dict) -> None:
    assert not any(name.startswith(("schedule_control", "workplace_learning")) for name in declared)


def test_every_number_that_can_vary_has_a_title_in_both_languages() -> None:
    model = shipped_model()
    arms = ask(["arms=[baseline,bundel_van_drie]"], "sweep", model).arms
    found = declared_factors(arms, model.parameters, model.levers)
    untitled = [name for name, factor in found.items() if name in (factor.title_nl, factor.title_en)]
    assert untitled == [], "give these a title in experiments/templates/factors.yaml"
    assert all(factor.source for factor in found.values())


def test_values_of_levers_hold_in_the_arms_and_uncertainties_in_the_setup(declared: dict) -> None:
    model = shipped_model()
    arms = ask([ARMS], "sweep", model).arms
    factors = choose_factors(["levers", "coach_hours"], declared)
    uncertain, measures = split_values(factors, (0.9, 0.1, 0.45, 0.55, 100.0))
    assert uncertain == {"coach_hours": 100.0}
    baseline, relaxed = varied_arms(arms, measures, model.levers)
    assert baseline == arms[0]
    (intervention,) = relaxed.interventions
    assert intervention.levers[0].parameters["relaxation"].value == 0.9
    assert intervention.support.staff.at(0.3) == 0.45
    assert intervention.support.management.value == 0.55


def test_rows_share_what_they_can_and_find_what_they_would_find_alone(declared: dict) -> None:
    model = shipped_model()
    words = [ARMS, "scale=0.002", "policy_start=2012-03", "uncertainty=false", "horizon=study2013"]
    question = ask(words, "sweep", model)
    factors = choose_factors(["levers", "visits_unemployed"], declared)
    rows = make_design("morris", factors, 2, 4, 1).values[:8].tolist()

    def task() -> MarketTask:
        recipe = recipe_for(question, model)
        return MarketTask(recipe, factors, 2, ("employed", "hires", "unemployment_rate"), (2, 8), 5)

    together = task()
    for row in rows:
        assert together(row).tolist() == task()(row).tolist()


def test_a_reading_is_what_measuring_everything_gives(declared: dict) -> None:
    model = shipped_model()
    question = ask([ARMS, "scale=0.002", "policy_start=2012-03", "uncertainty=false"], "sweep", model)
    factors = choose_factors(["visits_unemployed", "coach_hours"], declared)
    task = MarketTask(recipe_for(question, model), factors, 1, ("employed", "hires"), (2, 14), 1)
    read = task((0.7, 90.0))
    setup = recipe_for(question, model).setup
    market = model.build_market(replace(setup, parameters={"visits_unemployed": 0.7, "coach_hours": 90.0}), 0)
    market.run_until(14)
    values = market.measurements.values[2:14, 1]
    assert read[0, 0, 0] == pytest.approx(values[:, model.series.index(("employed", "all"))].mean())
    assert read[0, 0, 1] == pytest.approx(values[:, model.series.index(("hires", "all"))].sum())


def test_a_row_keeps_its_identity_until_what_it_depends_on_changes() -> None:
    model = shipped_model()
    words = ["samples=2", "factors=[levers,coach_hours]"]
    first = make_plan(words, model)
    assert first.identities == make_plan([*words, "workers=3", "lang=en", "shard=1/2"], model).identities
    assert len(set(first.identities)) == len({tuple(row) for row in first.design.values.tolist()})
    for word in ("seed=2", "scale=0.03", "window=2014-2015", "parameters.coach_turnover=0.02"):
        assert not set(first.identities) & set(make_plan([*words, word], model).identities)


def test_shards_are_parts_of_a_whole() -> None:
    assert shard_of("") == (1, 1)
    assert shard_of("3/8") == (3, 8)
    for wrong in ("0/8", "9/8", "3", "a/b"):
        with pytest.raises(UserMistake, match="1/8"):
            shard_of(wrong)


@pytest.mark.parametrize(
    ("word", "told"),
    [
        ("method=moris", "'morris'"),
        ("target=diference", "'difference'"),
        ("indicators=[emploied]", "'employed'"),
        ("indicators=[]", "indicators="),
        ("arms=[baseline]", "twee armen"),
        ("window=2010-2011", "window=2014-"),
        ("samples=1", "samples=2"),
        ("levels=5", "levels=4"),
        ("sub_region=Brussel", "Brugge"),
        ("engine=threads", "processes"),
    ],
)
def test_a_sweep_that_cannot_be_done_is_refused_with_a_sentence(word: str, told: str) -> None:
    with pytest.raises(UserMistake, match=told):
        make_plan([word], shipped_model())
