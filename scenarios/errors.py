"""What can go wrong outside the model, as sentences in Dutch and English for the person at the keyboard."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

LANGUAGES = ("nl", "en")


class UserMistake(ValueError):
    """Something that was asked cannot be done; the sentence says what to write instead.

    Parameters
    ----------
    nl, en : str
        The same sentence in Dutch and in English.
    """

    exit_code = 2

    def __init__(self, nl: str, en: str) -> None:
        super().__init__(nl)
        self.nl = nl
        self.en = en

    def __reduce__(self) -> tuple[type[UserMistake], tuple[str, str]]:
        """Survive the way back from a worker process with both languages."""
        return type(self), (self.nl, self.en)

    def sentence(self, lang: str = "nl") -> str:
        """Return the sentence in a language, Dutch unless ``lang`` is ``"en"``."""
        return self.en if lang == "en" else self.nl


class RunFailure(UserMistake):
    """The question was fine, but the machine could not finish it: disk full, worker lost."""

    exit_code = 1


class Interrupted(UserMistake):
    """The user stopped a command that can be taken up again; the sentence says how."""

    exit_code = 130


def closest(word: str, known: Iterable[str]) -> str:
    """Return the known name that looks most like a word, or an empty string when none does."""
    matches = difflib.get_close_matches(word.lower(), list(known), n=1, cutoff=0.5)
    return matches[0] if matches else ""


def unknown(kind_nl: str, kind_en: str, word: str, known: Iterable[str]) -> UserMistake:
    """Say that a name is unknown and which one was probably meant.

    Parameters
    ----------
    kind_nl, kind_en : str
        What the name should have been, for instance ``"interventie"`` and ``"intervention"``.
    word : str
        The unknown name.
    known : iterable of str
        The names that exist.

    Returns
    -------
    UserMistake
        To be raised by the caller.
    """
    names = sorted(known)
    suggestion = closest(word, names)
    if suggestion:
        return UserMistake(
            nl=f"Onbekende {kind_nl} '{word}'; bedoelde u '{suggestion}'? Kies uit: {', '.join(names)}.",
            en=f"Unknown {kind_en} '{word}'; did you mean '{suggestion}'? Choose from: {', '.join(names)}.",
        )
    return UserMistake(
        nl=f"Onbekende {kind_nl} '{word}'; kies uit: {', '.join(names) or 'geen'}.",
        en=f"Unknown {kind_en} '{word}'; choose from: {', '.join(names) or 'none'}.",
    )
