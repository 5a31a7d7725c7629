"""The report is one page that needs nothing else, in both languages, for every reader."""

from __future__ import annotations

import base64
import dataclasses
import html
import re
import zipfile
from itertools import combinations, pairwise
from pathlib import Path

import pytest
from support.colour import VISION, contrast, distance
from support.page import Page
from support.synthetic_comparison import INDICATORS, material
from support.written_report import write_run

from experiments.cost import cost_table
from experiments.pictures.ledger import _COLOURS as LEDGER_COLOURS
from experiments.pictures.style import ARM_COLOURS, GREY, INK
from experiments.report import build_report, in_the_interval
from experiments.report_cost import cost_content, cost_sentences
from experiments.report_summary import summary_sentences, where_sentences
from experiments.report_words import report_words
from experiments.statistics import default_windows, summarise
from experiments.tables_export import Table, export_tables

ONLY_ENGLISH = (
    "the and with without which that this these those not there from than are each share have been "
    "assumption cost persons people year years more fewer measures reported between after before "
    "sub-region difference choice staff employers unknown table figure numbers source sources chance what who "
    "where how does "
)
ONLY_DUTCH = (
    "het een niet zonder aanname bron bronnen personen mensen meer minder maatregelen gerapporteerd jaar "
    "tot verschil streek keuze werkgevers onbekend tabel figuur cijfers kans wat wie waar hoe zijn voor "
    "naar bij ook geen wordt personeel "
)
SIGNS = set("–−‘’✓✗∞é\u00a0…")


@pytest.fixture(params=["nl", "en"])
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def page(reports: dict[str, Path], language: str) -> Page:
    return Page(reports[language].read_text("utf-8"))


def test_it_needs_nothing_else(page: Page, reports: dict[str, Path], language: str) -> None:
    source = reports[language].read_text("utf-8")
    assert not re.search(r"https?://", source)
    assert "@import" not in source and "url(" not in source
    assert not {element.tag for element in page.elements} & {"script", "link", "iframe", "object", "embed"}
    for element in page.elements:
        for name in ("src", "href", "srcset"):
            place = element.attributes.get(name, "#")
            assert place.startswith(("data:image/svg+xml;base64,", "data:text/csv;", "#")), place[:60]


def test_links_lead_to_what_is_there_once(page: Page) -> None:
    names = [element.attributes["id"] for element in page.elements if "id" in element.attributes]
    assert len(names) == len(set(names))
    wanted = [element.attributes["href"][1:] for element in page.all("a") if element.attributes["href"][0] == "#"]
    wanted += [
        element.attributes["aria-labelledby"] for element in page.elements if "aria-labelledby" in element.attributes
    ]
    assert wanted and set(wanted) <= set(names)


def test_it_says_its_language_and_speaks_no_other(page: Page, language: str) -> None:
    assert page.elements[0].attributes == {"lang": language}
    spoken = set(re.findall(r"[a-zà-ÿ-]+", page.prose().lower()))
    foreign = set((ONLY_ENGLISH if language == "nl" else ONLY_DUTCH).split())
    assert spoken & foreign == set()


def test_every_sign_can_be_shown(page: Page) -> None:
    body = next(element for element in page.elements if element.tag == "body")
    strange = {sign for sign in body.text if ord(sign) > 0xFF} - SIGNS
    assert strange == set()


def test_every_picture_is_described_numbered_and_carries_the_run(page: Page, language: str) -> None:
    figures = page.all("figure")
    assert len(figures) == 25
    for number, figure in enumerate(figures, start=1):
        inside = [element for element in page.elements if figure in element.ancestors]
        (image,) = (element for element in inside if element.tag == "img")
        (caption,) = (element for element in inside if element.tag == "figcaption")
        assert len(image.attributes["alt"]) > 60
        assert any("scroll" in parent.attributes.get("class", "") for parent in image.ancestors)
        assert "0123456789ab" in caption.text
        assert caption.text.startswith(report_words(language)["figure"].format(number=number))
        drawing = base64.b64decode(image.attributes["src"].split(",", 1)[1]).decode("utf-8")
        assert re.search(r'viewBox="0 [1-9][\d.]* ', drawing)
        assert "<title>" in drawing


def test_headings_and_tables_can_be_followed_by_ear(page: Page) -> None:
    levels = [int(element.tag[1]) for element in page.elements if re.fullmatch(r"h[1-6]", element.tag)]
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    for table in page.all("table"):
        assert table.children[0].tag == "caption" and table.children[0].text.strip()
        inside = [element for element in page.elements if table in element.ancestors]
        assert all(element.attributes.get("scope") in ("col", "row") for element in inside if element.tag == "th")
    for element in page.elements:
        if element.attributes.get("class") == "scroll":
            assert element.attributes["tabindex"] == "0" and element.attributes["aria-label"]


