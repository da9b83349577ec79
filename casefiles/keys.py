"""The examiner's identity: a name and an Ed25519 key, kept encrypted in OpenSSH's private-key format."""

from __future__ import annotations

import base64
import os
from collections.abc import Callable
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from casefiles.durable import write_new
from casefiles.errors import KeyUnavailable

if TYPE_CHECKING:  # loaded where a key is used: a case is read without
    from concurrent.futures import Future

    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

KEY_FILE = "examiner.key"
PUBLIC_FILE = "examiner.pub"
BCRYPT_ROUNDS = 64
"""About half a second for each guess; encrypted PKCS#8 would take 2,048 rounds of PBKDF2 and no more."""
LONGEST_NAME = 200
SIGNATURE = 64
"""Bytes of an Ed25519 signature."""


@dataclass(frozen=True, slots=True)
class Signer:
    """An unlocked identity. ``key_id`` is the SHA-256 of the 32 public bytes in hex; ``home`` is where it is kept.

    ``pending`` is the unlocking that goes on beside other work, where it does.
    """

    name: str
    key_id: str
    public: bytes
    home: Path
    sign: Callable[[bytes], bytes] = field(repr=False, compare=False)
    pending: Future[Signer] | None = field(default=None, repr=False, compare=False)

    def require_open(self, *, wait: bool = True) -> None:
        """Raise KeyUnavailable where the key stays locked, as far as that is known or, with ``wait``, for certain."""
        if self.pending is not None and (wait or self.pending.done()):
            self.pending.result()


def key_id(public: bytes) -> str:
    """Return the name of a public key: the SHA-256 of its 32 raw bytes in hex."""
    return sha256(public).hexdigest()


def exists(home: Path) -> bool:
    """Return whether an identity was made in ``home``."""
    return os.path.lexists(home / KEY_FILE)


