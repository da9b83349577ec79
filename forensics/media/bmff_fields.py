"""Read the fields of ISO BMFF and QuickTime boxes that matter to an examination (ISO/IEC 14496-12, QTFF)."""

from __future__ import annotations

from collections.abc import Callable

from forensics.media import bmff_timed
from forensics.media.bmff_items import ITEM_FIELDS
from forensics.media.bmff_more import MORE
from forensics.media.bmff_tables import TABLES, trun
from forensics.media.reading import Cursor, four, safe_text

MAC = "s since 1904-01-01 UTC"
MOVIE = "ticks of mvhd timescale"
MEDIA = "ticks of mdhd timescale"


def _full(cursor: Cursor) -> tuple[int, int]:
    return cursor.number("version", 1), cursor.number("flags", 3)


def brands(cursor: Cursor) -> None:
    """ftyp and styp: major brand, minor version, compatible brands in their order."""
    cursor.code("major_brand")
    cursor.number("minor_version", 4)
    length = cursor.left - cursor.left % 4
    raw = cursor.take(length)[:1024]
    shown = " ".join(four(raw[at : at + 4]) for at in range(0, len(raw), 4))
    cursor.note("compatible_brands", shown, "text", length)


def _matrix(cursor: Cursor) -> None:
    raw = cursor.take(36)
    cells = [int.from_bytes(raw[at : at + 4], "big", signed=True) for at in range(0, 36, 4)]
    cursor.note(
        "matrix", " ".join(f"{cell / (1 << (30 if n % 3 == 2 else 16)):g}" for n, cell in enumerate(cells)), "1", 36
    )
    rotations = {(0, 1, -1, 0): 90, (-1, 0, 0, -1): 180, (0, -1, 1, 0): 270, (1, 0, 0, 1): 0}
    turned = rotations.get((cells[0] >> 16, cells[1] >> 16, cells[3] >> 16, cells[4] >> 16))
    if turned is not None:
        cursor.note("rotation", turned, "degree clockwise", 36)


def mvhd(cursor: Cursor) -> None:
    """Movie header: the file's clock."""
    wide = 8 if _full(cursor)[0] == 1 else 4
    cursor.number("creation_time", wide, MAC)
    cursor.number("modification_time", wide, MAC)
    cursor.number("timescale", 4, "tick/s")
    cursor.number("duration", wide, MOVIE)
    cursor.fixed("rate", 4, 16)
    cursor.fixed("volume", 2, 8)
    cursor.take(10)
    _matrix(cursor)
    cursor.take(24)
    cursor.number("next_track_id", 4)


def tkhd(cursor: Cursor) -> None:
    """Track header."""
    wide = 8 if _full(cursor)[0] == 1 else 4
    cursor.number("creation_time", wide, MAC)
    cursor.number("modification_time", wide, MAC)
    cursor.number("track_id", 4)
    cursor.take(4)
    cursor.number("duration", wide, MOVIE)
    cursor.take(8)
    cursor.number("layer", 2, signed=True)
    cursor.number("alternate_group", 2, signed=True)
    cursor.fixed("volume", 2, 8)
    cursor.take(2)
    _matrix(cursor)
    cursor.fixed("width", 4, 16, "pixel")
    cursor.fixed("height", 4, 16, "pixel")


def mdhd(cursor: Cursor) -> None:
    """Media header: the track's clock and language."""
    wide = 8 if _full(cursor)[0] == 1 else 4
    cursor.number("creation_time", wide, MAC)
    cursor.number("modification_time", wide, MAC)
    cursor.number("timescale", 4, "tick/s")
    cursor.number("duration", wide, MEDIA)
    packed = cursor.integer(2)
    letters = "".join(chr(0x60 + (packed >> shift & 31)) for shift in (10, 5, 0))
    cursor.note("language", letters if packed >= 0x400 and letters.isalpha() else f"QuickTime {packed}", "text", 2)


def hdlr(cursor: Cursor) -> None:
    """Handler: what the track is, and its writer's name for it (Pascal text in QuickTime, C text in MP4)."""
    _full(cursor)
    cursor.code("component_type")
    cursor.code("handler_type")
    cursor.code("manufacturer")
    cursor.take(8)
    if cursor.left and cursor.data[cursor.at] == cursor.left - 1 and cursor.left > 1:
        cursor.number("name_length", 1, "byte")
        cursor.text("name", cursor.left)
    else:
        cursor.until_zero("name")


def elst(cursor: Cursor) -> None:
    """Edit list: each entry's duration, start in the media (-1: nothing is shown) and rate."""
    wide = 8 if _full(cursor)[0] == 1 else 4
    entries = cursor.number("entries", 4)
    for number in range(min(entries, 64)):
        cursor.number(f"entry {number} segment_duration", wide, MOVIE)
        cursor.number(f"entry {number} media_time", wide, MEDIA, signed=True)
        cursor.fixed(f"entry {number} media_rate", 4, 16, signed=True)


def vmhd(cursor: Cursor) -> None:
    """Video media header."""
    _full(cursor)
    cursor.number("graphics_mode", 2)
    cursor.octets("opcolor", 6)


