"""Captions are taken out of subtitle streams and out of the pictures' user data, in the confined worker."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest

from forensics.confinement import Limits
from forensics.types import NotMeasured, Result, Series
from forensics.worker import Job, measure, path_code

HEADER = (
    b"[Script Info]\nScriptType: v4.00+\n\n[Events]\n"
    b"Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text\n"
)
WORDS = ((200, b"It rains"), (900, b"and pours"))


def frames(count: int) -> list[av.VideoFrame]:
    made = []
    for number in range(count):
        frame = av.VideoFrame.from_ndarray(np.full((64, 64, 3), number * 2, dtype=np.uint8), format="rgb24")
        frame.pts = number
        made.append(frame)
    return made


def with_subtitles(path: Path, codec: str) -> Path:
    with av.open(str(path), "w") as output:
        video = output.add_stream("libx264", rate=25)
        video.width = video.height = 64
        video.pix_fmt = "yuv420p"
        words = output.add_stream(codec)
        words.codec_context.subtitle_header = HEADER
        words.time_base = Fraction(1, 1000)
        for frame in [*frames(50), None]:
            output.mux(video.encode(frame))
        for at, text in WORDS:
            packet = av.Packet(len(text).to_bytes(2, "big") + text if codec == "mov_text" else text)
            packet.pts = packet.dts = at
            packet.duration, packet.time_base, packet.stream = 500, Fraction(1, 1000), words
            output.mux(packet)
    return path


def parity(value: int) -> int:
    return value | (0 if value.bit_count() % 2 else 0x80)


def user_data(first: int, second: int) -> bytes:
    """Return the SEI of one picture with one pair of CEA-608 bytes (ATSC A/53 Part 4, 6.2.3; ITU-T H.264, 7.3.2.3)."""
    payload = b"\xb5\x00\x31GA94\x03\x41\xff" + bytes([0xFC, parity(first), parity(second)]) + b"\xff"
    return b"\x00\x00\x00\x01\x06\x04" + bytes([len(payload)]) + payload + b"\x80"


def with_608(path: Path) -> Path:
    words = b"It rains"
    pairs = [(0x14, 0x20), (0x14, 0x2E), (0x14, 0x70), *zip(words[::2], words[1::2], strict=True), (0x14, 0x2F)]
    pairs += [(0, 0)] * 20 + [(0x14, 0x2C)]
    encoder = av.CodecContext.create("libx264", "w")
    encoder.width = encoder.height = 64
    encoder.pix_fmt, encoder.time_base, encoder.framerate = "yuv420p", Fraction(1, 25), Fraction(25)
    encoder.options = {"tune": "zerolatency", "x264-params": "annexb=1:repeat-headers=1"}
    coded = [bytes(packet) for frame in [*frames(len(pairs)), None] for packet in encoder.encode(frame)]
    with path.open("wb") as file:
        for picture, pair in zip(coded, pairs, strict=True):
            slice_at = max(picture.rfind(b"\x00\x00\x01\x65"), picture.rfind(b"\x00\x00\x01\x41"), 0)
            slice_at -= picture[slice_at - 1 : slice_at] == b"\x00"
            file.write(picture[:slice_at] + user_data(*pair) + picture[slice_at:])
    return path


def captions(path: Path, scratch: Path) -> list[tuple[str, tuple[object, ...]]]:
    job = Job("captions", path_code(path), "", path_code(scratch), (), Limits(), ())
    found = []
    for answer in measure(job, cancelled=lambda: False):
        match answer:
            case Result(_, _, Series(quantity=name, rows=rows)):
                found += [(name.rpartition(".")[2], row) for row in rows]
            case Result(_, _, NotMeasured(reason=reason)):
                found.append((reason, ()))
    return found


@pytest.mark.parametrize(
    ("codec", "ending", "name"),
    [("mov_text", ".mp4", "mov_text"), ("subrip", ".mkv", "srt"), ("webvtt", ".mkv", "webvtt")],
)
def test_subtitle_streams_give_words_with_their_times(tmp_path: Path, codec: str, ending: str, name: str) -> None:
    path = with_subtitles(tmp_path / f"clip{ending}", codec)
    assert captions(path, tmp_path) == [(name, (200, 700, "It rains")), (name, (900, 1400, "and pours"))]


def test_cea_608_in_the_pictures_gives_its_words(tmp_path: Path) -> None:
    found = captions(with_608(tmp_path / "clip.h264"), tmp_path)
    assert [(name, row[2]) for name, row in found] == [("CEA-608 in pictures", "It rains")]
    assert 0 < int(str(found[0][1][0])) <= 29 * 40


@pytest.mark.parametrize("cut", [0.3, 0.6, 0.9])
def test_a_file_without_captions_or_a_damaged_one_says_why(tmp_path: Path, cut: float) -> None:
    path = with_subtitles(tmp_path / "clip.mp4", "mov_text")
    content = path.read_bytes()
    path.write_bytes(content[: int(len(content) * cut)])
    assert all(row == () or row[2] for _, row in captions(path, tmp_path))
    plain = tmp_path / "plain.txt"
    plain.write_text("no film")
    assert [row for _, row in captions(plain, tmp_path)] == [()]
