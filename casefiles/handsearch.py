"""Looking for earlier copies by hand: a pack of key frames to search with, and a log of the searches, empty ones too.

Nothing is sent anywhere. The pack is for a person to upload where the person decides to; what came of it is logged.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

import numpy as np
import numpy.typing as npt

from casefiles.case import Case
from casefiles.comparing import Pixels, pixels
from casefiles.errors import EntryRefused, StorageFailed
from casefiles.pictures import png
from casefiles.player import FrameSource, PlayedFrame
from casefiles.report.loci import locus_words
from casefiles.views import ExhibitId, Watcher
from forensics.types import FrameLocus, Progress

MOST = 8
CANDIDATES = 40
"""Frames that are looked at for a pack: key frames, spread evenly where there are more."""
ALIKE = 10
"""Bits of 64 in which the difference hashes of two frames may differ for them to be taken as near-duplicates."""
CROPPED = 70
"""Hundredths of width and height that are left in the middle of a cropped variant."""
LIST = "pack.json"
SILENT = Watcher()


class Outcome(StrEnum):
    """What a search by hand gave; nothing is an outcome that is kept like any other."""

    NOTHING = "nothing found"
    FOUND = "something found"
    UNCLEAR = "unclear"


@dataclass(frozen=True, slots=True)
class PackedPicture:
    """One file of a pack: of which frame, in which variant, with the SHA-256 of the file and of the decoded frame."""

    name: str
    frame: int
    place: str
    variant: str
    sha256: str
    frame_sha256: str


@dataclass(frozen=True, slots=True)
class Pack:
    """A folder of pictures to search with; ``alike`` counts candidates left out as near-duplicates."""

    exhibit: ExhibitId
    folder: Path
    pictures: tuple[PackedPicture, ...]
    candidates: int
    alike: int


@dataclass(frozen=True, slots=True)
class Searched:
    """One search that a person made by hand."""

    id: str
    exhibit: ExhibitId
    place: str
    asked_with: str
    outcome: Outcome
    note: str
    made: str
    by: str
    event: int


def pack(
    case: Case, exhibit: ExhibitId, frames: FrameSource, folder: Path, *, most: int = MOST, watcher: Watcher = SILENT
) -> Pack:
    """Write key frames that differ, each as it is, mirrored, cropped and with full contrast, into a new folder.

    With a writable case the export is recorded. Raise EntryRefused, FramesUnavailable, StorageFailed.
    """
    if folder.exists():
        raise EntryRefused(f"{folder} exists already", hint="Name a folder that is not there yet.")
    if not 1 <= most <= CANDIDATES:
        raise EntryRefused(f"a pack holds 1 to {CANDIDATES} frames", hint="Give a number in this range.")
    numbers = candidates(frames)
    chosen, alike = _chosen(frames, numbers, most, watcher)
    try:
        folder.mkdir(parents=True)
        pictures = tuple(one for frame in chosen for one in _written(frames, frame, exhibit, folder))
        made = Pack(exhibit, folder, pictures, len(numbers), alike)
        (folder / LIST).write_text(_listing(made), "utf-8")
    except OSError as error:
        raise StorageFailed(f"the pack could not be written: {error.strerror}") from error
    if case.writable:
        with case.change("search pack exported", item=exhibit, body={"pictures": len(pictures)}) as change:
            change.record(frames=[frame.index for frame in chosen])
    return made


def candidates(frames: FrameSource) -> tuple[int, ...]:
    """Return the key frames, or frames spread evenly where there are fewer than eight; at most CANDIDATES."""
    keys = frames.key_frames if len(frames.key_frames) >= MOST else tuple(range(frames.count))
    if len(keys) <= CANDIDATES:
        return keys
    return tuple(keys[n * (len(keys) - 1) // (CANDIDATES - 1)] for n in range(CANDIDATES))


def log(case: Case, exhibit: ExhibitId, place: str, outcome: Outcome, *, asked_with: str, note: str = "") -> Searched:
    """Record a search that a person made; raise EntryRefused, UnknownItem, CaseNotWritable."""
    case.require_writable()
    case.row(exhibit)
    if not place.strip() or not asked_with.strip():
        raise EntryRefused("a search names where it was made and with what", hint="Give both, and what came of it.")
    if outcome is not Outcome.NOTHING and not note.strip():
        raise EntryRefused(
            f"a search with “{outcome}” says what it was", hint="Give the address, the date, the account."
        )
    assert case.signer is not None  # require_writable saw one
    with case.change("search logged", item=exhibit, body={"outcome": outcome.value}) as change:
        identifier = change.next_id("searched")
        change.insert(
            "searched",
            {
                "id": identifier,
                "exhibit": exhibit,
                "place": place,
                "asked_with": asked_with,
                "found": outcome.value,
                "note": note,
                "made": change.at,
                "by": case.signer.name,
            },
        )
    return next(one for one in searches(case, exhibit) if one.id == identifier)


def searches(case: Case, exhibit: ExhibitId | None = None) -> tuple[Searched, ...]:
    """Return the searches that were logged, oldest first."""
    where, values = ("WHERE exhibit = ?", (exhibit,)) if exhibit is not None else ("", ())
    rows = case.store.rows(f"SELECT * FROM searched {where} ORDER BY event, id", values)  # noqa: S608 - fixed texts
    return tuple(_searched(row) for row in rows)


def _searched(row: Mapping[str, object]) -> Searched:
    return Searched(
        str(row["id"]),
        ExhibitId(str(row["exhibit"])),
        str(row["place"]),
        str(row["asked_with"]),
        Outcome(str(row["found"])),
        str(row["note"]),
        str(row["made"]),
        str(row["by"]),
        int(str(row["event"])),
    )


def _chosen(
    frames: FrameSource, numbers: tuple[int, ...], most: int, watcher: Watcher
) -> tuple[list[PlayedFrame], int]:
    kept: list[tuple[npt.NDArray[np.bool_], PlayedFrame]] = []
    alike = 0
    for done, number in enumerate(numbers):
        if watcher.cancelled() or len(kept) == most:
            break
        watcher.progress(Progress("choosing frames", done, len(numbers), "frames"))
        frame = frames.frame(number)
        hashed = difference_hash(pixels(frame))
        if any(int(np.count_nonzero(hashed != other)) <= ALIKE for other, _ in kept):
            alike += 1
        else:
            kept.append((hashed, frame))
    return [frame for _, frame in kept], alike


def difference_hash(picture: Pixels) -> npt.NDArray[np.bool_]:
    """Return 64 bits: whether each of 8 × 8 areas is brighter than the one right of it (9 × 8 means of grey)."""
    grey = picture.astype(np.uint32).sum(axis=2)
    rows = np.array_split(grey, 8, axis=0)
    means = np.array([[part.mean() if part.size else 0.0 for part in np.array_split(row, 9, axis=1)] for row in rows])
    return np.asarray(means[:, :-1] > means[:, 1:])


def variants(picture: Pixels) -> Iterator[tuple[str, Pixels]]:
    """Yield a picture as it is, mirrored, cropped to its middle, and with its values stretched over 0 to 255."""
    yield "as decoded", picture
    yield "mirrored", picture[:, ::-1]
    height, width = picture.shape[:2]
    top, left = height * (100 - CROPPED) // 200, width * (100 - CROPPED) // 200
    yield f"middle {CROPPED} %", picture[top : max(top + 1, height - top), left : max(left + 1, width - left)]
    low, high = (float(value) for value in np.percentile(picture, (1, 99)))
    stretched = (picture.astype(np.float64) - low) * 255 / max(1.0, high - low)
    yield "full contrast", np.clip(np.floor(stretched + 0.5), 0, 255).astype(np.uint8)


def _written(frames: FrameSource, frame: PlayedFrame, exhibit: ExhibitId, folder: Path) -> Iterator[PackedPicture]:
    place = locus_words(FrameLocus(frames.facts.stream, frame.index, frame.at))
    for number, (variant, picture) in enumerate(variants(pixels(frame))):
        content = png(np.ascontiguousarray(picture).tobytes(), picture.shape[1], picture.shape[0])
        name = f"{exhibit}-frame-{frame.index:06d}-{number}-{variant.replace(' ', '-').replace('-%', '')}.png"
        (folder / name).write_bytes(content)
        digest = hashlib.sha256(content).hexdigest()
        yield PackedPicture(name, frame.index, place, variant, digest, frame.sha256)


def _listing(made: Pack) -> str:
    rows = [
        {"file": one.name, "frame": one.frame, "place": one.place, "variant": one.variant}
        | {"sha256": one.sha256, "decoded_frame_sha256": one.frame_sha256}
        for one in made.pictures
    ]
    return (
        json.dumps({"exhibit": made.exhibit, "near_duplicates_left_out": made.alike, "pictures": rows}, indent=1) + "\n"
    )
