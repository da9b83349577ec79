"""Copies are found and placed in time; footage that is no copy is not."""

from __future__ import annotations

from collections.abc import Callable

import cv2
import numpy as np
import pytest

from forensics.fingerprint.alignment import Stretch, align
from forensics.fingerprint.codebook import codebook
from forensics.fingerprint.dct_hash import ORIENTATIONS, dct_hash, oriented
from tests.forensics.fingerprint.printed import Grey, footage, printed


def found(frames: tuple[Grey, ...], change: Callable[[Grey], Grey], seed: int = 1) -> tuple[Stretch, ...]:
    return align(printed(frames, change), printed(footage(seed)), codebook())


def longest(stretches: tuple[Stretch, ...]) -> Stretch:
    return max(stretches, key=lambda one: one.end - one.start)


def same(grey: Grey) -> Grey:
    return grey


def framed(grey: Grey) -> Grey:
    return np.asarray(cv2.copyMakeBorder(grey, 60, 60, 20, 20, cv2.BORDER_CONSTANT), np.uint8)


CHANGES: dict[str, Callable[[Grey], Grey]] = {
    "as it is": same,
    "cropped": lambda grey: grey[40:250, 60:400],
    "mirrored": lambda grey: grey[:, ::-1],
    "turned": np.rot90,
    "darker": lambda grey: (255 * (grey / 255) ** 1.8).astype(np.uint8),
    "with bars": framed,
    "small": lambda grey: np.asarray(cv2.resize(grey, (240, 136), interpolation=cv2.INTER_AREA), np.uint8),
}


@pytest.mark.parametrize("name", CHANGES)
def test_a_laundered_copy_is_found_with_its_times(name: str) -> None:
    one = longest(found(footage(1), CHANGES[name]))
    assert one.support > 3
    assert one.end - one.start > 4
    assert abs(one.other_start - one.start) < 0.1 and abs(one.other_end - one.end) < 0.1
    assert one.mirrored is (name == "mirrored")


def test_the_crop_is_measured() -> None:
    one = longest(found(footage(1), CHANGES["cropped"]))
    assert one.placing is not None
    (left, top), (right, bottom) = one.placing.apply(np.array([[0.0, 0.0], [1.0, 210 / 340]]))
    assert np.allclose(np.array([left, top, right, bottom]) * 480, [60, 40, 400, 250], atol=6)


def test_a_part_is_found_where_it_was_taken_from() -> None:
    one = longest(found(footage(1)[50:125], same))
    assert one.other_start - one.start == pytest.approx(2.0, abs=0.08)


def test_a_change_of_speed_is_measured() -> None:
    frames = footage(1)
    quicker = tuple(frames[round(number * 1.2)] for number in range(int(len(frames) / 1.2)))
    one = longest(found(quicker, same))
    assert one.speed == pytest.approx(1.2, rel=0.02)


def test_parts_in_another_order_are_two_stretches() -> None:
    frames = footage(1)
    stretches = found(frames[75:] + frames[:75], same)
    offsets = {round(one.other_start - one.start) for one in stretches if one.end - one.start > 1}
    assert offsets == {3, -3}


def test_other_footage_is_not_found() -> None:
    for seed in (2, 3, 4):
        assert not found(footage(seed, 3), same)


def test_a_flat_picture_is_not_found_in_anything() -> None:
    assert not found(tuple(np.full((270, 480), 90, np.uint8) for _ in range(50)), same)


def test_the_hash_of_a_turned_picture_follows_from_its_bits() -> None:
    random = np.random.default_rng(1)
    picture = cv2.GaussianBlur(random.integers(0, 255, (64, 64)).astype(np.uint8), (0, 0), 2)
    turned = (
        *(picture, picture[:, ::-1], picture[::-1], picture[::-1, ::-1]),
        *(picture.T, np.rot90(picture, -1), np.rot90(picture), picture[::-1, ::-1].T),
    )
    bits, _ = dct_hash(np.asarray(picture, np.uint8))
    for orientation, other in enumerate(turned):
        expected, _ = dct_hash(np.ascontiguousarray(other))
        assert np.bitwise_count(oriented(bits[None], orientation)[0] ^ expected).sum() <= 2, ORIENTATIONS[orientation]
