"""Walk an MPEG transport stream at packet level: tables, programs, counts and continuity (ISO/IEC 13818-1 2.4)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from forensics.media import mpegts_times
from forensics.media.reading import Cursor, FirstCoded, Ledger, Short, damage
from forensics.types import ByteRange, Column, Measurement, Outcome, Series

if TYPE_CHECKING:
    import numpy.typing as npt

STREAM_TYPES = {
    0x01: "mpeg1video", 0x02: "mpeg2video", 0x03: "mp2", 0x04: "mp2", 0x06: "private data", 0x0F: "aac", 0x10: "mpeg4",
    0x11: "aac LATM", 0x1B: "h264", 0x24: "hevc", 0x42: "cavs", 0x80: "LPCM (Blu-ray)", 0x81: "ac3", 0x82: "dts",
    0x83: "truehd", 0x84: "eac3", 0x86: "scte35", 0x87: "eac3", 0x90: "PGS subtitles", 0xEA: "vc1",
}  # fmt: skip
_STEP = 192 * 188 * 17 * 13
"""Bytes of one bulk read (7.6 MiB): a multiple of the packet sizes 188, 192 and 204."""
_TABLES = 4096
"""Different table sections that are kept apart."""
_FIRST = 512 * 1024
"""Bytes of the first coded picture that are gathered."""


_FIXED = {
    0: "PAT",
    1: "CAT",
    0x10: "NIT",
    0x11: "SDT",
    0x12: "EIT",
    0x14: "TDT, TOT",
    0x1F: "SIT",
    0x1FFF: "null packets",
}
_COLUMNS = (
    Column("pid", "1"), Column("stream", "text"), Column("packets", "packet"), Column("unit_starts", "1"),
    Column("discontinuities", "1"), Column("scrambled", "packet"),
)  # fmt: skip


@dataclass(slots=True)
class _Pid:
    packets: int = 0
    starts: int = 0
    discontinuities: int = 0
    scrambled: int = 0
    last: int = -1
    kind: str = ""


_CLOCK = 1 << 33
"""Ticks after which a program clock reference begins anew (ISO/IEC 13818-1 2.4.2.2: 33 bits of a 90 kHz clock)."""
_GAP = 90_000 // 2
"""Ticks by which two references of one program may differ: the standard asks for one in each tenth of a second."""
_SERVICES = 0x11


@dataclass(slots=True)
class _Clock:
    """The program clock references of one packet identifier, in ticks of 90 kHz."""

    first: int
    last: int
    count: int = 0
    jumps: list[tuple[int, int, int]] = field(default_factory=list)

    def take(self, offsets: npt.NDArray[np.int64], bases: npt.NDArray[np.int64]) -> None:
        """Take the next references with the places of their packets; keep the first thousand jumps."""
        before = np.concatenate(([self.last], bases[:-1]))
        forward = (bases - before) % _CLOCK
        for row in np.flatnonzero(forward > _GAP)[: max(0, 1000 - len(self.jumps))]:
            self.jumps.append((int(offsets[row]), int(before[row]), int(bases[row])))
        self.count, self.last = self.count + len(bases), int(bases[-1])


@dataclass(slots=True)
class _State:
    size: int
    lead: int
    pids: dict[int, _Pid] = field(default_factory=dict)
    tables: dict[tuple[int, bytes], int] = field(default_factory=dict)
    maps: set[int] = field(default_factory=set)
    clocks: dict[int, _Clock] = field(default_factory=dict)
    breaks: list[tuple[int, int, int]] = field(default_factory=list)
    pieces: dict[int, list[ByteRange]] = field(default_factory=dict)
    gathered: dict[int, int] = field(default_factory=dict)
    done: set[int] = field(default_factory=set)
    times: mpegts_times.Times = field(default_factory=mpegts_times.Times)


def packet_shape(head: bytes) -> tuple[int, int] | None:
    """Return (packet size, bytes before the sync byte) when five packets in a row begin with the sync byte 0x47."""
    for size, lead in ((188, 0), (192, 4), (204, 0)):
        if len(head) > lead + 4 * size and all(head[lead + n * size] == 0x47 for n in range(5)):
            return size, lead
    return None


def begins(head: bytes) -> bool:
    """Say whether these first bytes of a file begin a transport stream."""
    return packet_shape(head) is not None


def walk(ledger: Ledger) -> Iterator[Outcome]:
    """Yield the stream, each program table once, and a table of its packet identifiers."""
    shape = packet_shape(ledger.reader.at(0, 2048))
    if shape is None:
        return
    state = _State(*shape)
    top = ledger.element("transport stream", (0, 0, ledger.reader.size), clause="ISO/IEC 13818-1 2.4.3")
    yield top
    yield Measurement("mpegts.packet_size", state.size, "byte")
    yield Measurement("mpegts.packets", ledger.reader.size // state.size, "packet")
    at = 0
    while at + state.size <= ledger.reader.size:
        raw = ledger.reader.bulk(at, _STEP)
        table, heads = _packets(raw, state)
        lost = np.flatnonzero(heads[:, 0] != 0x47)
        aligned = int(lost[0]) if len(lost) else len(table)
        yield from _block(ledger, state, at, (table[:aligned], heads[:aligned]), top.number)
        at += aligned * state.size
        if len(lost):
            found = _resync(ledger, state, at)
            why = "no packet begins here: the sync byte 0x47 is missing"
            yield ledger.gap(at, found, top.number, why)
            yield damage("container.structure", f"{found - at} bytes between packets are none", at, found - at)
            at = found
    yield from _summary(ledger, state)
    if at < ledger.reader.size:
        yield ledger.gap(at, ledger.reader.size, top.number, "less than one packet")


def _packets(raw: bytes, state: _State) -> tuple[npt.NDArray[np.uint8], npt.NDArray[np.uint8]]:
    """Return the whole packets of a block as rows that should begin with the sync byte, and their first six bytes.

    The first bytes are copied: of the rows themselves only those are touched again whose payload is needed.
    """
    rows = len(raw) // state.size
    table = np.frombuffer(raw, dtype=np.uint8)[: rows * state.size].reshape(rows, state.size)[:, state.lead :]
    return table, np.ascontiguousarray(table[:, :6])


def _resync(ledger: Ledger, state: _State, at: int) -> int:
    """Return where packets begin again: three sync bytes at their distance, or fewer before the end of the file."""
    start = at + 1
    while start < ledger.reader.size:
        raw = ledger.reader.bulk(start, _STEP + 3 * state.size)
        place = raw.find(b"\x47", state.lead)
        while 0 <= place < _STEP:
            follows = [raw[place + n * state.size : place + n * state.size + 1] for n in (1, 2)]
            whole = place - state.lead + state.size <= len(raw)
            if whole and all(each in (b"", b"\x47") for each in follows):
                return start + place - state.lead
            place = raw.find(b"\x47", place + 1)
        start += _STEP
    return ledger.reader.size


def _block(
    ledger: Ledger,
    state: _State,
    offset: int,
    packets: tuple[npt.NDArray[np.uint8], npt.NDArray[np.uint8]],
    parent: int,
) -> Iterator[Outcome]:
    table, heads = packets
    pids = (heads[:, 1].astype(np.uint16) & 0x1F) << 8 | heads[:, 2]
    order = np.argsort(pids, kind="stable")  # of 16 bits: a radix sort, linear in the rows
    for places in np.split(order, np.flatnonzero(np.diff(pids[order])) + 1) if len(order) else ():
        pid = int(pids[places[0]])
        own = heads[places]
        _count(state, pid, own, places, offset)
        clocked = places[((own[:, 3] & 0x20) != 0) & (own[:, 4] >= 7) & ((own[:, 5] & 0x10) != 0)]
        if len(clocked):
            _references(state, pid, table[clocked, 6:11], offset + clocked * state.size)
        if pid in (0, _SERVICES) or pid in state.maps:
            yield from _tables(ledger, state, pid, table[places], (places, offset, parent))
        elif pid == mpegts_times.PID:
            _times(state, table[places], places, offset)
        elif pid not in state.done and pid != 0x1FFF:
            _gather(state, pid, table[places], places, offset)


def _count(state: _State, pid: int, table: npt.NDArray[np.uint8], places: npt.NDArray[np.int64], offset: int) -> None:
    entry = state.pids.setdefault(pid, _Pid())
    entry.packets += len(table)
    entry.starts += int(np.count_nonzero(table[:, 1] & 0x40))
    entry.scrambled += int(np.count_nonzero(table[:, 3] & 0xC0))
    if pid == 0x1FFF:
        return
    carries = (table[:, 3] & 0x10) != 0
    flagged = ((table[:, 3] & 0x20) != 0) & (table[:, 4] > 0) & ((table[:, 5] & 0x80) != 0)
    counters = (table[:, 3] & 15).astype(np.int16)
    before = np.concatenate(([entry.last if entry.last >= 0 else counters[0] - carries[0]], counters[:-1]))
    expected = (before + carries) & 15
    broken = (counters != expected) & ~(carries & (counters == before)) & ~flagged
    entry.discontinuities += int(np.count_nonzero(broken))
    for row in np.flatnonzero(broken)[: max(0, 1000 - len(state.breaks))]:
        state.breaks.append((offset + int(places[row]) * state.size, pid, int(counters[row] - expected[row]) & 15))
    entry.last = int(counters[-1])


def _references(state: _State, pid: int, fields: npt.NDArray[np.uint8], offsets: npt.NDArray[np.int64]) -> None:
    """Take the program clock references (2.4.3.5) of one identifier: five bytes of each and the place of its packet."""
    raw = fields.astype(np.int64)
    bases = raw[:, 0] << 25 | raw[:, 1] << 17 | raw[:, 2] << 9 | raw[:, 3] << 1 | raw[:, 4] >> 7
    clock = state.clocks.setdefault(pid, _Clock(int(bases[0]), int(bases[0])))
    clock.take(offsets, bases)


def _payload(packet: bytes) -> tuple[int, bytes]:
    if not packet[3] & 0x10:
        return 188, b""
    start = 5 + packet[4] if packet[3] & 0x20 else 4
    return start, packet[start:188]


def _tables(
    ledger: Ledger, state: _State, pid: int, table: npt.NDArray[np.uint8], where: tuple[npt.NDArray[np.int64], int, int]
) -> Iterator[Outcome]:
    places, offset, parent = where
    for row in np.flatnonzero(table[:, 1] & 0x40)[:2000]:
        start, payload = _payload(table[row].tobytes())
        if len(payload) < 9 or payload[0] + 9 > len(payload):
            continue
        section = payload[1 + payload[0] :]
        length = int.from_bytes(section[1:3], "big") & 0xFFF
        key = (pid, section[: 3 + length])
        if key not in state.tables and len(state.tables) >= _TABLES:
            continue
        state.tables[key] = state.tables.get(key, 0) + 1
        if state.tables[key] > 1:
            continue
        at = offset + int(places[row]) * state.size + state.lead + start + 1 + payload[0]
        cursor = Cursor(section[: 3 + length], at)
        notes = []
        try:
            if section[0] == 0:
                _association(cursor, state)
            elif section[0] == 2:
                _program(cursor, state)
            elif section[0] == 0x42:
                _services(cursor)
        except Short:
            notes.append("runs on in the next packet: read only as far as the first")
        name = {0: "PAT", 2: "PMT", 0x42: "SDT"}.get(section[0], f"table {section[0]:#04x}")
        clause = {
            0: "ISO/IEC 13818-1 2.4.4 (program association)",
            2: "ISO/IEC 13818-1 2.4.4 (program map)",
            0x42: "ETSI EN 300 468 (service description)",
        }.get(section[0], "")
        yield ledger.element(
            name, (at, 3, min(3 + length, len(section))), parent, fields=cursor.fields, clause=clause, notes=notes
        )


def _times(state: _State, table: npt.NDArray[np.uint8], places: npt.NDArray[np.int64], offset: int) -> None:
    """Take the time tables of a block: of very many the first and the last thousand."""
    rows = np.flatnonzero(table[:, 1] & 0x40)
    for row in rows if len(rows) <= 2000 else np.concatenate((rows[:1000], rows[-1000:])):
        start, payload = _payload(table[row].tobytes())
        if payload and payload[0] + 1 < len(payload):
            at = offset + int(places[row]) * state.size + state.lead + start + 1 + payload[0]
            state.times.take(at, payload[1 + payload[0] :])


def _association(cursor: Cursor, state: _State) -> None:
    cursor.take(3)
    cursor.number("transport_stream_id", 2)
    cursor.take(3)
    while cursor.left >= 8:
        program, pid = cursor.integer(2), cursor.integer(2) & 0x1FFF
        cursor.note(f"program {program} map PID", pid, "1", 4)
        if program:
            state.maps.add(pid)


def _program(cursor: Cursor, state: _State) -> None:
    cursor.take(3)
    cursor.number("program_number", 2)
    cursor.take(3)
    cursor.note("PCR PID", cursor.integer(2) & 0x1FFF, "1", 2)
    length = cursor.integer(2) & 0xFFF
    if length:
        cursor.octets("program descriptors", length)
    while cursor.left >= 9:
        kind, pid, length = cursor.integer(1), cursor.integer(2) & 0x1FFF, cursor.integer(2) & 0xFFF
        name = STREAM_TYPES.get(kind, f"type {kind:#04x}")
        cursor.note(f"PID {pid}", name, "text", 5)
        state.pids.setdefault(pid, _Pid()).kind = name
        if length:
            cursor.octets(f"PID {pid} descriptors", length)


def _services(cursor: Cursor) -> None:
    """Note the services that the stream names, and who provides them (ETSI EN 300 468 5.2.3, service descriptor)."""
    cursor.take(3)
    cursor.number("transport_stream_id", 2)
    cursor.take(3)
    cursor.number("original_network_id", 2)
    cursor.take(1)
    while cursor.left >= 9:
        service = cursor.integer(2)
        cursor.take(1)
        end = (cursor.integer(2) & 0xFFF) + cursor.at
        while cursor.at + 2 <= min(end, len(cursor.data)):
            tag, length = cursor.integer(1), cursor.integer(1)
            stop = cursor.at + length
            if tag == 0x48 and length >= 3:
                cursor.take(1)
                cursor.text("service_provider", cursor.integer(1), "latin-1")
                cursor.text("service_name", cursor.integer(1), "latin-1")
                cursor.note("service", service, "1", 0)
            cursor.take(stop - cursor.at)


def _gather(state: _State, pid: int, table: npt.NDArray[np.uint8], places: npt.NDArray[np.int64], offset: int) -> None:
    """Note where the payload of a stream's first PES packet lies, as far as _FIRST bytes."""
    starts = np.flatnonzero(table[:, 1] & 0x40)
    if pid not in state.pieces and not len(starts):
        return
    for row in range(0 if pid in state.pieces else int(starts[0]), len(table)):
        packet = table[row].tobytes()
        started = bool(packet[1] & 0x40)
        pieces = state.pieces.get(pid)
        if pieces is not None and (started or state.gathered.get(pid, 0) > _FIRST):
            state.done.add(pid)
            return
        start, payload = _payload(packet)
        if started and payload[:3] == b"\0\0\1" and len(payload) > 9:
            start, payload = start + 9 + payload[8], payload[9 + payload[8] :]
        if payload:
            at = offset + int(places[row]) * state.size + state.lead + start
            state.pieces.setdefault(pid, []).append(ByteRange(at, len(payload)))
            state.gathered[pid] = state.gathered.get(pid, 0) + len(payload)


