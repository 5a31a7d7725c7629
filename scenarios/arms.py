"""Which futures are compared: every arm is a set of interventions on the same history."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from scenarios.errors import UserMistake, unknown
from scenarios.intervention import DeclaredLever, Intervention
from scenarios.intervention_file import SHIPPED, read_intervention

BASELINE = "baseline"


@dataclass(frozen=True)
class Arm:
    """One future.

    Attributes
    ----------
    name : str
        Name in the results: ``baseline``, an intervention, or several joined by ``+``.
    title_nl, title_en : str
        For a reader.
    interventions : tuple of Intervention
        What is done, bundles taken apart, each once; empty for the baseline.
    """

    name: str
    title_nl: str
    title_en: str
    interventions: tuple[Intervention, ...]


def load_library(levers: Mapping[str, DeclaredLever], directory: str | Path = "") -> dict[str, Intervention]:
    """Read every intervention that is shipped, and those of a user.

    Parameters
    ----------
    levers : mapping of str to lever
        The levers that exist.
    directory : str or Path
        Folder with further ``.yaml`` files; empty for none.

    Returns
    -------
    dict of str to Intervention
        Interventions by name.

    Raises
    ------
    UserMistake
        For a missing folder, a name that exists already, or a file that cannot be understood.
    """
    library = {path.stem: read_intervention(path, levers) for path in sorted(SHIPPED.glob("*.yaml"))}
    if directory:
        folder = Path(directory).expanduser()
        if not folder.is_dir():
            raise UserMistake(
                nl=(f"De map '{directory}' bestaat niet; geef bij interventions_directory een map met YAML-bestanden."),
                en=(f"The folder '{directory}' does not exist; give interventions_directory a folder with YAML files."),
            )
        for path in sorted(folder.glob("*.yaml")):
            if path.stem in library or path.stem == BASELINE or "+" in path.stem:
                raise UserMistake(
                    nl=(f"De naam '{path.stem}' is al in gebruik of bevat een '+'; hernoem het bestand {path.name}."),
                    en=f"The name '{path.stem}' is taken or contains a '+'; rename the file {path.name}.",
                )
            library[path.stem] = read_intervention(path, levers)
    for intervention in library.values():
        _check_includes(intervention, library)
    return library


def _check_includes(intervention: Intervention, library: Mapping[str, Intervention]) -> None:
    """Refuse a bundle of what does not exist, or of bundles."""
    for name in intervention.includes:
        if name not in library:
            problem = unknown("interventie", "intervention", name, library)
            raise UserMistake(
                nl=f"{intervention.name}.yaml: {problem.nl}", en=f"{intervention.name}.yaml: {problem.en}"
            )
        if library[name].includes:
            raise UserMistake(
                nl=(
                    f"{intervention.name}.yaml: '{name}' is zelf een bundel; noem onder 'includes' losse interventies."
                ),
                en=(f"{intervention.name}.yaml: '{name}' is a bundle itself; name single interventions in 'includes'."),
            )


def covering(library: Mapping[str, Intervention]) -> dict[str, tuple[str, ...]]:
    """Tell which interventions stand for each documented measure.

    Parameters
    ----------
    library : mapping of str to Intervention
        Result of :func:`load_library`.

    Returns
    -------
    dict of str to tuple of str
        Names of interventions by id of the row they cover, both in alphabetical order.
    """
    rows = sorted({row for entry in library.values() for row in entry.covers})
    return {row: tuple(sorted(name for name, entry in library.items() if row in entry.covers)) for row in rows}


def resolve_arm(name: str, library: Mapping[str, Intervention]) -> Arm:
    """Find the interventions of one arm.

    Parameters
    ----------
    name : str
        ``baseline``, the name of an intervention, or several joined by ``+``.
    library : mapping of str to Intervention
        Result of :func:`load_library`.

    Returns
    -------
    Arm
        With bundles taken apart and every intervention once.

    Raises
    ------
    UserMistake
        For a name that does not exist.
    """
    if name == BASELINE:
        return Arm(BASELINE, "Zonder maatregelen", "Without measures", ())
    parts: list[Intervention] = []
    singles: dict[str, Intervention] = {}
    for word in name.split("+"):
        if word not in library:
            raise unknown("arm of interventie", "arm or intervention", word, (BASELINE, *library))
        parts.append(library[word])
        for member in library[word].includes or (word,):
            singles[member] = library[member]
    return Arm(
        name,
        " + ".join(part.title_nl for part in parts),
        " + ".join(part.title_en for part in parts),
        tuple(singles.values()),
    )


def resolve_arms(names: Sequence[str], library: Mapping[str, Intervention]) -> tuple[Arm, ...]:
    """Find the interventions of every arm; the first arm is the reference unless ``baseline`` is among them.

    Raises
    ------
    UserMistake
        For no arm at all, a name that does not exist, or the same arm twice.
    """
    if not names:
        raise UserMistake(
            nl="Noem minstens een arm, bijvoorbeeld arms=[baseline,zelfroosteren].",
            en="Name at least one arm, for instance arms=[baseline,zelfroosteren].",
        )
    arms = [resolve_arm(name, library) for name in names]
    contents = [frozenset(entry.name for entry in arm.interventions) for arm in arms]
    for position, content in enumerate(contents):
        if content in contents[:position]:
            twin = arms[contents.index(content)].name
            raise UserMistake(
                nl=f"De armen '{twin}' en '{arms[position].name}' zijn dezelfde; laat er een weg.",
                en=f"The arms '{twin}' and '{arms[position].name}' are the same; leave one out.",
            )
    arms.sort(key=lambda arm: arm.name != BASELINE)
    return tuple(arms)
