"""Bytes of the media data that no sample uses are told from samples; telemetry and timecode are read within bounds."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forensics.media.gpmf import gps_of
from forensics.media.telemetry import timecode_words
from forensics.types import ByteRange, Element, Measurement, Outcome, Series, Tag
from tests.forensics.media.handmade import (
    FTYP,
    box,
    clip,
    elements,
    everything,
    field,
    full,
    refused,
    sampled,
    structure,
    values,
)


def _unused(outcomes: list[Outcome]) -> list[tuple[int, int, object]]:
    start = len(FTYP) + 8
    return [
        (one.locus.offset - start, one.locus.length, one.value)
        for one in outcomes
        if isinstance(one, Measurement)
        and one.quantity == "container.media_unused"
        and isinstance(one.locus, ByteRange)
    ]


def test_media_that_samples_use_wholly_leave_nothing() -> None:
    read = structure(sampled([10, 20, 30, 40], [0, 30], 2, b"m" * 100))
    assert values(read)["container.media_bytes_unused"] == 0
    assert _unused(read) == []


def test_bytes_between_and_after_samples_are_found_with_their_place() -> None:
    read = structure(sampled([10, 20, 30, 40], [5, 50], 2, b"\0" * 5 + b"m" * 30 + b"secret" + b"\0" * 9 + b"m" * 80))
    assert values(read)["container.media_bytes_unused"] == 30
    assert _unused(read) == [(0, 5, "zero bytes"), (35, 15, "not zero"), (120, 10, "not zero")]


def test_bytes_that_two_samples_claim_and_samples_elsewhere_are_counted() -> None:
    apart = values(structure(sampled([10, 20], [0, 10], 1, b"m" * 40)))
    assert (apart["container.media_bytes_shared"], apart["container.media_bytes_elsewhere"]) == (0, 0)
    assert values(structure(sampled([10, 20], [0, 4], 1, b"m" * 40)))["container.media_bytes_shared"] == 6
    before = values(structure(sampled([10, 20], [-12, 10], 1, b"m" * 40)))
    assert before["container.media_bytes_elsewhere"] == 10
    beyond = values(structure(sampled([10, 20], [0, 4000], 1, b"m" * 40)))
    assert beyond["container.media_bytes_elsewhere"] == 0


def test_tables_that_disagree_are_said_and_not_guessed() -> None:
    assert "disagree" in refused(structure(sampled([10, 20, 30], [0], 2, b"m" * 60)), "container.media_bytes_unused")[0]


def test_a_run_of_chunks_that_are_not_there_costs_no_memory() -> None:
    raw = bytearray(sampled([10] * 4, [0, 10, 20, 30], 1, b"m" * 40))
    table = raw.index(b"stsc") + 8
    wide = struct.pack(">I", 1000) + b"".join(struct.pack(">III", 1 + n * 4_000_000, 1, 1) for n in range(1000))
    raw[table : table + 16] = wide
    for kind in (b"stsc", b"stbl", b"minf", b"mdia", b"trak", b"moov"):
        place = raw.index(kind) - 4
        size = int.from_bytes(raw[place : place + 4], "big") + len(wide) - 16
        raw[place : place + 4] = size.to_bytes(4, "big")
    found = [one for one in structure(bytes(raw)) if getattr(one, "quantity", "") == "container.media_bytes_unused"]
    assert len(found) == 1


def test_clips_that_ffmpeg_made_leave_nothing_unused() -> None:
    for form in ("mp4", "mov"):
        assert values(structure(clip(form)))["container.media_bytes_unused"] == 0


@given(
    st.lists(st.integers(0, 2**32 - 1), min_size=1, max_size=6),
    st.lists(st.integers(0, 2**31 - 100), min_size=1, max_size=4),
    st.integers(0, 2**32 - 1),
)
def test_hostile_tables_end_in_a_measurement_or_a_reason(sizes: list[int], chunks: list[int], per: int) -> None:
    read = structure(sampled(sizes, chunks, per, b"m" * 50))
    found = [one for one in read if getattr(one, "quantity", "") == "container.media_bytes_unused"]
    assert len(found) == 1
    if isinstance(found[0], Measurement):
        assert 0 <= int(str(found[0].value)) <= 50


@pytest.mark.parametrize(
    ("number", "frames", "drops", "words"),
    [
        (0, 30, True, "00:00:00;00"),
        (1799, 30, True, "00:00:59;29"),
        (1800, 30, True, "00:01:00;02"),
        (17981, 30, True, "00:09:59;29"),
        (17982, 30, True, "00:10:00;00"),
        (107892, 30, True, "01:00:00;00"),
        (3600, 60, True, "00:01:00;04"),
        (1800, 30, False, "00:01:00:00"),
        (90000, 25, False, "01:00:00:00"),
    ],
)
def test_a_frame_number_is_counted_as_smpte_counts_it(number: int, frames: int, drops: bool, words: str) -> None:
    assert timecode_words(number, frames, drops=drops) == words


def test_a_place_without_fix_is_no_place() -> None:
    def entry(key: bytes, form: bytes, size: int, repeat: int, data: bytes) -> bytes:
        return key + form + bytes([size]) + struct.pack(">H", repeat) + data + b"\0" * (-len(data) % 4)

    scale = entry(b"SCAL", b"l", 4, 5, struct.pack(">5i", 10**7, 10**7, 1000, 1, 1))
    place = entry(b"GPS5", b"l", 20, 1, struct.pack(">5i", 331264000, -1173273000, 12000, 0, 0))
    none, three = (entry(b"GPSF", b"L", 4, 1, struct.pack(">I", fix)) for fix in (0, 3))
    without, found = gps_of(none + scale + place), gps_of(three + scale + place)
    assert without is not None and not without.placed
    assert found is not None and found.placed
    assert (float(found.latitude), float(found.longitude), float(found.altitude)) == (33.1264, -117.3273, 12.0)
    assert gps_of(b"") is None


@given(st.binary(max_size=300))
def test_any_bytes_are_a_reading_or_none(raw: bytes) -> None:
    gps_of(raw)


def test_a_gopro_gives_its_places_by_sample_and_its_timecode(shared_media: Path) -> None:
    path = shared_media / "detection" / "camera_original" / "gpmf-parser__8e8fa988__max-heromode.mp4"
    read = everything(path.read_bytes())
    (series,) = [one for one in read if isinstance(one, Series) and one.quantity == "telemetry.gps"]
    assert len(series.rows) == 11
    assert all(
        33.12 < float(str(row[3]).split("/")[0]) / float((str(row[3]) + "/1").split("/")[1]) < 33.13
        for row in series.rows
    )
    assert any(isinstance(one, Tag) and one.group.startswith("timecode track") for one in read)


@pytest.mark.parametrize(
    ("entry", "handler", "words"),
    [
        (b"djmd", b"DJI meta", "DJI telemetry, not published (djmd)"),
        (b"text", b"DJI.Subtitle", "DJI telemetry as captions"),
        (b"camm", b"CameraMetadataMotionHandler", "Google camera motion metadata (CAMM)"),
    ],
)
def test_a_telemetry_track_is_named_by_its_sample_entry(entry: bytes, handler: bytes, words: str) -> None:
    described = full(b"hdlr", b"\0\0\0\0meta", b"\0" * 12, handler + b"\0")
    table = box(b"stbl", full(b"stsd", struct.pack(">I", 1), box(entry, b"\0" * 6 + b"\0\1" + b"\0" * 40)),
                full(b"stsz", struct.pack(">II", 4, 9)))  # fmt: skip
    track = box(b"trak", box(b"mdia", described, box(b"minf", table)))
    said = values(everything(FTYP + box(b"moov", track)))
    assert (said["telemetry.kind"], said["telemetry.samples"], said["track.handler"]) == (words, 9, "meta")


def test_the_keys_of_a_timed_metadata_track_are_read() -> None:
    key = box(b"\0\0\0\1", box(b"keyd", b"mdta", b"com.example.key"), box(b"dtyp", struct.pack(">II", 0, 66)))
    entry = box(b"mebx", b"\0" * 6 + b"\0\1", box(b"keys", key))
    handler = full(b"hdlr", b"\0\0\0\0meta", b"\0" * 13)
    table = box(b"stbl", full(b"stsd", struct.pack(">I", 1), entry))
    track = box(b"trak", box(b"mdia", handler, box(b"minf", table)))
    read = everything(FTYP + box(b"moov", track))
    assert values(read)["telemetry.kind"] == "Apple timed metadata: com.example.key"
    assert (field(read, "keyd", "key"), field(read, "dtyp", "type")) == ("com.example.key", 66)
    assert "container.unknown_element" not in values(read)


def test_the_manifest_inside_a_uuid_box_is_listed_box_by_box(shared_media: Path) -> None:
    raw = (shared_media / "provenance" / "real_sora_openai_2026-02.mp4").read_bytes()
    found = elements(structure(raw))
    kinds = {one.number: one.kind for one in found}
    stores = [one for one in found if one.kind == "jumb" and kinds.get(one.parent) == "uuid"]
    assert len(stores) == 1
    assert any("c2pa.claim" in str(field.value) for one in found if one.kind == "jumd" for field in one.fields)
    assert all(isinstance(one, Element) for one in found)
