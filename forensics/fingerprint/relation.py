"""How two copies are related, in words with their evidence, and which is proposed as nearer the original, with reasons.

Pure: from what is stored of both. A statement says what was compared and what it shows; none says how it came about.
The steps of ``relation``, in order:

1. the same bytes;
2. the same coded data of pictures or sound, in another container;
3. the same decoded frames, all or some, bit for bit;
4. stretches of the pictures by their fingerprints: whether they run the same course, are two recordings of one scene,
   or too little moves to tell; times, speed, handedness, framing, parts that fit nowhere;
5. stretches of the sound: kept, moved, another, or the only thing that both share.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from forensics.fingerprint.alignment import Stretch, align
from forensics.fingerprint.codebook import codebook
from forensics.fingerprint.course import Course
from forensics.fingerprint.framing import WHOLE, Framing, framing, unfitting, whole_apart
from forensics.fingerprint.known_copy import KnownCopy
from forensics.fingerprint.nearness import Nearness, nearness
from forensics.fingerprint.sound_alignment import QUIET, SoundStretch, align_sound, loud
from forensics.types import Region

EDGE: Final = 1.2
"""Seconds that may be missing at an end without a copy being called trimmed."""
TOGETHER: Final = 0.12
"""Seconds by which sound may lie off the pictures before it is called moved."""
SAME_SPEED: Final = 0.012
ALL_ALIKE: Final = 32
"""Bits of 256 in which coarse hashes of whole pictures may differ that are called the same in another size."""
SAME_VIEW, SAME_SCENE, SAME_SOUND = "same view", "same scene, not a copy", "same sound, other pictures"
NO_COPY: Final = frozenset({SAME_VIEW, SAME_SCENE, SAME_SOUND})
"""Codes of statements that join two recordings without making either a copy of the other."""


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing that both copies show together: a fixed code, words, and what they rest on."""

    code: str
    words: str
    evidence: str


@dataclass(frozen=True, slots=True)
class FoundStretch:
    """A stretch of pictures with its framing, where points give one, and parts of either picture that fit nowhere."""

    stretch: Stretch
    framing: Framing | None
    unfitting: tuple[Region, ...]
    other_unfitting: tuple[Region, ...] = ()


@dataclass(frozen=True, slots=True)
class Relation:
    """Two copies: statements, the stretches behind them, and what speaks for either as nearer the original."""

    this: str
    other: str
    statements: tuple[Statement, ...]
    pictures: tuple[FoundStretch, ...]
    sounds: tuple[SoundStretch, ...]
    nearness: Nearness

    @property
    def related(self) -> bool:
        """Return whether anything is shared by both."""
        return bool(self.statements)

    @property
    def copies(self) -> bool:
        """Return whether what is shared makes them copies of each other, in whole or in part."""
        codes = {statement.code for statement in self.statements}
        return bool(codes) and not codes & NO_COPY


def relation(this: KnownCopy, other: KnownCopy) -> Relation:
    """Return how two copies are related; no statement where nothing shared was found."""
    if this.sha256 == other.sha256:
        same = Statement("same bytes", "Both are the same file, byte for byte.", f"SHA-256 {this.sha256}")
        return Relation(this.name, other.name, (same,), (), (), Nearness((), "Both are the same file."))
    pictures = found_stretches(this, other)
    sounds = found_sounds(
        this, other, sorted({round(one.stretch.speed, 3) for one in pictures if _changed(one.stretch)})
    )
    statements = [*_essence(this, other), *_frames(this, other)]
    if pictures and all(one.stretch.course is Course.OTHER for one in pictures) and not statements:
        return Relation(
            this.name, other.name, (_same_scene(pictures, sounds),), pictures, sounds, nearness(this, other, ())
        )
    pictures = tuple(one for one in pictures if one.stretch.course is not Course.OTHER)
    if pictures:
        if not any(one.code in ("same coded pictures", "same decoded pictures") for one in statements):
            statements.append(_copied(pictures, sounds))
        statements += [*_times(this, other, pictures), *_looks(this, other, pictures)]
    if not any(one.code in ("same coded sound", "same decoded sound") for one in statements):
        statements += _sound(this, other, pictures, sounds)
    about = nearness(this, other, [(one.stretch, one.framing) for one in pictures])
    return Relation(this.name, other.name, tuple(statements), pictures, sounds, about)


