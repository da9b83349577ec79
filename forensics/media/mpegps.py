"""Walk an MPEG program stream: packs, system headers and PES packets, counted by stream (ISO/IEC 13818-1 2.5)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from forensics.media.reading import MAX_PARTS, FirstCoded, Ledger, WalkStopped, damage
from forensics.types import ByteRange, Column, Field, Outcome, Series

NAMES = {
    0xB9: "program end", 0xBA: "pack", 0xBB: "system header", 0xBC: "program stream map", 0xBD: "private stream 1",
    0xBE: "padding", 0xBF: "private stream 2",
}  # fmt: skip
_CLAUSES = {0xBA: "2.5.3.3", 0xBB: "2.5.3.5", 0xBC: "2.5.4", 0xB9: "2.5.3.1"}


@dataclass(slots=True)
class _State:
    count: Counter[int] = field(default_factory=Counter)
    octets: Counter[int] = field(default_factory=Counter)


def begins(head: bytes) -> bool:
    """Say whether these first bytes of a file begin a program stream."""
    return head.startswith(b"\0\0\1\xba")


def name_of(code: int) -> str:
    """Return what a stream identifier names (table 2-22)."""
    if 0xC0 <= code <= 0xDF:
        return f"audio stream {code - 0xC0}"
    if 0xE0 <= code <= 0xEF:
        return f"video stream {code - 0xE0}"
    return NAMES.get(code, f"stream {code:#04x}")


def _length(raw: bytes) -> int:
    """Return the whole length of the unit that begins here, 0 where none does."""
    if len(raw) < 4 or raw[:3] != b"\0\0\1" or raw[3] < 0xB9:
        return 0
    if raw[3] == 0xB9:
        return 4
    if raw[3] == 0xBA:
        if len(raw) >= 14 and raw[4] >> 6 == 1:
            return 14 + (raw[13] & 7)
        return 12
    return 6 + int.from_bytes(raw[4:6], "big") if len(raw) >= 6 else 0


def walk(ledger: Ledger) -> Iterator[Outcome]:
    """Yield the first unit of each kind as an element and a table that counts all of them."""
    reader, state, at, parts = ledger.reader, _State(), 0, 0
    top = ledger.element("program stream", (0, 0, reader.size), clause="ISO/IEC 13818-1 2.5.3")
    yield top
    while at < reader.size:
        raw = reader.bulk(at, 16)
        length = _length(raw)
        parts += 1
        if parts > MAX_PARTS:
            raise WalkStopped(f"the file has more than {MAX_PARTS} packets", at)
        if length == 0:
            found = _next_start(ledger, at)
            yield ledger.gap(at, found, top.number, "no start code of the system layer where one is due")
            at = found
            continue
        code, end = raw[3], min(at + length, reader.size)
        if at + length > reader.size:
            yield damage("container.structure", f"{name_of(code)} reaches beyond the end of the file", at, end - at)
        state.count[code] += 1
        state.octets[code] += end - at
        if state.count[code] == 1:
            yield from _first(ledger, code, at, length, top.number)
        at = end
    yield _table(state)


def _next_start(ledger: Ledger, at: int) -> int:
    for offset, length in ledger.reader.stream(at + 1, ledger.reader.size):
        raw = ledger.reader.bulk(offset, length + 3)
        place = raw.find(b"\0\0\1")
        while place >= 0:
            if place + 3 < len(raw) and raw[place + 3] >= 0xB9:
                return offset + place
            place = raw.find(b"\0\0\1", place + 1)
    return ledger.reader.size


def _first(ledger: Ledger, code: int, at: int, length: int, parent: int) -> Iterator[Outcome]:
    fields: list[Field] = []
    if code == 0xBA:
        raw = ledger.reader.at(at, 14)
        version = 2 if raw[4:5] and raw[4] >> 6 == 1 else 1
        fields.append(Field("mpeg_version", version, "1", at + 4, 1))
    clause = f"ISO/IEC 13818-1 {_CLAUSES.get(code, '2.4.3.6')}"
    yield ledger.element(name_of(code), (at, 4 if code in (0xBA, 0xB9) else 6, length), parent, fields=fields,
                         clause=clause, notes=("first of its kind; the rest are counted",))  # fmt: skip
    if 0xE0 <= code <= 0xEF:
        raw = ledger.reader.at(at, 16)
        start = at + 9 + raw[8] if len(raw) > 8 and raw[6] >> 6 == 2 else at + 7
        ledger.firsts.append(FirstCoded(code - 0xE0, "mpeg2video", 0, (ByteRange(start, max(0, at + length - start)),)))


def _table(state: _State) -> Series:
    columns = (Column("stream", "text"), Column("packets", "packet"), Column("bytes", "byte"))
    rows = tuple((name_of(code), state.count[code], state.octets[code]) for code in sorted(state.count))
    return Series("mpegps.streams", columns, 0, rows)
