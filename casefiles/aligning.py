"""Two exhibits in time: which seconds of one are which of the other, by pictures and by sound, and frame by frame."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction
from itertools import pairwise

from casefiles.case import Case
from casefiles.comparing import ByAlignment, Piece
from casefiles.copies import plainly
from casefiles.errors import FramesUnavailable, UnknownItem
from casefiles.fingerprints import exhibit_copy
from casefiles.views import ExhibitId
from forensics.fingerprint.alignment import KEY_SECONDS, MARK_SECONDS, Stretch
from forensics.fingerprint.course import Course
from forensics.fingerprint.known_copy import KnownCopy
from forensics.fingerprint.relation import Relation, relation
from forensics.fingerprint.sound_alignment import SoundStretch
from forensics.fingerprint.video import MOVE_EVERY
from forensics.types import Series

_EXACT = 1_000_000
"""Steps of a second in which times are handed on."""
DENSE = 0.4
"""Share of a piece that marks must cover for its ends to be known to a quarter of a second."""


class By(StrEnum):
    """What times are taken from."""

    PICTURES = "pictures"
    SOUND = "sound"


@dataclass(frozen=True, slots=True)
class AlignedPiece:
    """Seconds ``piece.start`` to ``piece.end`` of this exhibit are seconds of the other one from ``piece.other_start``.

    ``mirrored`` says that left and right are swapped between them; ``support`` is in units of what is needed, ``exact``
    whether the times rest on more than key frames a second apart. ``words`` say what it rests on.
    """

    by: By
    piece: Piece
    other_end: Fraction
    mirrored: bool
    support: float
    exact: bool
    words: str


@dataclass(frozen=True, slots=True)
class Alignment:
    """Two exhibits: how they are related, and the pieces of time that they share, in order of this one's time."""

    this: ExhibitId
    other: ExhibitId
    relation: Relation
    pictures: tuple[AlignedPiece, ...]
    sound: tuple[AlignedPiece, ...]
    remark: str

    def pieces(self, by: By) -> tuple[AlignedPiece, ...]:
        """Return the pieces by pictures or by sound."""
        return self.pictures if by is By.PICTURES else self.sound

    @property
    def best(self) -> By:
        """Return what times are better taken from: sound where no piece of pictures has exact times."""
        if self.sound and not any(one.exact for one in self.pictures):
            return By.SOUND
        return By.PICTURES

    def together(self, by: By | None = None) -> ByAlignment:
        """Return what holds two exhibits together in the viewer; raise FramesUnavailable where nothing is shared."""
        pieces = self.pieces(by or self.best)
        if not pieces:
            raise FramesUnavailable(
                f"{self.this} and {self.other} share no stretch by {(by or self.best).value}",
                hint="Hold them together by frame number or by time.",
            )
        return ByAlignment(tuple(one.piece for one in pieces))


@dataclass(frozen=True, slots=True)
class MappedFrame:
    """A frame of this exhibit and the one of the other that goes with it; -1 where there is none.

    ``seconds`` is its own time; ``off`` says how many seconds after the time asked for the other frame begins.
    """

    frame: int
    seconds: Fraction
    other: int
    off: Fraction


@dataclass(frozen=True, slots=True)
class FrameMap:
    """Every frame of this exhibit with its partner. ``unpaired`` counts those without; ``same`` those whose partner
    has the same decoded values; ``unused`` frames of the other one that are nobody's partner.
    """

    alignment: Alignment
    by: By
    frames: tuple[MappedFrame, ...]
    unpaired: int
    same: int
    unused: int


def aligned(case: Case, this: ExhibitId, other: ExhibitId) -> Alignment:
    """Return which times of two exhibits are the same; raise UnknownItem, NotACase where a fingerprint was changed."""
    if this == other:
        raise UnknownItem(f"{this} is one exhibit, not two", hint="Name two exhibits.")
    one, two = exhibit_copy(case, this)[0], exhibit_copy(case, other)[0]
    found = relation(one, two)
    pictures = _ends_met([each.stretch for each in found.pictures if each.stretch.course is not Course.OTHER], one, two)
    sound = tuple(_of_sound(one) for one in found.sounds)
    return Alignment(this, other, plainly(found), pictures, sound, _remark(one, two, found))


def _remark(one: KnownCopy, two: KnownCopy, found: Relation) -> str:
    missing = [copy.name for copy in (one, two) if copy.video is None and copy.sound is None]
    if missing:
        return f"{' and '.join(missing)}: no fingerprint. Examine first."
    if found.pictures and all(each.stretch.course is Course.OTHER for each in found.pictures):
        return "Both show the same scene and run another course: no times are shared by the pictures."
    if not found.pictures and not found.sounds:
        return "No stretch of pictures or sound is shared by both."
    return ""


def _of_pictures(one: Stretch) -> AlignedPiece:
    words = (
        f"{one.marks:.1f} s of agreeing coarse hashes, {one.key_frames} key frames whose points lie in each other's "
        f"places" + (f", motion agrees at {one.motion:.2f}" if one.motion else "")
    )
    piece = Piece(_exact(one.start), _exact(one.end), _exact(one.other_start), _exact(one.speed))
    return AlignedPiece(By.PICTURES, piece, _exact(one.other_end), one.mirrored, one.support, one.timed, words)


