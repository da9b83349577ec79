"""Unsigned statements of origin are found wherever they stand, and never read from absence."""

from __future__ import annotations

import html
import json
import struct
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forensics.provenance import aigc, xmp_marks
from forensics.provenance.signals import read_signals
from forensics.types import Assurance, Measurement, Signal, Tag
from tests.forensics.provenance.files import clip, reading

LABEL = {
    "Label": "1", "ContentProducer": "kling", "ProduceID": "X1", "ReservedCode1": "", "ContentPropagator": "",
    "PropagateID": "", "ReservedCode2": "",
}  # fmt: skip
TEXT = json.dumps(LABEL)


def box(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content) + 8) + kind + content


def labels(found: list[Signal]) -> list[Signal]:
    return [s for s in found if s.kind == "label.gb45438"]


@pytest.fixture(scope="module")
def footage(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return clip(tmp_path_factory.mktemp("signals"))


PLACEMENTS = {
    "keyless list under moov/meta": box(b"moov", box(b"meta", box(b"ilst", box(b"AIGC", box(b"data", TEXT.encode()))))),
    "wrapped once more": box(b"moov", box(b"udta", json.dumps({"AIGC": LABEL}).encode())),
    "wrapped as a text": box(b"moov", box(b"udta", json.dumps({"AIGC": TEXT}).encode())),
    "XMP attribute": box(b"uuid", bytes(16) + f'<x:xmpmeta TC260:AIGC="{html.escape(TEXT)}"></x:xmpmeta>'.encode()),
    "Tencent's fields": box(b"moov", b'{"Label":"1","ServiceProvider":"a","ServiceUser":"b"}'),
}


@pytest.mark.parametrize("extra", PLACEMENTS.values(), ids=PLACEMENTS)
def test_a_gb45438_label_is_found_in_every_placement(tmp_path: Path, footage: Path, extra: bytes) -> None:
    path = tmp_path / "labelled.mp4"
    path.write_bytes(footage.read_bytes() + extra)
    (found,) = labels(list(read_signals(path)))
    assert "generated" in found.statement
    assert found.assurance is Assurance.UNSIGNED
    assert found.absence_means == "nothing"


@pytest.mark.parametrize(
    "content",
    [
        b"\x1aE\xdf\xa3" + b"\x00" * 64 + TEXT.encode(),
        b"RIFF" + struct.pack("<I", 400) + b"AVI LIST" + struct.pack("<I", 300) + b"INFOAIGC" + TEXT.encode(),
        b"FLV\x01" + b"\x00" * 40 + b"onMetaData" + b"\x02\x00\xaa" + TEXT.encode(),
        b"\x89PNG\r\n\x1a\n" + b"\x00" * 20 + b"tEXtAIGC\x00" + TEXT.encode(),
    ],
    ids=["matroska", "avi", "flv", "png"],
)
def test_other_containers_labels_are_found_by_their_fields(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "file"
    path.write_bytes(content)
    assert len(labels(list(read_signals(path)))) == 1


def test_a_label_read_from_a_tag_is_told_once(tmp_path: Path, footage: Path) -> None:
    path = tmp_path / "labelled.mp4"
    path.write_bytes(footage.read_bytes() + PLACEMENTS["wrapped once more"])
    assert len(labels(list(read_signals(path, tags=[Tag("ffmpeg", "container", "AIGC", TEXT)])))) == 1
    (found,) = labels(list(read_signals(footage, tags=[Tag("exif", "Exif", "UserComment", TEXT)])))
    assert found.statement.startswith("GB 45438 label")


def test_a_label_in_the_coded_media_is_not_looked_for(tmp_path: Path, footage: Path) -> None:
    path = tmp_path / "file.mp4"
    path.write_bytes(footage.read_bytes() + box(b"mdat", TEXT.encode()))
    assert labels(list(read_signals(path))) == []


def test_json_without_the_standards_fields_is_no_label(tmp_path: Path, footage: Path) -> None:
    path = tmp_path / "file.mp4"
    path.write_bytes(footage.read_bytes() + box(b"udta", b'{"Label":"1","Other":"ContentProducer"}'))
    assert labels(list(read_signals(path))) == []


def test_tiktoks_and_dreaminas_notes_are_read(footage: Path) -> None:
    tags = [
        Tag("ffmpeg", "container", "AigcInfo", '{"aigc_label_type":2}'),
        Tag("ffmpeg", "container", "comment", '{"product":"dreamina","exportType":"generation"}'),
    ]
    kinds = {s.kind: s for s in read_signals(footage, tags=tags)}
    assert "labelled by the platform" in kinds["label.aigc_info"].statement
    assert "dreamina" in kinds["label.dreamina"].statement


def test_an_encoders_mark_says_how_little_it_supports(footage: Path) -> None:
    measured = [
        Measurement("sei.user_data.uuid", "91ca6061-4aee-3854-8614-2d5f73f4ae2e", "text"),
        Measurement("sei.user_data.text", "x264 - core 164 r3108", "text"),
    ]
    tags = [Tag("ffmpeg", "container", "encoder", "Google")]
    found = {s.kind: s for s in read_signals(footage, tags=tags, measurements=measured)}
    assert "Anybody can write it" in found["mark.sei.kling"].supports
    assert "Nearly nothing" in found["mark.sei.x264"].supports
    assert found["mark.writer.google"].assurance is Assurance.UNSIGNED


@pytest.mark.parametrize(
    "packet",
    [
        '<rdf:Description Iptc4xmpExt:DigitalSourceType="URI"/>',
        "<Iptc4xmpExt:DigitalSourceType>URI</Iptc4xmpExt:DigitalSourceType>",
        '<other:DigitalSourceType rdf:resource="URI"/>',
        "<Iptc4xmpExt:DigitalSourceType><rdf:Bag><rdf:li>URI</rdf:li></rdf:Bag></Iptc4xmpExt:DigitalSourceType>",
    ],
)
def test_every_form_of_an_xmp_property_is_read(packet: str) -> None:
    assert [(s.name, s.value) for s in xmp_marks.statements(packet.encode())] == [("DigitalSourceType", "URI")]


@given(st.binary(max_size=2000))
def test_any_bytes_are_searched_without_an_error(content: bytes) -> None:
    list(aigc.in_bytes(content + b'{"ContentProducer":', 0))
    list(xmp_marks.statements(content))


def test_a_million_marks_take_no_time_and_give_few_labels() -> None:
    hostile = b'{"ContentProducer"' * 100_000
    assert len(list(aigc.in_bytes(hostile, 0))) <= aigc.MAX_HITS


def test_the_shared_files_give_just_the_signals_that_they_carry(shared_media: Path) -> None:
    folder = shared_media / "provenance"
    expected = {
        "syn_aigc_label.mp4": {"label.gb45438"},
        "syn_aigc_label2.mkv": {"label.gb45438"},
        "syn_xmp_digitalsourcetype.mp4": {"iptc.DigitalSourceType"},
        "real_midjourney_iptc_only.png": {"iptc.DigitalSourceType"},
        "real_gemini_chain_synthid.png": {"c2pa.digital_source_type", "watermark.declared"},
        "c2pars_video1_no_manifest.mp4": set(),
    }
    for name, kinds in expected.items():
        found = list(read_signals(folder / name, c2pa=[reading(folder / name)]))
        assert {s.kind for s in found} == kinds, name


def test_a_signed_statement_is_signed_and_a_broken_one_is_not(shared_media: Path) -> None:
    folder = shared_media / "provenance"
    for name, assurance in (
        ("real_sora_openai_2026-02.mp4", Assurance.SIGNED),
        ("syn_tampered.mp4", Assurance.SIGNED),  # signed, for other bytes: the sentence says so
        ("pt_E-sig-CA.jpg", Assurance.UNSIGNED),
    ):
        found = [s for s in read_signals(folder / name, c2pa=[reading(folder / name)]) if s.kind.startswith("c2pa.")]
        assert {s.assurance for s in found} <= {assurance}
    (tampered,) = read_signals(folder / "syn_tampered.mp4", c2pa=[reading(folder / "syn_tampered.mp4")])
    assert "not found to match the bytes" in tampered.supports
