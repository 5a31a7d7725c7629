"""The ``westwerk`` command: which word starts what, and how mistakes and interruptions are told."""

from __future__ import annotations

import os
import signal
import sys
import traceback
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from experiments.help import COMMANDS, command_help, general_help
from experiments.output import disk_full, is_full
from experiments.provenance import package_version
from scenarios.errors import LANGUAGES, UserMistake, unknown
from scenarios.region_pack import RegionPackError

INTERRUPTED = 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command.

    Parameters
    ----------
    arguments : sequence of str, optional
        Words after ``westwerk``; those of the command line by default.

    Returns
    -------
    int
        0 on success, 2 when the user can repair it, 130 after Ctrl-C, 1 otherwise.
    """
    words = list(sys.argv[1:] if arguments is None else arguments)
    lang = language_of(words)
    previous = signal.signal(signal.SIGTERM, _stop)
    try:
        _dispatch(words, lang)
        sys.stdout.flush()
    except UserMistake as mistake:
        return _tell(mistake.sentence(lang), mistake.exit_code)
    except RegionPackError as defect:
        return _tell(str(defect), UserMistake.exit_code)
    except KeyboardInterrupt:
        stopped = "Stopped; nothing was written." if lang == "en" else "Gestopt; er is niets weggeschreven."
        return _tell(stopped, INTERRUPTED)
    except BrokenPipeError:
        # The reader of our output has gone, as in ``westwerk list | head``; keep Python silent about it too.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except MemoryError:
        return _tell(
            "Not enough memory; choose a smaller scale or workers=1."
            if lang == "en"
            else "Te weinig geheugen; kies een kleinere scale of workers=1.",
            1,
        )
    except OSError as problem:
        if is_full(problem):
            return _tell(disk_full(Path(problem.filename or ".")).sentence(lang), 1)
        return _unexpected(lang)
    except Exception:
        return _unexpected(lang)
    finally:
        signal.signal(signal.SIGTERM, previous)
    return 0


def language_of(words: Sequence[str]) -> str:
    """Return the language a user asked for, before anything else is understood; Dutch when in doubt."""
    chosen = [word.removeprefix("lang=") for word in words if word.startswith("lang=")]
    return chosen[-1] if chosen and chosen[-1] in LANGUAGES else LANGUAGES[0]


def _stop(number: int, frame: Any) -> None:
    """Answer a request to end as Ctrl-C is answered."""
    raise KeyboardInterrupt


def _tell(sentence: str, exit_code: int) -> int:
    """Say one sentence on the error stream."""
    print(f"westwerk: {sentence}", file=sys.stderr, flush=True)
    return exit_code


def _unexpected(lang: str) -> int:
    """Own up to a fault of the program, with what its makers need to find it."""
    traceback.print_exc()
    return _tell(
        "This is a fault in Westwerk itself, not in your question; please report the lines above."
        if lang == "en"
        else "Dit is een fout in Westwerk zelf, niet in uw vraag; meld de regels hierboven.",
        1,
    )


def _dispatch(words: list[str], lang: str) -> None:
    """Start what the first word asks for."""
    for word in words:
        if word.startswith("lang=") and word != f"lang={lang}":
            raise unknown("taal", "language", word.removeprefix("lang="), LANGUAGES)
    asks_help = any(word in ("-h", "--help", "help") for word in words)
    rest = [word for word in words if word not in ("-h", "--help", "help")]
    command = rest[0] if rest else ""
    if command == "--version":
        print(f"westwerk {package_version()}")
        return
    if not command or command.startswith("lang="):
        print(general_help(lang))
        if not asks_help:
            raise UserMistake(
                nl="Noem een opdracht, bijvoorbeeld: westwerk compare.",
                en="Name a command, for instance: westwerk compare.",
            )
        return
    if command not in COMMANDS:
        raise unknown("opdracht", "command", command, COMMANDS)
    if asks_help:
        print(command_help(command, lang))
        return
    _start(command, rest[1:], lang)


def _start(command: str, words: list[str], lang: str) -> None:
    """Run a command; what it needs is loaded only here, so that help and mistakes are told at once."""
    if command == "completion":
        from experiments.completion import completion

        print(completion([word for word in words if not word.startswith("lang=")]))
        return
    from experiments.model import shipped_model

    model = shipped_model()
    if command == "list":
        from experiments.listing import listing

        print(listing(words, model, lang))
        return
    if command == "report":
        from experiments.report_again import report_again

        for directory in report_again(words, model, lang):
            _show(directory, lang)
        return
    if command == "rank":
        from experiments.rank import rank_directories

        _show(rank_directories(words, model, lang), lang)
        return
    if command == "trace":
        from experiments.trace.command import trace

        directory, text = trace(words, model, lang)
        print(f"{text}\n{directory}")
        return
    if command == "bench":
        from experiments.bench import bench

        bench(words, model)
        return
    if command == "sweep":
        from experiments.sweep.command import sweep

        _show(sweep(words, model), lang)
        return
    if command == "calibrate":
        from experiments.calibrate.command import calibrate

        _show(calibrate(words, model), lang)
        return
    if command == "validate":
        from experiments.calibrate.validate import validate

        _show(validate(words, model), lang)
        return
    from experiments.check import check
    from experiments.compare import compare
    from experiments.run import run

    _show({"run": run, "compare": compare, "check": check}[command](words, model), lang)


def _show(directory: Path, lang: str) -> None:
    """Say where the results are; the directory alone on the last line."""
    if (directory / "report.html").exists():
        print(f"{'Report' if lang == 'en' else 'Verslag'}: {directory / 'report.html'}")
    print(directory)
