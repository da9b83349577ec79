"""A PostgreSQL server of the tests' own, in a folder, reached by a socket of the file system only."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
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
            shutil.chown(folder, user, pwd.getpwnam(user).pw_gid)
        data = folder / "data"
        made = [place / "initdb", "-D", data, "-U", "assay", "-A", "trust", "--no-sync", "-E", "UTF8", "--locale=C"]
        subprocess.run(made, user=user, cwd=folder, capture_output=True, check=True)
        control = [place / "pg_ctl", "-D", data, "-w", "-t", "120"]
        options = f"-c listen_addresses='' -c unix_socket_directories='{folder}' -c fsync=off"
        # The server keeps what it is given as its output, so that a pipe would never end.
        started = [*control, "-l", folder / "log", "-o", options, "start"]
        subprocess.run(started, user=user, cwd=folder, stdout=subprocess.DEVNULL, check=True)
        try:
            yield f"postgresql://assay@/postgres?host={folder}"
        finally:
            subprocess.run(
                [*control, "-m", "immediate", "stop"], user=user, cwd=folder, stdout=subprocess.DEVNULL, check=True
            )
    finally:
        shutil.rmtree(folder, ignore_errors=True)