def found_stretches(this: KnownCopy, other: KnownCopy) -> tuple[FoundStretch, ...]:
    """Return the stretches of this copy's pictures that are in the other one's."""
    if this.video is None or other.video is None:
        return ()
    found = []
    for stretch in align(this.video, other.video, codebook()):
        if stretch.placing is None:
            found.append(FoundStretch(stretch, None, ()))
            continue
        placed = framing(this.video, other.video, stretch.placing, mirrored=stretch.mirrored)
        mine = unfitting(this.video, [(hit.key, hit.fits) for hit in stretch.hits], placed.filled)
        theirs = unfitting(other.video, [(hit.other_key, hit.other_fits) for hit in stretch.hits], placed.shown)
        found.append(FoundStretch(stretch, placed, mine, theirs))
    return tuple(found)


def found_sounds(this: KnownCopy, other: KnownCopy, speeds: Sequence[float]) -> tuple[SoundStretch, ...]:
    """Return the stretches of this copy's sound that are in the other one's; ``speeds`` are those of the pictures."""
    return align_sound(this.sound, other.sound, speeds) if this.sound is not None and other.sound is not None else ()


def _changed(one: Stretch) -> bool:
    """Say whether a stretch runs at another speed, so far as its times are known and its length lets this be seen."""
    seconds = max(one.end - one.start, TOGETHER)
    known = one.course is Course.SAME or one.marks >= 0.4 * seconds
    return known and abs(one.speed - 1) > max(SAME_SPEED, TOGETHER / seconds)


def _essence(this: KnownCopy, other: KnownCopy) -> Iterator[Statement]:
    for kind, words in (("video", "pictures"), ("audio", "sound")):
        mine, theirs = this.first(kind), other.first(kind)
        if mine and theirs and mine.essence and mine.essence == theirs.essence:
            where = "in another kind of container" if this.container != other.container else "in another file"
            said = f"Both hold the same coded {words}, {where}: they were not coded again in between."
            yield Statement(f"same coded {words}", said, f"essence SHA-256 {mine.essence}")
        elif mine and theirs and mine.decoded and mine.decoded == theirs.decoded:
            said = f"The {words} of both decode to the same values, though their coded data differ."
            yield Statement(f"same decoded {words}", said, f"SHA-256 over what was decoded {mine.decoded}")


def _frames(this: KnownCopy, other: KnownCopy) -> Iterator[Statement]:
    if not this.frame_digests or not other.frame_digests or this.frame_digests == other.frame_digests:
        return
    held = frozenset(other.frame_digests)
    shared = sum(digest in held for digest in this.frame_digests)
    if shared:
        said = "Some decoded frames are the same bit for bit: those were not coded again."
        count = f"{shared} of {len(this.frame_digests)} frames here stand among {len(other.frame_digests)} there"
        yield Statement("same frames in part", said, count)


def _copied(pictures: Sequence[FoundStretch], sounds: Sequence[SoundStretch]) -> Statement:
    frames = sum(one.stretch.key_frames for one in pictures)
    marks = sum(one.stretch.marks for one in pictures)
    evidence = f"{marks:.1f} s of agreeing coarse hashes; {frames} key frames whose points lie in each other's places"
    same = [one.stretch for one in pictures if one.stretch.course is Course.SAME]
    moving, sharp = ([one for one in same if bool(one.around) is told] for told in (False, True))
    if sharp:
        best = max(sharp, key=lambda one: one.around - one.own)
        seconds = sum(one.end - one.start for one in sharp)
        evidence += (
            f"; in {seconds:.1f} s each moment looks like its own ({best.own:.0f} of 256 bits differ) and not like "
            f"those around it (at least {best.around:.0f})"
        )
    if moving:
        seconds = sum(one.end - one.start for one in moving)
        correlation = max(one.motion for one in moving)
        evidence += f"; in {seconds:.1f} s what moves changes alike (correlation up to {correlation:.2f})"
    if not same and _in_step(pictures, sounds):
        evidence += "; the sound of both is the same and lies as the pictures do"
    elif not same:
        said = (
            "Both show the same view. Whether it is the same recording or another one of the same scene is not told: "
            "too little moves, or the stretch is too short or too small a part of the picture."
        )
        return Statement(SAME_VIEW, said, evidence)
    said = "Both show the same footage. Decoded frames differ: at least one of them was coded again."
    return Statement("coded again", said, evidence)


def _in_step(pictures: Sequence[FoundStretch], sounds: Sequence[SoundStretch]) -> bool:
    """Say whether a stretch of sound lies as the pictures do."""
    off = [_off(one, pictures) for one in sounds]
    return any(value is not None and abs(value) <= TOGETHER for value in off)


