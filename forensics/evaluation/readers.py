"""Set what several readers say of the same tag side by side, and show where they disagree.

Readers name one tag differently; the table below lists the names that mean the same by the formats' own definitions.
A value is compared after blanks are trimmed and dates are brought to one form; it is shown as its reader gave it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC
from enum import StrEnum
from fractions import Fraction
from typing import Final

from forensics.media.dates import parse
from forensics.types import ByteRange, Element, Locus, Measurement, Outcome, Tag

MAX_ROWS: Final = 5_000
FILE: Final = "file"


class Agreement(StrEnum):
    """How the readers of one tag stand to each other."""

    ALONE = "one reader"
    AGREE = "agree"
    DIFFER = "DISAGREE"


@dataclass(frozen=True, slots=True)
class Said:
    """What one reader says: its own name for the tag, and the value as it gave it."""

    reader: str
    name: str
    value: str
    locus: Locus


@dataclass(frozen=True, slots=True)
class TagRow:
    """One tag of the file or of one of its streams, with every reader of it."""

    scope: str
    name: str
    agreement: Agreement
    said: tuple[Said, ...]


_SAME: Final = {
    "created, by the container": (
        "ffmpeg:creation_time", "assay:mvhd.creation_time", "assay:mdhd.creation_time", "assay:dateutc",
        "exiftool:quicktime:createdate", "exiftool:matroska:datetimeoriginal", "mediainfo:encoded_date",
        "exiftool:track:mediacreatedate",
    ),
    "changed, by the container": (
        "assay:mvhd.modification_time", "assay:mdhd.modification_time", "exiftool:quicktime:modifydate",
        "mediainfo:tagged_date", "exiftool:track:mediamodifydate",
    ),
    "created, by a tag": (
        "ffmpeg:date", "assay:©day", "exiftool:userdata:contentcreatedate", "exiftool:itemlist:contentcreatedate",
        "mediainfo:recorded_date",
    ),
    "created, by Apple's key": (
        "ffmpeg:com.apple.quicktime.creationdate", "assay:com.apple.quicktime.creationdate",
        "exiftool:keys:creationdate",
    ),
    "writing program": (
        "ffmpeg:encoder", "ffmpeg:software", "assay:©too", "assay:©swr", "assay:encoder", "assay:isft",
        "exiftool:itemlist:encoder", "exiftool:userdata:softwareversion", "exiftool:riff:software",
        "exiftool:keys:encoder", "mediainfo:encoded_application", "exiftool:matroska:muxingapp", "assay:muxingapp",
    ),
    "software, by Apple's key": (
        "ffmpeg:com.apple.quicktime.software", "assay:com.apple.quicktime.software", "exiftool:keys:software",
    ),
    "make": ("ffmpeg:make", "assay:©mak", "exiftool:userdata:make"),
    "make, by Apple's key": (
        "ffmpeg:com.apple.quicktime.make", "assay:com.apple.quicktime.make", "exiftool:keys:make",
    ),
    "model": ("ffmpeg:model", "assay:©mod", "exiftool:userdata:model"),
    "model, by Apple's key": (
        "ffmpeg:com.apple.quicktime.model", "assay:com.apple.quicktime.model", "exiftool:keys:model",
    ),
    "Android version": ("ffmpeg:com.android.version", "assay:com.android.version", "exiftool:keys:androidversion"),
    "place": ("ffmpeg:location", "assay:©xyz"),
    "title": ("ffmpeg:title", "assay:©nam", "exiftool:itemlist:title", "mediainfo:title"),
    "comment": ("ffmpeg:comment", "assay:©cmt", "assay:icmt", "exiftool:itemlist:comment", "mediainfo:comment"),
    "artist": ("ffmpeg:artist", "assay:©art", "assay:iart", "exiftool:itemlist:artist", "mediainfo:performer"),
    "major brand": ("ffmpeg:major_brand", "assay:ftyp.major_brand", "exiftool:quicktime:majorbrand",
                    "mediainfo:codecid"),
    "handler name": ("ffmpeg:handler_name", "assay:hdlr.name", "exiftool:track:handlerdescription"),
    "language": ("ffmpeg:language", "assay:mdhd.language", "exiftool:track:medialanguagecode"),
    "EXIF make": ("exifread:image make", "exiftool:ifd0:make"),
    "EXIF model": ("exifread:image model", "exiftool:ifd0:model"),
    "EXIF software": ("exifread:image software", "exiftool:ifd0:software"),
    "EXIF date": ("exifread:image datetime", "exiftool:ifd0:modifydate"),
    "EXIF original date": ("exifread:exif datetimeoriginal", "exiftool:exififd:datetimeoriginal"),
    "EXIF digitised date": ("exifread:exif datetimedigitized", "exiftool:exififd:createdate"),
    "EXIF offset of the date": ("exifread:exif offsettime", "exiftool:exififd:offsettime"),
    "EXIF offset of the original date": ("exifread:exif offsettimeoriginal", "exiftool:exififd:offsettimeoriginal"),
    "EXIF fraction of the second": ("exifread:exif subsectime", "exiftool:exififd:subsectime"),
    "EXIF fraction of the original second": (
        "exifread:exif subsectimeoriginal", "exiftool:exififd:subsectimeoriginal",
    ),
    "EXIF version": ("exifread:exif exifversion", "exiftool:exififd:exifversion"),
    "EXIF description": ("exifread:image imagedescription", "exiftool:ifd0:imagedescription"),
    "EXIF artist": ("exifread:image artist", "exiftool:ifd0:artist"),
    "EXIF copyright": ("exifread:image copyright", "exiftool:ifd0:copyright"),
    "EXIF owner": ("exifread:exif cameraownername", "exiftool:exififd:ownername"),
    "EXIF serial number": ("exifread:exif bodyserialnumber", "exiftool:exififd:serialnumber"),
    "EXIF lens": ("exifread:exif lensmodel", "exiftool:exififd:lensmodel"),
    "EXIF lens make": ("exifread:exif lensmake", "exiftool:exififd:lensmake"),
    "EXIF lens serial number": ("exifread:exif lensserialnumber", "exiftool:exififd:lensserialnumber"),
    "EXIF GPS date": ("exifread:gps gpsdate", "exifread:gps gpsdatestamp", "exiftool:gps:gpsdatestamp"),
}  # fmt: skip
_SAME_NUMBER: Final = {
    "EXIF exposure time": ("exifread:exif exposuretime", "exiftool:exififd:exposuretime"),
    "EXIF F number": ("exifread:exif fnumber", "exiftool:exififd:fnumber"),
    "EXIF sensitivity": (
        "exifread:exif isospeedratings", "exifread:exif photographicsensitivity", "exiftool:exififd:iso",
    ),
    "EXIF focal length": ("exifread:exif focallength", "exiftool:exififd:focallength"),
    "EXIF focal length as of 35 mm": (
        "exifread:exif focallengthin35mmfilm", "exiftool:exififd:focallengthin35mmformat",
    ),
    "EXIF picture width": ("exifread:exif exifimagewidth", "exiftool:exififd:exifimagewidth"),
    "EXIF picture height": ("exifread:exif exifimagelength", "exiftool:exififd:exifimageheight"),
    "EXIF GPS latitude": ("exifread:gps gpslatitude", "exiftool:gps:gpslatitude"),
    "EXIF GPS longitude": ("exifread:gps gpslongitude", "exiftool:gps:gpslongitude"),
    "EXIF GPS altitude": ("exifread:gps gpsaltitude", "exiftool:gps:gpsaltitude"),
}  # fmt: skip
"""Tags that one reader gives as a fraction or as degrees, minutes and seconds, and another as a decimal number."""
_RATIONAL: Final = re.compile(r"-?\d{1,18}(?:\.\d{1,18}|/[1-9]\d{0,17})?")
_DIGITS: Final = 8
"""Significant digits to which numbers are compared."""
_CONCEPT: Final = {name: concept for concept, names in (_SAME | _SAME_NUMBER).items() for name in names}
_IN_STREAMS: Final = {"mediainfo:codecid"}
"""Names that mean a brand of the file in one place and something else in a stream."""


def side_by_side(outcomes: Iterable[Outcome]) -> tuple[TagRow, ...]:
    """Return every tag once with all its readers: those that disagree first, then by scope and name."""
    kept = list(outcomes)
    rows: dict[tuple[str, str], list[Said]] = {}
    for scope, key, said in (*_tags(kept), *_structure(kept)):
        if len(rows) >= MAX_ROWS and (scope, key) not in rows:
            continue
        entries = rows.setdefault((scope, key), [])
        if said not in entries:
            entries.append(said)
    made = [TagRow(scope, key, _agreement(key, said), tuple(said)) for (scope, key), said in rows.items()]
    order = {Agreement.DIFFER: 0, Agreement.AGREE: 1, Agreement.ALONE: 2}
    return tuple(sorted(made, key=lambda row: (order[row.agreement], row.scope != FILE, row.scope, row.name)))


def _tags(outcomes: Sequence[Outcome]) -> Iterator[tuple[str, str, Said]]:
    for outcome in outcomes:
        if not isinstance(outcome, Tag):
            continue
        reader, scope = outcome.reader, _scope(outcome)
        if reader == "ffmpeg" and re.search(r"-[a-z]{3}$", outcome.name):
            continue  # FFmpeg repeats a tag that states its language
        said = Said(reader, f"{outcome.group} {outcome.name}", outcome.value, outcome.locus)
        yield scope, _concept(outcome, scope), said


def _scope(tag: Tag) -> str:
    if tag.reader == "ffmpeg" and tag.group.startswith("stream "):
        return tag.group
    if tag.reader == "exiftool" and (found := re.fullmatch(r"Track(\d+)", tag.group)):
        return f"stream {int(found[1]) - 1}"
    if tag.reader == "mediainfo" and (found := re.fullmatch(r"stream \d+", tag.group)):
        return tag.group
    return FILE


_XMP: Final = {
    "xmp": "xmp", "xmpmm": "xmpMM", "photoshop": "photoshop", "iptcext": "Iptc4xmpExt", "iptccore": "Iptc4xmpCore",
}  # fmt: skip
"""ExifTool's names of the XMP namespaces whose values it gives as they are written."""