def create(home: Path, *, name: str, passphrase: str) -> Signer:
    """Make the identity of this person on this machine; raise KeyUnavailable where one stands or cannot be kept."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.serialization import Encoding, PrivateFormat, PublicFormat

    _check_name(name)
    if not passphrase:
        raise KeyUnavailable(
            "a key is kept encrypted, so it needs a passphrase", hint="Give a passphrase of several words."
        )
    if exists(home):
        raise KeyUnavailable(
            f"{home / KEY_FILE} exists already", hint="Unlock it with its passphrase; a key is never overwritten."
        )
    private = Ed25519PrivateKey.generate()
    encryption = PrivateFormat.OpenSSH.encryption_builder().kdf_rounds(BCRYPT_ROUNDS).build(passphrase.encode())
    secret = private.private_bytes(Encoding.PEM, PrivateFormat.OpenSSH, encryption)
    public = private.public_key().public_bytes(Encoding.OpenSSH, PublicFormat.OpenSSH)
    try:
        home.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_new(home / PUBLIC_FILE, public + b" " + name.encode() + b"\n", mode=0o644)
        write_new(home / KEY_FILE, secret, mode=0o600)
    except OSError as error:
        raise KeyUnavailable(
            f"the key could not be kept in {home}: {error.strerror}",
            hint="Make that folder writable, or choose another with ASSAY_HOME.",
        ) from error
    return _signer(name, private, home)


def unlock(home: Path, passphrase: str) -> Signer:
    """Return the identity kept in ``home``; raise KeyUnavailable where it is missing, damaged or stays locked."""
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.serialization import load_ssh_private_key

    secret = _read_secret(home / KEY_FILE)
    name, public = identity(home)
    try:
        private = load_ssh_private_key(secret, password=passphrase.encode() or None)
    except TypeError as error:
        raise KeyUnavailable(f"{home / KEY_FILE} is not encrypted, or no passphrase was given") from error
    except (ValueError, UnsupportedAlgorithm) as error:
        raise KeyUnavailable(
            f"the passphrase does not open the key of {name}",
            hint="Check the passphrase. It cannot be recovered: without it, have a new key enrolled.",
        ) from error
    if not isinstance(private, Ed25519PrivateKey):
        raise KeyUnavailable(f"{home / KEY_FILE} is not an Ed25519 key")
    signer = _signer(name, private, home)
    if signer.public != public:
        raise KeyUnavailable(
            f"{PUBLIC_FILE} does not belong to {KEY_FILE} in {home}", hint="Restore both files from one backup."
        )
    return signer


def unlock_meanwhile(home: Path, passphrase: str) -> Signer:
    """Return the identity kept in ``home`` at once, and unlock its key beside other work, which takes half a second.

    Raise KeyUnavailable where it is missing. Until the key is open nothing can be signed: ``sign`` waits for it, and
    raises KeyUnavailable as `unlock` does.
    """
    from concurrent.futures import ThreadPoolExecutor

    _read_secret(home / KEY_FILE)
    name, public = identity(home)
    beside = ThreadPoolExecutor(1)
    unlocked = beside.submit(unlock, home, passphrase)
    beside.shutdown(wait=False)
    return Signer(name, key_id(public), public, home, lambda message: unlocked.result().sign(message), unlocked)


def identity(home: Path) -> tuple[str, bytes]:
    """Return the name and the 32 public bytes of the identity in ``home``, which needs no passphrase."""
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
    from cryptography.hazmat.primitives.serialization import load_ssh_public_key

    path = home / PUBLIC_FILE
    try:
        line = path.read_bytes()[:4096]
        key = load_ssh_public_key(line)
        name = line.split(b" ", 2)[2].decode().strip()
    except FileNotFoundError as error:
        raise KeyUnavailable(
            f"there is no key in {home}", hint="Make one: it is asked for at the first `assay init`."
        ) from error
    except OSError as error:
        raise KeyUnavailable(f"{path} cannot be read: {error.strerror}") from error
    except (ValueError, IndexError, UnsupportedAlgorithm) as error:
        raise KeyUnavailable(f"{path} is not a public key with a name", hint="Restore it from a backup.") from error
    if not isinstance(key, Ed25519PublicKey):
        raise KeyUnavailable(f"{path} is not an Ed25519 key", hint="Restore it from a backup.")
    return name, key.public_bytes_raw()


def openssh_line(name: str, public: bytes) -> str:
    """Return a public key as one line of OpenSSH, to be mailed or read with ``ssh-keygen -lf``."""
    kind = b"ssh-ed25519"
    blob = len(kind).to_bytes(4, "big") + kind + len(public).to_bytes(4, "big") + public
    return f"ssh-ed25519 {base64.b64encode(blob).decode()} {name}"


def _check_name(name: str) -> None:
    if not name.strip() or name != name.strip() or len(name) > LONGEST_NAME or not name.isprintable():
        raise KeyUnavailable(
            "an examiner's name is one line of at most 200 printable characters",
            hint="Give the name as it shall stand in reports.",
        )


def _read_secret(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            if os.name == "posix" and os.fstat(file.fileno()).st_mode & 0o077:
                raise KeyUnavailable(f"other people may read {path}", hint=f"Close it to them: chmod 600 {path}")
            return file.read(65_536)
    except FileNotFoundError as error:
        raise KeyUnavailable(
            f"there is no key in {path.parent}", hint="Make one: it is asked for at the first `assay init`."
        ) from error
    except OSError as error:
        raise KeyUnavailable(f"{path} cannot be read: {error.strerror}") from error


def _signer(name: str, private: Ed25519PrivateKey, home: Path) -> Signer:
    from nacl.bindings import crypto_sign, crypto_sign_seed_keypair

    public, secret = crypto_sign_seed_keypair(private.private_bytes_raw())

    def sign(message: bytes) -> bytes:
        """Sign with libsodium, which takes two thirds of the time that OpenSSL does; the bytes are the same."""
        return crypto_sign(message, secret)[:SIGNATURE]

    return Signer(name, key_id(public), public, home, sign)
