"""Our own fingerprint over the set: made file by file, cached, and looked up in one library."""

from __future__ import annotations

import time
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import av
import numpy as np

from forensics.detector import AudioView
from forensics.fingerprint.observing import VideoPrinting
from forensics.fingerprint.sound import SoundFingerprint, SoundPrinting
from forensics.fingerprint.sound_alignment import PIECE, QUIET
from forensics.fingerprint.video import Points, VideoFingerprint, from_bytes, to_bytes
from forensics.media.pictures import DecodedFrame
from forensics.types import Timestamp


def fingerprint(path: Path) -> VideoFingerprint:
    """Return the fingerprint of a file, by the code that the worker runs, without the rest of an examination."""
    printing = VideoPrinting()
    with av.open(str(path)) as container:
        for index, frame in enumerate(container.decode(video=0)):
            base = frame.time_base or Fraction(1, 1000)
            at = Timestamp(frame.pts or 0, base)
            printing.frame(DecodedFrame(frame, stream=0, index=index, at=at, has_pts=True))
    return printing.fingerprint()


def sound_fingerprint(path: Path) -> SoundFingerprint | None:
    """Return the fingerprint of a file's sound, None where it has none that is loud enough to compare."""
    printing = SoundPrinting()
    with av.open(str(path)) as container:
        if not container.streams.audio:
            return None
        plain = av.AudioResampler(format="fltp")
        for frame in container.decode(audio=0):
            for part in plain.resample(frame):
                at = Timestamp(part.pts or 0, part.time_base or Fraction(1, part.sample_rate))
                printing.block(AudioView(0, at, part.sample_rate, np.asarray(part.to_ndarray(), np.float32)))
    made = printing.fingerprint()
    return made if len(made.bits) >= PIECE and (made.levels < QUIET).any() else None


def part(whole: VideoFingerprint, start: float, end: float) -> VideoFingerprint:
    """Return what of a fingerprint lies from ``start`` up to ``end``, in seconds."""
    marks, moves, keys = (
        (times >= start) & (times < end) for times in (whole.mark_times(), whole.move_times(), whole.key_times())
    )
    rows = np.repeat(keys, whole.key_points)
    points = Points(*(getattr(whole.points, name)[rows] for name in Points.__dataclass_fields__))
    return replace(
        whole,
        **{name: getattr(whole, name)[marks] for name in ("mark_pts", "mark_rectangle", "mark_quality", "mark_bits")},
        **{name: getattr(whole, name)[moves] for name in ("move_pts", "move_levels")},
        **{name: getattr(whole, name)[keys] for name in ("key_pts", "key_points")},
        points=points,
    )


def cached(path: Path, folder: Path) -> tuple[VideoFingerprint, float]:
    """Return a file's fingerprint and the processor seconds it took, from ``folder`` where it was made before."""
    kept = folder / f"{path.stem}.{path.parent.name}.bin"
    cost = kept.with_suffix(".cost")
    if not cost.exists():
        began = time.process_time()
        made = fingerprint(path)
        spent = time.process_time() - began
        kept.write_bytes(to_bytes(made))
        cost.write_text(str(spent))
    return from_bytes(kept.read_bytes()), float(cost.read_text())