def _xmp(tag: Tag) -> str:
    """Return the name that a property of XMP has for both readers of it, '' for any other tag."""
    if tag.reader == "exiftool" and tag.group.startswith("XMP-"):
        prefix = _XMP.get(tag.group.removeprefix("XMP-").lower(), "")
        return f"XMP {prefix}:{tag.name}" if prefix and re.fullmatch(r"\w+", tag.name) else ""
    plain = tag.reader == "assay" and tag.group == "XMP" and re.fullmatch(r"(\w+):\w+", tag.name)
    return f"XMP {tag.name}" if plain and plain[1] in _XMP.values() else ""


def _concept(tag: Tag, scope: str) -> str:
    if property_name := _xmp(tag):
        return property_name
    name = re.sub(r"-[a-z]{3}(-[A-Z]{2})?$", "", tag.name) if tag.reader == "exiftool" else tag.name
    group = "track" if scope != FILE else tag.group.lower()
    full = f"exiftool:{group}:{name.lower()}" if tag.reader == "exiftool" else f"{tag.reader}:{name.lower()}"
    if full in _IN_STREAMS and scope != FILE:
        return f"{tag.group} {name}"
    if full in _CONCEPT:
        return _CONCEPT[full]
    return name if tag.reader in ("ffmpeg", "assay") else f"{tag.group} {name}"


