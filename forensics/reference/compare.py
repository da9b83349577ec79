"""Hold a signature against references: the nearest, what differs, and a likelihood ratio where there are enough files.

Pure. Likeness is the share of container traits that two files have in common (Jaccard), counted over the tracks that
both have: a clip without sound is not unlike a camera's other clips for that. The ratio follows Iuliani et al. (2019),
section III: for each symbol of the file, how often it stands in files of the class against files of all other classes.
Their symbols are not independent, so the product overstates; it is held within the number of independent sources
plus one on either side, which no finite set of files can exceed with good reason.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from forensics.reference.entries import Reference
from forensics.reference.signature import VERSION, StructureSignature, Trait

CONSISTENT: Final = 0.77
"""Likeness from which a file is called consistent with a reference's origin; below it there is no reference.

Chosen on the files of docs/reference-library.md, just above the greatest likeness (0.75, without handler names) of a
file to a reference of another origin where its own origin had none.
"""
MIN_FILES: Final = 10
MIN_SOURCES: Final = 3
"""Files, and sources that they come from, which a class and the other classes together must hold for a ratio."""
_FAMILIES: Final = {
    "QuickTime": "ISO BMFF", "HEIF": "ISO BMFF", "ISO BMFF fragmented": "ISO BMFF", "ISO BMFF segment": "ISO BMFF",
    "WebM": "EBML", "Matroska": "EBML",
}  # fmt: skip
_TRACKS: Final = ("trak[", "TrackEntry[", "LIST strl[")


@dataclass(frozen=True, slots=True)
class Difference:
    """One place at which two files are written differently; '' where a file has nothing there."""

    kind: str
    place: str
    name: str
    here: str
    there: str


@dataclass(frozen=True, slots=True)
class Likeness:
    """One reference with how much of the container it shares (0 to 1), counts, and everything that differs."""

    reference: Reference
    likeness: float
    shared: int
    compared: int
    differences: tuple[Difference, ...]


@dataclass(frozen=True, slots=True)
class ClassRatio:
    """What the library says for one origin against all others, with the counts that it rests on.

    ``log10_ratio`` is None where the files are not enough; ``held_within`` is the greatest that the sources allow.
    """

    label: str
    files: int
    sources: int
    other_files: int
    other_sources: int
    log10_ratio: float | None
    held_within: float
    words: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """A file held against a library."""

    statement: str
    nearest: tuple[Likeness, ...]
    ratios: tuple[ClassRatio, ...]
    references: int
    comparable: int


def family(form: str) -> str:
    """Return the family of a format, within which signatures can be compared."""
    return _FAMILIES.get(form, form)


def _track(place: str) -> str:
    for mark in _TRACKS:
        begin = place.find(mark)
        if begin >= 0:
            return place[begin : place.find("]", begin) + 1]
    return ""


def _within(traits: frozenset[Trait], tracks: frozenset[str]) -> frozenset[Trait]:
    return frozenset(trait for trait in traits if _track(trait.place) in tracks)


def likeness(here: StructureSignature, there: StructureSignature) -> tuple[float, int, int]:
    """Return how alike two containers are from 0 to 1, the number of shared traits, and of all that were compared."""
    if here.version != there.version or family(here.format) != family(there.format):
        return 0.0, 0, 0
    ours, theirs = here.container(), there.container()
    tracks = frozenset(_track(one.place) for one in ours) & frozenset(_track(one.place) for one in theirs)
    ours, theirs = _within(ours, tracks), _within(theirs, tracks)
    shared, every = len(ours & theirs), len(ours | theirs)
    return (shared / every if every else 0.0), shared, every


def differences(here: StructureSignature, there: StructureSignature) -> tuple[Difference, ...]:
    """Return every place where two signatures say different things, side by side, in order of place.

    Of an element that only one of them has, nothing inside is listed: that it stands there says it all.
    """
    ours, theirs = _table(here), _table(there)
    alone = {place for _, place, name in {*ours} ^ {*theirs} if name == "stands"}
    rows = []
    for key in sorted({*ours, *theirs}):
        if _inside(key[1], alone) or (key[1] in alone and key[2] != "stands"):
            continue
        first, second = " / ".join(sorted(ours.get(key, ()))), " / ".join(sorted(theirs.get(key, ())))
        if first != second:
            rows.append(Difference(*key, first, second))
    return tuple(rows)


def _inside(place: str, places: set[str]) -> bool:
    return any(place[:end] in places for end in range(len(place)) if place[end] == "/")


def _table(signature: StructureSignature) -> dict[tuple[str, str, str], set[str]]:
    table: dict[tuple[str, str, str], set[str]] = {}
    for trait in signature.traits:
        table.setdefault((trait.kind, trait.place, trait.name), set()).add(trait.value)
    return table


def compare(
    here: StructureSignature, references: Iterable[Reference], *, file_sha256: str = "", nearest: int = 5
) -> Comparison:
    """Return the nearest references with their differences, a statement in words, and a ratio for each class.

    A reference that is the very file itself, by ``file_sha256``, says nothing new and is left out.
    """
    library = tuple(one for one in references if one.file_sha256 != file_sha256)
    same = [
        one
        for one in library
        if one.signature.version == here.version and family(one.signature.format) == family(here.format)
    ]
    measured = sorted(
        ((*likeness(here, one.signature), one) for one in same), key=lambda row: (-row[0], row[3].file_sha256)
    )
    found = tuple(
        Likeness(one, round(like, 4), shared, every, differences(here, one.signature))
        for like, shared, every, one in measured[:nearest]
    )
    ratios = tuple(_ratio(here, label, same) for label in sorted({one.origin.label for one in same}))
    return Comparison(_statement(here, library, same, found), found, ratios, len(library), len(same))


def _statement(
    here: StructureSignature, library: Sequence[Reference], same: Sequence[Reference], found: Sequence[Likeness]
) -> str:
    if not found:
        older = sum(one.signature.version != VERSION for one in library)
        aside = f" ({older} of them have a signature of another version)" if older else ""
        return f"No reference: none of the {len(library)} references is a {here.format} file{aside}."
    best = found[0]
    counted = f"{best.shared} of {best.compared} traits of the container are the same"
    if best.likeness < CONSISTENT:
        return (
            f"No reference: the nearest of {len(same)} references of this format, {best.reference.id} "
            f"({best.reference.origin.words}), shares {best.likeness:.0%}, less than {CONSISTENT:.0%} ({counted})."
        )
    equals = [one for one in found if one.likeness == best.likeness]
    names = "; ".join(dict.fromkeys(f"{one.reference.origin.words} ({one.reference.id})" for one in equals))
    return (
        f"The container is consistent with what was last written by: {names}. {counted} ({best.likeness:.0%}). "
        "Other writers may write the same; a file can be rewritten to look so."
    )


def _ratio(here: StructureSignature, label: str, same: Sequence[Reference]) -> ClassRatio:
    inside = [one for one in same if one.origin.label == label]
    outside = [one for one in same if one.origin.label != label]
    sources, others = len({one.source for one in inside}), len({one.source for one in outside})
    bound = math.log10(min(sources, others) + 1)
    counts = f"{len(inside)} files from {sources} sources, others {len(outside)} from {others} sources"
    few = min(len(inside), len(outside)) < MIN_FILES or min(sources, others) < MIN_SOURCES
    if few:
        words = f"not enough files: {counts}; at least {MIN_FILES} from {MIN_SOURCES} sources are needed on each side"
        return ClassRatio(label, len(inside), sources, len(outside), others, None, bound, words)
    value = max(-bound, min(bound, _log_ratio(here, inside, outside)))
    at_bound = ", held at what so many sources can support" if abs(value) >= bound else ""
    words = f"likelihood ratio {10**value:.3g} ({counts}{at_bound})"
    return ClassRatio(label, len(inside), sources, len(outside), others, round(value, 4), bound, words)


def _log_ratio(here: StructureSignature, inside: Sequence[Reference], outside: Sequence[Reference]) -> float:
    """Return the log10 of the product over the file's symbols; half a file is added so that no count is zero."""
    ours = [one.signature.container() for one in inside]
    theirs = [one.signature.container() for one in outside]
    total = 0.0
    for trait in sorted(here.container(), key=lambda one: (one.place, one.name, one.value)):
        first = (sum(trait in one for one in ours) + 0.5) / (len(ours) + 1)
        second = (sum(trait in one for one in theirs) + 0.5) / (len(theirs) + 1)
        total += math.log10(first / second)
    return total
