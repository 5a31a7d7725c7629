"""A cost per extra unit is given where it means something, with Fieller's interval, and refused in words elsewhere."""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from scipy.stats import t as student_t
from scipy.stats import ttest_1samp
from support.synthetic_comparison import REGIONS, Words

from experiments.cost import COST, COST_COLUMNS, HOURS, cost_table, ratio_of_means
from experiments.intervals import Design
from experiments.results import Results
from experiments.summary_tables import read_table, write_tables

INDICATORS = {
    COST: Words("euro", "flow", "Kosten", "Cost"),
    HOURS: Words("hours", "flow", "Uren werk", "Hours of work"),
    "lasting_jobs": Words("persons", "flow", "Duurzame jobs", "Lasting jobs"),
    "employed": Words("persons", "stock", "Werkenden", "Employed"),
}
START, MONTHS = 24, 72


def pairs(effect: float, replications: int = 16) -> tuple[np.ndarray, np.ndarray]:
    generator = np.random.default_rng(3)
    cost = generator.uniform(1e6, 3e6, replications)
    return cost, effect + generator.normal(0.0, 20.0, replications) + cost / 1e6


def test_at_the_ends_of_the_interval_cost_and_effect_just_agree() -> None:
    cost, units = pairs(100.0)
    ratio = ratio_of_means(cost, units)
    assert ratio.verdict == "ratio"
    assert ratio.lower < ratio.value < ratio.upper
    assert ratio.value == pytest.approx(cost.mean() / units.mean())
    for end in (ratio.lower, ratio.upper):
        assert ttest_1samp(cost - end * units, 0.0).pvalue == pytest.approx(0.05)


def test_a_constant_effect_gives_the_interval_of_the_cost() -> None:
    cost, _ = pairs(0.0)
    ratio = ratio_of_means(cost, np.full(16, 50.0))
    half = student_t.ppf(0.975, 15) * cost.std(ddof=1) / 4.0
    assert (ratio.lower, ratio.upper) == pytest.approx(((cost.mean() - half) / 50.0, (cost.mean() + half) / 50.0))


@pytest.mark.parametrize(
    ("effect", "verdict"), [(1.0, "unclear"), (-4.0, "unclear"), (-100.0, "fewer"), (100.0, "ratio")]
)
def test_without_a_clear_gain_there_is_no_number(effect: float, verdict: str) -> None:
    ratio = ratio_of_means(*pairs(effect))
    assert ratio.verdict == verdict
    assert math.isfinite(ratio.value) == math.isfinite(ratio.upper) == (verdict == "ratio")


def test_no_cost_no_effect_no_knowledge_and_no_repetition_each_have_their_word() -> None:
    cost, units = pairs(100.0)
    nothing = np.zeros(16)
    assert ratio_of_means(nothing, nothing).verdict == "nothing"
    assert ratio_of_means(nothing, units) == (0.0, 0.0, 0.0, "free")
    assert ratio_of_means(np.full(16, np.nan), units).verdict == "unknown_cost"
    assert ratio_of_means(cost[:1], units[:1]).verdict == "single"
    assert ratio_of_means(cost, nothing).verdict == "unclear"
    with pytest.raises(ValueError, match="same replications"):
        ratio_of_means(cost, units[:3])
    with pytest.raises(ValueError, match="between 0 and 1"):
        ratio_of_means(cost, units, 1.0)


def test_a_cost_never_below_zero_gives_no_ratio_below_zero() -> None:
    cost, units = np.array([0.0, 0.0, 0.0, 9e6]), np.array([99.0, 100.0, 101.0, 100.0])
    assert ratio_of_means(cost, units).lower == 0.0