def _of_sound(one: SoundStretch) -> AlignedPiece:
    piece = Piece(_exact(one.start), _exact(one.end), _exact(one.other_start), _exact(one.speed))
    words = f"{one.error:.0%} of bits differ" + (f", pitch {one.pitch:.2f}" if one.pitch != 1 else "")
    return AlignedPiece(
        By.SOUND, piece, _exact(one.other_end), mirrored=False, support=one.support, exact=True, words=words
    )


def _exact(seconds: float) -> Fraction:
    return Fraction(round(seconds * _EXACT), _EXACT)


def _ends_met(found: Sequence[Stretch], one: KnownCopy, two: KnownCopy) -> tuple[AlignedPiece, ...]:
    """Return pieces, of which the first and the last go on to the ends of this file where nothing is known between.

    Marks are a quarter of a second apart and key frames a second: a piece ends at its last one, not where it ends.
    """
    if one.video is None or two.video is None:
        return ()
    times = one.video.mark_times()
    moved = max([float(times.max()), *one.video.move_times()[-1:].tolist()])
    grown: list[AlignedPiece] = []
    for number, stretch in enumerate(found):
        reach = MARK_SECONDS if stretch.marks >= DENSE * (stretch.end - stretch.start) else KEY_SECONDS
        first = number == 0 and stretch.start - float(times.min()) <= reach
        last = number == len(found) - 1 and float(times.max()) - stretch.end <= reach
        start = min(stretch.start, float(times.min())) if first else stretch.start
        end = max(stretch.end, float(times.max()), moved + float(MOVE_EVERY)) if last else stretch.end
        there = [stretch.other_start + (at - stretch.start) * stretch.speed for at in (start, end)]
        grown.append(_of_pictures(replace(stretch, start=start, end=end, other_start=there[0], other_end=there[1])))
    return tuple(grown)


def frame_map(case: Case, this: ExhibitId, other: ExhibitId, *, by: By | None = None) -> FrameMap:
    """Return each frame's partner by the tables of frames; raise UnknownItem, FramesUnavailable, NotACase."""
    alignment = aligned(case, this, other)
    chosen = by or alignment.best
    pieces = alignment.together(chosen).pieces
    mine, theirs = (_table(case, exhibit) for exhibit in (this, other))
    usual = _usual(theirs)
    partners = [(frame, at, _partner(at, pieces, theirs, usual)) for frame, at, _ in mine]
    rows = tuple(
        MappedFrame(frame, at, theirs[place][0] if place >= 0 else -1, off) for frame, at, (place, off) in partners
    )
    digests = {frame: digest for frame, _, digest in mine}
    others = {frame: digest for frame, _, digest in theirs}
    paired = [row for row in rows if row.other >= 0]
    same = sum(digests[row.frame] == others[row.other] for row in paired)
    used = {row.other for row in paired}
    return FrameMap(alignment, chosen, rows, len(rows) - len(paired), same, len(theirs) - len(used))


_Timed = tuple[int, Fraction, str]
"""A frame's number, its time in seconds and the digest of its decoded values."""


def _table(case: Case, exhibit: ExhibitId) -> list[_Timed]:
    """Return the frames of an exhibit that have a time, in order of time; raise FramesUnavailable."""
    copy, _ = exhibit_copy(case, exhibit)
    if copy.video is None:
        raise FramesUnavailable(f"{exhibit} has no fingerprint of pictures", hint="Examine it first.")
    return sorted(_rows(case.series(exhibit, "frames"), copy.video.time_base), key=lambda row: (row[1], row[0]))


def _rows(frames: Series, base: Fraction) -> list[_Timed]:
    names = [column.name for column in frames.columns]
    index, pts, digest = (names.index(name) for name in ("index", "pts", "sha256"))
    found: list[_Timed] = []
    for row in frames.rows:
        number, at = row[index], row[pts]
        if isinstance(number, int) and isinstance(at, int):
            found.append((number, at * base, str(row[digest])))
    return found


def _partner(at: Fraction, pieces: Sequence[Piece], theirs: Sequence[_Timed], usual: Fraction) -> tuple[int, Fraction]:
    """Return the place of the other exhibit's frame that goes with a time, and how much later it begins."""
    nobody = -1, Fraction(0)
    piece = next((one for one in pieces if one.start <= at <= one.end), None)
    if piece is None or not theirs:
        return nobody
    wanted = piece.other_start + (at - piece.start) * piece.speed
    place = bisect_right(theirs, wanted + usual / 2, key=lambda row: row[1]) - 1
    if place < 0 or (place == len(theirs) - 1 and wanted - theirs[place][1] > usual):
        return nobody
    return place, theirs[place][1] - wanted


def _usual(theirs: Sequence[_Timed]) -> Fraction:
    steps = sorted(later[1] - earlier[1] for earlier, later in pairwise(theirs))
    return steps[len(steps) // 2] if steps else Fraction(1)
