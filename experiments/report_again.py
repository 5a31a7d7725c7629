"""``westwerk report``: pictures and report of an existing result directory, in either language."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from experiments.model import Model
from experiments.output import is_full
from experiments.results import read_run_information
from scenarios.errors import UserMistake


def report_again(words: Sequence[str], model: Model, lang: str) -> Path:
    """Write the report of a result directory anew.

    Parameters
    ----------
    words : sequence of str
        The directory; a word ``lang=...`` is skipped.
    model : Model
        The model, for the words of its indicators and the published figures.
    lang : str
        ``nl`` or ``en``.

    Returns
    -------
    Path
        The directory.

    Raises
    ------
    UserMistake
        If it is not one finished result directory, or cannot be written.
    """
    directories = [word for word in words if not word.startswith("lang=")]
    if len(directories) != 1:
        raise UserMistake(
            nl="Noem een resultaatmap, bijvoorbeeld: westwerk report output/20270101-120000-compare.",
            en="Name one result directory, for instance: westwerk report output/20270101-120000-compare.",
        )
    directory = Path(directories[0]).expanduser()
    if not all((directory / name).is_file() for name in ("run.json", "monthly.parquet", "summary.csv")):
        raise UserMistake(
            nl=f"'{directory}' is geen resultaatmap; geef de map van een afgeronde berekening.",
            en=f"'{directory}' is no result directory; give the directory of a finished run.",
        )
    try:
        region = read_run_information(directory)["configuration"]["region"]
        model.draw_report(directory, lang, region)
    except OSError as problem:
        if is_full(problem):
            raise
        raise UserMistake(
            nl=f"'{directory}' kan niet gelezen of geschreven worden ({problem}); controleer de map.",
            en=f"'{directory}' cannot be read or written ({problem}); check the directory.",
        ) from problem
    except (KeyError, ValueError) as problem:
        raise UserMistake(
            nl=f"'{directory}' bevat geen leesbare resultaten; maak ze opnieuw met westwerk compare.",
            en=f"'{directory}' holds no readable results; make them again with westwerk compare.",
        ) from problem
    return directory