def measured(replications: int = 4, unknown: bool = False, luck_per_draw: int = 1) -> Results:
    """An arm that spends 1,000 euro and 20 hours a month from `START` on and holds twelve more people at work."""
    series = ((COST, "all"), ("lasting_jobs", "all"), ("employed", "all"), (HOURS, "all"))
    reference = np.zeros((replications, MONTHS, len(REGIONS), 4))
    arm = reference.copy()
    arm[:, START:, :, 0] = np.nan if unknown else 1000.0 + np.arange(replications)[:, None, None]
    arm[:, START:, :, 1] = 0.5 + 0.001 * np.arange(replications)[:, None, None]
    arm[:, START:, :, 2] = 12.0
    arm[:, START:, :, 3] = 20.0 + np.arange(replications)[:, None, None]
    design = Design(luck_per_draw=luck_per_draw)
    return Results(("baseline", "arm"), series, REGIONS, 0, {"baseline": reference, "arm": arm}, design)


def test_every_window_begins_with_the_spending() -> None:
    table = cost_table(measured(), INDICATORS, START)
    assert list(table.columns) == list(COST_COLUMNS)
    assert list(table["window"].unique()) == ["2014-2015", "2014-2017"]
    assert len(table) == 2 * len(REGIONS) * 2
    whole = table[table["window"] == "2014-2017"].set_index(["indicator", "region"])
    jobs = whole.loc[("lasting_jobs", "West-Vlaanderen")]
    assert jobs["cost_eur"] == pytest.approx(48 * 1001.5)
    assert jobs["units"] == pytest.approx(48 * 0.5015)
    assert jobs["cost_per_unit_eur"] == pytest.approx(1001.5 / 0.5015)
    years = whole.loc[("employed", "Brugge")]
    assert years["units"] == years["units_lower_95"] == pytest.approx(48.0)
    assert years["cost_per_unit_eur_low"] < years["cost_per_unit_eur"] < years["cost_per_unit_eur_high"]


def test_hours_are_counted_as_euros_are() -> None:
    table = cost_table(measured(), INDICATORS, START)
    jobs = table.set_index(["indicator", "region", "window"]).loc[("lasting_jobs", "West-Vlaanderen", "2014-2017")]
    assert jobs["hours"] == pytest.approx(48 * 21.5)
    assert 48 * 20.0 < jobs["hours_low"] < jobs["hours_high"] < 48 * 23.0
    assert jobs["hours_per_unit"] == pytest.approx(21.5 / 0.5015)
    assert jobs["hours_per_unit_lower_95"] < jobs["hours_per_unit"] < jobs["hours_per_unit_upper_95"]
    assert jobs["hours_verdict"] == "ratio"


def test_hours_that_were_not_measured_are_unknown() -> None:
    known = measured()
    values = {arm: found[..., :3] for arm, found in known.values.items()}
    table = cost_table(Results(known.arms, known.series[:3], REGIONS, 0, values, known.design), INDICATORS, START)
    assert set(table["hours_verdict"]) == {"unknown_cost"}
    assert table["hours"].isna().all() and table["cost_eur"].notna().all()


def test_replications_of_one_draw_count_as_one() -> None:
    single = cost_table(measured(4, luck_per_draw=4), INDICATORS, START)
    assert set(single["verdict"]) == {"single"}
    paired = cost_table(measured(8, luck_per_draw=2), INDICATORS, START).iloc[0]
    alone = cost_table(measured(8), INDICATORS, START).iloc[0]
    assert paired["cost_eur"] == pytest.approx(alone["cost_eur"])
    assert paired["upper_95"] - paired["lower_95"] > alone["upper_95"] - alone["lower_95"]


def test_an_unknown_cost_stays_unknown_on_disk(tmp_path: Path) -> None:
    table = cost_table(measured(unknown=True), INDICATORS, START)
    write_tables(tmp_path, {"cost": table})
    back = read_table(tmp_path, "cost")
    assert back is not None
    assert set(back["verdict"]) == {"unknown_cost"}
    assert back["cost_eur"].isna().all() and back["units"].notna().all()


def test_one_arm_has_no_cost_table() -> None:
    both = measured()
    alone = Results(("baseline",), both.series, REGIONS, 0, {"baseline": both.values["baseline"]})
    pd.testing.assert_frame_equal(cost_table(alone, INDICATORS, START), pd.DataFrame(columns=list(COST_COLUMNS)))
