"""``westwerk report``: the report of comparisons, sweeps and calibrations that are there, in either language."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from experiments.model import Model
from experiments.output import is_full
from experiments.results import read_run_information
from experiments.sweep.report import build_sweep_report, is_sweep
from scenarios.errors import UserMistake

_COMPARISON = ("run.json", "monthly.parquet", "summary.csv")
_CALIBRATION = ("calibration.json", "targets.csv")


def report_again(words: Sequence[str], model: Model, lang: str) -> list[Path]:
    """Write the report of one or more result directories anew, each in its own directory.

    Parameters
    ----------
    words : sequence of str
        The directories; a word ``lang=...`` is skipped.
    model : Model
        The model, for the words of its indicators and the published figures.
    lang : str
        ``nl`` or ``en``.

    Returns
    -------
    list of Path
        The directories, each once.

    Raises
    ------
    UserMistake
        Before anything is written, if none is given or one is no finished result directory; or if one cannot be
        written.
    """
    directories = [Path(word).expanduser() for word in dict.fromkeys(words) if not word.startswith("lang=")]
    if not directories:
        raise UserMistake(
            nl="Noem een of meer resultaatmappen, bijvoorbeeld: westwerk report output/20270101-120000-compare.",
            en="Name one or more result directories, for instance: westwerk report output/20270101-120000-compare.",
        )
    for directory in directories:
        if not (is_sweep(directory) or _has(directory, _COMPARISON) or _has(directory, _CALIBRATION)):
            raise UserMistake(
                nl=f"'{directory}' is geen resultaatmap; geef de map van een afgeronde berekening.",
                en=f"'{directory}' is no result directory; give the directory of a finished run.",
            )
    for directory in directories:
        _write(directory, model, lang)
    return directories


def _has(directory: Path, names: Sequence[str]) -> bool:
    return all((directory / name).is_file() for name in names)


def _write(directory: Path, model: Model, lang: str) -> None:
    """Write the report of one directory."""
    try:
        if is_sweep(directory):
            build_sweep_report(directory, lang, indicators=model.indicators)
            return
        if _has(directory, _CALIBRATION):
            from experiments.calibrate.report import build_validation_report

            build_validation_report(directory, lang)
            return
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
            nl=f"'{directory}' bevat geen leesbare resultaten; maak ze opnieuw.",
            en=f"'{directory}' holds no readable results; make them again.",
        ) from problem