def url(cursor: Cursor) -> None:
    """Data reference: flag 1 says that the media lie in this file."""
    _full(cursor)
    if cursor.left:
        cursor.until_zero("location")


def colr(cursor: Cursor) -> None:
    """Colour description (ISO/IEC 23091-2 code points) or the length of an ICC profile."""
    if cursor.code("colour_type") in ("nclx", "nclc"):
        for name in ("primaries", "transfer", "matrix"):
            cursor.number(name, 2)
        if cursor.left:
            cursor.number("full_range", 1, "flag in bit 7")
    else:
        cursor.octets("profile", cursor.left)


def pasp(cursor: Cursor) -> None:
    """Pixel aspect ratio."""
    cursor.number("h_spacing", 4)
    cursor.number("v_spacing", 4)


def btrt(cursor: Cursor) -> None:
    """Declared bit rates."""
    cursor.number("buffer_size", 4, "byte")
    cursor.number("max_bitrate", 4, "bit/s")
    cursor.number("avg_bitrate", 4, "bit/s")


def sidx(cursor: Cursor) -> None:
    """Segment index: reference, timescale, first time and how many subsegments."""
    version = _full(cursor)[0]
    wide = 8 if version else 4
    cursor.number("reference_id", 4)
    cursor.number("timescale", 4, "tick/s")
    cursor.number("earliest_presentation_time", wide, "ticks of sidx timescale")
    cursor.number("first_offset", wide, "byte")
    cursor.take(2)
    cursor.number("references", 2)


def tfhd(cursor: Cursor) -> None:
    """Track fragment header: defaults of this fragment."""
    flags = _full(cursor)[1]
    cursor.number("track_id", 4)
    for bit, name, length, unit in (
        (1, "base_data_offset", 8, "byte"), (2, "sample_description_index", 4, "1"), (8, "default_duration", 4, MEDIA),
        (16, "default_size", 4, "byte"), (32, "default_flags", 4, "1"),
    ):  # fmt: skip
        if flags & bit:
            cursor.number(name, length, unit)


def tfdt(cursor: Cursor) -> None:
    """Decode time of a fragment's first sample."""
    cursor.number("base_media_decode_time", 8 if _full(cursor)[0] else 4, MEDIA)


def _trun(cursor: Cursor) -> None:
    trun(cursor, _full(cursor)[1])


def _simple(*layout: tuple[str, int, str]) -> Callable[[Cursor], None]:
    def read(cursor: Cursor) -> None:
        _full(cursor)
        for name, length, unit in layout:
            cursor.number(name, length, unit)

    return read


def _table(kind: str) -> Callable[[Cursor], None]:
    def read(cursor: Cursor) -> None:
        _full(cursor)
        TABLES[kind](cursor)

    return read


def data(cursor: Cursor) -> None:
    """Value atom of an item list: type, locale, value (QTFF, metadata item value)."""
    kind = cursor.number("type", 4)
    cursor.number("locale", 4)
    if kind in (1, 4):
        cursor.text("value", cursor.left)
    elif kind == 2:
        cursor.text("value", cursor.left, "utf-16-be")
    elif kind in (21, 22, 65, 66, 67, 74, 75, 76, 77, 78) and 0 < cursor.left <= 8:
        cursor.number("value", cursor.left, signed=kind in (21, 65, 66, 67, 74))
    elif kind in (13, 14, 27):
        cursor.octets(f"picture ({ {13: 'JPEG', 14: 'PNG', 27: 'BMP'}[kind] })", cursor.left)
    else:
        cursor.octets("value", cursor.left)


def _named(cursor: Cursor) -> None:
    _full(cursor)
    cursor.text("text", cursor.left)


def keys(cursor: Cursor) -> None:
    """Metadata item keys (QTFF): names that the items of `ilst` refer to by number from 1."""
    _full(cursor)
    entries = cursor.number("entries", 4)
    for number in range(1, min(entries, 512) + 1):
        size = cursor.integer(4)
        space = four(cursor.take(4))
        cursor.text(f"{number} {space}", size - 8)


def coded_text(cursor: Cursor) -> None:
    """QuickTime user data text: runs of (length, language, text)."""
    number = 0
    while cursor.left >= 4 and number < 16:
        length, language = cursor.integer(2), cursor.integer(2)
        if length == 0 and language == 0:
            break
        raw = cursor.take(min(length, cursor.left))
        plain = language >= 0x400
        cursor.note(
            "value" if number == 0 else f"value {number}",
            safe_text(raw, "utf-8" if plain else "mac-roman"),
            "text",
            len(raw),
        )
        number += 1
    if number == 0:
        raise ValueError("no text")


def asset(cursor: Cursor) -> None:
    """3GPP asset information: language and text (TS 26.244 8.2)."""
    _full(cursor)
    cursor.take(2)
    wide = cursor.data[cursor.at : cursor.at + 2] in (b"\xfe\xff", b"\xff\xfe")
    cursor.text("value", cursor.left, "utf-16" if wide else "utf-8")


