"""Settings: the defaults, what words become, and one sentence for everything that cannot be asked."""

from __future__ import annotations

import dataclasses
import pickle
from pathlib import Path

import pytest
from support.tiny_market import LEVERS, PARAMETERS

from scenarios.arms import load_library
from scenarios.config import DEMANDS, KEYS, ExperimentConfig, compose_configuration
from scenarios.errors import RunFailure, UserMistake
from scenarios.validation import Choices, Question, validate

CHOICES = Choices(("west_flanders",), ("recent_rates", "dc_noise_2013"), DEMANDS, PARAMETERS, load_library(LEVERS))


def question(*words: str, command: str = "compare") -> Question:
    return validate(compose_configuration(words, command), CHOICES)


def test_the_defaults_can_be_asked() -> None:
    asked = question()
    assert asked.config == ExperimentConfig()
    assert [arm.name for arm in asked.arms] == [
        "baseline",
        "zelfroosteren",
        "werkplekleren",
        "vereisten_versoepelen",
        "bundel_van_drie",
    ]
    assert (asked.policy_start, asked.end) == (180, 348)


def test_words_replace_defaults_and_the_last_one_counts() -> None:
    config = compose_configuration(
        ["scale=1", "seed=2", "seed=7", "arms=[baseline,zelfroosteren]", "lang=en", "parameters.taste=0.5"]
    )
    assert config == dataclasses.replace(
        ExperimentConfig(),
        scale=1.0,
        seed=7,
        arms=["baseline", "zelfroosteren"],
        lang="en",
        parameters={"taste": 0.5},
    )


@pytest.mark.parametrize("name", ["/tmp/é ü/x=y", "~/map", "null", "12", "it's", "'quoted'", "[a]", "a,b"])
def test_a_directory_may_have_any_name(name: str) -> None:
    assert compose_configuration([f"output={name}"]).output == name.strip("'" if name[0] == "'" else "")


def test_several_parameters_at_once() -> None:
    assert compose_configuration(["parameters={taste:0.5}"]).parameters == {"taste": 0.5}


def test_commands_start_from_their_own_differences() -> None:
    assert compose_configuration([], "run").arms == ["baseline"]
    assert compose_configuration([], "check").replications == 3
    assert compose_configuration(["scale=0.5"], "bench").scale == 0.5
    assert compose_configuration([], "bench").scale == 1.0


def test_the_shorter_horizon_has_its_own_start() -> None:
    asked = question("horizon=study2013")
    assert (asked.policy_start, asked.end) == (24, 168)


def test_a_start_inside_the_horizon_is_taken() -> None:
    assert question("policy_start=2030-06").policy_start == 221


def test_the_baseline_is_the_reference_wherever_it_stands() -> None:
    assert question("arms=[zelfroosteren,baseline]").arms[0].name == "baseline"
    assert question("arms=[werkplekleren,zelfroosteren]").arms[0].name == "werkplekleren"


