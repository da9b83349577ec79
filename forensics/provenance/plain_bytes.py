"""Search a file's bytes outside its coded media for texts, bounded, and say in which element a hit lies."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from forensics.provenance.presence import Look
from forensics.types import ByteRange, Element

MAX_RANGE = 8 * 1024 * 1024
"""Bytes that are read of one stretch."""
MAX_TOTAL = 64 * 1024 * 1024
_MEDIA = frozenset({"mdat", "free", "skip", "wide"})


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of the file that is in memory."""

    offset: int
    content: bytes


def stretches(path: Path, seen: Look) -> Iterator[Stretch]:
    """Yield the parts of the file that may hold metadata: for ISO BMFF all boxes but the media, else both ends."""
    left = MAX_TOTAL
    with path.open("rb") as file:
        size = path.stat().st_size
        for offset, length in _ranges(seen, size):
            if left <= 0:
                return
            file.seek(offset)
            content = file.read(min(length, MAX_RANGE, left))
            left -= len(content)
            yield Stretch(offset, content)


def _ranges(seen: Look, size: int) -> Iterator[tuple[int, int]]:
    if seen.container == "bmff":
        for box in seen.boxes:
            if box.kind not in _MEDIA and not box.is_store:
                yield box.offset, min(box.length, max(size - box.offset, 0))
        end = max((box.offset + box.length for box in seen.boxes), default=0)
        if end < size:
            yield end, size - end
        return
    yield 0, min(size, MAX_RANGE)
    if size > MAX_RANGE:
        begin = max(size - MAX_RANGE, MAX_RANGE)
        yield begin, size - begin


def outside_stores(found: ByteRange, seen: Look) -> bool:
    """Return whether a hit lies outside every C2PA manifest store, whose text is read as such."""
    return not any(place.offset <= found.offset < place.offset + place.length for place in seen.places)


def inside(elements: Sequence[Element], offset: int) -> str:
    """Return the path of kinds of the innermost element around a byte, '' when the structure is not known."""
    innermost = max(
        (e for e in elements if e.offset <= offset < e.offset + e.size),
        key=lambda e: (e.offset, e.number),
        default=None,
    )
    kinds: list[str] = []
    while innermost is not None and len(kinds) < 32:
        kinds.append(innermost.kind)
        innermost = elements[innermost.parent] if 0 <= innermost.parent < len(elements) else None
    return "/".join(reversed(kinds))


_PACKET = re.compile(rb"<x:xmpmeta.*?</x:xmpmeta>|<rdf:RDF.*?</rdf:RDF>", re.DOTALL)


def xmp_packets(stretch: Stretch) -> Iterator[Stretch]:
    """Yield the XMP packets (ISO 16684-1:2019) that stand uncompressed in a stretch, at most 64."""
    for number, found in enumerate(_PACKET.finditer(stretch.content)):
        if number >= 64:
            return
        yield Stretch(stretch.offset + found.start(), found.group())
