"""The index of copies in a folder: segments, merging, what is gone. What every index does: test_shared_index.py."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from forensics.fingerprint.buckets import found_under, prefixes_of, sorted_by
from forensics.fingerprint.codebook import codebook
from forensics.fingerprint.search import share
from forensics.fingerprint.segment import PARTS, Segment, SegmentRefused, Share, parts_of, write
from forensics.fingerprint.segmented import TOGETHER, SegmentedIndex
from tests.forensics.fingerprint.printed import footage, printed

SEEDS = (1, 2, 3, 4, 5)


@pytest.fixture(scope="module")
def shares() -> dict[str, Share]:
    """Return what an index holds of five clips."""
    return {f"clip {seed}": share(printed(footage(seed, 3)), codebook()) for seed in SEEDS}


@pytest.fixture
def index(shares: dict[str, Share], tmp_path: Path) -> Iterator[SegmentedIndex]:
    """Return an index that holds the five clips, each in a segment of its own until they are merged."""
    made = SegmentedIndex(tmp_path / "index", codebook(), shares.__getitem__)
    for name, one in shares.items():
        made.add(name, one)
        made.commit()
    yield made


def test_segments_of_a_size_are_merged_and_all_is_still_found(index: SegmentedIndex, tmp_path: Path) -> None:
    assert len(list((tmp_path / "index").glob("S-*"))) < TOGETHER
    assert index.names == {f"clip {seed}" for seed in SEEDS}
    for seed in SEEDS:
        _, candidates = index.search(printed(footage(seed, 3)))
        best = max(candidates, key=lambda one: one.moments)
        assert best.name == f"clip {seed}" and best.moments >= 3


def test_a_merge_leaves_out_what_is_gone(shares: dict[str, Share], tmp_path: Path) -> None:
    held = dict(shares)
    made = SegmentedIndex(tmp_path / "index", codebook(), held.__getitem__)
    for number, (name, one) in enumerate(shares.items()):
        if number == TOGETHER - 1:
            del held["clip 1"]
        made.add(name, one)
        made.commit()
    assert "clip 1" not in made.names and len(made.names) == len(SEEDS) - 1


def test_a_segment_that_cannot_be_read_is_left_out(shares: dict[str, Share], tmp_path: Path) -> None:
    made = SegmentedIndex(tmp_path / "index", codebook(), shares.__getitem__)
    made.add("clip 1", shares["clip 1"])
    made.commit()
    (folder,) = (tmp_path / "index").glob("S-*")
    (folder / "posts.npy").write_bytes(b"broken")
    with pytest.raises(SegmentRefused):
        Segment(folder)
    assert not SegmentedIndex(tmp_path / "index", codebook(), shares.__getitem__).names


def test_marks_are_found_by_any_part_that_differs_in_one_bit_at_most(shares: dict[str, Share], tmp_path: Path) -> None:
    write(tmp_path, list(shares.values()))
    segment = Segment(tmp_path)
    bits = shares["clip 2"].bits
    random = np.random.default_rng(5)
    for turned in (0, 12, 23):
        asked = np.unpackbits(bits, axis=1)
        for row in asked:
            row[random.permutation(256)[:turned]] ^= 1
        found = segment.marks_near(np.packbits(asked, axis=1))
        own = {(a, t) for a, m, t in zip(found.asked, found.member, found.time, strict=True) if m == 1}
        assert {(row, np.float64(np.float32(at))) for row, at in enumerate(shares["clip 2"].mark_times)} <= own


def test_parts_are_the_first_240_bits_twenty_at_a_time() -> None:
    bits = np.random.default_rng(1).integers(0, 256, (7, 32), dtype=np.uint8)
    plain = np.unpackbits(bits, axis=1)[:, : PARTS * 20].reshape(7, PARTS, 20)
    assert (plain @ (1 << np.arange(19, -1, -1)) == parts_of(bits).T).all()


@given(st.lists(st.integers(0, 4095), max_size=60), st.lists(st.integers(0, 4095), min_size=1, max_size=8))
def test_every_row_with_a_key_is_found_under_it(keys: list[int], asked: list[int]) -> None:
    held, wanted = np.array(keys, np.uint32), np.array(asked, np.uint32)
    order, starts = sorted_by(held, 12)
    which, place = found_under(starts, prefixes_of(wanted, 12, starts), 1000)
    found = {(int(one), int(order[at])) for one, at in zip(which, place, strict=True)}
    assert {(a, h) for a in range(len(asked)) for h in range(len(keys)) if asked[a] == keys[h]} <= found
