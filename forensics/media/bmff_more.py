"""Read the fields of the rarer boxes: groups, references, apertures, segments, protection, HEIF, codecs, cameras."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from forensics.media.reading import Cursor, Short, four, safe_text

MEDIA = "ticks of mdhd timescale"
MAX_LISTED = 64


def _full(cursor: Cursor) -> tuple[int, int]:
    return cursor.number("version", 1), cursor.number("flags", 3)


def _layout(*layout: tuple[str, int, str], full: bool = True) -> Callable[[Cursor], None]:
    def read(cursor: Cursor) -> None:
        if full:
            _full(cursor)
        for name, length, unit in layout:
            cursor.number(name, length, unit)

    return read


def space(cursor: Cursor) -> None:
    """free and skip: whether the reserved bytes are zero, and how those that are not begin."""
    raw = cursor.take(cursor.left)
    first = next((number for number, byte in enumerate(raw) if byte), -1)
    if first < 0:
        cursor.note("content", "zero bytes" if raw else "empty", "text", len(raw))
    else:
        shown = raw[first : first + 32]
        text = safe_text(shown.partition(b"\0")[0])
        words = f"“{text}”" if len(text) > 3 and text.isprintable() and text.isascii() else shown.hex()
        cursor.note("content", f"not zero from byte {first} on: {words}", "text", len(raw))


def references(cursor: Cursor) -> None:
    """tref: the tracks that a track refers to, by kind of reference (ISO/IEC 14496-12 8.3.3)."""
    while cursor.left >= 8:
        size, kind = cursor.integer(4), four(cursor.take(4))
        raw = cursor.take(max(0, size - 8))
        ids = " ".join(str(int.from_bytes(raw[at : at + 4], "big")) for at in range(0, min(len(raw) // 4, 32) * 4, 4))
        cursor.note(kind, ids, "track id", len(raw))


def group_description(cursor: Cursor) -> None:
    """sgpd: what groups of samples are (ISO/IEC 14496-12 8.9.3)."""
    version = _full(cursor)[0]
    cursor.code("grouping_type")
    if version == 1:
        cursor.number("default_length", 4, "byte")
    elif version >= 2:
        cursor.number("default_description_index", 4)
    cursor.number("entries", 4)
    cursor.octets("descriptions", cursor.left)


def sample_group(cursor: Cursor) -> None:
    """sbgp: which samples are in which group (ISO/IEC 14496-12 8.9.2)."""
    version = _full(cursor)[0]
    cursor.code("grouping_type")
    if version == 1:
        cursor.number("grouping_type_parameter", 4)
    entries = cursor.number("entries", 4)
    for number in range(min(entries, MAX_LISTED)):
        cursor.number(f"run {number} samples", 4)
        cursor.number(f"run {number} group", 4)


def aperture(cursor: Cursor) -> None:
    """clef, prof and enof: the picture's size under three views of its edges (QTFF, track aperture mode)."""
    _full(cursor)
    cursor.fixed("width", 4, 16, "pixel")
    cursor.fixed("height", 4, 16, "pixel")


def clean_aperture(cursor: Cursor) -> None:
    """clap: the part of a picture that is shown, as fractions; its middle may lie left of or above the picture's."""
    for name in ("width", "height", "horizontal", "vertical"):
        for part in ("numerator", "denominator"):
            cursor.number(
                f"{name}_{part}", 4, _PIXEL, signed=name in ("horizontal", "vertical") and part == "numerator"
            )


def composition_shift(cursor: Cursor) -> None:
    """cslg: how decoding and composition times relate (ISO/IEC 14496-12 8.6.1.4)."""
    wide = 8 if _full(cursor)[0] == 1 else 4
    for name in ("shift", "least_delta", "greatest_delta", "composition_start", "composition_end"):
        cursor.number(name, wide, MEDIA, signed=True)


def by_version(narrow: int, wide: int, name: str, unit: str) -> Callable[[Cursor], None]:
    """Return a reader of one number that is wider in version 1."""

    def read(cursor: Cursor) -> None:
        cursor.number(name, wide if _full(cursor)[0] else narrow, unit)

    return read


