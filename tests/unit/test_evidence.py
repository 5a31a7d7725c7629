"""Every intervention says how well its effect is known, and the guard warns when it must and not otherwise."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import numpy as np
import pytest
from support.synthetic_comparison import Words

from experiments.evidence import (
    EVIDENCE_COLUMNS,
    REASONS,
    VERDICTS,
    Found,
    evidence_table,
    judge,
    label_of,
    read_effect,
)
from experiments.report_words import report_words
from experiments.results import Results
from scenarios.arms import Arm, load_library, resolve_arm
from scenarios.intervention import EVIDENCE_LEVELS
from scenarios.levers import LEVERS
from scenarios.reviews import Reading, Review, Size, load_reviews
from simulation.indicators import INDICATORS

REVIEWS = load_reviews()
LIBRARY = load_library(LEVERS)
START, MONTHS = 24, 72
TRIAL = REVIEWS["caseload_trial_employment"]
KINDS = {
    "employed": Words("persons", "stock", "Werkenden", "Employed"),
    "unemployed": Words("persons", "stock", "Werklozen", "Unemployed"),
    "unemployment_rate": Words("percent", "rate", "Werkloosheidsgraad", "Unemployment rate"),
    "coaching_starts": Words("persons", "flow", "Gestart", "Starts"),
}


def test_every_intervention_is_labelled() -> None:
    assert {entry.evidence_level for entry in LIBRARY.values()} == set(EVIDENCE_LEVELS)


def test_measured_elsewhere_means_that_a_review_or_trial_of_that_kind_is_named() -> None:
    for entry in LIBRARY.values():
        measured = any(REVIEWS[name].measured for name in entry.reviews)
        assert measured == (entry.evidence_level == "measured_elsewhere"), entry.name


def test_the_table_of_reviews_is_complete() -> None:
    identifiers = {"PES-02", "PES-03", "ALM-01", "ALM-03", "ALM-04", "ALM-05", "ALM-06", "SCH-01", "JOB-01"}
    assert {review.source.partition(":")[0] for review in REVIEWS.values()} == identifiers
    for review in REVIEWS.values():
        assert all((review.kind_nl, review.kind_en, review.finding_nl, review.finding_en)), review.name
        assert review.kind_nl != review.kind_en and review.finding_nl != review.finding_en
        if review.read is not None:
            assert review.read.indicator in INDICATORS and (not review.read.per or review.read.per in INDICATORS)
        if review.size is not None:
            assert review.read is not None and np.sign(review.size.value) == {"up": 1, "down": -1}[review.direction]
        if not review.measured:
            assert review.size is None and review.read is None
    named = {name for entry in LIBRARY.values() for name in entry.reviews}
    assert named == set(REVIEWS)


def test_a_wrong_table_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "reviews.yaml"
    path.write_text("a: {kind_nl: x}\n", encoding="utf-8")
    with pytest.raises(ValueError, match="missing"):
        load_reviews(path)
    entry = {key: value for key, value in dataclasses.asdict(TRIAL).items() if key not in ("name", "size", "read")}
    lines = "".join(f"  {key}: '{value}'\n" for key, value in {**entry, "direction": "sideways"}.items())
    path.write_text(f"b:\n{lines}", encoding="utf-8")
    load_reviews.cache_clear()
    with pytest.raises(ValueError, match="'sideways' is no direction"):
        load_reviews(path)


@pytest.mark.parametrize(
    ("found", "reason"),
    [
        (Found(18.0, 12.0, 25.0), "within_range"),
        (Found(60.0, 40.0, 80.0), "larger"),
        (Found(30.0, 20.0, 40.0), "within_range"),
        (Found(4.0, 2.0, 6.0), "smaller"),
        (Found(-5.0, -8.0, -2.0), "opposite"),
        (Found(3.0, -2.0, 8.0), "unclear_here"),
        (Found(0.0, 0.0, 0.0), "unclear_here"),
        (None, "not_measured_here"),
    ],
)
def test_direction_and_size_are_held_against_a_trial(found: Found | None, reason: str) -> None:
    assert judge(TRIAL, found).reason == reason


@pytest.mark.parametrize(
    ("name", "found", "reason"),
    [
        ("caseload_trial_unemployment", Found(-34.0, -40.0, -28.0), "within_range"),
        ("caseload_trial_unemployment", Found(-90.0, -99.0, -80.0), "larger"),
        ("extra_caseworkers", Found(-0.1, -0.2, -0.05), "same_direction"),
        ("extra_caseworkers", Found(0.1, 0.05, 0.2), "opposite"),
        ("training_long_run", Found(900.0, 700.0, 1100.0), "same_direction"),
        ("youth_programmes", Found(-1.0, -2.0, -0.5), "mixed"),
        ("self_scheduling", None, "too_thin"),
        ("training_at_employer", None, "no_control"),
        ("job_carving", None, "nothing_found"),
    ],
)
def test_a_review_is_compared_no_more_precisely_than_it_is(name: str, found: Found | None, reason: str) -> None:
    assert judge(REVIEWS[name], found).reason == reason


def test_what_does_nothing_elsewhere_should_do_nothing_here() -> None:
    nothing = dataclasses.replace(TRIAL, direction="zero", size=None)
    assert judge(nothing, Found(5.0, 2.0, 8.0)).verdict == "disagrees"
    assert judge(nothing, Found(1.0, -2.0, 4.0)).verdict == "cannot_be_compared"
    assert judge(TRIAL, Found(18.0, 12.0, 25.0), alone=False).reason == "several_measures"
    assert judge(TRIAL, None, too_short=True).reason == "too_short"


def test_a_size_without_an_interval_is_taken_as_it_is() -> None:
    bare = dataclasses.replace(TRIAL, size=Size(16.0))
    assert judge(bare, Found(20.0, 15.0, 25.0)).reason == "within_range"
    assert judge(bare, Found(20.0, 17.0, 23.0)).reason == "larger"


def results(days_per_client: float) -> Results:
    """A reference, and an arm that gives every client so many days of work."""
    series = tuple((name, "all") for name in KINDS)
    generator = np.random.default_rng(1)
    reference = np.broadcast_to(np.array([1000.0, 100.0, 5.0, 40.0]), (8, MONTHS, 2, 4)).copy()
    arm = reference.copy()
    clients = 50.0
    arm[:, START:, :, 3] = clients
    gain = generator.normal(1.0, 0.01, (8, 1, 1)) * days_per_client * clients / (365.25 / 12.0)
    arm[:, START:, :, 0] += gain
    arm[:, START:, :, 1] -= gain
    arm[:, START:, :, 2] -= 0.1 * np.sign(days_per_client)
    return Results(("baseline", "coaching"), series, ("A", "West"), 0, {"baseline": reference, "coaching": arm})


def test_days_per_client_are_read_from_the_difference() -> None:
    found = read_effect(results(16.0), KINDS, "coaching", Reading("employed", "coaching_starts"), START)
    assert found is not None and found.value == pytest.approx(16.0, rel=0.02) and found.lower < 16.0 < found.upper
    short = read_effect(results(16.0), KINDS, "coaching", Reading("employed", after_months=40), START)
    assert short is None


@pytest.mark.parametrize(("days", "warned"), [(15.0, set()), (60.0, {"larger"}), (-10.0, {"opposite"})])
def test_the_guard_warns_when_it_must_and_not_otherwise(days: float, warned: set[str]) -> None:
    arms = [Arm("baseline", "", "", ()), resolve_arm("coaching", LIBRARY)]
    table = evidence_table(results(days), KINDS, arms, REVIEWS, START)
    assert tuple(table.columns) == EVIDENCE_COLUMNS
    assert set(table["verdict"]) <= set(VERDICTS) and set(table["reason"]) <= set(REASONS)
    assert set(table["warning"]) - {""} == warned


def test_an_arm_is_as_well_known_as_its_weakest_measure() -> None:
    assert label_of(resolve_arm("coaching", LIBRARY)) == "measured_elsewhere"
    assert label_of(resolve_arm("coaching+zelfroosteren", LIBRARY)) == "reported_without_control"
    assert label_of(resolve_arm("bundel_van_drie", LIBRARY)) == "assumption"
    assert label_of(resolve_arm("baseline", LIBRARY)) == ""


def test_an_arm_without_a_review_says_so() -> None:
    made = results(10.0)
    renamed = Results(
        ("baseline", "buddy"),
        made.series,
        made.regions,
        0,
        dict(zip(("baseline", "buddy"), made.values.values(), strict=True)),
    )
    table = evidence_table(renamed, KINDS, [Arm("baseline", "", "", ()), resolve_arm("buddy", LIBRARY)], REVIEWS, START)
    assert table["reason"].tolist() == ["no_review"] and table["warning"].tolist() == [""]


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_reason_and_verdict_is_said(language: str) -> None:
    words = report_words(language)
    assert set(words["grounds_reasons"]) == set(REASONS) == set(words["codes"]["reason"])
    assert set(VERDICTS) <= set(words["codes"]["verdict"])
    assert set(words["grounds_labels"]) == set(EVIDENCE_LEVELS)


def test_a_review_says_whether_it_measured() -> None:
    assert isinstance(TRIAL, Review) and TRIAL.measured and not REVIEWS["self_scheduling"].measured
