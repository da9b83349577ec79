"""Where in the library a video is found: the index beside the entries, brought up to date, searched, and checked.

The index stands in ``library/index/`` and holds nothing that could not be made again from the entries: what is new
among them is added to it at the next search, and what is gone is passed over.
"""

from __future__ import annotations

from dataclasses import dataclass

from casefiles import library
from casefiles.errors import StorageFailed
from casefiles.library import LibraryEntry
from forensics.fingerprint.codebook import codebook, codebook_sha256
from forensics.fingerprint.search import Found, checked
from forensics.fingerprint.segmented import SegmentedIndex
from forensics.fingerprint.video import VideoFingerprint

FOLDER = "index"


@dataclass(frozen=True, slots=True)
class LookedUp:
    """Entries that a clip was found in, with the stretches; ``held`` counts the entries that were searched."""

    found: tuple[tuple[LibraryEntry, Found | None], ...]
    held: int


def look_up(pictures: VideoFingerprint, sha256: str) -> LookedUp:
    """Return the entries that show the same footage, or are the same file; raise EntryRefused, StorageFailed."""
    standing = library.standing()
    index = SegmentedIndex(
        library.place() / FOLDER / codebook_sha256()[:12],
        codebook(),
        lambda name: library.share_of(_id(name, standing)),
    )
    try:
        here = {name.rpartition(".")[0]: name for name in index.names}
        for name, identifier in standing.items():
            if name not in here:
                here[name] = f"{name}.{library.entry_of(identifier).sha256}"
                index.add(here[name], library.share_of(identifier))
        held = {here[name]: identifier for name, identifier in standing.items()}
        index.commit()
        index.forget(held)
        asked, candidates = index.search(pictures, held=held)
    except OSError as error:
        raise StorageFailed(f"the index of the library could not be written: {error.strerror}") from error
    found = checked(asked.frames, candidates, lambda name: library.fingerprint(library.entry_of(held[name])))
    hits: dict[str, Found | None] = {held[name]: None for name in held if name.endswith(f".{sha256}")}
    hits |= {held[one.name]: one for one in found}
    return LookedUp(tuple((library.entry_of(name), one) for name, one in hits.items()), len(held))


def _id(name: str, standing: dict[str, str]) -> str:
    """Return the id of an entry by its name in the index; raise KeyError where it was removed or replaced."""
    return standing[name.rpartition(".")[0]]