def test_nothing_is_wider_than_its_page(page: Page) -> None:
    phone_rem = 360 / 16
    rules = re.findall(r"([^{}]+)\{([^{}]*)\}", re.sub(r"@media[^{]*\{", "", page.screen + page.paper))
    for selector, body in rules:
        for name, size in re.findall(r"(?<![\w-])(min-width|width): ([\d.]+)rem", body):
            # These may be wider: they stand in a box that scrolls.
            assert selector.strip() == "figure img, .scroll table" or float(size) <= phone_rem, (selector, name)
        assert not re.search(r"(?<![\w-])width: [0-9]{2,}px", body)
    wide = [element for element in page.all("table") if element.attributes.get("class") != "cards"]
    for table in wide:
        assert table.ancestors[-1].attributes["class"] == "scroll"
    assert "size: A4" in page.paper


def test_words_stand_out_from_their_background(page: Page) -> None:
    for name in ("ink", "soft", "accent", "miss"):
        for background in ("#ffffff", page.colours["panel"]):
            assert contrast(page.colours[name], background) >= 4.5, name


def test_colours_of_pictures_differ_for_every_eye() -> None:
    assert min(contrast(colour, "#ffffff") for colour in (INK, GREY)) >= 4.5
    assert min(contrast(colour, "#ffffff") for colour in ARM_COLOURS) >= 3.0
    for vision in VISION:
        assert min(distance(one, other, vision) for one, other in combinations(ARM_COLOURS, 2)) >= 15.0
        assert min(distance(one, other, vision) for one, other in combinations(set(LEDGER_COLOURS.values()), 2)) >= 8.0


def test_every_table_that_was_made_has_its_section(page: Page, language: str) -> None:
    found = {element.attributes["id"]: element.text for element in page.all("section")}
    expected = ["summary", "differences", "cost", "grounds", "ranking", "interaction", "attribution", "ledger", "trace"]
    assert list(found) == [*expected, "people", "course", "trust", "interventions", "method"]
    assert {"nl": "1. Een man vindt werk.", "en": "1. A man finds work."}[language] in found["trace"]
    assert {"nl": "Wisselwerking", "en": "Interaction"}[language] in found["attribution"]
    assert {"nl": "netto nieuw", "en": "net new"}[language] in found["ledger"]


def test_the_evidence_is_written_out(page: Page, language: str) -> None:
    text = next(element for element in page.elements if element.attributes.get("id") == "interventions").text
    for needed in {
        "nl": ("aanname", "gerapporteerd", "keuze", "zonder controlegroep", "Draagvlak", "gezondheidszorg"),
        "en": ("assumption", "reported", "choice", "without a control group", "Support", "health care"),
    }[language]:
        assert needed in text
    assert "f003_schakelring_sickness_after" in text


def test_numbers_behind_a_picture_stand_in_the_page_and_beside_it(
    page: Page, reports: dict[str, Path], language: str
) -> None:
    folder = reports[language].parent / "tables"
    links = [element.attributes for element in page.all("a") if "download" in element.attributes]
    assert len(links) == 25
    for link in links:
        assert base64.b64decode(link["href"].split(",", 1)[1]) == (folder / link["download"]).read_bytes()
    with zipfile.ZipFile(reports[language].parent / "tables.xlsx") as book:
        sheets = re.findall(r'<sheet name="([^"]+)"', book.read("xl/workbook.xml").decode())
        strings = html.unescape(book.read("xl/sharedStrings.xml").decode())
    assert len(sheets) == 1 + len(list(folder.glob("*.csv"))) and len(set(sheets)) == len(sheets)
    assert report_words(language)["figure"].format(number=24) in sheets
    assert report_words(language)["columns"]["probability_wrong_sign"] in strings
    assert "0123456789ab" in strings


def test_the_same_tables_give_the_same_workbook(tmp_path: Path) -> None:
    made = material("nl")
    table = Table("numbers", "Figuur 1", "Titel", "Toelichting", made.summary.head(5))
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        export_tables(tmp_path / name, [table], made, report_words("nl"))
    assert (tmp_path / "one" / "tables.xlsx").read_bytes() == (tmp_path / "two" / "tables.xlsx").read_bytes()


def test_both_languages_have_the_same_words() -> None:
    dutch, english = report_words("nl"), report_words("en")
    assert dutch.keys() == english.keys()
    for name, text in dutch.items():
        assert isinstance(english[name], type(text)), name
        if isinstance(text, str):
            assert set(re.findall(r"{\w+}", text)) == set(re.findall(r"{\w+}", english[name])), name
        else:
            assert len(text) == len(english[name]), name


