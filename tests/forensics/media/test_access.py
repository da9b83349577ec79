"""Any frame, asked for in any order, is the one that decoding from the start gives."""

from __future__ import annotations

import random
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import av
import cv2
import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from forensics.footage.encode import Encoding, make
from forensics.footage.scene import Scene
from forensics.footage.timeline import drop, jitter, plain
from forensics.media.access import PART, FrameAccess, NoPicture
from forensics.media.opening import CannotOpen
from forensics.media.pictures import DecodedFrame
from forensics.types import Timestamp
from tests.forensics.media.handmade import tiled

SMALL = Scene(width=160, height=96, seed=3)
TWO_SECONDS = plain(Fraction(25), Fraction(2))


def digest(frame: av.VideoFrame) -> str:
    return DecodedFrame(frame, stream=0, index=0, at=Timestamp(0, Fraction(1)), has_pts=True).sha256


def opened(path: Path, cache_bytes: int = 64 << 20) -> FrameAccess:
    access = FrameAccess(path, cache_bytes)
    for _ in access.make_index():
        pass
    return access


def fetched(access: FrameAccess, number: int) -> av.VideoFrame:
    steps = access.frame(number)
    while True:
        try:
            next(steps)
        except StopIteration as reached:
            frame: av.VideoFrame = reached.value
            return frame


def decoded_in_order(path: Path) -> list[tuple[int | None, str]]:
    with av.open(str(path), options={"advanced_editlist": "0"}) as container:
        return [(frame.pts, digest(frame)) for frame in container.decode(video=0)]


@pytest.fixture(scope="module")
def footage(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Encoding], Path]:
    folder = tmp_path_factory.mktemp("footage")
    made: dict[Encoding, Path] = {}

    def of(encoding: Encoding) -> Path:
        if encoding not in made:
            path = folder / f"{len(made)}.{encoding.container}"
            made[encoding] = make(path, SMALL, TWO_SECONDS, encoding).path
        return made[encoding]

    return of


WAYS = [
    Encoding(gop=12, bframes=2),
    Encoding(gop=250, bframes=3, sound=False),
    Encoding(gop=1, bframes=0, sound=False),
    Encoding(codec="libx265", container="mkv", gop=10, sound=False),
    Encoding(codec="mpeg4", container="avi", gop=12, bframes=0, quality=4, sound=False),
    Encoding(codec="libvpx-vp9", container="webm", gop=15, quality=34, sound=False),
    Encoding(container="ts", gop=12),
    Encoding(codec="mjpeg", container="mov", quality=4, sound=False),
]


@pytest.mark.parametrize("encoding", WAYS, ids=lambda e: f"{e.codec}-{e.container}-gop{e.gop}")
def test_a_frame_asked_for_in_any_order_is_the_one_that_decoding_from_the_start_gives(
    encoding: Encoding, footage: Callable[[Encoding], Path]
) -> None:
    path = footage(encoding)
    truth = decoded_in_order(path)
    access = opened(path)
    order = list(range(len(truth)))
    random.Random(7).shuffle(order)
    try:
        assert [entry.pts for entry in access.index.entries] == [pts for pts, _ in truth]
        for number in (*order, *reversed(range(len(truth)))):
            assert digest(fetched(access, number)) == truth[number][1], number
    finally:
        access.close()


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(order=st.lists(st.integers(0, 49), min_size=1, max_size=20))
def test_a_cache_of_one_frame_changes_nothing_but_the_time(
    order: list[int], footage: Callable[[Encoding], Path]
) -> None:
    path = footage(WAYS[0])
    truth = decoded_in_order(path)
    access = opened(path, cache_bytes=1)
    try:
        assert [digest(fetched(access, number)) for number in order] == [truth[number][1] for number in order]
    finally:
        access.close()


def test_times_that_are_irregular_are_kept_as_they_are(tmp_path: Path) -> None:
    timeline = jitter(drop(TWO_SECONDS, 10, 5), seed=4, ticks=200)
    path = make(tmp_path / "irregular.mp4", SMALL, timeline, Encoding(gop=12)).path
    access = opened(path)
    try:
        assert [entry.pts for entry in access.index.entries] == [pts for pts, _ in decoded_in_order(path)]
    finally:
        access.close()


def test_avi_keeps_no_presentation_times_so_its_index_is_made_by_decoding(
    footage: Callable[[Encoding], Path],
) -> None:
    access = opened(footage(WAYS[4]))
    try:
        assert access.index.made_by == "decoding"
        assert "decoded" in access.index.remark
    finally:
        access.close()


def test_a_truncated_file_gives_the_frames_that_are_there_and_says_which_are_not(
    tmp_path: Path, footage: Callable[[Encoding], Path]
) -> None:
    whole = footage(Encoding(container="mkv", gop=12)).read_bytes()
    path = tmp_path / "cut.mkv"
    path.write_bytes(whole[: len(whole) * 2 // 3])
    truth = decoded_in_order(path)
    access = opened(path)
    shown = missing = 0
    try:
        for number in range(len(access.index.entries)):
            try:
                fetched(access, number)
                shown += 1
            except NoPicture as error:
                missing += 1
                assert "no picture" in str(error)
    finally:
        access.close()
    assert 0 < len(truth) <= shown + missing < 50


def test_an_index_outside_is_refused(footage: Callable[[Encoding], Path]) -> None:
    access = opened(footage(WAYS[0]))
    try:
        for number in (-1, 50):
            with pytest.raises(NoPicture, match="there is no frame"):
                fetched(access, number)
    finally:
        access.close()


@pytest.mark.parametrize("content", [b"", b"no film at all", b"\x00\x00\x00\x18ftypmp42" + bytes(200)])
def test_what_holds_no_film_is_refused_with_a_reason(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "thing.mp4"
    path.write_bytes(content)
    with pytest.raises(CannotOpen):
        opened(path)


def test_real_files_step_as_they_decode(shared_media: Path) -> None:
    for name in (
        "provenance/real_sora_openai_2026-02.mp4",
        "provenance/caijs_sample.avi",
        "detection/camera/metadata-extractor-images__7e6d1f15__Sony_ILCE-7M3__A7M3_.mts",
        "copies/interactive-examples__flower.webm",
    ):
        path = shared_media / name
        if not path.is_file():
            continue
        truth = decoded_in_order(path)
        access = opened(path)
        try:
            assert len(access.index.entries) == len(truth), name
            for number in (len(truth) - 1, 0, len(truth) // 2, len(truth) // 2 - 1):
                assert digest(fetched(access, number)) == truth[number][1], (name, number)
        finally:
            access.close()


def test_a_tile_of_a_larger_picture_is_called_a_part(tmp_path: Path) -> None:
    tile = tmp_path / "tile.avif"
    if not cv2.imwrite(str(tile), np.tile(np.arange(64, dtype=np.uint8), (64, 1))[:, :, None].repeat(3, 2)):
        pytest.skip("this build of OpenCV writes no AVIF")
    path = tmp_path / "grid.avif"
    path.write_bytes(tiled(tile.read_bytes()))
    access = opened(path)
    try:
        assert access.index.remark == PART
        assert fetched(access, 0).width == 64
    finally:
        access.close()
    whole = opened(tile)
    assert whole.index.remark == ""
    whole.close()
