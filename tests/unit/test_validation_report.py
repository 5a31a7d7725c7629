"""The report of a calibration hides nothing: what is missed stands on top, and every number is that of a table."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from support.page import Page
from support.synthetic_calibration import tables, write_calibration
from support.tiny_market import tiny_model

from calibration.check import CHECKS, unit_and_source
from calibration.field_experiments.result import published_figures
from calibration.priors import read_priors
from calibration.reading import BUILT_IN, FIT, VALIDATE
from experiments.calibrate.report import build_validation_report
from experiments.calibrate.report_material import read_findings, texts
from experiments.report_again import report_again
from experiments.report_words import unit_text
from scenarios.build import region_figures
from scenarios.errors import UserMistake
from simulation.parameters import parameter_declarations

LANGUAGES = ("nl", "en")
SECTIONS = {
    "fit": ["targets"],
    "validate": ["targets"],
    "parameters": ["parameters"],
    "screening": ["screening"],
    "truths": ["recovery"],
    "hindcast": ["hindcast", "hindcast_summary"],
    "wrong_models": ["wrong_models"],
    "field_experiments": ["field_experiments"],
    "projections": ["projections_2013"],
    "structure": ["beveridge", "hazards", "flows"],
}
ALWAYS = ["summary", "unknown", "method"]


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Page]:
    directory = write_calibration(tmp_path_factory.mktemp("calibration") / "all")
    return {lang: Page(build_validation_report(directory, lang).read_text("utf-8")) for lang in LANGUAGES}


def sections(page: Page) -> list[str]:
    return [element.attributes["id"] for element in page.all("section")]


def text_of(page: Page, name: str) -> str:
    (section,) = [element for element in page.all("section") if element.attributes["id"] == name]
    return re.sub(r"\s+", " ", section.text)


def rows_of(page: Page, section: str, table: int) -> list[list[str]]:
    bodies = [
        element
        for element in page.all("tbody")
        if any(above.attributes.get("id") == section for above in element.ancestors)
    ]
    return [[cell.text for cell in row.children] for row in bodies[table].children]


def test_the_report_can_be_made_again_in_the_other_language(tmp_path: Path) -> None:
    directories = [write_calibration(tmp_path / name, SECTIONS["fit"]) for name in ("one", "two")]
    assert report_again([*map(str, directories), "lang=en"], tiny_model(), "en") == directories
    for directory in directories:
        page = Page((directory / "report.html").read_text("utf-8"))
        assert page.all("html")[0].attributes["lang"] == "en"
        assert sections(page) == ["summary", "fit", "validate", "unknown", "method"]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_everything_appears_in_order(pages: dict[str, Page], lang: str) -> None:
    assert sections(pages[lang]) == ["summary", *SECTIONS, "unknown", "method"]
    for picture in pages[lang].all("img"):
        assert picture.attributes["src"].startswith("data:image/svg+xml") and picture.attributes["alt"]


def test_a_section_appears_only_with_its_table(tmp_path: Path) -> None:
    for name, needed in SECTIONS.items():
        directory = write_calibration(tmp_path / name, needed)
        found = sections(Page(build_validation_report(directory, "nl").read_text("utf-8")))
        wanted = [other for other, tables_needed in SECTIONS.items() if set(tables_needed) <= set(needed)]
        assert found == ["summary", *wanted, "unknown", "method"]


def test_it_needs_nothing_else(pages: dict[str, Page]) -> None:
    for element in pages["nl"].elements:
        for attribute in ("src", "href"):
            assert element.attributes.get(attribute, "#").startswith(("data:", "#"))


def test_pictures_are_saved_as_drawings_and_as_images(tmp_path: Path) -> None:
    directory = write_calibration(tmp_path / "some", ["targets", "hazards"])
    build_validation_report(directory, "en")
    names = {path.name for path in (directory / "figures").iterdir()}
    pictures = {"deviations_fit", "deviations_validate", "hazards"}
    assert names == {f"{name}.{kind}" for name in pictures for kind in ("svg", "png")}


def test_the_summary_counts_what_the_tables_hold(pages: dict[str, Page]) -> None:
    text = text_of(pages["nl"], "summary")
    assert "met 3 vrije parameters aangepast aan 3 gepubliceerde cijfers: 2 van de 3" in text
    assert "van de 4 cijfers die apart bleven 2" in text
    assert "Over 2 van de 3 vrije parameters" in text
    assert "Bij 10 proeven" in text and "in 90 % van de gevallen" in text
    summary = tables()["hindcast_summary"].set_index(["rate", "method"])["mean_absolute_error"]["unemployment_rate"]
    lost, best = (f"{value:.2f}".replace(".", ",") for value in (summary["model"], summary.drop("model").min()))
    assert f"werkloosheidsgraad (gemiddelde fout {lost} tegenover {best} procentpunt" in text
    assert "werkzaamheidsgraad" not in text
    (last,) = [element for element in pages["nl"].all("section") if element.attributes["id"] == "unknown"]
    points = [element for element in pages["nl"].all("li") if last in element.ancestors]
    assert f"lees de {len(points)} punten" in text


def test_few_draws_are_a_warning(tmp_path: Path) -> None:
    weak = write_calibration(tmp_path / "weak", ["targets"], effective_draws=1.8)
    assert "1.8 equal draws" in text_of(Page(build_validation_report(weak, "en").read_text("utf-8")), "summary")
    strong = write_calibration(tmp_path / "strong", ["targets"])
    assert "equal draws" not in build_validation_report(strong, "en").read_text("utf-8")


@pytest.mark.parametrize(
    ("role", "missed", "met"),
    [
        ("fit", ["Werkloosheid 2012"], ["Werkzoekenden 2012", "Werkzaamheid 2012"]),
        ("validate", ["Anciënniteit", "Aanwervingen"], ["Werkzaamheid 2019", "Oud cijfer"]),
    ],
)
def test_misses_stand_on_top_explained_or_not_and_worst_and_best_are_named(
    pages: dict[str, Page], role: str, missed: list[str], met: list[str]
) -> None:
    misses, everything = rows_of(pages["nl"], role, 0), rows_of(pages["nl"], role, 1)
    assert [row[1] for row in misses] == missed
    assert [row[0] for row in misses] == [str(place) for place in range(1, len(missed) + 1)]
    names = tables()["targets"].set_index("title_nl")["target"]
    unexplained = {"nl": "nog niet verklaard"}
    assert [row[-1] for row in misses] == [
        texts("explanations").get(names[title], unexplained)["nl"] for title in missed
    ]
    assert [row[0] for row in everything] == missed + met
    assert [row[6] for row in everything] == ["mist"] * len(missed) + ["haalt"] * len(met)
    text = text_of(pages["nl"], role)
    assert f"Het verst ernaast: {'; '.join(missed)}." in text
    assert f"Het dichtst bij: {'; '.join(met[::-1])}." in text


def test_an_explanation_is_shown_in_both_languages(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    known = {"unemployment_rate_2012": {"nl": "Omdat het zo is.", "en": "Because it is so."}}
    monkeypatch.setitem(texts("explanations"), "unemployment_rate_2012", known["unemployment_rate_2012"])
    directory = write_calibration(tmp_path / "some", ["targets"])
    for lang, words in known["unemployment_rate_2012"].items():
        page = Page(build_validation_report(directory, lang).read_text("utf-8"))
        assert [row[-1] for row in rows_of(page, "fit", 0)] == [words]


def test_figures_are_written_with_error_interval_and_unit(pages: dict[str, Page]) -> None:
    by_title = {row[0]: row for row in rows_of(pages["nl"], "fit", 1)}
    assert by_title["Werkloosheid 2012"][1:6] == [
        "3,90 ± 0,40\n%",
        "4,70\n(4,56 tot 4,84)",
        "+0,80",
        "0,50",
        "+1,6",
    ]
    assert by_title["Werkzoekenden 2012"][1] == "29.860 ± 1.500\npersonen"


def test_parameters_are_named_with_their_unit_the_best_known_first(pages: dict[str, Page]) -> None:
    rows = rows_of(pages["nl"], "parameters", 0)
    assert [row[-1] for row in rows] == ["ja", "nee", "nee"]
    assert rows[0][2:4] == ["0,4 tot 1,6", "0,9\n(0,7 tot 1,1)"]
    assert rows[-1][1:3] == ["per maand", "0,002 tot 0,012"]
    text = text_of(pages["nl"], "parameters")
    assert "minstens 70 % van de spreiding" in text and "‘Werkloosheid 2012’ (40 %)" in text
    for row in rows[1:]:
        assert row[0] in text_of(pages["nl"], "unknown")


def test_known_truths_are_counted_by_parameter(pages: dict[str, Page]) -> None:
    assert [row[1:] for row in rows_of(pages["en"], "truths", 0)] == [
        ["8", "10", "80%"],
        ["9", "10", "90%"],
        ["10", "10", "100%"],
    ]
    assert "Of the 30 intervals (of 10 trials) 27 held the truth: 90%" in text_of(pages["en"], "truths")


def test_losing_forecasts_come_first(pages: dict[str, Page]) -> None:
    text = text_of(pages["nl"], "hindcast")
    assert -1 < text.index("Verlies bij werkloosheidsgraad") < text.index("Winst bij werkzaamheidsgraad")
    assert "De komende jaren van werkloosheidsgraad" in text_of(pages["nl"], "unknown")


def test_a_wrong_model_that_fits_as_well_is_named(pages: dict[str, Page]) -> None:
    text = text_of(pages["en"], "wrong_models")
    assert "‘Without ageing’ agrees worse, both" in text
    assert "Furthest behind on: Employment 2012. Better on: unemployment_rate_2013." in text
    assert text.count("Furthest behind") == text.count("Better on") == 1
    assert "‘Random matching’ agrees no worse with the fitted figures, but worse with those kept apart" in text
    assert [row[2:] for row in rows_of(pages["en"], "wrong_models", 0)][1] == [
        "1 of 3",
        "2.50",
        "1 of 4\n(1 not measurable)",
        "3.00",
    ]
    assert "Random matching" in text_of(pages["en"], "unknown") and "Without ageing" not in text_of(
        pages["en"], "unknown"
    )


def test_kinds_of_field_experiments_are_told_apart(pages: dict[str, Page]) -> None:
    text = text_of(pages["en"], "field_experiments")
    assert "Independent: 2 of 2 can be compared; same direction: 2; overlapping intervals: 2. On 1 of these" in text
    assert "Built in, so no evidence: 1 of 1 can be compared; overlapping intervals: 0." in text
    independent, built_in, lacking = (rows_of(pages["en"], "field_experiments", table) for table in range(3))
    assert [row[1:3] for row in independent] == [
        ["16 days\n(8.20 to 23.8)", "20 days\n(5 to 35)"],
        ["3.40 percentage points", "1.50 percentage points\n(−1 to 4)"],
    ]
    assert built_in[0][3] == "same direction; intervals do not overlap"
    assert lacking[0][2:4] == ["–", "cannot be compared"]
    assert "Result caseload_" in text_of(pages["en"], "unknown")


def test_projections_put_the_worst_that_can_be_trusted_first(pages: dict[str, Page]) -> None:
    rows = rows_of(pages["nl"], "projections", 0)
    assert [row[0].split(" (")[0] for row in rows] == ["Verandering", "Groei", "Herhaald"]
    assert rows[0][1:5] == ["−29.500\npersonen", "−26.550", "+2.950", "+10,0"]


def test_structure_says_that_nothing_was_published(pages: dict[str, Page]) -> None:
    assert "geen gepubliceerd cijfer" in text_of(pages["nl"], "structure")
    assert rows_of(pages["nl"], "structure", 0) == [
        ["0 tot 2", "22,1", "21 tot 23"],
        ["60 en meer", "3,40", "3 tot 3,70"],
    ]


def test_a_directory_without_tables_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UserMistake) as mistake:
        build_validation_report(write_calibration(tmp_path / "none", []), "nl")
    assert "westwerk calibrate" in mistake.value.nl and "westwerk calibrate" in mistake.value.en


def leaves(words: Any, path: str = "") -> list[tuple[str, Any]]:
    if not isinstance(words, dict):
        return [(path, words)]
    if "nl" in words or "en" in words:
        return [(path, words)]
    return [leaf for name, inner in words.items() for leaf in leaves(inner, f"{path}.{name}")]


@pytest.mark.parametrize("name", ["validation", "explanations"])
def test_every_word_is_there_in_both_languages(name: str) -> None:
    for path, words in leaves(texts(name)):
        assert isinstance(words, dict) and {"nl", "en"} <= set(words), path
        fields = [set(re.findall(r"{(\w*)}", words[lang])) for lang in LANGUAGES]
        assert fields[0] == fields[1], path
        assert all(isinstance(words[lang], str) and words[lang] for lang in LANGUAGES), path


def test_every_word_is_used() -> None:
    sources = [path.read_text("utf-8") for path in Path("experiments/calibrate").glob("*.py")]
    sources.append(Path("experiments/templates/validation.html.j2").read_text("utf-8"))
    code = "\n".join(sources)
    patterns = [
        re.sub(r"\\{[^}]*\\}", r"\\w+", re.escape(text)) for text in re.findall(r'f"([a-z_]*{[^"{}]+}[a-z_]*)"', code)
    ]
    for key in texts("validation")["words"]:
        assert f'"{key}"' in code or any(re.fullmatch(pattern, key) for pattern in patterns), key


def test_every_figure_has_a_group_a_unit_and_a_source(tmp_path: Path) -> None:
    found = read_findings(write_calibration(tmp_path / "any", ["targets"]), "nl")
    figures = region_figures("west_flanders")
    for check in CHECKS:
        if check.role != BUILT_IN:
            assert found.group(check.name) != "other", check.name
            assert found.unit(check.name) and found.source(check.name), check.name
            unit, _ = unit_and_source(check, figures)
            assert unit_text(unit, "nl") != unit or unit in ("percent",), unit


def test_every_free_parameter_and_field_experiment_is_named_in_dutch(tmp_path: Path) -> None:
    found = read_findings(write_calibration(tmp_path / "any", ["targets"]), "nl")
    declared = parameter_declarations()
    for name in read_priors().names:
        assert found.parameter(name) != name
        assert unit_text(declared[name].unit, "nl") != declared[name].unit, declared[name].unit
    known = texts("validation")
    for row in published_figures().values():
        assert row.unit in known["units"] and row.unit in known["unit_titles"], row.unit
        assert {row.source, row.place} - {""} <= set(known["texts"]), row


def test_only_figures_with_a_role_are_explained() -> None:
    known = {check.name for check in CHECKS if check.role in (FIT, VALIDATE)}
    assert set(texts("explanations")) <= known