def _structure(outcomes: Sequence[Outcome]) -> Iterator[tuple[str, str, Said]]:
    """Yield what our own parser reads from the structure, where other readers call it a tag."""
    for outcome in outcomes:
        if isinstance(outcome, Measurement) and outcome.quantity in _CLOCKS:
            name = outcome.quantity.removeprefix("clock.").removesuffix(".utc")
            concept = _CONCEPT[f"assay:{name.lower()}"]
            yield FILE, concept, Said("assay", name, str(outcome.value), outcome.locus)
    kinds: dict[int, str] = {}
    stream: dict[int, int] = {}
    for element in (one for one in outcomes if isinstance(one, Element)):
        kinds[element.number] = element.kind
        if element.kind == "trak" and kinds.get(element.parent) == "moov":
            stream[element.number] = len(set(stream.values()))
        elif element.parent in stream:
            stream[element.number] = stream[element.parent]
        yield from _fields(element, kinds.get(element.parent, ""), stream.get(element.number))


_CLOCKS: Final = {"clock.mvhd.creation_time.utc", "clock.mvhd.modification_time.utc", "clock.DateUTC.utc"}
_FIELDS: Final = {
    ("ftyp", "major_brand"): "major brand",
    ("mdhd", "language"): "language",
    ("hdlr", "name"): "handler name",
}


