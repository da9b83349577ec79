"""Hostile files: whatever is done to a file, its readers come back, within bounds, and what they say can be stored."""

from __future__ import annotations

import io
from collections.abc import Callable
from functools import cache

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from forensics.codec import encode
from forensics.media.exif import read_exif
from forensics.media.gpmf import read_gpmf
from forensics.media.reading import MAX_ELEMENTS
from forensics.media.structure import read_structure
from forensics.types import Element, NotMeasured, Outcome, Result
from tests.forensics.media.handmade import (
    FTYP,
    box,
    chunk,
    clip,
    elements,
    elst,
    everything,
    full,
    jpeg,
    listed,
    movie,
    png,
    png_chunk,
    segment,
    structure,
    tiff,
    tiled,
)

XMP = b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/></x:xmpmeta>'


@cache
def _xmp_box() -> bytes:
    return box(b"uuid", bytes.fromhex("be7acfcb97a942e89c71999491e3afac"), XMP)


SEEDS: dict[str, Callable[[], bytes]] = {
    "mp4": lambda: clip("mp4"),
    "mov": lambda: clip("mov"),
    "hevc mp4": lambda: clip("mp4", "libx265"),
    "matroska": lambda: clip("matroska"),
    "avi": lambda: clip("avi"),
    "transport stream": lambda: clip("mpegts")[: 188 * 30],
    "program stream": lambda: clip("mpeg", "mpeg2video")[:20_000],
    "movie by hand": lambda: movie(_xmp_box(), edits=elst((3000, 1000))),
    "jpeg": lambda: jpeg(segment(0xE1, b"Exif\0\0" + tiff()), segment(0xFE, b"hello")),
    "png": lambda: png(png_chunk(b"tEXt", b"Software\0me"), png_chunk(b"eXIf", tiff())),
    "gif": lambda: b"GIF89a\3\0\2\0\x80\0\0" + b"\0" * 6 + b"!\xfe\5hello\0" + b",\0\0\0\0\3\0\2\0\0\2\2ab\0;",
    "tiff": tiff,
    "webp": lambda: listed(b"WEBP", chunk(b"VP8X", b"\0" * 10), chunk(b"EXIF", tiff()), kind=b"RIFF"),
    "jumbf": lambda: box(b"jumb", box(b"jumd", b"\0" * 16, b"\3c2pa\0"), box(b"cbor", b"abc")),
    "mp3": lambda: b"ID3\3\0\0\0\0\0\x0a" + b"\0" * 10 + (b"\xff\xfb\x90\0" + b"\0" * 413) * 3,
    "heif": lambda: tiled(box(b"av1C", b"\x81\0\0\0") + box(b"mdat", b"coded")),
}
_made: dict[str, bytes] = {}


def seed(name: str) -> bytes:
    if name not in _made:
        _made[name] = SEEDS[name]()
    return _made[name]


@st.composite
def mutations(draw: st.DrawFn) -> bytes:
    """Draw a real file with some bytes flipped, cut out, put in, repeated, or set to a size that is hard to bear."""
    data = bytearray(seed(draw(st.sampled_from(sorted(SEEDS)))))
    for _ in range(draw(st.integers(1, 6))):
        at = draw(st.integers(0, len(data))) if draw(st.booleans()) else draw(st.integers(0, min(600, len(data))))
        match draw(st.sampled_from(["flip", "cut", "insert", "size", "truncate", "repeat"])):
            case "flip" if at < len(data):
                data[at] ^= draw(st.integers(1, 255))
            case "cut":
                del data[at : at + draw(st.integers(1, 200))]
            case "insert":
                data[at:at] = draw(st.binary(max_size=40))
            case "size":
                data[at : at + 4] = draw(
                    st.sampled_from([b"\0\0\0\0", b"\0\0\0\1", b"\xff\xff\xff\xff", b"\0\0\0\x08", b"\x7f\xff\xff\xff"])
                )
            case "truncate":
                del data[at:]
            case "repeat":
                data[at:at] = data[at : at + 100] * 3
    return bytes(data)