def event_message(cursor: Cursor) -> None:
    """emsg: an event in a stream of segments (ISO/IEC 23009-1)."""
    if _full(cursor)[0] == 0:
        cursor.until_zero("scheme")
        cursor.until_zero("value")
        layout = (("timescale", 4), ("presentation_time_delta", 4), ("event_duration", 4), ("id", 4))
    else:
        layout = (("timescale", 4), ("presentation_time", 8), ("event_duration", 4), ("id", 4))
    for name, length in layout:
        cursor.number(name, length, "tick/s" if name == "timescale" else "1")
    if cursor.fields[0].value:
        cursor.until_zero("scheme")
        cursor.until_zero("value")


def producer_time(cursor: Cursor) -> None:
    """prft: the producer's clock at a moment of the media (ISO/IEC 14496-12 8.16.5)."""
    version = _full(cursor)[0]
    cursor.number("track_id", 4)
    cursor.fixed("ntp_timestamp", 8, 32, "s since 1900-01-01 UTC")
    cursor.number("media_time", 8 if version else 4, MEDIA)


def rotation(cursor: Cursor) -> None:
    """irot: how the picture of an item is to be turned."""
    cursor.note("rotation", (cursor.integer(1) & 3) * 90, "degree anticlockwise", 1)


def pixel_depths(cursor: Cursor) -> None:
    """pixi: bits of each channel."""
    _full(cursor)
    for number in range(min(cursor.number("channels", 1), 16)):
        cursor.number(f"channel {number}", 1, "bit")


def mastering(cursor: Cursor) -> None:
    """mdcv: colours and luminance of the display that the picture was made on (SMPTE ST 2086)."""
    for name in ("primary_0", "primary_1", "primary_2", "white"):
        for axis in "xy":
            cursor.note(f"{name}_{axis}", Fraction(cursor.integer(2), 50_000), "1", 2)
    for end in ("max", "min"):
        cursor.note(f"luminance_{end}", Fraction(cursor.integer(4), 10_000), "cd/m2", 4)


def av1(cursor: Cursor) -> None:
    """av1C: profile, level and depth (AV1 in ISO BMFF)."""
    cursor.number("marker_and_version", 1)
    packed = cursor.integer(1)
    cursor.note("seq_profile", packed >> 5, "1", 1)
    cursor.note("seq_level_idx_0", packed & 31, "1", 1)
    packed = cursor.integer(1)
    cursor.note("seq_tier_0", packed >> 7, "1", 1)
    cursor.note("bit_depth", (12 if packed & 0x20 else 10) if packed & 0x40 else 8, "bit", 1)
    cursor.note("monochrome", packed >> 4 & 1, "1", 1)
    cursor.take(1)
    if cursor.left:
        cursor.octets("configuration", cursor.left)


def vp(cursor: Cursor) -> None:
    """vpcC: profile, level, depth and colour (VP codec ISO binding)."""
    _full(cursor)
    cursor.number("profile", 1)
    cursor.number("level", 1, "level x 10")
    packed = cursor.integer(1)
    cursor.note("bit_depth", packed >> 4, "bit", 1)
    cursor.note("chroma_subsampling", packed >> 1 & 7, "1", 1)
    cursor.note("full_range", packed & 1, "1", 1)
    for name in ("primaries", "transfer", "matrix"):
        cursor.number(name, 1)


def opus(cursor: Cursor) -> None:
    """dOps: channels, delay and input rate (Opus in ISO BMFF)."""
    cursor.number("version", 1)
    cursor.number("channels", 1)
    cursor.number("pre_skip", 2, "samples at 48 kHz")
    cursor.number("input_sample_rate", 4, "Hz")
    cursor.fixed("output_gain", 2, 8, "dB", signed=True)
    cursor.number("mapping_family", 1)


def dolby_vision(cursor: Cursor) -> None:
    """dvcC and dvvC: profile and level."""
    cursor.number("version_major", 1)
    cursor.number("version_minor", 1)
    packed = cursor.integer(2)
    cursor.note("profile", packed >> 9, "1", 2)
    cursor.note("level", packed >> 3 & 63, "1", 2)


def timecode_look(cursor: Cursor) -> None:
    """tcmi: how a timecode is to be shown (QTFF, timecode media information)."""
    _full(cursor)
    for name in ("text_font", "text_face", "text_size"):
        cursor.number(name, 2)
    cursor.take(2)
    cursor.octets("text_colour", 6)
    cursor.octets("background_colour", 6)
    length = cursor.integer(1)
    cursor.text("font_name", min(length, cursor.left))


