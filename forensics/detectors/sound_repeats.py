"""Passages of sound that occur twice: loops and copied intervals."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Final

import numpy as np
import numpy.typing as npt

from forensics.detector import (
    AudioView,
    Card,
    Cost,
    Detector,
    FileScore,
    Needs,
    Observer,
    Parameters,
    Quantity,
    Reference,
    Tried,
    Validation,
)
from forensics.detectors.band_levels import HOP, SILENT, BandLevels, Levels
from forensics.detectors.heard import heard
from forensics.types import (
    Finding,
    Measurement,
    MediaFacts,
    NotMeasured,
    Outcome,
    Result,
    StreamKind,
    StreamLocus,
    TimeSpan,
)

ID: Final = "sound_repeats"
VERSION: Final = "1"
RUN: Final = 1.0
"""Seconds that must be alike to be a repeat."""
ERRORS: Final = 0.17
"""Share of bits that may differ: unrelated sound differs in half (Haitsma and Kalker take 0.35 for 3 s)."""
SPAN: Final = 6
"""Frames over which a change is taken."""
LONGEST: Final = 300.0
"""Seconds that are compared with each other; what follows is left out and said so."""
MOST: Final = 50
_LAGS: Final = 32
"""Lags that are looked at together."""

_LIMITS = (
    "A repeat shows that the same sound stands twice, not which of both was first nor why.",
    "Steady tones and noise are alike at all times and are left out; so is silence.",
    "Repeats with other sound laid over them, or at another speed, are not found.",
)
_INNOCENT = (
    "Music with loops or samples, jingles, ring tones, alarms and machines repeat to the sample.",
    "A player or messenger that sends a packet twice.",
    "An edit that shows a passage again in the ordinary way.",
)


@dataclass(frozen=True, slots=True)
class Repeat:
    """Frames ``here`` to ``here + length`` are alike to those from ``there``; ``errors`` is the share of other bits."""

    here: int
    there: int
    length: int
    errors: float


def bits(levels: Levels) -> tuple[npt.NDArray[np.uint32], npt.NDArray[np.bool_]]:
    """Return 32 bits for each frame, and which frames carry something that can be told apart.

    A bit is the sign of the change over some frames of the difference of two bands (Haitsma and Kalker 2002).
    """
    across = levels[:, :-1] - levels[:, 1:]
    change = across[SPAN:] - across[:-SPAN]
    words = np.packbits(change > 0, axis=1).view(np.uint32).ravel()
    told = np.abs(change).mean(axis=1) > 1.0
    loud = (levels[SPAN:] > SILENT + 10).mean(axis=1) > 0.5
    return words, told & loud


def repeats(words: npt.NDArray[np.uint32], told: npt.NDArray[np.bool_]) -> list[Repeat]:
    """Return runs of at least ``RUN`` seconds that are alike, longest first; none overlaps one that is longer."""
    run = round(RUN / HOP)
    found: list[Repeat] = []
    run //= 2
    for lag in _worth_a_look(words, told, run):  # every second frame, against frames at any distance
        count = (len(words) - lag + 1) // 2
        both = told[lag::2] & told[::2][:count]
        if both.sum() < run // 2:
            continue
        other = np.bitwise_count(words[lag::2] ^ words[::2][:count]).astype(np.float32)
        sums = np.concatenate([[0], np.cumsum(np.where(both, other, 0))])
        counts = np.concatenate([[0], np.cumsum(both)])
        seen = counts[run:] - counts[:-run]
        alike = (sums[run:] - sums[:-run] <= ERRORS * 32 * seen) & (seen > 0.6 * run)
        if alike.any():
            found += _runs(alike, lag, run, sums, counts)
    return _apart(found)


def _worth_a_look(words: npt.NDArray[np.uint32], told: npt.NDArray[np.bool_], run: int) -> list[int]:
    """Return in order the lags from twice ``run`` on at which some ``run`` of every second frame can be alike.

    Each pair that is told apart counts 11 less two for each bit that differs, all others nothing. Where as few bits
    differ as in a repeat (5.44 of 32) the sum is greater than 0; most lags have no run of which that holds.
    """
    found: list[int] = []
    here, heard = words[::2], told[::2].astype(np.int16)
    for odd in (0, 1):  # the frames at an even and at an odd distance
        there, known = (np.pad(one[odd::2], (0, _LAGS)) for one in (words, told.astype(np.int16)))
        end = (len(words) - 2 * run - odd + 1) // 2
        for first in range(run, end, _LAGS):
            rows, count = min(_LAGS, end - first), len(there) - _LAGS - first
            pairs = np.stack([there[at : at + count] for at in range(first, first + rows)]) ^ here[:count]
            points = 11 - 2 * np.bitwise_count(pairs).astype(np.int16)
            points *= np.stack([known[at : at + count] for at in range(first, first + rows)])
            points *= heard[:count]
            sums = np.zeros((rows, count + 1), np.int16)  # may pass its ends: differences are right all the same
            np.cumsum(points, axis=1, out=sums[:, 1:])
            some = (sums[:, run:] - sums[:, :-run] > 0).any(axis=1)
            found += (2 * (first + np.flatnonzero(some)) + odd).tolist()
    return sorted(found)


def _runs(
    alike: npt.NDArray[np.bool_], lag: int, run: int, sums: npt.NDArray[np.float64], counts: npt.NDArray[np.int64]
) -> Iterator[Repeat]:
    edges = np.flatnonzero(np.diff(np.concatenate([[0], alike.astype(np.int8), [0]])))
    for start, end in zip(edges[::2], edges[1::2], strict=True):
        length = int(end - start) + run - 1
        told = counts[start + length] - counts[start]
        errors = float(sums[start + length] - sums[start]) / (32 * max(int(told), 1))
        yield Repeat(2 * int(start), 2 * int(start) + lag, 2 * length, errors)


def _apart(found: Sequence[Repeat]) -> list[Repeat]:
    """Keep of repeats that lie over each other at about the same distance the one with fewest errors for its length."""
    kept: list[Repeat] = []
    for one in sorted(found, key=lambda one: (-one.length * (ERRORS * 1.2 - one.errors), one.here)):
        covered = any(
            abs((one.there - one.here) - (other.there - other.here)) <= 12
            and one.here < other.here + other.length
            and other.here < one.here + one.length
            for other in kept
        )
        if not covered:
            kept.append(one)
        if len(kept) >= MOST:
            break
    return kept


@dataclass(slots=True)
class _Watch:
    stream: int
    bands: BandLevels = field(default_factory=lambda: BandLevels(longest=LONGEST))

    def audio(self, block: AudioView) -> None:
        self.bands.add(block)

    def finish(self) -> Iterator[Outcome]:
        here, levels = StreamLocus(self.stream), self.bands.levels()
        reason = self.bands.refused
        if not reason and len(levels) * HOP < 2 * RUN + 1:
            reason = f"{len(levels) * HOP:.1f} s of sound; at least {2 * RUN + 1:.0f} s are needed"
        if reason:
            yield NotMeasured("sound_repeats.longest", reason, here)
            return
        compared = levels.part(0, round(LONGEST / HOP))
        yield Measurement("sound_repeats.compared", round(len(compared) * HOP, 1), "s", here)
        words, told = bits(compared)
        yield Measurement("sound_repeats.told_apart", round(float(told.mean()), 3), "1", here)
        found = repeats(words, told)
        longest = max((one.length for one in found), default=0) * HOP
        yield Measurement("sound_repeats.longest", round(longest, 2), "s", here)
        for one in found:
            span = self.bands.span(self.stream, one.there * HOP, (one.there + one.length) * HOP)
            yield Measurement("sound_repeats.again", round((one.there - one.here) * HOP, 3), "s", span)


def _observe(media: MediaFacts, parameters: Parameters) -> Observer:
    del parameters
    watch = _Watch(media.first_index(StreamKind.AUDIO))
    return Observer(finish=watch.finish, audio=watch.audio)


def _judge(results: Sequence[Result]) -> Sequence[Finding]:
    mine = [r.outcome for r in results if r.method == ID and isinstance(r.outcome, Measurement)]
    found = [one for one in mine if one.quantity == "sound_repeats.again" and isinstance(one.locus, TimeSpan)]
    if not found:
        return ()
    said = "; ".join(_said(one) for one in found[:10])
    passages = "one passage" if len(found) == 1 else f"{len(found)} passages"
    words = f"The sound repeats itself in {passages}: {said}{' …' if len(found) > 10 else ''}."
    loci = tuple(one.locus for one in found)
    return (Finding(ID, VERSION, "sound_again", words, loci, ("sound_repeats.again",), _INNOCENT, _LIMITS),)


def _said(one: Measurement) -> str:
    assert isinstance(one.locus, TimeSpan)
    start, end = float(one.locus.start.seconds), float(one.locus.end.seconds)
    return f"{start:.1f} to {end:.1f} s is like what stands {one.value} s before"


DETECTOR = Detector(
    id=ID,
    version=VERSION,
    family="audio",
    summary="Looks for passages of sound that stand twice in the file.",
    needs=Needs(audio=True),
    quantities=(
        Quantity("sound_repeats.compared", "s", "how much of the sound was compared with itself", "quality"),
        Quantity(
            "sound_repeats.told_apart", "1", "share of frames whose sound changes enough to be told apart", "quality"
        ),
        Quantity("sound_repeats.longest", "s", "the longest repeat, 0 for none", "score"),
        Quantity(
            "sound_repeats.again", "s", "how long before a passage the same sound stands, at the later place", "segment"
        ),
    ),
    applicability=partial(heard, least=8000),
    limits=_LIMITS,
    references=(Reference("Haitsma, Kalker: A highly robust audio fingerprinting system (2002)", "ISMIR"),),
    innocent_explanations=_INNOCENT,
    observe=_observe,
    judge=_judge,
    score=FileScore("sound_repeats.longest", "greatest", "high", RUN, "sound in which a passage was copied"),
    cost=Cost(0.4),
    grounds=(Tried(("sound_again",), 16, 20, 0, 10, 7, "docs/measured/sound.md"),),
    card=Card(
        calibration="uncalibrated",
        validations=(
            Validation(
                data="sound of 6.5 s or more under shared/media, at most two files of a source, as it is, with 1.2 to "
                "2 s copied behind itself, and that again after AAC at 48 kbit/s (docs/measured/sound.md)",
                dated="2026-11-27",
                groups=7,
                files=30,
                outcome="AUC 0.900 and 0.900; 8 of 10 copied passages reported, also after AAC, and none of 10 files "
                "as they are",
            ),
        ),
        known_failures=(
            "Electronic music and alarms repeat by themselves.",
            "Copied passages in quiet or steady sound: two of ten.",
            "Only the first five minutes are compared",
        ),
    ),
)