def _fields(element: Element, parent: str, stream: int | None) -> Iterator[tuple[str, str, Said]]:
    if (element.kind == "hdlr" and parent != "mdia") or (element.kind != "ftyp" and stream is None):
        return
    for field in element.fields:
        concept = _FIELDS.get((element.kind, field.name))
        if concept is not None:
            scope = FILE if stream is None else f"stream {stream}"
            value = _language(str(field.value)) if concept == "language" else str(field.value)
            yield scope, concept, Said("assay", f"{element.kind} {field.name}", value, _bytes(element))


_MACINTOSH: Final = "eng fra ger ita dut sve spa dan por nor heb jpn ara fin gre ice mlt tur hr chi urd hin tha kor"


def _language(text: str) -> str:
    """Return the ISO 639-2 code of a Macintosh language number (QTFF, language code values), other text as it is."""
    number = text.removeprefix("QuickTime ")
    codes = _MACINTOSH.split()
    return codes[int(number)] if number != text and number.isdigit() and int(number) < len(codes) else text


def _bytes(element: Element) -> Locus:
    return ByteRange(element.offset, element.size)


def _agreement(concept: str, said: Sequence[Said]) -> Agreement:
    """Compare the sets of values that each reader gives: a reader may give one tag from several places."""
    plain = _number if concept in _SAME_NUMBER else _plain
    by_reader: dict[str, set[str]] = {}
    for one in said:
        by_reader.setdefault(one.reader, set()).add(plain(one.value))
    if len(by_reader) == 1:
        return Agreement.ALONE
    values = list(by_reader.values())
    together = all(first <= second or second <= first for first in values for second in values)
    return Agreement.AGREE if together else Agreement.DIFFER


def _plain(value: str) -> str:
    """Bring a value to the form in which it is compared: blanks trimmed, dates in UTC where their zone is stated."""
    text = re.sub(r"\s+", " ", value).strip(" \0")
    reading = parse(text.removesuffix(" UTC"))
    if reading is None or reading.empty or not reading.has_time:
        return text
    stamp = reading.stamp.astimezone(UTC) if reading.stamp.tzinfo is not None else reading.stamp
    return stamp.replace(tzinfo=None).isoformat()


def _number(value: str) -> str:
    """Bring '1/200', '0.005' and '[52, 30, 0]' (degrees, minutes, seconds) to a decimal number; other text stays."""
    parts = value.strip(" []\0").split(",")
    if len(parts) > 3 or not all(_RATIONAL.fullmatch(part.strip()) for part in parts):
        return _plain(value)
    total = sum((Fraction(part.strip()) / 60**place for place, part in enumerate(parts)), Fraction(0))
    return f"{float(total):.{_DIGITS}g}"
