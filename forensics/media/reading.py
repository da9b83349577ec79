"""Read a hostile file in bounded pieces, and note what each piece says with the bytes that say it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from fractions import Fraction
from typing import BinaryIO

from forensics.types import ByteRange, Cell, Element, Field, Measurement, NotMeasured

MAX_ELEMENTS = 50_000
"""Elements that one file may bring before the walk stops and says how much it left."""
MAX_FIELDS = 400_000
"""Fields that all elements of one file together may bring."""
MAX_DEPTH = 32
"""Nesting at which a walk no longer descends."""
MAX_PIECE = 1 << 20
"""Bytes that one read for fields may take."""
MAX_READ = 256 << 20
"""Bytes that all reads for fields together may take."""
MAX_PARTS = 2_000_000
"""Small parts (media chunks, blocks) that are counted without becoming elements."""
MAX_TEXT = 4096
"""Characters of a text that a field keeps; longer ones say how much was left out."""

UNCLAIMED = "(bytes of no element)"
"""Kind of the element that stands for bytes which belong to no element of the format."""
TRAILING = "(trailing bytes)"
"""Kind of the element that stands for bytes after the end of the format."""


class WalkStopped(Exception):
    """A bound was reached: from ``offset`` on nothing more was walked."""

    def __init__(self, reason: str, offset: int) -> None:
        super().__init__(reason)
        self.offset = offset


class Short(Exception):
    """A field ends after the bytes that its element has."""


class Reader:
    """Bounded random access to an exhibit; short pieces mean that the file ends there."""

    def __init__(self, file: BinaryIO, size: int) -> None:
        self._file = file
        self.size = size
        self._spent = 0

    def at(self, offset: int, length: int) -> bytes:
        """Return up to ``length`` bytes from ``offset``; raise WalkStopped when all reads exceed MAX_READ."""
        length = max(0, min(length, self.size - offset))
        if length == 0 or offset < 0:
            return b""
        self._spent += length
        if self._spent > MAX_READ:
            raise WalkStopped(f"more than {MAX_READ} bytes would have to be read for fields", offset)
        self._file.seek(offset)
        return self._file.read(length)

    def stream(self, offset: int, end: int, step: int = MAX_PIECE) -> Sequence[tuple[int, int]]:
        """Return the (offset, length) pieces that cover ``offset`` to ``end`` in order."""
        end = min(end, self.size)
        return [(at, min(step, end - at)) for at in range(offset, end, step)]

    def bulk(self, offset: int, length: int) -> bytes:
        """Return a piece for a pass that reads every byte once, such as a transport stream's; not charged."""
        self._file.seek(offset)
        return self._file.read(max(0, min(length, self.size - offset)))


def safe_text(raw: bytes, encoding: str = "utf-8") -> str:
    """Decode bytes of a file so that every byte stays visible; no lone surrogate comes out.

    A trailing run of zero bytes is dropped; text beyond MAX_TEXT is cut, with the number of characters left out.
    """
    text = raw.decode(encoding, "backslashreplace").rstrip("\0")
    if len(text) > MAX_TEXT:
        text = f"{text[:MAX_TEXT]}… ({len(text) - MAX_TEXT} more characters)"
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def four(raw: bytes) -> str:
    """Return a four-character code as text; bytes outside printable ASCII, save ©, are written \\xNN."""
    return "".join(chr(byte) if 32 <= byte < 127 or byte == 0xA9 else f"\\x{byte:02x}" for byte in raw)


class Cursor:
    """A place in an element's bytes that moves forward and notes each field that it passes."""

    def __init__(self, data: bytes, base: int, *, little: bool = False) -> None:
        self.data = data
        self.base = base
        self.at = 0
        self.order: str = "little" if little else "big"
        self.fields: list[Field] = []

    @property
    def left(self) -> int:
        """Return how many bytes are left."""
        return len(self.data) - self.at

    def take(self, length: int) -> bytes:
        """Return the next bytes; raise Short when there are fewer."""
        if length < 0 or self.left < length:
            raise Short
        self.at += length
        return self.data[self.at - length : self.at]

    def note(self, name: str, value: Cell, unit: str, length: int) -> None:
        """Add a field that lies in the last ``length`` bytes taken."""
        self.fields.append(Field(name, value, unit, self.base + self.at - length, length))

    def integer(self, length: int, *, signed: bool = False) -> int:
        """Return the next integer without noting it."""
        raw = self.take(length)
        return int.from_bytes(raw, "little" if self.order == "little" else "big", signed=signed)

    def number(self, name: str, length: int, unit: str = "1", *, signed: bool = False) -> int:
        """Note and return an integer of ``length`` bytes."""
        value = self.integer(length, signed=signed)
        self.note(name, value, unit, length)
        return value

    def fixed(self, name: str, length: int, fraction_bits: int, unit: str = "1", *, signed: bool = False) -> Fraction:
        """Note and return a fixed-point number."""
        value = Fraction(self.integer(length, signed=signed), 1 << fraction_bits)
        self.note(name, int(value) if value.denominator == 1 else value, unit, length)
        return value

    def code(self, name: str) -> str:
        """Note and return a four-character code."""
        value = four(self.take(4))
        self.note(name, value, "text", 4)
        return value

    def text(self, name: str, length: int, encoding: str = "utf-8") -> str:
        """Note and return a text of ``length`` bytes."""
        value = safe_text(self.take(length), encoding)
        self.note(name, value, "text", length)
        return value

    def until_zero(self, name: str) -> str:
        """Note and return a text that a zero byte or the end of the data closes."""
        stop = self.data.find(b"\0", self.at)
        length = (stop if stop >= 0 else len(self.data)) - self.at
        value = self.text(name, length)
        self.at += 1 if stop >= 0 else 0
        return value

    def octets(self, name: str, length: int) -> bytes:
        """Note bytes as hexadecimal text and return them."""
        raw = self.take(length)
        shown = raw[:64].hex() + ("…" if length > 64 else "")
        self.note(name, shown, "hex", length)
        return raw


