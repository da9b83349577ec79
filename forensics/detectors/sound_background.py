"""Places where the background of the sound changes at once: what lies below speech and events, before and after."""

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
    Validation,
)
from forensics.detectors.band_levels import HOP as ROW
from forensics.detectors.band_levels import SILENT, BandLevels, Levels
from forensics.detectors.heard import heard
from forensics.rolls import Roll
from forensics.types import (
    Finding,
    Measurement,
    MediaFacts,
    NotMeasured,
    Outcome,
    Result,
    StreamKind,
    StreamLocus,
)

ID: Final = "sound_background"
VERSION: Final = "2"
HOP: Final = 2 * ROW
"""Seconds from one row of levels to the next that is used."""
SIDE: Final = 2.0
"""Seconds of background on each side of a place."""
SHARE: Final = 15
"""Hundredth of the levels of a band that is taken for its background."""
WHOLE: Final = 300.0
"""Seconds of which every row is measured though only every second is used: those rows another method takes, too."""
SHORTEST: Final = 6.0
LISTED: Final = 15.0
"""Decibels, mean over the bands, by which the background must change to be listed."""
MOST: Final = 50
_STEP: Final = 4
"""Frames between places that are looked at."""
_AT_ONCE: Final = 64
"""Places whose sound stands in memory together."""

_LIMITS = (
    "A change of background shows that other sound lies below the events from there on, not why.",
    "A cross-fade over seconds, or a cut within one room, leaves little.",
    "Sound without pauses has no background to see: music hides it and changes by itself.",
    "No finding is made of it: on real sound joined and unjoined files hardly differ.",
)
_INNOCENT = (
    "A door, an engine or an air conditioner that starts or stops.",
    "A recorder that changes its gain, a microphone that is covered or turned.",
    "Noise suppression that opens and closes between words.",
    "An edit that joins several shots in the ordinary way, each with its own sound.",
)


def changes(levels: Roll[np.float32]) -> tuple[npt.NDArray[np.int64], Levels]:
    """Return (frames, decibels): at each place the mean change over the bands of the background on both sides.

    ``levels`` come every ``ROW`` seconds; every second of them, a frame, is used.
    """
    side = round(SIDE / HOP)
    places = np.arange(side, (len(levels) + 1) // 2 - side, _STEP)
    found = [np.zeros(0, np.float32)]
    for first in range(0, len(places), _AT_ONCE):
        here = places[first : first + _AT_ONCE]
        begin = int(here[0]) - side
        frames: Levels = np.maximum(levels.part(2 * begin, 2 * (int(here[-1]) + side))[::2], SILENT)
        windows = np.lib.stride_tricks.sliding_window_view(np.ascontiguousarray(frames.T), side, axis=1)
        before, low = (_background(windows[:, at::_STEP][:, : len(here)]) for at in (0, side))
        found.append(np.abs(low - before).mean(axis=1))
    return places, np.concatenate(found)


def _background(windows: Levels) -> Levels:
    """Return (places, bands): what ``SHARE`` hundredths of the levels (bands, places, time) lie below, as a line goes.

    To the bit what NumPy's percentile gives, which takes four times as long.
    """
    at = SHARE / 100 * (windows.shape[2] - 1)
    below = int(at)
    ordered = np.partition(windows, (below, below + 1), axis=2)
    lower, upper = ordered[:, :, below].T, ordered[:, :, below + 1].T
    return np.ascontiguousarray(upper - (upper - lower) * (1 - (at - below)))


def highest(places: npt.NDArray[np.int64], values: Levels, least: float) -> list[int]:
    """Return the indices of values of at least ``least``, the highest within a side's length each."""
    chosen: list[int] = []
    apart = round(SIDE / HOP)
    for index in np.argsort(-values, kind="stable"):
        if values[index] < least:
            break
        if all(abs(int(places[index] - places[other])) >= apart for other in chosen):
            chosen.append(int(index))
    return sorted(chosen)


@dataclass(slots=True)
class _Watch:
    stream: int
    bands: BandLevels = field(default_factory=lambda: BandLevels(whole=WHOLE))

    def audio(self, block: AudioView) -> None:
        self.bands.add(block)

    def finish(self) -> Iterator[Outcome]:
        here, levels = StreamLocus(self.stream), self.bands.levels()
        reason = self.bands.refused
        lasts = (len(levels) + 1) // 2 * HOP
        if not reason and lasts < SHORTEST:
            reason = f"{lasts:.1f} s of sound; at least {SHORTEST:.0f} s are needed"
        if not reason and all(float(part[::2].max()) <= SILENT for part in levels.parts(2 * _AT_ONCE)):
            reason = "the sound is silent"
        if reason:
            yield NotMeasured("sound_background.greatest", reason, here)
            return
        places, values = changes(levels)
        yield Measurement("sound_background.greatest", round(float(values.max()), 2), "dB", here)
        chosen = highest(places, values, LISTED)
        yield Measurement("sound_background.changes", len(chosen), "1", here)
        for index in chosen[:MOST]:
            at = int(places[index]) * HOP
            span = self.bands.span(self.stream, at - 0.1, at + 0.1)
            yield Measurement("sound_background.change", round(float(values[index]), 1), "dB", span)


def _observe(media: MediaFacts, parameters: Parameters) -> Observer:
    del parameters
    watch = _Watch(media.first_index(StreamKind.AUDIO))
    return Observer(finish=watch.finish, audio=watch.audio)


def _judge(results: Sequence[Result]) -> Sequence[Finding]:
    del results
    return ()  # on real sound it does not tell joined from unjoined: places to listen to, without a direction


DETECTOR = Detector(
    id=ID,
    version=VERSION,
    family="audio",
    summary="Looks for places where the background of the sound changes at once.",
    needs=Needs(audio=True),
    quantities=(
        Quantity("sound_background.greatest", "dB", "the greatest change of background over 2 s on each side", "score"),
        Quantity("sound_background.changes", "1", f"places where it changes by {LISTED:.0f} dB or more", "measurement"),
        Quantity("sound_background.change", "dB", "the change at one such place, mean over 33 bands", "segment"),
    ),
    applicability=partial(heard, least=8000),
    limits=_LIMITS,
    references=(
        Reference("Pan, Zhang, Lyu: Detecting splicing in digital audios using local noise level (2012)", "ICASSP"),
        Reference("SWGDE Best Practices for Digital Audio Authentication", "SWGDE 16-A-001"),
    ),
    innocent_explanations=_INNOCENT,
    observe=_observe,
    judge=_judge,
    score=FileScore("sound_background.greatest", "greatest", "high", None, "sound joined of two recordings"),
    cost=Cost(0.4),
    card=Card(
        calibration="uncalibrated",
        validations=(
            Validation(
                data="sound of 6.5 s or more under shared/media, two files a source at most, as it is, and its first "
                "half joined with the second half of another file of equal loudness (docs/measured/sound.md)",
                dated="2026-11-27",
                groups=7,
                files=20,
                outcome="AUC 0.725: it does not separate; at 15 dB 2 of 10 joined files have a place, and 1 of 10 as "
                "they are. It makes no finding: a measurement for finding places to listen to, without a direction",
            ),
        ),
        known_failures=(
            "Films and broadcasts change their background at each shot.",
            "Music and games change by themselves: one of ten files as they are has a place.",
            "Most joins of two recordings with like backgrounds: eight of ten",
        ),
    ),
)
