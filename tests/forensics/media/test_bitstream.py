"""NAL units, parameter sets, slice types and supplemental messages read back what encoders put in."""

from __future__ import annotations

import io

import av
import pytest
from av.video.frame import PictureType
from hypothesis import given
from hypothesis import strategies as st

from forensics.media.bits import Bits, annexb_units, prefixed_units, unescape
from forensics.media.bitstream import encoder_options, nal_name, nal_type, picture_type, sei_messages, user_data
from forensics.media.codec_config import parameter_set
from forensics.media.mdpm import read_mdpm
from forensics.types import ByteRange
from tests.forensics.media.handmade import clip, values


def packets(data: bytes) -> tuple[int, list[bytes]]:
    """Return how NAL units are framed, and the coded packets of the only video stream."""
    with av.open(io.BytesIO(data)) as container:
        stream = container.streams.video[0]
        extra = stream.codec_context.extradata or b""
        framing = 4 if extra[:1] == b"\1" else 0
        return framing, [bytes(packet) for packet in container.demux(stream) if packet.size]


def decoded_types(data: bytes) -> list[str]:
    with av.open(io.BytesIO(data)) as container:
        return [PictureType(frame.pict_type).name for frame in container.decode(video=0)]


@pytest.mark.parametrize(
    ("form", "codec", "name"),
    [
        ("mp4", "libx264", "h264"), ("mpegts", "libx264", "h264"), ("matroska", "libx265", "hevc"),
        ("mpegts", "libx265", "hevc"), ("mp4", "mpeg4", "mpeg4"), ("mpegts", "mpeg2video", "mpeg2video"),
    ],
)  # fmt: skip
def test_picture_types_are_those_that_the_decoder_tells(form: str, codec: str, name: str) -> None:
    data = clip(form, codec, frames=12)
    framing, coded = packets(data)
    told = [picture_type(name, framing, packet[:4096]) for packet in coded]
    assert sorted(told) == sorted(decoded_types(data))
    assert "P" in told


@given(st.binary(max_size=300), st.sampled_from(["h264", "hevc", "mpeg4", "mpeg2video", "vp9"]), st.integers(0, 4))
def test_the_picture_type_of_noise_is_one_of_four_answers(noise: bytes, codec: str, framing: int) -> None:
    assert picture_type(codec, framing, noise) in ("", "I", "P", "B")


@given(st.lists(st.binary(min_size=1, max_size=40), max_size=8))
def test_length_prefixes_split_what_they_joined(units: list[bytes]) -> None:
    joined = b"".join(len(unit).to_bytes(4, "big") + unit for unit in units)
    split = list(prefixed_units(joined, 4))
    assert [unit.data for unit in split] == units
    assert all(joined[unit.offset : unit.offset + len(unit.data)] == unit.data for unit in split)


def test_start_codes_of_three_and_four_bytes_split_alike() -> None:
    data = b"\0\0\0\1\x67ab\0\0\1\x68cd\0\0\0\1\x65e"
    assert [unit.data for unit in annexb_units(data)] == [b"\x67ab", b"\x68cd", b"\x65e"]


def test_emulation_prevention_is_taken_out_where_it_was_put_in() -> None:
    assert unescape(b"\1\0\0\3\1\0\0\3\0") == (b"\1\0\0\1\0\0\0", (3, 6))


@given(st.lists(st.integers(0, 1 << 20), min_size=1, max_size=20))
def test_exp_golomb_codes_read_back(numbers: list[int]) -> None:
    written = "".join("0" * ((n + 1).bit_length() - 1) + format(n + 1, "b") for n in numbers)
    written += "0" * (-len(written) % 8)
    bits = Bits(int(written, 2).to_bytes(len(written) // 8, "big"))
    assert [bits.ue() for _ in numbers] == numbers


def test_the_options_of_x264_are_read_one_by_one() -> None:
    framing, coded = packets(clip("mp4"))
    messages = [
        message
        for unit in prefixed_units(coded[0], framing)
        if nal_type("h264", unit.data) == 6
        for message in sei_messages("h264", unit.data)
    ]
    found = values(
        [each for message in messages if message.number == 5 for each in user_data(message, ByteRange(0, 1))]
    )
    assert found["sei.user_data.known_as"] == "x264"
    assert str(found["encoder.name"]).startswith("x264 core")
    assert found["encoder.option.keyint"] == "3"


def test_the_options_of_x265_are_read_one_by_one() -> None:
    text = "x265 (build 199) - 3.5:[Linux][GCC 12][64 bit] 8bit - H.265/HEVC codec - http://x265.org"
    text += " - options: cpuid=1 no-wpp"
    found = values(list(encoder_options(text, ByteRange(0, 1))))
    assert found["encoder.name"] == "x265 3.5:[Linux][GCC 12][64 bit] 8bit"
    assert found["encoder.option.cpuid"] == "1"
    assert found["encoder.option.no-wpp"] == "set"


def test_a_sequence_parameter_set_tells_profile_level_and_timing() -> None:
    framing, coded = packets(clip("mpegts"))
    assert framing == 0
    sets = [parameter_set("h264", unit.data, unit.offset) for unit in annexb_units(coded[0])]
    found = {item.name: item.value for each in sets if each is not None for item in each.fields}
    assert found["profile"] == "High"
    assert found["time_scale"] == 50
    assert found["num_units_in_tick"] == 1
    assert found["shown_width"] == 64


def test_units_are_named_as_in_the_standard() -> None:
    assert nal_name("h264", b"\x67") == "SPS"
    assert nal_name("hevc", b"\x26\1") == "IDR_W_RADL"
    assert nal_name("h264", b"") == "type -1"


@pytest.mark.parametrize(
    ("zone", "utc"),
    [(0x04, "2019-04-24T20:24:00Z"), (0x2B, "2019-04-25T03:54:00Z"), (0x44, None), (0xFF, None)],
)
def test_an_avchd_camera_tells_its_date_and_its_zone(zone: int, utc: str | None) -> None:
    body = b"MDPM\2\x18" + bytes((zone, 0x20, 0x19, 0x04)) + b"\x19\x24\x22\x24\0"
    found = values(list(read_mdpm(body, ByteRange(0, 1))))
    assert found["clock.sei.mdpm.recorded.local"] == "2019-04-24T22:24:00"
    assert found.get("clock.sei.mdpm.recorded.utc") == utc


@given(st.binary(max_size=60))
def test_no_camera_data_make_the_reader_raise(noise: bytes) -> None:
    list(read_mdpm(noise, ByteRange(0, 1)))
    list(read_mdpm(b"MDPM" + noise, ByteRange(0, 1)))
