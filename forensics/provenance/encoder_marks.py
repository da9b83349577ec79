"""Marks that encoders and writers leave in a file, and what little each supports.

A mark is a text or number that any program can write, so it names a habit and not an author. What was seen where:
facts collected 2026-11-22 from real files and dated documents; see each entry.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

KLING_UUID = "91ca6061-4aee-3854-8614-2d5f73f4ae2e"


@dataclass(frozen=True, slots=True)
class Mark:
    """A known mark: how to know it, what it says, what that supports, and where this was learned."""

    kind: str
    pattern: re.Pattern[str]
    statement: str
    supports: str
    source: str


_NOTHING = "Nearly nothing: any program that uses this library writes it, generators and editors alike."
SEI_MARKS = (
    Mark(
        "sei.kling",
        re.compile(re.escape(KLING_UUID)),
        "The video stream carries the user-data identifier seen in files of Kling.",
        "That the stream may come from Kling's encoder: the mark survives copying the stream and not re-encoding it. "
        "Anybody can write it.",
        "rechenfix, 2026-09-29; artcraft, 2026",
    ),
    Mark("sei.kling", re.compile(r"^kling-ai\0?$"), "The video stream's user data say “kling-ai”.",
         "That the stream may come from Kling's encoder. Anybody can write it.", "rechenfix, 2026-09-29"),
    Mark("sei.x264", re.compile(r"^x264 - core"), "The video stream was encoded with x264, with the options given.",
         _NOTHING, "x264, the encoder's own information message"),
    Mark("sei.x265", re.compile(r"^x265 \(build"), "The video stream was encoded with x265, with the options given.",
         _NOTHING, "x265, the encoder's own information message"),
)  # fmt: skip
WRITER_MARKS = (
    Mark("writer.google", re.compile(r"^Google$"), "The file's writer calls itself “Google”.",
         "Little: files of Google's video generator carry it, and so may any other file written by Google's tools.",
         "a Google file of 2026-01-06, measured 2026-11-22"),
    Mark("writer.ffmpeg", re.compile(r"^Lavf\d"), "The file was written by FFmpeg's multiplexer.", _NOTHING,
         "FFmpeg, libavformat"),
)  # fmt: skip
TEXT_MARKS = (
    Mark("text.luma", re.compile(r"^Luma AI$"), "A text field “Source” says “Luma AI”.",
         "That Luma's image product may have written the picture. Anybody can write it.",
         "remove-ai-watermarks constants, 2026-08"),
    Mark("text.xai_signature", re.compile(r"^Signature: [A-Za-z0-9+/=]{40,}$"),
         "The image description is “Signature:” with a long value, as in pictures of xAI.",
         "That the picture may come from xAI. The value is not checked here: how it is made is not published.",
         "an xAI picture, measured 2026-11-22"),
)  # fmt: skip


def known(marks: tuple[Mark, ...], text: str) -> Mark | None:
    """Return the mark that a text is, or None."""
    return next((mark for mark in marks if mark.pattern.search(text)), None)
