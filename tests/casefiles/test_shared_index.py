"""The index in a database does what the one in a folder does: one set of tests over both."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any, Protocol

import numpy as np
import pytest

from casefiles.shared_index import SharedIndex
from forensics.fingerprint.candidates import Candidate, CopyIndex
from forensics.fingerprint.codebook import codebook
from forensics.fingerprint.query import Query
from forensics.fingerprint.search import checked, share
from forensics.fingerprint.segment import Share
from forensics.fingerprint.segmented import SegmentedIndex
from forensics.fingerprint.video import VideoFingerprint
from tests.casefiles.database import server
from tests.forensics.fingerprint.printed import footage, printed

SEEDS = (1, 2, 3, 4, 5)
KINDS = ("folder", "database")


@cache
def clip(seed: int) -> VideoFingerprint:
    """Return the fingerprint of a clip of three seconds."""
    return printed(footage(seed, 3))


class Kept(CopyIndex, Protocol):
    """What both have besides the two calls."""

    @property
    def names(self) -> frozenset[str]:
        """Return the names of what is held."""

    def commit(self) -> None:
        """Write what was added."""

    def search(
        self, fingerprint: VideoFingerprint, *, most: int = 10, held: Collection[str] | None = None
    ) -> tuple[Query, tuple[Candidate, ...]]:
        """Search among those held."""


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """Return the address of a server of this module's own."""
    with server() as started:
        yield started


@pytest.fixture(scope="module")
def shares() -> dict[str, Share]:
    """Return what an index holds of five clips."""
    return {f"clip {seed}": share(clip(seed), codebook()) for seed in SEEDS}


def opened(kind: str, place: Any, shares: dict[str, Share]) -> Kept:
    """Return the index of a kind at a folder, or over a connection."""
    if kind == "folder":
        return SegmentedIndex(place, codebook(), shares.__getitem__)
    made = SharedIndex(place, codebook(), "copies")
    made.prepare()
    return made


@pytest.fixture(params=KINDS)
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[str, Any]]:
    """Return the kind of index, and an empty place for it."""
    if request.param == "folder":
        yield request.param, tmp_path / "index"
        return
    to = request.getfixturevalue("address")
    import psycopg

    with psycopg.connect(to, autocommit=True) as connection:
        yield request.param, connection
        connection.execute("DROP SCHEMA IF EXISTS copies CASCADE")


@pytest.fixture
def index(place: tuple[str, Any], shares: dict[str, Share]) -> Kept:
    """Return an index that holds the five clips."""
    made = opened(*place, shares)
    for name, one in shares.items():
        made.add(name, one)
    made.commit()
    return made


def test_crops_and_mirrored_copies_are_the_first_candidates_and_stand_the_check(index: Kept) -> None:
    for change in (lambda grey: grey[40:250, 60:400], lambda grey: grey[:, ::-1]):
        asked, candidates = index.search(printed(footage(2, 3), change))
        assert max(candidates, key=lambda one: one.votes).name == "clip 2"
        fetch = {f"clip {seed}": clip(seed) for seed in SEEDS}
        assert [one.name for one in checked(asked.frames, candidates, fetch.__getitem__)] == ["clip 2"]


def test_each_clip_is_the_best_candidate_for_itself_by_marks(index: Kept) -> None:
    for seed in SEEDS:
        _, candidates = index.search(clip(seed))
        best = max(candidates, key=lambda one: one.moments)
        assert best.name == f"clip {seed}" and best.moments >= 3


def test_what_was_written_is_held_when_it_is_opened_again(
    index: Kept, place: tuple[str, Any], shares: dict[str, Share]
) -> None:
    again = opened(*place, shares)
    assert again.names == index.names == set(shares)
    here, there = (one.search(clip(3))[1] for one in (index, again))
    assert here == there and here


def test_only_what_is_held_is_a_candidate(index: Kept) -> None:
    _, candidates = index.search(clip(3), held={"clip 1"})
    assert {one.name for one in candidates} <= {"clip 1"}


