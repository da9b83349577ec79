"""Whether a file has sound that a method can use: one gate for all methods of sound."""

from __future__ import annotations

from forensics.detector import Applicability
from forensics.types import MediaFacts, StreamKind


def heard(media: MediaFacts, *, least: int) -> Applicability:
    """Apply where there is a stream of sound of ``least`` samples a second, or one that does not state its rate."""
    stream = media.first(StreamKind.AUDIO)
    if stream is None:
        return Applicability(applicable=False, reasons=("no stream of sound",))
    if 0 < stream.sample_rate < least:
        return Applicability(applicable=False, reasons=(f"a sampling rate of {stream.sample_rate} Hz is too low",))
    return Applicability(applicable=True)
