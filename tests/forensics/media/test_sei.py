"""Supplemental messages: every kind is counted, what is decoded reads back, and places hold what they name."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forensics.media.opening import open_media
from forensics.media.places import Places
from forensics.media.sei import SeiReader
from forensics.media.sei_names import message_name
from forensics.media.sei_payloads import PictureTiming, picture_timing, registered, said_by, time_code
from forensics.types import ByteRange, Measurement, Outcome, Series, StreamFacts, StreamKind
from tests.forensics.media.handmade import clip, values

FACTS = StreamFacts(0, StreamKind.VIDEO, "hevc", "", Fraction(1, 25), Fraction(25))


def packed(*fields: tuple[int, int]) -> bytes:
    """Return fields (value, bits) as bytes, the last one filled up with zeros."""
    text = "".join(format(value, f"0{bits}b") for value, bits in fields)
    return int(text.ljust(-(-len(text) // 8) * 8, "0"), 2).to_bytes(-(-len(text) // 8), "big")


def hevc_time_code(hours: int, minutes: int, seconds: int, frames: int) -> bytes:
    clock = ((1, 1), (0, 6), (1, 1), (0, 1), (0, 1), (frames, 9), (seconds, 6), (minutes, 6), (hours, 5), (0, 5))
    return packed((1, 2), *clock)


def unit(number: int, payload: bytes) -> bytes:
    """Return a prefix SEI unit of H.265 with one message, behind a start code; payloads must need no escapes."""
    return b"\0\0\1\x4e\1" + bytes((number, len(payload))) + payload + b"\x80"


def read(codes: list[bytes]) -> list[Outcome]:
    reader = SeiReader(FACTS, b"")
    found = [one for pts, code in enumerate(codes) for one in reader.packet(memoryview(code), -1, pts)]
    return [*found, *reader.finish()]


@given(st.integers(0, 23), st.integers(0, 59), st.integers(0, 59), st.integers(0, 59))
def test_time_codes_of_both_standards_read_back(hours: int, minutes: int, seconds: int, frames: int) -> None:
    written = f"{hours:02}:{minutes:02}:{seconds:02}:{frames:02}"
    assert str(time_code(hevc_time_code(hours, minutes, seconds, frames))) == written
    clock = ((0, 8), (1, 1), (0, 1), (0, 1), (frames, 8), (seconds, 6), (minutes, 6), (hours, 5))
    payload = packed((7, 3), (5, 4), (0, 4), (1, 1), *clock)
    structure, code = picture_timing(payload, PictureTiming(delays=7, structure=True))
    assert (structure, str(code)) == (0, written)


@given(st.sampled_from(["h264", "hevc"]), st.integers(0, 255), st.binary(max_size=40))
def test_no_payload_makes_a_decoder_raise(codec: str, number: int, noise: bytes) -> None:
    said_by(codec, number, noise)
    time_code(noise)
    picture_timing(noise, PictureTiming(delays=16, structure=True))
    assert message_name(codec, number)


def test_time_codes_that_leave_the_pictures_times_are_named() -> None:
    codes = [unit(136, hevc_time_code(10, 0, second, second + 4)) for second in (1, 1, 1, 9, 9)]
    found = read(codes)
    table = next(one for one in found if isinstance(one, Series))
    assert [row[2] for row in table.rows] == ["10:00:01:05"] * 3 + ["10:00:09:13"] * 2
    said = values([one for one in found if isinstance(one, Measurement)])
    assert said["sei.time_code.jumps"] == 1
    assert said["sei.time_code.jump"] == "10:00:01:05 is followed by 10:00:09:13 after 0.040 s, at packet 3"
    assert said["clock.sei.time_code"] == "10:00:01:05"


def test_a_message_far_into_a_stream_is_read() -> None:
    found = read([unit(6, b"\xc0")] * 400 + [unit(6, b"\xe0")])
    assert [one.value for one in found if getattr(one, "quantity", "").endswith("broken_link")] == [0, 1]
    assert values([one for one in found if isinstance(one, Measurement)])["sei.count.recovery point"] == 401


def test_light_levels_and_captions_are_told() -> None:
    assert said_by("hevc", 144, b"\x03\xe8\x01\x90")[0] == ("maximum", 1000, "cd/m2")
    assert registered(b"\xb5\x00\x31GA94\3rest")[-1][1] == "closed captions (ATSC A/53, user data type 3)"
    assert registered(b"\xb5\x12\x34abc")[-1] == ("begins", "616263", "hex")
    assert said_by("h264", 255, b"ab") == [("bytes", "6162", "hex")]


@pytest.mark.parametrize("form", ["mp4", "matroska", "avi"])
def test_the_place_of_a_message_holds_its_bytes_whatever_the_container(form: str, tmp_path: Path) -> None:
    path = tmp_path / f"clip.{form}"
    path.write_bytes(clip(form))
    opened = open_media(path, path.stat().st_size)
    with opened.container:
        stream = opened.container.streams.video[0]
        extradata = bytes(stream.codec_context.extradata or b"")
        reader = SeiReader(opened.facts.streams[stream.index], extradata, Places(path).find)
        packet = next(opened.container.demux(stream))
        found = list(reader.packet(memoryview(packet), packet.pos or 0, packet.pts))
    where = next(one.locus for one in found if isinstance(one, Measurement) and one.quantity == "sei.user_data.text")
    assert isinstance(where, ByteRange)
    assert path.read_bytes()[where.offset + 16 :].startswith(b"x264 - core")


def test_a_place_is_not_made_up() -> None:
    data = memoryview(b"0123456789abcdef0123456789")
    assert Places(Path(__file__)).find(0, data, 0, 20) is None
    assert Places(Path(__file__)).find(0, data, 26, 0) is None
