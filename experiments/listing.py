"""``westwerk list``: everything that can be named in a question, one line each."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from experiments.action_listing import action_rows, restricted_by, unknown_setting
from experiments.model import Model
from scenarios.arms import BASELINE, load_library, resolve_arm
from scenarios.config import DEMANDS
from scenarios.errors import UserMistake, unknown
from scenarios.horizon import HORIZONS
from scenarios.intervention import SCOPE_WORDS, Intervention
from scenarios.region_pack import available_regions

Rows = list[tuple[str, str]]


def _interventions(model: Model, lang: str, directory: str) -> Rows:
    """Return interventions with their titles and the first sentence of their descriptions, by those they work on."""
    groups: dict[str, Rows] = {heading: [] for heading in (pair[lang == "en"] for pair in _SIDES.values())}
    for name, entry in load_library(model.levers, directory).items():
        title, text = (entry.title_en, entry.description_en) if lang == "en" else (entry.title_nl, entry.description_nl)
        heading = _SIDES[_side(entry, model)][lang == "en"]
        groups[heading].append((name, f"{title}: {text.split('. ')[0].rstrip('.')}."))
    return [row for heading, rows in groups.items() if rows for row in (("", heading), *rows)]


_SIDES = {
    "coaches": ("bij begeleiders", "with coaches"),
    "employers": ("bij werkgevers", "with employers"),
    "sub_regions": ("bij diensten in een deelregio", "with services in a sub-region"),
    "persons": ("bij personen", "with persons"),
    "several": ("bij verschillende partijen tegelijk", "with several parties at once"),
    "bundle": ("bundels", "bundles"),
}
"""Where a measure is taken, as headings in Dutch and in English, in the order of the list."""


def _side(entry: Intervention, model: Model) -> str:
    """Return with whom a measure is taken."""
    if entry.includes:
        return "bundle"
    scopes = {model.levers[use.lever].scope for use in entry.levers}
    return scopes.pop() if len(scopes) == 1 else "several"


def _scenarios(model: Model, lang: str, directory: str) -> Rows:
    """Return everything that makes up a scenario besides the interventions."""
    baseline = resolve_arm(BASELINE, {})
    rows = [(f"arms=[{BASELINE}]", baseline.title_en if lang == "en" else baseline.title_nl)]
    rows += [(f"region={name}", "region pack" if lang == "en" else "regiopakket") for name in available_regions()]
    rows += [
        (f"horizon={name}", horizon.title_en if lang == "en" else horizon.title_nl)
        for name, horizon in HORIZONS.items()
    ]
    projection = "variant of the population projection" if lang == "en" else "variant van de bevolkingsprojectie"
    rows += [(f"demography={name}", projection) for name in model.demographies]
    demand = "variant of labour demand" if lang == "en" else "variant van de arbeidsvraag"
    return rows + [(f"demand={name}", demand) for name in DEMANDS]


def _levers(model: Model, lang: str, directory: str) -> Rows:
    """Return levers with those they work on, their parameters and ranges."""
    rows = []
    for name, lever in model.levers.items():
        parameters = ", ".join(
            f"{key} {entry.value:g} ({entry.bounds[0]:g} - {entry.bounds[1]:g} {entry.unit})"
            for key, entry in lever.parameters.items()
        )
        nl, en = SCOPE_WORDS[lever.scope]
        title = f"{lever.title_en} ({en})" if lang == "en" else f"{lever.title_nl} ({nl})"
        rows.append((name, f"{title}: {parameters}"))
    return rows


def _indicators(model: Model, lang: str, directory: str) -> Rows:
    """Return indicators with their units."""
    return [
        (name, f"{entry.title_en if lang == 'en' else entry.title_nl} [{entry.unit}]")
        for name, entry in model.indicators.items()
    ]


def _parameters(model: Model, lang: str, directory: str) -> Rows:
    """Return parameters of the model with their ranges and sources."""
    return [
        (name, f"{entry.value:g} ({entry.lower:g} - {entry.upper:g} {entry.unit}); {entry.source}")
        for name, entry in model.parameters.items()
    ]


SECTIONS: dict[str, tuple[str, str, Callable[[Model, str, str], Rows]]] = {
    "interventies": ("Interventies", "Interventions", _interventions),
    "scenarios": ("Scenario's", "Scenarios", _scenarios),
    "hefbomen": ("Hefbomen", "Levers", _levers),
    "indicatoren": ("Indicatoren", "Indicators", _indicators),
    "parameters": ("Parameters", "Parameters", _parameters),
    "acties": ("Acties uit de studie van 2013", "Actions of the 2013 study", action_rows),
}
_OTHER_WORDS = {
    "scenario's": "scenarios",
    "interventions": "interventies",
    "levers": "hefbomen",
    "indicators": "indicatoren",
    "actions": "acties",
}


def listing(words: Sequence[str], model: Model, lang: str) -> str:
    """Return the lists a user asked for.

    Parameters
    ----------
    words : sequence of str
        Names of sections, in Dutch or English; none for all. ``interventions_directory=DIR`` adds a folder, and
        the settings of :data:`experiments.action_listing.ACTION_SETTINGS` choose among the actions.
    model : Model
        What exists.
    lang : str
        ``nl`` or ``en``.

    Returns
    -------
    str
        One line for each name.

    Raises
    ------
    UserMistake
        For a section or setting that does not exist.
    """
    directory = ""
    wanted = []
    search = {}
    of_actions = not {"acties", "actions"}.isdisjoint(words)
    for word in words:
        key, equals, value = word.partition("=")
        if equals and key == "interventions_directory":
            directory = value
        elif equals and restricted_by(key) and of_actions:
            search[restricted_by(key)] = value
        elif equals and key != "lang" and of_actions:
            raise unknown_setting(key)
        elif equals and restricted_by(key):
            raise UserMistake(
                nl=f"De instelling '{key}' kiest uit de acties; schrijf: westwerk list acties {word}.",
                en=f"The setting '{key}' chooses among the actions; write: westwerk list actions {word}.",
            )
        elif not equals and _OTHER_WORDS.get(word, word) in SECTIONS:
            wanted.append(_OTHER_WORDS.get(word, word))
        elif equals and key != "lang":
            raise UserMistake(
                nl=(
                    f"'westwerk list' kent de instelling '{key}' niet; schrijf "
                    "bijvoorbeeld: westwerk list interventies."
                ),
                en=(f"'westwerk list' has no setting '{key}'; write for instance: westwerk list interventions."),
            )
        elif not equals:
            raise unknown("lijst", "list", word, (*SECTIONS, *_OTHER_WORDS))
    blocks = []
    sections = {**SECTIONS, "acties": (*SECTIONS["acties"][:2], partial(action_rows, search=search))}
    for section in wanted or sections:
        title_nl, title_en, rows_of = sections[section]
        rows = rows_of(model, lang, directory)
        width = max((len(name) for name, _ in rows), default=0)
        lines = [f"  {name:<{width}}  {text}" if name else f"\n  {text}" for name, text in rows]
        blocks.append("\n".join([title_en if lang == "en" else title_nl, *lines]))
    return "\n\n".join(blocks)
