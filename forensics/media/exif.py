"""Read EXIF through exifread, from a bounded copy of its bytes only."""

from __future__ import annotations

import hashlib
import io
import logging
import struct
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

import exifread
from exifread.core.exceptions import ExifError
from exifread.core.ifd_tag import IfdTag

from forensics.media.location import place
from forensics.media.reading import safe_text
from forensics.types import ByteRange, Measurement, NotMeasured, Outcome, Tag

MAX_BYTES = 64 << 20
"""Bytes of one EXIF block (or TIFF file) that are read."""
MAX_TAGS = 5_000
MAX_VALUE = 16 * 1024
_READS = 400_000
_VOLUME = 256 << 20
_FAULTS = (
    ExifError, ValueError, KeyError, IndexError, TypeError, AttributeError, OverflowError, ZeroDivisionError,
    AssertionError, EOFError, OSError, LookupError, RecursionError, MemoryError, struct.error, NotImplementedError,
)  # fmt: skip
_BEYOND = 500
"""Reads that find nothing, behind the end: a directory may claim thousands of entries that are not there."""


class _Exhausted(Exception):
    """The reader went round more often than an honest block needs."""


class _Metered(io.BytesIO):
    """Bytes that can be read only so often and so much, so that a hostile block cannot take time without end."""

    def __init__(self, data: bytes) -> None:
        super().__init__(data)
        self._reads = 0
        self._volume = 0
        self._beyond = 0

    def read(self, size: int | None = -1, /) -> bytes:
        """Return bytes; raise _Exhausted beyond the bounds."""
        got = super().read(size)
        self._reads += 1
        self._volume += len(got)
        self._beyond += not got and size != 0
        if self._reads > _READS or self._volume > _VOLUME or self._beyond > _BEYOND:
            raise _Exhausted
        return got


def read_exif(block: bytes, base: int, group: str) -> Iterator[Outcome]:
    """Yield the tags of an EXIF block (a TIFF stream whose first byte is at ``base``), its thumbnail, its place.

    Never raise: what exifread cannot read becomes NotMeasured with the reason.
    """
    whole = ByteRange(base, len(block))
    logging.getLogger("exifread").disabled = True
    tags, why = _directories(block, details=True)
    if why:
        # Notes of camera makers have no published form; the rest of the block is read without them.
        tags, again = _directories(block, details=False)
        if again:
            yield NotMeasured("tags.exif", f"{group}: {again}", whole)
            return
        if tags:
            yield NotMeasured("tags.exif.maker_note", f"{group}: with the maker's note {why}; it is left out", whole)
    if not tags:
        yield NotMeasured("tags.exif", f"{group}: exifread finds no directory in it", whole)
        return
    for name, tag in sorted(tags.items())[:MAX_TAGS]:
        if isinstance(tag, IfdTag):
            length = max(0, min(tag.field_length, len(block) - tag.field_offset))
            where = ByteRange(base + tag.field_offset, length) if tag.field_offset < len(block) else whole
            yield Tag("exifread", group, safe_text(name.encode("utf-8", "backslashreplace")), _shown(tag), where)
    if len(tags) > MAX_TAGS:
        yield NotMeasured("tags.exif", f"{len(tags) - MAX_TAGS} tags beyond the first {MAX_TAGS} are not listed", whole)
    yield from _thumbnail(tags, base, whole)
    yield from _place(tags, group, whole)


def _directories(block: bytes, *, details: bool) -> tuple[Mapping[str, object], str]:
    """Return what exifread reads, and in words why it could not; ``details`` takes in the notes of camera makers."""
    try:
        return exifread.process_file(_Metered(block), details=details, extract_thumbnail=True), ""
    except _Exhausted:
        return {}, "its directories ask for more reads than the bound allows"
    except _FAULTS as error:
        return {}, f"exifread could not read it ({type(error).__name__})"


def _shown(tag: IfdTag) -> str:
    values = tag.values
    text = values if isinstance(values, str) and not tag.prefer_printable else str(tag.printable)
    if isinstance(values, bytes):
        text = safe_text(values)
    text = text.rstrip("\0").encode("utf-8", "backslashreplace").decode("utf-8")
    return text if len(text) <= MAX_VALUE else f"{text[:MAX_VALUE]}… ({len(text) - MAX_VALUE} more characters)"


def _thumbnail(tags: Mapping[str, object], base: int, whole: ByteRange) -> Iterator[Outcome]:
    for key, form in (("JPEGThumbnail", "jpeg"), ("TIFFThumbnail", "tiff")):
        picture = tags.get(key)
        if not isinstance(picture, bytes) or not picture:
            continue
        offset = _first(tags.get("Thumbnail JPEGInterchangeFormat"))
        spot = ByteRange(base + offset, len(picture)) if offset is not None and form == "jpeg" else whole
        yield Measurement(f"thumbnail.{form}.bytes", len(picture), "byte", spot)
        yield Measurement(f"thumbnail.{form}.sha256", hashlib.sha256(picture).hexdigest(), "hex", spot)


def _first(tag: object) -> int | None:
    values = getattr(tag, "values", None)
    return values[0] if isinstance(values, list) and values and isinstance(values[0], int) else None


def _place(tags: Mapping[str, object], group: str, whole: ByteRange) -> Iterator[Outcome]:
    parts = [_degrees(tags.get(f"GPS GPS{name}"), tags.get(f"GPS GPS{name}Ref")) for name in ("Latitude", "Longitude")]
    if parts[0] is None and parts[1] is None:
        return
    if parts[0] is None or parts[1] is None or abs(parts[0]) > 90 or abs(parts[1]) > 180:
        yield NotMeasured("location", f"{group}: its GPS latitude and longitude do not make a place", whole)
        return
    yield from place(parts[0], parts[1], f"{group} GPS", whole)


def _degrees(tag: object, reference: object) -> Fraction | None:
    values = getattr(tag, "values", None)
    if not isinstance(values, Sequence) or isinstance(values, str | bytes) or not 1 <= len(values) <= 3:
        return None
    total = Fraction(0)
    for value, part in zip(values, (1, 60, 3600), strict=False):
        if not isinstance(value, Fraction | int):
            return None
        try:
            total += Fraction(value) / part
        except (ZeroDivisionError, AttributeError):
            return None
    return -total if str(reference).strip()[:1] in ("S", "W") else total
