"""Perceptual hashes for exchange."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import imagehash
import numpy as np
import pytest

from forensics.fingerprint import baseline
from forensics.fingerprint.pdq import pdq
from forensics.footage.encode import Encoding, make, reencode
from forensics.footage.scene import Scene
from forensics.footage.timeline import plain
from forensics.types import Cell, MediaFacts, NotMeasured, Series
from tests.forensics.detectors.driving import facts_of, observe


def rows_of(clip: Path, quantity: str = baseline.QUANTITY) -> list[tuple[Cell, ...]]:
    results = observe(clip, baseline.observe(facts_of(clip)), baseline.NEEDS)
    tables = [r.outcome for r in results if isinstance(r.outcome, Series) and r.outcome.quantity == quantity]
    return [row for table in tables for row in table.rows]


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
    outcomes = tuple(baseline.observe(MediaFacts(1, "", "", ())).finish())
    assert all(isinstance(one, NotMeasured) for one in outcomes) and len(outcomes) == 2


def waves(height: int, width: int, seed: int) -> np.ndarray:
    """Return a picture made of nine waves."""
    y, x = np.mgrid[:height, :width]
    random = np.random.default_rng(seed)
    made = sum(
        random.random()
        * np.sin((x * random.normal() * 8 / width + y * random.normal() * 8 / height) * 6 + random.random() * 6)
        for _ in range(9)
    )
    grey = (made - made.min()) / (made.max() - made.min()) * 255
    return np.repeat(grey.astype(np.uint8)[:, :, None], 3, axis=2)


REFERENCE = {  # what the bindings of the reference implementation (pdqhash 0.2.8) give for these pictures
    (256, 256, 1): "200fabdaa00baa8aa51aab90e7ab5790a5c35576a55c0f7f5aeeaa7a584c5572",
    (200, 300, 2): "ff0055aa0cff06400cfd86800cfd06c40ffda7d555a8fe79a7a2fc00ab5501ff",
    (480, 360, 3): "fc18297d28878957d4a78857c4a7a85745afa87745af88f701ae00f555abff00",
    (64, 64, 4): "84d6ac6cd4d6ac4cd4d6ac0cd4deac05d4cebc05d688034581fc23fa6bf753f8",
    (512, 512, 5): "755afff0b0037ff120035ff10002aab1f501aff0f503fff1b5ab00a0f5aa00fb",
}


@pytest.mark.parametrize("picture", REFERENCE)
def test_pdq_is_what_the_reference_gives(picture: tuple[int, int, int]) -> None:
    found, quality = pdq(waves(*picture))
    # A coefficient may lie so near the median that another library's sine decides it.
    assert (int(found, 16) ^ int(REFERENCE[picture], 16)).bit_count() <= 2
    assert quality == 100


def test_pdq_stands_beside_imagehash_and_a_copy_is_near(tmp_path: Path) -> None:
    made = make(tmp_path / "a.mp4", Scene(320, 192), plain(Fraction(25), Fraction(2)))
    copy = reencode(made, tmp_path / "b.mp4", Encoding(quality=30))
    first, second = (rows_of(clip.path, baseline.PDQ) for clip in (made, copy))
    assert [row[0] for row in first] == [0, 25]
    for mine, copied in zip(first, second, strict=True):
        assert (int(str(mine[2]), 16) ^ int(str(copied[2]), 16)).bit_count() <= 31


def test_a_flat_picture_has_no_quality() -> None:
    assert pdq(np.full((90, 120, 3), 80, np.uint8))[1] == 0