def _check(data: bytes, outcomes: list[Outcome]) -> None:
    found = elements(outcomes)
    assert len(found) <= MAX_ELEMENTS
    assert [each.number for each in found] == list(range(len(found)))
    for outcome in outcomes:
        encode(Result("container", "1", outcome))
        if isinstance(outcome, Element):
            assert -1 <= outcome.parent < outcome.number
            assert 0 <= outcome.offset <= len(data)


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(mutations())
def test_a_mutated_file_never_raises_and_everything_said_of_it_can_be_stored(data: bytes) -> None:
    _check(data, everything(data, "VID_20260102_030405.mp4"))


@settings(max_examples=200, deadline=None)
@given(
    st.sampled_from(
        [FTYP, b"RIFF\0\0\1\0AVI ", b"\x1a\x45\xdf\xa3", b"\xff\xd8\xff\xe0", b"\x89PNG\r\n\x1a\n", b"GIF89a"]
    )
    | st.sampled_from([b"II*\0", b"MM\0*", b"\0\0\1\xba", b"ID3", b"G" * 3]),
    st.binary(max_size=3000),
)
def test_a_signature_followed_by_noise_never_raises(head: bytes, noise: bytes) -> None:
    _check(head + noise, everything(head + noise))


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=2000), st.booleans())
def test_noise_in_exif_and_gpmf_never_raises(noise: bytes, headed: bool) -> None:
    block = (b"II*\0\x08\0\0\0" + noise) if headed else noise
    for outcome in (*read_exif(block, 0, "EXIF"), *read_gpmf(noise, 0, "GPMF")):
        encode(Result("tags", "1", outcome))


class Counting(io.BytesIO):
    """A file that counts the bytes that are read from it."""

    taken = 0

    def read(self, size: int | None = -1, /) -> bytes:
        got = super().read(size)
        self.taken += len(got)
        return got


def test_media_bytes_are_passed_over_not_read() -> None:
    small, large = movie(), movie()[:-72] + box(b"mdat", b"x" * 5_000_000)
    taken = []
    for data in (small, large):
        file = Counting(data)
        list(read_structure(file, len(data)))
        taken.append(file.taken)
    assert taken[1] == taken[0] + 4096 - len(small)


def test_a_table_of_four_thousand_million_entries_takes_no_memory() -> None:
    table = full(b"stsz", b"\0\0\0\0\xff\xff\xff\xff", b"\0\0\0\5")
    read = structure(FTYP + box(b"moov", box(b"trak", box(b"mdia", box(b"minf", box(b"stbl", table))))))
    assert any("4294967295 entries are declared" in str(item.value) for each in elements(read) for item in each.fields)


def test_a_maker_note_of_four_thousand_million_values_is_given_up() -> None:
    entries = b"\x7c\x92\7\0\xff\xff\xff\xff\0\0\0\0" + b"\x0f\1\2\0\4\0\0\0Me\0\0"
    sub = b"II*\0\x08\0\0\0\1\0\x69\x87\4\0\1\0\0\0\x1a\0\0\0\0\0\0\0" + b"\2\0" + entries + b"\0\0\0\0"
    outcomes = list(read_exif(sub, 0, "EXIF"))
    assert outcomes


@pytest.mark.parametrize("name", sorted(SEEDS))
def test_every_seed_is_a_file_that_its_reader_knows(name: str) -> None:
    assert elements(structure(seed(name)))


def test_an_exif_directory_of_entries_that_are_not_there_ends_soon() -> None:
    for order in (b"II*\0\x08\0\0\0\xff\xff", b"MM\0*\0\0\0\x08\xff\xff"):
        (only,) = read_exif(order, 0, "EXIF")
        assert isinstance(only, NotMeasured)
        assert "more reads than the bound allows" in only.reason
