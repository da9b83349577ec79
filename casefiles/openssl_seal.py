"""The second reader of time-stamp tokens: the program openssl, for tokens that are not in strict DER.

Authorities that run OpenSSL and put more than one certificate into a token write the set of certificates unsorted,
which DER forbids and OpenSSL reads. What it says is taken from itself alone, so that no two readers see two times.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

_TIME = re.compile(r"^Time stamp: (\w{3} +\d+ \d\d:\d\d:\d\d)(?:\.(\d{1,9}))? (\d{4}) GMT$", re.MULTILINE)
_NONCE = re.compile(r"^Nonce: (?:0x)?([0-9A-Fa-f]+|unspecified)$", re.MULTILINE)
TIMEOUT = 30.0


class TokenRefused(ValueError):
    """openssl is not there, or does not take the token for this text."""


def check(token: bytes, message: bytes, *, roots: str, others: str, nonce: int | None = None) -> datetime:
    """Return the time that a token states for a message; raise TokenRefused.

    1 openssl reads time and nonce, 2 the nonce is the one asked with, 3 openssl checks digest, signature and chain as
    they stood at that time. ``roots`` and ``others`` are certificates as PEM.
    """
    program = shutil.which("openssl")
    if program is None:
        raise TokenRefused("it is not in strict DER, and openssl, which would read it, is not installed")
    with TemporaryDirectory(prefix="assay-seal-") as place:
        folder = Path(place)
        for name, content in (
            ("token", token),
            ("message", message),
            ("roots", roots.encode()),
            ("others", others.encode()),
        ):
            (folder / name).write_bytes(content)
        text = _run(program, "ts", "-reply", "-in", folder / "token", "-text")
        found, asked = _TIME.search(text), _NONCE.search(text)
        if found is None or asked is None:
            raise TokenRefused("openssl cannot read it either")
        if nonce is not None and (asked[1] == "unspecified" or int(asked[1], 16) != nonce):
            raise TokenRefused("it answers another question: the nonce differs")
        sealed = datetime.strptime(f"{found[1]} {found[3]}", "%b %d %H:%M:%S %Y").replace(tzinfo=UTC)
        options: list[str | Path] = ["-CAfile", folder / "roots", "-attime", str(int(sealed.timestamp()))]
        if others:
            options += ["-untrusted", folder / "others"]
        said = _run(program, "ts", "-verify", "-data", folder / "message", "-in", folder / "token", *options)
    if "Verification: OK" not in said.splitlines():
        raise TokenRefused(f"openssl does not take it: {_why(said)}")
    return sealed.replace(microsecond=int((found[2] or "0").ljust(6, "0")[:6]))


def _run(*command: str | Path) -> str:
    try:
        done = subprocess.run(command, capture_output=True, timeout=TIMEOUT, check=False)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise TokenRefused(f"openssl could not be run: {error}") from error
    return (done.stdout + b"\n" + done.stderr).decode("utf-8", "replace")


def _why(said: str) -> str:
    """Return the reason in openssl's last line of errors, without numbers of threads and lines."""
    lines = [line for line in said.splitlines() if ":error:" in line or line.startswith("Verify error:")]
    return lines[-1].split(":error:")[-1][:200] if lines else "no reason was given"
