"""The lanes of a timeline: what an examination measured over time, each as values that only need to be painted.

A lane whose measurement is missing stays a lane and says why. Nothing here weighs anything.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import partial
from pathlib import Path

import numpy as np
import numpy.typing as npt

from casefiles import transcripts
from casefiles.case import Case
from casefiles.errors import NotACase
from casefiles.fingerprints import kept_bytes
from casefiles.heatmaps import NOTHING, OverFrames, over_frames
from casefiles.tracks import Floats, Tracks, number_of, tracks_of
from casefiles.views import ExhibitDetail, ExhibitId
from forensics import registry
from forensics.detector import Detector
from forensics.soundview import QUANTITY as SOUND_VIEW
from forensics.soundview import SoundView, ViewRefused, from_bytes
from forensics.types import FrameLocus, Measurement, NotMeasured, Series, StreamLocus

GAP = 1.5
"""Times the usual interval from which an interval is drawn as a gap."""


@dataclass(frozen=True, slots=True)
class Sizes:
    """Sizes and types of frames, which the tracks hold."""

    name: str


@dataclass(frozen=True, slots=True, eq=False)
class Curve:
    """Values at times; NaN where there is none. ``marks`` are values that stand out, ``threshold`` a method's own."""

    name: str
    unit: str
    times: Floats
    values: Floats
    threshold: float | None = None
    marks: npt.NDArray[np.bool_] = field(default_factory=lambda: np.zeros(0, bool))
    words: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Moments:
    """Moments without a length, each ``length`` seconds where it has one."""

    name: str
    times: Floats
    words: str
    spans: tuple[tuple[float, float, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Stretches:
    """Stretches of time with words: seconds of begin and end."""

    name: str
    spans: tuple[tuple[float, float, str], ...]
    written: bool = False
    """Whether the words are written into the lane."""


@dataclass(frozen=True, slots=True, eq=False)
class Wave:
    """The waveform."""

    name: str
    view: SoundView


@dataclass(frozen=True, slots=True, eq=False)
class Spectrum:
    """The spectrogram."""

    name: str
    view: SoundView


@dataclass(frozen=True, slots=True)
class Words:
    """A lane that has nothing over time: a whole file's score, an abstention, a measurement that is missing."""

    name: str
    words: str


Lane = Sizes | Curve | Moments | Stretches | Wave | Spectrum | Words
FINDINGS, NOTES = "Findings", "Notes"
NO_GAP, NO_REPEAT, NO_SHOT = "no gap", "none to the bit", "none begins abruptly but the first"
NOT_MEASURED = "this examination did not measure it"
QP_UNIT, BLOCK_UNIT = "on the codec's scale, mean of the frame", "× the steps between blocks"
NOISE_UNIT, MOTION_UNIT = "grey levels", "pixels at a longest side of 240"
PHRASES = (NO_GAP, NO_REPEAT, NO_SHOT, NOT_MEASURED, QP_UNIT, BLOCK_UNIT, NOISE_UNIT, MOTION_UNIT)
"""Words of lanes that never hold a value, so that they can be said in another language."""


@dataclass(frozen=True, slots=True, eq=False)
class Measured:
    """What the viewer and the timeline show of an examination: its frame table, tracks, lanes, and where shots begin.

    ``shots`` are numbers of frames.
    """

    examination: str
    frames: Series | None
    tracks: Tracks
    lanes: tuple[Lane, ...] = ()
    shots: tuple[int, ...] = ()
    over: OverFrames = NOTHING


def measured_over_time(path: Path, exhibit: ExhibitId) -> Measured:
    """Return what the latest examination measured of an exhibit over time; raise UnknownItem, NotACase."""
    with Case.open(path) as case:
        return _measured(case, case.detail(exhibit))


def _measured(case: Case, detail: ExhibitDetail) -> Measured:
    streams = [row.stream for row in detail.series if row.quantity == "frames"]
    if not streams or detail.examination is None:
        return Measured("", None, tracks_of(None, None, detail.findings))
    tables = _Tables(case, detail, streams[0])
    frames = tables.get("frames")
    packets = tables.get("packets")
    tracks = tracks_of(frames, packets, detail.findings, tables.time_base(streams[0]))
    over = over_frames(detail, tables.get)
    return Measured(detail.examination.id, frames, tracks, tuple(_lanes(tables, tracks)), tables.shots(), over)


class _Tables:
    """The tables of an exhibit's latest examination, each read once."""

    def __init__(self, case: Case, detail: ExhibitDetail, video: int) -> None:
        self.case, self.detail, self.video = case, detail, video
        self.missing = [r.outcome for r in detail.results if isinstance(r.outcome, NotMeasured)]
        self.values = [r.outcome for r in detail.results if isinstance(r.outcome, Measurement)]
        self._read: dict[tuple[str, int], Series | None] = {}
        self._there = {(row.quantity, row.stream) for row in detail.series}

    def get(self, quantity: str, stream: int | None = None) -> Series | None:
        """Return a whole table, None where there is none."""
        key = (quantity, self.video if stream is None else stream)
        if key not in self._there:
            return None
        if key not in self._read:
            self._read[key] = self.case.series(self.detail.row.id, quantity, stream=key[1])
        return self._read[key]

    def reason(self, *quantities: str) -> str:
        """Return why something was not measured, in the words of whoever did not."""
        for quantity in quantities:
            for one in self.missing:
                if one.quantity == quantity:
                    return one.reason
        return NOT_MEASURED

    def time_base(self, stream: int) -> Fraction | None:
        """Return the seconds of a tick of a stream."""
        here = StreamLocus(stream)
        found = (m.value for m in self.values if m.quantity == "stream.time_base" and m.locus == here)
        return next((value for value in found if isinstance(value, Fraction)), None)

    def sound_stream(self) -> int | None:
        """Return the stream of sound that was measured."""
        return next((row.stream for row in self.detail.series if row.quantity == "sound.level"), None)

    def view(self) -> SoundView | str:
        """Return the overview of the sound, or why there is none."""
        try:
            data = kept_bytes(self.case, self.detail.derivatives, SOUND_VIEW)
            return from_bytes(data) if data else self.reason(SOUND_VIEW)
        except (ViewRefused, NotACase) as error:
            return str(error)

    def shots(self) -> tuple[int, ...]:
        """Return the frames with which shots begin."""
        table = self.get("discontinuity.steps")
        if table is not None and (at := _column(table, "shot")) is not None:
            return tuple(int(number_of(row[0])) for row in table.rows if row[at] is True)
        found = (m.locus for m in self.values if m.quantity == "discontinuity.shot_change")
        return tuple(sorted(locus.index for locus in found if isinstance(locus, FrameLocus)))


def _lanes(tables: _Tables, tracks: Tracks) -> Iterator[Lane]:
    yield Stretches(FINDINGS, tuple((one.start, one.end, one.words) for one in tracks.spans))
    yield Stretches(NOTES, ())
    yield Sizes("Frame sizes")
    yield _intervals(tracks)
    yield _repeats(tables, tracks)
    yield _shots(tables, tracks)
    yield from _pictures(tables, tracks)
    yield _sound_against_picture(tables)
    view = tables.view()
    if isinstance(view, str):
        yield Words("Waveform", view)
        yield Words("Spectrogram", view)
    else:
        yield Wave("Waveform", view)
        yield Spectrum("Spectrogram", view)
    yield _transcript(tables)
    yield from _methods(tables, tracks)


def _intervals(tracks: Tracks) -> Lane:
    usual = float(np.nanmedian(tracks.intervals)) if tracks.count > 1 else np.nan
    gaps = tracks.intervals > GAP * usual
    many = int(gaps.sum())
    words = f"{many:,} longer than {GAP} × the usual {usual * 1000:.4g} ms" if many else NO_GAP
    return Curve("Intervals, gaps", "ms", tracks.times, tracks.intervals * 1000, None, gaps, words)


def _repeats(tables: _Tables, tracks: Tracks) -> Lane:
    spans = tuple(
        (one.start, one.end, one.words)
        for one in tracks.spans
        if tables.detail.findings[one.finding].method == "repeated_frames"
    )
    many = int(tracks.repeats.sum())
    words = f"{many:,} the same as the one before" if many else NO_REPEAT
    found = f"; {len(spans)} by findings" if spans else ""
    return Moments("Repeats, loops", tracks.times[tracks.repeats], words + found, spans)


def _shots(tables: _Tables, tracks: Tracks) -> Lane:
    if tables.get("discontinuity.steps") is None and not tables.shots():
        return Words("Shots", tables.reason("discontinuity.score", "discontinuity"))
    at = tracks.at_frames([frame for frame in tables.shots() if frame])
    return Moments("Shots", at, f"{len(at)} more begin abruptly" if len(at) else NO_SHOT)


def _pictures(tables: _Tables, tracks: Tracks) -> Iterator[Lane]:
    frame = partial(_by_frame, tables, tracks)
    yield frame("QP", quantity="frame.quantisers", column="mean", unit=QP_UNIT)
    yield Curve("Brightness", "of 255", tracks.times, tracks.luma)
    yield frame("Blockiness", quantity="frame.profile", column="blockiness", unit=BLOCK_UNIT)
    yield frame("Noise", quantity="frame.profile", column="noise", unit=NOISE_UNIT)
    yield frame("Motion", quantity="discontinuity.steps", column="motion", unit=MOTION_UNIT)


def _by_frame(tables: _Tables, tracks: Tracks, name: str, *, quantity: str, column: str, unit: str) -> Lane:
    table = tables.get(quantity)
    at = _column(table, column) if table is not None else None
    if table is None or at is None:
        return Words(name, tables.reason(quantity, quantity.partition(".")[0]))
    numbers = np.array([int(number_of(row[0])) for row in table.rows], np.int64)
    times = tracks.at_frames(numbers)
    values = np.array([number_of(row[at]) for row in table.rows])
    order = np.argsort(times, kind="stable")[: int(np.isfinite(times).sum())]  # NaN, for no time, sorts last
    return Curve(name, unit, times[order], values[order])


def _column(table: Series, name: str) -> int | None:
    return next((number for number, column in enumerate(table.columns) if column.name == name), None)


def _sound_against_picture(tables: _Tables) -> Lane:
    """Return where the sound's own times leave the count of its samples, on the clock of the picture's start."""
    name, heard = "A/V offset", tables.sound_stream()
    base, video_base = (tables.time_base(n) if n is not None else None for n in (heard, tables.video))
    table = tables.get("packets", heard) if heard is not None else None
    pictures = tables.get("frames")
    if table is None or base is None or video_base is None or pictures is None:
        return Words(name, "there is no sound" if heard is None else "the container gives no times of the sound")
    at, long = _column(table, "pts"), _column(table, "duration")
    if at is None or long is None:
        return Words(name, "the container gives no times of the sound")
    rows = [(row[at], row[long]) for row in table.rows if isinstance(row[at], int)]
    pts, lengths = (np.array([number_of(row[n]) for row in rows]) for n in (0, 1))
    if not len(pts) or not lengths.all():
        return Words(name, "the container gives no times or lengths of the sound's packets")
    picture_starts = next((number_of(row[1]) for row in pictures.rows if isinstance(row[1], int)), 0.0)
    starts = (float(pts[0]) * float(base) - picture_starts * float(video_base)) * 1000
    counted = np.concatenate([[0.0], np.cumsum(lengths)[:-1]])
    drift = (pts - pts[0] - counted) * float(base) * 1000
    words = f"sound begins {starts:+.1f} ms from the picture; its times leave its samples by at most {_most(drift)} ms"
    return Curve(name, "ms", pts * float(base), starts + drift, words=words)


def _most(values: Floats) -> str:
    return f"{values[np.abs(values).argmax()]:+.1f}"


def _transcript(tables: _Tables) -> Lane:
    spans: list[tuple[float, float, str]] = []
    for one in transcripts.transcripts(tables.case, tables.detail.row.id):
        if not one.superseded_by:
            cues = transcripts.lines(tables.case, one.id)
            spans += [(cue.start / 1000, max(cue.start, cue.end) / 1000, cue.text) for cue in cues]
    if not spans:
        return Words("Transcript", "none is kept: take the captions out of the file, or import one")
    return Stretches("Transcript", tuple(sorted(spans)), written=True)


def _methods(tables: _Tables, tracks: Tracks) -> Iterator[Lane]:
    """Yield for each method its score over time, or that of the whole file, or why it abstains."""
    for detector in registry.detectors():
        over_time = _score(tables, tracks, detector)
        words = _file_words(tables, detector)
        if over_time is not None:
            yield over_time
        elif words:
            yield Words(detector.id.replace("_", " "), words)


def _score(tables: _Tables, tracks: Tracks, detector: Detector) -> Curve | None:
    """Return the column 'score' of a table by frame; it is on the scale of the method's threshold."""
    for row in tables.detail.series:
        if row.stream != tables.video or not row.quantity.startswith(f"{detector.id}."):
            continue
        name, unit = ("score", "score") if row.quantity != "double_encoding.departure" else ("departure", "departure")
        table = tables.get(row.quantity)
        if table is None or _column(table, name) is None or table.columns[0].name != "frame":
            continue
        title = detector.id.replace("_", " ")
        lane = _by_frame(tables, tracks, title, quantity=row.quantity, column=name, unit=unit)
        if isinstance(lane, Curve):
            threshold = detector.score.threshold if detector.score is not None and name == "score" else None
            words = "" if threshold is not None else "no threshold for single frames"
            return Curve(lane.name, lane.unit, lane.times, lane.values, threshold, words=words)
    return None


def _file_words(tables: _Tables, detector: Detector) -> str:
    abstains = next((one.reason for one in tables.missing if one.quantity == detector.id), "")
    if abstains:
        return f"abstains: {abstains}"
    score = detector.score
    if score is None:
        return ""
    choose: Callable[[Sequence[float]], float] = max if score.take == "greatest" else min
    values = [number_of(m.value) for m in tables.values if m.quantity == score.quantity]
    if not values:
        return f"no score: {tables.reason(score.quantity, *_prefixes(score.quantity))}"
    threshold = "no threshold" if score.threshold is None else f"threshold {score.threshold:g}"
    return f"whole file: {choose(values):.4g}, {threshold} ({score.target})"


def _prefixes(quantity: str) -> tuple[str, ...]:
    return (quantity.partition(".")[0],)
