"""Walk an MPEG program stream: packs, system headers and PES packets, counted by stream (ISO/IEC 13818-1 2.5)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from forensics.media.reading import MAX_PARTS, FirstCoded, Ledger, WalkStopped, damage
from forensics.types import ByteRange, Column, Field, Measurement, Outcome, Series

NAMES = {
    0xB9: "program end", 0xBA: "pack", 0xBB: "system header", 0xBC: "program stream map", 0xBD: "private stream 1",
    0xBE: "padding", 0xBF: "private stream 2",
}  # fmt: skip
_CLAUSES = {0xBA: "2.5.3.3", 0xBB: "2.5.3.5", 0xBC: "2.5.4", 0xB9: "2.5.3.1"}


CLOCK = 1 << 33
GAP = 90_000
"""Ticks by which two system clock references may differ: the standard asks for one in each 0.7 s."""
MAX_JUMPS = 1000


@dataclass(slots=True)
class _State:
    count: Counter[int] = field(default_factory=Counter)
    octets: Counter[int] = field(default_factory=Counter)
    clocks: list[int] = field(default_factory=list)
    jumps: list[tuple[int, int, int]] = field(default_factory=list)
    references: int = 0


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
        if code == 0xBA:
            _clock(state, raw, at)
        if state.count[code] == 1:
            yield from _first(ledger, code, at, length, top.number)
        at = end
    yield _table(state)
    yield from _clock_outcomes(state)


def system_clock(raw: bytes) -> int | None:
    """Return the system clock reference of a pack header in ticks of 90 kHz (MPEG-2: 2.5.3.3; MPEG-1 likewise)."""
    if len(raw) < 10:
        return None
    bits = int.from_bytes(raw[4:10], "big")
    if raw[4] >> 6 == 1:  # 01, three bits, marker, fifteen, marker, fifteen
        return (bits >> 43 & 7) << 30 | (bits >> 27 & 0x7FFF) << 15 | bits >> 11 & 0x7FFF
    if raw[4] >> 4 == 2:  # 0010, three bits, marker, fifteen, marker, fifteen
        return (bits >> 41 & 7) << 30 | (bits >> 25 & 0x7FFF) << 15 | bits >> 9 & 0x7FFF
    return None


def _clock(state: _State, raw: bytes, at: int) -> None:
    now = system_clock(raw)
    if now is None:
        return
    before = state.clocks[-1] if state.clocks else now
    if (now - before) % CLOCK > GAP and len(state.jumps) < MAX_JUMPS:
        state.jumps.append((at, before, now))
    state.references += 1
    state.clocks = [state.clocks[0] if state.clocks else now, now]


def _clock_outcomes(state: _State) -> Iterator[Outcome]:
    if not state.clocks:
        return
    yield Measurement("mpegps.clock_first", state.clocks[0], "tick of 90 kHz")
    yield Measurement("mpegps.clock_last", state.clocks[-1], "tick of 90 kHz")
    yield Measurement("mpegps.clock_jumps.count", len(state.jumps), "1")
    for where, before, now in state.jumps[:20]:
        words = f"the system clock goes from {before / 90_000:.3f} s to {now / 90_000:.3f} s"
        yield Measurement("mpegps.clock_jump", words, "text", ByteRange(where, 14))


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
