"""What a viewer and its decoding process say to each other; imports no decoder, so both sides may use it.

The process first answers with measurements of the stream, the index as Series ``INDEX``, and a Progress ``READY``.
Then each command is one line, a ``Wanted``; its answer is Results for that frame and a Progress ``ANSWERED``. What the
decoder tells of its blocks comes as Series ``VECTORS`` and ``QUANTISERS`` when it is asked for. The pixels lie in the
scratch folder under ``PIXELS``: RGB24 rows without padding. The parent made that file, in shared memory where the
system has a folder for it, and reads it only after the answer.
"""

from __future__ import annotations

from dataclasses import dataclass

INDEX = "step.index"
PIXELS = "pixels"
VECTORS, QUANTISERS = "step.motion_vectors", "step.quantisers"
MAX_MARKS = 200_000
"""Motion vectors or blocks of one frame that are handed over."""
SOUND = "step.sound"
READY, ANSWERED = "ready", "answered"
MAX_PIXELS = 16384 * 8192
"""Pixels of the largest picture that is handed over."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """The command for one frame, by its index in presentation order.

    ``recipe`` is written as forensics.media.recipe does, '' for the frame as decoded; ``marks`` asks for what the
    decoder tells of its blocks. With ``sound_from`` at 0 or more the answer is not a frame but ``sound_for``
    milliseconds of sound from that millisecond on: the Measurement ``SOUND`` with the number of samples of each
    channel, which lie in the scratch folder as the pixels do: 16 bits, little-endian, two channels, 48,000 a second.
    """

    frame: int
    recipe: str
    marks: bool
    sound_from: int
    sound_for: int
