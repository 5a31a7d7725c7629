"""Every picture renders in both languages, says what it shows, and is the same twice."""

from __future__ import annotations

import dataclasses
import html
from pathlib import Path

import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from support.synthetic_comparison import REGIONS, material

from experiments.pictures.gallery import draw_gallery, shown_windows
from experiments.pictures.style import legend_columns, save_picture
from experiments.pictures.vacancy_age import VACANCY_AGE_SERIES
from experiments.results import Results
from experiments.texts import certainty, number, say, signed, unit_word

EXPECTED = {
    "difference_over_time",
    "difference_vacancies_open",
    "difference_lasting_jobs_from_non_employment",
    "difference_employed",
    "tiles_lasting_jobs_from_non_employment",
    "tiles_employed",
    "fan_employed",
    "fan_unemployment_rate",
    "fan_vacancies_open",
    "fan_lasting_jobs_from_non_employment",
    "beveridge",
    "vacancy_age",
    "personas",
    "persona_flows",
    "persona_steps",
    "gaps",
    "gap_differences_by_persona",
    "gap_differences_by_region",
    "coaching_queue",
    "coaching_funnel",
    "population_measures",
    "cost",
    "check",
}


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_picture_renders_with_its_words(language: str, tmp_path: Path) -> None:
    names = set()
    for picture in draw_gallery(material(language)):
        drawing = html.unescape(save_picture(picture, tmp_path))
        names.add(picture.name)
        assert picture.title in drawing and picture.caption in drawing and picture.alternative in drawing
        assert "<dc:date>" not in drawing
        assert (tmp_path / f"{picture.name}.svg").is_file() and (tmp_path / f"{picture.name}.png").is_file()
    assert names == EXPECTED


def test_nothing_is_cut_off() -> None:
    for arms, replications in ((3, 4), (1, 1), (2, 1)):
        for picture in draw_gallery(material("nl", arms, replications)):
            figure = picture.figure
            renderer = FigureCanvasAgg(figure).get_renderer()
            drawn = figure.get_tightbbox(renderer)
            width, height = figure.get_size_inches()
            assert drawn.x0 >= -0.01 and drawn.y0 >= -0.01, picture.name
            assert drawn.x1 <= width + 0.01 and drawn.y1 <= height + 0.01, picture.name


def test_pictures_of_a_single_arm_leave_differences_out() -> None:
    names = {picture.name for picture in draw_gallery(material("nl", arms=1, replications=1))}
    compared = ("difference", "tiles", "cost", "gap_differences", "persona_steps")
    assert names == {name for name in EXPECTED if not name.startswith(compared)}


def test_missing_series_leave_their_picture_out() -> None:
    whole = material("en", arms=1)
    kept = [place for place, (name, _) in enumerate(whole.results.series) if name not in VACANCY_AGE_SERIES]
    smaller = Results(
        whole.results.arms,
        tuple(whole.results.series[place] for place in kept),
        REGIONS,
        0,
        {arm: values[..., kept] for arm, values in whole.results.values.items()},
    )
    names = {picture.name for picture in draw_gallery(dataclasses.replace(whole, results=smaller))}
    assert not names & {"vacancy_age", "beveridge", "fan_vacancies_open"} and "fan_employed" in names


def test_same_picture_twice_is_the_same_drawing(tmp_path: Path) -> None:
    drawings = [save_picture(next(iter(draw_gallery(material("nl")))), tmp_path) for _ in range(2)]
    assert drawings[0] == drawings[1]


def test_a_single_replication_is_said_to_have_no_spread() -> None:
    picture = next(iter(draw_gallery(material("nl", replications=1))))
    assert say("no_spread", "nl") in picture.caption


def test_shown_windows_are_a_round_year_and_the_whole_period() -> None:
    assert shown_windows(material("nl")) == ("2030", "2027-2033")


def test_numbers_are_written_as_the_language_does() -> None:
    assert number(1234567.0, "nl") == "1.234.567" and number(1234567.0, "en") == "1,234,567"
    assert number(3.456, "nl") == "3,46" and number(float("nan"), "en") == "–"
    assert signed(12.0, "en") == "+12" and signed(-0.001, "nl", 1) == "0,0" and signed(-2.0, "nl") == "\u22122"


def test_words_for_certainty_and_units() -> None:
    assert certainty(0.004, "nl") == "zo goed als zeker" and certainty(0.3, "en") == "unclear"
    assert certainty(float("nan"), "nl") == ""
    assert unit_word("percent", "nl", difference=True) == "procentpunt" and unit_word("kg", "en") == "kg"
    with pytest.raises(ValueError, match="nl or en"):
        say("year", "fr")


def test_legend_never_wider_than_the_page() -> None:
    assert legend_columns(["short", "words"]) == 3 and legend_columns(["x" * 80, "y"]) == 1
