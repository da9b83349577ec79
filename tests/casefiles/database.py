"""A PostgreSQL server of the tests' own, in a folder, reached by a socket of the file system only."""

from __future__ import annotations

import ctypes
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest


def programs() -> Path | None:
    """Return the folder of the server's programs, the newest that is installed, None where there is none."""
    found = shutil.which("initdb")
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name))
    return (
        Path(found).parent if found else next((path for path in reversed(folders) if (path / "initdb").exists()), None)
    )


@contextmanager
def server() -> Iterator[str]:
    """Run a server; yield the address of its database. Skips where it or the extra is not installed."""
    pytest.importorskip("psycopg", reason="the extra 'shared' is not installed")
    place = programs()
    if place is None:
        pytest.skip("no PostgreSQL server is installed here")
    # The server refuses to run as root.
    user = "nobody" if os.getuid() == 0 else None
    folder = Path(tempfile.mkdtemp(prefix="assay-pg-"))
    try:
        if user:
            shutil.chown(folder, user)
        data = folder / "data"
        made = [place / "initdb", "-D", data, "-U", "assay", "-A", "trust", "--no-sync", "-E", "UTF8", "--locale=C"]
        subprocess.run(made, user=user, cwd=folder, capture_output=True, check=True)
        options = ["-c", "listen_addresses=", "-c", f"unix_socket_directories={folder}", "-c", "fsync=off"]
        # A child that ends with this process, however that ends: no server is left behind.
        running = subprocess.Popen(
            [place / "postgres", "-D", data, *options],
            user=user,
            cwd=folder,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            preexec_fn=_end_with_the_parent,  # noqa: PLW1509 - no thread of the tests holds a lock here
        )
        try:
            address = f"postgresql://assay@/postgres?host={folder}"
            _answers(address, running)
            yield address
        finally:
            running.send_signal(signal.SIGQUIT)
            running.wait(60)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _end_with_the_parent() -> None:
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(1, signal.SIGQUIT)  # PR_SET_PDEATHSIG


def _answers(address: str, running: subprocess.Popen[bytes]) -> None:
    """Wait until the server answers."""
    import psycopg

    until = time.monotonic() + 120
    while running.poll() is None and time.monotonic() < until:
        try:
            psycopg.connect(address).close()
        except psycopg.OperationalError:
            time.sleep(0.05)
        else:
            return
    raise RuntimeError("the server did not begin to answer")