def auxiliary(counted: tuple[tuple[str, int, str], ...]) -> Callable[[Cursor], None]:
    """Return a reader of saiz or saio: sizes or places of auxiliary information."""

    def read(cursor: Cursor) -> None:
        if _full(cursor)[1] & 1:
            cursor.code("type")
            cursor.number("type_parameter", 4)
        for name, length, unit in counted:
            cursor.number(name, length, unit)

    return read


def keywords(cursor: Cursor) -> None:
    """kywd: keywords (3GPP TS 26.244): language, then length and text of each."""
    _full(cursor)
    cursor.take(2)
    for number in range(min(cursor.integer(1), MAX_LISTED)):
        length = cursor.integer(1)
        cursor.text(f"value {number}", min(length, cursor.left))


def _year(cursor: Cursor) -> None:
    _full(cursor)
    cursor.number("value", 2, "year")


def _scheme(cursor: Cursor) -> None:
    _full(cursor)
    cursor.code("scheme_type")
    cursor.number("scheme_version", 4)


def _original(cursor: Cursor) -> None:
    cursor.code("original_format")


def _system(cursor: Cursor) -> None:
    _full(cursor)
    cursor.octets("system", 16)


def _two_texts(cursor: Cursor) -> None:
    _full(cursor)
    cursor.until_zero("scheme")
    cursor.until_zero("value")


def _copyright(cursor: Cursor) -> None:
    _full(cursor)
    cursor.number("language", 2)
    cursor.text("text", cursor.left)


def _text(cursor: Cursor) -> None:
    cursor.text("value", cursor.left)


def _octets(cursor: Cursor) -> None:
    if not cursor.left:
        raise Short
    cursor.octets("value", cursor.left)


_TICKS, _PIXEL = ("entries", 4, "1"), "pixel"
MORE: dict[str, Callable[[Cursor], None]] = {
    "free": space, "skip": space, "tref": references, "sgpd": group_description, "sbgp": sample_group,
    "clef": aperture, "prof": aperture, "enof": aperture, "cslg": composition_shift, "emsg": event_message,
    "prft": producer_time, "irot": rotation, "pixi": pixel_depths,
    "mdcv": mastering, "av1C": av1, "vpcC": vp, "dOps": opus, "dvcC": dolby_vision, "dvvC": dolby_vision,
    "tcmi": timecode_look, "schm": _scheme, "frma": _original, "pssh": _system, "kind": _two_texts, "cprt": _copyright,
    "kywd": keywords, "yrrc": _year,
    "saiz": auxiliary((("default_size", 1, "byte"), ("samples", 4, "1"))), "saio": auxiliary((_TICKS,)),
    "mehd": by_version(4, 8, "fragment_duration", "ticks of mvhd timescale"), "pitm": by_version(2, 4, "item_id", "1"),
    "stsd": _layout(_TICKS), "dref": _layout(_TICKS), "subs": _layout(_TICKS), "alis": _layout(),
    "tfra": _layout(("track_id", 4, "1"), ("lengths", 4, "1"), _TICKS), "iods": _octets, "auxC": _two_texts,
    "gmin": _layout(("graphics_mode", 2, "1"), ("opcolor_red", 2, "1"), ("opcolor_green", 2, "1"),
                    ("opcolor_blue", 2, "1"), ("balance", 2, "1")),
    "fiel": _layout(("fields", 1, "1"), ("order", 1, "1"), full=False),
    "chan": _layout(("layout_tag", 4, "1"), ("bitmap", 4, "1"), ("descriptions", 4, "1")),
    "clli": _layout(("max_content", 2, "cd/m2"), ("max_frame_average", 2, "cd/m2"), full=False),
    "clap": clean_aperture,
    "imir": _layout(("axis", 1, "1"), full=False), "stz2": _layout(("field_size", 4, "bit"), ("samples", 4, "1")),
    "pnot": _layout(("modified", 4, "s since 1904-01-01 UTC"), ("version", 2, "1"), full=False),
    **dict.fromkeys(("SDLN", "clfn", "manu", "modl", "date", "cmnm", "clid", "cmid"), _text),
    **dict.fromkeys(("smta", "smrd", "saut", "sdpd", "ctps", "lidp", "lidl", "SETT", "HMMT", "BCID", "GUMI", "AMBA",
                     "FIEL", "Cr8r", "bfdb", "dac3", "dec3", "dfLa", "damr", "st3d", "Xtra", "SmDm", "CoLL"), _octets),
}  # fmt: skip
"""Kind of a box -> reader of its payload."""
