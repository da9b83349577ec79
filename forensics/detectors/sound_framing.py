"""Whether sound was coded before as AAC, MP3, AC-3 or Opus: the grid of each, seen in what was rounded to zero."""

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
from forensics.detectors.heard import heard
from forensics.detectors.sound_grids import BLOCK, CODINGS, grids, steady
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

ID: Final = "sound_framing"
VERSION: Final = "3"
BLOCKS: Final = 16
"""Blocks of sound that are looked at, the loudest of those spread over the first minutes."""
HELD: Final = 240
"""Blocks that are kept until the end to choose from."""
FEW: Final = 6
"""Blocks for the grids of all but AAC, which stand out more and cost more."""
SPACING: Final = 5477
"""Samples from one block that may be looked at to the next; no multiple of a frame, so that no grid favours one."""
STRONG: Final = 9.0
"""Deviations by which a grid must stand out to be reported."""
_LEAST: Final = 1e-3
_LIKE_AAC: Final = ("vorbis", "wma")
"""Beginnings of the names of codecs whose own frames leave what is looked for as AAC (measured, see the card)."""

_LIMITS = (
    "A grid shows that the sound was coded so before, at this rate; not by whom or why.",
    "Resampling, mixing, filters and a change of loudness after that coding hide the grid; so does a stronger coding.",
    "Long blocks of AAC, MP3, AC-3 and Opus (at 48 kHz) are looked for; speech codings and others leave other grids. "
    "An earlier coding as Vorbis or WMA, whose frames are much like those of AAC, is told as AAC.",
    "Every upload is coded again: an earlier coding is ordinary history.",
)
_INNOCENT = (
    "Editing programs, messengers and platforms decode sound and write it anew, often by another coding.",
    "A recorder that keeps coded sound, copied into a file of another kind.",
)

Samples = npt.NDArray[np.float32]


@dataclass(slots=True)
class _Watch:
    stream: int
    codec: str
    rate: int = 0
    refused: str = ""
    number: int = 0
    rest: Samples = field(default_factory=lambda: np.zeros(0, np.float32))
    held: list[tuple[float, int, Samples]] = field(default_factory=list)

    def audio(self, block: AudioView) -> None:
        if self.rate and block.sample_rate != self.rate:
            self.refused = "the sampling rate changes in the stream"
        self.rate = block.sample_rate
        if self.refused or len(self.held) >= HELD:
            return
        self.rest = np.concatenate([self.rest, block.samples[0]])
        while len(self.rest) >= SPACING and len(self.held) < HELD:
            piece = self.rest[:BLOCK]
            loud = float(np.sqrt(np.mean(piece.astype(np.float64) ** 2)))
            if loud > _LEAST and not steady(piece):
                self.held.append((loud, self.number, piece.copy()))
            self.number += SPACING
            self.rest = self.rest[SPACING:]

    def finish(self) -> Iterator[Outcome]:
        here = StreamLocus(self.stream)
        chosen = sorted(self.held, key=lambda one: (-one[0], one[1]))[:BLOCKS]
        if self.refused or len(chosen) < BLOCKS // 2:
            reason = self.refused or f"{len(chosen)} loud blocks that are no tone; at least {BLOCKS // 2} are needed"
            yield NotMeasured("sound_framing.strongest", reason, here)
            return
        blocks = [(number, piece) for _, number, piece in chosen]
        yield Measurement("sound_framing.codec", self.codec or "not stated", "text", here)
        yield Measurement("sound_framing.blocks", len(chosen), "1", here)
        strongest = 0.0
        for coding in CODINGS:
            if coding.rate and coding.rate != self.rate:
                reason = f"it is looked for at {coding.rate} Hz only; the sound has {self.rate} Hz"
                yield NotMeasured(f"sound_framing.{coding.name}", reason, here)
                continue
            if coding.name == "aac" and self.codec.startswith(_LIKE_AAC):
                reason = f"the sound is kept as {self.codec}, whose own frames are too much like those of AAC"
                yield NotMeasured("sound_framing.aac", reason, here)
                continue
            found = grids(coding, blocks if coding.name == "aac" else blocks[:FEW])
            greatest = found[0].deviations if found else 0.0
            strongest = max(strongest, greatest)
            yield Measurement(f"sound_framing.{coding.name}", round(greatest, 2), "1", here)
            for grid in found[:3]:
                if grid.deviations >= STRONG:
                    yield Measurement(f"sound_framing.{coding.name}_offset", grid.offset, "samples", here)
        yield Measurement("sound_framing.strongest", round(strongest, 2), "1", here)


def _observe(media: MediaFacts, parameters: Parameters) -> Observer:
    del parameters
    stream = media.first(StreamKind.AUDIO)
    watch = _Watch(-1, "") if stream is None else _Watch(stream.index, stream.codec)
    return Observer(finish=watch.finish, audio=watch.audio)


def _judge(results: Sequence[Result]) -> Sequence[Finding]:
    mine = [r.outcome for r in results if r.method == ID and isinstance(r.outcome, Measurement)]
    codec = next((str(one.value) for one in mine if one.quantity == "sound_framing.codec"), "")
    said: list[str] = []
    rests: list[Measurement] = []
    for coding in CODINGS:
        offsets = [one for one in mine if one.quantity == f"sound_framing.{coding.name}_offset"]
        own = 1 if _own(codec, coding.name) else 0
        if len(offsets) > own:
            where = " and ".join(str(one.value) for one in offsets)
            counted = "the grid" if len(offsets) == 1 else f"{len(offsets)} grids"
            remark = f", of which its own coding as {coding.words} is but one" if own else ""
            said.append(f"{counted} of {coding.words} (from sample {where} on, modulo {coding.frame}){remark}")
            rests += offsets
    if not rests:
        return ()
    words = f"The sound carries {'; and '.join(said)}; it is kept as {codec}."
    rests_on = (*dict.fromkeys(one.quantity for one in rests), "sound_framing.strongest")
    return (Finding(ID, VERSION, "coded_before", words, (rests[0].locus,), rests_on, _INNOCENT, _LIMITS),)


