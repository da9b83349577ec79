"""A folder in the making beside its place, locked while somebody works on it, so that leftovers are known."""

from __future__ import annotations

import contextlib
import os
import secrets
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

if sys.platform != "win32":
    import fcntl

SUFFIX = ".part"


@contextmanager
def half_made(target: Path) -> Iterator[Path]:
    """Hold a new folder beside ``target`` that is to become it; afterwards it is gone, unless it was renamed.

    First what killed runs left of the same target is removed. Raise OSError where the folder cannot be made.
    """
    clear(target)
    part = target.with_name(f".{target.name}.{secrets.token_hex(4)}{SUFFIX}")
    part.mkdir(parents=True)
    descriptor = _locked(part)
    try:
        yield part
    finally:
        _remove(part)
        if descriptor is not None:
            os.close(descriptor)


def clear(target: Path) -> None:
    """Remove what killed runs left of the same target and nobody works on."""
    if sys.platform == "win32":
        return  # a folder cannot be locked there, so nobody can tell whether somebody works on it
    beginning = f".{target.name}."
    with contextlib.suppress(OSError):
        for part in target.parent.iterdir():
            if not part.name.startswith(beginning) or part.suffix != SUFFIX or part.is_symlink() or not part.is_dir():
                continue
            descriptor = _locked(part)
            if descriptor is not None:
                _remove(part)
                os.close(descriptor)


def _locked(part: Path) -> int | None:
    """Return an open descriptor that holds the lock of a folder, None where somebody else holds it or none can."""
    if sys.platform == "win32":
        return None
    try:
        descriptor = os.open(part, os.O_RDONLY | os.O_DIRECTORY)
    except OSError:
        return None
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(descriptor)
        return None
    return descriptor


def _remove(part: Path) -> None:
    shutil.rmtree(part, ignore_errors=True)
    with contextlib.suppress(OSError):
        part.with_suffix(".zip").unlink(missing_ok=True)
