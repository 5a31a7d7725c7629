"""What measures do together beyond the sum: by hand, in a comparison, and in the words of the report."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from support.page import Page
from support.synthetic_comparison import INDICATORS, material
from support.tiny_market import tiny_model
from support.written_report import composed_arms

from experiments.attribution import INTERACTION
from experiments.compare import compare
from experiments.interaction import INTERACTION_COLUMNS, arms_of_members, interaction_table
from experiments.report_cells import HEADLINES
from experiments.report_interaction import interaction_section, interaction_sentences
from experiments.report_words import report_words
from experiments.results import Results
from experiments.summary_tables import read_attribution, read_interaction

WINDOW = "2027-2033"
NAMES = ("baseline", "arm_1", "arm_2", "arm_3")


def results_of(*levels: list[float]) -> Results:
    """Give employment without measures, with one, with another and with both, replication by replication."""
    values = {
        name: np.array(level).reshape(-1, 1, 1, 1)
        for name, level in zip(("nothing", "a", "b", "both"), levels, strict=True)
    }
    return Results(tuple(values), (("employed", "all"),), ("West-Vlaanderen",), 0, values)


def test_by_hand() -> None:
    # Alone 10 and 20 in every replication; together 36, 33 and 30, so 6, 3 and 0 more than the sum.
    results = results_of([100.0, 200.0, 300.0], [110.0, 210.0, 310.0], [120.0, 220.0, 320.0], [136.0, 233.0, 330.0])
    table = interaction_table(results, INDICATORS, {"2012-01": (0, 1)}, composed_arms(results.arms))
    assert tuple(table.columns) == INTERACTION_COLUMNS and len(table) == 1
    (row,) = table.itertuples(index=False)
    assert (row.bundle, row.members, row.replications) == ("both", "a|b", 3)
    assert (row.bundle_difference, row.sum_of_alone, row.interaction) == pytest.approx((33.0, 30.0, 3.0))
    # Student with two degrees of freedom: 3 / sqrt(3) times 4.303.
    assert (row.lower_95, row.upper_95) == pytest.approx((3.0 - 7.453, 3.0 + 7.453), abs=1e-3)


def test_only_bundles_whose_measures_are_compared_alone() -> None:
    arms = composed_arms(NAMES)
    assert arms_of_members(arms) == {"arm_3": ("arm_1", "arm_2")}
    for missing in range(3):
        assert arms_of_members([arm for place, arm in enumerate(arms) if place != missing]) == {}
    table = interaction_table(material("nl", 3).results, INDICATORS, {WINDOW: (180, 264)}, arms[:3])
    assert table.empty and tuple(table.columns) == INTERACTION_COLUMNS


def test_a_comparison_writes_it_unasked_and_as_the_attribution_has_it(tmp_path: Path) -> None:
    arms = "[baseline,zelfroosteren,werkplekleren,vereisten_versoepelen,bundel_van_drie]"
    words = [f"arms={arms}", "horizon=study2013", "replications=3", "workers=1", "attribution=[bundel_van_drie]"]
    directory = compare([*words, f"output={tmp_path / 'made'}"], tiny_model())
    table, divided = read_interaction(directory), read_attribution(directory)
    assert table is not None and divided is not None
    assert set(table["bundle"]) == {"bundel_van_drie"}
    assert set(table["members"]) == {"zelfroosteren|werkplekleren|vereisten_versoepelen"}
    twin = divided[divided["component"] == INTERACTION]
    for name, other in (("interaction", "share"), ("lower_95", "lower_95"), ("upper_95", "upper_95")):
        assert table[name].to_numpy() == pytest.approx(twin[other].to_numpy(), abs=1e-9)


def test_nothing_is_written_without_a_bundle(tmp_path: Path) -> None:
    words = ["arms=[baseline,werkplekleren]", "horizon=study2013", "replications=2", "workers=1"]
    directory = compare([*words, f"output={tmp_path / 'made'}"], tiny_model())
    assert read_interaction(directory) is None


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_report_has_a_sentence_for_every_headline_indicator(reports: dict[str, Path], language: str) -> None:
    page = Page(reports[language].read_text("utf-8"))
    (section,) = (part for part in page.all("section") if part.attributes["id"] == "interaction")
    items = [item.text for item in page.all("li") if section in item.ancestors]
    assert len(items) == len(HEADLINES)
    for name, item in zip(HEADLINES, items, strict=True):
        assert INDICATORS[name].title_nl in item or INDICATORS[name].title_en in item
        assert re.search(r"\([^)]*95%[^)]*\)", item), "the interval is missing"
    assert (reports[language].parent / "tables" / "interaction_headlines.csv").is_file()


def rows_with(interaction: float, lower: float, upper: float, chance: float) -> pd.DataFrame:
    numbers = [100.0, 80.0, interaction, lower, upper, chance, 8]
    key = ["arm_3", "arm_1|arm_2", "employed", "all", "West-Vlaanderen", WINDOW]
    return pd.DataFrame([[*key, *numbers]], columns=list(INTERACTION_COLUMNS))


@pytest.mark.parametrize(
    ("numbers", "words"),
    [
        ((20.0, 15.0, 25.0, 0.001), "zo goed als zeker geven ze samen meer dan de som"),
        ((-20.0, -25.0, -15.0, 0.03), "zeer waarschijnlijk geven ze samen minder dan de som"),
        ((-20.0, -80.0, 40.0, 0.3), "of dat meer of minder is dan de som, is onduidelijk"),
        ((0.0, 0.0, 0.0, float("nan")), "precies nul"),
        ((20.0, float("nan"), float("nan"), float("nan")), "uit één herhaling"),
    ],
)
def test_every_sign_is_told(numbers: tuple[float, float, float, float], words: str) -> None:
    made = material("nl", 4)
    rows = rows_with(*numbers)
    (sentence,) = interaction_sentences(rows, made, report_words("nl"))
    assert words in sentence and "‘Scenario arm_1’ en ‘Scenario arm_2’" in sentence and "nan" not in sentence
    section = interaction_section(rows, made, report_words("nl"), WINDOW)
    assert section is not None and section.findings == [sentence]
    assert interaction_section(None, made, report_words("nl"), WINDOW) is None
