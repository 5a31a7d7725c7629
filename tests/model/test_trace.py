"""The trace tells what the diaries say: real meetings, real limits, measures only where they made the difference."""

from __future__ import annotations

import re

import numpy as np
import pytest

from experiments.ledger_tables import EXTRA, MISSED
from experiments.model import Model, ask, recipe_for, shipped_model
from experiments.trace.choice import Chosen, choose
from experiments.trace.conditions import EASED
from experiments.trace.reasons import KINDS, Reasons
from experiments.trace.replay import CANDIDATES, Replay, relive
from experiments.trace.story import story_text
from experiments.trace.table import TRACE_COLUMNS, trace_table
from experiments.trace.trail import CHAIN
from experiments.trace.words import OCCUPATIONS, SENTENCES
from simulation import diary

WORDS = (
    "horizon=study2013",
    "scale=0.01",
    "arms=[baseline,bundel_van_drie,coaching_en_jobontwerp,geen_effect]",
    "uncertainty=false",
)


@pytest.fixture(scope="module")
def model() -> Model:
    return shipped_model()


@pytest.fixture(scope="module")
def replays(model: Model) -> dict[str, Replay]:
    question = ask(WORDS, "compare", model)
    replays = relive(recipe_for(question, model), question.arms[1:], 0)
    return {replay.arm.name: replay for replay in replays}


@pytest.fixture(scope="module")
def chosen(replays: dict[str, Replay]) -> Chosen:
    return choose(replays["bundel_van_drie"], 0, 20)


def test_nobody_has_another_path_where_nothing_was_done(replays: dict[str, Replay]) -> None:
    nothing = choose(replays["geen_effect"], 0, 20)
    assert (nothing.stories, nothing.looked, nothing.direct) == ([], 0, 0)
    assert len(trace_table([nothing])) == 0
    assert "niemands pad" in story_text([nothing], "nl")
    assert "nobody's path" in story_text([nothing], "en")


def test_stories_begin_with_the_first_difference_of_a_path(chosen: Chosen) -> None:
    replay = chosen.replay
    assert len(chosen.stories) == 20
    for links in chosen.stories:
        world, position = links[0].placement
        assert replay.category(links[0].placement) in (EXTRA, MISSED)[world]
        person = replay.sides[world].placements["person"][position]
        moment = replay.sides[world].placements["moment"][position]
        for side in replay.sides:
            before = (side.placements["person"] == person) & (side.placements["moment"] < moment)
            assert (side.category[before] == 0).all()


def test_several_categories_are_told_and_trails_to_a_measure_come_first(chosen: Chosen) -> None:
    leads = [bool(links[-1].measures) for links in chosen.stories]
    assert leads == sorted(leads, reverse=True)
    assert any(leads)
    assert len({chosen.replay.category(links[0].placement) for links in chosen.stories}) >= 4
    assert chosen.looked <= CANDIDATES * (len(EXTRA) + len(MISSED))
    assert sum(leads) <= chosen.direct <= chosen.looked


def test_reasons_agree_with_what_was_written_down(replays: dict[str, Replay]) -> None:
    replay = replays["bundel_van_drie"]
    reasons = Reasons(replay)
    kinds = set()
    for placement in replay.chosen:
        links = reasons.explain(placement)
        assert 1 <= len(links) <= CHAIN
        for link in links:
            kinds.add(link.kind)
            assert link.kind in KINDS
            assert link.here is not None
            assert link.here.outcome == diary.HIRED
            assert not link.here.skill_gap > link.here.skill_limit
            assert not link.here.organisation_gap > link.here.organisation_limit
            if link.there is None:
                assert link.kind in ("already_placed", "taken", "not_open", "not_met")
                continue
            # Hired in both worlds at once, but from work in one and not in the other.
            assert (link.there.outcome == diary.HIRED) == (link.kind == "hired_too")
            if link.kind == "deterred":
                assert link.there.skill_gap > link.there.skill_limit
            if link.kind == "does_not_fit":
                assert link.there.organisation_gap > link.there.organisation_limit
            if link.kind == "not_qualified":
                assert link.there.judged_gap > link.there.judged_limit
    assert {"deterred", "taken", "not_open", "outranked", "preferred_another"} <= kinds


