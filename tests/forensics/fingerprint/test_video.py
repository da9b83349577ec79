"""The fingerprint as bytes: the same value again, and nothing else is accepted."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from forensics.fingerprint.video import (
    FingerprintRefused,
    Points,
    from_bytes,
    mirrored_geometry,
    quantised,
    restored,
    to_bytes,
)
from tests.forensics.fingerprint.printed import footage, printed

MADE = to_bytes(printed(footage(1, 2)))


def test_a_fingerprint_is_the_same_after_it_was_bytes() -> None:
    assert to_bytes(from_bytes(MADE)) == MADE


def test_the_same_frames_give_the_same_bytes() -> None:
    assert to_bytes(printed(footage(1, 2))) == MADE


def test_marks_come_four_times_a_second_and_key_frames_once() -> None:
    read = from_bytes(MADE)
    whole = read.mark_times()[read.mark_rectangle == 0]
    assert len(whole) == 8 or len(whole) == 7
    assert len(read.key_pts) == 2
    assert read.key_points.min() > 50
    assert read.codebook and read.width == 480


@given(st.binary(max_size=300))
def test_other_bytes_are_refused(data: bytes) -> None:
    for hostile in (data, MADE[:8] + data, MADE[:12] + data):
        with pytest.raises(FingerprintRefused):
            from_bytes(hostile)


@given(st.integers(0, len(MADE) - 1))
def test_a_fingerprint_that_was_cut_is_refused(length: int) -> None:
    with pytest.raises(FingerprintRefused):
        from_bytes(MADE[:length])


@given(st.integers(0, 400), st.integers(0, 255))
def test_a_changed_byte_of_the_header_is_refused_or_read_without_fault(place: int, value: int) -> None:
    changed = bytearray(MADE)
    changed[place] = value
    try:
        from_bytes(bytes(changed))
    except FingerprintRefused:
        return


def test_four_bits_a_value_keep_a_descriptor_almost_as_it_was() -> None:
    random = np.random.default_rng(3)
    raw = random.gamma(0.4, 1.0, (200, 128)).astype(np.float32)
    rooted = np.sqrt(raw / raw.sum(axis=1, keepdims=True))
    likeness = (restored(quantised(rooted)) * rooted).sum(axis=1)
    assert likeness.min() > 0.98


def test_places_survive_storing_to_a_thousandth() -> None:
    geometry = np.array([[0.1, 0.2, 0.01, 359.0], [1.0, 0.5, 0.2, 0.0]], np.float32)
    again = Points.of(geometry, np.zeros((2, 64), np.uint8)).geometry()
    assert np.abs(again[:, :2] - geometry[:, :2]).max() < 1e-4
    assert np.abs(again[:, 2] / geometry[:, 2] - 1).max() < 0.03
    assert np.abs(again[:, 3] - geometry[:, 3]).max() < 1.5


def test_mirroring_points_twice_gives_them_back() -> None:
    geometry = np.array([[0.1, 0.2, 0.01, 30.0], [0.9, 0.5, 0.2, 200.0]], np.float32)
    assert np.allclose(mirrored_geometry(mirrored_geometry(geometry, 1.0), 1.0), geometry, atol=1e-4)
