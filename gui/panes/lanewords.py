"""What the lanes of the timeline say in words: for a screen reader, and under the pointer."""

from __future__ import annotations

import numpy as np

from casefiles.timelanes import NOTES, Curve, Lane, Moments, Stretches, Words
from gui.saying import tr
from gui.words import one_line

Spans = tuple[tuple[float, float, str], ...]


def said(lane: Lane) -> str:
    """Return what a lane says as a whole, '' where it only has values."""
    match lane:
        case Words(_, words) | Moments(_, _, words):
            return tr(words)
        case Curve(words=words, threshold=threshold):
            limit = tr("threshold {threshold:g}", threshold=threshold) if threshold is not None else ""
            return tr(words) or limit
        case Stretches(_, spans) if spans:
            return f"{len(spans)}"
    return ""


def words_in(lane: Lane, here: float, slack: float, notes: Spans) -> str:
    """Return what lies in a lane at a time, give or take ``slack``, both in seconds; '' for nothing."""
    match lane:
        case Stretches() | Moments():
            spans = notes if lane.name == NOTES else lane.spans
            inside = [words for start, end, words in spans if start - slack <= here <= end + slack]
            return one_line(f"{tr(lane.name)}: {' — '.join(dict.fromkeys(inside))}") if inside else ""
        case Curve(name, unit, times, values):
            number = int(np.searchsorted(times, here, side="right")) - 1
            if 0 <= number < len(values):
                return tr(
                    "{name} at {times:.3f} s: {values:.5g} {unit}",
                    name=tr(name),
                    times=float(times[number]),
                    values=values[number],
                    unit=tr(unit),
                )
        case Words(name, words):
            return one_line(f"{tr(name)}: {tr(words)}")
    return ""
