"""One recording, another one of the same scene, or not told."""

from __future__ import annotations

import numpy as np

from forensics.fingerprint.course import SHORTEST
from forensics.fingerprint.known_copy import KnownCopy
from forensics.fingerprint.relation import SAME_SCENE, SAME_VIEW, relation
from forensics.fingerprint.video import VideoFingerprint
from tests.forensics.fingerprint.printed import RATE, Grey, footage, printed


def take(seed: int, seconds: int = 5) -> tuple[Grey, ...]:
    """Return a fixed camera's view in which a patch moves by fits and starts, another way for each seed."""
    room = footage(1, 3)[0]
    patch = footage(2, 3)[0][60:150, 80:200]
    random = np.random.default_rng(seed)
    hurry = np.repeat(random.choice([0, 1, 3, 9], seconds * RATE // 5), 5)
    frames, at = [], 0.0
    for speed in hurry:
        at += float(speed)
        frame = room.copy()
        frame[90:180, 40 + int(at) % 260 : 160 + int(at) % 260] = patch
        frames.append(frame)
    return tuple(frames)


def pan(seconds: int = 5) -> tuple[Grey, ...]:
    """Return a view in which only the camera moves, evenly, so that the amount of change tells nothing."""
    wall = np.ascontiguousarray(np.hstack([footage(1, 3)[0], footage(2, 3)[0], footage(3, 3)[0]]))
    return tuple(np.ascontiguousarray(wall[:, 3 * at : 3 * at + 480]) for at in range(seconds * RATE))


def copy(name: str, video: VideoFingerprint) -> KnownCopy:
    return KnownCopy(name, name, "mov", (), (), 0, (), video, None)


FIRST = copy("A", printed(take(1)))


def test_another_recording_from_the_same_place_is_the_same_scene_and_no_copy() -> None:
    found = relation(FIRST, copy("B", printed(take(2))))
    assert [one.code for one in found.statements] == [SAME_SCENE]
    assert found.related and not found.copies and not found.nearness.proposed


def test_the_same_recording_is_a_copy_cropped_or_small_or_in_part() -> None:
    for frames, change in (
        (take(1), lambda grey: grey[20:250, 30:470]),
        (take(1), lambda grey: grey[::2, ::2]),
        (take(1)[40:], lambda grey: grey),
    ):
        found = relation(FIRST, copy("B", printed(frames, change)))
        assert found.copies and found.statements[0].code == "coded again", found.statements
        assert "changes alike" in found.statements[0].evidence


def test_where_nothing_moves_it_is_not_told_whether_it_is_one_recording() -> None:
    still = (take(1)[0],) * (4 * RATE)
    noisy = tuple(
        np.clip(frame + np.random.default_rng(number).normal(0, 2, frame.shape), 0, 255).astype(np.uint8)
        for number, frame in enumerate(still)
    )
    found = relation(copy("A", printed(still)), copy("B", printed(noisy)))
    assert found.statements[0].code == SAME_VIEW and not found.copies
    assert "not told" in found.statements[0].words


def test_a_short_piece_is_told_by_its_moments_and_a_short_piece_of_another_take_is_not() -> None:
    found = relation(copy("B", printed(pan()[50:105], lambda grey: grey[::2, ::2])), copy("A", printed(pan())))
    assert found.copies and "each moment looks like its own" in found.statements[0].evidence
    (stretch,) = (one.stretch for one in found.pictures)
    assert stretch.end - stretch.start < SHORTEST and 2 * stretch.own < stretch.around
    for seed in (2, 3, 4):
        assert not relation(copy("B", printed(take(seed)[40:95])), FIRST).copies
