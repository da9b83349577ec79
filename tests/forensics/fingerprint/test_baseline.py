"""Perceptual hashes for exchange."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import imagehash

from forensics.fingerprint import baseline
from forensics.footage.encode import Encoding, make, reencode
from forensics.footage.scene import Scene
from forensics.footage.timeline import plain
from forensics.types import Cell, MediaFacts, NotMeasured, Series
from tests.forensics.detectors.driving import facts_of, observe


def rows_of(clip: Path) -> list[tuple[Cell, ...]]:
    results = observe(clip, baseline.observe(facts_of(clip)), baseline.NEEDS)
    return [row for r in results if isinstance(r.outcome, Series) for row in r.outcome.rows]


def test_one_frame_a_second_is_hashed_and_a_copy_is_near(tmp_path: Path) -> None:
    made = make(tmp_path / "a.mp4", Scene(320, 192), plain(Fraction(25), Fraction(4)))
    copy = reencode(made, tmp_path / "b.mp4", Encoding(quality=30))
    first, second = rows_of(made.path), rows_of(copy.path)
    assert [row[0] for row in first] == [0, 25, 50, 75]
    assert [row[1] for row in first] == [0, 1, 2, 3]
    for mine, copied in zip(first, second, strict=True):
        for column in (2, 3):
            near = imagehash.hex_to_hash(str(mine[column])) - imagehash.hex_to_hash(str(copied[column]))
            assert near <= 6


def test_no_pictures_is_said(tmp_path: Path) -> None:
    (outcome,) = baseline.observe(MediaFacts(1, "", "", ())).finish()
    assert isinstance(outcome, NotMeasured)