def test_a_measure_is_named_only_where_it_changed_what_is_asked_or_offered(replays: dict[str, Replay]) -> None:
    replay = replays["bundel_van_drie"]
    arm, reference = (world.market for world in replay.worlds)
    reasons = Reasons(replay)
    named = set()
    for placement in replay.chosen:
        for link in reasons.explain(placement):
            world, position = link.placement
            line = replay.sides[world].placements[position]
            employer = arm.designs.employer[line["design"]]
            for measure, since in link.measures:
                named.add(measure.name)
                assert measure in replay.arm.interventions
                if measure.name == "werkplekleren":
                    assert arm.persons.work_learning_employer[line["person"]] >= 0
                    assert reference.persons.work_learning_employer[line["person"]] < 0
                    continue
                begun = {
                    "vereisten_versoepelen": arm.employers.requirements_relaxed_since[employer],
                    "zelfroosteren": arm.employers.schedule_control_since[employer],
                }[measure.name]
                assert since == begun
                assert begun <= line["moment"] // 4
                assert link.here is not None
                assert link.there is not None
                easier = (
                    link.here.relaxation > link.there.relaxation
                    or link.here.conditions["training"] > link.there.conditions["training"]
                    or link.here.schedule_control > link.there.schedule_control
                )
                assert easier
    assert "vereisten_versoepelen" in named


def test_a_measure_of_a_newer_lever_is_named_for_what_it_changed(replays: dict[str, Replay]) -> None:
    replay = replays["coaching_en_jobontwerp"]
    reasons = Reasons(replay)
    named = 0
    for placement in replay.chosen:
        for link in reasons.explain(placement):
            assert {measure.name for measure, _ in link.measures} <= {"jobontwerp"}, (
                "coaches change people, not a meeting"
            )
            if not link.measures:
                assert link.levers == ()
                continue
            named += 1
            assert link.levers
            assert link.here is not None
            assert link.there is not None
            (measure, since), *_ = link.measures
            assert set(link.levers) <= {use.lever for use in measure.levers}
            assert since >= 0
            moved = [condition for condition in EASED if set(condition.levers) & set(link.levers)]
            changed = [link.here.conditions[one.column] != link.there.conditions[one.column] for one in moved]
            assert any(changed) or link.here.relaxation > link.there.relaxation
    assert named
    told = choose(replay, 0, 10)
    for language in ("nl", "en"):
        text = story_text([told], language)
        position = 1 if language == "en" else 0
        assert not re.search(r"\bnan\b", text)
        assert any(SENTENCES[f"reason_{lever}"][position] in text for lever in ("job_redesign", "work_conditions"))


def test_the_table_holds_every_step_and_the_text_every_story(chosen: Chosen) -> None:
    table = trace_table([chosen])
    assert tuple(table.columns) == TRACE_COLUMNS
    assert len(table) == sum(len(links) for links in chosen.stories)
    assert table["story"].nunique() == len(chosen.stories)
    deterred = table[table["reason"] == "deterred"]
    assert (deterred["skill_gap_elsewhere"] > deterred["skill_limit_elsewhere"]).all()
    for language, title in (("nl", "Bundel van drie"), ("en", "Bundle of three")):
        text = story_text([chosen], language)
        assert text.startswith(f"{title}\n=====")
        assert f"\n\n{len(chosen.stories)}. " in text
        assert "{" not in text
        assert "nan" not in text.split()


def test_watching_changes_nothing_that_happens(replays: dict[str, Replay]) -> None:
    replay = replays["bundel_van_drie"]
    for side, world in zip(replay.sides, replay.worlds, strict=True):
        np.testing.assert_array_equal(side.placements, world.log.placements)


def test_every_reason_and_occupation_has_words_in_both_languages() -> None:
    assert set(KINDS) <= set(SENTENCES)
    assert len(OCCUPATIONS) == 12
    for dutch, english in (*SENTENCES.values(), *OCCUPATIONS.values()):
        assert dutch
        assert english