def _same_scene(pictures: Sequence[FoundStretch], sounds: Sequence[SoundStretch]) -> Statement:
    heard = f"; {len(sounds)} stretches of sound are the same: two cameras at one event, or one sound laid under both"
    said = "Both show the same scene from about the same place, and what moves in it does not move alike: no copy."
    frames = sum(one.stretch.key_frames for one in pictures)
    seconds = sum(one.stretch.end - one.stretch.start for one in pictures)
    evidence = (
        f"{frames} key frames whose points lie in each other's places; over {seconds:.1f} s change does not agree"
    )
    return Statement(SAME_SCENE, said, evidence + (heard if sounds else ""))


def _times(this: KnownCopy, other: KnownCopy, pictures: Sequence[FoundStretch]) -> Iterator[Statement]:
    listed = "; ".join(_span(one.stretch) for one in pictures)
    ends = [_ends(copy) for copy in (this, other)]
    shared = [(one.stretch.start, one.stretch.end) for one in pictures]
    there = [(one.stretch.other_start, one.stretch.other_end) for one in pictures]
    left_here, left_there = (_left(end, spans) for end, spans in zip(ends, (shared, there), strict=True))
    if left_there:
        said = f"{this.name} does not show all of {other.name}: missing are {_seconds(left_there)} there."
        yield Statement("trimmed", said, listed)
    if left_here:
        said = f"{this.name} shows {_seconds(left_here)} that were not found in {other.name}."
        yield Statement("other pictures besides", said, listed)
    order = [one.stretch.other_start for one in sorted(pictures, key=lambda one: one.stretch.start)]
    if order != sorted(order):
        yield Statement("another order", "The shared stretches stand in another order.", listed)
    elif any(later[0] < earlier[1] - 1 for earlier, later in zip(sorted(there), sorted(there)[1:], strict=False)):
        yield Statement("repeated", "A stretch of the one stands more than once in the other.", listed)
    if speeds := [one.stretch for one in pictures if _changed(one.stretch)]:
        said = f"{this.name} runs at {speeds[0].speed:.3f} times the speed of {other.name}."
        yield Statement("another speed", said, listed)


def _span(one: Stretch) -> str:
    return f"{one.start:.2f}–{one.end:.2f} s is {one.other_start:.2f}–{one.other_end:.2f} s there"


def _ends(copy: KnownCopy) -> tuple[float, float]:
    assert copy.video is not None  # stretches were found in it
    times = copy.video.mark_times()
    return float(times.min()), float(times.max())