def test_report_of_a_single_arm_and_replication(tmp_path: Path) -> None:
    write_run(tmp_path, 1, 1, interventions=[], check=[])
    source = build_report(tmp_path, "nl", indicators=INDICATORS).read_text("utf-8")
    assert 'id="differences"' not in source and 'id="cost"' not in source and "één scenario" in source
    assert "In deze run zit geen maatregel." in source


@pytest.mark.parametrize(
    ("uncertain", "drawn", "said"),
    [
        (True, True, ["sure_uncertainty_on", "sure_behaviour_on"]),
        (True, False, ["sure_uncertainty_on"]),
        (False, True, ["sure_uncertainty_off"]),
    ],
)
def test_it_says_what_the_interval_holds(uncertain: bool, drawn: bool, said: list[str], language: str) -> None:
    words, versions = report_words(language), {"posterior_sha256": "0123"} if drawn else {}
    run = {"configuration": {"uncertainty": uncertain}, "data_versions": versions}
    assert in_the_interval(run, words) == [words[name] for name in said]


def test_the_page_says_what_the_interval_holds(page: Page, language: str) -> None:
    assert report_words(language)["sure_uncertainty_off"] in [element.text for element in page.all("li")]


def test_equal_arms_are_said_to_be_equal() -> None:
    made = material("nl", 2, 2)
    same = dict.fromkeys(made.results.arms, made.results.values["baseline"])
    results = dataclasses.replace(made.results, values=same)
    summary = summarise(results, INDICATORS, default_windows(0, 264, 180))
    equal = dataclasses.replace(made, results=results, summary=summary, cost=cost_table(results, INDICATORS, 180))
    words = report_words("nl")
    assert "geen enkel verschil" in " ".join(summary_sentences(equal, words, "2027-2033"))
    assert "in geen enkele streek een duidelijk verschil" in " ".join(where_sentences(equal, words, "2027-2033"))
    assert "er wordt niets uitgegeven" in " ".join(cost_sentences(equal, words, True))


def test_arms_without_a_sensible_cost_say_why() -> None:
    made = material("en", 4)
    assert made.cost is not None
    table = made.cost.copy()
    for arm, verdict in (("arm_1", "unclear"), ("arm_2", "unknown_cost"), ("arm_3", "fewer")):
        table.loc[table["arm"] == arm, ["cost_per_unit_eur", "lower_95", "upper_95"]] = float("nan")
        table.loc[table["arm"] == arm, "verdict"] = verdict
    table.loc[table["arm"] == "arm_2", ["cost_eur", "cost_eur_low", "cost_eur_high"]] = float("nan")
    told = dataclasses.replace(made, cost=table)
    text = " ".join(cost_sentences(told, report_words("en"), False))
    assert "Scenario arm_1: no sensible cost" in text and "Scenario arm_2: nobody knows" in text
    assert "Scenario arm_3: there are fewer" in text and "fixed at their central values" in text
    content = cost_content(told, report_words("en"))
    assert content is not None
    shown = [cell for row in (*content["spending"], *content["units"]) for cell in row]
    assert not any("nan" in cell for cell in shown)
    assert "unknown\n" in shown and "does not exist: there are fewer" in shown


def test_hours_are_told_beside_euros_and_a_reason_only_once() -> None:
    made = material("nl", 4)
    assert made.cost is not None
    table = made.cost.copy()
    amounts = {"hours": 120_400.0, "hours_low": 99_000.0, "hours_high": 151_000.0}
    per_unit = {"hours_per_unit": 61.2, "hours_per_unit_lower_95": 40.0, "hours_per_unit_upper_95": 99.0}
    table.loc[table["arm"] == "arm_1", [*amounts, *per_unit]] = [*amounts.values(), *per_unit.values()]
    table.loc[table["arm"] == "arm_1", "hours_verdict"] = "ratio"
    table.loc[table["arm"] == "arm_2", [*amounts, *per_unit]] = float("nan")
    table.loc[table["arm"] == "arm_2", "hours_verdict"] = "unknown_cost"
    table.loc[table["arm"] == "arm_3", ["verdict", "hours_verdict"]] = "unclear"
    content = cost_content(dataclasses.replace(made, cost=table), report_words("nl"))
    assert content is not None
    assert content["hours"][0][-1] == "120.000\n(99.000 tot 151.000)"
    assert content["hours"][1][-1] == "onbekend"
    last = {row[0]: row[-1] for row in content["units"]}
    assert last["Scenario arm_1"] == "61\n(40 tot 99)"
    assert last["Scenario arm_2"] == "onbekend: geen aantal uren bekend"
    assert last["Scenario arm_3"] == "–"


def test_unknown_language_is_refused(tmp_path: Path) -> None:
    write_run(tmp_path, 1, 1)
    with pytest.raises(ValueError, match="nl or en"):
        build_report(tmp_path, "fr", indicators=INDICATORS)


def test_unfinished_run_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="finished run"):
        build_report(tmp_path, "nl", indicators=INDICATORS)
