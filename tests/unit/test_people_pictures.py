"""Pictures of personas, gaps and coaching: the numbers that are drawn, what is left out, and that colours differ."""

from __future__ import annotations

import dataclasses
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import to_rgb
from support.colour import VISION, distance
from support.synthetic_comparison import REGIONS, material
from support.written_report import write_run

from experiments.pictures.coaching import FUNNEL, QUEUE, draw_funnel, draw_queue
from experiments.pictures.gallery import draw_gallery
from experiments.pictures.gaps import (
    GAP_COLOURS,
    draw_gap_differences_by_region,
    draw_gaps,
    gaps_by_region_measured,
    gaps_measured,
)
from experiments.pictures.persona_flows import draw_persona_flows, draw_persona_steps, flows_measured
from experiments.pictures.personas import PERSONA_ORDER
from experiments.pictures.since_start import per_year
from experiments.pictures.style import Material
from experiments.results import Results, read_results
from experiments.texts import say

START = 180


def with_values(made: Material, change: dict[tuple[str, str], float]) -> Material:
    """Replace the measurements of some series in every arm, month and region."""
    values = {arm: block.copy() for arm, block in made.results.values.items()}
    for block in values.values():
        for pair, number in change.items():
            block[..., made.results.series.index(pair)] = number
    return dataclasses.replace(made, results=dataclasses.replace(made.results, values=values))


def without(made: Material, indicator: str) -> Material:
    """Leave one indicator out."""
    whole = made.results
    kept = [place for place, (name, _) in enumerate(whole.series) if name != indicator]
    values = {arm: block[..., kept] for arm, block in whole.values.items()}
    series = tuple(whole.series[place] for place in kept)
    return dataclasses.replace(made, results=Results(whole.arms, series, REGIONS, 0, values))


def test_a_year_is_twelve_months_since_the_start() -> None:
    made = material("nl")
    before = with_values(made, {("coaching_starts", "all"): 7.0})
    before.results.values["baseline"][:, :START, :, before.results.series.index(("coaching_starts", "all"))] = 99.0
    assert per_year(before, "baseline", "coaching_starts") == pytest.approx(np.full(4, 84.0))
    unplanned = dataclasses.replace(before, policy_start=None)
    assert per_year(unplanned, "baseline", "coaching_starts") == pytest.approx(np.full(4, 84.0))


def test_persona_flows_name_where_people_come_from_and_go_to() -> None:
    made = with_values(
        material("nl"),
        {("persona_flow", "flow=ready>work"): 10.0, ("persona_to_search", "persona=forced_hurdler"): 3.0},
    )
    assert flows_measured(made)
    picture = draw_persona_flows(made)
    table = picture.table.set_index(["from_camp", "to_camp"])
    assert len(table) == 8 * 7 + 2 * len(PERSONA_ORDER)
    assert table.loc[("ready", "work"), "per_year"] == pytest.approx(120.0)
    assert table.loc[("forced_hurdler", "persona_to_search"), "per_year"] == pytest.approx(36.0)
    assert f"{say('flow_work', 'nl')} 120" in picture.alternative
    assert f"{say('flow_persona_to_search', 'nl')} 36" in picture.alternative


def test_steps_are_compared_in_percent_of_the_reference() -> None:
    made = material("en", arms=2)
    series = ("persona_to_work", "persona=ready")
    made = with_values(made, {series: 10.0})
    place = made.results.series.index(series)
    made.results.values["arm_1"][:, START:, :, place] = 12.0
    table = draw_persona_steps(made).table.set_index(["indicator", "persona"])
    row = table.loc[("persona_to_work", "ready")]
    assert (row["reference_per_year"], row["difference"], row["percent"]) == pytest.approx((120.0, 24.0, 20.0))
    assert row["percent_lower_95"] == pytest.approx(20.0)


def test_gaps_divide_every_row() -> None:
    made = with_values(
        material("nl"),
        {
            ("failed_meetings", f"gap={gap}"): size
            for gap, size in (("skill", 1.0), ("search", 6.0), ("organisation", 3.0))
        },
    )
    table = draw_gaps(made).table
    assert table.groupby(["persona", "region"])["share_percent"].sum().to_numpy() == pytest.approx(100.0)
    assert set(table["region"]) == set(REGIONS)
    brugge = table[table["region"] == "Brugge"].set_index("gap")
    assert brugge["share_percent"].to_dict() == pytest.approx({"skill": 10.0, "search": 60.0, "organisation": 30.0})
    assert brugge["per_year"].to_dict() == pytest.approx({"skill": 12.0, "search": 72.0, "organisation": 36.0})
    differences = draw_gap_differences_by_region(made).table
    assert set(differences["region"]) == set(REGIONS[:-1]) and (differences["percent"] == 0.0).all()


