"""Copies among the exhibits of a case, and of a clip in the library: pairs, relations, families."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from pathlib import Path

from casefiles import library, shared_library
from casefiles.case import Case
from casefiles.errors import Cancelled, EntryRefused, SharedLibraryFailed
from casefiles.family import Graph, graph
from casefiles.fingerprints import exhibit_copy, file_copy
from casefiles.library import LibraryEntry, Origin
from casefiles.lookup import look_up
from casefiles.shared_library import SharedHit
from casefiles.views import ExhibitId, Watcher
from forensics.fingerprint.known_copy import KnownCopy
from forensics.fingerprint.relation import Relation, relation
from forensics.fingerprint.sound import SoundFingerprint
from forensics.fingerprint.video import VideoFingerprint
from forensics.types import Progress


@dataclass(frozen=True, slots=True)
class Copies:
    """What is shared among the exhibits of a case.

    ``families`` are groups in which each is a copy of another one; ``left_out`` names exhibits without a fingerprint,
    with the reason: nothing is said of them.
    """

    relations: tuple[Relation, ...]
    families: tuple[tuple[str, ...], ...]
    compared: int
    left_out: tuple[tuple[str, str], ...]
    graph: Graph


NOT_LOOKED_UP = "No picture of it could be fingerprinted; not looked up."


@dataclass(frozen=True, slots=True)
class Hit:
    """An entry of the library that a clip was found in, how it is related, and the support of its best stretch.

    A support of 1 is what is needed; it is 0 where the files are the same byte for byte.
    """

    entry: LibraryEntry
    relation: Relation
    support: float


@dataclass(frozen=True, slots=True)
class Search:
    """A clip looked up in the library: the best hits first; ``held`` counts what it was compared with."""

    clip: str
    sha256: str
    hits: tuple[Hit, ...]
    held: int
    remark: str


def copies(case: Case, *, watcher: Watcher) -> Copies:
    """Compare every two examined exhibits of a case; raise Cancelled, NotACase where a kept fingerprint was changed."""
    known: list[KnownCopy] = []
    names: list[str] = []
    left_out: list[tuple[str, str]] = []
    for row in case.exhibits():
        copy, _ = exhibit_copy(case, row.id)
        if copy.video is None and copy.sound is None:
            reason = (
                "it has no fingerprint: examine it" if row.examination is None else "nothing could be fingerprinted"
            )
            left_out.append((str(row.id), reason))
        known.append(copy)
        names.append(row.name)
    pairs = list(combinations(known, 2))
    found: list[Relation] = []
    for number, (one, other) in enumerate(pairs):
        if watcher.cancelled():
            raise Cancelled("stopped by a person")
        watcher.progress(Progress("comparing exhibits", number, len(pairs), "pair"))
        compared = relation(one, other)
        if compared.related:
            found.append(plainly(compared))
    joined = graph(list(zip(known, names, strict=True)), found)
    return Copies(tuple(found), tuple(one.members for one in joined.families), len(pairs), tuple(left_out), joined)


def plainly(related: Relation) -> Relation:
    """Return a relation without the single points behind its stretches, which no reader wants listed."""
    pictures = tuple(replace(one, stretch=replace(one.stretch, hits=(), placing=None)) for one in related.pictures)
    return replace(related, pictures=pictures)


def find(clip: Path, *, watcher: Watcher) -> Search:
    """Look a file up in the library; raise SourceUnusable, ExaminationFailed, EntryRefused."""
    known, _ = file_copy(clip, watcher=watcher)
    return found_in_library(known)


def find_exhibit(case: Case, exhibit: ExhibitId) -> Search:
    """Look an examined exhibit up in the library by the fingerprints that its examination left; raise EntryRefused."""
    known, _ = exhibit_copy(case, exhibit)
    return found_in_library(known)


def found_in_library(known: KnownCopy) -> Search:
    """Look what is known of a film up in this desk's library and in the shared one; raise EntryRefused."""
    if known.video is None:
        held = len(library.standing())
        return Search(known.name, known.sha256, (), held, NOT_LOOKED_UP)
    looked_up = look_up(known.video, known.sha256)
    hits = [_hit(known, entry, library.fingerprint(entry), library.sound_of(entry)) for entry, _ in looked_up.found]
    shared, held, failed = _shared(known.video, known.sha256)
    own = {hit.entry.id for hit in hits}
    hits += [_hit(known, one.entry, one.video, one.sound) for one in shared if one.entry.id not in own]
    hits = sorted(
        (one for one in hits if one.relation.related),
        key=lambda one: (one.entry.sha256 != known.sha256, -one.support, one.entry.id),
    )
    remark = "" if hits else "Nothing like it was found. That says nothing about where else it may be."
    remark = " ".join(filter(None, (remark, failed)))
    return Search(known.name, known.sha256, tuple(hits), looked_up.held + held, remark)


def _shared(pictures: VideoFingerprint, sha256: str) -> tuple[tuple[SharedHit, ...], int, str]:
    """Return what was found in the shared library, how much it holds, and what to say where it could not be asked."""
    if not shared_library.address():
        return (), 0, ""
    try:
        return *shared_library.look_up(pictures, sha256), ""
    except (SharedLibraryFailed, EntryRefused) as error:
        return (), 0, f"Only this desk's own library was searched: {error}."


def _hit(clip: KnownCopy, entry: LibraryEntry, video: VideoFingerprint, sound: SoundFingerprint | None) -> Hit:
    there = KnownCopy(entry.exhibit or entry.name, entry.sha256, "", (), (), 0.0, (), video, sound)
    related = relation(clip, there)
    best = max((one.stretch.support for one in related.pictures), default=0.0)
    return Hit(entry, plainly(related), best)


def take_case(case: Case, exhibits: Sequence[ExhibitId]) -> tuple[LibraryEntry, ...]:
    """Take exhibits of a case, or without any named all that have a fingerprint, into the library."""
    taken: list[LibraryEntry] = []
    for exhibit in exhibits or [row.id for row in case.exhibits()]:
        copy, prints = exhibit_copy(case, exhibit)
        if not prints.video and not exhibits:
            continue
        row = case.row(exhibit)
        origin = Origin(row.name, copy.sha256, str(case.id), case.name, str(case.path.absolute()), str(exhibit))
        taken.append(library.add(origin, prints))
    return tuple(taken)


def take_file(path: Path, *, watcher: Watcher) -> LibraryEntry:
    """Take a file of reference footage into the library; raise SourceUnusable, ExaminationFailed, EntryRefused."""
    copy, prints = file_copy(path, watcher=watcher)
    return library.add(Origin(copy.name, copy.sha256), prints)
