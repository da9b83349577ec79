"""Files without a name, for what is too long to stand in memory."""

from __future__ import annotations

import tempfile
import weakref
from typing import IO


def nameless(owner: object, *, buffering: int = -1) -> IO[bytes]:
    """Return an open file without a name where temporary files go, closed when ``owner`` goes; raise OSError."""
    file = tempfile.TemporaryFile(buffering=buffering)  # noqa: SIM115 - open as long as its owner stands
    weakref.finalize(owner, file.close)
    return file
