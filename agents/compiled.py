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
from typing import Any, TypeVar

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
    """Folder for machine code, one per state of the sources, in the user's cache or else in the temporary folder."""
    base = Path(os.environ.get("XDG_CACHE_HOME", "~/.cache")).expanduser() / "westwerk"
    try:
        base.mkdir(parents=True, exist_ok=True)
        probe = base / f".writable-{os.getpid()}"
        probe.touch()
        probe.unlink()
    except OSError:
        base = Path(tempfile.gettempdir()) / "westwerk"
    return base / _source_hash()


if "NUMBA_CACHE_DIR" not in os.environ:
    os.environ["NUMBA_CACHE_DIR"] = str(_cache_directory())

import numba  # noqa: E402  (the cache folder must be set before numba reads it)


def compiled(function: _Function) -> _Function:
    """Compile a rule with numba, strict floating point, cached on disk.

    Parameters
    ----------
    function : callable
        A function of columns (named tuples of arrays), numbers and keys.

    Returns
    -------
    callable
        The compiled function; the function itself when compilation is switched off.
    """
    return _handed_to_numba(function)


def inlined(function: _Function) -> _Function:
    """Compile a rule and copy it into every rule that calls it.

    For small rules in the innermost loops: handing over a table with all its columns costs more than the rule itself.

    Parameters
    ----------
    function : callable
        As for :func:`compiled`.

    Returns
    -------
    callable
        As for :func:`compiled`.
    """
    return _handed_to_numba(function, forceinline=True)


def _handed_to_numba(function: _Function, **more: bool) -> _Function:
    """Compile a rule with the options that all rules share."""
    # Rules allocate nothing. Without reference counting a rule that calls a rule is tens of times faster, because
    # passing a table would otherwise count every one of its columns up and down. Rules let go of the interpreter, so
    # that shares of the people can be worked through side by side.
    options: dict[str, Any] = {"cache": True, "error_model": "numpy", "nogil": True, "_nrt": False, **more}
    decorated: _Function = numba.njit(**options)(function)
    return decorated


def compilation_is_on() -> bool:
    """Tell whether rules run as machine code (``True``) or interpreted (``False``)."""
    return not bool(numba.config.DISABLE_JIT)  # type: ignore[attr-defined]  # numba sets it while it starts
