"""Read every tag of a file with our own readers and exifread, each anchored to the bytes that say it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import BinaryIO

from forensics.media import tags_bmff, tags_chunks, tags_ebml, tags_jpeg
from forensics.media.exif import MAX_BYTES, read_exif
from forensics.media.reading import Reader, WalkStopped
from forensics.types import ByteRange, Element, NotMeasured, Outcome, Tag

MAX_TAGS = 20_000
"""Tags of one file that are listed."""


def read_tags(file: BinaryIO, size: int, structure: Sequence[Element]) -> Iterator[Outcome]:
    """Yield the tags that stand in the elements of ``structure``, places in degrees, and thumbnails' digests.

    Never raise on bad bytes: what could not be read is NotMeasured with the reason. Text keeps hostile characters
    except lone surrogates; whoever shows it must escape it.
    """
    reader = Reader(file, size)
    count = 0
    try:
        for outcome in _all(reader, size, structure):
            count += isinstance(outcome, Tag)
            if count > MAX_TAGS:
                yield NotMeasured("tags", f"tags beyond the first {MAX_TAGS} are not listed")
                return
            yield outcome
    except WalkStopped as stop:
        yield NotMeasured("tags", str(stop), ByteRange(stop.offset, 0))


def _all(reader: Reader, size: int, structure: Sequence[Element]) -> Iterator[Outcome]:
    if not structure:
        return
    kinds = {element.kind for element in structure if element.parent == -1}
    if "directory" in kinds:
        if size <= MAX_BYTES:
            yield from read_exif(reader.at(0, size), 0, "TIFF")
        else:
            yield NotMeasured("tags.exif", f"a TIFF file of {size} bytes: more than the {MAX_BYTES} that are read")
    elif "SOI" in kinds:
        yield from tags_jpeg.read(reader, structure)
    elif "EBML" in kinds:
        yield from tags_ebml.read(structure)
    elif "IHDR" in kinds or any(kind.startswith("RIFF") for kind in kinds):
        yield from tags_chunks.read(reader, structure)
    else:
        yield from _texts(structure)
        yield from tags_bmff.read(reader, structure)


def _texts(structure: Sequence[Element]) -> Iterator[Outcome]:
    """Yield the texts of the small formats: GIF comments and applications, ID3v1, LAME's name."""
    for element in structure:
        if element.kind in ("comment", "application", "ID3v1", "coded sound"):
            for item in element.fields:
                if item.unit == "text" and item.value != "":
                    where = ByteRange(item.offset, item.length)
                    yield Tag("assay", element.kind, item.name, str(item.value), where)
