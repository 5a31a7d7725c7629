"""The actions at home and abroad that the study of 2013 listed, and the documented measure each belongs to.

The list is Annex 1 of the WES study on care and technical profiles in West Flanders. Name, initiator, country, category
and horizon are as printed there; the descriptions are written anew.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from scenarios.documented_measures import COVERAGE, check_word, load_measures, rows_of

ACTIONS = COVERAGE / "actions.csv"
NOT_PRINTED = "not_printed"
"""Horizon of an action for which the printed list shows neither a long nor a short term."""

_HEADS = (
    "number",
    "name",
    "initiator",
    "country",
    "category",
    "profile",
    "horizon",
    "measure",
    "description_nl",
    "description_en",
)

WORDS: Mapping[str, Mapping[str, tuple[str, str]]] = {
    "profile": {"care": ("zorg", "care"), "technical": ("techniek", "technical")},
    "country": {
        "AT": ("Oostenrijk", "Austria"),
        "BE": ("België", "Belgium"),
        "DE": ("Duitsland", "Germany"),
        "EU": ("Europese Unie", "European Union"),
        "FI": ("Finland", "Finland"),
        "FR": ("Frankrijk", "France"),
        "IE": ("Ierland", "Ireland"),
        "NL": ("Nederland", "Netherlands"),
        "NO": ("Noorwegen", "Norway"),
        "PT": ("Portugal", "Portugal"),
        "SE": ("Zweden", "Sweden"),
        "UK": ("Verenigd Koninkrijk", "United Kingdom"),
        "US": ("Verenigde Staten", "United States"),
        "WW": ("wereldwijd", "worldwide"),
    },
    "horizon": {
        "long": ("lang", "long"),
        "short": ("kort", "short"),
        NOT_PRINTED: ("niet_vermeld", "not_printed"),
    },
    "category": {
        "general_image": ("algemeen_imago", "general_image"),
        "youth_image": ("imago_bij_jongeren", "youth_image"),
        "girls_image": ("imago_bij_meisjes", "girls_image"),
        "study_inflow": ("instroom_in_studies", "study_inflow"),
        "recruitment": ("aanwerving", "recruitment"),
        "adult_inflow": ("instroom_van_volwassenen", "adult_inflow"),
        "care_background_training": ("opleiding_met_zorgachtergrond", "care_background_training"),
        "retention": ("retentie", "retention"),
        "retention_and_adult_inflow": ("retentie_en_instroom", "retention_and_adult_inflow"),
        "teacher_training": ("bijscholing_van_leerkrachten", "teacher_training"),
        "partnerships": ("samenwerking", "partnerships"),
        "policy_plans": ("beleidsplannen", "policy_plans"),
    },
}
"""By column, the codes of the list with their words in Dutch and English."""


@dataclass(frozen=True)
class Action:
    """One action of the list.

    Attributes
    ----------
    number : int
        Place in the list, from 1.
    name, initiator : str
        As printed; the initiator may be empty.
    country, category, profile, horizon : str
        Codes of :data:`WORDS`.
    measure : str
        The documented measure it belongs to.
    description_nl, description_en : str
        What it does, in one sentence.
    """

    number: int
    name: str
    initiator: str
    country: str
    category: str
    profile: str
    horizon: str
    measure: str
    description_nl: str
    description_en: str


def load_actions(path: Path = ACTIONS) -> tuple[Action, ...]:
    """Read the list of actions.

    Parameters
    ----------
    path : Path
        The table; an empty horizon is read as :data:`NOT_PRINTED`.

    Returns
    -------
    tuple of Action
        In the order of their numbers.

    Raises
    ------
    ValueError
        For other columns, a number out of order, an unknown code or measure, or a text that is missing.
    """
    measures = load_measures()
    actions = []
    for number, row in enumerate(rows_of(path, _HEADS), start=1):
        place = f"{path.name}, action {row['number']}"
        if row["number"] != str(number):
            raise ValueError(f"{place}: expected number {number}; number the actions from 1 without gaps.")
        row["horizon"] = row["horizon"] or NOT_PRINTED
        for column, words in WORDS.items():
            check_word(place, column, row[column], tuple(words))
        if row["measure"] not in measures:
            raise ValueError(f"{place}: '{row['measure']}' is no documented measure; add it to measures.csv.")
        for column in ("name", "description_nl", "description_en"):
            if not row[column].strip():
                raise ValueError(f"{place}: the {column} is missing; every action has one.")
        actions.append(Action(number, **{column: row[column] for column in _HEADS[1:]}))
    return tuple(actions)