def test_gaps_by_region_come_back_from_disk(tmp_path: Path) -> None:
    write_run(tmp_path, 2, 2)
    made = dataclasses.replace(material("nl", 2, 2), results=read_results(tmp_path))
    assert gaps_measured(made) and gaps_by_region_measured(made)


def test_gaps_that_are_known_for_the_province_only_leave_the_regions_out() -> None:
    made = material("nl")
    for block in made.results.values.values():
        for place, (indicator, _) in enumerate(made.results.series):
            if indicator == "failed_meetings":
                block[:, :, :-1, place] = np.nan
    assert gaps_measured(made) and not gaps_by_region_measured(made)
    assert set(draw_gaps(made).table["region"]) == {REGIONS[-1]}
    assert "gap_differences_by_region" not in {picture.name for picture in draw_gallery(made)}


def test_the_queue_starts_some_years_before_the_measures_and_bears_months_without_starts() -> None:
    made = material("nl")
    place = made.results.series.index(("coaching_wait_months", "all"))
    made.results.values["baseline"][:, START : START + 12, :, place] = np.nan
    made.results.values["arm_1"][0, START : START + 12, :, place] = np.nan
    table = draw_queue(made).table
    assert list(dict.fromkeys(table["indicator"])) == list(QUEUE) and table["year"].min() == 2024
    waits = table[(table["indicator"] == "coaching_wait_months") & (table["year"] == 2027)].set_index("arm")["mean"]
    assert np.isnan(waits["baseline"]) and np.isfinite(waits["arm_1"])
    alone = draw_queue(dataclasses.replace(material("nl", arms=1), policy_start=None)).table
    assert alone["year"].min() == 2012


def test_the_funnel_counts_of_every_hundred_reached() -> None:
    made = with_values(material("en"), {(step, "all"): 100.0 - 10.0 * place for place, step in enumerate(FUNNEL)})
    picture = draw_funnel(made)
    reference = picture.table[picture.table["arm"] == "baseline"]
    assert reference["per_year"].tolist() == pytest.approx([1200.0 - 120.0 * place for place in range(len(FUNNEL))])
    assert reference["per_100_reached"].tolist() == pytest.approx(
        [100.0 - 10.0 * place for place in range(len(FUNNEL))]
    )
    assert "in lasting work 480 (40)" in picture.alternative
    nobody = draw_funnel(with_values(made, {(FUNNEL[0], "all"): 0.0}))
    assert nobody.table["per_100_reached"].isna().all()


@pytest.mark.parametrize(
    ("indicator", "gone"),
    [
        ("persona_flow", {"persona_flows"}),
        ("persona_to_search", {"persona_flows", "persona_steps"}),
        ("failed_meetings", {"gaps", "gap_differences_by_persona", "gap_differences_by_region"}),
        ("coaching_places", {"coaching_queue"}),
        ("coaching_reached", {"coaching_funnel"}),
    ],
)
def test_what_was_not_measured_is_not_drawn(indicator: str, gone: set[str], monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("draw_fan", "draw_differences", "draw_tiles", "draw_population", "draw_check"):
        monkeypatch.setattr(f"experiments.pictures.gallery.{name}", lambda *_: None)
    people = {
        "persona_flows",
        "persona_steps",
        "gaps",
        "gap_differences_by_persona",
        "gap_differences_by_region",
        "coaching_queue",
        "coaching_funnel",
    }
    drawn = {picture.name for picture in draw_gallery(without(material("nl", 2, 2), indicator)) if picture}
    assert people - drawn == gone


def test_many_scenarios_with_long_names_fit() -> None:
    made = material("nl", 10, 2)
    titles = {arm: {"nl": f"Coaching en jobontwerp met een vrij lange naam, {arm}"} for arm in made.results.arms}
    made = dataclasses.replace(made, arm_titles=titles)
    for picture in (
        draw_persona_steps(made),
        draw_gap_differences_by_region(made),
        draw_queue(made),
        draw_funnel(made),
    ):
        drawn = picture.figure.get_tightbbox(FigureCanvasAgg(picture.figure).get_renderer())
        width, height = picture.figure.get_size_inches()
        assert drawn.x0 >= -0.01 and drawn.y0 >= -0.01, picture.name
        assert drawn.x1 <= width + 0.01 and drawn.y1 <= height + 0.01, picture.name
    assert say("queue_spread_in_table", "nl") in draw_queue(made).caption


def test_parts_of_a_bar_differ_for_every_eye_and_in_black_and_white() -> None:
    for vision in VISION:
        assert min(distance(one, other, vision) for one, other in combinations(GAP_COLOURS.values(), 2)) >= 15.0
    weights = (0.2126, 0.7152, 0.0722)
    greys = sorted(sum(w * part for w, part in zip(weights, to_rgb(c), strict=True)) for c in GAP_COLOURS.values())
    assert min(np.diff(greys)) >= 0.1
