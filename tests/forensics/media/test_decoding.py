"""Two threads where that cannot show: the pictures, and what is told of them, are those of one thread in any case."""

from __future__ import annotations

import hashlib
import os
from fractions import Fraction
from pathlib import Path

import av
import pytest
from av.video.frame import VideoFrame

from forensics.detector import FrameNeed, FrameView, Needs, Observer
from forensics.footage.encode import Encoding, Made, make
from forensics.footage.scene import Scene
from forensics.footage.timeline import plain
from forensics.media.decoding import Decoder
from forensics.media.opening import open_media
from forensics.media.session import Attached, run_session
from forensics.types import Outcome, Result


def _made(folder: Path, bframes: int) -> Made:
    encoding = Encoding(gop=12, bframes=bframes, quality=26)
    return make(folder / "clip.mp4", Scene(width=160, height=96, seed=3), plain(Fraction(25), Fraction(2)), encoding)


@pytest.fixture(scope="module")
def clip(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """Return two seconds of footage without B-frames."""
    return _made(tmp_path_factory.mktemp("decoding"), bframes=0)


@pytest.fixture
def decoders(monkeypatch: pytest.MonkeyPatch) -> list[Decoder]:
    """Return a list to which every decoder of pictures adds itself."""
    kept: list[Decoder] = []

    class Noted(Decoder):
        def __init__(self, *given: object, marked: bool) -> None:
            super().__init__(*given, marked=marked)  # type: ignore[arg-type]
            if self.doubled:
                kept.append(self)

    monkeypatch.setattr("forensics.media.session.Decoder", Noted)
    return kept


def _measured(path: Path, monkeypatch: pytest.MonkeyPatch, processors: int) -> tuple[list[Outcome], list[str]]:
    """Return all outcomes of a pass, and of each frame its digest, type, vectors and quantisers."""
    monkeypatch.setattr(os, "cpu_count", lambda: processors)
    seen: list[str] = []

    def look(frame: FrameView) -> None:
        vectors, quantisers = frame.motion_vectors(), frame.quantisers()
        told = hashlib.sha256(b"" if quantisers is None else quantisers.tobytes())
        for name in () if vectors is None else vectors.dtype.names or ():
            assert vectors is not None
            told.update(vectors[name].tobytes())
        seen.append(f"{frame.index} {frame.at.pts} {frame.key} {frame.picture_type} {frame.sha256} {told.hexdigest()}")

    asked = Needs(frames=FrameNeed(), motion_vectors=True)
    opened = open_media(path, path.stat().st_size)
    with opened.container:
        watching = (Attached("m", "1", asked, Observer(finish=lambda: iter(()), frame=look)),)
        lines = list(run_session(opened, watching, lambda _facts, _extradata: None))
    return [line.outcome for line in lines if isinstance(line, Result)], seen


def test_a_whole_stream_in_order_is_decoded_by_two_threads_and_measures_the_same(
    clip: Made, decoders: list[Decoder], monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = _measured(clip.path, monkeypatch, 1)
    assert not decoders
    assert _measured(clip.path, monkeypatch, 4) == expected
    assert len(expected[1]) == 50
    assert [one.doubled for one in decoders] == [True]


def test_a_stream_with_reordered_pictures_is_decoded_by_one(
    tmp_path: Path, decoders: list[Decoder], monkeypatch: pytest.MonkeyPatch
) -> None:
    _measured(_made(tmp_path, bframes=2).path, monkeypatch, 4)
    assert not decoders


@pytest.mark.parametrize("damaged", [(0,), (20, 33), (49,)], ids=["first", "middle", "last"])
def test_with_damage_it_is_decoded_anew_by_one_and_measures_the_same(
    clip: Made, damaged: tuple[int, ...], tmp_path: Path, decoders: list[Decoder], monkeypatch: pytest.MonkeyPatch
) -> None:
    holed, data = tmp_path / "holed.mp4", bytearray(clip.path.read_bytes())
    with av.open(str(clip.path)) as container:
        packets = [one for one in container.demux(video=0) if one.size]
    for number in damaged:
        place, size = packets[number].pos, packets[number].size
        assert place is not None
        data[place + size // 3 : place + size] = bytes(size - size // 3)
    holed.write_bytes(data)
    expected = _measured(holed, monkeypatch, 1)
    assert _measured(holed, monkeypatch, 4) == expected
    assert [one.doubled for one in decoders] == [False]
    assert expected[1] != _measured(clip.path, monkeypatch, 1)[1]


def test_the_picture_that_the_second_thread_holds_is_given_where_reading_stops(
    clip: Made, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "cpu_count", lambda: 4)
    opened = open_media(clip.path, clip.path.stat().st_size)
    with opened.container:
        stream = opened.container.streams.video[0]
        decoder = Decoder(opened, stream.index, stream.codec_context, marked=False)
        packets = [one for one in opened.container.demux() if one.size and one.stream is stream][:10]
        given = [len(list(decoder.decode(packet))) for packet in packets]
        held = list(decoder.rest())
        assert given == [0] + [1] * 9
        assert [isinstance(one, VideoFrame) for one in held] == [True]
        assert not list(decoder.rest())
        decoder.close()