def _own(codec: str, name: str) -> bool:
    """Say whether a stream's own codec leaves the grid of a coding."""
    return codec.startswith(name) or (name == "ac3" and codec.startswith("eac3"))


DETECTOR = Detector(
    id=ID,
    version=VERSION,
    family="audio",
    summary="Looks for the grid that an earlier coding as AAC, MP3, AC-3 or Opus leaves in sound.",
    needs=Needs(audio=True),
    quantities=(
        Quantity("sound_framing.codec", "text", "how the sound is kept: it has a grid of its own", "fact"),
        Quantity("sound_framing.blocks", "1", "loud blocks that were looked at", "quality"),
        Quantity("sound_framing.strongest", "1", "deviations by which the strongest grid stands out", "score"),
        *(
            quantity
            for coding in CODINGS
            for quantity in (
                Quantity(
                    f"sound_framing.{coding.name}",
                    "1",
                    f"deviations of the strongest grid of {coding.words} that most blocks show, 0 without one",
                    "measurement",
                ),
                Quantity(
                    f"sound_framing.{coding.name}_offset",
                    "samples",
                    f"where a strong grid of it lies, modulo {coding.frame} from the first sample",
                    "measurement",
                ),
            )
        ),
    ),
    applicability=partial(heard, least=8000),
    limits=_LIMITS,
    references=(
        Reference("Herre, Schug: Analysis of decompressed audio, the inverse decoder (2000)", "AES 109, 5256"),
        Reference("Yang, Shi, Huang: Defeating fake-quality MP3 (2009), by the grid of the transform", "MM&Sec"),
        Reference("ISO/IEC 14496-3: the filter bank of AAC", "14496-3"),
        Reference("ISO/IEC 11172-3: the hybrid filter bank of layer III", "11172-3"),
        Reference("ATSC A/52: the transform of AC-3", "A/52"),
        Reference("RFC 6716: the transform of Opus", "RFC 6716"),
    ),
    innocent_explanations=_INNOCENT,
    observe=_observe,
    judge=_judge,
    determinism="tolerance",
    score=FileScore("sound_framing.strongest", "greatest", "high", STRONG, "sound that was coded before"),
    cost=Cost(0.4),
    grounds=(Tried(("coded_before",), 111, 120, 0, 10, 7, "docs/measured/sound_framing.md"),),
    card=Card(
        calibration="uncalibrated",
        validations=(
            Validation(
                data="10 sounds of 7 sources at 48 kHz, resampled so that no earlier grid is left: as PCM, and after "
                "AAC (64 to 192 kbit/s), MP3 (64 to 320), AC-3 and Opus (64, 128), cut at sample 333 "
                "(docs/measured/sound_framing.md)",
                dated="2026-11-28",
                groups=7,
                files=130,
                outcome="AUC 1.000, but 0.945 for Opus at 128 kbit/s and 0.615 for MP3 at 320; reported 9 and 2 of 10 "
                "of those and 10 of 10 of all others, each by its own grid at one place and none by another's; none of "
                "10 that were never coded (greatest 4.6). With AAC at 128 kbit/s on top the first is still found in 7, "
                "6 and 0 of 10 after AAC at 64, 96 and 128; 9 and 3 after MP3 at 64 and 128; 0 after AC-3; 4 "
                "and 0 after Opus",
            ),
            Validation(
                data="the same 10 sounds and 8 steady tones and noises, coded once and judged as they are kept then: "
                "PCM, AAC, MP3, MP2, AC-3, Opus, Vorbis and WMA (docs/measured/sound_framing.md)",
                dated="2026-11-28",
                groups=15,
                files=162,
                outcome="no finding in the 90 of sounds, one in 2 of 72 of tones: a square wave with edges that "
                "jitter, as PCM, and beeps kept as AC-3. Version 2 said of 13 of 21 such sounds kept as Vorbis "
                "(libvorbis) and of 7 of 21 kept as WMA that they were coded before",
            ),
            Validation(
                data="version 1 (AAC alone): 9 sounds in a run with 24 blocks, after AAC at 128 and 192 kbit/s",
                dated="2026-11-27",
                groups=6,
                files=18,
                outcome="the right grid stands out by 16 to 180 deviations at 128 kbit/s and 10 to 58 at 192 kbit/s; "
                "sound that was never coded by 3.4 to 5.2",
            ),
        ),
        known_failures=(
            "Sound that was resampled, mixed or filtered after its first coding.",
            "A second coding as AAC at 128 kbit/s hides a first as AAC at that rate or as AC-3 (none of ten found) and "
            "most of MP3 at 128 kbit/s (three of ten found).",
            "One encoder of each was tried (FFmpeg's AAC and AC-3, LAME, libopus); others may leave weaker grids.",
            "Sound that was coded before as Vorbis or WMA: said to be of AAC where it is found.",
            "MP3 at 320 kbit/s rounds too little to zero: two of ten were found.",
            "Sound of little but tones: most is told not to be measurable, beeps and square waves may show a grid.",
        ),
    ),
)
