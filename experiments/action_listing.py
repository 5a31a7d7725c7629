"""``westwerk list acties``: the actions of the 2013 study that meet a search, and what stands for each and why."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from typing import Final

from experiments.model import Model
from experiments.report_words import translated
from scenarios.action_catalogue import NOT_PRINTED, WORDS, Action, load_actions
from scenarios.arms import covering, load_library
from scenarios.documented_measures import load_measures
from scenarios.errors import UserMistake, unknown

ACTION_SETTINGS: Final = {
    "profile": ("profiel", "profile"),
    "country": ("land", "country"),
    "category": ("categorie", "category"),
    "horizon": ("termijn", "horizon"),
    "search": ("zoek", "search"),
}
"""What a user may restrict: a column of the list, or any text; with its setting in Dutch and English."""

_HORIZON_WORDS = {
    "long": ("lange termijn", "long term"),
    "short": ("korte termijn", "short term"),
    NOT_PRINTED: ("termijn niet vermeld", "term not printed"),
}


def restricted_by(setting: str) -> str:
    """Return what a setting restricts, or an empty string for a setting that is not of the actions."""
    return next((column for column, settings in ACTION_SETTINGS.items() if setting in settings), "")


def action_rows(
    model: Model, lang: str, directory: str, search: Mapping[str, str] | None = None
) -> list[tuple[str, str]]:
    """Return the actions that meet a search, under the headings of their categories.

    Parameters
    ----------
    model : Model
        What exists.
    lang : str
        ``nl`` or ``en``.
    directory : str
        Folder with further interventions; empty for none.
    search : mapping of str to str, optional
        What a user wrote, by column of the list or ``search`` for any text; nothing for all actions.

    Returns
    -------
    list of tuple of str
        Number and text of each action; a heading has no number.

    Raises
    ------
    UserMistake
        For a word that a column does not know.
    """
    english = lang == "en"
    chosen = {column: _code(column, word) for column, word in (search or {}).items() if column != "search"}
    text = (search or {}).get("search", "")
    standing = covering(load_library(model.levers, directory))
    actions, measures = load_actions(), load_measures()
    found = [
        action
        for action in actions
        if all(getattr(action, column) == code for column, code in chosen.items())
        and _plain(text) in _plain(_all_text(action, standing.get(action.measure, ())))
    ]
    counted = f"{len(found)} of {len(actions)} actions" if english else f"{len(found)} van de {len(actions)} acties"
    if not found:
        counted += "; leave out a setting." if english else "; laat een instelling weg."
    rows = [("", counted)]
    heading = ""
    for action in found:
        words = [WORDS[column][getattr(action, column)][english] for column in ("profile", "category")]
        if heading != (heading := ": ".join(words).replace("_", " ")):
            rows.append(("", heading))
        stands = ", ".join(standing.get(action.measure, ())) or ("none" if english else "geen")
        reason = translated("reasons", measures[action.measure].reason, lang)
        rows.append((str(action.number), f"{_line(action, lang)} -> {stands}{f' ({reason})' if reason else ''}"))
    return rows


def _code(column: str, word: str) -> str:
    """Return the code that a user means, written as code or as word of either language."""
    known = WORDS[column]
    for code, words in known.items():
        if _plain(word) in {_plain(name) for name in (code, *words)}:
            return code
    setting_nl, setting_en = ACTION_SETTINGS[column]
    # Countries are chosen by code, so that no setting needs a space.
    pairs = [(code, code) for code in known] if column == "country" else list(known.values())
    raise _unknown(f"keuze bij {setting_nl}", f"choice of {setting_en}", word, pairs)


def unknown_setting(setting: str) -> UserMistake:
    """Say that the actions have no such setting, and which they have."""
    return _unknown("instelling", "setting", setting, ACTION_SETTINGS.values())


def _unknown(kind_nl: str, kind_en: str, word: str, pairs: Iterable[tuple[str, str]]) -> UserMistake:
    """Say that a word is unknown, with the Dutch choices in Dutch and the English ones in English."""
    choices_nl, choices_en = zip(*pairs, strict=True)
    return UserMistake(
        nl=unknown(kind_nl, kind_en, word, choices_nl).nl, en=unknown(kind_nl, kind_en, word, choices_en).en
    )


def _plain(text: str) -> str:
    """Write a text without capitals, accents and joining signs, so that a search forgives them."""
    letters = unicodedata.normalize("NFKD", text.casefold().replace("_", " "))
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def _all_text(action: Action, interventions: tuple[str, ...]) -> str:
    """Return everything a search looks at, in both languages."""
    texts = (action.name, action.initiator, action.measure, action.description_nl, action.description_en)
    return "\n".join((*texts, *interventions))


def _line(action: Action, lang: str) -> str:
    """Write an action on one line."""
    english = lang == "en"
    facts = (action.country, WORDS["profile"][action.profile][english], _HORIZON_WORDS[action.horizon][english])
    return f"{action.name} ({', '.join(facts)}): {action.description_en if english else action.description_nl}"
