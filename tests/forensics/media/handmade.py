"""Files made by hand, byte by byte, and tiny clips made with PyAV, whose structure is known."""

from __future__ import annotations

import io
import struct
import zlib
from fractions import Fraction

import av
import numpy as np

from forensics.media.clocks import read_clocks
from forensics.media.structure import read_structure
from forensics.media.tags import read_tags
from forensics.types import Element, Measurement, NotMeasured, Outcome, Tag


def box(kind: bytes, *parts: bytes) -> bytes:
    payload = b"".join(parts)
    return struct.pack(">I", 8 + len(payload)) + kind + payload


def full(kind: bytes, *parts: bytes, version: int = 0, flags: int = 0) -> bytes:
    return box(kind, struct.pack(">I", version << 24 | flags), *parts)


def mvhd(creation: int = 3_000_000_000, scale: int = 1000, duration: int = 5000) -> bytes:
    times = struct.pack(">IIII", creation, creation + 1, scale, duration)
    return full(
        b"mvhd", times, struct.pack(">IH", 0x10000, 0x100), b"\0" * 10, MATRIX, b"\0" * 24, struct.pack(">I", 2)
    )


MATRIX = struct.pack(">9i", 0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000)
ROTATED = struct.pack(">9i", 0, 0x10000, 0, -0x10000, 0, 0, 0, 0, 0x40000000)


def track(*, edits: bytes = b"", scale: int = 1000, duration: int = 5000, stco: int = 0) -> bytes:
    times = struct.pack(">II", 3_000_000_000, 3_000_000_000)
    header = full(
        b"tkhd",
        times,
        struct.pack(">III", 1, 0, 5000),
        b"\0" * 16,
        ROTATED,
        struct.pack(">II", 64 << 16, 48 << 16),
        flags=7,
    )
    media = full(b"mdhd", times, struct.pack(">IIHH", scale, duration, 0x55C4, 0))
    handler = full(b"hdlr", b"\0\0\0\0vide", b"\0" * 12, b"Made by hand\0")
    table = box(
        b"stbl",
        full(b"stsd", struct.pack(">I", 0)),
        full(b"stts", struct.pack(">III", 1, 50, 100)),
        full(b"stsz", struct.pack(">II", 0, 3), struct.pack(">III", 10, 20, 30)),
        full(b"stco", struct.pack(">II", 1, stco)),
    )
    return box(b"trak", header, edits, box(b"mdia", media, handler, box(b"minf", table)))


def elst(*entries: tuple[int, int]) -> bytes:
    rows = b"".join(struct.pack(">IiI", length, start, 0x10000) for length, start in entries)
    return box(b"edts", full(b"elst", struct.pack(">I", len(entries)), rows))


FTYP = box(b"ftyp", b"isom\0\0\2\0isommp42")


def movie(*extra: bytes, head: bytes = FTYP, tail: bytes = b"", edits: bytes = b"") -> bytes:
    return head + box(b"moov", mvhd(), track(edits=edits), *extra) + box(b"mdat", b"x" * 64) + tail


def sampled(sizes: list[int], chunks: list[int], per_chunk: int, media: bytes) -> bytes:
    """Make a movie with sample tables whose media data come first; ``chunks`` are offsets inside them."""
    start = len(FTYP) + 8
    tables = box(
        b"stbl",
        full(b"stsd", struct.pack(">I", 1), box(b"avc1", b"\0" * 26)),
        full(b"stsc", struct.pack(">IIII", 1, 1, per_chunk, 1)),
        full(b"stsz", struct.pack(">II", 0, len(sizes)), struct.pack(f">{len(sizes)}I", *sizes)),
        full(b"stco", struct.pack(">I", len(chunks)), struct.pack(f">{len(chunks)}I", *(start + at for at in chunks))),
    )
    return FTYP + box(b"mdat", media) + box(b"moov", box(b"trak", box(b"mdia", box(b"minf", tables))))


def ebml(identifier: str, payload: bytes, *, unknown: bool = False) -> bytes:
    size = b"\x01\xff\xff\xff\xff\xff\xff\xff" if unknown else struct.pack(">Q", 1 << 56 | len(payload))
    return bytes.fromhex(identifier) + size + payload


def chunk(kind: bytes, payload: bytes) -> bytes:
    return kind + struct.pack("<I", len(payload)) + payload + (b"\0" if len(payload) % 2 else b"")


def listed(form: bytes, *parts: bytes, kind: bytes = b"LIST") -> bytes:
    return chunk(kind, form + b"".join(parts))


def png_chunk(kind: bytes, payload: bytes) -> bytes:
    return struct.pack(">I", len(payload)) + kind + payload + struct.pack(">I", zlib.crc32(kind + payload))


def png(*extra: bytes) -> bytes:
    header = png_chunk(b"IHDR", struct.pack(">IIBBBBB", 3, 2, 8, 0, 0, 0, 0))
    data = png_chunk(b"IDAT", zlib.compress(b"\0abc\0def"))
    return b"\x89PNG\r\n\x1a\n" + header + b"".join(extra) + data + png_chunk(b"IEND", b"")