def test_joined_interventions_and_bundles_are_taken_apart() -> None:
    joined, bundle = question("arms=[werkplekleren+zelfroosteren,bundel_van_drie]").arms
    assert [entry.name for entry in joined.interventions] == ["werkplekleren", "zelfroosteren"]
    assert [entry.name for entry in bundle.interventions] == [
        "zelfroosteren",
        "werkplekleren",
        "vereisten_versoepelen",
    ]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["scael=0.1"], "'scale'"),
        (["zomaar=1"], "scale"),
        (["scale"], "scale=0.1"),
        (["=3"], "scale=0.1"),
        (["--scale=1"], "scale=0.1"),
        (["+scale=1"], "scale"),
        (["~scale"], "scale=0.1"),
        (["hydra.run.dir=x"], "Onbekende sleutel"),
        (["scale=groot"], "scale=0.1"),
        (["scale=true"], "scale=0.1"),
        (["scale="], "scale=0.1"),
        (["scale=null"], "scale=0.1"),
        (["scale=0.1,0.2"], "scale=0.1"),
        (["scale=nan"], "scale=0.1"),
        (["scale=inf"], "scale=0.1"),
        (["scale=1e999"], "scale=0.1"),
        (["scale=0"], "scale=0.1"),
        (["scale=-0.1"], "scale=0.1"),
        (["scale=1.01"], "scale=0.1"),
        (["scale.x=1"], "scale=waarde"),
        (["scale=${oc.env:HOME}"], "voluit"),
        (["output=${oc.env:HOME}"], "voluit"),
        (["replications=1.5"], "geheel getal"),
        (["replications=0"], "replications=1"),
        (["replications=10001"], "10000"),
        (["seed=-1"], "seed="),
        (["seed=99999999999999999999"], "seed="),
        (["workers=-1"], "workers="),
        (["uncertainty=misschien"], "true"),
        (["region=oost_vlaanderen"], "west_flanders"),
        (["horizon=outlok"], "'outlook'"),
        (["demography=recent"], "recent_rates"),
        (["demand=groei"], "business_as_usual"),
        (["lang=fr"], "nl"),
        (["arms=[baseline,zelfroosterne]"], "'zelfroosteren'"),
        (["arms=[zelfroosteren+niets]"], "Onbekende arm"),
        (["arms=zelfroosteren"], "arms=[zelfroosteren]"),
        (["arms=[baseline,baseline]"], "dezelfde"),
        (["arms=[zelfroosteren+werkplekleren,werkplekleren+zelfroosteren]"], "dezelfde"),
        (["arms=[]"], "minstens een arm"),
        (["arms=[[baseline]]"], "arms=[baseline,zelfroosteren]"),
        (["arms=[null]"], "arms="),
        (["arms=["], "arms="),
        (["policy_start=2011-12"], "buiten de horizon"),
        (["policy_start=2012-01"], "buiten de horizon"),
        (["policy_start=2041-01"], "buiten de horizon"),
        (["horizon=study2013", "policy_start=2027-01"], "2025-12"),
        (["policy_start=2027"], "JJJJ-MM"),
        (["policy_start=januari"], "JJJJ-MM"),
        (["parameters.tast=1"], "'taste'"),
        (["parameters.taste=2.5"], "van 0 tot 2"),
        (["parameters.taste=nan"], "van 0 tot 2"),
        (["parameters.taste=veel"], "een getal"),
        (["parameters.taste.x=1"], "een getal"),
        (["parameters=5"], "parameters"),
        (["luck_per_draw=0"], "van 1 tot"),
        (["luck_per_draw=3"], "replications=15"),
        (["luck_per_draw=16"], "replications=32"),
        (["luck_per_draw=2", "uncertainty=false"], "laat luck_per_draw weg"),
        (["attribution=[bundel]"], "'bundel_van_drie'"),
        (["attribution=[zelfroosteren]"], "niets te verdelen"),
        (["attribution=[null]"], "attribution=["),
    ],
)
def test_a_mistake_gives_one_sentence_that_helps(words: list[str], told: str) -> None:
    with pytest.raises(UserMistake) as caught:
        question(*words)
    assert told in caught.value.sentence("nl")
    for lang in ("nl", "en"):
        sentence = caught.value.sentence(lang)
        assert sentence.endswith(".")
        assert "\n" not in sentence
        assert "Traceback" not in sentence


def test_a_mistake_survives_the_way_back_from_a_worker() -> None:
    for kind in (UserMistake, RunFailure):
        copy = pickle.loads(pickle.dumps(kind(nl="fout", en="wrong")))
        assert (type(copy), copy.nl, copy.en) == (kind, "fout", "wrong")


def test_settings_write_nothing_and_execute_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    compose_configuration(["scale=0.5"])
    with pytest.raises(UserMistake):
        compose_configuration(["region._target_=os.system"])
    assert list(tmp_path.iterdir()) == []


def test_every_key_is_explained_in_the_help() -> None:
    from experiments.help import command_help

    for lang in ("nl", "en"):
        shown = command_help("compare", lang)
        assert all(f"  {key}=" in shown for key in KEYS)
