"""Walk the boxes of ISO BMFF, QuickTime, HEIF and JUMBF without recursion (ISO/IEC 14496-12 4.2, QTFF)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from forensics.media import bmff_fields, bmff_items, codec_config
from forensics.media.bmff_names import CLAUSE, CONTAINERS, COUNTED, EDITION, FIRST_BOXES, GROUPS, UUIDS
from forensics.media.bmff_tables import MAX_TABLE, TABLES
from forensics.media.reading import MAX_DEPTH, MAX_PIECE, Cursor, Ledger, Short, damage, four
from forensics.types import Element, Outcome

_CONFIGS: dict[str, Callable[[Cursor], Iterator[codec_config.ParameterSet | codec_config.Said]]] = {
    "avcC": codec_config.avc_configuration,
    "hvcC": codec_config.hevc_configuration,
}
_AUDIO = (
    "mp4a",
    "samr",
    "sawb",
    "ac-3",
    "ec-3",
    "Opus",
    "fLaC",
    "alac",
    "lpcm",
    "sowt",
    "twos",
    "in24",
    "fl32",
    ".mp3",
)


_C2PA = bytes.fromhex("d8fec3d61b0e483c92975828877ec481")


@dataclass(slots=True)
class _Level:
    """One open container: where its next child starts, where it ends, and what is known of it."""

    at: int
    end: int
    number: int
    kind: str
    handler: str = ""


@dataclass(frozen=True, slots=True)
class _Box:
    kind: str
    offset: int
    header: int
    size: int
    notes: tuple[str, ...] = ()

    @property
    def payload(self) -> int:
        return self.offset + self.header

    @property
    def end(self) -> int:
        return self.offset + self.size


def begins(head: bytes) -> bool:
    """Say whether these first bytes of a file begin a box that may come first."""
    return (
        len(head) >= 8
        and four(head[4:8]) in FIRST_BOXES
        and (int.from_bytes(head[:4], "big") in (0, 1) or head[0] < 0x10)
    )


def _header(ledger: Ledger, level: _Level) -> _Box | None:
    """Return the box that begins where the level stands, or None where no box can begin."""
    raw = ledger.reader.at(level.at, 16)[: level.end - level.at]
    if len(raw) < 8:
        return None
    size, kind, header = int.from_bytes(raw[:4], "big"), four(raw[4:8]), 8
    if size == 1:
        if len(raw) < 16:
            return None
        size, header = int.from_bytes(raw[8:16], "big"), 16
    elif size == 0:
        if level.number >= 0 or raw == b"\0" * len(raw):
            return None
        return _Box(kind, level.at, header, level.end - level.at, ("size 0: runs to the end of the file",))
    if size < header or (level.number < 0 and kind not in CLAUSE and not raw[4:8].isalnum()):
        return None
    return _Box(kind, level.at, header, size)


def _opens(box: _Box, parent: _Level, ledger: Ledger) -> int:
    """Return how many bytes of payload stand before the boxes inside, or -1 for a box that holds none."""
    if parent.kind in ("stsd", "dref", "iref", "udta/©"):
        return _entry_length(box, parent, ledger) if parent.kind == "stsd" else -1
    if parent.kind in ("ilst", "keys"):
        return 0
    if box.kind == "meta":
        return 0 if ledger.reader.at(box.payload + 4, 4) == b"hdlr" else 4
    if box.kind == "uuid":
        return _manifest_begins(box, ledger)
    if box.kind == "keys":
        return 0 if parent.kind == "mebx" else -1
    if box.kind == "iinf":
        return 6 if ledger.reader.at(box.payload, 1) == b"\0" else 8
    if box.kind == "tmcd":
        return 0 if parent.kind == "gmhd" else -1
    if box.kind in COUNTED:
        return COUNTED[box.kind]
    return 0 if box.kind in CONTAINERS else -1


def _manifest_begins(box: _Box, ledger: Ledger) -> int:
    """Return how many bytes of a C2PA uuid box stand before its manifest store, -1 where it holds none (C2PA 2.4)."""
    raw = ledger.reader.at(box.payload, 64)
    if raw[:16] != _C2PA:
        return -1
    purpose = raw[20:].partition(b"\0")[0]
    begin = 20 + len(purpose) + 1 + 8  # after version and flags the purpose, then the offset of the first merkle box
    return begin if purpose in (b"manifest", b"original", b"update") and raw[begin + 4 : begin + 8] == b"jumb" else -1


def _entry_length(box: _Box, parent: _Level, ledger: Ledger) -> int:
    if parent.handler == "vide":
        return 78
    if parent.handler == "soun" or box.kind in _AUDIO:
        return 28 + {1: 16, 2: 36}.get(int.from_bytes(ledger.reader.at(box.payload + 8, 2), "big"), 0)
    return 8 if parent.handler in ("meta", "text") and box.kind in ("mebx",) else -1


def _field_reader(box: _Box, parent: _Level) -> Callable[[Cursor], None] | None:
    if parent.kind == "stsd":
        if box.kind == "tmcd":
            return bmff_fields.tmcd
        readers = {"vide": bmff_fields.video_entry, "soun": bmff_fields.audio_entry}
        return readers.get(parent.handler, bmff_fields.plain_entry)
    if parent.kind == "ilst":
        return None
    if parent.kind == "iref":
        return bmff_items.item_reference
    if parent.kind == "grpl":
        return bmff_items.entity_group
    if parent.kind in ("udta", "ilst") and box.kind.startswith("©"):
        return bmff_fields.coded_text
    if (
        box.kind == "tmcd"
        or (box.kind == "keys" and parent.kind == "mebx")
        or (box.kind == "name" and parent.kind == "udta")
    ):
        return None
    if box.kind == "esds":
        return codec_config.elementary_stream
    return bmff_fields.FIELDS.get(box.kind)


def _clause(box: _Box, parent: _Level, cursor: Cursor) -> str:
    if box.kind == "uuid" and cursor.fields:
        return UUIDS.get(str(cursor.fields[0].value), "")
    if parent.kind == "udta" and box.kind.startswith("©"):
        return "QTFF: user data text"
    if parent.kind == "ilst":
        return "QTFF: metadata item"
    if parent.kind == "keys":
        return "QTFF: timed metadata, metadata key"
    if parent.kind in ("tref", "iref"):
        return f"{EDITION} {'8.3.3' if parent.kind == 'tref' else '8.11.12'}"
    if parent.kind == "grpl":
        return GROUPS.get(box.kind, "")
    if parent.kind == "stsd":
        return CLAUSE.get(box.kind, f"{EDITION} 8.5.2 (sample entry)")
    return CLAUSE.get(box.kind, "")


def _read(
    ledger: Ledger, box: _Box, parent: _Level, end: int
) -> tuple[Cursor, list[str], list[codec_config.ParameterSet | codec_config.Said]]:
    """Read a box's fields; what its payload does not hold becomes a note."""
    notes: list[str] = list(box.notes)
    sets: list[codec_config.ParameterSet | codec_config.Said] = []
    reader = _field_reader(box, parent)
    limit = MAX_TABLE if box.kind in TABLES or box.kind == "trun" else MAX_PIECE
    wanted = reader is not None or box.kind in _CONFIGS
    payload = ledger.reader.at(box.payload, min(limit, end - box.payload)) if wanted else b""
    cursor = Cursor(payload, box.payload)
    try:
        if reader is not None:
            reader(cursor)
        elif box.kind in _CONFIGS:
            sets.extend(_CONFIGS[box.kind](cursor))
    except Short:
        notes.append("a field ends after the payload")
    except ValueError:
        notes.append("the payload does not hold what its kind promises")
    return cursor, notes, sets


