"""Read a file's structure: choose the format by its bytes, walk it, and account for every byte."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import BinaryIO

from forensics.media import bmff, coded_marks, ebml, items, mpeg_audio, mpegps, mpegts, riff, samples, stills, tracks
from forensics.media.bmff_names import SINGLE
from forensics.media.reading import TRAILING, UNCLAIMED, Ledger, Reader, WalkStopped, damage
from forensics.types import ByteRange, Element, Measurement, NotMeasured, Outcome

SPACE = ("free", "skip", "JUNK", "Void")
"""Elements that keep room and should hold nothing."""
MAX_LISTED = 500
"""Unknown, repeated and unclaimed elements of one kind that are listed one by one."""


@dataclass(frozen=True, slots=True)
class _Format:
    name: str
    begins: Callable[[bytes], bool]
    walk: Callable[[Ledger], Iterator[Outcome]]


def _bmff(ledger: Ledger) -> Iterator[Outcome]:
    yield from bmff.walk(ledger)
    yield from tracks.measure(ledger)
    yield from samples.measure(ledger)
    yield from items.measure(ledger.reader, ledger.elements)


_FORMATS = (
    _Format("JPEG", stills.jpeg_begins, stills.jpeg),
    _Format("PNG", stills.png_begins, stills.png),
    _Format("GIF", stills.gif_begins, stills.gif),
    _Format("TIFF", stills.tiff_begins, stills.tiff),
    _Format("RIFF", riff.begins, riff.walk),
    _Format("EBML", ebml.begins, ebml.walk),
    _Format("MPEG-TS", mpegts.begins, mpegts.walk),
    _Format("MPEG-PS", mpegps.begins, mpegps.walk),
    _Format("ISO BMFF", bmff.begins, _bmff),
    _Format("MPEG audio", mpeg_audio.begins, mpeg_audio.walk),
)
_HEIF = frozenset(
    ("heic", "heix", "heim", "heis", "hevc", "hevx", "mif1", "mif2", "mif3", "miaf", "msf1", "avif", "avis", "avci")
)
"""Major brands of pictures and picture sequences in items (ISO/IEC 23008-12 Annex B and 10; AVIF)."""
_OTHERS = (
    (b"FLV", "Flash Video"), (b"\x30\x26\xb2\x75", "ASF / Windows Media"), (b"OggS", "Ogg"), (b"fLaC", "FLAC"),
    (b"%PDF", "PDF"), (b"PK\3\4", "ZIP"), (b"<?xml", "XML text"), (b"\0\0\1\xb3", "MPEG video without a container"),
    (b"\0\0\0\1", "a byte stream of NAL units without a container"), (b".RMF", "RealMedia"),
)  # fmt: skip


def read_structure(file: BinaryIO, size: int) -> Iterator[Outcome]:
    """Yield every element of a file in file order, then the accounts of the walk; never raise on bad bytes.

    ``file`` must be open for binary reading and seekable, ``size`` its length in bytes. The format is chosen by
    content, never by name. What is damaged, or lies beyond a bound (elements, depth, bytes read), becomes
    NotMeasured with its reason and place. Raise OSError only when the disk cannot be read.
    """
    reader = Reader(file, size)
    head = reader.at(0, 4096)
    form = next((each for each in _FORMATS if each.begins(head)), None)
    if form is None:
        yield _unknown(head, size)
        return
    ledger = Ledger(reader)
    stopped: WalkStopped | None = None
    try:
        yield from form.walk(ledger)
    except WalkStopped as stop:
        stopped = stop
        left = size - stop.offset
        yield damage(
            "container.structure", f"{stop}: {left} bytes from byte {stop.offset} on were not walked", stop.offset, left
        )
    yield Measurement("container.format", _name(form.name, ledger.elements), "text")
    try:
        yield from coded_marks.measure(ledger)
    except WalkStopped as stop:
        yield damage("container.encoder_marks", str(stop), stop.offset, 0)
    yield from _accounts(ledger, stopped)


def _unknown(head: bytes, size: int) -> NotMeasured:
    if size == 0:
        return NotMeasured("container.format", "the file is empty")
    other = next((name for mark, name in _OTHERS if head.startswith(mark)), "")
    if other:
        return NotMeasured("container.format", f"begins like {other}, for which there is no structure reader")
    return NotMeasured("container.format", "no signature of a known container begins this file")


def _name(family: str, elements: list[Element]) -> str:
    top = [element for element in elements if element.parent == -1]
    if family == "RIFF":
        return next((element.kind for element in top), "RIFF")
    if family == "EBML":
        kind = next((field.value for element in elements if element.kind == "DocType" for field in element.fields), "")
        return {"matroska": "Matroska", "webm": "WebM"}.get(str(kind), "EBML")
    if family != "ISO BMFF":
        return family
    kinds = {element.kind for element in top}
    if "jumb" in kinds and "moov" not in kinds:
        return "JUMBF"
    brand = next((str(field.value) for element in top if element.kind == "ftyp" for field in element.fields[:1]), "")
    if brand == "qt  " or (not brand and "moov" in kinds):
        return "QuickTime"
    if brand in _HEIF:
        return "HEIF"
    if "moov" not in kinds and kinds & {"moof", "sidx"}:
        return "ISO BMFF segment"
    return "ISO BMFF fragmented" if "moof" in kinds else "ISO BMFF"


def _accounts(ledger: Ledger, stopped: WalkStopped | None) -> Iterator[Outcome]:
    elements = ledger.elements
    yield Measurement("container.elements", len(elements), "1")
    yield Measurement("container.bytes_unaccounted", ledger.unclaimed, "byte")
    yield Measurement("container.trailing_bytes", ledger.trailing, "byte")
    yield Measurement("container.walked_to_last_byte", stopped is None, "1")
    yield from _listed([mark for element in elements for mark in _marks(element, ledger)])
    yield from _listed(list(_duplicates(elements)))
    order = " ".join(element.kind for element in elements if element.parent == -1)
    yield Measurement("container.top_level_order", order[:4000], "text")


def _listed(marks: list[Measurement]) -> Iterator[Outcome]:
    """Yield the first MAX_LISTED marks of each kind, and say how many more there are."""
    count: Counter[str] = Counter()
    for mark in marks:
        count[mark.quantity] += 1
        if count[mark.quantity] <= MAX_LISTED:
            yield mark
    for quantity, number in sorted(count.items()):
        if number > MAX_LISTED:
            yield NotMeasured(
                quantity, f"{number - MAX_LISTED} more of {number} are not listed; the elements show them"
            )


def _marks(element: Element, ledger: Ledger) -> Iterator[Measurement]:
    span = ByteRange(element.offset, min(element.size, ledger.reader.size - element.offset))
    if element.kind in (UNCLAIMED, TRAILING):
        name = "container.trailing" if element.kind == TRAILING else "container.unclaimed"
        yield Measurement(name, "; ".join(element.notes), "text", span)
    elif element.kind in SPACE and (filled := _content(element)).startswith("not zero"):
        yield Measurement("container.space_not_empty", f"{element.kind}: {filled}", "text", span)
    elif not element.clause and not element.kind.startswith("("):
        yield Measurement("container.unknown_element", element.kind, "text", span)


def _content(element: Element) -> str:
    return next((str(field.value) for field in element.fields if field.name == "content"), "")


def _duplicates(elements: list[Element]) -> Iterator[Measurement]:
    seen: set[tuple[int, str]] = set()
    stores = {element.number for element in elements if element.kind == "ipco"}  # one property of a kind for each item
    for element in elements:
        key = (element.parent, element.kind)
        if element.kind in SINGLE and key in seen and element.parent not in stores:
            yield Measurement(
                "container.duplicate_element", element.kind, "text", ByteRange(element.offset, element.size)
            )
        seen.add(key)
