"""Put what was made from an exhibit into the case: pictures, stills, fingerprints, each under its SHA-256."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable
from pathlib import Path

from casefiles.durable import sync_folder
from casefiles.errors import StorageFailed

_PIECE = 1 << 20
"""Bytes that are copied at once."""


def kept(untrusted: Path, final: Path, sha256: str) -> bool:
    """Keep a file of the worker's if it is one with that SHA-256; say whether it is."""
    try:
        if untrusted.is_symlink() or not untrusted.is_file():
            return False
        with untrusted.open("rb") as file:
            if not file.read(1) or file.seek(0) or hashlib.file_digest(file, "sha256").hexdigest() != sha256:
                return False
            file.seek(0)
            keep(iter(lambda: file.read(_PIECE), b""), final)
    except OSError:
        return False
    return True


def keep(content: Iterable[bytes], final: Path) -> None:
    """Put a derivative's bytes in its place, read-only; raise StorageFailed."""
    if final.exists():
        return
    part = final.with_name(final.name + ".part")
    try:
        final.parent.mkdir(parents=True, exist_ok=True)
        with part.open("wb") as file:
            file.writelines(content)
            file.flush()
            os.fsync(file.fileno())
        part.chmod(0o444)
        part.replace(final)
        sync_folder(final.parent)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise StorageFailed(f"a picture could not be kept: {error.strerror}") from error
