"""A locus in words: which file, stream, bytes, time, frame and region a result speaks of."""

from __future__ import annotations

from fractions import Fraction

from forensics.types import ByteRange, FrameLocus, Locus, Region, StreamLocus, TimeSpan, Timestamp, WholeFile


def locus_words(locus: Locus) -> str:
    """Return the words for a locus. Frames count from 0 in presentation order; times come with their ticks."""
    match locus:
        case WholeFile():
            return "the file as a whole"
        case StreamLocus(stream):
            return f"stream {stream}"
        case ByteRange(offset, length):
            return byte_words(offset, length)
        case TimeSpan(stream, start, end):
            return f"stream {stream}, from {time_words(start)} to {time_words(end)}"
        case FrameLocus(stream, index, at, region):
            place = f"frame {index} of stream {stream}, at {time_words(at)}"
            return f"{place}, {region_words(region)}" if region else place


def byte_words(offset: int, length: int) -> str:
    """Return a range of bytes in words: offset and length, as in 'bytes 32 to 39 (8 bytes from offset 0x20)'."""
    if length == 0:
        return f"byte offset {offset} (0x{offset:x})"
    return f"bytes {offset} to {offset + length - 1} ({length:,} bytes from offset 0x{offset:x})"


def time_words(at: Timestamp) -> str:
    """Return a time as clock and ticks: '0:00:01.033333 (pts 31 × 1/30 s)'."""
    return f"{clock(at.seconds)} (pts {at.pts} × {at.time_base} s)"


def clock(seconds: Fraction) -> str:
    """Return exact seconds as h:mm:ss.ffffff, rounded half to even at the microsecond; '≈' where it was rounded."""
    micros = round(abs(seconds) * 1_000_000)
    exact = Fraction(micros, 1_000_000) == abs(seconds)
    whole, fraction = divmod(micros, 1_000_000)
    sign = "−" if seconds < 0 else ""
    minutes, second = divmod(whole, 60)
    return f"{'' if exact else '≈'}{sign}{minutes // 60}:{minutes % 60:02d}:{second:02d}.{fraction:06d}"


def region_words(region: Region) -> str:
    """Return a rectangle in words, in pixels of the decoded frame."""
    return f"region {region.width} × {region.height} pixels, left edge at x = {region.x}, top edge at y = {region.y}"


def brief(locus: Locus) -> str:
    """Return a place in few characters, for a column of a table; the whole of it is in ``locus_words``."""
    match locus:
        case TimeSpan(_, start, end):
            return f"{float(start.seconds):.2f}–{float(end.seconds):.2f} s"
        case FrameLocus(_, index, _, _):
            return f"frame {index}"
        case ByteRange(offset, length):
            return f"bytes {offset:,}–{offset + max(0, length - 1):,}"
        case StreamLocus(stream):
            return f"stream {stream}"
    return "the file"
