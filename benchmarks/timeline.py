"""Time painting an hour of timeline: ``python -m benchmarks.timeline [FRAMES]``, ratios to pyqtgraph where it is there.

Made values for 90,000 frames (one hour at 25 a second) in the lanes of the window's timeline, painted without a screen
at 900 × 420 points. "full" shows the hour, "zoomed" ten seconds of it; "step" is what one frame step repaints. Beside
it, where `pip install pyqtgraph` was done, a graphics layout with one linked plot a lane, with its own peak
downsampling and clipping. Both draw the same numbers; pyqtgraph's items hold no more than curves and an image.
"""

from __future__ import annotations

import json
import os
import statistics
import sys
import time
from collections.abc import Callable
from fractions import Fraction

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import numpy as np

from casefiles.timelanes import Curve, Lane, Measured, Moments, Sizes, Spectrum, Stretches, Wave
from casefiles.tracks import Tracks
from forensics.soundview import BANDS, COLUMN_RATE, WAVE_RATE, SoundView
from gui.app import make_application
from gui.panes.timeline import TimelinePane

SIZE = (900, 420)
CURVES = ("Intervals, gaps", "QP", "Brightness", "Blockiness", "Noise", "Motion", "A/V offset", "score", "departure")
TURNS = 15


def main(arguments: list[str]) -> int:
    """Make the values, paint them each way, print one JSON line for each."""
    app = make_application()
    measured = _values(int(arguments[0]) if arguments else 90_000)
    ours = _ours(measured)
    theirs = _theirs(measured)
    for way, seconds in ours.items():
        line = {"way": way, "median_ms": round(seconds * 1000, 2)}
        if way in theirs:
            line |= {"pyqtgraph_ms": round(theirs[way] * 1000, 2), "ratio": round(seconds / theirs[way], 2)}
        sys.stdout.write(json.dumps(line) + "\n")
    app.processEvents()
    return 0


def _values(count: int) -> Measured:
    random = np.random.default_rng(1)
    times = np.arange(count) / 25
    kinds = np.where(np.arange(count) % 50 == 0, ord("I"), np.where(np.arange(count) % 3 == 0, ord("P"), ord("B")))
    sizes = random.gamma(2, 4000, count)
    tracks = Tracks(
        times, sizes, kinds.astype(np.uint8), kinds == ord("I"), np.full(count, 0.04), random.normal(120, 9, count), ()
    )
    walks = [Curve(name, "", times, np.cumsum(random.normal(0, 1, count)), 3.0) for name in CURVES]
    seconds = count // 25
    wave = np.sort(random.normal(0, 0.2, (seconds * WAVE_RATE, 2)).astype(np.float32), axis=1)
    view = SoundView(
        Fraction(0), 48000, wave, random.uniform(0, 110, (seconds * COLUMN_RATE, BANDS)).astype(np.float32)
    )
    spans = tuple((float(at), float(at) + 2, "a finding") for at in random.uniform(0, seconds, 200))
    lanes: tuple[Lane, ...] = (
        Stretches("Findings", spans),
        Sizes("Frame sizes"),
        *walks,
        Moments("Shots", np.sort(random.uniform(0, seconds, 600)), ""),
        Wave("Waveform", view),
        Spectrum("Spectrogram", view),
    )
    return Measured("X-0001", None, tracks, lanes)


def _ours(measured: Measured) -> dict[str, float]:
    pane = TimelinePane()
    pane.resize(*SIZE)
    pane.show_measured(measured)
    pane.show()
    length = pane.shown_range()[1]

    def full() -> None:
        pane.zoom_by(0.999, length / 2)
        pane.grab()

    found = {"full": _median(full)}
    pane.zoom_by(10 / length, length / 2)

    def zoomed() -> None:
        pane.zoom_by(0.999, length / 2)
        pane.grab()

    found["zoomed"] = _median(zoomed)
    at = iter(range(1, 10_000))

    def step() -> None:
        pane.show_time(Fraction(next(at), 25) + Fraction(round(length / 2)))
        pane.grab()

    found["step"] = _median(step)
    pane.close()
    return found


def _theirs(measured: Measured) -> dict[str, float]:
    try:
        import pyqtgraph
    except ImportError:
        return {}
    plot = pyqtgraph.GraphicsLayoutWidget()
    plot.resize(*SIZE)
    first = None
    for row, lane in enumerate(measured.lanes):
        item = plot.addPlot(row=row, col=0)
        item.setDownsampling(auto=True, mode="peak")
        item.setClipToView(True)
        if first is not None:
            item.setXLink(first)
        first = first or item
        match lane:
            case Curve(_, _, times, values):
                item.plot(times, values)
            case Sizes():
                item.plot(measured.tracks.times, measured.tracks.sizes)
            case Wave(_, view):
                item.plot(np.arange(len(view.wave)) / WAVE_RATE, view.wave[:, 1])
            case Spectrum(_, view):
                image = pyqtgraph.ImageItem(view.spectrum, autoDownsample=True)
                image.setRect(0, 0, len(view.spectrum) / COLUMN_RATE, 1)
                item.addItem(image)
            case Moments(_, times):
                item.plot(np.repeat(times, 2), np.tile([0, 1], len(times)), connect="pairs")
            case Stretches(_, spans):
                for begin, end, _words in spans:
                    item.addItem(pyqtgraph.LinearRegionItem((begin, end), movable=False))
    plot.show()
    assert first is not None
    length = float(measured.tracks.times[-1])
    found = {}
    for way, around in (("full", length), ("zoomed", 10.0)):
        edges = iter(range(10_000))

        def shown(around: float = around, edges: object = edges) -> None:
            nudge = next(edges) * around * 0.001  # type: ignore[call-overload]
            first.setXRange(length / 2 - around / 2 + nudge, length / 2 + around / 2 - nudge, padding=0)
            plot.grab()

        found[way] = _median(shown)
    line = pyqtgraph.InfiniteLine(length / 2)
    first.addItem(line)
    at = iter(range(10_000))

    def step() -> None:
        line.setValue(length / 2 + next(at) / 25)
        plot.grab()

    found["step"] = _median(step)
    plot.close()
    return found


def _median(act: Callable[[], object]) -> float:
    times = []
    for _ in range(TURNS):
        before = time.perf_counter()
        act()
        times.append(time.perf_counter() - before)
    return statistics.median(times)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
