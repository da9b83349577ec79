"""Signed notes (C2SP signed-note, tlog-checkpoint): a head of the log as three lines of text with signatures."""

from __future__ import annotations

import binascii
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256

ED25519 = b"\x01"
"""Signature type of the specification."""
LONGEST = 1_000_000
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f]").search
_NOT_IN_A_NAME = re.compile(r"[+\s\x1c-\x1f\x85]").search


class NoteRefused(ValueError):
    """A text is no signed note, or a signature in it is not good."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A note whose known signatures are good: its text, and the names that signed it."""

    text: str
    signers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """The head of a log: whose it is, how many entries, and the root hash."""

    origin: str
    size: int
    root: bytes

    def text(self) -> str:
        """Return the three lines that are signed."""
        return checkpoint_text(self.origin, self.size, self.root)


def checkpoint_text(origin: str, size: int, root: bytes) -> str:
    """Return the three lines of a head that are signed."""
    return f"{origin}\n{size}\n{_encode(root)}\n"


def origin(case: str) -> str:
    """Return the first line of a case's heads."""
    return f"assay.local/{case}"


def signer_name(key: str) -> str:
    """Return the name under which a key signs notes."""
    return f"assay.local/key/{key[:16]}"


def named_keys(publics: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the keys by which the notes of a case are opened, from public bytes by key id."""
    return {signer_name(key): public for key, public in publics.items()}


@lru_cache(maxsize=1024)
def key_hash(name: str, public: bytes) -> bytes:
    """Return the four bytes that say which key of a name made a signature."""
    return sha256(name.encode() + b"\n" + ED25519 + public).digest()[:4]


def sign(text: str, name: str, public: bytes, signature: Callable[[bytes], bytes]) -> str:
    """Return ``text`` as a note signed by one Ed25519 key."""
    if not text.endswith("\n") or _CONTROL(text):
        raise NoteRefused("a note is lines of text without control characters, and ends with a line end")
    return f"{text}\n{_signature_line(text, name, public, signature)}"


def cosign(note: str, name: str, public: bytes, signature: Callable[[bytes], bytes]) -> str:
    """Return a note with one more signature over the same text."""
    text, _ = _divide(note)
    return note + _signature_line(text, name, public, signature)


def open_note(note: str, keys: Mapping[str, bytes]) -> Opened:
    """Return the text and the known signers; raise NoteRefused for a bad signature or for none that is known.

    Signatures of unknown keys are passed over, as the specification demands.
    """
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    text, lines = _divide(note)
    signers = []
    for name, public, signature in _known(lines, keys):
        try:
            Ed25519PublicKey.from_public_bytes(public).verify(signature, text.encode())
        except InvalidSignature:
            raise NoteRefused(f"the signature of {name} is not good") from None
        signers.append(name)
    if not signers:
        raise NoteRefused("no signature by a known key")
    return Opened(text, tuple(signers))


def signatures(note: str, keys: Mapping[str, bytes]) -> tuple[str, tuple[tuple[bytes, bytes], ...]]:
    """Return the text and, by known keys, pairs of key and signature that are yet to be checked; raise NoteRefused."""
    text, lines = _divide(note)
    found = tuple((public, signature) for _, public, signature in _known(lines, keys))
    if not found:
        raise NoteRefused("no signature by a known key")
    return text, found


def _known(lines: Sequence[str], keys: Mapping[str, bytes]) -> Iterator[tuple[str, bytes, bytes]]:
    for line in lines:
        name, mark, signature = _parse_signature(line)
        public = keys.get(name)
        if public is not None and mark == key_hash(name, public):
            yield name, public, signature


def read_checkpoint(text: str) -> Checkpoint:
    """Return the head that the text of a note states; raise NoteRefused otherwise. Further lines are passed over."""
    lines = text.split("\n")
    if len(lines) < 4 or lines[-1] or not lines[0]:
        raise NoteRefused("not the three lines of a head")
    origin, size, encoded = lines[:3]
    if not size.isascii() or not size.isdigit() or str(int(size[:20])) != size:
        raise NoteRefused("the size is not a plain number")
    root = _decode(encoded)
    if len(root) != 32:
        raise NoteRefused("the root hash has not 32 bytes")
    return Checkpoint(origin, int(size), root)


def text_of(note: str) -> str:
    """Return the text of a note without looking at its signatures; raise NoteRefused where there is no note."""
    return _divide(note)[0]


def _signature_line(text: str, name: str, public: bytes, signature: Callable[[bytes], bytes]) -> str:
    start, key = _line_start(name, public)
    return f"{start}{_encode(key + signature(text.encode()))}\n"


@lru_cache(maxsize=64)
def _line_start(name: str, public: bytes) -> tuple[str, bytes]:
    """Return what comes before a signature in its line, and in its base64; raise NoteRefused."""
    if not name or _NOT_IN_A_NAME(name):
        raise NoteRefused("a signer's name has no spaces and no plus sign")
    return f"\u2014 {name} ", key_hash(name, public)


def _divide(note: str) -> tuple[str, list[str]]:
    if len(note) > LONGEST:
        raise NoteRefused("too long for a note")
    text, parted, tail = note.rpartition("\n\n")
    if not parted or not tail.endswith("\n"):
        raise NoteRefused("no signatures after an empty line")
    return text + "\n", tail[:-1].split("\n")


def _parse_signature(line: str) -> tuple[str, bytes, bytes]:
    parts = line.split(" ")
    if len(parts) != 3 or parts[0] != "\u2014" or not parts[1]:
        raise NoteRefused("not a signature line")
    raw = _decode(parts[2])
    if len(raw) < 5:
        raise NoteRefused("the signature is too short")
    return parts[1], raw[:4], raw[4:]


def _decode(encoded: str) -> bytes:
    try:
        raw = binascii.a2b_base64(encoded, strict_mode=True)
    except ValueError:  # binascii.Error is one
        raise NoteRefused("not base64") from None
    if _encode(raw) != encoded:
        raise NoteRefused("not canonical base64")
    return raw


def _encode(raw: bytes) -> str:
    return binascii.b2a_base64(raw, newline=False).decode()
