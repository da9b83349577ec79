"""Repeated, frozen, duplicated and looped frames: exact and to the noise of encoding, an encoder's own told apart."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Final

import numpy as np
import numpy.typing as npt

from forensics.detector import (
    Applicability,
    Card,
    Cost,
    Detector,
    FileScore,
    FrameNeed,
    FrameView,
    Needs,
    Observer,
    PacketView,
    Parameters,
    Quantity,
    Reading,
    Reference,
    Tried,
    Validation,
)
from forensics.detectors.packet_sizes import PacketSizes
from forensics.detectors.recurrence import WINDOW, Recurrence, search
from forensics.detectors.sketches import SketchBook, changes
from forensics.detectors.stillness import FROZEN, pattern, repeats
from forensics.in_a_row import InARow
from forensics.types import (
    Finding,
    Locus,
    Measurement,
    MediaFacts,
    NotMeasured,
    Outcome,
    Result,
    StreamKind,
    StreamLocus,
    TimeSpan,
    Timestamp,
)

ID: Final = "repeated_frames"
VERSION: Final = "4"
UNLIKE: Final = 0.17
"""Share of the change not in common below which two runs are called alike; chosen in the trials on the card."""
LEAST_SIDE: Final = 64
MOST_FRAMES: Final = 2_000_000
LISTED: Final = 100
SHOWN: Final = 20
_MISSING: Final = -1

_LIMITS = (
    f"A run that comes again is found from {WINDOW} frames on, and only where pictures change: a copied passage in "
    "which nothing moves cannot be told from one that was still.",
    "Strong compression hides what two copies share; slow or faint motion is lost first.",
    "A copy that was mirrored, cropped, recoloured or slowed down is not found.",
    "Likeness down to the noise of encoding does not say who repeated the frames, when, or why.",
)
_INNOCENT = (
    "Converting the frame rate repeats frames regularly (24 to 30, 25 to 30, 15 to 30 frames a second).",
    "Encoders and recorders repeat the last picture when the camera, the network or the processor falls behind.",
    "Screen recordings, slides, animations, games, title sequences and machines repeat by nature.",
    "A picture held on purpose (end card, pause, still photograph) is frozen.",
    "Players and platforms loop short clips.",
)


@dataclass(slots=True)
class _Watch:
    """What is kept of each frame: a sketch, its time, the start of its digest, whether it is a key frame."""

    stream: int
    base: Fraction
    book: SketchBook = field(default_factory=SketchBook)
    times: array[int] = field(default_factory=lambda: array("q"))
    digests: array[int] = field(default_factory=lambda: array("Q"))
    keys: bytearray = field(default_factory=bytearray)
    packets: PacketSizes = field(default_factory=PacketSizes)
    too_small: int = 0
    left_out: int = 0
    waiting: InARow[npt.NDArray[np.uint8]] = field(default_factory=InARow)

    def packet(self, packet: PacketView) -> None:
        if packet.stream == self.stream and packet.pts is not None and len(self.packets) < MOST_FRAMES:
            self.packets.add(packet.pts, packet.size)

    def frame(self, frame: FrameView) -> None:
        if max(frame.width, frame.height) < LEAST_SIDE:
            self.too_small += 1
            return
        if len(self.times) >= MOST_FRAMES:
            self.left_out += 1
            return
        self.base = frame.at.time_base
        self.times.append(frame.at.pts)
        self.digests.append(int(frame.sha256[:16], 16))
        self.keys.append(frame.key)
        self._sketch(self.waiting.add(frame.grey(480)))

    def _sketch(self, pictures: Sequence[npt.NDArray[np.uint8]]) -> None:
        for picture in pictures:
            self.book.add(picture)

    def finish(self) -> Iterator[Outcome]:
        self._sketch(self.waiting.rest())
        here = StreamLocus(self.stream)
        if self.left_out:
            yield NotMeasured("repeated_frames.frames", f"{self.left_out} frames beyond {MOST_FRAMES}", here)
        if self.book.count < 2 * WINDOW:
            reason = f"{self.book.count} frames; at least {2 * WINDOW} are needed"
            reason += f" ({self.too_small} were smaller than {LEAST_SIDE} pixels)" if self.too_small else ""
            yield NotMeasured("repeated_frames.frames", reason, here)
            return
        yield Measurement("repeated_frames.frames", self.book.count, "1", here)
        yield from self._repeats(here)
        yield from self._recurrences(here)

    def _repeats(self, here: StreamLocus) -> Iterator[Outcome]:
        digests = np.frombuffer(self.digests, np.uint64)
        exact = np.concatenate([[False], digests[1:] == digests[:-1]])
        found = repeats(changes(self.book.roll), exact, np.frombuffer(self.keys, np.uint8) != 0)
        yield Measurement("repeated_frames.equal_to_the_one_before", int(exact.sum()), "1", here)
        yield Measurement("repeated_frames.repeats", sum(r.count for r in found), "1", here)
        regular = pattern(found)
        if regular is not None:
            yield Measurement("repeated_frames.period", regular.period, "1", here)
            yield Measurement("repeated_frames.period_share", regular.share, "1", here)
        frozen = [r for r in found if r.count >= FROZEN]
        yield Measurement("repeated_frames.frozen_runs", len(frozen), "1", here)
        sizes = np.where(np.frombuffer(self.keys, np.uint8) != 0, _MISSING, self.packets.of(self.times, _MISSING))
        usual = _usual(sizes)
        for run in frozen[:LISTED]:
            span = self._span(run.first - 1, run.count + 1)
            yield Measurement("repeated_frames.frozen_run", run.count, "1", span)
            yield Measurement("repeated_frames.frozen_contrast", round(run.contrast, 1), "1", span)
            inside = sizes[run.first : run.first + run.count]
            if (inside >= 0).any() and usual:
                share = Fraction(_usual(inside), usual)
                yield Measurement("repeated_frames.frozen_packet_size", share, "1", span)

    def _recurrences(self, here: StreamLocus) -> Iterator[Outcome]:
        result = search(self.book.roll, UNLIKE)
        yield Measurement("repeated_frames.comparable_windows", result.windows, "1", here)
        if not result.compared:
            yield NotMeasured("repeated_frames.least_unlike", "too little changes in the pictures to compare", here)
            return
        yield Measurement("repeated_frames.least_unlike", round(result.least, 3), "1", here)
        yield Measurement("repeated_frames.runs", len(result.found), "1", here)
        for run in result.found[:LISTED]:
            later, earlier = self._span(run.first, run.count), self._span(run.first - run.lag, run.count)
            yield Measurement("repeated_frames.later_run", run.count, "1", later)
            yield Measurement("repeated_frames.earlier_run", run.count, "1", earlier)
            yield Measurement("repeated_frames.lag", run.lag, "1", later)
            yield Measurement("repeated_frames.unlike", round(run.unlike, 3), "1", later)
            yield Measurement("repeated_frames.equal_share", self._equal(run), "1", later)

    def _equal(self, run: Recurrence) -> Fraction:
        pairs = range(run.first, run.first + run.count)
        return Fraction(sum(self.digests[n] == self.digests[n - run.lag] for n in pairs), run.count)

    def _span(self, first: int, count: int) -> TimeSpan:
        start, end = self.times[first], self.times[min(first + count, len(self.times)) - 1]
        return TimeSpan(self.stream, Timestamp(start, self.base), Timestamp(end, self.base))


def _usual(sizes: npt.NDArray[np.int64]) -> int:
    """Return the median of the sizes that are known, without its half; 0 where none is."""
    known = sizes[sizes >= 0]
    return int(np.median(known)) if len(known) else 0


def _observe(media: MediaFacts, parameters: Parameters) -> Observer:
    del parameters
    stream = media.first(StreamKind.VIDEO)
    watch = _Watch(_MISSING if stream is None else stream.index, Fraction(1) if stream is None else stream.time_base)
    return Observer(finish=watch.finish, packet=watch.packet, frame=watch.frame)


def _judge(results: Sequence[Result]) -> Sequence[Finding]:
    values = [r.outcome for r in results if isinstance(r.outcome, Measurement)]
    return [*_regular(values), *_frozen(values), *_again(values)]


def _regular(values: Sequence[Measurement]) -> Iterator[Finding]:
    for period, share in zip(_all(values, "period"), _all(values, "period_share"), strict=False):
        words = (
            f"Frames repeat the one before in a regular pattern, every {period.value} frames, which {_percent(share)} "
            "of the short repeats follow. Conversion of the frame rate makes such a pattern."
        )
        yield _finding("regular_repeats", words, (period.locus,), (period.quantity, share.quantity))


def _frozen(values: Sequence[Measurement]) -> Iterator[Finding]:
    runs, contrasts = _all(values, "frozen_run"), _all(values, "frozen_contrast")
    sizes = {v.locus: v for v in _all(values, "frozen_packet_size")}
    if not runs:
        return
    parts = []
    for run, contrast in zip(runs[:SHOWN], contrasts, strict=False):
        part = f"{run.value} frames {_when(run)}, while pictures around change {contrast.value} times as much"
        if run.locus in sizes:
            part += f" (packets {_percent(sizes[run.locus])} of the usual size)"
        parts.append(part)
    words = f"The picture stands still: {'; '.join(parts)}."
    rests_on = (runs[0].quantity, contrasts[0].quantity)
    yield _finding("frozen_pictures", words, tuple(run.locus for run in runs), rests_on)


def _again(values: Sequence[Measurement]) -> Iterator[Finding]:
    names = ("later_run", "earlier_run", "lag", "unlike", "equal_share")
    rows = list(zip(*(_all(values, name) for name in names), strict=False))
    loops = [row for row in rows if int(row[0].value) >= int(row[2].value) - 2]
    others = [row for row in rows if row not in loops]
    for code, chosen, how in (
        ("looped_frames", loops, "follow directly on the same frames"),
        ("duplicated_frames", others, "show again what earlier ones show"),
    ):
        if not chosen:
            continue
        parts = [
            f"{later.value} frames {_when(later)} {how} {_when(earlier)} "
            f"({_percent(unlike)} of the change not in common, {_percent(equal)} of the frames equal to the bit)"
            for later, earlier, _, unlike, equal in chosen[:SHOWN]
        ]
        loci = tuple(locus for later, earlier, *_ in chosen for locus in (later.locus, earlier.locus))
        more = f"; and {len(chosen) - SHOWN} more" if len(chosen) > SHOWN else ""
        yield _finding(code, f"{'; '.join(parts)}{more}.", loci, tuple(f"{ID}.{name}" for name in names))


def _all(values: Sequence[Measurement], name: str) -> list[Measurement]:
    return [v for v in values if v.quantity == f"{ID}.{name}"]


def _percent(value: Measurement) -> str:
    return f"{float(value.value) * 100:.1f} %"


def _when(value: Measurement) -> str:
    if not isinstance(value.locus, TimeSpan):
        return "at an unknown time"
    return f"at {float(value.locus.start.seconds):.3f}–{float(value.locus.end.seconds):.3f} s"


def _finding(code: str, words: str, loci: tuple[Locus, ...], rests_on: tuple[str, ...]) -> Finding:
    return Finding(ID, VERSION, code, words, loci, rests_on, _INNOCENT, _LIMITS)


def _applicability(media: MediaFacts) -> Applicability:
    stream = media.first(StreamKind.VIDEO)
    if stream is None:
        return Applicability(applicable=False, reasons=("no stream of pictures",))
    if 0 < max(stream.width, stream.height) < LEAST_SIDE:
        size = f"{stream.width}x{stream.height}"
        return Applicability(applicable=False, reasons=(f"pictures of {size} are smaller than {LEAST_SIDE} pixels",))
    if stream.frames_declared == 1:
        return Applicability(applicable=False, reasons=("a single picture",))
    return Applicability(applicable=True)


DETECTOR = Detector(
    id=ID,
    version=VERSION,
    family="timeline",
    summary="Finds frames that repeat the one before, frozen runs, and runs that come again elsewhere in the clip.",
    needs=Needs(packets=True, frames=FrameNeed()),
    quantities=(
        Quantity("repeated_frames.frames", "1", "frames that were compared", "quality"),
        Quantity("repeated_frames.equal_to_the_one_before", "1", "frames equal to the bit to the one before", "fact"),
        Quantity(
            "repeated_frames.repeats",
            "1",
            "frames that repeat the one before while pictures around move",
            "measurement",
        ),
        Quantity("repeated_frames.period", "1", "distance in frames of regular single repeats", "measurement"),
        Quantity("repeated_frames.period_share", "1", "share of the single repeats that follow it", "measurement"),
        Quantity("repeated_frames.frozen_runs", "1", f"runs of {FROZEN} repeats or more", "measurement"),
        Quantity("repeated_frames.frozen_run", "1", "frames of one such run that repeat its first", "segment"),
        Quantity("repeated_frames.frozen_contrast", "1", "times that pictures around it change more", "measurement"),
        Quantity(
            "repeated_frames.frozen_packet_size", "1", "size of its packets as a share of the usual", "measurement"
        ),
        Quantity(
            "repeated_frames.comparable_windows", "1", f"windows of {WINDOW} frames in which enough changes", "quality"
        ),
        Quantity(
            "repeated_frames.least_unlike", "1", "least share of change that two windows do not have in common", "score"
        ),
        Quantity(
            "repeated_frames.runs", "1", f"runs that come again with less than {UNLIKE} not in common", "measurement"
        ),
        Quantity("repeated_frames.later_run", "1", "frames of the later of two like runs", "segment"),
        Quantity("repeated_frames.earlier_run", "1", "frames of the earlier one", "segment"),
        Quantity("repeated_frames.lag", "1", "frames from the one to the other", "measurement"),
        Quantity(
            "repeated_frames.unlike",
            "1",
            "share of the change that both do not have in common, at the best place",
            "score",
        ),
        Quantity("repeated_frames.equal_share", "1", "share of their frames that are equal to the bit", "measurement"),
    ),
    applicability=_applicability,
    limits=_LIMITS,
    references=(
        Reference(
            "Wang, Farid: Exposing digital forgeries in video by detecting duplication (2007)",
            "doi:10.1145/1288869.1288876",
        ),
        Reference("Weinberger et al.: Feature hashing for large scale multitask learning (2009)", "arXiv:0902.2206"),
        Reference(
            "Charikar: Similarity estimation techniques from rounding algorithms (2002)", "doi:10.1145/509907.509965"
        ),
        Reference("SWGDE Best Practices for Digital Video Authentication", "SWGDE 23-V-001"),
    ),
    innocent_explanations=_INNOCENT,
    observe=_observe,
    judge=_judge,
    score=FileScore("repeated_frames.least_unlike", "least", "low", UNLIKE, "a run of frames comes again"),
    cost=Cost(0.3),
    grounds=(
        Tried(
            ("duplicated_frames", "looped_frames"),
            41,
            45,
            0,
            44,
            12,
            "docs/methods/repeated_frames.md",
        ),
        Tried(("frozen_pictures",), 42, 46, 4, 241, 33, "the validations on held pictures, and on files as they are"),
        Reading(("regular_repeats",), "stepping from frame to frame shows each repeat"),
    ),
    card=Card(
        calibration="uncalibrated",
        validations=(
            Validation(
                data="23 camera clips of 100 to 170 frames at 480 pixels, each as is, with a run of 8 to 20 frames "
                "copied to another place, and with frames taken out; x264 CRF 18 and 28, 3 B-frames",
                dated="2026-11-22",
                groups=12,
                files=138,
                outcome="copied runs: AUC 0.978 (CRF 18) and 0.927 (CRF 28); at the threshold 21 of 23 found at either "
                "CRF, place and lag right to 2 frames in all of them, none reported in the 92 files without a copy "
                "(95 % upper bound 3.9 % by files, 26 % by groups)",
            ),
            Validation(
                data="23 camera clips made anew, as is and with a run of 8 to 20 frames shown again; x264 CRF 18 and "
                "28, 3 B-frames (python -m benchmarks.trials)",
                dated="2026-11-27",
                groups=12,
                files=92,
                outcome="AUC 0.959, of the copies at CRF 28 alone 0.960; 96 % found at 5 % of the others, at the "
                "threshold 41 of 45 and none of 44; two files as they are and a copy, all of one near-still clip, "
                "are too still to be spoken of. Versions 1 and 2 gave that copy the value of no likeness at all, and "
                "so had an AUC of 0.918 at CRF 28",
            ),
            Validation(
                data="the same 23 clips with runs copied elsewhere (three other draws of length and place, not used to "
                "choose anything); x264 CRF 18 and 28, 3 B-frames",
                dated="2026-11-27",
                groups=12,
                files=184,
                outcome="AUC 0.971 and 0.960; at the threshold 63 and 61 of 69 found, the place right to 2 frames in "
                "123 of 124, and none of 46 as they are; missed are the two near-still clips and, at CRF 28, two of "
                "one other (moviepy)",
            ),
            Validation(
                data="the same 23 clips with a picture held for 8 to 25 frames; x264 CRF 20 and 28",
                dated="2026-11-22",
                groups=12,
                files=46,
                outcome="frozen runs: 42 of 46 found, first frame right to 1 frame",
            ),
            Validation(
                data="241 files of pictures under shared/media as they are",
                dated="2026-11-22",
                groups=33,
                files=241,
                outcome="copied runs in 2 files: one made so, one animated counter; of 2 made with a copied run, 1 "
                "found; frozen runs in 4 files, two of them by nature of the scene",
            ),
        ),
        known_failures=(
            "Coded again at CRF 32, or at half size and CRF 30, 36 of 44 and 34 of 43 copies are found at the "
            "threshold (41 of 45 as they are), and none of 44 others.",
            "Both near-still clips of the trial (PyEVM baby and guitar) were missed: where almost nothing moves, "
            "a copy has nothing to be known by. Finer pictures (320 pixels) and comparing only the places that move "
            "were tried, and did not bring them below the threshold.",
            "An animated counter was reported as a copied run: drawn pictures repeat exactly.",
            "A camera on a tripod before an empty scene can look frozen until something enters it.",
        ),
    ),
)
