"""How agent rules are compiled: one decorator, one cache, one switch to turn compilation off.

Every rule of the model is a plain Python function over columns. ``@compiled`` hands it to numba. Setting the
environment variable ``NUMBA_DISABLE_JIT=1`` before the first import leaves the same functions interpreted, which
is how the tests check that the compiled month equals the interpreted month.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final, TypeVar

import numpy as np

_Function = TypeVar("_Function", bound=Callable[..., Any])


def _source_hash() -> str:
    """Hash of every compiled source file: numba does not notice a change in a function called from another file."""
    root = Path(__file__).resolve().parent.parent
    digest = hashlib.blake2b(digest_size=8)
    for package in ("agents", "simulation"):
        for path in sorted((root / package).glob("*.py")):
            digest.update(path.name.encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()


def _cache_directory() -> Path:
    """Folder for machine code, one per state of the sources: where the user wants it, in the user's cache or temporary.

    Phases take addresses of columns, so machine code of another layout of the tables would read the wrong ones.
    """
    state = _source_hash()
    wanted = os.environ.get("NUMBA_CACHE_DIR")
    if wanted:
        # A process that another one started finds the folder of this state there already.
        return Path(wanted) if Path(wanted).name == state else Path(wanted) / state
    base = Path(os.environ.get("XDG_CACHE_HOME", "~/.cache")).expanduser() / "westwerk"
    try:
        base.mkdir(parents=True, exist_ok=True)
        probe = base / f".writable-{os.getpid()}"
        probe.touch()
        probe.unlink()
    except OSError:
        base = Path(tempfile.gettempdir()) / "westwerk"
    return base / state


os.environ["NUMBA_CACHE_DIR"] = str(_cache_directory())

import numba  # noqa: E402  (the cache folder must be set before numba reads it)
from numba.extending import register_jitable  # noqa: E402

# Rules allocate nothing, so references to columns need not be counted. Rules let go of the interpreter, so that shares
# of the people can be worked through side by side.
OPTIONS: Final[dict[str, Any]] = {"error_model": "numpy", "nogil": True, "_nrt": False}
"""How every rule is compiled."""


def compiled(function: _Function) -> _Function:
    """Compile a phase, or a rule that other Python code calls too, with numba: strict floating point, cached on disk.

    Parameters
    ----------
    function : callable
        A function of columns (named tuples of arrays), numbers and keys.

    Returns
    -------
    callable
        The compiled function; the function itself when compilation is switched off.
    """
    options: dict[str, Any] = {"cache": True, "no_cfunc_wrapper": True, **OPTIONS}
    decorated: _Function = numba.njit(**options)(function)
    return decorated


def rule(function: _Function) -> _Function:
    """Compile a rule into every phase that calls it.

    Handing over a table with all its columns costs more than most rules do, and unpacking it from Python takes most of
    the time of compiling: a rule that only other rules call is spared both. Called from Python, as tests do, it runs
    interpreted.

    Parameters
    ----------
    function : callable
        As for :func:`compiled`.

    Returns
    -------
    callable
        The function itself, known to numba.
    """
    known: _Function = register_jitable(forceinline=True, **OPTIONS)(function)
    return known


@rule
def existing(row: int) -> int:
    """Tell that a row exists: an unsigned number, which needs no question whether it counts from the end."""
    return np.uintp(row)  # type: ignore[return-value]  # a whole number to every rule


@rule
def rows(first: int, last: int) -> range:
    """Return the existing rows from ``first`` up to ``last``, to go through one by one."""
    return range(np.uintp(first), np.uintp(last))


def compilation_is_on() -> bool:
    """Tell whether rules run as machine code (``True``) or interpreted (``False``)."""
    return not bool(numba.config.DISABLE_JIT)  # type: ignore[attr-defined]  # numba sets it while it starts