def walk(ledger: Ledger, start: int = 0, end: int | None = None, parent: int = -1) -> Iterator[Outcome]:
    """Yield every box from ``start`` to ``end`` in file order, and what is damaged; raise WalkStopped at a bound."""
    stack = [_Level(start, ledger.reader.size if end is None else end, parent, "")]
    while stack:
        level = stack[-1]
        if level.at >= level.end:
            stack.pop()
            continue
        box = _header(ledger, level)
        if box is None:
            yield from _leftover(ledger, level)
            level.at = level.end
            continue
        yield from _visit(ledger, stack, box)


def _visit(ledger: Ledger, stack: list[_Level], box: _Box) -> Iterator[Outcome]:
    level = stack[-1]
    end = min(box.end, level.end)
    cursor, notes, sets = _read(ledger, box, level, end)
    opens = _opens(box, level, ledger)
    if opens >= 0 and len(stack) >= MAX_DEPTH:
        notes.append(f"nested deeper than {MAX_DEPTH}: not walked inside")
        yield damage(
            "container.structure",
            f"boxes nested deeper than {MAX_DEPTH} were not walked",
            box.payload,
            end - box.payload,
        )
        opens = -1
    if box.end > level.end:
        where = "the file" if level.end == ledger.reader.size else f"its parent {level.kind}"
        excess = box.end - level.end
        notes.append(f"its size reaches {excess} bytes beyond the end of {where}")
        yield damage(
            "container.structure",
            f"{box.kind} reaches {excess} bytes beyond the end of {where}",
            box.offset,
            end - box.offset,
        )
    made = ledger.element(
        box.kind, (box.offset, box.header, box.size), level.number,
        fields=cursor.fields, clause=_clause(box, level, cursor), notes=notes,
    )  # fmt: skip
    yield made
    yield from codec_config.listed(sets, ledger, made.number)
    level.at = end
    if box.kind == "hdlr" and level.kind == "mdia":
        level.handler = next((str(field.value) for field in made.fields if field.name == "handler_type"), "")
    if opens >= 0:
        stack.append(_Level(min(box.payload + opens, end), end, made.number, box.kind, _handler(stack, made)))


def _handler(stack: list[_Level], made: Element) -> str:
    return (
        next((level.handler for level in reversed(stack) if level.handler), "")
        if made.kind in ("stsd", "stbl", "minf")
        else ""
    )


def _parent_kind(ledger: Ledger, level: _Level) -> str:
    parent = ledger.elements[level.number].parent
    return ledger.elements[parent].kind if parent >= 0 else ""


def _leftover(ledger: Ledger, level: _Level) -> Iterator[Outcome]:
    """Account for bytes where no box can begin: a QuickTime terminator, padding, or bytes of no element."""
    entry = level.number >= 0 and _parent_kind(ledger, level) == "stsd"
    if (entry or level.kind in ("udta", "wave", "ilst", "meta", "stsd")) and level.end - level.at in (4, 8):
        rest = ledger.reader.at(level.at, level.end - level.at)
        if not rest.strip(b"\0"):
            yield ledger.element(
                "(terminator)",
                (level.at, len(rest), len(rest)),
                level.number,
                clause="QTFF: 32-bit zero that ends a list",
            )
            return
    if level.number < 0 and level.end == ledger.reader.size:
        yield ledger.tail(level.at, "no box can begin here")
        return
    yield ledger.gap(level.at, level.end, level.number, f"left over inside {level.kind or 'the boxes'}")
