"""Turn XMP packets and other embedded XML into tags."""

from __future__ import annotations

from collections.abc import Iterator

from forensics.media.xmp import XmlRefused, read_xml
from forensics.types import ByteRange, NotMeasured, Outcome, Tag


def read_packet(raw: bytes, base: int, group: str) -> Iterator[Outcome]:
    """Yield the values of XML whose first byte is at ``base``, and NotMeasured for what could not be parsed."""
    try:
        for value in read_xml(raw):
            yield Tag("assay", group, value.path, value.value, ByteRange(base + value.offset, value.length))
    except XmlRefused as refused:
        yield NotMeasured(f"tags.{group.lower()}", str(refused), ByteRange(base, len(raw)))