def segment(marker: int, payload: bytes) -> bytes:
    return bytes((0xFF, marker)) + struct.pack(">H", 2 + len(payload)) + payload


def tiff(date: bytes = b"2020:01:02 03:04:05") -> bytes:
    value = date + b"\0"
    return struct.pack("<2sHIHHHIII", b"II", 42, 8, 1, 0x132, 2, len(value), 26, 0) + value


def jpeg(*segments: bytes, tail: bytes = b"") -> bytes:
    frame = segment(0xC0, struct.pack(">BHHB", 8, 2, 3, 1) + b"\x01\x11\0")
    scan = segment(0xDA, b"\x01\x01\0\0\x3f\0") + b"ab\xff\0cd\xff\xd0ef"
    return b"\xff\xd8" + b"".join(segments) + frame + scan + b"\xff\xd9" + tail


def clip(form: str, codec: str = "libx264", frames: int = 6) -> bytes:
    """Encode a few pictures of 64 x 48 at 25 a second into a container of FFmpeg's name ``form``."""
    target = io.BytesIO()
    scene = np.tile((np.abs(np.arange(64) - 32) * 6).astype(np.uint8)[None, :, None], (48, 1, 3))
    with av.open(target, "w", format=form) as container:
        stream = container.add_stream(codec, rate=25, options={"g": "3"})
        stream.width, stream.height, stream.pix_fmt = 64, 48, "yuv420p"
        for number in range(frames):
            picture = np.roll(scene, number, axis=1)
            frame = av.VideoFrame.from_ndarray(picture, format="rgb24")
            frame.pts, frame.time_base = number, Fraction(1, 25)
            container.mux(stream.encode(frame))
        container.mux(stream.encode())
    return target.getvalue()


def structure(data: bytes) -> list[Outcome]:
    return list(read_structure(io.BytesIO(data), len(data)))


def elements(outcomes: list[Outcome]) -> list[Element]:
    return [each for each in outcomes if isinstance(each, Element)]


def everything(data: bytes, name: str = "") -> list[Outcome]:
    """Return what structure, tags and clocks give for a file."""
    read = structure(data)
    found = elements(read)
    tags = list(read_tags(io.BytesIO(data), len(data), found))
    clocks = list(read_clocks(found, [each for each in tags if isinstance(each, Tag)], name=name))
    return [*read, *tags, *clocks]


def values(outcomes: list[Outcome]) -> dict[str, object]:
    return {each.quantity: each.value for each in outcomes if isinstance(each, Measurement)}


def refused(outcomes: list[Outcome], quantity: str) -> list[str]:
    return [each.reason for each in outcomes if isinstance(each, NotMeasured) and each.quantity == quantity]


def field(outcomes: list[Outcome], kind: str, name: str) -> object:
    return next(
        item.value for each in elements(outcomes) if each.kind == kind for item in each.fields if item.name == name
    )


def tiled(tile: bytes, size: int = 64) -> bytes:
    """A picture of two AV1 tiles side by side, taken from an AVIF file of one square picture of ``size`` pixels."""
    place = tile.index(b"av1C") - 4
    configuration = tile[place : place + int.from_bytes(tile[place : place + 4], "big")]
    coded = tile[tile.index(b"mdat") + 4 :]
    layout = bytes((0, 0, 0, 1)) + struct.pack(">HH", 2 * size, size)
    entries = [
        full(b"infe", struct.pack(">HH4s", number, 0, kind), b"\0", version=2, flags=number != 1)
        for number, kind in ((1, b"grid"), (2, b"av01"), (3, b"av01"))
    ]
    properties = box(
        b"iprp",
        box(b"ipco", *(full(b"ispe", struct.pack(">II", wide, size)) for wide in (2 * size, size)), configuration),
        full(b"ipma", struct.pack(">I", 3), bytes((0, 1, 1, 1, 0, 2, 2, 2, 0x83, 0, 3, 2, 2, 0x83))),
    )

    def whole(start: int) -> bytes:
        rows = b"".join(
            struct.pack(">HHHHII", number, method, 0, 1, offset, length)
            for number, method, offset, length in (
                (1, 1, 0, len(layout)), (2, 0, start, len(coded)), (3, 0, start, len(coded)),
            )
        )  # fmt: skip
        meta = full(
            b"meta", full(b"hdlr", b"\0\0\0\0pict", b"\0" * 13), full(b"pitm", struct.pack(">H", 1)),
            full(b"iloc", bytes((0x44, 0)), struct.pack(">H", 3), rows, version=1),
            full(b"iinf", struct.pack(">H", 3), *entries), box(b"idat", layout),
            full(b"iref", box(b"dimg", struct.pack(">HHHH", 1, 2, 2, 3))), properties,
        )  # fmt: skip
        return box(b"ftyp", b"avif\0\0\0\0avifmif1miaf") + meta + box(b"mdat", coded)

    return whole(len(whole(0)) - len(coded))
