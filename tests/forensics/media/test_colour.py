"""The picture on the screen is the decoded one, converted by the stated formula and nothing else."""

from __future__ import annotations

import av
import numpy as np
import numpy.typing as npt
import pytest

from forensics.media.colour import to_rgb

MATRICES = {1: (0.2126, 0.0722), 5: (0.299, 0.114), 6: (0.299, 0.114), 9: (0.2627, 0.0593)}


def frame_of(width: int, height: int, *, matrix: int, full: bool, seed: int) -> av.VideoFrame:
    """Return a yuv420p frame of random samples, legal in the range."""
    numbers = np.random.default_rng(seed)
    low, high = (0, 255) if full else (16, 235)
    planes = numbers.integers(low, high + 1, (height * 3 // 2, width), dtype=np.uint8)
    frame = av.VideoFrame.from_ndarray(planes, format="yuv420p")
    frame.colorspace = matrix
    frame.color_range = 2 if full else 1
    return frame


def by_formula(frame: av.VideoFrame, matrix: int, *, full: bool) -> npt.NDArray[np.float64]:
    """Return RGB after ITU-T H.273, chroma repeated."""
    yuv = frame.to_ndarray().astype(np.float64)
    height, width = frame.height, frame.width
    luma = yuv[:height]
    chroma = yuv[height:].reshape(2, height // 2, width // 2).repeat(2, 1).repeat(2, 2)
    y, u, v = (luma / 255, *(chroma - 128) / 255) if full else ((luma - 16) / 219, *(chroma - 128) / 224)
    red, blue = MATRICES[matrix]
    green = 1 - red - blue
    r = y + 2 * (1 - red) * v
    b = y + 2 * (1 - blue) * u
    g = y - (2 * blue * (1 - blue) * u + 2 * red * (1 - red) * v) / green
    return np.clip(np.rint(np.stack([r, g, b], 2) * 255), 0, 255)


@pytest.mark.parametrize("matrix", sorted(MATRICES))
@pytest.mark.parametrize("full", [False, True])
def test_the_conversion_lies_within_three_of_255_of_the_formula(matrix: int, full: bool) -> None:
    frame = frame_of(64, 48, matrix=matrix, full=full, seed=matrix)
    rgb, words = to_rgb(frame)
    assert rgb.shape == (48, 64, 3)
    assert np.abs(rgb.astype(float) - by_formula(frame, matrix, full=full)).max() <= 3
    assert ("full range" in words) is full


def test_what_the_stream_does_not_state_is_said_to_be_assumed() -> None:
    _, words = to_rgb(frame_of(64, 48, matrix=2, full=False, seed=1))
    assert "matrix not stated, BT.601 assumed" in words
    _, words = to_rgb(frame_of(64, 720, matrix=2, full=False, seed=1))
    assert "matrix not stated, BT.709 assumed" in words


def test_ten_bits_and_high_dynamic_range_are_named() -> None:
    frame = frame_of(64, 48, matrix=9, full=False, seed=2).reformat(format="yuv420p10le")
    frame.color_trc = 16
    _, words = to_rgb(frame)
    assert "10 bits shown as 8" in words
    assert "without tone mapping" in words


def test_rgb_stays_as_it_is() -> None:
    picture = np.random.default_rng(5).integers(0, 256, (30, 41, 3), dtype=np.uint8)
    rgb, words = to_rgb(av.VideoFrame.from_ndarray(picture, format="rgb24"))
    assert np.array_equal(rgb, picture)
    assert "no matrix needed" in words


def test_odd_sizes_come_without_padding() -> None:
    rgb, _ = to_rgb(frame_of(50, 34, matrix=1, full=False, seed=9))
    assert rgb.shape == (34, 50, 3)
    assert rgb.flags.c_contiguous
