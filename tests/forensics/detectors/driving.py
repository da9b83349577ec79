"""Run observers over a file through the real session, without the worker process around it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import av
import numpy as np
import numpy.typing as npt

from forensics.detector import Detector, Needs, Observer
from forensics.media.opening import open_media
from forensics.media.session import Attached, TypeOfPacket, run_session
from forensics.types import Finding, Measurement, MediaFacts, NotMeasured, Result, Scalar, StreamFacts


def no_types(_facts: StreamFacts, _extradata: bytes) -> TypeOfPacket | None:
    """Read no picture types from packets: detectors must do with those that frames bring."""
    return None


def encoded(
    path: Path, frames: Sequence[npt.NDArray[np.uint8]], codec: str = "libx264", gop: int = 250, **options: str
) -> Path:
    """Encode RGB pictures (H, W, 3) at 25 a second.

    By x264 without its machine code, with which the same pictures do not always give the same file (measured with
    AVX-512 on 2026-11-28: of pictures of 192 by 128 six encodings gave up to five files).
    """
    if codec == "libx264":
        options["x264-params"] = ":".join(filter(None, (options.get("x264-params"), "asm=0")))
    with av.open(str(path), "w") as container:
        stream = container.add_stream(codec, rate=25, options=options)
        assert isinstance(stream, av.VideoStream)
        stream.codec_context.gop_size = gop
        stream.height, stream.width = frames[0].shape[:2]
        stream.pix_fmt = "yuv420p"
        for number, pixels in enumerate(frames):
            frame = av.VideoFrame.from_ndarray(pixels, format="rgb24")
            frame.pts = number
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return path


def facts_of(path: Path) -> MediaFacts:
    opened = open_media(path, path.stat().st_size)
    opened.container.close()
    return opened.facts


def observe(path: Path, observer: Observer, needs: Needs) -> list[Result]:
    """Return what one observer yields for a file."""
    opened = open_media(path, path.stat().st_size)
    with opened.container:
        lines = list(run_session(opened, [Attached("mine", "1", needs, observer)], no_types))
    return [line for line in lines if isinstance(line, Result) and line.method == "mine"]


def measure(detector: Detector, path: Path) -> list[Result]:
    """Run one detector over a file and return its outcomes as they would be stored."""
    observer = detector.observe(facts_of(path), dict(detector.parameters))
    return [Result(detector.id, detector.version, r.outcome) for r in observe(path, observer, detector.needs)]


def value(results: Sequence[Result], quantity: str) -> Scalar:
    """Return the one value of a quantity; fail where there is none or more."""
    (found,) = values(results, quantity)
    return found.value


def values(results: Sequence[Result], quantity: str) -> list[Measurement]:
    return [r.outcome for r in results if isinstance(r.outcome, Measurement) and r.outcome.quantity == quantity]


def reasons(results: Sequence[Result]) -> dict[str, str]:
    """Return the reason for each quantity that was not measured."""
    return {r.outcome.quantity: r.outcome.reason for r in results if isinstance(r.outcome, NotMeasured)}


def codes(detector: Detector, results: Sequence[Result]) -> list[str]:
    return [finding.code for finding in findings(detector, results)]


def findings(detector: Detector, results: Sequence[Result]) -> list[Finding]:
    return list(detector.judge(results))
