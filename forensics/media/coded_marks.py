"""Read encoder marks from the first coded picture and sound of each stream: parameter sets, library names.

Supplemental messages are read by the packet pass (``forensics.media.sei``), which sees more than the first picture.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from forensics.media.bits import nal_units
from forensics.media.bitstream import nal_name, picture_type
from forensics.media.codec_config import parameter_set
from forensics.media.reading import FirstCoded, Ledger, safe_text
from forensics.types import ByteRange, Measurement, Outcome, StreamLocus

_MARKS = re.compile(
    rb"(Lavc[0-9.]{3,16}|Lavf[0-9.]{3,16}|LAME ?[0-9.]{2,12}|libfaac [0-9.]{2,12}|XviD[0-9]{2,6}|DivX[0-9a-zA-Z]{3,12})"
)
_CONFIGURATIONS = frozenset({"esds", "glbl", "CodecPrivate"})
"""Elements in which MPEG-4 Visual keeps its user data, outside every coded picture."""
MAX_CONFIGURATIONS = 64


def measure(ledger: Ledger) -> Iterator[Outcome]:
    """Yield what the first coded unit of every stream says of its encoder; media bytes beyond it are not read."""
    kept = [element for element in ledger.elements if element.kind in _CONFIGURATIONS]
    for element in kept[:MAX_CONFIGURATIONS]:
        raw = ledger.reader.at(element.offset, min(element.size, 1 << 16))
        for found in list(_MARKS.finditer(raw))[:4]:
            place = ByteRange(element.offset + found.start(), len(found[0]))
            yield Measurement("encoder.mark", safe_text(found[0]), "text", place)
    for first in ledger.firsts:
        raw = b"".join(ledger.reader.at(piece.offset, piece.length) for piece in first.pieces)
        if first.codec in ("h264", "hevc"):
            yield from _nal_stream(ledger, first, raw)
        elif first.codec == "gpmd":
            continue
        else:
            yield from _marks(first, raw)


def _place(first: FirstCoded, offset: int, length: int) -> ByteRange:
    """Return where bytes of the joined pieces lie in the file, as far as one range can say it."""
    for piece in first.pieces:
        if offset < piece.length:
            return ByteRange(piece.offset + offset, length)
        offset -= piece.length
    return ByteRange(first.pieces[-1].offset, 0)


def _nal_stream(ledger: Ledger, first: FirstCoded, raw: bytes) -> Iterator[Outcome]:
    names: list[str] = []
    for unit in nal_units(raw, first.framing):
        names.append(nal_name(first.codec, unit.data))
        made = parameter_set(first.codec, unit.data, _place(first, unit.offset, 0).offset)
        if made is not None and len(names) < 64:
            parent = _enclosing(ledger, made.offset)
            yield ledger.element(made.kind, (made.offset, 0, made.size), parent, fields=made.fields,
                                 clause=made.clause, notes=("in the stream, in its first coded picture",))  # fmt: skip
    if names:
        where = StreamLocus(first.stream)
        yield Measurement("stream.first_packet.nal_units", " | ".join(names[:64]), "text", where)
        kind = picture_type(first.codec, first.framing, raw)
        if kind:
            yield Measurement("stream.first_packet.picture_type", kind, "text", where)
    if first.codec in ("h264", "hevc") and not any("SEI" in name for name in names):
        yield from _marks(first, raw[:4096])


def _enclosing(ledger: Ledger, offset: int) -> int:
    inside = [element for element in ledger.elements if element.offset <= offset < element.offset + element.size]
    return min(inside, key=lambda element: element.size).number if inside else -1


def _marks(first: FirstCoded, raw: bytes) -> Iterator[Outcome]:
    for found in list(_MARKS.finditer(raw[: 1 << 16]))[:4]:
        place = _place(first, found.start(), len(found[0]))
        yield Measurement("encoder.mark", safe_text(found[0]), "text", place)