def test_an_empty_index_and_an_empty_picture_find_nothing(place: tuple[str, Any]) -> None:
    empty = opened(*place, {})
    flat = printed(tuple(np.full((120, 160), 90, np.uint8) for _ in range(30)))
    assert empty.search(clip(1))[1] == empty.search(flat)[1] == ()
    empty.add("flat", share(flat, codebook()))
    assert empty.search(flat)[1] == ()


def test_a_share_without_points_or_marks_is_held(place: tuple[str, Any], shares: dict[str, Share]) -> None:
    one = shares["clip 1"]
    bare = replace(one, words=one.words[:0], signatures=one.signatures[:0], keys=one.keys[:0], bits=one.bits[:0])
    bare = replace(bare, mark_times=one.mark_times[:0])
    made = opened(*place, {"bare": bare})
    made.add("bare", bare)
    made.commit()
    assert made.names == {"bare"}


@pytest.fixture
def both(address: str, shares: dict[str, Share], tmp_path: Path) -> Iterator[tuple[SegmentedIndex, SharedIndex]]:
    """Return both kinds with the same five clips in them."""
    import psycopg

    folder = SegmentedIndex(tmp_path / "index", codebook(), shares.__getitem__)
    with psycopg.connect(address, autocommit=True) as connection:
        database = SharedIndex(connection, codebook(), "copies")
        database.prepare()
        database.add_all(shares)
        database.commit()
        for name, one in shares.items():
            folder.add(name, one)
        yield folder, database
        connection.execute("DROP SCHEMA copies CASCADE")


def test_both_count_the_same_moments_by_marks(both: tuple[SegmentedIndex, SharedIndex]) -> None:
    for seed in SEEDS:
        found = [index.search(clip(seed))[1] for index in both]
        moments = [{one.name: one.moments for one in candidates if one.moments} for candidates in found]
        assert moments[0] == moments[1] and moments[0][f"clip {seed}"]


def test_a_member_that_is_replaced_or_removed_is_found_no_more(
    both: tuple[SegmentedIndex, SharedIndex], shares: dict[str, Share]
) -> None:
    _, index = both
    index.add("clip 1", shares["clip 5"])
    (first,) = [one.name for one in index.search(clip(1))[1] if one.moments > 2] or ["none"]
    assert first == "none"
    assert index.remove(["clip 5"]) == 1
    index.swept()
    best = max(index.search(clip(5))[1], key=lambda one: one.moments)
    assert best.name == "clip 1" and index.names == {f"clip {seed}" for seed in SEEDS[:4]}


def test_a_role_that_may_only_read_can_look_up_and_changes_nothing(
    both: tuple[SegmentedIndex, SharedIndex], address: str, shares: dict[str, Share]
) -> None:
    import psycopg

    _, index = both
    index._connection.execute("DROP ROLE IF EXISTS reader, giver")
    index._connection.execute("CREATE ROLE reader LOGIN; CREATE ROLE giver LOGIN")
    index._connection.execute(
        "GRANT USAGE ON SCHEMA copies TO reader, giver; GRANT SELECT ON ALL TABLES IN SCHEMA copies TO reader, giver;"
        "GRANT INSERT, DELETE ON ALL TABLES IN SCHEMA copies TO giver"
    )
    with psycopg.connect(address.replace("assay@", "reader@"), autocommit=True) as connection:
        reader = SharedIndex(connection, codebook(), "copies")
        assert reader.search(clip(2))[1] == index.search(clip(2))[1]
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            reader.add("mine", shares["clip 1"])
    with psycopg.connect(address.replace("assay@", "giver@"), autocommit=True) as connection:
        giver = SharedIndex(connection, codebook(), "copies")
        giver.add("mine", shares["clip 1"])
        assert not giver.remove(["clip 2"]) and giver.remove(["mine"]) == 1
        with pytest.raises(psycopg.errors.UniqueViolation):
            giver.add("clip 2", shares["clip 1"])
    assert index.names == set(shares)
    index._connection.execute("DROP OWNED BY reader, giver; DROP ROLE reader, giver")


def test_a_place_that_is_no_name_is_refused() -> None:
    with pytest.raises(ValueError, match="names no place"):
        SharedIndex(None, codebook(), "copies; DROP")  # type: ignore[arg-type]
