"""The passphrase of the examiner's key in the keyring of the operating system, where its owner asks for that.

Whoever can unlock the keyring, which is often whoever is logged in, can then sign as the examiner: a convenience that
the owner chooses, never a default. It needs the package `keyring`; without it, or without a keyring that encrypts,
that is said, and the passphrase is asked for as ever.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from casefiles import keys
from casefiles.errors import KeyUnavailable

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

SERVICE = "assay"
MARK = "passphrase-in-keyring"
"""An empty file beside the key."""
RECOMMENDED = 1
"""Priority from which on the package calls a keyring recommended: those of the system, none that keeps plain text."""


def keep(home: Path, passphrase: str) -> str:
    """Put the passphrase of the key in ``home`` into the keyring; return the keyring's name, raise KeyUnavailable."""
    keys.unlock(home, passphrase)
    backend = _backend()
    _asked(backend, lambda: backend.set_password(SERVICE, _entry(home), passphrase))
    with contextlib.suppress(OSError):
        (home / MARK).touch()
    return str(backend.name)


def is_kept(home: Path) -> bool:
    """Return whether the owner of the key in ``home`` had it kept, without asking the keyring, which may ask back."""
    return (home / MARK).exists()


def kept(home: Path) -> str:
    """Return the passphrase of the key in ``home``; raise KeyUnavailable where none is kept."""
    backend = _backend()
    found: list[str | None] = []
    _asked(backend, lambda: found.append(backend.get_password(SERVICE, _entry(home))))
    if not found[0]:
        raise KeyUnavailable(
            "no passphrase for this key is kept in the keyring",
            hint="Give the passphrase; `assay people keep-passphrase` keeps it.",
        )
    return found[0]


def forget(home: Path) -> str:
    """Take the passphrase out of the keyring; return the keyring's name, raise KeyUnavailable where none is kept."""
    kept(home)
    backend = _backend()
    _asked(backend, lambda: backend.delete_password(SERVICE, _entry(home)))
    with contextlib.suppress(OSError):
        (home / MARK).unlink(missing_ok=True)
    return str(backend.name)


def _entry(home: Path) -> str:
    """Return under which name the keyring keeps it: the id of the key, so that two keys do not meet."""
    _, public = keys.identity(home)
    return keys.key_id(public)


def _backend() -> KeyringBackend:
    """Return the keyring that is in use; raise KeyUnavailable where there is none that encrypts."""
    hint = "Give the passphrase when it is asked for, or set ASSAY_PASSPHRASE."
    try:
        import keyring
        from keyring.backends.chainer import ChainerBackend
    except ImportError:
        raise KeyUnavailable("the package keyring is not installed", hint=f"pip install keyring. {hint}") from None
    found = keyring.get_keyring()
    parts = list(found.backends) if isinstance(found, ChainerBackend) else [found]
    if not parts or any(part.priority < RECOMMENDED for part in parts):
        names = ", ".join(part.name for part in parts) or "none"
        raise KeyUnavailable(f"this system has no keyring that encrypts (found: {names})", hint=hint)
    return found


def _asked(backend: KeyringBackend, question: Callable[[], None]) -> None:
    from keyring.errors import KeyringError

    try:
        question()
    except KeyringError as error:
        reason = str(error) or type(error).__name__
        raise KeyUnavailable(
            f"the keyring {backend.name} did not answer: {reason}", hint="Unlock it, and repeat."
        ) from error
