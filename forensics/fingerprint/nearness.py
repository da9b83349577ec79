"""Which of two copies is nearer the original: reasons on either side, and a proposal only where they agree."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from forensics.fingerprint.alignment import Stretch
from forensics.fingerprint.framing import WHOLE, Framing
from forensics.fingerprint.known_copy import KnownCopy

CLEARLY: Final = 1.15
"""Ratio from which on one is said to have more than the other."""
LONGER: Final = 1.5
"""Seconds."""
CAUTION: Final = (
    "Proposed, not established: both may come from a third copy, and each of these can also be made afterwards."
)


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing that speaks for a copy, by its name, being nearer the original."""

    towards: str
    words: str


@dataclass(frozen=True, slots=True)
class Nearness:
    """All reasons, in words what they come to, and the name of the copy that is proposed, '' for none."""

    reasons: tuple[Reason, ...]
    proposal: str
    proposed: str = ""


def nearness(this: KnownCopy, other: KnownCopy, found: Sequence[tuple[Stretch, Framing | None]]) -> Nearness:
    """Return what speaks for either copy: framing, resolution, length, size of the coded data, encoder marks."""
    if not found:
        return Nearness((), "Nothing to propose: no shared pictures were found.")
    reasons = (*_picture(this, other, found), *_length(this, other, found[0][0] if len(found) == 1 else None))
    reasons = (*reasons, *_coding(this, other))
    sides = {reason.towards for reason in reasons}
    if not reasons:
        return Nearness((), "Nothing that was measured speaks for either of them.")
    if len(sides) == 1:
        side = sides.pop()
        return Nearness(reasons, f"{side} is proposed as nearer the original. {CAUTION}", side)
    return Nearness(reasons, "The reasons point both ways; neither is proposed.")


def _picture(this: KnownCopy, other: KnownCopy, found: Sequence[tuple[Stretch, Framing | None]]) -> Iterator[Reason]:
    framed = [(stretch, framing) for stretch, framing in found if framing is not None]
    if not framed:
        return
    placed = max(framed, key=lambda one: one[0].points)[1]
    if placed.shown_share < WHOLE <= placed.filled_share:
        yield _outer(this, other, placed.shown_share, bounded=placed.shown_bounded)
    if placed.filled_share < WHOLE <= placed.shown_share:
        yield _outer(other, this, placed.filled_share, bounded=placed.filled_bounded)
    if placed.magnified > CLEARLY:
        yield Reason(this.name, f"it has {placed.magnified:.2f} pixels for each of {other.name}")
    if placed.magnified < 1 / CLEARLY:
        yield Reason(other.name, f"it has {1 / placed.magnified:.2f} pixels for each of {this.name}")


def _outer(inner: KnownCopy, outer: KnownCopy, share: float, *, bounded: bool) -> Reason:
    if bounded:
        return Reason(inner.name, f"{outer.name} shows its picture within bars or lasting edges")
    return Reason(outer.name, f"it shows more: what {inner.name} shows is {share:.0%} of its picture")


def _length(this: KnownCopy, other: KnownCopy, only: Stretch | None) -> Iterator[Reason]:
    """Say which one goes on before or after the one stretch that both share; of several one was put together."""
    if this.video is None or other.video is None or only is None:
        return
    shared = only.end - only.start, abs(only.other_end - only.other_start)
    more = [
        float(copy.video.mark_times().max() - copy.video.mark_times().min()) - seconds
        for copy, seconds in zip((this, other), shared, strict=True)
        if copy.video
    ]
    longer = this if more[0] > more[1] else other
    if abs(more[0] - more[1]) > LONGER:
        yield Reason(longer.name, f"it goes on for {abs(more[0] - more[1]):.1f} s more before or after what both show")


def _coding(this: KnownCopy, other: KnownCopy) -> Iterator[Reason]:
    if this.video_rate > 0 and other.video_rate > 0:
        more, less = (this, other) if this.video_rate > other.video_rate else (other, this)
        ratio = more.video_rate / less.video_rate
        if ratio > 1.5:
            yield Reason(
                more.name, f"its pictures are coded in {ratio:.1f} times the bytes: less was lost at its last coding"
            )
    marked = [bool(copy.encoders) for copy in (this, other)]
    if marked[0] != marked[1] and this.streams and other.streams:
        one, mark = (other, this.encoders) if marked[0] else (this, other.encoders)
        yield Reason(one.name, f"the other's stream names a software encoder ({mark[0][:60]}), this one's does not")