@dataclass(frozen=True, slots=True)
class FirstCoded:
    """Where the first coded picture or sound of a stream lies, and how it is framed.

    ``framing`` is the number of length bytes before each NAL unit, 0 for start codes; ``stream`` counts from 0.
    """

    stream: int
    codec: str
    framing: int
    pieces: tuple[ByteRange, ...]


@dataclass(slots=True)
class Ledger:
    """The accounts of one walk: elements numbered in file order, bytes of no element, what could not be read."""

    reader: Reader
    elements: list[Element] = dataclass_field(default_factory=list)
    firsts: list[FirstCoded] = dataclass_field(default_factory=list)
    unclaimed: int = 0
    trailing: int = 0
    fields: int = 0

    def element(
        self,
        kind: str,
        span: tuple[int, int, int],
        parent: int = -1,
        *,
        fields: Sequence[Field] = (),
        clause: str = "",
        notes: Sequence[str] = (),
    ) -> Element:
        """Number and keep an element; ``span`` is (offset, header, size). Raise WalkStopped when there are too many."""
        offset, header, size = span
        number = len(self.elements)
        if number >= MAX_ELEMENTS:
            raise WalkStopped(f"the file has more than {MAX_ELEMENTS} elements", offset)
        self.fields += len(fields)
        if self.fields > MAX_FIELDS:
            raise WalkStopped(f"the elements have more than {MAX_FIELDS} fields", offset)
        made = Element(number, parent, kind, offset, header, size, tuple(fields), clause, tuple(notes))
        self.elements.append(made)
        return made

    def gap(self, offset: int, end: int, parent: int, why: str) -> Element:
        """Keep bytes inside the format that belong to no element."""
        self.unclaimed += end - offset
        return self.element(UNCLAIMED, (offset, 0, end - offset), parent, notes=(why, *looks_like(self, offset, end)))

    def tail(self, offset: int, why: str) -> Element:
        """Keep the bytes from ``offset`` to the end of the file, which follow the end of the format."""
        self.trailing += self.reader.size - offset
        notes = (why, *looks_like(self, offset, self.reader.size))
        return self.element(TRAILING, (offset, 0, self.reader.size - offset), -1, notes=notes)


def looks_like(ledger: Ledger, offset: int, end: int) -> tuple[str, ...]:
    """Say in words what bytes of no element begin with, as far as a signature tells."""
    head = ledger.reader.at(offset, min(64, end - offset))
    if not head.strip(b"\0"):
        whole = end - offset <= MAX_PIECE and not ledger.reader.at(offset, end - offset).strip(b"\0")
        return ("all of these bytes are zero" if whole else "begins with zero bytes",)
    signatures = (
        (head[4:8] == b"ftyp", "an ISO BMFF file"),
        (head.startswith(b"\xff\xd8\xff"), "a JPEG picture"),
        (head.startswith(b"\x89PNG"), "a PNG picture"),
        (head.startswith(b"PK\x03\x04"), "a ZIP archive"),
        (head.startswith(b"%PDF"), "a PDF document"),
        (head.startswith(b"RIFF"), "a RIFF file"),
        (head.startswith((b"TAG", b"APETAGEX")), "an ID3v1 or APE tag"),
        (b"SEFH" in head or b"SEFT" in head or b"MotionPhoto" in head, "a Samsung trailer"),
    )
    found = next((name for matches, name in signatures if matches), "")
    return (f"begins like {found}",) if found else ()


def damage(quantity: str, reason: str, offset: int, length: int) -> NotMeasured:
    """Return what could not be read, with its place."""
    return NotMeasured(quantity, reason, ByteRange(offset, max(0, length)))


def count_of(quantity: str, value: int, offset: int = -1, length: int = 0, unit: str = "1") -> Measurement:
    """Return a count, anchored to bytes when ``offset`` is given."""
    if offset < 0:
        return Measurement(quantity, value, unit)
    return Measurement(quantity, value, unit, ByteRange(offset, length))