def _left(ends: tuple[float, float], spans: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """Return the times between the ends, longer than EDGE, that no span covers."""
    left, at = [], ends[0]
    for start, end in [*sorted(spans), (ends[1], ends[1])]:
        if start - at > EDGE:
            left.append((at, start))
        at = max(at, end)
    return left


def _seconds(spans: Sequence[tuple[float, float]]) -> str:
    return ", ".join(f"{start:.1f}–{end:.1f} s" for start, end in spans)


def _looks(mine: KnownCopy, theirs: KnownCopy, pictures: Sequence[FoundStretch]) -> Iterator[Statement]:
    this, other = mine.name, theirs.name
    if any(one.stretch.mirrored for one in pictures):
        yield Statement(
            "mirrored", "Left and right are swapped between them.", "points and coarse hashes agree mirrored"
        )
    framed = [one for one in pictures if one.framing is not None]
    if not framed:
        yield from _sized(mine, theirs, max(pictures, key=lambda one: one.stretch.marks).stretch)
        return
    best = max(framed, key=lambda one: one.stretch.points)
    placed = best.framing
    assert placed is not None and best.stretch.placing is not None
    evidence = f"affine map of {best.stretch.placing.fitting} points of one key frame"
    if abs(placed.turned) > 2:
        yield Statement("turned", f"The picture is turned by {placed.turned:.0f} degrees.", evidence)
    if placed.shown_share < WHOLE:
        yield _contained(placed.shown, placed.shown_share, (this, other), evidence, placed.shown_bounded)
    if placed.filled_share < WHOLE:
        yield _contained(placed.filled, placed.filled_share, (other, this), evidence, placed.filled_bounded)
    if abs(placed.magnified - 1) > 0.03:
        said = f"One pixel of {other} stands on {placed.magnified:.2f} pixels of {this}."
        yield Statement("scaled", said, evidence)
    if placed.stretched > 1.06:
        yield Statement("stretched", f"One direction is stretched {placed.stretched:.2f} times the other.", evidence)
    for name, found in ((this, [one.unfitting for one in framed]), (other, [one.other_unfitting for one in framed])):
        if regions := tuple(dict.fromkeys(region for each in found for region in each)):
            where = f"In {len(regions)} parts of the picture of {name} no point fits, though around them points do"
            said = f"{where}: overlaid, replaced, or moving by itself."
            yield Statement("parts that differ", said, "; ".join(_box(region) for region in regions))


def _sized(this: KnownCopy, other: KnownCopy, stretch: Stretch) -> Iterator[Statement]:
    """Say that whole pictures differ in size only, where no points of the same moment give the geometry."""
    assert this.video is not None and other.video is not None  # stretches were found in both
    apart = whole_apart(this.video, other.video, stretch)
    magnified = max(this.video.width, this.video.height) / max(other.video.width, other.video.height)
    if apart <= ALL_ALIKE and abs(magnified - 1) > 0.03:
        said = f"One pixel of {other.name} stands on {magnified:.2f} pixels of {this.name}."
        sizes = " and ".join(f"{one.width}×{one.height}" for one in (this.video, other.video))
        hashes = f"coarse hashes of the whole pictures differ in {apart:.0f} of 256 bits in the median"
        evidence = f"{sizes} pixels; {hashes}"
        yield Statement("scaled", said, evidence)


def _contained(
    region: Region,
    share: float,
    names: tuple[str, str],
    evidence: str,
    bounded: bool,  # noqa: FBT001 - private, one caller
) -> Statement:
    """Say which part of the second picture the first one is, and whether there are edges around that part."""
    inner, outer = names
    where = f"{_box(region)} ({share:.0%} of its frame)"
    if bounded:
        said = f"Within bars or lasting edges, {outer} shows the picture of {inner}: {where}."
        return Statement("set into a larger picture", said, evidence)
    cause = "The one was cropped, or the other has more laid around it."
    said = f"What {inner} shows is a part of the picture of {outer}: {where}. {cause}"
    return Statement("cropped", said, evidence)


def _box(region: Region) -> str:
    return f"{region.width}×{region.height} pixels at {region.x},{region.y}"


def _sound(
    this: KnownCopy, other: KnownCopy, pictures: Sequence[FoundStretch], sounds: Sequence[SoundStretch]
) -> Iterator[Statement]:
    if this.sound is None or other.sound is None:
        if pictures and (this.sound is None) != (other.sound is None):
            which = other.name if this.sound is None else this.name
            yield Statement("sound in one only", f"Only {which} has sound.", "no fingerprint of sound in the other")
        return
    heard = "; ".join(
        f"{one.start:.2f}–{one.end:.2f} s is {one.other_start:.2f}–{one.other_end:.2f} s there, "
        f"{one.error:.0%} of bits differ"
        for one in sounds
    )
    if sounds and not pictures:
        said = (
            "The sound is the same and the pictures are not: another camera at the same event, or this sound laid "
            "under other footage. By its pictures it is no copy."
        )
        yield Statement(SAME_SOUND, said, heard)
    elif sounds:
        off = [_off(one, pictures) for one in sounds]
        moved = [value for value in off if value is not None and abs(value) > TOGETHER]
        if moved:
            said = f"The sound is the same but lies {moved[0]:+.2f} s off the pictures."
            yield Statement("sound moved", said, heard)
        else:
            yield Statement(
                "same sound", "The sound is the same; as far as the pictures give the time, it lies as they do.", heard
            )
    elif pictures:
        silent = [copy.name for copy, made in ((this, this.sound), (other, other.sound)) if not loud(made)]
        if silent:
            said = f"Whether the sound is the same is not told: that of {' and '.join(silent)} is silent or too short."
            yield Statement("sound not compared", said, f"no two seconds above -{QUIET} dB of full scale")
            return
        said = (
            "The pictures are shared and no stretch of sound is: replaced, covered, changed, or too short to compare."
        )
        yield Statement("other sound", said, "no piece of two seconds agrees in 65 % of its bits")


def _off(sound: SoundStretch, pictures: Sequence[FoundStretch]) -> float | None:
    """Return by how many seconds the sound lies later in the other copy than the pictures of the same moment."""
    middle = (sound.start + sound.end) / 2
    there = sound.other_start + (middle - sound.start) * sound.speed
    for one in pictures:
        if one.stretch.timed and one.stretch.start <= middle <= one.stretch.end:
            return there - (one.stretch.other_start + (middle - one.stretch.start) * one.stretch.speed)
    return None