def loci(cursor: Cursor) -> None:
    """3GPP location (TS 26.244 8.2): name, role, longitude, latitude, altitude."""
    _full(cursor)
    cursor.take(2)
    cursor.until_zero("name")
    cursor.number("role", 1)
    for name, unit in (("longitude", "degree"), ("latitude", "degree"), ("altitude", "m")):
        cursor.fixed(name, 4, 16, unit, signed=True)
    cursor.until_zero("body")
    cursor.until_zero("notes")


def uuid(cursor: Cursor) -> None:
    """User type of a `uuid` box."""
    raw = cursor.take(16).hex()
    cursor.note("user_type", f"{raw[:8]}-{raw[8:12]}-{raw[12:16]}-{raw[16:20]}-{raw[20:]}", "text", 16)


def jumd(cursor: Cursor) -> None:
    """JUMBF description: content type and label (ISO/IEC 19566-5 A.3)."""
    uuid(cursor)
    if cursor.number("toggles", 1) & 2:
        cursor.until_zero("label")


def tmcd(cursor: Cursor) -> None:
    """Timecode sample description (QTFF): flags, timescale, frame duration and rate."""
    cursor.take(12)
    cursor.number("timecode_flags", 4)
    cursor.number("timescale", 4, "tick/s")
    cursor.number("frame_duration", 4, "ticks of tmcd timescale")
    cursor.number("frames_per_second", 1, "1/s")


def gopro_text(cursor: Cursor) -> None:
    """A private text of the camera's maker."""
    cursor.text("value", cursor.left)


def gopro_octets(cursor: Cursor) -> None:
    """Private bytes of the camera's maker."""
    cursor.octets("value", cursor.left)


FIELDS: dict[str, Callable[[Cursor], None]] = {
    **MORE,
    **ITEM_FIELDS,
    "ftyp": brands, "styp": brands, "mvhd": mvhd, "tkhd": tkhd, "mdhd": mdhd, "hdlr": hdlr, "elst": elst, "vmhd": vmhd,
    "url ": url, "colr": colr, "pasp": pasp, "btrt": btrt, "sidx": sidx, "tfhd": tfhd, "tfdt": tfdt, "trun": _trun,
    "data": data, "mean": _named, "name": _named, "keys": keys, "uuid": uuid, "jumd": jumd,
    "loci": loci, "smhd": _simple(("balance", 2, "1")), "mfhd": _simple(("sequence_number", 4, "1")),
    "trex": _simple(("track_id", 4, "1"), ("description_index", 4, "1"), ("default_duration", 4, MEDIA),
                    ("default_size", 4, "byte"), ("default_flags", 4, "1")),
    "mfro": _simple(("mfra_size", 4, "byte")), "ispe": _simple(("width", 4, "pixel"), ("height", 4, "pixel")),
    "elng": _named, "tmcd": tmcd, "FIRM": gopro_text, "LENS": gopro_text, "CAME": gopro_octets, "MUID": gopro_octets,
    "xml ": _named, "keyd": bmff_timed.keyd, "dtyp": bmff_timed.dtyp, **{kind: _table(kind) for kind in TABLES},
    **dict.fromkeys(("titl", "auth", "dscp", "perf", "gnre", "albm"), asset),
}  # fmt: skip
"""Kind of a box -> reader of its payload."""


def video_entry(cursor: Cursor) -> None:
    """Visual sample entry (ISO/IEC 14496-12 12.1.3, QTFF video sample description): 78 bytes, then boxes."""
    cursor.take(6)
    cursor.number("data_reference_index", 2)
    cursor.number("version", 2)
    cursor.number("revision", 2)
    cursor.code("vendor")
    cursor.take(8)
    cursor.number("width", 2, "pixel")
    cursor.number("height", 2, "pixel")
    cursor.fixed("horizontal_resolution", 4, 16, "pixel/inch")
    cursor.fixed("vertical_resolution", 4, 16, "pixel/inch")
    cursor.take(4)
    cursor.number("frames_per_sample", 2)
    raw = cursor.take(32)
    name = safe_text(raw[1 : 1 + min(raw[0], 31)])
    cursor.note("compressor_name", name, "text", 32)
    cursor.number("depth", 2, "bit")
    cursor.take(2)


def audio_entry(cursor: Cursor) -> None:
    """Audio sample entry (ISO/IEC 14496-12 12.2.3, QTFF sound sample descriptions 0, 1 and 2)."""
    cursor.take(6)
    cursor.number("data_reference_index", 2)
    version = cursor.number("version", 2)
    cursor.number("revision", 2)
    cursor.code("vendor")
    cursor.number("channels", 2)
    cursor.number("sample_bits", 2, "bit")
    cursor.take(4)
    cursor.fixed("sample_rate", 4, 16, "Hz")
    if version == 1:
        for name in ("samples_per_packet", "bytes_per_packet", "bytes_per_frame", "bytes_per_sample"):
            cursor.number(name, 4)
    elif version == 2:
        cursor.take(36)


def plain_entry(cursor: Cursor) -> None:
    """Any other sample entry: reserved bytes and the data reference."""
    cursor.take(6)
    cursor.number("data_reference_index", 2)