def _clocks(state: _State) -> Iterator[Outcome]:
    """Yield the span of each program's clock, and where it jumps."""
    columns = (Column("pid", "1"), Column("references", "1"), Column("first", "tick of 90 kHz"),
               Column("last", "tick of 90 kHz"), Column("jumps", "1"))  # fmt: skip
    spans = [(pid, one.count, one.first, one.last, len(one.jumps)) for pid, one in sorted(state.clocks.items())]
    yield Series("mpegts.clock_references", columns, 0, tuple(spans))
    jumps = sorted((where, pid, *rest) for pid, one in state.clocks.items() for where, *rest in one.jumps)
    if jumps:
        places = (Column("offset", "byte"), Column("pid", "1"), Column("before", "tick of 90 kHz"),
                  Column("after", "tick of 90 kHz"))  # fmt: skip
        yield Series("mpegts.clock_jumps", places, 0, tuple(jumps))
    yield Measurement("mpegts.clock_jumps.count", len(jumps), "1")
    for where, _pid, before, after in jumps[:20]:
        words = f"the program clock goes from {before / 90_000:.3f} s to {after / 90_000:.3f} s"
        yield Measurement("mpegts.clock_jump", words, "text", ByteRange(where, state.size))


def _summary(ledger: Ledger, state: _State) -> Iterator[Outcome]:
    rows = []
    for pid, entry in sorted(state.pids.items()):
        other = "program clock" if pid in state.clocks else "not in a program map"
        kind = entry.kind or _FIXED.get(pid, "PMT" if pid in state.maps else other)
        rows.append((pid, kind, entry.packets, entry.starts, entry.discontinuities, entry.scrambled))
    yield Series("mpegts.pids", _COLUMNS, 0, tuple(rows))
    if state.breaks:
        places = tuple(
            Column(name, unit) for name, unit in (("offset", "byte"), ("pid", "1"), ("counter_excess_mod_16", "packet"))
        )
        yield Series("mpegts.discontinuities", places, 0, tuple(sorted(state.breaks)))
    yield Measurement("mpegts.continuity_errors", sum(entry.discontinuities for entry in state.pids.values()), "1")
    if state.clocks:
        yield from _clocks(state)
    yield from mpegts_times.measure(state.times)
    streams = [pid for pid, entry in state.pids.items() if entry.kind]
    for number, pid in enumerate(sorted(streams)):
        if pid in state.pieces:
            ledger.firsts.append(FirstCoded(number, state.pids[pid].kind, 0, tuple(state.pieces[pid])))
