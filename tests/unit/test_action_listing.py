"""``westwerk list acties`` finds actions by what a planner types, and says what stands for each or why nothing does."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.tiny_market import tiny_model

from experiments.listing import listing
from scenarios.action_catalogue import load_actions
from scenarios.errors import UserMistake


def found(*words: str, lang: str = "nl") -> dict[int, str]:
    """Return the lines of the actions found, by number."""
    lines = [line.split(maxsplit=1) for line in listing(words, tiny_model(), lang).splitlines()]
    return {int(parts[0]): parts[1] for parts in lines if parts and parts[0].isdigit() and "(" in parts[1]}


def numbers(**columns: str) -> set[int]:
    """Return the numbers of the actions with these codes."""
    return {
        action.number
        for action in load_actions()
        if all(getattr(action, column) == code for column, code in columns.items())
    }


def test_without_settings_every_action_is_listed_under_its_category() -> None:
    text = listing(["acties"], tiny_model(), "nl")
    assert "  132 van de 132 acties\n" in text
    assert "\n  techniek: imago bij meisjes\n  99 " in text
    assert set(found("acties")) == set(range(1, 133))


@pytest.mark.parametrize(
    ("words", "columns"),
    [
        (["profiel=zorg"], {"profile": "care"}),
        (["land=NL"], {"country": "NL"}),
        (["land=nederland"], {"country": "NL"}),
        (["land=Belgie"], {"country": "BE"}),
        (["termijn=kort"], {"horizon": "short"}),
        (["termijn=niet_vermeld"], {"horizon": "not_printed"}),
        (["categorie=imago_bij_jongeren"], {"category": "youth_image"}),
        (["profile=technical", "country=us"], {"profile": "technical", "country": "US"}),
        (["horizon=long", "category=recruitment"], {"horizon": "long", "category": "recruitment"}),
        (
            ["profiel=zorg", "land=NL", "termijn=lang", "categorie=retentie"],
            {"profile": "care", "country": "NL", "horizon": "long", "category": "retention"},
        ),
    ],
)
def test_settings_choose_among_the_actions(words: list[str], columns: dict[str, str]) -> None:
    assert set(found("acties", *words)) == numbers(**columns)
    assert set(found("actions", *words, lang="en")) == numbers(**columns)


def test_a_search_looks_at_names_initiators_and_both_descriptions_and_forgives_accents() -> None:
    assert set(found("acties", "zoek=zelfrooster")) == {42, 43, 44}
    assert 47 in found("acties", "zoek=carrierepaden")
    assert {26, 86, 112} & set(found("acties", "zoek=UNIZO")) == {86, 112}
    assert 12 not in found("acties", "search=nurse", "profiel=techniek")
    assert set(found("acties", "search=refresh")) == {37}
    assert set(found("acties", "zoek=project_hardenberg")) == {36}


def test_a_line_tells_number_name_country_profile_term_and_what_stands_for_it() -> None:
    line = found("acties", "zoek=Hardenberg")[36]
    assert line.startswith("Project Hardenberg (NL, zorg, lange termijn): ")
    assert line.endswith(". -> project_hardenberg")
    assert found("actions", "search=Polish", lang="en") == {}
    line = found("actions", "search=Poland", lang="en")[33]
    assert line.startswith("Poolse verpleegkundigen aantrekken (BE, care, long term): An agency finds nurses in Poland")
    assert "-> none (the population path is the same in every arm" in line


@pytest.mark.parametrize(("lang", "none"), [("nl", "geen"), ("en", "none")])
def test_every_action_tells_an_intervention_or_a_reason(lang: str, none: str) -> None:
    standing = [line.rpartition(" -> ")[2] for line in found("acties", lang=lang).values()]
    assert len(standing) == 132
    assert all(text.startswith(f"{none} (") or (text[0].islower() and not text.startswith(none)) for text in standing)


def test_an_intervention_of_the_user_counts(tmp_path: Path) -> None:
    shipped = Path(__file__).resolve().parents[2] / "scenarios" / "interventions" / "zelfroosteren.yaml"
    text = shipped.read_text(encoding="utf-8").replace("self_rostering", "foreign_recruitment")
    (tmp_path / "verpleegkundigen_uit_polen.yaml").write_text(text, encoding="utf-8")
    line = found("acties", "zoek=Polen", f"interventions_directory={tmp_path}")[33]
    assert "-> verpleegkundigen_uit_polen" in line


def test_nothing_found_says_what_to_do() -> None:
    assert "0 van de 132 acties; laat een instelling weg." in listing(["acties", "zoek=xyzzy"], tiny_model(), "nl")


@pytest.mark.parametrize(
    ("words", "nl", "en"),
    [
        (["acties", "profiel=zorrg"], "bedoelde u 'zorg'? Kies uit: techniek, zorg.", "choose from: care, technical."),
        (["acties", "land=XX"], "keuze bij land 'XX'; kies uit: AT, BE, ", "choice of country 'XX'; choose from: AT,"),
        (["acties", "termijn=nooit"], "kies uit: kort, lang, niet_vermeld.", "choose from: long, not_printed, short."),
        (
            ["acties", "profil=zorg"],
            "Onbekende instelling 'profil'; bedoelde u 'profiel'?",
            "did you mean 'profile'?",
        ),
        (["profiel=zorg"], "westwerk list acties profiel=zorg.", "westwerk list actions profiel=zorg."),
        (["interventies", "zoek=rooster"], "De instelling 'zoek' kiest uit de acties", "chooses among the actions"),
    ],
)
def test_a_wrong_setting_gets_one_sentence_with_the_choices(words: list[str], nl: str, en: str) -> None:
    with pytest.raises(UserMistake) as caught:
        listing(words, tiny_model(), "nl")
    assert nl in caught.value.nl
    assert en in caught.value.en
    assert "\n" not in caught.value.nl + caught.value.en
